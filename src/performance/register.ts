import { z } from 'zod';
import { normalName } from '../accounts/tree.ts';
import { fail, hasErrors, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { type MessageArguments, type MessageKey, say } from '../messages/say.ts';
import type { Path, Source } from '../packs/source.ts';
import { pathText, schemaProblems } from '../packs/validate.ts';
import { unitOf } from './unit.ts';

/**
 * Business registers as data (`packs/registers/*.yaml`): tables of events with typed columns, and measures over them. The
 * language of measures is small and total: it counts, adds, divides and compares days, every measure ends, and none can
 * do anything else. See docs/decisions/measures.md.
 */

const id = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);
const key = z.string().regex(/^[a-z][A-Za-z0-9]*$/u);
const words = z.string().trim().min(1);
const number = z.union([z.number(), z.string().regex(/^-?\d+(?:\.\d+)?$/u)]).transform(String);

const columnBase = {
  title: words,
  aliases: z.array(words).default([]).describe('Other headings under which the column is recognised'),
  help: words,
  required: z.boolean().default(false),
  width: z.int().min(4).max(80).default(16),
  example: words.describe('A cell of the example row'),
};

const column = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), ...columnBase }),
  z.strictObject({
    type: z.literal('choice'),
    choices: z.array(words).min(1),
    others: z.boolean().default(false).describe('Whether anything else may be written too'),
    ...columnBase,
  }),
  z.strictObject({ type: z.literal('yesNo'), ...columnBase }),
  z.strictObject({
    type: z.literal('date'),
    planned: z.boolean().default(false).describe('A day set in advance, such as a time limit'),
    ...columnBase,
  }),
  z.strictObject({ type: z.literal('number'), ...columnBase }),
  z.strictObject({ type: z.literal('money'), ...columnBase }),
]);

const table = z.strictObject({
  title: words.describe('The name of its sheet'),
  aliases: z.array(words).default([]),
  help: words,
  date: key.optional().describe('The day of an event: it counts in the period that holds it'),
  valid: z
    .strictObject({ from: key.optional(), until: key.optional() })
    .optional()
    .describe('Of a list without events: from when until when a row stands in it'),
  key: z.array(key).min(1).optional().describe('Columns in which no two rows may be alike'),
  order: z.array(key).min(2).optional().describe('Days that follow each other'),
  columns: z.record(key, column),
});

const oneOf = z.union([words, z.array(words).min(1)]).transform((value) => [value].flat());

const plain = [
  oneOf,
  z.strictObject({ not: oneOf }),
  z.strictObject({ filled: z.boolean() }),
  z.strictObject({ atLeast: number }),
  z.strictObject({ atMost: number }),
  z.strictObject({ above: number }),
  z.strictObject({ below: number }),
] as const;

const plainCondition = z.union(plain);

/** What a cell must be like; `listedIn`: its value stands in rows of another table that are of the period. */
const condition = z.union([
  ...plain,
  z.strictObject({
    listedIn: z.strictObject({
      table: key,
      column: key,
      where: z.record(key, plainCondition).optional(),
    }),
  }),
]);

/** All of them hold. */
const where = z.record(key, condition);

const rows = {
  table: key,
  where: where.optional(),
  date: key.optional().describe('Another day by which the rows are of a period'),
};

const count = z.strictObject(rows).describe('How many rows');
const distinct = z.strictObject({ ...rows, column: key }).describe('How many different values');
const sum = z.strictObject({ ...rows, column: key });
const days = z.strictObject({ from: key, to: key }).describe('Days from one to the other');
const aggregate = z.union([z.strictObject({ count }), z.strictObject({ distinct }), z.strictObject({ sum })]);

const operations = {
  count: count.optional(),
  distinct: distinct.optional(),
  sum: sum.optional(),
  average: z.union([z.strictObject({ ...rows, column: key }), z.strictObject({ ...rows, days })]).optional(),
  share: z
    .strictObject({ ...rows, of: where })
    .optional()
    .describe('Of the rows, those for which `of` holds'),
  onTime: z
    .union([
      z.strictObject({ ...rows, done: key, due: key }),
      z.strictObject({ ...rows, done: key, start: key, days: z.int().min(0) }),
    ])
    .optional()
    .describe('Of the rows that are done or due, those done in time'),
  ratio: z.strictObject({ of: aggregate, in: aggregate }).optional(),
};

export const OPERATIONS = ['count', 'distinct', 'sum', 'average', 'share', 'onTime', 'ratio'] as const;

const measure = z.strictObject({
  id,
  name: words,
  unit: words,
  units: z.array(words).default([]).describe('Other units that count the same, such as 人次 for 件'),
  decimals: z.int().min(0).max(6).default(2),
  indicators: z.array(words).default([]).describe('Indicators whose actual value it is, by their names'),
  named: z
    .boolean()
    .default(false)
    .describe('Only for indicators that name it, or a project that is asked for'),
  note: words.optional(),
  ...operations,
});

