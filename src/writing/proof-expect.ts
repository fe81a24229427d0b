import type { Block, Cell, Data, Document, Row, Table } from '../document/document.ts';
import { say } from '../messages/say.ts';
import { layGrid } from './grid.ts';
import { entriesAfter, type Outline, outlineOf } from './outline.ts';
import { printable } from './text.ts';

/** The formats whose files are read back as people read them. */
export const READ_BACK = ['docx', 'xlsx', 'pdf', 'html'] as const;
export type ReadBack = (typeof READ_BACK)[number];

/** A cell that should be printed, at the row and column where it starts. */
export interface ExpectedCell {
  readonly row: number;
  readonly column: number;
  readonly rowspan: number;
  readonly colspan: number;
  readonly cell: Cell;
}

/** A table that should be printed. */
export interface ExpectedTable {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  /** So many rows are headings, repeated where a table runs over pages. */
  readonly head: number;
  /** Cells by the row in which they start. */
  readonly rows: readonly (readonly ExpectedCell[])[];
}

/** A number of the text, with the coordinates that it states. */
export interface ExpectedNumber {
  readonly text: string;
  readonly data: Data;
}

/** What a file should print, in order: text, a contents that the writer makes, tables. */
export type Expected =
  | { readonly type: 'text'; readonly text: string; readonly numbers: readonly ExpectedNumber[] }
  | { readonly type: 'contents'; readonly title: string; readonly entries: readonly string[] }
  | { readonly type: 'table'; readonly table: ExpectedTable };

/** Text as it is compared: without blanks and line breaks, which every format has in its own way. */
export function bare(text: string): string {
  return printable(text).replace(/[\s\u200b\ufeff]+/gu, '');
}

/** What a document prints in a format: a spreadsheet has its tables only, a web page a frame around its text. */
export function expectedOf(document: Document, format: ReadBack): readonly Expected[] {
  const outline = outlineOf(document);
  const blocks = document.sections.flatMap((section) => section.blocks);
  if (format === 'xlsx') return sheetsOf(document, blocks);
  const body = blocks.flatMap((block) => blockOf(block, document, outline, format));
  if (format !== 'html') return body;
  const { watermark, title } = document;
  const hasTitle = blocks.some((block) => block.type === 'paragraph' && block.style === 'title');
  return [
    text(say('writing.skipToText')),
    ...(watermark === undefined ? [] : [text(say('writing.banner', { watermark })), text(watermark)]),
    text(title),
    ...(hasTitle ? [] : [text(title)]),
    ...body,
    text(document.author),
    text(say('writing.backToTop')),
  ];
}

function text(content: string, numbers: readonly ExpectedNumber[] = []): Expected {
  return { type: 'text', text: content, numbers };
}

function blockOf(block: Block, document: Document, outline: Outline, format: ReadBack): readonly Expected[] {
  switch (block.type) {
    case 'heading':
      return [text(block.text)];
    case 'paragraph': {
      const numbers = block.runs.flatMap((run) =>
        run.data === undefined ? [] : [{ text: run.text, data: run.data }],
      );
      return [text(block.runs.map((run) => run.text).join(''), numbers)];
    }
    case 'contents': {
      if (format === 'html') return [];
      const entries = entriesAfter(document, outline, block, block.depth).map((entry) => entry.text);
      return [{ type: 'contents', title: block.title, entries }];
    }
    case 'table':
      return tableOf(block);
    case 'pageBreak':
      return [];
  }
}

function tableOf(table: Table): readonly Expected[] {
  const { title, above, notes } = table;
  const label = [above?.left, above?.middle, above?.right].map((one) => one ?? '').join(' ');
  return [
    ...(title === undefined ? [] : [text(title)]),
    ...(label.trim() === '' ? [] : [text(label)]),
    { type: 'table', table: gridOf(table) },
    ...notes.map((note) => text(note)),
  ];
}

function gridOf({ id, title, widths, head, body }: Table): ExpectedTable {
  const rowsOf = (rows: readonly Row[], first: number) =>
    layGrid(rows, widths.length).map(({ slots }, index) =>
      slots.flatMap(({ cell, column, rowspan, colspan, continued }) =>
        continued ? [] : [{ row: first + index, column, rowspan, colspan, cell }],
      ),
    );
  return {
    id,
    title: title ?? id,
    width: widths.length,
    head: head.length,
    rows: [...rowsOf(head, 0), ...rowsOf(body, head.length)],
  };
}

/** From so many tables on a workbook has a sheet of contents in front. */
const SHEETS_WITH_CONTENTS = 3;

function sheetsOf({ title }: Document, blocks: readonly Block[]): readonly Expected[] {
  const sheets = blocks.flatMap((block) => (block.type === 'table' ? [block] : []));
  const tables = sheets.flatMap(tableOf).flatMap(asInSheet);
  return sheets.length < SHEETS_WITH_CONTENTS
    ? tables
    : [text(title), { type: 'table', table: sheetContents(blocks) }, ...tables];
}

/** In a sheet a first row that is one text over all columns is not told from the title above it. */
function asInSheet(one: Expected): readonly Expected[] {
  if (one.type !== 'table') return [one];
  const { rows, head, ...table } = one.table;
  const [first = []] = rows;
  const [only] = first;
  if (only === undefined || first.length > 1 || only.rowspan > 1 || head === 0 || rows.length < 2)
    return [one];
  const below = rows.slice(1).map((row) => row.map((cell) => ({ ...cell, row: cell.row - 1 })));
  return [
    text(only.cell.text),
    ...asInSheet({ type: 'table', table: { ...table, head: head - 1, rows: below } }),
  ];
}

function sheetContents(blocks: readonly Block[]): ExpectedTable {
  let part = '';
  const rows: Row[] = [rowOf([say('writing.number'), say('writing.tableName'), say('writing.part')])];
  for (const block of blocks) {
    if (block.type === 'heading' && block.level <= 2) part = block.text;
    if (block.type !== 'table') continue;
    rows.push(
      rowOf([String(rows.length), block.title ?? say('writing.table', { number: rows.length }), part]),
    );
  }
  const title = say('writing.contents');
  return gridOf({ type: 'table', id: title, title, widths: [1, 1, 1], head: [], body: rows, notes: [] });
}

function rowOf(texts: readonly string[]): Row {
  return { cells: texts.map((one) => ({ text: one })) };
}
