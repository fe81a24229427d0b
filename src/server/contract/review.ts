import { z } from 'zod';
import { budgetRowSchema, movedSchema } from './budgets.ts';

/** What is done to a budget on its way: handed in, taken back, sent back with remarks, approved. */
export const stepKinds = ['submit', 'withdraw', 'return', 'approve', 'publish'] as const;
export type StepKind = (typeof stepKinds)[number];

/** A step that was taken. */
export const stepSchema = z.strictObject({
  id: z.uuid(),
  kind: z.enum(stepKinds),
  revision: z.int().describe('Of the budget, as it was then'),
  who: z.string(),
  when: z.iso.datetime(),
  note: z.string(),
});

export type Step = z.output<typeof stepSchema>;

export const stepRequestSchema = z.strictObject({
  kind: z.enum(['submit', 'withdraw', 'return', 'approve']),
  revision: z.int().min(0).describe('That whoever takes it has seen: a newer one is looked at first'),
  note: z
    .string()
    .trim()
    .max(2_000)
    .default('')
    .describe('Why it is sent back; needed unless a remark says it'),
});

/** Something a reviewer says of a number, a sentence, or the whole. */
export const remarkSchema = z.strictObject({
  id: z.uuid(),
  text: z.string(),
  who: z.string(),
  when: z.iso.datetime(),
  revision: z.int().describe('Of the budget when it was said'),
  row: z.uuid().optional().describe('The row that it is about'),
  column: z.string().optional(),
  part: z.string().optional().describe('The table or heading in the disclosure that it is about'),
  quote: z.string().optional().describe('The number or sentence as it was printed'),
  answer: z.string().optional(),
  resolvedBy: z.string().optional(),
  resolvedAt: z.iso.datetime().optional(),
});

export type Remark = z.output<typeof remarkSchema>;

export const remarkRequestSchema = z.strictObject({
  text: z.string().trim().min(1).max(2_000),
  row: z.uuid().optional(),
  column: z.string().max(60).optional(),
  part: z.string().max(500).optional(),
  quote: z.string().max(2_000).optional(),
});

export const resolveRequestSchema = z.strictObject({ answer: z.string().trim().max(2_000).default('') });

/** How a budget came to be what it is, with what whoever asks may do next. */
export const reviewSchema = z.strictObject({
  budget: budgetRowSchema,
  steps: z.array(stepSchema).describe('The latest first'),
  remarks: z.array(remarkSchema).describe('Open ones first, then the latest'),
  next: z.array(z.enum(stepKinds)).describe('Steps that whoever asks may take now'),
  mayRemark: z.boolean(),
  approvedOn: z.iso
    .date()
    .optional()
    .describe('The day of the approval (批复) that the deadline counts from'),
  deadline: z.iso.date().optional().describe('Twenty days after it'),
});

export type Review = z.output<typeof reviewSchema>;

/** The day on which the finance bureau approved the budget (批复). */
export const approvalRequestSchema = z.strictObject({ approvedOn: z.iso.date().nullable() });

export const compareQuerySchema = z.strictObject({
  from: z.coerce.number().int().min(0),
  to: z.coerce.number().int().min(0),
});

/** Two versions of a budget, number by number as they are printed. */
export const comparisonSchema = z.strictObject({
  from: z.int(),
  to: z.int(),
  moved: z.array(movedSchema),
  more: z.int().min(0),
  comparable: z.boolean(),
});

export type Comparison = z.output<typeof comparisonSchema>;
