import { z } from 'zod';
import { sheetIds } from './budget-names.ts';
import { MOST_SOURCES } from './drafting-names.ts';

/** A budget is begun from documents that are here: last year's disclosure, this year's exports, the approval. */
export const draftRequestSchema = z.strictObject({
  documents: z.array(z.uuid()).min(1).max(MOST_SOURCES),
  pack: z.string().min(1).max(60).optional().describe('By default the layout of the newest document'),
  year: z
    .int()
    .min(2000)
    .max(2100)
    .optional()
    .describe('By default the year after that of what was published'),
  departmentCode: z.string().trim().max(40).default(''),
  departmentName: z
    .string()
    .trim()
    .max(100)
    .default('')
    .describe('With the code; by default what documents say'),
});

export type DraftRequest = z.input<typeof draftRequestSchema>;

/** How far a budget is that is being begun from documents. */
export const draftingSchema = z.strictObject({
  id: z.uuid(),
  state: z.enum(['working', 'done', 'failed']),
  files: z
    .array(
      z.strictObject({
        name: z.string(),
        state: z.enum(['waiting', 'reading', 'read', 'failed']),
        page: z.int().optional(),
        pages: z.int().optional(),
        message: z.string().optional().describe('What it is once it was read, or why it could not be'),
      }),
    )
    .describe('In the order in which they are read'),
  problems: z.array(z.string()).describe('Why it failed; where it is done, what was not used'),
  budget: z.uuid().optional().describe('The new budget, once it is done'),
});

export type Drafting = z.output<typeof draftingSchema>;

/** Something that the documents leave open, or on which they disagree. */
export const questionSchema = z.strictObject({
  id: z.uuid(),
  text: z.string(),
  sums: z
    .array(z.strictObject({ label: z.string(), amount: z.string().describe('In 元') }))
    .describe('That are known although their lines are not'),
  sheet: z.enum(sheetIds).optional().describe('None where documents disagree'),
  row: z.uuid().optional().describe('The first row that it is about'),
  column: z.string().optional().describe('The first cell of it that is to be filled in'),
  settledBy: z.string().optional(),
});

export type Question = z.output<typeof questionSchema>;

/** What documents gave a budget, and what they left open. */
export const questionsSchema = z.strictObject({
  sources: z.array(z.string()).describe('The documents, each with what it is'),
  filled: z.string().describe('How much was filled in; empty where it was not begun from documents'),
  questions: z.array(questionSchema),
});

export type Questions = z.output<typeof questionsSchema>;

export const settleRequestSchema = z.strictObject({ settled: z.boolean() });
