import { isFigure } from './aligned-line.ts';
import { alignedRegions } from './text-aligned.ts';
import { isBlank, pieceOf, type TextLine } from './text-lines.ts';
import type { PlacedCell } from './text-tables.ts';

/** Lines that are a table of columns set apart by runs of blanks: from `start` up to, without, `end`. */
export interface ColumnRegion {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly (readonly PlacedCell[])[];
}

/** A stretch of a line between runs of blanks. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly isNumber: boolean;
}

interface ColumnLine {
  readonly line: TextLine;
  readonly segments: readonly Segment[];
}

/** Where a column stands in its lines. */
interface Column {
  readonly from: number;
  readonly to: number;
}

/** Columns, and the column of each segment of a row of figures; a row may not fit. */
interface Layout {
  readonly columns: readonly Column[];
  readonly place: (segments: readonly Segment[]) => readonly number[] | undefined;
  /** Whether rows on the next page can be placed too, though they stand elsewhere in their lines. */
  readonly goesOn: boolean;
}

const SEGMENT = /\S+(?:[^\S\t]\S+)*/gu;
const NUMBER = /^[-+]?[\d,.，]+%?$/u;
/** An amount that fills its column up to the words of the next, with one blank between them. */
const AMOUNT_BEFORE_WORDS = /^([-\d,]+(?:,\d{3}|\.\d+)) (?!万?元)(?=[\p{Script=Han}（(])/u;
/** So many segments make a line part of a table, and so many lines a table. */
const SEGMENTS = 3;
const ROWS = 3;
/** A line of more is no row. */
const MOST_SEGMENTS = 60;
/** So many lines with fewer segments may stand between two with enough. */
const INTERRUPTION = 3;
/** A line of prose is longer, or ends as a sentence does. */
const PROSE = /[。；]$|[，。；].{10,}/u;

/**
 * The tables of columns in lines, in order. Only what is sure: tables that stand as on a page, and between them figures
 * that stand below one another under one line of headings, or rows that all end in equally many figures. Other lines are
 * left as they are.
 */
export function columnRegions(lines: readonly TextLine[]): readonly ColumnRegion[] {
  const aligned = alignedRegions(lines);
  const found: ColumnRegion[] = [];
  let from = 0;
  for (const region of aligned) {
    found.push(...between(lines.slice(from, region.start), from), region);
    from = region.end;
  }
  return [...found, ...between(lines.slice(from), from)];
}

/** The tables in lines of which so many stand before; headings on several lines are not for those who only count. */
function between(lines: readonly TextLine[], before: number): readonly ColumnRegion[] {
  return regionsOf(lines)
    .filter(({ rows }) => rows.findIndex((row) => row.some(({ text }) => isFigure(text))) < 2)
    .map(({ start, end, rows }) => ({ start: start + before, end: end + before, rows }));
}

function regionsOf(lines: readonly TextLine[]): readonly ColumnRegion[] {
  const all = lines.map((line): ColumnLine => ({ line, segments: segmentsOf(line) }));
  const found: ColumnRegion[] = [];
  let above: { readonly end: number; readonly layout?: Layout } = { end: 0 };
  let at = 0;
  while (at < all.length) {
    if ((all[at]?.segments.length ?? 0) < SEGMENTS) {
      at += 1;
      continue;
    }
    const end = endOf(all, at);
    const start = startOf(all, at, above.end);
    const filled = all.slice(start, end).filter(({ line }) => !isBlank(line));
    // A table may go on at the top of the next page.
    const isTop = all[above.end - 1]?.line.page === (all[start]?.line.page ?? 0) - 1;
    const known = isTop && lines.slice(above.end, start).every(isBlank) ? above.layout : undefined;
    const layout = layoutOf(filled) ?? (known?.goesOn === true ? known : undefined);
    const rows = layout === undefined ? undefined : rowsOf(filled, layout);
    if (layout !== undefined && rows !== undefined) {
      found.push({ start, end, rows });
      above = { end, layout };
    }
    at = end;
  }
  return found;
}

function segmentsOf(line: TextLine): readonly Segment[] {
  const { text } = line;
  if (text.includes('\t') || text.includes('|')) return [];
  const found: Segment[] = [];
  for (const { 0: part, index } of text.matchAll(SEGMENT)) {
    const amount = AMOUNT_BEFORE_WORDS.exec(part)?.[1]?.length;
    const middle = index + (amount ?? 0);
    if (amount !== undefined) found.push({ from: index, to: middle, isNumber: true });
    const from = amount === undefined ? index : middle + 1;
    found.push({ from, to: index + part.length, isNumber: NUMBER.test(part) });
    if (found.length > MOST_SEGMENTS) return [];
  }
  return found;
}

/** Past the last line of the table that begins at `start`, on its page. */
function endOf(lines: readonly ColumnLine[], start: number): number {
  let end = start + 1;
  let others = 0;
  for (const { line, segments } of lines.slice(start + 1, start + 1 + LONGEST)) {
    const at = end + others;
    if (line.page !== lines[start]?.line.page) break;
    if (segments.length >= SEGMENTS) {
      end = at + 1;
      others = 0;
      continue;
    }
    others += 1;
    if (line.text.includes('\t') || PROSE.test(line.text)) break;
    if (lines.slice(end, at + 1).filter((other) => !isBlank(other.line)).length > INTERRUPTION) break;
    if (others > FAR) break;
  }
  return end;
}

/** No page has more lines. */
const LONGEST = 5_000;
/** Empty lines end a table, too, if they are many. */
const FAR = 12;

/**
 * Heading rows have fewer cells, perhaps one, but not the first of them; a line that names something with a colon
 * is none.
 */
function startOf(lines: readonly ColumnLine[], first: number, bound: number): number {
  let start = first;
  for (let at = first - 1; at >= Math.max(bound, first - FAR); at -= 1) {
    const above = lines[at];
    if (above === undefined || above.line.page !== lines[first]?.line.page) break;
    if (isBlank(above.line)) continue;
    if (/[：:]/u.test(above.line.text)) break;
    if (above.segments.length > 1) start = at;
    else if (start > at + 2) break;
  }
  return start;
}

function layoutOf(lines: readonly ColumnLine[]): Layout | undefined {
  const figures = lines.filter(({ segments }) => segments.some(({ isNumber }) => isNumber));
  const rows = (figures.length === 0 ? lines : figures).map(({ segments }) => segments);
  if (rows.filter(({ length }) => length >= SEGMENTS).length < ROWS) return undefined;
  const headings = lines
    .map(({ segments }) => segments)
    .filter((segments) => figures.length > 0 && segments.every(({ isNumber }) => !isNumber));
  const layout = alignedLayout(rows, headings) ?? countedLayout(rows);
  return layout !== undefined && layout.columns.length >= SEGMENTS ? layout : undefined;
}

/** Columns of segments that stand below one another, and those that only a heading names. */
function alignedLayout(
  rows: readonly (readonly Segment[])[],
  headings: readonly (readonly Segment[])[],
): Layout | undefined {
  const columns = withCentredWords(stretchesOf(rows.flat()), rows);
  const place = (segments: readonly Segment[]): readonly number[] | undefined => {
    const places = segments.map(({ from, to }) =>
      columns.findIndex((column) => from < column.to && column.from < to),
    );
    const isSure = places.every((column, index) => {
      if (column < 0) return false;
      // Words with wide blanks inside are one cell; a figure has its cell for itself.
      const isWords = segments[index]?.isNumber === false && segments[index - 1]?.isNumber === false;
      return column !== places[index - 1] || isWords;
    });
    return isSure ? places : undefined;
  };
  if (rows.some((segments) => place(segments) === undefined)) return undefined;
  const widest = headings.reduce<readonly Segment[]>(
    (most, row) => (row.length > most.length ? row : most),
    [],
  );
  const named = widest.filter(({ from, to }) =>
    columns.every((column) => to <= column.from || column.to <= from),
  );
  const right = columns.at(-1)?.to ?? 0;
  columns.push(...named.filter(({ from }) => widest.length > columns.length || from >= right));
  columns.sort((a, b) => a.from - b.from);
  return { columns, place, goesOn: false };
}

/** Neighbouring columns of words are one if no row has words in both: some words stand in its middle. */
function withCentredWords(columns: readonly Column[], rows: readonly (readonly Segment[])[]): Column[] {
  const filled = columns.map((column) => {
    const inside = rows.map((segments) =>
      segments.filter(({ from, to }) => from < column.to && column.from < to),
    );
    return { ...column, inside, isWords: inside.flat().every(({ isNumber }) => !isNumber) };
  });
  const joined: typeof filled = [];
  for (const column of filled) {
    const last = joined.at(-1);
    const isOne =
      last?.isWords === true &&
      column.isWords &&
      column.inside.every((own, row) => own.length === 0 || last.inside[row]?.length === 0);
    if (isOne) {
      const inside = column.inside.map((own, row) => [...(last.inside[row] ?? []), ...own]);
      joined[joined.length - 1] = { ...last, to: column.to, inside };
    } else joined.push(column);
  }
  return joined.map(({ from, to }) => ({ from, to }));
}

/** The stretches that segments cover. */
function stretchesOf(segments: readonly Segment[]): Column[] {
  const stretches: Column[] = [];
  for (const { from, to } of segments.toSorted((a, b) => a.from - b.from)) {
    const last = stretches.at(-1);
    if (last !== undefined && from < last.to)
      stretches[stretches.length - 1] = { ...last, to: Math.max(last.to, to) };
    else stretches.push({ from, to });
  }
  return stretches;
}

/** Columns of rows that are codes, a name, and equally many figures each, though long names shift the figures. */
function countedLayout(rows: readonly (readonly Segment[])[]): Layout | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const count = figuresAfterName(first);
  if (count < 1 || rows.some((segments) => figuresAfterName(segments) !== count)) return undefined;
  const codes = stretchesOf(rows.flatMap((segments) => segments.slice(0, -count - 1)));
  const name = stretchesOf(rows.flatMap((segments) => segments.at(-count - 1) ?? []))[0];
  if (name === undefined) return undefined;
  const place = (segments: readonly Segment[]): readonly number[] | undefined => {
    if (figuresAfterName(segments) !== count) return undefined;
    const leading = segments
      .slice(0, -count - 1)
      .map(({ from, to }) => codes.findIndex((column) => from < column.to && column.from < to));
    if (new Set(leading).size < leading.length || leading.includes(-1)) return undefined;
    return [...leading, ...Array.from({ length: count + 1 }, (_, index) => codes.length + index)];
  };
  if (rows.some((segments) => place(segments) === undefined)) return undefined;
  const figures = Array.from({ length: count }, (_, index) => {
    const parts = rows.flatMap((segments) => segments.at(index - count) ?? []);
    return { from: median(parts.map(({ from }) => from)), to: median(parts.map(({ to }) => to)) };
  });
  return { columns: [...codes, name, ...figures], place, goesOn: true };
}

