import type { Place } from '../document/document.ts';
import { placeWithin } from '../document/place.ts';
import { say } from '../messages/say.ts';
import { type Decimal, parseDecimal, printDecimal, rescale } from '../money/decimal.ts';
import type { CheckedDocument, CheckedLine } from './checked.ts';
import { type Finding, finding } from './finding.ts';

/**
 * Law 4 for things that sentences count and measure: 面积 8013 平方米（其中 7998 平方米，105 平方米）. Parts are no more than
 * the whole. Only lists with a number that has no coordinate: all others are tested with the tables.
 */
export function checkListedSums({ lines, unread }: CheckedDocument): readonly Finding[] {
  const unplaced = new Set(unread.map(({ text }) => text.replace(/\s/gu, '')));
  if (unplaced.size === 0) return [];
  const isOpen = ({ value, unit }: Counted) => unplaced.has(`${printDecimal(value)}${unit}`);
  return lines.flatMap((line) =>
    sentencesOf(line.text).flatMap(({ text, from }) =>
      sumsIn(text).flatMap((sum) => ([sum.whole, ...sum.parts].some(isOpen) ? broken(sum, line, from) : [])),
    ),
  );
}

/** Units of what is counted or measured. */
const UNITS = '平方米|㎡|人|名|辆|台(?:套|\\(套\\)|（套）)?|套|个|家|批次|人次|件|处|幢|栋|间';
const NUMBER = new RegExp(`(?<![\\d.])(\\d{1,12}(?:\\.\\d{1,6})?)\\s*(${UNITS})`, 'gu');
/** Sentences longer than this list nothing that people add up. */
const LONGEST = 2_000;

interface Counted {
  readonly value: Decimal;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
}

interface ListedSum {
  readonly whole: Counted;
  readonly parts: readonly Counted[];
}

function sentencesOf(text: string): readonly { readonly text: string; readonly from: number }[] {
  return [...text.matchAll(/[^。；;！？]+/gu)]
    .filter(([one]) => one.length <= LONGEST && /其中/u.test(one))
    .map((match) => ({ text: match[0], from: match.index }));
}

/** Every list of parts after 其中, with the whole that stands right before it. */
function sumsIn(text: string): readonly ListedSum[] {
  const numbers = [...text.matchAll(NUMBER)].flatMap((match): readonly Counted[] => {
    const value = parseDecimal(match[1] ?? '');
    if (value === undefined) return [];
    return [{ value, unit: match[2] ?? '', from: match.index, to: match.index + match[0].length }];
  });
  const depth = depthsOf(text);
  return [...text.matchAll(/其中/gu)].flatMap(({ index: opened }): readonly ListedSum[] => {
    const level = depth[opened] ?? 0;
    const whole = numbers.findLast(({ to }) => to <= opened);
    // The whole stands right before: 8013平方米（其中 or 13459平方米，其中.
    if (whole === undefined || !/^\s*[（(,，:：]?\s*$/u.test(text.slice(whole.to, opened))) return [];
    const end = endOf(depth, opened, level);
    const parts = numbers.filter(
      ({ from, to, unit }) => from > opened && to <= end && unit === whole.unit && depth[from] === level,
    );
    const list = outer(text, depth, opened, end, level);
    return parts.length < 2 || OTHERWISE.test(list) ? [] : [{ whole, parts }];
  });
}

/** Words after which a number is no further part: another level without brackets, or a comparison. */
const OTHERWISE =
  /包括|包含|其中.*其中|分别|合计|共计?|增加|减少|增长|下降|[较比]|上年|占|另|即|不超过|以[上下]|每|平均/u;

/** How many brackets are open at each character. */
function depthsOf(text: string): readonly number[] {
  let open = 0;
  return [...text].flatMap((char) => {
    if (/[（(]/u.test(char)) open += 1;
    const here = open;
    if (/[）)]/u.test(char)) open = Math.max(0, open - 1);
    return new Array<number>(char.length).fill(here);
  });
}

/** Where the bracket closes in which a list stands, else the end. */
function endOf(depth: readonly number[], from: number, level: number): number {
  const end = depth.findIndex((one, index) => index > from && one < level);
  return end < 0 ? depth.length : end;
}

/** A list without what stands in its brackets. */
function outer(text: string, depth: readonly number[], from: number, to: number, level: number): string {
  return text
    .slice(from, to)
    .split('')
    .filter((_, index) => depth[from + index] === level)
    .join('');
}

function broken({ whole, parts }: ListedSum, line: CheckedLine, offset: number): readonly Finding[] {
  const decimals = Math.max(whole.value.decimals, ...parts.map(({ value }) => value.decimals));
  const digits = ({ value }: Counted) => rescale(value, decimals).digits;
  const sum = parts.reduce((added, part) => added + digits(part), 0n);
  // Each number is anything that rounds to it.
  const half = (one: Counted) =>
    one.value.decimals === 0 ? 0n : 10n ** BigInt(decimals - one.value.decimals);
  const slack = [whole, ...parts].reduce((added, one) => added + half(one), 0n);
  if (2n * (sum - digits(whole)) <= slack) return [];
  const print = (value: bigint) => printDecimal({ digits: value, decimals });
  const placeOf = ({ from, to }: Counted): Place => placeWithin(line, offset + from, offset + to);
  const list = parts.map((part) => `${printDecimal(part.value)}${part.unit}`).join('、');
  const message = say('checking.law.listed', {
    whole: printDecimal(whole.value),
    unit: whole.unit,
    parts: list,
    sum: print(sum),
    difference: print(sum - digits(whole)),
  });
  const value = printDecimal(whole.value);
  const more = { value, expected: print(sum), unit: whole.unit, places: [whole, ...parts].map(placeOf) };
  return [finding('law.sum', message, {}, more)];
}
