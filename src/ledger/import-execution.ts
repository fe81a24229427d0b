import type { AccountBook } from '../accounts/book.ts';
import { normalName } from '../accounts/tree.ts';
import type { Coordinate } from '../facts/fact.ts';
import { fail, hasErrors, type Problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import type { Entry } from './entries.ts';
import { AccountReader } from './import-accounts.ts';
import { type ImportLimits, LIMITS } from './import-bytes.ts';
import type { LineContext } from './import-context.ts';
import { isTextTable, readTextGrid } from './import-csv.ts';
import { ProjectDirectory, UnitDirectory } from './import-directory.ts';
import { EntryReader } from './import-entries.ts';
import { type Grid, readGrids } from './import-grid.ts';
import { ProblemCollector } from './import-problems.ts';
import { fitsSheet, readTable, type Table, type TableRow } from './import-table.ts';
import { AmountReader } from './import-values.ts';
import type { Ledger } from './ledger.ts';
import { treesOf } from './rows.ts';
import { EXECUTION_SHEETS, type Sheet, sheetsOf } from './sheets.ts';
import { ledgerSpace } from './statements.ts';

/** A row of a file of payments and changes of the budget. */
export interface ExecutionRow {
  /** The sheet of the file, and the row as people count it. */
  readonly sheet: string;
  readonly number: number;
  /** What its cells hold, by the title of their column. */
  cells(): ReadonlyMap<string, string>;
  /** None where something is wrong with the row. */
  readonly entry: Entry | undefined;
  /** What the row itself says of the entry's coordinate. */
  readonly stated: Coordinate;
  /** What is wrong with the row. */
  readonly problems: readonly Problem[];
}

export interface ExecutionFileOptions {
  readonly pack: Pack;
  readonly accounts: AccountBook;
  readonly limits?: ImportLimits;
}

/**
 * Reads a workbook or a text table of payments and changes of the budget against the ledger they belong to: its units,
 * projects and codes. Amounts are in 元 unless heading, column or cell say otherwise. What is wrong with a row stands at
 * the row; problems of the result are those of the file, and with errors among them nothing can be read of it.
 */
export function readExecutionFile(
  bytes: Uint8Array,
  fileName: string,
  ledger: Ledger,
  { pack, accounts, limits = LIMITS }: ExecutionFileOptions,
): Result<readonly ExecutionRow[]> {
  const problems = new ProblemCollector(fileName);
  const name = fileName.replace(/^.*[\\/]/u, '').replace(/\.[^.]*$/u, '');
  const text = isTextTable(bytes) ? readTextGrid(bytes, name, limits, problems) : undefined;
  const grids = isTextTable(bytes) ? text && [text] : readGrids(bytes, limits, problems);
  if (grids === undefined) return fail(problems.list());
  const context = contextOf(ledger, pack, accounts, problems);
  const tables = findExecution(grids, sheetsOf(pack, context.space), problems);
  const file = problems.list();
  if (hasErrors(file)) return fail(file);
  const reader = new EntryReader(context, ledger.facts, true);
  const read = tables.flatMap((table) =>
    reader.readRows(new Map([[table.sheet.id, table]])).map((row) => ({ table, ...row })),
  );
  const wrong = bySpot(problems.list().slice(file.length));
  const rows = read.map(({ table, row, entry, stated }): ExecutionRow => {
    const { sheet = '' } = row.spot('date');
    const found = wrong.get(`${sheet} ${row.number}`) ?? [];
    return {
      sheet,
      number: row.number,
      // Made only for rows that are left out.
      cells: () => cellsOf(table.sheet, row),
      entry,
      stated,
      problems: found,
    };
  });
  return succeed(rows, file);
}

/** What the rows need to know of the budget. */
function contextOf(
  ledger: Ledger,
  pack: Pack,
  accounts: AccountBook,
  problems: ProblemCollector,
): LineContext {
  const { year, records, localNames } = ledger;
  const { department, units, projects } = records;
  return {
    pack,
    year,
    department,
    space: ledgerSpace(ledger, pack, accounts),
    problems,
    amounts: new AmountReader(problems, '元'),
    accounts: new AccountReader(treesOf(pack, accounts, year, localNames), accounts, problems),
    units: new UnitDirectory(department, units, problems),
    unitByCode: new Map(units.map((unit) => [unit.code, unit])),
    projects: new ProjectDirectory(projects, problems),
    projectByCode: new Map(projects.map((project) => [project.code, project])),
    kindOfProject: new Map(),
  };
}

/** Every sheet that has the columns, whatever it is called: platforms make one a month. */
function findExecution(
  grids: readonly Grid[],
  sheets: readonly Sheet[],
  problems: ProblemCollector,
): readonly Table[] {
  const [payments, adjustments] = EXECUTION_SHEETS.map((id) => sheets.find((sheet) => sheet.id === id));
  if (payments === undefined || adjustments === undefined)
    throw new Error('A pack without sheets of execution');
  const isNamed = ({ name }: Grid, sheet: Sheet) =>
    [sheet.title, ...sheet.aliases].some((one) => normalName(one) === normalName(name));
  const example = say('execution.template.example');
  const filled = grids.filter(({ name, rows }) => rows.length > 0 && name !== example);
  const found = filled.flatMap((grid) => {
    const sheet = [payments, adjustments].find((one) => isNamed(grid, one));
    if (sheet !== undefined) return [readTable(grid, sheet, problems)];
    return fitsSheet(grid, payments) ? [readTable(grid, payments, problems)] : [];
  });
  const [first] = filled;
  if (found.length > 0) return found;
  // Nothing fits: say what the first sheet lacks.
  return first === undefined ? [] : [readTable(first, payments, problems)];
}

function bySpot(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const found = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { sheet = '', cell = '' } = problem.where;
    const key = `${sheet} ${/\d+$/u.exec(cell)?.[0] ?? ''}`;
    const known = found.get(key);
    if (known === undefined) found.set(key, [problem]);
    else known.push(problem);
  }
  return found;
}

function cellsOf({ columns }: Sheet, row: TableRow): ReadonlyMap<string, string> {
  return new Map(
    columns
      .filter(({ key }) => row.has(key))
      .map(({ key, title }) => [title, row.cells(key).map(({ cell }) => cell.text)[0] ?? '']),
  );
}

/** What is said of a row whose own problem is among those that are too many to list. */
export function sayReasons({ problems }: Pick<ExecutionRow, 'problems'>): string {
  const errors = problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
  return errors.length === 0 ? say('execution.reasonUnlisted') : errors.join(' ');
}
