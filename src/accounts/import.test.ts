import { utils, type WorkSheet, write } from '@e965/xlsx';
import { describe, expect, test } from 'vitest';
import { type Problem, sayWhere } from '../messages/problem.ts';
import { accountsCsv } from './csv.ts';
import { type ImportedAccounts, type ImportOptions, importAccounts } from './import.ts';
import { listLimits } from './list-sheets.ts';

type Cell = string | number | null;

interface SheetInput {
  readonly name: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly merges?: readonly string[];
}

function workbook(sheets: readonly SheetInput[], type: 'xlsx' | 'biff8' = 'xlsx'): Uint8Array {
  const book = utils.book_new();
  for (const { name, rows, merges } of sheets) {
    const sheet: WorkSheet = utils.aoa_to_sheet(rows.map((row) => [...row]));
    if (merges !== undefined) sheet['!merges'] = merges.map((range) => utils.decode_range(range));
    utils.book_append_sheet(book, sheet, name);
  }
  return new Uint8Array(write(book, { type: 'array', bookType: type }));
}

function text(...lines: readonly string[]): Uint8Array {
  return new TextEncoder().encode(lines.join('\r\n'));
}

function imported(bytes: Uint8Array, fileName: string, options?: ImportOptions): ImportedAccounts {
  const result = importAccounts(bytes, fileName, options);
  if (!result.ok) throw new Error(said(result.problems).join('\n'));
  return result.value;
}

function said(problems: readonly Problem[]): readonly string[] {
  return problems.map((one) => `${sayWhere(one.where)}：${one.message}`);
}

function rowsOf(list: ImportedAccounts): readonly string[] {
  return [...list.accounts.function, ...list.accounts.economic, ...list.accounts.govEconomic].map(
    (account) => `${account.code} ${account.name}`,
  );
}

const health = ['210 卫生健康支出', '21015 医疗保障管理事务', '2101501 行政运行', '2101506 医疗保障经办事务'];

