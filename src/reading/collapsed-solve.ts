/**
 * Which number of a collapsed table stands in which cell: the blanks are lost and words have changed places, but the
 * sums of the table, and what the document prints elsewhere, leave few ways, often one. Only what all ways share is
 * known; everything here narrows without ever excluding a way that satisfies the laws.
 */

/** What a printed number stands for, both ends included; unread digits make it wide. Twice the base units. */
export interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

/** A row with the numbers inside it, and those between it and its neighbours. Positions among the words. */
export interface SolveRow {
  readonly columns: readonly number[];
  readonly own: readonly number[];
  /** The number of numbers between the row before (or the beginning) and this one is the end of that gap. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** All numbers before it are its own; all after it are. */
  readonly isFirst?: boolean;
  readonly isLast?: boolean;
  /** The cells of a row that stands in columns already. */
  readonly fixed?: ReadonlyMap<number, Range>;
}

export interface SolveCell {
  readonly row: number;
  readonly column: number;
}

/** `total` equals the sum of `parts`, or is at least that. Without parts nothing is said. */
export interface SolveLaw {
  readonly kind: 'rollUp' | 'ofWhich';
  readonly total: SolveCell;
  readonly parts: readonly SolveCell[];
}

/** What the document prints elsewhere of a cell. */
export interface SolveBound extends SolveCell {
  readonly range: Range;
  /** The cell is that value; else it only lies inside. */
  readonly isEqual: boolean;
}

export interface SolvedRow {
  /** Column by position of the number, where all ways agree and a law says so. */
  readonly columns: ReadonlyMap<number, number>;
  /** Columns of which it is not known whether they hold a number, or which. */
  readonly uncertain: ReadonlySet<number>;
}

interface Way {
  readonly before: number;
  readonly after: number;
  readonly columns: ReadonlyMap<number, number>;
  readonly cells: ReadonlyMap<number, Range>;
}

type Domains = readonly (readonly Way[] | undefined)[];

export const ZERO: Range = { low: 0n, high: 0n };
const MOST_WAYS = 4_000;
const MOST_STEPS = 50_000;
const MOST_RESTARTS = 12;
const MOST_TRIALS = 3_000;

/** The numbers of a table by their positions. */
export interface SolveNumbers {
  readonly rangeOf: (position: number) => Range;
  /** Numbers that are printed alike may change places. */
  readonly textOf: (position: number) => string;
}

/** Solves a table; a row of which nothing is known is undefined. */
export function solve(
  rows: readonly SolveRow[],
  { rangeOf, textOf }: SolveNumbers,
  laws: readonly SolveLaw[],
  bounds: readonly SolveBound[],
): readonly (SolvedRow | undefined)[] {
  const doubtful = new Set<number>();
  let inside = laws.filter((law) => law.parts.every((part) => part.row === law.total.row));
  let across = laws.filter((law) => !inside.includes(law));
  const hasNegative = rows.some((row) =>
    [...row.own, ...row.after, ...row.before].some((position) => rangeOf(position).high < 0n),
  );
  const start: (readonly Way[] | undefined)[] = [];
  rows.forEach((row, index) => {
    const own = inside.filter((law) => law.total.row === index);
    const limits = bounds.filter((bound) => bound.row === index);
    const blank = hasNegative ? new Set<number>() : blankColumns(index, start, across);
    const open = { ...row, columns: row.columns.filter((column) => !blank.has(column)) };
    const ways = waysOf(open, { rangeOf, textOf }, own, limits);
    start[index] = ways === undefined || ways.length === 0 ? undefined : ways;
  });
  inside = inside.filter((law) => start[law.total.row] !== undefined);
  let domains: Domains = start;
  for (let restarts = 0; ; restarts += 1) {
    const usable = across.filter((law) => cellsOf(law).every(({ row }) => start[row] !== undefined));
    const outcome = propagate(start, rows, usable);
    if (outcome.type === 'narrowed') {
      across = usable;
      domains = trial(outcome.domains, rows, usable);
      break;
    }
    if (restarts >= MOST_RESTARTS) return rows.map(() => undefined);
    const { law, row } = outcome;
    if (law === undefined) {
      // Neighbours do not agree on the numbers between them.
      start[row] = undefined;
      start[row + 1] = undefined;
    } else {
      // One sum broken breaks them in all columns: to keep some would only push numbers into the others.
      const key = rowsOf(law);
      across = across.filter((one) => rowsOf(one) !== key);
      for (const cell of cellsOf(law)) doubtful.add(cell.row);
    }
  }
  // Who shares numbers with a row in doubt may have taken its own.
  for (const row of [...doubtful, ...domains.flatMap((ways, index) => (ways === undefined ? [index] : []))]) {
    if ((rows[row]?.before.length ?? 0) > 0) doubtful.add(row - 1);
    if ((rows[row]?.after.length ?? 0) > 0) doubtful.add(row + 1);
  }
  const sums = across.filter(
    (law) => law.kind === 'rollUp' && !cellsOf(law).some(({ row }) => doubtful.has(row)),
  );
  const equals = bounds.filter(({ isEqual }) => isEqual);
  const anchored = anchoredRows(laws, sums, [...equals.map(({ row }) => row)]);
  const said = new Set([...sums.flatMap(cellsOf), ...equals].map(keyOf));
  const chosen = chain(domains, rows);
  return domains.map((ways, row) =>
    ways === undefined || doubtful.has(row) || !anchored.has(row)
      ? undefined
      : shared(rows[row]?.columns ?? [], ways, chosen[row], textOf, (column) =>
          said.has(keyOf({ row, column })),
        ),
  );
}

