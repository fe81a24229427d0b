import { describe, expect, it } from 'vitest';
import { expenditureLines } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { findPacks } from '../packs/load.ts';
import { projectEntry } from '../testing/entries.ts';
import { amount, testAccounts, testLedger } from '../testing/ledger.ts';
import { evaluate } from './evaluate.ts';
import { evaluationJson, evaluationSchema } from './evaluate-json.ts';
import { evaluateFormulas } from './formulas.ts';
import { formulasTable, isMet, sayHow, sayReading } from './formulas-form.ts';
import { loadRules } from './rules.ts';

const accounts = testAccounts();
const packs = findPacks(accounts);
const loaded = packs.ok ? packs.value.load('henan-2023') : packs;
if (!loaded.ok || !('formulas' in loaded.value)) throw new Error('the pack loads');
const pack = loaded.value;

const RECEPTION = {
  function: '2101501',
  economic: '30217',
  govEconomic: '50206',
  kind: 'runningCosts',
  project: '-',
};

/** The test ledger with 10 000 元 for receptions, so that its expenditure is a round million and a half. */
function ledgerWith(more: Partial<Ledger>): Ledger {
  const ledger = testLedger();
  const at = { entity: '450001', flow: 'expenditure', source: 'generalPublicBudget', vintage: 'ownLevel' };
  const facts = [...ledger.facts, amount({ ...at, ...RECEPTION }, 10_000)];
  return { ...ledger, facts, ...more };
}

function results(ledger: Ledger, done: readonly string[] = []) {
  const space = ledgerSpace(ledger, pack, accounts);
  return evaluateFormulas(ledger, pack, space, '2025-12-31', new Set(done));
}

/** Each rate as it is said, with its numbers. */
function said(ledger: Ledger, done: readonly string[] = []) {
  return Object.fromEntries(
    results(ledger, done).map(({ formula, chosen }) => [
      formula.name,
      `${sayReading(chosen)} ${sayHow(chosen)}`,
    ]),
  );
}

const YEAR = [
  projectEntry('increase', '2025-02-01', 100_000),
  projectEntry('decrease', '2025-03-01', -40_000),
  projectEntry('payment', '2025-06-01', 300_000),
  projectEntry('payment', '2025-07-01', 12_500.01, { at: RECEPTION }),
  projectEntry('refund', '2025-08-01', -0.01, { at: RECEPTION }),
];