/** How many figures follow the only words of a row; -1 if the row is not of that kind. */
function figuresAfterName(segments: readonly Segment[]): number {
  const name = segments.findIndex(({ isNumber }) => !isNumber);
  const isOnly = segments.slice(name + 1).every(({ isNumber }) => isNumber);
  return name >= 0 && isOnly ? segments.length - name - 1 : -1;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** The rows as cells; nothing if a row of figures does not fit. */
function rowsOf(lines: readonly ColumnLine[], { columns, place }: Layout): ColumnRegion['rows'] | undefined {
  const rows: PlacedCell[][] = [];
  for (const { line, segments } of lines) {
    const isHeading = segments.every(({ isNumber }) => !isNumber);
    const places = place(segments) ?? (isHeading ? undefined : []);
    if (places?.length === 0) return undefined;
    const merged = places === undefined ? mergeTo(segments, columns.length) : segments;
    const found = places ?? nearest(merged, columns);
    rows.push(
      columns.map((_, column): PlacedCell => {
        const parts = merged.filter((__, index) => found[index] === column);
        const [head] = parts;
        const last = parts.at(-1);
        return head === undefined || last === undefined ? { text: '' } : pieceOf(line, head.from, last.to);
      }),
    );
  }
  return rows;
}

/** Joins the closest neighbours until there are no more segments than columns: words with wide blanks inside. */
function mergeTo(segments: readonly Segment[], width: number): readonly Segment[] {
  const merged = [...segments];
  while (merged.length > width) {
    const gaps = merged.slice(1).map(({ from }, index) => from - (merged[index]?.to ?? 0));
    const closest = gaps.indexOf(Math.min(...gaps));
    const [left, right] = merged.slice(closest, closest + 2);
    if (left === undefined || right === undefined) break;
    merged.splice(closest, 2, { ...left, to: right.to });
  }
  return merged;
}

interface Way {
  readonly cost: number;
  readonly columns: readonly number[];
}

/** The columns of a heading's labels, which stand in the middle of theirs: in order, at the least total distance. */
function nearest(segments: readonly Segment[], columns: readonly Column[]): readonly number[] {
  const impossible: Way = { cost: Number.POSITIVE_INFINITY, columns: [] };
  // best[c]: the cheapest way to place the segments so far in columns before c.
  let best: readonly Way[] = Array.from({ length: columns.length + 1 }, () => ({ cost: 0, columns: [] }));
  for (const segment of segments) {
    const next: Way[] = [impossible];
    columns.forEach((column, index) => {
      const before = best[index] ?? impossible;
      const here: Way = {
        cost: before.cost + distance(segment, column),
        columns: [...before.columns, index],
      };
      const left = next[index] ?? impossible;
      next.push(here.cost < left.cost ? here : left);
    });
    best = next;
  }
  return best.at(-1)?.columns ?? [];
}

function distance(segment: Segment, column: Column): number {
  const left = Math.abs(segment.from - column.from);
  const right = Math.abs(segment.to - column.to);
  return Math.min(left, right, (left + right) / 2);
}
