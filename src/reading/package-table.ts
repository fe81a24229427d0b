import type { Cell, Place, Table } from '../document/document.ts';
import type { Meter } from './package-limits.ts';

/** A cell as a reader finds it; cells covered by another's spans are left out of their rows. */
export interface FoundCell {
  readonly text: string;
  readonly colspan: number;
  readonly rowspan: number;
  readonly header?: boolean;
  readonly number?: Cell['number'];
  readonly place: Place;
}

/** No printed table has more; a span beyond it is an accident or an attack. */
export const MOST_COLUMNS = 1_000;

/**
 * A table of cells as they were found. Spans are cut to what is there: columns and rows in which no cell starts
 * belong to the ones before them, so that a title over a thousand columns of a table of five spans five.
 *
 * @returns undefined where there is no cell at all, or the meter refuses
 */
export function tableOf(
  id: string,
  found: readonly (readonly FoundCell[])[],
  meter: Meter,
): Table | undefined {
  const all = placeCells(found, meter);
  if (all === undefined) return undefined;
  const placed = withoutBlankEnd(all);
  const columns = places(placed.map(({ column }) => column));
  const rows = places(placed.map(({ row }) => row));
  const width = columns.count;
  const height = rows.count;
  if (width === 0 || !meter.spend('cells', width * height) || !meter.onTime()) return undefined;
  const body: Cell[][] = Array.from({ length: height }, () => []);
  for (const { cell, row, column } of placed) {
    const colspan = columns.upTo(column + cell.colspan) - columns.upTo(column);
    const rowspan = rows.upTo(row + cell.rowspan) - rows.upTo(row);
    body[rows.upTo(row)]?.push({
      text: cell.text,
      ...(colspan > 1 ? { colspan } : {}),
      ...(rowspan > 1 ? { rowspan } : {}),
      ...(cell.header === true ? { header: true } : {}),
      ...(cell.number === undefined ? {} : { number: cell.number }),
      ...(cell.text === '' ? {} : { place: cell.place }),
    });
  }
  return {
    type: 'table',
    id,
    widths: Array.from({ length: width }, () => 1),
    head: [],
    body: body.map((cells) => ({ cells })),
    notes: [],
  };
}

interface PlacedCell {
  readonly cell: FoundCell;
  readonly row: number;
  readonly column: number;
}

/** Gives every cell its column, as HTML lays tables out: the next that no cell above reaches into. */
function placeCells(found: readonly (readonly FoundCell[])[], meter: Meter): PlacedCell[] | undefined {
  const placed: PlacedCell[] = [];
  /** For each column the first row that no cell above reaches. */
  const free: number[] = [];
  for (const [row, cells] of found.entries()) {
    let column = 0;
    let looked = 0;
    for (const one of cells) {
      while ((free[column] ?? 0) > row) {
        column += 1;
        looked += 1;
      }
      const cell: FoundCell = {
        ...one,
        colspan: clamp(one.colspan, MOST_COLUMNS),
        rowspan: clamp(one.rowspan, found.length - row),
      };
      placed.push({ cell, row, column });
      const end = column + cell.colspan;
      for (; column < end; column += 1) free[column] = Math.max(free[column] ?? 0, row + cell.rowspan);
      looked += cell.colspan;
    }
    // What laying out costs counts as elements, and is given back: spans may be huge and rows many.
    if (!meter.spend('elements', looked)) return undefined;
    meter.release(looked);
    if (row % 1024 === 0 && !meter.onTime()) return undefined;
  }
  return placed;
}

/** Leaves out columns at the right in which nothing stands, and nothing reaches into. */
function withoutBlankEnd(placed: readonly PlacedCell[]): readonly PlacedCell[] {
  let end = 0;
  for (const { cell, column } of placed) {
    if (cell.text !== '' && column + cell.colspan > end) end = column + cell.colspan;
  }
  return end === 0 ? placed : placed.filter(({ column }) => column < end);
}

function clamp(span: number, most: number): number {
  return Number.isFinite(span) ? Math.min(Math.max(Math.trunc(span), 1), most) : 1;
}

/** Where things start, renumbered without gaps: `upTo(n)` is how many different starts lie before `n`. */
function places(starts: readonly number[]): { readonly count: number; upTo(index: number): number } {
  const sorted = [...new Set(starts)].sort((one, other) => one - other);
  const before: number[] = [];
  for (const [index, start] of sorted.entries()) {
    const previous = index === 0 ? -1 : (sorted[index - 1] ?? -1);
    for (let at = previous + 1; at <= start; at += 1) before[at] = index;
  }
  return { count: sorted.length, upTo: (index) => before[index] ?? sorted.length };
}
