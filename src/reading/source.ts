import type { Document, Place } from '../document/document.ts';
import type { Problem } from '../messages/problem.ts';

/** The kinds of file that can be read. */
export type Format = 'pdf' | 'docx' | 'xlsx' | 'xls' | 'html' | 'text';

/**
 * A file as its reader found it: what is printed, in reading order, with the place of everything; and apart from
 * it what is in the file but not part of the text. Knows nothing of budgets.
 *
 * Tables are as they stand: one table a page, nothing joined, all rows in `body` with spans where cells are merged,
 * a place on every cell that has text. Captions, units and notes are paragraphs before and after.
 */
export interface Source {
  readonly format: Format;
  /** Pages of a PDF, sheets of a workbook; 1 for formats that flow. */
  readonly pages: number;
  readonly document: Document;
  readonly asides: readonly Aside[];
  /** Whom its properties name; formats without properties have none. */
  readonly properties?: readonly FileProperty[];
  /** What people should know: tracked changes, hidden rows, pages without text. Only warnings. */
  readonly problems: readonly Problem[];
}

/**
 * Text that is in the file and not in the flow of the page: a page number, a header or footer that repeats,
 * text clipped away, painted over or otherwise hidden, what text recognition laid over the picture of a page, a deletion
 * of tracked changes.
 */
export interface Aside {
  readonly kind: 'pageNumber' | 'running' | 'hidden' | 'recognised' | 'deleted' | 'comment';
  readonly text: string;
  readonly place: Place;
}

/** A name in the properties of a file, or beside its comments: nothing that is printed, and published with the file. */
export interface FileProperty {
  readonly name: 'author' | 'lastModifiedBy' | 'manager' | 'commentedBy';
  readonly value: string;
}

/** What reading one file may cost at most. */
export interface Limits {
  /** Bytes of the file itself. */
  readonly bytes: number;
  /** Bytes of what it unpacks to. */
  readonly unpackedBytes: number;
  readonly pages: number;
  /** Cells of all tables together. */
  readonly cells: number;
  /** Characters of all text together. */
  readonly characters: number;
  /** Elements inside elements. */
  readonly depth: number;
  /** Milliseconds. */
  readonly time: number;
}

export const DEFAULT_LIMITS: Limits = {
  bytes: 100 * 2 ** 20,
  unpackedBytes: 500 * 2 ** 20,
  pages: 5_000,
  cells: 2_000_000,
  characters: 20_000_000,
  depth: 200,
  time: 120_000,
};
