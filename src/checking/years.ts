import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { isBeside } from '../document/place.ts';
import { coordinateKey } from '../facts/fact.ts';
import type { StatedFact } from '../facts/stated.ts';
import { say } from '../messages/say.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { groupBy } from './stated-amounts.ts';
import { contentsOf, escaped, glossaryOf, numberedOf } from './text.ts';

/** A title is no longer than this. */
const LONGEST_TITLE = 45;
/** Words of a title that speak of another year with reason: what is compared, carried over, or named after a paper. */
const OF_OTHER_YEARS = /决算|执行|上年|结转|补助|资金(?!预算|安排)|项目绩效目标表|专项|自评|评价|总结|报告/u;
/** What a sentence may speak of in another year than its own. */
const LOOKING_BACK = /执行|决算|结转|上年|截[至止]|[年月]末|补助资金|完成|以来|五年|三年/u;
/** Papers that are made for one year. */
const PLANS = '(?:重点工作任务书|重点工作安排|重点工作|工作要点|工作计划|工作任务|任务书)';

/** Years that are not the document's own where its own is meant. */
export function checkYears(document: CheckedDocument): readonly Finding[] {
  const body = contentsOf(document)?.body ?? 0;
  const glossary = glossaryOf(document, body);
  const lines = document.lines
    .map(({ text, place }, at) => ({ text: normalName(text), place, at }))
    .filter(({ at }) => !glossary.has(at));
  return [
    ...checkTitles(document, lines),
    ...lines.flatMap(({ text, place }) => {
      // Titles of papers are what they are.
      const sentences = text.replace(/《[^》]*》/gu, '').split(/[。;！]/u);
      const isOfYear = yearsIn(text).includes(document.year);
      return sentences.flatMap((one) => [
        ...(isOfYear ? [] : checkStated(document, one, place)),
        ...checkBase(document, one, place),
        ...checkAssets(document, one, place),
      ]);
    }),
    ...checkPlans(document),
    ...checkAmounts(document),
  ];
}

function yearsIn(text: string): readonly number[] {
  return [...text.matchAll(/(?<!\d)(20\d{2})年/gu)].map((match) => Number(match[1]));
}

/** A line in the form in which words are looked for. */
interface Text {
  readonly text: string;
  readonly place: Place;
}

/** Titles of another year: one finding for each year, whatever the number of titles. */
function checkTitles(document: CheckedDocument, lines: readonly Text[]): readonly Finding[] {
  const { year } = document;
  const found = new Map<number, Text[]>();
  for (const line of lines) {
    const printed = yearOfTitle(document, line.text);
    if (printed === undefined || printed === year) continue;
    found.set(printed, [...(found.get(printed) ?? []), line]);
  }
  const own = lines.filter((line) => yearOfTitle(document, line.text) === year).length;
  return [...found].map(([printed, titles]) => {
    const text = [...new Set(titles.map((one) => one.text))].slice(0, MOST_TITLES).join('”“');
    const message = say('checking.identity.captionYear', { text, printed, year });
    const more = { value: String(printed), expected: String(year), places: titles.map(({ place }) => place) };
    const one = finding('identity.captionYear', message, {}, more);
    // Where most titles are of another year, the document's own may be taken wrong.
    return titles.length >= MANY_TITLES && titles.length > own
      ? { ...one, severity: 'warning' as const }
      : one;
  });
}

/** So many titles of another year, and fewer of the own, may mean that the year was taken wrong. */
const MANY_TITLES = 4;
/** So many titles are quoted; the places name all. */
const MOST_TITLES = 3;

/** The one year of a title that says whose year the document is of: 2024年部门收入预算表, 预算年度：2024. */
function yearOfTitle(document: CheckedDocument, text: string): number | undefined {
  const ofYear = /^预算年度:(20\d{2})/u.exec(text)?.[1];
  if (ofYear !== undefined) return Number(ofYear);
  const bare = (numberedOf(text)?.rest ?? text).replace(normalName(document.entity.name), '');
  if (text.length > LONGEST_TITLE || OF_OTHER_YEARS.test(bare)) return undefined;
  const form = /^(?:附[件表].{0,3}:?)?20\d{2}年度?.*(?:表|部门预算|单位预算|部门决算|单位决算|公开|说明)$/u;
  const [first, ...others] = new Set(yearsIn(text));
  return form.test(bare) && others.length === 0 ? first : undefined;
}

/** What a budget states of its own year in plain words. */
const TOTALS =
  '(?:收入|支出|收支)(?:总计|合计)|收支预算|一般公共预算(?:[收支基]|当年拨款)|财政拨款(?:收入|支出|收支)|政府性基金预算(?:收|支)|政府采购预算|["“]三公["”]经费';

/** 2023年度我部门无专项资金预算, in a document of 2024. */
function checkStated(document: CheckedDocument, sentence: string, place: Place): readonly Finding[] {
  const { year } = document;
  const name = escaped(normalName(document.entity.name));
  const match = new RegExp(
    `(?<![比较与对同和至及、到-]|\\d)(20\\d{2})年度?,?(?:[我本](?:部门|单位|局|委|中心|院|校|办)|${name})?(?:机关)?(?:无|没有|未安排|安排|收入预算|支出预算|预算收入|预算支出|部门预算|单位预算|部门支出|部门收入|${TOTALS})`,
    'u',
  ).exec(sentence);
  const printed = Number(match?.[1]);
  if (
    match === null ||
    printed === year ||
    LOOKING_BACK.test(sentence) ||
    !/预算|经费|支出|收入/u.test(sentence)
  )
    return [];
  // In a heading or in a title the year has been looked at already.
  if (sentence.length <= LONGEST_TITLE && /(?:表|公开|说明)$/u.test(sentence)) return [];
  const message = say('checking.identity.statedYear', {
    text: sentence.slice(match.index, match.index + 40),
    printed,
    year,
  });
  const more = { value: String(printed), expected: String(year), places: [place] };
  return [finding('identity.statedYear', message, {}, more)];
}

