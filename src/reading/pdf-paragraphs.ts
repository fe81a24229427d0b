import type { Paragraph, ParagraphStyle, Place, Span } from '../document/document.ts';
import { unitAfter } from './numbers.ts';
import { around, type Box } from './pdf-geometry.ts';
import { between, betweenLines, cutLine, type Line, lineText } from './pdf-words.ts';

/** Makes the place of a box on an upright page. */
export type PlaceOf = (box: Box) => Place;

/** A line in the flow of its page, with how to say its place. */
interface PlacedLine {
  readonly line: Line;
  readonly page: number;
  readonly placeOf: PlaceOf;
}

/** A paragraph before paragraphs are joined over pages. */
export interface Draft {
  readonly type: 'paragraph';
  readonly style: ParagraphStyle;
  readonly lines: readonly PlacedLine[];
  /** The last line reaches the right margin: the text may go on. */
  readonly full: boolean;
  /** The first line begins at the left margin: it may go on from before. */
  readonly flush: boolean;
}

/** Ems between parts of a line at which they are texts of their own, such as the unit at the right above a table. */
const APART = 3;

export interface Margins {
  /** Where running text begins and ends. */
  readonly left: number;
  readonly right: number;
  /** Where anything on the page begins: tables may be wider than text. */
  readonly outer: number;
  /** The usual size of the document's running text. */
  readonly em: number;
}

/** The size in which most of these lines are set, in points. */
export function usualEm(lines: Iterable<Line>): number {
  const sizes = new Map<number, number>();
  for (const { em, words } of lines) {
    const size = Math.round(em * 2) / 2;
    sizes.set(size, (sizes.get(size) ?? 0) + words.reduce((sum, word) => sum + word.glyphs.length, 0));
  }
  let [best, most] = [10, 0];
  for (const [em, count] of sizes) if (count > most) [best, most] = [em, count];
  return best;
}

/** The margins of a page with these lines and tables. Lines in other sizes are titles, and say nothing of them. */
export function marginsOf(
  lines: readonly Line[],
  tables: readonly Box[],
  em: number,
  width: number,
): Margins {
  const usual = lines.filter((line) => Math.abs(line.em - em) < 0.15 * em);
  const text = around([[0.2 * width, 0, 0.7 * width, 0], ...usual.map(({ box }) => box)]);
  const [left, , right] = text;
  return { left, right, outer: around([text, ...tables])[0], em };
}

/** The paragraphs that neighbouring lines of one page make. */
export function paragraphsOf(
  lines: readonly Line[],
  margins: Margins,
  width: number,
  page: number,
  placeOf: PlaceOf,
): Draft[] {
  const drafts: Draft[] = [];
  let pending: Line[] = [];
  const finish = (): void => {
    if (pending.length > 0) drafts.push(draftOf(pending, margins, width, page, placeOf));
    pending = [];
  };
  const alone = (own: readonly Line[]): void => {
    const draft = draftOf(own, margins, width, page, placeOf);
    drafts.push({ ...draft, style: 'body', full: false, flush: false });
  };
  for (let at = 0; at < lines.length; at += 1) {
    const [line, beside, below] = lines.slice(at, at + 3);
    if (line === undefined) break;
    if (beside !== undefined && below !== undefined && isBeside(line, beside, below)) {
      finish();
      alone([line, below]);
      for (const part of cutLine(beside, APART)) alone([part]);
      at += 2;
      continue;
    }
    const parts = cutLine(line, APART);
    if (parts.length > 1) {
      finish();
      for (const part of parts) alone([part]);
      continue;
    }
    const last = pending.at(-1);
    if (last !== undefined && !continues(pending, last, line, margins, width)) finish();
    pending.push(line);
  }
  finish();
  return drafts;
}

/** Whether a line stands beside the middle of two that are one text: the unit beside a name broken over lines. */
function isBeside(upper: Line, line: Line, lower: Line): boolean {
  const drop = (one: Line, other: Line): number =>
    (other.box[1] + other.box[3] - one.box[1] - one.box[3]) / 2;
  const isApart = [upper, lower].every(
    ({ box }) => box[2] + line.em < line.box[0] || line.box[2] + line.em < box[0],
  );
  return (
    isApart &&
    Math.abs(upper.box[0] - lower.box[0]) < 0.5 * upper.em &&
    drop(upper, line) < 0.8 * line.em &&
    drop(line, lower) < 0.8 * line.em
  );
}

function continues(above: readonly Line[], last: Line, line: Line, margins: Margins, width: number): boolean {
  const em = Math.max(last.em, line.em);
  if (Math.abs(last.em - line.em) > 0.15 * em) return false;
  if (line.box[1] - last.box[3] > 2.2 * em) return false;
  // What overlaps in height stands beside it.
  if (line.box[1] + line.box[3] - last.box[1] - last.box[3] < 1.6 * em) return false;
  const before = above.at(-2);
  const gap = line.box[1] - last.box[3];
  if (before !== undefined && gap > last.box[1] - before.box[3] + 0.6 * em) return false;
  if (isCentred(last, margins, width)) {
    // A title that did not fit into one line.
    const wide = last.box[2] - last.box[0] > 0.6 * (margins.right - margins.left);
    return wide && isCentred(line, margins, width) && last.em > 1.15 * margins.em;
  }
  const fits = last.box[2] + firstPiece(line) < margins.right - 1.5 * em;
  if (fits) return false;
  const ended = /[。！？；：!?;:]$/u.test(lineText(last)) || (above[0] !== undefined && beginsItem(above[0]));
  if (ended && beginsItem(line)) return false;
  const indent = line.box[0] - margins.left;
  if (indent < em) return true;
  // A block that is set in as a whole goes on at the margin that its own second line has.
  return above.length > 1 && Math.abs(line.box[0] - last.box[0]) < 0.5 * em;
}

