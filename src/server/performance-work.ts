import type { AccountBook } from '../accounts/book.ts';
import { normalName } from '../accounts/tree.ts';
import type { Document } from '../document/document.ts';
import type { Indicator, Project } from '../facts/records.ts';
import { parseDay } from '../ledger/dates.ts';
import { isPayment } from '../ledger/entries.ts';
import { isNamed } from '../ledger/import-results.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { projectLabels } from '../ledger/rows.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { type TypedBudget, type TypedRow, typedRowAt } from '../ledger/typed.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import type { PackLibrary } from '../packs/load.ts';
import { type Evaluation, evaluate } from '../performance/evaluate.ts';
import {
  departmentForms,
  projectForms,
  sayTotal,
  sayUse,
  wholeNotes,
} from '../performance/evaluate-forms.ts';
import { evaluationJson } from '../performance/evaluate-json.ts';
import { overdrawn } from '../performance/execution.ts';
import { evaluateFormulas, type FormulaResult } from '../performance/formulas.ts';
import { yuan } from '../performance/json.ts';
import { lastDay, type Monitoring, monitor, resultsBehind } from '../performance/monitor.ts';
import { monitoringForms, monitoringSummary, sayActual } from '../performance/monitor-forms.ts';
import type { IndicatorMonitoring } from '../performance/monitor-indicator.ts';
import { monitorJson } from '../performance/monitor-json.ts';
import { sayMonitoring } from '../performance/monitor-words.ts';
import { progressOf } from '../performance/progress.ts';
import { progressJson } from '../performance/progress-json.ts';
import { labelOfMember } from '../performance/progress-words.ts';
import type { PerformanceRules } from '../performance/rules.ts';
import { printed } from '../performance/score.ts';
import type {
  BudgetEvaluation,
  BudgetProgress,
  MonitoredProject,
  MonitoringBoard,
  PlaceToType,
  performanceFormats,
  performanceForms,
} from './contract/performance.ts';
import { today } from './deadline.ts';

/** A budget that could be understood, with everything its performance follows from. */
export interface Performed {
  readonly revision: number;
  readonly typed: TypedBudget;
  readonly ledger: Ledger;
  readonly pack: Pack;
  readonly accounts: AccountBook;
  readonly rules: PerformanceRules;
  readonly packs: PackLibrary;
}

/** The board of a day with all its projects; the page asks for them one by one. */
export interface MonitoredBudget {
  readonly board: MonitoringBoard;
  readonly projects: readonly MonitoredProject[];
}

/** Today, or the last day with entries where today lies in another year. */
function dayOf(ledger: Ledger, asOf: string | undefined): string {
  const now = today();
  return asOf ?? (now.startsWith(`${ledger.year}-`) ? now : lastDay(ledger));
}

/** Whether a day lies in the year of a budget. */
export function isInYear({ year }: Pick<Ledger, 'year'>, asOf: string | undefined): boolean {
  return asOf === undefined || (asOf.startsWith(`${year}-`) && parseDay(asOf) === asOf);
}

/** Spending and results at a day against plans and targets, with where each missing result and reason is typed. */
export function monitored(performed: Performed, asOf: string | undefined): MonitoredBudget {
  const { ledger, rules, revision } = performed;
  const monitoring = monitor(ledger, dayOf(ledger, asOf), rules);
  const { projects, ...json } = monitorJson(monitoring, rules);
  const shown = projects.map(({ indicators: _, ...rest }, index) => {
    const adjusted = monitoring.projects[index]?.progress?.adjusted;
    return { ...rest, budget: adjusted === undefined ? null : yuan(adjusted) };
  });
  const placeFor = placesToType(performed);
  return {
    board: {
      ...json,
      revision,
      said: sayMonitoring(monitoring, ledger, rules),
      hasPayments: ledger.execution.some(isPayment),
      hasResults: (ledger.results ?? []).length > 0,
      later: resultsBehind(monitoring, ledger),
      projects: shown,
    },
    projects: monitoring.projects.flatMap(({ project, indicators, goal }, index) => {
      const [own, listed] = [shown[index], projects[index]?.indicators];
      if (own === undefined || listed === undefined) return [];
      return [
        {
          asOf: monitoring.asOf,
          revision,
          project: own,
          reason: placeFor(project, undefined, goal, monitoring.asOf),
          indicators: indicators.flatMap((one, position) => {
            const told = listed[position];
            return told === undefined
              ? []
              : [
                  {
                    ...told,
                    ...wordsOf(one, monitoring),
                    place: placeFor(project, one.indicator, one.result, monitoring.asOf, one.needsReason),
                  },
                ];
          }),
        },
      ];
    }),
  };
}

function wordsOf(one: IndicatorMonitoring, { asOf }: Monitoring) {
  return { target: printed(one.indicator), actual: sayActual(one, asOf) };
}

