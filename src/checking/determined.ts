import type { Dimension } from '../facts/dimension.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Point, Points } from '../facts/points.ts';
import type { Space } from '../facts/space.ts';
import { frontier, Parting } from './roll-up.ts';
import type { StatedTable } from './system.ts';

/** A coordinate that a table does not print and yet determines: the sum of these, or zero where there are none. */
export interface Determined {
  readonly at: Coordinate;
  readonly dimension: string;
  readonly parts: readonly Fact[];
}

/** What is printed along a dimension, wherever it is: {@link Points.along}, with the number of its variable. */
export type Printed = (dimension: string) => ReadonlyMap<Point, ReadonlyMap<string, Variable>>;

interface Variable {
  readonly at: Coordinate;
  readonly number: number;
}

/**
 * What one closed table says of coordinates that are printed elsewhere only: a table of items says what their class
 * comes to, and that an item it leaves out has nothing. In the order of their variables.
 */
export function determinedBy(
  space: Space,
  table: Pick<StatedTable, 'at' | 'closed'>,
  facts: readonly Fact[],
  printed: Printed,
  points: Points,
): readonly Determined[] {
  const own = new Set(facts.map(({ at }) => points.of(at)));
  const scope = Object.entries(table.at);
  const found: (Determined & { readonly number: number })[] = [];
  for (const id of table.closed) {
    const dimension = space.get(id);
    if (dimension === undefined) continue;
    const elsewhere = printed(id);
    for (const [rest, group] of points.along(id, facts)) {
      const asked = [...(elsewhere.get(rest) ?? [])].filter(
        ([, { at }]) => !own.has(points.of(at)) && scope.every(([one, member]) => at[one] === member),
      );
      if (asked.length === 0) continue;
      const hasTotal = own.has(rest);
      const parting = new Parting(dimension, new Set(group.keys()));
      for (const [member, { at, number }] of asked) {
        if (!hasTotal && !isInOneOf(member, dimension, group)) continue;
        const parts = parting
          .of(member)
          .map((partition) => partition.parts.flatMap((part) => frontier(part, parting, group) ?? []))
          .find((one) => one.length > 0);
        // Parts that are all left blank may be no list of parts at all.
        if (parts?.some(({ status }) => status === 'printed' || status === 'zero') === true)
          found.push({ at, dimension: id, parts, number });
        else if (
          parts === undefined &&
          CLASSIFICATIONS.has(id) &&
          hasTotal &&
          isLeftOut(member, dimension, group)
        )
          found.push({ at, dimension: id, parts: [], number });
      }
    }
  }
  return found.sort((a, b) => a.number - b.number);
}

/** What tables list item by item; of other dimensions what is left out may be said elsewhere. */
const CLASSIFICATIONS: ReadonlySet<string> = new Set(['function', 'economic', 'govEconomic']);

/** Facts that differ in one dimension only, by their member there. */
type Group = ReadonlyMap<string, Fact>;

/** Whether a table prints a whole that a member is in: of what is outside them, such as 三公经费, it says nothing. */
function isInOneOf(member: string, dimension: Dimension, facts: Group): boolean {
  return [...facts.keys()].some(
    (whole) => dimension.has(whole) && dimension.relate(member, whole) === 'inside',
  );
}

/**
 * Whether a table that goes into as much detail leaves a member out: something of its kind is printed beside it, and
 * nothing that it is a part of stands without its parts.
 */
function isLeftOut(member: string, dimension: Dimension, facts: Group): boolean {
  if (!dimension.has(member)) return false;
  const printed = [...facts.keys()];
  const depth = dimension.above(member).length;
  if (!printed.some((one) => dimension.above(one).length >= depth)) return false;
  return dimension
    .above(member)
    .filter((one) => one !== member && facts.has(one))
    .every((whole) => printed.some((one) => one !== whole && dimension.relate(one, whole) === 'inside'));
}
