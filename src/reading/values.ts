import type { Place } from '../document/document.ts';
import { remembering } from '../document/remember.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import { toBase } from '../facts/measure.ts';
import { parseDecimal, toHalfWidth } from '../money/decimal.ts';

const DASH = /^(?:[-—–―－一_]+|\/)$/u;

/** A blank beside the decimal point, or before the sign of a per cent, is an accident of typesetting or extraction. */
const LOOSE = /^([-−–(]?\s*\d{1,3}(?:,\d{3})*|[-−–(]?\s*\d+)\s*\.\s*(\d+)(\s*\)?)$/u;

/** A cell of a column of numbers: read, or `unread` with its raw text. Four printed forms stay apart. */
export type CellValue = Pick<Fact, 'value' | 'unit' | 'decimals' | 'status' | 'raw'>;

/**
 * Reads the text of a cell in a unit.
 *
 * @example readValue('461. 49', '万元') // 461.49 万元, printed
 */
export function readValue(text: string, unit: string): CellValue {
  return valueIn(unit)(text);
}

/** The reader of a unit; there are few of them, whatever documents print. */
const valueIn = remembering((unit) => remembering((text) => parseValue(text, unit)));

function parseValue(text: string, unit: string): CellValue {
  const plain = toHalfWidth(text)
    .replace(/[\s\u200b\ufeff]+/gu, ' ')
    .trim();
  if (plain === '') return { value: 0n, unit, decimals: 0, status: 'blank' };
  if (DASH.test(plain)) return { value: 0n, unit, decimals: 0, status: 'dash' };
  const tight = LOOSE.test(plain) ? plain.replace(/\s/gu, '') : plain;
  const decimal = parseDecimal(unit === '%' ? tight.replace(/%$/u, '') : withoutUnit(tight, unit));
  const value = decimal === undefined ? undefined : toBase(decimal, unit);
  if (decimal === undefined || value === undefined) {
    return { value: 0n, unit, decimals: 0, status: 'unread', raw: text.trim() };
  }
  return { value, unit, decimals: decimal.decimals, status: value === 0n ? 'zero' : 'printed' };
}

function withoutUnit(text: string, unit: string): string {
  return unit !== '' && text.endsWith(unit) ? text.slice(0, -unit.length).trim() : text;
}

/** The fact that a cell states. */
export function factOf(text: string, unit: string, at: Coordinate, place: Place | undefined): Fact {
  return { at, ...readValue(text, unit), ...(place === undefined ? {} : { place }) };
}

/** Whether a text is a number in the form of a cell, a dash or nothing. */
export function isCellValue(text: string): boolean {
  // 亿元 takes as many decimals as anybody prints.
  return readValue(text, '亿元').status !== 'unread';
}
