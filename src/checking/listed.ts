import { coordinateKey, type Fact } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import type { Law } from './law.ts';
import { withoutDimension } from './roll-up.ts';

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
): readonly Law[] {
  const both = TOGETHER.every((id) => closed.has(id)) ? pairedRows(space, facts) : [];
  return [...both, ...projectRows(space, facts)];
}

/** Lists longer than this are added up in one hierarchy only. */
const LONGEST = 2_000;

function pairedRows(space: Space, facts: readonly Fact[]): readonly Law[] {
  const byKey = new Map(facts.map((fact) => [coordinateKey(fact.at), fact]));
  const lists = grouped(
    facts.filter(({ at }) => TOGETHER.every((id) => at[id] !== undefined)),
    TOGETHER,
  );
  return [...lists].flatMap(([key, rows]): readonly Law[] => {
    const total = byKey.get(key);
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

function projectRows(space: Space, facts: readonly Fact[]): readonly Law[] {
  const kinds = space.get('kind');
  const lists = grouped(
    facts.filter(({ at }) => at.project !== undefined),
    ['project', 'kind'],
  );
  const totals = facts.filter(({ at }) => at.project === undefined && at.flow !== undefined);
  return totals.flatMap((total): readonly Law[] => {
    const rows = lists.get(keyWithout(total, ['project', 'kind'])) ?? [];
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

function grouped(facts: readonly Fact[], ids: readonly string[]): ReadonlyMap<string, readonly Fact[]> {
  const found = new Map<string, Fact[]>();
  for (const fact of facts) {
    const key = keyWithout(fact, ids);
    const known = found.get(key);
    if (known === undefined) found.set(key, [fact]);
    else known.push(fact);
  }
  return found;
}

function keyWithout({ at }: Fact, ids: readonly string[]): string {
  return ids.reduce((key, id) => {
    const member = at[id];
    return member === undefined ? key : withoutDimension(key, id, member);
  }, coordinateKey(at));
}
