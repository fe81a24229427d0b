import { type Column, columnAt, columnsOf, spanOf, stretchesOf } from './aligned-columns.ts';
import {
  blocksOf,
  type HeadCell,
  type Headings,
  headCells,
  headingsOf,
  type Setting,
} from './aligned-head.ts';
import {
  apart,
  type Extent,
  extentOf,
  hasLetters,
  isData,
  numbersColumns,
  type Part,
  type PartLine,
} from './aligned-line.ts';
import { type PlacedLine, rowsOf } from './aligned-rows.ts';
import { endOfRun, firstRow, isCaption, startOf } from './aligned-run.ts';
import { around, type Box } from './pdf-geometry.ts';
import { isNumber } from './pdf-words.ts';

/** A table without rules that was found in lines: those from `from` up to, without, `to`. */
export interface AlignedTable<Source> {
  readonly from: number;
  readonly to: number;
  readonly box: Box;
  /** Where its columns begin, and where the last ends. */
  readonly edges: readonly number[];
  /** Where its texts and headings stand, by column. */
  readonly columns: readonly Extent[];
  readonly rows: number;
  /** By row, then by column. */
  readonly cells: readonly AlignedCell<Source>[];
}

export interface AlignedCell<Source> extends HeadCell<Source> {
  readonly box: Box;
}

/** How parts are cut further. */
export interface Cutter<Source> {
  /** Where a text runs over the end of a column into the next. */
  readonly atColumns: (part: Part<Source>, columns: readonly Extent[]) => readonly Part<Source>[];
  /** Into words that stand nearly as near as within a text, as headings of narrow columns do. */
  readonly intoWords: (part: Part<Source>) => readonly Part<Source>[];
  /** How headings stand, where not as on a page. */
  readonly setting?: Setting;
}

const FEWEST_ROWS = 3;
const FEWEST_HEADED = 3;

/**
 * Finds tables without rules: rows of parts that stand below each other in columns, with numbers among them.
 *
 * @param before the columns of the table with which the page before ended: one without headings of its own, above which
 *   nothing stands, goes on in them
 */
export function alignedTables<Source>(
  lines: readonly PartLine<Source>[],
  cut: Cutter<Source>,
  before?: readonly Extent[],
): readonly AlignedTable<Source>[] {
  const found: AlignedTable<Source>[] = [];
  let used = 0;
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    const end = line !== undefined && isData(line) ? endOfRun(lines, at, cut) : at;
    const table =
      end > at ? tableOf(lines, used, at, end, cut, found.length === 0 ? before : undefined) : undefined;
    if (table !== undefined) found.push(table);
    at = table?.to ?? Math.max(end, at + 1);
    used = table?.to ?? used;
  }
  return found;
}

function tableOf<Source>(
  lines: readonly PartLine<Source>[],
  used: number,
  start: number,
  last: number,
  cut: Cutter<Source>,
  before: readonly Extent[] | undefined,
): AlignedTable<Source> | undefined {
  const all = lines.slice(start, last).filter(isData);
  const data = all.filter((line) => !numbersColumns(line));
  const filled = lines.slice(start, last).filter((line) => !numbersColumns(line));
  const stretches = stretchesOf(filled);
  if (data.length === 0 || stretches.length < 2) return undefined;
  const em = Math.max(...data.map((line) => line.em));
  const most = Math.max(...data.map(({ parts }) => parts.length));
  const numbering = all.find((line) => numbersColumns(line) && line.parts.length >= most);
  const upper = firstRow(lines, used, start);
  const [first, end] = boundsOf(lines, used, upper, last, stretches, cut);
  const from = startOf(lines, used, first, roomOf(data));
  const above = lines
    .slice(from, first)
    .map((line) => ({ ...line, parts: line.parts.flatMap(cut.intoWords) }));
  if (above.reduce((sum, { parts }) => sum + parts.length, 0) > MOST_HEADINGS) return undefined;
  const goesOn = from === 0 && above.length === 0 && numbering === undefined ? before : undefined;
  const headings: Headings<Source> =
    goesOn === undefined
      ? headingsOf(blocksOf(above, em, cut.setting), (numbering?.parts ?? []).map(extentOf), em)
      : { slots: goesOn.map((extent) => ({ extent })), parents: [] };
  const slots = headings.slots.map(({ extent }) => extent);
  const columns = columnsOf(filled, stretches, slots, em);
  if (columns === undefined) return undefined;
  const isHeaded = isBelow(columns, slots, data);
  if (!isHeaded && (all.length < FEWEST_ROWS || !hasNumbers(data, stretches))) return undefined;
  const extents = columns.map(({ extent }) => extent);
  if (!isOrdered(extents)) return undefined;
  const wide = wideOf(columns, slots);
  const edges = edgesOf(wide, around(lines.slice(from, end).map(({ box }) => box)));
  const head = headCells(headings, columns, edges, em, cut.setting);
  if (head === undefined) return undefined;
  const placed = lines.slice(first, end).map((line) => place(line, extents, cut));
  const rows = rowsOf(placed);
  if (rows.some((row) => isMixed(row.flatMap((at) => placed[at] ?? [])))) return undefined;
  const cells: AlignedCell<Source>[] = withoutHoles(head.cells, head.rows, columns.length).map((cell) => ({
    ...cell,
    box: around(cell.parts.map(({ box }) => box)),
  }));
  rows.forEach((row, index) => {
    cells.push(
      ...cellsOf(
        row.flatMap((at) => placed[at] ?? []),
        head.rows + index,
        edges,
      ),
    );
  });
  cells.sort((one, other) => one.row - other.row || one.column - other.column);
  return {
    from,
    to: end,
    box: around(lines.slice(from, end).map(({ box }) => box)),
    edges,
    columns: wide,
    rows: head.rows + rows.length,
    cells,
  };
}

