import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indicator } from '../facts/records.ts';
import type { Entry } from '../ledger/entries.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { unfilledRows } from '../testing/covered.ts';
import { projectEntry } from '../testing/entries.ts';
import { testLedger } from '../testing/ledger.ts';
import { nationalRules } from '../testing/rules.ts';
import { allot, apportion } from './allot.ts';
import { evaluate } from './evaluate.ts';
import { departmentForms, projectForms } from './evaluate-forms.ts';
import { evaluationJson, evaluationSchema } from './evaluate-json.ts';
import type { ScoringRules } from './rules.ts';

const DEFAULT_RULES = nationalRules().scoring;

function indicator(level1: string, level3: string, value: string, more: Partial<Indicator> = {}): Indicator {
  const operator = /\d/u.test(value) ? '≥' : '';
  return { level1, level2: '', level3, description: '', operator, value, unit: '', basis: '', ...more };
}

function result(level3: string, value: string, more: Partial<IndicatorResult> = {}): IndicatorResult {
  const base = { project: 'P001', level2: '', date: '2025-12-31', unit: '', share: '', reason: '说明' };
  return { ...base, level3, value, ...more };
}

/** The test ledger with P001 alone, whose budget is 550 000 元. */
function ledgerOf(
  indicators: readonly Indicator[],
  results: readonly IndicatorResult[],
  execution: readonly Entry[],
) {
  const ledger = testLedger();
  const projects = ledger.records.projects
    .filter(({ code }) => code === 'P001')
    .map((project) => ({ ...project, indicators }));
  return { ...ledger, records: { ...ledger.records, projects }, results, execution };
}

const FIVE = [
  indicator('产出指标', '培训人数', '200'),
  indicator('产出指标', '培训合格率', '95'),
  indicator('产出指标', '按时完成率', '100'),
  indicator('效益指标', '能力提升', '明显提升'),
  indicator('满意度指标', '学员满意度', '90'),
];

function scoreOf(
  indicators: readonly Indicator[],
  results: readonly IndicatorResult[],
  paid: number,
  rules: ScoringRules = DEFAULT_RULES,
) {
  const execution = [projectEntry('payment', '2025-06-01', paid)];
  const [one] = evaluate(ledgerOf(indicators, results, execution), rules).projects;
  if (one === undefined) throw new Error('No project');
  return one;
}

describe('the score of a project, worked by hand from 财预〔2020〕10号', () => {
  it('execution 10, output 50, benefit 30, satisfaction 10', () => {
    /*
     * Execution: 440 000 of 550 000 paid, 80 % × 10                       =  8.00
     * Output, 50 points, three indicators: 16.67, 16.67, 16.66
     *   培训人数      150 of 200: 3/4 × 16.67 = 12.5025                    = 12.50
     *   培训合格率     96 ≥ 95: all                                        = 16.67
     *   按时完成率     90 of 100: 9/10 × 16.66 = 14.994                    = 14.99
     * Benefit, 30 points: 部分达成, 70 % (of 80—60 %)                      = 21.00
     * Satisfaction, 10 points: 81 of 90: 9/10                            =  9.00
     * Total                                                                82.16: 良
     */
    const one = scoreOf(
      FIVE,
      [
        result('培训人数', '150'),
        result('培训合格率', '96'),
        result('按时完成率', '90'),
        result('能力提升', '部分达成', { share: '70%' }),
        result('学员满意度', '81'),
      ],
      440_000,
    );
    expect(one.execution.score).toBe(800n);
    expect(one.indicators.map(({ points }) => points)).toEqual([1667n, 1667n, 1666n, 3000n, 1000n]);
    expect(one.indicators.map(({ score }) => score)).toEqual([1250n, 1667n, 1499n, 2100n, 900n]);
    expect(one.total).toEqual({ score: 8216n, applicable: 10_000n, isComplete: true, grade: 'good' });
    expect(one.use.advice).toBe('keep');
  });

  it('with cost as a class of its own 10, 20, 40, 20, 10 (财预〔2021〕101号)', () => {
    /*
     * Execution 550 000 of 550 000                                        = 10
     * Cost 20: 120 where ≤ 100: 100 ÷ 120 × 20 = 16.666…                  = 16.67
     * Output 40 (200 of 200), benefit 20 (达成), satisfaction 10 (95 ≥ 90) = 70
     * Total                                                                 96.67: 优; all was spent: may be raised
     */
    const indicators = [
      indicator('成本指标', '人均成本', '100', { operator: '≤' }),
      indicator('产出指标', '培训人数', '200'),
      indicator('效益指标', '能力提升', '明显提升'),
      indicator('满意度指标', '学员满意度', '90'),
    ];
    const results = [
      result('人均成本', '120'),
      result('培训人数', '200'),
      result('能力提升', '达成'),
      result('学员满意度', '95'),
    ];
    const one = scoreOf(indicators, results, 550_000);
    expect(one.indicators.map(({ points }) => points)).toEqual([2000n, 4000n, 2000n, 1000n]);
    expect(one.total).toMatchObject({ score: 9667n, grade: 'excellent' });
    expect(one.use.advice).toBe('raise');
  });

  it('gives the points of satisfaction to benefit where there is none', () => {
    const { indicators, absent } = allot(FIVE.slice(0, 4), DEFAULT_RULES);
    expect([indicators.slice(3), absent]).toEqual([[4000n], ['satisfaction']]);
  });

  it('takes the sheet’s own points, and brings others to 90', () => {
    const weighed = (...weights: readonly string[]) =>
      allot(
        weights.map((weight) => indicator('产出指标', '次数', '1', { weight })),
        DEFAULT_RULES,
      );
    expect(weighed('40', '50')).toMatchObject({ by: 'own', indicators: [4000n, 5000n] });
    // 30 of 100 of 90 is 27.
    expect(weighed('30分', '70分')).toMatchObject({ by: 'scaled', indicators: [2700n, 6300n] });
    expect(weighed('40', '')).toMatchObject({ by: 'partly', indicators: [4500n, 4500n] });
  });
});

