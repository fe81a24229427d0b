import type { Dimension } from '../facts/dimension.ts';
import type { Fact } from '../facts/fact.ts';
import { type Point, Points } from '../facts/points.ts';
import type { Space } from '../facts/space.ts';
import type { Law } from './law.ts';

/** Which laws are asked for: all, or only those of totals that equal the sum of their parts. */
export type Kinds = 'all' | 'rollUp';

/**
 * Law 1 within one table: every total with the parts that stand beside it, along every dimension and hierarchy.
 * @param closedAlong dimensions along which parts that the table leaves out count as zero; along the others only
 *   complete sets of parts add up, and incomplete ones are no more than the total
 * @param points those of the document, where laws are made for many tables of it
 */
export function rollUpLaws(
  space: Space,
  facts: readonly Fact[],
  closedAlong: ReadonlySet<string>,
  points: Points = new Points(),
  kinds: Kinds = 'all',
): readonly Law[] {
  const byPoint = new Map(facts.map((fact) => [points.of(fact.at), fact]));
  const laws: Law[] = [];
  const printed = membersOf(byPoint.values());
  for (const [id, dimension] of space) {
    const present = printed.get(id);
    if (present === undefined || !addsUp(dimension, present, byPoint.values())) continue;
    const isClosed = closedAlong.has(id);
    const parting = new Parting(dimension, present);
    for (const group of alike(byPoint, id, points)) {
      for (const [member, total] of wholeFirst(group)) {
        // Hierarchies that the table prints the same parts of make one law.
        const made = new Set<string>();
        for (const { parts: members, isWhole } of parting.of(member)) {
          const parts = members.map((part) => frontier(part, parting, group));
          const found = parts.flatMap((part) => part ?? []);
          const names = found.map((fact) => fact.at[id] ?? '');
          const key = names.join(' ');
          if (found.length === 0 || made.has(key)) continue;
          made.add(key);
          if (!isClosed && !(isWhole && parts.every((part) => part !== undefined))) {
            // No sum of disjoint parts exceeds the whole, unless a part that is missing were negative.
            const isPlain = kinds === 'all' && total.value >= 0n && found.every((fact) => fact.value >= 0n);
            if (isPlain) laws.push({ kind: 'ofWhich', dimension: id, total, parts: found });
            continue;
          }
          if (parting.accountsForAll(member, names, key))
            laws.push({ kind: 'rollUp', dimension: id, total, parts: found });
        }
        if (member === WHOLE || kinds === 'rollUp') continue;
        const ofWhich = dimension.ofWhich(member).flatMap((part) => group.get(part) ?? []);
        if (ofWhich.length > 0) laws.push({ kind: 'ofWhich', dimension: id, total, parts: ofWhich });
      }
    }
  }
  return laws;
}

/** Stands for the total over a dimension among its members. */
const WHOLE = '';

/** Whether anything among these members, or the total over them, is made of parts. */
function addsUp(dimension: Dimension, present: ReadonlySet<string>, facts: Iterable<Fact>): boolean {
  for (const member of present)
    if (dimension.partitions(member).length > 0 || dimension.ofWhich(member).length > 0) return true;
  if (dimension.partitions().length === 0) return false;
  for (const { at } of facts) if (at[dimension.id] === undefined) return true;
  return false;
}

/** The members that facts have, by dimension. */
function membersOf(facts: Iterable<Fact>): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { at } of facts) {
    for (const id in at) {
      const member = at[id];
      if (member === undefined) continue;
      const known = found.get(id);
      if (known === undefined) found.set(id, new Set([member]));
      else known.add(member);
    }
  }
  return found;
}

/**
 * Facts that differ in one dimension only, by their member there (the total over it under {@link WHOLE}): what a sum
 * along the dimension can be made of. Groups of one fact make none.
 */
function* alike(
  facts: ReadonlyMap<Point, Fact>,
  id: string,
  points: Points,
): Iterable<ReadonlyMap<string, Fact>> {
  for (const [rest, group] of points.along(id, facts.values())) {
    const total = facts.get(rest);
    if (total !== undefined) yield group.set(WHOLE, total);
    else if (group.size > 1) yield group;
  }
}

/** The facts of a group, the total first, which was put in last. */
function* wholeFirst(group: ReadonlyMap<string, Fact>): Iterable<readonly [string, Fact]> {
  const total = group.get(WHOLE);
  if (total !== undefined) yield [WHOLE, total];
  for (const one of group) if (one[0] !== WHOLE) yield one;
}

/** Members that together make up another, as far as a table goes into them. */
interface Parts {
  /** Those that the table prints, or something inside of. */
  readonly parts: readonly string[];
  /** Whether these are all. */
  readonly isWhole: boolean;
}

/** How a dimension comes apart into the members that one table prints. */
export class Parting {
  readonly #dimension: Dimension;
  readonly #present: ReadonlySet<string>;
  /** All that have something printed inside. */
  readonly #reached: ReadonlySet<string>;
  readonly #parts = new Map<string, readonly Parts[]>();
  readonly #accounts = new Map<string, boolean>();

  constructor(dimension: Dimension, present: ReadonlySet<string>) {
    this.#dimension = dimension;
    this.#present = present;
    this.#reached = new Set([...present].flatMap((member) => dimension.above(member)));
  }

  reaches(member: string): boolean {
    return this.#reached.has(member);
  }

  /** The complete partitions of a member, or of the whole dimension, one a hierarchy. */
  of(member: string): readonly Parts[] {
    let found = this.#parts.get(member);
    if (found === undefined) {
      found = this.#dimension.partitions(member === WHOLE ? undefined : member).map((all) => {
        const parts = all.filter((part) => this.#reached.has(part));
        return { parts, isWhole: parts.length === all.length };
      });
      this.#parts.set(member, found);
    }
    return found;
  }

  /**
   * Whether parts reach every member printed inside the whole. A hierarchy that passes some by (the table prints 基本 and
   * 项目, the parts are those of 人员类, 运转类 …) is not the one this table follows.
   * @param key the parts in one text: tables ask of the same parts in every column
   */
  accountsForAll(whole: string, parts: readonly string[], key: string): boolean {
    const question = `${whole}=${key}`;
    let answer = this.#accounts.get(question);
    if (answer === undefined) {
      const { relate } = this.#dimension;
      answer = [...this.#present].every(
        (one) =>
          one === whole ||
          (whole !== WHOLE && relate(one, whole) !== 'inside') ||
          parts.some((part) => relate(one, part) !== 'outside'),
      );
      this.#accounts.set(question, answer);
    }
    return answer;
  }
}

/** The coarsest facts that together make up a member: its own, or those of its parts; undefined where there are none. */
export function frontier(
  member: string,
  parting: Parting,
  group: ReadonlyMap<string, Fact>,
): readonly Fact[] | undefined {
  if (!parting.reaches(member)) return undefined;
  const own = group.get(member);
  if (own !== undefined) return [own];
  for (const { parts } of parting.of(member)) {
    const below = parts.flatMap((part) => frontier(part, parting, group) ?? []);
    if (below.length > 0) return below;
  }
  return undefined;
}
