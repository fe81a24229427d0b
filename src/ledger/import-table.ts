import { normalName } from '../accounts/tree.ts';
import { say } from '../messages/say.ts';
import { isMoneyUnit, type MoneyUnit } from '../money/amount.ts';
import { cellName, type Grid, type GridCell, type GridRow } from './import-grid.ts';
import type { ProblemCollector, Spot } from './import-problems.ts';
import type { Column, NamedTable, Sheet } from './sheets.ts';

/** Where a column was found. */
export interface FoundColumn {
  /** Counted from 0. */
  readonly index: number;
  /** The unit that its heading names, such as 金额（万元）. */
  readonly unit: MoneyUnit | undefined;
}

/** A sheet's rows under its heading. */
export interface Table<Of extends NamedTable = Sheet> {
  readonly sheet: Of;
  /** The name of the sheet in the file. */
  readonly name: string;
  /** The row of the heading, as people count it; undefined where there is none. */
  readonly headingRow: number | undefined;
  /** Where each column was found, by its key. */
  readonly columns: ReadonlyMap<string, readonly FoundColumn[]>;
  /** The last row of the sheet with anything in it. */
  readonly lastRow: number;
  readonly rows: readonly TableRow[];
}

/** A row with its cells by the key of their column. */
export interface TableRow {
  /** As people count it, from 1. */
  readonly number: number;
  readonly sheet: string;
  cell(key: string): GridCell | undefined;
  /** All columns of this key: amounts may stand in one of two, 元 and 万元. */
  cells(key: string): readonly { readonly column: FoundColumn; readonly cell: GridCell }[];
  /** Where a column's cell is, for problems. */
  spot(key: string): Spot;
  has(key: string): boolean;
}

/** The heading stands in one of the first rows. */
const HEADING_ROWS = 30;

/** The rows of a sheet found by its heading; problems where it has none or lacks columns. */
export function readTable<Of extends NamedTable>(
  grid: Grid,
  sheet: Of,
  problems: ProblemCollector,
): Table<Of> {
  const heading = findHeading(grid, sheet);
  const lastRow = grid.rows.at(-1)?.number ?? 0;
  const empty: Table<Of> = {
    sheet,
    name: grid.name,
    headingRow: undefined,
    columns: new Map(),
    lastRow,
    rows: [],
  };
  const required = sheet.columns.filter((column) => column.required);
  if (heading === undefined) {
    // An empty sheet that is not needed is as good as none.
    if (grid.rows.length === 0 && !sheet.required) return empty;
    const columns = required.map(({ title }) => title).join('、');
    problems.add('ledger.problem.headingMissing', { sheet: grid.name }, { columns });
    return empty;
  }
  reportColumns(heading, sheet, grid.name, problems);
  const rows = grid.rows.filter(({ number }) => number > heading.row);
  return {
    ...empty,
    headingRow: heading.row,
    columns: heading.columns,
    rows: dataRows(rows, heading.columns, grid, sheet, problems),
  };
}

/** How well a grid fits a sheet: whether its heading has every required column. */
export function fitsSheet(grid: Grid, sheet: NamedTable): boolean {
  const heading = findHeading(grid, sheet);
  if (heading === undefined) return false;
  return sheet.columns.every((column) => !column.required || heading.columns.has(column.key));
}

interface FoundHeading {
  /** As people count it, from 1. */
  readonly row: number;
  readonly columns: ReadonlyMap<string, readonly FoundColumn[]>;
}

/** The row with the most headings of the sheet, at least two (or all there are). */
function findHeading(grid: Grid, sheet: NamedTable): FoundHeading | undefined {
  const index = headingIndex(sheet);
  let best: FoundHeading | undefined;
  for (const row of grid.rows) {
    if (row.number > HEADING_ROWS) break;
    const columns = matchHeadings(row, index);
    if (columns.size >= 2 && columns.size > (best?.columns.size ?? 0)) best = { row: row.number, columns };
  }
  return best;
}

interface HeadingIndex {
  readonly titles: ReadonlyMap<string, Column>;
  readonly aliases: ReadonlyMap<string, readonly Column[]>;
}

function headingIndex(sheet: NamedTable): HeadingIndex {
  const aliases = new Map<string, Column[]>();
  for (const column of sheet.columns) {
    for (const alias of column.aliases) {
      const key = plainHeading(alias).name;
      const known = aliases.get(key);
      if (known === undefined) aliases.set(key, [column]);
      else known.push(column);
    }
  }
  return {
    titles: new Map(sheet.columns.map((column) => [plainHeading(column.title).name, column])),
    aliases,
  };
}

