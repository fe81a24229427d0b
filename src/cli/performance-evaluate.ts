import { basename } from 'node:path';
import { lastPayment } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { type Problem, problem } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { type Evaluation, evaluate } from '../performance/evaluate.ts';
import { departmentForms, projectForms, sayTotal } from '../performance/evaluate-forms.ts';
import { evaluationJson } from '../performance/evaluate-json.ts';
import { evaluateFormulas, type FormulaResult } from '../performance/formulas.ts';
import { sayHow, sayReading } from '../performance/formulas-form.ts';
import { sayPoints } from '../performance/score.ts';
import { writeAll } from '../working/output.ts';
import { bothFormats, openPerformance, type RulesOptions } from './performance-open.ts';
import { EXIT, print, printProblems } from './terminal.ts';

export interface EvaluateOptions extends RulesOptions {
  readonly year?: string;
  readonly output: string;
  readonly json?: boolean;
}

/**
 * `mingzhang performance evaluate`: the forms of self-evaluation of a budget workbook with its results. Results that
 * cannot be scored and deviations without a reason are problems, and what is not filled in leaves a score open: the
 * forms are written all the same, and say so.
 */
export async function evaluatePerformance(workbook: string, options: EvaluateOptions): Promise<number> {
  const opened = openPerformance(workbook, options);
  printProblems(opened.problems.filter(({ severity }) => severity === 'error'));
  if (!opened.ok) return EXIT.unusable;
  const { ledger, rules, pack, accounts } = opened.value;
  const { year } = ledger;
  if (options.year !== undefined && options.year !== String(year)) {
    printProblems([
      problem('evaluation.cli.otherYear', 'error', { file: workbook }, { year, given: options.year }),
    ]);
    return EXIT.unusable;
  }
  const evaluation = evaluate(ledger, rules.scoring);
  const complete = evaluation.projects.flatMap(({ project, total }) =>
    total.isComplete ? [project.code] : [],
  );
  const space = ledgerSpace(ledger, pack, accounts);
  const rates = evaluateFormulas(ledger, pack, space, `${year}-12-31`, new Set(complete));
  const problems = [
    ...((ledger.results ?? []).length === 0
      ? [problem('evaluation.problem.noResults', 'warning', { file: workbook })]
      : []),
    ...evaluationProblems(evaluation, basename(workbook)),
  ];
  printProblems([...earlyPayments(ledger, workbook), ...problems]);
  const isWhole = evaluation.projects.every(({ total }) => total.isComplete);
  const code = problems.length === 0 && isWhole ? EXIT.clean : EXIT.broken;
  if (options.json === true) {
    print(JSON.stringify(evaluationJson(evaluation, rules, rates), null, 2));
    return code;
  }
  for (const line of [...summary(evaluation), ...rates.flatMap(rateLines)]) print(line);
  const files = [
    ...(await bothFormats(say('evaluation.form.project'), projectForms(evaluation, ledger))),
    ...(await bothFormats(
      say('evaluation.form.department'),
      departmentForms(evaluation, ledger, rules.scoring, rates),
    )),
  ];
  const written = writeAll(options.output, files);
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  print(say('evaluation.cli.written', { count: written.value.length, files: written.value.join('、') }));
  return code;
}

/** A person may know that nothing was paid in December; the program does not, and says so. */
function earlyPayments(ledger: Ledger, file: string): readonly Problem[] {
  const { day, isWholeYear } = lastPayment(ledger);
  if (day === undefined || isWholeYear) return [];
  return [problem('evaluation.problem.earlyPayments', 'notice', { file }, { year: ledger.year, day })];
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

/** A rate with the numbers it follows from, and what another reading of its form gives. */
function rateLines({ formula, chosen, others }: FormulaResult): readonly string[] {
  const { name } = formula;
  return [
    say('formula.cli.line', { name, value: sayReading(chosen), how: sayHow(chosen) }),
    ...others.map((other) =>
      say('formula.cli.other', {
        label: other.reading.label,
        value: sayReading(other),
        how: sayHow(other),
      }),
    ),
  ];
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
