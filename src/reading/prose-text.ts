import type { Decimal } from '../money/decimal.ts';
import { findNumbers, type LeftOutClass } from './numbers.ts';

/** A number of a text, at its position in the text without blanks. */
export interface PlainNumber {
  readonly from: number;
  readonly to: number;
  /** Where its unit ends; equals `to` without one. */
  readonly end: number;
  /** Undefined where it cannot be read as one number: a blank or line break inside, too many digits. */
  readonly value: Decimal | undefined;
  /** Half-width, such as 万元 or %. */
  readonly unit: string;
  readonly leftOut?: LeftOutClass;
  /** Where it stands in the original, without its unit and with it. */
  readonly original: { readonly from: number; readonly to: number; readonly end: number };
}

/** A text as it is compared: half-width, without blanks, quotation marks and asterisks. */
export interface PlainText {
  readonly text: string;
  readonly numbers: readonly PlainNumber[];
  /** The position in the original of a character of `text`; the original's length at the end. */
  originOf(index: number): number;
}

/** Blanks, invisible characters, quotation marks and the asterisks of bold type: they part nothing. */
const SKIPPED = /[\s\u200b-\u200d\u2060\ufeff“”"'‘’「」『』*]/u;

/** Digits and Chinese characters, which most of a text is, stay as they are. */
function isOrdinary(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x4e00 && code <= 0x9fff);
}

/** Takes blanks and quotation marks out of a text and keeps the way back. */
export function plainText(original: string): PlainText {
  const origins: number[] = [];
  let text = '';
  for (let index = 0; index < original.length; index += 1) {
    const character = original.charAt(index);
    if (isOrdinary(original.charCodeAt(index))) text += character;
    else if (SKIPPED.test(character)) continue;
    else text += halfWidth(character);
    origins.push(index);
  }
  const plainAt = (position: number): number => {
    let [low, high] = [0, origins.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((origins[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const tokens = findNumbers(original);
  const cuts = tokens.map(({ end, unit }, index) => {
    const next = tokens[index + 1];
    return next !== undefined && unit === '' && isCut(original.slice(end, next.from));
  });
  const isBroken = (index: number) =>
    (cuts[index] === true && tokens[index]?.leftOut === undefined) ||
    (cuts[index - 1] === true && tokens[index - 1]?.leftOut === undefined);
  const numbers = tokens.map((token, index): PlainNumber => {
    const from = plainAt(token.from);
    const to = plainAt(token.to);
    return {
      from,
      to,
      end: Math.max(to, plainAt(token.end)),
      value: isBroken(index) ? undefined : token.value,
      unit: [...token.unit.replace(/\s/gu, '')].map(halfWidth).join(''),
      ...(token.leftOut === undefined ? {} : { leftOut: token.leftOut }),
      original: { from: token.from, to: token.to, end: Math.max(token.to, token.end) },
    };
  });
  return { text, numbers, originOf: (index) => origins[index] ?? original.length };
}

/** Whether what stands between two numbers shows them to be one that was torn apart: 461. 49. */
function isCut(between: string): boolean {
  return /^(?:\s+|\s*[.．]\s*|\s*,\s+|\s+,)$/u.test(between);
}

function halfWidth(character: string): string {
  const code = character.charCodeAt(0);
  if (code > 0xff00 && code < 0xff5f) return String.fromCharCode(code - 0xfee0);
  if (character === '〔' || character === '【') return '(';
  if (character === '〕' || character === '】') return ')';
  return character;
}
