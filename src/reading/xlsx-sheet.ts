import { type CellObject, utils, type WorkSheet } from '@e965/xlsx';
import type { Place } from '../document/document.ts';
import type { Meter } from './package-limits.ts';
import type { FoundCell } from './package-table.ts';
import { cleanText, trimLines } from './package-text.ts';
import { type ShownNumber, showNumber } from './xlsx-number.ts';
import { UNCALCULATED } from './xlsx-package.ts';

/** A row with something in it, as it is shown. */
export interface SheetRow {
  /** From 1, as people count. */
  readonly number: number;
  /** All places of the row that no cell above reaches into, from left to right, empty ones too. */
  readonly cells: readonly SheetCell[];
}

/** A cell among the columns that have something in them. */
export interface SheetCell extends FoundCell {
  /** How many columns of the sheet it covers, empty ones too. */
  readonly reach: number;
  /** How many rows of the sheet below its first it covers, empty ones too. */
  readonly below?: number;
}

/** A sheet as it is shown, and apart from it what is not. */
export interface SheetView {
  readonly rows: readonly SheetRow[];
  /** How many columns have something in them. */
  readonly width: number;
  readonly hidden: readonly HiddenText[];
  /** Links for moving about in the workbook. */
  readonly navigation: readonly HiddenText[];
  /** Hidden rows (from 1) and columns (A …) that have something in them. */
  readonly hiddenRows: readonly number[];
  readonly hiddenColumns: readonly string[];
  /** Cells with a formula that has no result. */
  readonly uncalculated: readonly string[];
}

export interface HiddenText {
  readonly text: string;
  readonly place: Place;
}

