import type { PlanStep, Project } from '../facts/records.ts';
import type { Fen } from '../money/amount.ts';
import type { LineContext } from './import-context.ts';
import type { Spot } from './import-problems.ts';
import type { ReadPlan } from './import-records.ts';
import { sayYuan } from './import-values.ts';

/** What is known of a project beside its record. */
export interface ProjectFindings {
  readonly spot: Spot;
  readonly budget: Fen;
  readonly hasLines: boolean;
  readonly plan: ReadPlan | undefined;
}

/** Whether a project's sheet is complete and its plan arrives at its budget. */
export function checkProject(
  project: Project,
  { spot, budget, hasLines, plan }: ProjectFindings,
  { problems }: LineContext,
): void {
  const named = { project: project.name };
  if (!hasLines) problems.add('ledger.problem.projectWithoutLines', spot, named);
  if (project.goals.length === 0) problems.add('ledger.problem.projectWithoutGoals', spot, named);
  if (project.indicators.length === 0) problems.add('ledger.problem.projectWithoutIndicators', spot, named);
  if (plan === undefined) problems.add('ledger.problem.projectWithoutPlan', spot, named);
  else checkPlan(project, plan, budget, problems);
}

/** A plan is cumulative: it never falls, and its last step is the whole budget. */
function checkPlan(
  { name }: Project,
  { steps }: ReadPlan,
  budget: Fen,
  problems: LineContext['problems'],
): void {
  let before: PlanStep | undefined;
  for (const { month, cumulative, spot } of steps) {
    if (before !== undefined && cumulative < before.cumulative) {
      problems.add('ledger.problem.planNotMonotone', spot, {
        project: name,
        month,
        value: sayYuan(cumulative),
        before: sayYuan(before.cumulative),
      });
    }
    before = { month, cumulative };
  }
  const last = steps.at(-1);
  if (last === undefined || last.cumulative === budget) return;
  problems.add('ledger.problem.planEnd', last.spot, {
    project: name,
    month: last.month,
    value: sayYuan(last.cumulative),
    budget: sayYuan(budget),
  });
}
