import { describe, expect, it } from 'vitest';
import { documentOf, indicatorOf, lineAt, projectOf, statedOf, tableOf } from '../testing/checked.ts';
import type { CheckedDocument } from './checked.ts';
import { checkPerformance } from './performance.ts';

/** One project of 5.00 万元 with these indicators. */
function sheetOf(...indicators: readonly (readonly [path: string, target: string])[]): CheckedDocument {
  return documentOf({
    projects: [projectOf('p1', { name: '宣传经费', statedBudget: 5_000_000n, place: lineAt(1) })],
    indicators: indicators.map(([path, target], index) =>
      indicatorOf('p1', path, target, { place: lineAt(10 + index) }),
    ),
  });
}

function rulesOf(document: CheckedDocument): readonly string[] {
  return checkPerformance(document).map(({ rule }) => rule);
}

/** The rule of the only finding and the line of its first place. */
function onlyFinding(document: CheckedDocument): readonly unknown[] {
  const findings = checkPerformance(document);
  return findings.flatMap(({ rule, places: [place] }) => [
    rule,
    place?.type === 'line' ? place.line : undefined,
  ]);
}

const OUTPUT = '产出指标/质量指标';
const COST = '产出指标/成本指标';

describe('one indicator against itself', () => {
  it.each([
    ['a rate in sets', `${OUTPUT}/设备完善率`, '10套', 'performance.rate-unit'],
    ['a rate in money', `${COST}/预算控制率`, '≤4万元', 'performance.rate-unit'],
    ['a number of persons in per cent', `${OUTPUT}/资助参保人数`, '≥900%', 'performance.count-percent'],
    ['visits counted as persons', '产出指标/数量指标/鉴定人次数', '≥2000人', 'performance.measure-word'],
    ['films counted as times', '产出指标/数量指标/宣传片投放支数', '≥1次', 'performance.measure-word'],
    ['a cost with a floor', `${COST}/成本控制率`, '≥90%', 'performance.cost-direction'],
    [
      'satisfaction with a ceiling',
      '满意度指标/服务对象满意度指标/群众满意度',
      '≤90%',
      'performance.direction',
    ],
    ['failures with a floor', `${OUTPUT}/系统故障率`, '≥5%', 'performance.direction'],
    [
      'time taken with a floor',
      '产出指标/时效指标/费用拨付时间',
      '≥15个工作日',
      'performance.time-direction',
    ],
    ['a ceiling above the budget', `${COST}/总成本`, '≤6万元', 'performance.cost-ceiling'],
    ['a ceiling in the wrong unit', `${COST}/总成本`, '≤50000万元', 'performance.cost-unit'],
    ['one of many that costs more than all', `${COST}/培训成本`, '≤500万元/人', 'performance.cost-unit'],
    ['a price each above the budget', `${COST}/人均成本`, '≤500万元', 'performance.cost-unit'],
    ['a rate without per cent', `${OUTPUT}/发放准确率`, '≥90', 'performance.rate-without-percent'],
    ['a rate as a quantity', '产出指标/数量指标/覆盖率', '≥90%', 'performance.rate-as-quantity'],
    ['at least everything', `${OUTPUT}/准确率`, '≥100%', 'performance.at-least-all'],
    ['a count as a quality', `${OUTPUT}/测试`, '≥3次', 'performance.count-as-quality'],
    ['a quantity in words', `${OUTPUT}/购置数量`, '符合规定', 'performance.quantity-in-words'],
    [
      'words that say the name again',
      '效益指标/社会效益指标/服务水平提高',
      '服务水平提高',
      'performance.circular',
    ],
    ['a row that does not apply', '效益指标/生态效益指标/生态效益', '不涉及', 'performance.not-applicable'],
  ])('%s is found', (_, path, target, rule) => {
    expect(onlyFinding(sheetOf([path, target]))).toEqual([rule, 10]);
  });

  it.each([
    [`${OUTPUT}/完善率`, '100%'],
    [`${OUTPUT}/抽查频率`, '≥2次/年'],
    [`${OUTPUT}/孕产妇死亡率`, '≤10/10万'],
    ['满意度指标/服务对象满意度指标/群众满意度', '≥90分'],
    ['产出指标/数量指标/参训人次', '≥200人次'],
    ['产出指标/数量指标/推广人数', '≥20万人'],
    ['产出指标/数量指标/会议次数', '≥3场'],
    [`${OUTPUT}/投诉次数`, '≤3次'],
    [`${OUTPUT}/任务完成率`, '≥100%'],
    [`${OUTPUT}/有效投诉处理率`, '≥95%'],
    [`${OUTPUT}/系统故障率`, '≤5%'],
    [`${OUTPUT}/全年服务天数`, '≥250天'],
    ['产出指标/时效指标/费用拨付时间', '≤15个工作日'],
    [`${COST}/成本控制率`, '≤100%'],
    [`${COST}/成本节约率`, '≥5%'],
    [`${COST}/总成本`, '≤5万元'],
    [`${COST}/总成本`, '≤50000元'],
    [`${COST}/培训费`, '≤1.2万元'],
    [`${COST}/人均补助标准`, '≤6万元'],
    ['效益指标/社会效益指标/业务办理', '正常运行'],
  ])('%s %s is right', (path, target) => {
    expect(rulesOf(sheetOf([path, target]))).toEqual([]);
  });

  it('finds the one cost without a sign among many', () => {
    const cost = (target: string) => [`/成本指标/总成本${target}`, target] as const;
    const all = ['≤1万元', '≤2万元', '≤3万元', '4万元'].map(cost);
    expect(onlyFinding(sheetOf(...all))).toEqual(['performance.cost-without-sign', 13]);
    expect(rulesOf(sheetOf(...all.slice(2)))).toEqual([]);
  });

  it('says nothing of what could not be read', () => {
    const document = sheetOf([`${COST}/总成本`, '≤6万元']);
    const unread = document.indicators.map((one) => ({ ...one, unread: ['value'] }));
    expect(rulesOf({ ...document, indicators: unread })).toEqual([]);
  });

  it('takes a ceiling that the rounding of the budget allows', () => {
    const document = sheetOf([`${COST}/总成本`, '≤50040元']);
    expect(rulesOf(document)).toEqual([]);
    expect(
      rulesOf({
        ...document,
        projects: document.projects.map((one) => ({ ...one, statedBudget: 5_000_100n })),
      }),
    ).toEqual(['performance.cost-ceiling']);
  });
});

