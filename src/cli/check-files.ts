import type { DocumentCheck } from '../checking/document.ts';
import { say } from '../messages/say.ts';
import { coverageOf } from '../reading/coverage.ts';
import { formatOf } from '../reading/format.ts';
import type { Reading } from '../reading/reading.ts';
import type { CheckOptions } from './check.ts';
import { readInput } from './input.ts';
import { progressBar } from './progress.ts';
import { filesIn } from './read.ts';
import { type LimitOptions, readingLimits } from './reading-limits.ts';
import type { MeansOptions } from './reading-means.ts';
import { readFiles } from './reading-pool.ts';
import { EXIT, print, printFindings, printProblems } from './terminal.ts';

export interface CheckFilesOptions extends CheckOptions, MeansOptions, LimitOptions {}

/**
 * `mingzhang check`: a budget workbook before it is published, or published documents of anybody. A document that
 * cannot be read keeps no other back.
 */
export async function checkFiles(inputs: readonly string[], options: CheckFilesOptions): Promise<number> {
  const [only, ...others] = inputs;
  if (only !== undefined && others.length === 0 && (await isWorkbook(only)))
    return (await import('./check.ts')).check(only, options);
  const limits = readingLimits(options);
  printProblems(limits.problems);
  if (!limits.ok) return EXIT.unusable;
  const files = inputs.flatMap(filesIn);
  const bar = progressBar();
  let code: number = EXIT.clean;
  let done = 0;
  const read = readFiles(files, {
    means: options,
    limits: limits.value,
    checks: true,
    onStart: ({ ok, problems }) => {
      printProblems(problems);
      if (!ok) code = EXIT.unusable;
    },
  });
  for await (const { file, result } of read) {
    done += 1;
    bar.update(done, files.length);
    if (!result.ok) {
      printProblems(result.problems);
      code = EXIT.unusable;
      if (options.json === true) print(JSON.stringify({ file, problems: result.problems, findings: [] }));
      continue;
    }
    const { reading, checked: outcome } = result.value;
    // Not checked must never look like nothing found.
    if (outcome === undefined) throw new Error('what was to be checked came back unchecked');
    const hasErrors = outcome.findings.some(({ severity }) => severity === 'error');
    if (hasErrors && code === EXIT.clean) code = EXIT.broken;
    if (options.json === true)
      print(JSON.stringify(jsonOf(reading, outcome), null, files.length === 1 ? 2 : 0));
    else printOutcome(reading, outcome);
  }
  bar.stop();
  return code;
}

/** Whether a file is a budget workbook. What reads workbooks is loaded only for a file that may be one. */
async function isWorkbook(file: string): Promise<boolean> {
  const input = readInput(file);
  if (!input.ok || formatOf(input.value) !== 'xlsx') return false;
  return (await import('../ledger/import.ts')).isBudgetWorkbook(input.value);
}

function jsonOf(reading: Reading, { findings, laws, rounding, notChecked }: DocumentCheck) {
  const coverage = coverageOf(reading.numbers);
  return {
    file: reading.file,
    sha256: reading.sha256,
    pack: reading.pack,
    entity: reading.entity,
    year: reading.year,
    stage: reading.stage,
    findings,
    laws,
    rounding,
    notChecked: {
      laws: notChecked,
      numbers: coverage.unplaced.length,
      unread: reading.facts.filter(({ status }) => status === 'unread').length,
    },
    problems: reading.problems,
  };
}

function printOutcome(reading: Reading, outcome: DocumentCheck): void {
  print(say('cli.check.file', { file: reading.file, entity: reading.entity.name, year: reading.year }));
  printFindings(outcome.findings);
  const coverage = coverageOf(reading.numbers);
  const unread = reading.facts.filter(({ status }) => status === 'unread').length;
  const laws = outcome.notChecked.filter(({ reason }) => reason !== 'unread').length;
  const silent = coverage.unplaced.length + unread + laws;
  print(
    say(outcome.findings.length === 0 ? 'cli.check.clean' : 'cli.check.found', {
      count: outcome.findings.length,
      laws: outcome.laws,
      rounding: outcome.rounding.length,
    }),
  );
  // Not checked is not passed.
  if (silent > 0) {
    print(
      say('cli.check.notChecked', {
        numbers: coverage.unplaced.length,
        unread,
        laws,
      }),
    );
  }
  print('');
}
