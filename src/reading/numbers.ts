import { remembering } from '../document/remember.ts';
import { parseDecimal } from '../money/decimal.ts';

/** Numbers that say how something is named, ordered or dated and measure nothing. */
export type LeftOutClass = 'code' | 'ordinal' | 'date' | 'page' | 'phone' | 'documentNumber';

/** A number in a text: where it stands, what it says, and whether it measures anything. */
export interface NumberToken {
  /** The digits with their separators; UTF-16 units, end excluded. */
  readonly from: number;
  readonly to: number;
  readonly text: string;
  /** Without its sign; undefined where the digits cannot be read as one number (too many, a stray separator or character). */
  readonly value: { readonly digits: bigint; readonly decimals: number } | undefined;
  /** The unit of measure that follows, as printed, or empty. */
  readonly unit: string;
  /** Where the unit ends; equals `to` without one. */
  readonly end: number;
  readonly leftOut?: LeftOutClass;
}

const DIGITS = /\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?/gu;

/** Units that may follow a number, the longest first. A number with one of them always measures something. */
const UNIT =
  /^\s*(亿元|万元|千元|百元|元\/(?:人次|人|条|次|月|年|户|份|件|台|天|个)|元|万人次|人次|万人|人|名|％|%|‰|万户|户|万条|条|万份|份|辆|台[（(]套[）)]|台|套|个|家|平方公里|平方千米|平方米|㎡|m2|m²|公里|千米|亩|公顷|吨|批次|次|批|项|件|例|起|期|场|篇|册|只|张|处|所|间|幢|栋|层|级|种|类|种类|个百分点|百分点|倍|岁|个工作日|工作日|小时|分钟|秒|天|周|分|米|万|亿)(?!月份)/u;

/** The units that the law of coverage names: numbers before them, with a decimal point or a separator are never left out. */
/** The unit of measure right behind a number, with blanks before it; empty where there is none. */
export function unitAfter(text: string, at: number): string {
  return UNIT.exec(text.slice(at, at + LONGEST_UNIT))?.[0] ?? '';
}

/** No unit with the blanks before it is longer. */
const LONGEST_UNIT = 12;

const MEASURES = /^(?:亿元|万元|千元|百元|元|%|％|辆|人|个|台|平方米|㎡)/u;

interface Range {
  readonly from: number;
  readonly to: number;
  readonly leftOut: LeftOutClass;
}

/**
 * What marks a number as a name, an order or a date, with the part of the match that is claimed. No pattern may start
 * anew inside a run that it has failed on (hence the lookbehinds): a paragraph may be a megabyte of one character.
 */
