import { basePerUnit, fromBase } from '../facts/measure.ts';
import { printDecimal } from '../money/decimal.ts';
import { outcomeOf, sharedBounds } from './outcome.ts';
import { floor, type Propagation, propagate } from './propagate.ts';
import { slipLikeness } from './slip.ts';
import { type Bounds, type Print, SCALE, type System, variablesOf } from './system.ts';

/** Laws of a document that cannot all be true, with what would make them so: one root cause as far as anyone can tell. */
export interface Conflict {
  /** The laws that break, by their number in the system. */
  readonly constraints: readonly number[];
  /** Coordinates printed with values that exclude each other. */
  readonly variables: readonly number[];
  /** The smallest changes that satisfy every law, the likeliest slip first. */
  readonly repairs: readonly Repair[];
}

/** Numbers to change, each with what it should be. */
export interface Repair {
  readonly changes: readonly Change[];
  /** Comparisons of the text that are wrong with them, or by themselves. */
  readonly said: readonly number[];
  /** How much it looks like slips, 0 to 1. */
  readonly likeness: number;
}

export interface Change {
  readonly print: Print;
  /** What the other laws leave for the true value, in parts of a base unit. */
  readonly bounds: Bounds;
  /** The one value, printed as the number is, or undefined where several fit. */
  readonly required: string | undefined;
}

/** A share or rate that does not follow from two numbers that agree with everything else is itself the slip. */
const SAYING = 0.6;

/** Repairs of one number are tried for so many numbers at most; of two for so many. */
const MOST_SINGLE = 200;
const MOST_PAIRED = 24;
/** So many contradictions are taken apart; more means that the document was misread. */
const MOST_CONFLICTS = 60;

/** Everything in a document that cannot be true at once, grouped by what breaks together. */
export function conflictsOf(system: System): readonly Conflict[] {
  const broken = brokenParts(system);
  const groups = grouped(system, broken);
  return groups.slice(0, MOST_CONFLICTS).map((group) => {
    const others = groups.filter((one) => one !== group);
    return { ...group, repairs: repairsOf(system, group, others) };
  });
}

interface Group {
  readonly constraints: readonly number[];
  readonly variables: readonly number[];
}

/** Coordinates with printings that exclude each other, laws that break by themselves, and then laws that break together. */
function brokenParts(system: System): Group {
  const variables = system.variables.flatMap(({ prints }, index) =>
    prints.length > 0 && sharedBounds(prints) === undefined ? [index] : [],
  );
  const constraints = system.constraints.flatMap((constraint, index) =>
    outcomeOf(system, constraint) === 'broken' ? [index] : [],
  );
  const dropped = new Set(constraints);
  const silent = new Set(variables.flatMap((variable) => system.variables[variable]?.prints ?? []));
  const together: number[] = [];
  for (let turn = 0; turn < MOST_CONFLICTS; turn += 1) {
    const result = propagate(system, { prints: silent, constraints: dropped });
    if (result.consistent || result.constraint === undefined) break;
    together.push(result.constraint);
    dropped.add(result.constraint);
  }
  return { constraints: [...constraints, ...together], variables };
}

/** Broken laws and coordinates that share a true value belong to one group. */
function grouped(system: System, { constraints, variables }: Group): readonly Group[] {
  const parent = new Map<number, number>();
  const root = (one: number): number => {
    const up = parent.get(one);
    if (up === undefined || up === one) return one;
    const top = root(up);
    parent.set(one, top);
    return top;
  };
  const join = (a: number, b: number) => parent.set(root(a), root(b));
  for (const index of constraints) {
    const constraint = system.constraints[index];
    const [first, ...rest] = constraint === undefined ? [] : variablesOf(constraint);
    if (first !== undefined) for (const other of rest) join(first, other);
  }
  const groups = new Map<number, { constraints: number[]; variables: number[] }>();
  const groupOf = (variable: number) => {
    const key = root(variable);
    const known = groups.get(key) ?? { constraints: [], variables: [] };
    groups.set(key, known);
    return known;
  };
  for (const variable of variables) groupOf(variable).variables.push(variable);
  for (const index of constraints) {
    const constraint = system.constraints[index];
    const first = constraint === undefined ? undefined : variablesOf(constraint)[0];
    if (first !== undefined) groupOf(first).constraints.push(index);
  }
  return [...groups.values()];
}

