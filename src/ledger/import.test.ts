import { deflateRawSync } from 'node:zlib';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { coordinateKey } from '../facts/fact.ts';
import type { Problem } from '../messages/problem.ts';
import { amount, packSource, testAccounts, testLedger, testPack } from '../testing/ledger.ts';
import { TestBook } from '../testing/workbook.ts';
import { importWorkbook, LIMITS } from './import.ts';
import { type ProblemKey, SEVERITIES } from './import-problems.ts';
import type { Ledger } from './ledger.ts';

const accounts = testAccounts();
const packs = packSource(testPack);

function importBook(book: TestBook) {
  return importWorkbook(book.bytes(), 'budget.xlsx', { packs, accounts });
}

function importBytes(bytes: Uint8Array, limits = LIMITS) {
  return importWorkbook(bytes, 'budget.xlsx', { packs, accounts, limits });
}

/** Facts without their places, in an order that does not matter. */
function factsOf({ facts, lastYear }: Ledger): readonly string[] {
  return [...facts, ...(lastYear ?? [])].map(({ at, value }) => `${coordinateKey(at)} ${value}`).sort();
}

function expectSameLedger(book: TestBook, expected: Ledger = testLedger()): readonly Problem[] {
  const imported = importBook(book);
  expect(imported.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (!imported.ok) throw new Error('no ledger');
  expect(factsOf(imported.value)).toEqual(factsOf(expected));
  expect(imported.value.records).toEqual(expected.records);
  return imported.problems;
}

describe('a workbook in good order', () => {
  it('is read without any problem', () => {
    expect(expectSameLedger(new TestBook())).toEqual([]);
  });

  it('says where each fact stands', () => {
    const imported = importBook(new TestBook());
    if (!imported.ok) throw new Error('no ledger');
    const line = imported.value.facts.find(({ at }) => at.economic === '30101');
    expect(line).toMatchObject({
      value: 67_740_050n,
      unit: '元',
      decimals: 2,
      status: 'printed',
      place: { type: 'cell', sheet: '支出', cell: 'I2' },
    });
  });
});

/** What people do to workbooks that changes nothing. */
const HARMLESS: readonly [string, (book: TestBook) => void, readonly ProblemKey[]][] = [
  [
    'columns shuffled',
    (book) => {
      for (const [name, rows] of book.sheets) if (name !== '设置') for (const row of rows) row.reverse();
    },
    [],
  ],
  [
    'columns added',
    (book) => {
      for (const [name, rows] of book.sheets) {
        if (name !== '设置')
          for (const [index, row] of rows.entries()) row.unshift(index === 0 ? '我的标记' : `看过${index}`);
      }
    },
    [],
  ],
  [
    'sheets reordered and added',
    (book) => {
      const entries = [...book.sheets].reverse();
      book.sheets.clear();
      book.sheets.set('草稿纸', [['随便写写', 1]]);
      for (const [name, rows] of entries) book.sheets.set(name, rows);
    },
    ['ledger.problem.sheetIgnored'],
  ],
  [
    'the heading not in the first row',
    (book) => {
      for (const [name, rows] of book.sheets) {
        if (name !== '设置') rows.unshift(['2025年部门预算'], [], [null, '制表：张三']);
      }
    },
    [],
  ],
  [
    'headings and sheets renamed',
    (book) => {
      book
        .heading('支出', '功能科目', '支出功能分类科目')
        .heading('支出', '金额', '预算数（元）')
        .heading('支出', '资金性质', '资金来源*')
        .heading('收入', '金额', ' 金 额 ')
        .rename('支出', '支出明细')
        .rename('项目', '项目库');
    },
    [],
  ],
  [
    'a sheet with a name of its own',
    (book) => {
      book.rename('支出', '张三填的表');
    },
    ['ledger.problem.sheetGuessed'],
  ],
  [
    'blank lines',
    (book) => {
      for (const [name, rows] of book.sheets) if (name !== '设置') rows.splice(1, 0, [], [null, null]);
    },
    [],
  ],
  [
    'a row of totals',
    (book) => {
      book.rows('支出').push(['合计', ...Array.from({ length: 7 }, () => null), 1_456_000]);
      book.rows('收入').push(['收入合计', null, null, null, null, 1_466_000]);
    },
    ['ledger.problem.totalRow'],
  ],
  [
    'amounts pasted as text',
    (book) => {
      book
        .set('支出', '金额', 2, '６７７，４００．５０')
        .set('支出', '金额', 3, '¥178,599.50元')
        .set('支出', '金额', 4, '55万元')
        .set('支出', '金额', 5, ' 50 000 ');
    },
    ['ledger.problem.amountAsText'],
  ],
  [
    'amounts in 万元 by the heading',
    (book) => {
      book.heading('支出', '金额', '金额（万元）');
      [67.74005, 17.85995, 55, 5].forEach((value, index) => {
        book.set('支出', '金额（万元）', index + 2, value);
      });
    },
    [],
  ],
  [
    'amounts in 万元 by the row',
    (book) => {
      book.set('支出', '金额', 4, 55).set('支出', '金额单位', 4, '万元');
    },
    [],
  ],
  [
    'one column in 元 and one in 万元',
    (book) => {
      const rows = book.rows('支出');
      book.heading('支出', '金额', '金额（元）');
      rows[0]?.push('金额（万元）');
      rows[3]?.push(55);
      book.set('支出', '金额（元）', 4, null);
    },
    [],
  ],
  [
    'the noise of binary fractions',
    (book) => {
      book.set('支出', '金额', 2, 677_400.500_000_000_1).set('收入', '金额', 5, 0.009_999_999_999_999_998);
    },
    [],
  ],
  [
    'codes that became numbers',
    (book) => {
      book
        .set('支出', '功能科目', 2, 2_101_501)
        .set('支出', '部门经济科目', 2, 30_101)
        .set('支出', '单位', 2, 450_001)
        .set('单位', '单位编码', 2, 450_001)
        .setting('部门编码', 450)
        .setting('预算年度', 2025);
    },
    [],
  ],
  [
    'names without codes',
    (book) => {
      book
        .set('支出', '功能科目', 4, '医疗保障经办事务')
        .set('支出', '单位', 5, '示例县医疗保险服务中心')
        .set('支出', '项目', 4, '医疗保障经费(劳务派遣)');
    },
    [],
  ],
  [
    'other names for members',
    (book) => {
      book
        .set('支出', '资金性质', 2, '一般公共预算拨款')
        .set('支出', '支出类型', 2, '人员类')
        .set('收入', '收入类别', 5, '上年结转')
        .set('单位', '单位类别', 3, '下属');
    },
    [],
  ],
  [
    'formulas with their values',
    (book) => {
      book.set('支出', '金额', 4, { t: 'n', v: 550_000, f: '50000*11' });
    },
    [],
  ],
  [
    'merged units',
    (book) => {
      book.set('支出', '单位', 3, null).set('支出', '单位', 4, null);
      book.merges.set('支出', ['A2:A4']);
    },
    [],
  ],
  [
    'hidden rows',
    (book) => {
      book.hidden.set('支出', [3, 4]);
    },
    ['ledger.problem.hiddenRows'],
  ],
  [
    'plans in per cent',
    (book) => {
      const shares = ['25%', '50%', '75%', '100%'];
      const numbers = [0.25, 0.5, 0.75, 1].map((v) => ({ t: 'n' as const, v, z: '0%' }));
      const months = ['3月底', '6月底', '10月底', '12月底'];
      months.forEach((month, index) => {
        book.set('资金计划', month, 2, index % 2 === 0 ? (shares[index] ?? '') : (numbers[index] ?? ''));
      });
    },
    [],
  ],
  [
    'plans in shares of one',
    (book) => {
      ['3月底', '6月底', '10月底', '12月底'].forEach((month, index) => {
        book.set('资金计划', month, 2, (index + 1) / 4);
      });
    },
    [],
  ],
  [
    'targets in one cell',
    (book) => {
      book
        .set('绩效指标', '符号', 2, null)
        .set('绩效指标', '指标值', 2, '≥95%')
        .set('绩效指标', '指标单位', 2, null)
        .set('绩效指标', '指标值', 4, '>=2000人次')
        .set('绩效指标', '符号', 4, null)
        .set('绩效指标', '指标单位', 4, null);
    },
    [],
  ],
  [
    'the government economic account left to the mapping',
    (book) => {
      for (let row = 2; row <= 5; row += 1) book.set('支出', '政府经济科目', row, null);
    },
    ['ledger.problem.govEconomicProposed'],
  ],
  [
    'sheets that are not needed left out',
    (book) => {
      book.sheets.delete('本地科目');
    },
    [],
  ],
];

describe('what people do to workbooks', () => {
  it.each(HARMLESS)('%s', (_, change, keys) => {
    const book = new TestBook();
    change(book);
    const problems = expectSameLedger(book);
    expect([...new Set(problems.map(({ key }) => key))]).toEqual(keys);
  });
});

interface Mistake {
  readonly key: ProblemKey;
  readonly sheet?: string;
  readonly cell?: string;
  /** Words of the message. */
  readonly text: string;
}

/** One mistake each, named after it. */
const BROKEN: readonly [string, (book: TestBook) => unknown, Mistake][] = [
  [
    'unknown code, with its name',
    (book) => book.set('支出', '功能科目', 2, '2101588 示例事务'),
    {
      key: 'ledger.problem.codeUnknown',
      sheet: '支出',
      cell: 'B2',
      text: '支出功能分类科目 2101588“示例事务”不在 2025 年科目表中，已作为本地科目使用（共 1 行）。请核对编码和名称。',
    },
  ],
  [
    'unknown code, without a name',
    (book) => book.set('支出', '功能科目', 2, '2101588'),
    {
      key: 'ledger.problem.codeUnnamed',
      sheet: '支出',
      cell: 'B2',
      text: '支出功能分类科目 2101588 不在 2025 年科目表中，也没有名称。请核对编码；确为本地科目的，写成“2101588 名称”。',
    },
  ],
  [
    'code of another classification',
    (book) => book.set('支出', '功能科目', 2, '30101'),
    {
      key: 'ledger.problem.codeWrong',
      sheet: '支出',
      cell: 'B2',
      text: '“30101”不是支出功能分类的编码。功能科目编码以 2 开头，类、款、项分别为 3、5、7 位。',
    },
  ],
  [
    'code and name of two accounts',
    (book) => book.set('支出', '功能科目', 2, '2101501 医疗保障经办事务'),
    {
      key: 'ledger.problem.codeNameDisagree',
      sheet: '支出',
      cell: 'B2',
      text: '编码 2101501 是“行政运行”，而“医疗保障经办事务”的编码是 2101506 医疗保障经办事务，两者不一致。请改正编码或名称。',
    },
  ],
  [
    'name that is not quite the account’s',
    (book) => book.set('支出', '功能科目', 2, '2101501 行政运行费'),
    {
      key: 'ledger.problem.nameDiffers',
      sheet: '支出',
      cell: 'B2',
      text: '编码 2101501 在科目表中的名称是“行政运行”，这里写的是“行政运行费”，已按编码处理。请核对。',
    },
  ],
  [
    'name that no account has',
    (book) => book.set('支出', '功能科目', 2, '医保大事'),
    {
      key: 'ledger.problem.nameUnknown',
      sheet: '支出',
      cell: 'B2',
      text: '支出功能分类中没有名为“医保大事”的科目。请填科目编码，或从下拉列表选择。',
    },
  ],
  [
    'name that several accounts have',
    (book) => book.set('支出', '功能科目', 2, '行政运行'),
    {
      key: 'ledger.problem.nameAmbiguous',
      sheet: '支出',
      cell: 'B2',
      text: '支出功能分类中有多个科目叫“行政运行”',
    },
  ],
  [
    'two names for one local code',
    (book) => {
      book.set('支出', '功能科目', 2, '2101588 示例事务').set('支出', '功能科目', 3, '2101588 另一事务');
    },
    {
      key: 'ledger.problem.localNamesDisagree',
      sheet: '支出',
      cell: 'B3',
      text: '本地科目 2101588 前后名称不同：“示例事务”和“另一事务”。请统一。',
    },
  ],
  [
    'code that is not the finest',
    (book) => book.set('支出', '功能科目', 2, '21015'),
    {
      key: 'ledger.problem.codeTooCoarse',
      sheet: '支出',
      cell: 'B2',
      text: '支出功能分类科目 21015“医疗保障管理事务”下面还有明细科目（如 2101501 行政运行），请填到最末一级，否则明细科目的表无法汇总。',
    },
  ],
  [
    'amount that is text',
    (book) => book.set('支出', '金额', 2, '约六十七万'),
    {
      key: 'ledger.problem.amountText',
      sheet: '支出',
      cell: 'I2',
      text: '“金额”应为数字，这里是“约六十七万”。请改为数字（可带“元”“万元”）。',
    },
  ],
  [
    'amount missing',
    (book) => book.set('支出', '金额', 2, null),
    {
      key: 'ledger.problem.amountMissing',
      sheet: '支出',
      cell: 'I2',
      text: '本行没有填“金额”。请填写，或删除本行。',
    },
  ],
  [
    '#REF!',
    (book) => book.set('支出', '金额', 2, { t: 'e', v: 0x17, f: 'Sheet9!A1' }),
    {
      key: 'ledger.problem.cellError',
      sheet: '支出',
      cell: 'I2',
      text: '单元格是错误值 #REF!。请修正公式，或直接填写数值。',
    },
  ],
  [
    'formula that was never calculated',
    (book) => book.set('支出', '金额', 2, { t: 'n', f: 'A1+1' }),
    {
      key: 'ledger.problem.notEvaluated',
      sheet: '支出',
      cell: 'I2',
      text: '公式“=A1+1”没有计算结果。请在 Excel 或 WPS 中打开文件，重新计算并保存，或直接填写数值。',
    },
  ],
  [
    'amount finer than a fen',
    (book) => book.set('支出', '金额', 2, 677_400.505),
    {
      key: 'ledger.problem.amountTooFine',
      sheet: '支出',
      cell: 'I2',
      text: '“677400.505”元 小于 1 分的部分无法表示。请保留到分（元为两位小数，万元为六位小数）。',
    },
  ],
  [
    'amount of astronomical size',
    (book) => book.set('支出', '金额', 2, 1e30),
    {
      key: 'ledger.problem.amountTooLarge',
      sheet: '支出',
      cell: 'I2',
      text: '“1000000000000000000000000000000”过大，不像是预算金额。请检查数字和单位。',
    },
  ],
  [
    'two amounts in one row',
    (book) => {
      book.heading('支出', '金额', '金额（元）').rows('支出')[0]?.push('金额（万元）');
      book.rows('支出')[3]?.push(56);
    },
    {
      key: 'ledger.problem.amountsDisagree',
      sheet: '支出',
      cell: 'I4',
      text: '同一行的两个金额列不一致：550,000.00 元和 560,000.00 元。请只保留一个。',
    },
  ],
  [
    'negative amount',
    (book) => book.set('支出', '金额', 2, -5),
    {
      key: 'ledger.problem.negative',
      sheet: '支出',
      cell: 'I2',
      text: '金额为负数（-5.00 元）。预算金额通常不为负，请确认。',
    },
  ],
  [
    'unit of money nobody knows',
    (book) => book.set('支出', '金额单位', 2, '美元'),
    {
      key: 'ledger.problem.choiceUnknown',
      sheet: '支出',
      cell: 'J2',
      text: '“金额单位”不认识“美元”。请从列表中选择：元、万元。',
    },
  ],
  [
    'member nobody knows',
    (book) => book.set('支出', '资金性质', 2, '天上掉的'),
    {
      key: 'ledger.problem.choiceUnknown',
      sheet: '支出',
      cell: 'F2',
      text: '“资金性质”不认识“天上掉的”。请从列表中选择：一般公共预算、',
    },
  ],
  [
    'required cell empty',
    (book) => book.set('支出', '资金性质', 2, null),
    { key: 'ledger.problem.required', sheet: '支出', cell: 'F2', text: '本行没有填“资金性质”。请填写。' },
  ],
  [
    'line twice, with another amount',
    (book) => {
      const row = book.repeat('支出', 2);
      book.set('支出', '金额', row, 1);
    },
    {
      key: 'ledger.problem.duplicateLine',
      sheet: '支出',
      cell: 'I6',
      text: '本行与 支出!I2 的单位、科目、类型、资金和项目完全相同，仅金额不同，两行都会计入。请确认不是重复填写。',
    },
  ],
  [
    'line twice',
    (book) => book.repeat('支出', 2),
    {
      key: 'ledger.problem.identicalLine',
      sheet: '支出',
      cell: 'I6',
      text: '本行与 支出!I2 完全相同（金额也相同），两行都会计入。如系重复粘贴，请删除一行。',
    },
  ],
  [
    'unit unknown',
    (book) => book.set('支出', '单位', 2, '450009 没有的单位'),
    {
      key: 'ledger.problem.unitUnknown',
      sheet: '支出',
      cell: 'A2',
      text: '“单位”表中没有“450009 没有的单位”。请先在“单位”表登记，或改正为已登记的单位编码、名称。',
    },
  ],
  [
    'unit with another’s name',
    (book) => book.set('支出', '单位', 2, '450001 老干部局'),
    {
      key: 'ledger.problem.unitNameDisagrees',
      sheet: '支出',
      cell: 'A2',
      text: '单位编码 450001 在“单位”表中是“示例县医疗保障局”，这里写的是“老干部局”，已按编码处理。请核对。',
    },
  ],
  [
    'unit twice',
    (book) => book.set('单位', '单位编码', 3, '450001'),
    {
      key: 'ledger.problem.unitTwice',
      sheet: '单位',
      cell: 'A3',
      text: '单位编码 450001 与 单位!A2 重复。请改正其中一个。',
    },
  ],
  [
    'unit with the code of the department',
    (book) => book.set('单位', '单位编码', 2, '450'),
    {
      key: 'ledger.problem.unitIsDepartment',
      sheet: '单位',
      cell: 'A2',
      text: '单位编码 450 与部门编码相同。有多个单位时，部门本级请使用自己的单位编码（如 450001）。',
    },
  ],
  [
    'no unit at all',
    (book) => book.rows('单位').splice(1),
    {
      key: 'ledger.problem.noUnits',
      sheet: '单位',
      text: '“单位”表没有填单位。请至少填写部门本级一行。',
    },
  ],
  [
    'half a person',
    (book) => book.set('单位', '编制人数', 2, 12.5),
    {
      key: 'ledger.problem.headcountWrong',
      sheet: '单位',
      cell: 'G2',
      text: '“编制人数”应为不小于 0 的整数，这里是“12.5”。',
    },
  ],
  [
    'number that is text',
    (book) => book.set('单位', '编制人数', 2, '若干'),
    {
      key: 'ledger.problem.numberText',
      sheet: '单位',
      cell: 'G2',
      text: '“编制人数”应为数字，这里是“若干”。请改为数字。',
    },
  ],
  [
    'nature the pack does not list',
    (book) => book.set('单位', '单位性质', 2, '企业'),
    {
      key: 'ledger.problem.choiceUnusual',
      sheet: '单位',
      cell: 'D2',
      text: '“单位性质”填的是“企业”，不在模板的列表中（行政、参公、事业），已照原样使用。请确认。',
    },
  ],
  [
    'carry-over of this year',
    (book) => book.set('收入', '资金年度', 5, '当年安排'),
    {
      key: 'ledger.problem.vintageDisagrees',
      sheet: '收入',
      cell: 'E5',
      text: '收入类别是“上年结转结余”，资金年度却是“当年安排”，两者不一致。请改正其中一个。',
    },
  ],
  [
    'project unknown',
    (book) => book.set('支出', '项目', 4, 'P999 没有的项目'),
    {
      key: 'ledger.problem.projectUnknown',
      sheet: '支出',
      cell: 'H4',
      text: '“项目”表中没有“P999 没有的项目”。请先在“项目”表登记，或改正项目编码、名称。',
    },
  ],
  [
    'project of two units by its name alone',
    (book) => {
      const row = book.repeat('项目', 3);
      book.set('项目', '单位', row, '450001').set('资金计划', '项目', 3, '450002/慢特病鉴定');
    },
    {
      key: 'ledger.problem.projectAmbiguous',
      sheet: '绩效指标',
      cell: 'A4',
      text: '有多个项目叫“慢特病鉴定”：450002/慢特病鉴定 慢特病鉴定、450001/慢特病鉴定 慢特病鉴定。请填项目编码。',
    },
  ],
  [
    'project twice',
    (book) => book.repeat('项目', 2),
    {
      key: 'ledger.problem.projectTwice',
      sheet: '项目',
      cell: 'B4',
      text: '项目 P001 与 项目!B2 重复。请改正编码或名称。',
    },
  ],
  [
    'project of another unit',
    (book) => book.set('支出', '单位', 4, '450002'),
    {
      key: 'ledger.problem.projectOfOtherUnit',
      sheet: '支出',
      cell: 'H4',
      text: '项目“医疗保障经费（劳务派遣）”属于 示例县医疗保障局，本行的单位是 示例县医疗保险服务中心。请核对单位或项目。',
    },
  ],
  [
    'project expenditure without a project',
    (book) => book.set('支出', '项目', 4, null),
    {
      key: 'ledger.problem.projectMissing',
      sheet: '支出',
      cell: 'H4',
      text: '支出类型是“其他运转类项目”，应选择项目。请在“项目”列选择。',
    },
  ],
  [
    'basic expenditure with a project',
    (book) => book.set('支出', '项目', 2, 'P001'),
    {
      key: 'ledger.problem.projectNotAllowed',
      sheet: '支出',
      cell: 'H2',
      text: '支出类型是“人员经费”，不应有项目，这里填的是“医疗保障经费（劳务派遣）”。请清空项目，或改正支出类型。',
    },
  ],
  [
    'project of another kind',
    (book) => book.set('项目', '支出类型', 2, '特定目标类项目'),
    {
      key: 'ledger.problem.projectKindDisagrees',
      sheet: '支出',
      cell: 'E4',
      text: '项目“医疗保障经费（劳务派遣）”在“项目”表中是“特定目标类项目”，本行是“其他运转类项目”。请改正其中一个。',
    },
  ],
  [
    'project without expenditure',
    (book) => book.rows('支出').splice(4, 1),
    {
      key: 'ledger.problem.projectWithoutLines',
      sheet: '项目',
      cell: 'C3',
      text: '项目“慢特病鉴定”在“支出”表中没有金额。请补充支出，或删除项目。',
    },
  ],
  [
    'project without indicators',
    (book) => book.rows('绩效指标').splice(3, 1),
    {
      key: 'ledger.problem.projectWithoutIndicators',
      sheet: '项目',
      cell: 'C3',
      text: '项目“慢特病鉴定”没有绩效指标。请在“绩效指标”表中填写。',
    },
  ],
  [
    'project without a plan',
    (book) => book.rows('资金计划').splice(2, 1),
    {
      key: 'ledger.problem.projectWithoutPlan',
      sheet: '项目',
      cell: 'C3',
      text: '项目“慢特病鉴定”没有资金支出计划。请在“资金计划”表中填写。',
    },
  ],
  [
    'project without goals',
    (book) => book.set('项目', '绩效目标', 3, null),
    {
      key: 'ledger.problem.projectWithoutGoals',
      sheet: '项目',
      cell: 'C3',
      text: '项目“慢特病鉴定”没有绩效目标。请在“项目”表中填写。',
    },
  ],
  [
    'indicator without a target',
    (book) => book.set('绩效指标', '指标值', 3, null),
    {
      key: 'ledger.problem.indicatorWithoutTarget',
      sheet: '绩效指标',
      cell: 'G3',
      text: '指标“服务水平”没有指标值。请填写数字或文字目标。',
    },
  ],
  [
    'indicator that is still a draft',
    (book) => book.set('绩效指标', '指标值确定依据', 3, '【草稿】取自指标库'),
    {
      key: 'ledger.problem.indicatorDrafted',
      sheet: '绩效指标',
      cell: 'I3',
      text: '指标“服务水平”还是从指标库起草的。请核定目标值，并把依据改成本单位的依据。',
    },
  ],
  [
    'plan twice',
    (book) => book.repeat('资金计划', 2),
    {
      key: 'ledger.problem.planTwice',
      sheet: '资金计划',
      cell: 'A4',
      text: '项目“医疗保障经费（劳务派遣）”的资金计划与 资金计划!A2 重复。请只保留一行。',
    },
  ],
  [
    'plan that ends below the budget',
    (book) => book.set('资金计划', '12月底', 2, 540_000),
    {
      key: 'ledger.problem.planEnd',
      sheet: '资金计划',
      cell: 'E2',
      text: '项目“医疗保障经费（劳务派遣）”的资金计划到 12 月底是 540,000.00 元，与项目预算 550,000.00 元不等。最后一个月应等于项目预算（填百分比时应为 100%）。',
    },
  ],
  [
    'plan that ends at 90 %',
    (book) => {
      ['10%', '20%', '30%', '90%'].forEach((share, index) => {
        book.set('资金计划', ['3月底', '6月底', '10月底', '12月底'][index] ?? '', 2, share);
      });
    },
    {
      key: 'ledger.problem.planEnd',
      sheet: '资金计划',
      cell: 'E2',
      text: '到 12 月底是 495,000.00 元，与项目预算 550,000.00 元不等',
    },
  ],
  [
    'plan that falls',
    (book) => book.set('资金计划', '6月底', 2, 100_000),
    {
      key: 'ledger.problem.planNotMonotone',
      sheet: '资金计划',
      cell: 'C2',
      text: '项目“医疗保障经费（劳务派遣）”的资金计划是累计数，6 月底的 100,000.00 元却小于前一期的 137,500.00 元。请改正。',
    },
  ],
  [
    'quantity times price is not the amount',
    (book) => book.set('政府采购', '数量', 2, 2),
    {
      key: 'ledger.problem.procurementProduct',
      sheet: '政府采购',
      cell: 'K2',
      text: '数量 2 × 单价 4,000.00 元 = 8,000.00 元，与采购金额 10,000.00 元不等。请核对。',
    },
  ],
  [
    'small business share above the amount',
    (book) => book.set('政府采购', '预留中小微企业份额', 2, 10_000.01),
    {
      key: 'ledger.problem.smallBusinessTooLarge',
      sheet: '政府采购',
      cell: 'L2',
      text: '预留中小微企业份额 10,000.01 元大于采购金额 10,000.00 元。请改正。',
    },
  ],
  [
    'asset twice',
    (book) => book.repeat('资产', 2),
    {
      key: 'ledger.problem.assetTwice',
      sheet: '资产',
      cell: 'B6',
      text: '示例县医疗保障局的“房屋（平方米）”与 资产!B2 重复。请合并为一行。',
    },
  ],
  [
    'more offices than buildings',
    (book) => book.set('资产', '数量', 3, 301),
    {
      key: 'ledger.problem.assetOfWhich',
      sheet: '资产',
      cell: 'C3',
      text: '示例县医疗保障局的“办公用房”大于“房屋”：其中数不应超过合计。请核对。',
    },
  ],
  [
    'text twice',
    (book) => book.repeat('文字与原因', 2),
    {
      key: 'ledger.problem.textTwice',
      sheet: '文字与原因',
      cell: 'B4',
      text: '示例县医疗保障局的“部门职责”与 文字与原因!B2 重复。请合并到一个单元格。',
    },
  ],
  [
    'row of last year without a flow',
    (book) => book.set('上年预算', '收支', 2, null),
    {
      key: 'ledger.problem.lastYearFlow',
      sheet: '上年预算',
      cell: 'A2',
      text: '“收支”没有填或不认识：“”。请从列表中选择：本年收入、',
    },
  ],
  [
    'row of last year without an amount',
    (book) => book.set('上年预算', '金额', 3, null),
    {
      key: 'ledger.problem.lastYearEmpty',
      sheet: '上年预算',
      cell: 'J3',
      text: '有 1 行没有填金额（如第 3 行），按未提供处理，与上年的比较将无法写出。',
    },
  ],
  [
    'total of last year with two amounts',
    (book) => {
      const row = book.repeat('上年预算', 2);
      book.set('上年预算', '金额', row, 1);
    },
    {
      key: 'ledger.problem.lastYearTwice',
      sheet: '上年预算',
      cell: 'J5',
      text: '本行与 上年预算!J2 是同一个数，金额却不同。请只保留一个。',
    },
  ],
  [
    'needed sheet missing',
    (book) => book.sheets.delete('收入'),
    {
      key: 'ledger.problem.sheetMissing',
      text: '缺少工作表“收入”。请从新模板复制该表，或把对应的表改名为“收入”。',
    },
  ],
  [
    'sheet missing that may be',
    (book) => book.sheets.delete('政府采购'),
    { key: 'ledger.problem.optionalSheetMissing', text: '没有工作表“政府采购”，按没有内容处理。' },
  ],
  [
    'needed column missing',
    (book) => book.heading('支出', '资金性质', '没人认识的列'),
    {
      key: 'ledger.problem.columnMissing',
      sheet: '支出',
      cell: 'A1',
      text: '缺少列“资金性质”。请在表头行加上这一列。',
    },
  ],
  [
    'column twice',
    (book) => {
      for (const [index, row] of book.rows('支出').entries()) row.push(index === 0 ? '资金性质' : null);
    },
    {
      key: 'ledger.problem.columnTwice',
      sheet: '支出',
      cell: 'M1',
      text: '“资金性质”列出现了两次（F1 和 M1），只读取第一列。请删除或改名其中一列。',
    },
  ],
  [
    'no heading',
    (book) => book.rows('支出').shift(),
    {
      key: 'ledger.problem.headingMissing',
      sheet: '支出',
      text: '找不到表头。请保留含有“单位、功能科目、部门经济科目、支出类型、资金性质、金额”的表头行。',
    },
  ],
  [
    'setting missing',
    (book) => book.setting('部门名称', null),
    {
      key: 'ledger.problem.settingMissing',
      sheet: '设置',
      cell: 'B4',
      text: '没有填写“部门名称”。请在“设置”表中填写。',
    },
  ],
  [
    'setting nobody knows',
    (book) => book.setting('公开所属单位预算', '看情况'),
    {
      key: 'ledger.problem.settingUnknown',
      sheet: '设置',
      cell: 'B6',
      text: '“公开所属单位预算”填的是“看情况”，应为：是、否。',
    },
  ],
  [
    'pack unknown',
    (book) => book.setting('模板', 'mars-2025'),
    {
      key: 'ledger.problem.packUnknown',
      sheet: '设置',
      cell: 'B1',
      text: '没有名为“mars-2025”的模板。可用的模板：test-2025。',
    },
  ],
  [
    'year that is none',
    (book) => book.setting('预算年度', '明年'),
    {
      key: 'ledger.problem.yearWrong',
      sheet: '设置',
      cell: 'B2',
      text: '预算年度“明年”不正确，应为四位年份，如 2025。',
    },
  ],
  [
    'year the pack is not for',
    (book) => book.setting('预算年度', 2031),
    {
      key: 'ledger.problem.yearOutside',
      sheet: '设置',
      cell: 'B2',
      text: '模板 test-2025 适用于 2024 至 2026 年，预算年度填的是 2031。请确认年度或换用模板。',
    },
  ],
  [
    'payment on a day that is none',
    (book) => withPayment(book, { 日期: '2025-02-30' }),
    {
      key: 'ledger.problem.entryDate',
      sheet: '支付',
      cell: 'A2',
      text: '“日期”不是日期：“2025-02-30”。请写成年-月-日，如 2025-03-05。',
    },
  ],
  [
    'payment of another year',
    (book) => withPayment(book, { 日期: '2026/1/4' }),
    {
      key: 'ledger.problem.entryOutsideYear',
      sheet: '支付',
      cell: 'A2',
      text: '日期 2026-01-04 不在 2025 年内，不属于本年预算的执行。',
    },
  ],
  [
    'negative payment without a mark of refund',
    (book) => withPayment(book, { 金额: '-100' }),
    {
      key: 'ledger.problem.entryNegative',
      sheet: '支付',
      cell: 'G2',
      text: '“支付”的金额是负数（-100.00 元）。退款请在“业务类型”选“退款”',
    },
  ],
];

/** A sheet of one payment, with some of its cells changed. */
function withPayment(book: TestBook, change: Readonly<Record<string, string>>): void {
  const row: Readonly<Record<string, string>> = {
    日期: '2025-03-05',
    单位: '450001',
    功能科目: '2101506',
    部门经济科目: '30226',
    资金性质: '一般公共预算',
    项目: 'P001',
    金额: '100',
    ...change,
  };
  book.sheets.set('支付', [Object.keys(row), Object.values(row)]);
}

describe('broken workbooks', () => {
  it.each(BROKEN)('%s', (_, change, { key, sheet, cell, text }) => {
    const book = new TestBook();
    change(book);
    const imported = importBook(book);
    const found = imported.problems.filter((one) => one.key === key);
    expect(found, imported.problems.map(({ message }) => message).join('\n')).toHaveLength(1);
    expect(found[0]?.message).toContain(text);
    expect(found[0]?.where).toEqual({
      file: 'budget.xlsx',
      ...(sheet === undefined ? {} : { sheet }),
      ...(cell === undefined ? {} : { cell }),
    });
    expect(found[0]?.severity).toBe(SEVERITIES[key]);
    expect(imported.ok).toBe(imported.problems.every(({ severity }) => severity !== 'error'));
  });

  it('lacks a government economic account that the pack prints and the mapping does not give', () => {
    const pack = {
      ...testPack,
      sentences: { one: { text: '{a}', slots: { a: { at: { flow: 'expenditure', govEconomic: '501' } } } } },
    };
    const book = new TestBook()
      .set('支出', '部门经济科目', 2, '3021201')
      .set('支出', '政府经济科目', 2, null);
    const imported = importWorkbook(book.bytes(), 'budget.xlsx', { packs: packSource(pack), accounts });
    expect(imported.problems.filter(({ key }) => key === 'ledger.problem.govEconomicMissing')).toEqual([
      {
        key: 'ledger.problem.govEconomicMissing',
        severity: 'warning',
        where: { file: 'budget.xlsx', sheet: '支出', cell: 'D2' },
        message: '没有填政府经济科目，部门经济科目 3021201 也没有对应关系可循。请从列表中选择。',
      },
    ]);
  });

  it('are told of every mistake at once', () => {
    const book = new TestBook()
      .set('支出', '金额', 2, '约六十七万')
      .set('支出', '单位', 3, '450009')
      .set('收入', '资金性质', 2, null)
      .set('资金计划', '12月底', 2, 1);
    const imported = importBook(book);
    expect(imported.ok).toBe(false);
    expect(imported.problems.filter(({ severity }) => severity === 'error').map(({ key }) => key)).toEqual(
      expect.arrayContaining([
        'ledger.problem.amountText',
        'ledger.problem.unitUnknown',
        'ledger.problem.required',
        'ledger.problem.planEnd',
      ]),
    );
  });
});

describe('last year', () => {
  it('takes rows that fill every column for lines, others for totals', () => {
    const book = new TestBook();
    const rows = book.rows('上年预算');
    const [line] = book.rows('支出').slice(1);
    const [unit, fun, economic, gov, kind, source, vintage] = line ?? [];
    rows.splice(1);
    rows.push(
      [
        '本年支出',
        unit ?? null,
        fun ?? null,
        economic ?? null,
        gov ?? null,
        kind ?? null,
        source ?? null,
        vintage ?? null,
        null,
        5,
      ],
      ['支出', null, null, '"三公"经费', null, null, '财政拨款', null, null, '1.54万元'],
      ['支出总计', null, null, null, null, null, null, null, null, 7],
    );
    const imported = importBook(book);
    if (!imported.ok) throw new Error(imported.problems.map(({ message }) => message).join('\n'));
    const previous = imported.value.lastYear ?? [];
    const base = { entity: '450', flow: 'expenditure' };
    expect(previous.map(({ at, value }) => [at, value])).toEqual(
      [
        amount(
          {
            entity: '450001',
            flow: 'expenditure',
            source: 'generalPublicBudget',
            vintage: 'ownLevel',
            kind: 'personnel',
            function: '2101501',
            economic: '30101',
            govEconomic: '50101',
            project: '-',
          },
          5,
          2024,
        ),
        amount({ ...base, source: 'fiscalAppropriation', economic: 'threePublic' }, 15_400, 2024),
        amount({ entity: '450', flow: 'totalOut' }, 7, 2024),
      ].map(({ at, value }) => [at, value]),
    );
  });
});

describe('files that are no workbook', () => {
  const compound = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]);
  const encrypted = Uint8Array.from([...compound, ...Buffer.from('EncryptedPackage', 'utf16le')]);
  const good = new TestBook().bytes();

  it.each<[string, Uint8Array, ProblemKey, string]>([
    ['empty', new Uint8Array(0), 'ledger.problem.empty', '0 字节'],
    ['text', strToU8('单位,金额\n'), 'ledger.problem.notXlsx', '另存为“Excel 工作簿（.xlsx）”'],
    ['old format', compound, 'ledger.problem.oldFormat', '旧格式（.xls 或 .et）'],
    ['encrypted', encrypted, 'ledger.problem.encrypted', '去掉密码'],
    ['zip of something else', zipSync({ 'a.txt': strToU8('a') }), 'ledger.problem.notXlsx', '不是 xlsx'],
    ['cut off', good.slice(0, good.length >> 1), 'ledger.problem.damaged', '已损坏'],
    [
      'workbook of nonsense',
      zipSync({ 'xl/workbook.xml': strToU8('<workbook'), '[Content_Types].xml': strToU8('<<<') }),
      'ledger.problem.damaged',
      '已损坏',
    ],
  ])('%s', (_, bytes, key, text) => {
    const imported = importBytes(bytes);
    expect(imported.ok).toBe(false);
    expect(imported.problems.map((one) => one.key)).toEqual([key]);
    expect(imported.problems[0]?.message).toContain(text);
  });

  it.each<[string, Partial<typeof LIMITS>, ProblemKey]>([
    ['too large', { fileBytes: 1000 }, 'ledger.problem.fileTooLarge'],
    ['too large when unpacked', { unzippedBytes: 1000 }, 'ledger.problem.unzippedTooLarge'],
    ['too many sheets', { sheets: 3 }, 'ledger.problem.tooManySheets'],
    ['too many rows', { rows: 3 }, 'ledger.problem.tooManyRows'],
    ['too many cells', { cells: 30 }, 'ledger.problem.tooManyCells'],
  ])('%s', (_, limits, key) => {
    const imported = importBytes(good, { ...LIMITS, ...limits });
    expect(imported.ok).toBe(false);
    expect(imported.problems.map((one) => one.key)).toEqual([key]);
  });

  it('a zip bomb that says less than it holds is cut off', () => {
    const bomb = liar('xl/workbook.xml', new Uint8Array(50_000_000));
    const before = process.memoryUsage().rss;
    expect(importBytes(bomb).ok).toBe(false);
    expect(process.memoryUsage().rss - before).toBeLessThan(200_000_000);
  });

  it('a column that is a billion columns is not believed', () => {
    const parts = unzipSync(good);
    const path = 'xl/worksheets/sheet1.xml';
    const columns = '<x:cols><x:col min="1" max="1000000000" width="9"/></x:cols>';
    parts[path] = strToU8(
      strFromU8(parts[path] ?? new Uint8Array()).replace('<sheetData>', `${columns}<sheetData>`),
    );
    expect(importBytes(zipSync(parts)).ok).toBe(true);
  });

  it('never throws, whatever bytes are turned over', () => {
    for (let at = 0; at < good.length; at += 97) {
      const bytes = Uint8Array.from(good);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      expect(() => importBytes(bytes)).not.toThrow();
    }
  });
});

