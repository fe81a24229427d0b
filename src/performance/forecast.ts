import { lastDayOf } from '../ledger/dates.ts';
import { say } from '../messages/say.ts';
import type { OUTCOMES } from '../packs/performance.ts';

export type Outcome = (typeof OUTCOMES)[number];

/** A number that need not be whole, exact; the denominator is above nothing. */
export interface Exact {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** What will be at the end of the year: the likeliest value, and the least and most that the year so far gives reason for. */
export interface Range {
  readonly low: Exact;
  readonly point: Exact;
  readonly high: Exact;
}

export interface IndicatorForecast {
  readonly outcome: Outcome;
  /** Printed numbers in the unit of the target; undefined where nothing can be said or the result is no number. */
  readonly range: { readonly low: string; readonly point: string; readonly high: string } | undefined;
  readonly how: string;
}

/** The forecast with its range, one number where they agree. */
export function sayRange(
  { low, point, high }: NonNullable<IndicatorForecast['range']>,
  unit: string,
): string {
  if (low === high) return `${point}${unit}`;
  return `${say('monitoring.form.range', { low, point, high })}${unit}`;
}

const DAY = 86_400_000;

/** How many days of a year have passed at the end of a day; before its first nothing, behind its last all. */
export function daysPassed(year: number, date: string): bigint {
  const days = Math.round((Date.parse(date) - Date.UTC(year, 0, 1)) / DAY) + 1;
  return BigInt(Math.min(Math.max(days, 0), Number(daysOf(year))));
}

export function daysOf(year: number): bigint {
  return BigInt(Math.round((Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY));
}

/** The ends of the months that have ended by a day, and the day itself. */
export function daysSeen(year: number, asOf: string): readonly string[] {
  const ends = Array.from({ length: 12 }, (_, index) => lastDayOf(year, index + 1)).filter(
    (day) => day < asOf,
  );
  return [...ends, asOf];
}

export function exact(numerator: bigint, denominator = 1n): Exact {
  return { numerator, denominator };
}

export function compare(left: Exact, right: Exact): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function least(values: readonly [Exact, ...Exact[]]): Exact {
  return values.reduce((one, other) => (compare(other, one) < 0 ? other : one));
}

export function most(values: readonly [Exact, ...Exact[]]): Exact {
  return values.reduce((one, other) => (compare(other, one) > 0 ? other : one));
}

/** What a range says of a question that each of its values answers: yes throughout, no throughout, or both. */
export function outcomeOf({ low, high }: Range, isReached: (value: Exact) => boolean): Outcome {
  const [first, last] = [isReached(low), isReached(high)];
  if (first && last) return 'likely';
  return first || last ? 'open' : 'unlikely';
}
