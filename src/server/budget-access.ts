import type { FastifyRequest } from 'fastify';
import { budgetById, type StoredBudget } from '../store/budgets.ts';
import type { Db } from '../store/database.ts';
import { standingOf } from './guard.ts';
import { type Action, reachOf } from './permissions.ts';
import { refuse } from './refusal.ts';

/** A request about one budget. */
export type AboutBudget = Pick<FastifyRequest, 'actor' | 'reach'> & {
  readonly params: { readonly id: string };
};

/** Which budgets whoever asks may see and do something with. */
export interface BudgetAccess {
  /** The one budget that a request is about, if it is within reach; what lies beyond is as if it were not there. */
  find(request: AboutBudget): Promise<StoredBudget>;
  /** Whether somebody may do something with a budget, beside what the request itself does. */
  may(actor: FastifyRequest['actor'], action: Action, id: string): Promise<boolean>;
}

export function budgetAccess({ db, open }: { readonly db: Db; readonly open: boolean }): BudgetAccess {
  return {
    find: async ({ params, reach }) => {
      const budget = await budgetById(db, params.id, reach);
      if (budget === undefined) throw refuse(404, 'server.budget.none');
      return budget;
    },
    may: async (actor, action, id) => {
      const reach = reachOf(standingOf(actor), action, open);
      return reach !== undefined && (await budgetById(db, id, reach)) !== undefined;
    },
  };
}
