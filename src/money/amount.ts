import { type Decimal, divideRounded, parseDecimal, printDecimal } from './decimal.ts';

/** An amount of money in fen (0.01 元), exact. 65.00 万元 is `65_000_000n`. */
export type Fen = bigint;

/** A unit in which amounts are printed. */
export type MoneyUnit = '元' | '千元' | '万元' | '亿元';

/** Fen in one of each unit. */
export const FEN_PER: Readonly<Record<MoneyUnit, bigint>> = {
  元: 100n,
  千元: 100_000n,
  万元: 1_000_000n,
  亿元: 10_000_000_000n,
};

export const MONEY_UNITS: readonly MoneyUnit[] = ['元', '千元', '万元', '亿元'];

export function isMoneyUnit(text: string): text is MoneyUnit {
  return Object.hasOwn(FEN_PER, text);
}

/** How a number stands in its cell. The four printed forms stay apart: a blank is not a dash and not a zero. */
export type PrintedStatus = 'printed' | 'zero' | 'blank' | 'dash' | 'unread';

/** An amount as it was printed: its value, the unit of its table, and how many decimals it shows. */
export interface PrintedAmount {
  readonly status: 'printed' | 'zero';
  readonly fen: Fen;
  readonly unit: MoneyUnit;
  readonly decimals: number;
}

/** A cell that holds no number: empty, a dash, or something that cannot be read (`raw` keeps it). */
export interface NoAmount {
  readonly status: 'blank' | 'dash' | 'unread';
  readonly raw: string;
}

const DASH = /^(?:[-—–―－一_]+|\/)$/u;

/**
 * Reads a cell of a column of amounts.
 *
 * A number finer than a fen is read only if the digits beyond the fen are zeros: money has no half fen.
 *
 * @example parseAmount('65.00', '万元') // { status: 'printed', fen: 65_000_000n, unit: '万元', decimals: 2 }
 */
export function parseAmount(text: string, unit: MoneyUnit): PrintedAmount | NoAmount {
  const trimmed = text.trim();
  if (trimmed === '') return { status: 'blank', raw: text };
  if (DASH.test(trimmed)) return { status: 'dash', raw: text };
  const decimal = parseDecimal(trimmed);
  const fen = decimal === undefined ? undefined : fenOf(decimal, unit);
  if (decimal === undefined || fen === undefined) return { status: 'unread', raw: text };
  return { status: fen === 0n ? 'zero' : 'printed', fen, unit, decimals: decimal.decimals };
}

/** A decimal number of units in fen, or undefined if it is not a whole number of fen. */
export function fenOf({ digits, decimals }: Decimal, unit: MoneyUnit): Fen | undefined {
  const scaled = digits * FEN_PER[unit];
  const divisor = 10n ** BigInt(decimals);
  return scaled % divisor === 0n ? scaled / divisor : undefined;
}

export interface AmountFormat {
  readonly unit: MoneyUnit;
  readonly decimals: number;
  readonly grouped?: boolean;
}

/** An amount as a decimal of units, rounded half away from zero (四舍五入). */
export function inUnit(fen: Fen, unit: MoneyUnit, decimals: number): Decimal {
  return { digits: divideRounded(fen * 10n ** BigInt(decimals), FEN_PER[unit]), decimals };
}

/** Prints an amount. @example printAmount(65_000_000n, { unit: '万元', decimals: 2 }) // '65.00' */
export function printAmount(fen: Fen, { unit, decimals, grouped = false }: AmountFormat): string {
  return printDecimal(inUnit(fen, unit, decimals), grouped);
}

/** An amount in a unit with as many decimals as it takes to be exact, and no fewer than two. @example printExactly(9_101_677_535n, '万元') // '9,101.677535' */
export function printExactly(fen: Fen, unit: MoneyUnit): string {
  let decimals = 2;
  while ((fen * 10n ** BigInt(decimals)) % FEN_PER[unit] !== 0n) decimals += 1;
  return printAmount(fen, { unit, decimals, grouped: true });
}
