import { say } from '../../../src/messages/say.ts';
import type { BudgetRow } from '../../../src/server/contract/budgets.ts';

const TEXTS = {
  draft: 'web.budgets.state.draft',
  submitted: 'web.budgets.state.submitted',
  returned: 'web.budgets.state.returned',
  approved: 'web.budgets.state.approved',
  published: 'web.budgets.state.published',
} as const;

const LOOKS = {
  draft: 'notice',
  submitted: 'notice',
  returned: 'warning',
  approved: 'good',
  published: 'good',
};

/** Where a budget is on its way. */
export function StateBadge({ state }: Pick<BudgetRow, 'state'>) {
  return <span className={`badge ${LOOKS[state]}`}>{say(TEXTS[state])}</span>;
}
