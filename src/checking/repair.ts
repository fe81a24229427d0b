import { basePerUnit, fromBase } from '../facts/measure.ts';
import { printDecimal } from '../money/decimal.ts';
import { floor, type Settled } from './propagate.ts';
import { slipLikeness } from './slip.ts';
import type { Suspect } from './suspects.ts';
import { type Bounds, type Print, SCALE, type System, variablesOf } from './system.ts';

/** A printed number with what it should be. */
export interface Change {
  readonly print: Print;
  /** What the other laws leave for the true value, in parts of a base unit. */
  readonly bounds: Bounds;
  /** The one value, printed as the number is, or undefined where several fit. */
  readonly required: string | undefined;
}

/** The printings of a suspect that cannot stay, each with what it should be. */
export function changesOf(
  system: System,
  { variable, prints }: Extract<Suspect, { type: 'number' }>,
  { low, high }: Settled,
): readonly Change[] {
  const bounds = { low: low[variable], high: high[variable] };
  const others = (system.variables[variable]?.prints ?? []).filter((print) => !prints.includes(print));
  return prints
    .filter((print) => !overlaps(print, bounds))
    .map((print) => {
      const reckoned = reckonedValue(system, variable, print.fact.table, { low, high });
      return { print, bounds, required: requiredValue(print, bounds, others, reckoned) };
    });
}

/** What the other numbers of a law that the number stands in come to, as they are printed. */
function reckonedValue(
  system: System,
  variable: number,
  table: string | undefined,
  settled: Settled,
): bigint | undefined {
  const laws = (system.of[variable] ?? []).flatMap((index) => system.constraints[index] ?? []);
  const own = [...laws.filter((law) => law.table === table), ...laws.filter((law) => law.table !== table)];
  for (const law of own) {
    if (law.type !== 'sum') continue;
    const sides = variablesOf(law).filter((one) => one !== variable);
    const values = sides.map((one) => standing(system, settled, one));
    if (values.includes(undefined)) continue;
    const sum = sides.reduce((whole, one, index) => {
      const value = values[index] ?? 0n;
      return one === law.total ? whole - value : whole + value;
    }, 0n);
    return variable === law.total ? sum : -sum;
  }
  return undefined;
}

/** A true value in base units: the most exact printing that may be true, else the only whole one that is left. */
export function standing(system: System, { low, high }: Settled, variable: number): bigint | undefined {
  const [from, to] = [low[variable], high[variable]];
  if (from === undefined || to === undefined) return undefined;
  const fits = (system.variables[variable]?.prints ?? []).filter((one) => one.low <= to && one.high >= from);
  const [first, ...others] = fits;
  const best = others.reduce((one, other) => (widthOf(other) < widthOf(one ?? other) ? other : one), first);
  return best?.fact.value ?? floor(from + to, 2n * SCALE);
}

const widthOf = ({ low, high }: Print) => high - low;

function overlaps({ low, high }: Print, bounds: Bounds): boolean {
  return (
    (bounds.low === undefined || bounds.low <= high) && (bounds.high === undefined || bounds.high >= low)
  );
}

/** Sums of so many rounded numbers leave a last digit open. */
const MOST_STEPS = 20n;

/**
 * What the number should read: what another printing of the same says, or the decimal of its unit that fits. Where
 * rounding leaves the last digit open, it is what the other numbers come to as they are printed, unless another value that
 * fits looks much more like what a slip was made of.
 */
function requiredValue(
  { fact }: Print,
  { low, high }: Bounds,
  others: readonly Print[],
  reckoned: bigint | undefined,
): string | undefined {
  if (low === undefined || high === undefined) return signLost(fact, { low, high });
  const isSilent = fact.status === 'blank' || fact.status === 'dash';
  const decimals = isSilent ? 2 : fact.decimals;
  const [other] = others
    .filter((print) => print.low <= high && print.high >= low && print.fact.unit === fact.unit)
    .sort((a, b) => b.fact.decimals - a.fact.decimals);
  if (other !== undefined && (other.fact.decimals >= decimals || low === high)) {
    return printDecimal(fromBase(other.fact.value, fact.unit, other.fact.decimals));
  }
  const step = (basePerUnit(fact.unit) * SCALE) / 10n ** BigInt(decimals);
  if (step === 0n || high - low > MOST_STEPS * step) return signLost(fact, { low, high });
  const print = (value: bigint) => printDecimal(fromBase((value * step) / SCALE, fact.unit, decimals));
  const middle = floor(low + high + step, 2n * step);
  const isWhole = reckoned !== undefined && (reckoned * SCALE) % step === 0n;
  const fits = isWhole && reckoned * SCALE >= low && reckoned * SCALE <= high;
  const first = print(fits ? (reckoned * SCALE) / step : middle);
  if (isSilent) return first;
  const printed = plain(fact);
  let best = { text: first, likeness: slipLikeness(printed, first) };
  for (let value = -floor(-low, step); value * step <= high; value += 1n) {
    const text = print(value);
    const likeness = slipLikeness(printed, text);
    if (likeness > best.likeness + MUCH) best = { text, likeness };
  }
  return best.text;
}

/** A value that fits as well is taken for the true one only where it explains the slip so much better. */
const MUCH = 0.3;

/** Where several values fit, a sign that was lost, or one too many, is what people do. */
function signLost(fact: Print['fact'], { low, high }: Bounds): string | undefined {
  const other = -fact.value * SCALE;
  if (fact.value >= 0n || (low !== undefined && other < low) || (high !== undefined && other > high))
    return undefined;
  return printDecimal(fromBase(-fact.value, fact.unit, fact.decimals));
}

/** How much a change looks like a slip, 0 to 1. */
export function likenessOf(system: System, { print, required }: Change): number {
  if (required === undefined) return 0.1;
  const { near, inRow } = system.beside(print.fact);
  return slipLikeness(asPrinted(print), required, near.map(plain), inRow.map(plain));
}

function asPrinted({ fact }: Print): string {
  return fact.status === 'blank' || fact.status === 'dash' ? '' : plain(fact);
}

function plain({ value, unit, decimals }: Print['fact']): string {
  return printDecimal(fromBase(value, unit, decimals));
}
