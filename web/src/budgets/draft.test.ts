import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change, Operation } from '../../../src/server/contract/budgets.ts';
import { applied, type Book, bookOf, rowsOf } from './book.ts';
import {
  chosen,
  conflicted,
  type Draft,
  edited,
  openedDraft,
  received,
  stepped,
  trialBegun,
  trialEnded,
} from './draft.ts';
import { operationsOf, portions, squashed } from './operations.ts';

const SHEET = 'expenditure';

let made = 0;
const makeId = () => `id-${++made}`;

function book(texts: readonly string[]): Book {
  return bookOf({
    settings: { departmentName: '某局' } as never,
    rows: {
      [SHEET]: texts.map((amount, index) => ({ id: `r${index}`, cells: amount === '' ? {} : { amount } })),
    },
  });
}

const draftOf = (texts: readonly string[]) => openedDraft(book(texts), 0, { pending: [], conflicts: [] });
const amounts = (of: Book) => rowsOf(of, SHEET).map(({ cells }) => cells.amount ?? '');
const set = (row: string, from: string, to: string): Operation => ({
  type: 'set',
  row,
  column: 'amount',
  from,
  to,
});
const change = (revision: number, operations: readonly Operation[], id = makeId()): Change => ({
  id,
  revision,
  who: '李会计',
  when: '2025-01-01T00:00:00Z',
  operations: [...operations],
});

/** What a person does: cells of any rows, rows that come and go. */
const edits = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constant('cells' as const),
      cells: fc.array(
        fc.record({
          row: fc.integer({ min: 0, max: 6 }),
          column: fc.constantFrom('amount', 'note'),
          to: fc.constantFrom('', '1', '2', '3'),
        }),
        { minLength: 1, maxLength: 4 },
      ),
    }),
    fc.record({
      type: fc.constant('insert' as const),
      at: fc.integer({ min: 0, max: 3 }),
      count: fc.integer({ min: 1, max: 2 }),
    }),
    fc.record({
      type: fc.constant('delete' as const),
      from: fc.integer({ min: 0, max: 2 }),
      to: fc.integer({ min: 0, max: 4 }),
    }),
  ),
  { maxLength: 12 },
);

/** The rows that are there, in their order. */
const seen = (of: Book) => rowsOf(of, SHEET).map(({ id, cells }) => ({ id, cells }));

function doAll(start: Draft, list: Parameters<typeof operationsOf>[0][]): Draft[] {
  const drafts = [start];
  for (const edit of list) {
    const last = drafts.at(-1) ?? start;
    drafts.push(edited(last, operationsOf(edit, rowsOf(last.view, SHEET), SHEET, makeId), SHEET, makeId));
  }
  return drafts;
}

describe('operations and what takes them back', () => {
  it('any run of edits is undone step by step, and done again', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const drafts = doAll(draftOf(['10', '20', '']), list);
        const end = drafts.at(-1);
        if (end === undefined) return;
        let draft = end;
        const states = [seen(draft.view)];
        while (draft.undo.length > 0) {
          const undone = stepped(draft, 'undo', makeId);
          expect(undone.left).toBe(0);
          draft = undone.draft;
          states.push(seen(draft.view));
        }
        expect(seen(draft.view)).toEqual(seen(drafts[0]?.view ?? draft.view));
        for (const state of states.toReversed()) {
          expect(seen(draft.view)).toEqual(state);
          if (draft.redo.length > 0) draft = stepped(draft, 'redo', makeId).draft;
        }
      }),
    );
  });

  it('fewer operations do the same as all of them', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const start = draftOf(['10', '20', '']);
        const end = doAll(start, list).at(-1) ?? start;
        const all = end.pending.flatMap(({ operations }) => operations);
        const few = squashed(all);
        expect(few.length).toBeLessThanOrEqual(all.length);
        expect(seen(applied(start.confirmed, few).book)).toEqual(seen(end.view));
      }),
    );
  });

  it('an edit below the last row brings the rows it needs, empty ones in between', () => {
    const start = draftOf(['10']);
    const operations = operationsOf(
      { type: 'cells', cells: [{ row: 2, column: 'amount', to: '7' }] },
      rowsOf(start.view, SHEET),
      SHEET,
      makeId,
    );
    expect(amounts(applied(start.view, operations).book)).toEqual(['10', '', '7']);
    expect(operations.every(({ type }) => type === 'insert')).toBe(true);
  });

  it('what was typed for a while is set from what was seen, wherever the row is by now, or in a row that is gone', () => {
    const start = draftOf(['10', '20']);
    const edit = (seen: { id: string; text: string }, to: string) =>
      operationsOf(
        { type: 'cells', cells: [{ row: 0, column: 'amount', to, seen }] },
        rowsOf(start.view, SHEET),
        SHEET,
        makeId,
      );
    expect(edit({ id: 'r1', text: '15' }, '30')).toEqual([set('r1', '15', '30')]);
    expect(edit({ id: 'gone', text: '15' }, '30')).toEqual([set('gone', '15', '30')]);
    expect(edit({ id: 'r1', text: '15' }, '15')).toEqual([]);
  });

  it('a large edit is sent in portions that a request can hold', () => {
    const many = Array.from({ length: 9_000 }, (_, index) => set(`r${index}`, '', '文'.repeat(100)));
    const parts = portions(many);
    expect(parts.flat()).toEqual(many);
    expect(parts.every((part) => JSON.stringify(part).length < 300_000)).toBe(true);
  });
});

