import { describe, expect, it } from 'vitest';
import { loadAccounts } from '../accounts/load.ts';
import { findPacks } from '../packs/load.ts';
import {
  cellsOf,
  documentOf,
  indicatorOf,
  lineAt,
  linesOf,
  projectOf,
  statedOf,
  tableOf,
} from '../testing/checked.ts';
import type { CheckedDocument } from './checked.ts';
import { checkCompleteness } from './completeness.ts';
import { checkOrdinals } from './ordinals.ts';

function short(findings: ReturnType<typeof checkCompleteness>): readonly string[] {
  return findings.map(({ rule, severity, places: [place] }) => {
    const line = place?.type === 'line' ? place.line : undefined;
    return `${severity} ${rule} ${line}`;
  });
}

/** Findings of these rules in short: severity, rule, first line. */
function found(document: CheckedDocument, ...rules: readonly string[]): readonly string[] {
  return short(
    checkCompleteness(document).filter(({ rule }) => rules.some((one) => rule === `completeness.${one}`)),
  );
}

const CONTENTS = [
  '目录',
  '一、部门概况',
  '二、部门收支预算表',
  '三、部门收入预算表',
  '四、部门支出预算表',
  '五、名词解释',
];
const BODY = ['部门概况', '2025年部门收支预算表', '2025年部门收入预算表', '2025年部门支出预算表', '名词解释'];

describe('what the contents promise', () => {
  const document = (body: readonly string[], contents = CONTENTS) =>
    documentOf({ lines: linesOf(...contents, ...body) });
  const rules = ['contents', 'contentsName'];

  it('is in the body', () => {
    expect(found(document(BODY), ...rules)).toEqual([]);
    expect(
      found(document(BODY, ['目  录', ...CONTENTS.slice(1).map((one) => `${one}………………12`)]), ...rules),
    ).toEqual([]);
  });

  it('is a table that the body lacks, however near another may be', () => {
    const body = BODY.filter((one) => !one.includes('支出预算表'));
    expect(found(document(body), ...rules)).toEqual(['error completeness.contents 4']);
  });

  it('may be a table whose title nobody promised', () => {
    const facts = [statedOf('5.00', {})];
    const title = '各单位分类汇总情况表';
    const lines = linesOf(...CONTENTS, ...BODY.filter((one) => !one.includes('支出预算表')), title);
    const tables = [tableOf(title, { facts, after: lines.length })];
    expect(found(documentOf({ lines, tables }), ...rules)).toEqual(['warning completeness.contents 4']);
  });

  it('is a table of another title in the body', () => {
    const body = BODY.map((one) => one.replace('收入预算表', '收入预算总表'));
    expect(found(document(body), ...rules)).toEqual(['notice completeness.contentsName 3']);
  });

  it('is all in another file', () => {
    const contents = [...CONTENTS, '六、其他说明'];
    const body = ['部门概况', '名词解释', '其他说明', '本部门情况如下。'];
    expect(found(document(body, contents), ...rules)).toEqual(['notice completeness.contents 2']);
  });

  it('says nothing where most of it is not found: then reading is to blame', () => {
    expect(found(document(['部门概况', '2025年部门收支预算表', '这里什么也没有。']), ...rules)).toEqual([]);
  });

  it('is nothing where the body begins with no contents at all', () => {
    expect(found(documentOf({ lines: linesOf('部门收入预算表') }), ...rules)).toEqual([]);
  });

  it('heads other entries, and need not be printed itself', () => {
    const contents = [
      '目录',
      '一、部门概况',
      '二、部门预算表',
      '1. 2025年收支总表',
      '2. 2025年收入总表',
      '3. 2025年支出总表',
      '三、名词解释',
    ];
    const body = ['部门概况', '2025年收支总表', '2025年收入总表', '2025年支出总表', '名词解释'];
    expect(found(document(body, contents), ...rules)).toEqual([]);
  });
});

