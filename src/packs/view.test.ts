import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadAccounts } from '../accounts/load.ts';
import type { Block, Table } from '../document/document.ts';
import { amountLine, FACTS, RECORDS, sampleLedger } from '../testing/budget.ts';
import { prepare } from '../writing/publish.ts';
import { type BlockDefinition, type Pack, packSchema, type SectionDefinition } from './definition.ts';

/** The made-up province of the tests, printing just the given tables and sentences. */
function packWith({ tables = '', sentences = '' }: { tables?: string; sentences?: string }): Pack {
  const province: unknown = parse(readFileSync(new URL('../testing/province.yaml', import.meta.url), 'utf8'));
  const own = packSchema.pick({ tables: true, sentences: true }).parse({
    tables: parse(tables) ?? {},
    sentences: parse(sentences) ?? {},
  });
  const blocks = [
    ...Object.keys(own.tables).map((table) => ({ table })),
    ...Object.keys(own.sentences).map((sentence) => ({ sentence })),
  ];
  const pack = packSchema.parse(province);
  return {
    ...pack,
    ...own,
    document: { title: '', parts: [{ of: 'department', sections: [section(blocks)] }] },
  };
}

function section(blocks: readonly BlockDefinition[]): SectionDefinition {
  return { orientation: 'portrait', blocks: [...blocks] };
}

function print(pack: Pack, more: Parameters<typeof sampleLedger>[0] = {}): readonly Block[] {
  const accounts = loadAccounts();
  if (!accounts.ok) throw new Error('accounts');
  const { composed } = prepare({
    ledger: sampleLedger({ pack: pack.id, ...more }),
    pack,
    accounts: accounts.value,
  });
  return composed.document.sections.flatMap((one) => one.blocks);
}

function table(definition: string, more?: Parameters<typeof sampleLedger>[0]): Table {
  const block = print(packWith({ tables: definition }), more).find((one) => one.type === 'table');
  if (block?.type !== 'table') throw new Error('no table');
  return block;
}

/** Cells between bars, `^n` where one spans n rows; covered cells are left out. */
function lines({ body }: Table): readonly string[] {
  return body.map(({ cells }) =>
    cells
      .map((cell) => (cell.rowspan === undefined ? cell.text : `${cell.text}^${cell.rowspan}`))
      .join(' | '),
  );
}

describe('rows with members of several dimensions', () => {
  it('print the code and name of each in columns of their own', () => {
    const printed = table(`
spending:
  title: 支出
  at: { flow: expenditure }
  sides:
    - columns:
        - { title: 类, show: code, of: function, digits: [0, 3] }
        - { title: 单位, show: code, of: entity, key: entity }
        - { title: 单位名称, show: name, of: entity }
        - { title: 科目, show: name }
        - { title: 金额, cell: { at: {} } }
      rows:
        - { label: 合计, total: true }
        - { each: { records: department } }
        - each: { records: units }
          cells: { entity: null }
          rows: [{ each: { dimension: function, levels: [7] } }]
`);
    expect(lines(printed)).toEqual([
      ' |  |  | 合计 | 20,334.33',
      ' | 900 | 示例局 | 示例局 | 20,334.33',
      ' |  | 示例局本级 | 示例局本级 | 10,000.50',
      '210 | 900001 | 示例局本级 | 行政运行 | 10,000.50',
      ' |  | 示例中心 | 示例中心 | 10,333.83',
      '210 | 900002 | 示例中心 | 医疗保障经办事务 | 10,333.83',
    ]);
  });

  const both = `
classes:
  title: 两种分类
  at: { flow: expenditure }
  sides:
    - columns:
        - { title: 部门科目, show: code }
        - { title: 政府科目, show: code, of: govEconomic }
        - { title: 金额, cell: { at: {} } }
      rows:
        - each: { dimension: economic, levels: [5], and: { dimension: govEconomic, levels: [5] } }
`;

  it('list every combination that is used', () => {
    const facts = FACTS.map((fact) =>
      fact.at.economic === '30201' || fact.at.economic === '30231'
        ? { ...fact, at: { ...fact.at, govEconomic: '50201', economic: '30201' } }
        : {
            ...fact,
            at: { ...fact.at, ...(fact.at.flow === 'expenditure' ? { govEconomic: '50502' } : {}) },
          },
    );
    const more = { ...amountLine({ ...facts[4]?.at, govEconomic: '50502' }, '0.50') };
    expect(lines(table(both, { facts: [...facts, more] }))).toEqual([
      '30101 | 50502 | 9,000.25',
      '30201 | 50201 | 1,333.58',
      '30201 | 50502 | 0.50',
      '30227 | 50502 | 10,000.50',
    ]);
  });

  it('list what carries no member of the second dimension too', () => {
    expect(lines(table(both))[0]).toBe('30101 |  | 9,000.25');
  });
});

