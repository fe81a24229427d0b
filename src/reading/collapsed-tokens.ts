import { oncePer } from '../document/remember.ts';
import { type Decimal, parseDecimal, toHalfWidth } from '../money/decimal.ts';
import type { Line } from './flow.ts';
import { compact } from './head.ts';

/** A word of a line into which extraction has collapsed a table. */
export interface Token {
  readonly type: 'value' | 'integer' | 'text' | 'page';
  readonly text: string;
  /** Of values and integers, where the digits can be read. */
  readonly decimal: Decimal | undefined;
  readonly line: Line;
  /** In UTF-16 units of the line's text, end excluded. */
  readonly from: number;
  readonly to: number;
}

const PAGE = /[-—–]\s+\d{1,4}\s+[-—–]/gu;
/** A blank after the decimal point is an accident of extraction. */
const WORD = /(?:\d+\.\s\d+(?=\s|$))|\S+/gu;
const VALUE = /^[-−–]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\d+)$/u;
/** Digits with marks between them that are no number: 461,49 or 1.2.3. */
const BROKEN = /^[-−–]?\d[\d.,]*[.,][\d.,]*$/u;
const GLUED = /^(.*[\u4e00-\u9fff)）])(-?\d+\.\d+)$/u;

/** The words of a line, with numbers told from text. Numbers printed without a blank between are set apart. */
export function tokensOf(line: Line): readonly Token[] {
  const text = toHalfWidth(line.text);
  const tokens: Token[] = [];
  let at = 0;
  for (const page of text.matchAll(PAGE)) {
    tokens.push(...wordsOf(line, text, at, page.index));
    at = page.index + page[0].length;
    tokens.push({ type: 'page', text: page[0], decimal: undefined, line, from: page.index, to: at });
  }
  return [...tokens, ...wordsOf(line, text, at, text.length)];
}

function wordsOf(line: Line, text: string, start: number, end: number): readonly Token[] {
  return [...text.slice(start, end).matchAll(WORD)].flatMap((match): readonly Token[] => {
    const from = start + match.index;
    const [word] = match;
    const glued = GLUED.exec(word)?.[1]?.length ?? 0;
    const parts = glued > 0 ? [word.slice(0, glued), word.slice(glued)] : (crushed(word) ?? [word]);
    let at = from;
    return parts.map((part) => {
      const token = tokenOf(line, part, at);
      at += part.length;
      return token;
    });
  });
}

function tokenOf(line: Line, word: string, from: number): Token {
  const tight = compact(word);
  const type = BROKEN.test(tight) || VALUE.test(tight) ? 'value' : /^\d+$/u.test(tight) ? 'integer' : 'text';
  const decimal = type === 'integer' || VALUE.test(tight) ? parseDecimal(tight) : undefined;
  return { type, text: word, decimal, line, from, to: from + word.length };
}

/** Two numbers of two decimals printed without a blank: 0.010.01. There is one way to part them. */
function crushed(word: string): readonly string[] | undefined {
  return /^(?:\d+\.\d\d){2,}$/u.test(word) ? (word.match(/\d+\.\d\d/gu) ?? undefined) : undefined;
}

/** How many decimals the numbers of a table have; undefined where no count is usual. */
export function usualDecimals(tokens: readonly Token[]): number | undefined {
  const counts = new Map<number, number>();
  let all = 0;
  for (const { type, decimal } of tokens) {
    if (type !== 'value' || decimal === undefined) continue;
    counts.set(decimal.decimals, (counts.get(decimal.decimals) ?? 0) + 1);
    all += 1;
  }
  const most = Math.max(0, ...counts.keys());
  return most > 0 && (counts.get(most) ?? 0) * 2 > all ? most : undefined;
}

/** Whether a line holds a table's rows instead of a sentence: many numbers, and words without punctuation. */
export const isCollapsed: (line: Line) => boolean = oncePer((line) => {
  if (line.isHeading || /[。；;！？]/u.test(line.text)) return false;
  const tokens = tokensOf(line);
  const values = tokens.filter((token) => token.type === 'value').length;
  return values >= LEAST_VALUES && values * LEAST_SHARE >= tokens.length;
});

const LEAST_VALUES = 4;
/** One word in so many is a number at least. */
const LEAST_SHARE = 8;
