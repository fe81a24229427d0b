import { normalName } from '../accounts/tree.ts';
import { say } from '../messages/say.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { BEFORE, namesOf, PLACE, type Text } from './names.ts';
import { escaped, isDamaged } from './text.ts';

/** A name shorter than this, or what follows a place in it, is like too many others. */
const SHORTEST_NAME = 7;
const SHORTEST_TRADE = 3;
/** So many words after the own place tell what is its own: 示例县医疗救助资金. */
const TELLING = 3;
/** Words that stand before 县 or 区 and name no place. */
const NO_PLACE = new RegExp(
  `^(?:${BEFORE}|[年月日度底末])|[各本全我该其外跨有分每两个]$|[市辖城郊社园景片校库灾牧林山老新片小街厂库东西南北中]$|自治|所属|下属|直属|贫困`,
  'u',
);

/** A place in the name of the document's body, with what follows it there. */
interface OwnPlace {
  readonly name: string;
  readonly kind: string;
  readonly rest: string;
  readonly isLast: boolean;
}

function placesIn(own: string): readonly OwnPlace[] {
  const matches = [...own.matchAll(PLACE)];
  return matches.map((match, at) => ({
    name: match[1] ?? '',
    kind: match[2] ?? '',
    rest: own.slice(match.index + match[0].length),
    isLast: at === matches.length - 1,
  }));
}

/**
 * The name of another place in front of what is the body's own: 另例县医疗保障局 in the document of 示例县医疗保障局, or
 * another city before the own county. A city may be the superior of one, so that it counts only as who the document is of.
 *
 * @param already what else says that a body is not the own one
 */
export function checkPlaces(document: CheckedDocument, already: readonly Finding[]): readonly Finding[] {
  const own = normalName(document.entity.name);
  if (own.length < SHORTEST_NAME) return already;
  const texts = document.lines.map(({ text, place }) => ({ text: normalName(text), place }));
  const said = new Set(already.flatMap(({ places }) => places));
  // A caption that names another body makes a body of it: one that no other line names is no unit.
  const isNamed = (name: string) =>
    name === own || texts.filter(({ text }) => text.includes(name)).length > 1;
  const names = namesOf(document).filter(isNamed).join('\n');
  const found = new Map<string, { readonly body: string; readonly texts: Text[]; isCaption: boolean }>();
  for (const { name, kind, rest, isLast } of placesIn(own)) {
    const follows = isLast ? followsOf(texts, `${name}${kind}`, rest) : [rest];
    if (kind.length > 1 || rest.length < SHORTEST_TRADE || follows.length === 0) continue;
    const form = new RegExp(
      `(?:^|[^\\p{Script=Han}]|(?<=[省市州盟])|(?:${BEFORE}))(\\p{Script=Han}{2,3})${kind}(?=(${follows.map(escaped).join('|')}))`,
      'gu',
    );
    for (const one of texts) {
      for (const match of one.text.matchAll(form)) {
        const other = match[1] ?? '';
        const body = `${other}${kind}`;
        if (NO_PLACE.test(other) || names.includes(body) || said.has(one.place)) continue;
        const isBody = one.text.startsWith(`${body}${rest}`, match.index + match[0].length - body.length);
        const before = withoutPlace(one.text.slice(0, match.index + match[0].length - body.length));
        const isLine = one.text.length <= LONGEST_CAPTION && !/[。；;]/u.test(one.text);
        const isCaption = isBody && isLine && CAPTION.test(before);
        // A bureau beside the own one may be named for what it does; the document is of whom its budget is.
        const isOwner = isCaption || (isBody && isSubject(one.text, before));
        if (isLast && !isOwner && (isBody || kind === '市')) continue;
        const known = found.get(body) ?? {
          body: isBody ? `${body}${rest}` : `${body}${match[2] ?? ''}`,
          texts: [],
          isCaption,
        };
        known.texts.push(one);
        known.isCaption ||= isCaption;
        found.set(body, known);
      }
    }
  }
  const count = (word: string) => texts.filter(({ text }) => text.includes(word)).length;
  return [
    ...already,
    // Where the other place is named as often as the own one, which is whose cannot be told.
    ...[...found].flatMap(([place, { body, texts: lines, isCaption }]) => {
      const [first] = lines;
      if (first === undefined || (count(place) > 2 && count(place) * 2 > count(own))) return [];
      const at = first.text.indexOf(place);
      const text = first.text.slice(Math.max(0, at - AROUND), at + place.length + 2 * AROUND);
      const params = { entity: document.entity.name, other: body, text };
      const message = say('checking.identity.otherBody', params);
      const places = [...new Set(lines.map((line) => line.place))];
      const more = { value: body, expected: document.entity.name, places };
      const one = finding('identity.otherBody', message, {}, more);
      return [isCaption ? one : { ...one, severity: 'warning' as const }];
    }),
  ];
}