const MARKS: readonly { readonly leftOut: LeftOutClass; readonly pattern: RegExp }[] = [
  { leftOut: 'documentNumber', pattern: /[〔[【（(]\s*(?:19|20)\d{2}\s*[〕\]】）)]\s*第?\s*\d+\s*号?/gu },
  { leftOut: 'documentNumber', pattern: /(?:19|20)\d{2}\s*年?\s*第\s*\d+\s*号/gu },
  {
    leftOut: 'documentNumber',
    pattern: /(?:第\s*)?(?<!\d)\d+\s*号(?=令|文|公告|函|文件|[）)》”。，、；]|$)/gu,
  },
  { leftOut: 'date', pattern: /(?:19|20)\d{2}\s*[-—–~～至到、]\s*(?:19|20)?\d{2}\s*(?=年)/gu },
  { leftOut: 'date', pattern: /(?:19|20)\d{2}\s*[-/]\s*\d{1,2}\s*[-/]\s*\d{1,2}(?!\d)/gu },
  { leftOut: 'date', pattern: /(?<!\d)(?:19|20)\d{2}\s*(?=年)/gu },
  {
    leftOut: 'date',
    pattern: /(?<![\d.])(?:1[0-2]|0?[1-9])\s*(?:[-—–~～至、]\s*(?:1[0-2]|0?[1-9])\s*)?月/gu,
  },
  { leftOut: 'date', pattern: /月\s*(?:[12]\d|3[01]|0?[1-9])\s*[日号]/gu },
  { leftOut: 'date', pattern: /(?<![\d:])\d{1,2}:\d{2}(?::\d{2})?(?![\d:])/gu },
  { leftOut: 'phone', pattern: /(?<![\d.])1[3-9]\d{9}(?![\d.])/gu },
  { leftOut: 'phone', pattern: /(?<![\d.])0\d{2,3}\s*[-—–－]\s*\d{7,8}(?![\d.])/gu },
  { leftOut: 'phone', pattern: /(?<![\d.])[48]00-?\d{3}-?\d{4}(?![\d.])/gu },
  // What stands alone in marks of quotation before a word, and not before a unit, is its name: “344”机制.
  {
    leftOut: 'code',
    pattern:
      /(?<=[“"]\s?)\d{2,}(?=\s?[”"]\s?(?!\s|[亿万千百]?[元人个项次家户件名台套辆份种])\p{Script=Han})/gu,
  },
  { leftOut: 'page', pattern: /第\s*\d+\s*页|共\s*\d+\s*页/gu },
  { leftOut: 'page', pattern: /(?<![.…·．])[.…·．]{3,}\s*(?:[-—–]\s*)?\d{1,4}\s*(?:[-—–]\s*)?$/gu },
  { leftOut: 'page', pattern: /^\s*[-—–]\s*\d{1,4}\s*[-—–]\s*$/gu },
  { leftOut: 'ordinal', pattern: /第\s*\d+(?:\s*[-—–至、]\s*\d+)?\s*[条款项章节部分期次届批季位号类]/gu },
  { leftOut: 'ordinal', pattern: /(?:附件|附表|附|表|图)\s*\d+(?:[-—–.．]\d+)*(?!\s*[\d万亿元])/gu },
  { leftOut: 'ordinal', pattern: /^\s*\d{1,3}\s*(?:[、）)]|[.．](?!\d))/gu },
  { leftOut: 'ordinal', pattern: /(?=\d)(?<=[。；;：:，,\n]\s*)\d{1,2}\s*(?:[、）)]|[.．](?!\d))/gu },
  { leftOut: 'ordinal', pattern: /(?<![\d.])\d{1,2}、(?=(?:19|20)\d{2}\s*年)/gu },
  { leftOut: 'ordinal', pattern: /[（(]\s*\d{1,2}\s*[）)]/gu },
  { leftOut: 'ordinal', pattern: /(?<!\d)\d+\s*(?=表[\s　]*$)/gu },
  {
    leftOut: 'code',
    pattern: /[A-Za-z][A-Za-z0-9_-]{0,99}?\d[A-Za-z0-9_-]*|(?<!\d)\d+[A-Za-z_][A-Za-z0-9_-]*/gu,
  },
  { leftOut: 'code', pattern: /[（(]\s*(?:2(?:\d{2}){1,3}|[35]\d{2}(?:\d{2})?)\s*[）)]/gu },
  { leftOut: 'code', pattern: /(?<![\d.,])\d{9,}(?![\d.,])/gu },
];

/** Letters right after a number that are a unit of measure, not part of a code. */
const METRIC = /^\d+\s*(?:m2|m²|km|kg|cm|mm|KM|GB|TB|MB|M|G|T)(?![A-Za-z0-9])/u;

