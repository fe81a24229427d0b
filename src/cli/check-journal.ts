import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type BatchRow, batchRowSchema } from '../reporting/batch.ts';

/** The file in the folder of reports that tells how far a run came; it is there only while one is not finished. */
const NAME = '.mingzhang-check.jsonl';

/**
 * How far a batch came: the first line says what was asked for, each further one is the row of a finished document. A run
 * that was interrupted goes on behind what stands here, where the same is asked for and the file is still the same.
 */
export class CheckJournal {
  readonly #path: string;
  readonly #done = new Map<string, BatchRow>();

  /** @param settings everything that the result depends on beside the files, in words */
  constructor(folder: string, settings: string) {
    this.#path = join(folder, NAME);
    const [first, ...rest] = linesOf(this.#path);
    if (first === settings) {
      for (const line of rest) this.#restore(line);
      return;
    }
    mkdirSync(folder, { recursive: true });
    rmSync(this.#path, { force: true });
    appendFileSync(this.#path, `${settings}\n`);
  }

  /** The row of a file that an interrupted run had finished. */
  finished(file: string): BatchRow | undefined {
    return this.#done.get(keyOf(file));
  }

  add(row: BatchRow): void {
    appendFileSync(this.#path, `${JSON.stringify({ key: keyOf(row.file), row })}\n`);
  }

  /** The run is over: the next one starts anew. */
  close(): void {
    rmSync(this.#path, { force: true });
  }

  /** The last line may have been cut where the run ended: it does not count. */
  #restore(line: string): void {
    try {
      const { key, row }: { key?: unknown; row?: unknown } = JSON.parse(line);
      const parsed = batchRowSchema.safeParse(row);
      if (typeof key === 'string' && parsed.success) this.#done.set(key, parsed.data);
    } catch {
      // Its document is checked again.
    }
  }
}

/** A file as it is now: its name, size and time of change. */
function keyOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false });
  return `${file} ${found?.size} ${found?.mtimeMs}`;
}

function linesOf(path: string): readonly string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').slice(0, -1);
  } catch {
    return [];
  }
}
