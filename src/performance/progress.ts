import type { PlanStep } from '../facts/records.ts';
import { NO_PROJECT } from '../facts/space.ts';
import { lastDayOf } from '../ledger/dates.ts';
import { type Entry, expenditureLines, isPayment } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Fen } from '../money/amount.ts';
import { type Ratio, ratioOf } from './ratio.ts';

/** The dimensions by which progress is told. */
export const PROGRESS_DIMENSIONS = ['project', 'entity', 'function', 'economic', 'source'] as const;
export type ProgressDimension = (typeof PROGRESS_DIMENSIONS)[number];

/** How far a budget's expenditure has come by the end of a day, as a whole and by the members of each dimension. */
export interface Progress {
  readonly year: number;
  /** ISO 8601; entries of that day count. */
  readonly asOf: string;
  readonly total: ProgressRow;
  /** In the order in which members first stand in the budget, then in the entries. */
  readonly by: Readonly<Record<ProgressDimension, readonly ProgressRow[]>>;
}

/** All amounts are exact, in fen. */
export interface ProgressRow {
  /** The member of the dimension; the department's code for the total, `NO_PROJECT` for what belongs to no project. */
  readonly member: string;
  /** 年初预算. */
  readonly budget: Fen;
  /** 调整预算: the budget with all changes made until then. */
  readonly adjusted: Fen;
  /**
   * What changes moved, however they cancel out: raised + lowered + the larger side of what was transferred in and out
   * (so that a transfer inside the row counts once).
   */
  readonly moved: Fen;
  /** 已支付: paid less what came back. */
  readonly paid: Fen;
  /** What the disbursement plan has due by then; undefined where there is no plan. */
  readonly planned: Fen | undefined;
  /** Paid less planned: less than nothing is behind; undefined where there is no plan. */
  readonly ahead: Fen | undefined;
  /** 预算执行率: paid ÷ adjusted budget. */
  readonly executionRate: Ratio;
  /** 预算调整率: moved ÷ budget of the beginning of the year (财预〔2013〕53号: 追加、追减或结构调整的资金总和). */
  readonly adjustmentRate: Ratio;
  /** 结转结余率: what is not paid ÷ adjusted budget; the year's only at its end. */
  readonly carryForwardRate: Ratio;
}

/** A ledger's progress by the end of a day. @param asOf ISO 8601, such as `2025-08-31` */
export function progressOf(ledger: Ledger, asOf: string): Progress {
  const total = new Tally();
  const tallies = new Map(PROGRESS_DIMENSIONS.map((dimension) => [dimension, new Map<string, Tally>()]));
  const each = (at: Readonly<Record<string, string>>, take: (tally: Tally) => void) => {
    take(total);
    for (const [dimension, members] of tallies) {
      const member = at[dimension];
      if (member === undefined) continue;
      const tally = members.get(member) ?? new Tally();
      members.set(member, tally);
      take(tally);
    }
  };
  for (const { at, value } of expenditureLines(ledger.facts)) each(at, (tally) => tally.state(value));
  for (const entry of ledger.execution) {
    if (entry.date <= asOf) each(entry.at, (tally) => tally.enter(entry));
  }
  const plans = new Map(ledger.records.projects.map(({ code, plan }) => [code, plan]));
  const rows = (dimension: ProgressDimension) =>
    [...(tallies.get(dimension) ?? [])].map(([member, tally]) => {
      const plan = dimension === 'project' && member !== NO_PROJECT ? plans.get(member) : undefined;
      return tally.row(member, dueBy(plan ?? [], ledger.year, asOf));
    });
  return {
    year: ledger.year,
    asOf,
    total: total.row(ledger.records.department.code, undefined),
    by: {
      project: rows('project'),
      entity: rows('entity'),
      function: rows('function'),
      economic: rows('economic'),
      source: rows('source'),
    },
  };
}

/**
 * What a plan has due by the end of a day: its last step whose month has ended by then; nothing before the first. A plan
 * says nothing of the days between its steps, so nothing is made up for them.
 */
export function dueBy(plan: readonly PlanStep[], year: number, asOf: string): Fen | undefined {
  if (plan.length === 0) return undefined;
  const steps = plan.toSorted((left, right) => left.month - right.month);
  return steps.findLast(({ month }) => lastDayOf(year, month) <= asOf)?.cumulative ?? 0n;
}

/** What changes of the budget move, however they cancel out; see {@link ProgressRow.moved}. */
export function movedBy(entries: readonly Entry[]): Fen {
  const tally = new Tally();
  for (const entry of entries) tally.enter(entry);
  return tally.row('', undefined).moved;
}

/** Adds up one row. */
class Tally {
  #budget = 0n;
  #raised = 0n;
  #lowered = 0n;
  #movedIn = 0n;
  #movedOut = 0n;
  #paid = 0n;

  state(value: Fen): void {
    this.#budget += value;
  }

  enter(entry: Entry): void {
    const { type, value } = entry;
    if (isPayment(entry)) this.#paid += value;
    else if (type === 'increase') this.#raised += value;
    else if (type === 'decrease') this.#lowered -= value;
    else if (value >= 0n) this.#movedIn += value;
    else this.#movedOut -= value;
  }

  row(member: string, planned: Fen | undefined): ProgressRow {
    const [movedIn, movedOut] = [this.#movedIn, this.#movedOut];
    const adjusted = this.#budget + this.#raised - this.#lowered + movedIn - movedOut;
    const moved = this.#raised + this.#lowered + (movedIn > movedOut ? movedIn : movedOut);
    return {
      member,
      budget: this.#budget,
      adjusted,
      moved,
      paid: this.#paid,
      planned,
      ahead: planned === undefined ? undefined : this.#paid - planned,
      executionRate: ratioOf(this.#paid, adjusted),
      adjustmentRate: ratioOf(moved, this.#budget),
      carryForwardRate: ratioOf(adjusted - this.#paid, adjusted),
    };
  }
}
