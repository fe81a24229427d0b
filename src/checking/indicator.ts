import { normalName } from '../accounts/tree.ts';
import type { Operator } from '../facts/records.ts';
import { type Fen, fenOf, isMoneyUnit } from '../money/amount.ts';
import { type Decimal, parseDecimal, rescale } from '../money/decimal.ts';
import type { CheckedIndicator } from './checked.ts';

/** An indicator whose target is a number, with its name and unit in the form in which they are compared. */
export interface Measured {
  readonly indicator: CheckedIndicator;
  /** Without blanks, quotes and a bracket at its end. */
  readonly name: string;
  readonly operator: Operator | '';
  /** Undefined where the sign could not be read. */
  readonly isOperatorRead: boolean;
  readonly number: Decimal;
  readonly unit: string;
  readonly isPercent: boolean;
  /** In fen, where the unit is one of money alone. */
  readonly fen: Fen | undefined;
}

const PERCENT = /^(?:%|﹪|百分比|百分之|百分点)$/u;
const BEHIND = /[(（][^()（）]*[)）]$/u;

/** The name of an indicator as it is compared. */
export function nameOf({ level3 }: CheckedIndicator): string {
  return normalName(level3)
    .replace(/[“”"'‘’《》]/gu, '')
    .replace(BEHIND, '');
}

/** An indicator as one of a number; undefined for words and for what could not be read. */
export function measured(indicator: CheckedIndicator): Measured | undefined {
  const { operator, value, unread } = indicator;
  const number = unread.includes('value') ? undefined : parseDecimal(value);
  const name = nameOf(indicator);
  if (number === undefined || name === '') return undefined;
  const printed = normalName(indicator.unit).replace(/^[(](.*)[)]$/u, '$1');
  const named = BEHIND.exec(normalName(indicator.level3))?.[0].slice(1, -1) ?? '';
  const unit = printed === '' && PERCENT.test(named) ? named : printed;
  return {
    indicator,
    name,
    operator,
    isOperatorRead: !unread.includes('operator'),
    number,
    unit,
    isPercent: PERCENT.test(unit),
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
