import fc from 'fast-check';
import type { Coordinate, Fact } from '../facts/fact.ts';
import { OPERATORS, type Project, type Unit } from '../facts/records.ts';
import { NO_PROJECT } from '../facts/space.ts';
import type { Ledger } from '../ledger/ledger.ts';

const FUNCTIONS = ['2080501', '2080505', '2101101', '2101501', '2101506', '2210201', '2120101'];
const PERSONNEL = ['30101', '30102', '30103', '30108', '30112', '30113', '30302'];
const RUNNING = ['30201', '30202', '30211', '30213', '30217', '30228', '30231', '30299'];
const PROJECT = ['30226', '30227', '30299', '31002', '30207'];
const SOURCES = [
  'generalPublicBudget',
  'generalPublicBudget',
  'governmentFund',
  'institutionalRevenue',
  'fiscalSpecialAccount',
];

/** Names as bodies and projects have them, with digits, brackets and signs. */
const BODIES = ['医疗保障局', '医疗保障服务中心', '第2医疗保障事务中心', '医疗保险基金管理处（参公）'];
const PROJECTS = [
  '医疗救助补助资金',
  '2025年度参保登记(劳务派遣)',
  '信息系统运行维护—二期',
  '打击欺诈骗保“百日行动”经费',
  '宣传&培训费',
  '长期护理保险试点（第3批）',
];

/** Amounts in fen: small ones that round apart, usual ones, and some with many digits. */
const amount = fc.oneof(
  { weight: 2, arbitrary: fc.bigInt(1n, 20_000n) },
  { weight: 5, arbitrary: fc.bigInt(10_000n, 500_000_000n) },
  { weight: 1, arbitrary: fc.bigInt(10n ** 10n, 10n ** 12n) },
  { weight: 2, arbitrary: fc.bigInt(1n, 3_000n).map((tens) => tens * 1_000_000n) },
);

const line = fc.record({
  unit: fc.nat(3),
  kind: fc.constantFrom('personnel', 'runningCosts', 'specificTarget', 'otherRunning'),
  function: fc.constantFrom(...FUNCTIONS),
  class: fc.nat(20),
  source: fc.constantFrom(...SOURCES),
  project: fc.nat(5),
  isCarriedOver: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
  fen: amount,
});

const indicator = fc.record({
  level1: fc.constantFrom('产出指标', '效益指标', '满意度指标'),
  level2: fc.constantFrom('数量指标', '质量指标', '时效指标', '社会效益指标'),
  level3: fc.constantFrom('参保人数', '办结率', '按期完成', '培训场次', '群众满意度'),
  description: fc.constantFrom('实际完成数', '按台账统计，每月 1 次', ''),
  operator: fc.constantFrom(...OPERATORS),
  value: fc.integer({ min: 0, max: 100_000 }).map(String),
  unit: fc.constantFrom('人', '%', '场次', '万元', '日'),
  basis: fc.constantFrom('年度工作计划', '〔2024〕12号文件'),
});

const shape = fc.record({
  units: fc.integer({ min: 1, max: 3 }),
  unitParts: fc.boolean(),
  projects: fc.uniqueArray(fc.nat(PROJECTS.length - 1), { maxLength: 3 }),
  hasCodes: fc.boolean(),
  indicators: fc.array(indicator, { minLength: 1, maxLength: 9 }),
  goals: fc.array(fc.constantFrom('按时完成支付 3 项待遇', '群众满意', '完成率达到 95% 以上'), {
    maxLength: 3,
  }),
  lines: fc.array(line, { minLength: 1, maxLength: 40 }),
});

/** Balanced budgets of one to three bodies with what makes printing hard: rounding, many digits, odd names. */
export function ledgers(pack: string, year: number, stage = 'budget'): fc.Arbitrary<Ledger> {
  return shape.map((one) => ledgerOf(one, pack, year, stage));
}

type Shape = typeof shape extends fc.Arbitrary<infer Value> ? Value : never;

function ledgerOf(one: Shape, pack: string, year: number, stage: string): Ledger {
  const units = Array.from({ length: one.units }, (_, index): Unit => {
    const name = index === 0 ? '本级' : (BODIES[index] ?? '');
    return {
      code: `90000${index + 1}`,
      name: index === 0 ? `示例市医疗保障局${name}` : `示例市${name}`,
      scope: index === 0 ? 'ownLevel' : 'unit',
      nature: index === 0 ? '行政' : '事业',
      rank: '正科级',
      funding: '财政拨款',
    };
  });
  const unitAt = (index: number) => units[index % units.length]?.code ?? '';
  const facts: Fact[] = [];
  const state = (at: Coordinate, value: bigint) =>
    facts.push({
      at: { measure: 'amount', year: String(year), stage, ...at },
      value,
      unit: '元',
      decimals: 2,
      status: 'printed',
    });
  const projects = one.projects.map((name, index): Project => {
    const title = PROJECTS[name] ?? '';
    const entity = unitAt(index);
    return {
      entity,
      code: one.hasCodes ? `13000025P0000${index + 1}` : `${entity}/${title}`,
      name: title,
      purpose: '用于日常工作，惠及 12.5 万人。',
      goals: one.goals,
      plan: [],
      indicators: one.indicators,
      specialFund: false,
    };
  });
  const funds = new Map<string, bigint>();
  for (const { kind, class: index, fen, function: item, source, isCarriedOver, ...rest } of one.lines) {
    const isProject = kind === 'specificTarget' || kind === 'otherRunning';
    const project = isProject ? projects[rest.project % Math.max(1, projects.length)] : undefined;
    const classes = kind === 'personnel' ? PERSONNEL : isProject ? PROJECT : RUNNING;
    const entity = project?.entity ?? unitAt(rest.unit);
    const common = { entity, function: item, source, vintage: isCarriedOver ? 'balance' : 'ownLevel' };
    state(
      {
        ...common,
        flow: 'expenditure',
        kind: isProject && project === undefined ? 'runningCosts' : kind,
        economic: classes[index % classes.length] ?? '30299',
        project: project?.code ?? NO_PROJECT,
      },
      fen,
    );
    const { vintage, ...fund } = common;
    const key = JSON.stringify(
      isCarriedOver ? { ...fund, flow: 'carriedForwardIn' } : { ...fund, vintage, flow: 'revenue' },
    );
    funds.set(key, (funds.get(key) ?? 0n) + fen);
  }
  for (const [key, fen] of funds) state(coordinateIn(key), fen);
  const department = { code: '900', name: '示例市医疗保障局' };
  return {
    pack,
    year,
    records: {
      department,
      units,
      projects,
      procurement: [],
      texts: [
        { entity: department.code, key: 'duties', paragraphs: ['（一）拟订政策。', '（二）经办服务。'] },
      ],
    },
    facts,
    lastYear: undefined,
    execution: [],
    localNames: [],
    unitParts: one.unitParts,
  };
}

function coordinateIn(json: string): Coordinate {
  const parsed: Coordinate = JSON.parse(json);
  return parsed;
}
