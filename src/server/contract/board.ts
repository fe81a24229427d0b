import { z } from 'zod';
import { boardSorts, boardStates, stateFilters } from './board-filter.ts';

export const findingCountSchema = z.strictObject({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'notice']),
  count: z.int().min(1),
});

export type CountedFinding = z.output<typeof findingCountSchema>;

const findings = z.array(findingCountSchema);

/** A checked document on the board. */
export const boardDocumentSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().describe('Of the file'),
  entity: z.string().describe('The body that it speaks of: the department or one of its units'),
  stage: z.string(),
  errors: z.int().min(0),
  warnings: z.int().min(0),
  notices: z.int().min(0),
  findings: findings.optional().describe('By rule; absent where it was checked before they were counted'),
});

/** A department with everything that is known of its budget of a year. */
export const boardRowSchema = z.strictObject({
  code: z.string(),
  name: z.string(),
  state: z.enum(boardStates),
  budget: z.uuid().optional().describe('That was changed last'),
  others: z.int().min(0).describe('Further budgets of the same department and year'),
  changedAt: z.iso.datetime().optional(),
  openRemarks: z.int().min(0),
  approvedOn: z.iso.date().optional(),
  deadline: z.iso.date().optional(),
  daysLeft: z.int().optional().describe('To the deadline; negative when it has passed without publication'),
  findings: findings.optional().describe('Of the budget as it stands; absent until it was checked'),
  documents: z.array(boardDocumentSchema).describe('The last of each body and stage'),
});

export type BoardRow = z.output<typeof boardRowSchema>;
export type BoardDocument = z.output<typeof boardDocumentSchema>;

export const boardQuerySchema = z.strictObject({
  year: z.coerce.number().int().min(2000).max(2100).optional().describe('By default the last that there is'),
});

/** All departments within reach with how far their budget of a year is, the most urgent first. */
export const boardSchema = z.strictObject({
  year: z.int(),
  years: z.array(z.int()).describe('That have budgets or documents, the last first'),
  today: z.iso.date(),
  rules: z.record(z.string(), z.string()).describe('The titles of the rules that occur'),
  checking: z.int().min(0).describe('Budgets that are being checked: asking again tells their findings'),
  departments: z.array(boardRowSchema),
});

export type Board = z.output<typeof boardSchema>;

/** Which rows of a board are shown, and in which order; also what a list in a file has. */
export const boardFilterSchema = z.object({
  search: z.string().max(200).default(''),
  state: z.enum(stateFilters).default(''),
  rule: z.string().max(100).default(''),
  sort: z.enum(boardSorts).default('urgency'),
  order: z.enum(['ascend', 'descend']).default('ascend'),
});

export const boardFileSchema = boardFilterSchema.extend(boardQuerySchema.shape);
