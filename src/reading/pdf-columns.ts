import { type AlignedTable, alignedTables } from './aligned.ts';
import { columnAt } from './aligned-columns.ts';
import type { Extent, Part, PartLine } from './aligned-line.ts';
import { cellText, type PageTable } from './pdf-tables.ts';
import { isNumber, type Line, lineOf, lineText, type Word, wordOf } from './pdf-words.ts';

/** What stands on a page outside ruled tables, from top to bottom. */
export type FlowItem =
  | { readonly type: 'line'; readonly line: Line }
  | { readonly type: 'table'; readonly table: PageTable; readonly columns?: readonly Extent[] };

/**
 * Finds the tables without rules among the lines of a page.
 *
 * @param before the columns of such a table with which the page before ended, for lines at the top of the page
 */
export function findColumns(lines: readonly Line[], before?: readonly Extent[]): FlowItem[] {
  const items: FlowItem[] = [];
  let at = 0;
  const upTo = (end: number): void => {
    for (const line of lines.slice(at, end)) items.push({ type: 'line', line });
  };
  for (const table of alignedTables(lines.map(partsOf), { atColumns, intoWords }, before)) {
    upTo(table.from);
    items.push({ type: 'table', table: pageTable(table), columns: table.columns });
    at = table.to;
  }
  upTo(lines.length);
  return items;
}

/** A line in parts: words an em apart, and numbers even where less parts them from their neighbours. */
function partsOf(line: Line): PartLine<Line> {
  const groups: Word[][] = [];
  const words = line.words.flatMap(withoutAmount);
  words.forEach((word, at) => {
    const left = words[at - 1];
    const isText = left !== undefined && !isNumber(left.text) && !isNumber(word.text);
    const ems = isText ? 1 : left !== undefined && AMOUNT.test(left.text + word.text) ? SEAM : 0.3;
    if (left === undefined || word.box[0] - left.box[2] >= ems * line.em) groups.push([word]);
    else groups.at(-1)?.push(word);
  });
  return { parts: groups.map(partOf), box: line.box, em: line.em };
}

/** An amount, and words that follow it though they are not what it counts: those of the next column. */
const AMOUNT =
  /^-?(?:[\d,]*(?:,\d{3}|\.\d+)(?=[\p{Script=Han}（(])(?![万亿千百]?元)|\d{3,}(?=[（(]?[一二三四五六七八九十]{1,3}[、）)]))/u;
/** Ems that part columns at least. */
const SEAM = 0.05;

/** An amount that fills its column, and the words of the next column that stand close to it, apart. */
function withoutAmount(word: Word): readonly Word[] {
  const length = AMOUNT.exec(word.text)?.[0].length ?? 0;
  const [last, next] = [word.glyphs[length - 1], word.glyphs[length]];
  if (length === 0 || last === undefined || next === undefined) return [word];
  if (!next.spaced && next.box[0] - last.box[2] < SEAM * word.em) return [word];
  return [wordOf(word.glyphs.slice(0, length)), wordOf(word.glyphs.slice(length))];
}

function partOf(words: readonly Word[]): Part<Line> {
  const source = lineOf(words);
  return { text: lineText(source), box: source.box, source };
}

/** A part cut between words that belong to different columns. */
function atColumns(part: Part<Line>, columns: readonly Extent[]): readonly Part<Line>[] {
  if (part.source.words.length === 1) return [part];
  const groups: Word[][] = [];
  let last = -1;
  for (const word of part.source.words) {
    const column = columnAt([word.box[0], word.box[2]], columns);
    if (column === last) groups.at(-1)?.push(word);
    else groups.push([word]);
    last = column;
  }
  return groups.length === 1 ? [part] : groups.map(partOf);
}

/** Headings of narrow columns stand closer than texts elsewhere; single characters are only spread over their place. */
function intoWords({ source: { words, em } }: Part<Line>): readonly Part<Line>[] {
  const groups: Word[][] = [];
  words.forEach((word, at) => {
    const left = words[at - 1];
    const isSpread = word.glyphs.length < 2 || (left?.glyphs.length ?? 0) < 2;
    if (left !== undefined && (isSpread || word.box[0] - left.box[2] < 0.4 * em)) groups.at(-1)?.push(word);
    else groups.push([word]);
  });
  return groups.map(partOf);
}

function pageTable({ box, edges, rows, cells }: AlignedTable<Line>): PageTable {
  return {
    box,
    widths: edges.slice(1).map((edge, index) => Math.round((edge - (edges[index] ?? 0)) * 10) / 10),
    rows,
    cells: cells.map(({ parts, ...cell }) => ({
      ...cell,
      text: cellText(
        parts.map(({ source }) => source),
        cell.box[2] - cell.box[0],
      ),
    })),
  };
}
