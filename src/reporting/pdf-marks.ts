import { PDFArray, type PDFDict, PDFDocument, PDFHexString, PDFName, type PDFPage } from '@cantoo/pdf-lib';
import { fail, problem, type Result, SEVERITY_LABELS, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { CheckReport, ReportedFinding } from './check-schema.ts';
import { changeText } from './html-against.ts';
import { changesOf, type Mark, marksOf } from './marks.ts';
import { verdictOf } from './words.ts';

const COLOURS = {
  error: [0.71, 0.14, 0.09],
  warning: [0.85, 0.47, 0],
  notice: [0.04, 0.36, 0.68],
  change: [0.43, 0.2, 0.65],
} as const;

/**
 * The file itself with a frame and a remark at every number that a finding speaks of, and on the first page a note with the
 * outcome and the findings that stand nowhere. Fails with a sentence where the file cannot be written again, such as an
 * encrypted one; the file that was read is never changed.
 */
export async function markPdf(bytes: Uint8Array, report: CheckReport): Promise<Result<Uint8Array>> {
  try {
    const pdf = await PDFDocument.load(bytes, { updateMetadata: false, throwOnInvalidObject: false });
    const pages = pdf.getPages();
    for (const mark of marksOf(report)) {
      const page = pages[(mark.place.page ?? 0) - 1];
      if (page === undefined || mark.place.box === undefined) continue;
      addFrame(pdf, page, mark, mark.place.box, report);
    }
    const [first] = pages;
    if (first !== undefined) addNote(pdf, first, report);
    return succeed(await pdf.save({ updateFieldAppearances: false }));
  } catch {
    return fail([problem('reporting.pdf.notMarked', 'warning', { file: report.file })]);
  }
}

type Box = readonly [number, number, number, number];

/** Points between a number and its frame. */
const ROOM = 1.5;

function addFrame(pdf: PDFDocument, page: PDFPage, mark: Mark, box: Box, report: CheckReport): void {
  const rect = onPage(page, box);
  const [left, bottom, right, top] = rect;
  const [width, height] = [right - left, top - bottom];
  const colour = COLOURS[mark.severity];
  const line = mark.suspected ? 1.6 : 1;
  // Viewers differ in how they draw a frame of their own, and some draw none: so it brings its picture.
  const picture = pdf.context.stream(
    `${colour.join(' ')} RG ${line} w ${line / 2} ${line / 2} ${width - line} ${height - line} re S`,
    { Type: 'XObject', Subtype: 'Form', BBox: [0, 0, width, height] },
  );
  const annotation = pdf.context.obj({
    Type: 'Annot',
    Subtype: 'Square',
    Rect: [...rect],
    C: [...colour],
    BS: { W: line },
    AP: { N: pdf.context.register(picture) },
    Contents: PDFHexString.fromText(remarksAt(mark, report)),
    T: PDFHexString.fromText(say('reporting.pdf.author')),
    NM: PDFHexString.fromText(mark.id),
    F: PRINTED,
  });
  add(pdf, page, annotation);
}

/** Everything there is to say of a number: its findings, and what it was in the earlier version. */
function remarksAt({ findings }: Mark, report: CheckReport): string {
  const changes = changesOf(report);
  return [
    remark(findings.flatMap((index) => report.findings[index] ?? [])),
    ...findings.flatMap((index) => changes[index - report.findings.length] ?? []).map(changeText),
  ]
    .filter((one) => one !== '')
    .join('\n\n');
}

/** Annotations with this flag are printed with the page. */
const PRINTED = 4;
const NOTE = 20;

function addNote(pdf: PDFDocument, page: PDFPage, report: CheckReport): void {
  const homeless = report.findings.filter(({ places }) => places.every(({ box }) => box === undefined));
  const text = [verdictOf(report), ...(homeless.length === 0 ? [] : [remark(homeless)])].join('\n\n');
  const [left, , , top] = onPage(page, [10, 10, 10 + NOTE, 10 + NOTE]);
  const annotation = pdf.context.obj({
    Type: 'Annot',
    Subtype: 'Text',
    Rect: [left, top - NOTE, left + NOTE, top],
    Name: 'Note',
    C: [1, 0.84, 0],
    Contents: PDFHexString.fromText(text),
    T: PDFHexString.fromText(say('reporting.pdf.author')),
    NM: PDFHexString.fromText('summary'),
    F: PRINTED,
  });
  add(pdf, page, annotation);
}

function add(pdf: PDFDocument, page: PDFPage, annotation: PDFDict): void {
  const reference = pdf.context.register(annotation);
  const known = page.node.lookup(PDFName.of('Annots'));
  if (known instanceof PDFArray) known.push(reference);
  else page.node.set(PDFName.of('Annots'), pdf.context.obj([reference]));
}

function remark(findings: readonly ReportedFinding[]): string {
  return findings
    .map(({ severity, message, basis }) =>
      say('reporting.pdf.remark', { severity: say(SEVERITY_LABELS[severity]), message, basis }),
    )
    .join('\n\n');
}

/**
 * A box on the page as shown (points from the upper left corner) as a rectangle in the page's own space: left, bottom,
 * right, top. Pages may be turned, and need not begin at zero.
 */
function onPage(page: PDFPage, [x0, y0, x1, y1]: Box): Box {
  const { x, y, width, height } = page.getCropBox();
  const [a, b, c, d] = [x0 - ROOM, y0 - ROOM, x1 + ROOM, y1 + ROOM];
  const quarters = (((page.getRotation().angle / 90) % 4) + 4) % 4;
  if (quarters === 1) return [x + b, y + a, x + d, y + c];
  if (quarters === 2) return [x + width - c, y + b, x + width - a, y + d];
  if (quarters === 3) return [x + width - d, y + height - c, x + width - b, y + height - a];
  return [x + a, y + height - d, x + c, y + height - b];
}
