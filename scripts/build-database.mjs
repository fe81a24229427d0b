// Makes the files of an empty embedded database once, so that a first start has only to unpack them: making them takes seven
// times as long. Skipped where those of this version are there.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = new URL('..', import.meta.url);
const target = fileURLToPath(new URL('dist/store/empty-database.tar.gz', root));
const record = `${target}.version`;
const { version } = JSON.parse(
  readFileSync(new URL('node_modules/@electric-sql/pglite/package.json', root), 'utf8'),
);

if (!existsSync(target) || !existsSync(record) || readFileSync(record, 'utf8') !== version) {
  const { PGlite } = await import('@electric-sql/pglite');
  const db = await PGlite.create('memory://');
  const files = await db.dumpDataDir('gzip');
  await db.close();
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, new Uint8Array(await files.arrayBuffer()));
  writeFileSync(record, version);
}
