import { checkAll } from '../checking/all.ts';
import type { CheckedDocument } from '../checking/checked.ts';
import type { DocumentCheck } from '../checking/document.ts';
import { isBudgetWorkbook } from '../ledger/import.ts';
import { say } from '../messages/say.ts';
import { checkedDocument } from '../reading/checked.ts';
import { coverageOf } from '../reading/coverage.ts';
import { sayPlace } from '../reading/kept-place.ts';
import type { Reading } from '../reading/reading.ts';
import { type CheckOptions, check } from './check.ts';
import { readInput } from './environment.ts';
import { progressBar } from './progress.ts';
import { filesIn } from './read.ts';
import { type LimitOptions, readingLimits } from './reading-limits.ts';
import { loadMeans, type MeansOptions } from './reading-means.ts';
import { readFiles } from './reading-pool.ts';
import { EXIT, print, printFindings, printProblems } from './terminal.ts';

export interface CheckFilesOptions extends CheckOptions, MeansOptions, LimitOptions {}

/**
 * `mingzhang check`: a budget workbook before it is published, or published documents of anybody. A document that
 * cannot be read keeps no other back.
 */
export async function checkFiles(inputs: readonly string[], options: CheckFilesOptions): Promise<number> {
  const [only, ...others] = inputs;
  if (only !== undefined && others.length === 0 && isWorkbook(only)) return check(only, options);
  const limits = readingLimits(options);
  const means = loadMeans(options);
  printProblems(limits.problems);
  if (!limits.ok || !means.ok) {
    printProblems(means.ok ? [] : means.problems);
    return EXIT.unusable;
  }
  const files = inputs.flatMap(filesIn);
  const bar = progressBar();
  let code: number = EXIT.clean;
  let done = 0;
  const read = readFiles(files, {
    means: options,
    limits: limits.value,
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
    const { reading } = result.value;
    const document = checkedDocument(reading, means.value);
    const outcome = checkReading(document);
    const hasErrors = outcome.findings.some(({ severity }) => severity === 'error');
    if (hasErrors && code === EXIT.clean) code = EXIT.broken;
    if (options.json === true)
      print(JSON.stringify(jsonOf(reading, outcome), null, files.length === 1 ? 2 : 0));
    else printOutcome(reading, document, outcome);
  }
  bar.stop();
  return code;
}

function isWorkbook(file: string): boolean {
  const input = readInput(file);
  return input.ok && isBudgetWorkbook(input.value);
}

function checkReading(document: CheckedDocument): DocumentCheck {
  const { entity, year, stage } = document;
  const own = entity.code === '' ? entity.name : entity.code;
  return checkAll(document, { unsaid: { entity: own, year: String(year), stage }, sayPlace });
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

function printOutcome(reading: Reading, document: CheckedDocument, outcome: DocumentCheck): void {
  print(say('cli.check.file', { file: reading.file, entity: document.entity.name, year: reading.year }));
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
