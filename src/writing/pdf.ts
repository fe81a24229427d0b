import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import type { Block, Contents, Document, Row, Section, Table } from '../document/document.ts';
import { say } from '../messages/say.ts';
import { CELL_PADDING, width as emsOf, type Fit, fitTable } from './fit.ts';
import { alignmentOf, layGrid, type Slot } from './grid.ts';
import { entriesAfter, outlineOf } from './outline.ts';
import { firstNumbered, textWidth } from './page.ts';
import { bookmarkPages, joinPdfs, type TakenApart, takeApart } from './pdf-join.ts';
import { TEMPLATE } from './pdf-template.ts';
import { printable } from './text.ts';

/**
 * Writes a PDF: fonts embedded, tagged for screen readers, with bookmarks, dated by the document's year.
 *
 * The same document gives the same bytes.
 */
export async function writePdf(document: Document): Promise<Uint8Array> {
  const compiler = await sharedCompiler();
  if (countCells(document) > MOST_CELLS_AT_ONCE) return writeInPieces(compiler, document);
  return compile(compiler, dataOf(document, piecesWhole(document)), true).pdf;
}

/**
 * Typst keeps about 10 kB for each cell of a document, and a tag for each cell makes the file ten times as
 * large. So beyond some hundred pages of tables a document is laid out in pieces, which are joined, and has
 * no tags; bookmarks and contents remain.
 */
const MOST_CELLS_AT_ONCE = 25_000;

/** Lays out one piece. Nothing in here waits, so that two documents never meet in the shared compiler. */
function compile(compiler: NodeCompiler, data: object, tagged: boolean): { pdf: Uint8Array; pages: number } {
  const path = join(WORKSPACE, 'data.json');
  compiler.mapShadow(path, Buffer.from(JSON.stringify(data)));
  try {
    const compiled = compiler.compile({ mainFileContent: TEMPLATE, resetRead: true });
    const { result } = compiled;
    if (result === null) {
      throw new Error(say('writing.pdfFailed', { reason: diagnosis(compiled.takeDiagnostics()) }));
    }
    return { pdf: new Uint8Array(compiler.pdf(result, { pdfTags: tagged })), pages: result.numOfPages };
  } finally {
    compiler.unmapShadow(path);
    // What was laid out is not laid out again: no two documents are alike, and the memory is needed.
    compiler.evictCache(0);
  }
}

/** A stretch of a document that is laid out on its own. */
interface Piece {
  readonly sections: readonly Section[];
  /** Page numbers start at 1 with its first section. */
  readonly restart: boolean;
  /** The number of its first page; none before page numbers start. */
  readonly first: number | null;
  /** The page number of a heading, where the contents cannot find out by themselves. */
  readonly pageOf: ((heading: Block) => string) | null;
}

function piecesWhole({ sections }: Document): Piece {
  return { sections, restart: false, first: null, pageOf: null };
}

async function writeInPieces(compiler: NodeCompiler, document: Document): Promise<Uint8Array> {
  const outline = outlineOf(document);
  const pieces = split(document);
  const restartsAt = pieces.findIndex((piece) => piece.restart);
  const parts: TakenApart[] = [];
  /** Page numbers by heading, known when all pieces but the contents are laid out. */
  const pageNumbers = new Map<Block, string>();
  let before = 0;
  let pagesBeforeRestart = 0;
  const firsts: (number | null)[] = [];
  let heading = 0;
  for (const [index, piece] of pieces.entries()) {
    if (piece.restart) pagesBeforeRestart = before;
    const first = index >= restartsAt ? before - pagesBeforeRestart + 1 : null;
    firsts.push(first);
    // Contents get numbers as wide as any at first: they only have to take the right number of pages.
    const { pdf, pages } = compile(
      compiler,
      dataOf(document, { ...piece, first, pageOf: () => '9999' }),
      false,
    );
    const part = takeApart(pdf);
    for (const page of bookmarkPages(part)) {
      const block = outline.entries[heading]?.block;
      if (block !== undefined) pageNumbers.set(block, String((first ?? 1) + page));
      heading += 1;
    }
    parts.push(part);
    before += pages;
    await setImmediate();
  }
  const pageOf = (block: Block): string => pageNumbers.get(block) ?? '';
  for (const [index, piece] of pieces.entries()) {
    if (!hasContents(piece.sections)) continue;
    const data = dataOf(document, { ...piece, first: firsts[index] ?? null, pageOf });
    parts[index] = takeApart(compile(compiler, data, false).pdf);
  }
  const bookmarks = outline.entries.map(({ level, text }) => ({ level, title: printable(text) }));
  return joinPdfs(
    parts,
    bookmarks,
    language(document.language)
      .filter((one) => one !== null)
      .join('-'),
  );
}