/** So many characters around a name are quoted. */
const AROUND = 8;
/** What stands before the name of a body in a caption: nothing, its code, or a label. */
const CAPTION = /^(?:\d{3,9}|(?:编制|预算|填报)?(?:部门|单位)(?:名称)?:|20\d{2}年度?)?$/u;
const LONGEST_CAPTION = 40;

/** Whether a name begins a clause that speaks of a budget. */
function isSubject(text: string, before: string): boolean {
  const begins = /(?:^|[，。；,;:]|现将|反映|20\d{2}年度?(?:期末|年?末|底)?)$/u.test(before);
  return begins && /收入|支出|预算|经费|职责|机构|车辆|资产/u.test(text.slice(before.length));
}

/** What stands before the places above a body: 编制单位: of 编制单位:示例市. */
function withoutPlace(before: string): string {
  return before.replace(/(?<=^|[^\p{Script=Han}]|现将|反映|年度?)(?:\p{Script=Han}{2,4}?[省市州盟])+$/u, '');
}

/** What follows the own place in a document: the own trade, and whatever else is named after the place. */
function followsOf(texts: readonly Text[], place: string, trade: string): readonly string[] {
  const found = new Map<string, number>();
  for (const { text } of texts) {
    for (const match of text.matchAll(new RegExp(`${escaped(place)}(\\p{Script=Han}{${TELLING}})`, 'gu'))) {
      const [, follow = ''] = match;
      found.set(follow, (found.get(follow) ?? 0) + 1);
    }
  }
  const often = [...found].filter(([, count]) => count > 1).map(([follow]) => follow);
  return [...new Set([trade.slice(0, TELLING), ...often])].filter((one) => one.length === TELLING);
}

/**
 * The own name with one character left out, doubled, or another one in its place.
 *
 * @param already what else says that a name is misspelt
 */
export function checkSlips(document: CheckedDocument, already: readonly Finding[]): readonly Finding[] {
  if (isDamaged(document)) return already;
  const names = namesOf(document);
  const known = new Set(already.flatMap(({ value }) => value ?? []));
  const found = new Map<string, { readonly name: string; readonly texts: Text[] }>();
  const long = names.filter((name) => name.length >= SHORTEST_NAME && !/\(/u.test(name));
  for (const { text: raw, place } of document.lines) {
    const text = normalName(raw);
    for (const name of long) {
      const start = name.slice(0, Math.ceil(name.length / 2));
      for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1)) {
        const printed = slipAt(text.slice(at), name, start.length);
        if (printed === undefined || known.has(printed)) continue;
        if (names.some((one) => one.includes(printed) || text.startsWith(one, at))) continue;
        const same = found.get(printed) ?? { name, texts: [] };
        same.texts.push({ text, place });
        found.set(printed, same);
      }
    }
  }
  return [
    ...already,
    ...[...found].flatMap(([printed, { name, texts }]) =>
      texts.length > MOST_SLIPS
        ? []
        : [
            finding(
              'identity.name',
              say('checking.identity.name', { printed, name }),
              {},
              { value: printed, expected: name, places: texts.map(({ place }) => place) },
            ),
          ],
    ),
  ];
}

/** What is printed more often than this is another name. */
const MOST_SLIPS = 3;

/** What tells bodies of one kind apart: 第一小学, 东区. */
const NUMBERS = /[一二三四五六七八九十东西南北中]/u;

/** The beginning of a text, where it is the name but for one character behind the start and before its end. */
function slipAt(text: string, name: string, start: number): string | undefined {
  if (text.startsWith(name)) return undefined;
  let at = start;
  while (at < name.length && text[at] === name[at]) at += 1;
  // Its last character says what kind of body it is: another one is another body.
  if (at >= name.length - 1) return undefined;
  const rest = name.slice(at + 1);
  if (text.startsWith(rest, at)) return text.slice(0, at + rest.length);
  if (NUMBERS.test(text[at] ?? '') && NUMBERS.test(name[at] ?? '')) return undefined;
  if (text.startsWith(rest, at + 1)) return text.slice(0, at + 1 + rest.length);
  const whole = name.slice(at);
  return text.startsWith(whole, at + 1) ? text.slice(0, at + 1 + whole.length) : undefined;
}
