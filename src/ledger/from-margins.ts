import type { Dimension } from '../facts/dimension.ts';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';

/**
 * What a document says of a sum of lines: it lies between `low` and `high` (fen, both included). A printed amount also
 * has its value; a bound that only a law gives has none.
 */
export interface Margin {
  readonly at: Coordinate;
  readonly low: bigint;
  readonly high: bigint;
  readonly value?: bigint;
}

/** A line, or a sum of lines that the margins do not tell apart. */
export interface DeterminedLine {
  /** Only members that are certain; what is open is left out. */
  readonly at: Coordinate;
  readonly value: bigint;
  /** No other amount is possible; otherwise it is certain to the printed digit. */
  readonly exact: boolean;
  /** What a dimension left out may be, by dimension: the members that are left for this amount. */
  readonly open: Readonly<Record<string, readonly string[]>>;
  /** The coarsest member known of an open dimension, where it is known in part (项目支出 without which kind). */
  readonly within: Coordinate;
}

export interface Determination {
  /** Disjoint; together they are everything that the margins speak of. */
  readonly lines: readonly DeterminedLine[];
  /** Margins that contradict those before them; they were not used. */
  readonly rejected: readonly Margin[];
  /** Dimensions that were left aside because the possible combinations were too many. */
  readonly leftAside: readonly string[];
}

export interface DetermineOptions {
  readonly space: Space;
  /** The dimensions of a line, the one along which amounts are told apart first in front. */
  readonly dimensions: readonly string[];
  /** Whether a line may carry the member: a leaf, or what counts as one. */
  readonly isFinest: (dimension: string, member: string) => boolean;
  /** Combinations that cannot be; members that are not known are left out. */
  readonly isPossible?: (at: Coordinate) => boolean;
}

/** More combinations than this are not told apart. */
const MOST_CELLS = 100_000;

/**
 * Finds the lines behind margins, as far as the margins determine them. Amounts are never negative; nothing else is
 * assumed. Every possible combination of members is a cell with a lower and an upper bound, which the margins narrow
 * until nothing changes: a line is stated only where its bounds leave one amount (to the printed digit), so that it
 * is proved, not guessed. What stays open is summed up at the coarsest place where its sum is certain.
 *
 * @param margins the most trusted first: one that contradicts those before it is rejected
 */
export function determineLines(margins: readonly Margin[], options: DetermineOptions): Determination {
  const said = margins.filter(({ high }) => high >= 0n);
  const negative = margins.filter(({ high, value = 0n }) => high < 0n || value < 0n);
  if (negative.length > 0) return { lines: [], rejected: negative, leftAside: [] };
  const dimensions = options.dimensions.filter((id) => said.some(({ at }) => at[id] !== undefined));
  const leftAside: string[] = [];
  for (;;) {
    const spoken = said.filter(({ at }) => leftAside.every((id) => at[id] === undefined));
    const axes = dimensions.filter((id) => !leftAside.includes(id)).map((id) => axisOf(id, spoken, options));
    const sums = spoken.filter(({ high }) => high > 0n);
    const amounts = sums.flatMap(({ at, value = 0n }) => (value > 0n ? [boxOf(axes, at)] : []));
    // A number that is printed says more than a blank around it, or a table that seems to leave nothing out.
    const isFree = (zero: Box) => !amounts.some((amount) => contains(zero, amount));
    const blanks = spoken.filter(({ high }) => high === 0n);
    const zeros = [...blanks.map(({ at }) => boxOf(axes, at)), ...closures(axes, spoken)].filter(isFree);
    const classes = classesOf(axes, sums, zeros, options);
    if (classes !== undefined) {
      const { lines, rejected } = new Solver(axes, classes, sums).solve();
      const doubted = blanks.filter(({ at }) => !isFree(boxOf(axes, at)));
      // Where most numbers contradict those taken first, it is these that cannot be trusted.
      const isDoubtful = rejected.length * 2 > amounts.length;
      return { lines: isDoubtful ? [] : lines, rejected: [...rejected, ...doubted], leftAside };
    }
    const last = dimensions.filter((id) => !leftAside.includes(id)).at(-1);
    if (last === undefined) return { lines: [], rejected: [], leftAside };
    leftAside.push(last);
  }
}

