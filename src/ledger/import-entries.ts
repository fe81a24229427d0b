import { sayClassification } from '../accounts/place.ts';
import type { Classification } from '../accounts/tree.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import { NO_PROJECT } from '../facts/space.ts';
import type { Fen } from '../money/amount.ts';
import { parseDay } from './dates.ts';
import { type Entry, expenditureLines } from './entries.ts';
import { type LineContext, placeOf, type RowReader, rowsOf, type Tables } from './import-context.ts';
import { withMembers } from './import-lines.ts';
import type { TableRow } from './import-table.ts';
import { isYes, sayYuan, shorten } from './import-values.ts';
import { type EntryType, EXECUTION_SHEETS } from './sheets.ts';

/** A row of the sheets of execution, with the entry it holds; none where something is wrong with it. */
export interface EntryRow {
  readonly row: TableRow;
  readonly entry: Entry | undefined;
  /** What the row itself says of the entry's coordinate: without what the budget's lines add. */
  readonly stated: Coordinate;
}

/** The coordinate that a row says, and the whole one. */
interface Coordinates {
  readonly stated: Coordinate;
  readonly at: Coordinate;
}

/** What the budget's lines say of payments on them, where they all say the same. */
const SETTLED = ['vintage', 'kind', 'govEconomic'] as const;

/** Dimensions that tell which of the budget's lines an entry is on. */
const LINE = ['entity', 'function', 'economic', 'source', 'project'] as const;

/** Reads entries and completes them by the lines of the budget they are on. */
export class EntryReader {
  readonly #context: LineContext;
  readonly #strict: boolean;
  readonly #made = new Map<string, Coordinates>();
  readonly #days = new Map<string, string>();
  readonly #settled: ReadonlyMap<string, Coordinate>;
  readonly #kinds: ReadonlyMap<string, Coordinate>;

