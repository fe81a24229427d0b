import { remembering } from '../document/remember.ts';
import type { Coordinate } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import type { Role, Vocabulary, Word } from '../packs/vocabulary.ts';

/** What a heading or noun phrase says of the coordinate of the numbers under or after it. */
export interface Phrase {
  /** The coordinate it was read in, narrowed by what it says. */
  readonly at: Coordinate;
  /** Only what the phrase itself says. */
  readonly says: Coordinate;
  readonly roles: ReadonlySet<Role>;
  /** The pieces that no word explains; an understood phrase has none. */
  readonly unknown: readonly string[];
  /** Dimensions in which the phrase contradicts what was known. */
  readonly conflicts: readonly string[];
  readonly unit?: string;
}

/**
 * The form in which phrases are compared: half-width, without blanks, quotation marks and enumeration, one kind of
 * bracket and dash.
 *
 * @example normalPhrase('（一）“三公” 经费') // '三公经费'
 */
export const normalPhrase: (text: string) => string = remembering((text) => {
  const plain = text.normalize('NFKC').replace(/[\s\u200b-\u200d\u2060\ufeff]/gu, '');
  return withoutEnumeration(simplified(plain))
    .replace(/[“”"'‘’「」『』《》〈〉]/gu, '')
    .replace(/[〔【[{]/gu, '(')
    .replace(/[〕】\]}]/gu, ')')
    .replace(/[—–―－−]/gu, '-');
});

/** Traditional and Japanese forms that text recognition puts into the words of budgets, each before its plain form. */
const FORMS =
  '預预數数額额單单単单項项計计結结轉转財财機机關关務务業业險险療疗資资總总產产購购會会費费經经營营類类級级農农運运維维護护實实際际執执調调補补與与貼贴獎奖勵励債债環环節节鄉乡鎮镇區区縣县國国對对個个無无別别標标準准報报備备註注據据収收設设養养醫医職职員员離离辦办講讲館馆場场庫库車车輛辆屬属繳缴餘余損损長长時时間间發发開开術术電电';
const SIMPLE = new Map(
  [...FORMS].flatMap((form, at, all) => (at % 2 === 0 ? [[form, all[at + 1] ?? form]] : [])),
);
const VARIANT = new RegExp(`[${[...SIMPLE.keys()].join('')}]`, 'gu');

function simplified(text: string): string {
  return text.replace(VARIANT, (form) => SIMPLE.get(form) ?? form);
}

const ENUMERATION =
  /^(?:[（(][一二三四五六七八九十百]{1,4}[）)]、?|[一二三四五六七八九十百]{1,4}[、.．]|[（(]\d{1,2}[）)]、?|\d{1,2}[、）)]|\d{1,2}[.．](?!\d)|[①-⑳])/u;

/** A label without 一、（二）3. (4) in front. Expects no blanks. */
export function withoutEnumeration(text: string): string {
  let rest = text;
  for (let found = ENUMERATION.exec(rest); found !== null; found = ENUMERATION.exec(rest)) {
    if (found[0].length === rest.length) break;
    rest = rest.slice(found[0].length);
  }
  return rest;
}

/** Characters between words that mean nothing. */
const PUNCTUATION = /^[、，,。；;：:()/\-·.*#+和及与]$/u;

/**
 * Takes a phrase apart into the words of the vocabulary, longest first, and composes their coordinates from left to
 * right inside `context`. A finer member replaces the coarser one it lies in; a coarser one adds nothing.
 */
export function readPhrase(text: string, context: Coordinate, vocabulary: Vocabulary, space: Space): Phrase {
  const phrase = normalPhrase(text);
  let at = context;
  let says: Coordinate = {};
  const roles = new Set<Role>();
  const unknown: string[] = [];
  const conflicts: string[] = [];
  let unit: string | undefined;
  let gap = '';
  for (let index = 0; index < phrase.length; ) {
    const word = longestAt(phrase, index, vocabulary);
    const reading = word?.readings.find(({ when }) => when === undefined || holds(when, at, space));
    if (word === undefined || reading === undefined) {
      const length = word?.text.length ?? 1;
      const piece = phrase.slice(index, index + length);
      if (!PUNCTUATION.test(piece)) gap += piece;
      index += length;
      continue;
    }
    if (gap !== '') unknown.push(gap);
    gap = '';
    const narrowed = narrow(at, reading.at, space);
    at = narrowed.at;
    says = narrow(says, reading.at, space).at;
    conflicts.push(...narrowed.conflicts);
    if (word.role !== undefined) roles.add(word.role);
    unit = word.unit ?? unit;
    index += word.text.length;
  }
  if (gap !== '') unknown.push(gap);
  return { at, says, roles, unknown, conflicts, ...(unit === undefined ? {} : { unit }) };
}

function longestAt(phrase: string, index: number, vocabulary: Vocabulary): Word | undefined {
  return vocabulary.get(phrase.charAt(index))?.find((word) => phrase.startsWith(word.text, index));
}

/** Whether the coordinate lies inside `when` in all its dimensions. */
function holds(when: Coordinate, at: Coordinate, space: Space): boolean {
  return Object.entries(when).every(([dimension, member]) => {
    const known = at[dimension];
    if (known === undefined) return false;
    return known === member || space.get(dimension)?.relate(known, member) === 'inside';
  });
}

/** A coordinate made finer by another; members that exclude each other are conflicts, and the new one stands. */
export function narrow(
  at: Coordinate,
  by: Coordinate,
  space: Space,
): { readonly at: Coordinate; readonly conflicts: readonly string[] } {
  const narrowed: Record<string, string> = { ...at };
  const conflicts: string[] = [];
  for (const [dimension, member] of Object.entries(by)) {
    const known = narrowed[dimension];
    const relate = space.get(dimension)?.relate;
    if (known === undefined || known === member) narrowed[dimension] = member;
    else if (relate?.(member, known) === 'inside') narrowed[dimension] = member;
    else if (relate?.(known, member) !== 'inside') {
      conflicts.push(dimension);
      narrowed[dimension] = member;
    }
  }
  return { at: narrowed, conflicts };
}
