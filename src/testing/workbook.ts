import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx';
import type { CellContent } from '../ledger/cells.ts';
import { workbookRows } from '../ledger/rows.ts';
import { SETTINGS } from '../ledger/sheets.ts';
import { say } from '../messages/say.ts';
import { testAccounts, testLedger, testPack } from './ledger.ts';

/** A cell of a test workbook: a plain value, or what only a spreadsheet has. */
export type TestCell = string | number | boolean | null | CellObject;

/**
 * A plain workbook of the test ledger, one heading row and the rows below, that a test changes by sheet, heading
 * and row before it becomes bytes: what a person might have done to it.
 */
export class TestBook {
  readonly sheets = new Map<string, TestCell[][]>();
  readonly merges = new Map<string, string[]>();
  readonly hidden = new Map<string, number[]>();

  constructor() {
    const content = workbookRows(testPack, testAccounts(), testLedger());
    this.sheets.set(
      say('ledger.sheet.settings'),
      SETTINGS.map((setting) => [say(`ledger.setting.${setting}`), content.settings[setting]]),
    );
    for (const { id, title, columns } of content.sheets) {
      const written = columns.filter(({ importOnly, key }) => !importOnly && key !== 'hint');
      const rows = (content.rows.get(id) ?? []).map((row) => written.map(({ key }) => plain(row[key])));
      this.sheets.set(title, [written.map((column) => column.title), ...rows]);
    }
  }

  rows(sheet: string): TestCell[][] {
    const rows = this.sheets.get(sheet);
    if (rows === undefined) throw new Error(`No sheet ${sheet}`);
    return rows;
  }

  column(sheet: string, heading: string): number {
    const column = this.rows(sheet)[0]?.indexOf(heading) ?? -1;
    if (column < 0) throw new Error(`No column ${heading} in ${sheet}`);
    return column;
  }

  /** Sets a cell; rows are counted as people do, the heading is row 1. */
  set(sheet: string, heading: string, row: number, value: TestCell): this {
    const cells = this.rows(sheet)[row - 1];
    if (cells === undefined) throw new Error(`No row ${row} in ${sheet}`);
    cells[this.column(sheet, heading)] = value;
    return this;
  }

  setting(label: string, value: TestCell): this {
    const row = this.rows(say('ledger.sheet.settings')).find(([first]) => first === label);
    if (row === undefined) throw new Error(`No setting ${label}`);
    row[1] = value;
    return this;
  }

  rename(sheet: string, name: string): this {
    const entries = [...this.sheets].map(([key, rows]) => [key === sheet ? name : key, rows] as const);
    this.sheets.clear();
    for (const [key, rows] of entries) this.sheets.set(key, rows);
    return this;
  }

  heading(sheet: string, heading: string, name: string): this {
    const head = this.rows(sheet)[0];
    if (head !== undefined) head[this.column(sheet, heading)] = name;
    return this;
  }

  /** Copies a row to the end and returns its number. */
  repeat(sheet: string, row: number): number {
    const rows = this.rows(sheet);
    rows.push([...(rows[row - 1] ?? [])]);
    return rows.length;
  }

  bytes(): Uint8Array {
    const book = utils.book_new();
    for (const [name, rows] of this.sheets) {
      const sheet = toSheet(rows);
      sheet['!merges'] = (this.merges.get(name) ?? []).map((range) => utils.decode_range(range));
      const rowInfo: { hidden: boolean }[] = [];
      for (const row of this.hidden.get(name) ?? []) rowInfo[row - 1] = { hidden: true };
      sheet['!rows'] = rowInfo;
      utils.book_append_sheet(book, sheet, name);
    }
    const written: unknown = write(book, { type: 'buffer', bookType: 'xlsx' });
    if (written instanceof Uint8Array) return written;
    throw new Error('The library wrote no bytes');
  }
}

function plain(content: CellContent | undefined): TestCell {
  if (content === undefined || content === '') return null;
  return typeof content === 'string' ? content : Number(content.number);
}

function toSheet(rows: readonly TestCell[][]): WorkSheet {
  const sheet: WorkSheet = {};
  let columns = 1;
  rows.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      columns = Math.max(columns, column + 1);
      if (cell === null || cell === undefined) return;
      sheet[utils.encode_cell({ r: row, c: column })] = toCell(cell);
    });
  });
  sheet['!ref'] = utils.encode_range({
    s: { r: 0, c: 0 },
    e: { r: Math.max(rows.length, 1) - 1, c: columns - 1 },
  });
  return sheet;
}

function toCell(cell: Exclude<TestCell, null>): CellObject {
  if (typeof cell === 'object') return cell;
  if (typeof cell === 'number') return { t: 'n', v: cell };
  return typeof cell === 'boolean' ? { t: 'b', v: cell } : { t: 's', v: cell };
}
