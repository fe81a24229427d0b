import { type Mark, marksOf, spotOf } from '../../../src/reporting/marks.ts';
import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import type { DocumentDetail, NumberOfDocument } from '../../../src/server/contract/documents.ts';

export type Report = NonNullable<DocumentDetail['report']>;

/** What is drawn over a place of the document: a printed number, the frame of findings, or both. */
export interface Annotation {
  readonly spot: string;
  readonly place: ReportedPlace;
  /** Index in the list of numbers. */
  readonly number?: number;
  readonly mark?: Mark;
  /** Whether a finding has its number here: at what it suspects, or where it begins. */
  readonly isFlagged: boolean;
  /** Whether everything that is said of it has been accepted. */
  readonly accepted: boolean;
  /** Whether a person has corrected what was read here. */
  readonly corrected: boolean;
}

/** All annotations of a document, found by their spot and by what they stand in (a page, a cell, a paragraph). */
export interface Annotations {
  readonly bySpot: ReadonlyMap<string, Annotation>;
  readonly byContainer: ReadonlyMap<string, readonly Annotation[]>;
}

/** The page, cell, paragraph or line that a place is part of. */
export function containerOf({ page, sheet, cell, path, line }: ReportedPlace): string {
  if (page !== undefined) return `page ${page}`;
  if (cell !== undefined) return `cell ${sheet ?? ''}!${cell}`;
  return path === undefined ? `line ${line ?? ''}` : `path ${path}`;
}

/** Brings numbers, findings and corrections together, place by place. */
export function annotationsOf(
  report: Report | undefined,
  numbers: readonly NumberOfDocument[],
  corrected: readonly ReportedPlace[],
): Annotations {
  const bySpot = new Map<string, Annotation>();
  const correctedSpots = new Set(corrected.map(spotOf));
  for (const [number, { place }] of numbers.entries()) {
    const spot = spotOf(place);
    bySpot.set(spot, {
      spot,
      place,
      number,
      isFlagged: false,
      accepted: false,
      corrected: correctedSpots.has(spot),
    });
  }
  const findings = report?.findings ?? [];
  const flagged = new Set(findings.flatMap(flagsOf));
  for (const mark of report === undefined ? [] : marksOf(report)) {
    const spot = spotOf(mark.place);
    const accepted = mark.findings.every((index) => findings[index]?.acknowledged !== undefined);
    const known = bySpot.get(spot) ?? { spot, place: mark.place, corrected: correctedSpots.has(spot) };
    bySpot.set(spot, { ...known, mark, accepted, isFlagged: flagged.has(spot) });
  }
  const byContainer = new Map<string, Annotation[]>();
  for (const one of bySpot.values()) {
    const container = containerOf(one.place);
    const others = byContainer.get(container);
    if (others === undefined) byContainer.set(container, [one]);
    else others.push(one);
  }
  return { bySpot, byContainer };
}

/** Where a finding shows its number: at every number that its likeliest repair changes, else at its first place. */
function flagsOf({ places, suspects }: Report['findings'][number]): readonly string[] {
  const suspected = suspects.flatMap(({ repair, place }) =>
    repair === 1 && place !== undefined ? [place] : [],
  );
  return (suspected.length > 0 ? suspected : places.slice(0, 1)).map(spotOf);
}

/** The number that stands at a place: exactly there, or the one that lies within it the most. */
export function numberAt({ bySpot, byContainer }: Annotations, place: ReportedPlace): number | undefined {
  const exact = bySpot.get(spotOf(place))?.number;
  if (exact !== undefined) return exact;
  let best: { readonly number: number; readonly share: number } | undefined;
  for (const { number, place: other } of byContainer.get(containerOf(place)) ?? []) {
    if (number === undefined) continue;
    const share = commonOf(place, other);
    if (share > (best?.share ?? 0)) best = { number, share };
  }
  return best?.number;
}

/** How much two places of one container have in common; 0 is nothing. */
function commonOf(a: ReportedPlace, b: ReportedPlace): number {
  if (a.box !== undefined && b.box !== undefined) {
    const [left, top, right, bottom] = a.box;
    const [l, t, r, m] = b.box;
    const wide = Math.min(right, r) - Math.max(left, l);
    const high = Math.min(bottom, m) - Math.max(top, t);
    return wide > 0 && high > 0 ? wide * high : 0;
  }
  if (a.cell !== undefined) return 1;
  return Math.min(a.to ?? 0, b.to ?? 0) - Math.max(a.from ?? 0, b.from ?? 0);
}
