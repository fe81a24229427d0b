import type { Cell, Row, Table } from '../document/document.ts';
import { joinedOverPages } from './broken-rows.ts';
import type { FlowTable, Item, Line } from './flow.ts';
import { type Grid, type GridCell, gridOf } from './grid.ts';
import { compact, distinct, headOf, isNumbering } from './head.ts';
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
    const fresh = between.filter((line) => !isRepeated(compact(line.text), caption));
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

/** A label of a year or unit that a page may repeat without the others. */
const LABEL = /^(?:(?:预算|决算)?年度[:：]20\d{2}年?|(?:金额)?单位[:：](?:亿|万|千)?元)+$/u;

/** Whether a line says nothing that did not stand above the table before. */
function isRepeated(text: string, caption: ReadonlySet<string>): boolean {
  return (
    text === '' || caption.has(text) || (LABEL.test(text) && [...caption].some((one) => LABEL.test(one)))
  );
}

/** The two pieces as one table, or undefined where the second is a table of its own. */
function continued(first: FlowTable, second: FlowTable): FlowTable | undefined {
  const head = headOf(first.grid);
  const again = headOf(second.grid);
  const sameHead =
    again.rows > 0 && sameRows(first.grid, second.grid, Math.max(1, Math.min(head.rows, again.rows)));
  if (sameHead) {
    if (first.grid.width === second.grid.width)
      return joinRows(first, second.table, again.rows, again.numbering);
    return undefined;
  }
  const scraps = scrapsAbove(first.grid, second.grid, head.rows);
  if (scraps > 0) return joinRows(first, second.table, scraps + head.rows);
  if (first.grid.width === second.grid.width) {
    const isOther = again.rows > 0 && head.rows < first.grid.rows.length;
    if (isOther && startsWithHeadings(first.grid, head.rows, second.grid)) return undefined;
    const whole = isOther ? undefined : withRestOfHeadings(first, second.grid);
    return whole === undefined
      ? joinRows(first, second.table, 0)
      : joinRows(whole, second.table, 1, again.numbering);
  }
  const aligned = alignByBoxes(first.grid, second.grid);
  if (aligned === undefined) return undefined;
  const table: Table = { ...second.table, head: [], body: aligned };
  if (again.rows > 0 && startsWithHeadings(first.grid, head.rows, gridOf(table))) return undefined;
  return joinRows(first, table, 0);
}

/** Rows of scraps (a page number that extraction has torn) above a heading that comes again; 0 where there are none. */
function scrapsAbove(first: Grid, second: Grid, headRows: number): number {
  if (headRows === 0 || first.width !== second.width) return 0;
  for (let rows = 1; rows <= MOST_SCRAPS; rows += 1) {
    const below: Grid = { width: second.width, rows: second.rows.slice(rows) };
    if (sameRows(first, below, headRows)) return rows;
  }
  return 0;
}

const MOST_SCRAPS = 2;

