import type { Box } from './pdf-geometry.ts';
import type { Word } from './pdf-words.ts';
import { cutLine, type Line, linesOf, lineText } from './pdf-words.ts';

/** The words of a page, and its size. */
export interface PageWords {
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
  /** The ruled tables: what is inside them is never in a margin. */
  readonly ruled: readonly Box[];
}

/** What in a page's margins is not its text. */
export interface Margin {
  readonly kind: 'pageNumber' | 'running';
  readonly line: Line;
}

/** Lines from the top and from the bottom that are looked at. */
const DEEP = 2;
/** The part of the page's height that a margin may take. */
const SHARE = 0.12;

/** What says the unit of a table is no header, though every page begins with it. */
const UNIT = /单位[:：]\s*(?:人民币)?[亿万千百]?元/u;

interface Candidate {
  readonly page: number;
  readonly line: Line;
  readonly text: string;
  readonly atTop: boolean;
  /** Lines that stand further out. */
  readonly depth: number;
  /** The number that stands for the page, if the line may be a page number. */
  readonly number: number | undefined;
  /** The text with its digits taken out, and where it stands: what repeats. */
  readonly pattern: string;
  /** Stands clear of what comes next. */
  readonly clear: boolean;
}

/**
 * Page numbers and headers and footers that repeat, by page.
 *
 * A header repeats at the same place on most pages, and stands clear of the text: nothing but headers is further out. A page number counts with the
 * pages, at least on two of them; in a document of one page it must look like nothing else.
 */
export function findMargins(pages: readonly PageWords[]): Margin[][] {
  const all = pages.flatMap((page, index) => candidates(page, index));
  const repeats = new Map<string, Set<number>>();
  const offsets = new Map<number, number>();
  for (const { pattern, clear, page, number } of all) {
    if (clear) repeats.set(pattern, (repeats.get(pattern) ?? new Set()).add(page));
    if (number !== undefined) offsets.set(number - page, (offsets.get(number - page) ?? 0) + 1);
  }
  const withText = pages.filter(({ words }) => words.length > 0).length;
  const result: Margin[][] = pages.map(() => []);
  /** Pages and sides where a line of text stands further out. */
  const isOpen = new Set<string>();
  for (const { page, atTop, depth, line, number, pattern, text } of all) {
    const counts = number !== undefined && (offsets.get(number - page) ?? 0) > 1;
    const decorated = number !== undefined && !/^\d+$/u.test(text);
    const often = repeats.get(pattern)?.size ?? 0;
    const isRunning = often >= 3 && often * 2 > withText && number === undefined;
    const side = `${page} ${atTop}`;
    if (counts || decorated) result[page]?.push({ kind: 'pageNumber', line });
    else if (isRunning && (depth === 0 || !isOpen.has(side)) && !UNIT.test(text))
      result[page]?.push({ kind: 'running', line });
    else if (depth === 0) isOpen.add(side);
  }
  return result;
}

function candidates({ width, height, words, ruled }: PageWords, page: number): Candidate[] {
  const found: Candidate[] = [];
  const free = words.filter(({ box }) => !ruled.some((table) => box[1] < table[3] && box[3] > table[1]));
  const add = (near: readonly Word[], atTop: boolean): void => {
    const lines = linesOf(near);
    if (!atTop) lines.reverse();
    lines.slice(0, DEEP).forEach((line, at) => {
      const next = lines[at + 1]?.box ?? beyond(words, line.box, atTop);
      const gap = next === undefined ? Infinity : atTop ? next[1] - line.box[3] : line.box[1] - next[3];
      for (const part of cutLine(line, 3)) {
        const text = lineText(part);
        const number = pageNumber(text);
        const where = `${Math.round(part.box[1] / 3)} ${Math.round(height)} ${Math.round(width)}`;
        const pattern = `${text.replace(/\d+/gu, '#')} ${where}`;
        found.push({ page, line: part, text, atTop, depth: at, number, pattern, clear: gap > 0.9 * line.em });
      }
    });
  };
  add(
    free.filter(({ box }) => box[3] < SHARE * height),
    true,
  );
  add(
    free.filter(({ box }) => box[1] > (1 - SHARE) * height),
    false,
  );
  return found;
}

/** The box of the nearest word further into the page. */
function beyond(words: readonly Word[], box: Box, atTop: boolean): Box | undefined {
  let best: Box | undefined;
  for (const word of words) {
    if (atTop && word.box[1] > box[3] - 1 && word.box[1] < (best?.[1] ?? Infinity)) best = word.box;
    if (!atTop && word.box[3] < box[1] + 1 && word.box[3] > (best?.[3] ?? -Infinity)) best = word.box;
  }
  return best;
}

/** The number in what may be a page number: 3, - 3 -, 第3页, 3/20, 第 3 页 共 20 页. */
function pageNumber(text: string): number | undefined {
  const match =
    /^(?:[-–—―·•~]+ ?)?(?:第 ?)?(\d{1,4})(?: ?页)?(?: ?[/／,，、]? ?共? ?\d{1,4} ?页?)?(?: ?[-–—―·•~]+)?$/u.exec(
      text,
    );
  return match?.[1] === undefined ? undefined : Number(match[1]);
}
