import { normalName } from '../accounts/tree.ts';
import type { Indicator } from '../facts/records.ts';
import { isNamed } from '../ledger/import-results.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { say } from '../messages/say.ts';
import type { IndicatorForecast } from './forecast.ts';
import { isRate } from './indicator-words.ts';
import { meaningOf, type Quantity } from './meaning.ts';
import { judgeQuantity } from './monitor-quantity.ts';
import type { Light } from './monitor-spending.ts';
import type { Ratio } from './ratio.ts';
import type { MonitoringRules, PerformanceRules } from './rules.ts';
import { type Achievement, achievementOf, direction, dueDay } from './score.ts';

/** An indicator at a day, held against what was due of its target. */
export interface IndicatorMonitoring {
  readonly indicator: Indicator;
  /** The last one until the day. */
  readonly result: IndicatorResult | undefined;
  readonly achievement: Achievement;
  /** Whether results add up through the year, so that only a part is due at the day. */
  readonly isCumulative: boolean;
  /** Whether less is better: the target is a limit. */
  readonly isLess: boolean;
  readonly light: Light;
  /** What is due at the day of the result, in the unit of the target; undefined where it is no number. */
  readonly due: string | undefined;
  /** Result less due, over due. */
  readonly deviation: Ratio;
  /** Result over target, and what is due over target; not applicable where they are no numbers. */
  readonly reached: Ratio;
  readonly dueShare: Ratio;
  readonly how: string;
  readonly forecast: IndicatorForecast;
  /** The light asks for a reason, or the target is far exceeded, and none is given. */
  readonly needsReason: boolean;
}

interface Given {
  readonly rules: PerformanceRules;
  readonly year: number;
  readonly asOf: string;
}

/** What a judge of one kind of target says. */
export type Judged = Pick<
  IndicatorMonitoring,
  'light' | 'due' | 'deviation' | 'reached' | 'dueShare' | 'how' | 'forecast'
>;

/** Of what is no number. */
const NO_NUMBERS = {
  deviation: { applicable: false },
  reached: { applicable: false },
  dueShare: { applicable: false },
} as const;

/** @param results those of the project */
export function monitorIndicator(
  indicator: Indicator,
  results: readonly IndicatorResult[],
  given: Given,
): IndicatorMonitoring {
  const { rules, year, asOf } = given;
  const own = datedResults(indicator, results, asOf);
  const result = own.at(-1);
  const achievement = achievementOf(indicator, result, rules.scoring, year);
  const meaning = meaningOf(indicator);
  const isCumulative = meaning.type === 'quantity' && addsUp(indicator, meaning, rules.monitoring);
  const isLess = meaning.type === 'quantity' && direction(meaning) === 'less';
  const judged = judge();
  const asks = rules.monitoring.reason.includes(judged.light) && judged.light !== 'unknown';
  // A limit that is not used up by now says nothing yet.
  const isOpen = isCumulative && isLess && asOf < `${year}-12-31`;
  const isFarOver = achievement.status === 'scored' && achievement.isFarOver && !isOpen;
  return {
    indicator,
    result,
    achievement,
    isCumulative,
    isLess,
    ...judged,
    needsReason: (asks || isFarOver) && (result?.reason ?? '') === '',
  };

  function judge(): Judged {
    if (meaning.type === 'deadline' && achievement.status === 'missing') {
      return beforeDeadline(dueDay(meaning, year), given);
    }
    if (achievement.status !== 'scored' || result === undefined) return nothing(achievement.how);
    return meaning.type === 'quantity'
      ? judgeQuantity(indicator, meaning, own, isCumulative, given)
      : ofWords(achievement.isMet, achievement.how, result, meaning.type === 'deadline', given);
  }
}

/** The results of an indicator until a day, by day; of one day the later row. */
function datedResults(
  indicator: Indicator,
  results: readonly IndicatorResult[],
  asOf: string,
): readonly IndicatorResult[] {
  const own = results.filter(
    ({ level2, level3, date }) => level3 !== '' && date <= asOf && isNamed(indicator, level3, level2),
  );
  return [...new Map(own.map((one) => [one.date, one])).values()].sort((left, right) =>
    left.date < right.date ? -1 : 1,
  );
}

/** Whether results add up: by the words of the name, else by what the unit counts. */
export function addsUp(
  { level3 }: Pick<Indicator, 'level3'>,
  { unit }: Pick<Quantity, 'unit'>,
  { cumulative }: MonitoringRules,
): boolean {
  const name = normalName(level3);
  const has = (words: readonly string[]) => words.some((word) => name.includes(word));
  if (has(cumulative.except) || unit.base.includes('/')) return false;
  // A rate without a unit is a per cent.
  if (unit.kind === 'share' || (unit.kind === 'none' && isRate(name))) return has(cumulative.shares);
  return cumulative.kinds.some((kind) => kind === unit.kind);
}

function nothing(how: string): Judged {
  const forecast = { outcome: 'unknown', range: undefined, how } as const;
  return { light: 'unknown', due: undefined, ...NO_NUMBERS, how, forecast };
}

function beforeDeadline(due: string | undefined, { year, asOf }: Given): Judged {
  if (due === undefined || due >= asOf) {
    return nothing(say('monitoring.how.notDue', { due: due ?? String(year) }));
  }
  const how = say('monitoring.how.overdue', { due });
  const forecast = { outcome: 'missed', range: undefined, how } as const;
  return { light: 'red', due, ...NO_NUMBERS, how, forecast };
}

/** A day that has come is settled; a quality may change until the year's end, and no number says how. */
function ofWords(
  isMet: boolean,
  how: string,
  { value }: IndicatorResult,
  isDay: boolean,
  { year, asOf }: Given,
): Judged {
  const isSettled = isDay || asOf === `${year}-12-31`;
  const settled = isMet ? 'met' : 'missed';
  const forecast: IndicatorForecast = isSettled
    ? { outcome: settled, range: undefined, how: say(`monitoring.forecast.${settled}`, { value }) }
    : { outcome: 'unknown', range: undefined, how: say('monitoring.forecast.words') };
  const light = isMet ? 'green' : isSettled ? 'red' : 'yellow';
  return { light, due: undefined, ...NO_NUMBERS, how, forecast };
}
