import type { Cell } from '../document/document.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import type { Captioned } from './caption.ts';
import { fitAlong } from './pin.ts';
import type { PlacedTable } from './place-table.ts';
import { isCellValue } from './values.ts';

/** Dimensions of whose members a table may print those that are not zero, and a total over all. */
export const SUMMED = ['flow', 'source', 'vintage', 'kind', 'tier', 'function', 'economic', 'govEconomic'];

/** Along columns a total of all that there is must be seen to be one: so many rows add up. */
const ROWS_SEEN = 2;
/** And of those that do not there is one, which is then the mistake, or few. */
const FEW_BROKEN = 10;

/**
 * The dimensions along which a table that no layout describes leaves out only what is zero. Along its rows it is so where
 * it prints a total (the design calls such a table closed), every number of it was understood and its sums hold rather than
 * not. Along its columns (合计, 基本支出, 项目支出) a heading does not say whether it is so: the rows that add up do.
 */
export function closedDimensions(
  { table, head }: Captioned,
  placed: PlacedTable,
  space: Space,
): ReadonlySet<string> {
  const { facts, fates, factsOf } = placed;
  const isUnderstood = (cell: Cell) => {
    const fate = fates.get(cell);
    return fate !== undefined && fate.type !== 'unplaced';
  };
  const cells = table.grid.rows.slice(head.rows).flatMap((row) => row.flatMap((cell) => cell?.cell ?? []));
  const isWhole =
    cells.every((cell) => !isCellValue(cell.text) || !/[1-9]/u.test(cell.text) || isUnderstood(cell)) &&
    facts.every(({ status }) => status !== 'unread');
  const byColumn = new Map<string, Fact[]>();
  for (const fact of facts) {
    const column = fact.column ?? '';
    const known = byColumn.get(column);
    if (known === undefined) byColumn.set(column, [fact]);
    else known.push(fact);
  }
  const alongRows = varying([...byColumn.values()]);
  const alongColumns = varying([...factsOf.values()]);
  return new Set(
    SUMMED.filter((dimension) => {
      const { agreeing, broken } = fitAlong(space, facts, dimension);
      if (isWhole && alongRows.has(dimension)) return agreeing > 0 && agreeing >= broken;
      if (!alongColumns.has(dimension)) return false;
      return agreeing >= ROWS_SEEN && (broken <= 1 || broken * FEW_BROKEN <= agreeing);
    }),
  );
}

/** The dimensions in which facts of one group differ. */
function varying(groups: readonly (readonly Fact[])[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [first, ...rest] of groups) {
    if (first === undefined) continue;
    for (const { at } of rest) for (const id of differing(first.at, at)) found.add(id);
  }
  return found;
}

function differing(a: Coordinate, b: Coordinate): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((id) => a[id] !== b[id]);
}
