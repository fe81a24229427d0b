import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indicator } from '../facts/records.ts';
import type { Entry } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { unfilledRows } from '../testing/covered.ts';
import { projectEntry } from '../testing/entries.ts';
import { testLedger } from '../testing/ledger.ts';
import { nationalRules } from '../testing/rules.ts';
import { monitor } from './monitor.ts';
import { monitoringForms, monitoringSummary } from './monitor-forms.ts';
import { monitorJson, monitorSchema } from './monitor-json.ts';
import type { PerformanceRules } from './rules.ts';

const RULES = nationalRules();
const AUGUST = '2025-08-31';

function indicator(level3: string, value: string, more: Partial<Indicator> = {}): Indicator {
  const base = { level1: '产出指标', level2: '数量指标', description: '', unit: '次', basis: '' };
  return { ...base, level3, operator: '≥', value, ...more };
}

function result(
  level3: string,
  date: string,
  value: string,
  more: Partial<IndicatorResult> = {},
): IndicatorResult {
  return { project: 'P001', level2: '', level3, date, value, unit: '', share: '', reason: '', ...more };
}

/** The test ledger with P001 alone: 550 000 元, of which 137 500 by March, 275 000 by June, 412 500 by October. */
function ledgerOf(
  indicators: readonly Indicator[],
  results: readonly IndicatorResult[],
  execution: readonly Entry[],
): Ledger {
  const ledger = testLedger();
  const projects = ledger.records.projects
    .filter(({ code }) => code === 'P001')
    .map((project) => ({ ...project, indicators }));
  return { ...ledger, records: { ...ledger.records, projects }, results, execution };
}

function spendingOf(execution: readonly Entry[], asOf = AUGUST, rules: PerformanceRules = RULES) {
  const [one] = monitor(ledgerOf([], [], execution), asOf, rules).projects;
  if (one === undefined) throw new Error('No project');
  return one.spending;
}

/** The same payment at the end of each month from January on. */
function monthly(yuan: readonly number[]): readonly Entry[] {
  return yuan.map((each, index) =>
    projectEntry('payment', `2025-${String(index + 1).padStart(2, '0')}-20`, each),
  );
}

function indicatorOf(one: Indicator, results: readonly IndicatorResult[], asOf = AUGUST) {
  const [project] = monitor(ledgerOf([one], results, []), asOf, RULES).projects;
  const [found] = project?.indicators ?? [];
  if (found === undefined) throw new Error('No indicator');
  return found;
}

describe('spending is held against the last step of the plan that has passed', () => {
  it.each([
    [247_500, 'green'], // 10 % short of 275 000, no more
    [247_499, 'yellow'],
    [192_500, 'yellow'], // 30 %
    [192_499, 'red'],
    [495_000, 'green'], // 20 % above what October allows
    [495_001, 'yellow'],
  ])('%d 元 paid by August is %s', (paid, light) => {
    expect(spendingOf([projectEntry('payment', '2025-05-01', paid)])).toMatchObject({
      light,
      due: 27_500_000n,
      dueBy: 'plan',
    });
  });

  it('nothing is due before the first step', () => {
    const early = spendingOf([projectEntry('payment', '2025-01-15', 1)], '2025-02-28');
    expect([early.light, early.due, early.how]).toEqual([
      'green',
      0n,
      expect.stringContaining('第一个计划节点'),
    ]);
  });

  it('a changed budget brings the plan with it', () => {
    const entries = [
      projectEntry('increase', '2025-04-01', 110_000),
      projectEntry('payment', '2025-05-01', 300_000),
    ];
    // 275 000 × 660 000 ÷ 550 000
    expect(spendingOf(entries)).toMatchObject({ due: 33_000_000n, dueBy: 'scaled', light: 'green' });
  });

  it('without a plan the pace is even, or nothing is compared', () => {
    const base = ledgerOf([], [], [projectEntry('payment', '2025-05-01', 300_000)]);
    const projects = base.records.projects.map((project) => ({ ...project, plan: [] }));
    const ledger = { ...base, records: { ...base.records, projects } };
    // 243 of 365 days: 366 164.38; 300 000 is 18 % short.
    const even = monitor(ledger, AUGUST, RULES).projects[0]?.spending;
    expect(even).toMatchObject({ due: 36_616_438n, dueBy: 'even', light: 'yellow' });
    const none = { ...RULES, monitoring: { ...RULES.monitoring, withoutPlan: 'none' as const } };
    expect(monitor(ledger, AUGUST, none).projects[0]?.spending).toMatchObject({
      due: undefined,
      light: 'unknown',
      forecast: { outcome: 'unknown' },
    });
  });

  it('says nothing where no payment was imported', () => {
    expect(spendingOf([])).toMatchObject({
      light: 'unknown',
      due: undefined,
      forecast: { outcome: 'unknown' },
    });
  });
});

