import type { Print, System } from './system.ts';

/**
 * What may be wrong by itself: one number, with all printings that say the same of one coordinate (a slip that was
 * copied is one mistake), or what a sentence says of two numbers.
 */
export type Suspect =
  | {
      readonly type: 'number';
      readonly id: number;
      readonly variable: number;
      readonly prints: readonly Print[];
    }
  | { readonly type: 'said'; readonly id: number; readonly constraint: number };

export interface Suspects {
  readonly all: readonly Suspect[];
  readonly ofPrint: ReadonlyMap<Print, number>;
  readonly ofSaid: ReadonlyMap<number, number>;
}

/** All suspects of a system. */
export function suspectsOf({ variables, constraints }: System): Suspects {
  const all: Suspect[] = [];
  const ofPrint = new Map<Print, number>();
  const ofSaid = new Map<number, number>();
  for (const [variable, { prints }] of variables.entries()) {
    for (const group of agreeing(prints)) {
      for (const print of group) ofPrint.set(print, all.length);
      all.push({ type: 'number', id: all.length, variable, prints: group });
    }
  }
  for (const [constraint, { said }] of constraints.entries()) {
    if (said === undefined) continue;
    ofSaid.set(constraint, all.length);
    all.push({ type: 'said', id: all.length, constraint });
  }
  return { all, ofPrint, ofSaid };
}

/** A printing is compared with so many others of its coordinate. */
const MOST_GROUPS = 64;

/** Printings of one coordinate in groups that may all be true; the most exact of each group is its measure. */
function agreeing(prints: readonly Print[]): readonly (readonly Print[])[] {
  if (prints.length < 2) return prints.map((print) => [print]);
  const groups: Print[][] = [];
  const exactFirst = [...prints].sort((a, b) => compare(a.high - a.low, b.high - b.low));
  for (const print of exactFirst) {
    const group = groups.slice(0, MOST_GROUPS).find(([best]) => best !== undefined && overlap(best, print));
    if (group === undefined) groups.push([print]);
    else group.push(print);
  }
  return groups;
}

function overlap(a: Print, b: Print): boolean {
  return a.low <= b.high && b.low <= a.high;
}

const compare = (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0);

/** What a mistake weighs: a change of one printed number. */
export const ONE = 100;
/** A number that stands alike in several places is one mistake, if a little less likely. */
const COPY = 10;
/** Where nothing is printed, or a dash, a number was less likely mistyped. */
const BLANK = 30;
/** A rate or difference that was reckoned from a wrong number is wrong with it. */
const FOLLOWING = 30;

/** How unlikely a set of mistakes is: the smallest set is the one that weighs least. */
export function weigh(system: System, suspects: readonly Suspect[]): number {
  const changed = new Set(suspects.flatMap((one) => (one.type === 'number' ? [one.variable] : [])));
  const rows = new Set<string>();
  let sum = 0;
  for (const one of suspects) {
    if (one.type === 'said') {
      const constraint = system.constraints[one.constraint];
      const isFollowing =
        constraint !== undefined &&
        'of' in constraint &&
        (changed.has(constraint.of) || changed.has(constraint.from));
      sum += isFollowing ? FOLLOWING : ONE;
      continue;
    }
    const keys = one.prints.flatMap(rowKey);
    // The same number in several columns of a row (合计, 小计, 一般公共预算) was written once.
    const isCopy = keys.some((key) => rows.has(key));
    sum += weightOf(one) - (isCopy ? ONE - COPY : 0);
    for (const key of keys) rows.add(key);
  }
  return sum;
}

function rowKey({ fact }: Print): readonly string[] {
  return fact.table === undefined || fact.status !== 'printed'
    ? []
    : [`${fact.table} ${fact.row ?? ''} ${fact.value}`];
}

/** The least that a suspect weighs, whatever is wrong beside it. */
export function leastWeight(one: Suspect): number {
  if (one.type === 'said') return FOLLOWING;
  const isInTable = one.prints.some((print) => rowKey(print).length > 0);
  return isInTable ? weightOf(one) - ONE + COPY : weightOf(one);
}

function weightOf({ prints }: Extract<Suspect, { type: 'number' }>): number {
  const isSilent = prints.every(({ fact }) => fact.status === 'blank' || fact.status === 'dash');
  return ONE + COPY * (prints.length - 1) + (isSilent ? BLANK : 0);
}
