import type { AccountBook } from '../accounts/book.ts';
import { normalName } from '../accounts/tree.ts';
import type { Fact } from '../facts/fact.ts';
import type { Project, Unit } from '../facts/records.ts';
import type { Space } from '../facts/space.ts';
import { fail, hasErrors, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Fen } from '../money/amount.ts';
import { packSpace } from '../packs/space.ts';
import { AccountReader, isClassification } from './import-accounts.ts';
import { type ImportLimits, LIMITS } from './import-bytes.ts';
import { checkProject } from './import-checks.ts';
import { type ImportContext, type LineContext, rowsOf, type Tables } from './import-context.ts';
import { ProjectDirectory, UnitDirectory } from './import-directory.ts';
import { EntryReader } from './import-entries.ts';
import { type Grid, readGrids } from './import-grid.ts';
import { readLastYear, readLines, settleLastYear } from './import-lines.ts';
import { readPerformanceWork } from './import-performance-work.ts';
import { ProblemCollector } from './import-problems.ts';
import {
  procurementFact,
  type ReadProjects,
  readAssets,
  readIndicators,
  readPlans,
  readProcurement,
  readProjects,
  readTexts,
  readUnits,
} from './import-records.ts';
import { readResults } from './import-results.ts';
import { holdsSettings, type PackSource, readSettings, type Settings } from './import-settings.ts';
import { fitsSheet, readTable, type Table } from './import-table.ts';
import { AmountReader } from './import-values.ts';
import type { Ledger } from './ledger.ts';
import { treesOf } from './rows.ts';
import { type AmountUnit, LATER_SHEETS, type Sheet, type SheetId, sheetsOf } from './sheets.ts';
import { ledgerSpace, lineTest } from './statements.ts';

export { type ImportLimits, LIMITS } from './import-bytes.ts';
export type { PackSource } from './import-settings.ts';

/** What an import needs beside the file. */
export interface ImportOptions {
  readonly packs: PackSource;
  readonly accounts: AccountBook;
  readonly limits?: ImportLimits;
}

/**
 * Reads a budget workbook back, whatever a person did to it. Every problem is reported at once; with errors there
 * is no ledger. Never throws for what the file holds.
 */
export function importWorkbook(bytes: Uint8Array, fileName: string, options: ImportOptions): Result<Ledger> {
  const opened = openTables(bytes, fileName, options);
  return opened.ok ? succeed(opened.value.ledger, opened.problems) : opened;
}

/** A budget workbook with where its tables stand in the file, for whoever adds to it. */
export interface OpenedWorkbook {
  readonly ledger: Ledger;
  readonly tables: Tables;
  /** The unit of amounts that nothing else gives one. */
  readonly amountUnit: AmountUnit;
}

/** {@link importWorkbook}, with the tables that the ledger was read from. */
export function openTables(
  bytes: Uint8Array,
  fileName: string,
  options: ImportOptions,
): Result<OpenedWorkbook> {
  const problems = new ProblemCollector(fileName);
  const grids = readGrids(bytes, options.limits ?? LIMITS, problems);
  const opened = grids === undefined ? undefined : importGrids(grids, options, problems);
  const found = problems.list();
  return opened === undefined || hasErrors(found) ? fail(found) : succeed(opened, found);
}

/** Whether a file is a budget workbook of this program, good or bad, and not somebody's published tables. */
export function isBudgetWorkbook(bytes: Uint8Array): boolean {
  const grids = readGrids(bytes, LIMITS, new ProblemCollector(''));
  return grids?.some(holdsSettings) ?? false;
}

/** A ledger from sheets, wherever they come from; undefined, with problems, where they are no budget. */
export function importGrids(
  grids: readonly Grid[],
  options: ImportOptions,
  problems: ProblemCollector,
): OpenedWorkbook | undefined {
  const found = tablesOfGrids(grids, options, problems);
  if (found === undefined) return undefined;
  const { settings, space, tables } = found;
  const ledger = readLedger(tables, settings, space, options.accounts, problems);
  return { ledger, tables, amountUnit: settings.amountUnit };
}

/** The settings and tables of a workbook, before anything is understood of their rows. */
export interface TablesOfGrids {
  readonly settings: Settings;
  readonly space: Space;
  readonly tables: Tables;
}

