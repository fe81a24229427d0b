import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Records } from '../facts/records.ts';
import { NO_PROJECT } from '../facts/space.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Amounts in 元 as a ledger line has them. */
export function amountLine(at: Coordinate, yuan: string, year = 2025): Fact {
  const [whole = '0', fraction = ''] = yuan.split('.');
  const value = BigInt(whole + fraction.padEnd(2, '0'));
  return {
    at: { measure: 'amount', year: String(year), stage: 'budget', ...at },
    value,
    unit: '元',
    decimals: 2,
    status: value === 0n ? 'zero' : 'printed',
  };
}

export const RECORDS: Records = {
  department: { code: '900', name: '示例局' },
  units: [
    {
      code: '900001',
      name: '示例局本级',
      scope: 'ownLevel',
      nature: '行政',
      rank: '正科级',
      funding: '财政拨款',
    },
    { code: '900002', name: '示例中心', scope: 'unit', nature: '事业', rank: '股级', funding: '财政拨款' },
  ],
  projects: [
    {
      entity: '900002',
      code: 'P1',
      name: '经办服务',
      purpose: '用于经办服务',
      goals: ['按时办结', '群众满意'],
      plan: [
        { month: 6, cumulative: 500_000n },
        { month: 12, cumulative: 1_000_050n },
      ],
      indicators: [
        {
          level1: '产出指标',
          level2: '数量指标',
          level3: '办件数',
          description: '',
          operator: '≥',
          value: '100',
          unit: '件',
          basis: '计划',
          evidence: '业务登记',
          keeper: '业务科',
          frequency: '每月',
        },
        {
          level1: '产出指标',
          level2: '质量指标',
          level3: '办结率',
          description: '',
          operator: '≥',
          value: '95',
          unit: '%',
          basis: '计划',
          evidence: '业务登记',
          keeper: '业务科',
          frequency: '每月',
        },
        {
          level1: '效益指标',
          level2: '社会效益指标',
          level3: '影响',
          description: '',
          operator: '',
          value: '良好',
          unit: '',
          basis: '计划',
          evidence: '业务登记',
          keeper: '业务科',
          frequency: '每月',
        },
      ],
      specialFund: false,
    },
  ],
  procurement: [],
  texts: [{ entity: '900', key: 'duties', paragraphs: ['职责一', '职责二'] }],
};

/** A small balanced budget of two units, one project, and amounts that round apart. */
export const FACTS: readonly Fact[] = [
  amountLine(
    {
      entity: '900001',
      flow: 'revenue',
      source: 'generalPublicBudget',
      vintage: 'ownLevel',
      function: '2101501',
    },
    '10000.50',
  ),
  amountLine(
    {
      entity: '900002',
      flow: 'revenue',
      source: 'generalPublicBudget',
      vintage: 'ownLevel',
      function: '2101506',
    },
    '10000.50',
  ),
  amountLine(
    {
      entity: '900002',
      flow: 'revenue',
      source: 'institutionalRevenue',
      vintage: 'ownLevel',
      function: '2101506',
    },
    '333.33',
  ),
  amountLine(
    {
      entity: '900001',
      flow: 'expenditure',
      kind: 'personnel',
      function: '2101501',
      economic: '30101',
      source: 'generalPublicBudget',
      vintage: 'ownLevel',
      project: NO_PROJECT,
    },
    '9000.25',
  ),
  amountLine(
    {
      entity: '900001',
      flow: 'expenditure',
      kind: 'runningCosts',
      function: '2101501',
      economic: '30231',
      source: 'generalPublicBudget',
      vintage: 'ownLevel',
      project: NO_PROJECT,
    },
    '1000.25',
  ),
  amountLine(
    {
      entity: '900002',
      flow: 'expenditure',
      kind: 'specificTarget',
      function: '2101506',
      economic: '30227',
      source: 'generalPublicBudget',
      vintage: 'ownLevel',
      project: 'P1',
    },
    '10000.50',
  ),
  amountLine(
    {
      entity: '900002',
      flow: 'expenditure',
      kind: 'runningCosts',
      function: '2101506',
      economic: '30201',
      source: 'institutionalRevenue',
      vintage: 'ownLevel',
      project: NO_PROJECT,
    },
    '333.33',
  ),
];

export function sampleLedger(more: Partial<Ledger> = {}): Ledger {
  return {
    pack: 'sample',
    year: 2025,
    records: RECORDS,
    facts: FACTS,
    lastYear: undefined,
    execution: [],
    localNames: [],
    unitParts: true,
    ...more,
  };
}
