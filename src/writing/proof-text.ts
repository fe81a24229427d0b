import { bare, type Expected } from './proof-expect.ts';
import type { Difference } from './proof-print.ts';

/** Text between tables, held against what should stand there. */
export interface ComparedText {
  readonly differences: readonly Difference[];
  readonly pageNumbers: number;
}

/** Dots that lead to a page number, and the number. */
const LEADER = /[.…·．]*/uy;
const LONGEST_PAGE_NUMBER = 6;
/** So much of a text names it. */
const ENOUGH = 60;

/** Compares the text between two tables, without blanks, with the pieces of which it should consist, in order. */
export function compareText(expected: readonly Expected[], printed: string): ComparedText {
  const pieces = expected.flatMap(piecesOf).filter((piece) => piece.text !== '');
  const differences: Difference[] = [];
  let pageNumbers = 0;
  let at = 0;
  /** What should stand where something else does. */
  let pending = '';
  pieces.forEach((piece, index) => {
    const found = printed.startsWith(piece.text, at) ? at : nearest(printed, piece.text, at, pieces, index);
    if (found < 0) {
      pending += piece.text;
      return;
    }
    if (found > at || pending !== '') {
      differences.push(differenceOf(printed.slice(at, found), pending));
      pending = '';
    }
    at = found + piece.text.length;
    if (piece.leads) {
      const length = leaderLength(printed, at, pieces[index + 1]?.text ?? '');
      if (length > 0) pageNumbers += 1;
      at += length;
    }
  });
  if (at < printed.length || pending !== '') differences.push(differenceOf(printed.slice(at), pending));
  return { differences, pageNumbers };
}

interface Piece {
  readonly text: string;
  /** An entry of a contents, which dots and a page number may follow. */
  readonly leads: boolean;
}

function piecesOf(one: Expected): readonly Piece[] {
  switch (one.type) {
    case 'text':
      return [{ text: bare(one.text), leads: false }];
    case 'contents':
      return [
        { text: bare(one.title), leads: false },
        ...one.entries.map((entry) => ({ text: bare(entry), leads: true })),
      ];
    case 'table':
      return [];
  }
}

/** Where a piece stands farther on; nowhere where the piece after it comes first. */
function nearest(
  printed: string,
  text: string,
  from: number,
  pieces: readonly Piece[],
  index: number,
): number {
  const found = printed.indexOf(text, from);
  const next = pieces[index + 1];
  if (found < 0 || next === undefined) return found;
  const following = printed.indexOf(next.text, from);
  return following >= 0 && following < found ? -1 : found;
}

/** How many characters of dots and digits follow an entry, before the next one begins. */
function leaderLength(printed: string, at: number, next: string): number {
  LEADER.lastIndex = at;
  const dots = LEADER.exec(printed)?.[0].length ?? 0;
  for (let digits = 0; digits <= LONGEST_PAGE_NUMBER; digits += 1) {
    if (digits > 0 && !/\d/u.test(printed.charAt(at + dots + digits - 1))) break;
    if (next !== '' && printed.startsWith(next, at + dots + digits) && (dots === 0 || digits > 0))
      return dots + digits;
  }
  const number = /^\d*/u.exec(printed.slice(at + dots, at + dots + LONGEST_PAGE_NUMBER))?.[0] ?? '';
  return dots === 0 ? 0 : dots + number.length;
}

function differenceOf(printed: string, expected: string): Difference {
  // What both have in common at the beginning and at the end says nothing.
  let start = 0;
  while (start < printed.length && start < expected.length && printed[start] === expected[start]) start += 1;
  const context = Math.max(0, start - 12);
  return { printed: cut(printed.slice(context)), expected: cut(expected.slice(context)) };
}

function cut(text: string): string {
  return text.length > ENOUGH ? `${text.slice(0, ENOUGH)}…` : text;
}
