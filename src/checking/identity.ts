import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { likeness } from '../document/likeness.ts';
import { say } from '../messages/say.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { checkPlaces, checkSlips } from './identity-names.ts';
import { BEFORE, namesOf, PLACE, type Text, textsOf } from './names.ts';
import { escaped, isDamaged, titleOf } from './text.ts';
import { checkYears } from './years.ts';

/** Whose document it is, and of which year: names, levels and trades that are not its own. */
export function checkIdentity(document: CheckedDocument): readonly Finding[] {
  const texts = textsOf(document);
  return [
    ...checkYears(document),
    ...checkPlaces(document, checkBodies(document)),
    ...checkSlips(document, checkNames(document, texts)),
    ...checkLevels(document, texts),
    ...checkTrade(document, texts),
    ...checkKind(document, texts),
    ...checkSubordinates(document, texts),
    ...checkScope(document),
    ...checkReplaced(document),
    ...checkItems(texts),
    ...checkProjectCodes(document),
  ];
}

/** How the names of bodies end. */
const KINDS =
  '(?:局|委员会|办公室|中心|医院|福利院|研究院|检察院|法院|学院|学校|大学|中学|小学|幼儿园|管理所|财政所|站|支队|大队|办事处|图书馆|博物馆|文化馆|档案馆|协会|联合会|管理处|厅|人民政府)';

/** A subject that a budget's year follows: X局2024年部门预算. */
const SUBJECT = new RegExp(
  `([\\p{Script=Han}]{2,40}?${KINDS})(?:\\([^)]{1,6}\\)|本级|机关)*20\\d{2}年度?(?:部门|单位|收入|支出|预算|决算|财政拨款|一般公共|政府性基金|["“]三公|政府采购|机关运行|收支)`,
  'gu',
);

/** Sentences and titles whose subject is another body. */
function checkBodies(document: CheckedDocument): readonly Finding[] {
  const names = namesOf(document);
  const own = normalName(document.entity.name);
  if (own.length < 4) return [];
  // A department speaks of its units, and may list them nowhere.
  const isAlone = names.length <= 1;
  const found = new Map<string, Finding>();
  for (const { text: raw, place } of document.lines) {
    const text = normalName(raw);
    for (const match of text.matchAll(SUBJECT)) {
      const subject = match[1] ?? '';
      const isOwn = names.some((name) => subject.endsWith(name));
      const stranger = isOwn ? undefined : strangerIn(subject, own);
      const other = stranger ?? (isOwn || !isAlone ? undefined : speakerIn(text, match, own));
      if (other === undefined) continue;
      const known = found.get(other);
      if (known !== undefined) {
        found.set(other, { ...known, places: [...known.places, place] });
        continue;
      }
      const params = { entity: document.entity.name, other, text: match[0] };
      const message = say('checking.identity.otherBody', params);
      const more = { value: other, expected: document.entity.name, places: [place] };
      const one = finding('identity.otherBody', message, {}, more);
      found.set(other, stranger === undefined ? { ...one, severity: 'warning' } : one);
    }
  }
  // Where another body is named more often than the own one, the own one was taken wrong.
  const count = (name: string) => document.lines.filter(({ text }) => normalName(text).includes(name)).length;
  return [...found].flatMap(([other, one]) =>
    count(other) > Math.max(count(own), SLIPS_OF_NAME) ? [] : [one],
  );
}

/** So many lines may name another body by a slip. */
const SLIPS_OF_NAME = 3;

/**
 * The body at the end of a text, where it is of the own trade and of another place; undefined where it may be the own
 * one (区财政局), one of those above it, or anything else.
 */
function strangerIn(subject: string, own: string): string | undefined {
  const place = [...own.matchAll(PLACE)].at(-1);
  if (place === undefined) return undefined;
  const trade = own.slice(place.index + place[0].length);
  if (trade.length < 3 || !subject.endsWith(trade)) return undefined;
  const form = new RegExp(`(?:^|[省市县区州盟旗]|${BEFORE})(\\p{Script=Han}{2,3})([市县区旗])$`, 'u');
  const [, name = '', kind = ''] = form.exec(subject.slice(0, subject.length - trade.length)) ?? [];
  const isNone = name === '' || new RegExp(`^(?:${BEFORE})$|[各本全我该其]$`, 'u').test(name);
  return isNone || own.includes(`${name}${kind}`) ? undefined : `${name}${kind}${trade}`;
}

/**
 * The subject of a sentence with amounts, where it is of the own place and of another trade: 示例县教育局2025年收入总计5万元
 * in the document of another bureau.
 */
