import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import type { PublishedFile } from '../writing/publish.ts';

/**
 * Writes files into a folder so that nothing is ever half-written: all of them first beside their places, then, when
 * the last one is there, moved. Files of the same name are replaced; without {@link commit}, and where it fails, nothing
 * has changed.
 */
export class Staging {
  readonly #folder: string;
  #place: string | undefined;
  readonly #paths: string[] = [];
  #problem: Problem | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  add({ path, bytes }: PublishedFile): void {
    this.#try(() => {
      if (this.#place === undefined) {
        mkdirSync(this.#folder, { recursive: true });
        this.#place = mkdtempSync(join(this.#folder, '.mingzhang-'));
      }
      const staged = join(this.#place, path);
      mkdirSync(dirname(staged), { recursive: true });
      writeFileSync(staged, bytes);
      this.#paths.push(path);
    });
  }

  /** Moves everything to its place and names the files written; where one cannot be replaced, none is. */
  commit(): Result<readonly string[]> {
    const place = this.#place;
    const written: string[] = [];
    if (place !== undefined) {
      const undo: (() => void)[] = [];
      this.#try(() => {
        try {
          for (const [index, path] of this.#paths.entries()) {
            const target = join(this.#folder, path);
            const aside = join(place, `.old-${index}`);
            mkdirSync(dirname(target), { recursive: true });
            const there = statSync(target, { throwIfNoEntry: false });
            if (there !== undefined) {
              // Only files are replaced: a folder of that name is somebody's.
              if (!there.isFile()) throw Object.assign(new Error(target), { code: 'EISDIR' });
              renameSync(target, aside);
              undo.push(() => renameSync(aside, target));
            }
            renameSync(join(place, path), target);
            undo.push(() => rmSync(target));
            written.push(target);
          }
        } catch (error) {
          for (const step of undo.reverse()) step();
          throw error;
        }
      });
    }
    this.discard();
    return this.#problem === undefined ? succeed(written) : fail([this.#problem]);
  }

  /** Takes away what was staged; does nothing after a commit. */
  discard(): void {
    if (this.#place !== undefined) rmSync(this.#place, { recursive: true, force: true });
    this.#place = undefined;
  }

  #try(work: () => void): void {
    if (this.#problem !== undefined) return;
    try {
      work();
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      this.#problem = problem(
        'cli.cannotWrite',
        'error',
        { file: this.#folder },
        { folder: this.#folder, reason },
      );
    }
  }
}

/** Writes a few files at once; see {@link Staging}. */
export function writeAll(folder: string, files: readonly PublishedFile[]): Result<readonly string[]> {
  const staging = new Staging(folder);
  for (const file of files) staging.add(file);
  return staging.commit();
}
