import type { Project } from '../facts/records.ts';
import { lastDayOf } from '../ledger/dates.ts';
import { type Entry, isPayment } from '../ledger/entries.ts';
import { sayYuan } from '../ledger/import-values.ts';
import { say } from '../messages/say.ts';
import type { Fen } from '../money/amount.ts';
import { divideRounded } from '../money/decimal.ts';
import type { LIGHTS } from '../packs/performance.ts';
import { daysOf, daysPassed, daysSeen, type Outcome } from './forecast.ts';
import type { ProgressRow } from './progress.ts';
import { type Ratio, ratioOf, sayRatio } from './ratio.ts';
import { hundredths, type MonitoringRules } from './rules.ts';

export type Light = (typeof LIGHTS)[number];

/** What was paid by the end of a day, or is due by then. */
export interface Point {
  readonly date: string;
  readonly amount: Fen;
}

/** A project's spending at a day, held against what was due. Amounts are in fen. */
export interface SpendingMonitoring {
  readonly light: Light;
  readonly paid: Fen;
  /** By the last step of the plan that has passed, or by an even pace; undefined where there is nothing to hold against. */
  readonly due: Fen | undefined;
  /** `scaled`: the plan, brought to a budget that has changed since. */
  readonly dueBy: 'plan' | 'scaled' | 'even' | 'none';
  /** Paid less due, over due. */
  readonly deviation: Ratio;
  /** The numbers that the light follows from, in words. */
  readonly how: string;
  readonly forecast: SpendingForecast;
  /** Paid until the end of each month seen, and the day itself. */
  readonly course: readonly Point[];
  /** The steps of the plan, or the year's even pace; from the first of January. */
  readonly plan: readonly Point[];
}

export interface SpendingForecast {
  readonly outcome: Outcome;
  /** What will be paid by the end of the year; undefined where nothing can be said. */
  readonly range: { readonly low: Fen; readonly point: Fen; readonly high: Fen } | undefined;
  /** Method and numbers in words, or why nothing can be said. */
  readonly how: string;
}

/** What monitoring needs to know beside a project's own row. */
export interface SpendingGiven {
  readonly rules: MonitoringRules;
  readonly year: number;
  readonly asOf: string;
  /** Whether the ledger has payments at all; without, nothing paid would be a guess. */
  readonly hasPayments: boolean;
  readonly course: readonly Point[];
}

/**
 * Holds a project's payments against its plan. What is due is what the last step that has passed says: a plan says
 * nothing of the days between its steps. Only the forecast draws a straight line between them, and says so.
 */
export function monitorSpending(
  project: Project,
  row: ProgressRow | undefined,
  given: SpendingGiven,
): SpendingMonitoring {
  const { rules, year, asOf, hasPayments, course } = given;
  const paid = row?.paid ?? 0n;
  const adjusted = row?.adjusted ?? 0n;
  const plan = planOf(project, row, given);
  const none = { paid, course, plan: plan?.points ?? [] } as const;
  const open = (how: string): SpendingMonitoring => ({
    ...none,
    light: 'unknown',
    due: undefined,
    dueBy: 'none',
    deviation: { applicable: false },
    how,
    forecast: { outcome: 'unknown', range: undefined, how },
  });
  if (row === undefined || adjusted <= 0n) return open(say('monitoring.spending.noBudget'));
  if (!hasPayments) return open(say('monitoring.spending.noPayments'));
  const forecast = forecastSpending(paid, adjusted, plan, given);
  if (plan === undefined) {
    const how = say('monitoring.spending.noPlan', { paid: sayYuan(paid) });
    return {
      ...none,
      light: 'unknown',
      due: undefined,
      dueBy: 'none',
      deviation: { applicable: false },
      how,
      forecast,
    };
  }
  const due = dueAt(plan, year, asOf);
  const next = plan.by === 'even' ? due : (plan.points.find(({ date }) => date > asOf)?.amount ?? adjusted);
  const deviation = ratioOf(paid - due, due);
  const said = {
    paid: sayYuan(paid),
    due: sayYuan(due),
    basis: say(`monitoring.spending.by.${plan.by}`),
    rate: sayDeviation(deviation),
  };
  const isAhead = paid > next && (paid - next) * 10_000n > next * hundredths(rules.ahead);
  const light = due === 0n ? 'green' : lightOf(due - paid, due, rules.spending);
  const how = isAhead
    ? say('monitoring.spending.ahead', { ...said, next: sayYuan(next) })
    : due === 0n
      ? say('monitoring.spending.notDue', said)
      : say('monitoring.spending.due', said);
  return {
    ...none,
    light: isAhead && light === 'green' ? 'yellow' : light,
    due,
    dueBy: plan.by,
    deviation,
    how,
    forecast,
  };
}

