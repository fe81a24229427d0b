import { z } from 'zod';
import { budgetSettings, budgetStates, sheetIds } from './budget-names.ts';
import { sourceBlockSchema } from './documents.ts';

const sheetId = z.enum(sheetIds);

const settingId = z.enum(budgetSettings);

const cellText = z.string().max(20_000);
const cellsSchema = z.record(z.string().max(60), cellText);

/** A budget in a list. */
export const budgetRowSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().describe('Of its department, with the year'),
  entity: z.strictObject({ code: z.string(), name: z.string() }),
  year: z.int(),
  pack: z.string(),
  state: z.enum(budgetStates),
  revision: z.int().min(0).describe('Counts the changes that were made to it'),
  changedAt: z.iso.datetime(),
  changedBy: z.string().optional(),
  isExample: z.boolean(),
});

export type BudgetRow = z.output<typeof budgetRowSchema>;

export const budgetListSchema = z.strictObject({ budgets: z.array(budgetRowSchema) });

/** A new, empty budget. Starting from files is {@link budgetRoutes} `drafts`. */
export const newBudgetSchema = z.strictObject({
  pack: z.string().min(1).max(60),
  year: z.int().min(2000).max(2100),
  departmentCode: z.string().trim().min(1).max(40),
  departmentName: z.string().trim().min(1).max(100),
});

export const packChoicesSchema = z.strictObject({
  packs: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      years: z.tuple([z.int(), z.int()]),
      stage: z.string(),
    }),
  ),
});

/** What a column holds: which editor it gets. */
export const columnTypes = [
  'text',
  'paragraphs',
  'choice',
  'unit',
  'account',
  'member',
  'option',
  'project',
  'amount',
  'plan',
  'number',
] as const;

export const budgetColumnSchema = z.strictObject({
  key: z.string(),
  title: z.string(),
  help: z.string(),
  width: z.number().describe('In characters'),
  required: z.boolean(),
  type: z.enum(columnTypes),
  choices: z
    .array(z.string())
    .optional()
    .describe('To choose from; those of units and projects are the rows of their sheets'),
  classification: z
    .enum(['function', 'economic', 'govEconomic'])
    .optional()
    .describe('Of a column of accounts, whose list is fetched by itself'),
});

export const budgetSheetSchema = z.strictObject({
  id: sheetId,
  title: z.string(),
  help: z.string(),
  columns: z.array(budgetColumnSchema),
});

export const typedRowSchema = z.strictObject({
  id: z.uuid(),
  cells: cellsSchema.describe('By the key of the column; what is empty is left out'),
});

export type BudgetSheet = z.output<typeof budgetSheetSchema>;
export type BudgetColumn = z.output<typeof budgetColumnSchema>;
export type TypedRowData = z.output<typeof typedRowSchema>;

/** A budget with everything that is typed in it. */
export const budgetSchema = budgetRowSchema.extend({
  settings: z.record(settingId, z.string()),
  sheets: z.array(budgetSheetSchema),
  rows: z.record(z.string(), z.array(typedRowSchema)).describe('By sheet, in the order of the rows'),
  editable: z.boolean().describe('Whether whoever asks may change all of it now, its settings too'),
  openSheets: z
    .array(sheetId)
    .describe('The sheets that whoever asks may change now: after the approval those of the year'),
});

export type BudgetDetail = z.output<typeof budgetSchema>;

/**
 * What a person does to a budget. A cell is set from what they saw: where it is not that any more, somebody else changed it
 * meanwhile, and nothing is overwritten.
 */
export const operationSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('set'),
    row: z.uuid(),
    column: z.string().max(60),
    from: cellText,
    to: cellText,
  }),
  z.strictObject({
    type: z.literal('insert'),
    sheet: sheetId,
    row: z.uuid().describe('Made by whoever inserts'),
    after: z.uuid().nullable().describe('The row above; null at the top'),
    cells: cellsSchema,
  }),
  z.strictObject({
    type: z.literal('delete'),
    row: z.uuid(),
    seen: cellsSchema
      .optional()
      .describe('What stood in the row: where it is not that any more, nothing is deleted'),
  }),
  z.strictObject({ type: z.literal('restore'), row: z.uuid() }).describe('Takes a deletion back'),
  z.strictObject({ type: z.literal('setting'), setting: settingId, from: cellText, to: cellText }),
]);

export type Operation = z.output<typeof operationSchema>;