function speakerIn(text: string, match: RegExpExecArray, own: string): string | undefined {
  const subject = match[1] ?? '';
  const place = [...own.matchAll(PLACE)].at(-1)?.[0];
  if (place === undefined || !/(?:^|[。;])$/u.test(text.slice(0, match.index))) return undefined;
  const trade = subject.slice(subject.indexOf(place) + place.length);
  const isOther = subject.includes(place) && trade.length >= 3 && !own.includes(trade);
  const sentence = text.slice(match.index).split(/[。;]/u)[0] ?? '';
  return isOther && /\d(?:\.\d+)?[万亿]?元/u.test(sentence) ? subject : undefined;
}

/** Names this alike are meant to be one. */
const ALMOST = 0.7;

/** Names of units with another ending, and captions that name the body almost. */
function checkNames(document: CheckedDocument, texts: readonly Text[]): readonly Finding[] {
  if (isDamaged(document)) return [];
  const names = namesOf(document);
  const found = new Map<string, { readonly name: string; readonly places: Place[] }>();
  const add = (printed: string, name: string, place: Place) => {
    const known = found.get(printed) ?? { name, places: [] };
    known.places.push(place);
    found.set(printed, known);
  };
  const units = names.flatMap((name) => {
    const core = coreOf(name) ?? '';
    const start = core.slice(0, Math.ceil(core.length * 0.6));
    const other = new RegExp(`${escaped(start)}\\p{Script=Han}{0,6}?(?:${UNIT_ENDS})`, 'u');
    return start.length < 6 ? [] : [{ name, core, other }];
  });
  for (const { text, place } of texts) {
    const caption =
      /^(?:编制|预算|填报)?(?:部门|单位)(?:名称)?:(\p{Script=Han}[\p{Script=Han}()]{3,30})$/u.exec(text)?.[1];
    const coded = /^\d{3,9}(\p{Script=Han}[\p{Script=Han}()]{3,30})$/u.exec(text)?.[1];
    const printed = caption ?? coded;
    if (printed !== undefined && !names.some((name) => printed.includes(name) || name.includes(printed))) {
      const near = names.find((name) => likeness(name, printed) >= ALMOST);
      if (near !== undefined) add(printed, near, place);
    }
    for (const { name, core, other } of units) {
      if (text.includes(core)) continue;
      const match = other.exec(text);
      const [printed] = match ?? [];
      // The like of it at another level of government is another body.
      const isOther =
        /(?:国家|[省市县区州盟旗]|上级)$/u.test(text.slice(0, match?.index)) && !text.includes(placeOf(name));
      if (isOther) continue;
      if (printed !== undefined && !names.some((one) => one.includes(printed))) add(printed, name, place);
    }
  }
  return [...found].map(([printed, { name, places }]) =>
    finding(
      'identity.name',
      say('checking.identity.name', { printed, name }),
      {},
      { value: printed, expected: name, places },
    ),
  );
}

/** How the names of units end, and may be confused. */
const UNIT_ENDS = '服务中心|管理中心|事务中心|中心|管理所|服务所|管理站|服务站|管理处|事务所|经办处';

/** The name of a unit without the places before it; undefined where it does not end as units do. */
function coreOf(name: string): string | undefined {
  if (!new RegExp(`(?:${UNIT_ENDS})$`, 'u').test(name)) return undefined;
  const [last] = [...name.matchAll(PLACE)].slice(-1);
  return last === undefined ? name : name.slice(last.index + last[0].length);
}

/** The places in front of a unit's name. */
function placeOf(name: string): string {
  return name.slice(0, name.length - (coreOf(name) ?? '').length);
}

type Level = '省' | '市' | '县' | '区';

/** The level of government that a body belongs to, by the last place in its name. */
function levelOf(name: string): Level | undefined {
  const last = [...normalName(name).matchAll(PLACE)].at(-1);
  // Zones are run by cities, provinces or themselves.
  if (/(?:开发|高新|新|园|产业|管理|示范|度假|保税|合作|实验|试验|经济)区$/u.test(last?.[0] ?? ''))
    return undefined;
  switch (last?.[2]) {
    case '省':
    case '自治区':
      return '省';
    case '市':
    case '自治州':
    case '盟':
      return '市';
    case '县':
    case '自治县':
    case '旗':
      return '县';
    case '区':
      return '区';
    default:
      return undefined;
  }
}

/**
 * Whether the text of one level may stand in the document of another: a city may be one of the rank of a county, and
 * what an autonomous region calls 区级 is its own.
 */