export const registerSchema = z.strictObject({
  id,
  title: words,
  description: words,
  tables: z.record(key, table),
  measures: z.array(measure).min(1),
});

export type Register = z.output<typeof registerSchema>;
export type RegisterTable = Register['tables'][string];
export type RegisterColumn = z.output<typeof column>;
export type Condition = z.output<typeof condition>;
export type Where = z.output<typeof where>;
export type Rows = {
  readonly table: string;
  readonly where?: Where | undefined;
  readonly date?: string | undefined;
};
export type Days = z.output<typeof days>;
export type Aggregate = z.output<typeof aggregate>;
export type Measure = Register['measures'][number];

/** The JSON Schema of a register file, for editors. */
export function registerJsonSchema(): object {
  return {
    ...z.toJSONSchema(registerSchema, { io: 'input', unrepresentable: 'any' }),
    title: 'Mingzhang register',
  };
}

/** Checks a parsed file; problems name file, line and key. */
export function registerOf(source: Source): Result<Register> {
  const parsed = registerSchema.safeParse(source.value, {
    reportInput: true,
    error: z.locales.zhCN().localeError,
  });
  const at = (path: Path) => source.positionOf(path).where;
  if (!parsed.success) return fail(schemaProblems(parsed.error.issues, at));
  const problems = new Meaning(parsed.data, at).problems();
  return hasErrors(problems) ? fail(problems) : succeed(parsed.data, problems);
}

type ColumnType = RegisterColumn['type'];

/** The two values of a column of type `yesNo`: 是 and 否. */
export function yesNo(): readonly string[] {
  return [say('ledger.member.yes'), say('ledger.member.no')];
}

/** What a schema cannot say: names of nothing, operations on columns of the wrong type. */
class Meaning {
  readonly #register: Register;
  readonly #at: (path: Path) => Problem['where'];
  readonly #found: Problem[] = [];

  constructor(register: Register, at: (path: Path) => Problem['where']) {
    this.#register = register;
    this.#at = at;
  }

  problems(): readonly Problem[] {
    for (const [name, one] of Object.entries(this.#register.tables)) this.#table(name, one);
    const ids = new Set<string>();
    const names = new Set<string>();
    this.#register.measures.forEach((one, index) => {
      const path: Path = ['measures', index];
      if (ids.has(one.id)) this.#report([...path, 'id'], 'register.definition.twice', { name: one.id });
      if (names.has(normalName(one.name))) {
        this.#report([...path, 'name'], 'register.definition.twice', { name: one.name });
      }
      ids.add(one.id);
      names.add(normalName(one.name));
      this.#measure(one, path);
    });
    return this.#found;
  }

