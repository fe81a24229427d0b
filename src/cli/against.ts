import type { Profile } from '../checking/profile.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { type MessageKey, say } from '../messages/say.ts';
import { roleOf } from '../reading/draft-role.ts';
import type { Reading } from '../reading/reading.ts';
import type { Limits, Source } from '../reading/source.ts';
import { againstEarlier } from '../reporting/against-earlier.ts';
import type { CheckReport } from '../reporting/check-schema.ts';
import { reportOf } from '../reporting/report.ts';
import { checkReading } from './check-reading.ts';
import { type OtherDocument, openOther } from './other-document.ts';
import type { ReadingMeans } from './reading-means.ts';

/** What a document is held against: an earlier version of it, or what was approved. */
export interface AgainstTask {
  readonly file: string;
  /** As the user says; without, the content of the other file decides. */
  readonly as?: 'earlier' | 'approval';
}

/** What the other document is opened and checked by. */
export interface AgainstSettings {
  readonly means: ReadingMeans;
  readonly limits: Limits;
  readonly profile: Profile;
}

/** A document that was checked, with what is in the file. */
export interface CheckedFile {
  readonly report: CheckReport;
  readonly source: Source;
  readonly reading: Reading;
}

/** The report with what comes of holding its document against another one. */
export async function holdAgainst(
  checked: CheckedFile,
  task: AgainstTask,
  settings: AgainstSettings,
): Promise<Result<CheckReport>> {
  const opened = await openOther(task.file, settings.means, settings.limits);
  if (!opened.ok) return opened;
  const other = opened.value;
  const as = task.as ?? meaningOf(other, checked);
  if (as === 'approval') return succeed(checked.report, opened.problems);
  const earlier = earlierReport(other, task.file, settings);
  if (!earlier.ok) return fail([...opened.problems, ...earlier.problems]);
  const { report } = checked;
  const problems = [...opened.problems, ...sameDocument(report, earlier.value)];
  return succeed({ ...report, against: againstEarlier(report, earlier.value) }, problems);
}

/**
 * What another file is good for: a check, and a document of the kind of the one that is checked, are an earlier version;
 * what was approved, or came out of the platform, is what a disclosure has to agree with.
 */
function meaningOf(other: OtherDocument, { report, source }: CheckedFile): 'earlier' | 'approval' {
  switch (other.type) {
    case 'check':
      return 'earlier';
    case 'kept':
    case 'ledger':
      return 'approval';
    case 'document': {
      const role = roleOf(other.reading.file, other.source);
      return role === 'disclosure' || role === roleOf(report.file, source) ? 'earlier' : 'approval';
    }
  }
}

/** The check of the earlier version: as it was kept, or made now. */
function earlierReport(
  other: OtherDocument,
  file: string,
  { means, profile }: AgainstSettings,
): Result<CheckReport> {
  switch (other.type) {
    case 'check':
      return succeed(other.report);
    case 'document': {
      const { check, pack } = checkReading(other.reading, means);
      return succeed(reportOf(other.reading, check, pack, { profile }));
    }
    case 'kept':
    case 'ledger': {
      const kind = say(KINDS[other.type]);
      return fail([problem('cli.against.notEarlier', 'error', { file }, { file, kind })]);
    }
  }
}

const KINDS = {
  kept: 'cli.against.kind.facts',
  ledger: 'cli.against.kind.ledger',
} as const satisfies Record<string, MessageKey>;

/** Says so where two versions do not name the same body and year: a corrected name is no reason not to compare. */
function sameDocument(report: CheckReport, other: CheckReport): readonly Problem[] {
  if (report.entity.name === other.entity.name && report.year === other.year) return [];
  const params = {
    other: other.entity.name,
    otherYear: other.year,
    own: report.entity.name,
    year: report.year,
  };
  return [problem('cli.against.otherBody', 'warning', { file: other.file }, params)];
}
