import { asc, eq, sql } from 'drizzle-orm';
import type { Connection } from './log.ts';
import { bodies, type bodyScopes } from './schema.ts';

export type StoredBody = typeof bodies.$inferSelect;
export type BodyScope = (typeof bodyScopes)[number];

/** What is said of a body. */
export type BodyValues = Pick<StoredBody, 'code' | 'name' | 'parent' | 'scope' | 'nature'>;

/** The number of the lock that makes whoever changes the tree wait for each other. */
const TREE_LOCK = 1_836_019_561;

/** Whoever changes the tree takes this first, so that it stays a tree. */
export async function lockTree(tx: Connection): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${TREE_LOCK})`);
}

/** All bodies, retired ones too, by code and name. */
export async function listBodies(db: Connection): Promise<readonly StoredBody[]> {
  return db.select().from(bodies).orderBy(asc(bodies.code), asc(bodies.name));
}

export async function bodyById(db: Connection, id: string): Promise<StoredBody | undefined> {
  const [row] = await db.select().from(bodies).where(eq(bodies.id, id));
  return row;
}

export async function addBody(tx: Connection, values: BodyValues): Promise<StoredBody> {
  const [row] = await tx.insert(bodies).values(values).returning();
  if (row === undefined) throw new Error('insert returned nothing');
  return row;
}

export async function changeBody(
  tx: Connection,
  id: string,
  changes: Partial<BodyValues & Pick<StoredBody, 'retiredAt'>>,
): Promise<StoredBody | undefined> {
  if (Object.keys(changes).length === 0) return bodyById(tx, id);
  const [row] = await tx.update(bodies).set(changes).where(eq(bodies.id, id)).returning();
  return row;
}
