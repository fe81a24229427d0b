import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { projectEntry } from '../testing/entries.ts';
import { testAccounts, testLedger, testPack } from '../testing/ledger.ts';
import { admitEntries, overdrawn } from './execution.ts';

const space = ledgerSpace(testLedger(), testPack, testAccounts());

function admit(entries: readonly Entry[], execution: readonly Entry[] = []) {
  return admitEntries({ ...testLedger(), execution }, space, entries, 'payments.xlsx');
}

function reasons(entries: readonly Entry[], execution: readonly Entry[] = []): readonly string[] {
  return admit(entries, execution).refused.map(({ problem }) => problem.message);
}

describe('entries against the budget', () => {
  it('are added where there is room, to the last fen', () => {
    const { added, refused } = admit([
      projectEntry('payment', '2025-02-01', 300_000),
      projectEntry('payment', '2025-03-01', 250_000),
    ]);
    expect([added.length, refused.length]).toEqual([2, 0]);
  });

  it('a payment above what is left is refused, and says what is left', () => {
    expect(
      reasons([
        projectEntry('payment', '2025-02-01', 300_000),
        projectEntry('payment', '2025-03-01', 250_000.01),
      ]),
    ).toEqual([
      '支付 250,000.01 元，超过剩余预算 250,000.00 元（示例县医疗保障局，医疗保障经费（劳务派遣），一般公共预算拨款；年初预算 550,000.00 元）。请核对金额、项目和资金性质；预算已追加或调入的，请先导入调整。'.replace(
        '一般公共预算拨款',
        space.get('source')?.labelOf('generalPublicBudget') ?? '',
      ),
    ]);
  });

  it('a budget that is raised on the same day is there for the payment, a later raise is not', () => {
    const raise = (day: string) => projectEntry('increase', day, 100);
    const payment = projectEntry('payment', '2025-03-01', 550_100);
    expect(reasons([payment, raise('2025-03-01')])).toEqual([]);
    expect(reasons([payment, raise('2025-03-02')])).toHaveLength(1);
  });

  it('a payment that comes late may not take what a later one has used', () => {
    const later = [
      projectEntry('payment', '2025-07-01', 500_000),
      projectEntry('increase', '2025-06-01', 30_000),
    ];
    expect(reasons([projectEntry('payment', '2025-03-01', 80_000)], later)).toEqual([]);
    expect(reasons([projectEntry('payment', '2025-03-01', 80_000.01)], later)).toHaveLength(1);
  });

  it('another source has room of its own', () => {
    const at = { ...projectEntry('payment', '2025-03-01', 1).at, source: 'otherRevenue' };
    expect(reasons([projectEntry('payment', '2025-03-01', 1, { at })])[0]).toContain('超过剩余预算 0.00 元');
  });

  it('no more comes back than was paid', () => {
    const paid = [projectEntry('payment', '2025-03-01', 100)];
    expect(reasons([projectEntry('refund', '2025-03-01', -100)], paid)).toEqual([]);
    expect(reasons([projectEntry('refund', '2025-03-02', -100.01)], paid)[0]).toContain(
      '退款 100.01 元，超过已支付的 100.00 元',
    );
    expect(reasons([projectEntry('refund', '2025-02-01', -1)], paid)).toHaveLength(1);
  });

  it('a budget is not lowered below what is paid', () => {
    const paid = [projectEntry('payment', '2025-03-01', 500_000)];
    expect(reasons([projectEntry('decrease', '2025-04-01', -50_000)], paid)).toEqual([]);
    expect(reasons([projectEntry('decrease', '2025-04-01', -50_001)], paid)[0]).toContain(
      '减少预算 50,001.00 元，超过尚未支付的 50,000.00 元',
    );
  });

  it('a transfer without its other side is pointed at', () => {
    const into = projectEntry('transfer', '2025-04-01', 100, { voucher: '1号' });
    const out = projectEntry('transfer', '2025-04-02', -100, { voucher: '1号' });
    expect(admit([into, out]).warnings).toEqual([]);
    expect(admit([into]).warnings.map(({ message }) => message)).toEqual([
      '调剂“1号”的调入与调出相差 100.00 元，应当相等。请补上另一方，或改为调增、调减。',
    ]);
  });
});

