import { type AlignedCell, alignedTables, type Cutter } from './aligned.ts';
import { columnAt } from './aligned-columns.ts';
import { type Extent, isFigure, type Part, type PartLine } from './aligned-line.ts';
import { around } from './pdf-geometry.ts';
import { isBlank, pieceOf, type TextLine } from './text-lines.ts';
import type { PlacedCell } from './text-tables.ts';

/** Lines that are a table, from `start` up to, without, `end`, and its rows; cells that merged ones cover are left out. */
export interface AlignedRegion {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly (readonly PlacedCell[])[];
}

/** A stretch of a line between runs of blanks. */
interface Segment {
  readonly line: TextLine;
  readonly from: number;
  readonly to: number;
}

/** Points that a column of text is wide, a character high, and a line: only what is near what matters. */
const [COLUMN, EM, LINE] = [4, 8, 10];
/** A line of more characters, or more stretches, is no row. */
const LONGEST = 1_000;
const MOST_SEGMENTS = 60;
/** So many lines say how wide characters are, and more are no page. */
const MOST_LINES = 2_000;

const SEGMENT = /\S+(?:[^\S\t]\S+)*/gu;
/** An amount that fills its column up to the words of the next, with one blank between them. */
const AMOUNT =
  /^(?:[-\d,]+(?:,\d{3}|\.\d+) (?!万?元)(?=[\p{Script=Han}（(])|\d{1,9} (?=[（(]?[一二三四五六七八九十]{1,3}[、）)]))/u;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;

/**
 * The tables in text that is laid out as on a page, as `pdftotext -layout` does. Characters of Chinese take one column or
 * two, whichever lets the numbers stand below each other.
 */
export function alignedRegions(lines: readonly TextLine[]): readonly AlignedRegion[] {
  const wide = widthOfWide(lines);
  const cut = cutter(wide);
  const found: AlignedRegion[] = [];
  let chunk: PartLine<Segment>[] = [];
  let indexes: number[] = [];
  const flush = (): void => {
    for (const table of chunk.length > MOST_LINES ? [] : alignedTables(chunk, cut)) {
      const [start, end] = [indexes[table.from], indexes[table.to - 1]];
      if (start === undefined || end === undefined) continue;
      found.push({ start, end: end + 1, rows: rowsOf(table.rows, table.cells) });
    }
    [chunk, indexes] = [[], []];
  };
  lines.forEach((line, index) => {
    if (line.page !== lines[index - 1]?.page) flush();
    if (isBlank(line) && !line.text.includes('\t')) return;
    const segments = segmentsOf(line);
    if (segments.length === 0) {
      flush();
      return;
    }
    const parts = segments.map((segment) => partOf(segment, index, wide));
    chunk.push({ parts, box: around(parts.map(({ box }) => box)), em: EM });
    indexes.push(index);
  });
  flush();
  return found;
}

/** The parts of a line; none where it is made otherwise than by blanks. */
function segmentsOf(line: TextLine): readonly Segment[] {
  const { text } = line;
  if (text.length > LONGEST || text.includes('\t') || text.includes('|')) return [];
  const segments = [...text.matchAll(SEGMENT)].flatMap(({ 0: part, index }): Segment[] => {
    const amount = AMOUNT.exec(part)?.[0].length ?? 0;
    const middle = index + amount;
    const rest = { line, from: middle, to: index + part.length };
    return amount === 0 ? [rest] : [{ line, from: index, to: middle - 1 }, rest];
  });
  return segments.length > MOST_SEGMENTS ? [] : segments;
}

/** How many columns of the text stand before a place of its line. */
function columnsBefore(text: string, wide: number): number {
  let columns = 0;
  for (const character of text) columns += WIDE.test(character) ? wide : 1;
  return columns;
}

function partOf(segment: Segment, index: number, wide: number): Part<Segment> {
  const { line, from, to } = segment;
  const left = columnsBefore(line.text.slice(0, from), wide);
  const text = line.text.slice(from, to);
  const width = columnsBefore(text, wide);
  const top = index * LINE;
  return { text, box: [left * COLUMN, top, (left + width) * COLUMN, top + EM], source: segment };
}

/** Columns that a character of Chinese takes: those with which figures end below each other more often. */
function widthOfWide(lines: readonly TextLine[]): number {
  const endings = [1, 2].map((wide) => {
    const ends = new Set<string>();
    for (const line of lines.slice(0, MOST_LINES)) {
      if (!WIDE.test(line.text)) continue;
      for (const { from, to } of segmentsOf(line))
        if (isFigure(line.text.slice(from, to)))
          ends.add(`${line.page} ${columnsBefore(line.text.slice(0, to), wide)}`);
    }
    return ends.size;
  });
  return (endings[0] ?? 0) < (endings[1] ?? 0) ? 1 : 2;
}

function cutter(wide: number): Cutter<Segment> {
  const indexOf = (part: Part<Segment>): number => Math.round(part.box[1] / LINE);
  const wordsOf = (part: Part<Segment>): readonly Part<Segment>[] => {
    const { line, from } = part.source;
    return [...part.text.matchAll(/\S+/gu)].map(({ 0: word, index }) =>
      partOf({ line, from: from + index, to: from + index + word.length }, indexOf(part), wide),
    );
  };
  const joined = (part: Part<Segment>, isApart: (left: Part<Segment>, right: Part<Segment>) => boolean) => {
    if (!/\s/u.test(part.text)) return [part];
    const words = wordsOf(part);
    const groups: Part<Segment>[][] = [];
    words.forEach((word, at) => {
      const left = words[at - 1];
      if (left === undefined || isApart(left, word)) groups.push([word]);
      else groups.at(-1)?.push(word);
    });
    if (groups.length < 2) return [part];
    return groups.map((group): Part<Segment> => {
      const [first, last] = [group[0]?.source, group.at(-1)?.source];
      const { line } = part.source;
      return partOf({ line, from: first?.from ?? 0, to: last?.to ?? 0 }, indexOf(part), wide);
    });
  };
  const columnOf = ({ box }: Part<Segment>, columns: readonly Extent[]): number =>
    columnAt([box[0], box[2]], columns);
  return {
    // Between two lines of a heading may stand one of its neighbours, and middles are only about where they were.
    setting: { farthest: 2.6, slack: 2.1, uncovered: 3 },
    atColumns: (part, columns) =>
      joined(part, (left, right) => columnOf(left, columns) !== columnOf(right, columns)),
    // Single characters are only spread over their place.
    intoWords: (part) => joined(part, (left, right) => left.text.length > 1 && right.text.length > 1),
  };
}

function rowsOf(rows: number, cells: readonly AlignedCell<Segment>[]): readonly (readonly PlacedCell[])[] {
  const made = Array.from({ length: rows }, (): PlacedCell[] => []);
  for (const { row, rowspan, colspan, parts } of cells) {
    const pieces = parts.map(({ source: { line, from, to } }) => pieceOf(line, from, to));
    const [first] = pieces;
    made[row]?.push({
      text: pieces.map(({ text }) => text).join(''),
      ...(first?.place === undefined ? {} : { place: first.place }),
      ...(pieces.length > 1 ? { lines: pieces } : {}),
      ...(colspan > 1 ? { colspan } : {}),
      ...(rowspan > 1 ? { rowspan } : {}),
    });
  }
  return made;
}