/** A set of leaves that no margin tells apart: a member without those of its parts that are mentioned. */
interface Atom {
  /** Undefined for whatever is outside every mentioned member. */
  readonly member: string | undefined;
  /** It is a finest member and whole. */
  readonly finest: boolean;
}

interface Axis {
  readonly id: string;
  readonly dimension: Dimension | undefined;
  readonly atoms: readonly Atom[];
  /** The mentioned members. */
  readonly members: readonly string[];
  /** The atoms inside each mentioned member. */
  readonly inside: ReadonlyMap<string, ReadonlySet<number>>;
}

/** Dimensions with codes that no list has: members beside all known ones are always possible. */
const OPEN_ENDED: ReadonlySet<string> = new Set(['function', 'economic', 'govEconomic', 'project', 'entity']);

function axisOf(id: string, margins: readonly Margin[], { space, isFinest }: DetermineOptions): Axis {
  const dimension = space.get(id);
  const relate = (a: string, b: string) => (a === b ? 'inside' : (dimension?.relate(a, b) ?? 'outside'));
  const mentioned = new Set<string>();
  for (const { at } of margins) if (at[id] !== undefined) mentioned.add(at[id]);
  // Members that cut across each other are taken apart, until every two are nested or disjoint.
  for (let changed = true; changed; ) {
    changed = false;
    for (const a of [...mentioned]) {
      for (const b of [...mentioned]) {
        if (relate(a, b) !== 'straddles' || relate(b, a) === 'inside') continue;
        for (const part of [a, b].flatMap((member) => dimension?.partitions(member)[0] ?? [])) {
          if (mentioned.has(part)) continue;
          mentioned.add(part);
          changed = true;
        }
      }
    }
  }
  const members = [...mentioned];
  const isCovered = (parts: readonly string[]): boolean =>
    parts.every(
      (part) => mentioned.has(part) || (dimension?.partitions(part) ?? []).some((finer) => isCovered(finer)),
    );
  const covered = (member: string | undefined): boolean =>
    !OPEN_ENDED.has(id) && (dimension?.partitions(member) ?? []).some((parts) => isCovered(parts));
  const atoms: Atom[] = members.flatMap((member) => {
    const parts = members.some((other) => other !== member && relate(other, member) === 'inside');
    if (parts && covered(member)) return [];
    return [{ member, finest: !parts && isFinest(id, member) }];
  });
  // A body's document speaks of that body alone.
  if (id !== 'entity' && !covered(undefined)) atoms.push({ member: undefined, finest: false });
  const inside = new Map(
    members.map((member) => [
      member,
      new Set(
        atoms.flatMap((atom, index) =>
          atom.member !== undefined && relate(atom.member, member) === 'inside' ? [index] : [],
        ),
      ),
    ]),
  );
  return { id, dimension, atoms, members, inside };
}

/** Atoms by axis; an axis without a set takes all. */
type Box = readonly (ReadonlySet<number> | undefined)[];

function boxOf(axes: readonly Axis[], at: Coordinate): Box {
  return axes.map(({ id, inside }) => (at[id] === undefined ? undefined : inside.get(at[id])));
}

function contains(box: Box, other: Box): boolean {
  return box.every((atoms, axis) => {
    const inner = other[axis];
    return atoms === undefined || (inner !== undefined && [...inner].every((atom) => atoms.has(atom)));
  });
}

type PrintedMargin = Margin & { readonly value: bigint };

function isPrinted(margin: Margin): margin is PrintedMargin {
  return margin.value !== undefined;
}

/**
 * Where the parts that are printed make up the printed whole, to the printed digit, there is nothing beside them: a
 * table that leaves rows out says so by its total. Parts that rounding alone brings up to the whole do not: what they
 * come short of by a printed digit may well be an amount that is left out.
 */
