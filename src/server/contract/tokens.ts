import { z } from 'zod';

export const tokenSchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  usedAt: z.iso.datetime().optional(),
  expiresAt: z.iso.datetime().optional(),
});
export type Token = z.output<typeof tokenSchema>;

export const tokensSchema = z.strictObject({ tokens: z.array(tokenSchema).describe('Those that count') });

export const newTokenSchema = z.strictObject({
  name: z.string().trim().min(1).max(50),
  days: z.int().min(1).max(3_650).optional().describe('How long it counts; absent: until it is revoked'),
});
export type NewTokenRequest = z.output<typeof newTokenSchema>;

/** A token, which is said this once. */
export const madeTokenSchema = z.strictObject({ token: tokenSchema, secret: z.string() });
export type MadeToken = z.output<typeof madeTokenSchema>;
