import type { Cutter } from './aligned.ts';
import {
  apart,
  type Extent,
  extentOf,
  hasLetters,
  heightOf,
  isData,
  isFigure,
  numbersColumns,
  type Part,
  type PartLine,
} from './aligned-line.ts';

const HEADING_LINES = 12;
/** Ems of room that end a table, that part it from what stands above, and that rows of blanks may leave. */
const FAR = 3;
const FAR_ABOVE = 2.5;
const BLANK_ROWS = 30;
/** Ems within which lines overlap in height. */
const OVERLAP = 0.95;

/** Names, years and units above a table are said with a colon; labels only begin what they are part of so. */
const CAPTION = /(?:单位|部门|年度|日期|时间|编制)[^：:]{0,6}[：:]/u;

export function isCaption({ parts }: PartLine<unknown>): boolean {
  return parts.some(({ text }) => CAPTION.test(text.replace(/\s/gu, '')));
}

interface Filled {
  extent: Extent;
  figures: number;
  words: number;
}

/** Past the last row of the table that begins at `from`: lines without numbers go on as long as they fit its columns. */
export function endOfRun<Source>(
  lines: readonly PartLine<Source>[],
  from: number,
  cut: Cutter<Source>,
): number {
  const filled: Filled[] = [];
  let end = from;
  let usual = 0;
  for (let at = from; at < lines.length; at += 1) {
    const [above, line] = [lines[at - 1], lines[at]];
    if (line === undefined) break;
    const room = above === undefined || at === from ? 0 : (line.box[1] - above.box[3]) / line.em;
    const far = Math.max(FAR, 1.5 * usual);
    if (isCaption(line) || room > (isLike(line, filled) ? BLANK_ROWS : far)) break;
    if (isData(line)) {
      if (at > from && room <= far) usual = Math.max(usual, room);
      const isNumbered = numbersColumns(line);
      if (isNumbered && filled.some(({ figures }) => figures > 0)) break;
      for (const part of line.parts) fill(filled, part, isNumbered);
      end = at + 1;
    } else {
      const extents = filled.map(({ extent }) => extent);
      const parts = line.parts.flatMap((part) => cut.atColumns(part, extents));
      if (parts.some((part) => !fits(part, filled))) break;
    }
  }
  return Math.max(end, from + 1);
}

/** Whether a line is a row like those above it: numbers below numbers, words below words, nothing else. */
function isLike({ parts }: PartLine<unknown>, filled: readonly Filled[]): boolean {
  return (
    parts.length > 1 &&
    parts.every((part) => {
      const touched = filled.filter(({ extent }) => apart(extent, extentOf(part)) < -1);
      const [own] = touched;
      return touched.length === 1 && (isFigure(part.text) ? (own?.figures ?? 0) > 0 : own?.words !== 0);
    })
  );
}

function fill(filled: Filled[], part: Part<unknown>, isNumbered: boolean): void {
  const own: Filled = {
    extent: extentOf(part),
    figures: isFigure(part.text) && !isNumbered ? 1 : 0,
    words: hasLetters(part.text) ? 1 : 0,
  };
  for (let at = filled.length - 1; at >= 0; at -= 1) {
    const other = filled[at];
    if (other === undefined || apart(other.extent, own.extent) >= 0) continue;
    own.extent = [Math.min(own.extent[0], other.extent[0]), Math.max(own.extent[1], other.extent[1])];
    own.figures += other.figures;
    own.words += other.words;
    filled.splice(at, 1);
  }
  filled.push(own);
}

/** Whether a part may be part of a label or a row without numbers: in one column, and no words below numbers. */
function fits(part: Part<unknown>, filled: readonly Filled[]): boolean {
  const touched = filled.filter(({ extent }) => apart(extent, extentOf(part)) < -1);
  return (
    touched.length < 2 &&
    !(hasLetters(part.text) && touched.some(({ figures, words }) => figures > words + 1))
  );
}

/** The first of the rows without numbers that stand above others: their labels are enumerated. */
export function firstRow(lines: readonly PartLine<unknown>[], used: number, start: number): number {
  let from = start;
  while (from > used) {
    const [line, below] = [lines[from - 1], lines[from]];
    if (line === undefined || below === undefined || isCaption(line)) break;
    if (below.box[1] - line.box[3] > FAR * line.em || line.parts.length < 2) break;
    if (!line.parts.some(({ text }) => ENUMERATED.test(text))) break;
    from -= 1;
  }
  return from;
}

const ENUMERATED =
  /^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[.、．](?!\d)|其中[：:])/u;

/** The first line of the heading above a row; `room` is what rows of the table leave between them. */
export function startOf(
  lines: readonly PartLine<unknown>[],
  used: number,
  start: number,
  room: number,
): number {
  let from = start;
  for (let at = start - 1; at >= Math.max(used, start - HEADING_LINES); at -= 1) {
    const [line, below] = [lines[at], lines[at + 1]];
    if (line === undefined || below === undefined || isCaption(line)) break;
    if (below.box[1] - line.box[3] > Math.max(FAR_ABOVE * line.em, 1.3 * room)) break;
    if (line.parts.some(({ text }) => /(?<!其中)[：:]|[。；]/u.test(text))) break;
    // A title stands apart; what overlaps the line below in height is a heading, even alone.
    if (line.parts.length > 1 || heightOf(below) - heightOf(line) < OVERLAP * line.em) from = at;
  }
  return from;
}