function closures(axes: readonly Axis[], margins: readonly Margin[]): readonly Box[] {
  const boxes: Box[] = [];
  axes.forEach((axis, index) => {
    const groups = new Map<string, PrintedMargin[]>();
    for (const margin of margins) {
      if (!isPrinted(margin)) continue;
      const { [axis.id]: _own, ...rest } = margin.at;
      const key = coordinateKey(rest);
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [margin]);
      else group.push(margin);
    }
    const all = new Set(axis.atoms.keys());
    const atomsOf = ({ at }: Margin) => axis.inside.get(at[axis.id] ?? '') ?? all;
    for (const group of groups.values()) {
      for (const whole of group) {
        const own = atomsOf(whole);
        if (whole.high === 0n || own.size < 2) continue;
        const parts = group
          .filter(
            (part) => atomsOf(part).size < own.size && [...atomsOf(part)].every((atom) => own.has(atom)),
          )
          .sort((a, b) => atomsOf(b).size - atomsOf(a).size);
        const covered = new Set<number>();
        let [low, high, printed] = [0n, 0n, 0n];
        for (const part of parts) {
          const atoms = [...atomsOf(part)];
          if (atoms.some((atom) => covered.has(atom))) continue;
          for (const atom of atoms) covered.add(atom);
          low += part.low;
          high += part.high;
          printed += part.value;
        }
        const rest = new Set([...own].filter((atom) => !covered.has(atom)));
        if (covered.size === 0 || rest.size === 0 || high < whole.low || low > whole.high) continue;
        if (printed < whole.value && low < whole.low) continue;
        boxes.push(boxOf(axes, whole.at).map((atoms, at) => (at === index ? rest : atoms)));
      }
    }
  });
  return boxes;
}

/** A combination of atoms, one an axis. */
type CellAtoms = readonly number[];

/** Combinations that lie in the same margins: nothing tells them apart, so that they are one unknown. */
interface CellClass {
  readonly cells: readonly CellAtoms[];
  /** The margins that they lie in, by their position. */
  readonly margins: readonly number[];
}

/** Every combination that may hold an amount; undefined where they are too many. */
function classesOf(
  axes: readonly Axis[],
  margins: readonly Margin[],
  zeros: readonly Box[],
  { isPossible = () => true }: DetermineOptions,
): readonly CellClass[] | undefined {
  const sumMasks = masksOf(
    axes,
    margins.map(({ at }) => boxOf(axes, at)),
  );
  const zeroMasks = masksOf(axes, zeros);
  // The zeros that are decided once an axis and those before it are.
  const decided = axes.map((_, index) =>
    maskOf(zeros, (box) => box.every((atoms, axis) => atoms === undefined || axis <= index)),
  );
  let cells: { readonly atoms: CellAtoms; readonly sums: bigint; readonly zeros: bigint }[] = [
    { atoms: [], sums: (1n << BigInt(margins.length)) - 1n, zeros: (1n << BigInt(zeros.length)) - 1n },
  ];
  if (zeros.some((box) => box.every((atoms) => atoms === undefined))) return [];
  for (const [index, axis] of axes.entries()) {
    const next: typeof cells = [];
    for (const cell of cells) {
      for (const atom of axis.atoms.keys()) {
        const zero = cell.zeros & (zeroMasks[index]?.[atom] ?? 0n);
        if ((zero & (decided[index] ?? 0n)) !== 0n) continue;
        const atoms = [...cell.atoms, atom];
        if (!isPossible(knownOf(axes, atoms))) continue;
        next.push({ atoms, sums: cell.sums & (sumMasks[index]?.[atom] ?? 0n), zeros: zero });
        if (next.length > MOST_CELLS) return undefined;
      }
    }
    cells = next;
  }
  const classes = new Map<bigint, CellAtoms[]>();
  for (const { atoms, sums } of cells) {
    const same = classes.get(sums);
    if (same === undefined) classes.set(sums, [atoms]);
    else same.push(atoms);
  }
  return [...classes].map(([sums, own]) => ({
    cells: own,
    margins: [...margins.keys()].filter((index) => (sums & (1n << BigInt(index))) !== 0n),
  }));
}

