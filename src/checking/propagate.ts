import { type Bounds, type Constraint, type Print, RATIO, type System } from './system.ts';

type Ends = readonly (bigint | undefined)[];

/** What the laws leave for every variable. */
export interface Settled {
  readonly low: Ends;
  readonly high: Ends;
}

/** What the laws start from: everything, or what is settled already and has more said of it. */
export interface Start {
  /** Printings that say nothing. */
  readonly silent?: ReadonlySet<Print>;
  /** Constraints that are not asked for. */
  readonly dropped?: ReadonlySet<number>;
  /** Bounds settled with less, to which `added` printings and `revived` constraints come; else all printings count. */
  readonly from?: Settled;
  readonly added?: readonly Print[];
  readonly revived?: readonly number[];
}

/** Printings and laws that cannot all be true. */
export interface Core {
  readonly prints: readonly Print[];
  readonly constraints: readonly number[];
}

/** Where propagation ended: bounds for every variable, or what contradicts itself. */
export type Propagation =
  | { readonly consistent: true; readonly settled: Settled }
  | { readonly consistent: false; readonly core: Core };

/** Every constraint is looked at again at most so often: ratios in a circle could narrow for ever. */
const MOST_TURNS = 12;

/** Why a bound is where it is. */
type Cause =
  | { readonly type: 'print'; readonly time: number; readonly print: Print }
  | { readonly type: 'law'; readonly time: number; readonly constraint: number };

/**
 * Narrows the bounds of all true values by all laws at once. Bounds are only ever narrowed by what must be so, in whole
 * numbers and rounded outwards: a contradiction is one, and its core names what it follows from.
 */
export function propagate(system: System, start: Start = {}): Propagation {
  return new Narrowed(system, start).run();
}

/** Bounds that narrow, with the causes of each. */
class Narrowed {
  readonly #system: System;
  readonly #start: Start;
  readonly #low: (bigint | undefined)[];
  readonly #high: (bigint | undefined)[];
  /** Causes of the low and the high end of a variable, in order of time. */
  readonly #causes = new Map<number, Cause[]>();
  readonly #queue: number[] = [];
  readonly #waiting = new Set<number>();
  readonly #turns = new Map<number, number>();
  #time = 0;

  constructor(system: System, start: Start) {
    this.#system = system;
    this.#start = start;
    const count = system.variables.length;
    this.#low = start.from === undefined ? new Array<undefined>(count).fill(undefined) : [...start.from.low];
    this.#high =
      start.from === undefined ? new Array<undefined>(count).fill(undefined) : [...start.from.high];
  }

