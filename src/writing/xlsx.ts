import type { Alignment, Borders, Fill, Font, Style, Workbook, Worksheet } from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import type { Cell, Document, Orientation, Table } from '../document/document.ts';
import { say } from '../messages/say.ts';
import { columnWidths, width as emsOf } from './fit.ts';
import { alignmentOf, type GridRow, layGrid, type Slot } from './grid.ts';
import { printable } from './text.ts';
import { type Part, zipParts } from './zip.ts';

/**
 * Writes a workbook with a sheet for each table, and in front a contents where there are several.
 *
 * Numbers are numbers: only here does an exact decimal become a double, and where a double cannot hold it
 * the text stays. The text between the tables is for the other formats.
 */
export async function writeXlsx(document: Document): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  describe(workbook, document);
  const sheets = sheetsOf(document);
  const withContents = sheets.length >= SHEETS_WITH_CONTENTS;
  if (withContents) writeContents(workbook, document, sheets);
  for (const sheet of sheets) writeSheet(workbook, document, sheet, withContents);
  // Excel opens no workbook without a sheet.
  if (sheets.length === 0) workbook.addWorksheet(say('writing.contents'));
  return repack(new Uint8Array(await workbook.xlsx.writeBuffer(UNCOMPRESSED)));
}

/** From here on a contents helps more than it costs. */
const SHEETS_WITH_CONTENTS = 3;

/** It is packed again; compressing twice would be for nothing. The types ask for options of another writer. */
const UNCOMPRESSED = { zip: { compression: 'STORE' } } as Parameters<Workbook['xlsx']['writeBuffer']>[0];

interface Sheet {
  readonly name: string;
  readonly table: Table;
  readonly orientation: Orientation;
  /** The heading under which the table stands. */
  readonly part: string;
}

function sheetsOf(document: Document): readonly Sheet[] {
  const naming = sheetNames([say('writing.contents')]);
  const sheets: Sheet[] = [];
  let part = '';
  for (const { blocks, orientation } of document.sections) {
    for (const block of blocks) {
      if (block.type === 'heading' && block.level <= 2) part = printable(block.text);
      if (block.type !== 'table') continue;
      const title = block.title ?? say('writing.table', { number: sheets.length + 1 });
      sheets.push({ name: naming(title, block.above?.left ?? ''), table: block, orientation, part });
    }
  }
  return sheets;
}

const LONGEST_NAME = 31;

/** Makes titles into sheet names that Excel accepts, each different even without regard to case. */
function sheetNames(taken: readonly string[]): (title: string, whose: string) => string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  const counts = new Map<string, number>();
  return (title, whose) => {
    const plain = cut(sheetNameText(title), LONGEST_NAME);
    // The same table of several bodies: what tells them apart is whose it is.
    const base = used.has(plain.toLowerCase())
      ? cut(sheetNameText(`${title} ${whose}`), LONGEST_NAME)
      : plain;
    let name = base;
    for (let count = counts.get(base) ?? 2; used.has(name.toLowerCase()); count += 1) {
      const suffix = ` (${count})`;
      name = cut(base, LONGEST_NAME - suffix.length) + suffix;
      counts.set(base, count + 1);
    }
    used.add(name.toLowerCase());
    return name;
  };
}

function sheetNameText(title: string): string {
  const name = printable(title)
    .replace(/[[\]:*?/\\\s\ufffd]+/gu, ' ')
    .replace(/^[' ]+|[' ]+$/gu, '');
  // Excel keeps the name History for itself.
  return name === '' || name.toLowerCase() === 'history' ? `${say('writing.untitledTable')}${name}` : name;
}

/** The first UTF-16 units of a text, no character cut in half. */
function cut(text: string, length: number): string {
  let end = 0;
  for (const one of text) {
    if (end + one.length > length) break;
    end += one.length;
  }
  return text.slice(0, end).trimEnd();
}

function describe(workbook: Workbook, { title, author, year }: Document): void {
  const date = new Date(Date.UTC(year, 0, 1));
  workbook.title = printable(title);
  workbook.creator = printable(author);
  workbook.lastModifiedBy = printable(author);
  workbook.created = date;
  workbook.modified = date;
}

