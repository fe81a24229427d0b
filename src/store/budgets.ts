import { and, asc, desc, eq, gt, inArray, isNull, ne, sql } from 'drizzle-orm';
import type { Db } from './database.ts';
import type { Connection } from './log.ts';
import { applyOperations, type Conflict, rewound } from './operations.ts';
import { budgetWithin, EVERYTHING, type Reach } from './reach.ts';
import { type BudgetOperation, budgetChanges, budgetRows, budgets, publications } from './schema.ts';

/** So many budgets of other years are looked at. */
const MOST_OTHERS = 4;

export type StoredBudget = typeof budgets.$inferSelect;
export type StoredRow = typeof budgetRows.$inferSelect;
export type StoredChange = typeof budgetChanges.$inferSelect;
export type StoredPublication = typeof publications.$inferSelect;

/** What became of a change; unless it is done, nothing was changed. */
export type Changed =
  | { readonly outcome: 'done'; readonly change: StoredChange; readonly isNew: boolean }
  | { readonly outcome: 'conflicts'; readonly conflicts: readonly Conflict[] }
  /** Something of it may not be changed in the state that the budget is in. */
  | { readonly outcome: 'closed'; readonly state: StoredBudget['state'] };

/** What is asked while a change is made. */
export interface ChangeRules {
  /** Whether a sheet (or the settings, where none is given) may be changed now. */
  readonly isOpen: (budget: StoredBudget, sheet: string | undefined) => boolean;
  /** Done within the transaction of a change that was made, with the sheets that it touched. */
  readonly onDone: (
    tx: Connection,
    budget: StoredBudget,
    change: StoredChange,
    sheets: readonly string[],
  ) => Promise<void>;
}

/** A budget's rows as they are typed, in their order. */
export interface RowsOfBudget {
  readonly sheet: string;
  readonly id: string;
  readonly cells: Readonly<Record<string, string>>;
}

/** The budgets within reach, the last changed first. */
export async function listBudgets(db: Db, reach: Reach): Promise<readonly StoredBudget[]> {
  return db
    .select()
    .from(budgets)
    .where(and(isNull(budgets.deletedAt), budgetWithin(reach)))
    .orderBy(desc(budgets.changedAt));
}

/** A budget within reach that is not deleted. */
export async function budgetById(
  db: Connection,
  id: string,
  reach: Reach = EVERYTHING,
): Promise<StoredBudget | undefined> {
  const [row] = await db
    .select()
    .from(budgets)
    .where(and(eq(budgets.id, id), isNull(budgets.deletedAt), budgetWithin(reach)));
  return row;
}

/** The budgets within reach of a body in other years, the last changed first. */
export async function budgetsOfOtherYears(
  db: Connection,
  body: { readonly entityCode: string; readonly entityName: string; readonly year: number },
  reach: Reach,
): Promise<readonly StoredBudget[]> {
  const { entityCode: code, entityName: name, year } = body;
  return db
    .select()
    .from(budgets)
    .where(
      and(
        eq(budgets.entityName, name),
        code === '' ? undefined : eq(budgets.entityCode, code),
        ne(budgets.year, year),
        isNull(budgets.deletedAt),
        budgetWithin(reach),
      ),
    )
    .orderBy(desc(budgets.changedAt))
    .limit(MOST_OTHERS);
}

/** The rows of a budget, sheet by sheet in their order. */
export async function rowsOfBudget(db: Db, id: string): Promise<readonly RowsOfBudget[]> {
  return db
    .select({ id: budgetRows.id, sheet: budgetRows.sheet, cells: budgetRows.cells })
    .from(budgetRows)
    .where(and(eq(budgetRows.budget, id), eq(budgetRows.isDeleted, false)))
    .orderBy(asc(budgetRows.sheet), asc(budgetRows.position), asc(budgetRows.id));
}