/** Finds where results and reasons are typed: the row that is there, one that was prepared, or what a new one begins with. */
function placesToType({ typed, ledger }: Performed) {
  const rows = typed.rows.get('results') ?? [];
  const labels = projectLabels(ledger.records.projects);
  return (
    project: Project,
    indicator: Indicator | undefined,
    result: IndicatorResult | undefined,
    asOf: string,
    needsReason = true,
  ): PlaceToType => {
    const label = labels.get(project.code) ?? project.code;
    const goal = { level2: '', level3: say('ledger.results.goal') };
    const { level2, level3 } = indicator ?? goal;
    const names = [label, project.code, project.name].map(normalName);
    const isPrepared = ({ cells }: TypedRow) =>
      ['resultValue', 'resultShare', 'resultReason'].every((key) => (cells[key] ?? '') === '') &&
      names.includes(normalName(cells.project ?? '')) &&
      isNamed({ level2, level3 }, cells.level3 ?? '', cells.level2 ?? '');
    const row =
      result?.place?.type === 'cell'
        ? typedRowAt(rows, result.place.cell)
        : result === undefined
          ? rows.find(isPrepared)
          : undefined;
    const isReason = indicator === undefined || (result !== undefined && needsReason);
    return {
      sheet: 'results',
      ...(row === undefined ? {} : { row: row.id }),
      column: isReason ? 'resultReason' : 'resultValue',
      cells: {
        project: label,
        ...(level2 === '' ? {} : { level2 }),
        level3,
        resultDate: asOf,
        ...(indicator === undefined || indicator.unit === '' ? {} : { indicatorUnit: indicator.unit }),
      },
    };
  };
}

/** How far a budget has come by a day. */
export function progressed(
  { ledger, pack, accounts, revision }: Performed,
  asOf: string | undefined,
): BudgetProgress {
  const space = ledgerSpace(ledger, pack, accounts);
  const progress = progressOf(ledger, dayOf(ledger, asOf));
  return {
    ...progressJson(progress, (member, dimension) =>
      dimension === undefined ? say('execution.show.whole') : labelOfMember(dimension, member, space),
    ),
    revision,
    overdrawn: overdrawn(ledger, space).map(({ message }) => message),
  };
}

/** The scores of the year with the words that they follow from. */
export function evaluated(performed: Performed): BudgetEvaluation {
  const { rules, revision } = performed;
  const { evaluation, rates } = scored(performed);
  return {
    ...evaluationJson(evaluation, rules, rates),
    revision,
    said: {
      department: sayTotal(evaluation.department.total),
      projects: evaluation.projects.map((one) => ({
        total: sayTotal(one.total),
        notes: Object.values(wholeNotes(one)),
        ...sayUse(one.use, rules.scoring),
      })),
    },
  };
}

function scored({ ledger, rules, pack, accounts }: Performed): {
  readonly evaluation: Evaluation;
  readonly rates: readonly FormulaResult[];
} {
  const evaluation = evaluate(ledger, rules.scoring);
  const complete = evaluation.projects.flatMap(({ project, total }) =>
    total.isComplete ? [project.code] : [],
  );
  const space = ledgerSpace(ledger, pack, accounts);
  return {
    evaluation,
    rates: evaluateFormulas(ledger, pack, space, `${ledger.year}-12-31`, new Set(complete)),
  };
}

export type PerformanceForm = (typeof performanceForms)[number];
export type PerformanceFormat = (typeof performanceFormats)[number];

/** An official form as a file. */
export async function performanceForm(
  performed: Performed,
  form: PerformanceForm,
  format: PerformanceFormat,
  asOf: string | undefined,
): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
  const { name, document } = formOf(performed, form, asOf);
  const { year, records } = performed.ledger;
  const write =
    format === 'docx'
      ? (await import('../writing/docx.ts')).writeDocx
      : (await import('../writing/xlsx.ts')).writeXlsx;
  return {
    name: say('server.performance.file', { department: records.department.name, year, form: name, format }),
    bytes: await write(document),
  };
}

function formOf(
  performed: Performed,
  form: PerformanceForm,
  asOf: string | undefined,
): { readonly name: string; readonly document: Document } {
  const { ledger, rules } = performed;
  const monitoring = () => monitor(ledger, dayOf(ledger, asOf), rules);
  switch (form) {
    case 'monitoring':
      return { name: say('monitoring.form.project'), document: monitoringForms(monitoring(), ledger, rules) };
    case 'monitoringSummary':
      return {
        name: say('monitoring.form.department'),
        document: monitoringSummary(monitoring(), ledger, rules),
      };
    case 'evaluation':
      return {
        name: say('evaluation.form.project'),
        document: projectForms(scored(performed).evaluation, ledger),
      };
    case 'evaluationDepartment': {
      const { evaluation, rates } = scored(performed);
      return {
        name: say('evaluation.form.department'),
        document: departmentForms(evaluation, ledger, rules.scoring, rates),
      };
    }
  }
}