describe('tables of the pack', () => {
  const accounts = loadAccounts();
  const library = accounts.ok ? findPacks(accounts.value) : undefined;
  const loaded = library?.ok ? library.value.load('hebei-2025') : undefined;
  const pack = loaded?.ok ? loaded.value : undefined;
  const layouts = [
    'incomeExpenditure',
    'income',
    'expenditure',
    'fiscalIncomeExpenditure',
    'generalPublicExpenditure',
    'generalPublicBasic',
    'governmentFundExpenditure',
    'stateCapitalExpenditure',
    'threePublicExpenses',
    'procurement',
    'assets',
  ];
  const document = (names: readonly string[], lines: readonly string[] = []) =>
    documentOf({
      pack,
      lines: linesOf(...lines),
      tables: names.map((layout) => tableOf(layout, { layout })),
    });

  it('are all there, or one is missing', () => {
    expect(found(document(layouts), 'table')).toEqual([]);
    expect(found(document(layouts.filter((one) => one !== 'income')), 'table')).toEqual([
      'warning completeness.table undefined',
    ]);
  });

  it('may have been printed without being understood', () => {
    const names = layouts.filter((one) => one !== 'income');
    expect(found(document(names, ['部门预算收入总表']), 'table')).toEqual([]);
    expect(found(document(layouts.slice(0, 4)), 'table')).toEqual([]);
  });

  it('have their total, unless only some of their fixed rows are printed', () => {
    const facts = [statedOf('3', { economic: '30231' })];
    const rows = (...texts: readonly string[]) => cellsOf(1, '项目 | 合计', ...texts);
    const table = (cells: ReturnType<typeof rows>) =>
      documentOf({
        pack,
        tables: [
          tableOf('t', { layout: 'threePublicExpenses', cells, facts, rows: cells.slice(1).map(() => 'x') }),
        ],
      });
    expect(found(table(rows('公务用车运行经费 | 3')), 'totalRow')).toEqual([
      'warning completeness.totalRow 1',
    ]);
    expect(found(table(rows('“三公”经费小计 | 3', '公务用车运行经费 | 3')), 'totalRow')).toEqual([]);
  });
});

describe('empty tables', () => {
  const blank = [statedOf('0', {}, { status: 'blank' })];
  const filled = tableOf('b', { layout: 'generic', facts: [statedOf('5.00', {})], after: 9 });
  const empty = (more: Partial<Parameters<typeof tableOf>[1]> = {}) =>
    tableOf('政府性基金预算支出表', {
      layout: 'generic',
      facts: blank,
      cells: cellsOf(3, '科目 | 合计', '合计 | '),
      ...more,
    });

  it('say why they are empty', () => {
    expect(found(documentOf({ tables: [empty(), filled] }), 'emptyTable')).toEqual([
      'warning completeness.emptyTable 3',
    ]);
    const notes = [{ text: '注：本部门无政府性基金预算，故本表为空表。', place: lineAt(5) }];
    expect(found(documentOf({ tables: [empty({ notes }), filled] }), 'emptyTable')).toEqual([]);
    const lines = linesOf('政府性基金预算支出表', '注：此页无数据');
    expect(found(documentOf({ lines, tables: [empty({ after: 1 }), filled] }), 'emptyTable')).toEqual([]);
  });

  it('are no finding where zeros are printed or could not be read, or in a form nobody has filled in', () => {
    const zero = empty({ facts: [statedOf('0.00', {})] });
    const unread = empty({ facts: [statedOf('0', {}, { status: 'unread' })] });
    expect(found(documentOf({ tables: [zero, unread, filled] }), 'emptyTable')).toEqual([]);
    expect(found(documentOf({ tables: [empty()] }), 'emptyTable')).toEqual([]);
  });

  it('are not those with numbers', () => {
    const notes = [{ text: '注：本部门无“三公”经费预算，故本表为空表。', place: lineAt(7) }];
    const table = (title: string) => tableOf(title, { notes, facts: [statedOf('47.91', {}, { line: 4 })] });
    expect(found(documentOf({ tables: [table('“三公”经费表')] }), 'fullTable')).toEqual([
      'error completeness.fullTable 7',
    ]);
    // A note on another budget belongs to the next table.
    expect(found(documentOf({ tables: [table('收入总表')] }), 'fullTable')).toEqual([]);
    const zero = tableOf('“三公”经费表', { notes, facts: [statedOf('0.00', {})] });
    expect(found(documentOf({ tables: [zero] }), 'fullTable')).toEqual([]);
  });
});