/** A new budget whose rows are its first change. Within a transaction. */
export async function createBudget(
  tx: Connection,
  made: {
    readonly id: string;
    readonly entityCode: string;
    readonly entityName: string;
    readonly year: number;
    readonly pack: string;
    readonly settings: Readonly<Record<string, string>>;
    readonly who: string;
    /** The account that begins it; null where nobody is signed in. */
    readonly createdBy: string | null;
    readonly isExample: boolean;
    readonly rows: readonly RowsOfBudget[];
  },
): Promise<StoredBudget> {
  const { rows, who, id, ...budget } = made;
  const [row] = await tx
    .insert(budgets)
    .values({ ...budget, id, changedBy: who, revision: rows.length === 0 ? 0 : 1 })
    .returning();
  if (row === undefined) throw new Error('insert returned nothing');
  if (rows.length === 0) return row;
  const lastOf = new Map<string, string>();
  const operations = rows.map((one): BudgetOperation => {
    const after = lastOf.get(one.sheet) ?? null;
    lastOf.set(one.sheet, one.id);
    return { type: 'insert', sheet: one.sheet, row: one.id, after, cells: one.cells };
  });
  await writeRows(
    tx,
    rows.map((one, index) => ({
      id: one.id,
      budget: id,
      sheet: one.sheet,
      position: index,
      cells: one.cells,
      changedBy: who,
      isDeleted: false,
    })),
  );
  await tx.insert(budgetChanges).values({ budget: id, revision: 1, id, who, operations });
  return row;
}

/**
 * Does what a person did to a budget, all of it or nothing. A cell is changed only from what they saw. The same change sent
 * twice is done once; undefined where there is no such budget.
 */
export async function changeBudget(
  db: Db,
  id: string,
  change: { readonly id: string; readonly who: string; readonly operations: readonly BudgetOperation[] },
  { isOpen, onDone }: ChangeRules,
): Promise<Changed | undefined> {
  return db.transaction(async (tx) => {
    // Whoever comes second waits here, and sees what the first has done.
    const [budget] = await tx
      .select()
      .from(budgets)
      .where(and(eq(budgets.id, id), isNull(budgets.deletedAt)))
      .for('update');
    if (budget === undefined) return undefined;
    const [known] = await tx.select().from(budgetChanges).where(eq(budgetChanges.id, change.id));
    if (known !== undefined) return { outcome: 'done', change: known, isNew: false } as const;
    const rows = await loadRows(tx, budget, change.operations);
    const touched = sheetsTouched(change.operations, rows);
    if (touched.some((sheet) => !isOpen(budget, sheet)))
      return { outcome: 'closed', state: budget.state } as const;
    const applied = applyOperations(budget, rows, change);
    if (applied.conflicts.length > 0) return { outcome: 'conflicts', conflicts: applied.conflicts } as const;
    await writeRows(tx, applied.rows);
    const revision = budget.revision + 1;
    const { settings } = applied;
    await tx
      .update(budgets)
      .set({
        revision,
        changedAt: new Date(),
        changedBy: change.who,
        settings,
        entityCode: settings.departmentCode ?? budget.entityCode,
        entityName: settings.departmentName ?? budget.entityName,
        year: Number(settings.year) || budget.year,
        pack: settings.pack ?? budget.pack,
      })
      .where(eq(budgets.id, id));
    const [made] = await tx
      .insert(budgetChanges)
      .values({ budget: id, revision, ...change, operations: applied.effective })
      .returning();
    if (made === undefined) throw new Error('insert returned nothing');
    await onDone(
      tx,
      budget,
      made,
      touched.filter((sheet) => sheet !== undefined),
    );
    return { outcome: 'done', change: made, isNew: true } as const;
  });
}

/** The changes after a revision, in order. */
export async function changesSince(db: Db, id: string, revision: number): Promise<readonly StoredChange[]> {
  return db
    .select()
    .from(budgetChanges)
    .where(and(eq(budgetChanges.budget, id), gt(budgetChanges.revision, revision)))
    .orderBy(asc(budgetChanges.revision));
}

/** A budget's settings and rows as they were at a revision, the rows in their order; undefined where it never had it. */
export async function budgetAt(
  db: Db,
  stored: StoredBudget,
  revision: number,
): Promise<
  { readonly settings: StoredBudget['settings']; readonly rows: readonly RowsOfBudget[] } | undefined
