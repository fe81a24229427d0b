import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { DocumentCheck } from '../checking/document.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { withCorrections } from '../reading/corrections-file.ts';
import { type Role, roleOf } from '../reading/draft-role.ts';
import { readSource } from '../reading/read.ts';
import { readSourceOf } from '../reading/read-file.ts';
import type { Reading } from '../reading/reading.ts';
import type { Limits } from '../reading/source.ts';
import { readInput } from './input.ts';
import { loadMeans, type MeansOptions, type ReadingMeans } from './reading-means.ts';

/** What a worker is started with. */
export interface WorkerTask {
  readonly options: MeansOptions;
  readonly limits: Limits;
  /** Whether documents are checked too. */
  readonly checks: boolean;
}

/** What was read from a file, and what the file is good for. */
export interface FileReading {
  readonly reading: Reading;
  readonly role: Role;
  /** What the checks say, where they were asked for. */
  readonly checked?: DocumentCheck;
}

/** What a worker tells: whether it can start, how far it is, what it read. It is told names of files, one at a time. */
export type WorkerMessage =
  | { readonly type: 'ready'; readonly ok: boolean; readonly problems: readonly Problem[] }
  | { readonly type: 'page'; readonly page: number; readonly pages: number }
  | { readonly type: 'read'; readonly result: Result<FileReading> };

if (parentPort !== null) serve(parentPort, workerData);

/** The thread's whole life: load what reading goes by, then read what it is given until it is ended. */
function serve(port: MessagePort, { options, limits, checks }: WorkerTask): void {
  const tell = (message: WorkerMessage) => port.postMessage(message);
  const means = loadMeans(options);
  tell({ type: 'ready', ok: means.ok, problems: means.problems });
  if (!means.ok) return;
  port.on('message', async (file: string) => {
    const onPage = (page: number, pages: number) => tell({ type: 'page', page, pages });
    const result = await readOne(file, means.value, limits, onPage);
    tell({ type: 'read', result: checks ? await checked(result, means.value) : result });
  });
}

/** What was read, with what the checks say of it; they are loaded only where they are asked for. */
async function checked(result: Result<FileReading>, means: ReadingMeans): Promise<Result<FileReading>> {
  if (!result.ok) return result;
  const { checkReading } = await import('./check-reading.ts');
  return { ...result, value: { ...result.value, checked: checkReading(result.value.reading, means) } };
}

async function readOne(
  file: string,
  means: ReadingMeans,
  limits: Limits,
  onPage: (page: number, pages: number) => void,
): Promise<Result<FileReading>> {
  // A file that is too large is not even opened.
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > limits.bytes) {
    const params = { file, size: megabytes(size), limit: megabytes(limits.bytes) };
    return fail([problem('reading.limit.bytes', 'error', { file }, params)]);
  }
  const input = readInput(file);
  if (!input.ok) return input;
  const source = await readSourceOf(input.value, { file, limits, onPage });
  if (!source.ok) return source;
  const sha256 = createHash('sha256').update(input.value).digest('hex');
  const reading = readSource(source.value, { ...means, file, sha256 });
  if (!reading.ok) return fail([...source.problems, ...reading.problems]);
  const corrected = withCorrections(file, reading.value);
  if (!corrected.ok) return corrected;
  return succeed({ reading: corrected.value, role: roleOf(file, source.value) }, reading.problems);
}

function megabytes(bytes: number): string {
  return String(Math.ceil(bytes / 2 ** 20));
}