describe('changes of others', () => {
  it('are merged in place, below what is not acknowledged yet', () => {
    const mine = edited(draftOf(['10', '20']), [set('r0', '10', '11')], SHEET, makeId);
    const insert: Operation = {
      type: 'insert',
      sheet: SHEET,
      row: 'x',
      after: 'r0',
      cells: { amount: '15' },
    };
    const { draft, outOfStep } = received(mine, [change(1, [set('r1', '20', '21'), insert])]);
    expect(outOfStep).toBe(false);
    expect(amounts(draft.view)).toEqual(['11', '15', '21']);
    expect(amounts(draft.confirmed)).toEqual(['10', '15', '21']);
    expect(draft.others.get('r1 amount')).toBe('李会计');
  });

  it('that leave a gap, or are about an unknown row, ask for the whole budget', () => {
    expect(received(draftOf(['10']), [change(2, [set('r0', '10', '1')])]).outOfStep).toBe(true);
    expect(received(draftOf(['10']), [change(1, [{ type: 'restore', row: 'old' }])]).outOfStep).toBe(true);
  });

  it('are known when they come a second time; an acknowledgement takes ours off the list', () => {
    const mine = edited(draftOf(['10']), [set('r0', '10', '11')], SHEET, makeId);
    const [pending] = mine.pending;
    const own = change(1, pending?.operations ?? [], pending?.id);
    const once = received(mine, [own]).draft;
    expect(once.pending).toEqual([]);
    expect(once.view).toBe(mine.view);
    expect(received(once, [own]).draft.confirmed).toBe(once.confirmed);
  });

  it('end in the same book, whatever order ours and theirs come in', () => {
    const cell = fc.record({ row: fc.constantFrom('r0', 'r1', 'r2'), to: fc.constantFrom('1', '2', '3') });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), cell), { maxLength: 12 }), (steps) => {
        let server = book(['', '', '']);
        let draft = draftOf(['', '', '']);
        const done: Change[] = [];
        for (const [isOwn, { row, to }] of steps) {
          if (isOwn) {
            draft = edited(draft, [set(row, amounts(draft.view)[Number(row[1])] ?? '', to)], SHEET, makeId);
            const last = draft.pending.at(-1);
            if (last === undefined) continue;
            server = applied(server, last.operations).book;
            done.push(change(done.length + 1, last.operations, last.id));
          } else {
            const operations = [set(row, '', to)];
            server = applied(server, operations).book;
            done.push(change(done.length + 1, operations));
          }
        }
        const all = received(draft, done).draft;
        expect(all.pending).toEqual([]);
        expect(amounts(all.view)).toEqual(amounts(server));
      }),
    );
  });

  it('are not taken back by our undo', () => {
    const mine = edited(draftOf(['10', '20']), [set('r0', '10', '11'), set('r1', '20', '21')], SHEET, makeId);
    const acknowledged = received(mine, [
      change(1, mine.pending[0]?.operations ?? [], mine.pending[0]?.id),
    ]).draft;
    const { draft } = received(acknowledged, [change(2, [set('r0', '11', '99')])]);
    const undone = stepped(draft, 'undo', makeId);
    expect(undone.left).toBe(1);
    expect(amounts(undone.draft.view)).toEqual(['99', '20']);
  });
});

