import type { CheckedDocument } from './checked.ts';
import { type Hit, hitAt, hitsOf, type Passage } from './passages.ts';
import { glossaryOf, numberedOf } from './text.ts';

type Paragraph = Passage & { readonly at: number };

/** A paragraph is a sentence, not a heading or an item of a list, if it is so long and has a clause. */
const SHORTEST_SENTENCE = 25;
/** So many sentences of a document must end before those that do not say anything. */
const FEWEST_SENTENCES = 8;
/** Of ten sentences so many must end. */
const MOST = 8;

/**
 * Sentences without a full stop, where the others have one. Only those after which something plainly new begins count:
 * a paragraph that a page break cut in two goes on in the next line.
 */
export function missingStops(document: CheckedDocument, paragraphs: readonly Paragraph[]): readonly Hit[] {
  const { lines, tables } = document;
  const glossary = glossaryOf(document, 0);
  const sentences = paragraphs.filter(
    ({ text, at }) =>
      text.trim().length >= SHORTEST_SENTENCE &&
      /[，。；,;]|^\s*\p{Script=Han}{2,8}[：:]/u.test(text) &&
      lines[at]?.isHeading !== true &&
      !glossary.has(at),
  );
  const open = sentences.filter(({ text }) => /[\p{Script=Han}\d%％，、；,;]\s*$/u.test(text));
  if (sentences.length < FEWEST_SENTENCES || open.length * 10 > sentences.length * (10 - MOST)) return [];
  return open.flatMap((one) => {
    const next = lines[one.at + 1];
    // A table below may be what the sentence leads to.
    if (next === undefined || tables.some(({ after }) => after === one.at + 1)) return [];
    const isList = /[；;、，,]\s*$/u.test(one.text);
    const numbered = numberedOf(next.text);
    const own = numberedOf(one.text);
    const isNextItem = isList && numbered !== undefined && numbered.style === own?.style;
    const isNew =
      next.isHeading ||
      (numbered !== undefined && !isNextItem) ||
      (!isList && /^\s*\p{Script=Han}{2,8}[：:]/u.test(next.text));
    const end = one.text.trimEnd();
    // A heading that runs on from the paragraph before it ends without a stop by right.
    if (numberedOf(end.slice(end.lastIndexOf('。') + 1)) !== undefined && end.includes('。')) return [];
    return isNew ? [hitAt(one, Math.max(0, end.length - QUOTED), Math.min(QUOTED, end.length))] : [];
  });
}

/** So much of the end of a paragraph is quoted. */
const QUOTED = 10;

const PAIRS: readonly (readonly [string, string])[] = [
  ['“', '”'],
  ['《', '》'],
  ['（', '）'],
  ['〔', '〕'],
  ['【', '】'],
];

/** Quotes and brackets that open and do not close in their paragraph or the next, or the reverse. */
export function unclosed(paragraphs: readonly Paragraph[]): readonly Hit[] {
  const texts = paragraphs.map(({ text }) => balancedText(text));
  return PAIRS.flatMap(([open, close]) => {
    const found = paragraphs.flatMap((paragraph, index) => {
      const own = texts[index] ?? '';
      const { left, extra } = unmatched(own, open, close);
      const at = left ?? extra;
      // What a page break has cut is whole together with its neighbour.
      const neighbours = [texts[index - 1] ?? '', texts[index + 1] ?? ''];
      const isCut = neighbours.some((text) => {
        const other = unmatched(text, open, close);
        return left === undefined ? other.left !== undefined : other.extra !== undefined;
      });
      return at === undefined || isCut ? [] : [hitAt(paragraph, at, 1)];
    });
    // A font without the one mark, or a habit, is no slip.
    return found.length > MOST_UNCLOSED ? [] : found;
  });
}

const MOST_UNCLOSED = 8;

/** A text with one kind of bracket, and without those that close the numbers of a list: 1）, 一）. */
function balancedText(text: string): string {
  return text
    .replaceAll('(', '（')
    .replaceAll(')', '）')
    .replace(
      /(?<=(?:^|[^（\d一二三四五六七八九十A-Za-z])(?:\d{1,2}|[一二三四五六七八九十]{1,3}|[A-Za-z]))）/gu,
      ' ',
    );
}

/** The first mark that nothing closes, and the first that closes nothing. */
function unmatched(
  text: string,
  open: string,
  close: string,
): { readonly left: number | undefined; readonly extra: number | undefined } {
  const stack: number[] = [];
  let extra: number | undefined;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === open) stack.push(at);
    else if (text[at] === close && stack.pop() === undefined) extra ??= at;
  }
  return { left: stack[0], extra };
}

/** A document writes full-width marks if it has so many more of them than of the others. */
const MUCH_MORE = 10;
const MIXED = /\([^()（）\n]{1,60}）|（[^()（）\n]{1,60}\)/gu;
/** A half-width mark between Chinese; in numbers and Latin words it is at home. */
const HALF = /(?<=[\p{Script=Han}元%％）”》])[,;](?=[\p{Script=Han}\s“《（\d]|$)/gu;
const GROUPED = /\d{1,3}，\d{3}(?:，\d{3})*(?:\.\d+)?\s*(?:万元|亿元|元)/gu;

/** Brackets of two widths in one pair, and half-width marks in a document of full-width ones. */
export function widths(paragraphs: readonly Passage[], all: readonly Passage[]): readonly Hit[] {
  const text = paragraphs.map((one) => one.text).join('\n');
  const full = text.match(/[，；]/gu)?.length ?? 0;
  const half = hitsOf(paragraphs, HALF);
  const isFull = full >= half.length * MUCH_MORE;
  return [...hitsOf(all, MIXED), ...(isFull ? half : []), ...hitsOf(paragraphs, GROUPED)];
}

const COMPARED = '(?:比|与|较|同)(?:上年|去年|20\\d{2}年)';
const WITH_STOP = new RegExp(`\\d\\s*(?:万元|元)\\s*。\\s*${COMPARED}`, 'gu');
const WITH_COMMA = new RegExp(`\\d\\s*(?:万元|元)\\s*[，,]\\s*${COMPARED}`, 'gu');

/** 5万元。比上年增加: a stop inside a sentence, in a document that has commas there. */
export function strayStops(paragraphs: readonly Passage[]): readonly Hit[] {
  const stops = hitsOf(paragraphs, WITH_STOP);
  return stops.length <= 2 && hitsOf(paragraphs, WITH_COMMA).length >= 3 ? stops : [];
}
