import { basename } from 'node:path';
import { parseDay } from '../ledger/dates.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type Problem, problem } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { lastDay, type Monitoring, monitor, resultsBehind } from '../performance/monitor.ts';
import { monitoringForms, monitoringSummary, sayDay } from '../performance/monitor-forms.ts';
import { monitorJson } from '../performance/monitor-json.ts';
import { writeAll } from '../working/output.ts';
import { bothFormats, openPerformance, type RulesOptions } from './performance-open.ts';
import { EXIT, print, printError, printProblems } from './terminal.ts';

export interface MonitorOptions extends RulesOptions {
  readonly asOf?: string;
  readonly output: string;
  readonly json?: boolean;
}

/**
 * `mingzhang performance monitor`: spending and results of a budget workbook at a day, held against plans and targets.
 * Results that cannot be compared, and deviations without a reason, are problems; the forms are written all the same.
 */
export async function monitorPerformance(workbook: string, options: MonitorOptions): Promise<number> {
  const opened = openPerformance(workbook, options);
  printProblems(opened.problems.filter(({ severity }) => severity === 'error'));
  if (!opened.ok) return EXIT.unusable;
  const { ledger, rules } = opened.value;
  const asOf = options.asOf === undefined ? lastDay(ledger) : parseDay(options.asOf);
  if (asOf === undefined || !asOf.startsWith(`${ledger.year}-`)) {
    printError(say('execution.cli.asOf', { given: options.asOf ?? '', year: ledger.year }));
    return EXIT.unusable;
  }
  const monitoring = monitor(ledger, asOf, rules);
  const file = basename(workbook);
  const problems = monitoringProblems(monitoring, ledger, file);
  printProblems([...problems, ...laterResults(monitoring, ledger, file)]);
  const code = problems.length === 0 ? EXIT.clean : EXIT.broken;
  if (options.json === true) {
    print(JSON.stringify(monitorJson(monitoring, rules), null, 2));
    return code;
  }
  for (const line of summary(monitoring)) print(line);
  const { writeMonitorPage } = await import('../writing/monitor-page.ts');
  const page = writeMonitorPage(monitoring, ledger, rules);
  const files = [
    ...(await bothFormats(say('monitoring.form.project'), monitoringForms(monitoring, ledger, rules))),
    ...(await bothFormats(say('monitoring.form.department'), monitoringSummary(monitoring, ledger, rules))),
    { path: `${say('monitoring.form.chart')}.html`, bytes: new TextEncoder().encode(page) },
  ];
  const written = writeAll(options.output, files);
  printProblems(written.problems);
  if (!written.ok) return EXIT.unusable;
  print(say('evaluation.cli.written', { count: written.value.length, files: written.value.join('、') }));
  return code;
}

function monitoringProblems(
  { projects }: Monitoring,
  { results = [] }: Ledger,
  file: string,
): readonly Problem[] {
  return [
    ...(results.length === 0 ? [problem('monitoring.problem.noResults', 'warning', { file })] : []),
    ...projects.flatMap(({ project, spending, spendingNeedsReason, indicators }) => [
      ...(spendingNeedsReason
        ? [
            problem(
              'monitoring.problem.spendingReason',
              'warning',
              { file },
              { project: project.name, how: spending.how },
            ),
          ]
        : []),
      ...indicators.flatMap(({ indicator, achievement, how, result, needsReason }): readonly Problem[] => {
        const at =
          result?.place?.type === 'cell' ? { sheet: result.place.sheet, cell: result.place.cell } : {};
        const where = { file, ...at };
        const params = { project: project.name, indicator: indicator.level3, how };
        if (achievement.status === 'unclear') {
          return [problem('evaluation.problem.unclear', 'error', where, params)];
        }
        return needsReason ? [problem('evaluation.problem.needsReason', 'warning', where, params)] : [];
      }),
    ]),
  ];
}

/** Somebody may have left the day out. */
function laterResults(monitoring: Monitoring, ledger: Ledger, file: string): readonly Problem[] {
  const count = resultsBehind(monitoring, ledger);
  if (count === 0) return [];
  return [problem('monitoring.problem.later', 'notice', { file }, { count, day: sayDay(monitoring.asOf) })];
}

function summary({ projects }: Monitoring): readonly string[] {
  return projects.flatMap(({ project, light, spending, tally }) => [
    say('monitoring.cli.project', {
      light: say(`monitoring.light.${light}`),
      name: project.name,
      how: spending.how,
    }),
    say('monitoring.cli.forecast', { outcome: say(`monitoring.outcome.${spending.forecast.outcome}`) }),
    say('monitoring.cli.indicators', { ...tally }),
  ]);
}
