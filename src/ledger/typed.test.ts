import { describe, expect, it } from 'vitest';
import { coordinateKey, type Fact } from '../facts/fact.ts';
import { packSource, testAccounts, testLedger, testPack } from '../testing/ledger.ts';
import { writeWorkbook } from '../writing/workbook.ts';
import { workbookRows } from './rows.ts';
import { readTyped, type TypedBudget, typedRows, typedWorkbook } from './typed.ts';

const accounts = testAccounts();
const options = { packs: packSource(testPack), accounts };
const LEDGER = testLedger();
const content = workbookRows(testPack, accounts, LEDGER);

let made = 0;
const makeId = () => `row-${++made}`;

const factsOf = (facts: readonly Fact[] | undefined) =>
  facts?.map(({ at, value, unit }) => `${coordinateKey(at)} ${value} ${unit}`).sort();

/** With the text of one cell changed. */
function changed(
  typed: TypedBudget,
  sheet: 'expenditure' | 'units',
  index: number,
  key: string,
  text: string,
) {
  const rows = new Map(typed.rows);
  rows.set(
    sheet,
    (rows.get(sheet) ?? []).map((row, at) =>
      at === index ? { ...row, cells: { ...row.cells, [key]: text } } : row,
    ),
  );
  return { ...typed, rows };
}

describe('a budget as it is typed', () => {
  it('is the same ledger as that of the workbook with the same rows', () => {
    const { ledger, problems } = readTyped(typedRows(content, makeId), testPack, options);
    expect(problems.filter(({ problem }) => problem.severity === 'error')).toEqual([]);
    expect(factsOf(ledger?.facts)).toEqual(factsOf(LEDGER.facts));
    expect(factsOf(ledger?.lastYear)).toEqual(factsOf(LEDGER.lastYear));
    expect(ledger?.records).toEqual(LEDGER.records);
  });

  it('comes out of a workbook row by row, and says the same', async () => {
    const bytes = await writeWorkbook(testPack, accounts, LEDGER);
    const typed = typedWorkbook(bytes, 'budget.xlsx', options, makeId);
    expect(typed.ok).toBe(true);
    if (!typed.ok) return;
    const { ledger } = readTyped(typed.value, testPack, options);
    expect(factsOf(ledger?.facts)).toEqual(factsOf(LEDGER.facts));
  });

  it('names the row and the column of what is wrong, and keeps what was typed', () => {
    const typed = changed(typedRows(content, makeId), 'expenditure', 1, 'amount', '十二万');
    const { ledger, problems } = readTyped(typed, testPack, options);
    expect(ledger).toBeUndefined();
    const errors = problems.filter(({ problem }) => problem.severity === 'error');
    expect(errors.map(({ sheet, row, column }) => ({ sheet, row, column }))).toEqual([
      { sheet: 'expenditure', row: typed.rows.get('expenditure')?.[1]?.id, column: 'amount' },
    ]);
    expect(errors[0]?.problem.message).toContain('十二万');
  });

  it('takes amounts with separators and full-width digits for the numbers that they are', () => {
    const typed = typedRows(content, makeId);
    const amount = typed.rows.get('expenditure')?.[0]?.cells.amount ?? '';
    const wide = amount.replace(/\d/gu, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
    const { ledger } = readTyped(changed(typed, 'expenditure', 0, 'amount', ` ${wide} `), testPack, options);
    expect(factsOf(ledger?.facts)).toEqual(factsOf(LEDGER.facts));
  });
});