  /**
   * @param lines this year's facts
   * @param strict whether codes must be those of the trees: a local code is registered by the budget, not by a payment
   */
  constructor(context: LineContext, lines: readonly Fact[], strict = false) {
    this.#context = context;
    this.#strict = strict;
    const extras = context.pack.dimensions.map(({ id }) => id);
    const budget = expenditureLines(lines);
    this.#settled = commonMembers(budget, lineKey, [...SETTLED, ...extras]);
    this.#kinds = commonMembers(
      budget.filter(({ at }) => at.project !== undefined && at.project !== NO_PROJECT),
      ({ project = '' }) => project,
      ['kind'],
    );
  }

  /** The entries of both sheets. */
  read(tables: Tables): readonly Entry[] {
    return this.readRows(tables).flatMap(({ entry }) => entry ?? []);
  }

  /** The rows of both sheets. */
  readRows(tables: Tables): readonly EntryRow[] {
    return EXECUTION_SHEETS.flatMap((sheet) =>
      rowsOf(tables, sheet, this.#context).map((reader) => this.#row(reader, sheet === 'payments')),
    );
  }

  #row(reader: RowReader, isPaymentSheet: boolean): EntryRow {
    const type = this.#type(reader, isPaymentSheet);
    const date = this.#day(reader);
    const entity = reader.unit('unit');
    const functionCode = reader.account('function');
    const economic = reader.account('economic');
    const govEconomic = reader.account('govEconomic');
    if (this.#strict) {
      this.#checkCode(reader, 'function', functionCode);
      this.#checkCode(reader, 'economic', economic);
      this.#checkCode(reader, 'govEconomic', govEconomic);
    }
    const project = reader.project('project', this.#context.projects, entity);
    const kind = reader.choice('kind');
    const source = reader.choice('source');
    const vintage = reader.choice('vintage');
    const amount = reader.amount('amount', reader.choice('amountUnit'), true);
    const extras = reader.extras();
    const voucher = reader.text('voucher');
    const note = reader.text('note');
    const complete = [
      reader.need('entry', type),
      reader.need('date', date),
      reader.need('unit', entity),
      reader.need('function', functionCode),
      reader.need('economic', economic),
      reader.need('source', source),
      reader.need('amount', amount),
    ];
    const members = {
      entity,
      source,
      vintage,
      kind,
      function: functionCode,
      economic,
      govEconomic,
      project: project?.code ?? NO_PROJECT,
    };
    const { stated, at } = this.#coordinates(members, extras);
    const value = type === undefined || amount === undefined ? undefined : signed(reader, type, amount);
    const isWhole = complete.every(Boolean) && !reader.wrong;
    if (!isWhole || type === undefined || date === undefined || value === undefined) {
      return { row: reader.row, entry: undefined, stated };
    }
    const entry: Entry = { type, date, at, value, voucher, note, ...placeOf(reader.spot('amount')) };
    return { row: reader.row, entry, stated };
  }

  /** The day of a row; there are no more than a few hundred in a year. */
  #day(reader: RowReader): string | undefined {
    const { year } = reader.context;
    const text = reader.text('date');
    if (text === '') return undefined;
    const known = this.#days.get(text);
    if (known !== undefined) return known;
    const date = parseDay(text);
    if (date === undefined) {
      const params = { column: reader.columns.get('date').title, value: shorten(text), year };
      reader.report('ledger.problem.entryDate', 'date', params);
    } else if (!date.startsWith(`${year}-`)) {
      reader.report('ledger.problem.entryOutsideYear', 'date', { date, year });
    } else this.#days.set(text, date);
    return date;
  }

  #checkCode(reader: RowReader, classification: Classification, code: string | undefined): void {
    const { accounts, year } = this.#context;
    if (code === undefined || accounts.isKnown(classification, code)) return;
    const params = { classification: sayClassification(classification), code, year };
    reader.report('ledger.problem.entryCodeUnknown', classification, params);
  }

  /** What is not said is a payment on the sheet of payments; a mark of refund decides. */
  #type(reader: RowReader, isPaymentSheet: boolean): EntryType | undefined {
    const said = reader.choice('entry');
    const isRefund = isYes(reader.choice('refund'));
    switch (said) {
      case 'payment':
      case undefined:
        if (isRefund) return 'refund';
        return said === undefined && !isPaymentSheet ? undefined : 'payment';
      case 'refund':
      case 'increase':
      case 'decrease':
      case 'transfer':
        return said;
      default:
        return undefined;
    }
  }

  /** Many entries are on one line of the budget: each line's coordinates are made once and shared. */
  #coordinates(members: Readonly<Record<string, string | undefined>>, extras: Coordinate): Coordinates {
    let key = '';
    for (const dimension in members) key += `${members[dimension] ?? ''}|`;
    for (const dimension in extras) key += ` ${dimension}=${extras[dimension]}`;
    const known = this.#made.get(key);
    if (known !== undefined) return known;
    const base = { measure: 'amount', year: String(this.#context.year), flow: 'expenditure' };
    const stated = withMembers(base, members, extras);
    const made = { stated, at: this.#complete(stated) };
    this.#made.set(key, made);
    return made;
  }

  /** What the row leaves open, as far as the budget's lines, the project or the unit's nature leave no choice. */
  #complete(stated: Coordinate): Coordinate {
    const { accounts, unitByCode, kindOfProject } = this.#context;
    const { project = '', economic = '', entity = '' } = stated;
    const known = this.#settled.get(lineKey(stated)) ?? {};
    const proposed = accounts.propose(economic, unitByCode.get(entity)?.nature ?? '');
    return {
      ...withMembers(
        {},
        {
          vintage: 'current',
          kind: kindOfProject.get(project) ?? this.#kinds.get(project)?.kind,
          govEconomic: proposed,
        },
      ),
      ...known,
      ...stated,
    };
  }
}

/** The amount as it counts; less than nothing only where the type says so. */
function signed(reader: RowReader, type: EntryType, amount: Fen): Fen | undefined {
  switch (type) {
    case 'refund':
    case 'decrease':
      return amount > 0n ? -amount : amount;
    case 'transfer':
      return amount;
    case 'payment':
    case 'increase': {
      if (amount >= 0n) return amount;
      const label = reader.columns.choices('entry').labelOf(type);
      reader.report('ledger.problem.entryNegative', 'amount', { type: label, value: sayYuan(amount) });
      return undefined;
    }
  }
}

function lineKey(at: Coordinate): string {
  return LINE.map((dimension) => at[dimension] ?? '').join('|');
}

/** For each key the members that all facts of it share in some dimensions. */
function commonMembers(
  facts: readonly Fact[],
  keyOf: (at: Coordinate) => string,
  dimensions: readonly string[],
): ReadonlyMap<string, Coordinate> {
  const found = new Map<string, Map<string, string | undefined>>();
  for (const { at } of facts) {
    const key = keyOf(at);
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, new Map(dimensions.map((dimension) => [dimension, at[dimension]])));
      continue;
    }
    for (const dimension of dimensions) {
      if (known.get(dimension) !== at[dimension]) known.set(dimension, undefined);
    }
  }
  return new Map([...found].map(([key, members]) => [key, withMembers({}, Object.fromEntries(members))]));
}
