import type { Cell, Row } from '../document/document.ts';

/** A cell at its place in the grid. A merged cell has a slot in each row it covers. */
export interface Slot {
  readonly cell: Cell;
  /** Counted from 0. */
  readonly column: number;
  readonly colspan: number;
  /** Rows from this one downwards, this one included. */
  readonly rowspan: number;
  /** Covered from the row above: the text stands there. */
  readonly continued: boolean;
}

/** A row of slots that together cover every column once. */
export interface GridRow {
  readonly row: Row;
  readonly slots: readonly Slot[];
}

const NOTHING: Cell = { text: '' };

/**
 * Places the cells of rows that leave out what spans cover (as in HTML) on a full grid, as Word and Excel
 * want them. Short rows are filled with empty cells, spans end with the rows.
 *
 * @throws RangeError where a row has more cells than columns: dropping one would lose a number.
 */
export function layGrid(rows: readonly Row[], columns: number): readonly GridRow[] {
  let above: readonly Slot[] = [];
  return rows.map((row, index) => {
    const slots = layRow(row, above, columns, rows.length - index);
    above = slots;
    return { row, slots };
  });
}

function layRow(row: Row, above: readonly Slot[], columns: number, rowsLeft: number): readonly Slot[] {
  const covered = new Map<number, Slot>();
  for (const slot of above) if (slot.rowspan > 1) covered.set(slot.column, slot);
  const slots: Slot[] = [];
  let next = 0;
  for (let column = 0; column < columns; ) {
    const from = covered.get(column);
    const slot =
      from === undefined
        ? startSlot(row.cells[next++] ?? NOTHING, column, rowsLeft)
        : { ...from, rowspan: from.rowspan - 1, continued: true };
    const end = column + slot.colspan;
    if (end > columns || overlaps(covered, column + 1, end)) {
      throw new RangeError(
        `The cell "${slot.cell.text}" spans beyond its column ${column + 1} of ${columns}`,
      );
    }
    slots.push(slot);
    column = end;
  }
  if (next < row.cells.length) {
    throw new RangeError(`The row "${row.cells[0]?.text ?? ''}" has more cells than its ${columns} columns`);
  }
  return slots;
}

function startSlot(cell: Cell, column: number, rowsLeft: number): Slot {
  return {
    cell,
    column,
    colspan: cell.colspan ?? 1,
    rowspan: Math.min(cell.rowspan ?? 1, rowsLeft),
    continued: false,
  };
}

function overlaps(covered: ReadonlyMap<number, Slot>, from: number, to: number): boolean {
  for (let column = from; column < to; column += 1) if (covered.has(column)) return true;
  return false;
}

/** How a cell is aligned where it does not say: numbers right, labels of rows and columns centred, text left. */
export function alignmentOf(cell: Cell, inHead: boolean): 'left' | 'center' | 'right' {
  if (cell.align !== undefined) return cell.align;
  if (cell.number !== undefined) return 'right';
  return inHead || cell.header === true ? 'center' : 'left';
}