/** A zip with one part whose directory says it is ten bytes long. */
function liar(path: string, content: Uint8Array): Uint8Array {
  const packed = new Uint8Array(deflateRawSync(content));
  const zip = Buffer.from(zipSync({ [path]: [packed, { level: 0 }] }));
  const local = zip.indexOf(Buffer.from([0x50, 0x4b, 0x03, 0x04]));
  const central = zip.indexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  for (const at of [local + 8, central + 10]) zip.writeUInt16LE(8, at);
  for (const at of [local + 22, central + 24]) zip.writeUInt32LE(10, at);
  return new Uint8Array(zip);
}

describe('the list of problems', () => {
  it('is covered by these tests', () => {
    const tested = new Set<string>([
      ...BROKEN.map(([, , { key }]) => key),
      ...HARMLESS.flatMap(([, , keys]) => keys),
      // Above, by bytes and limits.
      ...Object.keys(SEVERITIES).filter((key) =>
        /\.(?:empty|notXlsx|oldFormat|encrypted|damaged|fileTooLarge|unzippedTooLarge|tooMany\w+)$/u.test(
          key,
        ),
      ),
      'ledger.problem.more',
      'ledger.problem.govEconomicMissing',
      // import-execution.test.ts
      'ledger.problem.entryCodeUnknown',
      // src/writing/results.test.ts
      'ledger.problem.resultUnknown',
      'ledger.problem.resultAmbiguous',
      'ledger.problem.resultTwice',
      'ledger.problem.resultOutsideYear',
      // Of registers, in performance/measure.test.ts.
      'ledger.problem.dayWrong',
      'ledger.problem.dayOrder',
      'ledger.problem.registerAmbiguous',
      // src/writing/performance-work.test.ts
      'ledger.problem.workTwice',
      'ledger.problem.adoptedTooMany',
    ]);
    expect(Object.keys(SEVERITIES).filter((key) => !tested.has(key))).toEqual([]);
  });

  it('ends with how many more there are of a kind', () => {
    const book = new TestBook();
    for (let count = 0; count < 1100; count += 1) book.repeat('支出', 2);
    for (let row = 6; row <= 1105; row += 1) book.set('支出', '金额', row, '无法识别');
    const imported = importBook(book);
    expect(imported.problems.filter(({ key }) => key === 'ledger.problem.amountText')).toHaveLength(1000);
    expect(imported.problems.find(({ key }) => key === 'ledger.problem.more')?.message).toBe(
      '同类问题还有 100 处，没有一一列出。请先改正以上各处再导入。',
    );
  });
});
