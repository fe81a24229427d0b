import { createHash, randomUUID } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { sql } from 'drizzle-orm';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { entriesOf } from './archive.ts';
import { type Manifest, manifestSchema } from './backup.ts';
import { availableMigrations, type Database, openDatabase } from './database.ts';
import type { Connection } from './log.ts';

const ROWS_AT_ONCE = 500;

/**
 * Puts a backup into an empty installation: every hash is checked before anything is put in place, and where something is wrong
 * the installation stays empty. The caller holds the lock of the data folder.
 *
 * @param url of a PostgreSQL server whose database is empty; without it one is embedded
 */
export async function restoreBackup(
  file: string,
  { data, url }: { readonly data: string; readonly url: string | undefined },
): Promise<Result<Manifest>> {
  const folder = join(data, 'database');
  if (url === undefined && existsSync(folder) && readdirSync(folder).length > 0)
    return fail([problem('restore.notEmpty', 'error', {}, { place: data })]);
  const staging = join(data, `staging-${randomUUID()}`);
  mkdirSync(staging, { recursive: true, mode: 0o700 });
  let isDone = false;
  let isOurs = url === undefined;
  try {
    const unpacked = await unpack(file, staging);
    if (!unpacked.ok) return unpacked;
    const manifest = unpacked.value;
    const available = availableMigrations();
    const isOlder = manifest.migrations.every((hash, index) => available[index] === hash);
    if (!isOlder) return fail([problem('restore.newer', 'error', { file }, { program: manifest.program })]);
    const taken = manifest.files.find(({ path }) => existsSync(join(data, path)));
    if (taken !== undefined)
      return fail([problem('restore.notEmpty', 'error', {}, { place: join(data, taken.path) })]);
    // First the tables as they were when the backup was made, then, once they are filled, those of today.
    const before = await openDatabase({
      url,
      folder,
      migrations: manifest.migrations.length,
      mustBeEmpty: true,
    });
    if (!before.ok) return before;
    isOurs = true;
    try {
      await load(before.value, manifest, staging);
    } finally {
      await before.value.close();
    }
    const after = await openDatabase({ url, folder });
    if (!after.ok) return after;
    await after.value.close();
    manifest.files.forEach(({ path }, index) => {
      const target = join(data, path);
      mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
      renameSync(join(staging, 'files', String(index)), target);
    });
    isDone = true;
    return succeed(manifest);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return fail([problem('restore.failed', 'error', { file }, { reason })]);
  } finally {
    rmSync(staging, { recursive: true, force: true });
    if (!isDone && isOurs && url === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** Unpacks a backup beside its place, and holds every part against its hash. */
async function unpack(file: string, staging: string): Promise<Result<Manifest>> {
  const damaged = (part: string) => fail<Manifest>([problem('restore.damaged', 'error', { file }, { part })]);
  const hashes = new Map<string, string>();
  mkdirSync(join(staging, 'tables'));
  mkdirSync(join(staging, 'files'));
  try {
    const archive = createReadStream(file);
    const unzipped = createGunzip();
    // What breaks the file breaks what is read of it.
    archive.on('error', (error) => unzipped.destroy(error));
    archive.pipe(unzipped);
    for await (const { path, content } of entriesOf(unzipped)) {
      if (!/^(?:tables\/\w+|files\/\d+|manifest\.json)$/u.test(path)) return damaged(path);
      const hash = createHash('sha256');
      await pipeline(
        Readable.from(content instanceof Uint8Array ? [content] : content),
        async function* (chunks: AsyncIterable<Buffer>) {
          for await (const chunk of chunks) {
            hash.update(chunk);
            yield chunk;
          }
        },
        createWriteStream(join(staging, path), { mode: 0o600, flags: 'wx' }),
      );
      hashes.set(path, hash.digest('hex'));
    }
  } catch (error) {
    return damaged(error instanceof Error ? error.message : String(error));
  }
  if (!hashes.has('manifest.json')) return damaged('manifest.json');
  const parsed = manifestSchema.safeParse(JSON.parse(readFileSync(join(staging, 'manifest.json'), 'utf8')));
  if (!parsed.success) return damaged('manifest.json');
  const manifest = parsed.data;
  for (const { name, sha256 } of manifest.tables) {
    if (hashes.get(`tables/${name}`) !== sha256) return damaged(name);
  }
  for (const [index, { path, sha256 }] of manifest.files.entries()) {
    if (hashes.get(`files/${index}`) !== sha256 || !isInside(path)) return damaged(path);
    const named = /^documents\/\w\w\/(\w{64})$/u.exec(path)?.[1];
    if (named !== undefined && named !== sha256) return damaged(path);
  }
  return succeed(manifest);
}

/** Whether a path stays in the folder that it is joined to. */
function isInside(path: string): boolean {
  return (
    path !== '' &&
    !/^[/\\]|^[a-z]:|\\|\0/iu.test(path) &&
    !path.split('/').some((part) => part === '..' || part === '')
  );
}

/** Fills the tables, all or none. */
async function load({ db }: Database, { tables }: Manifest, staging: string): Promise<void> {
  await db.transaction(async (tx) => {
    for (const { name, rows, own } of tables) {
      // Rows that point to each other are put in at once: then their order does not matter.
      const atOnce = own ? Number.POSITIVE_INFINITY : ROWS_AT_ONCE;
      let lines: string[] = [];
      let count = 0;
      for await (const line of linesOf(join(staging, 'tables', name))) {
        lines.push(line);
        count += 1;
        if (lines.length < atOnce) continue;
        await insert(tx, name, lines);
        lines = [];
      }
      if (lines.length > 0) await insert(tx, name, lines);
      if (count !== rows) throw new Error(`${name}: ${count} / ${rows}`);
    }
  });
}

/** The lines of a file, parted by line feeds alone: texts may hold any other mark of a line's end. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = Buffer.alloc(0);
  for await (const chunk of createReadStream(path)) {
    rest = Buffer.concat([rest, chunk]);
    let end = rest.indexOf(10);
    while (end >= 0) {
      yield rest.toString('utf8', 0, end);
      rest = rest.subarray(end + 1);
      end = rest.indexOf(10);
    }
  }
  if (rest.length > 0) yield rest.toString('utf8');
}

async function insert(tx: Connection, name: string, lines: readonly string[]): Promise<void> {
  const table = sql.identifier(name);
  const rows = `[${lines.join(',')}]`;
  await tx.execute(
    sql`insert into ${table} select * from json_populate_recordset(null::${table}, ${rows}::json)`,
  );
}
