import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from '../messages/say.ts';
import { startServer } from '../server/start.ts';
import { dataFolder } from '../working/environment.ts';
import type { LimitOptions } from '../working/reading-limits.ts';
import { readingLimits } from '../working/reading-limits.ts';
import type { MeansOptions } from '../working/reading-means.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

const WEB = fileURLToPath(new URL('../web', import.meta.url));
/** The settings of the office, beside its data or where it works. */
const PROFILE = 'checks.yaml';

export interface StartCommandOptions extends MeansOptions, LimitOptions {
  /** As text; from PORT by default. */
  readonly port?: string;
}

/** `mingzhang start`: the web app and its API, until it is told to stop. */
export async function start(options: StartCommandOptions): Promise<number> {
  const given = options.port ?? process.env.PORT ?? '8080';
  const port = /^\d{1,5}$/u.test(given) ? Number(given) : Number.NaN;
  if (!(port <= 65_535)) {
    printError(say('server.badPort', { port: given }));
    return EXIT.unusable;
  }
  const limits = readingLimits(options);
  if (!limits.ok) {
    printProblems(limits.problems);
    return EXIT.unusable;
  }
  const open = process.env.MINGZHANG_OPEN || undefined;
  if (open !== undefined && open !== 'yes' && open !== 'no') {
    printError(say('server.badOpen', { value: open }));
    return EXIT.unusable;
  }
  const data = resolve(dataFolder());
  const profile = [join(data, PROFILE), resolve(PROFILE)].find((path) => existsSync(path));
  const started = await startServer({
    data,
    // An empty variable is as good as none.
    database: process.env.DATABASE_URL || undefined,
    host: process.env.HOST || '127.0.0.1',
    open: open === undefined ? undefined : open === 'yes',
    port,
    web: WEB,
    means: options,
    limits: limits.value,
    profile,
    log: true,
  });
  printProblems(started.problems);
  if (!started.ok) return EXIT.unusable;
  const { url, firstRunCode } = started.value;
  print(say('server.listening', { url }));
  if (firstRunCode !== undefined) print(say('server.firstRun.codeIs', { code: firstRunCode }));
  await new Promise<void>((stop) => {
    process.once('SIGINT', () => stop());
    process.once('SIGTERM', () => stop());
  });
  printError(say('server.stopping'));
  await started.value.close();
  return EXIT.clean;
}
