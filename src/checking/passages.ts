import type { Place } from '../document/document.ts';
import { placeWithin } from '../document/place.ts';
import { say } from '../messages/say.ts';
import type { CheckedDocument, CheckedLine } from './checked.ts';
import { contentsOf, escaped } from './text.ts';

/** A text that somebody wrote: a paragraph, or a cell with words in it. */
export interface Passage {
  readonly text: string;
  /** The number of its line among the lines of the document; undefined for cells. */
  readonly at: number | undefined;
  readonly line: Pick<CheckedLine, 'place' | 'spans'>;
}

/** A piece of a passage that a rule finds wrong. */
export interface Hit {
  /** What is printed, with a few characters around it. */
  readonly quote: string;
  /** The piece itself. */
  readonly printed: string;
  readonly place: Place;
}

/** The paragraphs of the body and the cells with words, in which line breaks of narrow columns are undone. */
export function passagesOf(document: CheckedDocument): readonly Passage[] {
  const cells = document.tables
    .flatMap((table) => table.cells.flat())
    .flatMap(({ text, place }): readonly Passage[] =>
      place === undefined || !/\p{Script=Han}/u.test(text)
        ? []
        : [{ text: text.replace(/\s*\n\s*/gu, ''), at: undefined, line: { place } }],
    );
  return [...paragraphsOf(document), ...cells];
}

/** The paragraphs of the body: what stands behind the table of contents. */
export function paragraphsOf(document: CheckedDocument): readonly (Passage & { readonly at: number })[] {
  const body = contentsOf(document)?.body ?? 0;
  return document.lines.flatMap((line, at) => (at < body ? [] : [{ text: line.text, at, line }]));
}

/** So many characters before and after what is wrong are quoted with it. */
const AROUND = 6;

/** Every match of a form in some passages. What a form may look at is what it matches: it must be global. */
export function hitsOf(passages: readonly Passage[], form: RegExp): readonly Hit[] {
  return passages.flatMap((passage) =>
    [...passage.text.matchAll(form)].map((match) => hitAt(passage, match.index, match[0].length)),
  );
}

export function hitAt({ text, at, line }: Passage, from: number, length: number): Hit {
  const to = from + length;
  const before = text.slice(Math.max(0, from - AROUND), from);
  const after = text.slice(to, to + AROUND);
  // A quote begins and ends where a phrase does, if one does within reach.
  const start = /[^，。；、：,;\s]*$/u.exec(before)?.[0] ?? '';
  const end = /^[^，。；、：,;\s]*/u.exec(after)?.[0] ?? '';
  return {
    printed: text.slice(from, to),
    quote: `${start}${text.slice(from, to)}${end}`.replace(/\s+/gu, ' ').trim(),
    place: at === undefined ? line.place : placeWithin(line, from, to),
  };
}

/** So many different examples a message quotes; the places name all. */
const EXAMPLES = 5;

/** Names as messages print them, each once: “甲”、“乙”. */
export function sayQuoted(names: readonly string[]): string {
  return [...new Set(names)].map((quote) => say('checking.wording.quote', { quote })).join('、');
}

/** Examples as messages print them: “甲”、“乙”等. */
export function sayExamples(hits: readonly Hit[]): string {
  const quotes = [...new Set(hits.map(({ quote }) => quote))];
  return `${sayQuoted(quotes.slice(0, EXAMPLES))}${quotes.length > EXAMPLES ? say('checking.wording.more') : ''}`;
}

/** The alternatives of a regular expression for some words, the longest first. */
export function anyOf(words: readonly string[]): string {
  return [...words]
    .sort((a, b) => b.length - a.length)
    .map(escaped)
    .join('|');
}
