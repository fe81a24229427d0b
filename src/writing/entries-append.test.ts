import { read as readXlsx, utils } from '@e965/xlsx';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Entry } from '../ledger/entries.ts';
import { openTables } from '../ledger/import.ts';
import { projectEntry } from '../testing/entries.ts';
import { packSource, testAccounts, testLedger, testPack } from '../testing/ledger.ts';
import { TestBook } from '../testing/workbook.ts';
import { withEntries } from './entries.ts';
import { appendRows } from './entries-append.ts';
import { writeWorkbook } from './workbook.ts';

const accounts = testAccounts();
const PAID = projectEntry('payment', '2025-03-05', 1234.5, { voucher: 'ZF001', note: '<备注> & =1' });
const BACK = projectEntry('refund', '2025-04-05', -0.07);
const RAISED = projectEntry('increase', '2025-05-05', 10_000, { voucher: '1号' });
const LOWERED = projectEntry('decrease', '2025-06-05', -20.01);
const ALL = [PAID, BACK, RAISED, LOWERED];

function open(bytes: Uint8Array) {
  const opened = openTables(bytes, 'budget.xlsx', { packs: packSource(testPack), accounts });
  if (!opened.ok) throw new Error(opened.problems.map(({ message }) => message).join('\n'));
  return opened.value;
}

function add(bytes: Uint8Array, entries: readonly Entry[]) {
  const context = { pack: testPack, accounts, file: 'budget.xlsx' };
  const news = entries.map((entry) => {
    // What the budget's line completes again.
    const { vintage: _vintage, kind: _kind, govEconomic: _class, ...stated } = entry.at;
    return { entry, stated };
  });
  return withEntries(bytes, open(bytes), news, context);
}

function added(bytes: Uint8Array, entries: readonly Entry[]): Uint8Array {
  const result = add(bytes, entries);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.value;
}

function entriesIn(bytes: Uint8Array) {
  return open(bytes).ledger.execution.map(({ place: _place, ...entry }) => entry);
}

/** The parts of a file that are not the same in another. */
function changedParts(before: Uint8Array, after: Uint8Array): readonly string[] {
  const [old, now] = [unzipSync(before), unzipSync(after)];
  return Object.keys(now)
    .filter(
      (path) => old[path] === undefined || strFromU8(old[path]) !== strFromU8(now[path] ?? new Uint8Array()),
    )
    .sort();
}

/** Sheets that one workbook has and the other had not, by the names of their parts. */
function newSheets(before: Uint8Array, after: Uint8Array): readonly string[] {
  const known = new Set(Object.keys(unzipSync(before)));
  return Object.keys(unzipSync(after))
    .filter((path) => path.startsWith('xl/worksheets/') && !known.has(path))
    .sort();
}

