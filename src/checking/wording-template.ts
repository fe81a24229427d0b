import { say } from '../messages/say.ts';
import { type Finding, finding } from './finding.ts';
import { type Hit, hitAt, hitsOf, type Passage, sayExamples } from './passages.ts';

/**
 * XX万元, X,XXX万元, 20XX年: a number that nobody filled in. Of the signs that also multiply (人数×月标准), and of
 * the stars that begin a note, one alone says nothing.
 */
const NUMBER =
  /(?<![A-Za-z\d.)）])(?:[XxＸｘ]{1,9}(?:[,，.．][XxＸｘ]{1,9}){1,9}|[XxＸｘ]{2,20}|×{2,20}|[*＊]{2,20})(?:万元|亿元|元|[%％]|辆|台|家|个|名|年度?|月|日)|(?<![A-Za-z\d.)）])[XxＸｘ](?:万元|亿元|[%％]|辆|家|名)|(?<!\d)20(?:[XxＸｘ]{2}|×{2}|\*{2})年?/gu;

/** XX局, ××, ***, ____, [单位名称], 待补充, 主要原因是……: a word that nobody filled in. */
const WORD =
  /(?<![A-Za-z\d./@_-])[XxＸｘ]{2,}(?![A-Za-z\d./@_-])|×{2,}|(?<!\d)[*＊]{3,}(?!\d)|(?<=[\p{Script=Han}：:])_{3,}|[[［【{｛<＜](?:本?单位|本?部门|项目|公司|机构)(?:名称|全称|简称)[\]］】}｝>＞]|[[［【{｛](?:年份|金额|日期|数字|填写|请填写)[^\]］】}｝]{0,8}[\]］】}｝]|待补充?(?=[。，；）)]|$)|待填写?(?=[。，；）)]|$)|此处.{0,4}(?:填写|插入|补充)|(?<![A-Za-z])(?:TBD|TODO)(?![A-Za-z])|(?:原因(?:是|为|系)?|用于|包括|[是为指])[:：]?\s*(?:…|\.{6}|·{6})[….·]{0,200}(?![….·\s]{0,200}\d)|^\s*\d+[.、．]\s*(?:…|\.{3})[….]*\s*$/gu;

/** “ ”, 《 》, 增加 万元: nothing where something must stand. Reading may lose it too. */
const NOTHING =
  /[“「]\s*[”」]|《\s*》|(?<!单位|计量|币种|口径|均|以)(?:为|增加|减少|共计|合计|总计|下降|增长)\s+(?:万元|亿元|[%％])(?=[，。；,;、（(]|$)/gu;

/** What was to be filled in and is not: numbers are plainly wrong, words a person must look at. */
export function placeholders(
  paragraphs: readonly Passage[],
  all: readonly Passage[],
  isWhole: boolean,
): readonly Finding[] {
  const numbers = hitsOf(all, NUMBER);
  const words = isWhole ? [...hitsOf(all, WORD), ...hitsOf(paragraphs, NOTHING)] : [];
  const hits = [...numbers, ...words.filter(({ place }) => !numbers.some((one) => one.place === place))];
  if (hits.length === 0) return [];
  const message = say('checking.wording.placeholder', { count: hits.length, examples: sayExamples(hits) });
  const one = finding(
    'wording.placeholder',
    message,
    {},
    { key: 'all', places: hits.map(({ place }) => place) },
  );
  return [numbers.length > 0 ? { ...one, severity: 'error' } : one];
}

const UP = '(?:增加|增长|上升|提高)';
const DOWN = '(?:减少|下降|降低)';
/** Brackets and strokes offer a choice; 增加或减少 may well be meant. */
const OPEN = '\\s*(?:[（(]\\s*或?|[/／])\\s*';
const EITHER = `(?:${UP}${OPEN}${DOWN}|${DOWN}${OPEN}${UP})\\s*[)）]?`;

/** 增加（减少）5万元, 比上年增加/减少, 5万元（持平）, 大于（小于）预算数的原因, 有（无）. Titles may well name both. */
const ALTERNATIVES = new RegExp(
  [
    `${EITHER}\\s*(?=[\\dXxＸｘ×_＿]|的?(?:主要)?原因)`,
    `[比较与](?:上年|去年|20\\d{2}年)[^，。；,;]{0,12}${EITHER}`,
    '\\d\\s*(?:万元|[%％])\\s*[（(]\\s*或?\\s*持平\\s*[)）]',
    '(?:大于|高于|多于)\\s*(?:[（(]|[/／])\\s*(?:小于|低于|少于|等于)\\s*[)）]?',
    '有\\s*[（(]\\s*无\\s*[)）]|无\\s*[（(]\\s*有\\s*[)）]|有\\s*[/／]\\s*无',
  ].join('|'),
  'gu',
);

/** A sentence, not a heading: it ends, or it has a clause. */
const SENTENCE = /[。；，,;]/u;

/** Choices that a template offers and nobody made. */
export function alternatives(paragraphs: readonly Passage[]): readonly Hit[] {
  return hitsOf(
    paragraphs.filter(({ text }) => SENTENCE.test(text)),
    ALTERNATIVES,
  );
}

/** （若无，则写……）, （增加内容）: what a template tells those who fill it in. */
const REMARK =
  /[（(](?:[^（）()]{0,40}(?:[若如]无，?[则请可]|请(?:按|根据|据实|自行|在此|补充|填写|删除)|此处|需填写|作下述说明|按实际情况(?:填|修改|删)|根据实际情况(?:填|修改|删)|自行(?:删|修改|调整|补充))[^（）()]{0,60}|(?:增加|新增|修改|删除)内容|请?(?:填写|列明|填列)[^（）()]{2,30})[）)]/gu;
/** A line that is nothing but an instruction: （说明项目的总体情况等）. */
const INSTRUCTION = /^\s*[（(](?:请?说明|列举|描述|填写|简述|概述)[^（）()]{4,80}[）)]\s*$/u;

/** What a template says to those who fill it in. */
export function remarks(paragraphs: readonly Passage[]): readonly Hit[] {
  return [
    ...hitsOf(paragraphs, REMARK),
    ...paragraphs
      .filter(({ text }) => INSTRUCTION.test(text))
      .map((passage) => hitAt(passage, 0, passage.text.length)),
  ];
}
