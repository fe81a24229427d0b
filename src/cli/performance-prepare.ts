import { openTables } from '../ledger/import.ts';
import { hasErrors } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { type CommonOptions, loadEnvironment } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import { withResultsSheet } from '../writing/results-sheet.ts';
import { replaceKeeping } from './replace.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

/** `mingzhang performance prepare`: the workbook gets a sheet with a row for every indicator, to enter results in. */
export function preparePerformance(workbook: string, options: CommonOptions): number {
  const environment = loadEnvironment(options);
  const bytes = readInput(workbook);
  printProblems([...environment.problems, ...bytes.problems]);
  if (!environment.ok || !bytes.ok) return EXIT.unusable;
  const { accounts, library } = environment.value;
  const read = { packs: library, accounts };
  const opened = openTables(bytes.value, workbook, read);
  printProblems(opened.problems.filter(({ severity }) => severity === 'error'));
  if (!opened.ok) return EXIT.unusable;
  const pack = library.load(opened.value.ledger.pack);
  printProblems(pack.problems);
  if (!pack.ok) return EXIT.unusable;
  const written = withResultsSheet(bytes.value, opened.value, { pack: pack.value, accounts, file: workbook });
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  const back = openTables(written.value, workbook, read);
  if (!back.ok || hasErrors(back.problems)) {
    printError(say('execution.cli.notReadBack', { file: workbook }));
    return EXIT.unusable;
  }
  const kept = replaceKeeping(workbook, bytes.value, written.value);
  printProblems(kept.problems);
  if (!kept.ok) return EXIT.unusable;
  print(say('evaluation.cli.prepared', { file: workbook, backup: kept.value }));
  return EXIT.clean;
}
