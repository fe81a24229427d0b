import type { Cell, Row, Table } from '../document/document.ts';
import type { Aside } from './source.ts';
import { type Piece, pieceOf, saysPageNumber, type TextLine } from './text-lines.ts';
import { headingSpans } from './text-spans.ts';

/**
 * How tables stand in text: `cells` one cell a line behind a tab, rows set apart by an empty line; `tabs` one row a
 * line; `pipes` Markdown; `columns` set apart by runs of blanks.
 */
export type TableForm = 'cells' | 'tabs' | 'pipes' | 'columns';

/** Rows that belong together, before it is known what is a table. */
export interface RowGroup {
  readonly type: 'rows';
  readonly form: TableForm;
  readonly rows: readonly (readonly PlacedCell[])[];
  /** Empty lines above it. */
  readonly gap: number;
  readonly page: number;
}

export interface PlacedCell extends Piece {
  readonly colspan?: number;
  readonly rowspan?: number;
}

/** The rows of lines with tabs between their cells. */
export function tabRows(lines: readonly TextLine[]): readonly (readonly Piece[])[] {
  return lines.map((line) => split(line, 0, line.text.length, (text, at) => text.charAt(at) === '\t'));
}

/**
 * The one row that lines with a tab before each cell make; a line without a tab is a further paragraph of the cell
 * above it.
 */
export function cellRow(lines: readonly TextLine[]): readonly Piece[] {
  const cells: Piece[][] = [];
  for (const line of lines) {
    const piece = pieceOf(line);
    const cell = cells.at(-1);
    if (line.text.startsWith('\t') || cell === undefined) cells.push([piece]);
    else cell.push(piece);
  }
  return cells.map((all) => {
    const own = all.filter(({ text }) => text !== '');
    const [first = { text: '' }] = own;
    return own.length < 2 ? first : { ...first, text: own.map(({ text }) => text).join('\n'), lines: own };
  });
}

const RULE = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/u;

/** Whether a line rules off the heading of a Markdown table. */
export function isPipeRule(line: TextLine): boolean {
  return line.text.includes('|') && RULE.test(line.text.trim());
}

/** The rows of a Markdown table, its rule left out. */
export function pipeRows(lines: readonly TextLine[]): readonly (readonly Piece[])[] {
  return lines
    .filter((line) => !isPipeRule(line))
    .map((line) => {
      const { text } = line;
      const start = /^\s*\|/u.exec(text)?.[0].length ?? 0;
      const end = text.trimEnd().endsWith('|') ? text.trimEnd().length - 1 : text.length;
      const cells = split(
        line,
        start,
        Math.max(start, end),
        (all, at) => all.charAt(at) === '|' && all.charAt(at - 1) !== '\\',
      );
      return cells.map((cell) => ({ ...cell, text: cell.text.replaceAll('\\|', '|') }));
    });
}

function split(
  line: TextLine,
  start: number,
  end: number,
  isBorder: (text: string, at: number) => boolean,
): readonly Piece[] {
  const cells: Piece[] = [];
  let from = start;
  for (let at = start; at < end; at += 1) {
    if (!isBorder(line.text, at)) continue;
    cells.push(pieceOf(line, from, at));
    from = at + 1;
  }
  return [...cells, pieceOf(line, from, end)];
}

/**
 * Joins groups that an empty line only interrupts: rows of the form `cells` always, other rows where they have the
 * same number of columns and do not begin by repeating a heading, as the parts of a table on several pages do.
 */
export function joins(above: RowGroup, below: RowGroup): boolean {
  if (above.form !== below.form || above.page !== below.page || below.gap !== 1) return false;
  if (above.form === 'cells') return true;
  if (above.form !== 'tabs' || widthOf(above) !== widthOf(below)) return false;
  const headings = new Set(above.rows.slice(0, HEADING_ROWS).map(labelsOf));
  return !below.rows.slice(0, HEADING_ROWS).some((row) => isHeading(row) && headings.has(labelsOf(row)));
}

const HEADING_ROWS = 4;

function isHeading(row: readonly Piece[]): boolean {
  return row.filter(({ text }) => /\p{L}/u.test(text)).length > 1;
}

function labelsOf(row: readonly Piece[]): string {
  return row
    .map(({ text }) => text.replace(/\s/gu, ''))
    .join('\t')
    .trimEnd();
}

function widthOf({ rows }: RowGroup): number {
  return rows.reduce((width, row) => Math.max(width, row.length), 0);
}

/** Whether rows are a table: several, or one that could not be a line of text with a tab in it. */
export function isTable({ form, rows }: RowGroup): boolean {
  const filled = rows.map((row) => row.filter(({ text }) => text !== '').length);
  if (rows.length === 1 && form === 'tabs') return (filled[0] ?? 0) > 2;
  return rows.some((row) => row.length > 1);
}

/**
 * Whether lines with a leading tab are cells, or paragraphs that a tab indents: cells are short and make rows of one
 * length, or leave some empty.
 */
