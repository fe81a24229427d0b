import { compareApproved } from '../checking/approved.ts';
import type { DocumentCheck } from '../checking/document.ts';
import type { Known } from '../checking/known.ts';
import { bodyMap } from '../checking/same-body.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { type MessageKey, say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { checkedDocument } from '../reading/checked.ts';
import { roleOf } from '../reading/draft-role.ts';
import { knownOfKept, knownOfLedger, sayFactOf } from '../reading/known.ts';
import type { Reading } from '../reading/reading.ts';
import { fromJson, toJson } from '../reading/reading-json.ts';
import type { Limits, Source } from '../reading/source.ts';
import { againstApproval } from '../reporting/against-approval.ts';
import { againstEarlier } from '../reporting/against-earlier.ts';
import type { CheckReport } from '../reporting/check-schema.ts';
import { type ReportOptions, reportOf } from '../reporting/report.ts';
import { checkReading } from '../working/check-reading.ts';
import type { ReadingMeans } from '../working/reading-means.ts';
import { type Counterpart, counterpartsOf, type Meaning } from './counterparts.ts';
import { type OtherDocument, openOther } from './other-document.ts';

/** What a document is held against: an earlier version of it, or what was approved. */
export interface AgainstTask {
  readonly file: string;
  /** As the user says; without, the content of the other file decides. */
  readonly as?: Meaning;
}

/** Documents of a folder, of which each document is held against its counterpart. */
export interface AgainstFolder {
  readonly folder: string;
  readonly among: readonly Counterpart[];
  readonly as?: Meaning;
}

/** What the other document is opened and checked by. */
export interface AgainstSettings {
  readonly means: ReadingMeans;
  readonly limits: Limits;
  readonly options: ReportOptions;
}

/** A document that was checked, with what is in the file. */
export interface CheckedFile {
  readonly source: Source;
  readonly reading: Reading;
  readonly check: DocumentCheck;
  readonly pack: Pack | undefined;
}

/** The report on a document with what comes of holding it against its counterpart in a folder; or that it has none. */
export async function holdAgainstFolder(
  checked: CheckedFile,
  { folder, among, as }: AgainstFolder,
  settings: AgainstSettings,
): Promise<Result<CheckReport>> {
  const { reading, check, pack } = checked;
  const [found, ...others] = counterpartsOf(reading, among, as);
  const held =
    found === undefined || others.length > 0
      ? undefined
      : await holdAgainst(checked, { file: found.file, ...(as === undefined ? {} : { as }) }, settings);
  if (found !== undefined && held?.ok === true) return succeed(named(held.value, found.file), held.problems);
  const candidates = [found, ...others].flatMap((one) => one?.file ?? []);
  const report = reportOf(reading, check, pack, settings.options);
  return succeed({ ...report, against: { as: 'none', folder, candidates } }, held?.problems);
}

/** Of a check that was kept, its file is named, and not the document that it was made of. */
function named(report: CheckReport, file: string): CheckReport {
  const { against } = report;
  return against === undefined || against.as === 'none'
    ? report
    : { ...report, against: { ...against, file } };
}

/** The report on a document with what comes of holding it against another one. */
export async function holdAgainst(
  checked: CheckedFile,
  task: AgainstTask,
  settings: AgainstSettings,
): Promise<Result<CheckReport>> {
  const opened = await openOther(task.file, settings.means, settings.limits);
  if (!opened.ok) return opened;
  const other = opened.value;
  const as = task.as ?? meaningOf(other, checked);
  const held =
    as === 'approval'
      ? holdAgainstApproval(checked, other, task.file, settings)
      : holdAgainstEarlier(checked, other, task.file, settings);
  return { ...held, problems: [...opened.problems, ...held.problems] };
}

function holdAgainstEarlier(
  { reading, check, pack }: CheckedFile,
  other: OtherDocument,
  file: string,
  settings: AgainstSettings,
): Result<CheckReport> {
  const earlier = earlierReport(other, file, settings);
  if (!earlier.ok) return earlier;
  const report = reportOf(reading, check, pack, settings.options);
  const against = againstEarlier(report, earlier.value);
  return succeed({ ...report, against }, sameDocument(report, earlier.value));
}

function holdAgainstApproval(
  { reading, check, pack }: CheckedFile,
  other: OtherDocument,
  file: string,
  { means, options }: AgainstSettings,
): Result<CheckReport> {
  const { packs, accounts } = means;
  const approval = approvalOf(other, file, means);
  if (!approval.ok) return approval;
  const { known, sha256 } = approval.value;
  const own = knownOfKept(fromJson(toJson(reading)), packs, accounts);
  if (bodyMap(own, known).size === 0) {
    const params = { file, other: known.entity.name, own: own.entity.name };
    return fail([problem('cli.against.otherApproval', 'error', { file }, params)]);
  }
  const document = checkedDocument(reading, means);
  const compared = compareApproved(document, own, known, sayFactOf(reading.tables));
  const all = { ...check, findings: [...check.findings, ...compared.findings] };
  const report = reportOf(reading, all, pack, options);
  const problems =
    known.year === own.year
      ? []
      : [
          problem(
            'cli.against.otherYear',
            'warning',
            { file },
            { file, otherYear: known.year, year: own.year },
          ),
        ];
  return succeed({ ...report, against: againstApproval(compared, known, sha256) }, problems);
}

/** What was approved, by what the file is. */
function approvalOf(
  other: OtherDocument,
  file: string,
  { packs, accounts }: ReadingMeans,
): Result<{ readonly known: Known; readonly sha256: string }> {
  switch (other.type) {
    case 'ledger': {
      const { ledger, pack, sha256 } = other;
      return succeed({ known: knownOfLedger(file, ledger, pack, accounts), sha256 });
    }
    case 'kept':
      return succeed({ known: knownOfKept(other.kept, packs, accounts), sha256: other.kept.sha256 });
    case 'document': {
      const kept = fromJson(toJson(other.reading));
      return succeed({ known: knownOfKept(kept, packs, accounts), sha256: kept.sha256 });
    }
    case 'check':
      return fail([problem('cli.against.noFigures', 'error', { file }, { file })]);
  }
}

/**
 * What another file is good for: a check, and a document of the kind of the one that is checked, are an earlier version;
 * what was approved, or came out of the platform, is what a disclosure has to agree with.
 */
function meaningOf(other: OtherDocument, { reading, source }: CheckedFile): 'earlier' | 'approval' {
  switch (other.type) {
    case 'check':
      return 'earlier';
    case 'kept':
    case 'ledger':
      return 'approval';
    case 'document': {
      const role = roleOf(other.reading.file, other.source);
      return role === 'disclosure' || role === roleOf(reading.file, source) ? 'earlier' : 'approval';
    }
  }
}

/** The check of the earlier version: as it was kept, or made now. */
function earlierReport(
  other: OtherDocument,
  file: string,
  { means, options }: AgainstSettings,
): Result<CheckReport> {
  switch (other.type) {
    case 'check':
      return succeed(other.report);
    case 'document': {
      const { check, pack } = checkReading(other.reading, means);
      return succeed(reportOf(other.reading, check, pack, { ...options, acknowledgements: [] }));
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
