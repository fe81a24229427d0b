import { z } from 'zod';
import { placeSchema } from './place-schema.ts';

const printed = z.string().describe('As printed');

const other = {
  file: z.string().describe('The other document'),
  sha256: z.string(),
  entity: z.string().describe('Whose it is'),
  year: z.int(),
};

const versionFinding = z.strictObject({
  id: z.string(),
  status: z
    .enum(['gone', 'still', 'new'])
    .describe('Mended (已改), still there (未改), or only in this version (新增)'),
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'notice']),
  title: z.string(),
  message: z.string().describe('That of this version; of what is gone, that of the earlier one'),
});

const change = z.strictObject({
  type: z.enum(['changed', 'appeared', 'disappeared']),
  table: z.string().describe('The title of its table; empty for text'),
  row: z.string().describe('The label of its row; of a number in a text the words around it'),
  column: z.string(),
  before: printed.optional(),
  before_unit: z.string().optional(),
  after: printed.optional(),
  after_unit: z.string().optional(),
  place: placeSchema.optional().describe('In this version; of what disappeared, none'),
  place_before: placeSchema.optional().describe('In the earlier version'),
});

/** What comes of holding a document against an earlier version of it. */
const earlier = z.strictObject({
  as: z.literal('earlier'),
  ...other,
  findings: z.array(versionFinding).describe('Those of this version, then those that are gone'),
  changes: z.array(change).describe('Numbers that are not as they were, table by table'),
  same: z
    .int()
    .min(0)
    .optional()
    .describe('Numbers that are as they were; absent where numbers were not compared'),
  not_compared: z.int().min(0).describe('Numbers of either version that could not be read'),
});

const unmatched = z.strictObject({
  what: z.string().describe('What it is, in words'),
  value: z.string().describe('With its unit'),
  where: z.string().describe('Where it stands, in words'),
  place: placeSchema.optional().describe('Of a number of this document'),
});

/** What comes of holding a document against approved figures: the differences are findings of the rule across.approved. */
const approval = z.strictObject({
  as: z.literal('approval'),
  ...other,
  differences: z.int().min(0).describe('Coordinates at which the two differ'),
  agreed: z.int().min(0).describe('Numbers of the document that the approval confirms'),
  lacking: z.array(unmatched).describe('What the approval states and the document does not'),
  not_checked: z.array(unmatched).describe('Numbers of the document of which the approval says nothing'),
});

/** Nothing in the folder that was named could be told to be its counterpart. */
const none = z.strictObject({
  as: z.literal('none'),
  folder: z.string().describe('Where a counterpart was looked for'),
  candidates: z
    .array(z.string())
    .describe('Documents that may be meant and differ; none was compared. Empty where there is none'),
});

export const againstSchema = z.discriminatedUnion('as', [earlier, approval, none]);

export type Against = z.output<typeof againstSchema>;
export type AgainstApproval = z.output<typeof approval>;
export type AgainstNone = z.output<typeof none>;
export type AgainstEarlier = z.output<typeof earlier>;
export type ReportedChange = z.output<typeof change>;
