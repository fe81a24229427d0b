import type { Indicator } from '../facts/records.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { say } from '../messages/say.ts';
import { type Decimal, divideRounded, parseDecimal, printDecimal } from '../money/decimal.ts';
import {
  compare,
  daysOf,
  daysPassed,
  type Exact,
  exact,
  type IndicatorForecast,
  least,
  most,
  outcomeOf,
  type Range,
  sayRange,
} from './forecast.ts';
import { inBase, type Quantity } from './meaning.ts';
import type { Judged } from './monitor-indicator.ts';
import { type Light, lightOf, sayDeviation } from './monitor-spending.ts';
import { ratioOf } from './ratio.ts';
import type { MonitoringRules } from './rules.ts';
import { direction, meets, printed } from './score.ts';
import { unitOf } from './unit.ts';

/** An indicator's dated numbers beside its target, all in the base unit of the target and as whole numbers of one scale. */
interface Course {
  readonly indicator: Indicator;
  readonly target: Quantity;
  readonly year: number;
  readonly isCumulative: boolean;
  readonly isLess: boolean;
  readonly decimals: number;
  readonly goal: bigint;
  /** By day, the last one that of the monitoring. */
  readonly seen: readonly { readonly date: string; readonly value: bigint }[];
  /** The last number, the days of the year that had passed by then, and how it was printed. */
  readonly actual: bigint;
  readonly passed: bigint;
  readonly said: string;
}

/**
 * Judges a number. What adds up through the year is held against the part of its target that the days passed are of the
 * year, and forecast at the pace of the stretches between its results; anything else is held against the target itself,
 * and will be as it was.
 *
 * @param results by day; the last one is a number in the unit of the target
 */
export function judgeQuantity(
  indicator: Indicator,
  target: Quantity,
  results: readonly IndicatorResult[],
  isCumulative: boolean,
  { rules, year }: { readonly rules: { readonly monitoring: MonitoringRules }; readonly year: number },
): Judged {
  const course = courseOf(indicator, target, results, isCumulative, year);
  const { actual, goal } = course;
  const due = isCumulative ? exact(goal * course.passed, daysOf(year)) : exact(goal);
  const deviation = ratioOf(actual * due.denominator - due.numerator, due.numerator);
  const params = {
    date: course.seen.at(-1)?.date ?? '',
    value: course.said,
    target: printed(indicator),
    due: `${printValue(due, course)}${indicator.unit}`,
    passed: course.passed,
    days: daysOf(year),
    rate: sayDeviation(deviation),
  };
  const kind = !isCumulative ? 'level' : course.isLess ? 'used' : 'progress';
  return {
    light: lightAt(course, due, rules.monitoring),
    due: printValue(due, course),
    deviation,
    reached: ratioOf(actual, goal),
    dueShare: ratioOf(due.numerator, goal * due.denominator),
    how: say(`monitoring.how.${kind}`, params),
    forecast: forecastOf(course, rules.monitoring),
  };
}

function courseOf(
  indicator: Indicator,
  target: Quantity,
  results: readonly IndicatorResult[],
  isCumulative: boolean,
  year: number,
): Course {
  const seen = results.flatMap(({ date, value, unit: written }) => {
    const number = parseDecimal(value);
    const unit = written === '' ? target.unit : unitOf(written);
    if (number === undefined || unit.base !== target.unit.base) return [];
    return [{ date, value: inBase({ ...target, number, unit }) }];
  });
  const wanted = inBase(target);
  const decimals = Math.max(wanted.decimals, ...seen.map(({ value }) => value.decimals));
  const whole = (one: Decimal) => one.digits * 10n ** BigInt(decimals - one.decimals);
  const last = results.at(-1);
  return {
    indicator,
    target,
    year,
    isCumulative,
    isLess: direction(target) === 'less',
    decimals,
    goal: whole(wanted),
    seen: seen.map(({ date, value }) => ({ date, value: whole(value) })),
    actual: whole(seen.at(-1)?.value ?? wanted),
    passed: daysPassed(year, last?.date ?? ''),
    said: `${last?.value ?? ''}${last?.unit || indicator.unit}`,
  };
}

function isMet({ target, isLess, goal }: Course, { numerator, denominator }: Exact): boolean {
  return meets(target.operator, isLess, numerator, goal * denominator);
}

