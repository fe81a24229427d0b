import { join, resolve } from 'node:path';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { type Database, openDatabase } from '../store/database.ts';
import { keepBackup } from '../store/kept-backups.ts';
import { type LockHolder, lockFolder, ownerOf } from '../store/lock.ts';
import { dataFolder } from '../working/environment.ts';
import { programVersion } from '../working/version.ts';

/** A server that runs on this data folder. */
export interface RunningOwner extends LockHolder {
  readonly url: string;
}

/**
 * Works with the database of the data folder: through the server where one runs, since two processes may not open it, and else
 * as its owner for that time.
 */
export async function withDatabase<Value>(work: {
  readonly running: (owner: RunningOwner) => Promise<Value>;
  readonly alone: (database: Database, data: string) => Promise<Value>;
}): Promise<Result<Value>> {
  const data = resolve(dataFolder());
  const owner = ownerOf(data);
  if (owner !== undefined) {
    const { url } = owner;
    if (url !== undefined) {
      try {
        return succeed(await work.running({ ...owner, url }));
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        return fail([problem('cli.server.noAnswer', 'error', {}, { url, reason })]);
      }
    }
  }
  const lock = lockFolder(data);
  if (!lock.ok) return lock;
  try {
    const database = await openDatabase({
      url: process.env.DATABASE_URL || undefined,
      folder: join(data, 'database'),
      beforeMigration: (db) => keepBackup({ db, data, program: programVersion() }),
    });
    if (!database.ok) return database;
    try {
      return succeed(await work.alone(database.value, data));
    } finally {
      await database.value.close();
    }
  } finally {
    lock.value.release();
  }
}

/** Asks a running server as the owner of its data folder. Throws where it does not answer as asked. */
export async function askServer({ url, token }: RunningOwner, address: string): Promise<Response> {
  const answer = await fetch(url + address, { headers: { authorization: `Bearer ${token}` } });
  if (!answer.ok) throw new Error(`${answer.status} ${(await answer.text()).slice(0, 500)}`);
  return answer;
}
