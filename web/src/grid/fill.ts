import type { Range, Selection } from './selection.ts';

/** What a cell is to become; the row is counted from 0 and may be beyond the last one. */
export interface CellEdit {
  readonly row: number;
  readonly column: string;
  readonly to: string;
  /** What somebody saw who has typed for a while: the row may stand elsewhere by now, or hold something else. */
  readonly seen?: { readonly id: string; readonly text: string };
}

/** What a person does to a grid. */
export type GridEdit =
  | { readonly type: 'cells'; readonly cells: readonly CellEdit[] }
  | { readonly type: 'insert'; readonly at: number; readonly count: number }
  | { readonly type: 'delete'; readonly from: number; readonly to: number };

type TextAt = (row: number, column: string) => string;

/** The texts of a range, row by row. */
export function textsOf(
  { top, bottom, left, right }: Range,
  columns: readonly string[],
  textAt: TextAt,
): readonly (readonly string[])[] {
  const keys = columns.slice(left, right + 1);
  return Array.from({ length: bottom - top + 1 }, (_, index) => keys.map((key) => textAt(top + index, key)));
}

/**
 * Puts texts into a range from its upper left corner: as they are, or, where the range is a multiple of them, again and
 * again until it is full. What would stand to the right of the last column is left out; rows grow as needed.
 */
export function pasted(
  texts: readonly (readonly string[])[],
  range: Range,
  columns: readonly string[],
): readonly CellEdit[] {
  const high = texts.length;
  const wide = Math.max(...texts.map((row) => row.length));
  const times = (size: number, one: number) => (size % one === 0 ? size : one);
  const rows = times(range.bottom - range.top + 1, high);
  const across = times(range.right - range.left + 1, wide);
  return Array.from({ length: rows }, (_, down) => down).flatMap((down) =>
    Array.from({ length: across }, (_, right) => right).flatMap((right): CellEdit[] => {
      const to = texts[down % high]?.[right % wide];
      const column = columns[range.left + right];
      return to === undefined || column === undefined ? [] : [{ row: range.top + down, column, to }];
    }),
  );
}

/** The range pulled down (or up) to a row: its texts again and again, the way they follow each other. */
export function filled(
  range: Range,
  to: number,
  columns: readonly string[],
  textAt: TextAt,
): readonly CellEdit[] {
  const texts = textsOf(range, columns, textAt);
  const high = texts.length;
  const rows =
    to > range.bottom
      ? Array.from({ length: to - range.bottom }, (_, index) => range.bottom + 1 + index)
      : Array.from({ length: Math.max(0, range.top - to) }, (_, index) => to + index);
  return rows.flatMap((row) => {
    const from = texts[(((row - range.top) % high) + high) % high] ?? [];
    return from.flatMap((text, index): CellEdit[] => {
      const column = columns[range.left + index];
      return column === undefined ? [] : [{ row, column, to: text }];
    });
  });
}

/** Ctrl+D: the first row of a range in all its rows; of a single row the one above it. */
export function filledDown(range: Range, columns: readonly string[], textAt: TextAt): readonly CellEdit[] {
  const single = range.top === range.bottom;
  if (single && range.top === 0) return [];
  const top = single ? range.top - 1 : range.top;
  return filled({ ...range, top, bottom: top }, range.bottom, columns, textAt);
}

/** Empties a range. */
export function cleared(
  { top, bottom, left, right }: Range,
  columns: readonly string[],
): readonly CellEdit[] {
  return Array.from({ length: bottom - top + 1 }, (_, index) => top + index).flatMap((row) =>
    columns.slice(left, right + 1).map((column) => ({ row, column, to: '' })),
  );
}

/** What is chosen after texts were pasted into a range: all the cells that they went into. */
export function selectionOfPasted(
  texts: readonly (readonly string[])[],
  range: Range,
  columns: number,
): Selection {
  const high = Math.max(texts.length, range.bottom - range.top + 1);
  const wide = Math.max(...texts.map((row) => row.length), 1);
  return {
    anchor: { row: range.top, column: range.left },
    focus: {
      row: range.top + (high % texts.length === 0 ? high : texts.length) - 1,
      column: Math.min(columns - 1, range.left + Math.max(wide, range.right - range.left + 1) - 1),
    },
  };
}
