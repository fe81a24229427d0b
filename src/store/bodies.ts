import { eq } from 'drizzle-orm';
import type { Connection } from './log.ts';
import { bodies } from './schema.ts';

export type StoredBody = typeof bodies.$inferSelect;

export async function bodyById(db: Connection, id: string): Promise<StoredBody | undefined> {
  const [row] = await db.select().from(bodies).where(eq(bodies.id, id));
  return row;
}
