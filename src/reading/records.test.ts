import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Cell, Place, Table } from '../document/document.ts';
import { hasShared, means, shared } from '../testing/reading.ts';
import { type Captioned, captionTables } from './caption.ts';
import { matchColumns } from './columns.ts';
import { flowOf } from './flow.ts';
import { gridOf } from './grid.ts';
import { layoutsOf } from './layout.ts';
import { matchTable } from './match-table.ts';
import { projectAliases, recordsOf, splitGoals } from './records.ts';
import { centred, readBlocks } from './records-blocks.ts';
import type { RowRecord } from './row-record.ts';
import { DEFAULT_LIMITS } from './source.ts';
import { readText } from './text.ts';

const PLACE: Place = { type: 'line', line: 1, from: 0, to: 0 };
const context = {
  entity: { code: '450', name: '某县医疗保障局' },
  bodyOf: (code: string, name: string) => (/局$|中心$/u.test(name) ? code || '450' : undefined),
};

function row(
  kind: RowRecord['kind'],
  values: Readonly<Record<string, string>>,
  more: Partial<RowRecord> = {},
): RowRecord {
  const texts = Object.entries(values).map(([key, text]) => [key, { text, place: PLACE }] as const);
  return { kind, at: {}, values: new Map(texts), inner: [], unit: '万元', place: PLACE, ...more };
}

const indicator = (level3: string, target: string, more: Readonly<Record<string, string>> = {}) =>
  row('indicators', { 'indicator.level3': level3, 'indicator.target': target, ...more });

