import type { Value } from '../facts/cube.ts';
import { type Coordinate, coordinateKey, type Fact } from '../facts/fact.ts';
import { basePerUnit, fromBase, printValue } from '../facts/measure.ts';
import type { Space } from '../facts/space.ts';
import { say } from '../messages/say.ts';
import { printDecimal } from '../money/decimal.ts';
import type { PrintedNumber } from '../packs/evaluate.ts';
import { numbersOf, type TableView } from '../packs/view.ts';
import { type Law, testLaw } from './law.ts';
import { rollUpLaws } from './roll-up.ts';

/** The facts that a table states once it is printed: every coordinate cell at the precision of its print. */
export function printedFacts(view: TableView): readonly Fact[] {
  const facts = new Map<string, Fact>();
  for (const number of numbersOf(view)) {
    const fact = printedFact(number);
    if (fact !== undefined) facts.set(coordinateKey(fact.at), fact);
  }
  return [...facts.values()];
}

function printedFact(content: PrintedNumber): Fact | undefined {
  if (content.role !== 'coordinate') return undefined;
  const [at] = content.terms;
  const { value, unit, decimals, status } = content;
  if (at === undefined) return undefined;
  // What is not known is not zero: laws that need it are not tested.
  if (value === undefined || status === 'unknown') return { at, value: 0n, unit, decimals, status: 'unread' };
  const printed = (fromBase(value, unit, decimals).digits * basePerUnit(unit)) / 10n ** BigInt(decimals);
  return { at, value: printed, unit, decimals, status };
}

/** A total whose printed parts do not add up to it because each is rounded on its own (尾差). */
export interface RoundingDifference {
  readonly table: string;
  readonly at: Coordinate;
  /** The dimension along which the parts were added. */
  readonly dimension: string;
  readonly printed: string;
  readonly sumOfParts: string;
  readonly difference: string;
  readonly unit: string;
  readonly parts: number;
  /** For whoever asks, in words. */
  readonly reason: string;
}

/** What the laws say of one printed table. */
export interface PrintedCheck {
  /** How many could be tested: those that need an unknown number cannot. */
  readonly laws: number;
  readonly rounding: readonly RoundingDifference[];
  /** Laws that no values printed so could satisfy. A table made from a ledger has none. */
  readonly broken: readonly Law[];
}

/** Tests law 1 on a table as it is printed. */
export function checkPrinted(space: Space, view: TableView): PrintedCheck {
  const laws = rollUpLaws(space, printedFacts(view), view.closedAlong);
  const rounding: RoundingDifference[] = [];
  const broken: Law[] = [];
  let tested = 0;
  for (const law of laws) {
    const outcome = testLaw(law);
    if (outcome !== 'notChecked') tested += 1;
    if (outcome === 'broken') broken.push(law);
    if (outcome === 'rounding') rounding.push(explain(view.table, law));
  }
  return { laws: tested, rounding, broken };
}

/**
 * A printed difference that is not the difference of the two printed values, because each of the three is rounded on
 * its own. Undefined where it is, or where something is unknown.
 */
export function roundedDifference(
  where: string,
  content: PrintedNumber,
  values: readonly Value[],
): RoundingDifference | undefined {
  const [of, from] = values;
  const [at, against] = content.terms;
  if (content.role !== 'difference' || of?.known !== true || from?.known !== true) return undefined;
  if (at === undefined || against === undefined || content.value === undefined) return undefined;
  const { unit, decimals } = content;
  const digits = (value: bigint) => fromBase(value, unit, decimals).digits;
  const apart = digits(of.value) - digits(from.value);
  const printed = digits(content.value);
  if (apart === printed) return undefined;
  const print = (value: bigint) => printDecimal({ digits: value, decimals });
  const words = { sum: print(apart), total: print(printed), difference: print(printed - apart) };
  return {
    table: where,
    at,
    dimension: Object.keys(at)
      .filter((id) => at[id] !== against[id])
      .join('、'),
    printed: words.total,
    sumOfParts: words.sum,
    difference: words.difference,
    unit,
    parts: 2,
    reason: say('checking.rounding.difference', words),
  };
}

function explain(table: string, { dimension, total, parts }: Law): RoundingDifference {
  const { unit, decimals } = total;
  const sum = parts.reduce((value, part) => value + part.value, 0n);
  const print = (value: bigint) => printValue(value, unit, decimals);
  const words = { sum: print(sum), total: print(total.value), difference: print(total.value - sum) };
  return {
    table,
    at: total.at,
    dimension,
    printed: words.total,
    sumOfParts: words.sum,
    difference: words.difference,
    unit,
    parts: parts.length,
    reason: say('checking.rounding', words),
  };
}
