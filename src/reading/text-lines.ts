import type { Place } from '../document/document.ts';
import type { Aside } from './source.ts';
import { cleanText } from './text-clean.ts';

/** A line, or the part of a line between page breaks. Hidden parts are masked with NUL, so that columns stay. */
export interface TextLine {
  /** Counted from 1. */
  readonly number: number;
  /** The column at which `text` starts. */
  readonly from: number;
  readonly text: string;
  /** Counted from 1. */
  readonly page: number;
}

export interface TextLines {
  readonly lines: readonly TextLine[];
  readonly pages: number;
  readonly asides: readonly Aside[];
}

/** A piece of text as it is shown, and where it stands; no place where it is empty. */
export interface Piece {
  readonly text: string;
  readonly place?: Place;
  /** The lines it is made of, where they are several; `place` is that of the first. */
  readonly lines?: readonly Piece[];
}

const LINE_END = /\r\n|[\n\r]/u;
/** Page breaks, and breaks inside a line that editors do not count. */
const INNER_BREAK = /([\f\v\u0085\u2028\u2029])/u;
/** What word processors leave behind: bookmarks, and fields whose result stands beside them. */
const HIDDEN = new RegExp(
  [
    String.raw`\[bookmark: ?[^\]\n]*\]`,
    String.raw`\bPAGEREF\s+_\w+(?:\s+\\[a-z])*`,
    String.raw`\bHYPERLINK\s+(?:\\l\s+)?"[^"\n]*"(?:\s+\\[a-z](?:\s+"[^"\n]*")?)*`,
    String.raw`\bTOC(?:\s+\\[a-z](?:\s+"[^"\n]*")?)+`,
  ].join('|'),
  'gu',
);
const SAID_PAGE_NUMBER =
  /^(?:[-—–－─]+\s*\d{1,4}\s*[-—–－─]+|第\s*\d{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?|Page\s+\d{1,4}(?:\s+of\s+\d{1,4})?)$/iu;
const BARE_NUMBER = /^\d{1,4}$/u;
/** Between two page numbers of text without page breaks stand at least so many lines. */
const PAGE_LINES = 10;

/** Splits a text into lines and pages, and takes out what is not part of its flow: page numbers, bookmarks, fields. */
export function linesOf(text: string): TextLines {
  const all: TextLine[] = [];
  let page = 1;
  text.split(LINE_END).forEach((whole, index) => {
    let from = 0;
    for (const part of whole.split(INNER_BREAK)) {
      if (part === '\f') page += 1;
      else if (!INNER_BREAK.test(part)) all.push({ number: index + 1, from, text: part, page });
      from += part.length;
    }
  });
  const asides: Aside[] = [];
  const shown = all.map((line) => withoutHidden(line, asides));
  const numbers = pageNumbers(shown);
  const lines = shown.filter((line) => {
    if (!numbers.has(line)) return true;
    const { text: number, place } = pieceOf(line);
    if (place !== undefined) asides.push({ kind: 'pageNumber', text: number, place });
    return false;
  });
  // What follows the last page break may be nothing.
  const pages = all.findLast((line) => !isBlank(line))?.page ?? 1;
  return { lines, pages, asides };
}

/** A part of a line without the blanks around it. */
export function pieceOf(line: TextLine, start = 0, end = line.text.length): Piece {
  const raw = line.text.slice(start, end);
  const from = start + leading(raw);
  const to = Math.max(from, end - trailing(raw));
  const text = cleanText(line.text.slice(from, to));
  if (text === '') return { text };
  return { text, place: { type: 'line', line: line.number, from: line.from + from, to: line.from + to } };
}

export function isBlank(line: TextLine): boolean {
  return leading(line.text) === line.text.length;
}

/** Whether a text is a page number by its own form, such as `- 3 -`. */
export function saysPageNumber(text: string): boolean {
  return SAID_PAGE_NUMBER.test(text);
}

function leading(raw: string): number {
  let index = 0;
  while (index < raw.length && isEdge(raw.charAt(index))) index += 1;
  return index;
}

function trailing(raw: string): number {
  let index = raw.length;
  while (index > 0 && isEdge(raw.charAt(index - 1))) index -= 1;
  return raw.length - index;
}

function isEdge(character: string): boolean {
  return character === '\0' || character.trim() === '';
}

function withoutHidden(line: TextLine, asides: Aside[]): TextLine {
  const text = line.text.replace(HIDDEN, (found, offset: number) => {
    const from = line.from + offset;
    asides.push({
      kind: 'hidden',
      text: found,
      place: { type: 'line', line: line.number, from, to: from + found.length },
    });
    return '\0'.repeat(found.length);
  });
  return text === line.text ? line : { ...line, text };
}

interface Candidate {
  readonly line: TextLine;
  readonly value: number;
  /** Its position among the lines that are not blank. */
  readonly index: number;
}

/**
 * The lines that are page numbers. A bare number is one at the edge of its page if another page's edge counts on
 * from it; in text without page breaks if numbers count up a page's length apart, or if it stands indented right
 * below the last cell of a table, where Word's footer text ends up.
 */
function pageNumbers(lines: readonly TextLine[]): ReadonlySet<TextLine> {
  const found = new Set<TextLine>();
  const filled = lines.filter((line) => !isBlank(line));
  const bare: Candidate[] = [];
  filled.forEach((line, index) => {
    const { text } = pieceOf(line);
    if (saysPageNumber(text)) found.add(line);
    else if (BARE_NUMBER.test(text) && !line.text.includes('\t'))
      bare.push({ line, value: Number(text), index });
  });
  const pages = new Set(filled.map((line) => line.page)).size;
  if (pages > 1) {
    const edges = bare.filter(
      ({ line, index }) => filled[index - 1]?.page !== line.page || filled[index + 1]?.page !== line.page,
    );
    const shifts = new Map<number, Set<number>>();
    for (const { line, value } of edges) {
      const shift = value - line.page;
      shifts.set(shift, (shifts.get(shift) ?? new Set()).add(line.page));
    }
    for (const { line, value } of edges) if ((shifts.get(value - line.page)?.size ?? 0) > 1) found.add(line);
    return found;
  }
  for (const chain of chains(bare)) if (chain.length > 2) for (const { line } of chain) found.add(line);
  for (const { line, index } of bare) {
    const above = filled[index - 1];
    if (above?.text.startsWith('\t') && above.number === line.number - 1 && /^\s/u.test(line.text))
      found.add(line);
  }
  return found;
}

/** Runs of numbers that count up by one, a page apart. */
function chains(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const made: Candidate[][] = [];
  for (const candidate of candidates) {
    const last = made.at(-1)?.at(-1);
    if (
      last !== undefined &&
      candidate.value === last.value + 1 &&
      candidate.index - last.index > PAGE_LINES
    ) {
      made.at(-1)?.push(candidate);
    } else made.push([candidate]);
  }
  return made;
}