function mayBe(own: Level, other: string): boolean {
  return (
    (own === '市' && other === '县') || (own === '县' && other === '市') || (own === '省' && other === '区')
  );
}

/** An entry of the glossary: a term, a colon, and what it means. */
const TERM = /^.{2,40}?:.*[指是]/u;
const LEVEL = /(?<=[指是与入用])(省|市|县|区)级(?:财政|预算主管部门|预算单位)/gu;

/** Definitions and forms of address that belong to another level. */
function checkLevels(document: CheckedDocument, texts: readonly Text[]): readonly Finding[] {
  const own = levelOf(document.entity.name);
  if (own === undefined) return [];
  const entity = document.entity.name;
  const found = new Map<string, { readonly printed: Set<string>; readonly places: Place[] }>();
  const ours = new Map<string, Place[]>();
  for (const { text, place } of texts) {
    // Money of other levels may well be spent; only what a term is said to mean is of the own level.
    const isTerm = TERM.test(text) && !text.includes(`${own}级`);
    for (const match of isTerm ? text.matchAll(LEVEL) : []) {
      const level = match[1] ?? '';
      if (mayBe(own, level)) continue;
      const known = found.get(level) ?? { printed: new Set(), places: [] };
      known.printed.add(match[0]);
      known.places.push(place);
      found.set(level, known);
    }
    for (const match of text.matchAll(/我(省|市|县|区)(?:本级)?(部门|预算)?/gu)) {
      const level = match[1] ?? '';
      // A county may well speak of its city and province; only as the owner of the budget they are wrong.
      const isSibling = (level === '县' && own === '区') || (level === '区' && own === '县');
      if (level === own || (!isSibling && match[2] === undefined)) continue;
      ours.set(match[0], [...(ours.get(match[0]) ?? []), place]);
    }
  }
  return [
    ...[...found].map(([other, { printed, places }]) => {
      const message = say('checking.identity.level', {
        entity,
        own,
        other,
        printed: [...printed].join('”“'),
      });
      const more = { value: `${other}级`, expected: `${own}级`, places: [...new Set(places)] };
      return finding('identity.level', message, {}, more);
    }),
    ...[...ours].map(([printed, places]) => {
      const message = say('checking.identity.ourLevel', { entity, own, printed });
      return finding('identity.ourLevel', message, {}, { value: printed, expected: `我${own}`, places });
    }),
  ];
}

/** Trades of government by the words that name them in names of bodies and in boilerplate. */
const TRADES: readonly { readonly trade: string; readonly words: RegExp }[] = [
  { trade: '医疗保障', words: /医疗保障|医疗保险|医保/u },
  { trade: '教育', words: /教育|教体|学校|教学/u },
  { trade: '卫生健康', words: /卫生|卫健|医院|疾病/u },
  { trade: '民政', words: /民政|福利|养老|救助/u },
  { trade: '公安', words: /公安|警/u },
  { trade: '司法', words: /司法/u },
  { trade: '农业农村', words: /农业|农村|畜牧/u },
  { trade: '水利', words: /水利|水务/u },
  { trade: '交通运输', words: /交通|公路/u },
  { trade: '自然资源', words: /自然资源|国土|规划/u },
  { trade: '生态环境', words: /环境|环保|生态/u },
  { trade: '住房城乡建设', words: /住房|住建|城乡建设|城建/u },
  { trade: '应急管理', words: /应急/u },
  { trade: '市场监管', words: /市场监/u },
  { trade: '文化旅游', words: /文化|旅游|文旅|体育/u },
  { trade: '人力资源社会保障', words: /人力资源|社会保障|人社|就业/u },
  { trade: '税务', words: /税务/u },
  { trade: '林业', words: /林业|林草/u },
];

/** Boilerplate about an area of work: 健全教育领域内部控制体系. */
const AREA =
  /(?:健全|完善|加强|规范|推进|做好)\p{Script=Han}{0,4}?(\p{Script=Han}{2,8}?)(?:领域|系统|行业)\p{Script=Han}{0,6}(?:内部控制|内控|预算|绩效)/gu;