/** One way for each row so that neighbours share the numbers between them. */
function chain(domains: Domains, rows: readonly SolveRow[]): readonly (Way | undefined)[] {
  const chosen: (Way | undefined)[] = [];
  domains.forEach((ways, row) => {
    const above = chosen[row - 1];
    const left = above === undefined ? undefined : (rows[row - 1]?.after.length ?? 0) - above.after;
    chosen.push(ways?.find((way) => left === undefined || way.before === left) ?? ways?.[0]);
  });
  return chosen;
}

/** Columns in which a row must be blank because the sum that it is part of is, in every way. */
function blankColumns(row: number, start: Domains, laws: readonly SolveLaw[]): ReadonlySet<number> {
  const blank = new Set<number>();
  for (const { kind, total, parts } of laws) {
    const ways = start[total.row];
    if (kind !== 'rollUp' || ways === undefined || total.row === row) continue;
    if (ways.some((way) => way.cells.has(total.column))) continue;
    for (const part of parts) if (part.row === row) blank.add(part.column);
  }
  return blank;
}

/**
 * Rows that sums tie to the table's own total, or to what is printed elsewhere: a few rows that agree only among
 * themselves may do so because the same is lost in all of them.
 */
function anchoredRows(
  laws: readonly SolveLaw[],
  sums: readonly SolveLaw[],
  known: readonly number[],
): ReadonlySet<number> {
  const inner = new Set(
    laws.flatMap((law) => law.parts.flatMap(({ row }) => (row === law.total.row ? [] : [row]))),
  );
  const anchored = new Set([
    ...known,
    ...sums.flatMap(({ total: { row } }) => (inner.has(row) ? [] : [row])),
  ]);
  for (let size = -1; size < anchored.size; ) {
    size = anchored.size;
    for (const law of sums) {
      const rows = cellsOf(law).map(({ row }) => row);
      if (rows.some((row) => anchored.has(row))) for (const row of rows) anchored.add(row);
    }
  }
  return anchored;
}

function keyOf({ row, column }: SolveCell): string {
  return `${row} ${column}`;
}

function cellsOf({ total, parts }: SolveLaw): readonly SolveCell[] {
  return [total, ...parts];
}

/** The rows of a law, whatever the column. */
function rowsOf({ total, parts }: SolveLaw): string {
  return `${total.row}=${[...new Set(parts.map(({ row }) => row))].sort((a, b) => a - b).join('+')}`;
}

