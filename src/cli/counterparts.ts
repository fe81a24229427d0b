import { type Bodied, bodyMap, codeOf, isDepartment, isSameOwn } from '../checking/same-body.ts';

/** Whose a document is, of which year, and whether of the budget or of the accounts. */
export interface Identity extends Bodied {
  readonly year: number;
  /** Undefined where it holds both, as a budget workbook does. */
  readonly stage: string | undefined;
}

/** What a document is to another one: an earlier version of it, or what was approved. */
export type Meaning = 'earlier' | 'approval';

/** A document of a folder that others are held against. */
export interface Counterpart extends Identity {
  readonly file: string;
  readonly sha256: string;
  readonly meaning: Meaning;
}

/**
 * The documents of a folder that one is to be held against: of the same body, year and stage; where there is none, the
 * approval of a department that names the body as one of its own. Copies of one file count once; of several that differ
 * nobody can tell which is meant, and all are returned.
 */
export function counterpartsOf(
  own: Identity,
  among: readonly Counterpart[],
  as: Meaning | undefined,
): readonly Counterpart[] {
  const fitting = among.filter(
    ({ year, stage }) =>
      year === own.year && (stage === undefined || own.stage === undefined || stage === own.stage),
  );
  const same = fitting.filter((one) => isSameOwn(own, one));
  const found = once(same.length > 0 ? same : fitting.filter((one) => isAbove(own, one)));
  // Of an earlier version and an approval the one is taken that was asked for.
  const meant = found.filter(({ meaning }) => meaning === as);
  return meant.length > 0 ? meant : found;
}

function isAbove(own: Identity, other: Counterpart): boolean {
  return (
    other.meaning === 'approval' &&
    isDepartment(other) &&
    !isDepartment(own) &&
    bodyMap(own, other).has(codeOf(own.entity))
  );
}

function once(found: readonly Counterpart[]): readonly Counterpart[] {
  return [...new Map([...found].reverse().map((one) => [one.sha256, one])).values()].reverse();
}
