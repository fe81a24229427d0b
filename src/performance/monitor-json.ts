import { z } from 'zod';
import { say } from '../messages/say.ts';
import { LIGHTS, monitoringSchema, OUTCOMES } from '../packs/performance.ts';
import {
  amountRatio,
  amountSchema,
  daySchema,
  indicatorJson,
  indicatorSchema,
  plainRatio,
  progressRowJson,
  progressRowSchema,
  projectJson,
  projectSchema,
  ratioSchema,
  resultJson,
  resultSchema,
  yuan,
} from './json.ts';
import type { Monitoring, ProjectMonitoring } from './monitor.ts';
import type { IndicatorMonitoring } from './monitor-indicator.ts';
import type { Point, SpendingMonitoring } from './monitor-spending.ts';
import type { PerformanceRules } from './rules.ts';

const light = z.enum(LIGHTS);
const outcome = z
  .enum(OUTCOMES)
  .describe('By the end of the year; met and missed are settled, the others follow from the range');
const how = z.string().describe('The numbers it follows from, in words');
const tally = z.strictObject({ green: z.int(), yellow: z.int(), red: z.int(), unknown: z.int() });
const point = z.strictObject({ date: daySchema, amount: amountSchema });

const spending = z.strictObject({
  light,
  paid: amountSchema,
  due: amountSchema.nullable(),
  dueBy: z.enum(['plan', 'scaled', 'even', 'none']).describe('What is due follows from'),
  deviation: ratioSchema.describe('Paid less due, over due'),
  how,
  reason: z.string(),
  needsReason: z.boolean(),
  forecast: z.strictObject({
    outcome,
    range: z.strictObject({ low: amountSchema, point: amountSchema, high: amountSchema }).nullable(),
    how,
  }),
  course: z.array(point).describe('Paid by the end of each month seen, and the day itself'),
  plan: z.array(point),
});

const indicator = z.strictObject({
  indicator: indicatorSchema,
  result: resultSchema,
  cumulative: z.boolean().describe('Whether results add up through the year'),
  light,
  due: z.string().nullable().describe('In the unit of the target, at the day of the result'),
  deviation: ratioSchema.describe('Result less due, over due'),
  how,
  needsReason: z.boolean(),
  forecast: z.strictObject({
    outcome,
    range: z.strictObject({ low: z.string(), point: z.string(), high: z.string() }).nullable(),
    how,
  }),
});

/** What `performance monitor --json` prints, version 1: fields may be added; none is taken away or changes its meaning. */
export const monitorSchema = z.strictObject({
  kind: z.literal('mingzhang-monitor'),
  version: z.literal(1),
  year: z.int(),
  asOf: daySchema,
  total: progressRowSchema,
  projects: z.array(
    z.strictObject({
      project: projectSchema,
      light,
      progress: progressRowSchema.nullable(),
      spending,
      indicators: z.array(indicator),
      tally: tally.describe('Indicators by light'),
      goalResult: resultSchema,
      unexplained: z.int().describe('Reasons that are asked for and missing'),
    }),
  ),
  tally: tally.describe('Projects by light'),
  rules: monitoringSchema.describe('The rules that the lights and forecasts came from'),
  sources: z.array(z.string()),
});

export type MonitorJson = z.infer<typeof monitorSchema>;

export function monitorJson(monitoring: Monitoring, rules: PerformanceRules): MonitorJson {
  return {
    kind: 'mingzhang-monitor',
    version: 1,
    year: monitoring.year,
    asOf: monitoring.asOf,
    total: progressRowJson(say('execution.show.whole'), monitoring.total),
    projects: monitoring.projects.map((one) => ({
      project: projectJson(one.project),
      light: one.light,
      progress: one.progress === undefined ? null : progressRowJson(one.project.name, one.progress),
      spending: spendingJson(one),
      indicators: one.indicators.map(indicatorMonitoringJson),
      tally: one.tally,
      goalResult: resultJson(one.goal),
      unexplained: one.unexplained,
    })),
    tally: monitoring.tally,
    rules: rules.monitoring,
    sources: rules.sources,
  };
}

function spendingJson({
  spending: one,
  spendingNeedsReason,
  goal,
}: ProjectMonitoring): MonitorJson['projects'][number]['spending'] {
  return {
    light: one.light,
    paid: yuan(one.paid),
    due: one.due === undefined ? null : yuan(one.due),
    dueBy: one.dueBy,
    deviation: amountRatio(one.deviation),
    how: one.how,
    reason: goal?.reason ?? '',
    needsReason: spendingNeedsReason,
    forecast: { outcome: one.forecast.outcome, range: rangeJson(one.forecast.range), how: one.forecast.how },
    course: one.course.map(pointJson),
    plan: one.plan.map(pointJson),
  };
}

function rangeJson(range: SpendingMonitoring['forecast']['range']) {
  return range === undefined
    ? null
    : { low: yuan(range.low), point: yuan(range.point), high: yuan(range.high) };
}

function pointJson({ date, amount }: Point): z.infer<typeof point> {
  return { date, amount: yuan(amount) };
}

function indicatorMonitoringJson(one: IndicatorMonitoring): z.infer<typeof indicator> {
  return {
    indicator: indicatorJson(one.indicator),
    result: resultJson(one.result),
    cumulative: one.isCumulative,
    light: one.light,
    due: one.due ?? null,
    deviation: plainRatio(one.deviation),
    how: one.how,
    needsReason: one.needsReason,
    forecast: { outcome: one.forecast.outcome, range: one.forecast.range ?? null, how: one.forecast.how },
  };
}

/** The JSON Schema that is published in `schemas/monitor.schema.json`. */
export function monitorJsonSchema(): object {
  return { ...z.toJSONSchema(monitorSchema), title: 'Mingzhang monitor' };
}
