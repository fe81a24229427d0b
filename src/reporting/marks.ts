import type { CheckReport, ReportedPlace } from './check-schema.ts';

/** A place in the document that findings speak of: what a frame is drawn around. */
export interface Mark {
  /** Unique in the report; the anchor of the frame. */
  readonly id: string;
  readonly place: ReportedPlace;
  /** Indices of the findings that speak of it. */
  readonly findings: readonly number[];
  /** The gravest of their severities. */
  readonly severity: 'error' | 'warning' | 'notice';
  /** Whether a finding suspects what stands here. */
  readonly suspected: boolean;
}

const GRAVEST = ['error', 'warning', 'notice'] as const;

/** The page, sheet cell, paragraph or line of a place with its extent: two places are one where these agree. */
export function spotOf({ page, box, sheet, cell, path, line, from, to }: ReportedPlace): string {
  if (page !== undefined) return `${page}:${box?.join(' ') ?? ''}`;
  if (cell !== undefined) return `${sheet ?? ''}!${cell}`;
  return `${path ?? line ?? ''}:${from ?? ''}-${to ?? ''}`;
}

/** The places of all findings, each once, in the order of the findings. */
export function marksOf({ findings }: CheckReport): readonly Mark[] {
  const marks = new Map<string, Mark>();
  for (const [index, { places, severity, suspects }] of findings.entries()) {
    const suspected = new Set(suspects.flatMap(({ place }) => (place === undefined ? [] : [spotOf(place)])));
    for (const place of places) {
      const spot = spotOf(place);
      const known = marks.get(spot);
      const mark = known ?? {
        id: `m${marks.size + 1}`,
        place,
        findings: [],
        severity,
        suspected: false,
      };
      if (mark.findings.at(-1) === index) continue;
      marks.set(spot, {
        ...mark,
        findings: [...mark.findings, index],
        severity: GRAVEST.find((one) => one === mark.severity || one === severity) ?? severity,
        suspected: mark.suspected || suspected.has(spot),
      });
    }
  }
  return [...marks.values()];
}
