import { createHash } from 'node:crypto';
import { and, asc, count, desc, eq, gt, gte, ilike, like, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import { logEntries } from './schema.ts';

export type LogEntry = typeof logEntries.$inferSelect;

/** What the log records: the kinds of things that people do. */
export const LOG_ACTIONS = [
  'session.signIn',
  'session.signInFailed',
  'session.signOut',
  'installation.begin',
  'account.create',
  'account.change',
  'account.disable',
  'account.enable',
  'account.resetPassword',
  'account.changePassword',
  'role.grant',
  'role.revoke',
  'body.add',
  'body.change',
  'body.retire',
  'body.restore',
  'body.import',
  'token.create',
  'token.revoke',
  'document.add',
  'document.delete',
  'document.restore',
  'document.retry',
  'document.correct',
  'document.undoCorrection',
  'document.accept',
  'document.undoAcceptance',
  'budget.begin',
  'budget.import',
  'budget.draft',
  'budget.delete',
  'budget.restore',
  'budget.publish',
  'budget.submit',
  'budget.withdraw',
  'budget.return',
  'budget.approve',
  'budget.approvedOn',
  'budget.remark',
  'budget.resolveRemark',
  'budget.carryOut',
] as const;

export type LogAction = (typeof LOG_ACTIONS)[number];

/** Who does something, as the log names them. */
export interface Doer {
  /** Empty where nobody is signed in. */
  readonly account: string;
  readonly who: string;
  readonly address: string;
}

/** Something that is to be recorded. Its detail never holds a secret. */
export interface Deed {
  readonly action: LogAction;
  readonly subject?: string;
  readonly subjectName?: string;
  readonly detail?: Readonly<Record<string, string>>;
}

/** A transaction, or the database itself. */
export type Connection = Pick<Db, 'select' | 'insert' | 'update' | 'delete' | 'execute'>;

/** The number of the lock that makes writers of the log wait for each other. */
const LOG_LOCK = 1_836_019_559;
const BEGINNING = '0'.repeat(64);
/** Entries that are verified at a time. */
const CHUNK = 1_000;

/**
 * Records a deed. Within the transaction that does it: either both are kept or neither is. Writers wait for each other from here to
 * the end of the transaction, so it is the last step of it.
 */
export async function record(tx: Connection, doer: Doer, deed: Deed): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LOG_LOCK})`);
  const [last] = await tx
    .select({ number: logEntries.number, hash: logEntries.hash })
    .from(logEntries)
    .orderBy(desc(logEntries.number))
    .limit(1);
  const { action, subject = '', subjectName = '', detail = {} } = deed;
  const entry = {
    number: (last?.number ?? 0) + 1,
    at: new Date(),
    ...doer,
    action,
    subject,
    subjectName,
    detail,
    previous: last?.hash ?? BEGINNING,
  };
  await tx.insert(logEntries).values({ ...entry, hash: hashOf(entry) });
}

/** The hash of an entry: SHA-256 of everything else it holds, as JSON, the keys of the detail in order. */
function hashOf(entry: Omit<LogEntry, 'hash'>): string {
  const { number, at, account, who, address, action, subject, subjectName, detail, previous } = entry;
  const details = Object.entries(detail).sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = [
    number,
    at.toISOString(),
    account,
    who,
    address,
    action,
    subject,
    subjectName,
    details,
    previous,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** What verifying the log found. */
export interface LogVerification {
  readonly entries: number;
  /** The first entry that is not as it was written: changed, missing, or not following from the one before. */
  readonly broken?: { readonly number: number; readonly at?: Date };
  /** The hash of the last entry: whoever notes it down elsewhere can show later that nothing was cut off. */
  readonly head: string;
}

/** Follows the chain from the first entry to the last. */
export async function verifyLog(db: Connection): Promise<LogVerification> {
  let head = BEGINNING;
  let entries = 0;
  for (;;) {
    const rows = await db
      .select()
      .from(logEntries)
      .where(gt(logEntries.number, entries))
      .orderBy(asc(logEntries.number))
      .limit(CHUNK);
    for (const row of rows) {
      if (row.number !== entries + 1) return { entries, broken: { number: entries + 1 }, head };
      if (row.previous !== head || row.hash !== hashOf(row))
        return { entries, broken: { number: row.number, at: row.at }, head };
      head = row.hash;
      entries = row.number;
    }
    if (rows.length < CHUNK) return { entries, head };
  }
}

/** Which entries a list shows. */
export interface LogFilter {
  readonly search?: string | undefined;
  /** One kind of deed, or with a dot at its end all of a group. */
  readonly action?: string | undefined;
  readonly account?: string | undefined;
  readonly subject?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** A page of the log, the latest first. */
export async function listLog(
  db: Connection,
  filter: LogFilter,
): Promise<{ readonly entries: readonly LogEntry[]; readonly total: number }> {
  const { search, action, account, subject, from, until, limit, offset } = filter;
  const conditions: (SQL | undefined)[] = [];
  if (search !== undefined && search.trim() !== '') {
    const pattern = `%${search.trim().replace(/[\\%_]/gu, '\\$&')}%`;
    conditions.push(or(ilike(logEntries.who, pattern), ilike(logEntries.subjectName, pattern)));
  }
  if (action !== undefined && action !== '')
    conditions.push(
      action.endsWith('.')
        ? like(logEntries.action, `${action.replace(/[\\%_]/gu, '\\$&')}%`)
        : eq(logEntries.action, action),
    );
  if (account !== undefined) conditions.push(eq(logEntries.account, account));
  if (subject !== undefined) conditions.push(eq(logEntries.subject, subject));
  if (from !== undefined) conditions.push(gte(logEntries.at, from));
  if (until !== undefined) conditions.push(lt(logEntries.at, until));
  const where = and(...conditions);
  const entries = await db
    .select()
    .from(logEntries)
    .where(where)
    .orderBy(desc(logEntries.number))
    .limit(limit)
    .offset(offset);
  const [counted] = await db.select({ total: count() }).from(logEntries).where(where);
  return { entries, total: counted?.total ?? 0 };
}
