import { addIntervals, exactly, type Interval } from '../money/interval.ts';
import type { Dimension } from './dimension.ts';
import { type Coordinate, coordinateKey, type Fact, intervalOf } from './fact.ts';
import { relateCoordinates, type Space } from './space.ts';

/**
 * Facts that were stated together: a ledger, or one printed table. All of them lie inside `scope`.
 *
 * In a statement of `lines` every fact counts once and equal coordinates add up; what a closed one leaves out is
 * zero. In a `table` totals stand beside their parts, so nothing is added but complete sets of parts; it is closed
 * along all dimensions (`true`) or some: what it leaves out there is zero, and a closed table without facts is one
 * of zeros. An open statement says nothing of what it leaves out.
 */
export interface Statement {
  readonly id: string;
  readonly scope: Coordinate;
  readonly closed: boolean | ReadonlySet<string>;
  readonly grain: 'lines' | 'table';
  readonly facts: readonly Fact[];
}

export interface KnownValue {
  readonly known: true;
  /** In base units. */
  readonly value: bigint;
  /** What the value may really be, given how its facts were printed. */
  readonly interval: Interval;
  /** The facts it is made of; empty for a zero that follows from a closed statement. */
  readonly facts: readonly Fact[];
}

/** `noStatement`: nothing speaks of it. `undetermined`: the facts are coarser than the question. */
export interface UnknownValue {
  readonly known: false;
  readonly reason: 'noStatement' | 'undetermined' | 'unread';
  readonly facts: readonly Fact[];
}

export type Value = KnownValue | UnknownValue;

/** How far a question is taken apart into complete parts answered by different statements. */
const MAX_DEPTH = 3;

/** Facts by their member in one dimension; those that omit it stand under the empty member. */
interface Index {
  readonly groups: ReadonlyMap<string, readonly Fact[]>;
  /** The members that facts have. */
  readonly members: readonly string[];
  /** What {@link candidates} found for a member before, and {@link insiders}. */
  readonly found: Map<string, readonly Fact[]>;
  readonly inside: Map<string, readonly Fact[]>;
  /** What {@link aroundOf} found for a member before. */
  readonly around: Map<string, Around>;
}

/** How what a table prints in a dimension lies to a member. */
interface Around {
  /** Whether it prints the member, a part of it, or something that reaches into it. */
  readonly isPrinted: boolean;
  /** The facts of members that are more than it. */
  readonly coarser: readonly Fact[];
}

const indexes = new WeakMap<readonly Fact[], Map<string, Index>>();

/** An index of facts by one dimension, made when it is first asked for. */
function indexOf(facts: readonly Fact[], dimension: string): Index {
  let byDimension = indexes.get(facts);
  if (byDimension === undefined) {
    byDimension = new Map();
    indexes.set(facts, byDimension);
  }
  let index = byDimension.get(dimension);
  if (index === undefined) {
    const groups = new Map<string, Fact[]>();
    for (const fact of facts) {
      const member = fact.at[dimension] ?? '';
      const group = groups.get(member);
      if (group === undefined) groups.set(member, [fact]);
      else group.push(fact);
    }
    const members = [...groups.keys()].filter((member) => member !== '');
    index = { groups, members, found: new Map(), inside: new Map(), around: new Map() };
    byDimension.set(dimension, index);
  }
  return index;
}

/** Below this many facts a plain walk is faster than an index. */
const WORTH_AN_INDEX = 64;

/** The facts that may reach into a question: all but those outside it in the dimension that splits them most. */
function candidates(space: Space, facts: readonly Fact[], question: Coordinate): readonly Fact[] {
  if (facts.length < WORTH_AN_INDEX) return facts;
  let best: { dimension: string; index: Index } | undefined;
  for (const dimension in question) {
    const index = indexOf(facts, dimension);
    if (best === undefined || index.groups.size > best.index.groups.size) best = { dimension, index };
  }
  if (best === undefined || best.index.groups.size < 2) return facts;
  const { dimension, index } = best;
  const wanted = question[dimension] ?? '';
  const known = index.found.get(wanted);
  if (known !== undefined) return known;
  const relate = space.get(dimension)?.relate;
  const found: Fact[] = [];
  for (const [member, group] of index.groups) {
    if (member === '' || member === wanted || relate?.(member, wanted) !== 'outside') found.push(...group);
  }
  index.found.set(wanted, found);
  return found;
}

