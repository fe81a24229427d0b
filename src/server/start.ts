import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { countAdministrators } from '../store/accounts.ts';
import { publicationIds } from '../store/budgets.ts';
import { openDatabase } from '../store/database.ts';
import { unfinishedDocuments } from '../store/documents.ts';
import { FileStore } from '../store/files.ts';
import { keepBackup, keepDaily } from '../store/kept-backups.ts';
import { lockFolder } from '../store/lock.ts';
import { loadEnvironment } from '../working/environment.ts';
import type { ReadingLimits } from '../working/reading-limits.ts';
import type { MeansOptions } from '../working/reading-means.ts';
import { programVersion } from '../working/version.ts';
import { createAuth, installationSecret } from './auth.ts';
import { BudgetDesk } from './budget-desk.ts';
import { Desk } from './desk.ts';
import { loadExample } from './example.ts';
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
  const steps: (() => unknown)[] = [];
  const close = async () => {
    for (const step of steps.reverse()) await step();
    steps.length = 0;
  };
  try {
    const started = await startParts(options, steps);
    if (started.ok) return succeed({ ...started.value, close }, started.problems);
    await close();
    return started;
  } catch (error) {
    await close();
    throw error;
  }
}

/** Starts part by part, and says how each is closed. Returns the address. */
async function startParts(
  options: StartOptions,
  steps: (() => unknown)[],
): Promise<Result<Omit<RunningServer, 'close'>>> {
  const { data, database: url, host, port, web, means, limits, profile, log } = options;
  const isAlone = LOOPBACK.has(host);
  const environment = loadEnvironment(means);
  if (!environment.ok) return environment;
  const lock = lockFolder(data);
  if (!lock.ok) return lock;
  steps.push(() => lock.value.release());
  const program = programVersion();
  const database = await openDatabase({
    url,
    folder: join(data, 'database'),
    beforeMigration: (old) => keepBackup({ db: old, data, program }),
  });
  if (!database.ok) return database;
  steps.push(() => database.value.close());
  const { db } = database.value;
  const firstRunCode =
    isAlone || (await countAdministrators(db)) > 0 ? undefined : randomInt(10_000_000, 99_999_999).toString();
  const files = new FileStore(data);
  const unfinished = (await unfinishedDocuments(db)).map(({ id }) => id);
  files.clearLeftovers(await publicationIds(db), unfinished);
  let onError: (error: unknown) => void = () => undefined;
  const desk = new Desk({ db, files, means, limits, profile, onError: (error) => onError(error) });
  steps.push(() => desk.close());
  const started = await desk.start();
  if (!started.ok) return started;
  const budgets = new BudgetDesk({ db, files, means, limits });
  steps.push(() => budgets.close());
  await loadExample(db, environment.value);
  const app = await createServer({
    db,
    auth: createAuth(db, installationSecret(data)),
    open: options.open ?? isAlone,
    firstRunCode,
    operatorToken: lock.value.token,
    data,
    files,
    desk,
    budgets,
    environment: environment.value,
    limits,
    web,
    log,
  });
  onError = (error) => app.log.error(error);
  steps.push(() => app.close());
  steps.push(keepDaily({ db, data, program }, onError));
  try {
    const address = await app.listen({ host, port });
    const shown = address.replace('//127.0.0.1', '//localhost');
    lock.value.announce(shown);
    return succeed({ url: shown, firstRunCode }, started.problems);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return fail([
      reason === 'EADDRINUSE'
        ? problem('server.portTaken', 'error', {}, { port })
        : problem('server.cannotListen', 'error', {}, { port, reason }),
    ]);
  }
}
