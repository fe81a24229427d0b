import type { AccountBook } from '../accounts/book.ts';
import { loadAccounts } from '../accounts/load.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import { NO_PROJECT } from '../facts/space.ts';
import { procurementFact } from '../ledger/import-records.ts';
import type { PackSource } from '../ledger/import-settings.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { fail, problem, succeed } from '../messages/problem.ts';
import { type Pack, packSchema } from '../packs/definition.ts';

/** A small pack and a ledger for tests of this room and of the writers; no file of `packs/` is needed. */

/** A layout with one table, texts of every kind, and a dimension of its own. */
export const testPack: Pack = packSchema.parse({
  id: 'test-2025',
  title: '示例版式',
  sources: ['示例'],
  years: [2024, 2026],
  unit: '万元',
  decimals: 2,
  zero: 'blank',
  agencyNatures: ['行政', '参公'],
  dimensions: [
    {
      id: 'funding',
      label: '保障级别',
      on: ['expenditure'],
      members: [
        { id: 'must', label: '刚性' },
        { id: 'other', label: '弹性' },
      ],
    },
  ],
  localMembers: [{ classification: 'economic', code: '3021201', name: '教学科研人员因公出国（境）费' }],
  workbook: {
    texts: [
      { key: 'duties', label: '部门职责', of: 'department', hint: '照“三定”方案填写' },
      { key: 'goal', label: '总体绩效目标', of: 'both' },
      {
        key: 'reason.basic',
        label: '基本支出增减原因',
        of: 'department',
      },
    ],
    planMonths: [3, 6, 10, 12],
    natures: ['行政', '参公', '事业'],
    ranks: ['正科级', '副科级'],
    fundings: ['财政拨款', '财政性资金基本保证'],
    assets: [
      { asset: 'buildings', label: '房屋（平方米）', quantity: 'area' },
      { asset: 'offices', label: '其中：办公用房（平方米）', quantity: 'area' },
      { asset: 'vehicles', label: '车辆（台、辆）', quantity: 'count' },
      { asset: 'otherAssets', label: '其他固定资产', quantity: 'count' },
    ],
    indicatorLevels: [
      { level1: '产出指标', level2: ['数量指标', '质量指标', '时效指标'] },
      { level1: '效益指标', level2: ['社会效益指标'] },
    ],
  },
  tables: {
    expenditure: {
      title: '支出表',
      at: { flow: 'expenditure' },
      sides: [
        {
          columns: [
            { title: '科目', show: 'label' },
            { title: '合计', cell: { at: {} } },
          ],
          rows: [{ label: '合计', total: true, at: {} }],
        },
      ],
    },
  },
  sentences: {
    change: {
      text: '比上年{total}，基本支出{basic}。',
      slots: {
        total: {
          difference: { of: { flow: 'expenditure' }, from: { flow: 'expenditure', year: 'previous' } },
        },
        basic: {
          difference: {
            of: { flow: 'expenditure', kind: 'basic' },
            from: { flow: 'expenditure', kind: 'basic', year: 'previous' },
          },
        },
        three: {
          at: {
            flow: 'expenditure',
            economic: 'threePublic',
            source: 'fiscalAppropriation',
            year: 'previous',
          },
        },
        assets: { at: { measure: 'amount', asset: 'all', stage: 'final', year: 'previous' } },
      },
    },
  },
  document: { title: '部门预算', parts: [{ sections: [{ blocks: [{ table: 'expenditure' }] }] }] },
});

/** Packs by id, as the library of packs gives them. */
export function packSource(...packs: readonly Pack[]): PackSource {
  return {
    ids: () => packs.map(({ id }) => id),
    load(id) {
      const found = packs.find((pack) => pack.id === id);
      if (found !== undefined) return succeed(found);
      return fail([problem('packs.notFound', 'error', {}, { id, available: '' })]);
    },
  };
}

/** The shipped accounts. */
export function testAccounts(): AccountBook {
  const loaded = loadAccounts();
  if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
  return loaded.value;
}

/** A fact of this year's budget in 元. */
export function amount(at: Coordinate, yuan: number | bigint, year = 2025): Fact {
  const value = BigInt(Math.round(Number(yuan) * 100));
  return {
    at: { measure: 'amount', year: String(year), stage: 'budget', ...at },
    value,
    unit: '元',
    decimals: 2,
    status: value === 0n ? 'zero' : 'printed',
  };
}

function headcount(entity: string, kind: string, people: number): Fact {
  return {
    at: { measure: 'headcount', headcount: kind, entity, year: '2025', stage: 'budget' },
    value: BigInt(people) * 10_000n,
    unit: '人',
    decimals: 4,
    status: people === 0 ? 'zero' : 'printed',
  };
}

function asset(entity: string, member: string, measure: string, value: number): Fact {
  const at = { measure, asset: member, entity, year: '2024', stage: 'final' };
  const unit = measure === 'area' ? '平方米' : '个';
  return { at, value: BigInt(value) * 10_000n, unit, decimals: 4, status: 'printed' };
}

const PURCHASE = {
  entity: '450001',
  project: 'P001',
  item: '自助服务终端',
  catalogueNumber: 'A02010105',
  category: 'goods',
  measureUnit: '台',
  quantity: '2.5',
  unitPrice: 400_000n,
  source: 'generalPublicBudget',
  vintage: 'ownLevel',
  amount: 1_000_000n,
  smallBusiness: 500_000n,
};

const GENERAL = { source: 'generalPublicBudget', vintage: 'ownLevel' };

