import { and, count, desc, eq, ilike, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import type { CheckReport, ReportedPlace } from '../reporting/check-schema.ts';
import type { FindingCount } from '../reporting/finding-counts.ts';
import type { Db } from './database.ts';
import type { KeptFile } from './files.ts';
import type { Connection } from './log.ts';
import { documentWithin, type Reach } from './reach.ts';
import { acceptances, type CheckOutcome, corrections, documents, type KeptProblem } from './schema.ts';

/** A document that was dropped, as it is kept. */
export type StoredDocument = typeof documents.$inferSelect;
export type StoredCorrection = typeof corrections.$inferSelect;
export type StoredAcceptance = typeof acceptances.$inferSelect;

/** So many documents of other years are looked at. */
const MOST_OTHERS = 12;
const UNFINISHED: StoredDocument['state'][] = ['waiting', 'working'];

/** Which documents a list shows. */
export interface DocumentFilter {
  /** Part of the name of the file or of the body. */
  readonly search?: string | undefined;
  readonly verdict?: CheckReport['summary']['verdict'] | undefined;
  readonly state?: 'unfinished' | 'done' | 'failed' | undefined;
  /** Nothing beyond it is shown. */
  readonly reach: Reach;
  readonly limit: number;
  readonly offset: number;
}

export async function addDocument(
  db: Connection,
  file: KeptFile & { readonly name: string; readonly uploadedBy: string | undefined },
): Promise<StoredDocument> {
  const { sha256, bytes, name, uploadedBy = null } = file;
  const [row] = await db.insert(documents).values({ sha256, bytes, name, uploadedBy }).returning();
  if (row === undefined) throw new Error('insert returned nothing');
  return row;
}

/** A document within reach that is not deleted. */
export async function documentById(
  db: Connection,
  id: string,
  reach: Reach,
): Promise<StoredDocument | undefined> {
  const [row] = await db
    .select()
    .from(documents)
    .where(and(eq(documents.id, id), isNull(documents.deletedAt), documentWithin(reach)));
  return row;
}

/** A page of a list of documents, with the counts of all that are found. */
export interface DocumentPage {
  /** The latest first. */
  readonly documents: readonly StoredDocument[];
  readonly total: number;
  /** Of them, waiting or being checked. */
  readonly unfinished: number;
}

export async function listDocuments(
  db: Db,
  { search, verdict, state, reach, limit, offset }: DocumentFilter,
): Promise<DocumentPage> {
  const conditions: (SQL | undefined)[] = [isNull(documents.deletedAt), documentWithin(reach)];
  if (search !== undefined && search.trim() !== '') {
    const pattern = `%${search.trim().replace(/[\\%_]/gu, '\\$&')}%`;
    conditions.push(or(ilike(documents.name, pattern), ilike(documents.entityName, pattern)));
  }
  if (verdict !== undefined) conditions.push(sql`${documents.outcome}->'summary'->>'verdict' = ${verdict}`);
  if (state !== undefined)
    conditions.push(inArray(documents.state, state === 'unfinished' ? UNFINISHED : [state]));
  const where = and(...conditions);
  const rows = await db
    .select()
    .from(documents)
    .where(where)
    .orderBy(desc(documents.uploadedAt), desc(documents.id))
    .limit(limit)
    .offset(offset);
  const isUnfinished = inArray(documents.state, UNFINISHED);
  const [counted] = await db
    .select({ total: count(), unfinished: sql<number>`(count(*) filter (where ${isUnfinished}))::int` })
    .from(documents)
    .where(where);
  return { documents: rows, total: counted?.total ?? 0, unfinished: counted?.unfinished ?? 0 };
}

/** Documents whose check did not come to an end, the earliest first: they go on after a restart. */
export async function unfinishedDocuments(db: Db): Promise<readonly StoredDocument[]> {
  return db
    .select()
    .from(documents)
    .where(and(inArray(documents.state, UNFINISHED), isNull(documents.deletedAt)))
    .orderBy(documents.uploadedAt, documents.id);
}

/** Documents within reach of the same body and another year, the latest dropped first. */
export async function documentsOfBody(
  db: Db,
  { entityCode, entityName, id }: StoredDocument,
  year: number,
  reach: Reach,
): Promise<readonly StoredDocument[]> {
  if (entityCode === '' && entityName === '') return [];
  const body =
    entityCode === ''
      ? eq(documents.entityName, entityName)
      : and(eq(documents.entityCode, entityCode), eq(documents.entityName, entityName));
  return db
    .select()
    .from(documents)
    .where(
      and(
        body,
        eq(documents.year, year),
        eq(documents.state, 'done'),
        ne(documents.id, id),
        isNull(documents.deletedAt),
        documentWithin(reach),
      ),
    )
    .orderBy(desc(documents.uploadedAt))
    .limit(5);
}

/** The documents within reach of a body in other years that were checked, the last dropped first. */
export async function documentsOfOtherYears(
  db: Connection,
  body: { readonly entityCode: string; readonly entityName: string; readonly year: number },
  reach: Reach,
): Promise<readonly StoredDocument[]> {
  const { entityCode: code, entityName: name, year } = body;
  if (name === '') return [];
  return db
    .select()
    .from(documents)
    .where(
      and(
        eq(documents.entityName, name),
        code === '' ? undefined : or(eq(documents.entityCode, code), eq(documents.entityCode, '')),
        ne(documents.year, year),
        eq(documents.state, 'done'),
        isNull(documents.deletedAt),
        documentWithin(reach),
      ),
    )
    .orderBy(desc(documents.uploadedAt))
    .limit(MOST_OTHERS);
}

export async function setWorking(db: Db, id: string): Promise<void> {
  await db.update(documents).set({ state: 'working' }).where(eq(documents.id, id));
}

/** Keeps what came of a check, unless what it was made from has changed meanwhile; says whether it was kept. */
export async function finishDocument(
  db: Db,
  { id, revision }: Pick<StoredDocument, 'id' | 'revision'>,
  made: {
    readonly outcome: CheckOutcome | undefined;
    readonly findings: readonly FindingCount[] | undefined;
    readonly problems: readonly KeptProblem[];
    readonly checkedWith: string;
  },
): Promise<boolean> {
  const { outcome, findings, problems, checkedWith } = made;
  const rows = await db
    .update(documents)
    .set({
      state: outcome === undefined ? 'failed' : 'done',
      outcome: outcome ?? null,
      findings: findings ?? null,
      problems,
      checkedWith,
      entityCode: outcome?.entity.code ?? '',
      entityName: outcome?.entity.name ?? '',
      year: outcome?.year ?? null,
    })
    .where(and(eq(documents.id, id), eq(documents.revision, revision)))
    .returning({ id: documents.id });
  return rows.length > 0;
}

/** Sends a document back in line, because what its check is made from has changed. */
export async function reviseDocument(db: Connection, id: string): Promise<StoredDocument | undefined> {
  const [row] = await db
    .update(documents)
    .set({ state: 'waiting', revision: sql`${documents.revision} + 1` })
    .where(and(eq(documents.id, id), isNull(documents.deletedAt)))
    .returning();
  return row;
}

/** Deletes a document within reach, or takes that back; the document, if there was one. */
export async function setDeleted(
  db: Connection,
  id: string,
  isDeleted: boolean,
  reach: Reach,
): Promise<StoredDocument | undefined> {
  const [row] = await db
    .update(documents)
    .set({ deletedAt: isDeleted ? new Date() : null })
    .where(and(eq(documents.id, id), documentWithin(reach)))
    .returning();
  return row;
}

// What people say of a document --------------------------------------------------------------------

export async function correctionsOf(db: Connection, document: string): Promise<readonly StoredCorrection[]> {
  return db
    .select()
    .from(corrections)
    .where(and(eq(corrections.document, document), isNull(corrections.undoneAt)))
    .orderBy(corrections.madeAt, corrections.id);
}

export async function addCorrection(
  db: Connection,
  one: {
    readonly document: string;
    readonly place: ReportedPlace;
    readonly read: string;
    readonly corrected: string;
    readonly who: string;
    readonly why: string;
  },
): Promise<void> {
  await db.insert(corrections).values(one);
}

/** Takes a correction back; says whether there was one. */
export async function undoCorrection(db: Connection, document: string, id: string): Promise<boolean> {
  const rows = await db
    .update(corrections)
    .set({ undoneAt: new Date() })
    .where(and(eq(corrections.id, id), eq(corrections.document, document), isNull(corrections.undoneAt)))
    .returning({ id: corrections.id });
  return rows.length > 0;
}

export async function acceptancesOf(db: Connection, document: string): Promise<readonly StoredAcceptance[]> {
  return db
    .select()
    .from(acceptances)
    .where(and(eq(acceptances.document, document), isNull(acceptances.undoneAt)))
    .orderBy(acceptances.madeAt, acceptances.id);
}

export async function addAcceptance(
  db: Connection,
  one: {
    readonly document: string;
    readonly finding: string;
    readonly fingerprint: string;
    readonly who: string;
    readonly why: string;
  },
): Promise<void> {
  await db.insert(acceptances).values(one);
}

/** Takes back that a finding was accepted; says whether it was. */
export async function undoAcceptance(db: Connection, document: string, finding: string): Promise<boolean> {
  const rows = await db
    .update(acceptances)
    .set({ undoneAt: new Date() })
    .where(
      and(eq(acceptances.document, document), eq(acceptances.finding, finding), isNull(acceptances.undoneAt)),
    )
    .returning({ id: acceptances.id });
  return rows.length > 0;
}
