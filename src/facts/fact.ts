import type { Place } from '../document/document.ts';
import { around, exactly, type Interval } from '../money/interval.ts';
import { basePerUnit } from './measure.ts';

/**
 * Where a fact stands in the space of dimensions: dimension → member. An omitted dimension means the total
 * over it.
 *
 * @example { measure: 'amount', entity: '450', year: '2025', stage: 'budget', flow: 'expenditure', kind: 'basic' }
 */
export type Coordinate = Readonly<Record<string, string>>;

/**
 * How a fact came to be: as printed (a number, a zero, a blank, a dash, something unreadable), or `derived`
 * from what the document says (last year = this year − the printed increase).
 */
export type FactStatus = 'printed' | 'zero' | 'blank' | 'dash' | 'unread' | 'derived';

/** A value at a coordinate, with its place. */
export interface Fact {
  readonly at: Coordinate;
  /** In base units of its measure: fen for amounts, ten-thousandths of a unit otherwise. */
  readonly value: bigint;
  /** The unit it is printed in: 元, 万元, 人, 平方米, %. */
  readonly unit: string;
  /** Printed decimals; with the unit they say how exact the fact is. */
  readonly decimals: number;
  readonly status: FactStatus;
  /** What is printed, where it could not be read. */
  readonly raw?: string;
  readonly place?: Place;
  /** SHA-256 of the document that states it. */
  readonly statedIn?: string;
}

/** The values that a fact's printed form stands for: a rounded number for many, a blank or dash for zero alone. */
export function intervalOf(fact: Pick<Fact, 'value' | 'unit' | 'decimals' | 'status'>): Interval {
  if (fact.status === 'blank' || fact.status === 'dash') return exactly(fact.value);
  return around(fact.value, basePerUnit(fact.unit) / 10n ** BigInt(fact.decimals));
}

/** Coordinates never change, and each is asked for its name many times while laws are made. */
const KEYS = new WeakMap<Coordinate, string>();

/** A name for a coordinate that does not depend on the order of its dimensions. */
export function coordinateKey(at: Coordinate): string {
  let key = KEYS.get(at);
  if (key !== undefined) return key;
  key = '';
  for (const dimension of Object.keys(at).sort())
    key += `${key === '' ? '' : '&'}${dimension}=${at[dimension] ?? ''}`;
  KEYS.set(at, key);
  return key;
}