interface Content extends ShownNumber {
  readonly row: number;
  readonly column: number;
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

/** Whether a text is a link back to the list of contents, which stands beside a title and belongs to no table. */
export function isNavigation(text: string): boolean {
  return /^[\p{P}\p{S}\s]*(?:返回|回到)\s*(?:目录|首页|封面|索引)[\p{P}\p{S}\s]*$/u.test(text);
}

/** Looks at a sheet as a person does; `allHidden` for a sheet that is hidden as a whole. */
export function viewSheet(
  name: string,
  sheet: WorkSheet,
  date1904: boolean,
  allHidden: boolean,
  meter: Meter,
): SheetView | undefined {
  const uncalculated: string[] = [];
  const hidden: HiddenText[] = [];
  const navigation: HiddenText[] = [];
  const contents: Content[] = [];
  const hiddenRows = new Set<number>();
  const hiddenColumns = new Set<number>();
  const isHiddenRow = (row: number) =>
    sheet['!rows']?.[row]?.hidden === true || sheet['!rows']?.[row]?.hpt === 0;
  const isHiddenColumn = (column: number) => sheet['!cols']?.[column]?.hidden === true;
  const merges = mergesOf(sheet);
  const data: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? [];
  data.forEach((cells, row) => {
    cells?.forEach((cell, column) => {
      if (cell === undefined || meter.refusal !== undefined) return;
      if (cell.v === UNCALCULATED) {
        if (!allHidden) uncalculated.push(utils.encode_cell({ r: row, c: column }));
        return;
      }
      const { text, raw, number } = shownCell(cell, date1904);
      if (raw === '' || !meter.spend('characters', raw.length)) return;
      if (isNavigation(raw)) {
        navigation.push({ text: raw, place: placeOf(name, row, column) });
        return;
      }
      const merge = merges.get(`${row} ${column}`);
      const at = {
        row: firstShown(row, merge?.e.r ?? row, isHiddenRow),
        column: firstShown(column, merge?.e.c ?? column, isHiddenColumn),
      };
      if (!allHidden && text !== '' && at.row !== undefined && at.column !== undefined) {
        contents.push({ text, row, column, ...(number === undefined ? {} : { number }) });
        return;
      }
      hidden.push({ text: raw, place: placeOf(name, row, column) });
      if (at.row === undefined) hiddenRows.add(row + 1);
      else if (at.column === undefined) hiddenColumns.add(column);
    });
  });
  if (!meter.onTime()) return undefined;
  const laid = layOut(name, contents, merges, isHiddenRow, isHiddenColumn, hidden, meter);
  if (laid === undefined) return undefined;
  return {
    ...laid,
    hidden,
    navigation,
    hiddenRows: [...hiddenRows].sort((one, other) => one - other),
    hiddenColumns: [...hiddenColumns].sort((one, other) => one - other).map((one) => utils.encode_col(one)),
    uncalculated,
  };
}

/** The texts of a cell as shown, and as it is where its format shows nothing. */
function shownCell(cell: CellObject, date1904: boolean): ShownNumber & { readonly raw: string } {
  const { t: type, v: value, z: format } = cell;
  if (value === undefined || value === null) return { text: '', raw: '' };
  if (type === 'e') {
    const text = ERRORS[Number(value)] ?? '#N/A';
    return { text, raw: text };
  }
  if (typeof value === 'number') {
    const shown = showNumber(value, typeof format === 'string' ? format : '', date1904);
    const text = cleanText(shown.text);
    return { ...shown, text, raw: text === '' ? String(value) : text };
  }
  const raw = trimLines(cleanText(typeof value === 'boolean' ? String(value).toUpperCase() : String(value)));
  return { text: typeof format === 'string' && /^;+$/u.test(format) ? '' : raw, raw };
}

interface Merge {
  readonly s: { readonly r: number; readonly c: number };
  readonly e: { readonly r: number; readonly c: number };
}

function mergesOf(sheet: WorkSheet): ReadonlyMap<string, Merge> {
  return new Map((sheet['!merges'] ?? []).map((merge) => [`${merge.s.r} ${merge.s.c}`, merge]));
}

/** How far into a merged range something shown is looked for. */
const FARTHEST = 1_000;

function firstShown(from: number, to: number, isHidden: (index: number) => boolean): number | undefined {
  for (let at = from; at <= Math.min(to, from + FARTHEST); at += 1) if (!isHidden(at)) return at;
  return undefined;
}

/** Lays the contents out on the rows and columns that have any; merged cells cover what is left of them. */
function layOut(
  name: string,
  contents: readonly Content[],
  merges: ReadonlyMap<string, Merge>,
  isHiddenRow: (row: number) => boolean,
  isHiddenColumn: (column: number) => boolean,
  hidden: HiddenText[],
  meter: Meter,
): { readonly rows: readonly SheetRow[]; readonly width: number } | undefined {
  const placed = contents.map((content) => {
    const merge = merges.get(`${content.row} ${content.column}`);
    return {
      content,
      merge,
      row: firstShown(content.row, merge?.e.r ?? content.row, isHiddenRow) ?? content.row,
      column: firstShown(content.column, merge?.e.c ?? content.column, isHiddenColumn) ?? content.column,
    };
  });
  const rowNumbers = sorted(placed.map(({ row }) => row));
  const columnNumbers = sorted(placed.map(({ column }) => column));
  const width = columnNumbers.length;
  const area = rowNumbers.length * width;
  if (area > meter.left('cells')) {
    meter.spend('cells', area);
    return undefined;
  }
  const grid = rowNumbers.map(() => new Array<SheetCell | 'covered' | undefined>(width).fill(undefined));
  const rowIndex = new Map(rowNumbers.map((number, index) => [number, index]));
  const columnIndex = new Map(columnNumbers.map((number, index) => [number, index]));
  for (const { content, merge, row, column } of placed) {
    const top = rowIndex.get(row) ?? 0;
    const left = columnIndex.get(column) ?? 0;
    const place = placeOf(name, content.row, content.column);
    if (grid[top]?.[left] === 'covered') {
      // Under a merged cell, where no one sees it.
      hidden.push({ text: content.text, place });
      continue;
    }
    const rowspan = merge === undefined ? 1 : countUpTo(rowNumbers, merge.e.r) - top;
    const colspan = merge === undefined ? 1 : countUpTo(columnNumbers, merge.e.c) - left;
    for (let r = top; r < top + rowspan; r += 1) {
      const line = grid[r];
      if (line === undefined) break;
      for (let c = left; c < left + colspan; c += 1) line[c] ??= 'covered';
    }
    const line = grid[top];
    if (line === undefined) continue;
    line[left] = {
      text: content.text,
      colspan,
      rowspan,
      reach: merge === undefined ? 1 : merge.e.c - merge.s.c + 1,
      below: merge === undefined ? 0 : merge.e.r - merge.s.r,
      place,
      ...(content.number === undefined ? {} : { number: content.number }),
    };
    if (!meter.onTime()) return undefined;
  }
  const filled = new Set(placed.flatMap(({ merge }) => merge ?? []));
  for (const merge of merges.values()) {
    if (filled.has(merge)) continue;
    const top = countUpTo(rowNumbers, merge.s.r - 1);
    const left = countUpTo(columnNumbers, merge.s.c - 1);
    const rowspan = countUpTo(rowNumbers, merge.e.r) - top;
    const colspan = countUpTo(columnNumbers, merge.e.c) - left;
    if (rowspan * colspan < 2 || !isFree(grid, top, left, rowspan, colspan)) continue;
    for (let r = top; r < top + rowspan; r += 1) grid[r]?.fill('covered', left, left + colspan);
    const place = placeOf(name, merge.s.r, merge.s.c);
    const line = grid[top];
    if (line !== undefined) line[left] = { text: '', colspan, rowspan, reach: 1, place };
    if (!meter.onTime()) return undefined;
  }
  const rows = rowNumbers.map((number, top): SheetRow => {
    const cells: SheetCell[] = [];
    for (let column = 0; column < width; column += 1) {
      const cell = grid[top]?.[column];
      if (cell === 'covered') continue;
      const place = placeOf(name, number, columnNumbers[column] ?? 0);
      cells.push(cell ?? { text: '', colspan: 1, rowspan: 1, reach: 1, place });
    }
    return { number: number + 1, cells };
  });
  return { rows, width };
}

function isFree(
  grid: readonly (readonly unknown[])[],
  top: number,
  left: number,
  rowspan: number,
  colspan: number,
): boolean {
  for (let row = top; row < top + rowspan; row += 1) {
    for (let column = left; column < left + colspan; column += 1) {
      if (grid[row]?.[column] !== undefined) return false;
    }
  }
  return true;
}

function sorted(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((one, other) => one - other);
}

/** How many of the sorted numbers are at most a bound. */
function countUpTo(numbers: readonly number[], bound: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function placeOf(sheet: string, row: number, column: number): Place {
  return { type: 'cell', sheet, cell: utils.encode_cell({ r: row, c: column }) };
}
