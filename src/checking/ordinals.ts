import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { say } from '../messages/say.ts';
import type { CheckedDocument, CheckedTable } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { sayQuoted } from './passages.ts';
import { groupBy } from './stated-amounts.ts';
import {
  contentsOf,
  inChinese,
  inOrder,
  isDamaged,
  type Numbered,
  numberedOf,
  STYLES,
  type Style,
  titleOf,
} from './text.ts';

/** More numbers than this are not left out by a slip: what follows is another list. */
const WIDEST_GAP = 3;
/** A heading is no longer than this; longer texts are items of lists. */
const LONGEST_HEADING = 40;
/** A list of rows has so many numbers before a gap in it says anything. */
const SHORTEST_LIST = 6;

/** Numbers of headings, lists and rows that jump or repeat. */
export function checkOrdinals(document: CheckedDocument): readonly Finding[] {
  if (isDamaged(document)) return [];
  return [...checkLines(document), ...checkStyles(document), ...checkParts(document), ...checkRows(document)];
}

interface Seen {
  readonly numbered: Numbered;
  readonly text: string;
  readonly place: Place;
  /** All that stands between this number and the next of its style. */
  readonly between: string[];
}

/** Headings and lists of the body, style by style; a number of an outer style begins the inner ones anew. */
function checkLines(document: CheckedDocument): readonly Finding[] {
  const body = contentsOf(document)?.body ?? 0;
  const open = new Map<Style, Seen>();
  const findings: Finding[] = [];
  for (const { line, table, at } of inOrder(document)) {
    if (at < body) continue;
    if (table !== undefined) {
      const text = normalName(
        table.cells
          .flat()
          .map((cell) => cell.text)
          .join(' '),
      );
      for (const seen of open.values()) seen.between.push(text);
      continue;
    }
    const numbered = numberedOf(line.text);
    if (numbered === undefined) {
      for (const seen of open.values()) seen.between.push(normalName(line.text));
      continue;
    }
    const before = open.get(numbered.style);
    const here = { numbered, text: line.text.trim(), place: line.place };
    if (before !== undefined) {
      const one = compare(before, here);
      if (one !== undefined) findings.push(one);
    }
    const outer = STYLES.indexOf(numbered.style);
    for (const style of STYLES.slice(outer + 1)) open.delete(style);
    for (const [style, seen] of open) {
      if (style !== numbered.style) seen.between.push(normalName(line.text));
    }
    // What follows the number may hold the next one: items that run on in one paragraph.
    open.set(numbered.style, { ...here, between: [numbered.rest] });
  }
  return findings;
}

function compare(
  before: Seen,
  here: { readonly numbered: Numbered; readonly text: string; readonly place: Place },
): Finding | undefined {
  const { number, style } = here.numbered;
  const gap = number - before.numbered.number;
  const isHeading = here.text.length <= LONGEST_HEADING && before.text.length <= LONGEST_HEADING;
  const shown = { before: shorten(before.text), text: shorten(here.text) };
  const places = [here.place, before.place];
  if (gap === 0 && number > 1) {
    // The same line again is a heading repeated on the next page.
    if (normalName(before.text) === normalName(here.text)) return undefined;
    const message = say('checking.completeness.ordinal.repeat', shown);
    const one = finding('completeness.ordinal', message, {}, { value: here.numbered.mark, places });
    return isHeading ? one : { ...one, severity: 'notice' };
  }
  if (gap < 2 || gap > WIDEST_GAP + 1) return undefined;
  const numbers = Array.from({ length: gap - 1 }, (_, at) => before.numbered.number + 1 + at);
  const between = before.between.join('\n');
  // Numbers that stand somewhere in between are there, wherever reading has put them.
  if (numbers.some((one) => isWithin(between, style, one))) return undefined;
  const missing = numbers.map((one) => markOf(style, one)).join(' ');
  const message = say('checking.completeness.ordinal.jump', { ...shown, missing });
  const more = { value: here.numbered.mark, expected: missing, places };
  const one = finding('completeness.ordinal', message, {}, more);
  return isHeading ? one : { ...one, severity: 'notice' };
}

/** 5、 between 四、 and 六、: the number is right and its style is not. */
function checkStyles(document: CheckedDocument): readonly Finding[] {
  const body = contentsOf(document)?.body ?? 0;
  const headings = document.lines.slice(body).flatMap((line) => {
    const numbered = numberedOf(line.text);
    return numbered !== undefined && line.text.length <= LONGEST_HEADING ? [{ line, numbered }] : [];
  });
  return headings.flatMap(({ line, numbered: { style, number, mark } }, at) => {
    const outer = headings.slice(0, at).findLastIndex((one) => one.numbered.style === 'chinese');
    const inner = headings.slice(outer + 1, at).some((one) => one.numbered.style === 'arabic');
    const next = headings
      .slice(at + 1)
      .find((one) => one.numbered.style === 'chinese' && one.numbered.number > 3);
    const isBetween = headings[outer]?.numbered.number === number - 1 && next?.numbered.number === number + 1;
    if (style !== 'arabic' || number < 3 || inner || !isBetween) return [];
    const expected = markOf('chinese', number);
    const message = say('checking.completeness.ordinal.style', { text: shorten(line.text), expected });
    const one = finding('completeness.ordinal', message, {}, { value: mark, expected, places: [line.place] });
    return [{ ...one, severity: 'notice' as const }];
  });
}

