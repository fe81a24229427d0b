/** An exact decimal number: `digits` × 10^-`decimals`. `{ digits: 6500n, decimals: 2 }` is 65.00. */
export interface Decimal {
  readonly digits: bigint;
  readonly decimals: number;
}

/** How many digits a number may have before it is taken for nonsense (hostile input). */
const MAX_DIGITS = 40;

const FULL_WIDTH = '０１２３４５６７８９．，－＋（）％　';
const HALF_WIDTH = '0123456789.,-+()% ';

/** Full-width digits and signs as their ASCII twins; all other characters stay. */
export function toHalfWidth(text: string): string {
  return text.replace(
    /[０-９．，－＋（）％　]/gu,
    (character) => HALF_WIDTH[FULL_WIDTH.indexOf(character)] ?? '',
  );
}

const PLAIN = /^([+-]?)(\d+)(?:\.(\d*))?$/u;
const GROUPED = /^([+-]?)(\d{1,3}(?:,\d{3})+)(?:\.(\d*))?$/u;
const BARE_FRACTION = /^([+-]?)()\.(\d+)$/u;

/**
 * Reads a decimal number as people print it: thousands separators, full-width digits, blanks around,
 * a minus sign (- − –) or accounting brackets for negatives. Returns undefined for anything else.
 *
 * @example parseDecimal('１,234.50') // { digits: 123450n, decimals: 2 }
 */
export function parseDecimal(text: string): Decimal | undefined {
  let plain = toHalfWidth(text).trim().replace(/^[−–]/u, '-');
  let negative = false;
  const bracketed = /^\(\s*([^()+-]+?)\s*\)$/u.exec(plain);
  if (bracketed?.[1] !== undefined) {
    negative = true;
    plain = bracketed[1];
  }
  const match = PLAIN.exec(plain) ?? GROUPED.exec(plain) ?? BARE_FRACTION.exec(plain);
  if (match === null) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = whole.replaceAll(',', '') + fraction;
  if (digits.length > MAX_DIGITS) return undefined;
  const magnitude = BigInt(digits);
  return { digits: negative || sign === '-' ? -magnitude : magnitude, decimals: fraction.length };
}

/** Prints a decimal with exactly its decimals, optionally with thousands separators. */
export function printDecimal({ digits, decimals }: Decimal, grouped = false): string {
  const sign = digits < 0n ? '-' : '';
  const text = (digits < 0n ? -digits : digits).toString().padStart(decimals + 1, '0');
  const whole = text.slice(0, text.length - decimals);
  const fraction = decimals === 0 ? '' : `.${text.slice(text.length - decimals)}`;
  return sign + (grouped ? whole.replace(/\B(?=(?:\d{3})+$)/gu, ',') : whole) + fraction;
}

/** numerator ÷ denominator to the nearest integer, halves away from zero (四舍五入). The denominator is positive. */
export function divideRounded(numerator: bigint, denominator: bigint): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** The same number with another count of decimals, rounded half away from zero where digits are lost. */
export function rescale({ digits, decimals }: Decimal, to: number): Decimal {
  if (to >= decimals) return { digits: digits * 10n ** BigInt(to - decimals), decimals: to };
  return { digits: divideRounded(digits, 10n ** BigInt(decimals - to)), decimals: to };
}