/** Titles first, so that an alias (项目 for 项目名称) never takes a column that has its own name. */
function matchHeadings(
  row: GridRow,
  { titles, aliases }: HeadingIndex,
): ReadonlyMap<string, readonly FoundColumn[]> {
  const found = new Map<string, FoundColumn[]>();
  const headings = headingsIn(row);
  const add = (column: Column, index: number, unit: MoneyUnit | undefined) => {
    const known = found.get(column.key);
    if (known === undefined) found.set(column.key, [{ index, unit }]);
    else known.push({ index, unit });
  };
  headings.forEach((heading, index) => {
    const column = heading === undefined ? undefined : titles.get(heading.name);
    if (column !== undefined) add(column, index, heading?.unit);
  });
  headings.forEach((heading, index) => {
    if (heading === undefined || titles.has(heading.name)) return;
    const candidates = aliases.get(heading.name) ?? [];
    const column = candidates.find(({ key }) => !found.has(key));
    if (column !== undefined) add(column, index, heading.unit);
  });
  return found;
}

/** No heading is longer; a file full of long texts is not searched for them. */
const LONGEST_HEADING = 60;

const headingsOfRows = new WeakMap<GridRow, readonly (Heading | undefined)[]>();

/** The texts of a row as headings; each sheet looks at the same first rows. */
function headingsIn(row: GridRow): readonly (Heading | undefined)[] {
  const known = headingsOfRows.get(row);
  if (known !== undefined) return known;
  const headings = row.cells.map((cell) =>
    cell?.type === 'text' && cell.text.length <= LONGEST_HEADING ? plainHeading(cell.text) : undefined,
  );
  headingsOfRows.set(row, headings);
  return headings;
}

interface Heading {
  readonly name: string;
  readonly unit: MoneyUnit | undefined;
}

/** A heading without blanks, marks and the unit in brackets behind it. */
function plainHeading(text: string): Heading {
  const plain = normalName(text)
    .replace(/[*＊:：]/gu, '')
    .replace(/^\d+[.、]/u, '');
  const match = /^(.+?)\((?:单位:?|金额单位:?)?([^()]*)\)$/u.exec(plain);
  const [, name = plain, inside = ''] = match ?? [];
  if (isMoneyUnit(inside)) return { name, unit: inside };
  // 必填, 选填 and the like are remarks, not part of the name.
  return /^(?:必填|选填|可选|可不填|累计)$/u.test(inside)
    ? { name, unit: undefined }
    : { name: plain, unit: undefined };
}

function reportColumns(
  heading: FoundHeading,
  sheet: NamedTable,
  name: string,
  problems: ProblemCollector,
): void {
  for (const column of sheet.columns) {
    const found = heading.columns.get(column.key);
    const [first, second] = found ?? [];
    if (first === undefined) {
      if (column.required) {
        const cell = `A${heading.row}`;
        problems.add('ledger.problem.columnMissing', { sheet: name, cell }, { column: column.title });
      }
      continue;
    }
    // Amounts may stand in two columns, one for 元 and one for 万元.
    if (second === undefined || (column.content.type === 'amount' && first.unit !== second.unit)) continue;
    const [one, other] = [first, second].map(({ index }) => cellName(heading.row - 1, index));
    problems.add(
      'ledger.problem.columnTwice',
      { sheet: name, cell: other ?? '' },
      { column: column.title, first: one ?? '', second: other ?? '' },
    );
  }
}

