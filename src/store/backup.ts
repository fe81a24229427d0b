import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { type ArchiveEntry, tarOf } from './archive.ts';
import { appliedMigrations, type Db } from './database.ts';
import type { Connection } from './log.ts';

/** What a backup says of itself, as its last entry: without it, the file was cut off. */
export const manifestSchema = z.strictObject({
  kind: z.literal('mingzhang-backup'),
  version: z.literal(1),
  program: z.string(),
  madeAt: z.iso.datetime(),
  /** The hashes of the migrations that its tables have seen. */
  migrations: z.array(z.string()),
  /** In an order in which each can be filled after those that it points to. */
  tables: z.array(
    z.strictObject({ name: z.string().regex(/^\w+$/u), rows: z.int(), sha256: z.string(), own: z.boolean() }),
  ),
  /** The files of the data folder, entry `files/0` and so on; empty where only the database was kept. */
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int(), sha256: z.string() })),
});
export type Manifest = z.output<typeof manifestSchema>;

/** Sessions are left out: nobody should be signed in because of a backup. */
const LEFT_OUT = new Set(['session']);
/** Of a data folder: what the database, this process or this installation alone has. */
const NOT_KEPT =
  /^(?:database(?:\.unfinished)?|drafts|backups|staging-[^/]*)(?:\/|$)|^(?:owner\.json|secret\.key)[^/]*$/u;
const ROWS_AT_ONCE = 1_000;

/**
 * Writes a backup: a compressed archive of all tables as they are at one moment, and of the files of the data folder.
 *
 * @param withFiles false keeps the database alone
 */
export async function writeBackup(
  source: { readonly db: Db; readonly data: string; readonly program: string },
  target: NodeJS.WritableStream,
  withFiles = true,
): Promise<Manifest> {
  const staging = join(source.data, `staging-${randomUUID()}`);
  mkdirSync(staging, { recursive: true, mode: 0o700 });
  try {
    const { migrations, tables } = await dump(source.db, staging);
    const files: Manifest['files'] = [];
    const made: { manifest?: Manifest } = {};
    const entries = async function* (): AsyncGenerator<ArchiveEntry> {
      for (const { name } of tables) {
        const handle = await open(join(staging, name));
        yield {
          path: `tables/${name}`,
          bytes: (await handle.stat()).size,
          content: handle.createReadStream(),
        };
      }
      if (withFiles) yield* filesOf(source.data, files);
      made.manifest = {
        kind: 'mingzhang-backup',
        version: 1,
        program: source.program,
        madeAt: new Date().toISOString(),
        migrations,
        tables,
        files,
      };
      const content = Buffer.from(JSON.stringify(made.manifest));
      yield { path: 'manifest.json', bytes: content.length, content };
    };
    await pipeline(Readable.from(tarOf(entries())), createGzip({ level: 4 }), target);
    if (made.manifest === undefined) throw new Error('nothing was written');
    return made.manifest;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** Writes a backup to a file, which appears when it is whole and on disk. */
export async function writeBackupFile(
  source: { readonly db: Db; readonly data: string; readonly program: string },
  path: string,
  withFiles = true,
): Promise<Manifest> {
  const draft = `${path}.${randomUUID()}.part`;
  try {
    const manifest = await writeBackup(
      source,
      createWriteStream(draft, { flags: 'wx', mode: 0o600 }),
      withFiles,
    );
    const handle = await open(draft, 'r+');
    await handle.sync();
    await handle.close();
    renameSync(draft, path);
    return manifest;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** The rows of all tables at one moment, a file a table, a row a line. */
async function dump(db: Db, staging: string): Promise<Pick<Manifest, 'migrations' | 'tables'>> {
  return db.transaction(
    async (tx) => {
      const migrations = await appliedMigrations(tx);
      const tables: Manifest['tables'] = [];
      for (const { name, own } of await tablesInOrder(tx)) {
        if (LEFT_OUT.has(name)) continue;
        tables.push({ name, own, ...(await dumpTable(tx, name, join(staging, name))) });
      }
      return { migrations, tables };
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

async function dumpTable(tx: Connection, name: string, path: string) {
  const hash = createHash('sha256');
  let rows = 0;
  const lines = async function* () {
    await tx.execute(
      sql`declare backup cursor for select row_to_json(t)::text as line from ${sql.identifier(name)} t`,
    );
    for (;;) {
      const { rows: found } = await tx.execute<{ line: string }>(
        sql`fetch ${sql.raw(String(ROWS_AT_ONCE))} from backup`,
      );
      if (found.length === 0) break;
      rows += found.length;
      const piece = Buffer.from(found.map(({ line }) => `${line}\n`).join(''));
      hash.update(piece);
      yield piece;
    }
    await tx.execute(sql`close backup`);
  };
  await pipeline(Readable.from(lines()), createWriteStream(path, { mode: 0o600 }));
  return { rows, sha256: hash.digest('hex') };
}

/** Our tables, each after those that it points to, and whether its rows point to each other. */
async function tablesInOrder(db: Connection): Promise<{ readonly name: string; readonly own: boolean }[]> {
  const tables = await db.execute<{ name: string }>(
    sql`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by relname`,
  );
  const keys = await db.execute<{ from: string; to: string }>(
    sql`select a.relname as "from", b.relname as "to" from pg_constraint k
      join pg_class a on a.oid = k.conrelid join pg_class b on b.oid = k.confrelid
      where k.contype = 'f' and a.relnamespace = 'public'::regnamespace`,
  );
  const names: string[] = [];
  const place = (name: string, path: readonly string[]) => {
    if (names.includes(name)) return;
    if (path.includes(name)) throw new Error(`tables point to each other: ${path.join()}`);
    for (const { from, to } of keys.rows) if (from === name && to !== name) place(to, [...path, name]);
    names.push(name);
  };
  for (const { name } of tables.rows) place(name, []);
  return names.map((name) => ({ name, own: keys.rows.some(({ from, to }) => from === name && to === name) }));
}

/** The files of a data folder, one after the other; their paths and hashes are noted as they are read. */
async function* filesOf(data: string, noted: Manifest['files']): AsyncGenerator<ArchiveEntry> {
  for (const path of pathsIn(data)) {
    let handle: FileHandle;
    try {
      handle = await open(join(data, path));
    } catch {
      // Made anew or taken away meanwhile.
      continue;
    }
    const { size: bytes } = await handle.stat();
    const hash = createHash('sha256');
    const read = handle.createReadStream(bytes === 0 ? {} : { end: bytes - 1 });
    const content = Readable.from(
      (async function* () {
        for await (const chunk of read) {
          hash.update(chunk);
          yield chunk;
        }
      })(),
    );
    const index = noted.length;
    yield { path: `files/${index}`, bytes, content };
    noted.push({ path, bytes, sha256: hash.digest('hex') });
  }
}

function* pathsIn(data: string, folder = data): Generator<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const whole = join(folder, entry.name);
    const path = relative(data, whole).split(sep).join('/');
    if (NOT_KEPT.test(path)) continue;
    if (entry.isDirectory()) yield* pathsIn(data, whole);
    else if (entry.isFile()) yield path;
  }
}
