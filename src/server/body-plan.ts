import { type Problem, problem } from '../messages/problem.ts';
import type { BodyScope, BodyValues, StoredBody } from '../store/bodies.ts';

/** A body as a list states it. */
export interface ListedBody {
  /** As people count rows of the list, from 1. */
  readonly row: number;
  readonly code: string;
  readonly name: string;
  /** Code or name of the body above; empty where there is none. */
  readonly above: string;
  /** Undefined where the list does not say. */
  readonly scope: BodyScope | undefined;
  readonly nature: string;
}

/** What an import is going to do, those above before those below. */
export interface BodyPlan {
  readonly steps: readonly PlannedBody[];
  readonly unchanged: number;
  readonly problems: readonly Problem[];
}

export interface PlannedBody {
  readonly values: Omit<BodyValues, 'parent'>;
  /** The body that is there already. */
  readonly existing: StoredBody | undefined;
  /** One that is there, or the index of the step that makes it; null at the top. */
  readonly parent: { readonly id: string } | { readonly step: number } | null;
}

/**
 * Holds a list of bodies against the tree: known ones (the same code; without one, the same name) are changed where the list says
 * something else, others added. Nothing is taken away. With a problem, nothing may be done.
 *
 * @param top where bodies without one above go
 */
export function planBodies(
  listed: readonly ListedBody[],
  tree: readonly StoredBody[],
  top: string | null = null,
): BodyPlan {
  const live = tree.filter(({ retiredAt }) => retiredAt === null);
  const problems: Problem[] = [];
  const say = (row: number, made: Problem) => problems.push({ ...made, where: { line: row } });
  for (const [index, one] of listed.entries()) {
    const twin = listed.findIndex((other) => same(one, other));
    if (twin < index) {
      const { code, name } = one;
      say(
        one.row,
        problem(
          'bodies.import.twice',
          'error',
          {},
          { body: `${code} ${name}`.trim(), row: listed[twin]?.row ?? 0 },
        ),
      );
    }
  }
  /** The row above one in the list, by its index. */
  const aboveOf = new Map<number, number>();
  const parentThere = new Map<number, string | null>();
  for (const [index, one] of listed.entries()) {
    const { above, row } = one;
    if (above === '') {
      parentThere.set(index, top);
      continue;
    }
    const others = listed.filter((other) => other !== one);
    const rows = namedBy(others, above);
    const there = rows.length === 0 ? namedBy(live, above) : [];
    const count = rows.length + there.length;
    if (count !== 1) {
      const key = count === 0 ? 'bodies.import.noParent' : 'bodies.import.manyParents';
      say(row, problem(key, 'error', {}, { parent: above }));
      continue;
    }
    const [listedParent] = rows;
    if (listedParent === undefined) parentThere.set(index, there[0]?.id ?? null);
    else aboveOf.set(index, listed.indexOf(listedParent));
  }
  const order = inOrder(listed.length, aboveOf);
  for (const index of order.circular) {
    const one = listed[index];
    if (one !== undefined) say(one.row, problem('bodies.import.circle', 'error', {}, { body: one.name }));
  }
  const parents = new Set([...aboveOf.values()]);
  const steps: PlannedBody[] = [];
  const stepOf = new Map<number, number>();
  for (const index of order.sorted) {
    const one = listed[index];
    if (one === undefined) continue;
    const existing = live.find((body) => same(one, body));
    const above = aboveOf.get(index);
    const step = above === undefined ? undefined : stepOf.get(above);
    const id = parentThere.get(index) ?? null;
    stepOf.set(index, steps.length);
    steps.push({
      values: {
        code: one.code,
        name: one.name,
        scope: one.scope ?? existing?.scope ?? (parents.has(index) ? 'department' : 'unit'),
        nature: one.nature === '' ? (existing?.nature ?? '') : one.nature,
      },
      existing,
      parent: step === undefined ? (id === null ? null : { id }) : { step },
    });
  }
  const unchanged = steps.filter((step) => isUnchanged(step, steps)).length;
  return { steps, unchanged, problems };
}

interface Named {
  readonly code: string;
  readonly name: string;
  readonly scope: BodyScope | undefined;
}

/** A department and the department itself may have one code, so the scope counts where both say it. */
function same(a: Named, b: Named): boolean {
  if (a.scope !== undefined && b.scope !== undefined && a.scope !== b.scope) return false;
  return a.code !== '' || b.code !== '' ? a.code === b.code : a.name === b.name;
}

/** Those of a code or, where none has it, a name; of several the one department, which has the others below it. */
function namedBy<One extends Named>(all: readonly One[], above: string): readonly One[] {
  const byCode = all.filter(({ code }) => code === above);
  const found = byCode.length > 0 ? byCode : all.filter(({ name }) => name === above);
  const departments = found.filter(({ scope }) => scope === 'department');
  return departments.length === 1 ? departments : found;
}

/** Whether a body is there just so. */
export function isUnchanged(
  { values, existing, parent }: PlannedBody,
  steps: readonly PlannedBody[],
): boolean {
  if (existing === undefined) return false;
  const id = parent === null ? null : 'id' in parent ? parent.id : steps[parent.step]?.existing?.id;
  return (
    existing.name === values.name &&
    existing.code === values.code &&
    existing.scope === values.scope &&
    existing.nature === values.nature &&
    existing.parent === id
  );
}

/** Indices so that each comes after the one above it, and those that lie on a circle or below one. */
function inOrder(count: number, aboveOf: ReadonlyMap<number, number>) {
  const sorted: number[] = [];
  const placed = new Set<number>();
  const circular: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const path: number[] = [];
    let at: number | undefined = index;
    while (at !== undefined && !placed.has(at) && !path.includes(at)) {
      path.push(at);
      at = aboveOf.get(at);
    }
    if (at !== undefined && path.includes(at)) {
      circular.push(index);
      continue;
    }
    for (const one of path.reverse()) {
      placed.add(one);
      sorted.push(one);
    }
  }
  return { sorted, circular };
}
