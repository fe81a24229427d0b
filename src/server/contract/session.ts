import { z } from 'zod';

/** Who is asking, and what the installation is: the first thing a page asks for. */
export const sessionSchema = z.strictObject({
  version: z.string(),
  firstRun: z.boolean().describe('No administrator exists yet: the first-run page creates one'),
  open: z.boolean().describe('Documents may be checked without signing in'),
  user: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      login: z.string(),
      admin: z.boolean(),
    })
    .optional(),
});

export type Session = z.output<typeof sessionSchema>;
