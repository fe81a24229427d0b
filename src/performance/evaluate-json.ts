import { z } from 'zod';
import { say } from '../messages/say.ts';
import { scoringSchema } from '../packs/performance.ts';
import type { Evaluation, ExecutionScore, IndicatorScore, ProjectEvaluation, Total } from './evaluate.ts';
import type { FormulaResult, ReadingResult } from './formulas.ts';
import { isMet, sayHow } from './formulas-form.ts';
import {
  amountRatio,
  indicatorJson,
  indicatorSchema,
  plainRatio,
  pointsOf,
  pointsSchema,
  progressRowJson,
  progressRowSchema,
  projectJson,
  projectSchema,
  ratioSchema,
  resultJson,
  resultSchema,
} from './json.ts';
import type { PerformanceRules } from './rules.ts';

const score = pointsSchema
  .nullable()
  .describe('Points, an exact decimal; null where nothing could be scored');

const execution = z.strictObject({
  rate: ratioSchema,
  points: pointsSchema,
  status: z.enum(['scored', 'notApplicable', 'missing']),
  score,
});

const total = z.strictObject({
  score: pointsSchema.describe('What was scored until now'),
  applicable: pointsSchema.describe('The points that apply: 100 less those of what is not applicable'),
  complete: z.boolean().describe('Whether everything that applies has a score; else the total is no result'),
  grade: z.enum(['excellent', 'good', 'fair', 'poor']).nullable(),
});

const indicator = z.strictObject({
  indicator: indicatorSchema,
  result: resultSchema,
  points: pointsSchema,
  score,
  share: ratioSchema.describe('Of the points'),
  deviation: ratioSchema.describe('Result less target, over target'),
  status: z.enum(['scored', 'missing', 'unclear']),
  how: z.string().describe('The rule and the numbers it follows from, in words'),
  needsReason: z.boolean(),
});

const use = z.strictObject({
  advice: z.enum(['raise', 'keep', 'reduce', 'undetermined']),
  reasons: z.array(
    z.enum([
      'incomplete',
      'grade',
      'executionLow',
      'executionHigh',
      'executionBetween',
      'executionUnknown',
      'unexplained',
    ]),
  ),
});

const rateReading = z.strictObject({
  id: z.string(),
  label: z.string(),
  basis: z.string(),
  status: z.enum(['computed', 'notApplicable', 'missing']),
  ratio: ratioSchema.describe('Exact, of amounts in 元 or of counts; null where it is not computed'),
  how: z.string().describe('The numbers it follows from, or what is missing, in words'),
});

/** What `performance evaluate --json` prints, version 1: fields may be added; none is taken away or changes its meaning. */
export const evaluationSchema = z.strictObject({
  kind: z.literal('mingzhang-evaluation'),
  version: z.literal(1),
  year: z.int(),
  projects: z.array(
    z.strictObject({
      project: projectSchema,
      progress: progressRowSchema.nullable(),
      allotment: z
        .enum(['own', 'scaled', 'default', 'partly', 'none'])
        .describe('Whose points: the sheet’s own, the same scaled, or those of the rules'),
      execution,
      indicators: z.array(indicator),
      goalResult: resultSchema,
      total,
      use: use.describe('Advice for next year’s budget, and what it follows from'),
    }),
  ),
  department: z.strictObject({
    progress: progressRowSchema,
    execution,
    projects: z.strictObject({ mean: ratioSchema, points: pointsSchema, score }),
    total,
  }),
  rates: z
    .array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        target: z.string(),
        met: z.boolean().nullable(),
        readings: z.array(rateReading).describe('The one that counts first'),
      }),
    )
    .describe('What the formulas of the pack compute'),
  rules: scoringSchema.describe('The rules that the scores came from'),
  sources: z.array(z.string()),
});

export type EvaluationJson = z.infer<typeof evaluationSchema>;

export function evaluationJson(
  evaluation: Evaluation,
  rules: PerformanceRules,
  rates: readonly FormulaResult[] = [],
): EvaluationJson {
  const { department } = evaluation;
  const { mean, points, score: scored } = department.projects;
  return {
    kind: 'mingzhang-evaluation',
    version: 1,
    year: evaluation.year,
    projects: evaluation.projects.map(projectEvaluationJson),
    department: {
      progress: progressRowJson(say('execution.show.whole'), department.progress),
      execution: executionJson(department.execution),
      projects: { mean: plainRatio(mean), points: pointsOf(points), score: scoreOf(scored) },
      total: totalJson(department.total),
    },
    rates: rates.map((one) => ({
      id: one.formula.id,
      name: one.formula.name,
      target: one.target,
      met: isMet(one) ?? null,
      readings: [one.chosen, ...one.others].map(rateReadingJson),
    })),
    rules: rules.scoring,
    sources: rules.sources,
  };
}

function rateReadingJson(one: ReadingResult): z.infer<typeof rateReading> {
  const { reading, ratio, numerator } = one;
  const { id, label, basis } = reading;
  const isAmount = numerator.known && numerator.unit === '元';
  // Counts are kept in ten-thousandths.
  const count = (value: bigint) => String(value / 10_000n);
  return {
    id,
    label,
    basis,
    status: ratio === undefined ? 'missing' : ratio.applicable ? 'computed' : 'notApplicable',
    ratio:
      ratio?.applicable !== true
        ? null
        : isAmount
          ? amountRatio(ratio)
          : { numerator: count(ratio.numerator), denominator: count(ratio.denominator) },
    how: sayHow(one),
  };
}

function projectEvaluationJson(one: ProjectEvaluation): EvaluationJson['projects'][number] {
  return {
    project: projectJson(one.project),
    progress: one.progress === undefined ? null : progressRowJson(one.project.name, one.progress),
    allotment: one.allotment.by,
    execution: executionJson(one.execution),
    indicators: one.indicators.map(indicatorScoreJson),
    goalResult: resultJson(one.goal),
    total: totalJson(one.total),
    use: { advice: one.use.advice, reasons: one.use.reasons.map(({ type }) => type) },
  };
}

function executionJson({ rate, points, status, score: scored }: ExecutionScore): z.infer<typeof execution> {
  return { rate: amountRatio(rate), points: pointsOf(points), status, score: scoreOf(scored) };
}

function indicatorScoreJson(one: IndicatorScore): z.infer<typeof indicator> {
  const { achievement } = one;
  const isScored = achievement.status === 'scored';
  return {
    indicator: indicatorJson(one.indicator),
    result: resultJson(one.result),
    points: pointsOf(one.points),
    score: scoreOf(one.score),
    share: isScored ? plainRatio({ applicable: true, ...achievement.share }) : null,
    deviation: isScored ? plainRatio(achievement.deviation) : null,
    status: achievement.status,
    how: achievement.how,
    needsReason: one.needsReason,
  };
}

function totalJson({ score: scored, applicable, isComplete, grade }: Total): z.infer<typeof total> {
  return {
    score: pointsOf(scored),
    applicable: pointsOf(applicable),
    complete: isComplete,
    grade: grade ?? null,
  };
}

function scoreOf(one: bigint | undefined): string | null {
  return one === undefined ? null : pointsOf(one);
}

/** The JSON Schema that is published in `schemas/evaluation.schema.json`. */
export function evaluationJsonSchema(): object {
  return { ...z.toJSONSchema(evaluationSchema), title: 'Mingzhang evaluation' };
}
