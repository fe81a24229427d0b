/** The ways to look at a budget, as they stand in the address. */
export const BUDGET_VIEWS = ['ledger', 'preview', 'pictures', 'review', 'publish', 'performance'] as const;
export type BudgetView = (typeof BUDGET_VIEWS)[number];

export function isBudgetView(text: string): text is BudgetView {
  return BUDGET_VIEWS.some((view) => view === text);
}
