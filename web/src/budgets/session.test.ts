import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/server/contract/budgets.ts';
import { RequestFailed } from '../api/request.ts';
import { bookOf, rowsOf } from './book.ts';
import type { Pending } from './draft.ts';
import { makeId } from './make-id.ts';
import { localOutbox } from './outbox.ts';
import { BudgetSession, type Remote } from './session.ts';

const ROW = 'r0';
const opened = () => ({
  book: bookOf({ settings: {} as never, rows: { units: [{ id: ROW, cells: { unitName: '甲' } }] } }),
  revision: 0,
});
const rename = (from: string, to: string) => ({
  type: 'set' as const,
  row: ROW,
  column: 'unitName',
  from,
  to,
});

/** A storage as the browser's. */
function storage(): Storage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}

/** A server that can lose answers; it does each change once, by its id. */
function server() {
  const done: Change[] = [];
  const state = { line: true, losesAnswer: false, refuses: false, seen: [] as string[] };
  const remote: Remote = {
    async send({ id, operations }: Pending) {
      if (!state.line) throw new RequestFailed(0, '断线');
      if (state.refuses) throw new RequestFailed(403, '没有权限');
      state.seen.push(id);
      const known = done.find((one) => one.id === id);
      const change = known ?? {
        id,
        revision: done.length + 1,
        who: '我',
        when: '',
        operations: [...operations],
      };
      if (known === undefined) done.push(change);
      if (state.losesAnswer) {
        state.losesAnswer = false;
        throw new RequestFailed(0, '断线');
      }
      return { done: true, change };
    },
    changesSince: async (revision) => ({ changes: done.slice(revision), revision: done.length }),
    load: async () => opened(),
  };
  return { remote, state, done };
}

const timing = { retry: 5, mostRetry: 10, poll: 1_000_000, pollHidden: 1_000_000 };
const until = async (test: () => boolean) => {
  for (let round = 0; round < 400 && !test(); round += 1)
    await new Promise((resolve) => setTimeout(resolve, 5));
  expect(test()).toBe(true);
};

function begin(remote: Remote, kept: Storage) {
  const session = new BudgetSession(opened(), {
    remote,
    outbox: localOutbox(kept, 'me', 'b'),
    makeId,
    timing,
  });
  return { session, stop: session.start() };
}

describe('a session', () => {
  it('sends what is done in order, and says when all of it is saved', async () => {
    const { remote, done } = server();
    const { session, stop } = begin(remote, storage());
    session.edit([rename('甲', '乙')], 'units');
    session.edit([rename('乙', '丙')], 'units');
    expect(session.state().saving.state).toBe('saving');
    await until(() => session.state().saving.state === 'saved');
    expect(done.map(({ operations }) => operations)).toEqual([[rename('甲', '乙')], [rename('乙', '丙')]]);
    stop();
  });

  it('sends a change whose answer was lost again, and it is done once', async () => {
    const { remote, state, done } = server();
    const { session, stop } = begin(remote, storage());
    state.losesAnswer = true;
    session.edit([rename('甲', '乙')], 'units');
    await until(() => session.state().saving.state === 'saved');
    expect(state.seen).toHaveLength(2);
    expect(done).toHaveLength(1);
    stop();
  });

  it('keeps what could not be sent on this machine, and sends it after the page was opened again', async () => {
    const { remote, state, done } = server();
    const kept = storage();
    state.line = false;
    const first = begin(remote, kept);
    first.session.edit([rename('甲', '乙')], 'units');
    await until(() => first.session.state().saving.state === 'offline');
    first.stop();
    state.line = true;
    const second = begin(remote, kept);
    expect(rowsOf(second.session.state().draft.view, 'units')[0]?.cells.unitName).toBe('乙');
    await until(() => second.session.state().saving.state === 'saved');
    expect(done).toHaveLength(1);
    expect(kept.length).toBe(0);
    second.stop();
  });

  it('stops where the server says no, until a person tries again or gives up', async () => {
    const { remote, state } = server();
    const { session, stop } = begin(remote, storage());
    state.refuses = true;
    session.edit([rename('甲', '乙')], 'units');
    await until(() => session.state().saving.state === 'refused');
    session.giveUp();
    expect(session.state().saving.state).toBe('saved');
    expect(rowsOf(session.state().draft.view, 'units')[0]?.cells.unitName).toBe('甲');
    stop();
  });

  it('shows the budget as it is when it has got out of step', async () => {
    const { remote } = server();
    const changes: Change[] = [
      { id: 'x', revision: 7, who: '李', when: '', operations: [{ type: 'restore', row: 'unknown' }] },
    ];
    const loaded = bookOf({ settings: {} as never, rows: { units: [{ id: 'new', cells: {} }] } });
    const { session, stop } = begin(
      {
        ...remote,
        send: async (pending) => ({
          done: true,
          change: { ...pending, operations: [...pending.operations], revision: 8, who: '我', when: '' },
        }),
        changesSince: async () => ({ changes, revision: 8 }),
        load: async () => ({ book: loaded, revision: 8 }),
      },
      storage(),
    );
    session.edit([rename('甲', '乙')], 'units');
    await until(() => session.state().draft.revision === 8);
    expect(session.state().draft.confirmed).toBe(loaded);
    expect(session.state().draft.pending).toEqual([]);
    stop();
  });
});

it('ids are UUIDs of version 4, each another', () => {
  const ids = Array.from({ length: 50 }, makeId);
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u);
  expect(new Set(ids).size).toBe(50);
});