function hasContents(sections: readonly Section[]): boolean {
  return sections.some(({ blocks }) => blocks.some(({ type }) => type === 'contents'));
}

/** Cuts a document into pieces of about equal size; contents, and the start of page numbers, begin one. */
function split(document: Document): readonly Piece[] {
  const numberedFrom = firstNumbered(document.sections);
  const pieces: Piece[] = [];
  let sections: Section[] = [];
  let restart = false;
  let cells = 0;
  const close = (): void => {
    if (sections.length > 0) pieces.push({ sections, restart, first: null, pageOf: null });
    sections = [];
    restart = false;
    cells = 0;
  };
  document.sections.forEach((whole, index) => {
    for (const section of splitSection(whole)) {
      const size = cellsOf(section);
      const alone = hasContents([section]);
      const starts = index === numberedFrom && section.blocks[0] === whole.blocks[0];
      if (alone || starts || cells + size > MOST_CELLS_AT_ONCE) close();
      sections.push(section);
      if (starts) restart = true;
      cells += size;
      if (alone) close();
    }
  });
  close();
  return pieces;
}

/** A section too large for one piece goes on on a new page, before a heading or a table without one. */
function splitSection(section: Section): readonly Section[] {
  if (cellsOf(section) <= MOST_CELLS_AT_ONCE) return [section];
  const sections: Section[] = [];
  let blocks: Block[] = [];
  let cells = 0;
  section.blocks.forEach((block, index) => {
    const size = block.type === 'table' ? cellsIn(block) : 0;
    const following = section.blocks[index + 1];
    const coming = block.type === 'heading' && following?.type === 'table' ? cellsIn(following) : size;
    const mayBreak =
      (block.type === 'table' || block.type === 'heading') && section.blocks[index - 1]?.type !== 'heading';
    if (mayBreak && cells > 0 && cells + coming > MOST_CELLS_AT_ONCE) {
      sections.push({ ...section, blocks });
      blocks = [];
      cells = 0;
    }
    blocks.push(block);
    cells += size;
  });
  return [...sections, { ...section, blocks }];
}

/** A folder that need not exist: the template reads `data.json` there, which is only in memory. */
const WORKSPACE = join(tmpdir(), 'mingzhang-typst');

const FONTS = ['400Regular/NotoSerifSC_400Regular.ttf', '700Bold/NotoSerifSC_700Bold.ttf'] as const;

let compiler: Promise<NodeCompiler> | undefined;

/** Starting takes longer than a document does; the fonts are read once. */
function sharedCompiler(): Promise<NodeCompiler> {
  compiler ??= startCompiler();
  return compiler;
}

/** The layout program is built for each system; on one that it is not built for, all other formats still work. */
export class PdfUnavailable extends Error {
  constructor(options: ErrorOptions) {
    super(say('writing.pdfUnavailable', { system: `${process.platform}-${process.arch}` }), options);
  }
}

async function startCompiler(): Promise<NodeCompiler> {
  const require = createRequire(import.meta.url);
  const [{ NodeCompiler: Compiler }, ...fontBlobs] = await Promise.all([
    import('@myriaddreamin/typst-ts-node-compiler').catch((cause: unknown) => {
      throw new PdfUnavailable({ cause });
    }),
    ...FONTS.map((font) => readFile(require.resolve(`@expo-google-fonts/noto-serif-sc/${font}`))),
  ]);
  return Compiler.create({ workspace: WORKSPACE, fontArgs: [{ fontBlobs }] });
}

function diagnosis(error: { readonly shortDiagnostics: readonly unknown[] } | null): string {
  return error === null ? '' : JSON.stringify(error.shortDiagnostics);
}

function countCells({ sections }: Document): number {
  return sections.reduce((sum, section) => sum + cellsOf(section), 0);
}

function cellsOf({ blocks }: Section): number {
  return blocks.reduce((sum, block) => sum + (block.type === 'table' ? cellsIn(block) : 0), 0);
}

function cellsIn({ head, body }: Table): number {
  const count = (rows: readonly Row[]): number => rows.reduce((sum, { cells }) => sum + cells.length, 0);
  return count(head) + count(body);
}