describe('recordsOf', () => {
  it('makes one project of its sheet and its row in a list, by code or by name', () => {
    const rows = [
      row('allProjects', { 'project.budget': '15.00' }, { at: { project: '宣传经费' } }),
      row(
        'projects',
        { 'project.code': '13062825P0000001', 'project.name': '宣传 经费', 'project.goals': '1.宣传' },
        { inner: [indicator('次数', '≥3次')] },
      ),
      row('projects', { 'project.name': '培训经费' }),
      row('projects', { 'project.code': '13062825P0000002', 'project.name': '宣传经费' }),
    ];
    const { projects, indicators } = recordsOf(rows, context);
    expect(
      projects.map(({ code, statedBudget, indicators: own }) => [code, statedBudget, own.length]),
    ).toEqual([
      ['13062825P0000001', 15_000_000n, 1],
      ['450/培训经费', undefined, 0],
      // Two codes are two projects, whatever their names.
      ['13062825P0000002', undefined, 0],
    ]);
    expect(indicators.map(({ project, value }) => [project, value])).toEqual([['13062825P0000001', '3']]);
    expect(projectAliases(rows, context).get('宣传经费')).toBe('13062825P0000001');
  });

  it('keeps the sheets of two bodies for one project apart, and joins those of the department and a unit', () => {
    const code = '13062825P0000001';
    const sheet = (entity: string, budget: string, more: Partial<RowRecord> = {}) =>
      row(
        'projects',
        { 'project.code': code, 'project.name': '宣传经费', 'project.budget': budget },
        { at: { entity, project: code }, inner: [indicator('次数', `≥${budget}次`)], ...more },
      );
    const say = (rows: readonly RowRecord[]) => {
      const { projects, indicators } = recordsOf(rows, context);
      return [
        projects.map(({ entity, statedBudget }) => [entity, statedBudget]),
        indicators.map(({ entity, value }) => [entity, value]),
      ];
    };
    expect(say([sheet('450001', '15'), sheet('450002', '7'), sheet('450001', '15')])).toEqual([
      [
        ['450001', 15_000_000n],
        ['450002', 7_000_000n],
      ],
      [
        ['450001', '15'],
        ['450002', '7'],
      ],
    ]);
    expect(say([sheet('450', '15'), sheet('450001', '15')])).toEqual([
      [['450', 15_000_000n]],
      [[undefined, '15']],
    ]);
    expect(say([sheet('450', '15'), sheet('450', '7', { apart: true })])[0]).toEqual([
      ['450', 15_000_000n],
      ['450', 7_000_000n],
    ]);
  });

  it('keeps indicators of the department apart, and what could not be read', () => {
    const { indicators, projects } = recordsOf(
      [
        row(
          'department',
          {},
          {
            inner: [
              indicator('及时率', 'z90%'),
              row('indicators', {
                'indicator.level3': '满意度',
                'indicator.sign': '≥',
                'indicator.value': '95',
                'indicator.unit': '%',
                'indicator.weight': '10',
                'indicator.direction': '正向',
              }),
            ],
          },
        ),
      ],
      context,
    );
    expect(projects).toEqual([]);
    expect(indicators).toMatchObject([
      { project: '', operator: '', value: 'z90%', unread: ['operator'] },
      { project: '', operator: '≥', value: '95', unit: '%', weight: '10', direction: '正向', unread: [] },
    ]);
  });

  it('assumes no unit, and makes no fen of what is none', () => {
    const budget = (text: string, unit: string) =>
      recordsOf([row('projects', { 'project.name': '甲', 'project.budget': text }, { unit })], context)
        .projects[0]?.statedBudget;
    expect(budget('15.00', '')).toBeUndefined();
    expect(budget('15万元', '')).toBe(15_000_000n);
    expect(budget('3 30', '万元')).toBeUndefined();
    expect(budget('-', '万元')).toBeUndefined();
    const plan = { 'project.name': '甲', 'project.budget': '0.01', 'plan.6': '33%', 'plan.12': '100%' };
    // 33 per cent of so odd a budget is no whole number of fen.
    expect(
      recordsOf([row('projects', { ...plan, 'project.budget': '0.010001' })], context).projects[0]?.plan,
    ).toEqual([{ month: 12, cumulative: 10_001n }]);
  });

  it('reads units and lines of procurement, one line for each source', () => {
    const { units, procurement } = recordsOf(
      [
        row('units', {
          'unit.name': '某县医疗保障局',
          'unit.nature': '行政',
          'unit.rank': '正科级',
          'unit.funding': '财政拨款',
        }),
        row(
          'units',
          { 'unit.name': '某县医疗保障服务中心', 'unit.nature': '事业' },
          { at: { entity: '450002' } },
        ),
        row('procurement', {
          'procurement.item': '计算机',
          'procurement.quantity': '3',
          'procurement.unitPrice': '0.5',
          'procurement.amount': '1.5',
          'procurement.amount.generalPublicBudget': '1.0',
          'procurement.amount.carriedOver': '0.5',
        }),
        row('procurement', { 'procurement.amount': '1.5' }),
      ],
      context,
    );
    expect(units.map(({ code, scope, nature }) => [code, scope, nature])).toEqual([
      ['450', 'ownLevel', '行政'],
      ['450002', 'unit', '事业'],
    ]);
    expect(
      procurement.map(({ source, vintage, amount, quantity }) => [source, vintage, amount, quantity]),
    ).toEqual([
      ['generalPublicBudget', 'current', 1_000_000n, '3'],
      ['', 'carriedOver', 500_000n, ''],
    ]);
  });
});

describe('splitGoals', () => {
  it.each([
    ['1.甲；2.乙；3.丙', ['甲；', '乙；', '丙']],
    ['1、提高1.5个百分点\n2、达到90%', ['提高1.5个百分点', '达到90%']],
    ['目标1:甲 目标2:乙', ['甲', '乙']],
    ['（1）甲。（2）乙。', ['甲。', '乙。']],
    ['甲\n乙', ['甲', '乙']],
    ['全年完成3. 其他', ['全年完成3. 其他']],
    ['', []],
  ])('splits %j', (text, goals) => {
    expect(splitGoals(text)).toEqual(goals);
  });
});

describe('centred', () => {
  const rows = (text: string) => [...text].map((one) => one === 'x');

  it('gives a name as many rows below it as above', () => {
    expect(centred(rows('.x..x.'))).toEqual([
      [0, 3],
      [3, 6],
    ]);
    expect(centred(rows('..xx....x'))).toEqual([
      [0, 6],
      [6, 9],
    ]);
  });

  it('closes a block where the points of a project are full', () => {
    expect(centred(rows('.x....x.'), [30, 30, 20, 20, 50, 20, 20, 10])).toEqual([
      [0, 4],
      [4, 8],
    ]);
  });
});

