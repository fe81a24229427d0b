import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** A PostgreSQL server for tests, whose user may create databases; undefined where there is none. */
export const TEST_DATABASE = process.env.MINGZHANG_TEST_DATABASE_URL || undefined;

/** A database of its own on the server for tests. */
export async function freshDatabase(): Promise<{ readonly url: string; remove(): Promise<void> }> {
  const name = `mingzhang_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(TEST_DATABASE ?? '');
  await run(url.href, `create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return { url: own.href, remove: () => run(url.href, `drop database ${name} with (force)`) };
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
