import type { Coordinate } from '../facts/fact.ts';
import type { Noun } from './prose-noun.ts';

/** Dimensions of things that are counted. */
export const COUNTED = ['asset', 'headcount', 'organisation', 'performanceWork', 'activity'] as const;

/** Dimensions of which a paragraph under a heading of one is about nothing of another. */
const DOMAINS = ['procurement', 'nature', 'economic', 'project'] as const;

/** Says nothing of a coordinate. */
export function isEmpty(noun: Noun): boolean {
  return (
    Object.keys(noun.says).length === 0 &&
    noun.functions.length === 0 &&
    noun.economics.length === 0 &&
    !noun.isBoth &&
    noun.entity === undefined
  );
}

const GUESTS: Readonly<Record<string, string>> = {
  overseasGroups: 'overseasTravellers',
  receptions: 'guests',
  domesticReceptions: 'domesticGuests',
  foreignReceptions: 'foreignGuests',
};

/** 国内公务接待 98人次 counts the guests, 12批次 the receptions. */
export function activityIn(activity: string, unit: string): string | undefined {
  const isPeople = /人/u.test(unit);
  const guests = GUESTS[activity];
  if (isPeople) return guests ?? (Object.values(GUESTS).includes(activity) ? activity : undefined);
  return Object.values(GUESTS).includes(activity) ? undefined : activity;
}

/** Names no account and no body. */
export function isPlain(noun: Noun): boolean {
  return noun.functions.length === 0 && noun.economics.length === 0 && noun.entity === undefined;
}

/** Whether a coordinate is of purchases, running costs of agencies, a set of classes or a project. */
export function hasDomain(at: Coordinate): boolean {
  return DOMAINS.some((dimension) => at[dimension] !== undefined);
}

/** What a noun says of things that are counted, if anything. */
export function countedWords(noun: Noun): Coordinate | undefined {
  const isThing = noun.says.asset !== undefined || noun.says.headcount !== undefined;
  const named = without(pick(noun.says, [...COUNTED, 'kind']), isThing ? ['organisation'] : []);
  return COUNTED.some((dimension) => named[dimension] !== undefined) || named.kind !== undefined
    ? named
    : undefined;
}

/** The first words after a number, up to where a noun ends: 个预算单位开展了. */
export function headOf(tail: string): string {
  return /^[^,;:。、()]{0,12}?(?=开展|包括|组成|构成|的|和|$|[,;:。、()])/u.exec(tail)?.[0] ?? '';
}

/** Whether two coordinates speak of different domains: purchases under running costs. */
export function crosses(outer: Coordinate, inner: Coordinate): boolean {
  const has = (at: Coordinate) => DOMAINS.filter((dimension) => at[dimension] !== undefined);
  const inside = has(inner);
  const around = has(outer);
  if (inside.length === 0 || around.length === 0) return false;
  if (around.includes('nature') && inside.includes('economic'))
    return inner.source !== undefined && inner.economic === 'threePublic';
  return (
    !inside.some((dimension) => around.includes(dimension)) &&
    !(inside.length === 1 && inside[0] === 'project')
  );
}

/** The total that a part of revenue or expenditure is part of. */
export function totalFor(of: Coordinate): string {
  return of.flow === 'totalIn' || of.flow === 'revenue' || of.flow === 'broughtForward'
    ? 'totalIn'
    : 'totalOut';
}

/** A coordinate without some of its dimensions. */
export function without(at: Coordinate, dimensions: readonly string[]): Coordinate {
  return Object.fromEntries(Object.entries(at).filter(([dimension]) => !dimensions.includes(dimension)));
}

/** Some dimensions of a coordinate. */
export function pick(at: Coordinate, dimensions: readonly string[]): Coordinate {
  return Object.fromEntries(Object.entries(at).filter(([dimension]) => dimensions.includes(dimension)));
}