function isWithin(text: string, style: Style, number: number): boolean {
  const chinese = inChinese(number);
  switch (style) {
    case 'part':
      return text.includes(`第${chinese}`);
    case 'chinese':
      return new RegExp(
        `(?:^|[^十])${chinese}[、.,，:]|第${chinese}|${chinese}是|^${number}[、.]`,
        'mu',
      ).test(text);
    case 'chineseBracket':
      return new RegExp(`[(]?${chinese}[)]`, 'u').test(text);
    case 'arabic':
      return new RegExp(`(?:^|\\D)${number}[、.,，)](?!\\d{2})`, 'mu').test(text);
    case 'arabicBracket':
      return new RegExp(`(?:^|\\D)${number}[)]`, 'mu').test(text);
  }
}

function markOf(style: Style, number: number): string {
  switch (style) {
    case 'part':
      return `第${inChinese(number)}部分`;
    case 'chinese':
      return `${inChinese(number)}、`;
    case 'chineseBracket':
      return `（${inChinese(number)}）`;
    case 'arabic':
      return `${number}、`;
    case 'arabicBracket':
      return `（${number}）`;
  }
}

function shorten(text: string): string {
  const whole = text.replace(/\s+/gu, ' ').trim();
  return whole.length <= 24 ? whole : `${whole.slice(0, 24)}…`;
}

/** A first part without a second, or two first parts. */
function checkParts(document: CheckedDocument): readonly Finding[] {
  const body = contentsOf(document)?.body ?? 0;
  const parts = document.lines.flatMap((line, at) => {
    const numbered = numberedOf(line.text);
    return at >= body && numbered?.style === 'part' ? [{ line, number: numbered.number }] : [];
  });
  const [first, second] = parts;
  if (first?.number !== 1) return [];
  const places = [first.line.place];
  const all = [...document.lines, ...document.tables.flatMap(({ cells }) => cells.flat())];
  if (!all.some(({ text }) => /第二(?:部分|章)/u.test(normalName(text)))) {
    const message = say('checking.completeness.parts.only', { text: shorten(first.line.text) });
    return [finding('completeness.parts', message, {}, { places })];
  }
  const isTwice = second?.number === 1 && normalName(second.line.text) !== normalName(first.line.text);
  if (second === undefined || !isTwice) return [];
  const shown = { before: shorten(first.line.text), text: shorten(second.line.text) };
  const message = say('checking.completeness.parts.twice', shown);
  return [finding('completeness.parts', message, {}, { places: [second.line.place, ...places] })];
}

/** Numbered rows of tables: one finding for all tables that leave out the same numbers. */
function checkRows(document: CheckedDocument): readonly Finding[] {
  const found = document.tables.flatMap((table) => {
    const gaps = table.layout === '' ? [] : gapsOf(table);
    const marks = new Set(gaps.flatMap(({ missing }) => missing.map((one) => one.replace(/、$/u, ''))));
    const numbers = [...marks].map((mark) => mark.replace(/[（）]/gu, '')).join('、');
    return gaps.length === 0 ? [] : [{ table, numbers, gaps }];
  });
  return [...groupBy(found, ({ numbers }) => numbers)].map(([missing, group]) => {
    const tables = sayQuoted(group.map(({ table }) => titleOf(document, table)));
    const message = say('checking.completeness.tableOrdinal', { tables, missing });
    const places = group.flatMap(({ gaps }) => gaps.flatMap(({ place }) => place ?? []));
    return finding('completeness.tableOrdinal', message, {}, { places });
  });
}

/** Of five numbers at most one may be left out by a slip: a table of those with amounts keeps the numbers of the form. */
const MOST_MISSING = 5;

function gapsOf({
  cells,
}: CheckedTable): readonly { readonly missing: readonly string[]; readonly place: Place | undefined }[] {
  const width = cells.reduce((most, row) => Math.max(most, row.length), 0);
  const all = normalName(
    cells
      .flat()
      .map(({ text }) => text)
      .join('\n'),
  );
  return Array.from({ length: width }, (_, column) => column).flatMap((column) => {
    const texts = cells.flatMap((row) => {
      const cell = row[column];
      const numbered = cell === undefined ? undefined : numberedOf(cell.text);
      return cell === undefined || numbered === undefined ? [] : [{ numbered, place: cell.place }];
    });
    return (['chinese', 'chineseBracket'] as const).flatMap((style) => {
      const own = texts.filter(({ numbered }) => numbered.style === style);
      const last = own.at(-1)?.numbered.number ?? 0;
      const isWhole = (last - own.length) * MOST_MISSING <= last;
      if (own.length < SHORTEST_LIST || !isWhole) return [];
      return own.flatMap(({ numbered, place }, at) => {
        const before = own[at - 1]?.numbered.number;
        const gap = before === undefined ? 1 : numbered.number - before;
        if (before === undefined || gap < 2 || gap > WIDEST_GAP + 1) return [];
        const numbers = Array.from({ length: gap - 1 }, (_one, index) => before + 1 + index);
        if (numbers.some((one) => isWithin(all, style, one))) return [];
        return [{ missing: numbers.map((one) => markOf(style, one)), place }];
      });
    });
  });
}
