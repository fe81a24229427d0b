import { addIntervals, exactly, type Interval } from '../money/interval.ts';
import { type Coordinate, coordinateKey, type Fact, intervalOf } from './fact.ts';
import { relateCoordinates, type Space } from './space.ts';

/**
 * Facts that were stated together: a ledger, or one printed table.
 *
 * All of them lie inside `scope`. A *closed* statement says everything there is to say inside its scope, so
 * what it leaves out is zero; an open one says nothing of what it leaves out. In a statement of `lines` every
 * fact counts once and equal coordinates add up; in a `table` totals stand beside their parts, and only the
 * finest facts may be added.
 */
export interface Statement {
  readonly id: string;
  readonly scope: Coordinate;
  readonly closed: boolean;
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

/** A statement with the facts of it that may be added up. */
interface Part extends Statement {
  readonly addends: readonly Fact[];
}

/** Facts by their member in one dimension; those that omit it stand under the empty member. */
interface Index {
  readonly groups: ReadonlyMap<string, readonly Fact[]>;
  /** What {@link candidates} found for a member before. */
  readonly found: Map<string, readonly Fact[]>;
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
    index = { groups, found: new Map() };
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

/**
 * Facts with the questions one may ask of them. A question is a coordinate; its answer is the value stated
 * there, or the sum of a complete set of parts, or *unknown*: never a guess.
 */
export class Cube {
  readonly space: Space;
  readonly #parts: readonly Part[];
  readonly #exact: ReadonlyMap<string, readonly Fact[]>;
  readonly #answers = new Map<string, Value>();

  private constructor(space: Space, parts: readonly Part[]) {
    this.space = space;
    this.#parts = parts;
    this.#exact = exactFacts(parts);
  }

  static of(space: Space, statements: readonly Statement[]): Cube {
    return new Cube(
      space,
      statements.map((statement) => ({ ...statement, addends: finest(space, statement) })),
    );
  }

  get statements(): readonly Statement[] {
    return this.#parts;
  }

  /** The value at a coordinate. */
  value(question: Coordinate): Value {
    return this.#value(question, 0);
  }

  #value(question: Coordinate, depth: number): Value {
    return this.#stated(question) ?? this.#summed(question, depth);
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

  #summed(question: Coordinate, depth: number): Value {
    let unknown: UnknownValue = { known: false, reason: 'noStatement', facts: [] };
    for (const part of this.#parts) {
      if (relateCoordinates(this.space, question, part.scope) !== 'inside') continue;
      const answer = sum(this.space, part, question);
      if (answer.known) return answer;
      if (answer.reason !== 'noStatement') unknown = answer;
    }
    return (depth < MAX_DEPTH ? this.#fromParts(question, depth) : undefined) ?? unknown;
  }

  /** Answers from a complete partition along one dimension, each part from whichever statement knows it. */
  #fromParts(question: Coordinate, depth: number): KnownValue | undefined {
    for (const [dimension, member] of Object.entries(question)) {
      for (const parts of this.space.get(dimension)?.partitions(member) ?? []) {
        const values: KnownValue[] = [];
        for (const part of parts) {
          const value = this.#part({ ...question, [dimension]: part }, depth + 1);
          if (!value.known) break;
          values.push(value);
        }
        if (values.length === parts.length && values.length > 0) return add(values);
      }
    }
    return undefined;
  }

  /** Parts are asked for again and again, by questions that share them. */
  #part(question: Coordinate, depth: number): Value {
    const key = `${depth}:${coordinateKey(question)}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      answer = this.#value(question, depth);
      this.#answers.set(key, answer);
    }
    return answer;
  }

  /** The facts that lie, at least in part, inside a coordinate; questions inside it get the same answers. */
  slice(at: Coordinate): Cube {
    const reaches = (fact: Fact) => relateCoordinates(this.space, fact.at, at) !== 'outside';
    return new Cube(
      this.space,
      this.#parts.map((part) => {
        const facts = part.facts.filter(reaches);
        return {
          ...part,
          facts,
          addends: part.addends === part.facts ? facts : part.addends.filter(reaches),
        };
      }),
    );
  }

  /**
   * The same facts added up over all dimensions but the given ones (and those of each statement's scope): a
   * small cube that answers every question restricted to these dimensions alone.
   */
  project(dimensions: ReadonlySet<string>): Cube {
    return new Cube(
      this.space,
      this.#parts.map((part) => {
        if (part.grain === 'table') return part;
        const facts = projectLines(part, dimensions);
        return { ...part, facts, addends: facts };
      }),
    );
  }

  /** The finest members that nonzero facts inside a coordinate use in a dimension, in first-seen order. */
  members(dimension: string, at: Coordinate = {}): readonly string[] {
    const found = new Set<string>();
    for (const part of this.#parts) {
      for (const fact of part.addends) {
        const member = fact.at[dimension];
        if (member === undefined || found.has(member) || fact.value === 0n) continue;
        if (relateCoordinates(this.space, fact.at, at) !== 'outside') found.add(member);
      }
    }
    return [...found];
  }
}

function exactFacts(parts: readonly Part[]): Map<string, Fact[]> {
  const exact = new Map<string, Fact[]>();
  for (const part of parts) {
    if (part.grain === 'lines') continue;
    for (const fact of part.facts) {
      const key = coordinateKey(fact.at);
      const same = exact.get(key);
      if (same === undefined) exact.set(key, [fact]);
      else same.push(fact);
    }
  }
  return exact;
}

/** In a table the facts that have no finer facts beside them; in lines all. */
function finest(space: Space, { grain, facts }: Statement): readonly Fact[] {
  if (grain === 'lines') return facts;
  return facts.filter(
    (fact) =>
      !candidates(space, facts, fact.at).some(
        (other) =>
          other !== fact &&
          relateCoordinates(space, other.at, fact.at) === 'inside' &&
          relateCoordinates(space, fact.at, other.at) !== 'inside',
      ),
  );
}

function sum(space: Space, statement: Part, question: Coordinate): Value {
  const inside: Fact[] = [];
  const straddling: Fact[] = [];
  let value = 0n;
  let interval: Interval = exactly(0n);
  for (const fact of candidates(space, statement.addends, question)) {
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
