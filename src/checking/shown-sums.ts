import { type Fact, intervalOf } from '../facts/fact.ts';
import type { StatedFact } from '../facts/stated.ts';
import { addIntervals, exactly, type Interval, overlap } from '../money/interval.ts';

/** A number of a table that is the sum of numbers beside it, as its other rows show. */
export interface ShownSum {
  readonly total: StatedFact;
  readonly parts: readonly StatedFact[];
  /** The other rows that add up so, those with one total counted once. */
  readonly alike: number;
}

/** So many rows with different totals must add up before a column is taken for a sum of others. */
const ROWS_SEEN = 4;
/** And in so many of them more than one part must be above zero. */
const MIXED_SEEN = 2;
/** In a row that does not add up, so many numbers are tried as other parts; of more nothing is said. */
const MOST_NUMBERS = 10;

type Row = ReadonlyMap<string, StatedFact>;

/**
 * Columns that are the sums of the columns right of them, whatever their headings say: in every row, or in all but one,
 * which then holds a mistake. Too few different rows show nothing, and a row that adds up in another way is no mistake.
 */
export function shownSums(facts: readonly StatedFact[]): readonly ShownSum[] {
  const rows = rowsOf(facts);
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const found: ShownSum[] = [];
  /** Columns that are no part of one on their left yet, from left to right. */
  let open: string[] = [];
  for (const column of [...columns].reverse()) {
    const [first] = open;
    if (first !== undefined && isCopy(rows, column, first)) open = open.slice(1);
    const best = bestSum(rows, column, open);
    if (best !== undefined) {
      found.push(...best.sums);
      open = open.slice(best.parts);
    }
    open.unshift(column);
  }
  return found;
}

/** Facts by row and column: a row ends where another label begins or a column comes again. */
function rowsOf(facts: readonly StatedFact[]): readonly Row[] {
  const rows: Map<string, StatedFact>[] = [];
  let label: string | undefined;
  for (const fact of facts) {
    const { row, column } = fact;
    if (column === undefined || column === '' || (fact.at.measure ?? 'amount') !== 'amount') continue;
    const last = rows.at(-1);
    if (last === undefined || row !== label || last.has(column)) rows.push(new Map([[column, fact]]));
    else last.set(column, fact);
    label = row;
  }
  return rows;
}

/** Whether two columns print the same in every row: the second is the first again, or all of it that there is. */
function isCopy(rows: readonly Row[], one: string, other: string): boolean {
  return rows.every((row) => valueIn(row, one) === valueIn(row, other));
}

const valueIn = (row: Row, column: string) => row.get(column)?.value ?? 0n;

/** The sum of the first of the open columns that a column is in most rows; undefined where it is none. */
function bestSum(
  rows: readonly Row[],
  column: string,
  open: readonly string[],
): { readonly parts: number; readonly sums: readonly ShownSum[] } | undefined {
  let best:
    | { readonly parts: number; readonly broken: number; readonly sums: readonly ShownSum[] }
    | undefined;
  for (let parts = 2; parts <= open.length; parts += 1) {
    const made = sumsOf(rows, column, open.slice(0, parts));
    if (made !== undefined && (best === undefined || made.broken < best.broken)) best = { parts, ...made };
  }
  return best;
}

function sumsOf(rows: readonly Row[], column: string, parts: readonly string[]) {
  const holding = new Set<bigint>();
  const mixed = new Set<bigint>();
  const sums: (Omit<ShownSum, 'alike'> & { readonly holds: boolean })[] = [];
  let broken = 0;
  for (const row of rows) {
    const total = row.get(column);
    const beside = parts.flatMap((part) => row.get(part) ?? []);
    if ([total, ...beside].some((fact) => fact?.status === 'unread')) continue;
    const printed = beside.filter(({ value }) => value !== 0n);
    if ((total === undefined || total.value === 0n) && printed.length === 0) continue;
    if (total === undefined || beside.length === 0) return undefined;
    if (holds(total, beside)) {
      holding.add(total.value);
      if (printed.length > 1) mixed.add(total.value);
      sums.push({ total, parts: beside, holds: true });
      continue;
    }
    broken += 1;
    if (broken > 1 || printed.length === 0 || total.value === 0n) return undefined;
    if (addsUpOtherwise(row, total)) return undefined;
    sums.push({ total, parts: beside, holds: false });
  }
  if (holding.size < ROWS_SEEN || mixed.size < MIXED_SEEN) return undefined;
  const shown = sums.map(
    ({ holds: isOne, ...sum }): ShownSum => ({
      ...sum,
      alike: isOne ? holding.size - 1 : holding.size,
    }),
  );
  return { broken, sums: shown };
}

function holds(total: Fact, parts: readonly Fact[]): boolean {
  const sum = parts.reduce<Interval>((whole, part) => addIntervals(whole, intervalOf(part)), exactly(0n));
  return overlap(sum, intervalOf(total));
}

/** Whether a number is another number of its row, or the sum of some: then the row is made otherwise, and is no mistake. */
function addsUpOtherwise(row: Row, total: StatedFact): boolean {
  const others = [...row.values()].filter((fact) => fact !== total && fact.value !== 0n);
  if (others.length > MOST_NUMBERS) return true;
  for (let chosen = 1; chosen < 1 << others.length; chosen += 1) {
    const sum = others.reduce(
      (whole, { value }, index) => ((chosen >> index) & 1 ? whole + value : whole),
      0n,
    );
    if (sum === total.value) return true;
  }
  return false;
}