describe('numbers of headings', () => {
  const ordinals = (...lines: readonly string[]) =>
    short(checkOrdinals(documentOf({ lines: linesOf(...lines) })));

  it('are silent where they run on, level by level', () => {
    expect(
      ordinals(
        '一、概况',
        '（一）职责',
        '1.制定政策',
        '2.监督',
        '（二）机构',
        '1.办公室',
        '二、预算',
        '（一）收入',
        '三、名词',
      ),
    ).toEqual([]);
  });

  it('jump or repeat', () => {
    expect(ordinals('一、概况', '二、预算', '四、名词解释')).toEqual(['warning completeness.ordinal 2']);
    expect(ordinals('（一）收入', '（二）支出', '（二）采购')).toEqual(['warning completeness.ordinal 2']);
  });

  it('may run on within a paragraph, stand apart, or repeat on the next page', () => {
    expect(ordinals('（一）贯彻政策。（二）组织实施。', '（三）监督。')).toEqual([]);
    expect(ordinals('一、概况', '见本说明二、预算部分', '三、名词')).toEqual([]);
    expect(ordinals('一、概况', '二、预算', '二、预算', '三、名词')).toEqual([]);
  });

  it('in another style are a notice', () => {
    expect(ordinals('三、运行经费', '四、“三公”经费', '5、预算绩效信息', '六、政府采购')).toEqual([
      'notice completeness.ordinal 2',
    ]);
  });

  it('of parts', () => {
    expect(ordinals('第一部分 部门预算', '第一部分 情况说明', '第二部分 单位预算')).toEqual([
      'notice completeness.parts 1',
    ]);
    expect(ordinals('第一部分 情况说明', '一、概况')).toEqual(['notice completeness.parts 0']);
    expect(ordinals('第一部分 概况', '第二部分 预算')).toEqual([]);
  });

  it('of rows', () => {
    const rows = (...numbers: readonly string[]) => {
      const cells = cellsOf(1, ...numbers.map((one) => `${one}、某项支出 | 1.00`));
      return short(checkOrdinals(documentOf({ tables: [tableOf('t', { layout: 'generic', cells })] })));
    };
    expect(rows('一', '二', '三', '四', '五', '六', '七')).toEqual([]);
    expect(rows('一', '二', '三', '四', '六', '七', '八')).toEqual(['notice completeness.tableOrdinal 5']);
    // A table of those with amounts keeps the numbers of the form.
    expect(rows('一', '四', '五', '七', '八', '九', '十一', '十三')).toEqual([]);
    expect(rows('一', '三', '五')).toEqual([]);
  });
});

describe('indicators', () => {
  const good = ['a', 'b', 'c', 'd'].map((one) => indicatorOf('p1', `产出指标/数量指标/${one}`, '≥5次'));
  const blank = indicatorOf('p1', '产出指标/数量指标/覆盖率', '', { place: lineAt(8) });
  const document = (indicators: CheckedDocument['indicators']) =>
    documentOf({ projects: [projectOf('p1')], indicators });

  it('have a target, unless reading lost it', () => {
    expect(found(document(good), 'indicator')).toEqual([]);
    expect(found(document([...good, blank]), 'indicator')).toEqual(['warning completeness.indicator 8']);
    const unread = indicatorOf('p1', '产出指标/数量指标/e', '', { unread: ['value'] });
    expect(found(document([...good, blank, unread]), 'indicator')).toEqual([]);
  });
});

