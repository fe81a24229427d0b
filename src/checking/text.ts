import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import type { CheckedDocument, CheckedLine, CheckedTable } from './checked.ts';

/** The styles in which Chinese documents number their headings, the outermost first. */
export const STYLES = ['part', 'chinese', 'chineseBracket', 'arabic', 'arabicBracket'] as const;
export type Style = (typeof STYLES)[number];

/** The number that a text begins with, its style, and what follows it. */
export interface Numbered {
  readonly style: Style;
  readonly number: number;
  /** As printed, without blanks, such as `（三）`. */
  readonly mark: string;
  readonly rest: string;
}

const CHINESE = '[一二三四五六七八九十]{1,4}';
const NUMBERINGS: readonly { readonly style: Style; readonly form: RegExp }[] = [
  { style: 'part', form: new RegExp(`^(第(${CHINESE})(?:部分|章))[、:.]?`, 'u') },
  { style: 'chinese', form: new RegExp(`^((${CHINESE})、)`, 'u') },
  { style: 'chineseBracket', form: new RegExp(`^(\\((${CHINESE})\\))、?`, 'u') },
  { style: 'arabic', form: /^((\d{1,2})(?:、|\.(?!\d)|\.(?=20\d{2}年)))/u },
  { style: 'arabicBracket', form: /^(\((\d{1,2})\)|(\d{1,2})\))、?/u },
];

/** The numbering that a text begins with; undefined where it has none. */
export function numberedOf(text: string): Numbered | undefined {
  const bare = normalName(text);
  for (const { style, form } of NUMBERINGS) {
    const match = form.exec(bare);
    if (match === null) continue;
    const [whole, mark = '', first, second] = match;
    const number = numberOf(first ?? second ?? '');
    if (number !== undefined) return { style, number, mark, rest: bare.slice(whole.length) };
  }
  return undefined;
}

const DIGITS = '一二三四五六七八九';

/** A number in figures or in Chinese up to ninety-nine. */
function numberOf(text: string): number | undefined {
  if (/^\d+$/u.test(text)) return Number(text);
  const match = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?$/u.exec(text);
  if (match === null) return undefined;
  const [, tens, ten, units] = match;
  const value = (digit: string | undefined) => (digit === undefined ? 0 : DIGITS.indexOf(digit) + 1);
  if (ten === undefined) return units === undefined && tens !== undefined ? value(tens) : undefined;
  return (tens === undefined ? 1 : value(tens)) * 10 + value(units);
}

/** A number up to ninety-nine in Chinese. */
export function inChinese(number: number): string {
  const tens = Math.floor(number / 10);
  const units = DIGITS[(number % 10) - 1] ?? '';
  if (tens === 0) return units;
  return `${tens === 1 ? '' : (DIGITS[tens - 1] ?? '')}十${units}`;
}

/** Words of headings that tell years and bodies from one another, not headings. */
const FILLERS =
  /(?:19|20)\d{2}年?度?|\(\d*(?:年度?)?\)|\((?:本级|部门|单位)\)|本?(?:部门|单位)(?!构成|概况)|预算单位|[省市区县]级|公开|附件[一二三四五六七八九十\d]*[:、]?|(?:附|预算|决算)?表\d+表?/gu;

/** A heading in the form in which headings are compared: no number, year, body, blanks or dotted lines. */
export function bareHeading(text: string, entity: string): string {
  const whole = normalName(text).replace(/[…·.]{2,}\d*$/u, '');
  const rest = numberedOf(whole)?.rest ?? whole;
  const name = normalName(entity);
  return (name === '' ? rest : rest.replaceAll(name, ''))
    .replace(FILLERS, '')
    .replace(/["“”'《》:.。、—-]/gu, '');
}

/** A text as the part of a regular expression that matches it and nothing else. */
export function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/gu, '\\$&');
}

/** An entry of the table of contents. */
export interface Entry {
  readonly text: string;
  readonly numbered: Numbered | undefined;
  readonly place: Place;
}

/** The table of contents: its entries and the line at which the body begins. */
export interface Contents {
  readonly entries: readonly Entry[];
  readonly from: number;
  readonly body: number;
}

/** Contents stand within the first lines, and their entries are no longer than this. */
const FIRST_LINES = 40;
const LONGEST_ENTRY = 60;

