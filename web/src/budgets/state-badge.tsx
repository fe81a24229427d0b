import { say } from '../../../src/messages/say.ts';
import type { BoardState } from '../../../src/server/contract/board-filter.ts';

const TEXTS = {
  none: 'server.board.state.none',
  draft: 'web.budgets.state.draft',
  submitted: 'web.budgets.state.submitted',
  returned: 'web.budgets.state.returned',
  approved: 'web.budgets.state.approved',
  published: 'web.budgets.state.published',
} as const;

const LOOKS = {
  none: '',
  draft: 'notice',
  submitted: 'notice',
  returned: 'warning',
  approved: 'good',
  published: 'good',
};

/** Where a budget is on its way; `none` where there is none yet. */
export function StateBadge({ state }: { readonly state: BoardState }) {
  return <span className={`badge ${LOOKS[state]}`}>{say(TEXTS[state])}</span>;
}
