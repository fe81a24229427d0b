import { z } from 'zod';
import { wholeOf } from '../reading/coverage.ts';
import type { Against } from './against-schema.ts';
import { type CheckReport, checkSchema } from './check-schema.ts';

const count = z.int().min(0);

/** One document of a batch: its outcome in a row, or why it could not be checked. */
export const batchRowSchema = z.strictObject({
  file: z.string(),
  /** Where its reports are, relative to the summary; empty where none were asked for. */
  folder: z.string(),
  entity: z.string(),
  year: z.int(),
  stage: z.string(),
  pack: z.string(),
  summary: checkSchema.shape.summary,
  printed: count.describe('Numbers that measure something'),
  placed: count.describe('Of these, those that were understood'),
  amounts: count.describe('Amounts that tables print'),
  checked: count.describe('Of these, those that a law holds to others'),
  rules: z.record(z.string(), count).describe('Findings by rule, without those that people accepted'),
  against: z
    .strictObject({
      file: z.string().describe('The other document; empty where none could be told to be its counterpart'),
      as: z.enum(['earlier', 'approval', 'none']),
      differences: count.describe('Numbers that changed, or differ from what was approved'),
    })
    .optional()
    .describe('What comes of holding it against another document'),
  problem: z.string().optional().describe('Why it could not be checked; the rest is then empty'),
});

/** What one document of a batch says of others: how often they agree, and how often not. */
export const acrossRowSchema = z.strictObject({
  relation: z
    .enum(['unit', 'unitSum', 'lastYear', 'budget'])
    .describe(
      'A unit’s own document, the sum of the units’, last year’s, or the budget that accounts settle',
    ),
  file: z.string(),
  others: z.array(z.string()).describe('The documents it is held against'),
  agreed: count.describe('Numbers that the others confirm'),
  differences: count.describe('Coordinates at which they differ: findings of the file'),
  without: count.describe('Numbers about the others that have no counterpart there'),
  ambiguous: z
    .literal(true)
    .optional()
    .describe('Several documents with different numbers may be meant: none was compared'),
});

/** What `--report` writes of a batch as data: a row for each document. */
export const batchSchema = z.strictObject({
  kind: z.literal('mingzhang-batch'),
  version: z.literal(1),
  documents: z.array(batchRowSchema),
  across: z.array(acrossRowSchema).optional().describe('What the documents say of each other'),
  against_left: z
    .array(z.string())
    .optional()
    .describe('Documents of the folder of --against that none was held against'),
});

export type AcrossRow = z.output<typeof acrossRowSchema>;
export type BatchRow = z.output<typeof batchRowSchema>;

/** The JSON Schema of {@link batchSchema}. */
export function batchJsonSchema(): object {
  return { ...z.toJSONSchema(batchSchema, { unrepresentable: 'any' }), title: 'Mingzhang batch' };
}

/** The row of a document. */
export function rowOf(report: CheckReport, folder: string): BatchRow {
  const { file, entity, year, stage, pack, summary, coverage } = report;
  const rules: Record<string, number> = {};
  for (const { rule, acknowledged } of report.findings)
    if (acknowledged === undefined) rules[rule] = (rules[rule] ?? 0) + 1;
  return {
    file,
    folder,
    entity: entity.name,
    year,
    stage,
    pack: pack.id,
    summary,
    ...wholeOf(coverage),
    amounts: coverage.checked.printed,
    checked: coverage.checked.checked,
    rules,
    ...(report.against === undefined ? {} : { against: againstOf(report.against) }),
  };
}

function againstOf(against: Against): NonNullable<BatchRow['against']> {
  switch (against.as) {
    case 'earlier':
      return { file: against.file, as: against.as, differences: against.changes.length };
    case 'approval':
      return { file: against.file, as: against.as, differences: against.differences };
    case 'none':
      return { file: '', as: against.as, differences: 0 };
  }
}

/** The row of a document that could not be read. */
export function failedRow(file: string, problem: string): BatchRow {
  return {
    file,
    folder: '',
    entity: '',
    year: 0,
    stage: '',
    pack: '',
    summary: {
      verdict: 'incomplete',
      errors: 0,
      warnings: 0,
      notices: 0,
      acknowledged: 0,
      laws: 0,
      rounding: 0,
      not_checked: 0,
    },
    printed: 0,
    placed: 0,
    amounts: 0,
    checked: 0,
    rules: {},
    problem,
  };
}

/** Findings of all documents by rule, the commonest first, with the number of documents that have them. */
export function totalsOf(
  rows: readonly BatchRow[],
): readonly { readonly rule: string; readonly findings: number; readonly documents: number }[] {
  const totals = new Map<string, { findings: number; documents: number }>();
  for (const { rules } of rows) {
    for (const [rule, findings] of Object.entries(rules)) {
      const known = totals.get(rule) ?? { findings: 0, documents: 0 };
      totals.set(rule, { findings: known.findings + findings, documents: known.documents + 1 });
    }
  }
  return [...totals]
    .map(([rule, total]) => ({ rule, ...total }))
    .sort((a, b) => b.documents - a.documents || (a.rule < b.rule ? -1 : 1));
}
