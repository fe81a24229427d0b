import { existsSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import type { Profile } from '../checking/profile.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { formatOf } from '../reading/format.ts';
import { withFindings } from '../reporting/across-report.ts';
import { type AcrossRow, type BatchRow, failedRow, rowOf } from '../reporting/batch.ts';
import type { CheckReport } from '../reporting/check-schema.ts';
import { reportText } from '../reporting/report-text.ts';
import { readInput } from '../working/input.ts';
import { writeAll } from '../working/output.ts';
import { type LimitOptions, type ReadingLimits, readingLimits } from '../working/reading-limits.ts';
import type { MeansOptions } from '../working/reading-means.ts';
import { filesInThreads } from '../working/thread-pool.ts';
import { programVersion } from '../working/version.ts';
import type { AgainstFolder, AgainstTask } from './against.ts';
import type { CheckOptions } from './check.ts';
import { CheckJournal } from './check-journal.ts';
import { printAgainstFolder, printReport, printRow, printTogether } from './check-print.ts';
import { loadProfile } from './check-settings.ts';
import { checkTogether } from './check-together.ts';
import type { CheckTask } from './check-worker.ts';
import type { Meaning } from './counterparts.ts';
import { progressBar } from './progress.ts';
import { filesIn, isFolder } from './read.ts';
import { ReportStore } from './report-store.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

export interface CheckFilesOptions extends CheckOptions, MeansOptions, LimitOptions {
  /** The folder that reports go to. */
  readonly report?: string;
  /** The file with the settings of an office. */
  readonly profile?: string;
  /** Another document that the file is held against, or a folder with the counterparts of all files. */
  readonly against?: string;
  /** What the other document is, where its content does not decide: `earlier` or `approval`. */
  readonly againstAs?: string;
}

/** The settings that are used where none are named: an office keeps them where it works. */
const USUAL_PROFILE = 'checks.yaml';
/** So many documents are told about whole; of more, each gets a line. */
const FEW = 5;
const SCRIPT = new URL('./check-worker.js', import.meta.url);

/**
 * `mingzhang check`: a budget workbook before it is published, or published documents of anybody. A document that
 * cannot be read keeps no other back.
 */
export async function checkFiles(inputs: readonly string[], options: CheckFilesOptions): Promise<number> {
  const [only, ...others] = inputs;
  if (only !== undefined && others.length === 0 && (await isWorkbook(only))) {
    if (options.against === undefined) return (await import('./check.ts')).check(only, options);
    printProblems([problem('cli.against.workbook', 'error', {}, { file: only })]);
    return EXIT.unusable;
  }
  const settings = settingsOf(options);
  printProblems(settings.problems);
  if (!settings.ok) return EXIT.unusable;
  const { profile, weights, limits } = settings.value;
  const files = inputs.flatMap(filesIn);
  if (files.length === 0) {
    printProblems([problem('cli.check.noFiles', 'error', {}, { inputs: inputs.join('、') })]);
    return EXIT.unusable;
  }
  const against = await againstTask(options, files.length, limits);
  printProblems(against.problems);
  if (!against.ok) return EXIT.unusable;
  const among = against.value !== undefined && 'among' in against.value ? against.value.among : [];
  const { report: out } = options;
  const folders = out === undefined ? undefined : foldersOf(inputs, out);
  const journal =
    out === undefined || files.length === 1
      ? undefined
      : new CheckJournal(
          out,
          JSON.stringify([programVersion(), profile ?? '', options, ...among.map(({ sha256 }) => sha256)]),
        );
  const store = files.length > 1 ? new ReportStore(folders) : undefined;
  const failed = new Map<string, string>();
  const rows = new Map<string, BatchRow>();
  for (const file of files) {
    const row = journal?.finished(file);
    if (row === undefined) continue;
    rows.set(file, row);
    store?.restore(file);
  }
  if (rows.size > 0) printError(say('cli.check.goesOn', { done: rows.size, count: files.length }));

  const bar = progressBar();
  const whole = files.length <= FEW && options.json !== true;
  let canStart = true;
  const task: CheckTask = {
    means: options,
    limits: limits.limits,
    ...(profile === undefined ? {} : { profile }),
    ...(folders === undefined ? {} : { folders: Object.fromEntries(folders) }),
    ...(against.value === undefined ? {} : { against: against.value }),
  };
  const answers = filesInThreads<CheckReport>(
    files.filter((file) => !rows.has(file)),
    {
      script: SCRIPT,
      task,
      limits,
      onStart: ({ ok, problems }) => {
        printProblems(problems);
        canStart = ok;
      },
      ...(files.length === 1 ? { onPage: bar.update } : {}),
    },
  );
  for await (const { file, result } of answers) {
    if (files.length > 1) bar.update(rows.size + 1, files.length);
    printProblems(result.problems.filter(({ severity }) => !result.ok || severity === 'error'));
    const row = result.ok
      ? rowOf(result.value, relativeFolder(out, folders?.get(file)))
      : failedRow(file, textOf(result.problems));
    rows.set(file, row);
    journal?.add(row);
    if (result.ok) store?.add(file, result.value);
    if (options.json === true) {
      // Of several documents each may have something to say of another: they are printed when all are known.
      if (store === undefined) print(jsonOf(file, result, true));
      else if (!result.ok) failed.set(file, jsonOf(file, result, false));
    } else if (result.ok && whole) printReport(result.value);
    else if (result.ok) printRow(row);
  }
  bar.stop();
  if (!canStart) return EXIT.unusable;
  const together =
    store === undefined
      ? undefined
      : await checkTogether(files, store, rows, {
          profile: weights,
          limits,
          folders,
          onProblems: printProblems,
        });
  if (store !== undefined && options.json === true) {
    const reports = new Map(store.documents(files).map((one) => [one.file, one]));
    for (const file of files) {
      const document = reports.get(file);
      const report = document === undefined ? undefined : store.load(document);
      const line =
        report === undefined
          ? failed.get(file)
          : JSON.stringify(withFindings(report, together?.findings.get(file) ?? []));
      if (line !== undefined) print(line);
    }
  } else if (together !== undefined) printTogether(together);
  store?.close();
  const all = files.flatMap((file) => rows.get(file) ?? []);
  const used = new Set(all.map(({ against: held }) => held?.file));
  const left = among.flatMap(({ file }) => (used.has(file) ? [] : [file]));
  if (among.length > 0)
    printAgainstFolder(all, options.against ?? '', left, options.json === true ? printError : print);
  if (out !== undefined) {
    const written = await writeSummary(all, together?.rows ?? [], left, out);
    printProblems(written.problems);
    if (!written.ok) return EXIT.unusable;
    if (options.json !== true) print(say('cli.check.reports', { folder: out, count: files.length }));
  }
  journal?.close();
  return exitCode(all);
}

/** What all files share: the profile that is used, and the limits. */
function settingsOf(options: CheckFilesOptions): Result<{
  readonly profile: string | undefined;
  readonly weights: Profile;
  readonly limits: Parameters<typeof filesInThreads>[1]['limits'];
}> {
  const profile = options.profile ?? (existsSync(USUAL_PROFILE) ? USUAL_PROFILE : undefined);
  const limits = readingLimits(options);
  const set = loadProfile(profile);
  if (!limits.ok || !set.ok) return fail([...limits.problems, ...set.problems]);
  const used: Problem[] =
    profile !== undefined && options.profile === undefined
      ? [problem('cli.check.profile', 'notice', {}, { file: profile })]
      : [];
  return succeed({ profile, weights: set.value, limits: limits.value }, used);
}

/**
 * What the files are held against, as the user asks for it: one document with one other, else each with its counterpart
 * among the documents of a folder.
 */
async function againstTask(
  options: CheckFilesOptions,
  count: number,
  limits: ReadingLimits,
): Promise<Result<AgainstTask | AgainstFolder | undefined>> {
  const { against, againstAs } = options;
  if (againstAs !== undefined && againstAs !== 'earlier' && againstAs !== 'approval')
    return fail([problem('cli.against.wrongAs', 'error', {}, { as: againstAs })]);
  if (against === undefined) return succeed(undefined);
  const as: { readonly as?: Meaning } = againstAs === undefined ? {} : { as: againstAs };
  if (count === 1 && !isFolder(against)) return succeed({ file: against, ...as });
  const found = await (await import('./identify.ts')).identify(against, options, limits);
  return found.ok ? succeed({ folder: against, among: found.value, ...as }, found.problems) : found;
}

/** Whether a file is a budget workbook. What reads workbooks is loaded only for a file that may be one. */
async function isWorkbook(file: string): Promise<boolean> {
  const input = readInput(file);
  if (!input.ok || formatOf(input.value) !== 'xlsx') return false;
  return (await import('../ledger/import.ts')).isBudgetWorkbook(input.value);
}

/** Where the reports on each file go: below `out`, by the file's name, or its path below the folder that was given. */
function foldersOf(inputs: readonly string[], out: string): ReadonlyMap<string, string> {
  const taken = new Set<string>();
  const folders = new Map<string, string>();
  for (const input of inputs) {
    for (const file of filesIn(input)) {
      const name = file === input ? basename(file) : relative(input, file);
      let folder = join(out, name);
      for (let number = 2; taken.has(folder); number += 1) folder = join(out, `${name}-${number}`);
      taken.add(folder);
      folders.set(file, folder);
    }
  }
  return folders;
}

function relativeFolder(out: string | undefined, folder: string | undefined): string {
  return out === undefined || folder === undefined ? '' : relative(out, folder).split(sep).join('/');
}

/** The summary of a batch beside the reports; one document needs none. */
async function writeSummary(
  rows: readonly BatchRow[],
  across: readonly AcrossRow[],
  left: readonly string[],
  out: string,
): Promise<Result<unknown>> {
  if (rows.length < 2) return succeed(undefined);
  const { batchDocument, writeBatchHtml } = await import('../reporting/batch-report.ts');
  const { writeXlsx } = await import('../writing/xlsx.ts');
  const utf8 = (text: string) => new TextEncoder().encode(text);
  const batch = { rows, across, left };
  const data = {
    kind: 'mingzhang-batch',
    version: 1,
    documents: rows,
    across,
    ...(left.length === 0 ? {} : { against_left: left }),
  };
  return writeAll(out, [
    { path: say('reporting.name.batchHtml'), bytes: utf8(writeBatchHtml(batch)) },
    { path: say('reporting.name.batchXlsx'), bytes: await writeXlsx(batchDocument(batch)) },
    { path: 'batch.json', bytes: utf8(`${JSON.stringify(data, null, 2)}\n`) },
  ]);
}

/** One object for one file, one line each for several; a file that cannot be read has its problems and no findings. */
function jsonOf(file: string, result: Result<CheckReport>, isOne: boolean): string {
  const value = result.ok ? result.value : { file, problems: result.problems, findings: [] };
  return isOne && result.ok ? reportText(result.value) : JSON.stringify(value, null, isOne ? 2 : 0);
}

function textOf(problems: readonly Problem[]): string {
  return problems.map(({ message }) => message).join(' ');
}

function exitCode(rows: readonly BatchRow[]): number {
  if (rows.some(({ problem: failed }) => failed !== undefined)) return EXIT.unusable;
  return rows.some(({ summary }) => summary.errors > 0) ? EXIT.broken : EXIT.clean;
}