/** The tables of a budget workbook; undefined, with problems, where it is none. */
export function tablesOf(
  bytes: Uint8Array,
  options: ImportOptions,
  problems: ProblemCollector,
): TablesOfGrids | undefined {
  const grids = readGrids(bytes, options.limits ?? LIMITS, problems);
  return grids === undefined ? undefined : tablesOfGrids(grids, options, problems);
}

function tablesOfGrids(
  grids: readonly Grid[],
  options: ImportOptions,
  problems: ProblemCollector,
): TablesOfGrids | undefined {
  const settingsGrid = findSettingsGrid(grids, problems);
  if (settingsGrid === undefined) return undefined;
  const settings = readSettings(settingsGrid, options.packs, problems);
  if (settings === undefined) return undefined;
  const space = packSpace(settings.pack, options.accounts, {
    year: settings.year,
    entities: [settings.department],
  });
  const others = grids.filter((grid) => grid !== settingsGrid);
  return {
    settings,
    space,
    tables: findTables(others, sheetsOf(settings.pack, space, planMonths()), problems),
  };
}

/** A plan may have months beside those of the pack: whoever writes a column for one wants it read. */
function planMonths(): readonly number[] {
  return Array.from({ length: 12 }, (_, index) => index + 1);
}

function findSettingsGrid(grids: readonly Grid[], problems: ProblemCollector): Grid | undefined {
  const names = [say('ledger.sheet.settings'), ...say('ledger.sheetAliases.settings').split('|')].map(
    normalName,
  );
  const named = grids.find((grid) => names.includes(normalName(grid.name)));
  const found = named !== undefined && holdsSettings(named) ? named : (grids.find(holdsSettings) ?? named);
  if (found === undefined)
    problems.add('ledger.problem.sheetMissing', {}, { sheet: say('ledger.sheet.settings') });
  return found;
}

/** Sheets that most budgets have no use for, or none yet: nobody is told that they are not there. */
const UNMISSED: readonly SheetId[] = ['localAccounts', ...LATER_SHEETS];

/** Finds each sheet by its name or another one for it, and a needed one that is missing by its headings. */
function findTables(grids: readonly Grid[], sheets: readonly Sheet[], problems: ProblemCollector): Tables {
  const grid = new Map<SheetId, Grid>();
  const free = new Set(grids);
  const take = (sheet: Sheet, found: Grid | undefined) => {
    if (found === undefined) return;
    grid.set(sheet.id, found);
    free.delete(found);
  };
  const named = (names: readonly string[]) => {
    const wanted = names.map(normalName);
    return [...free].find(({ name }) => wanted.includes(normalName(name)));
  };
  for (const sheet of sheets) take(sheet, named([sheet.title]));
  for (const sheet of sheets) if (!grid.has(sheet.id)) take(sheet, named(sheet.aliases));
  for (const sheet of sheets) {
    if (grid.has(sheet.id)) continue;
    const fitting = [...free].find((one) => fitsSheet(one, sheet));
    take(sheet, fitting);
    if (fitting !== undefined) {
      problems.add('ledger.problem.sheetGuessed', { sheet: fitting.name }, { sheet: sheet.title });
    } else if (sheet.required) problems.add('ledger.problem.sheetMissing', {}, { sheet: sheet.title });
    else if (!UNMISSED.includes(sheet.id)) {
      problems.add('ledger.problem.optionalSheetMissing', {}, { sheet: sheet.title });
    }
  }
  const ours = [say('ledger.sheet.guide'), say('ledger.sheet.lists'), say('drafting.sheet')];
  for (const { name, rows } of free) {
    if (rows.length === 0 || ours.includes(name)) continue;
    problems.add('ledger.problem.sheetIgnored', { sheet: name }, { sheet: name });
  }
  const tables = new Map<SheetId, Table>();
  for (const sheet of sheets) {
    const found = grid.get(sheet.id);
    if (found !== undefined) tables.set(sheet.id, readTable(found, sheet, problems));
  }
  return tables;
}

