import { z } from 'zod';
import { say } from '../../messages/say.ts';

/** What accounts can be; a grant says where. */
export const roleNames = ['preparer', 'unitReviewer', 'financeReviewer', 'administrator', 'auditor'] as const;
export type RoleName = (typeof roleNames)[number];

const LOGIN_LEAST = 2;
const LOGIN_MOST = 32;
const PASSWORD_LEAST = 10;
const PASSWORD_MOST = 128;

/** A login name as it is compared: full-width and half-width, large and small letters and the kinds of 间隔号 are the same. */
export function normalLogin(login: string): string {
  return login
    .normalize('NFKC')
    .trim()
    .replace(/[•‧・]/gu, '·')
    .toLowerCase();
}

/** Whether something can be a login name: 2 to 32 Chinese characters, letters, digits, and · . _ - between them. */
export function isLogin(login: string): boolean {
  const normal = normalLogin(login);
  const { length } = [...normal];
  return (
    length >= LOGIN_LEAST &&
    length <= LOGIN_MOST &&
    /^[\p{Script=Han}a-z0-9](?:[\p{Script=Han}a-z0-9·._-]*[\p{Script=Han}a-z0-9])$/u.test(normal)
  );
}

/** What is wrong with a new password, in words; undefined where nothing is. */
export function passwordFault(password: string, login: string): string | undefined {
  const { length } = [...password];
  if (length < PASSWORD_LEAST) return say('server.password.short', { least: PASSWORD_LEAST });
  if (length > PASSWORD_MOST) return say('server.password.long', { most: PASSWORD_MOST });
  if (login !== '' && normalLogin(password) === normalLogin(login)) return say('server.password.login');
  if (new Set(password).size < 4) return say('server.password.same');
  return undefined;
}

export const loginSchema = z
  .string()
  .max(200)
  .refine(isLogin, { error: () => say('server.login.rule') });
/** A password that is given, to be held against the rule with its login name; no longer than is hashed. */
const givenPassword = z.string().min(1).max(1_000);
const personName = z.string().trim().min(1).max(50);

export const signInSchema = z.strictObject({ login: z.string().min(1).max(200), password: givenPassword });
export type SignInRequest = z.output<typeof signInSchema>;

export const firstRunSchema = z.strictObject({
  login: loginSchema,
  name: personName.describe('Of the person, as it is shown'),
  password: givenPassword,
  code: z.string().max(50).optional().describe('From the terminal, where somebody else’s machine asks'),
});
export type FirstRunRequest = z.output<typeof firstRunSchema>;

export const changePasswordSchema = z.strictObject({ current: givenPassword, password: givenPassword });
export type ChangePasswordRequest = z.output<typeof changePasswordSchema>;

export const grantSchema = z.strictObject({
  id: z.uuid(),
  role: z.enum(roleNames),
  body: z.strictObject({ id: z.uuid(), name: z.string() }).optional().describe('Absent: on everything'),
});
export type Grant = z.output<typeof grantSchema>;

export const accountSchema = z.strictObject({
  id: z.uuid(),
  login: z.string(),
  name: z.string(),
  disabled: z.boolean(),
  mustChangePassword: z.boolean().describe('Has a temporary password'),
  createdAt: z.iso.datetime(),
  grants: z.array(grantSchema),
});
export type Account = z.output<typeof accountSchema>;

export const accountsSchema = z.strictObject({ accounts: z.array(accountSchema).describe('By login name') });

export const newAccountSchema = z.strictObject({ login: loginSchema, name: personName });
export type NewAccountRequest = z.output<typeof newAccountSchema>;

/** An account with a temporary password, which is said this once. */
export const temporarySchema = z.strictObject({ account: accountSchema, temporaryPassword: z.string() });
export type Temporary = z.output<typeof temporarySchema>;

export const accountChangeSchema = z.strictObject({
  name: personName.optional(),
  disabled: z.boolean().optional(),
});
export type AccountChange = z.output<typeof accountChangeSchema>;

export const newGrantSchema = z.strictObject({
  role: z.enum(roleNames),
  body: z.uuid().optional().describe('Absent: on everything'),
});
export type NewGrantRequest = z.output<typeof newGrantSchema>;
