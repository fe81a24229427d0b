import { oncePer, remembering } from '../document/remember.ts';
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
/** A row with a code has no more words than this beside it: names of accounts, bodies, projects. */
const MOST_WORDS = 6;

/** A text without blanks, half-width: how headings and labels are compared. */
export const compact: (text: string) => string = remembering((text) =>
  text.normalize('NFKC').replace(/[\s\u200b-\u200d\u2060\ufeff]/gu, ''),
);

/**
 * Finds the heading of a table. It ends at a row of column numbers, or before the first row that says something: an
 * amount, a code, an enumerated label, a lone total, or a label that `isLabel` knows.
 */
export function headOf(grid: Grid, isLabel: (text: string) => boolean = () => false): Head {
  const numbering = grid.rows.findIndex((row, index) => index < MOST_HEAD_ROWS && isNumbering(row));
  let rows = numbering >= 0 ? numbering : grid.rows.findIndex((row) => isBody(row, isLabel));
  // Without any number the heading is what its own merged cells say, one row at least.
  if (rows < 0) rows = Math.max(1, ...distinct(grid.rows[0] ?? []).map((cell) => cell.rowspan));
  rows = Math.min(rows, MOST_HEAD_ROWS);
  const lines = grid.rows.slice(0, rows);
  const texts = lines.map((row) => textsAt(row, grid.width));
  // Where cells are merged, the format has kept every blank.
  const isMerged = lines.some((row) => row.some((cell) => cell !== undefined && isWide(cell)));
  const filled = fillMerged(isMerged ? texts : inSlots(texts));
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

function isWide({ colspan, rowspan }: GridCell): boolean {
  return colspan > 1 || rowspan > 1;
}

/** A number of a column, alone or with what it adds up: 1, (2), 1=2+3. */
const COLUMN_NUMBER = /^[(]?(\d{1,2})[)]?(?:=[\d+\-()]+)?$/u;

/** What stands in a row of column numbers where the column holds no amounts: 栏次, 甲, **. */
const NO_NUMBER = /^(?:[栏行列]次|[甲乙丙丁戊己]|\*+|[-—]+)$/u;

/** A row of column numbers: 1 2 3 …, beside one label at most, which sides may repeat (栏次). */
export const isNumbering: (row: readonly (GridCell | undefined)[]) => boolean = oncePer((row) => {
  const texts = distinct(row).flatMap((cell) => (cell.text.trim() === '' ? [] : [compact(cell.text)]));
  const numbers = texts.flatMap((text) => {
    const number = COLUMN_NUMBER.exec(text)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
  const labels = texts.filter((text) => !COLUMN_NUMBER.test(text));
  const isNamed = labels.length > 0 && labels.every((text) => NO_NUMBER.test(text));
  if (isNamed ? numbers.length === 0 : numbers.length < 2 || new Set(labels).size > 1) return false;
  if (!isNamed && labels.length > 1) return false;
  // Extraction may swap neighbours; a row of column numbers is 1 to n in any order. Columns of labels may have none.
  const sorted = [...numbers].sort((a, b) => a - b);
  const [first = 0] = sorted;
  const isLong = isNamed || numbers.length >= 4;
  return first <= (isLong ? 3 : 1) && sorted.every((number, index) => number === first + index);
});

/** The cells of a row, each once. */
export function distinct(row: readonly (GridCell | undefined)[]): readonly GridCell[] {
  return [...new Set(row.filter((cell) => cell !== undefined))];
}

const AMOUNT = /^[-−–]?(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+\.\s?\d+|0|\d+(?:,\s?\d{2})|[\d.,]*\.{3})[%％]?$/u;
const CODE = /^\d{3,}$/u;
const TOTAL = /^(?:合计|总计|小计|共计)$/u;

function isBody(row: readonly (GridCell | undefined)[], isLabel: (text: string) => boolean): boolean {
  const cells = distinct(row).filter((cell) => cell.text.trim() !== '');
  const texts = cells.map((cell) => compact(cell.text));
  const [first] = texts;
  if (first === undefined) return false;
  if (texts.some((text) => AMOUNT.test(text))) return true;
  // A lone number among many words is a heading that text recognition has spoilt.
  const words = texts.filter((text) => /\p{Script=Han}/u.test(text)).length;
  if (words <= MOST_WORDS && texts.some((text) => CODE.test(text) && !/^20\d\d$/u.test(text))) return true;
  if (texts.length === 1 && TOTAL.test(first)) return true;
  if (texts.length > 1 && TOTAL.test(first) && texts.every((text) => TOTAL.test(text))) return false;
  if (texts.some((text) => withoutEnumeration(text) !== text && !/^\d/u.test(text))) return true;
  return cells.every((cell) => cell.rowspan === 1) && texts.some(isLabel);
}

function textsAt(row: readonly (GridCell | undefined)[], width: number): readonly string[] {
  return Array.from({ length: width }, (_, c) => compact(row[c]?.text ?? ''));
}

/**
 * Headings of a lower row whose leading blanks were lost in extraction. The columns under merged headings are the only
 * ones that have a heading below; where a row prints just as many headings and not all stand there, they belong there
 * in order.
 */
function inSlots(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const mended: (readonly string[])[] = [];
  for (const row of rows) {
    const texts = row.filter((text) => text !== '');
    const ways = mended.length === 0 ? [] : [slotsUnder(mended, false), slotsUnder(mended, true)];
    const slots = ways.find((way) => way.length === texts.length) ?? [];
    const isElsewhere = row.some((text, column) => text !== '' && !slots.includes(column));
    if (slots.length === 0 || texts.length !== slots.length || !isElsewhere) mended.push(row);
    else mended.push(row.map((_, column) => texts[slots.indexOf(column)] ?? ''));
  }
  return mended;
}

/**
 * The columns of headings that are merged over several columns, by the blanks that follow them: those under one heading
 * of the row above, or `any`, where that row has lost a blank itself.
 */
function slotsUnder(rows: readonly (readonly string[])[], any: boolean): readonly number[] {
  const filled = fillMerged(rows, any ? 'any' : 'last');
  const lowest = (filled[0] ?? []).map((_, column) => {
    const depth = filled.findLastIndex((row) => (row[column] ?? '') !== '');
    return depth < 0 ? '' : `${depth} ${filled[depth]?.[column] ?? ''}`;
  });
  return lowest.flatMap((heading, column) =>
    heading !== '' && (heading === lowest[column - 1] || heading === lowest[column + 1]) ? [column] : [],
  );
}

/**
 * Headings merged over columns that a text format prints once: an empty position beside a heading belongs to it where
 * something stands below and the headings above are the same; `last` takes nothing below the last row for granted, nor
 * `any` the headings above it.
 */
function fillMerged(
  rows: readonly (readonly string[])[],
  lowest: 'last' | 'any' | 'below' = 'below',
): readonly (readonly string[])[] {
  const texts = rows.map((row) => [...row]);
  for (const [r, row] of texts.entries()) {
    for (let c = 1; c < row.length; c += 1) {
      const left = row[c - 1] ?? '';
      if (row[c] !== '' || left === '') continue;
      const below = texts.slice(r + 1);
      const hasBelow = below.some((lower) => (lower[c] ?? '') !== '');
      const leftHasBelow = below.some((lower) => (lower[c - 1] ?? '') !== '');
      const sameAbove = texts.slice(0, r).every((above) => (above[c] ?? '') === (above[c - 1] ?? ''));
      const isLast = lowest !== 'below' && (r === 0 || r === texts.length - 1);
      const isUnder = r === 0 || (texts[r - 1]?.[c] ?? '') !== '';
      const isMerged = isLast
        ? isUnder && (lowest === 'any' || sameAbove)
        : hasBelow && leftHasBelow && sameAbove;
      if (isMerged) row[c] = left;
    }
  }
  return texts;
}