/** The light of what falls short of a whole. */
export function lightOf(
  short: bigint,
  whole: bigint,
  { yellow, red }: { yellow: number; red: number },
): Light {
  const isOver = (limit: number) => short * 10_000n > whole * hundredths(limit);
  if (isOver(red)) return 'red';
  return isOver(yellow) ? 'yellow' : 'green';
}

/** A deviation with its sign. */
export function sayDeviation(ratio: Ratio): string {
  return ratio.applicable && ratio.numerator > 0n ? `+${sayRatio(ratio, 1)}` : sayRatio(ratio, 1);
}

interface Plan {
  readonly by: 'plan' | 'scaled' | 'even';
  /** From the first of January, where nothing is due. */
  readonly points: readonly Point[];
}

/** A plan whose budget has changed since is taken in proportion: it says when, the budget says how much. */
function planOf(
  { plan }: Project,
  row: ProgressRow | undefined,
  { rules, year }: SpendingGiven,
): Plan | undefined {
  const steps = plan.toSorted((left, right) => left.month - right.month);
  const total = steps.at(-1)?.cumulative ?? 0n;
  const adjusted = row?.adjusted ?? 0n;
  const start = { date: `${year}-01-01`, amount: 0n };
  if (total <= 0n) {
    if (rules.withoutPlan === 'none' || adjusted <= 0n) return undefined;
    return { by: 'even', points: [start, { date: `${year}-12-31`, amount: adjusted }] };
  }
  const isScaled = row !== undefined && row.adjusted !== row.budget;
  const scaled = (amount: Fen) => (isScaled ? divideRounded(amount * adjusted, total) : amount);
  return {
    by: isScaled ? 'scaled' : 'plan',
    points: [
      start,
      ...steps.map(({ month, cumulative }) => ({ date: lastDayOf(year, month), amount: scaled(cumulative) })),
    ],
  };
}

function dueAt(plan: Plan, year: number, date: string): Fen {
  if (plan.by === 'even') return between(plan.points, year, date);
  return plan.points.findLast((point) => point.date <= date)?.amount ?? 0n;
}

/** On a straight line between two steps, by days; from the last step on nothing more. */
function between(points: readonly Point[], year: number, date: string): Fen {
  const index = points.findLastIndex((point) => point.date <= date);
  const [from, to] = [points[index], points[index + 1]];
  if (from === undefined) return 0n;
  if (to === undefined) return from.amount;
  // The first point is the beginning of the first of January, the others are the ends of their days.
  const start = index === 0 ? 0n : daysPassed(year, from.date);
  const days = daysPassed(year, to.date) - start;
  return from.amount + divideRounded((to.amount - from.amount) * (daysPassed(year, date) - start), days);
}

/**
 * What will be paid by the end of the year: the budget × what was paid ÷ what was due. The ratio of the day is the
 * likeliest, the least and the greatest of the month ends seen are the range. The range is what was seen, not a
 * probability; where too few month ends can be compared, nothing is said.
 */
