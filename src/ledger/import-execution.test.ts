import { utils, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { testAccounts, testLedger, testPack } from '../testing/ledger.ts';
import { readExecutionFile } from './import-execution.ts';

const options = { pack: testPack, accounts: testAccounts() };
const HEAD = '支付日期,预算单位,功能科目,部门经济科目,资金性质,项目,金额,支付凭证号,业务类型';
const GOOD = '2025-03-05,450001,2101506,30226,一般公共预算,P001,100,ZF1,';

function read(lines: readonly string[], head = HEAD) {
  const bytes = new TextEncoder().encode([head, ...lines].join('\n'));
  return readExecutionFile(bytes, 'pay.csv', testLedger(), options);
}

/** The messages on the one row of a file. */
function reasons(line: string): readonly string[] {
  const found = read([line]);
  if (!found.ok) throw new Error(found.problems.map(({ message }) => message).join('\n'));
  return found.value.flatMap(({ problems }) =>
    problems.map(({ where, message }) => `${where.sheet ?? ''}!${where.cell ?? ''} ${message}`),
  );
}

describe('a file of payments', () => {
  it('is read by words of its headings, codes by code or name, and completed by the budget’s lines', () => {
    const found = read([
      GOOD,
      '2025/3/6,示例县医疗保障局,医疗保障经办事务,劳务费,一般公共预算,医疗保障经费（劳务派遣）,"1,200.50",,退款',
    ]);
    const entries = found.ok ? found.value.map(({ entry }) => entry) : [];
    const at = {
      measure: 'amount',
      year: '2025',
      flow: 'expenditure',
      entity: '450001',
      function: '2101506',
      economic: '30226',
      source: 'generalPublicBudget',
      project: 'P001',
      vintage: 'ownLevel',
      kind: 'otherRunning',
      govEconomic: '50205',
    };
    expect(entries).toEqual([
      {
        type: 'payment',
        date: '2025-03-05',
        at,
        value: 10_000n,
        voucher: 'ZF1',
        note: '',
        place: { type: 'cell', sheet: 'pay', cell: 'G2' },
      },
      {
        type: 'refund',
        date: '2025-03-06',
        at,
        value: -120_050n,
        voucher: '',
        note: '',
        place: { type: 'cell', sheet: 'pay', cell: 'G3' },
      },
    ]);
  });

  it('keeps the zeros of a voucher, and reads tabs, 万元 and a mark of refund', () => {
    const text = '日期\t单位\t功能科目\t经济科目\t资金性质\t项目\t金额（万元）\t凭证号\t退款标志\n';
    const row = '20250305\t450001\t2101506\t30226\t一般公共预算\tP001\t1.5\t="000123"\t是\n';
    const bytes = new TextEncoder().encode(`\ufeff${text}${row}`);
    const found = readExecutionFile(bytes, 'pay.txt', testLedger(), options);
    const [first] = found.ok ? found.value : [];
    expect(first?.entry).toMatchObject({ type: 'refund', value: -1_500_000n, voucher: '000123' });
  });

  it('has as many sheets as it likes, but not the example', () => {
    const book = utils.book_new();
    const rows = [HEAD.split(','), GOOD.split(',')];
    for (const name of ['一月', '二月', '填写示例'])
      utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
    const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
    const found = readExecutionFile(
      bytes instanceof Uint8Array ? bytes : new Uint8Array(),
      'pay.xlsx',
      testLedger(),
      options,
    );
    expect(found.ok && found.value.map(({ sheet }) => sheet)).toEqual(['一月', '二月']);
  });

  it.each([
    ['a unit that is none', GOOD.replace('450001', '450009'), 'pay!B2 “单位”表中没有“450009”'],
    ['a project that is none', GOOD.replace('P001', 'P009'), 'pay!F2 “项目”表中没有“P009”'],
    [
      'a code that neither list nor budget has',
      GOOD.replace('2101506', '2101588 示例事务'),
      'pay!C2 支出功能分类科目 2101588 不在 2025 年科目表中，预算工作簿的“本地科目”里也没有',
    ],
    [
      'a day before the year',
      GOOD.replace('2025-03-05', '2024-12-31'),
      'pay!A2 日期 2024-12-31 不在 2025 年内',
    ],
    ['a day that is none', GOOD.replace('2025-03-05', '三月'), 'pay!A2 “日期”不是日期：“三月”'],
    [
      'less than nothing without a mark',
      GOOD.replace(',100,', ',-100,'),
      'pay!G2 “支付”的金额是负数（-100.00 元）',
    ],
    ['an amount that is none', GOOD.replace(',100,', ',一百,'), 'pay!G2 “金额”应为数字'],
    ['no amount', GOOD.replace(',100,', ',,'), 'pay!G2 本行没有填“金额”'],
    ['a source that is none', GOOD.replace('一般公共预算', '彩票'), 'pay!E2 “资金性质”不认识“彩票”'],
    ['a type that is none', `${GOOD}预付`, 'pay!I2 “业务类型”不认识“预付”'],
  ])('says where there is %s', (_, line, reason) => {
    expect(reasons(line)).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    ['without the column of days', HEAD.replace('支付日期', '编号'), '缺少列“日期”'],
    ['without any heading', 'a,b,c', '找不到表头'],
  ])('is refused %s', (_, head, reason) => {
    const found = read([GOOD], head);
    expect(found.ok).toBe(false);
    expect(found.problems.map(({ message }) => message)).toEqual([expect.stringContaining(reason)]);
  });

  it.each([
    ['empty', new Uint8Array(0), '文件是空的'],
    ['a web page', new TextEncoder().encode('<html></html>'), '这不是 xlsx 工作簿'],
    ['blank lines', new TextEncoder().encode('\n\n,,\n'), '已损坏'],
  ])('is refused where it is %s', (_, bytes, reason) => {
    const found = readExecutionFile(bytes, 'pay.csv', testLedger(), options);
    expect(found.ok).toBe(false);
    expect(found.problems[0]?.message).toContain(reason);
  });
});
