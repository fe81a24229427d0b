import type { Cell, Place, Table } from '../document/document.ts';
import { gridOf } from '../reading/grid.ts';
import type { Source } from '../reading/source.ts';
import { bare, type Expected, type ExpectedCell, type ExpectedTable } from './proof-expect.ts';
import { compareText } from './proof-text.ts';

/** Where a file prints something other than it should, in words for people. */
export interface Difference {
  /** The title of the table; absent in the text. */
  readonly table?: string;
  readonly row?: string;
  readonly column?: string;
  readonly printed: string;
  readonly expected: string;
}

/** A cell of a table that is printed as it should be, with its place in the file. */
export interface PrintedCell {
  readonly table: ExpectedTable;
  readonly cell: ExpectedCell;
  readonly place: Place;
}

/** What a file prints, held against what it should print. */
export interface Printing {
  readonly differences: readonly Difference[];
  /** Cells, and pieces of text between tables, that were compared. */
  readonly cells: number;
  readonly texts: number;
  readonly agreeing: readonly PrintedCell[];
  /** Page numbers in a contents: only the layout knows them, so they are not compared. */
  readonly pageNumbers: number;
}

type Item =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'table'; readonly piece: Piece };

/** Compares all that a file prints with what it should print: every cell of every table, and all text between. */
export function comparePrinting(expected: readonly Expected[], source: Source): Printing {
  const items = itemsOf(source);
  const differences: Difference[] = [];
  const agreeing: PrintedCell[] = [];
  let cells = 0;
  let texts = 0;
  let pageNumbers = 0;
  let at = 0;
  let gap: Expected[] = [];
  const closeGap = (until: number) => {
    const compared = compareText(gap, items.slice(at, until).map(textOf).join(''));
    differences.push(...compared.differences);
    pageNumbers += compared.pageNumbers;
    texts += gap.length;
    at = until;
    gap = [];
  };
  expected.forEach((one, index) => {
    if (one.type !== 'table') {
      gap.push(one);
      return;
    }
    const start = startOf(one.table, gap, items, at);
    if (start === undefined) {
      differences.push({ table: one.table.title, printed: '', expected: expectedWords(one.table.rows[0]) });
      return;
    }
    closeGap(start);
    const follower = expected[index + 1];
    const pieces: Piece[] = [];
    for (let item = items[at]; item?.type === 'table'; item = items[at]) {
      // Only pages break a table; where two stand right below each other, the second begins with its own first row.
      if (pieces.length > 0 && source.format !== 'pdf') break;
      if (pieces.length > 0 && follower?.type === 'table' && startsWith(item.piece, follower.table)) break;
      pieces.push(item.piece);
      at += 1;
    }
    const compared = compareTable(one.table, pieces);
    differences.push(...compared.differences);
    agreeing.push(...compared.agreeing);
    cells += compared.cells;
  });
  closeGap(items.length);
  return { differences, cells, texts, agreeing, pageNumbers };
}

function itemsOf({ document }: Source): readonly Item[] {
  return document.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block): readonly Item[] => {
      switch (block.type) {
        case 'heading':
          return [{ type: 'text', text: block.text }];
        case 'paragraph':
          return [{ type: 'text', text: block.runs.map((run) => run.text).join('') }];
        case 'table':
          return [{ type: 'table', piece: pieceOf(block) }];
        default:
          return [];
      }
    }),
  );
}

/** A printed cell at its column, in the row where it starts. */
interface LineCell {
  readonly column: number;
  readonly text: string;
  readonly cell: Cell;
}

type Line = readonly LineCell[];

/** A table as it stands, or the part of one on a page. */
interface Piece {
  readonly width: number;
  /** The cells that say something, by the rows in which they start. */
  readonly lines: readonly Line[];
}

function pieceOf(table: Table): Piece {
  const { width, rows } = gridOf(table);
  const lines = rows.map((row, index) =>
    row.flatMap((cell, column) =>
      cell === undefined || cell.row !== index || cell.column !== column || bare(cell.text) === ''
        ? []
        : [{ column, text: bare(cell.text), cell: cell.cell }],
    ),
  );
  return { width, lines };
}

function wordsOf(line: Line): string {
  return line.map((piece) => piece.text).join(' ');
}