/** For each axis and atom the boxes that take it, as bits. */
function masksOf(axes: readonly Axis[], boxes: readonly Box[]): readonly (readonly bigint[])[] {
  return axes.map(({ atoms }, index) =>
    [...atoms.keys()].map((atom) => maskOf(boxes, (box) => box[index]?.has(atom) ?? true)),
  );
}

function maskOf(boxes: readonly Box[], holds: (box: Box) => boolean): bigint {
  return boxes.reduce((mask, box, index) => (holds(box) ? mask | (1n << BigInt(index)) : mask), 0n);
}

function knownOf(axes: readonly Axis[], cell: CellAtoms): Coordinate {
  const at: Record<string, string> = {};
  cell.forEach((atom, index) => {
    const axis = axes[index];
    const member = axis?.atoms[atom]?.member;
    if (axis !== undefined && member !== undefined) at[axis.id] = member;
  });
  return at;
}

interface Bounds {
  readonly low: bigint;
  readonly high: bigint;
}

/** A sum of classes of cells, and what it may be. */
interface Sum extends Bounds {
  readonly cells: readonly number[];
  /** As printed. */
  readonly value: bigint | undefined;
}

/** Bounds of classes of cells, narrowed by sums. */
class Solver {
  readonly #axes: readonly Axis[];
  readonly #classes: readonly CellClass[];
  readonly #margins: readonly Margin[];
  readonly #low: bigint[];
  /** Undefined where nothing bounds it. */
  readonly #high: (bigint | undefined)[];
  readonly #sums: Sum[] = [];
  /** The sums that each class is part of. */
  readonly #sumsOf: number[][];
  /** Where the sum of some classes stands. */
  readonly #sumAt = new Map<string, number>();
  /** What still counts as the same number: one printed digit of the finest rounded margin. */
  readonly #grain: bigint;

  constructor(axes: readonly Axis[], classes: readonly CellClass[], margins: readonly Margin[]) {
    this.#axes = axes;
    this.#classes = classes;
    this.#margins = margins;
    this.#low = classes.map(() => 0n);
    this.#high = classes.map(() => undefined);
    this.#sumsOf = classes.map(() => []);
    const steps = margins.flatMap(({ low, high, value }) =>
      value !== undefined && high > low ? [high - low] : [],
    );
    this.#grain = steps.reduce((least, step) => (step < least ? step : least), steps[0] ?? 0n);
  }