/** A department with two units, two projects and something on every sheet; it imports without any problem. */
export function testLedger(): Ledger {
  return {
    pack: testPack.id,
    year: 2025,
    unitParts: false,
    execution: [],
    localNames: [],
    records: {
      department: { code: '450', name: '示例县医疗保障局' },
      units: [
        {
          code: '450001',
          name: '示例县医疗保障局',
          scope: 'ownLevel',
          nature: '行政',
          rank: '正科级',
          funding: '财政拨款',
        },
        {
          code: '450002',
          name: '示例县医疗保险服务中心',
          scope: 'unit',
          nature: '事业',
          rank: '未定级别',
          funding: '财政性资金基本保证',
        },
      ],
      projects: [
        {
          entity: '450001',
          code: 'P001',
          name: '医疗保障经费（劳务派遣）',
          purpose: '用于劳务派遣人员工资。',
          goals: ['提高服务水平。', '保障窗口有序。'],
          statedBudget: 55_000_000n,
          plan: [
            { month: 3, cumulative: 13_750_000n },
            { month: 6, cumulative: 27_500_000n },
            { month: 10, cumulative: 41_250_000n },
            { month: 12, cumulative: 55_000_000n },
          ],
          indicators: [
            {
              level1: '产出指标',
              level2: '数量指标',
              level3: '工资发放率',
              description: '实发人数占应发人数的百分比',
              operator: '≥',
              value: '95',
              unit: '%',
              basis: '年度工作计划',
              weight: '20',
            },
            {
              level1: '效益指标',
              level2: '社会效益指标',
              level3: '服务水平',
              description: '',
              operator: '',
              value: '逐步提高',
              unit: '',
              basis: '',
            },
          ],
          specialFund: false,
        },
        {
          entity: '450002',
          code: '450002/慢特病鉴定',
          name: '慢特病鉴定',
          purpose: '鉴定费用',
          goals: ['保障鉴定'],
          plan: [
            { month: 6, cumulative: 2_000_000n },
            { month: 12, cumulative: 5_000_000n },
          ],
          indicators: [
            {
              level1: '产出指标',
              level2: '数量指标',
              level3: '鉴定人次',
              description: '',
              operator: '≥',
              value: '2000',
              unit: '人次',
              basis: '',
            },
          ],
          specialFund: true,
        },
      ],
      procurement: [PURCHASE, { ...PURCHASE, project: '', category: '', quantity: '', unitPrice: 0n }],
      texts: [
        { entity: '450', key: 'duties', paragraphs: ['（一）拟订政策。', '（二）组织实施。'] },
        { entity: '450', key: 'reason.basic', paragraphs: ['人员增加。'] },
      ],
    },
    facts: [
      amount(
        {
          entity: '450001',
          flow: 'revenue',
          source: 'generalPublicBudget',
          vintage: 'current',
          function: '2101501',
        },
        856_000,
      ),
      amount(
        {
          entity: '450001',
          flow: 'revenue',
          source: 'generalPublicBudget',
          vintage: 'current',
          function: '2101506',
        },
        550_000,
      ),
      amount({ entity: '450002', flow: 'revenue', source: 'otherRevenue', vintage: 'current' }, 60_000),
      amount(
        { entity: '450002', flow: 'carriedForwardIn', source: 'otherRevenue', vintage: 'balance' },
        0.01,
      ),
      amount(
        {
          entity: '450001',
          flow: 'expenditure',
          ...GENERAL,
          kind: 'personnel',
          function: '2101501',
          economic: '30101',
          govEconomic: '50101',
          project: NO_PROJECT,
          funding: 'must',
        },
        677_400.5,
      ),
      amount(
        {
          entity: '450001',
          flow: 'expenditure',
          ...GENERAL,
          kind: 'runningCosts',
          function: '2101501',
          economic: '30201',
          govEconomic: '50201',
          project: NO_PROJECT,
        },
        178_599.5,
      ),
      amount(
        {
          entity: '450001',
          flow: 'expenditure',
          ...GENERAL,
          kind: 'otherRunning',
          function: '2101506',
          economic: '30226',
          govEconomic: '50205',
          project: 'P001',
        },
        550_000,
      ),
      amount(
        {
          entity: '450002',
          flow: 'expenditure',
          source: 'otherRevenue',
          vintage: 'current',
          kind: 'specificTarget',
          function: '2101506',
          economic: '30226',
          govEconomic: '50502',
          project: '450002/慢特病鉴定',
        },
        50_000,
      ),
      amount({ entity: '450002', flow: 'carriedForwardOut', source: 'otherRevenue' }, 10_000.01),
      headcount('450001', 'posts', 12),
      headcount('450001', 'staff', 10),
      headcount('450002', 'posts', 0),
      procurementFact(PURCHASE, 2025),
      procurementFact({ ...PURCHASE, project: '', category: '' }, 2025),
      asset('450001', 'buildings', 'area', 300),
      asset('450001', 'offices', 'area', 200),
      amount({ asset: 'vehicles', entity: '450001', stage: 'final' }, 129_000, 2024),
      asset('450001', 'vehicles', 'count', 1),
      amount({ asset: 'planned', entity: '450001' }, 0),
    ],
    lastYear: [
      amount({ entity: '450', flow: 'expenditure' }, 1_500_000, 2024),
      amount({ entity: '450', flow: 'expenditure', kind: 'basic' }, 800_000, 2024),
      amount(
        { entity: '450', flow: 'expenditure', economic: 'threePublic', source: 'fiscalAppropriation' },
        15_400,
        2024,
      ),
    ],
  };
}
