import type { MessageKey } from '../../../src/messages/say.ts';
import type { BoardState, StateFilter } from '../../../src/server/contract/board-filter.ts';

export const STATE_TEXTS = {
  none: 'server.board.state.none',
  draft: 'server.board.state.draft',
  submitted: 'server.board.state.submitted',
  returned: 'server.board.state.returned',
  approved: 'server.board.state.approved',
  published: 'server.board.state.published',
} as const satisfies Record<BoardState, MessageKey>;

/** What the board can be filtered by, in the order of the list. */
export const STATE_OPTIONS = [
  { value: '', key: 'web.board.state.all' },
  { value: 'unsubmitted', key: 'web.board.state.unsubmitted' },
  { value: 'overdue', key: 'web.board.state.overdue' },
  { value: 'none', key: STATE_TEXTS.none },
  { value: 'draft', key: STATE_TEXTS.draft },
  { value: 'submitted', key: STATE_TEXTS.submitted },
  { value: 'returned', key: STATE_TEXTS.returned },
  { value: 'approved', key: STATE_TEXTS.approved },
  { value: 'published', key: STATE_TEXTS.published },
] as const satisfies readonly { readonly value: StateFilter; readonly key: MessageKey }[];
