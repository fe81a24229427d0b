import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import type { PublishedFile } from '../writing/publish.ts';

/**
 * Writes files into a folder so that nothing is ever half-written: all of them first beside their places, then, when
 * the last one is there, moved. Files of the same name are replaced; without {@link commit} nothing has changed.
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

  /** Moves everything to its place and names the files written, or says why nothing could be. */
  commit(): Result<readonly string[]> {
    const place = this.#place;
    const written: string[] = [];
    if (place !== undefined) {
      this.#try(() => {
        for (const path of this.#paths) {
          const target = join(this.#folder, path);
          mkdirSync(dirname(target), { recursive: true });
          renameSync(join(place, path), target);
          written.push(target);
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
