import type { Severity } from '../../../src/messages/problem.ts';
import type { ReportedFinding } from '../../../src/reporting/check-schema.ts';
import { KINDS, type Kind, kindOf } from '../../../src/reporting/kinds.ts';
import { placeText } from '../../../src/reporting/reported-place.ts';

/** Which findings are listed; every condition must hold. */
export interface Filter {
  /** Severities that are not shown. */
  readonly hidden: readonly Severity[];
  /** The title of a table; '' is all, {@link TEXT} what stands in none. */
  readonly part: string;
  readonly kind: Kind | '';
  readonly text: string;
  /** Whether findings that a person has accepted are shown. */
  readonly accepted: boolean;
}

export const EVERYTHING: Filter = { hidden: [], part: '', kind: '', text: '', accepted: true };

/** The part of findings that stand in no table. */
export const TEXT = '\u0000text';

/** The part of the document that a finding is about: where its first number stands. */
export function partOf({ places }: ReportedFinding): string {
  return places[0]?.table ?? TEXT;
}

export function isFiltered(filter: Filter): boolean {
  return (
    filter.hidden.length > 0 ||
    filter.part !== '' ||
    filter.kind !== '' ||
    filter.text.trim() !== '' ||
    !filter.accepted
  );
}

/** The findings that a filter leaves, each with its place in the whole list. */
export function filtered(
  findings: readonly ReportedFinding[],
  filter: Filter,
): readonly { readonly finding: ReportedFinding; readonly index: number }[] {
  const words = filter.text.trim().toLowerCase().split(/\s+/u).filter(Boolean);
  return findings.flatMap((finding, index) => (isShown(finding, filter, words) ? [{ finding, index }] : []));
}

function isShown(finding: ReportedFinding, filter: Filter, words: readonly string[]): boolean {
  if (filter.hidden.includes(finding.severity)) return false;
  if (!filter.accepted && finding.acknowledged !== undefined) return false;
  if (filter.part !== '' && partOf(finding) !== filter.part) return false;
  if (filter.kind !== '' && kindOf(finding.rule) !== filter.kind) return false;
  if (words.length === 0) return true;
  const text = [
    finding.id,
    finding.title,
    finding.message,
    finding.basis,
    ...finding.places.flatMap((place) => [placeText(place), place.text ?? '']),
  ]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The parts and kinds that the findings of a document have, with how many of each. */
export function choicesOf(findings: readonly ReportedFinding[]): {
  readonly parts: readonly (readonly [part: string, count: number])[];
  readonly kinds: readonly (readonly [kind: Kind, count: number])[];
} {
  const parts = tally(findings.map(partOf));
  const kinds = tally(findings.map(({ rule }) => kindOf(rule)));
  const order: readonly Kind[] = [...KINDS.map(({ key }) => key), 'other'];
  return {
    parts: [...parts].sort(([a], [b]) => Number(a === TEXT) - Number(b === TEXT)),
    kinds: [...kinds].sort(([a], [b]) => order.indexOf(a) - order.indexOf(b)),
  };
}

function tally<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
