import { intervalOf } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import { addIntervals, type Interval, negate, overlap } from '../money/interval.ts';
import { sumOf } from './stated-amounts.ts';
import { type Constraint, type Print, printOf, type System } from './system.ts';

/** A row that a table seems to leave out: what it is of, and where else the document prints it. */
export interface LeftOutRow {
  /** The table that leaves it out. */
  readonly table: string;
  readonly dimension: string;
  readonly member: string;
  readonly print: Print;
}

/** What tables list row by row. */
const LISTED: ReadonlySet<string> = new Set(['function', 'economic', 'govEconomic', 'project', 'entity']);

/**
 * The one row that makes up for all sums of a table that fall short: another table prints it, of the same year, with
 * just the amount that is missing, and this table has no such row.
 */
export function leftOutRow(
  system: System,
  space: Space,
  laws: readonly Constraint[],
): LeftOutRow | undefined {
  const sums = laws.filter((law) => law.type === 'sum' && law.parts.length > 0);
  const [first = [], ...others] = sums.map((law) => candidates(system, space, law));
  return first.find(({ dimension, member }) =>
    others.every((list) => list.some((one) => one.dimension === dimension && one.member === member)),
  );
}

export function isSameRow(a: LeftOutRow, b: LeftOutRow): boolean {
  return a.table === b.table && a.dimension === b.dimension && a.member === b.member;
}

/** Whether a conflict is about nothing but that a table has no such row. */
export function isOnlyOf(
  system: System,
  { constraints }: { readonly constraints: readonly number[] },
  { table, dimension, member }: LeftOutRow,
): boolean {
  return constraints.every((index) => {
    const law = system.constraints[index];
    if (law?.type !== 'sum' || law.parts.length > 0 || law.table !== table) return false;
    return system.variables[law.total]?.at[dimension] === member;
  });
}

function candidates(system: System, space: Space, law: Constraint): readonly LeftOutRow[] {
  const { table, dimension: id } = law;
  if (law.type !== 'sum' || table === undefined || id === undefined || !LISTED.has(id)) return [];
  const dimension = space.get(id);
  const total = system.variables[law.total];
  const missing = missingIn(system, law);
  if (dimension === undefined || total === undefined || missing === undefined) return [];
  const whole = total.at[id];
  const parts = law.parts.flatMap((part) => system.variables[part]?.at[id] ?? []);
  const own = new Set(
    system.variables.flatMap(({ at, prints }) =>
      at[id] !== undefined && prints.some(({ fact }) => fact.table === table) ? [at[id]] : [],
    ),
  );
  const isOpen = (member: string) =>
    !own.has(member) &&
    member !== whole &&
    (whole === undefined || dimension.relate(member, whole) === 'inside') &&
    parts.every(
      (part) => dimension.relate(member, part) === 'outside' && dimension.relate(part, member) === 'outside',
    );
  return system.variables
    .flatMap(({ at, prints }): readonly (LeftOutRow & { readonly likeness: number })[] => {
      const member = at[id];
      if (member === undefined || at.year !== total.at.year || at.stage !== total.at.stage) return [];
      const print = prints.find(
        ({ fact }) => fact.table !== undefined && fact.value !== 0n && overlap(intervalOf(fact), missing),
      );
      if (print === undefined || !isOpen(member)) return [];
      const differing = new Set([...Object.keys(at), ...Object.keys(total.at)]).size;
      const likeness =
        [...Object.keys(total.at)].filter((one) => total.at[one] === at[one]).length - differing;
      return [{ table, dimension: id, member, print, likeness }];
    })
    .sort((a, b) => b.likeness - a.likeness);
}

/** What the parts of a total fall short of it by, as far as rounding leaves it open; undefined where they do not. */
function missingIn(system: System, law: Extract<Constraint, { total: number }>): Interval | undefined {
  const total = printOf(system, law.total, law.table)?.fact;
  const parts = law.parts.map((part) => printOf(system, part, law.table)?.fact);
  if (total === undefined || parts.length === 0 || parts.includes(undefined)) return undefined;
  const facts = parts.flatMap((part) => part ?? []);
  if (facts.reduce((sum, { value }) => sum + value, 0n) >= total.value) return undefined;
  return addIntervals(intervalOf(total), negate(sumOf(facts.map(intervalOf))));
}