describe('a conflict', () => {
  const both = () => {
    const mine = edited(draftOf(['10', '20']), [set('r0', '10', '11'), set('r1', '20', '21')], SHEET, makeId);
    const { draft } = received(mine, [change(1, [set('r0', '10', '12')])]);
    return conflicted(
      draft,
      mine.pending[0]?.id ?? '',
      [{ row: 'r0', column: 'amount', current: '12', who: '李会计' }],
      makeId,
    );
  };

  it('waits for a person with both values; everything else is sent again under a new id', () => {
    const draft = both();
    expect(draft.conflicts).toEqual([
      { row: 'r0', column: 'amount', mine: '11', theirs: '12', who: '李会计' },
    ]);
    expect(draft.pending.map(({ operations }) => operations)).toEqual([[set('r1', '20', '21')]]);
    expect(amounts(draft.view)).toEqual(['12', '21']);
  });

  it('ends with ours, set from what stands there, or with theirs', () => {
    const draft = both();
    const [conflict] = draft.conflicts;
    if (conflict === undefined) throw new Error('no conflict');
    const mine = chosen(draft, conflict, 'mine', makeId);
    expect(mine.conflicts).toEqual([]);
    expect(mine.pending.at(-1)?.operations).toEqual([set('r0', '12', '11')]);
    const theirs = chosen(draft, conflict, 'theirs', makeId);
    expect(theirs.conflicts).toEqual([]);
    expect(theirs.pending).toHaveLength(1);
  });

  it('about a setting of the budget is asked in the same way', () => {
    const rename = (from: string, to: string): Operation => ({
      type: 'setting',
      setting: 'departmentName',
      from,
      to,
    });
    const mine = edited(draftOf(['10']), [rename('某局', '甲局')], undefined, makeId);
    const { draft } = received(mine, [change(1, [rename('某局', '乙局')])]);
    const told = [{ setting: 'departmentName' as const, current: '乙局', who: '李会计' }];
    const after = conflicted(draft, mine.pending[0]?.id ?? '', told, makeId);
    expect(after.view.settings.departmentName).toBe('乙局');
    const [conflict] = after.conflicts;
    if (conflict === undefined) throw new Error('no conflict');
    expect(chosen(after, conflict, 'mine', makeId).pending.at(-1)?.operations).toEqual([
      rename('乙局', '甲局'),
    ]);
  });

  it('is none where both wanted the same', () => {
    const mine = edited(draftOf(['10']), [set('r0', '10', '12')], SHEET, makeId);
    const { draft } = received(mine, [change(1, [set('r0', '10', '12')])]);
    const told = [{ row: 'r0', column: 'amount', current: '12', who: '李会计' }];
    const after = conflicted(draft, mine.pending[0]?.id ?? '', told, makeId);
    expect(after.conflicts).toEqual([]);
    expect(after.pending).toEqual([]);
  });

  it('with a row that was deleted can bring the row back', () => {
    const mine = edited(draftOf(['10', '20']), [set('r0', '10', '11')], SHEET, makeId);
    const { draft } = received(mine, [change(1, [{ type: 'delete', row: 'r0' }])]);
    const told = [{ row: 'r0', column: 'amount', who: '李会计' }];
    const after = conflicted(draft, mine.pending[0]?.id ?? '', told, makeId);
    expect(amounts(after.view)).toEqual(['20']);
    const [conflict] = after.conflicts;
    if (conflict === undefined) throw new Error('no conflict');
    expect(amounts(chosen(after, conflict, 'mine', makeId).view)).toEqual(['11', '20']);
  });
});

describe('looking first', () => {
  it('saves nothing until it is accepted, then everything in few operations', () => {
    const begun = trialBegun(draftOf(['10', '20']));
    const once = edited(begun, [set('r0', '10', '11')], SHEET, makeId);
    const twice = edited(once, [set('r0', '11', '12')], SHEET, makeId);
    expect(twice.pending).toEqual([]);
    expect(amounts(twice.view)).toEqual(['12', '20']);
    const accepted = trialEnded(twice, true, makeId);
    expect(accepted.pending.map(({ operations }) => operations)).toEqual([[set('r0', '10', '12')]]);
    const discarded = trialEnded(twice, false, makeId);
    expect(amounts(discarded.view)).toEqual(['10', '20']);
    expect(discarded.undo).toEqual([]);
  });

  it('takes back only what was tried', () => {
    const saved = edited(draftOf(['10']), [set('r0', '10', '11')], SHEET, makeId);
    expect(stepped(trialBegun(saved), 'undo', makeId).step).toBeUndefined();
  });

  it('a row that somebody else has just changed is not deleted: a person is told, and decides', () => {
    const mine = edited(
      draftOf(['1', '2']),
      operationsOf(
        { type: 'delete', from: 0, to: 0 },
        rowsOf(draftOf(['1', '2']).view, SHEET),
        SHEET,
        makeId,
      ),
      SHEET,
      makeId,
    );
    expect(mine.pending[0]?.operations).toEqual([{ type: 'delete', row: 'r0', seen: { amount: '1' } }]);
    const told = [{ row: 'r0', column: 'amount', current: '9', who: '李会计' }];
    const after = conflicted(mine, mine.pending[0]?.id ?? '', told, makeId);
    expect(after.pending).toEqual([]);
    expect(amounts(after.view)).toEqual(['1', '2']);
    const [conflict] = after.conflicts;
    expect(conflict).toMatchObject({ row: 'r0', column: 'amount', theirs: '9', deletes: true });
    if (conflict === undefined) return;
    const known = received(after, [change(1, [set('r0', '1', '9')])]).draft;
    expect(amounts(chosen(known, conflict, 'theirs', makeId).view)).toEqual(['9', '2']);
    const gone = chosen(known, conflict, 'mine', makeId);
    expect(amounts(gone.view)).toEqual(['2']);
    expect(gone.pending[0]?.operations).toEqual([{ type: 'delete', row: 'r0', seen: { amount: '9' } }]);
  });
});
