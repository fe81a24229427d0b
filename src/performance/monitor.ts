import type { Project } from '../facts/records.ts';
import { isPayment } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type IndicatorResult, latestResult } from '../ledger/results.ts';
import { LIGHTS } from '../packs/performance.ts';
import { resultOf, resultsByProject } from './evaluate.ts';
import { type FundRows, projectRows } from './funds.ts';
import { type IndicatorMonitoring, monitorIndicator } from './monitor-indicator.ts';
import { coursesOf, type Light, monitorSpending, type SpendingMonitoring } from './monitor-spending.ts';
import { type ProgressRow, progressOf } from './progress.ts';
import type { PerformanceRules } from './rules.ts';

/** How many of something have each light. */
export type Tally = Readonly<Record<Light, number>>;

export interface ProjectMonitoring {
  readonly project: Project;
  /** Undefined where the budget has no line of the project. */
  readonly progress: ProgressRow | undefined;
  readonly funds: FundRows;
  readonly spending: SpendingMonitoring;
  readonly indicators: readonly IndicatorMonitoring[];
  readonly tally: Tally;
  /** The worst of spending and indicators; unknown where all of them are. */
  readonly light: Light;
  /** What the sheet of results says of the goals of the year as a whole; its reason is that of the spending. */
  readonly goal: IndicatorResult | undefined;
  readonly spendingNeedsReason: boolean;
  /** How many reasons are asked for and missing. */
  readonly unexplained: number;
}

export interface Monitoring {
  readonly year: number;
  /** ISO 8601; what was paid or reached on that day counts. */
  readonly asOf: string;
  /** All expenditure of the department, with what belongs to no project. */
  readonly total: ProgressRow;
  readonly projects: readonly ProjectMonitoring[];
  /** The projects' lights. */
  readonly tally: Tally;
}

/** Monitors the year's projects at a day (绩效运行监控). Pure; the ledger is not touched. */
export function monitor(ledger: Ledger, asOf: string, rules: PerformanceRules): Monitoring {
  const { year } = ledger;
  const rowsOf = projectRows(ledger, asOf);
  const courseOf = coursesOf(ledger.execution, year, asOf);
  const hasPayments = ledger.execution.some(isPayment);
  const results = resultsByProject(ledger);
  const projects = ledger.records.projects.map((project): ProjectMonitoring => {
    const { progress, funds } = rowsOf(project.code);
    const own = results.get(project.code) ?? [];
    const goal = latestResult(
      own.filter(({ level3 }) => level3 === ''),
      asOf,
    );
    const spending = monitorSpending(project, progress, {
      rules: rules.monitoring,
      year,
      asOf,
      hasPayments,
      course: courseOf(project.code),
    });
    const indicators = project.indicators.map((one) => monitorIndicator(one, own, { rules, year, asOf }));
    const spendingNeedsReason =
      spending.light !== 'unknown' &&
      rules.monitoring.reason.includes(spending.light) &&
      (goal?.reason ?? '') === '';
    const missing = indicators.filter(({ needsReason }) => needsReason).length;
    return {
      project,
      progress,
      funds,
      spending,
      indicators,
      goal,
      tally: tallyOf(indicators.map(({ light }) => light)),
      light: worst([spending.light, ...indicators.map(({ light }) => light)]),
      spendingNeedsReason,
      unexplained: missing + (spendingNeedsReason ? 1 : 0),
    };
  });
  return {
    year,
    asOf,
    total: progressOf(ledger, asOf).total,
    projects,
    tally: tallyOf(projects.map(({ light }) => light)),
  };
}

/** The day of the last payment, change of the budget or dated result; results without a day stand at the year's end. */
export function lastDay({ execution, results = [], year }: Ledger): string {
  const end = `${year}-12-31`;
  const days = [
    ...execution.map(({ date }) => date),
    ...results.map(({ date }) => date).filter((day) => day < end),
  ];
  return days.reduce((last, day) => (day > last ? day : last), days.length === 0 ? end : `${year}-01-01`);
}

/** How many indicators have results behind the day only. */
export function resultsBehind({ projects }: Monitoring, ledger: Ledger): number {
  const results = resultsByProject(ledger);
  return projects
    .map(({ project, indicators }) => {
      const own = results.get(project.code) ?? [];
      const open = indicators.filter(({ result }) => result === undefined);
      return open.filter(({ indicator }) => resultOf(indicator, own, `${ledger.year}-12-31`) !== undefined)
        .length;
    })
    .reduce((sum, one) => sum + one, 0);
}

const WORST: readonly Light[] = ['red', 'yellow', 'green'];

function worst(lights: readonly Light[]): Light {
  return WORST.find((light) => lights.includes(light)) ?? 'unknown';
}

function tallyOf(lights: readonly Light[]): Tally {
  const count = (light: Light) => lights.filter((one) => one === light).length;
  const [green, yellow, red, unknown] = LIGHTS.map(count);
  return { green: green ?? 0, yellow: yellow ?? 0, red: red ?? 0, unknown: unknown ?? 0 };
}
