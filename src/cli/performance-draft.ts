import { basename, dirname } from 'node:path';
import { normalName } from '../accounts/tree.ts';
import type { Indicator, Project } from '../facts/records.ts';
import { openTables } from '../ledger/import.ts';
import { problem } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { budgetOfProject, type DraftSheet, draftSheet } from '../performance/draft.ts';
import { loadLibrary } from '../performance/load-library.ts';
import { definitionFolders } from '../working/definition-folders.ts';
import { type CommonOptions, loadEnvironment } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import { writeAll } from '../working/output.ts';
import { withDrafts } from '../writing/drafted.ts';
import { EXIT, print, printProblems } from './terminal.ts';

export interface DraftOptions extends CommonOptions {
  /** The code or name of the only project that is wanted. */
  readonly project?: string;
  /** Another file than the workbook itself. */
  readonly output?: string;
}

/** `mingzhang performance draft`: proposes sheets of targets for projects that have none, and writes nothing else. */
export function draftPerformance(file: string, options: DraftOptions): number {
  const environment = loadEnvironment(options);
  const library = loadLibrary(definitionFolders(options, 'indicators'));
  const bytes = readInput(file);
  printProblems([...environment.problems, ...library.problems, ...bytes.problems]);
  if (!environment.ok || !library.ok || !bytes.ok) return EXIT.unusable;
  const { accounts, library: packs } = environment.value;
  const opened = openTables(bytes.value, file, { packs, accounts });
  printProblems(opened.problems);
  if (!opened.ok) return EXIT.unusable;
  const { ledger } = opened.value;
  const pack = packs.load(ledger.pack);
  if (!pack.ok) return EXIT.unusable;
  const wanted = ledger.records.projects.filter((project) => isWanted(project, options.project));
  const [only] = wanted;
  if (options.project !== undefined && only === undefined) {
    const params = { project: options.project, sheet: say('ledger.sheet.projects') };
    printProblems([problem('performance.cli.projectUnknown', 'error', { file }, params)]);
    return EXIT.unusable;
  }
  if (options.project !== undefined && only !== undefined && only.indicators.length > 0) {
    const sheet = say('ledger.sheet.indicators');
    print(say('performance.cli.hasTargets', { project: only.name, count: only.indicators.length, sheet }));
    return EXIT.clean;
  }
  const drafts = wanted
    .filter(({ indicators }) => indicators.length === 0)
    .map((project) => draftSheet(project, budgetOfProject(project, ledger), library.value, pack.value));
  if (drafts.length === 0) {
    print(say('performance.cli.nothing'));
    return EXIT.clean;
  }
  const written = withDrafts(bytes.value, opened.value, drafts, { pack: pack.value, accounts, file });
  const output = options.output ?? file;
  const saved = written.ok
    ? writeAll(dirname(output), [{ path: basename(output), bytes: written.value.bytes }])
    : written;
  printProblems(saved.problems);
  if (!written.ok || !saved.ok) return EXIT.unusable;
  for (const draft of drafts) printDraft(draft);
  const { sheet, column, first, last } = written.value;
  const mark = say('performance.draft.mark');
  print(say('performance.cli.written', { file: output, sheet, first, last, column, mark }));
  return EXIT.clean;
}

function isWanted({ code, name }: Project, asked: string | undefined): boolean {
  return asked === undefined || code === asked.trim() || normalName(name) === normalName(asked);
}

function printDraft({ project, groups, indicators }: DraftSheet): void {
  print(
    say('performance.cli.drafted', {
      project: project.name,
      groups:
        groups.length === 0 ? say('performance.cli.noGroup') : groups.map(({ name }) => name).join('、'),
      count: indicators.length,
      open: indicators.filter(({ value }) => value === '').length,
    }),
  );
  for (const one of indicators) {
    print(say('performance.cli.indicator', { level: one.level2, name: one.level3, target: sayTarget(one) }));
  }
}

function sayTarget({ operator, value, unit }: Indicator): string {
  return value === '' ? say('performance.cli.openTarget', { operator, unit }) : `${operator}${value}${unit}`;
}