describe('rates of input management', () => {
  it('follow from the budget, its changes and payments, exactly', () => {
    const ledger = ledgerWith({ execution: YEAR });
    const budget = expenditureLines(ledger.facts).reduce((sum, { value }) => sum + value, 0n);
    const per = (of: bigint, over: bigint) => `${(Number((of * 1_000_000n) / over) / 10_000).toFixed(2)}%`;
    const rates = said(ledger);
    expect(rates.预算执行率).toContain(per(31_250_000n, budget + 6_000_000n));
    expect(rates.预算执行率).toContain('312,500.00 ÷ ');
    expect(rates.预算调整率).toContain(per(14_000_000n, budget));
    expect(rates.结转结余率).toContain(per(budget + 6_000_000n - 31_250_000n, budget + 6_000_000n));
    expect(rates['“三公经费”控制率']).toBe('125.00% 12,500.00 ÷ 10,000.00');
    expect(rates.绩效目标编制完成率).toBe('100.00% 2 个 ÷ 2 个');
  });

  it('say both readings of the adjustment rate, and which one counts and why', () => {
    const [adjustment] = results(ledgerWith({ execution: YEAR })).filter(
      ({ formula }) => formula.id === 'adjustment',
    );
    if (adjustment === undefined) throw new Error('no formula');
    expect(adjustment.chosen.reading.id).toBe('definition');
    expect(sayHow(adjustment.chosen)).toMatch(/^140,000\.00 ÷/u);
    expect(adjustment.others.map(sayHow)).toEqual([expect.stringMatching(/^60,000\.00 ÷/u)]);
    const cells = formulasTable([adjustment]).body.flatMap((row) => row.cells.map(({ text }) => text));
    expect(cells.join('\n')).toMatch(/采用理由：[\s\S]*另一口径：/u);
  });

  it('are not applicable over nothing, and never 0 or 100 per cent', () => {
    const ledger = testLedger();
    const none = { ...ledger, execution: YEAR.slice(0, 3), records: { ...ledger.records, procurement: [] } };
    const work = { project: 'P001', isKey: false, opinions: 0n };
    const rates = said({
      ...none,
      facts: ledger.facts.filter(({ at }) => at.procurement === undefined),
      performanceWork: [work],
    });
    expect(rates['“三公经费”控制率']).toBe('不适用 0.00 ÷ 0.00，分母为零');
    expect(rates.政府采购执行率).toBe('不适用 0.00 ÷ 0.00，分母为零');
    expect(rates.部门绩效评价完成率).toBe('不适用 0 个 ÷ 0 个，分母为零');
    expect(rates.评价结果应用率).toBe('不适用 0 条 ÷ 0 条，分母为零');
  });

  it('are missing where nobody has entered what they need, and say what', () => {
    const rates = said(ledgerWith({}));
    expect(rates).toMatchObject({
      预算执行率: '缺数 没有支付记录',
      预算调整率: '缺数 没有支付记录',
      结转结余率: '缺数 没有支付记录',
      '“三公经费”控制率': '缺数 没有支付记录',
      政府采购执行率: '缺数 “政府采购”表有 2 行没有填实际采购金额',
      绩效监控完成率: '缺数 没有填“绩效管理”表',
      部门绩效评价完成率: '缺数 没有填“绩效管理”表',
      评价结果应用率: '缺数 没有填“绩效管理”表',
    });
  });

  it('count purchases and performance management as they were entered', () => {
    const ledger = ledgerWith({
      execution: YEAR,
      performanceWork: [
        {
          project: 'P001',
          monitored: '2025-09-10',
          isKey: true,
          evaluated: '2026-03-01',
          opinions: 5n,
          adopted: 4n,
        },
        { project: '450002/慢特病鉴定', isKey: true, opinions: 1n },
      ],
    });
    const procurement = ledger.records.procurement.map((line, index) => ({
      ...line,
      actual: index === 0 ? 900_000n : 0n,
    }));
    const rates = said({ ...ledger, records: { ...ledger.records, procurement } }, ['P001']);
    expect(rates).toMatchObject({
      政府采购执行率: '45.00% 9,000.00 ÷ 20,000.00',
      绩效监控完成率: '50.00% 1 个 ÷ 2 个',
      绩效自评完成率: '50.00% 1 个 ÷ 2 个',
      部门绩效评价完成率: '50.00% 1 个 ÷ 2 个',
      评价结果应用率: '66.67% 4 条 ÷ 6 条',
    });
  });

  it('stand in the data of the evaluation with all their readings', () => {
    const ledger = ledgerWith({ execution: YEAR });
    const rules = loadRules(pack);
    if (!rules.ok) throw new Error('no rules');
    const data = evaluationJson(evaluate(ledger, rules.value.scoring), rules.value, results(ledger));
    const { rates } = evaluationSchema.parse(data);
    expect(
      rates.find(({ id }) => id === 'adjustment')?.readings.map(({ id, ratio }) => [id, ratio?.numerator]),
    ).toEqual([
      ['definition', '140000'],
      ['printed', '60000'],
    ]);
    expect(rates.find(({ id }) => id === 'goals')?.readings[0]?.ratio).toEqual({
      numerator: '2',
      denominator: '2',
    });
    expect(rates.find(({ id }) => id === 'use')?.readings[0]?.status).toBe('missing');
  });

  it('are held against their targets', () => {
    const met = Object.fromEntries(
      results(ledgerWith({ execution: YEAR })).map((one) => [one.formula.name, [one.target, isMet(one)]]),
    );
    expect(met).toMatchObject({
      预算执行率: ['≥90%', false],
      预算调整率: ['≤30%', true],
      '“三公经费”控制率': ['≤100%', false],
      绩效目标编制完成率: ['100%', true],
      政府采购执行率: ['≥95%', undefined],
    });
  });
});
