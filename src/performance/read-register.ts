import { normalName } from '../accounts/tree.ts';
import { type Choices, makeChoices } from '../ledger/choices.ts';
import { parseDay } from '../ledger/dates.ts';
import { LIMITS } from '../ledger/import-bytes.ts';
import { saySpot } from '../ledger/import-context.ts';
import { isTextTable, readTextGrid } from '../ledger/import-csv.ts';
import { type Grid, readGrids } from '../ledger/import-grid.ts';
import { ProblemCollector, type Spot } from '../ledger/import-problems.ts';
import { fitsSheet, readTable, type Table, type TableRow } from '../ledger/import-table.ts';
import {
  AmountReader,
  type Read,
  readChoice,
  readNumber,
  readText,
  shorten,
} from '../ledger/import-values.ts';
import { type Column, type ColumnContent, type NamedTable, optionsOf } from '../ledger/sheets.ts';
import { fail, hasErrors, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { type Decimal, printDecimal } from '../money/decimal.ts';
import type { Register, RegisterColumn, RegisterTable } from './register.ts';

/** What a cell of a register holds. Money is in 元, exact to the fen; days are ISO 8601. */
export type RegisterValue =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'date'; readonly day: string }
  | { readonly type: 'number'; readonly number: Decimal };

/** A row of a register with where it stands. */
export interface RegisterRow {
  readonly file: string;
  readonly sheet: string;
  /** As people count it, from 1. */
  readonly number: number;
  readonly values: ReadonlyMap<string, RegisterValue>;
}

/** A register as it was read: its tables by their key. A table that no file holds is missing. */
export interface RegisterData {
  readonly register: Register;
  readonly files: readonly string[];
  readonly tables: ReadonlyMap<string, readonly RegisterRow[]>;
}

export interface RegisterFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads the tables of registers out of workbooks and text tables: a sheet is found by its name or its headings, monthly
 * sheets of one table count together, and sheets of anything else are left alone. Every problem is reported at once,
 * with file, sheet and cell; with errors there is no data, because a measure over some of the rows says nothing.
 *
 * @param registers those that are looked for
 */
export function readRegisters(
  files: readonly RegisterFile[],
  registers: readonly Register[],
): Result<readonly RegisterData[]> {
  const sheets = registers.flatMap(sheetsOfRegister);
  const opened = files.map(({ name, bytes }) => {
    const problems = new ProblemCollector(name);
    const grids = gridsOf(name, bytes, problems) ?? [];
    return { name, problems, grids, fitting: grids.map((grid) => sheetsFor(grid, sheets)) };
  });
  // Registers may share a table, such as what was handed out of a survey: it is that of the register found beside it.
  const certain = new Set(
    opened.flatMap(({ fitting }) =>
      fitting.flatMap(([first, second]) =>
        first !== undefined && second === undefined ? [first.register] : [],
      ),
    ),
  );
  const problems: Problem[] = [];
  const found: Found[] = [];
  for (const { name, problems: collector, grids, fitting } of opened) {
    const tables = grids.flatMap((grid, index) => {
      const all = fitting[index] ?? [];
      const beside = all.filter(({ register }) => certain.has(register));
      const [sheet, second] = all.length > 1 && beside.length > 0 ? beside : all;
      if (sheet === undefined) return [];
      if (second === undefined) return [{ file: name, table: readTable(grid, sheet, collector) }];
      const titles = all.map((one) => `${one.register.title}·${one.title}`).join('、');
      collector.add('ledger.problem.registerAmbiguous', { sheet: grid.name }, { titles });
      return [];
    });
    const before = collector.list();
    if (!hasErrors(before) && tables.length === 0) problems.push(nothingIn(name, grids, sheets));
    for (const { table } of tables) found.push({ file: name, table, rows: rowsOf(name, table, collector) });
    problems.push(...collector.list());
  }
  problems.push(...repeated(found));
  if (hasErrors(problems)) return fail(problems);
  return succeed(
    registers.flatMap((register): RegisterData[] => {
      const own = found.filter(({ table }) => table.sheet.register === register);
      if (own.length === 0) return [];
      const tables = new Map<string, RegisterRow[]>();
      for (const { table, rows } of own) {
        tables.set(table.sheet.id, [...(tables.get(table.sheet.id) ?? []), ...rows]);
      }
      return [{ register, files: [...new Set(own.map(({ file }) => file))], tables }];
    }),
    problems,
  );
}

