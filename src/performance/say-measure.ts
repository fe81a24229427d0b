import { plainDecimal } from '../ledger/cells.ts';
import { lastDayOf } from '../ledger/dates.ts';
import { say } from '../messages/say.ts';
import { type Decimal, divideRounded, printDecimal, rescale } from '../money/decimal.ts';
import type { Fate, Measured, Outcome, Period, RowFate } from './measure.ts';
import type { Fraction } from './ratio.ts';
import { unitOf } from './unit.ts';

/** The value of a measure in its unit, exact; undefined where it has none. */
export function measuredValue({
  measure,
  outcome,
}: Pick<Measured, 'measure' | 'outcome'>): Fraction | undefined {
  const plain = plainValue(outcome);
  if (plain === undefined) return undefined;
  const { base, factor } = unitOf(measure.unit);
  const times = base === '%' ? 100n : base === '‰' ? 1000n : 1n;
  return { numerator: plain.numerator * times, denominator: plain.denominator * factor };
}

function plainValue(outcome: Outcome): Fraction | undefined {
  if (outcome.type === 'number') return outcome.value;
  return outcome.type === 'ratio' && outcome.ratio.applicable ? outcome.ratio : undefined;
}

/** How many decimals are tried until a rounded value stands on the same side of its target as the exact one. */
const MOST_DECIMALS = 12;

/**
 * An exact value as a decimal, rounded half up. Where rounding would make it meet a target that it does not meet, or miss
 * one that it meets (94.996 % against 95 %), it gets as many decimals more as tell the truth.
 *
 * @param targets in the unit of the value
 */
export function decimalFor(
  { numerator, denominator }: Fraction,
  decimals: number,
  targets: readonly Decimal[] = [],
): Decimal {
  const side = (value: Fraction, target: Decimal) => {
    const difference = value.numerator * 10n ** BigInt(target.decimals) - target.digits * value.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  };
  for (let places = decimals; ; places += 1) {
    const scale = 10n ** BigInt(places);
    const digits = divideRounded(numerator * scale, denominator);
    const isTrue = targets.every(
      (target) =>
        side({ numerator, denominator }, target) === side({ numerator: digits, denominator: scale }, target),
    );
    if (isTrue || places >= MOST_DECIMALS) return { digits, decimals: places };
  }
}

/** A measure's value with its unit, or why it has none. */
export function sayMeasured(measured: Measured): string {
  const { measure, outcome } = measured;
  if (outcome.type === 'missing') {
    return say('register.missing', { tables: outcome.tables.join('、') });
  }
  const value = measuredValue(measured);
  if (value === undefined) return say('execution.notApplicable');
  return `${printDecimal(decimalFor(value, decimalsOf(measured)))}${measure.unit}`;
}

/** Counts are whole; what is divided or added up has the decimals of its measure. */
export function decimalsOf({ measure }: Pick<Measured, 'measure'>): number {
  const isCount = measure.count !== undefined || measure.distinct !== undefined;
  return isCount && unitOf(measure.unit).factor === 1n ? 0 : measure.decimals;
}

/** 分子、分母 in words; empty where a number is no ratio. */
export function sayParts({ outcome }: Pick<Measured, 'outcome'>): string {
  if (outcome.type !== 'ratio') return '';
  return say('register.parts', { of: sayFraction(outcome.of), in: sayFraction(outcome.in) });
}

/** An exact number without needless zeros; parts of a measure are counts and sums, and these are decimals. */
function sayFraction({ numerator, denominator }: Fraction): string {
  const decimals = String(denominator).length - 1;
  return plainDecimal(rescale({ digits: numerator, decimals }, decimals));
}

export function sayPeriod({ from, until }: Period): string {
  return say('register.period', { from, until });
}

/** The parts of a period by months or quarters; the last ends with it. */
export function partsOf(period: Period, by: 'month' | 'quarter'): readonly Period[] {
  const parts: Period[] = [];
  let from = period.from;
  while (from <= period.until) {
    const [year = 0, month = 0] = from.split('-').map(Number);
    const last = by === 'month' ? month : Math.ceil(month / 3) * 3;
    const end = lastDayOf(year, last);
    parts.push({ from, until: end < period.until ? end : period.until });
    from = last === 12 ? `${year + 1}-01-01` : `${year}-${String(last + 1).padStart(2, '0')}-01`;
  }
  return parts;
}

/** Rows with one fate for one cause, in the order in which they were met. */
export interface RowGroup {
  readonly table: string;
  readonly fate: Fate;
  readonly cause: string;
  readonly rows: readonly RowFate[];
}

/** The rows by table, fate and cause. */
export function groupsOf(rows: readonly RowFate[]): readonly RowGroup[] {
  const groups = new Map<string, RowFate[]>();
  for (const one of rows) {
    const key = JSON.stringify([one.table, one.fate, one.reason.cause]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [one]);
    else known.push(one);
  }
  return [...groups.values()].flatMap((list) => {
    const [first] = list;
    if (first === undefined) return [];
    return [{ table: first.table, fate: first.fate, cause: first.reason.cause, rows: list }];
  });
}

/** A reason in one line; empty where a row counts. */
export function sayReason({ reason: { cause, detail } }: RowFate): string {
  return detail === '' ? cause : say('register.reason.full', { cause, detail });
}
