import { readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';

/**
 * Replaces a file in one step and keeps what it was beside it (`FILE.bak`); where that fails, nothing has changed. Refuses
 * where the file is no longer what was read: somebody else saved it meanwhile.
 *
 * @param read what the file was when it was read
 * @returns the path of the copy
 */
export function replaceKeeping(file: string, read: Uint8Array, bytes: Uint8Array): Result<string> {
  const staged: string[] = [];
  try {
    // A link stays a link: what it points at is replaced.
    const target = realpathSync(file);
    const backup = `${target}.bak`;
    const stage = (path: string, content: Uint8Array) => {
      const place = `${path}.mingzhang-${process.pid}`;
      staged.push(place);
      writeFileSync(place, content, { flag: 'wx', flush: true });
      return place;
    };
    const [old, next] = [stage(backup, read), stage(target, bytes)];
    if (Buffer.compare(readFileSync(target), read) !== 0) {
      return fail([problem('execution.cli.changed', 'error', { file }, { file })]);
    }
    renameSync(old, backup);
    renameSync(next, target);
    return succeed(target === resolve(file) ? `${file}.bak` : backup);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return fail([problem('execution.cli.cannotReplace', 'error', { file }, { file, reason })]);
  } finally {
    for (const place of staged) rmSync(place, { force: true });
  }
}
