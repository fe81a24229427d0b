import { type Change, changesBetween } from '../checking/changes.ts';
import type { Figure, Figures } from '../checking/figures.ts';
import type { AgainstEarlier, ReportedChange } from './against-schema.ts';
import type { CheckReport, ReportedFinding } from './check-schema.ts';
import { figuresFrom } from './figures-data.ts';
import { reportedPlace } from './reported-place.ts';

/** The numbers of a report as figures; undefined where an old report has none. */
export function figuresIn({ file, entity, year, stage, figures }: CheckReport): Figures | undefined {
  if (figures === undefined) return undefined;
  return { file, entity, bodies: [], year, stage, figures: figuresFrom(figures) };
}

/**
 * The second round of a review: which findings of the earlier version are gone, which are still there, which are new, and
 * every number that changed.
 */
export function againstEarlier(report: CheckReport, earlier: CheckReport): AgainstEarlier {
  const known = new Set(earlier.findings.map(({ id }) => id));
  const now = new Set(report.findings.map(({ id }) => id));
  const [before, after] = [figuresIn(earlier), figuresIn(report)];
  const compared = before === undefined || after === undefined ? undefined : changesBetween(before, after);
  const gone = earlier.findings.filter(({ id }) => !now.has(id));
  return {
    as: 'earlier',
    file: earlier.file,
    sha256: earlier.sha256,
    entity: earlier.entity.name,
    year: earlier.year,
    findings: [
      ...report.findings.map((one) => statusOf(one, known.has(one.id) ? 'still' : 'new')),
      ...gone.map((one) => statusOf(one, 'gone')),
    ],
    changes: (compared?.changes ?? []).map(reportedChange),
    ...(compared === undefined ? {} : { same: compared.same }),
    not_compared: [earlier, report].reduce((sum, one) => sum + unread(one), 0),
  };
}

function statusOf(
  { id, rule, severity, title, message }: ReportedFinding,
  status: 'gone' | 'still' | 'new',
): AgainstEarlier['findings'][number] {
  return { id, status, rule, severity, title, message };
}

/** Numbers that reading could not place: nobody knows which number of the other version they are. */
function unread({ not_checked }: CheckReport): number {
  return not_checked.filter(({ reason }) => reason === 'unplaced').length;
}

function reportedChange({ type, before, after }: Change): ReportedChange {
  const shown = after ?? before;
  return {
    type,
    table: shown?.table ?? '',
    row: shown?.row ?? '',
    column: shown?.column ?? '',
    ...(before === undefined ? {} : { before: before.printed, before_unit: before.unit }),
    ...(after === undefined ? {} : { after: after.printed, after_unit: after.unit }),
    ...placed('place', after),
    ...placed('place_before', before),
  };
}

function placed(key: 'place' | 'place_before', figure: Figure | undefined) {
  return figure?.place === undefined ? {} : { [key]: reportedPlace(figure.place, { text: figure.printed }) };
}