function expectedWords(row: readonly ExpectedCell[] | undefined): string {
  return (row ?? []).flatMap(({ cell }) => bare(cell.text) || []).join(' ');
}

/**
 * Where a table begins: with the next table after the text so far, or where that begins otherwise, with the one under
 * the same title that begins as it should. Undefined where the next table stands under other words: this one is missing.
 */
function startOf(
  table: ExpectedTable,
  gap: readonly Expected[],
  items: readonly Item[],
  from: number,
): number | undefined {
  let next = from;
  while (items[next]?.type === 'text') next += 1;
  const found = items[next];
  if (found?.type !== 'table') return undefined;
  if (startsWith(found.piece, table)) return next;
  const caption = bare(gap.flatMap((one) => (one.type === 'text' ? [one.text] : [])).join(''));
  const isUnder = (index: number) => caption !== '' && textBefore(items, from, index).endsWith(caption);
  if (caption === '' || isUnder(next)) return next;
  for (let index = next + 1; index < items.length; index += 1) {
    const item = items[index];
    if (item?.type === 'table' && startsWith(item.piece, table) && isUnder(index)) return index;
  }
  return textBefore(items, from, next).includes(caption) ? next : undefined;
}

/** The text right before an item, back to `from` or to the table before. */
function textBefore(items: readonly Item[], from: number, index: number): string {
  let text = '';
  for (let at = index - 1; at >= from && items[at]?.type === 'text'; at -= 1) text = textOf(items[at]) + text;
  return text;
}

/** An item without blanks: a text, or the words of a table that stands where a text should. */
function textOf(item: Item | undefined): string {
  if (item === undefined) return '';
  return item.type === 'text' ? bare(item.text) : item.piece.lines.map(wordsOf).join('').replaceAll(' ', '');
}

function startsWith({ lines }: Piece, expected: ExpectedTable): boolean {
  return wordsOf(lines[0] ?? []) === expectedWords(expected.rows[0]);
}

function compareTable(
  expected: ExpectedTable,
  pieces: readonly Piece[],
): Pick<Printing, 'differences' | 'agreeing' | 'cells'> {
  const lines = alignLines(expected, joinLines(expected, pieces));
  const differences: Difference[] = [];
  const agreeing: PrintedCell[] = [];
  let cells = 0;
  for (const row of expected.rows) {
    for (const cell of row) {
      cells += 1;
      const found: LineCell[] = [];
      for (let below = cell.row; below < cell.row + cell.rowspan; below += 1) {
        for (const piece of lines.rows[below] ?? []) {
          if (piece.column >= cell.column && piece.column < cell.column + cell.colspan) found.push(piece);
        }
      }
      const printed = found.map((piece) => piece.text).join('');
      const place = found[0]?.cell.place;
      if (printed !== bare(cell.cell.text)) {
        differences.push({ ...nameOf(expected, cell), printed, expected: cell.cell.text });
      } else if (place !== undefined) agreeing.push({ table: expected, cell, place });
    }
  }
  for (const line of lines.extra) {
    differences.push({ table: expected.title, printed: wordsOf(line), expected: '' });
  }
  return { differences, agreeing, cells };
}

/** The rows of a table that runs over pages: without its repeated heading, and rows broken in two made whole. */
function joinLines(expected: ExpectedTable, pieces: readonly Piece[]): readonly Line[] {
  const head = expected.rows.slice(0, expected.head).map(expectedWords);
  const joined: Line[] = [];
  for (const [index, piece] of pieces.entries()) {
    const lines = inColumns(piece, expected, joined.length);
    const isRepeated =
      index > 0 && head.length > 0 && head.every((words, row) => wordsOf(lines[row] ?? []) === words);
    const [first, ...others] = isRepeated ? lines.slice(head.length) : lines;
    if (first === undefined) continue;
    const last = joined.at(-1);
    const whole = last === undefined ? undefined : joinLine(last, first);
    if (
      index > 0 &&
      whole !== undefined &&
      wordsOf(whole) === expectedWords(expected.rows[joined.length - 1])
    ) {
      joined[joined.length - 1] = whole;
    } else joined.push(first);
    joined.push(...others);
  }
  return joined;
}

/**
 * The lines of a piece at the columns of its table. A reader has no column where nothing begins: on a page no cell of
 * the rows there, in a sheet no text, and none at the end where nothing stands. The rows begin at `from` or one before.
 */