function forecastSpending(
  paid: Fen,
  adjusted: Fen,
  plan: Plan | undefined,
  given: SpendingGiven,
): SpendingForecast {
  const { rules, year, asOf, course } = given;
  const { reached, months, share } = rules.forecast;
  const isReached = (amount: Fen) => amount * 10_000n >= adjusted * hundredths(reached);
  const settled = { paid: sayYuan(paid), rate: sayRatio(ratioOf(paid, adjusted)), reached };
  const only = { low: paid, point: paid, high: paid };
  if (asOf === `${year}-12-31`) {
    return isReached(paid)
      ? { outcome: 'met', range: only, how: say('monitoring.spending.endMet', settled) }
      : { outcome: 'missed', range: only, how: say('monitoring.spending.endMissed', settled) };
  }
  const unknown = (how: string): SpendingForecast =>
    isReached(paid)
      ? {
          outcome: 'met',
          range: { low: paid, point: paid, high: adjusted },
          how: say('monitoring.spending.reached', settled),
        }
      : { outcome: 'unknown', range: undefined, how };
  if (plan === undefined) return unknown(say('monitoring.spending.forecastNoPlan'));
  const total = plan.points.at(-1)?.amount ?? 0n;
  const seen = course
    .map(({ date, amount }) => ({ date, paid: amount, due: between(plan.points, year, date) }))
    .filter(({ due }) => due > 0n && due * 10_000n >= total * hundredths(share));
  const last = seen.at(-1);
  if (seen.length < months || last === undefined || last.date !== asOf) {
    return unknown(say('monitoring.spending.forecastFew', { seen: seen.length, months, share }));
  }
  const projected = seen.map((one) => within(divideRounded(adjusted * one.paid, one.due), paid, adjusted));
  const point = projected.at(-1) ?? paid;
  const low = projected.reduce((left, right) => (right < left ? right : left), point);
  const high = projected.reduce((left, right) => (right > left ? right : left), point);
  const ratios = seen.map((one) => ratioOf(one.paid, one.due));
  const how = say('monitoring.spending.forecast', {
    point: sayYuan(point),
    low: sayYuan(low),
    high: sayYuan(high),
    rate: sayRatio(ratioOf(last.paid, last.due), 1),
    seen: seen.length,
    least: sayRatio(ratios.reduce(lesser), 1),
    most: sayRatio(ratios.reduce(greater), 1),
    needed: sayYuan(neededPerMonth(paid, adjusted, year, asOf)),
    average: sayYuan(divideRounded(paid * daysOf(year), daysPassed(year, asOf) * 12n)),
  });
  const outcome = isReached(paid) ? 'met' : isReached(low) ? 'likely' : isReached(high) ? 'open' : 'unlikely';
  return { outcome, range: { low, point, high }, how };
}

/** Of two ratios of month ends, which all apply. */
function lesser(left: Ratio, right: Ratio): Ratio {
  if (!left.applicable || !right.applicable) return left;
  return right.numerator * left.denominator < left.numerator * right.denominator ? right : left;
}

function greater(left: Ratio, right: Ratio): Ratio {
  return lesser(left, right) === left ? right : left;
}

function within(amount: Fen, lowest: Fen, highest: Fen): Fen {
  if (amount < lowest) return lowest;
  return amount > highest && highest >= lowest ? highest : amount;
}

/** What would have to be paid in each of the months that are left. */
function neededPerMonth(paid: Fen, adjusted: Fen, year: number, asOf: string): Fen {
  const left = adjusted > paid ? adjusted - paid : 0n;
  const days = daysOf(year) - daysPassed(year, asOf);
  return days * 12n <= daysOf(year) ? left : divideRounded(left * daysOf(year), days * 12n);
}

/** The payments of every project until the end of each month seen and the day itself, cumulative. */
export function coursesOf(
  execution: readonly Entry[],
  year: number,
  asOf: string,
): (project: string) => readonly Point[] {
  const days = daysSeen(year, asOf);
  const sums = new Map<string, Fen[]>();
  for (const entry of execution) {
    if (!isPayment(entry) || entry.date > asOf) continue;
    const project = entry.at.project ?? '';
    const amounts = sums.get(project) ?? days.map(() => 0n);
    sums.set(project, amounts);
    const index = days.findIndex((day) => entry.date <= day);
    amounts[index] = (amounts[index] ?? 0n) + entry.value;
  }
  return (project) => {
    let amount = 0n;
    return days.map((date, index) => {
      amount += sums.get(project)?.[index] ?? 0n;
      return { date, amount };
    });
  };
}
