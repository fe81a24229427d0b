import { z } from 'zod';
import { grantSchema } from './accounts.ts';

/** Who is asking, and what the installation is: the first thing a page asks for. */
export const sessionSchema = z.strictObject({
  version: z.string(),
  firstRun: z.boolean().describe('No administrator exists yet: the first-run page creates one'),
  firstRunCode: z
    .boolean()
    .optional()
    .describe('Whether that takes the code that the terminal shows, because another machine asks'),
  open: z.boolean().describe('Documents may be checked without signing in'),
  user: z
    .strictObject({
      id: z.string(),
      name: z.string(),
      login: z.string(),
      admin: z.boolean(),
      mustChangePassword: z.boolean().describe('Nothing else is open before it is changed'),
      grants: z.array(grantSchema),
    })
    .optional(),
  may: z.array(z.string()).describe('The actions that whoever asks may do somewhere'),
});

export type Session = z.output<typeof sessionSchema>;