describe('one indicator in two places', () => {
  const two = (first: readonly [string, string, string], second: readonly [string, string, string]) =>
    documentOf({
      projects: [projectOf('p1', { place: lineAt(1) }), projectOf('p2', { place: lineAt(2) })],
      indicators: [first, second].map(([project, path, target], index) =>
        indicatorOf(project, path, target, { place: lineAt(10 + index) }),
      ),
    });

  it('finds two values in one sheet', () => {
    const path = '满意度指标/满意度/职工满意度';
    expect(onlyFinding(two(['p1', path, '≥90%'], ['p1', path, '≥95%']))).toEqual([
      'performance.two-values',
      10,
    ]);
    expect(rulesOf(two(['p1', path, '≥90%'], ['p1', path, '≥90%']))).toEqual([]);
    expect(rulesOf(two(['p1', path, '≥90%'], ['p2', path, '≥95%']))).toEqual([]);
    // Two bodies share a project: each has a sheet of its own.
    const shared = two(['p1', path, '≥90%'], ['p1', path, '≥95%']);
    expect(
      rulesOf({ ...shared, projects: [projectOf('p1'), projectOf('p1', { entity: '450001' })] }),
    ).toEqual([]);
  });

  it('finds a rate that the whole promises otherwise', () => {
    const path = `${OUTPUT}/结算合格率`;
    expect(onlyFinding(two(['p1', path, '≥98%'], ['', path, '=100%']))).toEqual([
      'performance.overall-differs',
      10,
    ]);
    expect(rulesOf(two(['p1', path, '100%'], ['', path, '=100%']))).toEqual([]);
  });

  it('lets the whole count more than one project', () => {
    const path = '产出指标/数量指标/检查家数';
    expect(rulesOf(two(['p1', path, '≥10家'], ['', path, '≥30家']))).toEqual([]);
    expect(onlyFinding(two(['p1', path, '≥10家'], ['', path, '≥3家']))).toEqual([
      'performance.overall-differs',
      10,
    ]);
    expect(onlyFinding(two(['p1', path, '≥10家'], ['', path, '=10家']))).toEqual([
      'performance.two-signs',
      10,
    ]);
  });

  it('finds a rate that is to be high here and low there', () => {
    const path = `${OUTPUT}/问题回查率`;
    expect(onlyFinding(two(['p1', path, '≥15%'], ['p2', path, '≤10%']))).toEqual([
      'performance.two-directions',
      10,
    ]);
    expect(rulesOf(two(['p1', path, '≥15%'], ['p2', path, '≥10%']))).toEqual([]);
  });

  it('finds an indicator of two kinds', () => {
    const found = two(
      ['p1', '产出指标/质量指标/服务提高', '90%'],
      ['p2', '成本指标/社会成本指标/服务提高', '90%'],
    );
    expect(onlyFinding(found)).toEqual(['performance.two-kinds', 10]);
    const torn = two(['p1', '产出指标/质量指标/服务提高', '90%'], ['p2', '产出指标/标质/服务提高', '90%']);
    expect(rulesOf(torn)).toEqual([]);
  });
});

