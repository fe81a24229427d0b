import type { Grid, GridCell } from './grid.ts';
import { withoutEnumeration } from './phrase.ts';

/** The heading of a table: how many rows it takes, and for every column the headings above it, the outermost first. */
export interface Head {
  readonly rows: number;
  readonly paths: readonly (readonly string[])[];
  /** The row of column numbers (1 2 3 …), where there is one. */
  readonly numbering?: number;
}

const MOST_HEAD_ROWS = 8;

/** A text without blanks, half-width: how headings and labels are compared. */
export function compact(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b-\u200d\u2060\ufeff]/gu, '');
}

/**
 * Finds the heading of a table. It ends at a row of column numbers, or before the first row that says something: an
 * amount, a code, an enumerated label, a lone total, or a label that `isLabel` knows.
 */
export function headOf(grid: Grid, isLabel: (text: string) => boolean = () => false): Head {
  const numbering = grid.rows.findIndex((row, index) => index < MOST_HEAD_ROWS && isNumbering(row));
  let rows = numbering >= 0 ? numbering : grid.rows.findIndex((row) => isBody(row, isLabel));
  if (rows < 0) rows = Math.min(grid.rows.length, MOST_HEAD_ROWS);
  rows = Math.min(rows, MOST_HEAD_ROWS);
  const lines = grid.rows.slice(0, rows);
  const filled = fillMerged(lines, grid.width);
  const paths = Array.from({ length: grid.width }, (_, column) => {
    const path: string[] = [];
    let last: string | undefined;
    for (const line of filled) {
      const text = line[column] ?? '';
      if (text !== '' && text !== last) path.push(text);
      if (text !== '') last = text;
    }
    return path;
  });
  return { rows: numbering >= 0 ? numbering + 1 : rows, paths, ...(numbering >= 0 ? { numbering } : {}) };
}

/** A row of column numbers: 1 2 3 …, after a label at most. */
export function isNumbering(row: readonly (GridCell | undefined)[]): boolean {
  const texts = distinct(row).flatMap((cell) => (cell.text.trim() === '' ? [] : [compact(cell.text)]));
  const numbers = texts.filter((text) => /^\d{1,2}$/u.test(text)).map(Number);
  if (numbers.length < 2 || texts.length - numbers.length > 1) return false;
  // Extraction may swap neighbours; a row of column numbers is 1 to n in any order.
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted.every((number, index) => number === index + 1);
}

/** The cells of a row, each once. */
export function distinct(row: readonly (GridCell | undefined)[]): readonly GridCell[] {
  return [...new Set(row.filter((cell) => cell !== undefined))];
}

const AMOUNT = /^[-−–]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\s?\d+|0|\d+(?:,\s?\d{2}))[%％]?$/u;
const CODE = /^\d{3,}$/u;
const TOTAL = /^(?:合计|总计|小计|共计)$/u;

function isBody(row: readonly (GridCell | undefined)[], isLabel: (text: string) => boolean): boolean {
  const cells = distinct(row).filter((cell) => cell.text.trim() !== '');
  const texts = cells.map((cell) => compact(cell.text));
  const [first] = texts;
  if (first === undefined) return false;
  if (texts.some((text) => AMOUNT.test(text) || (CODE.test(text) && !/^20\d\d$/u.test(text)))) return true;
  if (texts.length === 1 && TOTAL.test(first)) return true;
  if (texts.length > 1 && TOTAL.test(first) && texts.every((text) => TOTAL.test(text))) return false;
  if (texts.some((text) => withoutEnumeration(text) !== text && !/^\d/u.test(text))) return true;
  return cells.every((cell) => cell.rowspan === 1) && texts.some(isLabel);
}

/**
 * Headings merged over columns that a text format prints once: an empty position beside a heading belongs to it where
 * something stands below and the headings above are the same.
 */
function fillMerged(
  rows: readonly (readonly (GridCell | undefined)[])[],
  width: number,
): readonly (readonly string[])[] {
  const texts = rows.map((row) => Array.from({ length: width }, (_, c) => compact(row[c]?.text ?? '')));
  for (const [r, row] of texts.entries()) {
    for (let c = 1; c < width; c += 1) {
      const left = row[c - 1] ?? '';
      if (row[c] !== '' || left === '') continue;
      const hasBelow = texts.slice(r + 1).some((below) => (below[c] ?? '') !== '');
      const leftHasBelow = texts.slice(r + 1).some((below) => (below[c - 1] ?? '') !== '');
      const sameAbove = texts.slice(0, r).every((above) => (above[c] ?? '') === (above[c - 1] ?? ''));
      if (hasBelow && leftHasBelow && sameAbove) row[c] = left;
    }
  }
  return texts;
}
