import type { Cell, Table } from '../document/document.ts';

/** A cell in its table: where it starts, how far it reaches. */
export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowspan: number;
  readonly colspan: number;
  /** As it stands, line breaks and all. */
  readonly text: string;
  readonly cell: Cell;
}

/** A table as a rectangle: at every position the cell that covers it, merged cells at all of theirs. */
export interface Grid {
  readonly width: number;
  readonly rows: readonly (readonly (GridCell | undefined)[])[];
}

/** Lays a table out, heading rows first. Positions that no cell covers are undefined. */
export function gridOf(table: Pick<Table, 'head' | 'body'>): Grid {
  const rows: (GridCell | undefined)[][] = [];
  const all = [...table.head, ...table.body];
  all.forEach(({ cells }, row) => {
    let column = 0;
    const own = rowAt(rows, row);
    for (const cell of cells) {
      while (own[column] !== undefined) column += 1;
      const { colspan = 1, rowspan = 1, text } = cell;
      const height = Math.min(rowspan, all.length - row);
      const placed: GridCell = { row, column, rowspan: height, colspan, text, cell };
      for (let r = row; r < row + height; r += 1) {
        const line = rowAt(rows, r);
        for (let c = column; c < column + colspan; c += 1) line[c] ??= placed;
      }
      column += colspan;
    }
  });
  // Not by Math.max(...): a table may have more rows than a call can have arguments.
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  return { width, rows: rows.map((row) => Array.from({ length: width }, (_, column) => row[column])) };
}

function rowAt(rows: (GridCell | undefined)[][], index: number): (GridCell | undefined)[] {
  const known = rows[index];
  if (known !== undefined) return known;
  const made: (GridCell | undefined)[] = [];
  rows[index] = made;
  return made;
}