const THIN = { style: 'thin', color: { argb: 'FF000000' } } as const;
const ALL_SIDES: Partial<Borders> = { top: THIN, left: THIN, bottom: THIN, right: THIN };
const SHADE: Fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F2F2' } };
const TEXT_SIZE = 10;
const PLAIN: Partial<Font> = { name: '宋体', size: TEXT_SIZE };
const STRONG: Partial<Font> = { ...PLAIN, bold: true };
const TITLE_STYLE: Partial<Style> = {
  font: { name: '黑体', size: 16 },
  alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
};
const ABOVE_STYLES = {
  left: { font: PLAIN, alignment: { horizontal: 'left', vertical: 'middle' } },
  center: { font: PLAIN, alignment: { horizontal: 'center', vertical: 'middle' } },
  right: { font: PLAIN, alignment: { horizontal: 'right', vertical: 'middle' } },
} as const satisfies Record<string, Partial<Style>>;
const NOTE_STYLE: Partial<Style> = {
  font: PLAIN,
  alignment: { horizontal: 'left', vertical: 'top', wrapText: true },
};
const LINK_STYLE: Partial<Style> = {
  font: { ...PLAIN, color: { argb: 'FF0563C1' }, underline: true },
  alignment: { vertical: 'middle' },
};

interface Look {
  readonly alignment: 'left' | 'center' | 'right';
  readonly indent: number;
  readonly shaded: boolean;
  readonly strong: boolean;
  readonly format: string;
}

/** One style object for each look: the library recognises styles by identity, and is slow otherwise. */
const looks = new Map<string, Partial<Style>>();

function styleOf(look: Look): Partial<Style> {
  const key = `${look.alignment} ${look.indent} ${look.shaded} ${look.strong} ${look.format}`;
  const known = looks.get(key);
  if (known !== undefined) return known;
  const alignment: Partial<Alignment> = {
    horizontal: look.alignment,
    vertical: 'middle',
    wrapText: true,
    ...(look.indent > 0 ? { indent: look.indent } : {}),
  };
  const style: Partial<Style> = {
    font: look.strong ? STRONG : PLAIN,
    border: ALL_SIDES,
    alignment,
    ...(look.shaded ? { fill: SHADE } : {}),
    ...(look.format === '' ? {} : { numFmt: look.format }),
  };
  looks.set(key, style);
  return style;
}

/** Wanted widths of a table in points, so that a page shrinks it little. */
const SHEET_WIDTHS: Readonly<Record<Orientation, number>> = { portrait: 500, landscape: 780 };

function writeSheet(workbook: Workbook, document: Document, sheet: Sheet, withContents: boolean): void {
  const { table, orientation, name } = sheet;
  const columns = table.widths.length;
  const widths = columnWidths(table, TEXT_SIZE, SHEET_WIDTHS[orientation]);
  const worksheet = workbook.addWorksheet(name, { headerFooter: headerFooter(document) });
  worksheet.columns = widths.map((width) => ({ width: characters(width) }));
  let row = writeTitle(worksheet, table, columns);
  const headFrom = row + 1;
  row = writeRows(worksheet, layGrid(table.head, columns), row, widths, true);
  const headTo = row;
  row = writeRows(worksheet, layGrid(table.body, columns), row, widths, false);
  row = writeNotes(worksheet, table.notes, row, widths);
  if (withContents) link(worksheet, 1, columns + 1, say('writing.returnToContents'), say('writing.contents'));
  const hasHead = headTo >= headFrom;
  worksheet.views = [
    hasHead ? { state: 'frozen', ySplit: headTo, showGridLines: false } : { showGridLines: false },
  ];
  worksheet.pageSetup = {
    paperSize: A4,
    orientation,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: MARGINS,
    // The library puts a dollar sign in front of each column only.
    printArea: `A$1:${columnName(columns)}$${Math.max(row, 1)}`,
    ...(hasHead ? { printTitlesRow: `${headFrom}:${headTo}` } : {}),
  };
}

const A4 = 9;
/** In inches. */
const MARGINS = { left: 0.6, right: 0.6, top: 0.8, bottom: 0.8, header: 0.4, footer: 0.4 };

/** A spreadsheet has no watermark; a red line in the head of every page says the same. */
function headerFooter({ watermark }: Document): { oddFooter: string; oddHeader?: string } {
  const footer = '&C— &P —';
  if (watermark === undefined) return { oddFooter: footer };
  // The space keeps digits of the text from being read as part of the size.
  return { oddFooter: footer, oddHeader: `&C&K${'C00000'}&20 ${printable(watermark).replaceAll('&', '&&')}` };
}

