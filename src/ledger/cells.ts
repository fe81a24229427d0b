import { type Decimal, parseDecimal, printDecimal } from '../money/decimal.ts';

/**
 * How codes, names and numbers stand in the cells of the workbook: what the export writes the import reads.
 */

/** A cell of a row to be written: text, or an exact decimal number as text. */
export type CellContent = string | { readonly number: string };

/** How many significant digits a spreadsheet keeps; what it shows beyond is the noise of binary fractions. */
const SIGNIFICANT_DIGITS = 15;

/**
 * The decimal number that a spreadsheet's float stands for: rounded to 15 significant digits, as Excel itself
 * shows it, so that 12.340000000000002 is 12.34. Undefined for infinities and what is not a number.
 */
export function decimalOf(value: number): Decimal | undefined {
  if (!Number.isFinite(value)) return undefined;
  const match = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/u.exec(value.toExponential(SIGNIFICANT_DIGITS - 1));
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match;
  const significant = (whole + fraction).replace(/0+$/u, '');
  if (significant === '') return { digits: 0n, decimals: 0 };
  const decimals = significant.length - 1 - Number(exponent);
  const magnitude = decimals < 0 ? BigInt(significant) * 10n ** BigInt(-decimals) : BigInt(significant);
  return { digits: sign === '-' ? -magnitude : magnitude, decimals: Math.max(decimals, 0) };
}

/** A decimal without trailing zeros behind the point. @example plainDecimal({ digits: 150n, decimals: 2 }) // '1.5' */
export function plainDecimal(decimal: Decimal): string {
  let { digits, decimals } = decimal;
  while (decimals > 0 && digits % 10n === 0n) {
    digits /= 10n;
    decimals -= 1;
  }
  return printDecimal({ digits, decimals });
}

/** Whether a spreadsheet can hold a decimal number exactly. */
export function fitsSpreadsheet(number: string): boolean {
  const significant = number.replace(/^-/u, '').replace('.', '').replace(/^0+/u, '').replace(/0+$/u, '');
  return significant.length <= SIGNIFICANT_DIGITS;
}

/** A code with its name, as drop-downs show it. @example codeAndName('2101506', '医疗保障经办事务') */
export function codeAndName(code: string, name: string | undefined): string {
  return name === undefined || name === '' ? code : `${code} ${name}`;
}

/** A code and what stands beside it in one cell; the code is empty where the cell does not begin with one. */
export interface CodeAndName {
  readonly code: string;
  readonly name: string;
}

/** Takes a cell apart whose codes are digits. @example splitAccount('2101506 医疗保障经办事务') */
export function splitAccount(text: string): CodeAndName {
  const plain = text.normalize('NFKC').trim();
  const match = /^(\d[\d ]*\d|\d)\s*[-—_:：、.．]?\s*(.*)$/su.exec(plain);
  if (match === null) return { code: '', name: plain };
  const [, code = '', name = ''] = match;
  return { code: code.replaceAll(' ', ''), name: name.trim() };
}

/** Takes a cell apart at its first blank, for codes that are not only digits. */
export function splitAtBlank(text: string): CodeAndName {
  const plain = text.normalize('NFKC').trim();
  const blank = plain.search(/\s/u);
  if (blank < 0) return { code: plain, name: '' };
  return { code: plain.slice(0, blank), name: plain.slice(blank).trim() };
}

/** The number a text is, with any blanks inside it left out. */
export function decimalIn(text: string): Decimal | undefined {
  return parseDecimal(text.replace(/[\s\u00a0]/gu, ''));
}
