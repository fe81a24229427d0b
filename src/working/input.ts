import { readFileSync, statSync } from 'node:fs';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';

/** Reads a file of the user's, or says why not. */
export function readInput(file: string): Result<Uint8Array> {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return fail([problem('file.notFound', 'error', { file }, { file })]);
  try {
    if (found.isFile()) return succeed(readFileSync(file));
  } catch {
    // Falls through: whatever kept us from reading it, the advice is the same.
  }
  return fail([problem('file.notReadable', 'error', { file }, { file })]);
}
