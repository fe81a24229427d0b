import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { layOut, type PageView, viewOf } from './pdf-layout.ts';
import { forgetPdfium, type Pdfium, pdfium } from './pdf-native.ts';
import { pageRemarks, pdfProperties } from './pdf-notes.ts';
import { readPage } from './pdf-page.ts';
import type { Aside, FileProperty, Limits, Source } from './source.ts';

export interface PdfOptions {
  /** The name to say in problems. */
  readonly file: string;
  readonly limits: Limits;
  /** Called after every page, counted from 1. */
  readonly onPage?: (page: number, pages: number) => void;
}

/** Memory beyond which PDFium's instance is given up rather than kept: it never shrinks. */
const LARGE_MEMORY = 512 * 2 ** 20;

/**
 * Reads a PDF: paragraphs, and one table a page for each table, ruled or set in columns.
 *
 * Fails with a sentence for what cannot be read: not a PDF, encrypted, damaged, beyond a limit, or without any text.
 * Pages without text are a warning each.
 */
export async function readPdf(bytes: Uint8Array, options: PdfOptions): Promise<Result<Source>> {
  const { file, limits } = options;
  const where = { file };
  if (bytes.length > limits.bytes)
    return fail([
      problem('reading.pdf.tooLarge', 'error', where, { most: Math.floor(limits.bytes / 2 ** 20) }),
    ]);
  if (!startsAsPdf(bytes)) return fail([problem('reading.pdf.notPdf', 'error', where)]);
  const lib = await pdfium();
  try {
    const pages = readPages(lib, bytes, options);
    if (!pages.ok) return pages;
    return sourceOf(pages.value, pages.problems, options);
  } catch (error) {
    // A file can make PDFium itself stumble; its memory is then in an unknown state.
    if (!(error instanceof Error && error.name === 'RuntimeError')) throw error;
    forgetPdfium();
    return fail([problem('reading.pdf.damaged', 'error', where)]);
  } finally {
    if (lib.bytes().length > LARGE_MEMORY) forgetPdfium();
  }
}

function startsAsPdf(bytes: Uint8Array): boolean {
  return latin(bytes.subarray(0, 1024)).includes('%PDF-');
}

/** Whether the mark is missing with which every PDF ends. */
function isCut(bytes: Uint8Array): boolean {
  return !latin(bytes.subarray(Math.max(0, bytes.length - 2048))).includes('%%EOF');
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** PDFium's error for a missing password, and for encryption that it does not know. */
const PASSWORD = 4;
const SECURITY = 5;

/** What is on the pages, and what is in the file beside them. */
interface Pages {
  readonly views: readonly PageView[];
  readonly remarks: readonly Aside[];
  readonly properties: readonly FileProperty[];
}

function readPages(lib: Pdfium, bytes: Uint8Array, options: PdfOptions): Result<Pages> {
  const where = { file: options.file };
  const address = lib.malloc(bytes.length);
  if (address === 0) return fail([problem('reading.pdf.noMemory', 'error', where)]);
  lib.bytes().set(bytes, address);
  const document = lib.loadDocument(address, bytes.length, 0);
  try {
    if (document === 0) {
      const error = lib.lastError();
      if (error === PASSWORD) return fail([problem('reading.pdf.password', 'error', where)]);
      if (error === SECURITY) return fail([problem('reading.pdf.security', 'error', where)]);
      return fail([problem(isCut(bytes) ? 'reading.pdf.truncated' : 'reading.pdf.damaged', 'error', where)]);
    }
    const problems: Problem[] = [];
    if (lib.hasIndex(document) === 0) {
      // PDFium rebuilds a lost index from what is left; of a file that was cut off, that is a part.
      if (isCut(bytes)) return fail([problem('reading.pdf.truncated', 'error', where)]);
      problems.push(problem('reading.pdf.rebuilt', 'warning', where));
    }
    const pages = readEach(lib, document, options);
    return pages.ok ? succeed(pages.value, [...problems, ...pages.problems]) : pages;
  } finally {
    if (document !== 0) lib.closeDocument(document);
    lib.free(address);
  }
}

function readEach(lib: Pdfium, document: number, options: PdfOptions): Result<Pages> {
  const { file, limits, onPage } = options;
  const started = performance.now();
  const count = lib.pageCount(document);
  if (count === 0) return fail([problem('reading.pdf.noPages', 'error', { file })]);
  if (count > limits.pages)
    return fail([
      problem('reading.pdf.tooManyPages', 'error', { file }, { pages: count, most: limits.pages }),
    ]);
  const scratch = lib.malloc(128);
  const views: PageView[] = [];
  const remarks: Aside[] = [];
  const problems: Problem[] = [];
  let characters = 0;
  let cells = 0;
  try {
    for (let index = 0; index < count; index += 1) {
      const where = { file, page: index + 1 };
      if (performance.now() - started > limits.time)
        return fail([
          problem('reading.pdf.tooSlow', 'error', where, { seconds: Math.round(limits.time / 1000) }),
        ]);
      const page = lib.loadPage(document, index);
      if (page === 0) return fail([problem('reading.pdf.damagedPage', 'error', where, { page: index + 1 })]);
      const content = readPage(lib, page, scratch, limits.characters - characters + 1);
      remarks.push(...pageRemarks(lib, page, index + 1));
      lib.closePage(page);
      characters += content.glyphs.length + content.hidden.length;
      if (characters > limits.characters)
        return fail([problem('reading.pdf.tooManyCharacters', 'error', where, { most: limits.characters })]);
      const view = viewOf(content, index + 1);
      cells += view.lattices.reduce((sum, lattice) => sum + lattice.cells.length, 0);
      if (cells > limits.cells)
        return fail([problem('reading.pdf.tooManyCells', 'error', where, { most: limits.cells })]);
      views.push(view);
      if (content.glyphs.length === 0 && content.pictured > 0)
        problems.push(problem('reading.pdf.pageWithoutText', 'warning', where, { page: index + 1 }));
      if (content.recognised)
        problems.push(problem('reading.pdf.recognised', 'warning', where, { page: index + 1 }));
      onPage?.(index + 1, count);
    }
  } finally {
    lib.free(scratch);
  }
  if (views.every(({ words }) => words.length === 0))
    return fail([problem('reading.pdf.noText', 'error', { file })]);
  return succeed({ views, remarks, properties: pdfProperties(lib, document) }, problems);
}

function sourceOf(
  { views, remarks, properties }: Pages,
  problems: readonly Problem[],
  { file, limits }: PdfOptions,
): Result<Source> {
  const { sections, asides } = layOut(views);
  let cells = 0;
  for (const { blocks } of sections)
    for (const block of blocks)
      if (block.type === 'table') for (const row of block.body) cells += row.cells.length;
  if (cells > limits.cells)
    return fail([problem('reading.pdf.tooManyCells', 'error', { file }, { most: limits.cells })]);
  const document = { title: '', language: 'zh-CN', author: '', year: 0, sections };
  return succeed({
    format: 'pdf',
    pages: views.length,
    document,
    asides: [...asides, ...remarks],
    properties,
    problems,
  });
}