describe('the plan', () => {
  const planned = (...steps: readonly (readonly [number, bigint])[]) =>
    documentOf({
      projects: [
        projectOf('p1', {
          statedBudget: 5_000_000n,
          plan: steps.map(([month, cumulative]) => ({ month, cumulative })),
          place: lineAt(1),
        }),
      ],
    });

  it('ends at the budget', () => {
    expect(onlyFinding(planned([6, 2_500_000n], [12, 4_500_000n]))).toEqual(['performance.plan-end', 1]);
    expect(rulesOf(planned([6, 2_500_000n], [12, 5_000_000n]))).toEqual([]);
    expect(rulesOf(planned([6, 2_500_000n]))).toEqual([]);
    expect(rulesOf(planned([6, 2_500_000n], [12, 0n]))).toEqual([]);
  });

  it('says so where amounts by period were entered', () => {
    const [found] = checkPerformance(planned([3, 1_000_000n], [6, 2_500_000n], [12, 1_500_000n]));
    expect(found?.message).toContain('分期');
  });

  it('never falls', () => {
    expect(onlyFinding(planned([3, 3_000_000n], [6, 2_000_000n], [12, 5_000_000n]))).toEqual([
      'performance.plan-decreases',
      1,
    ]);
  });
});

describe('a sheet as a whole', () => {
  const weighed = (...weights: readonly string[]) =>
    documentOf({
      projects: [projectOf('p1')],
      indicators: weights.map((weight, index) =>
        indicatorOf('p1', `/质量指标/指标${index}`, '好', { weight, place: lineAt(10 + index) }),
      ),
    });

  it('has weights of 100, or 90 beside the rate of execution', () => {
    expect(onlyFinding(weighed('40', '30', '25'))).toEqual(['performance.weights', 10]);
    expect(rulesOf(weighed('40', '30', '20'))).toEqual([]);
    expect(rulesOf(weighed('40', '30.5', '29.5'))).toEqual([]);
    expect(rulesOf(weighed('40', '30', '2?'))).toEqual([]);
  });

  it('has output, benefit and satisfaction', () => {
    const rows = [
      [`${OUTPUT}/合格率`, '90%'],
      [`${OUTPUT}/及时率`, '90%'],
      ['效益指标/社会效益指标/知晓率', '90%'],
    ] as const;
    expect(onlyFinding(sheetOf(...rows))).toEqual(['performance.category', 1]);
    expect(rulesOf(sheetOf(...rows, ['效益指标/满意度/群众满意度', '90%']))).toEqual([]);
    // A torn sheet: two rows of it say nothing of the others.
    expect(rulesOf(sheetOf(...rows.slice(0, 2)))).toEqual([]);
  });

  it('has its own goals', () => {
    const goals = (first: string, second: string) =>
      documentOf({
        projects: [
          projectOf('p1', {
            name: '慢性病鉴定经费',
            goals: [first],
            statedBudget: 5_000_000n,
            place: lineAt(1),
          }),
          projectOf('p2', { name: '医疗救助补助资金', goals: [second], place: lineAt(2) }),
        ],
      });
    expect(onlyFinding(goals('通过医疗救助补助资金减轻负担', '减轻负担'))).toEqual([
      'performance.foreign-goal',
      1,
    ]);
    expect(rulesOf(goals('慢性病鉴定经费与医疗救助补助资金一并使用', '减轻负担'))).toEqual([]);
    const same = '保障各项工作顺利开展，提高服务水平，让群众满意';
    expect(onlyFinding(goals(same, same))).toEqual(['performance.same-goals', 1]);
    expect(onlyFinding(goals('预计使用8万元开展鉴定', '减轻负担'))).toEqual(['performance.goal-amount', 1]);
    expect(rulesOf(goals('预计使用5万元开展鉴定', '减轻负担'))).toEqual([]);
  });

  it('has names for indicators, not goals', () => {
    const goal = '预计完成全市定点医药机构检查，推动价格回归合理水平';
    const document = documentOf({
      projects: [projectOf('p1', { goals: [goal] })],
      indicators: [indicatorOf('p1', `产出指标/时效指标/${goal}`, '100%', { place: lineAt(10) })],
    });
    expect(onlyFinding(document)).toEqual(['performance.goal-as-indicator', 10]);
    expect(
      rulesOf({ ...document, projects: document.projects.map((one) => ({ ...one, goals: ['检查'] })) }),
    ).toEqual([]);
  });
});

