import { SSF } from '@e965/xlsx';
import type { Cell } from '../document/document.ts';
import { decimalOf, plainDecimal } from '../ledger/cells.ts';
import { type Decimal, divideRounded, parseDecimal, printDecimal } from '../money/decimal.ts';

/** A number cell: the text as a spreadsheet shows it, and its value where the text is that number. */
export interface ShownNumber {
  readonly text: string;
  readonly number?: NonNullable<Cell['number']>;
}

/** Dates in the short form that Chinese spreadsheets show. */
const DATE = 'yyyy/m/d';

/**
 * Shows a number as Excel does with a number format. The library rounds the binary fraction, Excel the decimal
 * number it stands for (0.285 is 0.29), so where they differ the rounded decimal is shown.
 */
export function showNumber(value: number, format: string, date1904: boolean): ShownNumber {
  const exact = decimalOf(value);
  if (exact === undefined) return { text: '#NUM!' };
  const plainFormat = withoutLocale(format);
  if (isGeneral(plainFormat)) return shown(general(value, exact), exact);
  const drawn = showDrawnPoint(exact, plainFormat);
  if (drawn !== undefined) return drawn;
  const text = applyFormat(plainFormat, value, date1904);
  if (text === undefined) return shown(general(value, exact), exact);
  if (isDate(plainFormat)) return { text };
  const first = shown(text, exact);
  const read = readShown(text);
  if (read === undefined) return first;
  const rounded = roundTo(exact, read.decimals + (read.percent ? 2 : 0));
  const again = applyFormat(plainFormat, Number(plainDecimal(rounded)), date1904) ?? text;
  const better = again === text || !isNear(again, rounded) ? first : shown(again, exact);
  // A colour for the minus is not in the text.
  const lostSign = rounded.digits < 0n && /^[^-−(（△▲]*\d/u.test(better.text);
  return lostSign ? shown(`-${better.text}`, exact) : better;
}

/** Locales and numerals of their own say nothing of the number; `!` is the escape of Chinese spreadsheets. */
function withoutLocale(format: string): string {
  return format
    .replace(/\[\$-[^\]]*\]|\[DBNum\d\]/giu, '')
    .replace(/\[\$([^\]-]*)-[^\]]*\]/gu, '"$1"')
    .replace(/!(.)/gu, '\\$1');
}

/** A format such as `0\\.0,`: a point drawn between the digits, and commas at the end that cut off thousands. */
const DRAWN_POINT = /^(?:#,##)?0(?:\\\.|"\.")(0{1,4})(,{0,2})(?:_.|\s)*(?:;|$)/u;

/** Spreadsheets have no format for 万元; people draw the point four digits to the left. */
function showDrawnPoint(exact: Decimal, format: string): ShownNumber | undefined {
  const [, places = '', commas = ''] = DRAWN_POINT.exec(format) ?? [];
  if (places === '') return undefined;
  const moved = { digits: exact.digits, decimals: exact.decimals + places.length + commas.length * 3 };
  const rounded = roundTo(moved, places.length);
  const padded = {
    digits: rounded.digits * 10n ** BigInt(places.length - rounded.decimals),
    decimals: places.length,
  };
  return shown(printDecimal(padded, format.startsWith('#,##')), moved);
}

function isGeneral(format: string): boolean {
  return format === '' || format === '@' || /^(?:general|g\/通用格式)$/iu.test(format);
}

/** Eleven digits as in a cell of the usual width, and never an exponent: nobody wants a code as 1.3E+11. */
function general(value: number, exact: Decimal): string {
  const text = applyFormat('General', value, false) ?? '';
  return text === '' || /e/iu.test(text) ? plainDecimal(exact) : text;
}

function isDate(format: string): boolean {
  try {
    return SSF.is_date(format) === true;
  } catch {
    return false;
  }
}

/** Undefined where the library does not understand the format. */
function applyFormat(format: string, value: number, date1904: boolean): string | undefined {
  try {
    const text: unknown = SSF.format(format, value, { dateNF: DATE, date1904 });
    return typeof text === 'string' ? text.trim() : undefined;
  } catch {
    return undefined;
  }
}

interface ReadNumber {
  readonly decimals: number;
  readonly percent: boolean;
  readonly grouped: boolean;
  /** Without sign, a percentage as a fraction. */
  readonly magnitude: Decimal;
}

/** The one number in a text; undefined where there is none or more than one. */
function readShown(text: string): ReadNumber | undefined {
  const numbers = text.match(/\d[\d,]*(?:\.\d+)?/gu) ?? [];
  const [number] = numbers;
  if (number === undefined || numbers.length > 1 || /\de[+-]?/iu.test(text)) return undefined;
  const percent = /[%％]/u.test(text);
  const parsed = parseDecimal(number.replaceAll(',', ''));
  if (parsed === undefined) return undefined;
  const decimals = number.split('.')[1]?.length ?? 0;
  const magnitude = { digits: parsed.digits, decimals: parsed.decimals + (percent ? 2 : 0) };
  return { decimals, percent, grouped: number.includes(','), magnitude };
}

/** The text with its value, where what it shows is that value and not, say, its thousandth. */
function shown(text: string, exact: Decimal): ShownNumber {
  const read = readShown(text);
  if (read === undefined) return { text };
  if (!isNear(text, roundTo(exact, read.magnitude.decimals))) return { text };
  const scaled = read.percent ? { digits: exact.digits * 100n, decimals: exact.decimals } : exact;
  const number = { value: plainDecimal(scaled), decimals: read.decimals, grouped: read.grouped };
  return { text, number };
}

/** Whether a text shows a number up to a step in its last digit. */
function isNear(text: string, number: Decimal): boolean {
  const read = readShown(text);
  if (read === undefined) return false;
  const decimals = Math.max(read.magnitude.decimals, number.decimals);
  const scale = ({ digits, decimals: own }: Decimal): bigint => digits * 10n ** BigInt(decimals - own);
  const difference = scale(read.magnitude) - absolute(scale(number));
  return absolute(difference) <= 10n ** BigInt(decimals - read.magnitude.decimals);
}

function absolute(number: bigint): bigint {
  return number < 0n ? -number : number;
}

/** Half away from zero, as spreadsheets round. */
function roundTo({ digits, decimals }: Decimal, wanted: number): Decimal {
  if (decimals <= wanted) return { digits, decimals };
  return { digits: divideRounded(digits, 10n ** BigInt(decimals - wanted)), decimals: wanted };
}
