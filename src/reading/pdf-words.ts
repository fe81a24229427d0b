import { applyBox, around, type Box, type Matrix } from './pdf-geometry.ts';
import type { Glyph } from './pdf-page.ts';

/** Characters that stand together on one line and read from left to right. */
export interface Word {
  readonly glyphs: readonly Glyph[];
  readonly text: string;
  readonly box: Box;
  readonly em: number;
  /** Whether a blank stands before it. */
  readonly spaced: boolean;
}

/** Words with the same baseline, from left to right. */
export interface Line {
  readonly words: readonly Word[];
  readonly box: Box;
  readonly em: number;
}

/** Ems between characters at which a word ends; with a blank between them it may be more. */
const GAP = 0.3;
const BLANK_GAP = 0.75;

/** Glyphs as an upright page has them: moved by the turn of the page, `turn` counted from the new upright. */
export function uprightGlyphs(glyphs: readonly Glyph[], matrix: Matrix, quarters: number): readonly Glyph[] {
  if (quarters === 0) return glyphs;
  const turns = [0, 1, 2, 3] as const;
  return glyphs.map((glyph) => ({
    ...glyph,
    box: applyBox(matrix, glyph.box),
    turn: glyph.turn === undefined ? undefined : turns[(glyph.turn + quarters) % 4],
  }));
}

/** How many quarters clockwise the page must be turned for most of its text to stand upright. */
export function quartersToUpright(glyphs: readonly Glyph[]): number {
  const counts = [0, 0, 0, 0];
  for (const { turn } of glyphs) if (turn !== undefined) counts[turn] = (counts[turn] ?? 0) + 1;
  const most = Math.max(...counts);
  return most === 0 || counts[0] === most ? 0 : (4 - counts.indexOf(most)) % 4;
}

/** Puts characters together that follow each other; upright ones only. */
export function wordsOf(glyphs: readonly Glyph[]): Word[] {
  const words: Word[] = [];
  let pending: Glyph[] = [];
  const finish = (): void => {
    if (pending.length > 0) words.push(wordOf(pending));
    pending = [];
  };
  for (const glyph of glyphs) {
    const last = pending.at(-1);
    if (last !== undefined && !follows(last, glyph)) finish();
    pending.push(glyph);
  }
  finish();
  return words;
}

/** Text that stands otherwise than upright: one word for what was written in one go, in the order of the file. */
export function turnedWords(glyphs: readonly Glyph[]): Word[] {
  const words: Word[] = [];
  let pending: Glyph[] = [];
  for (const glyph of glyphs) {
    const last = pending.at(-1);
    if (last !== undefined && !touches(last, glyph)) {
      words.push(wordOf(pending));
      pending = [];
    }
    pending.push(glyph);
  }
  if (pending.length > 0) words.push(wordOf(pending));
  return words;
}

function touches(last: Glyph, next: Glyph): boolean {
  if (last.turn !== next.turn) return false;
  const reach = 0.8 * Math.max(last.em, next.em);
  const across = Math.max(last.box[0], next.box[0]) - Math.min(last.box[2], next.box[2]);
  const along = Math.max(last.box[1], next.box[1]) - Math.min(last.box[3], next.box[3]);
  return across < reach && along < reach;
}

function follows(last: Glyph, next: Glyph): boolean {
  const em = Math.max(last.em, next.em);
  if (Math.abs(last.box[3] - next.box[3]) > 0.2 * em) return false;
  const gap = next.box[0] - last.box[2];
  return (
    gap < (next.spaced ? BLANK_GAP : GAP) * em && next.box[0] > last.box[0] - 0.1 * em && gap > -0.7 * em
  );
}

/** One word of glyphs in their order. */
export function wordOf(glyphs: readonly Glyph[]): Word {
  return {
    glyphs,
    text: glyphs.map((glyph, at) => (at > 0 && glyph.spaced ? ` ${glyph.text}` : glyph.text)).join(''),
    box: around(glyphs.map(({ box }) => box)),
    em: commonEm([glyphs]),
    spaced: glyphs[0]?.spaced ?? false,
  };
}

