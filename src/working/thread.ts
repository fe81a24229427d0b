import { platform, setPriority } from 'node:os';
import type { MessagePort } from 'node:worker_threads';
import type { Problem, Result } from '../messages/problem.ts';

/** What a thread tells: whether it can start, how far it is with a file, what it made of it. */
export type ThreadMessage<Answer> =
  | { readonly type: 'ready'; readonly ok: boolean; readonly problems: readonly Problem[] }
  | { readonly type: 'page'; readonly page: number; readonly pages: number }
  | { readonly type: 'done'; readonly result: Result<Answer> };

/** What a thread does with a job. */
export type Work<Job, Answer> = (
  job: Job,
  onPage: (page: number, pages: number) => void,
) => Promise<Result<Answer>>;

/** Work whose job is the name of a file. */
export type FileWork<Answer> = Work<string, Answer>;

/** How far threads stand back: 0 is as much as everybody, 19 the least. Little: beside other programs they must not starve. */
const BEHIND = 2;

/**
 * Lets this thread take only what the others leave of the machine: of a server, whoever waits for a page is answered while
 * documents and budgets are checked on all cores. Linux counts it by thread; elsewhere it would be the whole process.
 */
export function standBehind(): void {
  if (platform() !== 'linux') return;
  try {
    setPriority(BEHIND);
  } catch {
    // Where that is forbidden, all threads are equal.
  }
}

/**
 * A thread's whole life: it tells whether it could load what it needs, then does every job that it is told of, one at a
 * time, until it is ended.
 */
export function serveJobs<Job, Answer>(port: MessagePort, loaded: Result<Work<Job, Answer>>): void {
  const tell = (message: ThreadMessage<Answer>) => port.postMessage(message);
  tell({ type: 'ready', ok: loaded.ok, problems: loaded.problems });
  if (!loaded.ok) return;
  port.on('message', async (job: Job) => {
    const result = await loaded.value(job, (page, pages) => tell({ type: 'page', page, pages }));
    tell({ type: 'done', result });
  });
}
