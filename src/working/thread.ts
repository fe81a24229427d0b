import type { MessagePort } from 'node:worker_threads';
import type { Problem, Result } from '../messages/problem.ts';

/** What a thread tells: whether it can start, how far it is with a file, what it made of it. */
export type ThreadMessage<Answer> =
  | { readonly type: 'ready'; readonly ok: boolean; readonly problems: readonly Problem[] }
  | { readonly type: 'page'; readonly page: number; readonly pages: number }
  | { readonly type: 'done'; readonly result: Result<Answer> };

/** What a thread does with a file. */
export type FileWork<Answer> = (
  file: string,
  onPage: (page: number, pages: number) => void,
) => Promise<Result<Answer>>;

/**
 * A thread's whole life: it tells whether it could load what it needs, then does its work on every file that it is told the
 * name of, one at a time, until it is ended.
 */
export function serveFiles<Answer>(port: MessagePort, loaded: Result<FileWork<Answer>>): void {
  const tell = (message: ThreadMessage<Answer>) => port.postMessage(message);
  tell({ type: 'ready', ok: loaded.ok, problems: loaded.problems });
  if (!loaded.ok) return;
  port.on('message', async (file: string) => {
    const result = await loaded.value(file, (page, pages) => tell({ type: 'page', page, pages }));
    tell({ type: 'done', result });
  });
}
