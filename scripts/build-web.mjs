// Builds the web app into dist/web, unless nothing that it was built from has changed since.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const record = join(root, 'dist/web/.built.json');

const hashOf = (file) => {
  const path = join(root, file);
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
};

/** @returns {boolean} whether every input is what it was at the last build */
function isCurrent() {
  if (!existsSync(record)) return false;
  try {
    return Object.entries(JSON.parse(readFileSync(record, 'utf8'))).every(
      ([file, hash]) => hashOf(file) === hash,
    );
  } catch {
    return false;
  }
}

/** Inputs that no chunk names: what configures the build, and the catalogue that is cut down for the page. */
function always() {
  const texts = readdirSync(join(root, 'src/messages/zh')).map((name) => `src/messages/zh/${name}`);
  return [
    'package-lock.json',
    'vite.config.ts',
    'scripts/build-web.mjs',
    'web/index.html',
    'web/tsconfig.json',
    ...texts,
  ];
}

if (!isCurrent()) {
  const { build } = await import('vite');
  const built = await build({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  const chunks = [built].flat().flatMap(({ output }) => output);
  const modules = chunks
    .flatMap((one) => [
      ...(one.moduleIds ?? []),
      ...(one.originalFileNames ?? []).map((name) => join(root, 'web', name)),
    ])
    .map((id) =>
      relative(root, id.split('?')[0] ?? id)
        .split(sep)
        .join('/'),
    )
    .filter(
      (file) => !file.includes('node_modules') && !file.startsWith('..') && existsSync(join(root, file)),
    );
  const inputs = [...new Set([...always(), ...modules])].sort();
  writeFileSync(
    record,
    JSON.stringify(Object.fromEntries(inputs.map((file) => [file, hashOf(file)])), null, 1),
  );
}
