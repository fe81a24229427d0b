import type { Block, Contents, Document, Paragraph, Run, Section, Table } from '../document/document.ts';
import { tableTextStyle } from './docx-styles.ts';
import { CELL_PADDING, fitTable } from './fit.ts';
import { alignmentOf, type GridRow, layGrid, type Slot } from './grid.ts';
import { entriesAfter, type Outline } from './outline.ts';
import { textWidth } from './page.ts';
import { escapeXml } from './text.ts';

/** The blocks of a section as WordprocessingML, piece by piece. */
export function* bodyBlocks(document: Document, outline: Outline, section: Section): Iterable<string> {
  const bookmarks = bookmarksOf(outline);
  let previous: Block | undefined;
  for (const block of section.blocks) {
    switch (block.type) {
      case 'heading':
        yield heading(block.text, block.level, bookmarks.get(block), '');
        break;
      case 'paragraph':
        yield paragraph(block, section.cover === true, previous === undefined);
        break;
      case 'table':
        yield* table(block, textWidth(section.orientation), bookmarks.get(block), previous?.type === 'table');
        break;
      case 'contents':
        yield* contents(document, outline, block, bookmarks, textWidth(section.orientation));
        break;
      case 'pageBreak':
        yield '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr><w:r><w:br w:type="page"/></w:r></w:p>';
        break;
      default:
        throw new TypeError(`Unknown block ${JSON.stringify(block satisfies never)}`);
    }
    previous = block;
  }
}

/** Names that Word recognises as its own anchors of headings, by number: they are equal in every run. */
function bookmarksOf(outline: Outline): ReadonlyMap<Block, Bookmark> {
  return new Map(
    outline.entries.map(({ block }, index) => [block, { id: index + 1, name: bookmarkName(index + 1) }]),
  );
}

interface Bookmark {
  readonly id: number;
  readonly name: string;
}

function bookmarkName(id: number): string {
  return `_Toc${String(id).padStart(8, '0')}`;
}

function heading(text: string, level: number, bookmark: Bookmark | undefined, properties: string): string {
  const start =
    bookmark === undefined ? '' : `<w:bookmarkStart w:id="${bookmark.id}" w:name="${bookmark.name}"/>`;
  const end = bookmark === undefined ? '' : `<w:bookmarkEnd w:id="${bookmark.id}"/>`;
  return `<w:p><w:pPr><w:pStyle w:val="Heading${level}"/>${properties}</w:pPr>${start}${run(text)}${end}</w:p>`;
}

const PARAGRAPH_STYLES: Readonly<Record<Paragraph['style'], string>> = {
  title: 'Title',
  subtitle: 'Subtitle',
  body: 'BodyText',
  note: 'Note',
  centred: 'Centred',
};

function paragraph({ style, runs }: Paragraph, onCover: boolean, isFirst: boolean): string {
  const name = onCover && style === 'title' ? 'CoverTitle' : PARAGRAPH_STYLES[style];
  const space = onCover && isFirst ? COVER_SPACE : '';
  return `<w:p><w:pPr><w:pStyle w:val="${name}"/>${space}</w:pPr>${runs.map(runXml).join('')}</w:p>`;
}

function runXml({ text, bold }: Run): string {
  return run(text, bold === true ? BOLD : '');
}

/** Sets a cover in the middle, by space: LibreOffice does not know the vertical alignment of a section. */
const COVER_SPACE = '<w:spacing w:before="3400"/>';

const BOLD = '<w:rPr><w:b/><w:bCs/></w:rPr>';

/** A run of text; line feeds and tabs become elements of their own. */
function run(text: string, properties = ''): string {
  if (text === '') return '';
  const content = escapeXml(text)
    .replaceAll('\n', '</w:t><w:br/><w:t xml:space="preserve">')
    .replaceAll('\t', '</w:t><w:tab/><w:t xml:space="preserve">');
  return `<w:r>${properties}<w:t xml:space="preserve">${content}</w:t></w:r>`;
}

/**
 * A contents field with its entries already there, each a link with a PAGEREF to its heading. The page
 * numbers stay open: only a layout by the reader's own program knows them, and a guess would be printed.
 */
function* contents(
  document: Document,
  outline: Outline,
  block: Contents,
  bookmarks: ReadonlyMap<Block, Bookmark>,
  available: number,
): Iterable<string> {
  const right = Math.round(available * 20);
  yield '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/>';
  yield '</w:docPartObj></w:sdtPr><w:sdtContent>';
  yield `<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr>${run(block.title)}</w:p>`;
  const instruction = ` TOC \\o &quot;1-${block.depth}&quot; \\h \\z `;
  let opening = `${field('begin')}<w:r><w:instrText xml:space="preserve">${instruction}</w:instrText></w:r>${field('separate')}`;
  for (const entry of entriesAfter(document, outline, block, block.depth)) {
    const bookmark = bookmarks.get(entry.block);
    if (bookmark === undefined) continue;
    yield `<w:p><w:pPr><w:pStyle w:val="TOC${entry.level}"/><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="${right}"/></w:tabs></w:pPr>`;
    yield `${opening}<w:hyperlink w:anchor="${bookmark.name}" w:history="1">${run(entry.text)}<w:r><w:tab/></w:r>`;
    yield `${field('begin')}<w:r><w:instrText xml:space="preserve"> PAGEREF ${bookmark.name} \\h </w:instrText></w:r>`;
    yield `${field('separate')}${field('end')}</w:hyperlink></w:p>`;
    opening = '';
  }
  yield `<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr>${opening}${field('end')}</w:p></w:sdtContent></w:sdt>`;
}

