import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { betterAuth } from 'better-auth/minimal';
import { admin } from 'better-auth/plugins/admin';
import { username } from 'better-auth/plugins/username';
import type { Db } from '../store/database.ts';
import { accounts, credentials, sessions } from '../store/schema.ts';
import { isLogin, normalLogin } from './contract/accounts.ts';

/** Seconds after its last use that a session ends: a working day. */
const SESSION_SECONDS = 12 * 60 * 60;
/** Seconds between two renewals of a session that is used. */
const RENEWAL_SECONDS = 30 * 60;
/** The header in which we say the address that a request came from. */
export const ADDRESS_HEADER = 'x-mingzhang-address';

export type Auth = ReturnType<typeof createAuth>;

/**
 * Passwords, sessions and their cookies. Its own addresses are not served: our routes call it, so that everything goes through the
 * one table of permissions, and what it tells people is in our words.
 */
export function createAuth(db: Db, secret: string) {
  return betterAuth({
    baseURL: 'http://localhost',
    secret,
    telemetry: { enabled: false },
    logger: { disabled: true },
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: { user: accounts, account: credentials, session: sessions },
    }),
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 1, maxPasswordLength: 1_000 },
    session: { expiresIn: SESSION_SECONDS, updateAge: RENEWAL_SECONDS },
    advanced: {
      cookiePrefix: 'mingzhang',
      // Whether it is https is known by request, and then said by whoever sends the cookie on.
      useSecureCookies: false,
      // Our tables leave out what serves sign-in by other sites.
      database: { generateId: () => randomUUID(), validateSchema: false },
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    user: { additionalFields: { mustChangePassword: { type: 'boolean', required: true, input: false } } },
    plugins: [
      username({
        displayUsername: false,
        minUsernameLength: 1,
        maxUsernameLength: 100,
        usernameNormalization: normalLogin,
        usernameValidator: isLogin,
      }),
      admin(),
    ],
  });
}

/** The key that signs cookies: made once, in the data folder, for its owner alone. */
export function installationSecret(folder: string): string {
  const path = join(folder, 'secret.key');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomUUID()}`;
  writeFileSync(draft, randomBytes(32).toString('hex'), { flag: 'wx', mode: 0o600 });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8').trim();
}

/** Letters and digits that nobody mistakes for each other. */
const CLEAR = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to be said over a table and typed once: 31^12 of them. */
export function temporaryPassword(): string {
  return Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => CLEAR[randomInt(CLEAR.length)]).join(''),
  ).join('-');
}
