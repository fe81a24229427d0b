import type { AccountBook } from '../accounts/book.ts';
import { Cube, type Statement } from '../facts/cube.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Entity, Unit } from '../facts/records.ts';
import type { Space } from '../facts/space.ts';
import type { OpenItem } from '../ledger/from-rows.ts';
import type { Interval } from '../money/interval.ts';
import type { Pack } from '../packs/definition.ts';
import type { Pool } from './draft-pool.ts';

export interface DraftOptions {
  readonly pack: Pack;
  readonly accounts: AccountBook;
  readonly department: Entity;
  /** The year to draft for. */
  readonly year: number;
}

/** What a draft is made from. */
export interface Context extends DraftOptions {
  readonly pool: Pool;
  readonly space: Space;
  readonly units: readonly Unit[];
}

/** A fact with what to say beside it. */
export interface NotedFact {
  readonly fact: Fact;
  readonly note: string;
}

/** Bounds in whole fen. */
export function fen({ low, high, denominator }: Interval): { low: bigint; high: bigint } {
  return { low: low / denominator, high: high / denominator };
}

/** Something to settle. */
export function item(topic: OpenItem['topic'], text: string, controls: OpenItem['controls'] = []): OpenItem {
  return { topic, text, controls };
}

/** All that the documents say, as one cube; the most trusted document answers first. */
export function cubeOf({ pool, space }: Context): Cube {
  const statements = pool.documents.flatMap(({ given, statements: own, bodyOf }) =>
    own.map((statement): Statement => {
      const named = (at: Coordinate): Coordinate =>
        at.entity === undefined ? at : { ...at, entity: bodyOf(at.entity) };
      return {
        ...statement,
        id: `${given.kept.sha256}.${statement.id}`,
        scope: named(statement.scope),
        facts: statement.facts.map((fact) => ({ ...fact, at: named(fact.at) })),
      };
    }),
  );
  return Cube.of(space, statements);
}
