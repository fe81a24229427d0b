import { encode } from 'fast-png';
import type { Problem } from '../messages/problem.ts';
import { type PagePicture, picturesOf } from '../reading/pdf-picture.ts';
import type { Source } from '../reading/source.ts';
import type { PublishedFile } from '../writing/publish.ts';
import { writeXlsx } from '../writing/xlsx.ts';
import type { CheckReport } from './check-schema.ts';
import { checklistOf } from './checklist.ts';
import { type ReportPage, type ReportSource, writeHtmlReport } from './html-report.ts';
import { markPdf } from './pdf-marks.ts';
import { REPORT_NAMES } from './report-names.ts';
import { reportText } from './report-text.ts';

/** The reports on one document, and what kept one of them from being written. */
export interface ReportFiles {
  readonly files: readonly PublishedFile[];
  readonly problems: readonly Problem[];
}

/** The reports on a document: web page, form of the reviewers, of a PDF the file with remarks in it, data. */
export const REPORT_KINDS = ['html', 'xlsx', 'pdf', 'json'] as const;
export type ReportKind = (typeof REPORT_KINDS)[number];

/** Writes the reports on a document, all of them unless some are named. Only a PDF has one with remarks in it. */
export async function reportFiles(
  report: CheckReport,
  bytes: Uint8Array,
  source: Source,
  kinds: readonly ReportKind[] = REPORT_KINDS,
): Promise<ReportFiles> {
  const utf8 = (text: string) => new TextEncoder().encode(text);
  const problems: Problem[] = [];
  const contentOf = async (kind: ReportKind): Promise<Uint8Array | undefined> => {
    switch (kind) {
      case 'html':
        return utf8(writeHtmlReport(report, await sourceFor(report, bytes, source)));
      case 'xlsx':
        return writeXlsx(checklistOf(report));
      case 'pdf': {
        if (source.format !== 'pdf') return undefined;
        const marked = await markPdf(bytes, report);
        problems.push(...marked.problems);
        return marked.ok ? marked.value : undefined;
      }
      case 'json':
        return utf8(`${reportText(report)}\n`);
    }
  };
  const files: PublishedFile[] = [];
  for (const kind of REPORT_KINDS.filter((one) => kinds.includes(one))) {
    const content = await contentOf(kind);
    if (content !== undefined) files.push({ path: REPORT_NAMES[kind], bytes: content });
  }
  return { files, problems };
}

/** Pages that one web page shows at the most; of longer documents only those that findings speak of. */
const MOST_PAGES = 200;
const DPI = 100;

async function sourceFor(report: CheckReport, bytes: Uint8Array, source: Source): Promise<ReportSource> {
  if (source.format !== 'pdf') return { type: 'blocks', document: source.document };
  const all = Array.from({ length: report.pages }, (_, index) => index + 1);
  const spoken = new Set(report.findings.flatMap(({ places }) => places.map(({ page }) => page)));
  const shown = all.length <= MOST_PAGES ? all : all.filter((page) => spoken.has(page)).slice(0, MOST_PAGES);
  const pages: ReportPage[] = [];
  const drawn = await picturesOf(bytes, report.file, shown, DPI, (picture) => pages.push(pageOf(picture)));
  return drawn.ok ? { type: 'pages', pages } : { type: 'blocks', document: source.document };
}

/** A page as a PNG. */
export function pageOf({ page, width, height, pointsWide, pointsHigh, pixels }: PagePicture): ReportPage {
  const grey = greyOf(pixels);
  const png =
    grey === undefined
      ? encode({ width, height, data: pixels, channels: 3, depth: 8 })
      : encode({ width, height, data: grey, channels: 1, depth: 8 });
  return { page, width: pointsWide, height: pointsHigh, png };
}

/** One byte a pixel, where a page has no colour: a third of the size. */
function greyOf(pixels: Uint8Array): Uint8Array | undefined {
  const grey = new Uint8Array(pixels.length / 3);
  for (let from = 0, to = 0; from < pixels.length; from += 3, to += 1) {
    const value = pixels[from] ?? 0;
    if (value !== pixels[from + 1] || value !== pixels[from + 2]) return undefined;
    grey[to] = value;
  }
  return grey;
}