/** Sentences on one's own management that name another trade. */
function checkTrade(document: CheckedDocument, texts: readonly Text[]): readonly Finding[] {
  const names = namesOf(document).join('、');
  const found = new Map<string, { readonly trade: string; readonly places: Place[] }>();
  for (const { text, place } of texts) {
    for (const match of text.matchAll(AREA)) {
      const area = match[1] ?? '';
      const trades = TRADES.filter(({ words }) => words.test(area));
      const [other] = trades;
      const isOwn =
        trades.some(({ words }) => words.test(names)) || !TRADES.some(({ words }) => words.test(names));
      if (other === undefined || isOwn) continue;
      const known = found.get(match[0]) ?? { trade: other.trade, places: [] };
      known.places.push(place);
      found.set(match[0], known);
    }
  }
  return [...found].map(([printed, { trade, places }]) => {
    const message = say('checking.identity.trade', { entity: document.entity.name, printed, trade });
    return finding('identity.trade', message, {}, { value: printed, places });
  });
}

/** What bodies call themselves, by the end of their names. */
const SELF: readonly { readonly word: string; readonly end: RegExp }[] = [
  { word: '局', end: /局$/u },
  { word: '委', end: /委员会$|委$/u },
  { word: '厅', end: /厅$/u },
  { word: '院', end: /院$/u },
  { word: '校', end: /校$|大学$|中学$|小学$/u },
  { word: '馆', end: /馆$/u },
  { word: '站', end: /站$/u },
  { word: '队', end: /队$/u },
  { word: '中心', end: /中心$/u },
];

/** 我局, 局机关 in the document of a centre. */
function checkKind(document: CheckedDocument, texts: readonly Text[]): readonly Finding[] {
  const names = namesOf(document).map((name) => name.replace(/\(.*\)$|本级$|机关$|本部$/u, ''));
  const ends = SELF.filter(({ end }) => names.some((name) => end.test(name)));
  if (ends.length === 0) return [];
  // A unit that has its bureau in its name may speak for it.
  const own = new Set(
    SELF.map(({ word }) => word).filter((word) => names.some((name) => name.includes(word))),
  );
  for (const { word } of ends) own.add(word);
  const found = new Map<string, Place[]>();
  for (const { text, place } of texts) {
    for (const match of text.matchAll(
      /我(局|委|厅|院|校|馆|站|队|中心)(?!长|员|部)|(?<=^|[^\p{Script=Han}]|[于为及在])(局|委|厅)(?:机关|本级|属)(?!事业单位基本)/gu,
    )) {
      const word = match[1] ?? match[2] ?? '';
      if (own.has(word)) continue;
      found.set(match[0], [...(found.get(match[0]) ?? []), place]);
    }
  }
  return [...found].map(([printed, places]) => {
    const message = say('checking.identity.bodyKind', { entity: document.entity.name, printed });
    return finding('identity.bodyKind', message, {}, { value: printed, places });
  });
}

/** Units below, spoken of by a body that lists none. */
function checkSubordinates(
  { units, bodies, entity }: CheckedDocument,
  texts: readonly Text[],
): readonly Finding[] {
  const [only] = units;
  const own = normalName(entity.name);
  const isAlone =
    bodies.every(({ name }) => normalName(name).startsWith(own)) &&
    units.every(({ name }) => normalName(name).startsWith(own));
  if (only === undefined || units.length !== 1 || only.scope !== 'ownLevel' || !isAlone) return [];
  const found = texts.flatMap(({ text, place }) => {
    const match = /(?:机关|本级)及(?:其)?(?:所属|下属)(?:事业)?单位的?收支/u.exec(text);
    return match === null ? [] : [{ text: match[0], place }];
  });
  const [first] = found;
  if (first === undefined) return [];
  const message = say('checking.identity.subordinates', { text: first.text, unit: only.name });
  return [
    finding(
      'identity.subordinates',
      message,
      {},
      { value: first.text, places: found.map(({ place }) => place) },
    ),
  ];
}

/** One or two titles that say 部门 where all others say 单位, or the reverse. */
function checkScope(document: CheckedDocument): readonly Finding[] {
  const titles = document.tables.flatMap((table) => {
    const title = titleOf(document, table);
    const word = /^(?:\d{4}年度?)?(?:预算)?(部门|单位)/u.exec(normalName(title))?.[1];
    return word === undefined ? [] : [{ title, word, place: table.place }];
  });
  const [departments, bodies] = ['部门', '单位'].map((word) => titles.filter((one) => one.word === word));
  if (departments === undefined || bodies === undefined) return [];
  const [few, many] = departments.length < bodies.length ? [departments, bodies] : [bodies, departments];
  const [usual] = many;
  if (usual === undefined || few.length > 2 || many.length < 4) return [];
  const sentences = document.lines.flatMap(({ text, place }) => {
    const match = usual.word === '单位' ? /20\d{2}年度?部门预算安排/u.exec(normalName(text)) : null;
    return match === null ? [] : [{ title: match[0], word: '部门', place }];
  });
  const [sentence] = sentences;
  if (sentence !== undefined) {
    const message = say('checking.identity.scope.text', { usual: usual.word, text: sentence.title });
    const places = sentences.map(({ place }) => place);
    return [finding('identity.scope', message, {}, { value: '部门', expected: usual.word, places })];
  }
  return few.map(({ title, word, place }) => {
    const message = say('checking.identity.scope', { usual: usual.word, text: title, printed: word });
    return finding(
      'identity.scope',
      message,
      {},
      { value: word, expected: usual.word, places: place === undefined ? [] : [place] },
    );
  });
}