describe('entries added to a workbook', () => {
  it('get sheets of their own where it has none, and every other sheet stays as it is', async () => {
    const before = await writeWorkbook(testPack, accounts, testLedger());
    const after = added(before, ALL);
    expect(entriesIn(after)).toEqual(ALL);
    expect({ ...open(after).ledger, execution: [] }).toEqual(open(before).ledger);
    expect(changedParts(before, after)).toEqual([
      '[Content_Types].xml',
      'xl/_rels/workbook.xml.rels',
      'xl/sharedStrings.xml',
      'xl/styles.xml',
      'xl/workbook.xml',
      ...newSheets(before, after),
    ]);
    expect(newSheets(before, after)).toHaveLength(2);
    // Programs that know sheets by the names of their parts find them, too.
    for (const path of newSheets(before, after)) expect(path).toMatch(/^xl\/worksheets\/sheet\d+\.xml$/u);
  });

  it('go behind those it has, a second and a third time', async () => {
    const one = added(await writeWorkbook(testPack, accounts, testLedger()), [PAID]);
    const two = added(one, [BACK, RAISED]);
    const three = added(two, [LOWERED]);
    expect(entriesIn(three)).toEqual(ALL);
    const [sheet, ...others] = changedParts(two, three).filter((path) => path !== 'xl/sharedStrings.xml');
    expect(others).toEqual([]);
    expect(newSheets(one, two)).toEqual([sheet]);
  });

  it('go behind those of a workbook that was written with them', async () => {
    const before = await writeWorkbook(testPack, accounts, { ...testLedger(), execution: [PAID, RAISED] });
    expect(entriesIn(added(before, [BACK, LOWERED]))).toEqual([PAID, BACK, RAISED, LOWERED]);
  });

  const HEAD = [
    '自己的列',
    '日期',
    '单位',
    '功能科目',
    '部门经济科目',
    '资金性质',
    '项目',
    '金额',
    '凭证号',
    '业务类型',
    '备注',
  ];
  const ROW = ['自己的话', '2025-01-05', '450001', '2101506', '30226', '一般公共预算', 'P001', 1, '', '', ''];

  it('keep the columns that somebody added, in any order, in a file of another program', () => {
    const book = new TestBook();
    book.sheets.set('支付', [HEAD, ROW, [null, null, '合计', null, null, null, null, 1]]);
    book.sheets.set('我的表', [['什么都有']]);
    const after = added(book.bytes(), [PAID, BACK]);
    expect(entriesIn(after).slice(1)).toEqual([PAID, BACK]);
    const sheets = readXlsx(after).Sheets;
    expect(sheets.我的表?.A1?.v).toBe('什么都有');
    const rows: unknown[][] = utils.sheet_to_json(sheets.支付 ?? {}, { header: 1 });
    expect(rows.map(([first, , unit]) => first ?? unit)).toEqual([
      '自己的列',
      '自己的话',
      '合计',
      '450001 示例县医疗保障局',
      '450001 示例县医疗保障局',
    ]);
  });

  it('take the unit of their sheet', () => {
    const book = new TestBook();
    const head = HEAD.map((title) => (title === '金额' ? '金额（万元）' : title));
    book.sheets.set('支付', [head, ROW]);
    expect(entriesIn(added(book.bytes(), [PAID])).slice(1)).toEqual([PAID]);
  });

  it('say their unit where the settings have another', () => {
    const book = new TestBook().setting('金额单位', '万元');
    expect(entriesIn(added(book.bytes(), ALL))).toEqual(ALL);
    book.sheets.set('支付', [HEAD, ROW]);
    expect(entriesIn(added(book.bytes(), [PAID])).slice(1)).toEqual([PAID]);
  });

  it('ask for a column that they need', () => {
    const book = new TestBook();
    book.sheets.set('支付', [HEAD.slice(0, 8), ROW.slice(0, 8)]);
    const result = add(book.bytes(), [PAID, BACK]);
    expect(result.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('缺少列“业务类型、凭证号、备注”'),
    ]);
    const bare = { ...PAID, voucher: '', note: '' };
    expect(entriesIn(added(book.bytes(), [bare])).slice(1)).toEqual([bare]);
  });

  it('take the place of empty rows that only have a format', async () => {
    const before = added(await writeWorkbook(testPack, accounts, testLedger()), [PAID]);
    const parts = unzipSync(before);
    const [path = ''] = newSheets(await writeWorkbook(testPack, accounts, testLedger()), before);
    const xml = strFromU8(parts[path] ?? new Uint8Array());
    const empty = '<row r="3"><c r="A3" s="1"/></row><row r="4"/></sheetData>';
    const formatted = zipSync({ ...parts, [path]: strToU8(xml.replace('</sheetData>', empty)) });
    const after = added(formatted, [BACK]);
    expect(entriesIn(after)).toEqual([PAID, BACK]);
    const rows = strFromU8(unzipSync(after)[path] ?? new Uint8Array()).match(/<row r="\d+"/gu);
    expect(rows).toEqual(['<row r="1"', '<row r="2"', '<row r="3"']);
  });

  it('are not added to a file that is built otherwise', () => {
    const parts = { 'xl/workbook.xml': strToU8('<workbook/>') };
    expect(appendRows(zipSync(parts), [])).toBeUndefined();
  });
});
