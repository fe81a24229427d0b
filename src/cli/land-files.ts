import { basename } from 'node:path';
import { normalName } from '../accounts/tree.ts';
import { openTables } from '../ledger/import.ts';
import { fail, hasErrors, type Problem, problem, type Result } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { type Bound, bindResults, type Computed, computeAll, unknownMeasures } from '../performance/bind.ts';
import { loadLibrary } from '../performance/load-library.ts';
import { loadRegisters, loadSurveys } from '../performance/load-registers.ts';
import type { Period } from '../performance/measure.ts';
import { periodOf } from '../performance/period.ts';
import { type RegisterData, type RegisterFile, readRegisters } from '../performance/read-register.ts';
import type { Register } from '../performance/register.ts';
import { registerOfSurvey } from '../performance/survey.ts';
import { definitionFolders } from '../working/definition-folders.ts';
import { type CommonOptions, loadEnvironment } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import { landResults } from '../writing/land-results.ts';
import { landedLine } from './performance-register-print.ts';
import { replaceKeeping } from './replace.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

/** Everything whose measures an indicator may name; what is wrong with one is said where it is used. */
function knownRegisters(options: CommonOptions): readonly Register[] {
  const registers = loadRegisters(definitionFolders(options, 'registers'));
  const surveys = loadSurveys(definitionFolders(options, 'surveys'));
  return [
    ...(registers.ok ? registers.value : []),
    ...(surveys.ok ? surveys.value.map(registerOfSurvey) : []),
  ];
}

export interface LandOptions extends CommonOptions {
  readonly from?: string;
  readonly asOf?: string;
  readonly project?: string;
  readonly replace?: boolean;
}

/** What differs between kinds of evidence: what their source says, and what is to be remarked of what landed. */
export interface LandMeans {
  readonly describe: (
    computed: readonly Computed[],
    data: readonly RegisterData[],
    period: Period,
  ) => readonly Computed[];
  readonly remarks: (bound: readonly Bound[]) => readonly string[];
}

const PLAIN: LandMeans = { describe: (computed) => computed, remarks: () => [] };

/**
 * Reads registers, computes their measures, and puts the values into the workbook.
 *
 * @param files registers, and the budget workbook as the last; alone it holds its registers itself
 */
export function landFiles(
  files: readonly string[],
  registers: readonly Register[],
  options: LandOptions,
  { describe, remarks }: LandMeans = PLAIN,
): number {
  const workbook = files.at(-1) ?? '';
  const inputs = files.length > 1 ? files.slice(0, -1) : files;
  const environment = loadEnvironment(options);
  const library = loadLibrary(definitionFolders(options, 'indicators'));
  const bytes = readInput(workbook);
  printProblems([...environment.problems, ...library.problems, ...bytes.problems]);
  if (!environment.ok || !library.ok || !bytes.ok) return EXIT.unusable;
  const { accounts, library: packs } = environment.value;
  const opened = openTables(bytes.value, workbook, { packs, accounts });
  const read = readFiles(inputs, registers);
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
  const computed = describe(computeAll(read.value, period.value), read.value, period.value);
  const { bound, problems: unbound } = bindResults(projects, computed, library.value, asked !== undefined);
  const problems = [...unbound, ...unknownMeasures(projects, knownRegisters(options))];
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
  for (const line of remarks(bound)) print(line);
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

/** Reads files of registers; every problem at once. */
export function readFiles(
  files: readonly string[],
  registers: readonly Register[],
): Result<readonly RegisterData[]> {
  const problems: Problem[] = [];
  const inputs: RegisterFile[] = [];
  for (const file of files) {
    const bytes = readInput(file);
    problems.push(...bytes.problems);
    if (bytes.ok) inputs.push({ name: basename(file), bytes: bytes.value });
  }
  if (hasErrors(problems)) return fail(problems);
  return readRegisters(inputs, registers);
}
