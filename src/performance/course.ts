import type { Fen } from '../money/amount.ts';

/** A balance through the year: what it is at the end of each day, made of changes in any order. */
export class Course {
  readonly #days: readonly string[];
  readonly #balances: readonly Fen[];
  /** The least balance from each of the days on. */
  readonly #least: readonly Fen[];
  readonly #start: Fen;

  constructor(start: Fen, changes: ReadonlyMap<string, Fen>) {
    this.#start = start;
    this.#days = [...changes.keys()].sort();
    let balance = start;
    this.#balances = this.#days.map((day) => {
      balance += changes.get(day) ?? 0n;
      return balance;
    });
    let least: Fen | undefined;
    this.#least = this.#balances
      .toReversed()
      .map((one) => {
        least = least === undefined || one < least ? one : least;
        return least;
      })
      .reverse();
  }

  /** The least that the balance is at the end of a day or of any later one. */
  leastFrom(day: string): Fen {
    const next = this.#after(day);
    const now = next === 0 ? this.#start : (this.#balances[next - 1] ?? this.#start);
    const later = this.#least[next];
    return later !== undefined && later < now ? later : now;
  }

  /** The first day at whose end the balance is less than nothing, with that balance. */
  firstBelow(): { readonly day: string; readonly balance: Fen } | undefined {
    const index = this.#balances.findIndex((balance) => balance < 0n);
    const [day, balance] = [this.#days[index], this.#balances[index]];
    return day === undefined || balance === undefined ? undefined : { day, balance };
  }

  /** The place of the first day behind a day. */
  #after(day: string): number {
    let [low, high] = [0, this.#days.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#days[middle] ?? '') <= day) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
