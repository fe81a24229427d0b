import { type CellObject, read, SSF, utils, type WorkSheet } from '@e965/xlsx';
import { say } from '../messages/say.ts';
import { decimalOf, plainDecimal } from './cells.ts';
import { checkedWorkbook, type ImportLimits, UNCALCULATED } from './import-bytes.ts';
import type { ProblemCollector } from './import-problems.ts';

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
  const checked = checkedWorkbook(bytes, limits, problems);
  if (checked === undefined) return undefined;
  try {
    const workbook = read(checked, {
      type: 'array',
      dense: true,
      cellFormula: true,
      cellStyles: true,
      cellNF: true,
      cellHTML: false,
      cellText: false,
    });
    const grids: Grid[] = [];
    for (const name of workbook.SheetNames) {
      const sheet = workbook.Sheets[name];
      if (sheet !== undefined) grids.push(toGrid(name, sheet));
    }
    if (grids.length > 0) return grids;
    problems.add('ledger.problem.damaged', {}, { reason: say('ledger.reason.noSheets') });
  } catch (error) {
    // The parser throws on whatever it does not understand.
    const reason = error instanceof Error ? error.message : String(error);
    problems.add('ledger.problem.damaged', {}, { reason });
  }
  return undefined;
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
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    top: s.r,
    bottom: e.r,
    left: s.c,
    right: e.c,
  }));
  return { name, rows, merges };
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
    const decimal = decimalOf(value);
    if (decimal === undefined) return { type: 'error', text: '#NUM!' };
    if (typeof cell.z === 'string' && SSF.is_date(cell.z))
      return { type: 'text', text: SSF.format('yyyy-mm-dd', value) };
    const percent = typeof cell.z === 'string' && isPercentFormat(cell.z);
    return { type: 'number', text: plainDecimal(decimal), value, percent };
  }
  const text = typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
  return text.trim() === '' ? undefined : { type: 'text', text };
}

/** Whether a number format shows every number as a percentage; `[<=1]0%;#,##0.00` does only some. */
function isPercentFormat(format: string): boolean {
  return format.split(';').every((section) => section.includes('%'));
}

/** The name of a cell; both counted from 0. @example cellName(3, 1) // 'B4' */
export function cellName(row: number, column: number): string {
  return utils.encode_cell({ r: row, c: column });
}