export function looksLikeCells(rows: readonly (readonly Piece[])[]): boolean {
  const wide = rows.filter((row) => row.length > 1);
  const cells = wide.flat();
  const long = cells.filter(({ text }) => text.length > LONG_CELL).length;
  if (long * 2 > cells.length) return false;
  const lengths = new Set<number>();
  return wide.some((row) => {
    if (lengths.has(row.length) || row.some(({ text }) => text === '')) return true;
    lengths.add(row.length);
    return false;
  });
}

const LONG_CELL = 40;

/** The table that rows make; page numbers that stand in a cell go to the asides. */
export function tableOf({ form, rows }: RowGroup, id: string, asides: Aside[]): Table {
  const cleaned = rows.map((row) => row.map((cell) => withoutPageNumber(cell, asides)));
  const shown = form === 'cells' ? headingSpans(cleaned) : withRepeatsMerged(withoutEmptyEnd(cleaned));
  const width = shown.reduce(
    (most, row) =>
      Math.max(
        most,
        row.reduce((sum, { colspan = 1 }) => sum + colspan, 0),
      ),
    0,
  );
  const body: readonly Row[] = shown.map((row) => ({ cells: row.map(cellOf) }));
  const place = rows.flat().find((cell) => cell.place !== undefined)?.place;
  return {
    type: 'table',
    id,
    widths: Array.from({ length: width }, () => 1),
    head: [],
    body,
    notes: [],
    ...(place === undefined ? {} : { place }),
  };
}

const TITLE_OF_CONTENTS = /目[录錄]$/u;
const ENDS_WITH_PAGE = /[^\d]{0,12}(?<![\d,])\d{1,3}$/u;
const AMOUNT = /\d\.\d\d/u;

/** Whether rows under this line are a table of contents: most end with the number of a page, none has an amount. */
export function isContents({ rows }: RowGroup, above: string): boolean {
  if (!TITLE_OF_CONTENTS.test(above.replace(/\s/gu, ''))) return false;
  const filled = rows.filter((row) => row.some(({ text }) => text !== ''));
  const paged = filled.filter((row) => ENDS_WITH_PAGE.test(lastOf(row)?.text ?? ''));
  return paged.length * 2 >= filled.length && !hasAmounts(rows);
}

export function hasAmounts(rows: RowGroup['rows']): boolean {
  return rows.flat().some(({ text }) => AMOUNT.test(text));
}

function lastOf(row: readonly PlacedCell[]): PlacedCell | undefined {
  return row.findLast(({ text }) => text !== '');
}

/** The rows of a table of contents without the numbers of pages, which go to the asides. */
export function withoutPages(group: RowGroup, asides: Aside[]): RowGroup {
  const rows = group.rows.map((row) => {
    const last = lastOf(row);
    const page = /[.…·•٠\s]*(\d{1,3})$/u.exec(last?.text ?? '');
    if (last?.place === undefined || page?.[1] === undefined) return row;
    asides.push({ kind: 'pageNumber', text: page[1], place: last.place });
    return row.map((cell) => (cell === last ? { ...cell, text: cell.text.slice(0, page.index) } : cell));
  });
  return { ...group, rows };
}

/** Rows without the empty cells that they all end with. */
function withoutEmptyEnd(rows: readonly (readonly PlacedCell[])[]): readonly (readonly PlacedCell[])[] {
  if (rows.some((row) => row.some(({ colspan = 1, rowspan = 1 }) => colspan + rowspan > 2))) return rows;
  const lengths = rows.map((row) => row.findLastIndex(({ text }) => text !== '') + 1);
  const width = lengths.reduce((most, length) => Math.max(most, length), 0);
  return rows.map((row) => row.slice(0, width));
}

/**
 * Rows in which a text that is repeated in neighbouring cells is one cell over all of them: so some programs write a merged
 * cell. Words are, and above the first amounts the numbers of columns too.
 */
function withRepeatsMerged(rows: readonly (readonly PlacedCell[])[]): readonly (readonly PlacedCell[])[] {
  const body = rows.findIndex((row) => row.some(({ text }) => AMOUNT.test(text)));
  return rows.map((row, index) => {
    const isHead = body < 0 ? index === 0 : index < body;
    const merged: PlacedCell[] = [];
    for (const cell of row) {
      const last = merged.at(-1);
      const isRepeat = last?.text === cell.text && (WORDS.test(cell.text) || (isHead && cell.text !== ''));
      if (last !== undefined && isRepeat)
        merged[merged.length - 1] = { ...last, colspan: (last.colspan ?? 1) + 1 };
      else merged.push(cell);
    }
    return merged;
  });
}

const WORDS = /\p{Script=Han}/u;

function withoutPageNumber(cell: PlacedCell, asides: Aside[]): PlacedCell {
  const { place, ...rest } = cell;
  if (place === undefined || !saysPageNumber(cell.text)) return cell;
  asides.push({ kind: 'pageNumber', text: cell.text, place });
  return { ...rest, text: '' };
}

function cellOf({ text, place, colspan = 1, rowspan = 1 }: PlacedCell): Cell {
  return {
    text,
    ...(colspan > 1 ? { colspan } : {}),
    ...(rowspan > 1 ? { rowspan } : {}),
    ...(place === undefined ? {} : { place }),
  };
}
