import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { countAdministrators } from '../store/accounts.ts';
import { openDatabase } from '../store/database.ts';
import { FileStore } from '../store/files.ts';
import { lockFolder } from '../store/lock.ts';
import type { ReadingLimits } from '../working/reading-limits.ts';
import type { MeansOptions } from '../working/reading-means.ts';
import { createAuth, installationSecret } from './auth.ts';
import { Desk } from './desk.ts';
import { createServer } from './server.ts';

/** Hosts that only this machine hears. */
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** What an installation is started with. */
export interface StartOptions {
  /** The data folder; this process becomes its one owner. */
  readonly data: string;
  /** The address of a PostgreSQL server; without it a database is embedded in the data folder. */
  readonly database: string | undefined;
  readonly host: string;
  /** Whether documents may be checked without signing in; by default where this machine alone is heard. */
  readonly open: boolean | undefined;
  /** 0 takes any that is free. */
  readonly port: number;
  /** The folder of the built web app. */
  readonly web: string;
  readonly means: MeansOptions;
  readonly limits: ReadingLimits;
  readonly profile: string | undefined;
  readonly log: boolean;
}

/** An installation that answers. */
export interface RunningServer {
  readonly url: string;
  /** To be told to whoever sits in front of the terminal. */
  readonly firstRunCode: string | undefined;
  /** Stops answering, ends what is being done, closes the database and gives the data folder free. */
  close(): Promise<void>;
}

/** Starts everything, in the order in which each needs the other; where one thing fails, all before it is closed again. */
export async function startServer(options: StartOptions): Promise<Result<RunningServer>> {
  const { data, database: url, host, port, web, means, limits, profile, log } = options;
  const isAlone = LOOPBACK.has(host);
  const steps: (() => unknown)[] = [];
  const close = async () => {
    for (const step of steps.reverse()) await step();
    steps.length = 0;
  };
  const lock = lockFolder(data);
  if (!lock.ok) return lock;
  steps.push(() => lock.value.release());
  const database = await openDatabase({ url, folder: join(data, 'database') });
  if (!database.ok) {
    await close();
    return database;
  }
  steps.push(() => database.value.close());
  const { db } = database.value;
  const firstRunCode =
    isAlone || (await countAdministrators(db)) > 0 ? undefined : randomInt(10_000_000, 99_999_999).toString();
  const files = new FileStore(data);
  let onError: (error: unknown) => void = () => undefined;
  const desk = new Desk({ db, files, means, limits, profile, onError: (error) => onError(error) });
  steps.push(() => desk.close());
  const started = await desk.start();
  if (!started.ok) {
    await close();
    return started;
  }
  const app = await createServer({
    db,
    auth: createAuth(db, installationSecret(data)),
    open: options.open ?? isAlone,
    firstRunCode,
    files,
    desk,
    limits,
    web,
    log,
  });
  onError = (error) => app.log.error(error);
  steps.push(() => app.close());
  try {
    const address = await app.listen({ host, port });
    const shown = address.replace('//127.0.0.1', '//localhost');
    lock.value.announce(shown);
    return succeed({ url: shown, firstRunCode, close }, started.problems);
  } catch (error) {
    await close();
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return fail([
      reason === 'EADDRINUSE'
        ? problem('server.portTaken', 'error', {}, { port })
        : problem('server.cannotListen', 'error', {}, { port, reason }),
    ]);
  }
}
