import { remembering } from '../document/remember.ts';
import { Cube } from '../facts/cube.ts';
import { type Coordinate, type Fact, type FactStatus, intervalOf } from '../facts/fact.ts';
import { basePerUnit } from '../facts/measure.ts';
import { type Point, Points } from '../facts/points.ts';
import type { Space } from '../facts/space.ts';
import type { Said, StatedFact } from '../facts/stated.ts';
import { determinedBy } from './determined.ts';
import { type Evidence, evidenceOf, type Shown } from './evidence.ts';
import type { Law } from './law.ts';
import { listedLaws } from './listed.ts';
import { type Neighbours, neighbours } from './neighbours.ts';
import { rollUpLaws } from './roll-up.ts';
import { shownSums } from './shown-sums.ts';

/** What a document states, in the form in which its laws are tested. */
export interface Statements {
  readonly space: Space;
  readonly tables: readonly StatedTable[];
  /** Facts of the narrative and of sheets. */
  readonly others: readonly StatedFact[];
  readonly said: readonly Said[];
}

export interface StatedTable {
  readonly id: string;
  readonly title: string;
  /** What all its numbers share. */
  readonly at: Coordinate;
  /** Dimensions along which what it leaves out counts as zero. */
  readonly closed: ReadonlySet<string>;
  /** No definition says that it is closed: its own sums show it. */
  readonly isShownClosed?: boolean;
  readonly facts: readonly StatedFact[];
}

/**
 * Bounds are kept in this many parts of a base unit (fen): half a last digit is whole, and what shares and growth rates
 * leave is rounded outwards, so that nothing true is ever excluded.
 */
export const SCALE = 20_000n;

/** Closed bounds in parts of a base unit; undefined where there is none. */
export interface Bounds {
  readonly low: bigint | undefined;
  readonly high: bigint | undefined;
}

/** One printing of a number: it says that the true value of its coordinate lies in these bounds. */
export interface Print {
  readonly fact: StatedFact;
  readonly variable: number;
  readonly low: bigint;
  readonly high: bigint;
}

/** The one true value of a coordinate, with all its printings. */
export interface Variable {
  readonly at: Coordinate;
  readonly prints: readonly Print[];
}

/** What must hold between true values. */
export type Constraint = {
  /** Why: a sum in a table, 其中, both sides of the balance, or what a sentence says. */
  readonly law: 'sum' | 'ofWhich' | 'balance' | 'said';
  readonly table: string | undefined;
  readonly dimension: string | undefined;
  readonly said: Said | undefined;
  /** Why it is believed, where no definition states it. */
  readonly shown?: Shown | undefined;
} & (
  | { readonly type: 'sum' | 'atMost'; readonly total: number; readonly parts: readonly number[] }
  /** of − from lies in the bounds. */
  | {
      readonly type: 'difference';
      readonly of: number;
      readonly from: number;
      readonly low: bigint;
      readonly high: bigint;
    }
  /** of ÷ from lies between low/RATIO and high/RATIO; only where from is positive. */
  | {
      readonly type: 'ratio';
      readonly of: number;
      readonly from: number;
      readonly low: bigint;
      readonly high: bigint;
    }
);

/** Ratios are in these parts: a per cent has 10,000 of its own (measure.ts), so that 1 is 1,000,000. */
export const RATIO = 2_000_000n;

export interface System {
  readonly variables: readonly Variable[];
  readonly constraints: readonly Constraint[];
  /** The constraints that a variable stands in. */
  readonly of: readonly (readonly number[])[];
  readonly beside: (fact: StatedFact) => Neighbours;
}

