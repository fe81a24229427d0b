import type { Cell, Row, Table } from '../document/document.ts';
import type { FlowTable, Item, Line } from './flow.ts';
import { type Grid, type GridCell, gridOf } from './grid.ts';
import { compact, distinct, headOf } from './head.ts';
import { isCellValue } from './values.ts';

/**
 * Joins the pieces of tables that run over pages: a piece follows with nothing between but lines that stood above the
 * table before, and has the same headings, or no heading of its own and as many columns.
 */
export function joinPieces(items: readonly Item[]): readonly Item[] {
  const joined: Item[] = [];
  /** Lines above the last table, by which a repeated caption is recognised. */
  let caption = new Set<string>();
  let last: { index: number; table: FlowTable } | undefined;
  let between: Line[] = [];
  for (const item of items) {
    if (item.type === 'line') {
      between.push(item);
      joined.push(item);
      continue;
    }
    const fresh = between.filter((line) => compact(line.text) !== '' && !caption.has(compact(line.text)));
    const whole = last === undefined || fresh.length > 0 ? undefined : continued(last.table, item);
    if (last !== undefined && whole !== undefined) {
      joined.splice(last.index, 1, whole);
      last = { index: last.index, table: whole };
      // The repeated caption is no text of the narrative; it says nothing new.
      joined.length -= between.length;
    } else {
      caption = new Set(between.slice(-8).map((line) => compact(line.text)));
      last = { index: joined.length, table: item };
      joined.push(item);
    }
    between = [];
  }
  return joined;
}

/** The two pieces as one table, or undefined where the second is a table of its own. */
function continued(first: FlowTable, second: FlowTable): FlowTable | undefined {
  const head = headOf(first.grid);
  const again = headOf(second.grid);
  const sameHead =
    again.rows > 0 && sameRows(first.grid, second.grid, Math.max(1, Math.min(head.rows, again.rows)));
  if (sameHead) {
    if (first.grid.width === second.grid.width) return joinRows(first, second.table, again.rows);
    return undefined;
  }
  if (again.rows > 0 && startsWithHeadings(first.grid, head.rows, second.grid)) return undefined;
  if (first.grid.width === second.grid.width) return joinRows(first, second.table, 0);
  const aligned = alignByBoxes(first.grid, second.grid);
  return aligned === undefined ? undefined : joinRows(first, { ...second.table, head: [], body: aligned }, 0);
}

/** Whether the first row of a piece says something over columns that hold numbers: then it is a heading. */
function startsWithHeadings(first: Grid, headRows: number, second: Grid): boolean {
  if (first.width !== second.width) return true;
  const row = second.rows[0] ?? [];
  return row.some((cell, column) => {
    if (cell === undefined || cell.text.trim() === '' || isCellValue(cell.text)) return false;
    const body = first.rows.slice(headRows).flatMap((one) => (one[column]?.text ?? '').trim() || []);
    return body.length === 0 || body.some((text) => isCellValue(text));
  });
}

/**
 * Rows of a piece whose columns were drawn otherwise (a last line of totals alone on its page), put under the columns
 * of the table where they stand on the page; undefined where that is not clear.
 */
function alignByBoxes(first: Grid, second: Grid): readonly Row[] | undefined {
  const columns = Array.from({ length: first.width }, (_, column) => extentOf(first, column));
  const rows: Row[] = [];
  for (const row of second.rows) {
    const cells: Cell[] = [];
    let last = -1;
    for (const { cell, text } of distinct(row)) {
      if (text.trim() === '') continue;
      if (cell.place?.type !== 'page') return undefined;
      const [left, , right] = cell.place.box;
      const overlaps = columns.map((extent) =>
        extent === undefined ? 0 : Math.min(right, extent[1]) - Math.max(left, extent[0]),
      );
      const best = overlaps.indexOf(Math.max(...overlaps));
      if ((overlaps[best] ?? 0) <= 0 || best <= last) return undefined;
      for (let column = last + 1; column < best; column += 1) cells.push({ text: '' });
      cells.push({ ...cell, colspan: 1 });
      last = best;
    }
    rows.push({ cells });
  }
  return rows.length > 0 && rows.some((row) => row.cells.length > 0) ? rows : undefined;
}

/** From where to where the texts of a column stand across the page. */
function extentOf(grid: Grid, column: number): readonly [number, number] | undefined {
  let extent: [number, number] | undefined;
  for (const row of grid.rows) {
    const cell = row[column];
    if (cell === undefined || cell.colspan > 1 || cell.cell.place?.type !== 'page' || cell.text === '')
      continue;
    const [left, , right] = cell.cell.place.box;
    extent = extent === undefined ? [left, right] : [Math.min(extent[0], left), Math.max(extent[1], right)];
  }
  return extent;
}

function sameRows(a: Grid, b: Grid, count: number): boolean {
  for (let row = 0; row < count; row += 1) {
    if (textsOf(a.rows[row]) !== textsOf(b.rows[row])) return false;
  }
  return true;
}

function textsOf(row: readonly (GridCell | undefined)[] | undefined): string {
  return distinct(row ?? [])
    .map((cell) => compact(cell.text))
    .filter((text) => text !== '')
    .join('|');
}

function joinRows(first: FlowTable, second: Table, without: number): FlowTable {
  const rows = [...second.head, ...second.body].slice(without);
  const table: Table = { ...first.table, body: [...first.table.body, ...rows] };
  return { type: 'table', table, grid: gridOf(table) };
}