/** So many digits of an amount are the same in two years by no chance. */
const TELLING_DIGITS = 4;

/**
 * A sentence that gives last year's amount of something, which nothing else prints, and it is just what tables print for
 * this year: the year is wrong, not the amount.
 */
function checkAmounts(document: CheckedDocument): readonly Finding[] {
  const { year, stage, lines } = document;
  const isAmount = ({ at, status, value }: StatedFact) =>
    (at.measure ?? 'amount') === 'amount' &&
    at.stage === stage &&
    status === 'printed' &&
    value.toString().replace(/0+$/u, '').length >= TELLING_DIGITS;
  const inTables = groupBy(document.tables.flatMap(({ facts }) => facts).filter(isAmount), ({ at }) =>
    coordinateKey(at),
  );
  const said = document.others.filter(isAmount);
  const inText = groupBy(said, ({ at }) => coordinateKey(at));
  const found = new Map<string, Finding>();
  for (const { at, value, place } of said) {
    if (at.year !== String(year - 1) || place === undefined) continue;
    const own = coordinateKey({ ...at, year: String(year) });
    const isOfThisYear = inTables.get(own)?.some((one) => one.value === value) ?? false;
    const isKnown = inTables.has(coordinateKey(at)) || inText.has(own);
    const line = lines.find((one) => isBeside(one.place, place));
    const text = normalName(line?.text ?? '');
    if (!isOfThisYear || isKnown || line === undefined || yearsIn(text).includes(year)) continue;
    if (/持平|一致|相同|不变/u.test(text) || found.has(text)) continue;
    const from = text.indexOf(String(year - 1));
    const quote = text.slice(Math.max(0, from), Math.max(0, from) + 40);
    const message = say('checking.identity.statedYear', { text: quote, printed: year - 1, year });
    const more = { value: String(year - 1), expected: String(year), places: [line.place] };
    found.set(text, finding('identity.statedYear', message, {}, more));
  }
  return [...found.values()];
}

/** 比2022年预算增加, in a document of 2024. */
function checkBase(document: CheckedDocument, sentence: string, place: Place): readonly Finding[] {
  const { year, stage } = document;
  const isOfMoney = /预算|决算|经费|支出|收入/u.test(sentence) && /元|持平|变化|一致/u.test(sentence);
  // Plans of several years are measured from where they began.
  if (!isOfMoney || /十[三四五六]五|五年|三年|基期|累计|年均|疫情/u.test(sentence)) return [];
  const found = new Map<number, Finding>();
  const form = /[比较与同](20\d{2})年度?(?=.{0,14}(?:预算|决算|执行数|相比|增加|减少|持平|增长|下降|一致))/gu;
  for (const match of sentence.matchAll(form)) {
    const printed = Number(match[1]);
    const isBudgetOfYear = stage === 'final' && printed === year;
    if (printed === year - 1 || isBudgetOfYear || found.has(printed)) continue;
    const from = Math.max(0, match.index - 12);
    const text = sentence.slice(from, match.index + 20);
    const message = say('checking.identity.baseYear', { text, printed, year, expected: year - 1 });
    const more = { value: String(printed), expected: String(year - 1), places: [place] };
    found.set(printed, finding('identity.baseYear', message, {}, more));
  }
  return [...found.values()];
}

/** 截至2022年12月31日共有车辆, in a budget of 2024. */
function checkAssets(document: CheckedDocument, sentence: string, place: Place): readonly Finding[] {
  const { year, stage } = document;
  const match = /截[至止](20\d{2})年/u.exec(sentence);
  if (match === null || !/车辆|固定资产|国有资产/u.test(sentence)) return [];
  const printed = Number(match[1]);
  const expected = stage === 'final' ? year : year - 1;
  if (printed === expected) return [];
  const text = sentence.slice(match.index, match.index + 24);
  const message = say('checking.identity.assetYear', { text, printed, year, expected });
  const more = { value: String(printed), expected: String(expected), places: [place] };
  const one = finding('identity.assetYear', message, {}, more);
  // Early in the year the accounts of the last one may not be closed.
  return [printed === expected - 1 ? { ...one, severity: 'notice' } : one];
}

/** The plan of last year as the ground for a project of this year: one finding for each paper. */
function checkPlans(document: CheckedDocument): readonly Finding[] {
  const { year, stage, lines, tables } = document;
  if (stage !== 'budget') return [];
  const texts = [...lines, ...tables.flatMap(({ cells }) => cells.flat())];
  const found = new Map<
    string,
    { readonly printed: number; readonly text: string; readonly places: Place[] }
  >();
  for (const { text, place } of texts) {
    if (place === undefined) continue;
    for (const match of normalName(text).matchAll(
      new RegExp(
        `(?<!完成|落实|回顾|总结)(20\\d{2})年度?${PLANS}(?!.{0,6}(?:完成|落实|总结|回顾|开展|进展|情况))`,
        'gu',
      ),
    )) {
      const printed = Number(match[1]);
      if (printed !== year - 1) continue;
      const known = found.get(match[0]) ?? { printed, text: match[0], places: [] };
      known.places.push(place);
      found.set(match[0], known);
    }
  }
  return [...found.values()].map(({ printed, text, places }) => {
    const message = say('checking.identity.planYear', { text, printed, year });
    const more = { value: text, expected: String(year), places: [...new Set(places)] };
    return finding('identity.planYear', message, {}, more);
  });
}
