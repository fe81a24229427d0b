import type { Across } from '../checking/across.ts';
import { comparedAcross, comparedWithUnits } from '../checking/across.ts';
import type { Figure, Figures } from '../checking/figures.ts';
import type { Finding } from '../checking/finding.ts';
import { digest } from '../checking/finding-id.ts';
import { type Filed, type Pairing, pairingsOf, type UnitsOf } from '../checking/pairings.ts';
import { codeOf } from '../checking/same-body.ts';
import { placeKey } from '../document/place.ts';
import { coordinateKey } from '../facts/fact.ts';
import { entityNode } from '../facts/space.ts';
import { say } from '../messages/say.ts';
import { sayPlace } from '../reading/kept-place.ts';
import { figuresIn } from './against-earlier.ts';
import type { AcrossRow } from './batch.ts';
import type { CheckReport, ReportedFinding } from './check-schema.ts';
import { type ReportOptions, reportedFindings, summaryOf } from './report.ts';
import { reportedPlace } from './reported-place.ts';

/** A document of a batch, and where its report is. */
export interface StoredReport extends Filed {
  readonly path: string;
}

/** What is kept of a report in memory: whose it is, and a digest of its numbers. */
export function storedReport(report: CheckReport, file: string, path: string): StoredReport {
  const figures = figuresIn(report)?.figures ?? [];
  const lines = figures.flatMap(({ key, at, value }) =>
    key === '' ? [`${coordinateKey(at)} ${String(value)}`] : [],
  );
  const { entity, bodies = [], year, stage } = report;
  return { file, entity, bodies: bodies.map(entityNode), year, stage, path, digest: digest(lines.sort()) };
}

/** What documents of one batch say of each other. */
export interface Together {
  /** Findings of each document that speaks of others, by its file. */
  readonly findings: ReadonlyMap<string, readonly ReportedFinding[]>;
  readonly rows: readonly AcrossRow[];
}

/**
 * Holds the documents of a batch against each other. Of all documents only whose they are is in memory; the numbers of
 * two, or of a department and its units, are loaded for each comparison.
 *
 * @param load the report on a document, without what an earlier comparison found; undefined where it is gone
 * @param optionsOf how findings of a file are weighed, and which are accepted
 */
export function reportTogether(
  documents: readonly StoredReport[],
  load: (document: StoredReport) => CheckReport | undefined,
  optionsOf: (file: string) => ReportOptions,
): Together {
  const { pairs, units, ambiguous } = pairingsOf(documents);
  const rows: AcrossRow[] = ambiguous.map(({ relation, from, candidates }) => ({
    relation,
    file: from.file,
    others: candidates.map(({ file }) => file),
    agreed: 0,
    differences: 0,
    without: 0,
    ambiguous: true,
  }));
  const findings = new Map<string, readonly ReportedFinding[]>();
  for (const [from, work] of byDocument(pairs, units)) {
    const own = figuresOfReport(load(from), from);
    if (own === undefined) continue;
    const found: Finding[] = [];
    const add = (relation: AcrossRow['relation'], others: readonly StoredReport[], across: Across) => {
      const { agreed, differences, without } = across;
      found.push(...across.findings);
      rows.push({
        relation,
        file: from.file,
        others: others.map(({ file }) => file),
        agreed,
        differences,
        without,
      });
    };
    for (const { relation, to, body } of work.pairs) {
      const other = figuresOfReport(load(to), to);
      if (other !== undefined) add(relation, [to], comparedAcross(relation, own, other, body, sayFigure));
    }
    for (const { units: below, bodies, isWhole } of work.units) {
      const others = below.flatMap((unit) => totalsOf(figuresOfReport(load(unit), unit)));
      if (others.length === below.length)
        add('unitSum', below, comparedWithUnits(own, others, bodies, isWhole, sayFigure));
    }
    if (found.length > 0) findings.set(from.file, reported(found, own, optionsOf(from.file)));
  }
  return { findings, rows };
}

interface Work {
  readonly pairs: readonly Pairing<StoredReport>[];
  readonly units: readonly UnitsOf<StoredReport>[];
}

/** Everything that one document is held against, so that its numbers are loaded once. */
function byDocument(
  pairs: readonly Pairing<StoredReport>[],
  units: readonly UnitsOf<StoredReport>[],
): ReadonlyMap<StoredReport, Work> {
  const work = new Map<StoredReport, { pairs: Pairing<StoredReport>[]; units: UnitsOf<StoredReport>[] }>();
  const of = (document: StoredReport) => {
    const known = work.get(document) ?? { pairs: [], units: [] };
    work.set(document, known);
    return known;
  };
  for (const pair of pairs) of(pair.from).pairs.push(pair);
  for (const one of units) of(one.department).units.push(one);
  return work;
}

function figuresOfReport(
  report: CheckReport | undefined,
  { file, bodies }: StoredReport,
): Figures | undefined {
  const figures = report === undefined ? undefined : figuresIn(report);
  return figures === undefined ? undefined : { ...figures, file, bodies };
}

/** The numbers of a unit as a whole, without its functions and projects: enough to be added up. */
function totalsOf(figures: Figures | undefined): readonly Figures[] {
  if (figures === undefined) return [];
  const own = codeOf(figures.entity);
  const totals = figures.figures.filter(({ at }) => at.entity === own && at.function === undefined);
  return [{ ...figures, figures: totals }];
}

function sayFigure({ table, row, column, place: where }: Figure): string {
  const place = where === undefined ? '' : sayPlace(where);
  return table === ''
    ? say('checking.law.inText', { place })
    : say('checking.law.inTable', { table, row, column, place });
}

function reported(
  findings: readonly Finding[],
  { figures }: Figures,
  options: ReportOptions,
): readonly ReportedFinding[] {
  const printed = new Map(
    figures.flatMap((one) => (one.place === undefined ? [] : [[placeKey(one.place), one] as const])),
  );
  const { findings: made } = reportedFindings(
    findings,
    (place) => {
      const figure = printed.get(placeKey(place));
      if (figure === undefined) return reportedPlace(place);
      const { table, row, column, printed: text } = figure;
      return reportedPlace(place, table === '' ? { text } : { table, row, column, text });
    },
    options,
  );
  return made;
}

/** Rules of what documents of one batch say of each other: a report that is checked again loses them first. */
const TOGETHER: ReadonlySet<string> = new Set([
  'across.unit',
  'across.unitSum',
  'across.lastYear',
  'across.budget',
]);

/** A report with what other documents say against it, and its outcome with that. */
export function withFindings(report: CheckReport, more: readonly ReportedFinding[]): CheckReport {
  const own = report.findings.filter(({ rule }) => !TOGETHER.has(rule));
  if (more.length === 0 && own.length === report.findings.length) return report;
  const weight = { error: 0, warning: 1, notice: 2 } as const;
  const findings = [...own, ...more].sort((a, b) => weight[a.severity] - weight[b.severity]);
  const { rounding, not_checked } = report;
  return {
    ...report,
    findings,
    summary: summaryOf(report.summary.laws, { findings, rounding, not_checked }),
  };
}