function inColumns({ lines, width }: Piece, expected: ExpectedTable, from: number): readonly Line[] {
  if (width === expected.width) return lines;
  const candidates = [from, from - 1].flatMap((start) => {
    const cells = cellsBetween(expected, start, start + lines.length);
    const said = cells.filter(({ cell }) => bare(cell.text) !== '');
    const end = Math.max(...said.map((cell) => cell.column + cell.colspan));
    const all = startsOf(cells);
    return [all, startsOf(said), all.filter((column) => column < end)];
  });
  const columns = candidates.find((one) => one.length === width);
  if (columns === undefined) return lines;
  return lines.map((line) => line.map((cell) => ({ ...cell, column: columns[cell.column] ?? cell.column })));
}

/** The cells that reach into some rows, and those of the heading, which is repeated. */
function cellsBetween({ rows, head }: ExpectedTable, from: number, to: number): readonly ExpectedCell[] {
  return rows
    .flat()
    .filter((cell) => (from > 0 && cell.row < head) || (cell.row + cell.rowspan > from && cell.row < to));
}

function startsOf(cells: readonly ExpectedCell[]): readonly number[] {
  return [...new Set(cells.map(({ column }) => column))].sort((a, b) => a - b);
}

function joinLine(upper: Line, lower: Line): Line {
  const columns = new Map(upper.map((piece) => [piece.column, piece]));
  for (const piece of lower) {
    const above = columns.get(piece.column);
    columns.set(piece.column, above === undefined ? piece : { ...above, text: above.text + piece.text });
  }
  return [...columns.values()].sort((a, b) => a.column - b.column);
}

/**
 * The printed rows at the positions of those they should be; what belongs nowhere apart. Rows that say nothing may be
 * left out: a spreadsheet's sheet ends with its last text.
 */
function alignLines(
  expected: ExpectedTable,
  lines: readonly Line[],
): { readonly rows: readonly (Line | undefined)[]; readonly extra: readonly Line[] } {
  const wanted = expected.rows.map(expectedWords);
  if (lines.length === wanted.length) return { rows: lines, extra: [] };
  const printed = lines.map(wordsOf);
  const rows: (Line | undefined)[] = wanted.map(() => undefined);
  const extra: Line[] = [];
  let row = 0;
  let line = 0;
  while (line < lines.length) {
    const here = lines[line] ?? [];
    const words = printed[line] ?? '';
    if (words === wanted[row]) {
      rows[row] = here;
      row += 1;
    } else {
      const missing = wanted.indexOf(words, row);
      const added = printed.indexOf(wanted[row] ?? '\u0000', line);
      if (words !== '' && missing >= 0 && (added < 0 || missing - row <= added - line)) {
        row = missing;
        continue;
      }
      const remaining = lines.length - line;
      if (row >= wanted.length || added >= 0 || remaining > wanted.length - row) {
        if (words !== '') extra.push(here);
      } else {
        rows[row] = here;
        row += 1;
      }
    }
    line += 1;
  }
  return { rows, extra };
}

/** The words of a table for one of its cells: title, label of the row, headings of the column. */
export function nameOf(
  table: ExpectedTable,
  cell: ExpectedCell,
): { readonly table: string; readonly row: string; readonly column: string } {
  const covers = (one: ExpectedCell) =>
    one.column <= cell.column && cell.column < one.column + one.colspan && bare(one.cell.text) !== '';
  const above = table.rows.slice(0, Math.min(table.head, cell.row)).flatMap((row) => row.filter(covers));
  const left = (table.rows[cell.row] ?? []).filter(
    (one) => one.column < cell.column && one.cell.number === undefined && /\p{L}/u.test(one.cell.text),
  );
  const label = left.at(-1)?.cell.text ?? table.rows[cell.row]?.[0]?.cell.text ?? '';
  const heading = above.map((one) => one.cell.text.trim()).filter((words) => !/^\d*$/u.test(words));
  return {
    table: table.title,
    row: bare(label) === '' || cell.row < table.head ? String(cell.row + 1) : label.trim(),
    column: heading.length === 0 ? String(cell.column + 1) : [...new Set(heading)].join('/'),
  };
}
