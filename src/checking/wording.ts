import { say } from '../messages/say.ts';
import type { CheckedDocument } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { type Hit, hitsOf, paragraphsOf, passagesOf, sayExamples } from './passages.ts';
import { isDamaged } from './text.ts';
import { changeFindings } from './wording-changes.ts';
import { missingStops, strayStops, unclosed, widths } from './wording-marks.ts';
import { alternatives, placeholders, remarks } from './wording-template.ts';
import { doubledWords, repeated, slips } from './wording-words.ts';

/** What is wrong with the wording: what is left of a template, marks, words, and words against their numbers. */
export function checkWording(document: CheckedDocument): readonly Finding[] {
  const paragraphs = paragraphsOf(document);
  const all = passagesOf(document);
  // Where reading lost text, what seems to be missing or out of place may have been lost.
  const isWhole = !isDamaged(document);
  const whole = <Value>(hits: () => readonly Value[]) => (isWhole ? hits() : []);
  return [
    ...placeholders(paragraphs, all, isWhole),
    ...together('wording.alternatives', alternatives(paragraphs)),
    ...together('wording.remark', remarks(paragraphs)),
    ...changeFindings(document, paragraphs),
    ...together('wording.unit-word', hitsOf(all, UNIT_WORD)),
    ...together('wording.number-form', hitsOf(paragraphs, NUMBER_FORM)),
    ...together(
      'wording.missing-stop',
      whole(() => missingStops(document, paragraphs)),
    ),
    ...together('wording.doubled-mark', hitsOf(all, DOUBLED_MARK)),
    ...together(
      'wording.unclosed',
      whole(() => unclosed(paragraphs)),
    ),
    ...together(
      'wording.width',
      whole(() => widths(paragraphs, all)),
    ),
    ...together('wording.inner-stop', strayStops(paragraphs)),
    ...together('wording.doubled-word', doubledWords(document, all)),
    ...together('wording.repeated', repeated(paragraphs)),
    ...slips(all),
    ...together(
      'wording.document-number',
      whole(() => hitsOf(all, DOCUMENT_NUMBER)),
    ),
  ];
}

/** 万元元, 5.2%%, 5.2万元%, 百分之5.2%. Days and months that begin with 元 are not part of the unit. */
const UNIT_WORD =
  /万元元(?![旦宵月素件老首勋])|(?<=\d\s{0,3})元万元|万万元|亿亿元|亿元元(?![旦宵月])|万元万元|(?<=\d\s{0,3})[%％]{2,}|(?<=\d\s{0,3})万?元[%％]|(?<=\d\s{0,3})[%％]万?元|百分之\d+(?:\.\d+)?[%％]/gu;

/** 12。5万元, 1.234.56万元. What begins a line with two points is a heading's number. */
const NUMBER_FORM =
  /\d。\d{1,4}\s*(?:万元|亿元|[%％])|(?<=[^\d.\s])\d+(?:,\d{3})*\.\d+\.\d+\s*(?:万元|亿元|元|[%％])/gu;

/** 。。 ，， 、。 ,。 and a list that breaks off before 等; three dots and more stand for what is left out. */
const DOUBLED_MARK =
  /(?<!。)。。(?!。)|，，|、、|；；|：：|[，、；：,;]\s*。|(?<=\p{Script=Han})[，、；：]\s*[，、；：]|。\s*[，、；：,;]|(?<=\p{Script=Han}),,|(?<=[\p{Script=Han}元%％）]),[，、；]|、\s*等(?=相关|各项|各类|有关|工作|方面|内容|支出|费用|经费|[。，；]|$)|^[≥≤=＝><]?\s*\d+(?:\.\d+)?\s*(?:万元|元|个|次|人|项|家|[%％])[.。]$/gu;

/** 财社[2024]158号: the year in brackets of another kind. Round ones are also a reader's 〔〕. */
const DOCUMENT_NUMBER = /\p{Script=Han}{1,8}[[［【]\s*(?:19|20)\d{2}\s*[\]］】]\s*第?\s*\d+\s*号?/gu;

type WordingRule =
  | 'wording.alternatives'
  | 'wording.remark'
  | 'wording.unit-word'
  | 'wording.number-form'
  | 'wording.missing-stop'
  | 'wording.doubled-mark'
  | 'wording.unclosed'
  | 'wording.width'
  | 'wording.inner-stop'
  | 'wording.doubled-word'
  | 'wording.repeated'
  | 'wording.document-number';

/** One finding for all places of a kind: they are mended in one go. */
function together(rule: WordingRule, hits: readonly Hit[]): readonly Finding[] {
  if (hits.length === 0) return [];
  const message = say(`checking.${rule}`, { count: hits.length, examples: sayExamples(hits) });
  // One a document: what is left of it after a part is mended is the same finding.
  return [finding(rule, message, {}, { key: rule, places: hits.map(({ place }) => place) })];
}
