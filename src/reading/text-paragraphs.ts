import type { Block, Heading, Paragraph, Span } from '../document/document.ts';
import { type Piece, pieceOf, type TextLine } from './text-lines.ts';

/** A line of running text, and how many empty lines stand above it. */
export interface Prose {
  readonly type: 'line';
  readonly line: TextLine;
  readonly gap: number;
}

const LIST_MARK = /^[-*+•]\s+(?=\S)/u;
const MARKDOWN_HEADING = /^(#{1,6})\s+\S/u;
const WHOLE_BOLD = /^\*\*(?:[^*]+)\*\*$/u;
/** A new paragraph by its number or bullet. */
const NUMBERED =
  /^(?:[-*+•#|>]\s|[（(]?[一二三四五六七八九十百\d]{1,3}[、.．）)](?!\d)|第[一二三四五六七八九十\d]+[部章节条]|[①-⑳])/u;
/** Most likely a new paragraph: a label with a colon, a year. */
const LABELLED = /^(?:[^，。；,;]{1,14}[：:]|\d{4}\s*年)/u;
const SENTENCE_END = /[。！？；：!?;:…]["”』」）)]*$/u;
const OPEN_END = /[，、,]$/u;
const INSIDE = /[，。；,;]/u;

/** Wider text is not cut at a width. */
const WIDEST = 160;
/** So many lines, and one in so many, are full where text was cut at a width. */
const FULL_LINES = 4;
const FULL_SHARE = 8;
/** A line broken by an empty line (a page's end) is a rest of a sentence only if it is long. */
const LONG = 30;

/** The headings and paragraphs of running text; lines that one paragraph was cut into are joined again. */
export function paragraphsOf(prose: readonly Prose[], full: number | undefined): readonly Block[] {
  const groups: TextLine[][] = [];
  prose.forEach(({ line, gap }, index) => {
    const above = prose[index - 1]?.line;
    const group = groups.at(-1);
    if (above !== undefined && group !== undefined && continues(above, line, gap, full)) group.push(line);
    else groups.push([line]);
  });
  return groups.flatMap(blockOf);
}

/** The width at which lines were cut, in columns of a terminal; none where they were not. */
export function fullWidth(prose: readonly Prose[]): number | undefined {
  const widths = prose.map(({ line }) => widthOf(line.text)).toSorted((a, b) => b - a);
  const [widest = 0] = widths;
  const full = widths[Math.max(FULL_LINES, Math.ceil(widths.length / FULL_SHARE)) - 1] ?? 0;
  return widest <= WIDEST && full >= 40 && full * 10 >= widest * 9 ? full : undefined;
}

function continues(above: TextLine, line: TextLine, gap: number, full: number | undefined): boolean {
  const upper = above.text.trim();
  const lower = line.text.trim();
  if (NUMBERED.test(lower) || MARKDOWN_HEADING.test(upper)) return false;
  if (gap === 0 && above.page === line.page) {
    if (full === undefined || widthOf(above.text) * 10 < full * 9) return false;
    return !(SENTENCE_END.test(upper) || indent(line) > indent(above));
  }
  if (gap > 1 || SENTENCE_END.test(upper) || indent(line) > 0 || LABELLED.test(lower)) return false;
  if (OPEN_END.test(upper)) return true;
  return upper.length >= LONG && INSIDE.test(upper) && INSIDE.test(lower) && /[\p{L}\p{N}]$/u.test(upper);
}

function indent({ text }: TextLine): number {
  return text.length - text.trimStart().length;
}

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/gu;

function widthOf(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

function blockOf(lines: readonly TextLine[]): readonly Block[] {
  const [first] = lines;
  if (first === undefined) return [];
  const hash = lines.length === 1 ? MARKDOWN_HEADING.exec(first.text.trim()) : null;
  if (hash !== null) return headingOf(first, hash[1]?.length ?? 1);
  const isBold = lines.length === 1 && WHOLE_BOLD.test(first.text.trim());
  const pieces = lines.map((line) => pieceOf(line, markLength(line))).map(withoutHalfBold);
  const paragraph = paragraphOf(pieces, { isBold });
  return paragraph === undefined ? [] : [paragraph];
}

function headingOf(line: TextLine, hashes: number): readonly Heading[] {
  const { text, place } = pieceOf(line, line.text.indexOf('#') + hashes);
  const level = hashes === 1 ? 1 : hashes === 2 ? 2 : hashes === 3 ? 3 : 4;
  return text === '' || place === undefined ? [] : [{ type: 'heading', level, text, place }];
}

/** The mark of a list before the text, which converters add. */
function markLength({ text }: TextLine): number {
  const start = text.length - text.trimStart().length;
  return start + (LIST_MARK.exec(text.slice(start))?.[0].length ?? 0);
}

/** Bold that begins in one line and ends in another. */
function withoutHalfBold(piece: Piece): Piece {
  return { ...piece, text: piece.text.replace(/^\*\*(?=\S)|(?<=\S)\*\*$/gu, '') };
}

export interface ParagraphOptions {
  readonly isBold?: boolean;
  /** What stands between two pieces; for lines that were cut, by default. */
  readonly joint?: (before: string, after: string) => string;
}

/** One paragraph of pieces that follow one another, with a span for each if there are several. */
export function paragraphOf(
  pieces: readonly Piece[],
  { isBold = false, joint = lineJoint }: ParagraphOptions = {},
): Paragraph | undefined {
  let text = '';
  const spans: Span[] = [];
  for (const piece of pieces) {
    if (piece.place === undefined || piece.text === '') continue;
    const between = text === '' ? '' : joint(text, piece.text);
    const from = text.length + between.length;
    text += between + piece.text;
    spans.push({ from, to: text.length, place: piece.place });
  }
  const [first] = spans;
  if (first === undefined) return undefined;
  return {
    type: 'paragraph',
    style: 'body',
    runs: [{ text, ...(isBold ? { bold: true } : {}) }],
    place: first.place,
    ...(spans.length > 1 ? { spans } : {}),
  };
}

/** Chinese needs no blank where a line ends; words and numbers do. */
function lineJoint(before: string, after: string): string {
  return /[\w.,%]$/u.test(before) && /^\w/u.test(after) ? ' ' : '';
}
