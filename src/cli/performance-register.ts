import { normalName } from '../accounts/tree.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { computeAll, isMeasureNamed } from '../performance/bind.ts';
import { loadRegisters, readRegisterDefinition, registerFiles } from '../performance/load-registers.ts';
import { periodOf } from '../performance/period.ts';
import type { Register } from '../performance/register.ts';
import { definitionFolders } from '../working/definition-folders.ts';
import type { CommonOptions } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import { writeRegisterTemplate } from '../writing/register-template.ts';
import { type LandOptions, landFiles, readFiles } from './land-files.ts';
import { type NewFileOptions, writeNewFile } from './new-file.ts';
import { computedJson, computedLines } from './performance-register-print.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

/** `mingzhang performance register list`: the kinds of registers with their tables and measures. */
export function listRegisters(options: CommonOptions): number {
  const registers = loadRegisters(definitionFolders(options, 'registers'));
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
  for (const file of files.length > 0 ? files : registerFiles(definitionFolders(options, 'registers'))) {
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

/** `mingzhang performance register template`: an empty form. Never overwrites a file unasked. */
export async function registerTemplate(
  kind: string,
  options: CommonOptions & NewFileOptions,
): Promise<number> {
  const found = findRegisters(options, kind);
  printProblems(found.problems);
  const register = found.ok ? found.value[0] : undefined;
  if (register === undefined) return EXIT.unusable;
  return writeNewFile(options, register.title, 'xlsx', (year) => writeRegisterTemplate(register, year));
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
  const kinds = findRegisters(options, options.kind);
  const read = kinds.ok ? readFiles(files, kinds.value) : kinds;
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

/**
 * `mingzhang performance register import`: the values that registers give land in the sheet of results. With an error in a
 * register nothing does: a value over some of its rows would be wrong without looking so.
 *
 * @param files registers, and the budget workbook as the last; alone it holds its registers itself
 */
export function importRegister(
  files: readonly string[],
  options: LandOptions & { readonly kind?: string },
): number {
  const registers = findRegisters(options, options.kind);
  printProblems(registers.problems);
  return registers.ok ? landFiles(files, registers.value, options) : EXIT.unusable;
}

/** Registers of one kind, by id or title, or all. */
function findRegisters(options: CommonOptions, kind: string | undefined): Result<readonly Register[]> {
  const loaded = loadRegisters(definitionFolders(options, 'registers'));
  if (!loaded.ok || kind === undefined) return loaded;
  const found = loaded.value.filter(
    ({ id, title }) => id === kind.trim() || normalName(title) === normalName(kind),
  );
  if (found.length > 0) return succeed(found, loaded.problems);
  const allowed = loaded.value.map(({ id, title }) => `${id}（${title}）`).join('、');
  return fail([...loaded.problems, problem('register.problem.unknownKind', 'error', {}, { kind, allowed })]);
}
