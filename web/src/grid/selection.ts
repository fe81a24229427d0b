/** A cell by its row and column, both from 0. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

/** A range between two corners: it grows by moving `focus`. */
export interface Selection {
  readonly anchor: Spot;
  readonly focus: Spot;
  /** The cell that is edited, where Tab and Enter have walked on from `anchor`. */
  readonly active?: Spot;
}

export interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** How far one can go, and which cells hold something. */
export interface Field {
  readonly rows: number;
  readonly columns: number;
  readonly isFilled: (spot: Spot) => boolean;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

const STEPS: Readonly<Record<Direction, Spot>> = {
  up: { row: -1, column: 0 },
  down: { row: 1, column: 0 },
  left: { row: 0, column: -1 },
  right: { row: 0, column: 1 },
};

/** The cell that is edited. */
export function activeOf({ anchor, active }: Selection): Spot {
  return active ?? anchor;
}

/** One cell alone. */
export function only(spot: Spot): Selection {
  return { anchor: spot, focus: spot };
}

export function rangeOf({ anchor, focus }: Selection): Range {
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(anchor.column, focus.column),
    right: Math.max(anchor.column, focus.column),
  };
}

export function isSingle({ anchor, focus }: Selection): boolean {
  return anchor.row === focus.row && anchor.column === focus.column;
}

/** The nearest cell that there is. */
export function within({ row, column }: Spot, { rows, columns }: Pick<Field, 'rows' | 'columns'>): Spot {
  return {
    row: Math.max(0, Math.min(row, rows - 1)),
    column: Math.max(0, Math.min(column, columns - 1)),
  };
}

/** Where an arrow key leads: one step, or with Ctrl to the edge of what is filled, as in a spreadsheet. */
export function stepFrom(spot: Spot, direction: Direction, toEdge: boolean, field: Field): Spot {
  const step = STEPS[direction];
  const next = (from: Spot): Spot => ({ row: from.row + step.row, column: from.column + step.column });
  if (!toEdge) return within(next(spot), field);
  let at = spot;
  const isInside = (one: Spot) => {
    const near = within(one, field);
    return near.row === one.row && near.column === one.column;
  };
  const inBlock = field.isFilled(spot) && isInside(next(spot)) && field.isFilled(next(spot));
  for (;;) {
    const following = next(at);
    if (!isInside(following)) return at;
    if (inBlock) {
      if (!field.isFilled(following)) return at;
    } else if (field.isFilled(following)) return following;
    at = following;
  }
}

/** With a key: the active cell moves, or with Shift the range grows from it. */
export function moved(
  selection: Selection,
  direction: Direction,
  { extend, toEdge }: { readonly extend: boolean; readonly toEdge: boolean },
  field: Field,
): Selection {
  if (!extend) return only(stepFrom(activeOf(selection), direction, toEdge, field));
  return { anchor: selection.anchor, focus: stepFrom(selection.focus, direction, toEdge, field) };
}

/** The cell after the active one inside a range, row by row or column by column, round and round; where Tab and Enter go. */
export function nextInRange(selection: Selection, along: 'row' | 'column', step: 1 | -1): Spot {
  const { top, bottom, left, right } = rangeOf(selection);
  const anchor = activeOf(selection);
  const high = bottom - top + 1;
  const wide = right - left + 1;
  const count = high * wide;
  const index =
    along === 'row'
      ? (anchor.row - top) * wide + (anchor.column - left)
      : (anchor.column - left) * high + (anchor.row - top);
  const next = (index + step + count) % count;
  return along === 'row'
    ? { row: top + Math.floor(next / wide), column: left + (next % wide) }
    : { row: top + (next % high), column: left + Math.floor(next / high) };
}

/** Where Tab and Enter lead from a single cell: to the next in the row, and from its end to the next row; or one down, to `start`. */
export function walked(
  { row, column }: Spot,
  along: 'row' | 'column',
  step: 1 | -1,
  start: number,
  field: Pick<Field, 'rows' | 'columns'>,
): Spot {
  if (along === 'column') return within({ row: row + step, column: start }, field);
  const atEnd = step === 1 ? column === field.columns - 1 : column === 0;
  if (!atEnd) return { row, column: column + step };
  return within({ row: row + step, column: step === 1 || row === 0 ? 0 : field.columns - 1 }, field);
}

/** The same range some rows further down, or up. */
export function shifted({ anchor, focus, active }: Selection, by: number): Selection {
  const down = (spot: Spot): Spot => ({ ...spot, row: spot.row + by });
  return {
    anchor: down(anchor),
    focus: down(focus),
    ...(active === undefined ? {} : { active: down(active) }),
  };
}
