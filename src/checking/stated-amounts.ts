import type { Coordinate } from '../facts/fact.ts';
import type { StatedFact } from '../facts/stated.ts';
import type { Fen } from '../money/amount.ts';
import { printDecimal } from '../money/decimal.ts';
import { addIntervals, around, type Interval, mayBeAtMost } from '../money/interval.ts';
import type { CheckedDocument } from './checked.ts';

/** Numbers that somebody printed: neither blank nor unread nor derived. */
export function printedFacts(document: CheckedDocument): readonly StatedFact[] {
  return [...document.tables.flatMap(({ facts }) => facts), ...document.others].filter(
    ({ status }) => status === 'printed' || status === 'zero',
  );
}

/** The code by which the facts of a document name its own body. */
export function ownEntity({ entity }: CheckedDocument): string {
  return entity.code || entity.name;
}

/** Whether a coordinate has just these dimensions beside `free` ones, with these members. */
export function isAt(at: Coordinate, wanted: Coordinate, free: readonly string[] = []): boolean {
  const dimensions = new Set([...Object.keys(at), ...Object.keys(wanted)]);
  return [...dimensions].every((id) => free.includes(id) || at[id] === wanted[id]);
}

/** The coordinate of a body's amount in the document's own year and stage. */
export function budgetAt(document: CheckedDocument, entity: string, more: Coordinate = {}): Coordinate {
  const { year, stage } = document;
  return { measure: 'amount', entity, year: String(year), stage, ...more };
}

/** Records keep amounts without their decimals: they are taken as printed with two decimals of 万元, or finer. */
const COARSEST = 10_000n;

/** What an amount of a record stands for: at the last digit that it must have had. */
export function intervalOfFen(fen: Fen): Interval {
  let step = COARSEST;
  while (step > 1n && fen % step !== 0n) step /= 10n;
  return around(fen, step);
}

/** The values that a sum of printed numbers stands for. */
export function sumOf(intervals: readonly Interval[]): Interval {
  return intervals.reduce(addIntervals, { low: 0n, high: 0n, denominator: 1n });
}

/** Whether a is larger than b, whatever the values behind the rounding. */
export function exceeds(a: Interval, b: Interval): boolean {
  return !mayBeAtMost(a, b);
}

/** An amount in 万元 with all its digits. @example sayMoney(15_480_000n) // '15.48 万元' */
export function sayMoney(fen: Fen): string {
  return `${printDecimal({ digits: fen, decimals: 6 }).replace(/(\.\d{2}\d*?)0+$/u, '$1')} 万元`;
}

/** Values by key, in the order in which keys first appear. (Node 20 has no Map.groupBy.) */
export function groupBy<Value>(
  values: readonly Value[],
  keyOf: (value: Value) => string,
): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const value of values) {
    const key = keyOf(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return groups;
}
