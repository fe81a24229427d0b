import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { count } from 'drizzle-orm';
import { say } from '../messages/say.ts';
import { createBudget } from '../store/budgets.ts';
import type { Db } from '../store/database.ts';
import { budgets } from '../store/schema.ts';
import type { BudgetDesk } from './budget-desk.ts';
import { rowsOf } from './typed-budget.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/gaoyang-2025/budget.xlsx', import.meta.url));

/** Puts the example into an installation that has never had a budget, so that nobody begins before an empty page. */
export async function loadExample(db: Db, desk: BudgetDesk): Promise<void> {
  const [known] = await db.select({ total: count() }).from(budgets);
  if ((known?.total ?? 0) > 0) return;
  const imported = await desk.import(readFileSync(EXAMPLE), EXAMPLE);
  // Without it there is nothing to look around in, and nothing else is missing.
  if (!imported.ok || imported.value.type !== 'typed') return;
  const { typed } = imported.value;
  const example = {
    id: randomUUID(),
    entityCode: typed.settings.departmentCode,
    entityName: typed.settings.departmentName,
    year: Number(typed.settings.year),
    pack: typed.settings.pack,
    settings: typed.settings,
    who: say('server.example'),
    createdBy: null,
    isExample: true,
    rows: rowsOf(typed),
  };
  await db.transaction((tx) => createBudget(tx, example));
}