describe('a list is read whatever its shape', () => {
  const shapes: readonly [string, Uint8Array][] = [
    [
      'code and name, numbers and text, a title above',
      workbook([
        {
          name: 'Sheet1',
          rows: [
            ['2025年支出功能分类科目'],
            [],
            ['科目编码', '科目名称'],
            [210, '卫生健康支出'],
            ['21015', '  医疗保障管理事务'],
            [2101501, '    行政运行'],
            ['2101506', '医疗保障\n经办事务'],
          ],
        },
      ]),
    ],
    [
      'name before code, other columns between and around',
      workbook([
        {
          name: '2025年科目',
          rows: [
            ['序号', '名称', '说明', '上级编码', '代码'],
            [1, '卫生健康支出', '反映…', null, '210'],
            [2, '医疗保障管理事务', '反映…', '210', '210 15'],
            [3, '行政运行', '反映…', '21015', '210 15 01'],
            [4, '医疗保障经办事务', '反映…', '21015', '２１０１５０６'],
          ],
        },
      ]),
    ],
    [
      '类, 款, 项 repeated in every row, numbers without their zero, headings merged over two rows',
      workbook([
        {
          name: '2025年功能分类',
          merges: ['A1:C1', 'D1:D2'],
          rows: [
            ['功能分类科目编码', null, null, '功能分类科目名称'],
            ['类', '款', '项', null],
            [210, null, null, '卫生健康支出'],
            [210, 15, null, '医疗保障管理事务'],
            [210, 15, 1, '行政运行'],
            [210, 15, 6, '医疗保障经办事务'],
          ],
        },
      ]),
    ],
    [
      'each level printed once, names by level',
      workbook([
        {
          name: '科目',
          merges: ['A1:F1', 'A2:C2', 'D2:F2'],
          rows: [
            ['2025年政府收支分类科目', null, null, null, null, null],
            ['科目编码', null, null, '科目名称', null, null],
            ['类', '款', '项', '类', '款', '项'],
            ['210', null, null, '卫生健康支出', null, null],
            [null, '15', null, null, '医疗保障管理事务', null],
            [null, null, '01', null, null, '行政运行'],
            [null, null, '06', null, null, '医疗保障经办事务'],
          ],
        },
      ]),
    ],
    [
      'a class merged down its rows, whole codes at each level, a class merged across',
      workbook([
        {
          name: '2025年科目',
          merges: ['A2:C2', 'A3:A5'],
          rows: [
            ['类', '款', '项', '科目名称'],
            ['210', null, null, '卫生健康支出'],
            ['210', '21015', null, '医疗保障管理事务'],
            [null, '21015', '2101501', '行政运行'],
            [null, '21015', '2101506', '医疗保障经办事务'],
          ],
        },
      ]),
    ],
    [
      'csv with headings repeated, section titles, totals and notes',
      text(
        '2025年支出功能分类科目,,',
        '科目编码,科目名称,说明',
        '一、一般公共预算支出科目,一、一般公共预算支出科目,一、一般公共预算支出科目',
        '210,卫生健康支出,"反映政府卫生健康',
        '方面的支出"',
        '210.15,医疗保障管理事务,',
        '科目编码,科目名称,说明',
        '210-15-01,行政运行,',
        '2101506,医疗保障经办事务,',
        '2101506,医疗保障经办事务,',
        ',合计,',
        ',注：本表自2025年起施行,',
      ),
    ],
    [
      'a web page named .xls',
      text(
        '<html><body><table><tr><td>2025年科目</td></tr><tr><td>科目编码</td><td>科目名称</td></tr>',
        '<tr><td>210</td><td>卫生健康支出</td></tr><tr><td>21015</td><td>医疗保障管理事务</td></tr>',
        '<tr><td>2101501</td><td>行政运行</td></tr><tr><td>2101506</td><td>医疗保障经办事务</td></tr></table>',
      ),
    ],
  ];
  test.each(shapes)('%s', (_, bytes) => {
    const list = imported(bytes, '科目.xlsx');
    expect(list.year).toBe(2025);
    expect(rowsOf(list)).toEqual(health);
    expect(list.accounts.function[0]).toMatchObject({ from: 2025, seen: ['科目'], status: 'imported' });
  });

  test('several sheets, an old .xls, sheets without a list', () => {
    const sheets: readonly SheetInput[] = [
      { name: '封面', rows: [['2024年政府收支分类科目']] },
      { name: '功能分类', rows: [['2024年支出功能分类科目'], ['编码', '名称'], ['210', '卫生健康支出']] },
      { name: '收入', rows: [['收入分类科目'], ['编码', '名称'], ['101', '税收收入']] },
      {
        name: '部门经济分类',
        rows: [
          ['编码', '名称'],
          ['301', '工资福利支出'],
          ['30101', '基本工资'],
        ],
      },
      {
        name: '政府经济分类',
        rows: [
          ['类', '款', '名称'],
          [501, null, '机关工资福利支出'],
          [501, 1, '工资奖金津补贴'],
        ],
      },
    ];
    for (const type of ['xlsx', 'biff8'] as const) {
      const result = importAccounts(workbook(sheets, type), '科目表.xls');
      if (!result.ok) throw new Error(said(result.problems).join('\n'));
      expect(rowsOf(result.value)).toEqual([
        '210 卫生健康支出',
        '301 工资福利支出',
        '30101 基本工资',
        '501 机关工资福利支出',
        '50101 工资奖金津补贴',
      ]);
      expect(result.problems.map((one) => [one.severity, one.where.sheet])).toEqual([
        ['notice', '封面'],
        ['notice', '收入'],
      ]);
    }
  });

  test('two lists side by side, as in the table that relates both economic classifications', () => {
    const bytes = workbook([
      {
        name: '2023年对照表',
        rows: [
          ['政府预算支出经济分类科目编码', '科目名称', '部门预算支出经济分类科目编码', '科目名称'],
          ['501', '机关工资福利支出', '301', '工资福利支出'],
          ['50101', '工资奖金津补贴', '30101', '基本工资'],
          [null, null, '30102', '津贴补贴'],
        ],
      },
    ]);
    expect(rowsOf(imported(bytes, '对照表.xlsx'))).toEqual([
      '301 工资福利支出',
      '30101 基本工资',
      '30102 津贴补贴',
      '501 机关工资福利支出',
      '50101 工资奖金津补贴',
    ]);
  });

  test('revenue accounts among the others are left out, and counted', () => {
    const bytes = text('科目编码,科目名称', '101,税收收入', '10101,增值税', '210,卫生健康支出');
    const result = importAccounts(bytes, '2025年科目.csv');
    expect(result.ok && rowsOf(result.value)).toEqual(['210 卫生健康支出']);
    expect(said(result.problems)).toEqual([
      '2025年科目.csv 第 2 行：这张表有 2 行收入科目（编码以 1 开头），部门预算不使用，已跳过。',
    ]);
  });
});

