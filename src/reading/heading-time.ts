import { compact } from './head.ts';

/** The year and stage that a heading names beside what it measures. */
export interface HeadingTime {
  readonly year?: string;
  readonly stage?: string;
  /** The heading without them. */
  readonly rest: string;
}

/** The year before, where it is not part of a word such as 上年结转. */
const LAST_YEAR =
  /(?:上年度?|上一年度?|去年)(?=$|[（(/]|财政|一般|三公|“|年?初?预算|决算|执行|预计|完成|批复|数)/u;
const YEAR = /((?:19|20)\d{2})年?度?/u;

const STAGES: readonly {
  readonly pattern: RegExp;
  readonly stage: 'budget' | 'adjusted' | 'final' | 'done';
}[] = [
  { pattern: /(?:全年|调整后?的?)预算数?/u, stage: 'adjusted' },
  { pattern: /(?:预计)?(?:执行|完成)(?:情况|数|金额)/u, stage: 'done' },
  { pattern: /决算(?:数|金额)|^决算$/u, stage: 'final' },
  { pattern: /(?:年初)?预算(?:数|金额)|年初预算|^预算$/u, stage: 'budget' },
];

/** Headings of columns that compare two others. */
const COMPARES = /增减|增长|增幅|[比较].{0,12}(?:增加|减少)|[比较](?:上年|去年|(?:19|20)\d{2}年)/u;
const IS_RATE = /[%％率幅]|百分/u;

/**
 * The year and stage of a heading, in a document of that year and stage. What a year before carried out is expected
 * in a budget and final in accounts.
 *
 * @example timeOf('2023年执行数', 2024, 'budget') // { year: '2023', stage: 'expected', rest: '' }
 */
export function timeOf(heading: string, year: number, stage: string): HeadingTime {
  let rest = compact(heading);
  let found: { year?: string; stage?: string } = {};
  const named = YEAR.exec(rest);
  if (named !== null) {
    found = { year: named[1] ?? '' };
    rest = rest.replace(YEAR, '');
  } else if (LAST_YEAR.test(rest)) {
    found = { year: String(year - 1) };
    rest = rest.replace(LAST_YEAR, '');
  }
  const isFinal = stage === 'final';
  for (const one of STAGES) {
    if (!one.pattern.test(rest)) continue;
    const isPast = found.year !== undefined && Number(found.year) < year;
    const done = isFinal ? 'final' : isPast ? 'expected' : 'executed';
    found = { ...found, stage: one.stage === 'done' ? done : one.stage };
    rest = rest.replace(one.pattern, '');
    break;
  }
  return { ...found, rest };
}

/** Whether a heading names the year before without its number. */
export function namesLastYear(heading: string): boolean {
  return LAST_YEAR.test(compact(heading));
}

/** Whether a column compares two others, by its headings: by how much, or by how many per cent. */
export function comparisonIn(path: readonly string[]): 'difference' | 'growth' | undefined {
  if (!path.some((heading) => COMPARES.test(compact(heading)))) return undefined;
  return IS_RATE.test(compact(path.at(-1) ?? '')) ? 'growth' : 'difference';
}

/**
 * The year and stage of a whole table, where its title names another year than the document's: accounts of the year
 * before among the tables of a budget.
 */
export function timeOfTitle(titles: readonly string[], year: number): { year?: string; stage?: string } {
  const title = titles
    .map(compact)
    .find((line) => /表(?:[（(][^（）()]*[）)])?$/u.test(line) && YEAR.test(line));
  const named = title === undefined ? undefined : YEAR.exec(title)?.[1];
  if (title === undefined || named === undefined || Number(named) >= year) return {};
  if (/决算/u.test(title)) return { year: named, stage: 'final' };
  return /执行/u.test(title) ? { year: named, stage: 'expected' } : { year: named };
}