describe('projects against tables', () => {
  const project = projectOf('13000001', { name: '宣传经费', statedBudget: 5_000_000n, place: lineAt(1) });
  const list = (value: string, at: Readonly<Record<string, string>> = {}) =>
    tableOf('t1', {
      facts: [
        statedOf(value, { kind: 'project', project: '宣传经费', ...at }, { line: 5 }),
        statedOf('9.00', { kind: 'project', project: '鉴定经费', ...at }, { line: 6 }),
      ],
    });

  it('finds a list that says otherwise', () => {
    expect(onlyFinding(documentOf({ projects: [project], tables: [list('6.00')] }))).toEqual([
      'performance.budget-list',
      1,
    ]);
    expect(rulesOf(documentOf({ projects: [project], tables: [list('5')] }))).toEqual([]);
    const part = list('3.00', { source: 'generalPublicBudget' });
    expect(rulesOf(documentOf({ projects: [project], tables: [part] }))).toEqual([]);
  });

  it('finds projects that cost more than all projects', () => {
    const total = (value: string) =>
      tableOf('t1', { facts: [statedOf(value, { kind: 'project' }, { line: 5 })] });
    const projects = [project, projectOf('13000002', { name: '鉴定经费', statedBudget: 3_000_000n })];
    expect(onlyFinding(documentOf({ projects, tables: [total('7.00')] }))).toEqual([
      'performance.projects-exceed',
      5,
    ]);
    expect(rulesOf(documentOf({ projects, tables: [total('8.00')] }))).toEqual([]);
    const funds = projects.map((one) => ({ ...one, specialFund: true }));
    expect(rulesOf(documentOf({ projects: funds, tables: [total('7.00')] }))).toEqual([]);
  });

  it('finds a ceiling for 三公 below its budget, and rates of nothing', () => {
    const threePublic = (value: string) => [statedOf(value, { economic: 'threePublic' }, { line: 5 })];
    const ceiling = [indicatorOf('', '效益指标/经济效益/“三公”经费控制数', '≤1.2万元', { place: lineAt(9) })];
    expect(onlyFinding(documentOf({ indicators: ceiling, others: threePublic('3.00') }))).toEqual([
      'performance.three-public',
      9,
    ]);
    expect(rulesOf(documentOf({ indicators: ceiling, others: threePublic('1.20') }))).toEqual([]);
    const rate = [indicatorOf('', '投入/管理/“三公”经费控制率', '≤100%', { place: lineAt(9) })];
    expect(onlyFinding(documentOf({ indicators: rate, others: threePublic('0.00') }))).toEqual([
      'performance.rate-of-nothing',
      9,
    ]);
    expect(rulesOf(documentOf({ indicators: rate, others: threePublic('3.00') }))).toEqual([]);
  });
});