> {
  return db.transaction(async (tx) => {
    const [now] = await tx.select().from(budgets).where(eq(budgets.id, stored.id));
    if (now === undefined || revision > now.revision) return undefined;
    const all = await tx
      .select()
      .from(budgetRows)
      .where(eq(budgetRows.budget, stored.id))
      .orderBy(asc(budgetRows.sheet), asc(budgetRows.position), asc(budgetRows.id));
    const later = await tx
      .select({ operations: budgetChanges.operations })
      .from(budgetChanges)
      .where(and(eq(budgetChanges.budget, stored.id), gt(budgetChanges.revision, revision)))
      .orderBy(desc(budgetChanges.revision));
    const was = rewound({ rows: all, settings: now.settings }, later);
    return { settings: was.settings, rows: was.rows.filter(({ isDeleted }) => !isDeleted) };
  });
}

/** Deletes a budget within reach, or takes that back; undefined where there is none. */
export async function setBudgetDeleted(
  tx: Connection,
  id: string,
  isDeleted: boolean,
  reach: Reach,
): Promise<StoredBudget | undefined> {
  const [row] = await tx
    .update(budgets)
    .set({ deletedAt: isDeleted ? new Date() : null })
    .where(and(eq(budgets.id, id), budgetWithin(reach)))
    .returning();
  return row;
}

export async function addPublication(
  db: Connection,
  made: Omit<StoredPublication, 'madeAt'>,
): Promise<StoredPublication> {
  const [row] = await db.insert(publications).values(made).returning();
  if (row === undefined) throw new Error('insert returned nothing');
  return row;
}

/** The publications of a budget, the latest first. */
export async function publicationsOf(db: Db, budget: string): Promise<readonly StoredPublication[]> {
  return db
    .select()
    .from(publications)
    .where(eq(publications.budget, budget))
    .orderBy(desc(publications.madeAt), desc(publications.id));
}

/** The ids of all publications that were entered. */
export async function publicationIds(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db.select({ id: publications.id }).from(publications);
  return new Set(rows.map(({ id }) => id));
}

// Changes -------------------------------------------------------------------------------------------

/** The sheets that operations are about, each once; undefined stands for the settings. A row that is not there is on none. */
function sheetsTouched(
  operations: readonly BudgetOperation[],
  rows: readonly StoredRow[],
): readonly (string | undefined)[] {
  const sheetOf = new Map(rows.map(({ id, sheet }) => [id, sheet]));
  const touched = operations.flatMap((one) => {
    if (one.type === 'setting') return [undefined];
    return one.type === 'insert' ? [one.sheet] : (sheetOf.get(one.row) ?? []);
  });
  return [...new Set(touched)];
}

/** Rows that operations touch or stand beside, as they are. */
async function loadRows(
  tx: Connection,
  { id }: StoredBudget,
  operations: readonly BudgetOperation[],
): Promise<readonly StoredRow[]> {
  const sheets = new Set(operations.flatMap((one) => (one.type === 'insert' ? [one.sheet] : [])));
  const named = operations.flatMap((one) => ('row' in one ? [one.row] : []));
  const found = new Map<string, StoredRow>();
  // Whole sheets where rows are inserted, for their order; only the rows named elsewhere.
  for (const sheet of sheets) {
    const rows = await tx
      .select()
      .from(budgetRows)
      .where(and(eq(budgetRows.budget, id), eq(budgetRows.sheet, sheet)));
    for (const row of rows) found.set(row.id, row);
  }
  const missing = [...new Set(named)].filter((one) => !found.has(one));
  for (const part of chunks(missing, CHUNK)) {
    const rows = await tx.select().from(budgetRows).where(inArray(budgetRows.id, part));
    for (const row of rows) found.set(row.id, row);
  }
  return [...found.values()];
}

/** Rows of one statement; PostgreSQL takes 65,535 parameters. */
const CHUNK = 2_000;

async function writeRows(tx: Connection, rows: readonly StoredRow[]): Promise<void> {
  for (const part of chunks(rows, CHUNK)) {
    await tx
      .insert(budgetRows)
      .values([...part])
      .onConflictDoUpdate({
        target: budgetRows.id,
        set: {
          cells: sql`excluded.cells`,
          position: sql`excluded.position`,
          changedBy: sql`excluded.changed_by`,
          isDeleted: sql`excluded.is_deleted`,
        },
      });
  }
}

function chunks<Item>(items: readonly Item[], size: number): readonly Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
