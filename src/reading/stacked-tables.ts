import type { Cell, Row, Table } from '../document/document.ts';
import { type Grid, type GridCell, gridOf } from './grid.ts';
import { compact, distinct } from './head.ts';
import { isCellValue } from './values.ts';

/** How the titles of tables end. */
const TITLE = /^(?=\D*(?:20\d{2})?\D*$).{4,60}表(?:[（(][^（）()]{0,12}[）)])?$/u;

/**
 * Tables that stand on each other without room between them, as one lattice: a row that is a title over the whole width,
 * below amounts and above headings, begins another table.
 */
export function splitStacked(table: Table): readonly Table[] {
  const grid = gridOf(table);
  const starts: number[] = [];
  let hasValues = false;
  grid.rows.forEach((_, index) => {
    if (hasValues && index >= table.head.length && isTitle(grid, index)) {
      starts.push(index);
      hasValues = false;
    }
    hasValues ||= hasValue(grid, index);
  });
  if (starts.length === 0) return [table];
  const rows = [...table.head, ...table.body];
  return [0, ...starts].map((from, position): Table => {
    const until = starts[position] ?? rows.length;
    const head = from === 0 ? table.head : [];
    const part = { ...table, head, body: rows.slice(from + head.length, until) };
    // What stands first may go on from the page before, with all its columns.
    if (position === 0) return withoutIdleColumns(part);
    return withoutBlankColumns({ ...part, id: `${table.id}-${position + 1}` });
  });
}

function isTitle(grid: Grid, index: number): boolean {
  if (grid.width < 2) return false;
  const [only, ...others] = distinct(grid.rows[index] ?? []).filter(({ text }) => text.trim() !== '');
  // Of tables that stand on each other, one may be wider: beside the narrower one the lattice is empty.
  if (only === undefined || others.length > 0 || only.rowspan > 1 || only.colspan * 2 <= grid.width)
    return false;
  if (!TITLE.test(compact(only.text))) return false;
  // A title stands over labels (of the unit, of the body) or headings; a row of a table has amounts below it.
  return !hasValue(grid, index + 1);
}

function hasValue(grid: Grid, index: number): boolean {
  return distinct(grid.rows[index] ?? []).some(({ text }) => /\d/u.test(text) && isCellValue(text));
}

/** A table without the columns in which no cell begins: rules of what stood above drew them. */
export function withoutIdleColumns(table: Table): Table {
  return keepColumns(table, () => true);
}

/** A table without the columns in which nothing begins but blank cells. */
function withoutBlankColumns(table: Table): Table {
  return keepColumns(table, ({ text }) => text.trim() !== '');
}

/** A table with the columns alone in which a cell begins that counts. */
function keepColumns(table: Table, counts: (cell: GridCell) => boolean): Table {
  const { rows, width } = gridOf(table);
  const isKept = Array.from({ length: width }, () => false);
  for (const row of rows)
    row.forEach((cell, column) => {
      if (cell !== undefined && cell.column === column && counts(cell)) isKept[column] = true;
    });
  if (isKept.every((kept) => kept)) return table;
  const kept = (from: number, colspan: number) =>
    isKept.slice(from, from + colspan).filter((one) => one).length;
  const narrowed = ({ cells, ...row }: Row, index: number): Row => {
    const starting = distinct(rows[index] ?? []).filter((one) => one.row === index);
    return {
      ...row,
      cells: cells.flatMap((cell, position): readonly Cell[] => {
        const { colspan = 1, ...rest } = cell;
        const span = kept(starting[position]?.column ?? 0, colspan);
        if (span === 0) return [];
        return [span > 1 ? { ...rest, colspan: span } : rest];
      }),
    };
  };
  const all = [...table.head, ...table.body].map(narrowed);
  return {
    ...table,
    widths: joinedWidths(table.widths, isKept),
    head: all.slice(0, table.head.length),
    body: all.slice(table.head.length),
  };
}

function joinedWidths(widths: readonly number[], isKept: readonly boolean[]): readonly number[] {
  const joined: number[] = [];
  widths.forEach((width, column) => {
    if (isKept[column] === true || joined.length === 0) joined.push(width);
    else joined[joined.length - 1] = (joined.at(-1) ?? 0) + width;
  });
  return joined;
}
