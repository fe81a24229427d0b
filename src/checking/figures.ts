import type { Place } from '../document/document.ts';
import type { Coordinate } from '../facts/fact.ts';
import type { EntityNode } from '../facts/space.ts';

/** A number that a document prints, small enough to be kept: what other documents are held against. */
export interface Figure {
  /** Its coordinate; empty for what has a key instead. */
  readonly at: Coordinate;
  /** Names what has no coordinate: a comparison of two, or the number of a record. Empty for a fact. */
  readonly key: string;
  /** As printed, without separators and unit. */
  readonly printed: string;
  /** In base units; undefined for what has a key. */
  readonly value: bigint | undefined;
  readonly unit: string;
  readonly decimals: number;
  /** The name of its table's layout, or its title where it has none; empty for text. */
  readonly layout: string;
  /** The title of its table; empty for text. */
  readonly table: string;
  /** The label of its row; of a number in a text the words around it. */
  readonly row: string;
  readonly column: string;
  readonly place: Place | undefined;
}

/** Whose document it is, of which year, and all numbers that it prints. */
export interface Figures {
  readonly file: string;
  readonly entity: { readonly code: string; readonly name: string; readonly scope: string };
  readonly bodies: readonly EntityNode[];
  readonly year: number;
  readonly stage: string;
  readonly figures: readonly Figure[];
}
