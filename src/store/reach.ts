import { eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { bodies, documents } from './schema.ts';

/** What somebody reaches: everything, or what is theirs, what nobody signed for, and what lies on bodies and all below them. */
export type Reach =
  | { readonly everything: true }
  | {
      readonly everything: false;
      /** The id of an account: what it dropped. */
      readonly own: string | undefined;
      /** What was dropped by nobody in particular. */
      readonly unowned: boolean;
      /** The ids of bodies. */
      readonly bodies: readonly string[];
    };

export const EVERYTHING: Reach = { everything: true };

/**
 * The condition that a document is within reach; undefined where everything is. A document is of the body that it was read for:
 * the same name, and the same code where both have one (codes alone are the same in many places).
 */
export function documentWithin(reach: Reach): SQL | undefined {
  if (reach.everything) return undefined;
  const { own, unowned, bodies: roots } = reach;
  const conditions = [
    own === undefined ? undefined : eq(documents.uploadedBy, own),
    unowned ? isNull(documents.uploadedBy) : undefined,
    roots.length === 0
      ? undefined
      : sql`exists (with recursive below as (
          select id, code, name from ${bodies} where id in (${sql.join(
            roots.map((id) => sql`${id}::uuid`),
            sql`, `,
          )})
          union select child.id, child.code, child.name from ${bodies} child join below on child.parent = below.id
        ) select 1 from below where below.name = ${documents.entityName}
          and (below.code = '' or ${documents.entityCode} = '' or below.code = ${documents.entityCode}))`,
  ].filter((one) => one !== undefined);
  return conditions.length === 0 ? sql`false` : or(...conditions);
}
