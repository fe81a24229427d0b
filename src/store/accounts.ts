import { and, asc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import type { Connection } from './log.ts';
import { accounts, apiTokens, credentials, grants, type roles, sessions } from './schema.ts';

export type StoredAccount = typeof accounts.$inferSelect;
export type StoredGrant = typeof grants.$inferSelect;
export type RoleName = (typeof roles)[number];

/** The number of the lock that makes whoever changes administrators wait for each other. */
const ADMINISTRATORS_LOCK = 1_836_019_560;

/** Whoever changes who is administrator takes this first, so that there is never a moment without one. */
export async function lockAdministrators(tx: Connection): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ADMINISTRATORS_LOCK})`);
}

/** How many accounts are administrators and not disabled; but one, if named. */
export async function countAdministrators(db: Connection, but?: string): Promise<number> {
  const rows = await db
    .select({ id: accounts.id })
    .from(grants)
    .innerJoin(accounts, eq(accounts.id, grants.account))
    .where(
      and(
        eq(grants.role, 'administrator'),
        isNull(grants.body),
        eq(accounts.banned, false),
        but === undefined ? undefined : ne(accounts.id, but),
      ),
    );
  return rows.length;
}

/** Makes an account with its password, hashed. Undefined where the login name is taken. */
export async function addAccount(
  tx: Connection,
  one: {
    readonly username: string;
    readonly name: string;
    readonly password: string;
    readonly mustChangePassword: boolean;
  },
): Promise<StoredAccount | undefined> {
  const { username, name, password, mustChangePassword } = one;
  const id = crypto.randomUUID();
  const email = `${id}@account.invalid`;
  const [row] = await tx
    .insert(accounts)
    .values({ id, username, name, email, mustChangePassword })
    .onConflictDoNothing({ target: accounts.username })
    .returning();
  if (row === undefined) return undefined;
  await tx.insert(credentials).values({ userId: id, accountId: id, providerId: 'credential', password });
  return row;
}

export async function accountById(db: Connection, id: string): Promise<StoredAccount | undefined> {
  const [row] = await db.select().from(accounts).where(eq(accounts.id, id));
  return row;
}

/** The names of accounts by their ids. */
export async function accountNames(
  db: Connection,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: accounts.id, name: accounts.name })
    .from(accounts)
    .where(inArray(accounts.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** All accounts, by login name. */
export async function listAccounts(db: Connection): Promise<readonly StoredAccount[]> {
  return db.select().from(accounts).orderBy(asc(accounts.username));
}

export async function changeAccount(
  tx: Connection,
  id: string,
  changes: Partial<Pick<StoredAccount, 'name' | 'banned' | 'mustChangePassword'>>,
): Promise<StoredAccount | undefined> {
  const [row] = await tx
    .update(accounts)
    .set({ ...changes, updatedAt: new Date() })
    .where(eq(accounts.id, id))
    .returning();
  return row;
}

export async function passwordOf(db: Connection, account: string): Promise<string | undefined> {
  const [row] = await db
    .select({ password: credentials.password })
    .from(credentials)
    .where(and(eq(credentials.userId, account), eq(credentials.providerId, 'credential')));
  return row?.password ?? undefined;
}

/** Gives an account another password, hashed. */
export async function setPassword(tx: Connection, account: string, password: string): Promise<void> {
  await tx
    .update(credentials)
    .set({ password, updatedAt: new Date() })
    .where(and(eq(credentials.userId, account), eq(credentials.providerId, 'credential')));
}

/** Signs an account out everywhere; but one session, if named by its id. */
export async function endSessions(tx: Connection, account: string, but?: string): Promise<void> {
  await tx
    .delete(sessions)
    .where(and(eq(sessions.userId, account), but === undefined ? undefined : ne(sessions.id, but)));
}

// Roles ---------------------------------------------------------------------------------------------

export async function grantsOf(db: Connection, account: string): Promise<readonly StoredGrant[]> {
  return db.select().from(grants).where(eq(grants.account, account)).orderBy(asc(grants.grantedAt));
}

export async function allGrants(db: Connection): Promise<readonly StoredGrant[]> {
  return db.select().from(grants).orderBy(asc(grants.grantedAt));
}

/** Gives a role; undefined where the account has it already. */
export async function addGrant(
  tx: Connection,
  one: { readonly account: string; readonly role: RoleName; readonly body: string | null },
): Promise<StoredGrant | undefined> {
  const [row] = await tx.insert(grants).values(one).onConflictDoNothing().returning();
  return row;
}

export async function removeGrant(
  tx: Connection,
  account: string,
  id: string,
): Promise<StoredGrant | undefined> {
  const [row] = await tx
    .delete(grants)
    .where(and(eq(grants.id, id), eq(grants.account, account)))
    .returning();
  return row;
}

// Tokens --------------------------------------------------------------------------------------------

export type StoredToken = typeof apiTokens.$inferSelect;

export async function addToken(
  tx: Connection,
  one: {
    readonly account: string;
    readonly name: string;
    readonly sha256: string;
    readonly expiresAt: Date | null;
  },
): Promise<StoredToken> {
  const [row] = await tx.insert(apiTokens).values(one).returning();
  if (row === undefined) throw new Error('insert returned nothing');
  return row;
}

/** The tokens of an account that are not revoked. */
export async function tokensOf(db: Connection, account: string): Promise<readonly StoredToken[]> {
  return db
    .select()
    .from(apiTokens)
    .where(and(eq(apiTokens.account, account), isNull(apiTokens.revokedAt)))
    .orderBy(asc(apiTokens.createdAt));
}

export async function revokeToken(
  tx: Connection,
  account: string,
  id: string,
): Promise<StoredToken | undefined> {
  const [row] = await tx
    .update(apiTokens)
    .set({ revokedAt: new Date() })
    .where(and(eq(apiTokens.id, id), eq(apiTokens.account, account), isNull(apiTokens.revokedAt)))
    .returning();
  return row;
}

/** The account of a token that counts: known, not revoked, not expired. */
export async function tokenBySha256(
  db: Db,
  sha256: string,
): Promise<{ readonly token: StoredToken; readonly account: StoredAccount } | undefined> {
  const [row] = await db
    .select({ token: apiTokens, account: accounts })
    .from(apiTokens)
    .innerJoin(accounts, eq(accounts.id, apiTokens.account))
    .where(
      and(
        eq(apiTokens.sha256, sha256),
        isNull(apiTokens.revokedAt),
        sql`(${apiTokens.expiresAt} is null or ${apiTokens.expiresAt} > now())`,
      ),
    );
  return row;
}

/** Notes that a token was used. */
export async function touchToken(db: Db, id: string): Promise<void> {
  await db.update(apiTokens).set({ usedAt: new Date() }).where(eq(apiTokens.id, id));
}