/** The facts that lie inside a member of a dimension. */
function insiders(space: Space, facts: readonly Fact[], dimension: string, member: string): readonly Fact[] {
  const { groups, members, inside } = indexOf(facts, dimension);
  let found = inside.get(member);
  if (found === undefined) {
    const relate = space.get(dimension)?.relate;
    found = members.flatMap((one) =>
      one === member || relate?.(one, member) === 'inside' ? (groups.get(one) ?? []) : [],
    );
    inside.set(member, found);
  }
  return found;
}

/**
 * Facts with the questions one may ask of them. A question is a coordinate; its answer is the value stated
 * there, or the sum of a complete set of parts, or *unknown*: never a guess.
 */
export class Cube {
  readonly space: Space;
  readonly statements: readonly Statement[];
  readonly #exact: ReadonlyMap<string, readonly Fact[]>;
  readonly #answers = new Map<string, Value>();
  readonly #printed = new Map<string, boolean>();
  readonly #slices = new Map<string, Cube>();

  private constructor(space: Space, statements: readonly Statement[]) {
    this.space = space;
    this.statements = statements;
    this.#exact = exactFacts(statements);
  }

  static of(space: Space, statements: readonly Statement[]): Cube {
    return new Cube(space, statements);
  }

  /** The value at a coordinate. */
  value(question: Coordinate): Value {
    // Of lines every question is one sum; of tables it may take many questions, and is often asked again.
    return this.#exact.size === 0 ? this.#value(question, 0) : this.#part(question, 0);
  }

  /** Whether some fact is a part of what is asked for, or all of it: where none is, nothing but zeros can answer. */
  holds(question: Coordinate): boolean {
    return this.statements.some(({ facts }) => {
      let fewest = facts;
      for (const id in question) {
        const inside = insiders(this.space, facts, id, question[id] ?? '');
        if (inside.length < fewest.length) fewest = inside;
        if (fewest.length === 0) return false;
      }
      return fewest.some((fact) => relateCoordinates(this.space, fact.at, question) === 'inside');
    });
  }

