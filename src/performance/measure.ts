import { normalName } from '../accounts/tree.ts';
import { say } from '../messages/say.ts';
import { type Decimal, parseDecimal, printDecimal, rescale } from '../money/decimal.ts';
import type { Fraction, Ratio } from './ratio.ts';
import { type RegisterData, type RegisterRow, type RegisterValue, sayValue } from './read-register.ts';
import type { Aggregate, Condition, Measure, RegisterTable, Rows, Where } from './register.ts';

/** First and last day, both included; ISO 8601. What happened later is not known yet. */
export interface Period {
  readonly from: string;
  readonly until: string;
}

/** What became of a row: in the numerator (or the number), in the denominator only, used to look up, or left out. */
export type Fate = 'counted' | 'whole' | 'used' | 'left';

export interface RowFate {
  readonly table: string;
  readonly row: RegisterRow;
  readonly fate: Fate;
  /** Why it does not count, or not in the numerator; empty where it does. */
  readonly reason: Reason;
}

/** Why a row does not count: what many rows share, and what this one says. */
export interface Reason {
  readonly cause: string;
  readonly detail: string;
}

export type Outcome =
  /** Tables that are not there, or without a row: nothing may be concluded from nothing. */
  | { readonly type: 'missing'; readonly tables: readonly string[] }
  | { readonly type: 'number'; readonly value: Fraction }
  /** Not applicable over nothing. */
  | { readonly type: 'ratio'; readonly of: Fraction; readonly in: Fraction; readonly ratio: Ratio };

export interface Measured {
  readonly measure: Measure;
  readonly period: Period;
  readonly outcome: Outcome;
  readonly rows: readonly RowFate[];
}

/** Evaluates a measure over a period, in exact arithmetic, with the fate of every row it looked at. */
export function measureRegister(data: RegisterData, measure: Measure, period: Period): Measured {
  const missing = tablesOf(measure).filter((name) => (data.tables.get(name) ?? []).length === 0);
  if (missing.length > 0) {
    const tables = missing.map((name) => data.register.tables[name]?.title ?? name);
    return { measure, period, outcome: { type: 'missing', tables }, rows: [] };
  }
  const evaluation = new Evaluation(data, period);
  const outcome = evaluation.outcome(measure);
  return { measure, period, outcome, rows: evaluation.fates() };
}

/** The tables that a measure needs. */
export function tablesOf(measure: Measure): readonly string[] {
  const rows = [
    measure.count,
    measure.distinct,
    measure.sum,
    measure.average,
    measure.share,
    measure.onTime,
    ...(measure.ratio === undefined ? [] : [measure.ratio.of, measure.ratio.in].map(rowsOfAggregate)),
  ].filter((one) => one !== undefined);
  const listed = (where: Where = {}) =>
    Object.values(where).flatMap((one) => ('listedIn' in one ? [one.listedIn.table] : []));
  return [
    ...new Set([
      ...rows.flatMap(({ table, where }) => [table, ...listed(where)]),
      ...listed(measure.share?.of),
    ]),
  ];
}

function rowsOfAggregate(one: Aggregate): Rows {
  return 'count' in one ? one.count : 'distinct' in one ? one.distinct : one.sum;
}

class Evaluation {
  readonly #data: RegisterData;
  readonly #period: Period;
  readonly #fates = new Map<RegisterRow, RowFate>();

  constructor(data: RegisterData, period: Period) {
    this.#data = data;
    this.#period = period;
  }