function readLedger(
  tables: Tables,
  settings: Settings,
  space: Space,
  accounts: AccountBook,
  problems: ProblemCollector,
): Ledger {
  const { pack, year, department, unitParts } = settings;
  const base = {
    pack,
    year,
    department,
    space,
    problems,
    amounts: new AmountReader(problems, settings.amountUnit),
    accounts: new AccountReader(treesOf(pack, accounts, year, []), accounts, problems),
  };
  const { units, facts: headcounts } = readUnits(tables, withUnits(base, []));
  const context = withUnits(base, units);
  readLocalAccounts(tables, context);
  const read = readProjects(tables, context);
  const lineContext: LineContext = {
    ...context,
    projects: new ProjectDirectory(read.projects, problems),
    projectByCode: new Map(read.projects.map((project) => [project.code, project])),
    kindOfProject: read.kinds,
  };
  const lines = readLines(tables, lineContext);
  const lastYear = readLastYear(tables, lineContext);
  const projects = completeProjects(read, lines, tables, lineContext);
  const procurement = readProcurement(tables, lineContext);
  const assets = readAssets(tables, lineContext);
  const texts = readTexts(tables, lineContext);
  const execution = new EntryReader(lineContext, lines).read(tables);
  const results = readResults(tables, projects, lineContext);
  const performanceWork = readPerformanceWork(tables, lineContext);
  const localNames = context.accounts.finish();
  context.amounts.finish();
  const facts = [
    ...lines,
    ...headcounts,
    ...procurement.map(({ line, spot }) => procurementFact(line, year, spot)),
    ...assets,
  ];
  const records = {
    department,
    units,
    projects,
    procurement: procurement.map(({ line }) => line),
    texts,
  };
  const unsettled: Ledger = {
    pack: pack.id,
    year,
    records,
    facts,
    lastYear,
    execution,
    ...(results.length === 0 ? {} : { results }),
    ...(performanceWork.length === 0 ? {} : { performanceWork }),
    localNames,
    unitParts,
  };
  return settle(unsettled, accounts, lineContext);
}

type Unfinished = Omit<ImportContext, 'units' | 'unitByCode'>;

function withUnits(base: Unfinished, units: readonly Unit[]): ImportContext {
  return {
    ...base,
    units: new UnitDirectory(base.department, units, base.problems),
    unitByCode: new Map(units.map((unit) => [unit.code, unit])),
  };
}

/** Last year's rows can be judged only once everything is there. */
function settle(ledger: Ledger, accounts: AccountBook, context: LineContext): Ledger {
  const space = ledgerSpace(ledger, context.pack, accounts);
  const { lastYear } = ledger;
  if (lastYear === undefined) return ledger;
  return { ...ledger, lastYear: settleLastYear(lastYear, lineTest(ledger, space), context) };
}

function readLocalAccounts(tables: Tables, context: ImportContext): void {
  for (const reader of rowsOf(tables, 'localAccounts', context)) {
    const classification = reader.choice('classification');
    const code = reader.text('accountCode').normalize('NFKC').replace(/\s/gu, '');
    const name = reader.text('accountName');
    const complete = [
      reader.need('classification', classification),
      reader.need('accountCode', code),
      reader.need('accountName', name),
    ];
    if (!complete.every(Boolean) || classification === undefined || !isClassification(classification))
      continue;
    context.accounts.declare(classification, code, name, reader.spot('accountCode'));
  }
}

/** Projects with their plans and indicators, checked. */
function completeProjects(
  { projects, spots }: ReadProjects,
  lines: readonly Fact[],
  tables: Tables,
  context: LineContext,
): readonly Project[] {
  const sums = new Map<string, Fen>();
  for (const { at, value } of lines) {
    if (at.flow !== 'expenditure' || at.project === undefined) continue;
    sums.set(at.project, (sums.get(at.project) ?? 0n) + value);
  }
  const budgetOf = (project: Project): Fen => sums.get(project.code) ?? project.statedBudget ?? 0n;
  const plans = readPlans(tables, context, budgetOf);
  const indicators = readIndicators(tables, context);
  return projects.map((project) => {
    const plan = plans.get(project.code);
    const complete: Project = {
      ...project,
      indicators: indicators.get(project.code) ?? [],
      plan: (plan?.steps ?? []).map(({ month, cumulative }) => ({ month, cumulative })),
    };
    checkProject(
      complete,
      {
        spot: spots.get(project.code) ?? {},
        budget: budgetOf(project),
        hasLines: sums.has(project.code),
        plan,
      },
      context,
    );
    return complete;
  });
}
