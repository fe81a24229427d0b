import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import type { FindingCount } from '../reporting/finding-counts.ts';
import type { StoredBudget } from './budgets.ts';
import type { Db } from './database.ts';
import type { Connection } from './log.ts';
import { budgetWithin, documentWithin, type Reach } from './reach.ts';
import { bodies, budgets, type CheckedBudget, type CheckOutcome, documents } from './schema.ts';

/** A document that was checked, as far as a board tells of it. */
export interface DocumentOfYear {
  readonly id: string;
  readonly name: string;
  readonly entityCode: string;
  readonly entityName: string;
  readonly outcome: CheckOutcome;
  /** By rule; null where it was checked before they were counted. */
  readonly findings: readonly FindingCount[] | null;
}

/** A department of the tree, with all bodies below it. */
export interface TreeDepartment {
  readonly code: string;
  readonly name: string;
  readonly units: readonly { readonly code: string; readonly name: string }[];
}

/** The documents of a year within reach that were checked, the last dropped first. */
export async function documentsOfYear(
  db: Connection,
  year: number,
  reach: Reach,
): Promise<readonly DocumentOfYear[]> {
  const { id, name, entityCode, entityName, outcome, findings } = documents;
  const rows = await db
    .select({ id, name, entityCode, entityName, outcome, findings })
    .from(documents)
    .where(
      and(
        eq(documents.year, year),
        eq(documents.state, 'done'),
        isNull(documents.deletedAt),
        documentWithin(reach),
      ),
    )
    .orderBy(desc(documents.uploadedAt), desc(documents.id));
  return rows.flatMap(({ outcome: made, ...rest }) => (made === null ? [] : [{ ...rest, outcome: made }]));
}

/** The departments of the tree that are reached as a whole, those of retired bodies left out. */
export async function departmentsWithin(db: Connection, reach: Reach): Promise<readonly TreeDepartment[]> {
  const all = await db.select().from(bodies).where(isNull(bodies.retiredAt)).orderBy(asc(bodies.code));
  const byId = new Map(all.map((body) => [body.id, body]));
  const pathOf = (id: string | null): readonly string[] => {
    const body = id === null ? undefined : byId.get(id);
    return body === undefined ? [] : [body.id, ...pathOf(body.parent)];
  };
  const units = new Map<string, { code: string; name: string }[]>();
  for (const { id, code, name, parent } of all) {
    const department = pathOf(parent).find((one) => byId.get(one)?.scope === 'department');
    if (department === undefined || byId.get(id)?.scope === 'department') continue;
    units.set(department, [...(units.get(department) ?? []), { code, name }]);
  }
  return all
    .filter(
      ({ scope, id }) =>
        scope === 'department' && (reach.everything || pathOf(id).some((one) => reach.bodies.includes(one))),
    )
    .map(({ id, code, name }) => ({ code, name, units: units.get(id) ?? [] }));
}

/** The years of budgets and checked documents within reach, the last first. */
export async function yearsWithin(
  db: Db,
  reach: { readonly budgets: Reach; readonly documents: Reach | undefined },
): Promise<readonly number[]> {
  const ofBudgets = await db
    .selectDistinct({ year: budgets.year })
    .from(budgets)
    .where(and(isNull(budgets.deletedAt), budgetWithin(reach.budgets)));
  const ofDocuments =
    reach.documents === undefined
      ? []
      : await db
          .selectDistinct({ year: documents.year })
          .from(documents)
          .where(
            and(
              isNotNull(documents.year),
              eq(documents.state, 'done'),
              isNull(documents.deletedAt),
              documentWithin(reach.documents),
            ),
          );
  const years = new Set([...ofBudgets, ...ofDocuments].flatMap(({ year }) => year ?? []));
  return [...years].sort((a, b) => b - a);
}

/** Keeps what came of a check, unless a later one was kept before. */
export async function keepCheck(
  db: Connection,
  budget: Pick<StoredBudget, 'id'>,
  checked: CheckedBudget,
): Promise<void> {
  await db
    .update(budgets)
    .set({ checked })
    .where(and(eq(budgets.id, budget.id), eq(budgets.revision, checked.revision)));
}