describe('entries that are known', () => {
  const one = projectEntry('payment', '2025-03-01', 100);

  it('equal rows without a voucher are known by how many there are', () => {
    expect(admit([one, one]).added).toHaveLength(2);
    const again = admit([one, one, one], [one, one]);
    expect([again.added.length, again.known.length]).toEqual([1, 2]);
  });

  it('a voucher is known by its number; with other contents it is refused', () => {
    const numbered = projectEntry('payment', '2025-03-01', 100, { voucher: 'ZF1' });
    expect(admit([{ ...numbered, note: '改过的备注' }], [numbered]).known).toHaveLength(1);
    expect(admit([{ ...numbered, value: 5n }], [numbered]).refused[0]?.problem.message).toContain(
      '凭证号 ZF1 已经导入过，但内容',
    );
    expect(admit([numbered, { ...numbered, value: 5n }]).added).toHaveLength(2);
  });

  it('the same line of a voucher twice in a file counts once, and a person is told', () => {
    const numbered = projectEntry('payment', '2025-03-01', 100, { voucher: 'ZF1' });
    const { added, known, warnings } = admit([numbered, numbered]);
    expect([added.length, known.length]).toEqual([1, 1]);
    expect(warnings[0]?.message).toContain('按同一笔处理');
  });

  it('what the budget’s lines add makes no other entry of it', () => {
    const at = { ...one.at, kind: 'specificTarget', govEconomic: '50299' };
    expect(admit([{ ...one, at }], [one]).known).toHaveLength(1);
  });
});

const drawn = fc.array(
  fc.record({
    type: fc.constantFrom('payment', 'refund', 'increase', 'decrease' as const),
    day: fc.integer({ min: 1, max: 28 }),
    yuan: fc.integer({ min: 1, max: 400_000 }),
    voucher: fc.constantFrom('', '', 'ZF1', 'ZF2', 'ZF3'),
  }),
  { maxLength: 25 },
);

function entriesOf(list: typeof drawn extends fc.Arbitrary<infer List> ? List : never): readonly Entry[] {
  return list.map(({ type, day, yuan, voucher }) =>
    projectEntry(
      type,
      `2025-05-${String(day).padStart(2, '0')}`,
      type === 'refund' || type === 'decrease' ? -yuan : yuan,
      { voucher },
    ),
  );
}

describe('whatever is imported', () => {
  const after = (entries: readonly Entry[], execution: readonly Entry[] = []): Ledger => ({
    ...testLedger(),
    execution: [...execution, ...admit(entries, execution).added],
  });

  it('every entry has one fate, and the budget is never overdrawn', () => {
    fc.assert(
      fc.property(drawn, drawn, (first, second) => {
        const { added, known, refused } = admit(entriesOf(first));
        expect(added.length + known.length + refused.length).toBe(first.length);
        const ledger = after(entriesOf(second), added);
        expect(overdrawn(ledger, space)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('the same file twice adds nothing the second time', () => {
    fc.assert(
      fc.property(drawn, (list) => {
        const { added } = admit(entriesOf(list));
        const again = admit(added, added);
        expect([again.added, again.refused]).toEqual([[], []]);
        expect(again.known).toEqual(added);
      }),
      { numRuns: 100 },
    );
  });

  it('a file that overlaps adds the rest', () => {
    fc.assert(
      fc.property(drawn, fc.nat(25), (list, cut) => {
        const { added } = admit(entriesOf(list).filter(({ voucher }) => voucher === ''));
        const days = added.toSorted((left, right) => (left.date < right.date ? -1 : 1));
        const [early, all] = [days.slice(0, cut), days];
        const kept = admit(early).added;
        const whole = admit(all, kept);
        expect(whole.known).toHaveLength(kept.length);
        expect(whole.added.length + whole.refused.length).toBe(all.length - kept.length);
      }),
      { numRuns: 100 },
    );
  });
});

it('says where the entries of a workbook overdraw its budget', () => {
  const execution = [
    projectEntry('payment', '2025-03-01', 560_000),
    projectEntry('refund', '2025-02-01', -5),
  ];
  expect(overdrawn({ ...testLedger(), execution }, space).map(({ key }) => key)).toEqual([
    'execution.problem.overdrawn',
    'execution.problem.overReturned',
  ]);
});
