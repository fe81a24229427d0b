import { type Bounds, type Constraint, type Print, RATIO, type System } from './system.ts';

/** Where propagation ended: bounds for every variable, or the first contradiction. */
export type Propagation =
  | { readonly consistent: true; readonly bounds: readonly Bounds[] }
  /** No value is left for this variable; the constraint that took the last one, if any did. */
  | { readonly consistent: false; readonly variable: number; readonly constraint: number | undefined };

export interface Without {
  /** Printings that say nothing. */
  readonly prints?: ReadonlySet<Print>;
  /** Constraints that are not asked for. */
  readonly constraints?: ReadonlySet<number>;
}

/** Every constraint is looked at again at most so often: ratios in a circle could narrow for ever. */
const MOST_TURNS = 12;

/**
 * Narrows the bounds of all true values by all laws at once. Bounds are only ever narrowed by what must be so, in whole
 * numbers and rounded outwards: a contradiction is one.
 */
export function propagate(system: System, without: Without = {}): Propagation {
  const { variables, constraints, of } = system;
  const low: (bigint | undefined)[] = [];
  const high: (bigint | undefined)[] = [];
  for (const [variable, { prints }] of variables.entries()) {
    let from: bigint | undefined;
    let to: bigint | undefined;
    for (const print of prints) {
      if (without.prints?.has(print) === true) continue;
      if (from === undefined || print.low > from) from = print.low;
      if (to === undefined || print.high < to) to = print.high;
    }
    if (from !== undefined && to !== undefined && from > to)
      return { consistent: false, variable, constraint: undefined };
    low.push(from);
    high.push(to);
  }
  const turns = new Array<number>(constraints.length).fill(0);
  const queue = constraints
    .map((_, index) => index)
    .filter((index) => without.constraints?.has(index) !== true);
  const waiting = new Set(queue);
  for (let next = 0; next < queue.length; next += 1) {
    const index = queue[next];
    const constraint = index === undefined ? undefined : constraints[index];
    if (index === undefined || constraint === undefined) continue;
    waiting.delete(index);
    turns[index] = (turns[index] ?? 0) + 1;
    for (const { variable, at } of narrowing(constraint, low, high)) {
      const from = at.low !== undefined && (low[variable] === undefined || at.low > (low[variable] ?? 0n));
      const to = at.high !== undefined && (high[variable] === undefined || at.high < (high[variable] ?? 0n));
      if (from) low[variable] = at.low;
      if (to) high[variable] = at.high;
      if (!from && !to) continue;
      const [a, b] = [low[variable], high[variable]];
      if (a !== undefined && b !== undefined && a > b)
        return { consistent: false, variable, constraint: index };
      for (const other of of[variable] ?? []) {
        if (other === index || waiting.has(other) || without.constraints?.has(other) === true) continue;
        if ((turns[other] ?? 0) >= MOST_TURNS) continue;
        waiting.add(other);
        queue.push(other);
      }
    }
  }
  return { consistent: true, bounds: low.map((from, variable) => ({ low: from, high: high[variable] })) };
}

/** Whether values within these bounds can satisfy a law by itself. */
export function mayHold(constraint: Constraint, low: Ends, high: Ends): boolean {
  return narrowing(constraint, low, high).every(({ variable, at }) => {
    const [from, to] = [low[variable], high[variable]];
    return (
      (at.low === undefined || to === undefined || at.low <= to) &&
      (at.high === undefined || from === undefined || at.high >= from)
    );
  });
}

interface Narrowing {
  readonly variable: number;
  readonly at: Bounds;
}

type Ends = readonly (bigint | undefined)[];

/** What a constraint leaves to each of its variables, given the others. */
function narrowing(constraint: Constraint, low: Ends, high: Ends): readonly Narrowing[] {
  switch (constraint.type) {
    case 'sum':
      return sumNarrowing(constraint.total, constraint.parts, low, high);
    case 'atMost': {
      const least = constraint.parts.reduce<bigint | undefined>((sum, part) => plus(sum, low[part]), 0n);
      return [{ variable: constraint.total, at: { low: least, high: undefined } }];
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
  if (a === undefined || b === undefined || a <= 0n) return [];
  const products = [a * least, a * most, b * least, b * most];
  return [
    { variable: of, at: { low: floor(smallest(products), RATIO), high: -floor(-largest(products), RATIO) } },
  ];
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