function field(type: 'begin' | 'separate' | 'end'): string {
  return `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
}

const HALF_PADDING = (CELL_PADDING / 2) * 20;

function* table(
  block: Table,
  available: number,
  bookmark: Bookmark | undefined,
  afterTable: boolean,
): Iterable<string> {
  const { widths, fontSize } = fitTable(block, available);
  const grid = roundTo(
    widths.map((width) => width * 20),
    Math.round(available * 20),
  );
  if (block.title === undefined) {
    // Two tables with nothing between them would become one.
    if (afterTable && block.above === undefined)
      yield '<w:p><w:pPr><w:pStyle w:val="SectionEnd"/></w:pPr></w:p>';
  } else if (block.heading === undefined) {
    yield `<w:p><w:pPr><w:pStyle w:val="TableTitle"/></w:pPr>${run(block.title)}</w:p>`;
  } else {
    yield heading(block.title, block.heading, bookmark, CENTRED_HEADING);
  }
  if (block.above !== undefined) yield aboveLine(block.above, available);
  yield '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>';
  yield `<w:tblW w:w="${Math.round(available * 20)}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/>`;
  yield `<w:tblCellMar><w:left w:w="${HALF_PADDING}" w:type="dxa"/><w:right w:w="${HALF_PADDING}" w:type="dxa"/></w:tblCellMar>`;
  yield '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>';
  if (block.title !== undefined) yield `<w:tblCaption w:val="${escapeXml(block.title)}"/>`;
  yield `</w:tblPr><w:tblGrid>${grid.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`;
  const style = tableTextStyle(fontSize);
  for (const one of layGrid(block.head, grid.length)) yield tableRow(one, grid, style, fontSize, true);
  for (const one of layGrid(block.body, grid.length)) yield tableRow(one, grid, style, fontSize, false);
  if (block.head.length + block.body.length === 0) {
    yield tableRow({ row: { cells: [] }, slots: [emptyRow(grid.length)] }, grid, style, fontSize, false);
  }
  yield '</w:tbl>';
  for (const note of block.notes) yield `<w:p><w:pPr><w:pStyle w:val="Note"/></w:pPr>${run(note)}</w:p>`;
}

const CENTRED_HEADING = '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>';

/** Word takes a table without rows for damage. */
function emptyRow(columns: number): Slot {
  return { cell: { text: '' }, column: 0, colspan: columns, rowspan: 1, continued: false };
}

/** Left, middle and right on one line, by tab stops. */
function aboveLine(
  { left = '', middle = '', right = '' }: NonNullable<Table['above']>,
  available: number,
): string {
  const end = Math.round(available * 20);
  const tabs = `<w:tabs><w:tab w:val="center" w:pos="${Math.round(end / 2)}"/><w:tab w:val="right" w:pos="${end}"/></w:tabs>`;
  const tab = '<w:r><w:tab/></w:r>';
  return `<w:p><w:pPr><w:pStyle w:val="TableAbove"/>${tabs}</w:pPr>${run(left)}${tab}${run(middle)}${tab}${run(right)}</w:p>`;
}

function tableRow(
  { row, slots }: GridRow,
  grid: readonly number[],
  style: string,
  size: number,
  head: boolean,
): string {
  const cells = slots.map((slot) => tableCell(slot, grid, style, size, head, row.emphasis === true)).join('');
  const properties = `<w:cantSplit/>${head ? '<w:tblHeader/>' : ''}`;
  return `<w:tr><w:trPr>${properties}</w:trPr>${cells}</w:tr>`;
}

function tableCell(
  slot: Slot,
  grid: readonly number[],
  style: string,
  size: number,
  head: boolean,
  emphasis: boolean,
): string {
  const { cell, column, colspan, rowspan, continued } = slot;
  const isHeader = head || cell.header === true;
  let cellWidth = 0;
  for (let index = column; index < column + colspan; index += 1) cellWidth += grid[index] ?? 0;
  const properties = [
    `<w:tcW w:w="${cellWidth}" w:type="dxa"/>`,
    colspan > 1 ? `<w:gridSpan w:val="${colspan}"/>` : '',
    continued ? '<w:vMerge/>' : rowspan > 1 ? '<w:vMerge w:val="restart"/>' : '',
    isHeader ? SHADED : '',
    '<w:vAlign w:val="center"/>',
  ].join('');
  const alignment = alignmentOf(cell, head);
  const paragraphProperties = [
    `<w:pStyle w:val="${style}"/>`,
    head ? '<w:keepNext/>' : '',
    cell.indent === undefined ? '' : `<w:ind w:left="${Math.round(cell.indent * size * 20)}"/>`,
    alignment === 'left' ? '' : `<w:jc w:val="${alignment}"/>`,
  ].join('');
  const text = continued ? '' : run(cell.text, isHeader || emphasis ? BOLD : '');
  return `<w:tc><w:tcPr>${properties}</w:tcPr><w:p><w:pPr>${paragraphProperties}</w:pPr>${text}</w:p></w:tc>`;
}

const SHADED = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>';

/** Whole numbers with the given sum: what rounding leaves over goes to the last. */
function roundTo(widths: readonly number[], total: number): number[] {
  const whole = widths.map(Math.round);
  const last = whole.length - 1;
  const left = total - whole.reduce((sum, width) => sum + width, 0);
  return whole.map((width, index) => (index === last ? width + left : width));
}