  run(): Propagation {
    const { constraints, variables } = this.#system;
    const { from, added = [], revived = [], silent } = this.#start;
    if (from === undefined) for (let index = 0; index < constraints.length; index += 1) this.#ask(index);
    for (const index of revived) this.#ask(index);
    for (const print of from === undefined ? variables.flatMap(({ prints }) => prints) : added) {
      if (silent?.has(print) === true) continue;
      this.#time += 1;
      const cause: Cause = { type: 'print', time: this.#time, print };
      if (!this.#narrow(print.variable, print, cause, from !== undefined))
        return this.#broken(print.variable);
    }
    for (let next = 0; next < this.#queue.length; next += 1) {
      const index = this.#queue[next];
      const constraint = index === undefined ? undefined : constraints[index];
      if (index === undefined || constraint === undefined) continue;
      this.#waiting.delete(index);
      this.#turns.set(index, (this.#turns.get(index) ?? 0) + 1);
      for (const { variable, at } of narrowing(constraint, this.#low, this.#high)) {
        this.#time += 1;
        const cause: Cause = { type: 'law', time: this.#time, constraint: index };
        if (!this.#narrow(variable, at, cause, true)) return this.#broken(variable);
      }
    }
    return { consistent: true, settled: { low: this.#low, high: this.#high } };
  }

  #ask(index: number): void {
    if (this.#waiting.has(index) || this.#start.dropped?.has(index) === true) return;
    if ((this.#turns.get(index) ?? 0) >= MOST_TURNS) return;
    this.#waiting.add(index);
    this.#queue.push(index);
  }

  /** Whether a value is left. */
  #narrow(variable: number, at: Bounds, cause: Cause, spread: boolean): boolean {
    const low = this.#low[variable];
    const high = this.#high[variable];
    const isUp = at.low !== undefined && (low === undefined || at.low > low);
    const isDown = at.high !== undefined && (high === undefined || at.high < high);
    if (!isUp && !isDown) return true;
    if (isUp) {
      this.#low[variable] = at.low;
      this.#because(2 * variable, cause);
    }
    if (isDown) {
      this.#high[variable] = at.high;
      this.#because(2 * variable + 1, cause);
    }
    const [from, to] = [this.#low[variable], this.#high[variable]];
    if (from !== undefined && to !== undefined && from > to) return false;
    if (spread)
      for (const index of this.#system.of[variable] ?? [])
        if (cause.type !== 'law' || cause.constraint !== index) this.#ask(index);
    return true;
  }

  #because(end: number, cause: Cause): void {
    const known = this.#causes.get(end);
    if (known === undefined) this.#causes.set(end, [cause]);
    else known.push(cause);
  }

  /** Everything that the contradiction at a variable follows from. */
  #broken(variable: number): Propagation {
    const prints = new Set<Print>();
    const laws = new Set<number>();
    const seen = new Set<Cause>();
    const open: { readonly end: number; readonly before: number }[] = [
      { end: 2 * variable, before: this.#time + 1 },
      { end: 2 * variable + 1, before: this.#time + 1 },
    ];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      const { end, before } = one;
      const cause = this.#causes.get(end)?.findLast(({ time }) => time < before);
      if (cause === undefined || seen.has(cause)) continue;
      seen.add(cause);
      if (cause.type === 'print') prints.add(cause.print);
      if (cause.type !== 'law') continue;
      laws.add(cause.constraint);
      const constraint = this.#system.constraints[cause.constraint];
      if (constraint === undefined) continue;
      for (const needed of endsFor(constraint, end)) open.push({ end: needed, before: cause.time });
    }
    return { consistent: false, core: { prints: [...prints], constraints: [...laws] } };
  }
}

/** The ends (twice the variable, and one more for the high one) from which a law narrows an end. */
function endsFor(constraint: Constraint, end: number): readonly number[] {
  const variable = end >> 1;
  const side = end & 1;
  switch (constraint.type) {
    case 'sum': {
      const { total, parts } = constraint;
      if (variable === total) return parts.map((part) => 2 * part + side);
      return [
        2 * total + side,
        ...parts.flatMap((part) => (part === variable ? [] : [2 * part + (1 - side)])),
      ];
    }
    case 'atMost': {
      const { total, parts } = constraint;
      if (variable === total) return parts.map((part) => 2 * part);
      return [2 * total + 1, ...parts.flatMap((part) => (part === variable ? [] : [2 * part]))];
    }
    case 'difference':
      return [2 * (variable === constraint.of ? constraint.from : constraint.of) + side];
    case 'ratio': {
      // A rate needs both ends: that its base is above zero is one of them.
      const { of, from } = constraint;
      return variable === of ? [2 * from, 2 * from + 1] : [2 * of, 2 * of + 1, 2 * from];
    }
  }
}

/** Closed bounds of a number that is printed. */
export interface Range {
  readonly low: bigint;
  readonly high: bigint;
}

/** Whether values within these bounds, given in the order of {@link variablesOf}, can satisfy a law by itself. */
export function mayHold(constraint: Constraint, ranges: readonly (Range | undefined)[]): boolean {
  const [first, ...others] = ranges;
  if (first === undefined) return true;
  if (constraint.type === 'ratio') {
    const [second] = others;
    const [low, high] = [
      [first.low, second?.low],
      [first.high, second?.high],
    ];
    return ratioNarrowing({ ...constraint, of: 0, from: 1 }, low, high).every(({ variable, at }) => {
      const [from, to] = [low[variable], high[variable]];
      return (
        (at.low === undefined || to === undefined || at.low <= to) &&
        (at.high === undefined || from === undefined || at.high >= from)
      );
    });
  }
  // Of a sum with an unknown part nothing is known.
  let [low, high] = constraint.type === 'difference' ? [constraint.low, constraint.high] : [0n, 0n];
  for (const range of others) {
    if (range === undefined) return true;
    low += range.low;
    high += range.high;
  }
  return low <= first.high && (constraint.type === 'atMost' || high >= first.low);
}

interface Narrowing {
  readonly variable: number;
  readonly at: Bounds;
}

/** What a constraint leaves to each of its variables, given the others. */
function narrowing(constraint: Constraint, low: Ends, high: Ends): readonly Narrowing[] {
  switch (constraint.type) {
    case 'sum':
      return sumNarrowing(constraint.total, constraint.parts, low, high);
    case 'atMost': {
      const { total, parts } = constraint;
      const lows = sumOf(parts, low);
      return [
        { variable: total, at: { low: lows.whole(), high: undefined } },
        ...parts.map((part) => ({
          variable: part,
          at: { low: undefined, high: minus(high[total], lows.without(part)) },
        })),
      ];
    }
    case 'difference': {
      const { of, from } = constraint;
      return [
        {
          variable: of,
          at: { low: plus(low[from], constraint.low), high: plus(high[from], constraint.high) },
        },
        {
          variable: from,
          at: { low: minus(low[of], constraint.high), high: minus(high[of], constraint.low) },
        },
      ];
    }
    case 'ratio':
      return ratioNarrowing(constraint, low, high);
  }
}

function sumNarrowing(total: number, parts: readonly number[], low: Ends, high: Ends): readonly Narrowing[] {
  const lows = sumOf(parts, low);
  const highs = sumOf(parts, high);
  const found: Narrowing[] = [{ variable: total, at: { low: lows.whole(), high: highs.whole() } }];
  for (const part of parts) {
    found.push({
      variable: part,
      at: { low: minus(low[total], highs.without(part)), high: minus(high[total], lows.without(part)) },
    });
  }
  return found;
}

/** A sum with at most one end missing can still tell of the others. */
function sumOf(parts: readonly number[], ends: Ends) {
  let sum = 0n;
  let missing = 0;
  for (const part of parts) {
    const end = ends[part];
    if (end === undefined) missing += 1;
    else sum += end;
  }
  return {
    whole: (): bigint | undefined => (missing === 0 ? sum : undefined),
    without: (part: number): bigint | undefined => {
      const end = ends[part];
      if (end === undefined) return missing === 1 ? sum : undefined;
      return missing === 0 ? sum - end : undefined;
    },
  };
}

function ratioNarrowing(
  { of, from, low: least, high: most }: Extract<Constraint, { type: 'ratio' }>,
  low: Ends,
  high: Ends,
): readonly Narrowing[] {
  const [a, b] = [low[from], high[from]];
  // Only amounts above zero have shares and growth rates that mean anything.
  if (a === undefined || a <= 0n) return [];
  const found: Narrowing[] = [];
  if (b !== undefined) {
    const products = [a * least, a * most, b * least, b * most];
    const at = { low: floor(smallest(products), RATIO), high: -floor(-largest(products), RATIO) };
    found.push({ variable: of, at });
  }
  const [c, d] = [low[of], high[of]];
  if (least > 0n && c !== undefined && c >= 0n) {
    const at = {
      low: floor(c * RATIO, most),
      high: d === undefined ? undefined : -floor(-d * RATIO, least),
    };
    found.push({ variable: from, at });
  }
  return found;
}

const plus = (a: bigint | undefined, b: bigint | undefined) =>
  a === undefined || b === undefined ? undefined : a + b;
const minus = (a: bigint | undefined, b: bigint | undefined) =>
  a === undefined || b === undefined ? undefined : a - b;
const smallest = (values: readonly bigint[]) => values.reduce((x, y) => (y < x ? y : x));
const largest = (values: readonly bigint[]) => values.reduce((x, y) => (y > x ? y : x));

/** A quotient rounded down, also below zero. */
export function floor(value: bigint, by: bigint): bigint {
  const whole = value / by;
  return value % by < 0n ? whole - 1n : whole;
}
