import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { NO_PROFILE, parseProfile } from '../checking/profile.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { applyCorrections } from '../reading/corrections.ts';
import { pageSizesOf, picturesOf } from '../reading/pdf-picture.ts';
import { readSourceOf } from '../reading/read-file.ts';
import type { Correction } from '../reading/reading.ts';
import type { Limits, Source } from '../reading/source.ts';
import { type Acknowledgement, checkSchema } from '../reporting/check-schema.ts';
import { documentPictures } from '../reporting/document-pictures.ts';
import { countFindings, type FindingCount } from '../reporting/finding-counts.ts';
import { reportOf } from '../reporting/report.ts';
import { pageOf, type ReportKind, reportFiles } from '../reporting/report-files.ts';
import { REPORT_NAMES } from '../reporting/report-names.ts';
import { sourceBlocks } from '../reporting/source-blocks.ts';
import { tiedNumbers } from '../reporting/tied-numbers.ts';
import type { CheckOutcome } from '../store/schema.ts';
import { checkReading } from '../working/check-reading.ts';
import { readInput } from '../working/input.ts';
import { writeAll } from '../working/output.ts';
import { readContent } from '../working/read-one.ts';
import { loadMeans, type MeansOptions } from '../working/reading-means.ts';
import { serveJobs, standBehind, type Work } from '../working/thread.ts';
import type { DocumentSource } from './contract/documents.ts';

/** What a thread of the desk is started with. */
export interface DeskTask {
  readonly means: MeansOptions;
  readonly limits: Limits;
  /** The file with the settings of the office, if there is one. */
  readonly profile: string | undefined;
}

/** A document on the desk: where its bytes are, and what it is called. */
export interface DeskFile {
  readonly path: string;
  readonly name: string;
}

/** What the desk does with a document. */
export type DeskJob =
  /** Reads and checks it; what was made is written into `folder`. */
  | {
      readonly type: 'check';
      readonly file: DeskFile;
      readonly folder: string;
      readonly corrections: readonly Correction[];
      readonly acceptances: readonly Acknowledgement[];
    }
  /** Draws a page of a PDF. */
  | { readonly type: 'page'; readonly file: DeskFile; readonly page: number; readonly dpi: number }
  /** Writes one of the reports on it, from the check in `folder`. */
  | {
      readonly type: 'report';
      readonly file: DeskFile;
      readonly folder: string;
      readonly kind: ReportKind;
    };

export type DeskAnswer =
  | {
      readonly type: 'checked';
      readonly outcome: CheckOutcome;
      readonly findings: readonly FindingCount[];
    }
  | { readonly type: 'file'; readonly name: string; readonly bytes: Uint8Array };

if (parentPort !== null) {
  standBehind();
  serveJobs(parentPort, deskWork(workerData));
}

function deskWork({ means, limits, profile: settings }: DeskTask): Result<Work<DeskJob, DeskAnswer>> {
  const loaded = loadMeans(means);
  const profile =
    settings === undefined ? succeed(NO_PROFILE) : parseProfile(readFileSync(settings, 'utf8'), settings);
  if (!loaded.ok) return loaded;
  if (!profile.ok) return profile;
  const check = async (
    { file, folder, corrections, acceptances }: Extract<DeskJob, { type: 'check' }>,
    onPage: (page: number, pages: number) => void,
  ): Promise<Result<DeskAnswer>> => {
    const input = readInput(file.path);
    if (!input.ok) return input;
    const read = await readContent(input.value, file.name, loaded.value, limits, onPage);
    if (!read.ok) return read;
    const { bytes, source } = read.value;
    const reading = applyCorrections(read.value.reading, corrections);
    const { check: checked, pack, document, context } = checkReading(reading, loaded.value);
    const options = { profile: profile.value, acknowledgements: acceptances };
    const report = reportOf(reading, checked, pack, options);
    const shown = await shownSource(bytes, file.name, source, reading.pages);
    const written = writeAll(folder, [
      json('report.json', report),
      json('numbers.json', tiedNumbers(reading, document, context)),
      json('pictures.json', documentPictures(reading, document)),
      json('source.json', shown),
    ]);
    if (!written.ok) return written;
    const { format, pack: layout, entity, year, stage, coverage, summary } = report;
    return succeed(
      {
        type: 'checked',
        outcome: { format, pack: layout, entity, year, stage, coverage, summary },
        findings: countFindings(report.findings),
      },
      reading.problems,
    );
  };
  return succeed(async (job, onPage) => {
    switch (job.type) {
      case 'check':
        return check(job, onPage);
      case 'page':
        return drawPage(job);
      case 'report':
        return writeReport(job, limits);
    }
  }, loaded.problems);
}

function json(path: string, value: unknown) {
  return { path, bytes: new TextEncoder().encode(JSON.stringify(value)) };
}

async function shownSource(
  bytes: Uint8Array,
  name: string,
  source: Source,
  pages: number,
): Promise<DocumentSource | ReturnType<typeof blocksOf>> {
  if (source.format === 'pdf') {
    const sizes = await pageSizesOf(bytes, name, pages);
    if (sizes.ok) return { type: 'pages', pages: [...sizes.value] };
  }
  return blocksOf(source);
}

function blocksOf({ document }: Source) {
  return { type: 'blocks', blocks: sourceBlocks(document) } as const;
}

async function drawPage({
  file,
  page,
  dpi,
}: Extract<DeskJob, { type: 'page' }>): Promise<Result<DeskAnswer>> {
  const input = readInput(file.path);
  if (!input.ok) return input;
  const pictures: Uint8Array[] = [];
  const drawn = await picturesOf(input.value, file.name, [page], dpi, (picture) => {
    pictures.push(pageOf(picture).png);
  });
  if (!drawn.ok) return drawn;
  const [bytes] = pictures;
  return bytes === undefined
    ? fail([problem('server.noPage', 'error', { file: file.name, page }, { page })])
    : succeed({ type: 'file', name: `${page}.png`, bytes });
}

async function writeReport(
  { file, folder, kind }: Extract<DeskJob, { type: 'report' }>,
  limits: Limits,
): Promise<Result<DeskAnswer>> {
  const input = readInput(file.path);
  const kept = readInput(`${folder}/report.json`);
  if (!input.ok) return input;
  if (!kept.ok) return kept;
  const report = checkSchema.parse(JSON.parse(new TextDecoder().decode(kept.value)));
  const source = await readSourceOf(input.value, { file: file.name, limits });
  if (!source.ok) return source;
  const { files, problems } = await reportFiles(report, input.value, source.value, [kind]);
  const [made] = files;
  const reasons: readonly Problem[] =
    problems.length > 0 ? problems : [problem('server.noReport', 'error', { file: file.name })];
  return made === undefined
    ? fail(reasons)
    : succeed({ type: 'file', name: REPORT_NAMES[kind], bytes: made.bytes });
}
