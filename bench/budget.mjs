// A large department made from seeded random numbers: the same on every machine, and balanced.

/** A small fast generator with a fixed seed (mulberry32). */
function random(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const FUNCTIONS = [
  '2080501',
  '2080505',
  '2080506',
  '2101101',
  '2101102',
  '2101301',
  '2101501',
  '2101502',
  '2101506',
  '2101550',
  '2101599',
  '2210201',
];
const PERSONNEL = [
  '30101',
  '30102',
  '30103',
  '30107',
  '30108',
  '30109',
  '30110',
  '30112',
  '30113',
  '30199',
  '30302',
];
const RUNNING = [
  '30201',
  '30202',
  '30207',
  '30211',
  '30213',
  '30217',
  '30228',
  '30229',
  '30231',
  '30239',
  '30299',
];
const PROJECT = ['30226', '30227', '30299', '30307', '30201'];

const line = (at, fen, year) => ({
  at: { measure: 'amount', year: String(year), stage: 'budget', ...at },
  value: fen,
  unit: '元',
  decimals: 2,
  status: 'printed',
});

/** A ledger of so many units, projects and expenditure lines. */
export function largeLedger({ units, projects, lines, year = 2025, pack = 'hebei-2025' }) {
  const next = random(20250101);
  const pick = (list) => list[Math.floor(next() * list.length)];
  const amount = () => BigInt(100 + Math.floor(next() * 50_000_000));
  const department = { code: '900', name: '示例市医疗保障局' };
  const unitList = Array.from({ length: units }, (_, index) => ({
    code: `900${String(index + 1).padStart(3, '0')}`,
    name: index === 0 ? '示例市医疗保障局本级' : `示例市第${index}医疗保障服务中心`,
    scope: index === 0 ? 'ownLevel' : 'unit',
    nature: index === 0 ? '行政' : '事业',
    rank: '正科级',
    funding: '财政拨款',
  }));
  const projectList = Array.from({ length: projects }, (_, index) => ({
    entity: unitList[index % units].code,
    code: `1300002500000P${String(index + 1).padStart(6, '0')}`,
    name: `医疗保障业务项目${index + 1}`,
    purpose: '用于参保登记、待遇审核、基金监管和信息系统运行维护等工作。',
    goals: ['按时完成年度工作任务', '提高群众满意度'],
    plan: [],
    indicators: ['数量指标', '质量指标', '时效指标', '成本指标']
      .map((level2, n) => ({
        level1: '产出指标',
        level2,
        level3: `指标${n + 1}`,
        description: '实际完成数与计划数之比',
        operator: '≥',
        value: '95',
        unit: '%',
        basis: '年度工作计划',
      }))
      .concat([
        {
          level1: '效益指标',
          level2: '社会效益指标',
          level3: '群众满意度',
          description: '问卷调查',
          operator: '≥',
          value: '90',
          unit: '%',
          basis: '问卷调查',
        },
      ]),
    specialFund: false,
  }));
  const facts = [];
  const totals = new Map();
  const spend = (at) => {
    const fen = amount();
    facts.push(
      line({ flow: 'expenditure', source: 'generalPublicBudget', vintage: 'ownLevel', ...at }, fen, year),
    );
    const key = `${at.entity} ${at.function}`;
    totals.set(key, (totals.get(key) ?? 0n) + fen);
    return fen;
  };
  for (const project of projectList) {
    const fen = spend({
      entity: project.entity,
      function: pick(FUNCTIONS),
      economic: pick(PROJECT),
      kind: 'specificTarget',
      project: project.code,
    });
    project.plan = [
      [3, 4n],
      [6, 2n],
      [10, 1n],
      [12, 1n],
    ].map(([month, part]) => ({ month, cumulative: month === 10 ? (fen * 3n) / 4n : fen / part }));
  }
  for (let index = projectList.length; index < lines; index += 1) {
    const isPersonnel = next() < 0.5;
    spend({
      entity: unitList[index % units].code,
      function: pick(FUNCTIONS),
      economic: pick(isPersonnel ? PERSONNEL : RUNNING),
      kind: isPersonnel ? 'personnel' : 'runningCosts',
      project: '-',
    });
  }
  for (const [key, fen] of totals) {
    const [entity, item] = key.split(' ');
    facts.push(
      line(
        { flow: 'revenue', source: 'generalPublicBudget', vintage: 'ownLevel', entity, function: item },
        fen,
        year,
      ),
    );
  }
  const texts = [
    'duties',
    'runningUse',
    'overallGoal',
    'itemisedGoals',
    'measures',
    'reason.basic',
    'reason.project',
    'reason.threePublic',
  ].map((key) => ({ entity: department.code, key, paragraphs: ['按照规定履行职责，完成年度任务。'] }));
  return {
    pack,
    year,
    records: { department, units: unitList, projects: projectList, procurement: [], texts },
    facts,
    lastYear: undefined,
    execution: [],
    localNames: [],
    unitParts: true,
  };
}
