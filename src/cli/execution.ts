import { basename, dirname } from 'node:path';
import Papa from 'papaparse';
import type { Space } from '../facts/space.ts';
import { parseDay } from '../ledger/dates.ts';
import type { Entry } from '../ledger/entries.ts';
import { type OpenedWorkbook, openTables } from '../ledger/import.ts';
import { type ExecutionRow, readExecutionFile } from '../ledger/import-execution.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { fail, hasErrors, type Problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { admitEntries, haveSameEntries, overdrawn, reasonsOf } from '../performance/execution.ts';
import { progressOf } from '../performance/progress.ts';
import { type CommonOptions, type Environment, loadEnvironment } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import { writeAll } from '../working/output.ts';
import { withEntries } from '../writing/entries.ts';
import { namedProgressJson, progressLines } from './execution-print.ts';
import { replaceKeeping } from './replace.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

export interface ImportExecutionOptions extends CommonOptions {
  /** Import what is right, and list the rest in a file. */
  readonly partial?: boolean;
}

/**
 * `mingzhang execution import`: payments and changes of the budget join the workbook. With an error nothing does, unless
 * `--partial` is asked for.
 */
export function importExecution(file: string, workbook: string, options: ImportExecutionOptions): number {
  const budget = openBudget(workbook, options);
  const bytes = readInput(file);
  printProblems([...errorsOf(budget.problems), ...bytes.problems]);
  if (!budget.ok || !bytes.ok) return EXIT.unusable;
  const { opened, pack, environment, space } = budget.value;
  const { ledger } = opened;
  const read = readExecutionFile(bytes.value, basename(file), ledger, {
    pack,
    accounts: environment.accounts,
  });
  printProblems(read.problems);
  if (!read.ok) return EXIT.unusable;
  const rows = read.value;
  const admission = admitEntries(
    ledger,
    space,
    rows.flatMap(({ entry }) => entry ?? []),
    basename(file),
  );
  const reasons = reasonsOf(rows, admission);
  printProblems([
    ...rows.flatMap((row) => row.problems),
    ...admission.refused.map(({ problem }) => problem),
    ...admission.warnings,
  ]);
  if (reasons.size > 0 && options.partial !== true) {
    printError(say('execution.cli.nothing', { wrong: reasons.size, rows: rows.length }));
    return EXIT.broken;
  }
  const added = new Set(admission.added);
  const fresh = rows.flatMap(({ entry, stated }) =>
    entry !== undefined && added.has(entry) ? [{ entry, stated }] : [],
  );
  if (fresh.length > 0) {
    const context = { pack, accounts: environment.accounts, file: workbook };
    const written = withEntries(budget.value.bytes, opened, fresh, context);
    printProblems(written.problems);
    if (!written.ok) return EXIT.unusable;
    const whole = [...ledger.execution, ...admission.added];
    if (!readsBack(written.value, workbook, whole, environment)) {
      printError(say('execution.cli.notReadBack', { file: workbook }));
      return EXIT.unusable;
    }
    const kept = replaceKeeping(workbook, budget.value.bytes, written.value);
    printProblems(kept.problems);
    if (!kept.ok) return EXIT.unusable;
    print(say('execution.cli.added', { count: fresh.length, file: workbook, backup: kept.value }));
  } else print(say('execution.cli.nothingNew', { file: workbook }));
  if (admission.known.length > 0) print(say('execution.cli.known', { count: admission.known.length }));
  return reasons.size === 0 ? EXIT.clean : writeRejected(file, reasons);
}

export interface ShowExecutionOptions extends CommonOptions {
  readonly asOf?: string;
  readonly json?: boolean;
}

/** `mingzhang execution show`: how far the budget has come by a day. */
export function showExecution(workbook: string, options: ShowExecutionOptions): number {
  const budget = openBudget(workbook, options);
  printProblems(errorsOf(budget.problems));
  if (!budget.ok) return EXIT.unusable;
  const { opened, space } = budget.value;
  const { ledger } = opened;
  const last = ledger.execution.reduce((day, { date }) => (date > day ? date : day), `${ledger.year}-01-01`);
  const asOf = options.asOf === undefined ? last : parseDay(options.asOf);
  if (asOf === undefined || !asOf.startsWith(`${ledger.year}-`)) {
    printError(say('execution.cli.asOf', { given: options.asOf ?? '', year: ledger.year }));
    return EXIT.unusable;
  }
  const progress = progressOf(ledger, asOf);
  if (options.json === true) print(JSON.stringify(namedProgressJson(progress, space), null, 2));
  else for (const line of progressLines(progress, ledger, space)) print(line);
  const problems = overdrawn(ledger, space);
  printProblems(problems);
  return problems.length === 0 ? EXIT.clean : EXIT.broken;
}

interface OpenedBudget {
  readonly bytes: Uint8Array;
  readonly opened: OpenedWorkbook;
  readonly pack: Pack;
  readonly space: Space;
  readonly environment: Environment;
}

function openBudget(workbook: string, options: CommonOptions): Result<OpenedBudget> {
  const environment = loadEnvironment(options);
  if (!environment.ok) return environment;
  const { accounts, library } = environment.value;
  const bytes = readInput(workbook);
  if (!bytes.ok) return bytes;
  const opened = openTables(bytes.value, workbook, { packs: library, accounts });
  if (!opened.ok) return opened;
  const pack = library.load(opened.value.ledger.pack);
  if (!pack.ok) return fail([...pack.problems, ...opened.problems]);
  const space = ledgerSpace(opened.value.ledger, pack.value, accounts);
  return succeed(
    { bytes: bytes.value, opened: opened.value, pack: pack.value, space, environment: environment.value },
    [...environment.problems, ...opened.problems],
  );
}

/** Of a budget only what keeps it from being used matters here; `check` says the rest. */
function errorsOf(problems: readonly Problem[]): readonly Problem[] {
  return problems.filter(({ severity }) => severity === 'error');
}

/** Whether what is about to be written holds the same entries, no more and no fewer, for our own reader. */
function readsBack(
  bytes: Uint8Array,
  workbook: string,
  expected: readonly Entry[],
  { library, accounts }: Environment,
): boolean {
  const read = openTables(bytes, workbook, { packs: library, accounts });
  if (!read.ok || hasErrors(read.problems)) return false;
  return haveSameEntries(expected, read.value.ledger.execution);
}

/** Lists the rows that were left out, as they were, with the reason of each; mended, the file can be imported. */
function writeRejected(file: string, reasons: ReadonlyMap<ExecutionRow, string>): number {
  const titles = [...new Set([...reasons.keys()].flatMap((row) => [...row.cells().keys()]))];
  const lines = [...reasons].map(([row, reason]) => {
    const cells = row.cells();
    const texts = titles.map((title) => cells.get(title) ?? '');
    return [...texts, reason, `${row.sheet} ${row.number}`].map(harmless);
  });
  const head = [...titles, say('execution.cli.reason'), say('execution.cli.row')];
  const name = `${basename(file).replace(/\.[^.]*$/u, '')}.rejected.csv`;
  // Excel takes a text for UTF-8 only with a mark in front.
  const bytes = new TextEncoder().encode(`\ufeff${Papa.unparse([head, ...lines], { newline: '\r\n' })}\r\n`);
  const written = writeAll(dirname(file), [{ path: name, bytes }]);
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  printError(say('execution.cli.rejected', { count: reasons.size, file: written.value[0] ?? name }));
  return EXIT.broken;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe, which the import takes away again. */
function harmless(text: string): string {
  return /^[=+@]|^-(?!\d)/u.test(text) ? `'${text}` : text;
}
