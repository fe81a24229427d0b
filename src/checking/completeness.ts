import { normalName } from '../accounts/tree.ts';
import { likeness } from '../document/likeness.ts';
import { placeWithin } from '../document/place.ts';
import { printValue } from '../facts/measure.ts';
import type { StatedFact } from '../facts/stated.ts';
import { say } from '../messages/say.ts';
import type { CheckedDocument } from './checked.ts';
import { checkContents, checkTables, headingsOf, isTableTitle } from './completeness-contents.ts';
import { checkEmpty, checkFull, checkTotalRow } from './completeness-tables.ts';
import { type Finding, finding } from './finding.ts';
import { checkOrdinals } from './ordinals.ts';
import { checkRowsMissing } from './rows-missing.ts';
import { checkRowsTwice } from './rows-twice.ts';
import { bareHeading, contentsOf, glossaryOf, isDamaged, numberedOf } from './text.ts';

/** What is missing from a document, and what it says is missing although it is there. */
export function checkCompleteness(document: CheckedDocument): readonly Finding[] {
  const contents = checkContents(document);
  return [
    ...contents.findings,
    ...checkTables(document, contents.missing),
    ...checkEmpty(document),
    ...document.tables.flatMap((table) => checkFull(document, table)),
    ...checkTotalRow(document),
    ...checkRowsTwice(document),
    ...checkRowsMissing(document),
    ...checkOrdinals(document),
    ...checkIndicators(document),
    ...checkTopics(document),
    ...checkThreePublic(document),
    ...checkItems(document),
    ...checkAmounts(document),
    ...checkStock(document),
    ...checkReferences(document),
  ];
}

/** Indicators whose target is blank, where reading lost none. */
function checkIndicators(document: CheckedDocument): readonly Finding[] {
  const { indicators, projects } = document;
  const blank = indicators.filter(
    ({ value, unread, level3 }) => value === '' && unread.length === 0 && level3 !== '',
  );
  const isLost = isDamaged(document) || indicators.some(({ unread }) => unread.length > 0);
  if (isLost || blank.length * 4 > indicators.length) return [];
  return blank.map((one) => {
    const name = projects.find(({ code }) => code === one.project)?.name ?? document.entity.name;
    const message = say('checking.completeness.indicator', { project: name, indicator: one.level3 });
    return finding('completeness.indicator', message, {}, { places: [one.place] });
  });
}

/** What every disclosure explains, and the words that show it does. */
const TOPICS: readonly {
  readonly label: string;
  readonly words: RegExp;
  readonly inGlossary?: boolean;
  /** Institutions such as schools and hospitals have none of it, and need not say so. */
  readonly ofOffices?: boolean;
}[] = [
  { label: say('checking.completeness.topic.duties'), words: /职责|职能/u },
  {
    label: say('checking.completeness.topic.organisation'),
    words: /机构设置|(?:单位|部门)构成|内设机构|机构情况|概况|基本情况/u,
  },
  { label: say('checking.completeness.topic.threePublic'), words: /三公/u },
  {
    label: say('checking.completeness.topic.running'),
    words: /(?:运行|运转)经费|(?:机关|机构)运[行转]费/u,
    ofOffices: true,
  },
  { label: say('checking.completeness.topic.procurement'), words: /采购/u },
  { label: say('checking.completeness.topic.assets'), words: /国有资产|固定资产|资产占[有用]|车辆/u },
  { label: say('checking.completeness.topic.performance'), words: /绩效/u },
  {
    label: say('checking.completeness.topic.glossary'),
    words: /名词解释|名词说明|专业名词/u,
    inGlossary: true,
  },
];

/** How the names of institutions end that are no offices; courts and procurators end otherwise. */
const INSTITUTION =
  /(?:学校|学院|大学|中学|小学|幼儿园|党校|医院|卫生院|保健院|福利院|研究院|研究所|中心|馆|站|所|园|团|社|台)(?:\([^)]*\))?$/u;

/** A file with fewer sentences is a set of tables, whose narrative stands elsewhere. */
const FEWEST_SENTENCES = 5;