describe('what is not known', () => {
  const met = [result('培训人数', '200')];
  const ONE = FIVE.slice(0, 1);

  it('is no zero: without a result there is no grade and no advice', () => {
    const one = scoreOf(ONE, [], 550_000);
    expect(one.total).toMatchObject({ score: 1000n, isComplete: false, grade: undefined });
    expect(one.use).toEqual({ advice: 'undetermined', reasons: [{ type: 'incomplete' }] });
  });

  it('leaves the execution rate open where no payment was imported', () => {
    const [one] = evaluate(ledgerOf(ONE, met, []), DEFAULT_RULES).projects;
    expect([one?.execution.status, one?.total.isComplete]).toEqual(['missing', false]);
  });

  it('takes the rate out of the total where there is no budget', () => {
    const without = { ...ledgerOf(ONE, met, [projectEntry('payment', '2025-06-01', 1)]), facts: [] };
    const evaluation = evaluate(without, DEFAULT_RULES);
    expect(evaluation.projects[0]?.total).toEqual({
      score: 9000n,
      applicable: 9000n,
      isComplete: true,
      grade: 'excellent',
    });
    expect(evaluation.department.projects.mean).toEqual({ applicable: false });
  });

  it('asks for the reason of a shortfall and of a far overshoot', () => {
    const needs = (value: string, reason: string) =>
      scoreOf(ONE, [result('培训人数', value, { reason })], 1).indicators[0]?.needsReason;
    expect([needs('199', ''), needs('199', '停课'), needs('260', ''), needs('261', '')]).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('next year’s budget', () => {
  it('is to be cut where the money was left, whatever the grade', () => {
    const one = scoreOf(FIVE.slice(0, 1), [result('培训人数', '200')], 55_000);
    // 10 % × 10 + 90 = 91: 优, and yet 90 % of the money is left.
    expect(one.total).toMatchObject({ score: 9100n, grade: 'excellent' });
    expect(one.use).toMatchObject({
      advice: 'reduce',
      reasons: [{ grade: 'excellent' }, { type: 'executionLow' }],
    });
  });
});

describe('the department', () => {
  it('weighs its projects by their budgets', () => {
    const ledger = testLedger();
    const projects = ledger.records.projects.map((project) => ({
      ...project,
      indicators: [indicator('产出指标', '次数', '10')],
    }));
    const results = [result('次数', '10'), result('次数', '5', { project: '450002/慢特病鉴定' })];
    const execution = [projectEntry('payment', '2025-06-01', 550_000)];
    const { department, projects: found } = evaluate(
      { ...ledger, records: { ...ledger.records, projects }, results, execution },
      DEFAULT_RULES,
    );
    const weights = found.map(({ progress }) => progress?.adjusted ?? 0n);
    expect(found.map(({ total }) => total.score)).toEqual([10_000n, 4500n]);
    // (w1 × 100 + w2 × 45) ÷ (w1 + w2), of 90 points, in hundredths, half up; cross-multiplied to stay exact.
    const [first = 0n, second = 0n] = weights;
    const expected =
      (9000n * (first * 100n + second * 45n) * 2n + 100n * (first + second)) / (200n * (first + second));
    expect(department.projects.score).toBe(expected);
  });
});

it('says the same as data, with the rules it came from', () => {
  const results = [result('培训人数', '150'), result('能力提升', '部分达成', { share: '70%' })];
  const ledger = ledgerOf(FIVE, results, [projectEntry('payment', '2025-06-01', 440_000)]);
  const rules = nationalRules();
  const data: unknown = JSON.parse(JSON.stringify(evaluationJson(evaluate(ledger, rules.scoring), rules)));
  const { projects, rules: stated } = evaluationSchema.parse(data);
  expect(stated).toEqual(DEFAULT_RULES);
  expect(projects[0]).toMatchObject({
    execution: { rate: { numerator: '440000', denominator: '550000' }, points: '10', score: '8' },
    allotment: 'default',
    total: { complete: false, grade: null },
    use: { advice: 'undetermined', reasons: ['incomplete'] },
  });
  const scored = projects[0]?.indicators.map(({ status, points, score }) => [status, points, score]);
  expect(scored).toEqual([
    ['scored', '16.67', '12.5'],
    ['missing', '16.67', null],
    ['missing', '16.66', null],
    ['scored', '30', '21'],
    ['missing', '10', null],
  ]);
});

describe('the forms', () => {
  it('cover every cell of their columns once', () => {
    const ledger = ledgerOf(FIVE, [result('培训人数', '150')], [projectEntry('payment', '2025-06-01', 1)]);
    const evaluation = evaluate(ledger, DEFAULT_RULES);
    const documents = [projectForms(evaluation, ledger), departmentForms(evaluation, ledger, DEFAULT_RULES)];
    expect(documents.flatMap(unfilledRows)).toEqual([]);
  });
});

describe('sharing', () => {
  it('loses nothing and is never off by a whole part', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10_000n }),
        fc.array(fc.bigInt({ min: 1n, max: 500n }), { minLength: 1, maxLength: 12 }),
        (whole, weights) => {
          const parts = apportion(whole, weights);
          const sum = weights.reduce((left, right) => left + right, 0n);
          expect(parts.reduce((left, right) => left + right, 0n)).toBe(whole);
          for (const [index, part] of parts.entries()) {
            const off = part * sum - whole * (weights[index] ?? 0n);
            expect(off > -sum && off < sum).toBe(true);
          }
        },
      ),
    );
  });
});