  fates(): readonly RowFate[] {
    return [...this.#fates.values()];
  }

  outcome(measure: Measure): Outcome {
    const { count, distinct, sum, average, share, onTime, ratio } = measure;
    if (count !== undefined) return { type: 'number', value: this.#aggregate({ count }, 'counted') };
    if (distinct !== undefined) return { type: 'number', value: this.#aggregate({ distinct }, 'counted') };
    if (sum !== undefined) return { type: 'number', value: this.#aggregate({ sum }, 'counted') };
    if (share !== undefined) return this.#share(share, (row) => this.#failure(share.table, row, share.of));
    if (average !== undefined) return this.#average(average);
    if (onTime !== undefined) return this.#onTime(onTime);
    if (ratio === undefined) throw new Error('a measure has an operation');
    // The whole first, so that a row of both is told as one that counts.
    const whole = this.#aggregate(ratio.in, 'whole');
    return quotient(this.#aggregate(ratio.of, 'counted'), whole);
  }

  #aggregate(one: Aggregate, fate: Fate): Fraction {
    if ('count' in one) {
      return whole(BigInt(this.#select(one.count, (row) => this.#note(one.count.table, row, fate)).length));
    }
    if ('distinct' in one) return whole(BigInt(this.#distinct(one.distinct, fate)));
    const { table, column } = one.sum;
    const numbers: Decimal[] = [];
    this.#select(one.sum, (row) => {
      const number = this.#number(row, column);
      if (number === undefined) this.#leave(table, row, this.#blank(table, column));
      else {
        numbers.push(number);
        this.#note(table, row, fate);
      }
    });
    return total(numbers);
  }

  #distinct(one: Rows & { readonly column: string }, fate: Fate): number {
    const { table, column } = one;
    const first = new Map<string, RegisterRow>();
    this.#select(one, (row) => {
      const value = this.#value(table, row, column);
      if (value === undefined) return this.#leave(table, row, this.#blank(table, column));
      const key = normalName(sayValue(value));
      const known = first.get(key);
      if (known === undefined) {
        first.set(key, row);
        return this.#note(table, row, fate);
      }
      const detail = say('register.reason.repeatedOf', { row: known.number, value: sayValue(value) });
      this.#leave(table, row, {
        cause: say('register.reason.repeated', { column: this.#title(table, column) }),
        detail,
      });
    });
    return first.size;
  }

  #share(one: Rows, failure: (row: RegisterRow) => Reason | undefined): Outcome {
    let counted = 0n;
    const rows = this.#select(one, (row) => {
      const reason = failure(row);
      if (reason === undefined) counted += 1n;
      this.#note(one.table, row, reason === undefined ? 'counted' : 'whole', reason);
    });
    return quotient(whole(counted), whole(BigInt(rows.length)));
  }