interface Found {
  readonly file: string;
  readonly table: Table<RegisterSheet>;
  readonly rows: readonly RegisterRow[];
}

/** A table of a register as a sheet that is looked for in files. */
export interface RegisterSheet extends NamedTable {
  readonly register: Register;
  readonly definition: RegisterTable;
}

/** The sheets of a register, in the order of its definition. */
export function sheetsOfRegister(register: Register): readonly RegisterSheet[] {
  return Object.entries(register.tables).map(([id, definition]) => ({
    id,
    title: definition.title,
    aliases: definition.aliases,
    help: definition.help,
    required: false,
    columns: Object.entries(definition.columns).map(([key, one]) => columnOf(key, one)),
    register,
    definition,
  }));
}

function columnOf(key: string, one: RegisterColumn): Column {
  const { title, aliases, help, required, width } = one;
  return { key, title, aliases, help, content: contentOf(one), required, importOnly: false, width };
}

function contentOf(one: RegisterColumn): ColumnContent {
  switch (one.type) {
    case 'choice':
      return one.others
        ? { type: 'choice', choices: one.choices }
        : { type: 'option', options: one.choices.map((label) => ({ id: label, label, aliases: [] })) };
    case 'yesNo':
      return { type: 'option', options: optionsOf('yesNo', ['yes', 'no']) };
    case 'number':
      return { type: 'number' };
    case 'money':
      return { type: 'amount' };
    default:
      return { type: 'text' };
  }
}

/** What a column offers to choose from. */
export function choicesOfColumn({ content }: Column): readonly string[] {
  if (content.type === 'option') return content.options.map(({ label }) => label);
  return content.type === 'choice' ? content.choices : [];
}

function gridsOf(name: string, bytes: Uint8Array, problems: ProblemCollector): readonly Grid[] | undefined {
  if (!isTextTable(bytes)) return readGrids(bytes, LIMITS, problems);
  const grid = readTextGrid(bytes, name.replace(/\.[^.]*$/u, ''), LIMITS, problems);
  return grid === undefined ? undefined : [grid];
}

/** By its name; else by its headings: those tables of which most columns are there. One, where nothing is open. */
function sheetsFor(grid: Grid, sheets: readonly RegisterSheet[]): readonly RegisterSheet[] {
  const name = normalName(grid.name);
  if (grid.rows.length === 0 || name.endsWith(normalName(say('register.template.example')))) return [];
  const named = sheets.filter((one) =>
    [one.title, ...one.aliases].some((title) => normalName(title) === name),
  );
  const fitting = (named.length > 0 ? named : sheets).filter((one) => fitsSheet(grid, one));
  if (fitting.length === 0) return named.slice(0, 1);
  // What fits is read once more to see how much of it does; problems of that belong to nobody.
  const counts = fitting.map((one) => readTable(grid, one, new ProblemCollector('')).columns.size);
  const best = Math.max(...counts);
  return fitting.filter((_, index) => counts[index] === best);
}

function nothingIn(file: string, grids: readonly Grid[], sheets: readonly RegisterSheet[]): Problem {
  const wanted = sheets
    .map(({ title, columns }) => {
      const required = columns.filter((one) => one.required).map((one) => one.title);
      return say('register.wanted', { title, columns: required.join('、') });
    })
    .join('；');
  const names = grids.map(({ name }) => name).join('、');
  return problem('register.problem.nothing', 'error', { file }, { sheets: names, wanted });
}

function rowsOf(
  file: string,
  { sheet, name, rows }: Table<RegisterSheet>,
  problems: ProblemCollector,
): readonly RegisterRow[] {
  const amounts = new AmountReader(problems, '元');
  const choices = new Map(
    sheet.columns.map(({ key, content }) => [
      key,
      makeChoices(content.type === 'option' ? content.options : []),
    ]),
  );
  return rows.map((row): RegisterRow => {
    const values = new Map<string, RegisterValue>();
    for (const column of sheet.columns) {
      const value = cellValue(row, column, sheet.definition, { amounts, choices, problems });
      if (value !== undefined && value !== 'wrong') values.set(column.key, value);
      const isEmpty = value === undefined && column.required && row.has(column.key);
      if (isEmpty) problems.add('ledger.problem.required', row.spot(column.key), { column: column.title });
    }
    inOrder(row, values, sheet, problems);
    return { file, sheet: name, number: row.number, values };
  });
}

