import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import type { ReadingLimits } from '../working/reading-limits.ts';
import type { MeansOptions } from '../working/reading-means.ts';
import { filesInThreads } from '../working/thread-pool.ts';
import type { Counterpart } from './counterparts.ts';
import type { IdentifyTask } from './identify-worker.ts';
import { isFolder } from './read.ts';

const SCRIPT = new URL('./identify-worker.js', import.meta.url);

/**
 * Tells whose the documents of a folder are (or one document), so that each of many can be held against its counterpart.
 * One that cannot be opened is a warning: it keeps no other back.
 */
export async function identify(
  path: string,
  means: MeansOptions,
  limits: ReadingLimits,
): Promise<Result<readonly Counterpart[]>> {
  const files = othersIn(path);
  const problems: Problem[] = [];
  const found: Counterpart[] = [];
  const task: IdentifyTask = { means, limits: limits.limits };
  let canStart = true;
  const answers = filesInThreads<Counterpart>(files, {
    script: SCRIPT,
    task,
    limits,
    onStart: ({ ok }) => {
      canStart = ok;
    },
  });
  for await (const { result } of answers) {
    if (result.ok) found.push(result.value);
    else problems.push(...result.problems.map((one) => ({ ...one, severity: 'warning' as const })));
  }
  const isNone = found.length === 0;
  if (isNone && canStart) problems.push(problem('cli.against.empty', 'error', {}, { folder: path }));
  return isNone ? fail(problems) : succeed(found, problems);
}

/** What may be held against in a folder: documents, workbooks and readings; of the reports on a document its data alone. */
function othersIn(path: string): readonly string[] {
  if (!isFolder(path)) return [path];
  const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => !name.split(sep).some((part) => part.startsWith('.') || part.startsWith('~$')))
    .filter((name) => !/\.(?:corrections|acknowledged)\.json$/u.test(name))
    .map((name) => join(path, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .sort();
  const reports = new Set(files.filter((file) => DATA.has(basename(file))).map((file) => dirname(file)));
  return files.filter((file) => !reports.has(dirname(file)) || basename(file) === CHECK);
}

/** The data of a report on a document. */
const CHECK = 'check.json';
/** What stands in a folder of reports only. */
const DATA: ReadonlySet<string> = new Set([CHECK, 'batch.json']);
