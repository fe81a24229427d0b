import { parentPort, workerData } from 'node:worker_threads';
import { type Result, succeed } from '../messages/problem.ts';
import { type Role, roleOf } from '../reading/draft-role.ts';
import type { Reading } from '../reading/reading.ts';
import type { Limits } from '../reading/source.ts';
import { readOne } from '../working/read-one.ts';
import { loadMeans, type MeansOptions } from '../working/reading-means.ts';
import { type FileWork, serveJobs } from '../working/thread.ts';

/** What a reading thread is started with. */
export interface ReadingTask {
  readonly means: MeansOptions;
  readonly limits: Limits;
}

/** What was read from a file, and what the file is good for. */
export interface FileReading {
  readonly reading: Reading;
  readonly role: Role;
}

if (parentPort !== null) serveJobs(parentPort, readingWork(workerData));

function readingWork({ means, limits }: ReadingTask): Result<FileWork<FileReading>> {
  const loaded = loadMeans(means);
  if (!loaded.ok) return loaded;
  return succeed(async (file, onPage) => {
    const read = await readOne(file, loaded.value, limits, onPage);
    if (!read.ok) return read;
    const { reading, source } = read.value;
    return succeed({ reading, role: roleOf(file, source) }, read.problems);
  }, loaded.problems);
}
