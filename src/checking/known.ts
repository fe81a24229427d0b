import type { Cube } from '../facts/cube.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { EntityNode } from '../facts/space.ts';

/** What a document or a ledger states, in the form in which others are held against it. */
export interface Known {
  readonly file: string;
  readonly entity: { readonly code: string; readonly name: string; readonly scope: string };
  readonly bodies: readonly EntityNode[];
  readonly year: number;
  readonly stage: string;
  readonly projects: readonly { readonly code: string; readonly name: string }[];
  /** Answers what it states, and what follows from that. */
  readonly cube: Cube;
  /** What it prints, number by number; of a ledger the totals that documents print of its lines. */
  readonly stated: readonly Coordinate[];
  /** Where a number stands in it, in words. */
  readonly sayFact: (fact: Fact) => string;
}