const AMOUNT = /^-?(?:\d[\d,]*\.\d+|\d{1,3}(?:,\d{3})+|\d{5,})/u;

/** Whether a cell would hold an amount and words that it does not count: then columns have run together. */
function isMixed(lines: readonly PlacedLine<unknown>[]): boolean {
  const placed = lines.flatMap((line) => line.placed);
  return placed.some(({ part: { text }, column }) => {
    if (/^\d[\d,.]*\s*[（(]?[一二三四五六七八九十]{1,3}[、）)]/u.test(text)) return true;
    const isItem = /^[（(]?[一二三四五六七八九十]{1,3}[、）)]/u.test(text);
    if (isItem && placed.some((other) => other.column === column && isNumber(other.part.text))) return true;
    const amount = AMOUNT.exec(text)?.[0];
    if (amount === undefined) return false;
    const isWhole = amount.length === text.length;
    const others = placed.filter((other) => other.column === column && other.part.text !== text);
    return isWhole
      ? others.some(({ part }) => hasLetters(part.text))
      : /^\s*\p{Script=Han}/u.test(text.slice(amount.length)) &&
          !/^\s*[万亿千百]?元/u.test(text.slice(amount.length));
  });
}

/** The room between most neighbouring rows, in points. */
function roomOf(data: readonly PartLine<unknown>[]): number {
  const rooms = data.slice(1).map(({ box }, at) => box[1] - (data[at]?.box[3] ?? box[1]));
  return rooms.sort((one, other) => one - other)[Math.floor(rooms.length / 2)] ?? 0;
}

/** Headings of more parts are none. */
const MOST_HEADINGS = 400;

/** Whether every column stands below a heading of its own: then few numbers are enough. */
function isBelow(
  columns: readonly Column[],
  slots: readonly Extent[],
  data: readonly PartLine<unknown>[],
): boolean {
  const filled = columns.filter(({ isEmpty }) => isEmpty !== true);
  const isOwn = filled.every(({ slot, extent }) => {
    const heading = slot === undefined ? undefined : slots[slot];
    return heading !== undefined && apart(heading, extent) < 0;
  });
  const isSole = new Set(columns.map(({ slot }) => slot)).size === columns.length;
  const isProse = data.some(({ parts }) => parts.some(({ text }) => /[，。；]/u.test(text)));
  return isOwn && isSole && !isProse && columns.length >= FEWEST_HEADED;
}

function place<Source>(
  line: PartLine<Source>,
  columns: readonly Extent[],
  cut: Cutter<Source>,
): PlacedLine<Source> {
  const parts = line.parts.flatMap((part) => cut.atColumns(part, columns));
  return {
    box: line.box,
    em: line.em,
    placed: parts.map((part) => {
      const [column, span] = spanOf(extentOf(part), columns);
      return { part, column, span };
    }),
  };
}

