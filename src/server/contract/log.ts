import { z } from 'zod';

/** The kinds of deeds, as the log names them. */
export const logEntrySchema = z.strictObject({
  number: z.int().min(1),
  at: z.iso.datetime(),
  who: z.string(),
  account: z.string().describe('Its id; empty where nobody was signed in'),
  address: z.string(),
  action: z.string(),
  subject: z.string(),
  subjectName: z.string(),
  detail: z.record(z.string(), z.string()),
  hash: z.string(),
});
export type LogEntryShown = z.output<typeof logEntrySchema>;

export const logQuerySchema = z.strictObject({
  search: z
    .string()
    .max(200)
    .optional()
    .describe('Part of the name of who did it, or of what it was done to'),
  action: z.string().max(50).optional().describe('One kind of deed, or with a dot at its end all of a group'),
  account: z.string().max(50).optional(),
  subject: z.string().max(200).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  offset: z.coerce.number().int().min(0).default(0),
});
export type LogQuery = z.input<typeof logQuerySchema>;

export const logSchema = z.strictObject({
  entries: z.array(logEntrySchema).describe('The latest first'),
  total: z.int().min(0),
});
export type LogPage = z.output<typeof logSchema>;

export const logVerificationSchema = z.strictObject({
  entries: z.int().min(0).describe('How many from the first are as they were written'),
  broken: z
    .strictObject({ number: z.int(), at: z.iso.datetime().optional() })
    .optional()
    .describe('The first that is not: changed, missing, or not following from the one before'),
  head: z.string().describe('The hash of the last good entry'),
});
export type LogVerificationShown = z.output<typeof logVerificationSchema>;
