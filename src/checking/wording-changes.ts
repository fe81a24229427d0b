import { say } from '../messages/say.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { type Hit, hitsOf, type Passage, sayExamples } from './passages.ts';
import { glossaryOf, numberedOf } from './text.ts';

type Paragraph = Passage & { readonly at: number };

const NUMBER = '(?:\\d+(?:,\\d{3})*(?:\\.\\d+)?)';
const SOME = `(?!0(?:\\.0+)?\\s*[^\\d.])${NUMBER}`;
const MONEY = '(?:万元|亿元|元)';
const UP = '(?:增加|增长|上升|提高|增幅)';
const DOWN = '(?:减少|下降|降低|减幅|降幅)';
const LIGHT = '(?:了|为|约)?\\s*';
const COMMA = '\\s*[，,、]\\s*';
const BASE = '(?:与|比|同|较)(?:上年|去年|20\\d{2}\\s*年)';
const LEVEL = '(?:持平|保持一致|无变化|保持不变)';

const FORMS = {
  /** 原因是。 ，主要原因。 */
  'wording.empty-reason':
    /原因(?:是|为|系|在于)\s*[:：]?\s*[。；;]|原因\s*[:：]\s*[。；;]|(?<=[，。；,;]\s*)(?:其?主要|增减变化的?(?:主要)?)原因\s*[。；;]/gu,
  /** 增加5万元，下降3%. */
  'wording.direction': new RegExp(
    `${UP}${LIGHT}${SOME}\\s*${MONEY}${COMMA}${DOWN}${LIGHT}${SOME}\\s*[%％]|${DOWN}${LIGHT}${SOME}\\s*${MONEY}${COMMA}${UP}${LIGHT}${SOME}\\s*[%％]`,
    'gu',
  ),
  /** 增加5万元，与上年持平; 持平，增加5万元. */
  'wording.level-change': new RegExp(
    `(?:${UP}|${DOWN})${LIGHT}${SOME}\\s*(?:${MONEY}|[%％])${COMMA}${BASE}[^，。；,;]{0,12}${LEVEL}|${LEVEL}${COMMA}(?:${UP}|${DOWN})${LIGHT}${SOME}\\s*(?:${MONEY}|[%％])`,
    'gu',
  ),
  /** 减少-5.2万元. */
  'wording.negative-change': new RegExp(
    `(?:${UP}|${DOWN})(?:了|额|数|为)?\\s*[-－−﹣]\\s*${NUMBER}\\s*(?:${MONEY}|[%％])`,
    'gu',
  ),
  /** 增加0万元. */
  'wording.zero-change': new RegExp(`(?:${UP}|${DOWN})${LIGHT}0(?:\\.0+)?\\s*(?:${MONEY}|[%％])`, 'gu'),
  /** 增长5.2，: a number with decimals and no unit. */
  'wording.bare-number':
    /(?<!分别)(?:增加|减少|增长|下降|降低|上升|完成(?:年初)?预算的|占(?:比|[^，。；,;\d]{0,16}的)?)(?:了|为)?\s*\d+(?:,\d{3})*\.\d+\s*(?=[，。；;）)]|,(?!\d))/gu,
} as const;

/** What the text says of changes, against itself and against what the law asks. */
export function changeFindings(
  document: CheckedDocument,
  paragraphs: readonly Paragraph[],
): readonly Finding[] {
  return [
    ...together('wording.empty-reason', hitsOf(paragraphs, FORMS['wording.empty-reason'])),
    ...together('wording.direction', hitsOf(paragraphs, FORMS['wording.direction'])),
    ...together('wording.level-change', hitsOf(paragraphs, FORMS['wording.level-change'])),
    ...together('wording.negative-change', hitsOf(paragraphs, FORMS['wording.negative-change'])),
    ...together('wording.zero-change', hitsOf(paragraphs, FORMS['wording.zero-change'])),
    ...together('wording.bare-number', hitsOf(paragraphs, FORMS['wording.bare-number'])),
    ...together('wording.reason-direction', hitsOf(paragraphs, REASON_DIRECTION)),
    ...reasonsMissing(document, paragraphs),
  ];
}