  #average(one: NonNullable<Measure['average']>): Outcome {
    const { table } = one;
    const numbers: Decimal[] = [];
    this.#select(one, (row) => {
      if ('column' in one) {
        const number = this.#number(row, one.column);
        if (number === undefined) return this.#leave(table, row, this.#blank(table, one.column));
        numbers.push(number);
      } else {
        const { from, to } = one.days;
        const [start, end] = [from, to].map((key) => this.#day(table, row, key));
        const open = start === undefined ? from : to;
        if (start === undefined || end === undefined) {
          return this.#leave(table, row, this.#blank(table, open));
        }
        numbers.push({ digits: BigInt(daysBetween(start, end)), decimals: 0 });
      }
      this.#note(table, row, 'counted');
    });
    return quotient(total(numbers), whole(BigInt(numbers.length)));
  }

  /** What is neither done nor due says nothing yet. */
  #onTime(one: NonNullable<Measure['onTime']>): Outcome {
    const { table, done } = one;
    let inTime = 0n;
    let judged = 0n;
    this.#select(one, (row) => {
      const limit = 'due' in one ? one.due : one.start;
      const start = this.#day(table, row, limit);
      if (start === undefined) return this.#leave(table, row, this.#blank(table, limit));
      const due = 'due' in one ? start : daysAfter(start, one.days);
      const day = this.#day(table, row, done);
      const limitOf = { due, done: day ?? '' };
      if (day === undefined && due > this.#period.until) {
        const detail = say('register.reason.due', limitOf);
        return this.#leave(table, row, { cause: say('register.reason.pending'), detail });
      }
      judged += 1n;
      if (day !== undefined && day <= due) {
        inTime += 1n;
        return this.#note(table, row, 'counted');
      }
      const reason =
        day === undefined
          ? { cause: say('register.reason.overdue'), detail: say('register.reason.due', limitOf) }
          : { cause: say('register.reason.late'), detail: say('register.reason.dueAndDone', limitOf) };
      this.#note(table, row, 'whole', reason);
    });
    return quotient(whole(inTime), whole(judged));
  }

  /** The rows of the period that meet the conditions; the others are noted with the first reason against them. */
  #select(rows: Rows, take: (row: RegisterRow) => void): readonly RegisterRow[] {
    const { table } = rows;
    return (this.#data.tables.get(table) ?? []).filter((row) => {
      const reason = this.#outside(table, row, rows.date) ?? this.#failure(table, row, rows.where ?? {});
      if (reason === undefined) take(row);
      else this.#leave(table, row, reason);
      return reason === undefined;
    });
  }

  /** Why a row is not of the period. */
  #outside(table: string, row: RegisterRow, ownDate: string | undefined): Reason | undefined {
    const { date: usual, valid = {} } = this.#definition(table);
    const { from, until } = this.#period;
    const date = ownDate ?? usual;
    if (date !== undefined) {
      const value = row.values.get(date);
      if (value?.type !== 'date') return this.#blank(table, date);
      const params = { column: this.#title(table, date), from, until };
      if (value.day < from || value.day > until) {
        return { cause: say('register.reason.outside', params), detail: value.day };
      }
    }
    const [begins, ends] = [valid.from, valid.until].map((key) => {
      const value = key === undefined ? undefined : row.values.get(key);
      return value?.type === 'date' ? value.day : undefined;
    });
    if (begins !== undefined && begins > until) {
      return {
        cause: say('register.reason.notYet', { column: this.#title(table, valid.from ?? ''), until }),
        detail: begins,
      };
    }
    if (ends !== undefined && ends <= until) {
      return {
        cause: say('register.reason.ended', { column: this.#title(table, valid.until ?? ''), until }),
        detail: ends,
      };
    }
    return undefined;
  }

  /** The first condition that a row does not meet, in words. */
  #failure(table: string, row: RegisterRow, where: Where): Reason | undefined {
    for (const [key, condition] of Object.entries(where)) {
      const reason = this.#fails(table, row, key, condition);
      if (reason !== undefined) return reason;
    }
    return undefined;
  }

  #fails(table: string, row: RegisterRow, key: string, condition: Condition): Reason | undefined {
    const value = this.#value(table, row, key);
    const column = this.#title(table, key);
    if ('filled' in condition) {
      if ((value !== undefined) === condition.filled) return undefined;
      return condition.filled
        ? this.#blank(table, key)
        : {
            cause: say('register.reason.filled', { column }),
            detail: value === undefined ? '' : sayValue(value),
          };
    }
    if (Array.isArray(condition)) {
      if (value !== undefined && isOne(value, condition)) return undefined;
      if (value === undefined) return this.#blank(table, key);
      const cause = say('register.reason.isNot', { column, wanted: condition.join('、') });
      return { cause, detail: sayValue(value) };
    }
    if ('not' in condition) {
      if (value === undefined || !isOne(value, condition.not)) return undefined;
      return { cause: say('register.reason.is', { column, value: sayValue(value) }), detail: '' };
    }
    if (value === undefined) return this.#blank(table, key);
    if ('listedIn' in condition) return this.#listed(table, key, value, condition.listedIn);
    return value.type === 'number' ? outOfBounds(column, value.number, condition) : undefined;
  }

  /** Whether a value stands in another table; that table's rows are told too. */
  #listed(
    table: string,
    key: string,
    value: RegisterValue,
    { table: other, column, where = {} }: Extract<Condition, { listedIn: unknown }>['listedIn'],
  ): Reason | undefined {
    const known = this.#lists.get(`${other} ${column} ${JSON.stringify(where)} ${table} ${key}`);
    const list = known ?? this.#makeList(table, key, other, column, where);
    this.#lists.set(`${other} ${column} ${JSON.stringify(where)} ${table} ${key}`, list);
    if (list.has(normalName(sayValue(value)))) return undefined;
    const params = { column: this.#title(table, key), table: this.#definition(other).title };
    return { cause: say('register.reason.notListed', params), detail: sayValue(value) };
  }

  readonly #lists = new Map<string, ReadonlySet<string>>();

  #makeList(table: string, key: string, other: string, column: string, where: Where): ReadonlySet<string> {
    const own = new Set(
      (this.#data.tables.get(table) ?? []).flatMap((row) => {
        const value = row.values.get(key);
        return value === undefined ? [] : [normalName(sayValue(value))];
      }),
    );
    const found = new Set<string>();
    this.#select({ table: other, where }, (row) => {
      const value = this.#value(other, row, column);
      if (value === undefined) return this.#leave(other, row, this.#blank(other, column));
      const name = normalName(sayValue(value));
      found.add(name);
      if (own.has(name)) return this.#note(other, row, 'used');
      const params = { column: this.#title(other, column), table: this.#definition(table).title };
      this.#leave(other, row, { cause: say('register.reason.notListed', params), detail: sayValue(value) });
    });
    return found;
  }

  /** What a cell held at the end of the period: what happened later had not happened. */
  #value(table: string, row: RegisterRow, key: string): RegisterValue | undefined {
    const value = row.values.get(key);
    const column = this.#definition(table).columns[key];
    const isLater = value?.type === 'date' && value.day > this.#period.until;
    return isLater && column?.type === 'date' && !column.planned ? undefined : value;
  }

  #day(table: string, row: RegisterRow, key: string): string | undefined {
    const value = this.#value(table, row, key);
    return value?.type === 'date' ? value.day : undefined;
  }

  #number(row: RegisterRow, key: string): Decimal | undefined {
    const value = row.values.get(key);
    return value?.type === 'number' ? value.number : undefined;
  }

  /** A row that counts anywhere counts: a later note makes it more, never less. */
  #note(table: string, row: RegisterRow, fate: Fate, reason: Reason = NONE): void {
    const known = this.#fates.get(row);
    if (known === undefined || RANK[fate] > RANK[known.fate]) {
      this.#fates.set(row, { table, row, fate, reason });
    } else if (known.fate === 'whole' && known.reason === NONE && reason !== NONE) {
      this.#fates.set(row, { ...known, reason });
    }
  }

  #leave(table: string, row: RegisterRow, reason: Reason): void {
    this.#note(table, row, 'left', reason);
  }

  #blank(table: string, key: string): Reason {
    return { cause: say('register.reason.blank', { column: this.#title(table, key) }), detail: '' };
  }

  #title(table: string, key: string): string {
    return this.#definition(table).columns[key]?.title ?? key;
  }

  #definition(table: string): RegisterTable {
    const found = this.#data.register.tables[table];
    if (found === undefined) throw new Error(`the register has no table ${table}`);
    return found;
  }
}

