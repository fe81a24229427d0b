import type { Dimension } from '../facts/dimension.ts';
import { type Coordinate, coordinateKey, type Fact } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import { frontier, withoutDimension } from './roll-up.ts';
import type { StatedTable } from './system.ts';

/** A coordinate that a table does not print and yet determines: the sum of these, or zero where there are none. */
export interface Determined {
  readonly at: Coordinate;
  readonly dimension: string;
  readonly parts: readonly Fact[];
}

/**
 * What one closed table says of coordinates that are printed elsewhere only: a table of items says what their class
 * comes to, and that an item it leaves out has nothing.
 */
export function determinedBy(
  space: Space,
  table: Pick<StatedTable, 'at' | 'closed'>,
  facts: readonly Fact[],
  elsewhere: Iterable<Coordinate>,
): readonly Determined[] {
  const own = new Set(facts.map(({ at }) => coordinateKey(at)));
  const groups = [...table.closed].flatMap((id) => {
    const dimension = space.get(id);
    return dimension === undefined ? [] : [{ id, dimension, byRest: byRest(facts, id, dimension) }];
  });
  if (groups.length === 0) return [];
  const found: Determined[] = [];
  for (const at of elsewhere) {
    const key = coordinateKey(at);
    if (own.has(key) || !isWithin(at, table.at)) continue;
    for (const { id, dimension, byRest: known } of groups) {
      const member = at[id];
      const group = known.get(withoutDimension(key, id, member ?? ''));
      if (member === undefined || group === undefined) continue;
      const hasTotal = own.has(withoutDimension(key, id, member));
      if (!hasTotal && !isInOneOf(member, dimension, group.facts)) continue;
      const parts = dimension
        .partitions(member)
        .map((partition) =>
          partition.flatMap((part) => frontier(part, dimension, group.reached, group.facts) ?? []),
        )
        .find((one) => one.length > 0);
      // Parts that are all left blank may be no list of parts at all.
      if (parts?.some(({ status }) => status === 'printed' || status === 'zero') === true)
        found.push({ at, dimension: id, parts });
      else if (
        parts === undefined &&
        CLASSIFICATIONS.has(id) &&
        hasTotal &&
        isLeftOut(member, dimension, group.facts)
      )
        found.push({ at, dimension: id, parts: [] });
    }
  }
  return found;
}

/** What tables list item by item; of other dimensions what is left out may be said elsewhere. */
const CLASSIFICATIONS: ReadonlySet<string> = new Set(['function', 'economic', 'govEconomic']);

interface Group {
  readonly facts: Map<string, Fact>;
  readonly reached: Set<string>;
}

/** Facts that differ in one dimension only, with all members that have something inside. */
function byRest(facts: readonly Fact[], id: string, dimension: Dimension): ReadonlyMap<string, Group> {
  const found = new Map<string, Group>();
  for (const fact of facts) {
    const member = fact.at[id];
    if (member === undefined) continue;
    const key = withoutDimension(coordinateKey(fact.at), id, member);
    const group = found.get(key) ?? { facts: new Map(), reached: new Set() };
    found.set(key, group);
    group.facts.set(member, fact);
    for (const above of dimension.above(member)) group.reached.add(above);
  }
  return found;
}

function isWithin(at: Coordinate, scope: Coordinate): boolean {
  return Object.keys(scope).every((id) => at[id] === scope[id]);
}

/** Whether a table prints a whole that a member is in: of what is outside them, such as 三公经费, it says nothing. */
function isInOneOf(member: string, dimension: Dimension, facts: ReadonlyMap<string, Fact>): boolean {
  return [...facts.keys()].some(
    (whole) => dimension.has(whole) && dimension.relate(member, whole) === 'inside',
  );
}

/**
 * Whether a table that goes into as much detail leaves a member out: something of its kind is printed beside it, and
 * nothing that it is a part of stands without its parts.
 */
function isLeftOut(member: string, dimension: Dimension, facts: ReadonlyMap<string, Fact>): boolean {
  if (!dimension.has(member)) return false;
  const printed = [...facts.keys()];
  const depth = dimension.above(member).length;
  if (!printed.some((one) => dimension.above(one).length >= depth)) return false;
  return dimension
    .above(member)
    .filter((one) => one !== member && facts.has(one))
    .every((whole) => printed.some((one) => one !== whole && dimension.relate(one, whole) === 'inside'));
}