describe('readBlocks', () => {
  const captioned = (rows: readonly (readonly (string | Cell)[])[]): Captioned => {
    const body = rows.map((cells) => ({
      cells: cells.map((cell): Cell => (typeof cell === 'string' ? { text: cell, place: PLACE } : cell)),
    }));
    const table: Table = {
      type: 'table',
      id: 't',
      title: '预算项目绩效目标表',
      widths: [],
      head: [],
      body,
      notes: [],
    };
    const [one] = captionTables([{ type: 'table', table, grid: gridOf(table) }]);
    if (one === undefined) throw new Error('no table');
    return one;
  };
  const base = { measure: 'amount', entity: '450', year: '2025', stage: 'budget' };
  const read = (id: string, one: Captioned) => {
    const pack = means.packs.find((known) => known.id === id);
    const match = pack === undefined ? undefined : matchTable(one, layoutsOf(pack).grids, '');
    return match === undefined
      ? undefined
      : readBlocks(one, match, { base, year: 2025, bodyOf: context.bodyOf });
  };
  const group = (text: string): Cell => ({ text, colspan: 2, place: PLACE });
  const wide = (rows: readonly (readonly (string | Cell)[])[]) =>
    captioned([
      [
        { text: '单位编码（项目编码）', rowspan: 3 },
        { text: '项目单位（项目名称）', rowspan: 3 },
        { text: '项目金额（万元）', colspan: 4 },
        { text: '绩效目标', colspan: 8 },
      ],
      [
        { text: '资金总额', rowspan: 2 },
        { text: '政府预算资金', rowspan: 2 },
        { text: '财政专户管理资金', rowspan: 2 },
        { text: '单位资金', rowspan: 2 },
        ...['成本指标', '产出指标', '效益指标', '满意度指标'].map(group),
      ],
      ['三级指标', '指标值', '三级指标', '指标值', '三级指标', '指标值', '三级指标', '指标值'],
      ...rows,
    ]);

  it('reads the blocks of a wide table, broken texts and all', () => {
    const reading = read(
      'henan-2023',
      wide([
        ['', '', '6.20', '6.20', '', '', '', '', '', '', '', '', '', ''],
        ['450', '某县医疗保障局', '6.20', '6.20', '', '', '', '', '', '', '', '', '', ''],
        [
          '41030322000000000001',
          '宣传',
          '6.20',
          '6.20',
          '',
          '',
          '总成本',
          '≤1344',
          '次数',
          '≥3次',
          '知晓',
          '稳步',
          '满意度',
          '≥90%',
        ],
        ['', '经费', '', '', '', '', '', '万元', '合格率', '100%', '', '提高', '', ''],
      ]),
    );
    const { projects } = recordsOf(reading?.records ?? [], context);
    expect(
      projects.map(({ entity, code, name, statedBudget }) => [entity, code, name, statedBudget]),
    ).toEqual([['450', '41030322000000000001', '宣传经费', 6_200_000n]]);
    expect(
      projects[0]?.indicators.map(({ level1, level3, operator, value, unit }) => [
        level1,
        level3,
        operator,
        value,
        unit,
      ]),
    ).toEqual([
      ['成本指标', '总成本', '≤', '1344', '万元'],
      ['产出指标', '次数', '≥', '3', '次'],
      ['产出指标', '合格率', '', '100', '%'],
      ['效益指标', '知晓', '', '稳步提高', ''],
      ['满意度指标', '满意度', '≥', '90', '%'],
    ]);
    expect([...(reading?.fates.values() ?? [])].flat().filter(({ type }) => type === 'unplaced')).toEqual([]);
  });

  it('joins a name without a code to the one above, and not where it has an amount of its own', () => {
    const line = (code: string, name: string, budget: string) => [
      code,
      name,
      budget,
      ...Array.from({ length: 11 }, () => ''),
    ];
    const reading = read(
      'henan-2023',
      wide([
        line('41030322000000000001', '宣传', '6.20'),
        line('', '经费', ''),
        line('', '培训', '〔未提供〕'),
        line('', '经费', ''),
      ]),
    );
    const { projects } = recordsOf(reading?.records ?? [], context);
    expect(projects.map(({ name }) => name)).toEqual(['宣传经费', '培训经费']);
  });

  it('reads merged blocks whose indicators have signs, units and points in columns', () => {
    const merged = (text: string): Cell => ({ text, rowspan: 2, place: PLACE });
    const reading = read(
      'sichuan-2023',
      captioned([
        [
          '单位名称',
          '项目名称',
          '预算数',
          '年度目标',
          '一级指标',
          '二级指标',
          '三级指标',
          '指标性质',
          '指标值',
          '度量单位',
          '权重',
          '指标方向性',
        ],
        ['450-某县医疗保障局', '', '8.00', '', '', '', '', '', '', '', '', ''],
        [
          merged(''),
          merged('宣传经费'),
          merged('8.00'),
          merged('用8万元宣传'),
          '产出指标',
          '数量指标',
          '次数',
          '≥',
          '3',
          '次',
          '50',
          '正向',
        ],
        ['效益指标', '社会效益指标', '知晓', '定性', '优良中差', '', '40', '正向'],
      ]),
    );
    const { projects, indicators } = recordsOf(reading?.records ?? [], context);
    expect(projects.map(({ code, goals }) => [code, goals])).toEqual([['450/宣传经费', ['用8万元宣传']]]);
    expect(
      indicators.map(({ level2, operator, value, unit, weight, direction }) => [
        level2,
        operator,
        value,
        unit,
        weight,
        direction,
      ]),
    ).toEqual([
      ['数量指标', '≥', '3', '次', '50', '正向'],
      ['社会效益指标', '', '优良中差', '', '40', '正向'],
    ]);
  });

  it('states the amount of a project wherever in its rows it stands, once, or as unread', () => {
    const head = [
      '单位名称', '项目名称', '预算数', '年度目标', '一级指标', '二级指标', '三级指标', '指标性质', '指标值', '度量单位', '权重', '指标方向性',
    ]; // biome-ignore format: one line a row of the table
    const line = (name: string, budget: string, goal: string, level3: string, weight: string) => [
      '', name, budget, goal, '产出指标', '数量指标', level3, '≥', '3', '次', weight, '',
    ]; // biome-ignore format: one line a row of the table
    const one = captioned([
      head,
      ['450-某县医疗保障局', '', '14.30', ...Array.from({ length: 9 }, () => '')],
      line('', '', '', '甲一', '50'),
      line('宣传', '5.00', '用 5 万', '甲二', '30'),
      line('', '2.00', '元宣传', '甲三', '20'),
      line('', '', '', '乙一', '50'),
      line('培训', '', '', '乙二', '30'),
      line('', '6.00', '', '乙三', '20'),
      line('', '', '', '丙一', '50'),
      line('调查', '3 30', '', '丙二', '50'),
    ]);
    const facts = read('sichuan-2023', { ...one, unit: '万元' })?.facts ?? [];
    expect(facts.map(({ at, value, status }) => [at.project, value, status])).toEqual([
      [undefined, 14_300_000n, 'printed'],
      // 2.00 is an echo: the text says 5 万元.
      ['450/宣传', 5_000_000n, 'printed'],
      ['450/培训', 6_000_000n, 'printed'],
      ['450/调查', 0n, 'unread'],
    ]);
    expect(facts.every(({ at }) => at.entity === '450' && at.kind === 'project')).toBe(true);
  });

  it('leaves other tables alone', () => {
    const [grid] = means.packs.flatMap((pack) =>
      layoutsOf(pack).grids.filter(({ table }) => table === 'organisation'),
    );
    expect(grid).toBeDefined();
    if (grid === undefined) return;
    const other = captioned([['单位名称', '单位性质', '单位规格', '经费保障形式']]);
    const columns = matchColumns(other.head.paths, grid);
    expect(
      readBlocks(other, { layout: grid, columns }, { base: {}, year: 2025, bodyOf: () => undefined }),
    ).toBeUndefined();
  });

  it.skipIf(!hasShared)('finds the projects of a real wide table', () => {
    const bytes = new Uint8Array(readFileSync(`${shared}seeds/luoyang-xigong-2023.txt`));
    const source = readText(bytes, { file: 'luoyang', limits: DEFAULT_LIMITS });
    if (!source.ok) throw new Error('luoyang');
    const rows = captionTables(flowOf(source.value)).flatMap((one) => read('henan-2023', one)?.records ?? []);
    const { projects } = recordsOf(rows, context);
    expect(projects).toHaveLength(12);
    expect(projects.reduce((sum, { statedBudget = 0n }) => sum + statedBudget, 0n)).toBe(1_567_300_000n);
  });
});
