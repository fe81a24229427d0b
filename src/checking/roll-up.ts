import type { Dimension } from '../facts/dimension.ts';
import { coordinateKey, type Fact } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import type { Law } from './law.ts';

/**
 * Law 1 within one table: every total with the parts that stand beside it, along every dimension and hierarchy.
 * @param closedAlong dimensions along which parts that the table leaves out count as zero; along the others only
 *   complete sets of parts add up, and incomplete ones are no more than the total
 */
export function rollUpLaws(
  space: Space,
  facts: readonly Fact[],
  closedAlong: ReadonlySet<string>,
): readonly Law[] {
  const byKey = new Map(facts.map((fact) => [coordinateKey(fact.at), fact]));
  const laws: Law[] = [];
  const printed = membersOf(byKey.values());
  for (const [id, dimension] of space) {
    const present = printed.get(id);
    if (present === undefined || !addsUp(dimension, present, byKey.values())) continue;
    for (const group of alike(byKey, id)) {
      // Only members with a fact of the group inside can have facts below.
      const reached = new Set([...group.keys()].flatMap((one) => (one === '' ? [] : dimension.above(one))));
      for (const total of group.values()) {
        // Hierarchies that the table prints the same parts of make one law.
        const made = new Set<string>();
        for (const partition of dimension.partitions(total.at[id])) {
          const parts = partition.map((member) => frontier(member, dimension, reached, group));
          const found = parts.flatMap((part) => part ?? []);
          const key = found.map((fact) => fact.at[id]).join(' ');
          if (found.length === 0 || made.has(key)) continue;
          made.add(key);
          if (!closedAlong.has(id) && parts.some((part) => part === undefined)) {
            // No sum of disjoint parts exceeds the whole, unless a part that is missing were negative.
            const isPlain = [total, ...found].every((fact) => fact.value >= 0n);
            if (isPlain) laws.push({ kind: 'ofWhich', dimension: id, total, parts: found });
            continue;
          }
          if (!accountsForAll(found, dimension, present, total)) continue;
          laws.push({ kind: 'rollUp', dimension: id, total, parts: found });
        }
        const member = total.at[id];
        if (member === undefined) continue;
        const ofWhich = dimension.ofWhich(member).flatMap((part) => group.get(part) ?? []);
        if (ofWhich.length > 0) laws.push({ kind: 'ofWhich', dimension: id, total, parts: ofWhich });
      }
    }
  }
  return laws;
}

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
 * Facts that differ in one dimension only, by their member there (the total over it under the empty one): what a sum
 * along the dimension can be made of. Groups of one fact make none.
 */
function alike(facts: ReadonlyMap<string, Fact>, id: string): readonly ReadonlyMap<string, Fact>[] {
  const groups = new Map<string, Map<string, Fact>>();
  for (const [whole, fact] of facts) {
    const member = fact.at[id];
    if (member === undefined) continue;
    const key = withoutDimension(whole, id, member);
    const group = groups.get(key);
    const total = group === undefined ? facts.get(key) : undefined;
    if (group !== undefined) group.set(member, fact);
    else
      groups.set(
        key,
        new Map([...(total === undefined ? [] : ([['', total]] as const)), [member, fact] as const]),
      );
  }
  return [...groups.values()].filter((group) => group.size > 1);
}

/** The key of a coordinate without one of its dimensions, of which the member is given. */
export function withoutDimension(key: string, id: string, member: string): string {
  const part = `${id}=${member}`;
  if (key === part) return '';
  if (key.startsWith(`${part}&`)) return key.slice(part.length + 1);
  const at = key.indexOf(`&${part}&`);
  return at < 0 ? key.slice(0, -part.length - 1) : key.slice(0, at) + key.slice(at + part.length + 1);
}

/**
 * Whether the parts reach every member printed inside the total. A hierarchy that passes some by (the table prints
 * 基本 and 项目, the parts are those of 人员类, 运转类 …) is not the one this table follows.
 */
function accountsForAll(
  parts: readonly Fact[],
  dimension: Dimension,
  present: ReadonlySet<string>,
  total: Fact,
): boolean {
  const whole = total.at[dimension.id];
  const members = parts.flatMap((part) => part.at[dimension.id] ?? []);
  return [...present].every(
    (one) =>
      one === whole ||
      (whole !== undefined && dimension.relate(one, whole) !== 'inside') ||
      members.some((member) => dimension.relate(one, member) !== 'outside'),
  );
}

/** The coarsest facts that together make up a member: its own, or those of its parts; undefined where there are none. */
export function frontier(
  member: string,
  dimension: Dimension,
  reached: ReadonlySet<string>,
  group: ReadonlyMap<string, Fact>,
): readonly Fact[] | undefined {
  if (!reached.has(member)) return undefined;
  const own = group.get(member);
  if (own !== undefined) return [own];
  for (const partition of dimension.partitions(member)) {
    const below = partition.flatMap((part) => frontier(part, dimension, reached, group) ?? []);
    if (below.length > 0) return below;
  }
  return undefined;
}