/** The width of what cannot be broken at the beginning of a line: a number or word, a character with its brackets. */
function firstPiece(line: Line): number {
  const text = lineText(line).replaceAll(' ', '');
  const length = /^[（(《“‘「]*(?:[\w.,%]+|.)[）)》”’」，。、；：！？]*/u.exec(text)?.[0].length ?? 1;
  const glyphs = line.words.flatMap((word) => word.glyphs).slice(0, length);
  return Math.max(...glyphs.map(({ box }) => box[2])) - line.box[0];
}

/** Whether a line starts as the items of a list do: 一、 （一） 1. 1、 第一条. */
function beginsItem(line: Line): boolean {
  return /^(?:[（(][\d一二三四五六七八九十]{1,3}[)）]|[\d一二三四五六七八九十]{1,3}(?:[)）、]|[.．](?!\d))|第[一二三四五六七八九十]{1,3}[条章节部])/u.test(
    lineText(line),
  );
}

function isCentred({ box, em }: Line, margins: Margins, width: number): boolean {
  if (box[0] < margins.left + em && box[2] > margins.right - em && em < 1.15 * margins.em) return false;
  const middle = (box[0] + box[2]) / 2;
  const onPage = Math.abs(middle - width / 2) < 0.8 * em;
  const inText = Math.abs(middle - (margins.left + margins.right) / 2) < 0.5 * em;
  const setIn = box[0] > margins.outer + 2.5 * em || em > 1.3 * margins.em;
  return setIn && (onPage || inText);
}

function draftOf(
  lines: readonly Line[],
  margins: Margins,
  width: number,
  page: number,
  placeOf: PlaceOf,
): Draft {
  const [first, last] = [lines[0], lines.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a paragraph has a line');
  const centred = lines.every((line) => isCentred(line, margins, width));
  // A title is often centred on its table, not on the page.
  const large = lines.length === 1 && first.em > 1.3 * margins.em && first.box[0] > margins.outer + first.em;
  const style = large ? 'title' : !centred ? 'body' : first.em > 1.15 * margins.em ? 'title' : 'centred';
  return {
    type: 'paragraph',
    style,
    lines: lines.map((line) => ({ line, page, placeOf })),
    full: !centred && last.box[2] > margins.right - 2 * last.em,
    flush: !centred && first.box[0] < margins.left + first.em,
  };
}

/** Whether the second paragraph, first on its page, is the rest of the last one on the page before. */
export function goesOn(before: Draft, after: Draft): boolean {
  const [last, first] = [before.lines.at(-1), after.lines[0]];
  if (last === undefined || first === undefined || !before.full || !after.flush) return false;
  if (before.style !== 'body' || after.style !== 'body') return false;
  if (Math.abs(last.line.em - first.line.em) > 0.15 * last.line.em) return false;
  return !/[。！？；：!?;:]$/u.test(lineText(last.line)) && !beginsItem(first.line);
}

export function joinDrafts(before: Draft, after: Draft): Draft {
  return { ...before, lines: [...before.lines, ...after.lines], full: after.full };
}

/** The paragraph with the place of every line, and of every number in it. */
export function paragraphOf(draft: Draft): Paragraph {
  const spans: Span[] = [];
  let text = '';
  for (const { line, placeOf } of draft.lines) {
    text += betweenLines(text, lineText(line));
    // The box of every UTF-16 unit of the line.
    const boxes: (Box | undefined)[] = [];
    const start = text.length;
    line.words.forEach((word, at) => {
      const left = line.words[at - 1];
      if (left !== undefined && between(left, word) === ' ') boxes.push(undefined);
      word.glyphs.forEach((glyph, index) => {
        if (index > 0 && glyph.spaced) boxes.push(undefined);
        for (let unit = 0; unit < glyph.text.length; unit += 1) boxes.push(glyph.box);
      });
    });
    const own = lineText(line);
    text += own;
    for (const { from, to } of stretchesOf(own)) {
      const shown = boxes.slice(from, to).flatMap((box) => (box === undefined ? [] : [box]));
      if (shown.length > 0) spans.push({ from: start + from, to: start + to, place: placeOf(around(shown)) });
    }
  }
  const page = draft.lines[0]?.page;
  const first = draft.lines.filter((one) => one.page === page);
  const place = first[0]?.placeOf(around(first.map(({ line }) => line.box)));
  return {
    type: 'paragraph',
    style: draft.style,
    runs: [{ text }],
    ...(place === undefined ? {} : { place }),
    spans,
  };
}

/** The stretches of a line that get a place of their own: numbers with their units, and what stands between them. */
function stretchesOf(text: string): readonly { readonly from: number; readonly to: number }[] {
  const stretches: { readonly from: number; readonly to: number }[] = [];
  let at = 0;
  for (const { index, 0: number } of text.matchAll(/\d(?:[\d,.，]|\. \d)*/gu)) {
    // The digit of a unit such as m2.
    if (index < at) continue;
    if (index > at) stretches.push({ from: at, to: index });
    const end = index + number.length;
    at = end + unitAfter(text, end).length;
    stretches.push({ from: index, to: at });
  }
  if (at < text.length) stretches.push({ from: at, to: text.length });
  return stretches;
}