/** All laws of one document over the true values of its coordinates. */
export function systemOf({ space, tables, others, said }: Statements): System {
  const points = new Points();
  const index = new Map<Point, number>();
  const variables: { at: Coordinate; prints: Print[] }[] = [];
  const variableOf = (at: Coordinate): number => {
    const point = points.of(at);
    const known = index.get(point);
    if (known !== undefined) return known;
    index.set(point, variables.length);
    variables.push({ at, prints: [] });
    return variables.length - 1;
  };
  const knownOf = (at: Coordinate) => index.get(points.of(at));
  const withoutBodies = withoutEntities(space);
  const spoken = tables.map((table) => ({ ...table, facts: lastOfEach(table.facts, points) }));
  const all = [...tables.flatMap(({ facts }) => withoutTornRows(facts, points)), ...others];
  for (const fact of all) {
    // A number that could not be read has a true value, too: a sum with it says nothing of the others.
    if (fact.status === 'unread') variableOf(fact.at);
    if (!COUNTS.has(fact.status)) continue;
    const variable = variableOf(fact.at);
    const { low, high, denominator } = intervalOf(fact);
    const scaled = SCALE / denominator;
    variables[variable]?.prints.push({ fact, variable, low: low * scaled, high: high * scaled });
  }
  const constraints: Constraint[] = [];
  const seen = new Set<string>();
  const add = (constraint: Constraint, key: string): void => {
    if (seen.has(key)) return;
    seen.add(key);
    constraints.push(constraint);
  };
  const lawsOf = (facts: readonly StatedFact[], closed: ReadonlySet<string>) => [
    ...rollUpLaws(withoutBodies, facts, closed, points),
    ...listedLaws(space, facts, closed, points),
  ];
  const addSums = (laws: readonly Law[], table: string | undefined, evidence?: Evidence): void => {
    for (const law of laws) {
      if (isLeftBlank(law.total)) continue;
      const total = variableOf(law.total.at);
      const parts = law.parts.map((part) => variableOf(part.at));
      if (table === undefined && law.kind === 'ofWhich') continue;
      const type = law.kind === 'rollUp' ? 'sum' : 'atMost';
      add(
        {
          type,
          law: type === 'sum' ? 'sum' : 'ofWhich',
          table,
          dimension: law.dimension,
          said: undefined,
          shown: evidence?.of(law),
          total,
          parts,
        },
        `${table ?? ''} ${type} ${total}=${parts.join('+')}`,
      );
    }
  };
  const evidences = new Map<string, Evidence>();
  for (const { id, facts, closed, isShownClosed } of spoken) {
    const laws = lawsOf(facts, closed);
    const evidence =
      isShownClosed === true ? evidenceOf(facts, laws, lawsOf(facts, new Set<string>())) : undefined;
    if (evidence !== undefined) evidences.set(id, evidence);
    addSums(laws, id, evidence);
  }
  for (const { id, facts } of tables) {
    for (const { total, parts, alike } of shownSums(facts)) {
      const of = variableOf(total.at);
      const summed = parts.map((part) => variableOf(part.at));
      if (summed.includes(of)) continue;
      const shown: Shown = { kind: 'columns', alike };
      const why = { law: 'sum', table: id, dimension: undefined, said: undefined, shown } as const;
      add({ ...why, type: 'sum', total: of, parts: summed }, `${id} sum ${of}=${summed.join('+')}`);
    }
  }
  // Complete sets of parts that no single table prints together, and those of the narrative.
  addSums(rollUpLaws(withoutBodies, lastOfEach(all, points), new Set(), points, 'rollUp'), undefined);
  for (const constraint of answered(space, spoken, variables, knownOf)) {
    add(constraint, 'total' in constraint ? ` sum ${constraint.total}=${constraint.parts.join('+')}` : '');
  }
  const numbered = variables.map(({ at, prints }, number) => ({ at, prints, number }));
  const somewhere = numbered.filter(({ prints }) => prints.length > 0);
  const printed = remembering((id) => points.along(id, somewhere));
  for (const table of spoken) {
    for (const { at, dimension, parts } of determinedBy(withoutBodies, table, table.facts, printed, points)) {
      const total = variableOf(at);
      const of = parts.map((part) => variableOf(part.at));
      const shown = evidences.get(table.id)?.along(dimension);
      const why = { law: 'sum', table: table.id, dimension, said: undefined, shown } as const;
      add({ ...why, type: 'sum', total, parts: of }, ` sum ${total}=${of.join('+')}`);
    }
  }
  for (const constraint of balances(variables, knownOf)) {
    add(constraint, `balance ${'of' in constraint ? `${constraint.of}=${constraint.from}` : ''}`);
  }
  // Two comparisons with one number that is printed nowhere (more by 20, or 25 %) speak of each other.
  for (const one of said) {
    const constraint = saidConstraint(one, variableOf);
    if (constraint !== undefined) constraints.push(constraint);
  }
  const of: number[][] = variables.map(() => []);
  constraints.forEach((constraint, position) => {
    for (const variable of variablesOf(constraint)) of[variable]?.push(position);
  });
  return { variables, constraints, of, beside: neighbours({ tables, others }) };
}

/** A total of unlike things, such as buildings and cars, may be left out; one of money may not. */
function isLeftBlank({ at, status }: Fact): boolean {
  const isSilent = status === 'blank' || status === 'dash';
  return isSilent && at.measure !== undefined && at.measure !== 'amount';
}

/** What a derived or unread fact says bounds nothing: it never outvotes a printed one. */
const COUNTS: ReadonlySet<FactStatus> = new Set<FactStatus>(['printed', 'zero', 'blank', 'dash']);

/** A blank beside a number of the same coordinate in the same table is what a row that was torn in two leaves over. */
function withoutTornRows(facts: readonly StatedFact[], points: Points): readonly StatedFact[] {
  const printed = new Set(facts.flatMap(({ at, status }) => (status === 'blank' ? [] : [points.of(at)])));
  return facts.filter(({ at, status }) => status !== 'blank' || !printed.has(points.of(at)));
}

/** Bodies that a document leaves out are not zero: a department is no sum of just those units that it prints. */
function withoutEntities(space: Space): Space {
  return new Map([...space].filter(([id]) => id !== 'entity'));
}