describe('rows of records', () => {
  it('are those of the unit they stand below, and only where there are amounts if asked for', () => {
    const printed = table(`
projects:
  title: 项目
  at: { flow: expenditure, kind: project }
  sides:
    - columns:
        - { title: 类型, show: name, of: kind }
        - { title: 项目, show: label }
        - { title: 金额, cell: { at: {} } }
      rows:
        - each: { records: units }
          rows:
            - each: { records: allProjects, and: { dimension: kind } }
        - label: "只有有项目的单位：{name}"
          each: { records: units, where: { source: fiscalAppropriation } }
`);
    expect(lines(printed)).toEqual([
      '项目支出 | 示例局本级 | -',
      '项目支出 | 示例中心 | 10,000.50',
      '特定目标类项目 | 经办服务 | 10,000.50',
      '项目支出 | 只有有项目的单位：示例中心 | 10,000.50',
    ]);
  });

  it('list projects of no unit below those of the units, and tell bodies with a project of one code apart', () => {
    const [project] = RECORDS.projects;
    if (project === undefined) throw new Error('project');
    const { department } = RECORDS;
    const projects = [project, { ...project, entity: department.code, name: '部门的项目' }];
    const printed = table(
      `
projects:
  title: 项目
  at: { flow: expenditure, kind: project }
  sides:
    - columns:
        - { title: 项目, show: label }
        - { title: 金额, cell: { at: {} } }
      rows:
        - each: { records: units }
          rows:
            - each: { records: allProjects }
`,
      { records: { ...RECORDS, projects } },
    );
    expect(lines(printed).slice(1)).toEqual([
      '示例中心 | 10,000.50',
      '经办服务 | 10,000.50',
      '部门的项目 | 10,000.50',
    ]);
    const alone = { ...project, entity: RECORDS.units[0]?.code ?? '', name: '本级的项目' };
    const shared = table(
      `
projects:
  title: 项目
  at: { flow: expenditure, kind: project }
  sides:
    - columns:
        - { title: 项目, show: label }
        - { title: 金额, cell: { at: {} } }
      rows:
        - each: { records: allProjects }
`,
      { records: { ...RECORDS, projects: [project, alone] } },
    );
    expect(lines(shared)).toEqual(['经办服务 | 10,000.50', '本级的项目 | -']);
  });
});

describe('columns that list records downwards', () => {
  it('stand beside each other inside the row, whose other cells span them', () => {
    const printed = table(`
goals:
  title: 目标
  at: { flow: expenditure, kind: project }
  sides:
    - columns:
        - { title: 项目, show: label }
        - { title: 金额, cell: { at: {} } }
        - title: 产出
          each: { records: indicators, level1: [产出指标] }
          columns:
            - { title: 指标, cell: { attribute: indicator.level3 } }
            - { title: 符号, cell: { attribute: indicator.sign, empty: 定性 } }
        - title: 效益
          each: { records: indicators, level1: [效益指标] }
          columns:
            - { title: 指标, cell: { attribute: indicator.level3 } }
            - { title: 符号, cell: { attribute: indicator.sign, empty: 定性 } }
      rows:
        - { label: 合计, total: true }
        - { each: { records: allProjects } }
`);
    expect(lines(printed)).toEqual([
      '合计 | 10,000.50 |  |  |  | ',
      '经办服务^2 | 10,000.50^2 | 办件数 | ≥ | 影响 | 定性',
      '办结率 | ≥ |  | ',
    ]);
  });
});

describe('rows of a form from the lines of a text', () => {
  const form = `
tasks:
  type: form
  title: 任务
  widths: [1, 1]
  rows:
    - each: { lines: duties, fields: [task.name, task.content] }
      cells:
        - { cell: { attribute: task.name }, merge: true }
        - { cell: { attribute: task.content } }
`;

  it('take each line apart at its bars, or at its first colon', () => {
    const paragraphs = ['监管：检查：全年', '监管｜整改', '服务'];
    const records = { ...RECORDS, texts: [{ entity: '900', key: 'duties', paragraphs }] };
    expect(lines(table(form, { records }))).toEqual(['监管^2 | 检查：全年', '整改', '服务 | ']);
  });

  it('ask for the text where nobody wrote it', () => {
    expect(lines(table(form, { records: { ...RECORDS, texts: [] } }))[0]).toContain('待补');
  });
});

it('an amount of a record in per cent is one of the amount where it stands', () => {
  const printed = table(`
plan:
  title: 计划
  at: { flow: expenditure }
  sides:
    - columns:
        - { title: 项目, show: label }
        - { title: 六月底, cell: { attribute: plan.6, unit: "%", decimals: 1 } }
      rows: [{ each: { records: allProjects } }]
`);
  expect(lines(printed)).toEqual(['经办服务 | 50.0']);
});

it('a count says how many there are', () => {
  const pack = packWith({
    sentences: `
count:
  text: "共{count}个项目、{units}个单位。"
  slots:
    count: { count: { each: { records: allProjects }, at: { measure: count, performanceWork: goals } } }
    units: { count: { each: { records: units, where: { flow: expenditure, kind: project } } } }
`,
  });
  const texts = print(pack).map((one) =>
    one.type === 'paragraph' ? one.runs.map((run) => run.text).join('') : '',
  );
  expect(texts).toEqual(['共1个项目、1个单位。']);
});
