import { type CellObject, read, SSF, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { say } from '../messages/say.ts';
import { checkedParts, type ImportLimits, UNCALCULATED } from './import-bytes.ts';
import type { ProblemCollector } from './import-problems.ts';
import { type NumberShown, numberCell, type ScanTables, scanRows, textCell } from './import-scan.ts';
import { EMPTIED, type Emptied, emptied, packed } from './import-sheets.ts';

/** A cell that is not empty. */
export type GridCell =
  | { readonly type: 'text'; readonly text: string }
  /** `percent`: shown as a percentage. The text is the number as a plain decimal. */
  | { readonly type: 'number'; readonly text: string; readonly value: number; readonly percent: boolean }
  /** An error value such as #REF!. */
  | { readonly type: 'error'; readonly text: string }
  /** A formula that no program has calculated; the text is the formula. */
  | { readonly type: 'unevaluated'; readonly text: string };

/** A row with cells; columns count from 0. */
export interface GridRow {
  /** As people count it, from 1. */
  readonly number: number;
  readonly hidden: boolean;
  readonly cells: readonly (GridCell | undefined)[];
}

/** A range of merged cells; all counted from 0, ends included. */
export interface Merge {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** A sheet as it was found. */
export interface Grid {
  readonly name: string;
  readonly rows: readonly GridRow[];
  readonly merges: readonly Merge[];
}

/** More columns than any sheet of ours, however many somebody added. */
export const MOST_COLUMNS = 400;

/** Reads the sheets of a workbook, hidden ones too; undefined, with problems, where that is not possible. */
export function readGrids(
  bytes: Uint8Array,
  limits: ImportLimits,
  problems: ProblemCollector,
): readonly Grid[] | undefined {
  const parts = checkedParts(bytes, limits, problems);
  if (parts === undefined) return undefined;
  try {
    const grids = gridsOf(emptied(parts)) ?? gridsOf({ parts, data: [] });
    if (grids !== undefined && grids.length > 0) return grids;
    problems.add('ledger.problem.damaged', {}, { reason: say('ledger.reason.noSheets') });
  } catch (error) {
    // The parser throws on whatever it does not understand.
    const reason = error instanceof Error ? error.message : String(error);
    problems.add('ledger.problem.damaged', {}, { reason });
  }
  return undefined;
}

/** What the parser gives beside sheets, though its types do not say so. */
type Parsed = WorkBook & {
  readonly Strings?: readonly { readonly t?: string }[];
  readonly Styles?: { readonly CellXf?: readonly { readonly numFmtId?: number }[] };
  readonly SSF?: Readonly<Record<string, string>>;
};

/**
 * The grids of a workbook whose plain sheets were emptied: the parser reads everything else, the scan their rows.
 * Undefined where a sheet turns out not to be plain.
 */
export function gridsOf({ parts, data }: Emptied): readonly Grid[] | undefined {
  const workbook: Parsed = read(packed(parts), {
    type: 'array',
    dense: true,
    cellFormula: true,
    cellStyles: true,
    cellNF: true,
    cellHTML: false,
    cellText: false,
  });
  const tables = tablesOf(workbook);
  const grids: Grid[] = [];
  for (const name of workbook.SheetNames) {
    const sheet = workbook.Sheets[name];
    if (sheet === undefined) continue;
    const plain = data[numberOf(sheet, data.length)];
    if (plain === undefined) {
      grids.push(toGrid(name, sheet));
      continue;
    }
    const rows = scanRows(plain.part, plain.data, tables, MOST_COLUMNS);
    if (rows === undefined) return undefined;
    grids.push({ name, rows, merges: mergesOf(sheet) });
  }
  return grids;
}

/** Which of the emptied sheets a sheet is; -1 for none. */
function numberOf(sheet: WorkSheet, count: number): number {
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  // The parser may have added cells for links.
  const value = data[0]?.[0]?.v;
  if (typeof value !== 'string' || !value.startsWith(EMPTIED)) return -1;
  const number = Number(value.slice(EMPTIED.length));
  return Number.isInteger(number) && number >= 0 && number < count ? number : -1;
}

function tablesOf({ Strings: strings = [], Styles: styles = {}, SSF: formats = {} }: Parsed): ScanTables {
  const shown: NumberShown[] = [];
  return {
    text: (index) => strings[index]?.t,
    show: (style) => {
      const known = shown[style + 1];
      if (known !== undefined) return known;
      const format = formats[styles.CellXf?.[style]?.numFmtId ?? 0];
      const made = shownBy(format);
      shown[style + 1] = made;
      return made;
    },
  };
}

function shownBy(format: unknown): NumberShown {
  if (typeof format !== 'string') return { percent: false, day: undefined };
  const day = (value: number): string => SSF.format('yyyy-mm-dd', value);
  return { percent: isPercentFormat(format), day: SSF.is_date(format) ? day : undefined };
}

function toGrid(name: string, sheet: WorkSheet): Grid {
  const rows: GridRow[] = [];
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  data.forEach((cells, index) => {
    if (cells === undefined) return;
    const found = cells.slice(0, MOST_COLUMNS).map((cell) => (cell === undefined ? undefined : toCell(cell)));
    if (found.every((cell) => cell === undefined)) return;
    rows.push({ number: index + 1, hidden: sheet['!rows']?.[index]?.hidden === true, cells: found });
  });
  return { name, rows, merges: mergesOf(sheet) };
}

function mergesOf(sheet: WorkSheet): readonly Merge[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, bottom: e.r, left: s.c, right: e.c }));
}

/** Error values by their number in the file format. */
const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

function toCell(cell: CellObject): GridCell | undefined {
  const { t: type, v: value, f: formula } = cell;
  if (value === undefined) return formula === undefined ? undefined : { type: 'unevaluated', text: formula };
  if (formula !== undefined && value === UNCALCULATED) return { type: 'unevaluated', text: formula };
  if (type === 'e') return { type: 'error', text: ERRORS[Number(value)] ?? '#N/A' };
  if (typeof value === 'number') {
    const { percent, day } = shownBy(cell.z);
    return day !== undefined && Number.isFinite(value)
      ? { type: 'text', text: day(value) }
      : numberCell(value, percent);
  }
  return textCell(typeof value === 'boolean' ? String(value).toUpperCase() : String(value));
}

/** Whether a number format shows every number as a percentage; `[<=1]0%;#,##0.00` does only some. */
function isPercentFormat(format: string): boolean {
  return format.split(';').every((section) => section.includes('%'));
}

/** The name of a cell; both counted from 0. @example cellName(3, 1) // 'B4' */
export function cellName(row: number, column: number): string {
  return utils.encode_cell({ r: row, c: column });
}