/** The smallest sets of printed numbers whose change satisfies every law that the group touches. */
function repairsOf(system: System, group: Group, others: readonly Group[]): readonly Repair[] {
  const dropped = new Set(others.flatMap(({ constraints }) => constraints));
  const silent = new Set(
    others.flatMap(({ variables }) => variables.flatMap((one) => system.variables[one]?.prints ?? [])),
  );
  const touched = new Set([
    ...group.variables,
    ...group.constraints.flatMap((index) => {
      const constraint = system.constraints[index];
      return constraint === undefined ? [] : variablesOf(constraint);
    }),
  ]);
  const candidates = [...touched].flatMap((variable) => system.variables[variable]?.prints ?? []);
  const test: Test = (changed, said) =>
    propagate(system, {
      prints: new Set([...silent, ...changed]),
      constraints: new Set([...dropped, ...said]),
    });
  const single = candidates.slice(0, MOST_SINGLE).flatMap((print) => repairBy(system, [print], [], test));
  const spoken = group.constraints.filter((index) => system.constraints[index]?.said !== undefined);
  const sayings = spoken.flatMap((index) => repairBy(system, [], [index], test));
  if (single.length + sayings.length > 0) return ranked([...sayings, ...single]);
  // A value that is printed alike in several places is one mistake, made once.
  const alike = [...touched].flatMap((variable) => {
    const prints = system.variables[variable]?.prints ?? [];
    const own = (system.of[variable] ?? []).filter((index) => system.constraints[index]?.said !== undefined);
    const alone = prints.length > 1 ? repairBy(system, prints, [], test) : [];
    return alone.length > 0 || own.length === 0 ? alone : repairBy(system, prints, own, test);
  });
  if (alike.length > 0) return ranked(alike);
  const few = candidates.filter(({ fact }) => fact.status !== 'blank').slice(0, MOST_PAIRED);
  const pairs = few.flatMap((a, index) =>
    few.slice(index + 1).flatMap((b) => repairBy(system, [a, b], [], test)),
  );
  return ranked(pairs);
}

type Test = (changed: readonly Print[], said: readonly number[]) => Propagation;

function repairBy(
  system: System,
  prints: readonly Print[],
  said: readonly number[],
  test: Test,
): readonly Repair[] {
  const result = test(prints, said);
  if (!result.consistent) return [];
  const changes = prints.map((print): Change => {
    const bounds = result.bounds[print.variable] ?? { low: undefined, high: undefined };
    return { print, bounds, required: requiredValue(print, bounds) };
  });
  // A number that may stay as it is was none of the trouble.
  if (changes.some(({ print, bounds }) => overlaps(print, bounds))) return [];
  if (changes.length === 0) return [{ changes, said, likeness: SAYING }];
  const likeness =
    changes.map((change) => likenessOf(system, change)).reduce((sum, one) => sum + one, 0) / changes.length;
  return [{ changes, said, likeness }];
}

function overlaps({ low, high }: Print, bounds: Bounds): boolean {
  return (
    (bounds.low === undefined || bounds.low <= high) && (bounds.high === undefined || bounds.high >= low)
  );
}

/** Sums of so many rounded numbers leave a last digit open; what they add up to as printed is then meant. */
const MOST_STEPS = 20n;

/**
 * What the number should read: the one decimal of its unit and decimals that fits, or, where rounding leaves the last
 * digit open, the one in the middle, which is what the other numbers come to as they are printed.
 */
function requiredValue({ fact }: Print, { low, high }: Bounds): string | undefined {
  if (low === undefined || high === undefined) return undefined;
  const decimals = fact.status === 'blank' || fact.status === 'dash' ? 2 : fact.decimals;
  const step = (basePerUnit(fact.unit) * SCALE) / 10n ** BigInt(decimals);
  if (high - low > MOST_STEPS * step) return undefined;
  const middle = floor(low + high + step, 2n * step);
  return printDecimal(fromBase((middle * step) / SCALE, fact.unit, decimals));
}

function likenessOf(system: System, { print, required }: Change): number {
  const { fact } = print;
  if (required === undefined) return 0.1;
  const printed =
    fact.status === 'blank' || fact.status === 'dash'
      ? ''
      : printDecimal(fromBase(fact.value, fact.unit, fact.decimals));
  // What several places or laws agree on is more likely right.
  const variable = system.variables[print.variable];
  const agreeing = (variable?.prints.length ?? 1) > 1 ? 0.1 : 0;
  return Math.min(1, slipLikeness(printed, required) + agreeing * 0.5);
}

/** The likeliest first; what is not the smallest is not among them. */
function ranked(repairs: readonly Repair[]): readonly Repair[] {
  return [...repairs].sort((a, b) => b.likeness - a.likeness);
}
