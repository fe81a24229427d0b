import { basePerUnit } from '../facts/measure.ts';
import { divideRounded } from '../money/decimal.ts';
import type { Outcome } from './law.ts';
import { mayHold, type Range } from './propagate.ts';
import { type Constraint, type Print, printOf, printsOf, type System, variablesOf } from './system.ts';

/** How every law of a system comes out by itself, in the order of its constraints. */
export function outcomesOf(system: System): readonly Outcome[] {
  return system.constraints.map((constraint) => outcomeOf(system, constraint));
}

/**
 * How a law comes out by itself, over the values that its own table prints, or over all printings where it is of no
 * table. A coordinate that is printed with values that exclude each other says nothing here: that is found by itself.
 */
function outcomeOf(system: System, constraint: Constraint): Outcome {
  const ranges = variablesOf(constraint).map((variable) =>
    sharedBounds(printsOf(system, variable, constraint.table)),
  );
  if (!mayHold(constraint, ranges)) return 'broken';
  if (ranges.includes(undefined)) return 'notChecked';
  return difference(system, constraint) === 0n ? 'agrees' : 'rounding';
}

/** What several printings leave for their one value; undefined where they exclude each other, or there are none. */
export function sharedBounds(prints: readonly Print[]): Range | undefined {
  const [first] = prints;
  if (first === undefined || prints.length === 1) return first;
  let { low, high } = first;
  for (const print of prints) {
    if (print.low > low) low = print.low;
    if (print.high < high) high = print.high;
  }
  return low > high ? undefined : { low, high };
}

/** What a law comes to by its numbers as printed, and what is printed there, in base units and with its last digit. */
export interface Computed {
  readonly printed: bigint;
  readonly computed: bigint;
  /** Base units in the last printed digit. */
  readonly step: bigint;
  readonly unit: string;
  readonly decimals: number;
}

/** Counts a law out; undefined where a number is missing, or a rate has no base. */
export function compute(system: System, constraint: Constraint): Computed | undefined {
  const value = (variable: number) => printOf(system, variable, constraint.table)?.fact;
  if ('total' in constraint) {
    const total = value(constraint.total);
    const parts = constraint.parts.map(value);
    if (total === undefined || parts.includes(undefined)) return undefined;
    const computed = parts.reduce((sum, part) => sum + (part?.value ?? 0n), 0n);
    return { printed: total.value, computed, ...lastDigit(total.unit, total.decimals) };
  }
  const { said } = constraint;
  const [of, from] = [value(constraint.of), value(constraint.from)];
  if (of === undefined || from === undefined) return undefined;
  if (said === undefined) {
    return { printed: of.value, computed: from.value, ...lastDigit(of.unit, of.decimals) };
  }
  const computed = saidValue(said.kind, of.value, from.value);
  if (computed === undefined) return undefined;
  const sign = said.direction === 'less' && (said.kind === 'difference' || said.kind === 'growth') ? -1n : 1n;
  return { printed: sign * said.value, computed, ...lastDigit(said.unit, said.decimals) };
}

/** What two numbers make of a comparison, in base units of its own; undefined where the base is not above zero. */
export function saidValue(
  kind: 'difference' | 'growth' | 'share' | 'completion',
  of: bigint,
  from: bigint,
): bigint | undefined {
  if (kind === 'difference') return of - from;
  if (from <= 0n) return undefined;
  return divideRounded((kind === 'growth' ? of - from : of) * PERCENT_BASE, from);
}

/** 100 % in base units, which are ten-thousandths of a per cent. */
const PERCENT_BASE = 1_000_000n;

/** How far what is printed is from what it comes to once that is rounded as it is; zero where they agree. */
function difference(system: System, constraint: Constraint): bigint {
  const found = compute(system, constraint);
  if (found === undefined) return 0n;
  const { printed, computed, step } = found;
  if (constraint.type === 'atMost') return computed > printed ? computed - printed : 0n;
  return divideRounded(computed, step) * step - printed;
}

function lastDigit(unit: string, decimals: number) {
  const step = basePerUnit(unit) / 10n ** BigInt(decimals);
  return { step: step < 1n ? 1n : step, unit, decimals };
}
