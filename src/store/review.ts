import { and, asc, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { StoredBudget } from './budgets.ts';
import type { Db } from './database.ts';
import type { Connection, Doer } from './log.ts';
import { budgetWithin, type Reach } from './reach.ts';
import { budgetSteps, budgets, remarks } from './schema.ts';

export type StoredStep = typeof budgetSteps.$inferSelect;
export type StoredRemark = typeof remarks.$inferSelect;
export type StepKind = StoredStep['kind'];

/** From which states a step leads to which. */
export const STEPS: Readonly<
  Record<StepKind, { readonly from: readonly StoredBudget['state'][]; readonly to: StoredBudget['state'] }>
> = {
  submit: { from: ['draft', 'returned'], to: 'submitted' },
  withdraw: { from: ['submitted'], to: 'draft' },
  return: { from: ['submitted', 'approved', 'published'], to: 'returned' },
  approve: { from: ['submitted'], to: 'approved' },
  publish: { from: ['approved', 'published'], to: 'published' },
};

/** Why a step was not taken. */
export type StepRefusal =
  /** The budget is not there any more. */
  | 'gone'
  /** It is in a state that the step does not lead from. */
  | 'state'
  /** It was changed since whoever takes the step looked at it. */
  | 'changed'
  /** Whoever handed it in does not approve it. */
  | 'own';

/** Takes a step with a budget, within a transaction: the state follows, and the step is kept. */
export async function takeStep(
  tx: Connection,
  id: string,
  step: { readonly kind: StepKind; readonly revision: number; readonly note: string; readonly doer: Doer },
): Promise<StepRefusal | StoredBudget> {
  const [budget] = await tx
    .select()
    .from(budgets)
    .where(and(eq(budgets.id, id), isNull(budgets.deletedAt)))
    .for('update');
  if (budget === undefined) return 'gone';
  const { kind, revision, note, doer } = step;
  const { from, to } = STEPS[kind];
  if (!from.includes(budget.state)) return 'state';
  if (budget.revision !== revision) return 'changed';
  const account = doer.account === '' ? null : doer.account;
  if (kind === 'approve' && account !== null) {
    const [handedIn] = await tx
      .select({ account: budgetSteps.account })
      .from(budgetSteps)
      .where(and(eq(budgetSteps.budget, id), eq(budgetSteps.kind, 'submit')))
      .orderBy(desc(budgetSteps.takenAt))
      .limit(1);
    if (handedIn?.account === account) return 'own';
  }
  await tx.insert(budgetSteps).values({ budget: id, kind, revision, account, who: doer.who, note });
  const [after] = await tx.update(budgets).set({ state: to }).where(eq(budgets.id, id)).returning();
  return after ?? 'gone';
}

/** The steps of a budget, the latest first. */
export async function stepsOf(db: Connection, budget: string): Promise<readonly StoredStep[]> {
  return db
    .select()
    .from(budgetSteps)
    .where(eq(budgetSteps.budget, budget))
    .orderBy(desc(budgetSteps.takenAt), desc(budgetSteps.id));
}

/** The remarks on a budget: those that are open first, then the latest. */
export async function remarksOf(db: Connection, budget: string): Promise<readonly StoredRemark[]> {
  return db
    .select()
    .from(remarks)
    .where(eq(remarks.budget, budget))
    .orderBy(sql`${remarks.resolvedAt} is not null`, desc(remarks.saidAt), asc(remarks.id));
}

export async function addRemark(
  tx: Connection,
  remark: Pick<StoredRemark, 'budget' | 'text' | 'who' | 'revision'> &
    Partial<Pick<StoredRemark, 'row' | 'column' | 'part' | 'quote'>>,
): Promise<StoredRemark> {
  const [row] = await tx.insert(remarks).values(remark).returning();
  if (row === undefined) throw new Error('insert returned nothing');
  return row;
}

/** Settles a remark that is open; says whether there was one. */
export async function resolveRemark(
  tx: Connection,
  budget: string,
  remark: string,
  { who, answer }: { readonly who: string; readonly answer: string },
): Promise<boolean> {
  const rows = await tx
    .update(remarks)
    .set({ answer, resolvedBy: who, resolvedAt: new Date() })
    .where(and(eq(remarks.id, remark), eq(remarks.budget, budget), isNull(remarks.resolvedAt)))
    .returning({ id: remarks.id });
  return rows.length > 0;
}

/** Sets the day of the approval (批复), as YYYY-MM-DD. */
export async function setApprovedOn(
  tx: Connection,
  budget: string,
  approvedOn: string | null,
): Promise<void> {
  await tx.update(budgets).set({ approvedOn }).where(eq(budgets.id, budget));
}

/** The budgets of a year within reach, each with its open remarks. */
export async function budgetsOfYear(
  db: Db,
  year: number,
  reach: Reach,
): Promise<readonly { readonly budget: StoredBudget; readonly openRemarks: number }[]> {
  const found = await db
    .select()
    .from(budgets)
    .where(and(eq(budgets.year, year), isNull(budgets.deletedAt), budgetWithin(reach)))
    .orderBy(desc(budgets.changedAt));
  if (found.length === 0) return [];
  const counts = await db
    .select({ budget: remarks.budget, open: count() })
    .from(remarks)
    .where(
      and(
        inArray(
          remarks.budget,
          found.map(({ id }) => id),
        ),
        isNull(remarks.resolvedAt),
      ),
    )
    .groupBy(remarks.budget);
  const open = new Map(counts.map((one) => [one.budget, one.open]));
  return found.map((budget) => ({ budget, openRemarks: open.get(budget.id) ?? 0 }));
}