const NONE: Reason = { cause: '', detail: '' };

const RANK: Readonly<Record<Fate, number>> = { left: 0, used: 1, whole: 2, counted: 3 };

function isOne(value: RegisterValue, wanted: readonly string[]): boolean {
  const name = normalName(sayValue(value));
  return wanted.some((one) => normalName(one) === name);
}

function outOfBounds(
  column: string,
  number: Decimal,
  bounds: Exclude<Condition, readonly string[]>,
): Reason | undefined {
  const against = (written: string) => {
    const bound = parseDecimal(written);
    return bound === undefined ? 0 : compare(number, bound);
  };
  const fails = (bound: string): Reason => ({
    cause: say('register.reason.bound', { column, bound }),
    detail: printDecimal(number),
  });
  if ('atLeast' in bounds && against(bounds.atLeast) < 0) return fails(`≥${bounds.atLeast}`);
  if ('atMost' in bounds && against(bounds.atMost) > 0) return fails(`≤${bounds.atMost}`);
  if ('above' in bounds && against(bounds.above) <= 0) return fails(`>${bounds.above}`);
  if ('below' in bounds && against(bounds.below) >= 0) return fails(`<${bounds.below}`);
  return undefined;
}

function compare(left: Decimal, right: Decimal): number {
  const decimals = Math.max(left.decimals, right.decimals);
  const [one, other] = [rescale(left, decimals).digits, rescale(right, decimals).digits];
  return one < other ? -1 : one > other ? 1 : 0;
}

function whole(value: bigint): Fraction {
  return { numerator: value, denominator: 1n };
}

function total(numbers: readonly Decimal[]): Fraction {
  const decimals = numbers.reduce((most, one) => Math.max(most, one.decimals), 0);
  const digits = numbers.reduce((sum, one) => sum + rescale(one, decimals).digits, 0n);
  return { numerator: digits, denominator: 10n ** BigInt(decimals) };
}

function quotient(of: Fraction, over: Fraction): Outcome {
  const numerator = of.numerator * over.denominator;
  const denominator = of.denominator * over.numerator;
  const ratio: Ratio =
    denominator > 0n ? { applicable: true, numerator, denominator } : { applicable: false };
  return { type: 'ratio', of, in: over, ratio };
}

const DAY = 86_400_000;

/** Days from one day to another: 0 on the same day. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** The day so many days later. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);
}
