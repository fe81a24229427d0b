import { z } from 'zod';
import type { Indicator, Project } from '../facts/records.ts';
import { plainDecimal } from '../ledger/cells.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { type Fen, inUnit } from '../money/amount.ts';
import type { ProgressRow } from './progress.ts';
import type { Ratio } from './ratio.ts';

/** What the JSON of execution, monitoring and evaluation has in common: exact numbers as texts, null for what is not known. */

export const amountSchema = z.string().describe('元, an exact decimal');
export const daySchema = z.string().describe('ISO 8601');
export const ratioSchema = z
  .strictObject({ numerator: z.string(), denominator: z.string() })
  .nullable()
  .describe('Exact; null where it is not applicable');
export const pointsSchema = z.string().describe('Points, an exact decimal');

export const projectSchema = z.strictObject({ code: z.string(), name: z.string(), entity: z.string() });

export const indicatorSchema = z.strictObject({
  level1: z.string(),
  level2: z.string(),
  level3: z.string(),
  operator: z.string(),
  value: z.string(),
  unit: z.string(),
});

export const resultSchema = z
  .strictObject({
    date: daySchema,
    value: z.string(),
    unit: z.string(),
    share: z
      .string()
      .describe('The share of the points that is claimed; empty where it follows from the value'),
    reason: z.string(),
    source: z.string().describe('Where the value was taken from; empty where nobody says it'),
  })
  .nullable()
  .describe('As entered; null where nothing was');

export const progressRowSchema = z.strictObject({
  member: z.string(),
  label: z.string(),
  budget: amountSchema,
  adjusted: amountSchema,
  moved: amountSchema.describe('元, what changes moved'),
  paid: amountSchema,
  planned: amountSchema.nullable().describe('元, what the plan has due; null without a plan'),
  ahead: amountSchema.nullable().describe('元, paid less planned'),
  executionRate: ratioSchema,
  adjustmentRate: ratioSchema,
  carryForwardRate: ratioSchema,
});

export function yuan(fen: Fen): string {
  return plainDecimal(inUnit(fen, '元', 2));
}

/** A ratio of amounts, in 元. */
export function amountRatio(one: Ratio): z.infer<typeof ratioSchema> {
  return one.applicable ? { numerator: yuan(one.numerator), denominator: yuan(one.denominator) } : null;
}

export function plainRatio(one: Ratio): z.infer<typeof ratioSchema> {
  return one.applicable ? { numerator: String(one.numerator), denominator: String(one.denominator) } : null;
}

/** Hundredths of a point. */
export function pointsOf(hundredths: bigint): string {
  return plainDecimal({ digits: hundredths, decimals: 2 });
}

export function progressRowJson(label: string, one: ProgressRow): z.infer<typeof progressRowSchema> {
  return {
    member: one.member,
    label,
    budget: yuan(one.budget),
    adjusted: yuan(one.adjusted),
    moved: yuan(one.moved),
    paid: yuan(one.paid),
    planned: one.planned === undefined ? null : yuan(one.planned),
    ahead: one.ahead === undefined ? null : yuan(one.ahead),
    executionRate: amountRatio(one.executionRate),
    adjustmentRate: amountRatio(one.adjustmentRate),
    carryForwardRate: amountRatio(one.carryForwardRate),
  };
}

export function projectJson({ code, name, entity }: Project): z.infer<typeof projectSchema> {
  return { code, name, entity };
}

export function indicatorJson(one: Indicator): z.infer<typeof indicatorSchema> {
  const { level1, level2, level3, operator, value, unit } = one;
  return { level1, level2, level3, operator, value, unit };
}

export function resultJson(one: IndicatorResult | undefined): z.infer<typeof resultSchema> {
  if (one === undefined) return null;
  const { date, value, unit, share, reason, source = '' } = one;
  return { date, value, unit, share, reason, source };
}
