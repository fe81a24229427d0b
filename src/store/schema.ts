import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import type { CheckReport, ReportedPlace } from '../reporting/check-schema.ts';
import type { FindingCount } from '../reporting/finding-counts.ts';
import { at } from './columns.ts';

export * from './account-tables.ts';
export * from './budget-tables.ts';
export * from './log-table.ts';

/** A problem as it is shown: how grave it is, and its words. */
export interface KeptProblem {
  readonly severity: 'error' | 'warning' | 'notice';
  readonly message: string;
}

/** Of a check, what lists of documents show; the whole report is a file. */
export type CheckOutcome = Pick<
  CheckReport,
  'format' | 'pack' | 'entity' | 'year' | 'stage' | 'coverage' | 'summary'
>;

/** A document that somebody dropped. Its bytes are a file named by its hash; its report is a file named by its id. */
export const documents = pgTable(
  'document',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    sha256: text('sha256').notNull(),
    name: text('name').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    uploadedAt: at('uploaded_at').notNull().defaultNow(),
    /** The id of an account; null where nobody signs in. */
    uploadedBy: text('uploaded_by'),
    state: text('state', { enum: ['waiting', 'working', 'done', 'failed'] })
      .notNull()
      .default('waiting'),
    /** The program that made its report: another version makes it again. */
    checkedWith: text('checked_with'),
    problems: jsonb('problems').$type<readonly KeptProblem[]>().notNull().default([]),
    outcome: jsonb('outcome').$type<CheckOutcome>(),
    /** Of its report, by rule; null where it was checked before they were counted. */
    findings: jsonb('findings').$type<readonly FindingCount[]>(),
    /** Code and name of its body, and its year, to find it by. */
    entityCode: text('entity_code').notNull().default(''),
    entityName: text('entity_name').notNull().default(''),
    year: integer('year'),
    /** Counts changes of what its report is made from: a report of an older count is made again. */
    revision: integer('revision').notNull().default(0),
    deletedAt: at('deleted_at'),
  },
  (table) => [
    index('document_uploaded').on(table.uploadedAt),
    index('document_body').on(table.entityCode, table.year),
    index('document_sha256').on(table.sha256),
    check('document_state', sql`${table.state} in ('waiting', 'working', 'done', 'failed')`),
  ],
);

/** A misread number put right by a person; undone ones stay, with when. */
export const corrections = pgTable(
  'correction',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    document: uuid('document')
      .notNull()
      .references(() => documents.id),
    place: jsonb('place').$type<ReportedPlace>().notNull(),
    read: text('read').notNull(),
    corrected: text('corrected').notNull(),
    who: text('who').notNull(),
    why: text('why').notNull(),
    madeAt: at('made_at').notNull().defaultNow(),
    undoneAt: at('undone_at'),
  },
  (table) => [index('correction_document').on(table.document)],
);

/** A finding that a person accepted with a reason; it counts while what is printed stays the same. */
export const acceptances = pgTable(
  'acceptance',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    document: uuid('document')
      .notNull()
      .references(() => documents.id),
    finding: text('finding').notNull(),
    fingerprint: text('fingerprint').notNull(),
    who: text('who').notNull(),
    why: text('why').notNull(),
    madeAt: at('made_at').notNull().defaultNow(),
    undoneAt: at('undone_at'),
  },
  (table) => [index('acceptance_document').on(table.document)],
);
