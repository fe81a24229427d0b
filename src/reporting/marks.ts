import type { ReportedChange } from './against-schema.ts';
import type { CheckReport, ReportedPlace } from './check-schema.ts';

/** A place in the document that findings speak of: what a frame is drawn around. */
export interface Mark {
  /** Unique in the report; the anchor of the frame. */
  readonly id: string;
  readonly place: ReportedPlace;
  /** Indices of the findings that speak of it; those of changed numbers (see {@link changesOf}) follow behind. */
  readonly findings: readonly number[];
  /** The gravest of their severities; `change` where it is only another number than in the earlier version. */
  readonly severity: 'error' | 'warning' | 'notice' | 'change';
  /** Whether a finding suspects what stands here. */
  readonly suspected: boolean;
}

const GRAVEST = ['error', 'warning', 'notice', 'change'] as const;

/** The page, sheet cell, paragraph or line of a place with its extent: two places are one where these agree. */
export function spotOf({ page, box, sheet, cell, path, line, from, to }: ReportedPlace): string {
  if (page !== undefined) return `${page}:${box?.join(' ') ?? ''}`;
  if (cell !== undefined) return `${sheet ?? ''}!${cell}`;
  return `${path ?? line ?? ''}:${from ?? ''}-${to ?? ''}`;
}

/** The numbers that are not what they were in the earlier version that the report compares with. */
export function changesOf({ against }: CheckReport): readonly ReportedChange[] {
  return against?.as === 'earlier' ? against.changes : [];
}

/** The places of all findings, each once, in the order of the findings; behind them those of changed numbers. */
export function marksOf(report: CheckReport): readonly Mark[] {
  const marks = new Map<string, Mark>();
  const add = (place: ReportedPlace, index: number, severity: Mark['severity'], suspected: boolean) => {
    const spot = spotOf(place);
    const mark = marks.get(spot) ?? {
      id: `m${marks.size + 1}`,
      place,
      findings: [],
      severity,
      suspected: false,
    };
    if (mark.findings.at(-1) === index) return;
    marks.set(spot, {
      ...mark,
      findings: [...mark.findings, index],
      severity: GRAVEST.find((one) => one === mark.severity || one === severity) ?? severity,
      suspected: mark.suspected || suspected,
    });
  };
  for (const [index, { places, severity, suspects }] of report.findings.entries()) {
    const suspected = new Set(suspects.flatMap(({ place }) => (place === undefined ? [] : [spotOf(place)])));
    for (const place of places) add(place, index, severity, suspected.has(spotOf(place)));
  }
  for (const [index, { place }] of changesOf(report).entries())
    if (place !== undefined) add(place, report.findings.length + index, 'change', false);
  return [...marks.values()];
}