/** What the template reads; {@link TEMPLATE} says how. */
function dataOf(document: Document, piece: Piece): object {
  const numberedFrom = piece.restart ? 0 : firstNumbered(document.sections);
  const isWhole = piece.sections === document.sections;
  const [lang, region] = language(document.language);
  return {
    title: printable(document.title),
    author: printable(document.author),
    year: document.year,
    lang,
    region,
    first: piece.first,
    watermark: document.watermark === undefined ? null : watermark(printable(document.watermark)),
    sections: piece.sections.map((section, index) => ({
      landscape: section.orientation === 'landscape',
      cover: section.cover === true,
      restart: index === numberedFrom && (piece.restart || (isWhole && index > 0)),
      blocks: section.blocks.map((block) =>
        block.type === 'contents' && piece.pageOf !== null
          ? { ...blockData(block, section), entries: contentsEntries(document, block, piece.pageOf) }
          : blockData(block, section),
      ),
    })),
  };
}

/** The lines of a contents: level, text and page number. */
function contentsEntries(
  document: Document,
  block: Contents,
  pageOf: (heading: Block) => string,
): readonly unknown[] {
  return entriesAfter(document, outlineOf(document), block, block.depth).map((entry) => [
    entry.level,
    printable(entry.text),
    pageOf(entry.block),
  ]);
}

/** Language and region as Typst takes them; what is no language is Chinese. */
function language(tag: string): readonly [string, string | null] {
  const match = /^([a-z]{2,3})(?:-[a-z]{4})?(?:-([a-z]{2}))?$/iu.exec(tag);
  return match?.[1] === undefined ? ['zh', 'CN'] : [match[1], match[2] ?? null];
}

function watermark(text: string): object {
  return { text, size: Math.min(150, Math.round(520 / Math.max(1, [...text].length))) };
}

function blockData(block: Block, section: Section): object {
  switch (block.type) {
    case 'heading':
      return { type: 'heading', level: block.level, text: printable(block.text) };
    case 'paragraph':
      return {
        type: 'paragraph',
        style: block.style,
        runs: block.runs.map(({ text, bold }) => [printable(text), bold === true]),
      };
    case 'contents':
      return { type: 'contents', title: printable(block.title), depth: block.depth, entries: null };
    case 'pageBreak':
      return { type: 'pageBreak' };
    case 'table':
      return tableData(block, textWidth(section.orientation));
    default:
      throw new TypeError(`Unknown block ${JSON.stringify(block satisfies never)}`);
  }
}

function tableData(table: Table, available: number): object {
  const fit = fitTable(table, available);
  const { widths, fontSize } = fit;
  const { above } = table;
  return {
    type: 'table',
    title: table.title === undefined ? null : printable(table.title),
    heading: table.heading ?? null,
    above:
      above === undefined
        ? null
        : [above.left, above.middle, above.right].map((text) => printable(text ?? '')),
    widths: widths.map((width) => Math.round(width * 100) / 100),
    size: fontSize,
    head: cellsData(table.head, fit, true),
    body: cellsData(table.body, fit, false),
    notes: table.notes.map(printable),
  };
}

function cellsData(rows: readonly Row[], { widths, fontSize }: Fit, head: boolean): readonly unknown[] {
  return layGrid(rows, widths.length).flatMap(({ row, slots }) =>
    slots
      .filter((slot) => !slot.continued)
      .map((slot) => cellData(slot, isTall(slot, widths, fontSize), head, row.emphasis === true)),
  );
}

/** A cell this tall, in points, may go on on the next page: the page might end before the cell does. */
const TALL = 200;

function isTall({ cell, column, colspan }: Slot, widths: readonly number[], fontSize: number): boolean {
  if (cell.text.length < 10) return false;
  const room = widths.slice(column, column + colspan).reduce((sum, width) => sum + width, -CELL_PADDING);
  const perLine = Math.max(1, room / fontSize - (cell.indent ?? 0));
  const lines = cell.text
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(emsOf(line) / perLine)), 0);
  return lines * fontSize * 1.4 > TALL;
}

const ALIGNMENTS = { left: 0, center: 1, right: 2 } as const;
const SHADED = 1;
const BOLD = 2;
const BREAKABLE = 4;

function cellData(
  { cell, colspan, rowspan }: Slot,
  tall: boolean,
  head: boolean,
  emphasis: boolean,
): readonly unknown[] {
  const text = printable(cell.text);
  const isHeader = head || cell.header === true;
  const alignment = ALIGNMENTS[alignmentOf(cell, head)];
  const flags =
    (isHeader ? SHADED : 0) | (isHeader || emphasis ? BOLD : 0) | (rowspan > 1 || tall ? BREAKABLE : 0);
  const indent = cell.indent ?? 0;
  const isPlain = colspan === 1 && rowspan === 1 && alignment === 0 && flags === 0 && indent === 0;
  return isPlain ? [text] : [text, colspan, rowspan, alignment, flags, indent];
}