/** The size of most of the characters of some words. */
function commonEm(words: readonly (readonly Glyph[])[]): number {
  const first = words[0]?.[0]?.em ?? 1;
  if (words.every((glyphs) => glyphs.every(({ em }) => em === first))) return first;
  const counts = new Map<number, number>();
  for (const glyphs of words) for (const { em } of glyphs) counts.set(em, (counts.get(em) ?? 0) + 1);
  return [...counts].reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}

/** Groups words by baseline, from top to bottom. The order in which a file writes them is not trusted. */
export function linesOf(words: readonly Word[]): Line[] {
  const sorted = [...words].sort((one, other) => middle(one) - middle(other));
  const groups: Word[][] = [];
  let at = 0;
  for (const word of sorted) {
    const group = groups.at(-1);
    if (group !== undefined && Math.abs(middle(word) - at) < 0.45 * Math.min(word.em, group[0]?.em ?? 0)) {
      group.push(word);
    } else if (group !== undefined && sharesBaseline(group, word)) {
      group.push(word);
    } else {
      groups.push([word]);
      at = middle(word);
    }
  }
  return groups.map(lineOf);
}

function sharesBaseline(group: readonly Word[], word: Word): boolean {
  const first = group[0];
  return (
    first !== undefined &&
    Math.abs(first.box[3] - 0.14 * first.em - (word.box[3] - 0.14 * word.em)) <
      0.2 * Math.min(first.em, word.em)
  );
}

function middle({ box }: Word): number {
  return (box[1] + box[3]) / 2;
}

export function lineOf(words: readonly Word[]): Line {
  const ordered = [...words].sort((one, other) => one.box[0] - other.box[0]);
  return {
    words: ordered,
    box: around(ordered.map(({ box }) => box)),
    em: commonEm(ordered.map(({ glyphs }) => glyphs)),
  };
}

/** Cuts a line where the gap between words is at least so many ems. */
export function cutLine(line: Line, ems: number): Line[] {
  const parts: Word[][] = [];
  let right = -Infinity;
  for (const word of line.words) {
    const part = parts.at(-1);
    if (part !== undefined && word.box[0] - right < ems * Math.min(word.em, line.em)) part.push(word);
    else parts.push([word]);
    right = Math.max(right, word.box[2]);
  }
  return parts.map(lineOf);
}

const ASCII_END = /[!-~]$/u;
const ASCII_START = /^[!-~]/u;

/** What stands between two words of one line: a blank where one is printed, or where room keeps texts apart. */
export function between(left: Word, right: Word): '' | ' ' {
  if (right.spaced) return ' ';
  const em = Math.max(left.em, right.em);
  const gap = right.box[0] - left.box[2];
  if (ASCII_END.test(left.text) && ASCII_START.test(right.text)) return gap >= 0.9 * GAP * em ? ' ' : '';
  // Single characters are only spread over their line.
  return gap >= 0.5 * em && left.glyphs.length > 2 && right.glyphs.length > 2 ? ' ' : '';
}

/** The text of a line, its words joined. */
export function lineText(line: Line): string {
  return line.words
    .map((word, at) => {
      const left = line.words[at - 1];
      return left === undefined ? word.text : between(left, word) + word.text;
    })
    .join('');
}

/** What stands between two lines of one text: nothing in Chinese, a blank between words of letters. */
export function betweenLines(upper: string, lower: string): '' | ' ' {
  return /[A-Za-z,;]$/u.test(upper) && /^[A-Za-z]/u.test(lower) ? ' ' : '';
}

/** A number as it is printed alone: grouped or not, with decimals, a sign or a per cent sign. */
export function isNumber(text: string): boolean {
  return /^[-－−(（]?[¥￥]?\d[\d,，]*(?:\. ?\d+)?[%％)）]?$/u.test(text);
}
