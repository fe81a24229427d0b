import type { PlainNumber, PlainText } from './prose-text.ts';

/** A stretch of text between two stops, with the stop before it. */
export interface Segment {
  readonly from: number;
  readonly to: number;
  readonly open: string;
  readonly close: string;
}

/** The number before a paragraph or its first word: 1. （二） 三、 */
export const ENUMERATION =
  /^(?:\d{1,2}(?:[)、]|\.(?!\d))|\(\d{1,2}\)|[一二三四五六七八九十]+[、.]|\([一二三四五六七八九十]+\))/u;

const STOPS = /[,;:。、!?]/u;

/** Takes a text apart at its stops; brackets with numbers are read as text of their own, others stay in their words. */
export function segmentsOf({ text, numbers }: PlainText): readonly Segment[] {
  const start = ENUMERATION.exec(text)?.[0].length ?? 0;
  const isInNumber = new Set(
    numbers.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, i) => from + i)),
  );
  const brackets = openBrackets(text, numbers);
  const segments: Segment[] = [];
  let from = 0;
  let open = '';
  let closed = 0;
  for (let index = 0; index <= text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '(' && !brackets.has(index)) closed += 1;
    if (character === ')' && !brackets.has(index)) closed = Math.max(0, closed - 1);
    const isStop =
      index === text.length ||
      (brackets.has(index) && index >= start) ||
      (closed === 0 &&
        STOPS.test(character) &&
        index >= start &&
        !isInNumber.has(index) &&
        !joins(text, index));
    if (!isStop) continue;
    segments.push({ from, to: index, open, close: character });
    from = index + 1;
    open = character;
  }
  return segments;
}

/** 收入、支出: one noun. */
function joins(text: string, index: number): boolean {
  return (
    text.charAt(index) === '、' &&
    /(?:收|收入(?:预算|决算)?(?:总计|合计|总额)?)$/u.test(text.slice(Math.max(0, index - 6), index)) &&
    /^支出?(?:预算|决算)?[总合]/u.test(text.slice(index + 1, index + 6))
  );
}

/** Brackets whose inside is read as text of its own: those with a number that measures something. */
function openBrackets(text: string, numbers: readonly PlainNumber[]): ReadonlySet<number> {
  const found = new Set<number>();
  const stack: number[] = [];
  for (let index = 0; index < text.length; index += 1) {
    if (text.charAt(index) === '(') stack.push(index);
    if (text.charAt(index) !== ')') continue;
    const start = stack.pop();
    if (start === undefined) continue;
    const holds = numbers.some(
      ({ from, to, leftOut }) => leftOut === undefined && from > start && to < index,
    );
    if (holds) found.add(start).add(index);
  }
  return found;
}
