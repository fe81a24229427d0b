import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { withCorrections } from '../reading/corrections-file.ts';
import { readSource } from '../reading/read.ts';
import { readSourceOf } from '../reading/read-file.ts';
import type { Reading } from '../reading/reading.ts';
import type { Limits, Source } from '../reading/source.ts';
import { readInput } from './input.ts';
import type { ReadingMeans } from './reading-means.ts';

/** A file, what is printed in it, and what it says. */
export interface ReadOne {
  readonly bytes: Uint8Array;
  readonly source: Source;
  readonly reading: Reading;
}

/** Reads one file within its limits, with the corrections that stand beside it. */
export async function readOne(
  file: string,
  means: ReadingMeans,
  limits: Limits,
  onPage: (page: number, pages: number) => void,
): Promise<Result<ReadOne>> {
  // A file that is too large is not even opened.
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > limits.bytes) {
    const params = { file, size: megabytes(size), limit: megabytes(limits.bytes) };
    return fail([problem('reading.limit.bytes', 'error', { file }, params)]);
  }
  const input = readInput(file);
  if (!input.ok) return input;
  const read = await readContent(input.value, file, means, limits, onPage);
  if (!read.ok) return read;
  const corrected = withCorrections(file, read.value.reading);
  if (!corrected.ok) return corrected;
  return succeed({ ...read.value, reading: corrected.value }, read.problems);
}

/** Reads the content of a file that is called `file`, within its limits. */
export async function readContent(
  bytes: Uint8Array,
  file: string,
  means: ReadingMeans,
  limits: Limits,
  onPage: (page: number, pages: number) => void,
): Promise<Result<ReadOne>> {
  const source = await readSourceOf(bytes, { file, limits, onPage });
  if (!source.ok) return source;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const reading = readSource(source.value, { ...means, file, sha256 });
  if (!reading.ok) return fail([...source.problems, ...reading.problems]);
  return succeed({ bytes, source: source.value, reading: reading.value }, reading.problems);
}

/** A size in whole MB, rounded up. */
export function megabytes(bytes: number): string {
  return String(Math.ceil(bytes / 2 ** 20));
}
