import { z } from 'zod';
import { checkSchema } from '../../reporting/check-schema.ts';
import { placeSchema } from '../../reporting/place-schema.ts';
import { toldProblemSchema } from './problem.ts';

/** Where a document that was dropped stands: in line, being read and checked, checked, or unreadable. */
export const documentStates = ['waiting', 'working', 'done', 'failed'] as const;

/** The kinds of report that can be downloaded. */
export const reportKinds = ['html', 'xlsx', 'pdf', 'json'] as const;
export type ReportKind = (typeof reportKinds)[number];

/** A document in a list. */
export const documentRowSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().describe('Of the file, as it was dropped'),
  sha256: z.string(),
  bytes: z.int().min(0),
  uploadedAt: z.iso.datetime(),
  uploadedBy: z.string().optional().describe('The name of who did; absent where nobody signs in'),
  state: z.enum(documentStates),
  line: z.int().min(1).optional().describe('While waiting: its place in line, 1 is next'),
  page: z.int().min(0).optional().describe('While working: the page that was read last'),
  pages: z.int().min(0).optional(),
  problems: z.array(toldProblemSchema).describe('Why it could not be read, or what reading noticed'),
  result: checkSchema
    .pick({ format: true, pack: true, entity: true, year: true, stage: true, coverage: true, summary: true })
    .optional()
    .describe('Once it is done'),
});

export type DocumentRow = z.output<typeof documentRowSchema>;

export const documentListQuerySchema = z.strictObject({
  search: z.string().max(200).optional().describe('Part of the name of file or body'),
  verdict: checkSchema.shape.summary.shape.verdict.optional(),
  state: z.enum(['unfinished', 'done', 'failed']).optional().describe('`unfinished` is waiting or working'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});

export const documentListSchema = z.strictObject({
  documents: z.array(documentRowSchema).describe('The latest first'),
  total: z.int().min(0),
  unfinished: z.int().min(0).describe('Of those found, on whatever page of the list: waiting or working'),
});

export type DocumentList = z.output<typeof documentListSchema>;
export type DocumentListQuery = z.input<typeof documentListQuerySchema>;

/** What became of the files of one upload: each is accepted or refused by itself. */
export const uploadedSchema = z.strictObject({
  documents: z.array(documentRowSchema),
  refused: z.array(z.strictObject({ name: z.string(), message: z.string() })),
});

export type Uploaded = z.output<typeof uploadedSchema>;

const cellSchema = z.strictObject({
  text: z.string(),
  colspan: z.int().optional(),
  rowspan: z.int().optional(),
  align: z.enum(['left', 'center', 'right']).optional(),
  place: placeSchema.optional(),
});
const rowSchema = z.array(cellSchema);

/** Blocks of a format without pages, to be drawn again. */
export const sourceBlockSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('sheet'), name: z.string() }).describe('A sheet of a workbook begins'),
  z.strictObject({
    type: z.literal('heading'),
    level: z.int(),
    text: z.string(),
    place: placeSchema.optional(),
  }),
  z.strictObject({
    type: z.literal('paragraph'),
    text: z.string(),
    place: placeSchema.optional(),
    spans: z.array(z.strictObject({ from: z.int(), to: z.int(), place: placeSchema })).optional(),
  }),
  z.strictObject({
    type: z.literal('table'),
    title: z.string().optional(),
    head: z.array(rowSchema),
    body: z.array(rowSchema),
  }),
]);

/** What stands beside the findings: the pages of the file, whose pictures are fetched one by one, or its blocks. */
export const sourceSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('pages'),
    pages: z.array(
      z.strictObject({
        page: z.int().min(1),
        width: z.number().describe('Points, as the boxes of places count'),
        height: z.number(),
      }),
    ),
  }),
  z.strictObject({ type: z.literal('blocks'), blocks: z.array(sourceBlockSchema) }),
]);

/** How large the picture of a page is: pixels a point, so that 2 is 144 dpi. */
export const pageQuerySchema = z.strictObject({
  scale: z.coerce.number().int().min(1).max(4).default(2),
});

export type DocumentSource = z.output<typeof sourceSchema>;
export type SourceBlock = z.output<typeof sourceBlockSchema>;

/** A printed number with everything it is tied to; numbers name each other by their index in the list. */
export const printedNumberSchema = z.strictObject({
  place: placeSchema,
  printed: z.string(),
  unit: z.string().optional(),
  status: z
    .enum(['printed', 'zero', 'blank', 'dash', 'unread', 'said', 'record', 'leftOut', 'unplaced'])
    .describe(
      'A fact as it is printed; part of a comparison; of a record; no number of the budget; not understood',
    ),
  says: z
    .string()
    .describe('What it says in words: its coordinate, its comparison, or why it does not count'),
  at: z.record(z.string(), z.string()).optional(),
  same: z.array(z.int()).describe('Other places where the same fact is printed'),
  laws: z.array(z.int()).describe('Indices of the laws it takes part in'),
  lastYear: z
    .strictObject({
      printed: z.string(),
      unit: z.string(),
      number: z.int().optional().describe('Where this document itself prints it'),
      document: z.strictObject({ id: z.uuid(), name: z.string() }).optional(),
    })
    .optional(),
});

export const lawOfNumbersSchema = z.strictObject({
  kind: z.enum(['sum', 'ofWhich', 'balance', 'said']),
  outcome: z.enum(['agrees', 'rounding', 'broken', 'notChecked']),
  text: z.string().describe('With its numbers, in words'),
  total: z.int().optional().describe('The number that is the sum or the whole'),
  numbers: z.array(z.int()).describe('Its parts, or the two that are compared'),
});

export const numbersSchema = z.strictObject({
  numbers: z.array(printedNumberSchema),
  laws: z.array(lawOfNumbersSchema),
});

export type NumbersOfDocument = z.output<typeof numbersSchema>;
export type NumberOfDocument = z.output<typeof printedNumberSchema>;

/** A misread number put right: what was read at a place, and what stands there. */
export const correctionRequestSchema = z.strictObject({
  place: placeSchema,
  read: z.string().max(200),
  corrected: z.string().trim().min(1).max(200),
  why: z.string().trim().min(1).max(500),
});

export const correctionSchema = correctionRequestSchema.extend({
  id: z.uuid(),
  who: z.string(),
  when: z.iso.datetime(),
});

export type CorrectionRequest = z.output<typeof correctionRequestSchema>;
export type CorrectionMade = z.output<typeof correctionSchema>;

/** A document with its check; the figures stay out, they are in {@link numbersSchema}. */
export const documentSchema = documentRowSchema.extend({
  report: checkSchema
    .omit({ figures: true })
    .optional()
    .describe('Of the last check; it stays while a correction is being checked'),
  reports: z.array(z.enum(reportKinds)).describe('Those that can be downloaded: none before it is done'),
  correctable: z.boolean().describe('Whether whoever asks may correct and accept'),
  corrections: z.array(correctionSchema).describe('Made so far, the latest first'),
});

export type DocumentDetail = z.output<typeof documentSchema>;

/** A finding accepted with a reason. It holds while what is printed stays the same. */
export const acceptRequestSchema = z.strictObject({
  finding: z.string().min(1).max(200).describe('Its id'),
  why: z.string().trim().min(1).max(500),
});

export type AcceptRequest = z.output<typeof acceptRequestSchema>;
