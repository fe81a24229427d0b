/** What a unit measures. Numbers of one base may be compared; those of two kinds never mean the same. */
export type UnitKind = 'share' | 'money' | 'time' | 'people' | 'pieces' | 'score' | 'none' | 'other';

/** A unit of measure as indicators print it, in one way of writing. */
export interface Unit {
  readonly kind: UnitKind;
  /** The unit in which numbers compare: `%`, `元`, `元/人`, `人次`, `分钟`, `条`. Empty where there is none. */
  readonly base: string;
  /** How many of the base one printed unit is: 10000 for 万元, 60 for 小时. */
  readonly factor: bigint;
}

const SHARES: Readonly<Record<string, string>> = {
  '%': '%',
  '﹪': '%',
  百分比: '%',
  百分之: '%',
  百分点: '百分点',
  个百分点: '百分点',
  '‰': '‰',
  千分比: '‰',
};

const TIMES: Readonly<Record<string, readonly [base: string, factor: bigint]>> = {
  秒: ['秒', 1n],
  秒钟: ['秒', 1n],
  分: ['分', 1n],
  分钟: ['分钟', 1n],
  小时: ['分钟', 60n],
  个小时: ['分钟', 60n],
  天: ['天', 1n],
  日: ['天', 1n],
  日历天: ['天', 1n],
  自然日: ['天', 1n],
  // How many days a working day is depends on the calendar.
  工作日: ['工作日', 1n],
  个工作日: ['工作日', 1n],
  周: ['周', 1n],
  月: ['月', 1n],
  个月: ['月', 1n],
  季度: ['季度', 1n],
  个季度: ['季度', 1n],
  年: ['年', 1n],
};

/** People counted as such; the words stand for each other. 人次 counts occasions. */
const PEOPLE: Readonly<Record<string, string>> = { 人: '人', 名: '人', 位: '人', 个人: '人', 人次: '人次' };
const PIECES =
  /^(?:家|户|个|所|次|场|期|批|回|届|支|部|条|台|套|架|辆|册|本|份|卷|件|张|篇|项|例|起|笔|宗|盒|面|块|处|站|门|类|种|款|平方米|平米|㎡|公里|千米|米)次?$/u;
const TIMES_TEN: Readonly<Record<string, bigint>> = {
  十: 10n,
  百: 100n,
  千: 1000n,
  万: 10_000n,
  十万: 100_000n,
  百万: 1_000_000n,
  千万: 10_000_000n,
  亿: 100_000_000n,
};

/**
 * A printed unit in one way of writing. Nothing is lost by it: the indicator keeps what was printed.
 *
 * @example unitOf('百分比') // { kind: 'share', base: '%', factor: 1n }
 * @example unitOf('万元/人') // { kind: 'money', base: '元/人', factor: 10000n }
 */
export function unitOf(text: string): Unit {
  const plain = text
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/^\((.*)\)$/u, '$1');
  if (plain === '') return { kind: 'none', base: '', factor: 1n };
  const [whole = '', ...per] = plain.split(/\/|每(?=.)/u);
  const found = simpleUnit(whole);
  if (per.length === 0) return found;
  return { ...found, base: [found.base, ...per.map((one) => simpleUnit(one).base)].join('/') };
}

function simpleUnit(text: string): Unit {
  const share = Object.hasOwn(SHARES, text) ? SHARES[text] : undefined;
  if (share !== undefined) return { kind: 'share', base: share, factor: 1n };
  const time = Object.hasOwn(TIMES, text) ? TIMES[text] : undefined;
  if (time !== undefined) return { kind: text === '分' ? 'score' : 'time', base: time[0], factor: time[1] };
  const magnitude = MAGNITUDES.find((one) => text.length > one.length && text.startsWith(one));
  const factor = magnitude === undefined ? 1n : (TIMES_TEN[magnitude] ?? 1n);
  const rest = magnitude === undefined ? text : text.slice(magnitude.length);
  if (rest === '元') return { kind: 'money', base: '元', factor };
  const people = Object.hasOwn(PEOPLE, rest) ? PEOPLE[rest] : undefined;
  if (people !== undefined) return { kind: 'people', base: people, factor };
  if (PIECES.test(rest)) return { kind: 'pieces', base: rest, factor };
  return { kind: 'other', base: text, factor: 1n };
}

/** The longest first, so that 十万 is not taken for 十. */
const MAGNITUDES = Object.keys(TIMES_TEN).sort((a, b) => b.length - a.length);
