import type { Cell, Row, Table } from '../document/document.ts';
import { layGrid } from '../writing/grid.ts';

/** A cell of a table at its place, rows of heading and body counted together. */
export interface Piece {
  readonly row: number;
  readonly column: number;
  readonly rowspan: number;
  readonly colspan: number;
  readonly cell: Cell;
}

/** A table as pieces that can be moved: what variations are made of. */
export interface Pieces {
  readonly width: number;
  readonly rows: number;
  /** So many rows are headings. */
  readonly head: number;
  readonly pieces: readonly Piece[];
}

export function piecesOf({ head, body, widths }: Table): Pieces {
  const grid = [...layGrid(head, widths.length), ...layGrid(body, widths.length)];
  const pieces = grid.flatMap(({ slots }, row) =>
    slots.flatMap(({ cell, column, colspan, rowspan, continued }) =>
      continued ? [] : [{ row, column, rowspan, colspan, cell }],
    ),
  );
  return { width: widths.length, rows: grid.length, head: head.length, pieces };
}

/** The table with other cells; all columns are equally wide where their number has changed. */
export function tableWith(table: Table, { width, rows, head, pieces }: Pieces): Table {
  const lines: Row[] = Array.from({ length: rows }, (_, row) => ({
    cells: pieces
      .filter((piece) => piece.row === row)
      .sort((a, b) => a.column - b.column)
      .map(({ cell, rowspan, colspan }) => ({ ...cell, rowspan, colspan })),
  }));
  const widths = width === table.widths.length ? table.widths : Array.from({ length: width }, () => 1);
  return { ...table, widths, head: lines.slice(0, head), body: lines.slice(head) };
}

export function mapCells(table: Table, change: (cell: Cell, isHead: boolean) => Cell): Table {
  const rowsOf = (rows: readonly Row[], isHead: boolean) =>
    rows.map((row) => ({ ...row, cells: row.cells.map((cell) => change(cell, isHead)) }));
  return { ...table, head: rowsOf(table.head, true), body: rowsOf(table.body, false) };
}

/** Rows above all others; each is a list of cells that together are as wide as the table. */
export function withRowsAbove(pieces: Pieces, rows: readonly (readonly Cell[])[]): Pieces {
  const added = rows.flatMap((cells, row) => {
    let column = 0;
    return cells.map((cell) => {
      const piece: Piece = { row, column, rowspan: 1, colspan: cell.colspan ?? 1, cell };
      column += piece.colspan;
      return piece;
    });
  });
  const moved = pieces.pieces.map((piece) => ({ ...piece, row: piece.row + rows.length }));
  return {
    width: pieces.width,
    rows: pieces.rows + rows.length,
    head: pieces.head + rows.length,
    pieces: [...added, ...moved],
  };
}

/** An empty column before another. */
export function withEmptyColumn(pieces: Pieces, before: number): Pieces {
  const moved = pieces.pieces.map((piece) =>
    piece.column >= before
      ? { ...piece, column: piece.column + 1 }
      : piece.column + piece.colspan > before
        ? { ...piece, colspan: piece.colspan + 1 }
        : piece,
  );
  const taken = (row: number) =>
    moved.some(
      (piece) =>
        piece.row <= row &&
        row < piece.row + piece.rowspan &&
        piece.column <= before &&
        before < piece.column + piece.colspan,
    );
  const added = Array.from({ length: pieces.rows }, (_, row) => row)
    .filter((row) => !taken(row))
    .map((row): Piece => ({ row, column: before, rowspan: 1, colspan: 1, cell: { text: '' } }));
  return { ...pieces, width: pieces.width + 1, pieces: [...moved, ...added] };
}

/** Without a column; what spans it becomes narrower. */
export function withoutColumn(pieces: Pieces, column: number): Pieces {
  return {
    ...pieces,
    width: pieces.width - 1,
    pieces: pieces.pieces.flatMap((piece) => {
      const end = piece.column + piece.colspan;
      if (piece.column > column) return [{ ...piece, column: piece.column - 1 }];
      if (end <= column) return [piece];
      return piece.colspan === 1 ? [] : [{ ...piece, colspan: piece.colspan - 1 }];
    }),
  };
}

/** A column as several: each body cell becomes what `split` makes of it, under a heading row of its own. */
export function withSplitColumn(
  pieces: Pieces,
  column: number,
  headings: readonly string[],
  split: (text: string) => readonly string[],
): Pieces {
  const more = headings.length - 1;
  const isNumber = ({ row, cell }: Piece) => row === pieces.head - 1 && /^(?:\d{1,2}|栏次)$/u.test(cell.text);
  // The row of column numbers is the last of the heading.
  const isNumbered = pieces.pieces.filter(isNumber).length > 2;
  const head = isNumbered ? pieces.head - 1 : pieces.head;
  const moved = pieces.pieces.flatMap((piece): readonly Piece[] => {
    const isHead = piece.row < head;
    const isSpread = isHead || piece.row < pieces.head || piece.colspan > 1;
    const down = isHead ? 0 : 1;
    const own = { ...piece, row: piece.row + down };
    const isLowest = isHead && piece.row + piece.rowspan === head;
    const isIn = piece.column <= column && column < piece.column + piece.colspan;
    if (!isIn) {
      const column_ = piece.column > column ? piece.column + more : piece.column;
      return [{ ...own, column: column_, rowspan: piece.rowspan + (isLowest ? 1 : 0) }];
    }
    if (isSpread) return [{ ...own, colspan: piece.colspan + more }];
    const texts = split(piece.cell.text);
    return headings.map((_, index) => ({
      ...own,
      column: column + index,
      cell: { ...piece.cell, text: texts[index] ?? '' },
    }));
  });
  const added = headings.map(
    (text, index): Piece => ({ row: head, column: column + index, rowspan: 1, colspan: 1, cell: { text } }),
  );
  return {
    width: pieces.width + more,
    rows: pieces.rows + 1,
    head: pieces.head + 1,
    pieces: [...moved, ...added],
  };
}

/** A row of the body at the end; undefined where merged cells hold it. */
export function withRowLast(pieces: Pieces, row: number): Pieces | undefined {
  const isHeld = pieces.pieces.some(
    (piece) => piece.rowspan > 1 && piece.row <= row && row < piece.row + piece.rowspan,
  );
  if (isHeld) return undefined;
  return {
    ...pieces,
    pieces: pieces.pieces.map((piece) =>
      piece.row === row
        ? { ...piece, row: pieces.rows - 1 }
        : piece.row > row
          ? { ...piece, row: piece.row - 1 }
          : piece,
    ),
  };
}

/** An empty row of the body before another; undefined where merged cells hold it. */
export function withEmptyRow(pieces: Pieces, before: number): Pieces | undefined {
  const isHeld = pieces.pieces.some((piece) => piece.row < before && before < piece.row + piece.rowspan);
  if (isHeld) return undefined;
  const empty = Array.from(
    { length: pieces.width },
    (_, column): Piece => ({ row: before, column, rowspan: 1, colspan: 1, cell: { text: '' } }),
  );
  return {
    ...pieces,
    rows: pieces.rows + 1,
    pieces: [
      ...pieces.pieces.map((piece) => (piece.row >= before ? { ...piece, row: piece.row + 1 } : piece)),
      ...empty,
    ],
  };
}

/** The body cells that stand alone in a column. */
export function bodyOf({ pieces, head }: Pieces, column: number): readonly Piece[] {
  return pieces.filter((piece) => piece.row >= head && piece.column === column && piece.colspan === 1);
}
