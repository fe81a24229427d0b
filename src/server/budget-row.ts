import type { StoredBudget } from '../store/budgets.ts';
import type { BudgetRow } from './contract/budgets.ts';
import { nameOf } from './typed-budget.ts';

/** A budget as lists show it. */
export function budgetRowOf(stored: StoredBudget): BudgetRow {
  const { id, year, pack, state, revision, changedAt, changedBy, isExample } = stored;
  return {
    id,
    name: nameOf(stored),
    entity: { code: stored.entityCode, name: stored.entityName },
    year,
    pack,
    state,
    revision,
    changedAt: changedAt.toISOString(),
    changedBy,
    isExample,
  };
}