describe('what is explained', () => {
  const NARRATIVE = [
    '一、部门职责',
    '贯彻执行国家有关医疗保障工作的法律法规和政策，拟订规划并组织实施；监督管理基金。',
    '二、机构设置',
    '本部门由局机关和一个所属事业单位组成，内设办公室、基金监管科、待遇保障科；编制三十人。',
    '三、机关运行经费为30.00万元，主要用于办公费、水电费、邮电费、差旅费、维修费等日常支出。',
    '四、“三公”经费预算3.00万元，其中：因公出国（境）费0万元，公务用车购置及运行费2.00万元，公务接待费1.00万元。',
    '五、政府采购预算为5.00万元，其中货物5.00万元，工程0万元，服务0万元；均面向中小企业。',
    '六、截至上年末，共有车辆一辆，固定资产总额为50.00万元；本年度没有购置计划。',
    '七、绩效目标：完成年度各项任务，基金安全运行，群众满意度达到百分之九十以上。',
    '八、名词解释',
    '“三公”经费：指因公出国（境）费、公务用车购置及运行费和公务接待费。',
  ];
  const without = (word: string) =>
    documentOf({
      lines: linesOf(...NARRATIVE.filter((line) => !line.includes(word) || line.startsWith('“'))),
    });

  it('is everything, or one topic is missing', () => {
    expect(found(documentOf({ lines: linesOf(...NARRATIVE) }), 'topic', 'threePublic')).toEqual([]);
    expect(found(without('政府采购'), 'topic')).toEqual(['warning completeness.topic 0']);
    expect(found(without('机关运行'), 'topic')).toEqual(['warning completeness.topic 0']);
    // A school is no office.
    const school = { code: '450', name: '示例市第一中学', scope: 'unit' } as const;
    expect(found({ ...without('机关运行'), entity: school }, 'topic')).toEqual([]);
    // What the glossary explains is not thereby stated.
    expect(
      checkCompleteness(without('三公')).find(({ rule }) => rule === 'completeness.topic')?.message,
    ).toContain('三公');
  });

  it('is nothing in a file of tables', () => {
    const document = documentOf({ lines: linesOf('收入总表'), tables: [tableOf('t')] });
    expect(found(document, 'topic')).toEqual(['notice completeness.topic 0']);
  });

  it('covers the three items of 三公经费', () => {
    const lines = NARRATIVE.map((line) =>
      line.startsWith('四') ? line.replace('因公出国（境）费0万元，', '') : line,
    );
    expect(found(documentOf({ lines: linesOf(...lines) }), 'threePublic')).toEqual([
      'warning completeness.threePublic 5',
    ]);
    const none = NARRATIVE.map((line) =>
      line.startsWith('四') ? '四、本部门无“三公”经费，预算0万元，无公务接待。' : line,
    );
    expect(found(documentOf({ lines: linesOf(...none) }), 'threePublic')).toEqual([]);
  });

  it('names amounts where it speaks of what is allotted', () => {
    expect(
      found(
        documentOf({ lines: linesOf('五、实施周期', '六、年度预算安排', '按时拨付资金。', '七、绩效目标') }),
        'amount',
      ),
    ).toEqual(['warning completeness.amount 1']);
    expect(
      found(documentOf({ lines: linesOf('六、年度预算安排', '本项目5万元。', '七、绩效目标') }), 'amount'),
    ).toEqual([]);
    expect(
      found(documentOf({ lines: linesOf('六、专项资金预算安排', '无', '七、绩效目标') }), 'amount'),
    ).toEqual([]);
  });

  it('refers to tables that are there', () => {
    const document = (line: string) => documentOf({ lines: linesOf('部门收入总表', line) });
    expect(found(document('绩效目标详见项目绩效目标表。'), 'reference')).toEqual([
      'notice completeness.reference 1',
    ]);
    expect(found(document('收入情况详见部门收入总表，具体内容见下表。'), 'reference')).toEqual([]);
  });
});

describe('accounts listed in the text', () => {
  const codes = ['2080501', '2080505', '2101101', '2210201'];
  const item = (code: string, line: number) =>
    statedOf('5.00', { function: code, source: 'generalPublicBudget' }, { line });
  const table = tableOf('t', { facts: codes.map((code, at) => item(code, 10 + at)) });

  it('are all that the table prints', () => {
    const others = codes.map((code) => item(code, 1));
    expect(found(documentOf({ tables: [table], others }), 'item')).toEqual([]);
    expect(found(documentOf({ tables: [table], others: others.slice(0, 3) }), 'item')).toEqual([
      'warning completeness.item 13',
    ]);
  });

  it('may be a choice of some', () => {
    const others = codes.slice(0, 1).map((code) => item(code, 1));
    expect(found(documentOf({ tables: [table], others }), 'item')).toEqual([]);
  });
});

describe('what there is of assets', () => {
  const lines = (...texts: readonly string[]) =>
    found(
      documentOf({ lines: linesOf('（三）国有资产占有使用情况', ...texts, '（四）绩效情况') }),
      'assetStock',
    );

  it('is said, or that there is none', () => {
    expect(lines('2025年未安排购置车辆及单位价值200万元以上大型设备。')).toEqual([
      'warning completeness.assetStock 0',
    ]);
    expect(lines('截至2024年底，共有车辆2辆。', '2025年未安排购置车辆。')).toEqual([]);
    expect(lines('本单位没有车辆。')).toEqual([]);
    expect(lines('见下表。')).toEqual([]);
  });
});
