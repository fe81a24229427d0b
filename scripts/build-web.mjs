// Builds the web app into dist/web, unless nothing that it was built from has changed since.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

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
  // Compressed once, so that the server does not do it for everybody: gzip for plain http, brotli where there is https.
  const assets = join(root, 'dist/web/assets');
  for (const name of readdirSync(assets).filter((one) => /\.(?:js|css|svg)$/u.test(one))) {
    const bytes = readFileSync(join(assets, name));
    if (bytes.length < 1_400) continue;
    writeFileSync(join(assets, `${name}.gz`), gzipSync(bytes, { level: 9 }));
    writeFileSync(
      join(assets, `${name}.br`),
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    );
  }
  const inputs = [...new Set([...always(), ...modules])].sort();
  writeFileSync(
    record,
    JSON.stringify(Object.fromEntries(inputs.map((file) => [file, hashOf(file)])), null, 1),
  );
}