describe('the forecast of spending', () => {
  it('is the budget × paid ÷ due, between the least and the greatest ratio of the month ends', () => {
    /*
     * Due on straight lines between the steps, from where a quarter of the year's plan is due:
     *   31 March 137 500, 30 April 137 500 + 137 500 × 30/91 = 182 829.67, 31 May 229 670.33, 30 June 275 000
     * Paid 40 000 a month: 120 000, 160 000, 200 000, 240 000
     * Ratios 0.8727, 0.8751, 0.8708, 0.8727: the least in May, the greatest in April, the day's 0.8727
     * × 550 000: 480 000.00 (478 947.37 — 481 322.31 = 640 000 × 91/121)
     */
    const { forecast } = spendingOf(monthly([40_000, 40_000, 40_000, 40_000, 40_000, 40_000]), '2025-06-30');
    expect(forecast.range).toEqual({ low: 47_894_737n, point: 48_000_000n, high: 48_132_231n });
    expect(forecast.outcome).toBe('unlikely');
    expect(forecast.how).toContain('4 个月末的比在 87.1% 到 87.5% 之间');
    // 310 000 left, 184 of 365 days: 51 245.47 a month of 365/12 days.
    expect(forecast.how).toContain('平均每月须支付 51,');
  });

  it('cannot be said of too few month ends', () => {
    const { forecast } = spendingOf(monthly([40_000, 40_000, 40_000, 40_000]), '2025-04-30');
    expect(forecast).toMatchObject({ outcome: 'unknown', range: undefined });
    expect(forecast.how).toContain('可比的月末只有 2 个');
  });

  it('is certain at the end of the year and where the budget is paid already', () => {
    expect(spendingOf(monthly([522_500]), '2025-12-31').forecast.outcome).toBe('met');
    expect(spendingOf(monthly([522_499]), '2025-12-31').forecast.outcome).toBe('missed');
    expect(spendingOf(monthly([522_500]), '2025-03-31').forecast.outcome).toBe('met');
  });

  it('never leaves what is paid and the budget, and holds its own middle', () => {
    const amounts = fc.array(fc.integer({ min: 0, max: 45_000 }), { minLength: 5, maxLength: 11 });
    fc.assert(
      fc.property(amounts, (yuan) => {
        const { paid, forecast } = spendingOf(
          monthly(yuan),
          `2025-${String(yuan.length).padStart(2, '0')}-28`,
        );
        const { range } = forecast;
        if (range === undefined) return;
        const order = [paid, range.low, range.point, range.high, 55_000_000n];
        expect(order).toEqual(order.toSorted((left, right) => (left < right ? -1 : left > right ? 1 : 0)));
      }),
    );
  });
});

