import { normalName } from '../accounts/tree.ts';
import type { Operator } from '../facts/records.ts';
import { type Fen, fenOf, isMoneyUnit } from '../money/amount.ts';
import { type Decimal, rescale } from '../money/decimal.ts';
import { meaningOf } from '../performance/meaning.ts';
import type { CheckedIndicator } from './checked.ts';

/** An indicator whose target is a number, with its name and unit in the form in which they are compared. */
export interface Measured {
  readonly indicator: CheckedIndicator;
  /** Without blanks, quotes and a bracket at its end. */
  readonly name: string;
  readonly operator: Operator | '';
  readonly isOperatorRead: boolean;
  readonly number: Decimal;
  readonly unit: string;
  readonly isPercent: boolean;
  /** In fen, where the unit is one of money alone. */
  readonly fen: Fen | undefined;
}

const BEHIND = /[(（][^()（）]*[)）]$/u;

/** The name of an indicator as it is compared. */
export function nameOf({ level3 }: CheckedIndicator): string {
  return normalName(level3)
    .replace(/[“”"'‘’《》]/gu, '')
    .replace(BEHIND, '');
}

/** An indicator as one of a number; undefined for words, dates and what could not be read. */
export function measured(indicator: CheckedIndicator): Measured | undefined {
  const meaning = meaningOf(indicator);
  const name = nameOf(indicator);
  if (meaning.type !== 'quantity' || name === '') return undefined;
  const { number, operator, unit: normal } = meaning;
  const printed = normalName(indicator.unit).replace(/^[(](.*)[)]$/u, '$1');
  const unit = printed === '' ? normal.base : printed;
  return {
    indicator,
    name,
    operator: operator ?? '',
    isOperatorRead: operator !== undefined,
    number,
    unit,
    isPercent: normal.base === '%' || normal.base === '百分点',
    fen: isMoneyUnit(unit) ? fenOf(number, unit) : undefined,
  };
}

/** Numbers as they compare: at one count of decimals. */
export function sizeOf({ number }: Measured): bigint {
  return rescale(number, 6).digits;
}

export function isNumber(one: Measured, whole: bigint): boolean {
  return sizeOf(one) === whole * 1_000_000n;
}

/** A target as printed, with its sign and unit. */
export function sayTarget({ operator, value, unit }: CheckedIndicator): string {
  return `${operator}${value}${unit}`;
}

export function isAtLeast({ operator }: Measured): boolean {
  return operator === '≥' || operator === '>';
}

export function isAtMost({ operator }: Measured): boolean {
  return operator === '≤' || operator === '<';
}

/** Whether it stands among the cost indicators, at its first or second level. */
export function isCost({ level1, level2 }: CheckedIndicator): boolean {
  return level1.includes('成本') || level2.includes('成本');
}

/** A name as messages print it: on one line, its quotes inside theirs. */
export function tidy(name: string): string {
  return name
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/“/gu, '‘')
    .replace(/”/gu, '’');
}
