import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { count } from 'drizzle-orm';
import { typedWorkbook } from '../ledger/typed.ts';
import { say } from '../messages/say.ts';
import { createBudget } from '../store/budgets.ts';
import type { Db } from '../store/database.ts';
import { budgets } from '../store/schema.ts';
import type { Environment } from '../working/environment.ts';
import { newBudgetOf } from './typed-budget.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/gaoyang-2025/budget.xlsx', import.meta.url));

/** Puts the example into an installation that has never had a budget, so that nobody begins before an empty page. */
export async function loadExample(db: Db, { library, accounts }: Environment): Promise<void> {
  const [known] = await db.select({ total: count() }).from(budgets);
  if ((known?.total ?? 0) > 0) return;
  const read = typedWorkbook(readFileSync(EXAMPLE), EXAMPLE, { packs: library, accounts }, randomUUID);
  // Without it there is nothing to look around in, and nothing else is missing.
  if (!read.ok) return;
  const example = {
    ...newBudgetOf(read.value),
    who: say('server.example'),
    createdBy: null,
    isExample: true,
  };
  await db.transaction((tx) => createBudget(tx, example));
}