/** Whether the first row of a piece says something over columns that hold numbers: then it is a heading. */
function startsWithHeadings(first: Grid, headRows: number, second: Grid): boolean {
  const row = second.rows.find((one) => textsOf(one).length > 0) ?? [];
  return row.some((cell, column) => {
    if (cell === undefined || cell.text.trim() === '' || isCellValue(cell.text)) return false;
    let isEmpty = true;
    for (let index = headRows; index < first.rows.length; index += 1) {
      const text = first.rows[index]?.[column]?.text.trim() ?? '';
      if (text !== '' && isCellValue(text)) return true;
      isEmpty &&= text === '';
    }
    return isEmpty;
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
      if (cell.place?.type !== 'page' || (cell.colspan ?? 1) > 1) return undefined;
      const [left, , right] = cell.place.box;
      const overlaps = columns.map((extent) =>
        extent === undefined ? 0 : Math.min(right, extent[1]) - Math.max(left, extent[0]),
      );
      const best = overlaps.indexOf(Math.max(...overlaps));
      if ((overlaps[best] ?? 0) <= 0 || best <= last) return undefined;
      for (let column = last + 1; column < best; column += 1) cells.push({ text: '' });
      cells.push(cell);
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

/** Whether headings are the same but for a cell or two that extraction has spoilt or put into another row. */
function sameRows(a: Grid, b: Grid, count: number): boolean {
  const first = a.rows.slice(0, count).flatMap(textsOf);
  const second = b.rows.slice(0, count).flatMap(textsOf);
  if (first.join('|') === second.join('|')) return true;
  const left = [...second];
  const shared = first.filter((text) => {
    const at = left.indexOf(text);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return first.length >= LEAST_HEADINGS && shared * 2 >= SAME_HEADINGS * (first.length + second.length);
}

const LEAST_HEADINGS = 5;
const SAME_HEADINGS = 0.85;

function textsOf(row: readonly (GridCell | undefined)[]): readonly string[] {
  return distinct(row)
    .map((cell) => compact(cell.text))
    .filter((text) => text !== '');
}

/** The row that numbers the columns again stays, so that its numbers are accounted for. */
function joinRows(first: FlowTable, second: Table, without: number, numbering?: number): FlowTable {
  const rows = [...second.head, ...second.body].filter((_, row) => row >= without || row === numbering);
  const at = numbering !== undefined && numbering < without ? 1 : 0;
  const whole = withRest(first, rows[at], rows[at + 1]);
  const upper = whole ?? first;
  const lower = whole === undefined ? rows : rows.filter((_, row) => row !== at);
  const table: Table = { ...upper.table, body: [...upper.table.body, ...lower] };
  return { type: 'table', table, grid: below(upper.grid, gridOf({ head: [], body: lower })) };
}

/**
 * Headings that the end of a page has broken, whole: 科目编 with 码 on the next page. The rest is a row that says nothing
 * itself and stands below headings of one column each; undefined where it does not.
 */
function withRestOfHeadings({ table, grid }: FlowTable, second: Grid): FlowTable | undefined {
  const [row = []] = second.rows;
  if (isNumbering(row) || headOf(second).rows === 0) return undefined;
  const rests = distinct(row).filter(({ text }) => text.trim() !== '');
  const above = rests.map(({ column }) => grid.rows.at(-1)?.[column]);
  const isRest = rests.every((rest, index) => {
    const upper = above[index];
    return rest.rowspan === 1 && rest.colspan === 1 && upper?.colspan === 1 && upper.text.trim() !== '';
  });
  if (rests.length === 0 || !isRest) return undefined;
  const changed = new Map(
    rests.map(({ text }, index) => {
      const cell = above[index]?.cell;
      return [cell, { ...cell, text: `${cell?.text ?? ''}${text}` }] as const;
    }),
  );
  const mended = (rows: readonly Row[]) =>
    rows.map(({ cells, ...one }): Row => ({ ...one, cells: cells.map((cell) => changed.get(cell) ?? cell) }));
  const whole = { ...table, head: mended(table.head), body: mended(table.body) };
  return { type: 'table', table: whole, grid: gridOf(whole) };
}

/** A table whose last row goes on in the first of the next page, as one row; undefined where it does not. */
function withRest({ table, grid }: FlowTable, rest: Row | undefined, next: Row | undefined) {
  const last = table.body.at(-1);
  const cells = distinct(grid.rows.at(-1) ?? []);
  const isPlain = cells.length === last?.cells.length && cells.every(({ rowspan }) => rowspan === 1);
  const whole =
    rest !== undefined && last !== undefined && isPlain ? joinedOverPages(last, rest, next) : undefined;
  if (whole === undefined) return undefined;
  const changed = new Map(
    cells.map((one, index): [GridCell, GridCell] => {
      const cell = whole.cells[index] ?? one.cell;
      return [one, { ...one, cell, text: cell.text }];
    }),
  );
  const row = grid.rows.at(-1)?.map((one) => (one === undefined ? undefined : changed.get(one)));
  const joined: FlowTable = {
    type: 'table',
    table: { ...table, body: [...table.body.slice(0, -1), whole] },
    grid: { ...grid, rows: [...grid.rows.slice(0, -1), row ?? []] },
  };
  return joined;
}

/** Two grids as one; nothing reaches from the first into the second, as they stand on two pages. */
function below(first: Grid, second: Grid): Grid {
  const width = Math.max(first.width, second.width);
  const wide = (row: Grid['rows'][number]) =>
    row.length === width ? row : Array.from({ length: width }, (_, column) => row[column]);
  const moved = new Map<GridCell, GridCell>();
  const down = (cell: GridCell | undefined) => {
    if (cell === undefined) return undefined;
    const known = moved.get(cell);
    if (known !== undefined) return known;
    const made = { ...cell, row: cell.row + first.rows.length };
    moved.set(cell, made);
    return made;
  };
  return { width, rows: [...first.rows.map(wide), ...second.rows.map((row) => wide(row.map(down)))] };
}