function lightAt(course: Course, due: Exact, { progress, level }: MonitoringRules): Light {
  const { actual, isLess, isCumulative } = course;
  const reached = isMet(course, exact(actual));
  const beyond = actual * due.denominator - due.numerator;
  const short = isLess ? beyond : -beyond;
  if (!isCumulative) {
    if (reached) return 'green';
    const light = lightOf(short, due.numerator, level);
    // What misses its target is no green, however little it misses, unless the rules allow for it.
    return light === 'green' && level.yellow === 0 ? 'yellow' : light;
  }
  const light = lightOf(short, due.numerator, progress);
  if (!isLess) return reached ? 'green' : light;
  // A limit that is exceeded stays so; one that is used up fast may still hold.
  if (!reached) return 'red';
  return light === 'red' ? 'yellow' : light;
}

function forecastOf(course: Course, { forecast }: MonitoringRules): IndicatorForecast {
  const { actual, isLess, isCumulative, seen, indicator, year, passed } = course;
  const reached = isMet(course, exact(actual));
  const range = seen.length < forecast.results ? undefined : rangeOf(course);
  const numbers = range === undefined ? undefined : printRange(range, course);
  const isEnd = passed === daysOf(year);
  if (isEnd || (isCumulative && reached !== isLess)) {
    const outcome = reached ? 'met' : 'missed';
    const how = say(`monitoring.forecast.${outcome}`, { value: course.said });
    return { outcome, range: isEnd ? undefined : numbers, how };
  }
  const fallen = isCumulative
    ? seen.findIndex(({ value }, index) => value < (seen[index - 1]?.value ?? 0n))
    : -1;
  const [before, after] = [seen[fallen - 1], seen[fallen]];
  if (before !== undefined && after !== undefined) {
    const how = say('monitoring.forecast.fallen', { date: after.date, before: before.date });
    return { outcome: 'unknown', range: undefined, how };
  }
  if (range === undefined || numbers === undefined) {
    const how = say('monitoring.forecast.few', { seen: seen.length, results: forecast.results });
    return { outcome: 'unknown', range: undefined, how };
  }
  const params = { range: sayRange(numbers, indicator.unit), seen: seen.length };
  const how = say(isCumulative ? 'monitoring.forecast.pace' : 'monitoring.forecast.level', params);
  return { outcome: outcomeOf(range, (value) => isMet(course, value)), range: numbers, how };
}

function rangeOf(course: Course): Range | undefined {
  const { actual, isCumulative, passed, seen, year } = course;
  const [first, ...others] = isCumulative ? projected(course) : seen.map(({ value }) => exact(value));
  if (first === undefined || passed === 0n) return undefined;
  const values: readonly [Exact, ...Exact[]] = [first, ...others];
  const point = isCumulative ? exact(actual * daysOf(year), passed) : exact(actual);
  const within = (value: Exact) => capped(value, course);
  return { low: within(least(values)), point: within(point), high: within(most(values)) };
}

/** By the end of the year, at the pace of each stretch between two results, the first from the first of January. */
function projected({ actual, passed, seen, year }: Course): readonly Exact[] {
  const left = daysOf(year) - passed;
  return seen.flatMap(({ date, value }, index): readonly Exact[] => {
    const before = seen[index - 1];
    const days = daysPassed(year, date) - (before === undefined ? 0n : daysPassed(year, before.date));
    return days > 0n ? [exact(actual * days + left * (value - (before?.value ?? 0n)), days)] : [];
  });
}

/** A rate ends at 100 %, unless it or its target is beyond that already. */
function capped(value: Exact, { target, isLess, decimals, goal, actual }: Course): Exact {
  const whole = 100n * 10n ** BigInt(decimals);
  const isCapped = target.unit.base === '%' && !isLess && goal <= whole && actual <= whole;
  return isCapped && compare(value, exact(whole)) > 0 ? exact(whole) : value;
}

function printRange({ low, point, high }: Range, course: Course): NonNullable<IndicatorForecast['range']> {
  return { low: printValue(low, course), point: printValue(point, course), high: printValue(high, course) };
}

/** A value in the unit of the target, with as many decimals as were seen, of what is no count one at least. */
function printValue({ numerator, denominator }: Exact, { decimals, target }: Course): string {
  const { kind, factor } = target.unit;
  const shown = kind === 'people' || kind === 'pieces' ? decimals : Math.max(decimals, 1);
  const scaled = numerator * 10n ** BigInt(shown - decimals);
  const text = printDecimal({ digits: divideRounded(scaled, denominator * factor), decimals: shown });
  return text.includes('.') ? text.replace(/\.?0+$/u, '') : text;
}