type ChangeRule = keyof typeof FORMS | 'wording.reason-direction';

function together(rule: ChangeRule, hits: readonly Hit[]): readonly Finding[] {
  if (hits.length === 0) return [];
  const message = say(`checking.${rule}`, { count: hits.length, examples: sayExamples(hits) });
  return [finding(rule, message, {}, { key: rule, places: hits.map(({ place }) => place) })];
}

const REASON = '[。，,；;]\\s*(?:其?主要)?原因(?:是|为|系)?[:：]?\\s*';
const SPENT = '(?:经费|支出|预算|费用|资金|拨款|投入|缴费|补贴)(?:有所)?';

/**
 * 减少2.98%。主要原因是：宣传经费增加。 Only where the reason is one short phrase about money itself: that staff or
 * retired people become more may well make a cost fall.
 */
const REASON_DIRECTION = new RegExp(
  `(?:减少|下降|降低)\\s*${SOME}\\s*(?:${MONEY}|[%％])${REASON}[^，。；,;减降缩压退]{2,24}${SPENT}增加(?=[。；;]|$)|(?:增加|增长|上升)\\s*${SOME}\\s*(?:${MONEY}|[%％])${REASON}[^，。；,;增长升加新提]{2,24}${SPENT}减少(?=[。；;]|$)`,
  'gu',
);

/** A change from the year before that is not nothing. */
const CHANGE = new RegExp(
  `(?:${BASE}|上年(?:相比|增减)?)[^。；;]{0,30}(?:${UP}|${DOWN})${LIGHT}${SOME}\\s*(?:${MONEY}|[%％])`,
  'gu',
);
/** Words by which a text gives a reason. */
const GIVES_REASON =
  /原因|由于|因为|主要[是为系]|因[\p{Script=Han}]{2}|系[\p{Script=Han}]{2}|致|为了|随着|压减|压缩|节约|调整|新增/u;

const TOPICS = [
  {
    topic: say('checking.wording.reason-missing.total'),
    words:
      /收支(?:预算)?(?:安排|总计|总数|总体)|(?:收入|支出)(?:预算)?(?:总计|总数|总额)|预算(?:收入|支出|收支)|(?:收入|支出)预算/u,
  },
  { topic: say('checking.wording.reason-missing.threePublic'), words: /三公|出国|公务用车|接待费/u },
] as const;

/** So many paragraphs after a change may give its reason. */
const REACH = 3;

/**
 * Changes of the whole and of 三公 for which no reason is given anywhere near, in any of the places that speak of
 * them: one finding a topic. Tables may give it in a column of their own.
 */
function reasonsMissing(document: CheckedDocument, paragraphs: readonly Paragraph[]): readonly Finding[] {
  const glossary = glossaryOf(document, 0);
  const own = paragraphs.filter(({ at }) => !glossary.has(at));
  const inTables = document.tables.some(({ cells }) => cells.flat().some(({ text }) => /原因/u.test(text)));
  if (inTables) return [];
  return TOPICS.flatMap(({ topic, words }) => {
    const changes = own.flatMap((one, index) => {
      const hits = words.test(one.text) ? hitsOf([one], CHANGE) : [];
      const near = own.slice(index, index + REACH + 1);
      const end = near.findIndex(({ text }, at) => at > 0 && numberedOf(text)?.style === 'chinese');
      const text = near
        .slice(0, end < 0 ? undefined : end)
        .map((other) => other.text)
        .join('\n');
      return hits.length === 0 ? [] : [{ hits, isExplained: GIVES_REASON.test(text) }];
    });
    const hits = changes.flatMap((one) => one.hits);
    if (hits.length === 0 || changes.some(({ isExplained }) => isExplained)) return [];
    const message = say('checking.wording.reason-missing', { topic, examples: sayExamples(hits) });
    return [
      finding('wording.reason-missing', message, {}, { key: topic, places: hits.map(({ place }) => place) }),
    ];
  });
}
