import type { RowContent, WorkbookRows } from '../ledger/rows.ts';
import { type Column, type ColumnContent, SETTINGS, type Setting, type SheetId } from '../ledger/sheets.ts';
import { say } from '../messages/say.ts';

/**
 * Where everything stands in the written workbook: which letter a column has, from which row to which a sheet may
 * be filled. Formulas, drop-downs and cells all ask here.
 */

/** A title, what to fill in, the live check, then the heading. */
export const TITLE_ROW = 1;
export const HELP_ROW = 2;
export const CHECK_ROW = 3;
export const HEADING_ROW = 4;
export const FIRST_ROW = 5;

/** The settings start under the title and a heading. */
const FIRST_SETTING_ROW = 5;

/** A column as it is written: one of the workbook's, or one that checks. */
export interface LayoutColumn {
  readonly key: string;
  readonly title: string;
  readonly help: string;
  readonly width: number;
  readonly letter: string;
  readonly required: boolean;
  readonly content: ColumnContent | { readonly type: 'check'; readonly number: 'amount' | 'count' | 'none' };
}

/** A sheet as it is written. */
export interface SheetLayout {
  readonly id: SheetId;
  readonly title: string;
  readonly help: string;
  readonly columns: readonly LayoutColumn[];
  readonly rows: readonly RowContent[];
  /** The last row that drop-downs and totals reach. */
  readonly last: number;
  /** The last row that checks itself. */
  readonly lastChecked: number;
}

/** Columns that formulas fill, by sheet. */
const CHECK_COLUMNS = {
  units: ['unitRevenue', 'unitExpenditure', 'status'],
  projects: ['projectExpenditure', 'projectIndicators', 'status'],
  plan: ['planBudget', 'status'],
  procurement: ['status'],
} as const;

type CheckColumn = (typeof CHECK_COLUMNS)[keyof typeof CHECK_COLUMNS][number];

/** Rows that a template offers; a ledger gets half as many again as it has. */
const LEAST_ROWS: Readonly<Record<SheetId, number>> = {
  units: 300,
  revenue: 1000,
  expenditure: 3000,
  carryForward: 300,
  lastYear: 1000,
  projects: 300,
  indicators: 2000,
  plan: 300,
  procurement: 500,
  assets: 500,
  texts: 500,
  localAccounts: 200,
  payments: 2000,
  adjustments: 300,
  results: 2000,
  performanceWork: 300,
};

/** So many empty rows behind the filled ones check themselves; formulas cost time in every program. */
const CHECKED_AHEAD = 60;

/** Lays out the sheets of a workbook. */
export function layoutSheets({ sheets, rows }: WorkbookRows): ReadonlyMap<SheetId, SheetLayout> {
  return new Map(
    sheets.map(({ id, title, help, columns }) => {
      const filled = rows.get(id) ?? [];
      const count = Math.max(LEAST_ROWS[id], Math.ceil(filled.length * 1.5));
      const written = columns.filter((column) => !column.importOnly).map(ofSheet);
      const checks = id in CHECK_COLUMNS ? CHECK_COLUMNS[checkedSheet(id)].map(checkColumn) : [];
      const layout: SheetLayout = {
        id,
        title,
        help,
        columns: [...written, ...checks].map((column, index) => ({ ...column, letter: letterOf(index + 1) })),
        rows: filled,
        last: FIRST_ROW + count - 1,
        lastChecked: Math.min(FIRST_ROW + filled.length + CHECKED_AHEAD, FIRST_ROW + count) - 1,
      };
      return [id, layout];
    }),
  );
}

function checkedSheet(id: SheetId): keyof typeof CHECK_COLUMNS {
  switch (id) {
    case 'units':
    case 'projects':
    case 'plan':
    case 'procurement':
      return id;
    default:
      throw new Error(`The sheet ${id} has no checks`);
  }
}

type Unlettered = Omit<LayoutColumn, 'letter'>;

function ofSheet({ key, title, help, width, required, content }: Column): Unlettered {
  return { key, title, help, width, required, content };
}

function checkColumn(key: CheckColumn): Unlettered {
  return {
    key: `check.${key}`,
    title: say(`ledger.check.${key}`),
    help: say('ledger.check.help'),
    width: key === 'status' ? 28 : 18,
    required: false,
    content: {
      type: 'check',
      number: key === 'status' ? 'none' : key === 'projectIndicators' ? 'count' : 'amount',
    },
  };
}

/** The letter of a column, counted from 1. @example letterOf(28) // 'AB' */
export function letterOf(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? letterOf(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/** A column of a layout by its key. */
export function columnOf(layout: SheetLayout, key: string): LayoutColumn {
  const column = layout.columns.find((one) => one.key === key);
  if (column === undefined) throw new Error(`The sheet ${layout.id} has no column ${key}`);
  return column;
}

/** A sheet's name in a formula. */
export function quoted(title: string): string {
  return `'${title.replaceAll("'", "''")}'`;
}

/** The cells of a column that may be filled, for formulas on any sheet. */
export function rangeOf(layout: SheetLayout, key: string): string {
  const { letter } = columnOf(layout, key);
  return `${quoted(layout.title)}!$${letter}$${FIRST_ROW}:$${letter}$${layout.last}`;
}

/** The row of a setting on its sheet. */
export function settingRow(setting: Setting): number {
  return FIRST_SETTING_ROW + SETTINGS.indexOf(setting);
}

/** The cell of a setting, for formulas on any sheet. */
export function settingCell(setting: Setting): string {
  return `${quoted(say('ledger.sheet.settings'))}!$B$${settingRow(setting)}`;
}

/** The heading of the live checks stands under the settings, with a row between. */
export const CHECKS_HEADING_ROW: number = FIRST_SETTING_ROW + SETTINGS.length + 1;
