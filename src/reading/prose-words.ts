/**
 * The words with which narratives compare, share, explain and open lists: the grammar's fixed part. What they speak
 * of is in the vocabulary.
 */

/** 比2023年预算执行数, 较上年, 与年初预算相比, 同比: what a difference is counted from. */
export interface Base {
  readonly from: number;
  readonly to: number;
  /** A year, or the year before the one that is spoken of; undefined where it is the same year. */
  readonly year?: number | 'previous';
  readonly words: string;
}

const BASE_START =
  /(?:(?:相|对)?比(?!例|重|率|照)|相?较|与|同(?=20|上|去|年初)|和(?=20|上年|去年))于?(?=20\d{2}年|上一?年|去年|前年|年初|调整|全年|当年|同期|预算|决算|执行)/u;
const BASE_END =
  /相比较?|对比|比较|相较|$|(?=增|减|上升|提高|上涨|扩大|升高|上浮|调增|下降|降低|压减|压缩|缩减|下浮|下调|调减|核减|持平|一致|保持(?:不变|一致|持平)|基本(?:持平|一致|相同|不变)|无(?:增减)?变化|没有变化|未发生变化|相同|不变|略|有所|各[增减]|总体|变化|[多少由从])/u;

/** Finds what a segment compares with. */
export function baseIn(segment: string): Base | undefined {
  const short = /同比/u.exec(segment);
  if (short !== null) return { from: short.index, to: short.index + 2, year: 'previous', words: short[0] };
  const start = BASE_START.exec(segment);
  if (start === null) return undefined;
  const from = start.index + start[0].length;
  const rest = segment.slice(from);
  const end = BASE_END.exec(rest);
  const words = rest.slice(0, end?.index ?? rest.length);
  const year = /20\d{2}/u.exec(words);
  return {
    from: start.index,
    to: from + words.length + (end?.[0].length ?? 0),
    words,
    ...(year !== null
      ? { year: Number(year[0]) }
      : /^(?:上一?年|去年)/u.test(words)
        ? { year: 'previous' as const }
        : {}),
  };
}

const MORE = '增加|增长|上升|提高|上涨|扩大|升高|上浮|调增|增幅|增|多';
const LESS = '减少|下降|降低|压减|压缩|缩减|下浮|下调|调减|核减|降幅|减幅|减|少';
const AFTER = '(?:了|额|数|率|幅|幅度|比例|金额|支出|预算|资金|共计)?(?:为|约|约为|是|达到?|合计)?';
const DIRECTED = new RegExp(`(?<!至|不|更|最|很)(?:(${MORE})|(${LESS}))${AFTER}$`, 'u');
const SAME = /持平|一致|无变化|无增减|没有变化|未发生变化|相同|保持不变|无增减变化/u;

export interface Directed {
  readonly direction: 'more' | 'less';
  /** Where the word begins. */
  readonly from: number;
}

/** 增加 or 减少 right before a number. */
export function directionAt(lead: string): Directed | undefined {
  const match = DIRECTED.exec(lead);
  if (match === null) return undefined;
  return { direction: match[1] === undefined ? 'less' : 'more', from: match.index };
}

export function saysSame(segment: string): boolean {
  return SAME.test(segment);
}

/** A stage that the words name; `bare` is what 预算 alone is taken for. */
export function stageIn(words: string): 'budget' | 'adjusted' | 'executed' | 'final' | undefined {
  const plain = words.replace(
    /一般公共预算|政府性?基金预算|国有资本经营预算|基金预算|年初(?=结转|结余|财政拨款结转)|预算(?:单位|绩效|管理|法|部门|项目)|部门预算支出|预算支出/gu,
    '',
  );
  if (/执行数|预计完成|完成数|预计执行/u.test(plain)) return 'executed';
  if (/调整(?:后)?(?:的)?预算|全年预算|预算调整/u.test(plain)) return 'adjusted';
  if (/决算/u.test(plain)) return 'final';
  if (/预算|年初/u.test(plain) || /(?:支出|收入|采购|项目)预算/u.test(words)) return 'budget';
  return undefined;
}

/** Explains: numbers from here to the end of the clause say why, not what. */
export const REASON =
  /原因|主要(?:是|系|因)|^(?:因(?!公)|由于|主要由于|系)|^(?:增减变化|增加|减少)的?主?要?(?:原因)/u;

/** Says what the money is for. */
export const PURPOSE =
  /^(?:主要)?(?:用于|保障|用以|用来)|^(?:主要|具体)(?:用于|保障|为|支出)|^(?:是|指)用于/u;

/** Opens the parts of what was said before. */
export const PARTS =
  /^(?:其中主要包括|其中包括|其中|主要包括|具体包括|包括|包含|分别为|分别是|具体为|主要用于以下方面|含)/u;

/** Ends a phrase whose parts follow. */
export const OPENING =
  /(?:如下|以下方面|以下几个方面|主要内容|主要包括|包括|其中|安排的项目有|项目有|分别为|具体情况|构成情况)$/u;

/** What a number of counted things says before its unit that is a threshold, not a count. */
export const THRESHOLD = /^\(?含?\)?(?:及)?\(?含?\)?以[上下]|^及以[上下]/u;

/** The way a goal is put: name, then what it should come to. */
const GOAL =
  /^(.*?)(?:平均|要|应|力争|确保|需|均)*(达到|达|不低于|不少于|不小于|大于等于|大于或等于|至少|≥|>=|不高于|不超过|不大于|小于等于|控制在|≤|<=|大于|高于|>|小于|低于|<|稳定在|保持在|提高到|提升到|提升至|提高至|为|=|:)+$/u;
const AT_LEAST = /不低于|不少于|不小于|大于等于|大于或等于|至少|≥|>=/u;
const AT_MOST = /不高于|不超过|不大于|小于等于|控制在|≤|<=/u;

export interface Goal {
  readonly name: string;
  readonly operator: '≥' | '≤' | '=' | '>' | '<' | '';
}

/** A goal before a number: 办结率达到. The words after it (以上, 以内) count too. */
export function goalBefore(lead: string, tail: string): Goal | undefined {
  const match = GOAL.exec(lead);
  const name = (match?.[1] ?? '').replace(
    /^(?:使|将|实现|确保|保证|力争|做到|保持|\d{1,2}[.、)]|[一二三四五六七八九十]+是)+/u,
    '',
  );
  if (match === null || name === '') return undefined;
  const verb = lead.slice((match[1] ?? '').length);
  const operator = AT_LEAST.test(verb)
    ? '≥'
    : AT_MOST.test(verb)
      ? '≤'
      : /大于|高于|>/u.test(verb)
        ? '>'
        : /小于|低于|</u.test(verb)
          ? '<'
          : /^(?:及|\(含\))?以上/u.test(tail)
            ? '≥'
            : /^(?:及|\(含\))?以[下内]/u.test(tail)
              ? '≤'
              : '=';
  return { name, operator };
}
