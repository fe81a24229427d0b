import { and, asc, eq } from 'drizzle-orm';
import type { Connection } from './log.ts';
import { budgetQuestions, budgets } from './schema.ts';

export type StoredQuestion = typeof budgetQuestions.$inferSelect;
export type Drafted = NonNullable<(typeof budgets.$inferSelect)['drafted']>;

/** Rows of one statement; PostgreSQL takes 65,535 parameters. */
const CHUNK = 1_000;

/** Notes what documents gave a new budget and what they left open. Within the transaction that makes it. */
export async function keepQuestions(
  tx: Connection,
  budget: string,
  drafted: Drafted,
  questions: readonly Pick<StoredQuestion, 'text' | 'sums' | 'sheet' | 'row' | 'column'>[],
): Promise<void> {
  await tx.update(budgets).set({ drafted }).where(eq(budgets.id, budget));
  const rows = questions.map((one, index) => ({ ...one, budget, number: index }));
  for (let from = 0; from < rows.length; from += CHUNK)
    await tx.insert(budgetQuestions).values(rows.slice(from, from + CHUNK));
}

/** The questions of a budget, in their order. */
export async function questionsOf(db: Connection, budget: string): Promise<readonly StoredQuestion[]> {
  return db
    .select()
    .from(budgetQuestions)
    .where(eq(budgetQuestions.budget, budget))
    .orderBy(asc(budgetQuestions.number));
}

/** Marks a question as settled by somebody, or as open again (no name); says whether there is one. */
export async function settleQuestion(
  db: Connection,
  budget: string,
  id: string,
  settledBy: string | null,
): Promise<boolean> {
  const rows = await db
    .update(budgetQuestions)
    .set({ settledBy, settledAt: settledBy === null ? null : new Date() })
    .where(and(eq(budgetQuestions.budget, budget), eq(budgetQuestions.id, id)))
    .returning({ id: budgetQuestions.id });
  return rows.length > 0;
}
