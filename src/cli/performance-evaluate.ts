import { basename } from 'node:path';
import type { Document } from '../document/document.ts';
import { openTables } from '../ledger/import.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { type Evaluation, evaluate } from '../performance/evaluate.ts';
import { departmentForms, projectForms, sayTotal } from '../performance/evaluate-forms.ts';
import { sayPoints } from '../performance/score.ts';
import { DEFAULT_RULES, parseScoringRules, type ScoringRules } from '../performance/score-rules.ts';
import { type CommonOptions, loadEnvironment } from '../working/environment.ts';
import { readInput } from '../working/input.ts';
import { writeAll } from '../working/output.ts';
import type { PublishedFile } from '../writing/publish.ts';
import { EXIT, print, printProblems } from './terminal.ts';

export interface EvaluateOptions extends CommonOptions {
  readonly year?: string;
  readonly rules?: string;
  readonly output: string;
}

/**
 * `mingzhang performance evaluate`: the forms of self-evaluation of a budget workbook with its results. Results that
 * cannot be scored and deviations without a reason are problems, and what is not filled in leaves a score open: the
 * forms are written all the same, and say so.
 */
export async function evaluatePerformance(workbook: string, options: EvaluateOptions): Promise<number> {
  const ledger = openLedger(workbook, options);
  const rules = readRules(options.rules);
  printProblems([...ledger.problems, ...rules.problems].filter(({ severity }) => severity === 'error'));
  if (!ledger.ok || !rules.ok) return EXIT.unusable;
  const { year } = ledger.value;
  if (options.year !== undefined && options.year !== String(year)) {
    printProblems([
      problem('evaluation.cli.otherYear', 'error', { file: workbook }, { year, given: options.year }),
    ]);
    return EXIT.unusable;
  }
  const evaluation = evaluate(ledger.value, rules.value);
  const problems = [
    ...((ledger.value.results ?? []).length === 0
      ? [problem('evaluation.problem.noResults', 'warning', { file: workbook })]
      : []),
    ...evaluationProblems(evaluation, basename(workbook)),
  ];
  printProblems(problems);
  for (const line of summary(evaluation)) print(line);
  const files = [
    ...(await bothFormats(say('evaluation.form.project'), projectForms(evaluation, ledger.value))),
    ...(await bothFormats(
      say('evaluation.form.department'),
      departmentForms(evaluation, ledger.value, rules.value),
    )),
  ];
  const written = writeAll(options.output, files);
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  print(say('evaluation.cli.written', { count: written.value.length, files: written.value.join('、') }));
  const isWhole = evaluation.projects.every(({ total }) => total.isComplete);
  return problems.length === 0 && isWhole ? EXIT.clean : EXIT.broken;
}

/** Opens a workbook for the commands of performance. */
export function openLedger(workbook: string, options: CommonOptions): Result<Ledger> {
  const environment = loadEnvironment(options);
  if (!environment.ok) return environment;
  const bytes = readInput(workbook);
  if (!bytes.ok) return bytes;
  const { accounts, library } = environment.value;
  const opened = openTables(bytes.value, workbook, { packs: library, accounts });
  return opened.ok
    ? succeed(opened.value.ledger, [...environment.problems, ...opened.problems])
    : fail(opened.problems);
}

/** A document as Word and as Excel, under one name. */
export async function bothFormats(name: string, document: Document): Promise<readonly PublishedFile[]> {
  const [{ writeDocx }, { writeXlsx }] = await Promise.all([
    import('../writing/docx.ts'),
    import('../writing/xlsx.ts'),
  ]);
  return [
    { path: `${name}.docx`, bytes: await writeDocx(document) },
    { path: `${name}.xlsx`, bytes: await writeXlsx(document) },
  ];
}

function readRules(file: string | undefined): Result<ScoringRules> {
  if (file === undefined) return succeed(DEFAULT_RULES);
  const bytes = readInput(file);
  return bytes.ok ? parseScoringRules(new TextDecoder().decode(bytes.value), file) : bytes;
}

function evaluationProblems({ projects }: Evaluation, file: string): readonly Problem[] {
  return projects.flatMap(({ project, indicators }) =>
    indicators.flatMap(({ indicator, achievement, result, needsReason }): readonly Problem[] => {
      const at = result?.place?.type === 'cell' ? { sheet: result.place.sheet, cell: result.place.cell } : {};
      const where = { file, ...at };
      const params = { project: project.name, indicator: indicator.level3, how: achievement.how };
      if (achievement.status === 'unclear') {
        return [problem('evaluation.problem.unclear', 'error', where, params)];
      }
      return needsReason ? [problem('evaluation.problem.needsReason', 'warning', where, params)] : [];
    }),
  );
}

function summary({ projects, department }: Evaluation): readonly string[] {
  return [
    ...projects.map(({ project, total, indicators, execution }) => {
      const { name } = project;
      if (total.grade !== undefined) {
        const grade = say(`evaluation.grade.${total.grade}`);
        return say('evaluation.cli.project', { score: sayPoints(total.score), grade, name });
      }
      const open = [...indicators, ...(execution.status === 'missing' ? [execution] : [])];
      return say('evaluation.cli.open', {
        name,
        missing: open.filter(({ score }) => score === undefined).length,
      });
    }),
    say('evaluation.cli.department', { score: sayTotal(department.total) }),
  ];
}
