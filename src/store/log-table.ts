import { bigint, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { at } from './columns.ts';

/**
 * Who did what when to what. The database refuses to change or delete an entry (see the migration that makes the table), and each
 * carries the hash of the one before, so that what is done behind the database's back shows.
 */
export const logEntries = pgTable(
  'log_entry',
  {
    /** 1, 2, 3 … without a gap. */
    number: bigint('number', { mode: 'number' }).primaryKey(),
    at: at('at').notNull(),
    /** The id of the account; empty where nobody is signed in. */
    account: text('account').notNull(),
    /** The name that it had then. */
    who: text('who').notNull(),
    /** The address of the network that it came from. */
    address: text('address').notNull(),
    action: text('action').notNull(),
    /** The id of what it was done to; empty where there is none. */
    subject: text('subject').notNull(),
    /** What it was called then. */
    subjectName: text('subject_name').notNull(),
    detail: jsonb('detail').$type<Readonly<Record<string, string>>>().notNull(),
    /** The hash of the entry before; of the first, 64 zeros. */
    previous: text('previous').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [index('log_entry_at').on(table.at), index('log_entry_subject').on(table.subject)],
);