/** Rows with content of their own; blank lines and rows of totals are left out. */
function dataRows(
  rows: readonly GridRow[],
  columns: FoundHeading['columns'],
  grid: Grid,
  sheet: NamedTable,
  problems: ProblemCollector,
): readonly TableRow[] {
  const numbers = new Set(
    sheet.columns
      .filter(({ content }) => ['amount', 'number', 'plan'].includes(content.type))
      .flatMap(({ key }) => columns.get(key) ?? [])
      .map(({ index }) => index),
  );
  const contents = sheet.columns
    .filter(({ key }) => key !== 'hint' && key !== 'note')
    .flatMap(({ key }) => columns.get(key) ?? [])
    .map(({ index }) => index);
  const filled = filledDown(grid, numbers, rows);
  // Among last year's totals 支出总计 is not a sum of the rows above but a row like any other.
  const flows = sheet.id === 'lastYear' ? [] : say('ledger.total.flows').split('|');
  const words = [...say('ledger.total.words').split('|'), ...flows];
  const found: TableRow[] = [];
  const hidden: number[] = [];
  const totals: { readonly number: number; readonly label: string }[] = [];
  for (const row of rows) {
    if (contents.every((index) => row.cells[index] === undefined)) continue;
    const label = totalLabel(row, contents, numbers, words);
    if (label !== undefined) {
      totals.push({ number: row.number, label });
      continue;
    }
    if (row.hidden) hidden.push(row.number);
    found.push(new FoundRow(row, columns, filled, grid.name));
  }
  const [firstHidden] = hidden;
  if (firstHidden !== undefined) {
    problems.add(
      'ledger.problem.hiddenRows',
      { sheet: grid.name, cell: `A${firstHidden}` },
      { count: hidden.length, row: firstHidden },
    );
  }
  const [firstTotal] = totals;
  if (firstTotal !== undefined) {
    const numbersOfRows = totals.map(({ number }) => number).join('、');
    problems.add(
      'ledger.problem.totalRow',
      { sheet: grid.name, cell: `A${firstTotal.number}` },
      { rows: numbersOfRows, label: firstTotal.label },
    );
  }
  return found;
}

/** The word for a total where a row says nothing else but numbers. */
function totalLabel(
  row: GridRow,
  contents: readonly number[],
  numbers: ReadonlySet<number>,
  words: readonly string[],
): string | undefined {
  const texts = contents
    .filter((index) => !numbers.has(index))
    .map((index) => row.cells[index])
    .filter((cell) => cell !== undefined);
  const [only] = texts;
  if (texts.length !== 1 || only?.type !== 'text') return undefined;
  const text = normalName(only.text).replace(/[:：]$/u, '');
  return words.includes(text) ? text : undefined;
}

/** Merges of an honest file do not overlap; those of a hostile one may cover everything many times. */
const MOST_FILLED = 2_000_000;

/**
 * The cell that a merged cell below it repeats, by row and column: a unit merged over its lines is the unit of
 * each. Numbers are not repeated: a merged amount is one amount.
 */
function filledDown(
  { merges, rows: all }: Grid,
  numbers: ReadonlySet<number>,
  rows: readonly GridRow[],
): ReadonlyMap<number, ReadonlyMap<number, GridCell>> {
  const first = rows[0]?.number ?? 0;
  const last = rows.at(-1)?.number ?? 0;
  const byNumber = new Map(all.map((row) => [row.number, row]));
  const filled = new Map<number, Map<number, GridCell>>();
  let budget = MOST_FILLED;
  for (const { top, bottom, left } of merges) {
    if (bottom === top || numbers.has(left)) continue;
    const cell = byNumber.get(top + 1)?.cells[left];
    if (cell === undefined) continue;
    for (let number = Math.max(top + 2, first); number <= Math.min(bottom + 1, last); number += 1) {
      budget -= 1;
      if (budget < 0) return filled;
      if (!byNumber.has(number)) continue;
      const row = filled.get(number) ?? new Map<number, GridCell>();
      row.set(left, cell);
      filled.set(number, row);
    }
  }
  return filled;
}

/** The row of a table: what it looks into is shared by all rows. */
class FoundRow implements TableRow {
  readonly #row: GridRow;
  readonly #columns: FoundHeading['columns'];
  readonly #filled: ReadonlyMap<number, ReadonlyMap<number, GridCell>>;
  readonly sheet: string;

  constructor(
    row: GridRow,
    columns: FoundHeading['columns'],
    filled: ReadonlyMap<number, ReadonlyMap<number, GridCell>>,
    sheet: string,
  ) {
    this.#row = row;
    this.#columns = columns;
    this.#filled = filled;
    this.sheet = sheet;
  }

  get number(): number {
    return this.#row.number;
  }

  has(key: string): boolean {
    return this.#columns.has(key);
  }

  cell(key: string): GridCell | undefined {
    const found = this.#columns.get(key)?.[0];
    return found === undefined ? undefined : this.#at(found.index);
  }

  cells(key: string): ReturnType<TableRow['cells']> {
    return (this.#columns.get(key) ?? []).flatMap((column) => {
      const cell = this.#at(column.index);
      return cell === undefined ? [] : [{ column, cell }];
    });
  }

  spot(key: string): Spot {
    const index = this.#columns.get(key)?.[0]?.index ?? 0;
    return { sheet: this.sheet, cell: cellName(this.number - 1, index) };
  }

  #at(index: number): GridCell | undefined {
    return this.#row.cells[index] ?? this.#filled.get(this.number)?.get(index);
  }
}