/** Of facts at one coordinate in one table, a printed number rather than what is blank or unread, else the last. */
function lastOfEach(facts: readonly StatedFact[], points: Points): readonly StatedFact[] {
  const byPoint = new Map<Point, StatedFact>();
  for (const fact of facts) {
    if (fact.status === 'derived') continue;
    const point = points.of(fact.at);
    const known = byPoint.get(point);
    const isSilent = fact.status === 'blank' || fact.status === 'unread';
    if (known === undefined || known.status === 'blank' || known.status === 'unread' || !isSilent)
      byPoint.set(point, fact);
  }
  return [...byPoint.values()];
}

const TABLE: 'table' = 'table';

/**
 * What the text says and no table prints at just that coordinate, though the tables determine it: 财政拨款 of a function
 * is what the table of 一般公共预算 prints where the tables of the other two are empty and closed.
 */
function answered(
  space: Space,
  tables: readonly StatedTable[],
  variables: readonly { readonly at: Coordinate; readonly prints: readonly Print[] }[],
  knownOf: (at: Coordinate) => number | undefined,
): readonly Constraint[] {
  const statements = tables
    // Only a table of one flow and source is silent about nothing but what is zero.
    .filter(({ at }) => at.flow !== undefined && at.source !== undefined)
    .map(({ id, at, closed, facts }) => ({
      id,
      scope: at,
      closed,
      grain: TABLE,
      // A table that prints nothing but blanks and zeros is one of zeros, whatever its rows would have been.
      facts: facts.every(({ value, status }) => value === 0n && status !== 'unread') ? [] : facts,
    }));
  const cube = Cube.of(space, statements);
  return variables.flatMap(({ at, prints }, total): Constraint[] => {
    if (prints.length === 0 || prints.some(({ fact }) => fact.table !== undefined)) return [];
    if (!cube.holds(at)) return [];
    const value = cube.value(at);
    if (!value.known || value.facts.length === 0) return [];
    const parts = value.facts.flatMap((fact) => knownOf(fact.at) ?? []);
    if (parts.includes(total)) return [];
    const why = { law: 'sum', table: undefined, dimension: undefined, said: undefined } as const;
    return [{ ...why, type: 'sum', total, parts }];
  });
}

/** Income and outlay are level for every body, and for every source where both sides print it. */
function balances(
  variables: readonly { readonly at: Coordinate }[],
  knownOf: (at: Coordinate) => number | undefined,
): readonly Constraint[] {
  return variables.flatMap(({ at }, of): Constraint[] => {
    if (at.flow !== 'totalIn' || at.function !== undefined) return [];
    const from = knownOf({ ...at, flow: 'totalOut' });
    if (from === undefined) return [];
    const why = { law: 'balance', table: undefined, dimension: 'flow', said: undefined } as const;
    return [{ ...why, type: 'difference', of, from, low: 0n, high: 0n }];
  });
}

function saidConstraint(said: Said, variableOf: (at: Coordinate) => number): Constraint | undefined {
  const of = variableOf(said.of);
  const from = variableOf(said.from);
  if (of === from) return undefined;
  const why = { law: 'said', table: undefined, dimension: undefined, said } as const;
  const half = (basePerUnit(said.unit) * SCALE) / 10n ** BigInt(said.decimals) / 2n;
  const value = said.value * SCALE;
  if (said.kind === 'difference') {
    const sign = said.direction === 'less' ? -1n : 1n;
    return { ...why, type: 'difference', of, from, low: sign * value - half, high: sign * value + half };
  }
  // A per cent in base units is 10,000; as a ratio of two amounts 1 is 100 %.
  const step = RATIO / 1_000_000n;
  const percent = said.value * step;
  const slack = (10_000n * step) / 10n ** BigInt(said.decimals) / 2n + 1n;
  const one = said.kind === 'growth' ? RATIO : 0n;
  const sign = said.kind === 'growth' && said.direction === 'less' ? -1n : 1n;
  return {
    ...why,
    type: 'ratio',
    of,
    from,
    low: one + sign * percent - slack,
    high: one + sign * percent + slack,
  };
}

/** What a law says of a coordinate: the printings of its own table, or all where it prints none. */
export function printsOf(system: System, variable: number, table: string | undefined): readonly Print[] {
  const prints = system.variables[variable]?.prints ?? [];
  if (prints.length < 2) return prints;
  const own = prints.filter(({ fact }) => fact.table === table);
  return own.length > 0 ? own : prints;
}

/** The printing by which a law is counted out: of its own table where there is one, and the most exact. */
export function printOf(system: System, variable: number, table: string | undefined): Print | undefined {
  return printsOf(system, variable, table).reduce<Print | undefined>(
    (best, print) => (best === undefined || print.high - print.low < best.high - best.low ? print : best),
    undefined,
  );
}

/** All variables of a constraint. */
export function variablesOf(constraint: Constraint): readonly number[] {
  switch (constraint.type) {
    case 'sum':
    case 'atMost':
      return [constraint.total, ...constraint.parts];
    case 'difference':
    case 'ratio':
      return [constraint.of, constraint.from];
  }
}
