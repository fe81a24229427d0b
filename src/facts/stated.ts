import type { Place } from '../document/document.ts';
import type { Coordinate, Fact } from './fact.ts';

/** A fact with the labels of the place where a document prints it. */
export interface StatedFact extends Fact {
  /** The table that prints it; absent for facts of the narrative. */
  readonly table?: string;
  readonly row?: string;
  readonly column?: string;
}

/**
 * What a sentence says by comparing: a difference or growth against another coordinate, a share of it, a completion
 * of it. The value is a magnitude; `direction` says which way.
 */
export interface Said {
  readonly kind: 'difference' | 'growth' | 'share' | 'completion';
  readonly of: Coordinate;
  readonly from: Coordinate;
  readonly direction: 'more' | 'less' | 'same';
  /** In base units of the measure of `unit` (fen; ten-thousandths of a per cent). */
  readonly value: bigint;
  readonly unit: string;
  readonly decimals: number;
  readonly place: Place;
}
