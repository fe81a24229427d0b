import { placeWithin } from '../document/place.ts';
import { intervalOf } from '../facts/fact.ts';
import { toBase } from '../facts/measure.ts';
import { NO_PROJECT } from '../facts/space.ts';
import { say } from '../messages/say.ts';
import { parseDecimal } from '../money/decimal.ts';
import { around, type Interval, overlap } from '../money/interval.ts';
import type { CheckedDocument, CheckedLine } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { intervalOfFen, sayMoney, sumOf } from './stated-amounts.ts';

/** 项目 28 个,涉及预算 461.49 万元; 涉及预算 1567.30 万元，共 12 个项目. */
const COUNT = '项目\\s*(?:共|共计|有|合计|数)?\\s*(\\d{1,4})\\s*个|(\\d{1,4})\\s*个\\s*(?:预算|支出)?项目';
const AMOUNT = '([\\d,]+(?:\\.\\d+)?)\\s*(亿元|万元|元)';
const BETWEEN = '[^\\d。；;]{0,24}';
const COUNTED = new RegExp(`(?:${COUNT})${BETWEEN}${AMOUNT}|${AMOUNT}${BETWEEN}(?:${COUNT})`, 'gu');

/** So many projects, with so much money. */
interface Counted {
  readonly count: number;
  readonly amount: Interval;
  readonly from: number;
  readonly to: number;
}

/**
 * Numbers of projects in the text: where the amounts of parts add up to that of the whole, or the projects that are listed
 * to the amount that is said, their numbers do, too.
 */
export function checkProjectCounts(document: CheckedDocument): readonly Finding[] {
  const lists = listsOf(document);
  return document.lines.flatMap((line) => {
    const counted = countedIn(line.text);
    const [whole, ...parts] = counted;
    if (whole === undefined) return [];
    const isList = parts.length > 1 && /其中/u.test(line.text.slice(whole.to, parts[0]?.from));
    const isComplete = isList && overlap(sumOf(parts.map(({ amount }) => amount)), whole.amount);
    const sum = parts.reduce((added, { count }) => added + count, 0);
    if (isComplete && sum !== whole.count) return [ofParts(line, whole, parts, sum)];
    return counted.flatMap((one) => {
      const same = lists.filter(({ amount }) => overlap(amount, one.amount));
      const [list] = same;
      if (list === undefined || same.some(({ count }) => count === one.count)) return [];
      const params = { printed: one.count, listed: list.count, total: sayMoney(list.total) };
      const message = say('checking.performance.project-count', params);
      const more = { value: String(one.count), expected: String(list.count), places: [placeIn(line, one)] };
      return [finding('performance.project-count', message, {}, more)];
    });
  });
}

function ofParts(line: CheckedLine, whole: Counted, parts: readonly Counted[], sum: number): Finding {
  const message = say('checking.performance.project-count.parts', {
    printed: whole.count,
    parts: parts.map(({ count }) => String(count)).join('、'),
    sum,
  });
  const places = [whole, ...parts].map((one) => placeIn(line, one));
  const more = { value: String(whole.count), expected: String(sum), places };
  return finding('performance.project-count', message, {}, more);
}

const placeIn = (line: CheckedLine, { from, to }: Counted) => placeWithin(line, from, to);

function countedIn(text: string): readonly Counted[] {
  return [...text.matchAll(COUNTED)].flatMap((match): readonly Counted[] => {
    const [whole, a, b, digitsA, unitA, digitsB, unitB, c, d] = match;
    const unit = unitA ?? unitB ?? '';
    const decimal = parseDecimal((digitsA ?? digitsB ?? '').replaceAll(',', ''));
    const value = decimal === undefined ? undefined : toBase(decimal, unit);
    const step = decimal === undefined ? undefined : toBase({ digits: 1n, decimals: decimal.decimals }, unit);
    if (value === undefined || step === undefined || value === 0n) return [];
    const count = Number(a ?? b ?? c ?? d);
    return [{ count, amount: around(value, step), from: match.index, to: match.index + whole.length }];
  });
}

/** Projects that stand together in the document, with what they come to. */
interface List {
  readonly count: number;
  readonly amount: Interval;
  readonly total: bigint;
}

/** The sheets of projects, and every table that lists projects. */
function listsOf(document: CheckedDocument): readonly List[] {
  const sheets = document.projects.flatMap(({ statedBudget }) => statedBudget ?? []);
  const isWhole = sheets.length > 0 && sheets.length === document.projects.length;
  const ofSheets = { count: sheets.length, amount: sumOf(sheets.map(intervalOfFen)), total: sumFen(sheets) };
  const ofTables = document.tables.map(({ facts }): List => {
    const first = new Map<string, (typeof facts)[number]>();
    for (const fact of facts) {
      const { project, year, measure = 'amount' } = fact.at;
      const isOwn = year === String(document.year) && measure === 'amount' && fact.status === 'printed';
      if (project === undefined || project === NO_PROJECT || !isOwn || first.has(project)) continue;
      first.set(project, fact);
    }
    const own = [...first.values()];
    return {
      count: own.length,
      amount: sumOf(own.map(intervalOf)),
      total: sumFen(own.map(({ value }) => value)),
    };
  });
  return [...(isWhole ? [ofSheets] : []), ...ofTables.filter(({ count }) => count > 1)];
}

const sumFen = (values: readonly bigint[]) => values.reduce((sum, value) => sum + value, 0n);