/** Topics that the whole document passes over, tables included. */
function checkTopics(document: CheckedDocument): readonly Finding[] {
  const { lines, tables } = document;
  if (lines.length === 0) return [];
  const body = contentsOf(document)?.body ?? 0;
  const [first] = lines;
  const places = first === undefined ? [] : [first.place];
  const sentences = lines.filter(({ text }) => text.length > 30 && /[。；;]/u.test(text));
  if (sentences.length < FEWEST_SENTENCES) {
    const one = finding('completeness.topic', say('checking.completeness.topic.none'), {}, { places });
    return tables.length === 0 ? [] : [{ ...one, severity: 'notice' }];
  }
  if (isDamaged(document) && lines.length < 30) return [];
  const glossary = glossaryOf(document, body);
  const texts = (withGlossary: boolean) => [
    ...lines.filter((_, at) => at >= body && (withGlossary || !glossary.has(at))).map(({ text }) => text),
    ...tables.flatMap(({ title, cells }) => [title, ...cells.flat().map(({ text }) => text)]),
  ];
  const own = texts(false).map(normalName).join('\n');
  const all = texts(true).map(normalName).join('\n');
  const isInstitution = INSTITUTION.test(normalName(document.entity.name));
  const missing = TOPICS.filter(
    ({ words, inGlossary = false, ofOffices = false }) =>
      !(ofOffices && isInstitution) && !words.test(inGlossary ? all : own),
  );
  if (missing.length === 0) return [];
  const topics = missing.map(({ label }) => label).join('、');
  return [finding('completeness.topic', say('checking.completeness.topic', { topics }), {}, { places })];
}

/** The three items of 三公经费 and the words that name each. */
const THREE_PUBLIC = [
  { label: say('checking.completeness.threePublic.travel'), words: /出国/u },
  { label: say('checking.completeness.threePublic.vehicles'), words: /用车|车辆/u },
  { label: say('checking.completeness.threePublic.reception'), words: /接待/u },
];

/** A section has no more lines than this. */
const LONGEST_SECTION = 15;

/** An account of 三公经费 that leaves out one of the three. */
function checkThreePublic(document: CheckedDocument): readonly Finding[] {
  const { lines, tables } = document;
  if (isDamaged(document) && lines.length < 30) return [];
  const body = contentsOf(document)?.body ?? 0;
  const glossary = glossaryOf(document, body);
  const at = lines.findIndex(
    ({ text }, index) =>
      index >= body && !glossary.has(index) && /三公.{0,80}\d.{0,40}元/u.test(normalName(text)),
  );
  const line = lines[at];
  if (line === undefined) return [];
  const isTop = (index: number) => {
    const style = numberedOf(lines[index]?.text ?? '')?.style;
    return style === 'chinese' || style === 'part';
  };
  let to = at + 1;
  while (to < lines.length && !isTop(to) && to - at < LONGEST_SECTION) to += 1;
  // The table of the changes may stand within the account; the table of the amounts stands by itself.
  const words = [
    ...lines.filter((_, index) => index >= body && !glossary.has(index)).map(({ text }) => text),
    ...tables
      .filter(({ after }) => after > at && after <= to)
      .flatMap(({ cells }) => cells.flat().map(({ text }) => text)),
  ].join('\n');
  const missing = THREE_PUBLIC.filter(({ words: one }) => !one.test(words));
  if (missing.length === 0 || missing.length === THREE_PUBLIC.length || /[无未][^。]{0,6}三公/u.test(words))
    return [];
  const items = missing.map(({ label }) => label).join('、');
  const message = say('checking.completeness.threePublic', { items });
  return [finding('completeness.threePublic', message, {}, { places: [line.place] })];
}

/** A list of accounts in the text that leaves out a few of those that its table prints. */
function checkItems(document: CheckedDocument): readonly Finding[] {
  const { others, tables, year, stage, entity } = document;
  const isItem = ({ at, value, status }: StatedFact) =>
    at.function?.length === 7 &&
    at.flow === 'expenditure' &&
    at.year === String(year) &&
    at.stage === stage &&
    at.kind === undefined &&
    at.project === undefined &&
    at.economic === undefined &&
    status === 'printed' &&
    value !== 0n;
  const said = new Set(others.filter(isItem).map(({ at }) => at.function));
  // The table that the list follows: the one that shares most of its accounts and has fewest others.
  const candidates = tables.map((table) => table.facts.filter((fact) => isItem(fact) && isFiscal(fact)));
  const lists = candidates
    .map((facts) => ({ facts, left: facts.filter(({ at }) => !said.has(at.function)) }))
    .filter(
      ({ facts, left }) =>
        facts.length - left.length >= 3 && facts.every(({ at }) => at.entity === facts[0]?.at.entity),
    );
  const [list] = lists.sort((a, b) => a.left.length - b.left.length);
  if (list === undefined || list.left.length === 0 || said.size < 3) return [];
  if (list.left.length > 2 && list.left.length * 4 > list.facts.length) return [];
  const tree = document.accounts.tree('function', year);
  const items = list.left
    .map(({ at, value, unit, decimals }) => {
      const code = at.function ?? '';
      return `${code}${tree.nameOf(code) ?? ''}（${printValue(value, unit, decimals)}${unit}）`;
    })
    .join('、');
  const [first] = list.left;
  const message = say('checking.completeness.item', { items });
  const places = list.left.flatMap(({ place }) => place ?? []);
  return [finding('completeness.item', message, first?.at ?? { entity: entity.code }, { places })];
}