/** The table of contents that a document prints as lines; undefined where it prints none. */
export function contentsOf({ lines, tables, entity }: CheckedDocument): Contents | undefined {
  const from = lines.findIndex(
    (line, at) => at < FIRST_LINES && /^目[录次]$|^.{0,25}目录$/u.test(normalName(line.text)),
  );
  if (from < 0) return undefined;
  const entries: Entry[] = [];
  const keys = new Set<string>();
  let body = from + 1;
  for (; body < lines.length; body += 1) {
    const line = lines[body];
    if (line === undefined || tables.some(({ after }) => after === body)) break;
    const parts = line.text
      .split(/[…·]{2,}\d*|\.{4,}\d*/u)
      .map((part) => part.replace(/\s+\d{1,3}$/u, '').trim());
    const texts = parts.filter((part) => /\p{Script=Han}/u.test(part));
    if (texts.some((text) => text.length > LONGEST_ENTRY || /[。；]$/u.test(text))) break;
    const bare = texts.map((text) => bareHeading(text, entity.name));
    if (texts.some((text, at) => keys.has(bare[at] ?? '') || isBeginning(text, entries))) break;
    for (const [at, text] of texts.entries()) {
      entries.push({ text, numbered: numberedOf(text), place: line.place });
      keys.add(bare[at] ?? '');
    }
  }
  return { entries, from, body };
}

/** Whether a line is the beginning of an entry already seen: 第一部分 alone on its line opens the body. */
function isBeginning(text: string, entries: readonly Entry[]): boolean {
  const bare = normalName(text);
  return bare.length >= 4 && entries.some((entry) => normalName(entry.text).startsWith(bare));
}

/** The lines of the glossary (名词解释), by their indexes: what they name is explained, not stated. */
export function glossaryOf({ lines }: CheckedDocument, body: number): ReadonlySet<number> {
  const found = new Set<number>();
  lines.forEach((line, at) => {
    if (at < body || !/名词解释/u.test(line.text) || normalName(line.text).length > 30) return;
    for (let index = at; index < lines.length; index += 1) {
      const text = lines[index]?.text ?? '';
      const isTerm = /^.{1,60}?[:：].*[指是为反映]/u.test(text) || text.length > 60;
      if (index > at && !isTerm) break;
      found.add(index);
    }
  });
  return found;
}

/** The lines and tables of a document in their order. */
export function* inOrder({
  lines,
  tables,
}: CheckedDocument): Generator<
  | { readonly line: CheckedLine; readonly at: number; readonly table?: never }
  | { readonly table: CheckedTable; readonly at: number; readonly line?: never }
> {
  let next = 0;
  for (const [at, line] of lines.entries()) {
    for (let table = tables[next]; table !== undefined && table.after <= at; table = tables[next]) {
      yield { table, at };
      next += 1;
    }
    yield { line, at };
  }
  for (const table of tables.slice(next)) yield { table, at: lines.length };
}

/** More than this share of a document's numbers unread: what seems to be missing may have been lost in reading. */
const DAMAGED = 0.05;

/** Whether so much of a document could not be read that nothing may be called missing. */
export function isDamaged({ tables, others, unread }: CheckedDocument): boolean {
  const facts = tables.reduce((sum, table) => sum + table.facts.length, others.length);
  return unread.length > 10 && unread.length > DAMAGED * (facts + unread.length);
}

/** The first place of a table, for findings about the whole of it. */
export function placesOf(table: CheckedTable): readonly Place[] {
  if (table.place !== undefined) return [table.place];
  const first = table.cells.flat().find(({ place }) => place !== undefined)?.place;
  return first === undefined ? [] : [first];
}

/** What a table is called: the last line above it that is a title, else the title that reading gave it. */
export function titleOf({ lines, tables }: CheckedDocument, table: CheckedTable): string {
  const before = tables.findLast((other) => other.after < table.after)?.after ?? 0;
  const above = lines.slice(Math.max(before, table.after - TITLE_ABOVE), table.after);
  const title = above.findLast(({ text }) => isTitle(text))?.text ?? table.title;
  return title.replace(/\s+/gu, ' ').trim();
}

/** A title stands no more lines above its table: between them stand body, year and unit. */
const TITLE_ABOVE = 6;

function isTitle(text: string): boolean {
  return text.length <= LONGEST_ENTRY && /表(?:\(.*\))?$/u.test(normalName(text));
}