/** Terms that hold 单位, with 部门 in its place. */
const REPLACED =
  /(?:行政)?事业部门(?=经营|收入|支出|离退休|医疗|开展|专业)|附属部门(?=上缴|补助)|对附属部门补助|行政部门(?=医疗|离退休)|行政事业部门(?=医疗|养老|离退休)/gu;

/** 单位 replaced by 部门 throughout: one finding for all. */
function checkReplaced({ lines, tables }: CheckedDocument): readonly Finding[] {
  const texts = [...lines, ...tables.flatMap(({ cells }) => cells.flat())];
  const found = texts.flatMap(({ text, place }) =>
    place === undefined
      ? []
      : [...normalName(text).matchAll(REPLACED)].map((match) => ({ word: match[0], place })),
  );
  if (found.length === 0) return [];
  const words = [...new Set(found.map(({ word }) => word))];
  const printed = words.join('”“');
  const expected = words.map((word) => word.replace('部门', '单位')).join('”“');
  const message = say('checking.identity.replaced', { printed, expected });
  const places = [...new Set(found.map(({ place }) => place))];
  return [finding('identity.replaced', message, {}, { value: printed, expected, places })];
}

/** What an item is spent on, and why it changed. */
const USE = /主要用于:?([^,。;]{4,40})[,。;]|主要原因(?:是|为)?:?([^,。;]{4,40})[,。;]?/gu;

/** The use or the reason of one item under another: what follows says the other's name and not its own. */
function checkItems(texts: readonly Text[]): readonly Finding[] {
  const items = texts.flatMap(({ text, place }) => {
    const path = /\(类\)(.{1,40}?)\(款\)(.{1,40}?)\(项\)/u.exec(text);
    const [, group = '', name = ''] = path ?? [];
    return path === null ? [] : [{ text, place, group, name }];
  });
  const stem = (text: string) => text.replace(/(?:经费|支出)$/u, '');
  const says = (what: string, one: { readonly group: string; readonly name: string }) =>
    [one.name, stem(one.name), `${one.group}${stem(one.name)}`].includes(what);
  return items.flatMap((item) => {
    const found = [...item.text.matchAll(USE)].flatMap((match) => {
      const part = match[1] ?? match[2] ?? '';
      const what = part.replace(/(?:经费|支出|预算|费用)?(?:增加|减少|持平|保持不变|不变)?$/u, '');
      if (says(what, item) || what === stem(item.group) || part.includes(stem(item.name))) return [];
      const other = items.find((one) => one !== item && says(what, one) && one.name.length >= 4);
      return other === undefined ? [] : [{ part, other }];
    });
    const [first] = found;
    if (first === undefined) return [];
    const text = found.map(({ part }) => part).join('”“');
    const message = say('checking.identity.borrowedItem', { item: item.name, text, other: first.other.name });
    const places = [item.place, first.other.place];
    return [finding('identity.borrowedItem', message, {}, { value: text, places })];
  });
}

/** So many projects must have codes of one length before another length says anything. */
const MANY_PROJECTS = 5;

/** A project's code with more or fewer digits than all others. */
function checkProjectCodes(document: CheckedDocument): readonly Finding[] {
  const coded = document.projects.filter(({ code }) => /^[\dA-Z]{12,}$/u.test(code));
  const lengths = new Map<number, number>();
  for (const { code } of coded) lengths.set(code.length, (lengths.get(code.length) ?? 0) + 1);
  const [most] = [...lengths].sort((a, b) => b[1] - a[1]);
  if (most === undefined || isDamaged(document)) return [];
  const [usual, count] = most;
  const odd = coded.filter(({ code }) => code.length !== usual);
  if (count < MANY_PROJECTS || odd.length > 2) return [];
  return odd.map(({ name, code, place }) => {
    const params = { project: name, code, digits: code.length, usual };
    const message = say('checking.identity.projectCode', params);
    return finding('identity.projectCode', message, { project: code }, { value: code, places: [place] });
  });
}