  #value(question: Coordinate, depth: number): Value {
    return this.#stated(question) ?? this.#derived(question, depth);
  }

  /** The value printed at just this coordinate in a table. */
  #stated(question: Coordinate): Value | undefined {
    if (this.#exact.size === 0) return undefined;
    const facts = this.#exact.get(coordinateKey(question));
    const fact = facts?.find((one) => one.status !== 'unread');
    if (fact !== undefined) {
      return { known: true, value: fact.value, interval: intervalOf(fact), facts: [fact] };
    }
    return facts === undefined ? undefined : { known: false, reason: 'unread', facts };
  }

  #derived(question: Coordinate, depth: number): Value {
    let unknown: UnknownValue = { known: false, reason: 'noStatement', facts: [] };
    let nearest = Number.POSITIVE_INFINITY;
    for (const statement of this.statements) {
      const steps = stepsInto(this.space, question, statement.scope);
      nearest = Math.min(nearest, steps);
      if (steps > 0) continue;
      const answer =
        statement.grain === 'lines'
          ? sum(this.space, statement, question)
          : leftOut(this.space, statement, question);
      if (answer.known) return answer;
      if (answer.reason !== 'noStatement') unknown = answer;
    }
    // Parts that no statement can speak of need not be asked for.
    const isInReach = depth < MAX_DEPTH && nearest <= MAX_DEPTH - depth;
    return (isInReach ? this.#fromParts(question, depth) : undefined) ?? unknown;
  }

  /** Answers from a complete partition along one dimension, each part from whichever statement knows it. */
  #fromParts(question: Coordinate, depth: number): KnownValue | undefined {
    for (const [id, dimension] of this.space) {
      // A dimension the question leaves open is taken apart only where tables print it.
      if (question[id] === undefined && !this.#prints(id)) continue;
      for (const parts of dimension.partitions(question[id])) {
        const values: KnownValue[] = [];
        for (const part of parts) {
          const value = this.#part({ ...question, [id]: part }, depth + 1);
          if (!value.known) break;
          values.push(value);
        }
        if (values.length === parts.length && values.length > 0 && this.#covers(parts, dimension, question)) {
          return add(values);
        }
      }
    }
    return undefined;
  }

  /** Answers what was asked before: parts are asked for by all questions that share them. */
  #part(question: Coordinate, depth: number): Value {
    const key = `${depth}:${coordinateKey(question)}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      answer = this.#value(question, depth);
      this.#answers.set(key, answer);
    }
    return answer;
  }

  #prints(dimension: string): boolean {
    let prints = this.#printed.get(dimension);
    if (prints === undefined) {
      prints = this.statements.some(
        ({ grain, facts }) => grain === 'table' && membersIn(facts, dimension).length > 0,
      );
      this.#printed.set(dimension, prints);
    }
    return prints;
  }

  /** Whether no fact inside the question lies beside all parts: a code that the lists do not have makes them incomplete. */
  #covers(parts: readonly string[], dimension: Dimension, question: Coordinate): boolean {
    const whole = question[dimension.id];
    return this.statements.every(({ facts }) =>
      candidates(this.space, facts, question).every((fact) => {
        const member = fact.at[dimension.id];
        if (member === undefined || member === whole || fact.value === 0n) return true;
        if (parts.some((part) => dimension.relate(member, part) !== 'outside')) return true;
        return relateCoordinates(this.space, fact.at, question) === 'outside';
      }),
    );
  }

  /** The facts that lie, at least in part, inside a coordinate; questions inside it get the same answers. */
  slice(at: Coordinate): Cube {
    const key = coordinateKey(at);
    let cube = this.#slices.get(key);
    if (cube === undefined) {
      cube = new Cube(
        this.space,
        this.statements.map((statement) => ({
          ...statement,
          facts: candidates(this.space, statement.facts, at).filter(
            (fact) => relateCoordinates(this.space, fact.at, at) !== 'outside',
          ),
        })),
      );
      this.#slices.set(key, cube);
    }
    return cube;
  }

  /**
   * The same facts added up over all dimensions but the given ones (and those of each statement's scope): a
   * small cube that answers every question restricted to these dimensions alone.
   */
  project(dimensions: ReadonlySet<string>): Cube {
    // Nothing is added up in tables, and what was derived from them is remembered.
    if (this.statements.every(({ grain }) => grain === 'table')) return this;
    return new Cube(
      this.space,
      this.statements.map((statement) =>
        statement.grain === 'table'
          ? statement
          : { ...statement, facts: projectLines(statement, dimensions) },
      ),
    );
  }

  /**
   * The finest members that nonzero facts inside a coordinate use in a dimension, in first-seen order. Facts that reach
   * into it in part count too; where `whole` is asked for, those of tables do not: a total says nothing of its parts.
   */
  members(id: string, at: Coordinate = {}, whole = false): readonly string[] {
    const found = new Set<string>();
    for (const { facts, grain } of this.statements) {
      for (const fact of facts) {
        const member = fact.at[id];
        if (member === undefined || found.has(member) || fact.value === 0n) continue;
        const relation = relateCoordinates(this.space, fact.at, at);
        if (relation === 'outside' || (relation === 'straddles' && whole && grain === 'table')) continue;
        found.add(member);
      }
    }
    const dimension = this.space.get(id);
    return [...found].filter(
      (member) =>
        ![...found].some((other) => other !== member && dimension?.relate(other, member) === 'inside'),
    );
  }
}

/**
 * Along how many dimensions a question has to be taken apart until its parts lie inside a scope: one in each dimension in
 * which it reaches beyond it. None of its parts ever does where it lies outside in one.
 */
function stepsInto(space: Space, question: Coordinate, scope: Coordinate): number {
  let steps = 0;
  for (const id in scope) {
    const wanted = scope[id];
    const member = question[id];
    if (wanted === undefined || member === wanted) continue;
    const relation =
      member === undefined ? 'straddles' : (space.get(id)?.relate(member, wanted) ?? 'outside');
    if (relation === 'outside') return Number.POSITIVE_INFINITY;
    if (relation === 'straddles') steps += 1;
  }
  return steps;
}

function exactFacts(statements: readonly Statement[]): Map<string, Fact[]> {
  const exact = new Map<string, Fact[]>();
  for (const { grain, facts } of statements) {
    if (grain === 'lines') continue;
    for (const fact of facts) {
      const key = coordinateKey(fact.at);
      const same = exact.get(key);
      if (same === undefined) exact.set(key, [fact]);
      else same.push(fact);
    }
  }
  return exact;
}

function membersIn(facts: readonly Fact[], dimension: string): readonly string[] {
  return indexOf(facts, dimension).members;
}

const ZERO: KnownValue = { known: true, value: 0n, interval: exactly(0n), facts: [] };

/** Zero where a table that is closed along some dimension of the question prints nothing there, nor around it. */
function leftOut(space: Space, { closed, facts }: Statement, question: Coordinate): Value {
  if (facts.length === 0) return closed === false ? { known: false, reason: 'noStatement', facts: [] } : ZERO;
  const coarser: Fact[] = [];
  for (const id in question) {
    const wanted = question[id];
    if (wanted === undefined) continue;
    const around = aroundOf(space, facts, id, wanted);
    if (around === undefined) continue;
    if (!around.isPrinted && (closed === true || (closed !== false && closed.has(id)))) return ZERO;
    if (coarser.length < MOST_NAMED) coarser.push(...around.coarser);
  }
  return {
    known: false,
    reason: coarser.length > 0 ? 'undetermined' : 'noStatement',
    facts: coarser.slice(0, MOST_NAMED),
  };
}

/** As many facts as say why something is unknown. */
const MOST_NAMED = 20;

/** How the facts of a table lie to a member; undefined where they have nothing in its dimension. */
function aroundOf(space: Space, facts: readonly Fact[], id: string, wanted: string): Around | undefined {
  const { members, groups, around } = indexOf(facts, id);
  const relate = space.get(id)?.relate;
  if (members.length === 0 || relate === undefined) return undefined;
  let found = around.get(wanted);
  if (found === undefined) {
    const printed = members.filter((member) => member === wanted || relate(member, wanted) !== 'outside');
    const coarser = printed
      .filter((member) => member !== wanted && relate(wanted, member) === 'inside')
      .flatMap((member) => groups.get(member) ?? []);
    found = { isPrinted: printed.length > 0, coarser: coarser.slice(0, MOST_NAMED) };
    around.set(wanted, found);
  }
  return found;
}

/** The sum of the lines inside a question; lines that reach into it only in part leave it undetermined. */
function sum(space: Space, statement: Statement, question: Coordinate): Value {
  const inside: Fact[] = [];
  const straddling: Fact[] = [];
  let value = 0n;
  let interval: Interval = exactly(0n);
  for (const fact of candidates(space, statement.facts, question)) {
    const relation = relateCoordinates(space, fact.at, question);
    if (relation === 'outside') continue;
    if (relation === 'straddles') {
      if (fact.value !== 0n || fact.status === 'unread') straddling.push(fact);
    } else if (fact.status === 'unread') {
      return { known: false, reason: 'unread', facts: [fact] };
    } else {
      inside.push(fact);
      value += fact.value;
      interval = addIntervals(interval, intervalOf(fact));
    }
  }
  if (straddling.length > 0) return { known: false, reason: 'undetermined', facts: straddling };
  if (inside.length === 0 && !statement.closed) return { known: false, reason: 'noStatement', facts: [] };
  if (!statement.closed && inside.every((fact) => coordinateKey(fact.at) !== coordinateKey(question))) {
    return { known: false, reason: 'undetermined', facts: inside };
  }
  return { known: true, value, interval, facts: inside };
}

function add(values: readonly KnownValue[]): KnownValue {
  return values.reduce((left, right) => ({
    known: true,
    value: left.value + right.value,
    interval: addIntervals(left.interval, right.interval),
    facts: [...left.facts, ...right.facts],
  }));
}

function projectLines(statement: Statement, dimensions: ReadonlySet<string>): readonly Fact[] {
  const sums = new Map<string, Fact>();
  for (const fact of statement.facts) {
    const at: Record<string, string> = {};
    for (const dimension in fact.at) {
      const member = fact.at[dimension];
      if (member !== undefined && (dimensions.has(dimension) || dimension in statement.scope))
        at[dimension] = member;
    }
    const key = coordinateKey(at);
    const known = sums.get(key);
    sums.set(
      key,
      known === undefined
        ? { at, value: fact.value, unit: fact.unit, decimals: fact.decimals, status: fact.status }
        : { ...known, value: known.value + fact.value },
    );
  }
  return [...sums.values()];
}
