import type { AccountBook } from '../accounts/book.ts';
import { plainDecimal } from '../ledger/cells.ts';
import { type Entry, isPayment } from '../ledger/entries.ts';
import { entryWriter, type NewEntry } from '../ledger/entry-rows.ts';
import type { OpenedWorkbook } from '../ledger/import.ts';
import type { Table } from '../ledger/import-table.ts';
import type { RowContent } from '../ledger/rows.ts';
import { type AmountUnit, EXECUTION_SHEETS, type Sheet, sheetsOf } from '../ledger/sheets.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { inUnit } from '../money/amount.ts';
import type { Pack } from '../packs/definition.ts';
import { type Addition, appendRows } from './entries-append.ts';

/**
 * The budget workbook with more entries behind those it has; everything else in it stays as it is, byte for byte.
 *
 * @param workbook its bytes, which `opened` was read from
 * @param file its name, for problems
 */
export function withEntries(
  workbook: Uint8Array,
  opened: OpenedWorkbook,
  entries: readonly NewEntry[],
  { pack, accounts, file }: { readonly pack: Pack; readonly accounts: AccountBook; readonly file: string },
): Result<Uint8Array> {
  const { ledger, tables, amountUnit } = opened;
  const sheets = sheetsOf(pack, ledgerSpace(ledger, pack, accounts));
  const write = entryWriter(ledger, pack, accounts);
  const additions: Addition[] = [];
  for (const id of EXECUTION_SHEETS) {
    const sheet = sheets.find((one) => one.id === id);
    if (sheet === undefined) continue;
    const table = tables.get(id);
    const unit = unitOf(table, amountUnit);
    const rows = entries
      .filter(({ entry }) => isPayment(entry) === (id === 'payments'))
      .map((one) => ({ ...write(id, one), ...inUnitOf(unit, one.entry) }));
    const missing = missingColumns(sheet, table, rows);
    if (missing.length > 0) {
      const where = { file, sheet: table?.name ?? sheet.title };
      return fail([
        problem('execution.problem.columnNeeded', 'error', where, { columns: missing.join('、') }),
      ]);
    }
    additions.push({ sheet, rows, behind: continuationOf(table) });
  }
  const bytes = appendRows(workbook, additions);
  return bytes === undefined
    ? fail([problem('execution.problem.workbookForm', 'error', { file })])
    : succeed(bytes);
}

interface UnitOfRows {
  readonly unit: AmountUnit;
  /** Whether rows say the unit in a column of its own. */
  readonly said: boolean;
}

/** The unit in which a sheet takes amounts: that of its heading, that of a column of units, that of the settings. */
function unitOf(table: Table | undefined, byDefault: AmountUnit): UnitOfRows {
  const heading = table?.columns.get('amount')?.[0]?.unit;
  if (heading === '万元' || heading === '元') return { unit: heading, said: false };
  const hasColumn = table === undefined || table.columns.has('amountUnit');
  return hasColumn ? { unit: '元', said: byDefault !== '元' } : { unit: byDefault, said: false };
}

/** What a row says otherwise where its amount is not in 元, or the sheet would take it for something else. */
function inUnitOf({ unit, said }: UnitOfRows, { type, value }: Entry): RowContent {
  const more = said ? { amountUnit: unit } : {};
  if (unit === '元') return more;
  const entered = type === 'decrease' ? -value : value;
  return { ...more, amount: { number: plainDecimal(inUnit(entered, unit, 6)) } };
}

/** Columns that a sheet in the file lacks although rows have something for them. */
function missingColumns(
  { columns }: Sheet,
  table: Table | undefined,
  rows: readonly RowContent[],
): readonly string[] {
  if (table === undefined || table.headingRow === undefined) return [];
  const used = new Set<string>();
  for (const row of rows) {
    for (const key in row) if (row[key] !== undefined && row[key] !== '') used.add(key);
  }
  // What is not said to be something else is a payment.
  if (rows.every(({ entry }) => entry === rows[0]?.entry) && table.sheet.id === 'payments') {
    const payment = columns.find(({ key }) => key === 'entry')?.content;
    const label = payment?.type === 'option' ? payment.options[0]?.label : undefined;
    if (rows[0]?.entry === label) used.delete('entry');
  }
  return columns.filter(({ key }) => used.has(key) && !table.columns.has(key)).map(({ title }) => title);
}

/** Where a sheet that was read goes on; undefined where the workbook has none with a heading. */
export function continuationOf(table: Table | undefined): Addition['behind'] {
  if (table?.headingRow === undefined) return undefined;
  const columns = new Map(
    [...table.columns].flatMap(([key, [first]]) =>
      first === undefined ? [] : [[key, first.index] as const],
    ),
  );
  return { name: table.name, columns, lastRow: table.lastRow, headingRow: table.headingRow };
}
