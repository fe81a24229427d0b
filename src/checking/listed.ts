import type { Fact } from '../facts/fact.ts';
import type { Point, Points } from '../facts/points.ts';
import type { Space } from '../facts/space.ts';
import type { Law } from './law.ts';

/** Rows that two classifications name together; each of them may be closed, and yet no row has only one. */
const TOGETHER = ['economic', 'govEconomic'] as const;

/**
 * Law 1 for lists whose rows no single hierarchy adds up: rows that name an account of both economic classifications, and
 * projects, whose set is open but which a table with a printed total lists in full.
 */
export function listedLaws(
  space: Space,
  facts: readonly Fact[],
  closed: ReadonlySet<string>,
  points: Points,
): readonly Law[] {
  const both = TOGETHER.every((id) => closed.has(id)) ? pairedRows(space, facts, points) : [];
  return [...both, ...projectRows(space, facts, points)];
}

/** Lists longer than this are added up in one hierarchy only. */
const LONGEST = 2_000;

function pairedRows(space: Space, facts: readonly Fact[], points: Points): readonly Law[] {
  const paired = facts.filter(({ at }) => TOGETHER.every((id) => at[id] !== undefined));
  if (paired.length === 0) return [];
  const byPoint = new Map(facts.map((fact) => [points.of(fact.at), fact]));
  const lists = grouped(paired, TOGETHER, points);
  return [...lists].flatMap(([rest, rows]): readonly Law[] => {
    const total = byPoint.get(rest);
    if (total === undefined || rows.length < 2 || rows.length > LONGEST) return [];
    const parents = new Set(rows.flatMap(({ at }) => above(space, at.economic, 'economic')));
    const parts = rows.filter(({ at }) => !parents.has(at.economic ?? ''));
    return [{ kind: 'rollUp', dimension: 'economic', total, parts }];
  });
}

/** What a member lies inside of, itself left out. */
function above(space: Space, member: string | undefined, id: string): readonly string[] {
  if (member === undefined) return [];
  return (space.get(id)?.above(member) ?? []).filter((one) => one !== member);
}

function projectRows(space: Space, facts: readonly Fact[], points: Points): readonly Law[] {
  const listed = facts.filter(({ at }) => at.project !== undefined);
  if (listed.length === 0) return [];
  const kinds = space.get('kind');
  const lists = grouped(listed, ['project', 'kind'], points);
  const totals = facts.filter(({ at }) => at.project === undefined && at.flow !== undefined);
  return totals.flatMap((total): readonly Law[] => {
    const rows = lists.get(points.of(total.at).without('kind')) ?? [];
    if (rows.length > LONGEST) return [];
    const whole = total.at.kind;
    const inside = rows.filter(
      ({ at: { kind } }) =>
        whole === undefined ||
        kind === whole ||
        (kind !== undefined && kinds?.relate(kind, whole) === 'inside'),
    );
    const parts = coarsest(inside);
    if (new Set(parts.map(({ at }) => at.project)).size < 2) return [];
    return [{ kind: 'rollUp', dimension: 'project', total, parts }];
  });
}

/** Of the rows of one project only those of its coarsest kind: a finer one is a part of it. */
function coarsest(rows: readonly Fact[]): readonly Fact[] {
  const whole = new Set(
    rows.flatMap(({ at }) => (at.kind === undefined || at.kind === 'project' ? [at.project] : [])),
  );
  return rows.filter(({ at }) => !whole.has(at.project) || at.kind === undefined || at.kind === 'project');
}

/** Facts under the point that they share once these dimensions are left out. */
function grouped(
  facts: readonly Fact[],
  ids: readonly string[],
  points: Points,
): ReadonlyMap<Point, readonly Fact[]> {
  const found = new Map<Point, Fact[]>();
  for (const fact of facts) {
    const rest = ids.reduce((point, id) => point.without(id), points.of(fact.at));
    const known = found.get(rest);
    if (known === undefined) found.set(rest, [fact]);
    else known.push(fact);
  }
  return found;
}