  #table(name: string, { date, valid, key: unique = [], order = [] }: RegisterTable): void {
    const path: Path = ['tables', name];
    if (date !== undefined) this.#column(name, date, [...path, 'date'], ['date']);
    for (const end of ['from', 'until'] as const) {
      const found = valid?.[end];
      if (found !== undefined) this.#column(name, found, [...path, 'valid', end], ['date']);
    }
    for (const [index, one] of unique.entries()) this.#column(name, one, [...path, 'key', index]);
    for (const [index, one] of order.entries()) {
      this.#column(name, one, [...path, 'order', index], ['date']);
    }
  }

  #measure(one: Measure, path: Path): void {
    const used = OPERATIONS.filter((operation) => one[operation] !== undefined);
    if (used.length !== 1) {
      const params = { name: one.name, allowed: OPERATIONS.join('、') };
      this.#report(path, 'register.definition.operation', params);
      return;
    }
    const unit = unitOf(one.unit);
    const isRate = one.share !== undefined || one.onTime !== undefined;
    if (isRate && unit.base !== '%') {
      this.#report([...path, 'unit'], 'register.definition.unit', { name: one.name, unit: '%' });
    }
    if (one.count !== undefined) this.#rows(one.count, [...path, 'count']);
    if (one.distinct !== undefined) this.#distinct(one.distinct, [...path, 'distinct']);
    if (one.sum !== undefined) this.#sum(one.sum, [...path, 'sum'], one);
    if (one.share !== undefined) {
      this.#rows(one.share, [...path, 'share']);
      this.#where(one.share.table, one.share.of, [...path, 'share', 'of']);
    }
    if (one.average !== undefined) {
      const { average } = one;
      this.#rows(average, [...path, 'average']);
      if ('column' in average) this.#sum(average, [...path, 'average'], one);
      else this.#days(average.table, average.days, [...path, 'average', 'days']);
    }
    if (one.onTime !== undefined) {
      const { onTime } = one;
      const at: Path = [...path, 'onTime'];
      this.#rows(onTime, at);
      this.#column(onTime.table, onTime.done, [...at, 'done'], ['date']);
      if ('due' in onTime) this.#column(onTime.table, onTime.due, [...at, 'due'], ['date']);
      else this.#column(onTime.table, onTime.start, [...at, 'start'], ['date']);
    }
    if (one.ratio !== undefined) {
      for (const part of ['of', 'in'] as const) this.#aggregate(one.ratio[part], [...path, 'ratio', part]);
    }
  }

  #aggregate(one: Aggregate, path: Path): void {
    if ('count' in one) this.#rows(one.count, [...path, 'count']);
    else if ('distinct' in one) this.#distinct(one.distinct, [...path, 'distinct']);
    else {
      this.#rows(one.sum, [...path, 'sum']);
      this.#column(one.sum.table, one.sum.column, [...path, 'sum', 'column'], ['number', 'money']);
    }
  }

  #distinct(one: Rows & { readonly column: string }, path: Path): void {
    this.#rows(one, path);
    this.#column(one.table, one.column, [...path, 'column']);
  }

  /** Money is told in a unit of money, and nothing else is. */
  #sum(one: Rows & { readonly column: string }, path: Path, { name, unit }: Measure): void {
    this.#rows(one, path);
    const found = this.#column(one.table, one.column, [...path, 'column'], ['number', 'money']);
    if (found !== undefined && (found.type === 'money') !== (unitOf(unit).base === '元')) {
      this.#report(path, 'register.definition.money', { name, unit, column: found.title });
    }
  }

  #days(name: string, { from, to }: z.output<typeof days>, path: Path): void {
    this.#column(name, from, [...path, 'from'], ['date']);
    this.#column(name, to, [...path, 'to'], ['date']);
  }

  #rows({ table: name, where: conditions = {}, date }: Rows, path: Path): void {
    if (this.#register.tables[name] === undefined) {
      const allowed = Object.keys(this.#register.tables).join('、');
      this.#report([...path, 'table'], 'register.definition.table', { table: name, allowed });
      return;
    }
    if (date !== undefined) this.#column(name, date, [...path, 'date'], ['date']);
    this.#where(name, conditions, [...path, 'where']);
  }

  #where(name: string, conditions: Where, path: Path): void {
    for (const [column, one] of Object.entries(conditions)) {
      const found = this.#column(name, column, [...path, column]);
      if (found === undefined) continue;
      if ('listedIn' in one) {
        const { table, column: other, where: more = {} } = one.listedIn;
        const at: Path = [...path, column, 'listedIn'];
        if (this.#column(table, other, at) !== undefined) this.#where(table, more, [...at, 'where']);
      } else if ('atLeast' in one || 'atMost' in one || 'above' in one || 'below' in one) {
        if (found.type !== 'number' && found.type !== 'money')
          this.#type(path, column, found, 'number、money');
      } else if (!('filled' in one)) this.#values(found, 'not' in one ? one.not : one, [...path, column]);
    }
  }

  /** A value that no cell can have would count nothing, silently. */
  #values(found: RegisterColumn, values: readonly string[], path: Path): void {
    const allowed =
      found.type === 'yesNo' ? yesNo() : found.type === 'choice' && !found.others ? found.choices : undefined;
    for (const value of values) {
      if (allowed === undefined || allowed.some((one) => normalName(one) === normalName(value))) continue;
      const params = { value, column: found.title, allowed: allowed.join('、') };
      this.#report(path, 'register.definition.value', params);
    }
  }

  #column(
    name: string,
    column: string,
    path: Path,
    types?: readonly ColumnType[],
  ): RegisterColumn | undefined {
    const columns = this.#register.tables[name]?.columns;
    const found = columns?.[column];
    if (found === undefined) {
      if (columns === undefined) {
        const allowed = Object.keys(this.#register.tables).join('、');
        this.#report(path, 'register.definition.table', { table: name, allowed });
      } else {
        const allowed = Object.keys(columns).join('、');
        this.#report(path, 'register.definition.column', { column, table: name, allowed });
      }
      return undefined;
    }
    if (types !== undefined && !types.includes(found.type)) this.#type(path, column, found, types.join('、'));
    return found;
  }

  #type(path: Path, column: string, { type }: RegisterColumn, allowed: string): void {
    this.#report(path, 'register.definition.type', { column, type, allowed });
  }

  #report<Key extends MessageKey>(path: Path, message: Key, ...params: MessageArguments<Key>): void {
    const where = { ...this.#at(path), key: pathText(path) };
    this.#found.push(problem(message, 'error', where, ...params));
  }
}
