import type { Cube } from '../facts/cube.ts';
import type { Coordinate } from '../facts/fact.ts';
import type { PlanStep, Project } from '../facts/records.ts';
import type { Fen } from '../money/amount.ts';
import type { TextDefinition } from '../packs/definition.ts';
import type { LineContext } from './import-context.ts';
import type { Spot } from './import-problems.ts';
import type { ReadPlan } from './import-records.ts';
import { sayYuan } from './import-values.ts';
import type { Ledger } from './ledger.ts';

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

/** The texts that the pack wants and the workbook does not have. */
export function checkTexts(ledger: Ledger, cube: Cube, context: LineContext, spot: Spot): void {
  const written = new Set(ledger.records.texts.map(({ entity, key }) => `${entity} ${key}`));
  const definitions = context.pack.workbook.texts.filter(
    (text) => text.default === undefined && (text.required || text.requiredWhen !== undefined),
  );
  if (definitions.length === 0) return;
  const asked = new Set(['entity', ...definitions.flatMap(dimensionsOf)]);
  // Small enough to ask it once for each text of each unit.
  const small = cube.project(asked);
  for (const entity of [ledger.records.department, ...(ledger.unitParts ? ledger.records.units : [])]) {
    const isDepartment = entity.code === ledger.records.department.code;
    for (const definition of definitions) {
      if (definition.of === (isDepartment ? 'unit' : 'department')) continue;
      if (written.has(`${entity.code} ${definition.key}`)) continue;
      checkText(definition, entity, { cube: small, year: ledger.year, context, spot });
    }
  }
}

interface TextCheck {
  readonly cube: Cube;
  readonly year: number;
  readonly context: LineContext;
  readonly spot: Spot;
}

function checkText(
  { label, required, requiredWhen }: TextDefinition,
  entity: { readonly code: string; readonly name: string },
  { cube, year, context, spot }: TextCheck,
): void {
  const named = { entity: entity.name, text: label };
  if (required) {
    context.problems.add('ledger.problem.textMissing', spot, named);
    return;
  }
  if (requiredWhen === undefined) return;
  const [value, base] = [requiredWhen.difference.of, requiredWhen.difference.from].map((at) =>
    cube.value(resolve(at, entity.code, year)),
  );
  // A change that is not known wants no reason yet.
  if (value?.known !== true || base?.known !== true || value.value === base.value) return;
  const change = sayYuan(value.value - base.value);
  context.problems.add('ledger.problem.reasonMissing', spot, { ...named, change });
}

function dimensionsOf({ requiredWhen }: TextDefinition): readonly string[] {
  if (requiredWhen === undefined) return [];
  return [...Object.keys(requiredWhen.difference.of), ...Object.keys(requiredWhen.difference.from)];
}

/** A coordinate of a definition for one entity; the same rule as for tables and sentences of a pack. */
function resolve(at: Coordinate, entity: string, year: number): Coordinate {
  const full: Coordinate = { measure: 'amount', year: String(year), stage: 'budget', entity, ...at };
  return full.year === 'previous' ? { ...full, year: String(year - 1) } : full;
}
