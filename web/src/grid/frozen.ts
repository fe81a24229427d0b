import { columnAt } from './layout.ts';

/** So many columns stay in sight at most, and so much of the width they take at most. */
const MOST_FROZEN = 2;
const MOST_OF_WIDTH = 0.35;

/** How many of the first columns stay in sight while the others are scrolled: what a row is called. */
export function frozenCount(edges: readonly number[], width: number): number {
  let count = 0;
  while (count < MOST_FROZEN && count < edges.length - 2 && (edges[count + 1] ?? 0) <= width * MOST_OF_WIDTH)
    count += 1;
  return count;
}

/** Where columns are drawn. Pixels from the left edge of everything, the part that is scrolled out of sight included. */
export interface Placing {
  /** Of a column that stands behind those that stay: where these end. */
  leftOf(column: number): number;
  rightOf(column: number): number;
}

/** Columns scrolled by so much, of which the first stay where they are. */
export function placing(edges: readonly number[], frozen: number, scrolled: number, before: number): Placing {
  const end = before + (edges[frozen] ?? 0) + scrolled;
  const at = (edge: number, stays: boolean) =>
    stays ? before + (edges[edge] ?? 0) + scrolled : Math.max(end, before + (edges[edge] ?? 0));
  return {
    leftOf: (column) => at(column, column < frozen),
    rightOf: (column) => at(column + 1, column < frozen),
  };
}

/** The column under a point: `x` pixels from where columns begin in the window. */
export function columnUnder(edges: readonly number[], frozen: number, x: number, scrolled: number): number {
  return columnAt(edges, x < (edges[frozen] ?? 0) ? x : x + scrolled);
}