describe('a result that adds up', () => {
  const checks = indicator('检查次数', '365');

  it('is held against the part of its target that is due at its own day', () => {
    // 243 days have passed by 31 August, 181 by 30 June.
    const at = (date: string, value: string) => {
      const { light, due, needsReason } = indicatorOf(checks, [result('检查次数', date, value)]);
      return [light, due, needsReason];
    };
    expect(at(AUGUST, '219')).toEqual(['green', '243', false]); // 9.9 % short
    expect(at(AUGUST, '218')).toEqual(['yellow', '243', true]); // 10.3 %
    expect(at(AUGUST, '170')).toEqual(['red', '243', true]); // 30.04 %
    expect(at('2025-06-30', '170')).toEqual(['green', '181', false]);
    expect(at('2025-09-30', '300')).toEqual(['unknown', undefined, false]); // behind the day of the monitoring
  });

  it('goes on at its average pace, between the slowest and the fastest stretch', () => {
    /*
     * 90 in the first 90 days (1 a day), 52 in the 91 until 30 June (4/7 a day); 184 days are left.
     * Average 142 × 365/181 = 286.35; slowest 142 + 184 × 4/7 = 247.14; fastest 142 + 184 = 326
     */
    const seen = [result('检查次数', '2025-03-31', '90'), result('检查次数', '2025-06-30', '142')];
    expect(indicatorOf(checks, seen).forecast).toMatchObject({
      outcome: 'unlikely',
      range: { low: '247', point: '286', high: '326' },
    });
    expect(indicatorOf({ ...checks, value: '300' }, seen).forecast.outcome).toBe('open');
    expect(indicatorOf({ ...checks, value: '240' }, seen).forecast.outcome).toBe('likely');
    expect(indicatorOf({ ...checks, value: '142' }, seen).forecast.outcome).toBe('met');
  });

  it('cannot be said of one result, nor of results that fall', () => {
    const one = indicatorOf(checks, [result('检查次数', AUGUST, '100')]);
    expect([one.forecast.outcome, one.forecast.how]).toEqual([
      'unknown',
      expect.stringContaining('只有 1 次'),
    ]);
    const fallen = [result('检查次数', '2025-06-30', '120'), result('检查次数', AUGUST, '60')];
    expect(indicatorOf(checks, fallen).forecast).toMatchObject({
      outcome: 'unknown',
      how: expect.stringContaining('当期数'),
    });
  });

  it('that has a limit is red when it is passed, and missed for good', () => {
    const cost = indicator('项目成本', '36.5', { operator: '≤', unit: '万元' });
    const at = (value: string) => {
      const { light, forecast } = indicatorOf(cost, [
        result('项目成本', '2025-06-30', '10'),
        result('项目成本', AUGUST, value),
      ]);
      return [light, forecast.outcome];
    };
    // At the pace of July and August 17 + 7 × 122/62 = 30.8 by December.
    expect(at('17')).toEqual(['green', 'likely']);
    // 24.3 by an even pace; 34.7 at that of the first half of the year, 63.4 at that of July and August.
    expect(at('28')).toEqual(['yellow', 'open']);
    expect(at('37')).toEqual(['red', 'missed']);
    const inYuan = indicatorOf(cost, [result('项目成本', AUGUST, '243000', { unit: '元' })]);
    expect([inYuan.due, inYuan.deviation]).toMatchObject(['24.3', { numerator: 0n }]);
  });
});

