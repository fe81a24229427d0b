import { z } from 'zod';

/** The one shape of every error that the API gives: what a person reads, and the key of the text for programs. */
export const apiErrorSchema = z.strictObject({
  error: z.strictObject({
    key: z.string().describe('Of the message in the catalogue, such as server.notFound'),
    message: z.string().describe('For people, in Chinese'),
    problems: z
      .array(z.strictObject({ message: z.string(), path: z.string().optional() }))
      .optional()
      .describe('What is wrong with each field of the request'),
  }),
});

export type ApiError = z.output<typeof apiErrorSchema>;

/** Something wrong with a document, as the reader said it. */
export const toldProblemSchema = z.strictObject({
  severity: z.enum(['error', 'warning', 'notice']),
  message: z.string(),
});

export type ToldProblem = z.output<typeof toldProblemSchema>;
