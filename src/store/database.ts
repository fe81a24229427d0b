import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { sql } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import type { EmbeddedMessage, EmbeddedTask } from './embedded-worker.ts';
import * as schema from './schema.ts';

/** What queries are written against: PostgreSQL, embedded or on a server. */
export type Db = NodePgDatabase<typeof schema>;

/** An open database whose tables are those of this version. */
export interface Database {
  readonly db: Db;
  /** `embedded` has one connection: within a transaction use only what the transaction gives. */
  readonly kind: 'embedded' | 'server';
  close(): Promise<void>;
}

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));
/** Connections to a server; each takes some MB there. */
const MOST_CONNECTIONS = 10;

/**
 * Opens the database and brings its tables up to date.
 *
 * @param url of a PostgreSQL server; without it one is embedded, its files in `folder`. Whoever opens an embedded one must hold
 *   the lock of the data folder: a second process would lose rows without noticing.
 */
export async function openDatabase({
  url,
  folder,
  migrations = availableMigrations().length,
  mustBeEmpty = false,
  beforeMigration,
}: {
  readonly url: string | undefined;
  readonly folder: string;
  /** How many of the migrations are made; all of them by default. */
  readonly migrations?: number;
  /** Refuses a database that has tables. */
  readonly mustBeEmpty?: boolean;
  /** What is done before the tables of a database that is in use are changed. */
  readonly beforeMigration?: (db: Db) => Promise<unknown>;
}): Promise<Result<Database>> {
  const opened = url === undefined ? await openEmbedded(folder) : openServer(url);
  if (!opened.ok) return opened;
  const { pool, kind, close } = opened.value;
  const db = drizzle(pool, { schema });
  try {
    const applied = await appliedMigrations(db);
    if (mustBeEmpty && (applied.length > 0 || (await hasTables(db)))) {
      await close();
      return fail([
        problem('restore.notEmpty', 'error', {}, { place: url === undefined ? folder : 'DATABASE_URL' }),
      ]);
    }
    if (applied.length > 0 && applied.length < migrations) await beforeMigration?.(db);
    if (applied.length < migrations) await migrateUpTo(db, migrations);
  } catch (error) {
    await close();
    return fail([problem('store.cannotOpen', 'error', {}, { reason: reasonOf(error) })]);
  }
  return succeed({ db, kind, close });
}

/** The hashes of the migrations that this program has, in their order. */
export function availableMigrations(): readonly string[] {
  return readMigrationFiles({ migrationsFolder: MIGRATIONS }).map(({ hash }) => hash);
}

/** The hashes of the migrations that a database has seen, in their order. */
export async function appliedMigrations(db: Pick<Db, 'execute'>): Promise<string[]> {
  const known = await db.execute<{ known: boolean }>(
    sql`select to_regclass('drizzle.__drizzle_migrations') is not null as known`,
  );
  if (known.rows[0]?.known !== true) return [];
  const { rows } = await db.execute<{ hash: string }>(
    sql`select hash from drizzle.__drizzle_migrations order by created_at, id`,
  );
  return rows.map(({ hash }) => hash);
}

async function hasTables(db: Db): Promise<boolean> {
  const { rows } = await db.execute<{ some: boolean }>(
    sql`select exists (select from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r') as some`,
  );
  return rows[0]?.some === true;
}

/** Makes the first migrations of all: of a folder in which only they stand. */
async function migrateUpTo(db: Db, count: number): Promise<void> {
  if (count === availableMigrations().length) return migrate(db, { migrationsFolder: MIGRATIONS });
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-migrations-'));
  try {
    cpSync(MIGRATIONS, folder, { recursive: true });
    const path = join(folder, 'meta', '_journal.json');
    const journal: { entries: unknown[] } = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, count) }));
    await migrate(db, { migrationsFolder: folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Opened {
  readonly pool: pg.Pool;
  readonly kind: Database['kind'];
  readonly close: () => Promise<void>;
}

function openServer(url: string): Result<Opened> {
  const pool = new pg.Pool({ connectionString: url, max: MOST_CONNECTIONS });
  // A connection that breaks while idle is replaced at its next use.
  pool.on('error', () => undefined);
  return succeed({ pool, kind: 'server', close: () => pool.end() });
}

/** PostgreSQL in a thread of this process, behind a socket that only this user can reach. */
async function openEmbedded(folder: string): Promise<Result<Opened>> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    return fail([problem('store.cannotOpen', 'error', {}, { reason: reasonOf(error) })]);
  }
  // Paths of sockets are short everywhere; a folder of temporary files is, and only its owner may enter.
  const place = mkdtempSync(join(tmpdir(), 'mingzhang-db-'));
  const task: EmbeddedTask = { folder, socket: join(place, '.s.PGSQL.5432') };
  const worker = new Worker(new URL('./embedded-worker.js', import.meta.url), { workerData: task });
  const message = await new Promise<EmbeddedMessage>((resolve) => {
    worker.once('message', resolve);
    worker.once('error', (error) => resolve({ type: 'failed', reason: reasonOf(error) }));
  });
  if (message.type !== 'ready') {
    await worker.terminate();
    rmSync(place, { recursive: true, force: true });
    const reason = message.type === 'failed' ? message.reason : '';
    return fail([problem('store.cannotOpen', 'error', {}, { reason })]);
  }
  const pool = new pg.Pool({
    host: place,
    database: 'postgres',
    user: 'postgres',
    max: 1,
    idleTimeoutMillis: 0,
  });
  pool.on('error', () => undefined);
  const close = async () => {
    await pool.end();
    await new Promise<void>((resolve) => {
      worker.once('exit', () => resolve());
      worker.postMessage('close');
    });
    rmSync(place, { recursive: true, force: true });
  };
  return succeed({ pool, kind: 'embedded', close });
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
