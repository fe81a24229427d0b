import { isNumbering } from './head.ts';
import type { Box } from './pdf-geometry.ts';
import { isNumber } from './pdf-words.ts';

/** From where to where something reaches across the page. */
export type Extent = readonly [number, number];

/** A stretch of text that stands apart from its neighbours on its line; `source` is what its reader made it of. */
export interface Part<Source> {
  readonly text: string;
  readonly box: Box;
  readonly source: Source;
}

/** What stands on one height, from left to right. */
export interface PartLine<Source> {
  readonly parts: readonly Part<Source>[];
  readonly box: Box;
  /** The height of its characters. */
  readonly em: number;
}

/** A number, or what stands for none: a dash, or words in brackets of their own. */
export function isFigure(text: string): boolean {
  return isNumber(text) || /^(?:[-－—–―]{1,2}|〔[^〔〕]{1,8}〕)$/u.test(text);
}

export function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text) && !isFigure(text);
}

export function extentOf({ box }: { readonly box: Box }): Extent {
  return [box[0], box[2]];
}

/** Halfway down. */
export function heightOf({ box }: { readonly box: Box }): number {
  return (box[1] + box[3]) / 2;
}

export function middleOf([from, to]: Extent): number {
  return (from + to) / 2;
}

/** How far two extents are apart; negative where they share some of the width. */
export function apart(one: Extent, other: Extent): number {
  return Math.max(one[0], other[0]) - Math.min(one[1], other[1]);
}

/** Dots that lead to the number of a page: a line of a table of contents. */
const LEADER = /(?:[.…·．]\s*){5,}\d+\s*$/u;

/** Whether parts stand apart on a line and one of them is a number. */
export function isData({ parts }: PartLine<unknown>): boolean {
  return (
    parts.length > 1 &&
    parts.some(({ text }) => isFigure(text)) &&
    !LEADER.test(parts.map(({ text }) => text).join(' '))
  );
}

/** Whether a line numbers the columns of a table. */
export function numbersColumns({ parts }: PartLine<unknown>): boolean {
  if (parts.some(({ text }) => /\d[.,]\d/u.test(text))) return false;
  return isNumbering(
    parts.map(({ text }, column) => ({ row: 0, column, rowspan: 1, colspan: 1, text, cell: { text } })),
  );
}
