import type { Dimension } from '../facts/dimension.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Project, Unit } from '../facts/records.ts';
import type { Space } from '../facts/space.ts';
import type { MessageArguments } from '../messages/say.ts';
import type { Fen } from '../money/amount.ts';
import type { Decimal } from '../money/decimal.ts';
import type { Pack } from '../packs/definition.ts';
import { type Choices, choicesOf } from './choices.ts';
import type { AccountReader } from './import-accounts.ts';
import type { ProjectDirectory, UnitDirectory } from './import-directory.ts';
import type { ProblemCollector, ProblemKey, Spot } from './import-problems.ts';
import type { Table, TableRow } from './import-table.ts';
import { type AmountReader, type Read, readChoice, readNumber, readText } from './import-values.ts';
import { type Column, EXTRA, type Sheet, type SheetId } from './sheets.ts';

/** Everything that reading one row needs to know of the workbook. */
export interface ImportContext {
  readonly pack: Pack;
  readonly year: number;
  readonly department: { readonly code: string; readonly name: string };
  readonly space: Space;
  readonly problems: ProblemCollector;
  readonly amounts: AmountReader;
  readonly accounts: AccountReader;
  readonly units: UnitDirectory;
  readonly unitByCode: ReadonlyMap<string, Unit>;
}

/** A context in which projects are known too. */
export interface LineContext extends ImportContext {
  readonly projects: ProjectDirectory;
  readonly projectByCode: ReadonlyMap<string, Project>;
  /** The kind of expenditure that the sheet of projects gives, by project code. */
  readonly kindOfProject: ReadonlyMap<string, string>;
}

/** The columns of a sheet, by key, with their choices. */
export class SheetColumns {
  readonly #columns: ReadonlyMap<string, Column>;
  readonly #choices: ReadonlyMap<string, Choices>;
  /** The columns of dimensions that the pack adds. */
  readonly extras: readonly Column[];

  constructor(sheet: Sheet, space: Space) {
    this.#columns = new Map(sheet.columns.map((column) => [column.key, column]));
    this.#choices = new Map(sheet.columns.map((column) => [column.key, choicesOf(column.content, space)]));
    this.extras = sheet.columns.filter(({ key }) => key.startsWith(EXTRA));
  }

  get(key: string): Column {
    const column = this.#columns.get(key);
    if (column === undefined) throw new Error(`The sheet has no column ${key}`);
    return column;
  }

  choices(key: string): Choices {
    const choices = this.#choices.get(key);
    if (choices === undefined) throw new Error(`The sheet has no column ${key}`);
    return choices;
  }
}

/** Reads the cells of one row; a column that must be filled reports where it is not. */
export class RowReader {
  readonly row: TableRow;
  readonly columns: SheetColumns;
  readonly context: ImportContext;
  #wrong = false;

  constructor(row: TableRow, columns: SheetColumns, context: ImportContext) {
    this.row = row;
    this.columns = columns;
    this.context = context;
  }

  /** Whether something in the row could not be read. */
  get wrong(): boolean {
    return this.#wrong;
  }

  spot(key: string): Spot {
    return this.row.spot(key);
  }

  text(key: string): string {
    return this.#take(readText(this.row, key, this.context.problems)) ?? '';
  }

  choice(key: string): string | undefined {
    const { problems } = this.context;
    return this.#take(readChoice(this.row, this.columns.get(key), this.columns.choices(key), problems));
  }

  account(key: string): string | undefined {
    return this.#take(this.context.accounts.read(this.row, this.columns.get(key)));
  }

  unit(key: string): string | undefined {
    return this.#take(this.context.units.read(this.row, this.columns.get(key)));
  }

  /** @param unit the unit of the row, which decides among projects of the same name */
  project(key: string, projects: ProjectDirectory, unit: string | undefined): Project | undefined {
    return this.#take(projects.read(this.row, this.columns.get(key), unit));
  }

  number(key: string): Decimal | undefined {
    return this.#take(readNumber(this.row, this.columns.get(key), this.context.problems));
  }

  /** @param signed whether less than nothing is nothing unusual */
  amount(key: string, unit?: string, signed = false): Fen | undefined {
    const rowUnit = unit === '元' || unit === '万元' ? unit : undefined;
    return this.#take(this.context.amounts.read(this.row, this.columns.get(key), rowUnit, signed));
  }

  /** Members of the pack's own dimensions. */
  extras(): Coordinate {
    const at: Record<string, string> = {};
    for (const { key } of this.columns.extras) {
      const member = this.choice(key);
      if (member !== undefined) at[key.slice(EXTRA.length)] = member;
    }
    return at;
  }

  /** Reports what is wrong with a cell that could be read. */
  report<Key extends ProblemKey>(key: Key, column: string, ...params: MessageArguments<Key>): void {
    this.#wrong = true;
    this.context.problems.add(key, this.spot(column), ...params);
  }

  /** Reports an empty cell that must not be; not where the cell is unreadable, which has been said. */
  need<Value>(key: string, value: Value | undefined): value is Value {
    if (value !== undefined && value !== '') return true;
    if (this.row.cell(key) === undefined && this.row.has(key)) {
      const column = this.columns.get(key).title;
      const isAmount = this.columns.get(key).content.type === 'amount';
      this.context.problems.add(
        isAmount ? 'ledger.problem.amountMissing' : 'ledger.problem.required',
        this.spot(key),
        { column },
      );
    }
    this.#wrong = true;
    return false;
  }

  #take<Value>(read: Read<Value>): Value | undefined {
    if (read !== 'wrong') return read;
    this.#wrong = true;
    return undefined;
  }
}

/** The tables of a workbook by sheet. */
export type Tables = ReadonlyMap<SheetId, Table>;

/** Makes readers for the rows of a sheet. */
export function rowsOf(tables: Tables, id: SheetId, context: ImportContext): readonly RowReader[] {
  const table = tables.get(id);
  if (table === undefined) return [];
  const columns = new SheetColumns(table.sheet, context.space);
  return table.rows.map((row) => new RowReader(row, columns, context));
}

/** A fact of the ledger; amounts are exact to the fen, in 元 with two decimals. */
export function amountFact(at: Coordinate, value: Fen, spot: Spot): Fact {
  return {
    at,
    value,
    unit: '元',
    decimals: 2,
    status: value === 0n ? 'zero' : 'printed',
    ...placeOf(spot),
  };
}

/** The cell a fact was read from. */
export function placeOf({ sheet, cell }: Spot): Pick<Fact, 'place'> {
  return sheet === undefined || cell === undefined ? {} : { place: { type: 'cell', sheet, cell } };
}

/** Says a spot inside a message: sheet and cell. */
export function saySpot({ sheet = '', cell = '' }: Spot): string {
  return sheet === '' ? cell : `${sheet}!${cell}`;
}

/** Whether a member lies inside another. */
export function isInside(dimension: Dimension | undefined, member: string, whole: string): boolean {
  return dimension?.relate(member, whole) === 'inside';
}