  solve(): Omit<Determination, 'leftAside'> {
    const members = this.#margins.map((): number[] => []);
    this.#classes.forEach(({ margins }, index) => {
      for (const margin of margins) members[margin]?.push(index);
    });
    const rejected = this.#margins.filter((margin, index) => !this.#admit(margin, members[index] ?? []));
    this.#clear();
    const alive = this.#alive([...this.#classes.keys()]);
    const lines: DeterminedLine[] = [];
    if (alive.length > 0) {
      const bounds = this.#bounds(alive);
      const value = this.#printed(alive);
      const whole = { ...(bounds ?? { low: 0n, high: 0n }), cells: alive, value };
      this.#split(whole, lines, this.#isKnown(bounds, value));
    }
    return { lines, rejected };
  }

  /** Takes out what all sums together leave no room for, to the printed digit. */
  #clear(): void {
    for (let changed = true; changed; ) {
      changed = false;
      for (const one of this.#alive([...this.#classes.keys()])) {
        const bounds = this.#bounds([one]);
        if (bounds === undefined || bounds.low > 0n || bounds.high > this.#grain) continue;
        this.#high[one] = 0n;
        changed = true;
      }
    }
  }

  /** Takes a margin in; where it contradicts what is known, everything stays as it was. */
  #admit({ low, high, value }: Margin, cells: readonly number[]): boolean {
    if (cells.length === 0) return low <= 0n;
    const [lows, highs, sums] = [[...this.#low], [...this.#high], [...this.#sums]];
    const index = this.#push({ cells, low, high, value });
    const sum = this.#sums[index];
    if (sum !== undefined && sum.low <= sum.high && this.#propagate(index)) return true;
    this.#low.splice(0, lows.length, ...lows);
    this.#high.splice(0, highs.length, ...highs);
    if (sums.length < this.#sums.length) {
      for (const cell of cells) this.#sumsOf[cell]?.pop();
      this.#sumAt.delete(cells.join());
    }
    this.#sums.splice(0, this.#sums.length, ...sums);
    return false;
  }

  /** Adds a sum, or narrows the one of the same classes; the more exact print is the value. */
  #push(sum: Sum): number {
    const key = sum.cells.join();
    const known = this.#sumAt.get(key);
    const same = known === undefined ? undefined : this.#sums[known];
    if (known !== undefined && same !== undefined) {
      const isFiner =
        same.value === undefined || (sum.value !== undefined && sum.high - sum.low < same.high - same.low);
      this.#sums[known] = {
        cells: same.cells,
        low: sum.low > same.low ? sum.low : same.low,
        high: sum.high < same.high ? sum.high : same.high,
        value: isFiner ? (sum.value ?? same.value) : same.value,
      };
      return known;
    }
    const index = this.#sums.length;
    for (const cell of sum.cells) this.#sumsOf[cell]?.push(index);
    this.#sums.push(sum);
    this.#sumAt.set(key, index);
    return index;
  }

  /** Narrows the cells of a sum, and of all sums that share one, until nothing changes. False on a contradiction. */
  #propagate(first: number): boolean {
    const waiting = new Set([first]);
    // Bounds that creep towards each other fen by fen are as true where they are left.
    let steps = this.#sums.length * 20 + 1_000;
    for (const index of waiting) {
      waiting.delete(index);
      steps -= 1;
      if (steps < 0) return true;
      const sum = this.#sums[index];
      if (sum === undefined) continue;
      let low = 0n;
      let high = 0n;
      let unbounded = 0;
      for (const cell of sum.cells) {
        low += this.#low[cell] ?? 0n;
        const own = this.#high[cell];
        if (own === undefined) unbounded += 1;
        else high += own;
      }
      if (low > sum.high || (unbounded === 0 && high < sum.low)) return false;
      for (const cell of sum.cells) {
        const [ownLow, ownHigh] = [this.#low[cell] ?? 0n, this.#high[cell]];
        const most = sum.high - (low - ownLow);
        const othersUnbounded = unbounded - (ownHigh === undefined ? 1 : 0);
        const least = othersUnbounded > 0 ? 0n : sum.low - (high - (ownHigh ?? 0n));
        const narrower = ownHigh === undefined || most < ownHigh;
        const highest = narrower ? most : (ownHigh ?? most);
        if (highest < (least > ownLow ? least : ownLow)) return false;
        if (!narrower && least <= ownLow) continue;
        if (narrower) {
          this.#high[cell] = most;
          high += most - (ownHigh ?? 0n);
          if (ownHigh === undefined) unbounded -= 1;
        }
        if (least > ownLow) {
          this.#low[cell] = least;
          low += least - ownLow;
        }
        for (const other of this.#sumsOf[cell] ?? []) waiting.add(other);
      }
    }
    return true;
  }

  #alive(cells: readonly number[]): readonly number[] {
    return cells.filter((cell) => this.#high[cell] !== 0n);
  }

  /**
   * Splits a sum into parts that are known, as far as that goes. What is left of a sum that is not known itself is
   * no amount at all.
   */
  #split(sum: Sum, lines: DeterminedLine[], isKnown = true): void {
    for (const [index, axis] of this.#axes.entries()) {
      const groups = this.#groups(index, axis, sum.cells);
      if (groups.length < 2) continue;
      const parts = groups.map((cells) => ({
        cells,
        bounds: this.#bounds(cells),
        value: this.#printed(cells),
      }));
      // Where margins contradict each other further than was seen, nothing is split.
      if (parts.some(({ bounds }) => bounds !== undefined && bounds.low > bounds.high)) continue;
      const known: Sum[] = [];
      const rest: number[] = [];
      for (const { cells, bounds, value } of parts) {
        if (bounds !== undefined && this.#isKnown(bounds, value)) known.push({ ...bounds, cells, value });
        else rest.push(...cells);
      }
      if (known.length === 0) continue;
      for (const part of known) this.#push(part);
      const left = rest.length > 0 && isKnown ? this.#bounds(rest) : undefined;
      if (left !== undefined && left.low > left.high) continue;
      for (const part of known) this.#split(part, lines);
      if (left !== undefined) {
        const amount = known.reduce((whole, part) => whole - amountOf(part), amountOf(sum));
        const remainder = { ...left, cells: rest, value: this.#printed(rest) ?? amount };
        this.#push(remainder);
        this.#split(remainder, lines);
      }
      return;
    }
    // What may be nothing at all is no line, but what rounding leaves over.
    if (isKnown && sum.low > 0n) lines.push(this.#line(sum));
  }

  /** Whether bounds leave one amount: exactly, as it is printed, or to the last printed digit. */
  #isKnown(bounds: Bounds | undefined, printed?: bigint): boolean {
    if (bounds === undefined) return false;
    const { low, high } = bounds;
    if (low === high) return true;
    return low > 0n && low < high && (printed !== undefined || high - low <= this.#grain);
  }

  /**
   * The classes by the coarsest members that tell them apart on an axis. Members that share a class stay together: how
   * much of it is whose nothing can say.
   */
  #groups(index: number, axis: Axis, classes: readonly number[]): readonly (readonly number[])[] {
    const atomsOf = new Map(
      classes.map((one) => [
        one,
        [...new Set((this.#classes[one]?.cells ?? []).map((cell) => cell[index] ?? -1))],
      ]),
    );
    const present = new Set([...atomsOf.values()].flat());
    if (present.size < 2) return [classes];
    const groupOf = new Map<number, number>();
    const sets = axis.members
      .map((member) => [...(axis.inside.get(member) ?? [])].filter((atom) => present.has(atom)))
      .filter((atoms) => atoms.length > 0 && atoms.length < present.size)
      .sort((a, b) => b.length - a.length);
    let groups = 0;
    for (const atoms of sets) {
      if (atoms.some((atom) => groupOf.has(atom))) continue;
      for (const atom of atoms) groupOf.set(atom, groups);
      groups += 1;
    }
    for (const atom of present) if (!groupOf.has(atom)) groupOf.set(atom, groups++);
    const joined = Array.from({ length: groups }, (_, group) => group);
    const rootOf = (group: number): number => {
      const parent = joined[group] ?? group;
      return parent === group ? group : rootOf(parent);
    };
    const groupsOf = (one: number) => (atomsOf.get(one) ?? []).map((atom) => groupOf.get(atom) ?? 0);
    for (const one of classes) {
      const [first = 0, ...others] = groupsOf(one);
      for (const other of others) joined[rootOf(other)] = rootOf(first);
    }
    const parts = new Map<number, number[]>();
    for (const one of classes) {
      const root = rootOf(groupsOf(one)[0] ?? 0);
      const part = parts.get(root);
      if (part === undefined) parts.set(root, [one]);
      else part.push(one);
    }
    return [...parts.values()];
  }

  /** What a sum of cells may be; undefined where nothing bounds it. */
  #bounds(cells: readonly number[]): Bounds | undefined {
    const own = this.#cover(cells);
    let { low } = own;
    let { high } = own;
    const chosen = new Set(cells);
    for (const [index, count] of this.#hits(cells)) {
      const sum = this.#sums[index];
      if (sum === undefined || count < cells.length) continue;
      const rest = this.#cover(this.#alive(sum.cells).filter((cell) => !chosen.has(cell)));
      if (rest.high !== undefined && sum.low - rest.high > low) low = sum.low - rest.high;
      const most = sum.high - rest.low;
      if (high === undefined || most < high) high = most;
    }
    return high === undefined ? undefined : { low, high };
  }

  /** How many of the cells each sum holds. */
  #hits(cells: readonly number[]): ReadonlyMap<number, number> {
    const hits = new Map<number, number>();
    for (const cell of cells) {
      for (const sum of this.#sumsOf[cell] ?? []) hits.set(sum, (hits.get(sum) ?? 0) + 1);
    }
    return hits;
  }

  /** Bounds from disjoint sums inside, the largest first, and single cells for the rest. */
  #cover(cells: readonly number[]): { readonly low: bigint; readonly high: bigint | undefined } {
    const free = new Set(cells);
    const inside = [...this.#hits(cells)]
      .filter(([index, count]) => this.#alive(this.#sums[index]?.cells ?? []).length === count)
      .sort(([, a], [, b]) => b - a);
    let low = 0n;
    let high: bigint | undefined = 0n;
    for (const [index] of inside) {
      const sum = this.#sums[index];
      const own = sum === undefined ? [] : this.#alive(sum.cells);
      if (sum === undefined || own.some((cell) => !free.has(cell))) continue;
      for (const cell of own) free.delete(cell);
      low += sum.low > 0n ? sum.low : 0n;
      if (high !== undefined) high += sum.high;
    }
    let cellsLow = 0n;
    let cellsHigh: bigint | undefined = 0n;
    for (const cell of cells) {
      const [ownLow, ownHigh] = [this.#low[cell] ?? 0n, this.#high[cell]];
      cellsLow += ownLow;
      cellsHigh = cellsHigh === undefined || ownHigh === undefined ? undefined : cellsHigh + ownHigh;
      if (!free.has(cell)) continue;
      low += ownLow;
      high = high === undefined || ownHigh === undefined ? undefined : high + ownHigh;
    }
    return {
      low: cellsLow > low ? cellsLow : low,
      high: high === undefined || (cellsHigh !== undefined && cellsHigh < high) ? cellsHigh : high,
    };
  }

  /** The amount printed for just these cells, the most exact one. */
  #printed(cells: readonly number[]): bigint | undefined {
    const best = [...this.#hits(cells)]
      .flatMap(([index, count]) => {
        const sum = this.#sums[index];
        return sum !== undefined &&
          sum.value !== undefined &&
          count === cells.length &&
          this.#alive(sum.cells).length === count
          ? [sum]
          : [];
      })
      .sort((a, b) => (a.high - a.low < b.high - b.low ? -1 : 1));
    return best[0]?.value;
  }

  #line(sum: Sum): DeterminedLine {
    const at: Record<string, string> = {};
    const within: Record<string, string> = {};
    const open: Record<string, readonly string[]> = {};
    this.#axes.forEach((axis, index) => {
      const atoms = [
        ...new Set(
          sum.cells.flatMap((one) => (this.#classes[one]?.cells ?? []).map((cell) => cell[index] ?? -1)),
        ),
      ];
      const [first] = atoms;
      const only = atoms.length === 1 && first !== undefined ? axis.atoms[first] : undefined;
      if (only?.finest === true && only.member !== undefined) {
        at[axis.id] = only.member;
        return;
      }
      open[axis.id] = [...new Set(atoms.flatMap((atom) => axis.atoms[atom]?.member ?? []))];
      const around = axis.members
        .map((member) => ({ member, inside: axis.inside.get(member) ?? new Set<number>() }))
        .filter(({ inside }) => atoms.every((atom) => inside.has(atom)))
        .sort((a, b) => a.inside.size - b.inside.size)[0];
      if (around !== undefined) within[axis.id] = around.member;
    });
    return { at, value: amountOf(sum), exact: sum.low === sum.high, open, within };
  }
}

/** The printed amount where it is possible, else the middle of what is. */
function amountOf({ low, high, value }: Sum): bigint {
  if (value !== undefined && value >= low && value <= high) return value;
  return (low + high) / 2n;
}
