import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyOperations, rewound } from './operations.ts';
import type { BudgetOperation, budgetRows } from './schema.ts';

type Row = typeof budgetRows.$inferSelect;

const budget = { id: 'b', settings: { year: '2025' }, changedBy: '甲' };
const row = (id: string, position: number): Row => ({
  id,
  budget: 'b',
  sheet: 'expenditure',
  position,
  cells: { amount: id },
  changedBy: '甲',
  isDeleted: false,
});

/** Rows by id with what counts of them. */
const contentOf = (rows: readonly Row[]) =>
  Object.fromEntries(
    rows
      .map(({ id, cells, isDeleted }) => [id, { cells, isDeleted }])
      .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );

const ids = ['r1', 'r2', 'r3', 'n1', 'n2'];
const text = fc.constantFrom('', 'r1', 'r2', '1', '2');
const operation: fc.Arbitrary<BudgetOperation> = fc.oneof(
  fc.record({
    type: fc.constant('set' as const),
    row: fc.constantFrom(...ids),
    column: fc.constantFrom('amount', 'note'),
    from: text,
    to: text,
  }),
  fc.record({
    type: fc.constant('insert' as const),
    sheet: fc.constant('expenditure'),
    row: fc.constantFrom('n1', 'n2'),
    after: fc.constantFrom('r1', 'r2', null),
    cells: fc.constant({ amount: '9' }),
  }),
  fc.record({ type: fc.constantFrom('delete' as const, 'restore' as const), row: fc.constantFrom(...ids) }),
  fc.record({
    type: fc.constant('setting' as const),
    setting: fc.constant('year'),
    from: fc.constantFrom('2025', '2026'),
    to: fc.constantFrom('2025', '2026'),
  }),
);

describe('operations on a budget', () => {
  it('lead back when they are undone, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.array(operation, { maxLength: 5 }), { maxLength: 6 }), (all) => {
        const first = [row('r1', 1), row('r2', 2), row('r3', 3)];
        let rows: readonly Row[] = first;
        let { settings } = budget;
        const made: { operations: readonly BudgetOperation[] }[] = [];
        for (const operations of all) {
          const applied = applyOperations({ ...budget, settings }, rows, { operations, who: '乙' });
          if (applied.conflicts.length > 0) continue;
          const after = new Map(rows.map((one) => [one.id, one]));
          for (const one of applied.rows) after.set(one.id, one);
          rows = [...after.values()];
          settings = { ...settings, ...applied.settings };
          made.unshift({ operations: applied.effective });
        }
        const back = rewound({ rows, settings }, made);
        expect(contentOf(back.rows)).toEqual(contentOf(first));
        expect(back.settings).toEqual(budget.settings);
      }),
    );
  });

  it('never overwrite what somebody else has written meanwhile', () => {
    const { conflicts, rows } = applyOperations(budget, [row('r1', 1)], {
      operations: [{ type: 'set', row: 'r1', column: 'amount', from: '5', to: '6' }],
      who: '乙',
    });
    expect(conflicts).toEqual([{ row: 'r1', column: 'amount', current: 'r1', who: '甲' }]);
    expect(rows).toEqual([]);
  });

  it('on a row of another budget find none', () => {
    const { conflicts } = applyOperations({ ...budget, id: 'other' }, [row('r1', 1)], {
      operations: [{ type: 'delete', row: 'r1' }],
      who: '乙',
    });
    expect(conflicts.length).toBe(1);
  });

  it('delete no row that somebody else has changed since, and tell which cell', () => {
    const rows = [row('r1', 1)];
    const seen = { amount: 'r1' };
    const gone = applyOperations(budget, rows, {
      operations: [{ type: 'delete', row: 'r1', seen }],
      who: '乙',
    });
    expect(gone.effective).toEqual([{ type: 'delete', row: 'r1' }]);
    const changed = [{ ...row('r1', 1), cells: { amount: '9', note: '新' }, changedBy: '丙' }];
    const told = applyOperations(budget, changed, {
      operations: [{ type: 'delete', row: 'r1', seen }],
      who: '乙',
    });
    expect(told.rows).toEqual([]);
    expect(told.conflicts).toEqual([
      { row: 'r1', column: 'amount', current: '9', who: '丙' },
      { row: 'r1', column: 'note', current: '新', who: '丙' },
    ]);
  });

  it('take names that every object has for columns like any other', () => {
    const set = (from: string, to: string): BudgetOperation => ({
      type: 'set',
      row: 'r1',
      column: 'constructor',
      from,
      to,
    });
    const applied = applyOperations(budget, [row('r1', 1)], { operations: [set('', '1')], who: '乙' });
    expect(applied.conflicts).toEqual([]);
    const told = applyOperations(budget, [row('r1', 1)], { operations: [set('x', '1')], who: '乙' });
    expect(told.conflicts).toEqual([{ row: 'r1', column: 'constructor', current: '', who: '甲' }]);
  });
});