function isFiscal({ at }: StatedFact): boolean {
  return at.source === 'generalPublicBudget' || at.source === 'fiscalAppropriation';
}

/** A heading about how money is allotted, and no amount below it. */
function checkAmounts(document: CheckedDocument): readonly Finding[] {
  const { lines, tables } = document;
  const body = contentsOf(document)?.body ?? 0;
  return lines.flatMap((line, at) => {
    const own = numberedOf(line.text);
    if (
      at < body ||
      own === undefined ||
      own.rest.length > 20 ||
      !/(?:预算|资金|经费)安排(?:情况)?$/u.test(own.rest)
    )
      return [];
    const next = lines.findIndex((other, index) => index > at && numberedOf(other.text)?.style === own.style);
    const end = next < 0 ? lines.length : next;
    const below = lines.slice(at + 1, end);
    const isSilent = below.length === 0 || below.some(({ text }) => /[\d无没未不]|〇|零/u.test(text));
    if (isSilent || tables.some(({ after }) => after > at && after <= end)) return [];
    const message = say('checking.completeness.amount', { heading: own.rest });
    return [
      finding(
        'completeness.amount',
        message,
        {},
        { places: [line.place, ...below.map(({ place }) => place)] },
      ),
    ];
  });
}

/** Says what there is, or that there is none. */
const STOCK =
  /共有|截[至止]|[年月]末|现有|固定资产|资产总额|占用情况表|见[下附]?表|(?:[无没]有?|不涉及).{0,6}(?:车辆|用车|国有资产|设备)|(?:车辆|用车)\s*\d|\d\s*(?:辆|台|套)/u;

/** A heading about the assets that there are, and only plans to buy below it. */
function checkStock(document: CheckedDocument): readonly Finding[] {
  const { lines, tables } = document;
  const body = contentsOf(document)?.body ?? 0;
  return lines.flatMap((line, at) => {
    const own = numberedOf(line.text);
    const isOfStock = own !== undefined && /国有资产占[有用]/u.test(own.rest) && own.rest.length <= 20;
    if (at < body || !isOfStock) return [];
    const next = lines.findIndex((other, index) => index > at && numberedOf(other.text)?.style === own.style);
    const end = next < 0 ? Math.min(lines.length, at + LONGEST_SECTION) : next;
    const below = lines.slice(at + 1, end).map(({ text }) => normalName(text));
    const isSilent = below.join('').length === 0 || below.some((text) => STOCK.test(text));
    if (isSilent || tables.some(({ after }) => after > at && after <= end)) return [];
    const message = say('checking.completeness.assetStock', { heading: own.rest });
    return [finding('completeness.assetStock', message, {}, { places: [line.place] })];
  });
}

/** References to tables that the document does not print. */
function checkReferences(document: CheckedDocument): readonly Finding[] {
  const { lines, tables, entity } = document;
  const body = contentsOf(document)?.body ?? 0;
  const titles = headingsOf(document, body).filter(({ text }) => isTableTitle(text));
  const layouts = tables.flatMap(({ layout }) => {
    const definition = document.pack?.tables[layout];
    return definition === undefined ? [] : [definition.title, ...(definition.aliases ?? [])];
  });
  const known = [
    ...titles.map(({ bare }) => bare),
    ...layouts.map((title) => bareHeading(title.replace(/\{[^{}]*\}/gu, ''), entity.name)),
  ];
  const found = new Map<string, Finding>();
  lines.forEach((line, at) => {
    if (at < body || isDamaged(document)) return;
    for (const match of line.text.matchAll(
      /详?见(?:附件|附表)?[\d一二三四五六七八九十]*[：:]?[“"《]?([\p{Script=Han}“”（）()、]{3,24}?表)(?!格|示|明|现|达|述)/gu,
    )) {
      const name = match[1] ?? '';
      const bare = bareHeading(name.replace(/^.*的/u, ''), entity.name);
      if (/[下上附本各后前]表$/u.test(bare) || bare.length < 4) continue;
      const isKnown = known.some(
        (one) => likeness(one, bare) >= 0.6 || one.includes(bare) || bare.includes(one),
      );
      if (isKnown || found.has(bare)) continue;
      const place = placeWithin(line, match.index, match.index + match[0].length);
      const message = say('checking.completeness.reference', { table: name });
      found.set(bare, finding('completeness.reference', message, {}, { value: name, places: [place] }));
    }
  });
  return [...found.values()];
}