/** Points as widths of the digit 0, the unit of column widths: 7 pixels and 5 pixels of margin. */
function characters(points: number): number {
  return Math.round((((points * 96) / 72 - 5) / 7) * 100) / 100;
}

function writeTitle(worksheet: Worksheet, table: Table, columns: number): number {
  let row = 0;
  if (table.title !== undefined) {
    row += 1;
    put(worksheet, row, 1, table.title, TITLE_STYLE);
    if (columns > 1) worksheet.mergeCells(row, 1, row, columns);
    worksheet.getRow(row).height = 30;
  }
  if (table.above !== undefined) {
    row += 1;
    const { left = '', middle = '', right = '' } = table.above;
    const hasMiddleColumn = columns >= 3;
    const last = hasMiddleColumn ? right : [middle, right].filter((text) => text !== '').join('　');
    if (columns === 1)
      put(worksheet, row, 1, [left, last].filter((text) => text !== '').join('　'), ABOVE_STYLES.left);
    else {
      put(worksheet, row, 1, left, ABOVE_STYLES.left);
      put(worksheet, row, columns, last, ABOVE_STYLES.right);
    }
    if (hasMiddleColumn) put(worksheet, row, Math.ceil(columns / 2), middle, ABOVE_STYLES.center);
    worksheet.getRow(row).height = 18;
  }
  return row;
}

function writeRows(
  worksheet: Worksheet,
  rows: readonly GridRow[],
  after: number,
  widths: readonly number[],
  head: boolean,
): number {
  let number = after;
  for (const { row, slots } of rows) {
    number += 1;
    for (const slot of slots) {
      if (!slot.continued) writeCell(worksheet, number, slot, head, row.emphasis === true);
    }
    worksheet.getRow(number).height = rowHeight(slots, widths);
  }
  return number;
}

function writeCell(worksheet: Worksheet, row: number, slot: Slot, head: boolean, emphasis: boolean): void {
  const { cell, column, colspan, rowspan } = slot;
  const shaded = head || cell.header === true;
  const number = numberOf(cell);
  const style = styleOf({
    alignment: alignmentOf(cell, head),
    indent: cell.indent ?? 0,
    shaded,
    strong: shaded || emphasis,
    format: number === undefined ? textFormat(cell.text) : numberFormat(cell),
  });
  put(worksheet, row, column + 1, number ?? cell.text, style);
  if (colspan > 1 || rowspan > 1) {
    worksheet.mergeCells(row, column + 1, row + rowspan - 1, column + colspan);
  }
}

/** The exact decimal as a double, unless digits would be lost: a double holds fifteen. */
function numberOf({ number }: Cell): number | undefined {
  if (number === undefined || !/^-?\d+(?:\.\d+)?$/u.test(number.value)) return undefined;
  const significant = number.value.replace(/^-?0*\.?0*|\./gu, '');
  return significant.length <= 15 ? Number(number.value) : undefined;
}

function numberFormat({ number, text }: Cell): string {
  if (number === undefined) return '';
  const whole = number.grouped ? '#,##0' : '0';
  const decimals = number.decimals > 0 ? `.${'0'.repeat(number.decimals)}` : '';
  return `${whole}${decimals}${/[%％]$/u.test(text) ? '"%"' : ''}`;
}

/** As text, so that editing a cell turns no code into a number and no `=` into a formula. */
function textFormat(text: string): string {
  // Excel shows a longer text of this format as ####.
  return text !== '' && text.length <= 255 ? '@' : '';
}

const LONGEST_TEXT = 32_767;

function put(
  worksheet: Worksheet,
  row: number,
  column: number,
  value: string | number,
  style: Partial<Style>,
): void {
  const cell = worksheet.getCell(row, column);
  if (value !== '') cell.value = typeof value === 'number' ? value : cellText(value);
  cell.style = style;
}

/** Text as a cell holds it: no longer than Excel bears, and nothing that it takes for its own escapes. */
function cellText(text: string): string {
  const escaped = printable(text).replace(/_x(?=[\dA-F]{4}_)/giu, '_x005F_x');
  return escaped.length > LONGEST_TEXT ? `${cut(escaped, LONGEST_TEXT - 1)}…` : escaped;
}

/** A height that shows every line: Excel measures no merged cell, and other programs measure differently. */
function rowHeight(slots: readonly Slot[], widths: readonly number[]): number {
  let lines = 1;
  for (const { cell, column, colspan, rowspan, continued } of slots) {
    if (continued || cell.text.length < 4) continue;
    let room = -6 - (cell.indent ?? 0) * TEXT_SIZE;
    for (let index = column; index < column + colspan; index += 1) room += widths[index] ?? 0;
    lines = Math.max(lines, Math.ceil(lineCount(cell.text, room) / rowspan));
  }
  return Math.min(409, lines * 13.5 + 6);
}

