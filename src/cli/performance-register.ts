import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { normalName } from '../accounts/tree.ts';
import { parseDay } from '../ledger/dates.ts';
import { openTables } from '../ledger/import.ts';
import { fail, hasErrors, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { bindResults, computeAll, isMeasureNamed, unknownMeasures } from '../performance/bind.ts';
import { loadLibrary } from '../performance/load-library.ts';
import { loadRegisters, readRegisterDefinition, registerFiles } from '../performance/load-registers.ts';
import type { Period } from '../performance/measure.ts';
import { type RegisterData, type RegisterFile, readRegisters } from '../performance/read-register.ts';
import type { Register } from '../performance/register.ts';
import { type CommonOptions, loadEnvironment } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import { writeAll } from '../working/output.ts';
import { landResults } from '../writing/land-results.ts';
import { writeRegisterTemplate } from '../writing/register-template.ts';
import { libraryFolders } from './indicators.ts';
import { computedJson, computedLines, landedLine } from './performance-register-print.ts';
import { replaceKeeping } from './replace.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

/** Registers beside the shipped ones stand in `registers` of the folder of packs. */
function registerFolders({ packs }: CommonOptions): readonly string[] {
  const folder = packs === undefined ? undefined : join(packs, 'registers');
  return folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
    ? [folder]
    : [];
}

/** `mingzhang performance register list`: the kinds of registers with their tables and measures. */
export function listRegisters(options: CommonOptions): number {
  const registers = loadRegisters(registerFolders(options));
  printProblems(registers.problems);
  if (!registers.ok) return EXIT.unusable;
  for (const { id, title, description, tables, measures } of registers.value) {
    print(say('register.cli.listed', { id, title, description }));
    for (const table of Object.values(tables)) {
      const columns = Object.values(table.columns).map((one) => one.title);
      print(say('register.cli.listedTable', { title: table.title, columns: columns.join('、') }));
    }
    for (const { id: measure, name, unit, note } of measures) {
      const said = note === undefined ? '' : say('register.cli.note', { note });
      print(say('register.cli.listedMeasure', { id: measure, name, unit, note: said }));
    }
  }
  return EXIT.clean;
}

/** `mingzhang performance register validate`: every problem of definitions, with file, line and key. */
export function validateRegisters(files: readonly string[], options: CommonOptions): number {
  let exit: number = EXIT.clean;
  for (const file of files.length > 0 ? files : registerFiles(registerFolders(options))) {
    const bytes = readInput(file);
    const read = bytes.ok ? readRegisterDefinition(file) : bytes;
    printProblems(read.problems);
    if (!read.ok) exit = EXIT.unusable;
    else if ('measures' in read.value) {
      const { tables, measures } = read.value;
      const params = { file, tables: Object.keys(tables).length, measures: measures.length };
      print(say('register.cli.valid', params));
    }
  }
  return exit;
}

export interface RegisterTemplateOptions extends CommonOptions {
  readonly output?: string;
  readonly year?: string;
  readonly force?: boolean;
}

/** `mingzhang performance register template`: an empty form. Never overwrites a file unasked. */
export async function registerTemplate(kind: string, options: RegisterTemplateOptions): Promise<number> {
  const found = findRegisters(options, kind);
  printProblems(found.problems);
  const register = found.ok ? found.value[0] : undefined;
  if (register === undefined) return EXIT.unusable;
  const file = options.output ?? `${register.title}.xlsx`;
  const year = options.year === undefined ? new Date().getFullYear() : Number(options.year);
  const wrong = [
    ...(existsSync(file) && options.force !== true ? [say('cli.exists', { file })] : []),
    ...(file.toLowerCase().endsWith('.xlsx') ? [] : [say('cli.notXlsx', { file })]),
    ...(Number.isInteger(year) && year >= 2000 && year <= 2100
      ? []
      : [say('cli.yearForm', { given: options.year ?? '' })]),
  ];
  if (wrong.length > 0) {
    wrong.forEach(printError);
    return EXIT.unusable;
  }
  const bytes = await writeRegisterTemplate(register, year);
  const written = writeAll(dirname(file), [{ path: basename(file), bytes }]);
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  print(say('register.cli.created', { file }));
  return EXIT.clean;
}

export interface ShowRegisterOptions extends CommonOptions {
  readonly kind?: string;
  readonly from?: string;
  readonly asOf?: string;
  readonly by?: string;
  readonly measure?: string;
  readonly rows?: boolean;
  readonly json?: boolean;
}

/** What a period may be divided into. */
const PARTS = ['month', 'quarter'] as const;

/** `mingzhang performance register show`: the values of all measures, and what became of every row. */
export function showRegister(files: readonly string[], options: ShowRegisterOptions): number {
  const by = PARTS.find((one) => one === options.by);
  if (by === undefined && options.by !== undefined) {
    printError(say('register.cli.byForm', { value: options.by }));
    return EXIT.unusable;
  }
  const read = readRegisterFiles(files, options);
  printProblems(read.problems);
  if (!read.ok) return EXIT.unusable;
  const period = periodOf(read.value, options);
  printProblems(period.problems);
  if (!period.ok) return EXIT.unusable;
  const { measure } = options;
  const all = computeAll(read.value, period.value);
  const computed = measure === undefined ? all : all.filter((one) => isMeasureNamed(one, measure));
  if (computed.length === 0) {
    const allowed = all.map(({ measured }) => measured.measure.name).join('、');
    printError(say('register.cli.measureUnknown', { measure: measure ?? '', allowed }));
    return EXIT.unusable;
  }
  const data = new Map(read.value.map((one) => [one.register.id, one]));
  if (options.json === true) {
    print(JSON.stringify({ period: period.value, measures: computed.map(computedJson) }, undefined, 2));
  } else {
    const means = { data, by, everyRow: options.rows === true || measure !== undefined };
    for (const line of computedLines(computed, means)) print(line);
  }
  return EXIT.clean;
}

export interface ImportRegisterOptions extends CommonOptions {
  readonly kind?: string;
  readonly from?: string;
  readonly asOf?: string;
  readonly project?: string;
  readonly replace?: boolean;
}

/**
 * `mingzhang performance register import`: the values that registers give land in the sheet of results. With an error in a
 * register nothing does: a value over some of its rows would be wrong without looking so.
 *
 * @param files registers, and the budget workbook as the last; alone it holds its registers itself
 */
export function importRegister(files: readonly string[], options: ImportRegisterOptions): number {
  const workbook = files.at(-1) ?? '';
  const registers = files.length > 1 ? files.slice(0, -1) : files;
  const environment = loadEnvironment(options);
  const library = loadLibrary(libraryFolders(options));
  const bytes = readInput(workbook);
  printProblems([...environment.problems, ...library.problems, ...bytes.problems]);
  if (!environment.ok || !library.ok || !bytes.ok) return EXIT.unusable;
  const { accounts, library: packs } = environment.value;
  const opened = openTables(bytes.value, workbook, { packs, accounts });
  const read = readRegisterFiles(registers, options);
  printProblems([...opened.problems.filter(({ severity }) => severity === 'error'), ...read.problems]);
  if (!opened.ok || !read.ok) return EXIT.unusable;
  const { ledger } = opened.value;
  const period = periodOf(read.value, options, ledger.year);
  const pack = packs.load(ledger.pack);
  printProblems([...period.problems, ...pack.problems]);
  if (!period.ok || !pack.ok) return EXIT.unusable;
  const { project: asked } = options;
  const projects = ledger.records.projects.filter(
    ({ code, name }) =>
      asked === undefined || code === asked.trim() || normalName(name) === normalName(asked),
  );
  if (projects.length === 0 && asked !== undefined) {
    const params = { project: asked, sheet: say('ledger.sheet.projects') };
    printProblems([problem('register.problem.projectUnknown', 'error', { file: workbook }, params)]);
    return EXIT.unusable;
  }
  const computed = computeAll(read.value, period.value);
  const known = loadRegisters(registerFolders(options));
  const { bound, problems: unbound } = bindResults(projects, computed, library.value, asked !== undefined);
  const problems = [...unbound, ...(known.ok ? unknownMeasures(projects, known.value) : [])];
  const landed = landResults(bytes.value, opened.value, bound, {
    pack: pack.value,
    accounts,
    file: workbook,
    replace: options.replace === true,
  });
  const found = [...problems, ...landed.problems];
  printProblems(found);
  if (!landed.ok) return EXIT.unusable;
  for (const one of landed.value.landed) print(landedLine(one));
  if (bound.length === 0 && problems.length === 0) {
    const example = computed[0]?.measured.measure.name ?? '';
    print(say('register.cli.nothingBound', { example }));
    return EXIT.broken;
  }
  const exit = found.length === 0 ? EXIT.clean : EXIT.broken;
  if (landed.value.bytes === undefined) {
    print(say('register.cli.nothingNew', { file: workbook }));
    return exit;
  }
  const back = openTables(landed.value.bytes, workbook, { packs, accounts });
  if (!back.ok || hasErrors(back.problems)) {
    printError(say('execution.cli.notReadBack', { file: workbook }));
    return EXIT.unusable;
  }
  const kept = replaceKeeping(workbook, bytes.value, landed.value.bytes);
  printProblems(kept.problems);
  if (!kept.ok) return EXIT.unusable;
  print(say('register.cli.written', { file: workbook, backup: kept.value }));
  return exit;
}

/** Registers of one kind, by id or title, or all. */
function findRegisters(options: CommonOptions, kind: string | undefined): Result<readonly Register[]> {
  const loaded = loadRegisters(registerFolders(options));
  if (!loaded.ok || kind === undefined) return loaded;
  const found = loaded.value.filter(
    ({ id, title }) => id === kind.trim() || normalName(title) === normalName(kind),
  );
  if (found.length > 0) return succeed(found, loaded.problems);
  const allowed = loaded.value.map(({ id, title }) => `${id}（${title}）`).join('、');
  return fail([...loaded.problems, problem('register.problem.unknownKind', 'error', {}, { kind, allowed })]);
}

function readRegisterFiles(
  files: readonly string[],
  options: CommonOptions & { readonly kind?: string },
): Result<readonly RegisterData[]> {
  const registers = findRegisters(options, options.kind);
  if (!registers.ok) return registers;
  const problems: Problem[] = [];
  const inputs: RegisterFile[] = [];
  for (const file of files) {
    const bytes = readInput(file);
    problems.push(...bytes.problems);
    if (bytes.ok) inputs.push({ name: basename(file), bytes: bytes.value });
  }
  if (hasErrors(problems)) return fail(problems);
  return readRegisters(inputs, registers.value);
}

/** As asked for; else from the beginning of the year to the last event that is in the registers. */
function periodOf(
  registers: readonly RegisterData[],
  options: { readonly from?: string; readonly asOf?: string },
  year?: number,
): Result<Period> {
  const last = year === undefined ? lastEvent(registers) : lastEvent(registers, `${year}-12-31`);
  if (options.asOf === undefined && last === undefined) {
    return fail([problem('register.problem.empty', 'error', { file: registers[0]?.files[0] ?? '' })]);
  }
  const until = options.asOf === undefined ? last : parseDay(options.asOf);
  const from = options.from === undefined ? `${(until ?? '').slice(0, 4)}-01-01` : parseDay(options.from);
  if (until === undefined || from === undefined || from > until) {
    const params = { from: options.from ?? from ?? '', until: options.asOf ?? until ?? '' };
    return fail([problem('register.problem.period', 'error', {}, params)]);
  }
  if (year !== undefined && !until.startsWith(`${year}-`)) {
    return fail([problem('register.problem.outsideYear', 'error', {}, { date: until, year })]);
  }
  return succeed({ from, until });
}

/** The last day on which something happened; days that are only planned say nothing. */
function lastEvent(registers: readonly RegisterData[], most = '9999-12-31'): string | undefined {
  let last: string | undefined;
  for (const { register, tables } of registers) {
    for (const [name, rows] of tables) {
      const columns = register.tables[name]?.columns ?? {};
      for (const { values } of rows) {
        for (const [key, value] of values) {
          const column = columns[key];
          if (value.type !== 'date' || column?.type !== 'date' || column.planned) continue;
          if (value.day <= most && (last === undefined || value.day > last)) last = value.day;
        }
      }
    }
  }
  return last;
}
