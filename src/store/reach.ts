import { eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { bodies, budgets, documents } from './schema.ts';

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

/** Of a table of what belongs to people and bodies: whose it is, and the body it is of. */
interface Owned {
  /** The id of an account; null where nobody signed in. */
  readonly owner: AnyPgColumn;
  readonly bodyCode: AnyPgColumn;
  readonly bodyName: AnyPgColumn;
}

const DOCUMENTS: Owned = {
  owner: documents.uploadedBy,
  bodyCode: documents.entityCode,
  bodyName: documents.entityName,
};

const BUDGETS: Owned = {
  owner: budgets.createdBy,
  bodyCode: budgets.entityCode,
  bodyName: budgets.entityName,
};

/** The condition that a document is within reach; undefined where everything is. It is of the body that it was read for. */
export function documentWithin(reach: Reach): SQL | undefined {
  return within(reach, DOCUMENTS);
}

/** The condition that a budget is within reach; undefined where everything is. */
export function budgetWithin(reach: Reach): SQL | undefined {
  return within(reach, BUDGETS);
}

/** A body is the same where its name is, and its code where both have one: codes alone are the same in many places. */
function within(reach: Reach, { owner, bodyCode, bodyName }: Owned): SQL | undefined {
  if (reach.everything) return undefined;
  const { own, unowned, bodies: roots } = reach;
  const conditions = [
    own === undefined ? undefined : eq(owner, own),
    unowned ? isNull(owner) : undefined,
    roots.length === 0
      ? undefined
      : sql`exists (with recursive below as (
          select id, code, name from ${bodies} where id in (${sql.join(
            roots.map((id) => sql`${id}::uuid`),
            sql`, `,
          )})
          union select child.id, child.code, child.name from ${bodies} child join below on child.parent = below.id
        ) select 1 from below where below.name = ${bodyName}
          and (below.code = '' or ${bodyCode} = '' or below.code = ${bodyCode}))`,
  ].filter((one) => one !== undefined);
  return conditions.length === 0 ? sql`false` : or(...conditions);
}