/** Lines that belong to the first and last rows though they have no numbers: parts of a label broken over lines. */
function boundsOf<Source>(
  lines: readonly PartLine<Source>[],
  used: number,
  start: number,
  end: number,
  columns: readonly Extent[],
  cut: Cutter<Source>,
): readonly [number, number] {
  const isLoose = (line: PartLine<Source> | undefined): boolean =>
    line !== undefined &&
    !isCaption(line) &&
    !isData(line) &&
    line.parts.every((part) => spanOf(extentOf(part), columns)[1] === 1);
  let [from, to] = [start, end];
  while (from > Math.max(used, start - MOST_LOOSE) && isLoose(lines[from - 1])) from -= 1;
  while (to < Math.min(lines.length, end + MOST_LOOSE) && isLoose(lines[to])) to += 1;
  const rowsIn = (first: number, last: number): readonly (readonly number[])[] =>
    rowsOf(lines.slice(first, last).map((line) => place(line, columns, cut))).map((row) =>
      row.map((at) => first + at),
    );
  // What stands far from the ends says nothing of them.
  const top = rowsIn(from, Math.min(end, start + NEAR_LINES)).find((row) => row.some((at) => at >= start));
  const foot = rowsIn(Math.max(start, end - NEAR_LINES), to).findLast((row) => row.some((at) => at < end));
  return [top?.[0] ?? start, (foot?.at(-1) ?? end - 1) + 1];
}

const NEAR_LINES = 200;
/** So many lines of a label may stand above or below the numbers of its row. */
const MOST_LOOSE = 3;

/** Cells for all places of the heading that have none. */
function withoutHoles<Source>(
  cells: readonly HeadCell<Source>[],
  rows: number,
  columns: number,
): readonly HeadCell<Source>[] {
  const isIn = (at: number, from: number, span: number): boolean => from <= at && at < from + span;
  const holes = Array.from(
    { length: rows * columns },
    (_, at): HeadCell<Source> => ({
      row: Math.floor(at / columns),
      column: at % columns,
      rowspan: 1,
      colspan: 1,
      parts: [],
    }),
  ).filter(
    ({ row, column }) =>
      !cells.some((cell) => isIn(row, cell.row, cell.rowspan) && isIn(column, cell.column, cell.colspan)),
  );
  return [...cells, ...holes];
}

function isOrdered(extents: readonly Extent[]): boolean {
  return extents.every((extent, index) => index === 0 || (extents[index - 1]?.[0] ?? 0) < extent[0]);
}

function hasNumbers(data: readonly PartLine<unknown>[], columns: readonly Extent[]): boolean {
  const found = columns.map((): string[] => []);
  let others = 0;
  for (const { parts } of data)
    for (const part of parts) {
      if (isNumber(part.text)) found[columnAt(extentOf(part), columns)]?.push(part.text);
      else others += 1;
    }
  const numeric = found.filter((texts) => texts.length >= FEWEST_ROWS && texts.length * 2 > data.length);
  if (numeric.length === 0 || numeric.length + Math.min(1, others) < 2) return false;
  // Titles with the pages they are on are a table of contents.
  const pages = numeric.length === 1 && columns.length === 2 ? (numeric[0] ?? []) : [];
  const rising = pages.every(
    (text, at) => /^\d{1,3}$/u.test(text) && Number(text) >= Number(pages[at - 1] ?? 0),
  );
  return pages.length === 0 || !rising;
}

/** Where columns stand with their headings. */
function wideOf(columns: readonly Column[], slots: readonly Extent[]): readonly Extent[] {
  return columns.map(({ extent, slot }): Extent => {
    const isAlone = columns.filter((column) => column.slot === slot).length === 1;
    const own = slot === undefined || !isAlone ? undefined : slots[slot];
    return own === undefined ? extent : [Math.min(own[0], extent[0]), Math.max(own[1], extent[1])];
  });
}

/** Columns are parted halfway between what stands in them, headings included. */
function edgesOf(wide: readonly Extent[], box: Box): number[] {
  const inner = wide.slice(1).map(([from], index) => (from + (wide[index]?.[1] ?? from)) / 2);
  return [box[0], ...inner, box[2]];
}

function cellsOf<Source>(
  lines: readonly PlacedLine<Source>[],
  row: number,
  edges: readonly number[],
): AlignedCell<Source>[] {
  const box = around(lines.map((line) => line.box));
  const columns = edges.length - 1;
  const starts = Array.from({ length: columns }, (): Part<Source>[] => []);
  const spans = Array.from({ length: columns }, () => 1);
  for (const { part, column, span } of lines.flatMap(({ placed }) => placed)) {
    starts[column]?.push(part);
    spans[column] = Math.max(spans[column] ?? 1, span);
  }
  const cells: AlignedCell<Source>[] = [];
  for (let column = 0; column < columns; ) {
    let colspan = 1;
    const most = spans[column] ?? 1;
    while (colspan < most && (starts[column + colspan]?.length ?? 1) === 0) colspan += 1;
    const own: Box = [edges[column] ?? 0, box[1], edges[column + colspan] ?? 0, box[3]];
    cells.push({ row, column, rowspan: 1, colspan, parts: starts[column] ?? [], box: own });
    column += colspan;
  }
  return cells;
}