describe('other results', () => {
  const rate = indicator('业务办结及时率', '95', { unit: '%' });

  it('are held against the target itself', () => {
    const at = (value: string) => indicatorOf(rate, [result('业务办结及时率', AUGUST, value)]).light;
    expect([at('95'), at('94.9'), at('85.5'), at('85.4')]).toEqual(['green', 'yellow', 'yellow', 'red']);
  });

  it('will be as they were', () => {
    const seen = ['94', '96', '97'].map((value, index) =>
      result('业务办结及时率', `2025-0${index * 2 + 3}-15`, value),
    );
    expect(indicatorOf(rate, seen).forecast).toMatchObject({
      outcome: 'open',
      range: { low: '94', point: '97', high: '97' },
    });
    expect(indicatorOf({ ...rate, value: '90' }, seen).forecast.outcome).toBe('likely');
    expect(indicatorOf({ ...rate, value: '98' }, seen).forecast.outcome).toBe('unlikely');
  });

  it('in another unit are not compared', () => {
    const found = indicatorOf(rate, [result('业务办结及时率', AUGUST, '95', { unit: '件' })]);
    expect([found.light, found.achievement.status, found.how]).toEqual([
      'unknown',
      'unclear',
      expect.stringContaining('换算成同一单位'),
    ]);
  });

  it('of words are not forecast, and settled at the end of the year', () => {
    const words = indicator('制度建设', '健全', { operator: '', unit: '' });
    const at = (value: string, asOf = AUGUST) => {
      const { light, forecast } = indicatorOf(words, [result('制度建设', asOf, value)], asOf);
      return [light, forecast.outcome];
    };
    expect(at('达成')).toEqual(['green', 'unknown']);
    expect(at('部分达成')).toEqual(['yellow', 'unknown']);
    expect(at('未达成', '2025-12-31')).toEqual(['red', 'missed']);
  });

  it('with a day are red once it has passed, and say nothing before', () => {
    const due = (value: string) => indicator('系统上线', value, { operator: '', unit: '' });
    expect(indicatorOf(due('6月30日前'), [])).toMatchObject({
      light: 'red',
      forecast: { outcome: 'missed' },
    });
    expect(indicatorOf(due('10月底前'), [])).toMatchObject({
      light: 'unknown',
      forecast: { outcome: 'unknown' },
    });
    expect(indicatorOf(due('10月底前'), [result('系统上线', AUGUST, '2025-08-01')])).toMatchObject({
      light: 'green',
      forecast: { outcome: 'met' },
    });
  });
});

describe('the forms', () => {
  const ledger = ledgerOf(
    [
      indicator('检查次数', '365'),
      indicator('抽查次数', '100'),
      indicator('培训人数', '50', { level2: '质量指标' }),
    ],
    [
      result('检查次数', AUGUST, '170', { reason: '经费保障、其他：资金到位晚' }),
      result('', AUGUST, '基本完成', { reason: '制度保障：合同未签' }),
    ],
    monthly([1000]),
  );
  const monitoring = monitor(ledger, AUGUST, RULES);
  const documents = [
    monitoringForms(monitoring, ledger, RULES),
    monitoringSummary(monitoring, ledger, RULES),
  ];
  const cellsOf = (index: number) =>
    documents[index]?.sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.type === 'table' ? block.body.map(({ cells }) => cells) : [])),
    ) ?? [];

  it('cover every cell of their columns once', () => {
    expect(documents.flatMap(unfilledRows)).toEqual([]);
  });

  it('tick the kinds of reasons, and join what repeats', () => {
    const rows = cellsOf(0);
    const checks = rows
      .find((cells) => cells.some(({ text }) => text === '检查次数'))
      ?.map(({ text }) => text);
    // 经费, 制度, 人员, 硬件, 其他
    expect(checks?.slice(6, 11)).toEqual(['√', '', '', '', '√']);
    const level1 = rows.flat().find(({ text }) => text === '产出指标');
    const level2 = rows.flat().find(({ text }) => text === '数量指标');
    expect([level1?.rowspan, level2?.rowspan]).toEqual([3, 2]);
    expect(rows.flat().map(({ text }) => text)).toContain('1—8月执行数');
  });

  it('say the same as data, which keeps to its schema', () => {
    const data: unknown = JSON.parse(JSON.stringify(monitorJson(monitoring, RULES)));
    const [project] = monitorSchema.parse(data).projects;
    expect(project).toMatchObject({
      light: 'red',
      spending: { paid: '1000', due: '275000', dueBy: 'plan', reason: '制度保障：合同未签' },
      tally: { green: 0, yellow: 0, red: 1, unknown: 2 },
    });
    expect(project?.indicators[0]).toMatchObject({
      cumulative: true,
      due: '243',
      light: 'red',
      needsReason: false,
    });
  });

  it('name the period by its days where no month has ended', () => {
    const early = monitoringForms(monitor(ledger, '2025-08-20', RULES), ledger, RULES);
    expect(JSON.stringify(early.sections[0]?.blocks)).toContain('1月1日—8月20日执行数');
  });
});