/** Half-width digits and signs at the same positions. */
function level(text: string): string {
  return text.replace(/[\uff01-\uff5e]/gu, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}

/**
 * Every number of a text, in order. What has a decimal point, a thousands separator or a unit of measure is never
 * left out, whatever stands around it.
 *
 * @example findNumbers('2025年基本支出149.04万元') // 2025 left out as a date; 149.04 with the unit 万元
 */
export const findNumbers: (printed: string) => readonly NumberToken[] = remembering((printed) => {
  if (!/[0-9\uff10-\uff19]/u.test(printed)) return [];
  if (AMOUNT_ALONE.test(printed)) return [amountAlone(printed)];
  // 4．2025年 is the fourth item of a list, not 4.2025.
  const text = level(printed).replace(/(?<![\d.])(\d{1,2})\.(?=(?:19|20)\d{2}\s*年)/gu, '$1、');
  let claims: ((from: number, to: number) => LeftOutClass | undefined) | undefined;
  const tokens: NumberToken[] = [];
  for (const match of text.matchAll(DIGITS)) {
    const from = match.index;
    const to = from + match[0].length;
    const unit = UNIT.exec(text.slice(to, to + 12));
    const measured = unit?.[1] ?? '';
    const counts = /[.,]/u.test(match[0]) || MEASURES.test(measured);
    claims ??= claimsIn(text);
    const leftOut =
      (counts ? undefined : claims(from, to)) ??
      (counts || measured !== '' ? undefined : yearAlone(text, from, to) ? 'date' : undefined);
    const decimal = isPiece(text, from, to) ? undefined : parseDecimal(match[0]);
    tokens.push({
      from,
      to,
      text: printed.slice(from, to),
      value: decimal,
      unit: leftOut === undefined ? printed.slice(to, to + (unit?.[0].length ?? 0)).trim() : '',
      end: leftOut === undefined ? to + (unit?.[0].length ?? 0) : to,
      ...(leftOut === undefined ? {} : { leftOut }),
    });
  }
  return tokens;
});

/** Most cells of tables: one amount with a separator or decimals, and nothing else. */
const AMOUNT_ALONE = /^[-−]?\d{1,3}(?:,\d{3})*\.\d+$|^[-−]?\d{1,3}(?:,\d{3})+$|^[-−]?\d+\.\d+$/u;

function amountAlone(printed: string): NumberToken {
  const from = /\d/u.exec(printed)?.index ?? 0;
  const text = printed.slice(from);
  return { from, to: printed.length, text, value: parseDecimal(text), unit: '', end: printed.length };
}

/** Who claims a stretch of the text: the first of the marks around it. To be asked from left to right. */
function claimsIn(text: string): (from: number, to: number) => LeftOutClass | undefined {
  const marks = marksIn(text)
    .map((mark, rank) => ({ ...mark, rank }))
    .sort((a, b) => a.from - b.from);
  let next = 0;
  let near: typeof marks = [];
  return (from, to) => {
    for (let mark = marks[next]; mark !== undefined && mark.from <= from; mark = marks[next]) {
      near.push(mark);
      next += 1;
    }
    near = near.filter((mark) => mark.to >= to);
    return near.length === 0 ? undefined : near.reduce((a, b) => (b.rank < a.rank ? b : a)).leftOut;
  };
}

function marksIn(text: string): readonly Range[] {
  return MARKS.flatMap(({ leftOut, pattern }) =>
    [...text.matchAll(pattern)].flatMap((match): Range[] => {
      const isMetric = leftOut === 'code' && METRIC.test(match[0]);
      return isMetric ? [] : [{ from: match.index, to: match.index + match[0].length, leftOut }];
    }),
  );
}

/**
 * Whether digits are a piece of something that is no number: another separator and more digits right beside them
 * (12,34,567.8, 1.2.3), or a character that could not be read.
 */
function isPiece(text: string, from: number, to: number): boolean {
  const before = text.slice(Math.max(0, from - 2), from);
  return /\d[.,]$|\ufffd$/u.test(before) || /^(?:[.,]\d|\ufffd)/u.test(text.slice(to, to + 2));
}

/** A bare year: 预算年度：2025, 2024部门预算. */
function yearAlone(text: string, from: number, to: number): boolean {
  return /^(?:19[5-9]|20[0-4])\d$/u.test(text.slice(from, to)) && !/[\d.,]/u.test(text.slice(to, to + 1));
}
