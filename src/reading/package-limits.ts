import { type Problem, problem } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Limits } from './source.ts';

/** Elements in memory at once: more than any real file has in one part, and less than fills the memory. */
const MOST_ELEMENTS = 4_000_000;

type Countable = 'bytes' | 'unpackedBytes' | 'pages' | 'cells' | 'characters' | 'elements';

/**
 * Counts what reading a file costs. Once anything is beyond its limit the meter says no for good, and `refusal`
 * tells why: readers stop at the next `spend` that is false and hand the refusal on.
 */
export class Meter {
  readonly file: string;
  readonly #limits: Limits;
  readonly #spent = new Map<Countable, number>();
  readonly #started = performance.now();
  #refusal: Problem | undefined;

  constructor(file: string, limits: Limits) {
    this.file = file;
    this.#limits = limits;
  }

  /** Why the file is refused, once it is. */
  get refusal(): Problem | undefined {
    return this.#refusal;
  }

  /** Adds to what was spent; false once anything is beyond its limit. */
  spend(what: Countable, amount = 1): boolean {
    const spent = (this.#spent.get(what) ?? 0) + amount;
    this.#spent.set(what, spent);
    if (spent > this.#limitOf(what)) this.#refuse(what, this.#limitOf(what));
    return this.#refusal === undefined;
  }

  /** Gives elements back that are no longer in memory. */
  release(elements: number): void {
    this.#spent.set('elements', (this.#spent.get('elements') ?? 0) - elements);
  }

  /** How much of something may still be spent. */
  left(what: Countable): number {
    return Math.max(0, this.#limitOf(what) - (this.#spent.get(what) ?? 0));
  }

  /** False where elements stand too deep in elements. */
  reach(depth: number): boolean {
    if (depth > this.#limits.depth) this.#refuse('depth', this.#limits.depth);
    return this.#refusal === undefined;
  }

  /** False once the time is over; to be asked now and then. */
  onTime(): boolean {
    if (performance.now() - this.#started > this.#limits.time) this.#refuse('time', this.#limits.time);
    return this.#refusal === undefined;
  }

  #limitOf(what: Countable): number {
    return what === 'elements' ? MOST_ELEMENTS : this.#limits[what];
  }

  #refuse(what: Countable | 'depth' | 'time', limit: number): void {
    this.#refusal ??= problem(
      'reading.file.tooMuch',
      'error',
      { file: this.file },
      { file: this.file, what: say(`reading.file.limit.${what}`), limit: sayLimit(what, limit) },
    );
  }
}

function sayLimit(what: Countable | 'depth' | 'time', limit: number): string {
  if (what === 'time') return say('reading.file.seconds', { seconds: limit / 1000 });
  if (what === 'bytes' || what === 'unpackedBytes') return `${Math.round(limit / 2 ** 18) / 4} MB`;
  return String(limit);
}
