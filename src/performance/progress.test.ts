import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../ledger/entries.ts';
import { projectEntry } from '../testing/entries.ts';
import { testLedger } from '../testing/ledger.ts';
import { dueBy, PROGRESS_DIMENSIONS, progressOf } from './progress.ts';
import { ratioOf, sayRatio } from './ratio.ts';

const PLAN = [
  { month: 6, cumulative: 200n },
  { month: 3, cumulative: 100n },
  { month: 12, cumulative: 400n },
];

function projectRow(execution: readonly Entry[], asOf: string) {
  const row = progressOf({ ...testLedger(), execution }, asOf).by.project.find(
    ({ member }) => member === 'P001',
  );
  if (row === undefined) throw new Error('No row of P001');
  return row;
}

describe('what a plan has due', () => {
  it.each([
    ['2025-03-30', 0n],
    ['2025-03-31', 100n],
    ['2025-06-29', 100n],
    ['2025-08-31', 200n],
    ['2025-12-31', 400n],
  ])('by %s', (day, due) => expect(dueBy(PLAN, 2025, day)).toBe(due));

  it('is unknown without a plan', () => expect(dueBy([], 2025, '2025-06-30')).toBeUndefined());
});

describe('progress', () => {
  const execution = [
    projectEntry('payment', '2025-03-05', 300_000),
    projectEntry('refund', '2025-04-01', -20_000),
    projectEntry('payment', '2025-09-01', 100_000),
    projectEntry('increase', '2025-05-01', 50_000),
    projectEntry('decrease', '2025-06-01', -40_000),
  ];

  it('counts what happened until the day', () => {
    expect(projectRow(execution, '2025-08-31')).toEqual({
      member: 'P001',
      budget: 55_000_000n,
      adjusted: 56_000_000n,
      moved: 9_000_000n,
      paid: 28_000_000n,
      planned: 27_500_000n,
      ahead: 500_000n,
      executionRate: { applicable: true, numerator: 28_000_000n, denominator: 56_000_000n },
      adjustmentRate: { applicable: true, numerator: 9_000_000n, denominator: 55_000_000n },
      carryForwardRate: { applicable: true, numerator: 28_000_000n, denominator: 56_000_000n },
    });
  });

  it('is behind its plan where less is paid', () => {
    expect(projectRow(execution.slice(0, 2), '2025-10-31').ahead).toBe(28_000_000n - 41_250_000n);
  });

  it('counts a transfer inside a row once, and between rows once in each', () => {
    const other = { ...projectEntry('transfer', '2025-05-01', -1000).at, project: '450002/慢特病鉴定' };
    const progress = progressOf(
      {
        ...testLedger(),
        execution: [
          projectEntry('transfer', '2025-05-01', 1000),
          projectEntry('transfer', '2025-05-01', -1000, { at: other }),
        ],
      },
      '2025-12-31',
    );
    expect(progress.total.moved).toBe(100_000n);
    expect(progress.total.adjusted).toBe(progress.total.budget);
    const moved = progress.by.project.map(({ member, moved: one }) => [member, one]);
    expect(Object.fromEntries(moved)).toMatchObject({ P001: 100_000n, '450002/慢特病鉴定': 100_000n });
  });

  it('has no rate over nothing', () => {
    const at = { ...projectEntry('payment', '2025-05-01', 0).at, project: 'P999' };
    const ledger = { ...testLedger(), execution: [projectEntry('payment', '2025-05-01', 5, { at })] };
    const row = progressOf(ledger, '2025-12-31').by.project.find(({ member }) => member === 'P999');
    expect(row?.executionRate).toEqual({ applicable: false });
    expect(row?.adjustmentRate).toEqual({ applicable: false });
    expect(row?.carryForwardRate).toEqual({ applicable: false });
  });

  const drawn = fc.array(
    fc.record({
      type: fc.constantFrom('payment', 'refund', 'increase', 'decrease', 'transfer' as const),
      month: fc.integer({ min: 1, max: 12 }),
      yuan: fc.integer({ min: 1, max: 1_000_000 }),
      project: fc.constantFrom('P001', '450002/慢特病鉴定'),
    }),
    { maxLength: 30 },
  );

  it('the rows of each dimension add up to the total, and paid and carried forward make the whole', () => {
    fc.assert(
      fc.property(drawn, fc.integer({ min: 1, max: 12 }), (entries, month) => {
        const execution = entries.map(({ type, month: of, yuan, project }) => {
          const value = type === 'refund' || type === 'decrease' ? -yuan : yuan;
          const entry = projectEntry(type, `2025-${String(of).padStart(2, '0')}-15`, value);
          return { ...entry, at: { ...entry.at, project } };
        });
        const asOf = `2025-${String(month).padStart(2, '0')}-28`;
        const progress = progressOf({ ...testLedger(), execution }, asOf);
        for (const dimension of PROGRESS_DIMENSIONS) {
          const rows = progress.by[dimension];
          for (const amount of ['budget', 'adjusted', 'paid'] as const) {
            expect(rows.reduce((sum, row) => sum + row[amount], 0n)).toBe(progress.total[amount]);
          }
        }
        for (const row of [progress.total, ...progress.by.project]) {
          const { executionRate, carryForwardRate, adjusted } = row;
          expect(executionRate.applicable).toBe(adjusted > 0n);
          if (!executionRate.applicable || !carryForwardRate.applicable) continue;
          expect(executionRate.numerator + carryForwardRate.numerator).toBe(adjusted);
        }
      }),
      { numRuns: 50 },
    );
  });
});

describe('a ratio', () => {
  it.each([
    [1n, 3n, '33.33%'],
    [2n, 3n, '66.67%'],
    [1n, 1n, '100.00%'],
    [0n, 5n, '0.00%'],
    [0n, 0n, '不适用'],
    [5n, 0n, '不适用'],
    [5n, -1n, '不适用'],
    [-1n, 8n, '-12.50%'],
  ])('%s of %s is %s', (part, whole, said) => expect(sayRatio(ratioOf(part, whole))).toBe(said));
});