/** Operations that belong together: all are done, or none. */
export const changeRequestSchema = z.strictObject({
  id: z.uuid().describe('Made by whoever changes: the same sent twice is done once'),
  operations: z.array(operationSchema).min(1).max(5_000),
});

/** A change that was made. */
export const changeSchema = z.strictObject({
  id: z.uuid(),
  revision: z.int().describe('That of the budget after it'),
  who: z.string(),
  when: z.iso.datetime(),
  operations: z.array(operationSchema),
});

export type Change = z.output<typeof changeSchema>;

/** A cell that is not what somebody saw when they changed it. */
export const conflictSchema = z.strictObject({
  row: z.uuid().optional(),
  column: z.string().optional(),
  setting: settingId.optional(),
  current: z.string().optional().describe('What stands there now; absent where the row was deleted'),
  who: z.string(),
});

export const changedSchema = z.discriminatedUnion('done', [
  z.strictObject({ done: z.literal(true), change: changeSchema }),
  z.strictObject({
    done: z.literal(false),
    conflicts: z.array(conflictSchema).describe('Nothing was changed because of these'),
  }),
]);

export const changesQuerySchema = z.strictObject({ since: z.coerce.number().int().min(0) });
export const changesSchema = z.strictObject({ changes: z.array(changeSchema), revision: z.int() });

const severity = z.enum(['error', 'warning', 'notice']);

/** What is to be said of a budget as it stands. */
export const budgetCheckSchema = z.strictObject({
  revision: z.int().describe('Of the budget that was checked'),
  problems: z
    .array(
      z.strictObject({
        severity,
        message: z.string(),
        sheet: sheetId.optional(),
        row: z.string().optional(),
        column: z.string().optional(),
      }),
    )
    .describe('Of what is typed, each at its cell where it has one'),
  findings: z
    .array(z.strictObject({ severity, message: z.string(), rule: z.string() }))
    .describe('Laws that the budget breaks, and what is missing for publishing'),
  totals: z
    .array(z.strictObject({ label: z.string(), value: z.string(), unit: z.string() }))
    .describe('Revenue, expenditure and the like, of the whole; none while the rows cannot be understood'),
  laws: z.int().min(0),
  tables: z.int().min(0),
  rounding: z.int().min(0),
  publishable: z.boolean(),
});

export type BudgetCheck = z.output<typeof budgetCheckSchema>;

/** Something that a change moves in the disclosure as it will be printed. */
export const movedSchema = z.strictObject({
  part: z.string().describe('The table, or the heading above the sentence'),
  where: z.string().describe('Row and column; of a sentence nothing'),
  before: z.string(),
  after: z.string(),
  kind: z.enum(['cell', 'row', 'text']),
});

export const impactRequestSchema = z.strictObject({ operations: z.array(operationSchema).min(1).max(5_000) });

/** What operations would do, before they are done. */
export const impactSchema = z.strictObject({
  moved: z.array(movedSchema),
  more: z.int().min(0).describe('That are not listed'),
  check: budgetCheckSchema.describe('As it would be afterwards'),
  comparable: z.boolean().describe('False where the rows cannot be understood before or afterwards'),
});

export type Impact = z.output<typeof impactSchema>;
export type Moved = z.output<typeof movedSchema>;

/** The disclosure as it will be printed. */
export const previewSchema = z.strictObject({ revision: z.int(), blocks: z.array(sourceBlockSchema) });

export const budgetFormats = ['docx', 'xlsx', 'pdf', 'html', 'data', 'json'] as const;

export const publishRequestSchema = z.strictObject({
  formats: z.array(z.enum(budgetFormats)).min(1),
  draft: z.boolean().default(false).describe('Printed across every page; may have errors'),
});

/** A publication: files that were read back and say what the budget says. */
export const publicationSchema = z.strictObject({
  id: z.uuid(),
  revision: z.int(),
  draft: z.boolean(),
  when: z.iso.datetime(),
  who: z.string(),
  files: z.array(z.strictObject({ path: z.string(), bytes: z.int() })),
  compared: z.int().describe('Facts that were read back from the files'),
});

export type Publication = z.output<typeof publicationSchema>;
export const publicationsSchema = z.strictObject({ publications: z.array(publicationSchema) });

export const accountChoicesSchema = z.strictObject({
  accounts: z.array(
    z.strictObject({ code: z.string(), name: z.string(), path: z.string().describe('Names of its parents') }),
  ),
});