interface Readers {
  readonly amounts: AmountReader;
  readonly choices: ReadonlyMap<string, Choices>;
  readonly problems: ProblemCollector;
}

function cellValue(
  row: TableRow,
  column: Column,
  { columns }: RegisterTable,
  { amounts, choices, problems }: Readers,
): Read<RegisterValue> {
  switch (columns[column.key]?.type) {
    case 'money': {
      const fen = amounts.read(row, column);
      if (fen === undefined || fen === 'wrong') return fen;
      return { type: 'number', number: { digits: fen, decimals: 2 } };
    }
    case 'number': {
      const number = readNumber(row, column, problems);
      return number === undefined || number === 'wrong' ? number : { type: 'number', number };
    }
    case 'date': {
      const text = readText(row, column.key, problems);
      if (text === '' || text === 'wrong') return text === '' ? undefined : text;
      const day = parseDay(text);
      if (day !== undefined) return { type: 'date', day };
      const params = { column: column.title, value: shorten(text) };
      problems.add('ledger.problem.dayWrong', row.spot(column.key), params);
      return 'wrong';
    }
    case 'choice':
    case 'yesNo':
      if (column.content.type === 'option') {
        const known = choices.get(column.key) ?? makeChoices([]);
        const chosen = readChoice(row, column, known, problems);
        if (chosen === undefined || chosen === 'wrong') return chosen;
        return { type: 'text', text: known.labelOf(chosen) };
      }
      return textOf(row, column, problems);
    default:
      return textOf(row, column, problems);
  }
}

function textOf(row: TableRow, { key }: Column, problems: ProblemCollector): Read<RegisterValue> {
  const text = readText(row, key, problems);
  if (text === 'wrong') return text;
  return text === '' ? undefined : { type: 'text', text };
}

/** Days that follow each other: what is done before it begins is a slip of the pen. */
function inOrder(
  row: TableRow,
  values: ReadonlyMap<string, RegisterValue>,
  { definition, columns }: RegisterSheet,
  problems: ProblemCollector,
): void {
  const titles = new Map(columns.map(({ key, title }) => [key, title]));
  let last: { readonly key: string; readonly day: string } | undefined;
  for (const key of definition.order ?? []) {
    const value = values.get(key);
    if (value?.type !== 'date') continue;
    if (last !== undefined && value.day < last.day) {
      problems.add('ledger.problem.dayOrder', row.spot(key), {
        column: titles.get(key) ?? key,
        day: value.day,
        earlier: titles.get(last.key) ?? last.key,
        first: last.day,
      });
    }
    last = { key, day: value.day };
  }
}

/** Rows with one key twice, in one file or in two: nothing may count twice. */
function repeated(found: readonly Found[]): readonly Problem[] {
  const seen = new Map<string, { readonly file: string; readonly spot: Spot }>();
  return found.flatMap(({ file, table, rows }) => {
    const { sheet } = table;
    const keys = sheet.definition.key ?? [];
    if (keys.length === 0) return [];
    const titles = keys.map((key) => sheet.definition.columns[key]?.title ?? key).join('、');
    return rows.flatMap((row, index): Problem[] => {
      const values = keys.map((key) => row.values.get(key));
      if (values.some((value) => value === undefined)) return [];
      const written = values.map((value) => (value === undefined ? '' : sayValue(value)));
      const key = JSON.stringify([sheet.register.id, sheet.id, ...written.map(normalName)]);
      const spot = table.rows[index]?.spot(keys[0] ?? '') ?? {};
      const first = seen.get(key);
      if (first === undefined) {
        seen.set(key, { file, spot });
        return [];
      }
      const params = { columns: titles, value: written.join('、'), first: saidAt(first, file) };
      return [problem('register.problem.twice', 'error', { file, ...spot }, params)];
    });
  });
}

function saidAt({ file, spot }: { readonly file: string; readonly spot: Spot }, here: string): string {
  return file === here ? saySpot(spot) : `${file} ${saySpot(spot)}`;
}

/** A value as people write it. */
export function sayValue(value: RegisterValue): string {
  if (value.type === 'text') return value.text;
  return value.type === 'date' ? value.day : printDecimal(value.number);
}
