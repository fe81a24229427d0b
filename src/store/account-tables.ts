import { sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/** A person (or a program of theirs) who may sign in. The names of the fields are those that better-auth asks for. */
export const accounts = pgTable('account', {
  id: uuid('id').primaryKey().defaultRandom(),
  /** The login name as it is compared: after NFKC, in small letters. */
  username: text('login').notNull().unique(),
  /** Of the person, as it is shown. */
  name: text('name').notNull(),
  /** Invented and never shown: better-auth wants one. */
  email: text('email').notNull().unique(),
  emailVerified: boolean('email_verified').notNull().default(false),
  image: text('image'),
  createdAt: at('created_at').notNull().defaultNow(),
  updatedAt: at('updated_at').notNull().defaultNow(),
  /** Not what an account may do: that is in {@link grants}. */
  role: text('kind').notNull().default('user'),
  /** Disabled: it cannot sign in, and its sessions and tokens are worth nothing. */
  banned: boolean('disabled').notNull().default(false),
  banReason: text('disabled_reason'),
  banExpires: at('disabled_until'),
  /** Its password was given by somebody else: nothing else is open to it before it has its own. */
  mustChangePassword: boolean('must_change_password').notNull().default(false),
});

/** How an account proves itself: a password, hashed. */
export const credentials = pgTable(
  'credential',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: uuid('account')
      .notNull()
      .references(() => accounts.id),
    accountId: text('account_id').notNull(),
    providerId: text('provider').notNull(),
    password: text('password'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [uniqueIndex('credential_account').on(table.userId, table.providerId)],
);

/** A browser that is signed in. */
export const sessions = pgTable(
  'session',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    userId: uuid('account')
      .notNull()
      .references(() => accounts.id),
    token: text('token').notNull().unique(),
    expiresAt: at('expires_at').notNull(),
    ipAddress: text('address'),
    userAgent: text('agent'),
    impersonatedBy: text('impersonated_by'),
    createdAt: at('created_at').notNull().defaultNow(),
    updatedAt: at('updated_at').notNull().defaultNow(),
  },
  (table) => [index('session_account').on(table.userId)],
);

/** A token for a script: it may what its account may. Only its hash is kept. */
export const apiTokens = pgTable(
  'api_token',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    account: uuid('account')
      .notNull()
      .references(() => accounts.id),
    name: text('name').notNull(),
    sha256: text('sha256').notNull().unique(),
    createdAt: at('created_at').notNull().defaultNow(),
    expiresAt: at('expires_at'),
    usedAt: at('used_at'),
    revokedAt: at('revoked_at'),
  },
  (table) => [index('api_token_account').on(table.account)],
);

/** What a body is: a department with all below it, the department itself, a unit, or a folder of bodies. */
export const bodyScopes = ['group', 'department', 'ownLevel', 'unit'] as const;

/** The tree of departments and units. Retired ones stay, for the documents that they made. */
export const bodies = pgTable(
  'body',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    code: text('code').notNull().default(''),
    name: text('name').notNull(),
    parent: uuid('parent').references((): AnyPgColumn => bodies.id),
    scope: text('scope', { enum: bodyScopes }).notNull(),
    /** 行政, 参公, 事业 and so on, in the words of the office. */
    nature: text('nature').notNull().default(''),
    createdAt: at('created_at').notNull().defaultNow(),
    retiredAt: at('retired_at'),
  },
  (table) => [
    uniqueIndex('body_code')
      .on(table.code, table.scope)
      .where(sql`${table.code} <> '' and ${table.retiredAt} is null`),
    index('body_parent').on(table.parent),
  ],
);

/** What accounts can be: each says what may be done, a grant says where. */
export const roles = ['preparer', 'unitReviewer', 'financeReviewer', 'administrator', 'auditor'] as const;

/** A role given to an account on a body and all below it; without a body, on everything. */
export const grants = pgTable(
  'role_grant',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    account: uuid('account')
      .notNull()
      .references(() => accounts.id),
    role: text('role', { enum: roles }).notNull(),
    body: uuid('body').references(() => bodies.id),
    grantedAt: at('granted_at').notNull().defaultNow(),
  },
  (table) => [
    uniqueIndex('role_grant_once').on(
      table.account,
      table.role,
      sql`coalesce(${table.body}, '00000000-0000-0000-0000-000000000000')`,
    ),
  ],
);