describe('a text table is read in the encodings of Chinese offices', () => {
  const lines = ['科目编码\t科目名称', '210\t卫生健康支出'].join('\n');
  // 科目编码,科目名称 / 210,卫生健康支出 in GB18030; Node can read it but not write it.
  const gb18030 = Buffer.from(
    'bfc6c4bfb1e0c2eb2cbfc6c4bfc3fbb3c60a3231302ccec0c9fabda1bfb5d6a7b3f60a',
    'hex',
  );
  test.each([
    ['UTF-8', Buffer.from(lines)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${lines}`)],
    ['UTF-16', Buffer.from(`\ufeff${lines}`, 'utf16le')],
    ['GB18030', gb18030],
  ])('%s', (_, bytes) => {
    expect(rowsOf(imported(bytes, 'list.csv', { year: 2025 }))).toEqual(['210 卫生健康支出']);
  });
});

describe('the year', () => {
  const list = (title: string): Uint8Array => text(title, '科目编码,科目名称', '210,卫生健康支出');
  test.each([
    ['2025年政府收支分类科目', '科目.csv', undefined, 2025],
    ['2024 年度支出功能分类科目（2023年9月印发）', '科目.csv', undefined, 2024],
    ['科目表', '2026年科目.csv', undefined, 2026],
    ['科目表', '科目.csv', 2023, 2023],
    ['2025年政府收支分类科目', '科目.csv', 2024, 2024],
  ])('%s in %s', (title, file, year, expected) => {
    expect(imported(list(title), file, year === undefined ? {} : { year }).year).toBe(expected);
  });

  test.each([
    ['科目表', '科目.csv：表名和标题中没有年度，无法确定科目表从哪一年起适用。请指定年度后再导入。'],
    [
      '2024年支出科目、2025年支出科目',
      '科目.csv：标题中出现了多个年度（2024、2025），无法确定科目表适用的年度。请指定年度后再导入。',
    ],
  ])('is asked for where the titles do not settle it: %s', (title, message) => {
    expect(said(importAccounts(list(title), '科目.csv').problems)).toEqual([message]);
  });
});

describe('what is wrong is said with its place and what to do', () => {
  test('everything in a workbook at once, and nothing is imported', () => {
    const bytes = workbook([
      {
        name: '功能分类',
        rows: [
          ['2025年支出功能分类科目'],
          ['科目编码', '科目名称'],
          ['210', '卫生健康支出'],
          ['2101', '医疗'],
          ['21011', '行政事业单位医疗'],
          [null, '没有编码的科目'],
          ['2101101', null],
          ['21011', '医疗救助'],
          ['30101', '基本工资'],
          ['2089999', '其他社会保障和就业支出'],
          ['21O15', '医疗保障管理事务'],
        ],
      },
    ]);
    const result = importAccounts(bytes, '科目.xlsx');
    expect(result.ok).toBe(false);
    expect(said(result.problems)).toEqual([
      '科目.xlsx 工作表“功能分类” 单元格 A4：“医疗”的编码“2101”位数或首位不对：功能分类应为 2 开头的 3、5、7 位，部门经济分类为 3 开头、政府经济分类为 5 开头的 3、5 位数字。请改正编码。',
      '科目.xlsx 工作表“功能分类” 单元格 B6：“没有编码的科目”有名称而没有科目编码。请补上编码；如不是科目，请删除这一行。',
      '科目.xlsx 工作表“功能分类” 单元格 A7：科目 2101101 没有名称。请补上科目名称，或删除这一行。',
      '科目.xlsx 工作表“功能分类” 单元格 A8：科目 21011 在此处为“医疗救助”，在 科目.xlsx 工作表“功能分类” 单元格 A5 为“行政事业单位医疗”。一个编码只能有一个名称，请核对后只保留正确的。',
      '科目.xlsx 工作表“功能分类” 单元格 A9：编码 30101 属于部门预算支出经济分类，而这张表是支出功能分类。请检查编码是否有误，或把它移到相应的表。',
      '科目.xlsx 工作表“功能分类” 单元格 A11：“医疗保障管理事务”的编码“21O15”位数或首位不对：功能分类应为 2 开头的 3、5、7 位，部门经济分类为 3 开头、政府经济分类为 5 开头的 3、5 位数字。请改正编码。',
      '科目.xlsx 工作表“功能分类” 单元格 A10：科目 2089999“其他社会保障和就业支出”的上级科目 20899 不在表中。请检查科目表是否有遗漏，或编码是否有误。',
    ]);
    expect(result.problems.at(-1)?.severity).toBe('warning');
  });

  test('a line of a text table is counted as an editor counts it', () => {
    const bytes = text('科目编码,科目名称,说明', '210,卫生健康支出,"一', '二"', '2101,医疗,');
    const result = importAccounts(bytes, '2025年科目.csv');
    expect(result.problems.map((one) => one.where)).toEqual([{ file: '2025年科目.csv', line: 4, column: 1 }]);
  });

  test('a parent that is known otherwise is not missing', () => {
    const bytes = text('科目编码,科目名称', '2101507,基金监管事务');
    const options: ImportOptions = {
      isKnown: (classification, code) => classification === 'function' && code === '21015',
    };
    expect(importAccounts(bytes, '2025年科目.csv', options).problems).toEqual([]);
    expect(importAccounts(bytes, '2025年科目.csv').problems.map((one) => one.key)).toEqual([
      'accounts.importParentMissing',
    ]);
  });

  test.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'accounts.importEmpty'],
    ['blank lines', text('', ',,', ''), 'accounts.importEmpty'],
    ['an empty workbook', workbook([{ name: 'Sheet1', rows: [] }]), 'accounts.importEmpty'],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), 'accounts.importUnreadable'],
    [
      'half a workbook',
      workbook([{ name: 'a', rows: [['编码']] }]).slice(0, 300),
      'accounts.importUnreadable',
    ],
    ['a table of something else', text('姓名,电话', '张三,123'), 'accounts.importNothing'],
    ['headings only', text('2025年科目', '科目编码,科目名称'), 'accounts.importNoRows'],
    ['too many bytes', new Uint8Array(listLimits.bytes + 1).fill(48), 'file.tooLarge'],
    [
      'too many rows',
      text('编码,名称', ...Array.from({ length: listLimits.rows }, () => '1,1')),
      'accounts.importTooManyRows',
    ],
  ])('%s', (_, bytes, key) => {
    const result = importAccounts(bytes, '2025年科目.xlsx');
    expect(result.ok).toBe(false);
    expect(result.problems.filter((one) => one.severity === 'error').map((one) => one.key)).toEqual([key]);
  });
});

test('an imported list is stored in the form of the data folder', () => {
  const list = imported(
    text('科目编码,科目名称', '20103,政府办公厅（室）及相关机构事务', '201,"一般,公共"'),
    '2025年.csv',
  );
  expect(accountsCsv(list.accounts.function)).toBe(
    'code,name,from,to,aliases,seen\n201,"一般,公共",2025,,,2025年\n20103,政府办公厅（室）及相关机构事务,2025,,,2025年\n',
  );
});