function lineCount(text: string, room: number): number {
  const perLine = Math.max(1, room / TEXT_SIZE);
  let lines = 0;
  for (const line of text.split('\n')) lines += Math.max(1, Math.ceil(emsOf(line) / perLine));
  return lines;
}

function writeNotes(
  worksheet: Worksheet,
  notes: readonly string[],
  after: number,
  widths: readonly number[],
): number {
  const total = widths.reduce((sum, width) => sum + width, 0);
  notes.forEach((note, index) => {
    const row = after + 1 + index;
    put(worksheet, row, 1, note, NOTE_STYLE);
    if (widths.length > 1) worksheet.mergeCells(row, 1, row, widths.length);
    worksheet.getRow(row).height = Math.min(409, lineCount(note, total - 6) * 13.5 + 3);
  });
  return after + notes.length;
}

function writeContents(workbook: Workbook, document: Document, sheets: readonly Sheet[]): void {
  const worksheet = workbook.addWorksheet(say('writing.contents'), { headerFooter: headerFooter(document) });
  worksheet.columns = [{ width: 8 }, { width: 62 }, { width: 40 }];
  put(worksheet, 1, 1, document.title, TITLE_STYLE);
  worksheet.mergeCells(1, 1, 1, 3);
  worksheet.getRow(1).height = 36;
  const heading = styleOf({ alignment: 'center', indent: 0, shaded: true, strong: true, format: '' });
  const plain = styleOf({ alignment: 'left', indent: 0, shaded: false, strong: false, format: '@' });
  const centred = styleOf({ alignment: 'center', indent: 0, shaded: false, strong: false, format: '0' });
  const titles = [say('writing.number'), say('writing.tableName'), say('writing.part')];
  titles.forEach((text, index) => {
    put(worksheet, 2, index + 1, text, heading);
  });
  const linked: Partial<Style> = { ...plain, font: LINK_STYLE.font ?? PLAIN };
  sheets.forEach((sheet, index) => {
    const row = index + 3;
    put(worksheet, row, 1, index + 1, centred);
    link(worksheet, row, 2, sheet.table.title ?? sheet.name, sheet.name, linked);
    put(worksheet, row, 3, sheet.part, plain);
  });
  worksheet.views = [{ state: 'frozen', ySplit: 2, showGridLines: false }];
  worksheet.pageSetup = {
    paperSize: A4,
    orientation: 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    horizontalCentered: true,
    margins: MARGINS,
    printTitlesRow: '2:2',
  };
}

/** A cell that leads to another sheet. */
function link(
  worksheet: Worksheet,
  row: number,
  column: number,
  text: string,
  sheet: string,
  style: Partial<Style> = LINK_STYLE,
): void {
  const cell = worksheet.getCell(row, column);
  cell.value = {
    text: cellText(text).replaceAll('\n', ' '),
    hyperlink: `'${sheet.replaceAll("'", "''")}'!A1`,
  };
  cell.style = style;
}

function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return (rest > 0 ? columnName(rest) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/** Packs what the library wrote again: without the time of day, the list of contents first. */
function repack(packed: Uint8Array): Uint8Array {
  const files = Object.entries(unzipSync(packed)).filter(([path]) => !path.endsWith('/'));
  const first = (path: string): number => (path === '[Content_Types].xml' ? 0 : 1);
  files.sort(([one], [other]) => first(one) - first(other));
  return zipParts(files.map(([path, content]) => ({ path, content: localLinks(path, content) })));
}

/**
 * The library declares links inside the workbook as links to outside files besides, which Excel then looks
 * for: only the location is kept.
 */
function localLinks(path: string, content: Uint8Array): Part['content'] {
  if (/^xl\/worksheets\/_rels\//u.test(path)) {
    return [strFromU8(content).replace(/<Relationship [^>]*\/hyperlink"[^>]*\/>/gu, '')];
  }
  if (!/^xl\/worksheets\//u.test(path)) return content;
  const xml = strFromU8(content);
  return xml.includes('<hyperlinks>')
    ? [xml.replace(/(<hyperlink ref="[A-Z0-9]+") r:id="[^"]*"/gu, '$1')]
    : content;
}
