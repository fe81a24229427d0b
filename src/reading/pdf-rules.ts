import type { Box } from './pdf-geometry.ts';

/** A straight line of a page: at `at` across, from `from` to `to` along. */
export interface Rule {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/**
 * The ruled part of a page: where its columns and rows are divided, and the cells that the rules leave:
 * positions between which no rule stands are one cell.
 */
export interface Lattice {
  /** One more than there are columns, ascending. */
  readonly xs: readonly number[];
  /** One more than there are rows, ascending. */
  readonly ys: readonly number[];
  readonly cells: readonly LatticeCell[];
}

export interface LatticeCell {
  readonly row: number;
  readonly column: number;
  readonly rowspan: number;
  readonly colspan: number;
}

/** Points within which two rules are one, and within which rules meet. */
const SAME = 2;
const MEETS = 3.5;
/** Points that a rule may stick out beyond a table's side. */
const OVERHANG = 8;
const MOST_RULES = 3_000;

/** The lattices on a page, from its rules as boxes. Frames around a single cell are none. */
export function latticesOf(boxes: readonly Box[]): Lattice[] {
  const level = boxes.filter(([x0, y0, x1, y1]) => x1 - x0 >= y1 - y0);
  const upright = boxes.filter(([x0, y0, x1, y1]) => x1 - x0 < y1 - y0);
  const rows = merged(level.map(([x0, y0, x1, y1]) => ({ at: (y0 + y1) / 2, from: x0, to: x1 })));
  const columns = merged(upright.map(([x0, y0, x1, y1]) => ({ at: (x0 + x1) / 2, from: y0, to: y1 })));
  if (rows.length > MOST_RULES || columns.length > MOST_RULES) return [];
  return components(rows, columns)
    .map(([across, down]) => latticeOf(across, down))
    .filter(({ cells }) => cells.length > 1);
}

/** Joins rules that continue or repeat each other. */
function merged(rules: readonly Rule[]): Rule[] {
  const sorted = [...rules].sort((one, other) => one.at - other.at);
  const groups: Rule[][] = [];
  for (const rule of sorted) {
    const group = groups.at(-1);
    if (group !== undefined && rule.at - (group[0]?.at ?? 0) <= SAME) group.push(rule);
    else groups.push([rule]);
  }
  return groups.flatMap((group) => {
    const ordered = group.sort((one, other) => one.from - other.from);
    const joined: { at: number; from: number; to: number; length: number }[] = [];
    for (const { at, from, to } of ordered) {
      const last = joined.at(-1);
      if (last === undefined || from > last.to + MEETS) joined.push({ at, from, to, length: to - from });
      else {
        // The longer of two that differ a little says where they are.
        if (to - from > last.length) {
          last.at = at;
          last.length = to - from;
        }
        last.to = Math.max(last.to, to);
      }
    }
    return joined.filter(({ from, to }) => to - from >= 4);
  });
}

/** Rules that meet, directly or by way of others: level ones and upright ones. */
function components(rows: readonly Rule[], columns: readonly Rule[]): [Rule[], Rule[]][] {
  const parent = [...rows, ...columns].map((_, index) => index);
  const find = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[index] = root;
    return root;
  };
  rows.forEach((row, r) => {
    columns.forEach((column, c) => {
      const meets =
        column.at >= row.from - MEETS &&
        column.at <= row.to + MEETS &&
        row.at >= column.from - MEETS &&
        row.at <= column.to + MEETS;
      if (meets) parent[find(rows.length + c)] = find(r);
    });
  });
  const groups = new Map<number, [Rule[], Rule[]]>();
  const group = (root: number): [Rule[], Rule[]] => {
    const known = groups.get(root) ?? [[], []];
    groups.set(root, known);
    return known;
  };
  rows.forEach((rule, index) => {
    group(find(index))[0].push(rule);
  });
  columns.forEach((rule, index) => {
    group(find(rows.length + index))[1].push(rule);
  });
  return [...groups.values()].filter(([across, down]) => across.length > 1 && down.length > 0);
}

/** The distinct places in ascending order. */
function places(values: readonly number[]): number[] {
  const distinct: number[] = [];
  for (const value of [...values].sort((one, other) => one - other))
    if (value - (distinct.at(-1) ?? -Infinity) > MEETS) distinct.push(value);
  return distinct;
}

function latticeOf(across: readonly Rule[], down: readonly Rule[]): Lattice {
  // Many tables have no rule at their left and right side: the level rules end where the table ends.
  const xs = places([...down.map(({ at }) => at), ...ends(across, down)]);
  const ys = places([...across.map(({ at }) => at), ...ends(down, across)]);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  const leftWall = walls(down, xs, ys);
  const topWall = walls(across, ys, xs);
  const taken = new Set<number>();
  const cells: LatticeCell[] = [];
  const open = (row: number, column: number): boolean =>
    column < columns && !taken.has(row * columns + column);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (!open(row, column)) continue;
      let colspan = 1;
      while (open(row, column + colspan) && !leftWall(column + colspan, row)) colspan += 1;
      let rowspan = 1;
      while (row + rowspan < rows && isWhole(row + rowspan, column, colspan)) rowspan += 1;
      for (let r = row; r < row + rowspan; r += 1)
        for (let c = column; c < column + colspan; c += 1) taken.add(r * columns + c);
      cells.push({ row, column, rowspan, colspan });
    }
  }
  return { xs, ys, cells };

  /** Whether this stretch of a row belongs to the cell above it: no rule above it and none inside it. */
  function isWhole(row: number, column: number, colspan: number): boolean {
    for (let c = column; c < column + colspan; c += 1) {
      if (!open(row, c) || topWall(row, c)) return false;
      if (c > column && leftWall(c, row)) return false;
    }
    return true;
  }
}

/** Where `rules` end well beyond the outermost of the rules across them. */
function ends(rules: readonly Rule[], crossing: readonly Rule[]): number[] {
  const least = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (numbers: readonly number[]) => numbers.reduce((a, b) => Math.max(a, b), -Infinity);
  const first = least(rules.map(({ from }) => from));
  const last = most(rules.map(({ to }) => to));
  const ats = crossing.map(({ at }) => at);
  return [...(first < least(ats) - OVERHANG ? [first] : []), ...(last > most(ats) + OVERHANG ? [last] : [])];
}

/** Tells whether a rule stands at place `at` along the stretch from `along` to the next one. */
function walls(
  rules: readonly Rule[],
  ats: readonly number[],
  alongs: readonly number[],
): (at: number, along: number) => boolean {
  const count = alongs.length - 1;
  const standing = new Set<number>();
  for (const rule of rules) {
    const at = nearest(ats, rule.at);
    for (let along = 0; along < count; along += 1) {
      const from = alongs[along] ?? 0;
      const to = alongs[along + 1] ?? 0;
      const covered = Math.min(rule.to, to) - Math.max(rule.from, from);
      if (covered > 0.5 * (to - from)) standing.add(at * count + along);
    }
  }
  return (at, along) => standing.has(at * count + along);
}

/** The index of the place that is nearest. */
export function nearest(ats: readonly number[], value: number): number {
  let best = 0;
  for (let index = 1; index < ats.length; index += 1)
    if (Math.abs((ats[index] ?? 0) - value) < Math.abs((ats[best] ?? 0) - value)) best = index;
  return best;
}
