import { FEN_PER, isMoneyUnit } from '../money/amount.ts';
import { type Decimal, divideRounded, printDecimal } from '../money/decimal.ts';

/** Base units in one unit of anything that is not money: values are kept in ten-thousandths. */
const BASE_PER_OTHER_UNIT = 10_000n;

/** The base units in one printed unit: fen in a 万元, ten-thousandths in a 人, 台, 平方米 or %. */
export function basePerUnit(unit: string): bigint {
  return isMoneyUnit(unit) ? FEN_PER[unit] : BASE_PER_OTHER_UNIT;
}

/** A decimal number of units in base units, or undefined where it is finer than a base unit. */
export function toBase({ digits, decimals }: Decimal, unit: string): bigint | undefined {
  const scaled = digits * basePerUnit(unit);
  const divisor = 10n ** BigInt(decimals);
  return scaled % divisor === 0n ? scaled / divisor : undefined;
}

/** A value in base units as a decimal of units, rounded half away from zero. */
export function fromBase(value: bigint, unit: string, decimals: number): Decimal {
  return { digits: divideRounded(value * 10n ** BigInt(decimals), basePerUnit(unit)), decimals };
}

/** A value in base units, printed in a unit. @example printValue(65_000_000n, '万元', 2) // '65.00' */
export function printValue(value: bigint, unit: string, decimals: number, grouped = false): string {
  return printDecimal(fromBase(value, unit, decimals), grouped);
}
