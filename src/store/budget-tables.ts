import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import type { FindingCount } from '../reporting/finding-counts.ts';
import { at } from './columns.ts';

/** The check of a budget as lists show it. */
export interface CheckedBudget {
  /** Of the budget that was checked. */
  readonly revision: number;
  /** The program that checked it. */
  readonly program: string;
  readonly findings: readonly FindingCount[];
}

/** A budget that is written here: its settings; its rows are in {@link budgetRows}. */
export const budgets = pgTable(
  'budget',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    entityCode: text('entity_code').notNull(),
    entityName: text('entity_name').notNull(),
    year: integer('year').notNull(),
    pack: text('pack').notNull(),
    /** The settings of its workbook, by name. */
    settings: jsonb('settings').$type<Readonly<Record<string, string>>>().notNull(),
    state: text('state', { enum: ['draft', 'submitted', 'returned', 'approved', 'published'] })
      .notNull()
      .default('draft'),
    /** Counts its changes. */
    revision: integer('revision').notNull().default(0),
    changedAt: at('changed_at').notNull().defaultNow(),
    changedBy: text('changed_by').notNull(),
    /** The id of the account that began it; null where nobody signs in, and of the example. */
    createdBy: text('created_by'),
    isExample: boolean('is_example').notNull().default(false),
    /** The day of the approval (批复), by which the time for publishing counts. */
    approvedOn: date('approved_on', { mode: 'string' }),
    /** What came of the last check; null before the first. */
    checked: jsonb('checked').$type<CheckedBudget>(),
    /** What the documents gave that it was begun from; null where it was not. */
    drafted: jsonb('drafted').$type<{ readonly sources: readonly string[]; readonly filled: string }>(),
    deletedAt: at('deleted_at'),
  },
  (table) => [
    index('budget_body').on(table.entityCode, table.year),
    check('budget_state', sql`${table.state} in ('draft', 'submitted', 'returned', 'approved', 'published')`),
  ],
);

/** A row of a budget as it is typed: the text of its cells by the key of their column. */
export const budgetRows = pgTable(
  'budget_row',
  {
    id: uuid('id').primaryKey(),
    budget: uuid('budget')
      .notNull()
      .references(() => budgets.id),
    sheet: text('sheet').notNull(),
    /** Rows stand in the order of these numbers, which need not be whole. */
    position: doublePrecision('position').notNull(),
    cells: jsonb('cells').$type<Readonly<Record<string, string>>>().notNull(),
    changedBy: text('changed_by').notNull(),
    isDeleted: boolean('is_deleted').notNull().default(false),
  },
  (table) => [index('budget_row_place').on(table.budget, table.sheet, table.position)],
);

/** Every change that was made to a budget, in order: what it was at any revision follows from these. */
export const budgetChanges = pgTable(
  'budget_change',
  {
    budget: uuid('budget')
      .notNull()
      .references(() => budgets.id),
    /** That of the budget after it. */
    revision: integer('revision').notNull(),
    /** Made by whoever changed: the same sent twice is done once. */
    id: uuid('id').notNull().unique(),
    who: text('who').notNull(),
    madeAt: at('made_at').notNull().defaultNow(),
    operations: jsonb('operations').$type<readonly BudgetOperation[]>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.budget, table.revision] })],
);

/** What a change does to a row or a setting; see the contract of the API, which has the same shape. */
export type BudgetOperation =
  | {
      readonly type: 'set';
      readonly row: string;
      readonly column: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly type: 'insert';
      readonly sheet: string;
      readonly row: string;
      readonly after: string | null;
      readonly cells: Readonly<Record<string, string>>;
    }
  | {
      readonly type: 'delete';
      readonly row: string;
      /** What stood in it; not kept once it is done. */
      readonly seen?: Readonly<Record<string, string>> | undefined;
    }
  | { readonly type: 'restore'; readonly row: string }
  | { readonly type: 'setting'; readonly setting: string; readonly from: string; readonly to: string };

/** A publication of a budget; its files are in the data folder under its id, each by its number in the list. */
export const publications = pgTable(
  'publication',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    budget: uuid('budget')
      .notNull()
      .references(() => budgets.id),
    revision: integer('revision').notNull(),
    isDraft: boolean('is_draft').notNull(),
    who: text('who').notNull(),
    madeAt: at('made_at').notNull().defaultNow(),
    files: jsonb('files').$type<readonly { readonly path: string; readonly bytes: number }[]>().notNull(),
    /** Facts that were read back from the files and compared with the budget. */
    compared: integer('compared').notNull(),
  },
  (table) => [index('publication_budget').on(table.budget)],
);

/** Steps that were taken with a budget, in order: what was handed in is the budget at that revision. */
export const budgetSteps = pgTable(
  'budget_step',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    budget: uuid('budget')
      .notNull()
      .references(() => budgets.id),
    kind: text('kind', { enum: ['submit', 'withdraw', 'return', 'approve', 'publish'] }).notNull(),
    revision: integer('revision').notNull(),
    /** The id of the account; null where nobody is signed in. */
    account: text('account'),
    who: text('who').notNull(),
    takenAt: at('taken_at').notNull().defaultNow(),
    note: text('note').notNull().default(''),
  },
  (table) => [index('budget_step_budget').on(table.budget, table.takenAt)],
);

/** What reviewers say of a budget: of a number, a sentence, or the whole. */
export const remarks = pgTable(
  'remark',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    budget: uuid('budget')
      .notNull()
      .references(() => budgets.id),
    text: text('text').notNull(),
    who: text('who').notNull(),
    saidAt: at('said_at').notNull().defaultNow(),
    revision: integer('revision').notNull(),
    row: uuid('row'),
    column: text('column'),
    part: text('part'),
    quote: text('quote'),
    answer: text('answer'),
    resolvedBy: text('resolved_by'),
    resolvedAt: at('resolved_at'),
  },
  (table) => [index('remark_budget').on(table.budget)],
);

/** What the documents left open that a budget was begun from, in order; see PlacedQuestion. */
export const budgetQuestions = pgTable(
  'budget_question',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    budget: uuid('budget')
      .notNull()
      .references(() => budgets.id),
    number: integer('number').notNull(),
    text: text('text').notNull(),
    sums: jsonb('sums').$type<readonly { readonly label: string; readonly amount: string }[]>().notNull(),
    sheet: text('sheet'),
    row: uuid('row'),
    column: text('column'),
    settledBy: text('settled_by'),
    settledAt: at('settled_at'),
  },
  (table) => [index('budget_question_budget').on(table.budget, table.number)],
);