/** What all ways of a row share: the same number, as it is printed, in the same column. */
function shared(
  all: readonly number[],
  ways: readonly Way[],
  chosen: Way | undefined,
  textOf: (position: number) => string,
  isSaid: (column: number) => boolean,
): SolvedRow {
  const textIn = (way: Way, wanted: number) => {
    const found = [...way.columns].find(([, column]) => column === wanted);
    return found === undefined ? undefined : textOf(found[0]);
  };
  const columns = new Map<number, number>();
  for (const [position, column] of chosen?.columns ?? []) {
    const text = textOf(position);
    if (isSaid(column) && ways.every((way) => textIn(way, column) === text)) columns.set(position, column);
  }
  const sure = new Set(columns.values());
  const possible = new Set(ways.flatMap((way) => [...way.columns.values()]));
  const uncertain = all.filter((column) => !sure.has(column) && (possible.has(column) || !isSaid(column)));
  return { columns, uncertain: new Set(uncertain) };
}

/**
 * All ways in which a row takes numbers around it and puts them into columns, in any order: extraction may have
 * printed a row in several runs. Undefined where there are too many.
 */
function waysOf(
  row: SolveRow,
  { rangeOf, textOf }: SolveNumbers,
  laws: readonly SolveLaw[],
  bounds: readonly SolveBound[],
): readonly Way[] | undefined {
  if (row.fixed !== undefined) return [{ before: 0, after: 0, columns: new Map(), cells: row.fixed }];
  const ways: Way[] = [];
  const ranges = new Map([...row.before, ...row.own, ...row.after].map((at) => [at, rangeOf(at)]));
  const range = (position: number) => ranges.get(position) ?? ZERO;
  const isPlain = [...ranges.values()].every(({ high }) => high >= 0n);
  const limits = new Map(
    row.columns.map((column) => [column, bounds.filter((one) => one.column === column)]),
  );
  /** The number that each column holds at the moment: this is the inner loop of everything here. */
  const held = new Map<number, Range>();
  const inside = (column: number, one: Range) =>
    (limits.get(column) ?? []).every((limit) => meet(one, limit.range));
  const isWay = () =>
    laws.every((law) => holds(law, ({ column }) => held.get(column) ?? ZERO)) &&
    row.columns.every((column) => held.has(column) || inside(column, ZERO));
  /** Whether parts already exceed their sum, or will, as all numbers to come are smaller. */
  const isLost = (next: Range | undefined) =>
    isPlain &&
    laws.some(({ total, parts }) => {
      let low = 0n;
      for (const { column } of parts) low += held.get(column)?.low ?? 0n;
      if (low <= 0n) return false;
      const sum = held.get(total.column) ?? next;
      return sum === undefined || low > sum.high;
    });
  let steps = 0;
  for (let before = row.isFirst === true ? row.before.length : 0; before <= row.before.length; before += 1) {
    for (let after = row.isLast === true ? row.after.length : 0; after <= row.after.length; after += 1) {
      const taken = [
        ...row.before.slice(row.before.length - before),
        ...row.own,
        ...row.after.slice(0, after),
      ].sort((a, b) => compare(range(b).high, range(a).high) || a - b);
      if (taken.length > row.columns.length) continue;
      const chosen: number[] = [];
      const put = (last: number): void => {
        steps += 1;
        const position = taken[chosen.length];
        if (position === undefined) {
          if (!isWay()) return;
          const columns = new Map(taken.map((at, index) => [at, chosen[index] ?? -1]));
          ways.push({ before, after, columns, cells: new Map(held) });
          return;
        }
        const number = range(position);
        if (isLost(number)) return;
        // Of numbers that are printed alike it does not matter which is which.
        const above = taken[chosen.length - 1];
        const isTwin = above !== undefined && textOf(above) === textOf(position);
        for (let order = isTwin ? last + 1 : 0; order < row.columns.length; order += 1) {
          const column = row.columns[order] ?? -1;
          if (held.has(column) || !inside(column, number) || steps > MOST_STEPS) continue;
          held.set(column, number);
          chosen.push(column);
          put(order);
          chosen.pop();
          held.delete(column);
        }
      };
      put(-1);
      if (steps > MOST_STEPS || ways.length > MOST_WAYS) return undefined;
    }
  }
  return ways;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function meet(a: Range, b: Range): boolean {
  return a.low <= b.high && b.low <= a.high;
}

function holds(law: SolveLaw, rangeOf: (cell: SolveCell) => Range): boolean {
  const { low, high } = slack(law, rangeOf);
  return high >= 0n && (law.kind === 'ofWhich' || low <= 0n);
}

/** The total less its parts. */
function slack({ total, parts }: SolveLaw, rangeOf: (cell: SolveCell) => Range): Range {
  let { low, high } = rangeOf(total);
  for (const part of parts) {
    const range = rangeOf(part);
    low -= range.high;
    high -= range.low;
  }
  return { low, high };
}

type Outcome =
  | { readonly type: 'narrowed'; readonly domains: Domains }
  /** No way is left in a row, for a law or for the numbers shared with the row after it. */
  | { readonly type: 'broken'; readonly law: SolveLaw | undefined; readonly row: number };

/** Takes out ways that no choice of ways in the other rows agrees with, one law at a time, until nothing changes. */
function propagate(start: Domains, rows: readonly SolveRow[], laws: readonly SolveLaw[]): Outcome {
  const domains = [...start];
  const perLaw = laws.map((law) => ({ law, rows: [...new Set(cellsOf(law).map((cell) => cell.row))] }));
  for (let changed = true; changed; ) {
    changed = false;
    for (let row = 0; row + 1 < rows.length; row += 1) {
      const upper = domains[row];
      const lower = domains[row + 1];
      const gap = rows[row]?.after.length ?? 0;
      if (upper === undefined || lower === undefined) continue;
      const left = new Set(lower.map((way) => gap - way.before));
      const kept = upper.filter((way) => left.has(way.after));
      const right = new Set(kept.map((way) => gap - way.after));
      const rest = lower.filter((way) => right.has(way.before));
      if (kept.length === 0 || rest.length === 0) return { type: 'broken', law: undefined, row };
      if (kept.length < upper.length || rest.length < lower.length) changed = true;
      domains[row] = kept;
      domains[row + 1] = rest;
    }
    for (const { law, rows: touched } of perLaw) {
      const shares = touched.map((row) => (domains[row] ?? []).map((way) => slackOf(law, row, way)));
      const spans = shares.map(spanOf);
      const whole = spans.reduce(
        (sum, span) => ({ low: sum.low + span.low, high: sum.high + span.high }),
        ZERO,
      );
      for (const [index, row] of touched.entries()) {
        const span = spans[index] ?? ZERO;
        const ways = domains[row] ?? [];
        const kept = ways.filter((_, at) => {
          const share = shares[index]?.[at] ?? ZERO;
          const low = whole.low - span.low + share.low;
          const high = whole.high - span.high + share.high;
          return high >= 0n && (law.kind === 'ofWhich' || low <= 0n);
        });
        if (kept.length === 0) return { type: 'broken', law, row };
        if (kept.length < ways.length) {
          domains[row] = kept;
          changed = true;
        }
      }
    }
  }
  return { type: 'narrowed', domains };
}

/** What a row adds to the slack of a law in one way. */
function slackOf(law: SolveLaw, row: number, way: Way): Range {
  return slack({ ...law, total: law.total, parts: law.parts }, (cell) =>
    cell.row === row ? (way.cells.get(cell.column) ?? ZERO) : ZERO,
  );
}

function spanOf(ranges: readonly Range[]): Range {
  const [first = ZERO, ...rest] = ranges;
  return rest.reduce(
    (span, { low, high }) => ({
      low: low < span.low ? low : span.low,
      high: high > span.high ? high : span.high,
    }),
    first,
  );
}

/** Takes out ways that lead into a contradiction when they are chosen. */
function trial(start: Domains, rows: readonly SolveRow[], laws: readonly SolveLaw[]): Domains {
  let domains = start;
  let trials = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (let row = 0; row < rows.length; row += 1) {
      const ways = domains[row];
      if (ways === undefined || ways.length < 2) continue;
      const kept = ways.filter((way) => {
        trials += 1;
        if (trials > MOST_TRIALS) return true;
        const chosen = domains.map((one, index) => (index === row ? [way] : one));
        return propagate(chosen, rows, laws).type === 'narrowed';
      });
      if (kept.length === 0 || kept.length === ways.length) continue;
      const outcome = propagate(
        domains.map((one, index) => (index === row ? kept : one)),
        rows,
        laws,
      );
      if (outcome.type === 'broken') continue;
      domains = outcome.domains;
      changed = true;
    }
  }
  return domains;
}
