import type { ReadingLimits } from '../working/reading-limits.ts';
import type { MeansOptions } from '../working/reading-means.ts';
import { type FileAnswer, filesInThreads, type PoolOptions } from '../working/thread-pool.ts';
import type { FileReading } from './reading-worker.ts';

export interface ReadFilesOptions extends Pick<PoolOptions, 'onStart' | 'onPage'> {
  /** Packs, year: what the user asks for. */
  readonly means: MeansOptions;
  readonly limits: ReadingLimits;
}

const SCRIPT = new URL('./reading-worker.js', import.meta.url);

/** Reads files in threads of their own and hands them out in the order given; see {@link filesInThreads}. */
export function readFiles(
  files: readonly string[],
  { means, limits, ...more }: ReadFilesOptions,
): AsyncGenerator<FileAnswer<FileReading>> {
  const task = { means, limits: limits.limits };
  return filesInThreads(files, { ...more, script: SCRIPT, task, limits });
}
