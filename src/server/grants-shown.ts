import { inArray } from 'drizzle-orm';
import type { StoredGrant } from '../store/accounts.ts';
import type { Connection } from '../store/log.ts';
import { bodies } from '../store/schema.ts';
import type { Grant } from './contract/accounts.ts';

/** Roles as they are shown, with the names of the bodies that they are granted on. */
export async function grantsShown(db: Connection, grants: readonly StoredGrant[]): Promise<Grant[]> {
  const ids = [...new Set(grants.flatMap(({ body }) => body ?? []))];
  const rows =
    ids.length === 0
      ? []
      : await db.select({ id: bodies.id, name: bodies.name }).from(bodies).where(inArray(bodies.id, ids));
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return grants.map(({ id, role, body }) => ({
    id,
    role,
    ...(body === null ? {} : { body: { id: body, name: names.get(body) ?? '' } }),
  }));
}
