import type { AccountBook } from '../accounts/book.ts';
import type { Space } from '../facts/space.ts';
import type { Problem } from '../messages/problem.ts';
import { fail, hasErrors, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { parseDecimal } from '../money/decimal.ts';
import type { Pack } from '../packs/definition.ts';
import { packSpace } from '../packs/space.ts';
import { type CellContent, fitsSpreadsheet, plainDecimal } from './cells.ts';
import { type ImportOptions, importGrids, type TablesOfGrids, tablesOf } from './import.ts';
import { cellName, type Grid, type GridCell, type GridRow } from './import-grid.ts';
import { ProblemCollector } from './import-problems.ts';
import type { Ledger } from './ledger.ts';
import { type RowContent, treesOf, type WorkbookRows } from './rows.ts';
import {
  type Column,
  LATER_SHEETS,
  SETTINGS,
  type Setting,
  type Sheet,
  type SheetId,
  sheetsOf,
} from './sheets.ts';

/** The text of the cells of a row, by the key of their column; empty ones are left out. */
export type TypedCells = Readonly<Record<string, string>>;

/** A row as somebody types it. The id is whoever's who keeps it; problems name it. */
export interface TypedRow {
  readonly id: string;
  readonly cells: TypedCells;
}

/** A budget as somebody types it, sheet by sheet: what a workbook holds, without the file. */
export interface TypedBudget {
  readonly settings: Readonly<Record<Setting, string>>;
  readonly rows: ReadonlyMap<SheetId, readonly TypedRow[]>;
}

/** A problem with the cell that it is about, where it is about one. */
export interface TypedProblem {
  readonly problem: Problem;
  readonly sheet?: SheetId;
  readonly row?: string;
  readonly column?: string;
}

/** What became of a typed budget: a ledger unless something is wrong, and everything that is to be said. */
export interface ReadTyped {
  readonly ledger: Ledger | undefined;
  readonly problems: readonly TypedProblem[];
}

/** Reads what somebody typed as the same cells of a workbook are read: the same problems, by row and column. */
export function readTyped(typed: TypedBudget, pack: Pack, options: ImportOptions): ReadTyped {
  const sheets = usedSheets(typed, typedSheets(typed, pack, options.accounts).sheets);
  const file = say('ledger.typed.name', { name: typed.settings.departmentName, year: typed.settings.year });
  const problems = new ProblemCollector(file);
  const grids = gridsOf(typed, sheets);
  const read = importGrids(grids, { ...options, packs: only(pack, options) }, problems);
  const found = problems.list();
  return {
    ledger: hasErrors(found) ? undefined : read?.ledger,
    problems: found.map((problem) => ({ problem, ...spotOf(problem.where, typed, sheets) })),
  };
}

/** The rows of a workbook's content as text, each under an id. */
export function typedRows({ rows, settings }: WorkbookRows, makeId: () => string): TypedBudget {
  return {
    settings,
    rows: new Map(
      [...rows].map(([sheet, content]) => [
        sheet,
        content.map((row) => ({
          id: makeId(),
          cells: typedCells(row),
        })),
      ]),
    ),
  };
}

/**
 * The rows of a budget workbook as they are typed in it, right or wrong: what cannot be understood can be put right where it
 * stands. Fails only where the file is no budget workbook.
 */
export function typedWorkbook(
  bytes: Uint8Array,
  fileName: string,
  options: ImportOptions,
  makeId: () => string,
): Result<TypedBudget> {
  const problems = new ProblemCollector(fileName);
  const opened = tablesOf(bytes, options, problems);
  if (opened === undefined) return fail(problems.list());
  return succeed({ settings: settingsText(opened), rows: rowsText(opened, makeId) }, problems.list());
}

// Between texts and cells ---------------------------------------------------------------------------

/** The cells of a row of a workbook's content as they are typed. */
export function typedCells(row: RowContent): TypedCells {
  return withoutEmpty(Object.entries(row).map(([key, cell]) => [key, textOf(cell)]));
}

const NUMERIC: readonly string[] = ['amount', 'number', 'plan'];

function textOf(cell: CellContent): string {
  return typeof cell === 'string' ? cell : cell.number;
}

function withoutEmpty(cells: readonly (readonly [string, string])[]): TypedCells {
  return Object.fromEntries(cells.filter(([, text]) => text.trim() !== ''));
}

/** Sheets as an import finds them: the heading in the first row, the settings on a sheet of their own. */
function gridsOf({ settings, rows }: TypedBudget, sheets: readonly Sheet[]): readonly Grid[] {
  const settingsGrid: Grid = {
    name: say('ledger.sheet.settings'),
    rows: SETTINGS.map((setting, index) => ({
      number: index + 1,
      hidden: false,
      cells: [text(say(`ledger.setting.${setting}`)), text(settings[setting])],
    })),
    merges: [],
  };
  return [settingsGrid, ...sheets.map((sheet) => gridOf(sheet, rows.get(sheet.id) ?? []))];
}

function gridOf({ title, columns }: Sheet, rows: readonly TypedRow[]): Grid {
  const heading: GridRow = { number: 1, hidden: false, cells: columns.map((column) => text(column.title)) };
  const body = rows.flatMap(({ cells }, index): GridRow[] => {
    const found = columns.map((column) => cellOf(cells[column.key] ?? '', column));
    return found.every((cell) => cell === undefined)
      ? []
      : [{ number: index + FIRST_ROW, hidden: false, cells: found }];
  });
  return { name: title, rows: [heading, ...body], merges: [] };
}

/** The number of the row of the first line; the heading is row 1. */
const FIRST_ROW = 2;

function text(content: string): GridCell | undefined {
  return content.trim() === '' ? undefined : { type: 'text', text: content };
}

/** What is typed in a column of numbers is a number, as a spreadsheet would take it. */
function cellOf(content: string, { content: { type } }: Column): GridCell | undefined {
  const decimal = NUMERIC.includes(type)
    ? parseDecimal(content.normalize('NFKC').replace(/[\s,，]/gu, ''))
    : undefined;
  if (decimal === undefined) return text(content);
  const plain = plainDecimal(decimal);
  return fitsSpreadsheet(plain)
    ? { type: 'number', text: plain, value: Number(plain), percent: false }
    : text(content);
}

/** The cell of a sheet by its title and name, such as `I12`, as the row and column that were typed. */
export function spotOf(
  { sheet: title, cell }: { readonly sheet?: string; readonly cell?: string },
  { rows }: TypedBudget,
  sheets: readonly Sheet[],
): Omit<TypedProblem, 'problem'> {
  const sheet = sheets.find((one) => one.title === title);
  if (sheet === undefined) return {};
  const row = typedRowAt(rows.get(sheet.id) ?? [], cell ?? '');
  if (cell === undefined || row === undefined) return { sheet: sheet.id };
  const column = sheet.columns.find(
    (_, index) => cellName(0, index).replace(/\d+$/u, '') === cell.replace(/\d+$/u, ''),
  );
  return { sheet: sheet.id, row: row.id, ...(column === undefined ? {} : { column: column.key }) };
}

/** The row of a sheet as it is typed that a cell of its ledger lies in, such as `G5`. */
export function typedRowAt(rows: readonly TypedRow[], cell: string): TypedRow | undefined {
  return rows[Number(/\d+$/u.exec(cell)?.[0] ?? 0) - FIRST_ROW];
}

/** The one pack that a typed budget is of: it may be one that no library has. */
function only(pack: Pack, { packs }: ImportOptions): ImportOptions['packs'] {
  return { ids: () => packs.ids(), load: (id) => (id === pack.id ? succeed(pack) : packs.load(id)) };
}

function settingsText({ settings }: TablesOfGrids): TypedBudget['settings'] {
  const { pack, year, department, unitParts } = settings;
  return {
    pack: pack.id,
    year: String(year),
    departmentCode: department.code,
    departmentName: department.name,
    // Amounts are brought to 元 below.
    amountUnit: '元',
    unitParts: say(unitParts ? 'ledger.member.yes' : 'ledger.member.no'),
  };
}

function rowsText({ tables, settings }: TablesOfGrids, makeId: () => string): TypedBudget['rows'] {
  return new Map(
    [...tables].map(([id, table]) => [
      id,
      table.rows.map((row) => ({
        id: makeId(),
        cells: withoutEmpty(
          table.sheet.columns.map(({ key, content: { type } }): [string, string] => {
            const [found] = row.cells(key);
            if (found === undefined) return [key, ''];
            const isMoney = type === 'amount' || type === 'plan';
            const unit = found.column.unit ?? settings.amountUnit;
            return [key, isMoney && unit === '万元' ? inYuan(found.cell.text) : found.cell.text];
          }),
        ),
      })),
    ]),
  );
}

/** An amount in 万元 as the same in 元; a text that is no number stays as it is, to be put right. */
function inYuan(content: string): string {
  const decimal = parseDecimal(content.replace(/[\s,，]/gu, ''));
  return decimal === undefined
    ? content
    : plainDecimal({ digits: decimal.digits * 10_000n, decimals: decimal.decimals });
}

/** What is typed as the content of a workbook. Sheets of what comes later stay out while nothing stands on them. */
export function rowsOfTyped(
  { settings, rows }: TypedBudget,
  pack: Pack,
  accounts: AccountBook,
): WorkbookRows {
  const year = Number(settings.year) || pack.years[1];
  const { space, sheets } = typedSheets({ settings, rows }, pack, accounts);
  return {
    pack,
    year,
    settings,
    space,
    sheets: usedSheets({ settings, rows }, sheets),
    trees: treesOf(pack, accounts, year, []),
    rows: new Map(
      sheets.map(({ id, columns }) => [
        id,
        (rows.get(id) ?? []).map(({ cells }) =>
          Object.fromEntries(
            columns.flatMap((column): [string, CellContent][] => {
              const cell = cellOf(cells[column.key] ?? '', column);
              if (cell === undefined) return [];
              return [[column.key, cell.type === 'number' ? { number: cell.text } : cell.text]];
            }),
          ),
        ),
      ]),
    ),
  };
}

function usedSheets({ rows }: TypedBudget, sheets: readonly Sheet[]): readonly Sheet[] {
  return sheets.filter(({ id }) => !LATER_SHEETS.includes(id) || (rows.get(id) ?? []).length > 0);
}

/** The sheets that a typed budget may have, with the columns of its pack, and the space that their choices are from. */
export function typedSheets(
  { settings, rows }: TypedBudget,
  pack: Pack,
  accounts: AccountBook,
): { readonly space: Space; readonly sheets: readonly Sheet[] } {
  const { departmentCode: code, departmentName: name } = settings;
  const year = Number(settings.year) || pack.years[1];
  const space = packSpace(pack, accounts, { year, entities: [{ code, name }] });
  const months = [...(rows.get('plan') ?? [])].flatMap(({ cells }) =>
    Object.keys(cells).flatMap((key) => {
      const month = Number(/^plan\.(\d+)$/u.exec(key)?.[1]);
      return Number.isInteger(month) ? [month] : [];
    }),
  );
  return { space, sheets: sheetsOf(pack, space, [...new Set(months)]) };
}
