import { useEffect, useState, useSyncExternalStore } from 'react';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import { budgetRemote } from '../api/budgets.ts';
import { bookOf } from './book.ts';
import { makeId } from './make-id.ts';
import { localOutbox } from './outbox.ts';
import { BudgetSession, type SessionState } from './session.ts';

/** The session of an opened budget, as long as its page is open. */
export function useBudgetSession(detail: BudgetDetail, user: string): BudgetSession {
  const { id } = detail;
  const [session] = useState(
    () =>
      new BudgetSession(
        { book: bookOf(detail), revision: detail.revision },
        {
          remote: {
            send: (change) => budgetRemote.send(id, change),
            changesSince: (revision) => budgetRemote.changesSince(id, revision),
            load: async () => {
              const loaded = await budgetRemote.load(id);
              return { book: bookOf(loaded), revision: loaded.revision };
            },
          },
          outbox: localOutbox(window.localStorage, user, id),
          makeId,
        },
      ),
  );
  useEffect(() => session.start(), [session]);
  return session;
}

export function useSessionState(session: BudgetSession): SessionState {
  return useSyncExternalStore(session.subscribe, session.state);
}

/** A value once it has stayed the same for a while. */
export function useSettled<Value>(value: Value, milliseconds: number): Value {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return settled;
}
