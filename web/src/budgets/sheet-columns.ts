import type { BudgetColumn, BudgetSheet } from '../../../src/server/contract/budgets.ts';
import type { CellKind, GridColumn } from '../grid/column.ts';
import { type Choice, type Lookup, makeLookup, type Sound } from '../grid/lookup.ts';
import { type Book, type BookRow, rowsOf } from './book.ts';

export type Classification = NonNullable<BudgetColumn['classification']>;

/** Sheets whose rows may be about the department as a whole, beside its units. */
const ABOUT_DEPARTMENT: readonly BudgetSheet['id'][] = ['lastYear', 'texts'];

const KINDS: Readonly<Partial<Record<BudgetColumn['type'], CellKind>>> = {
  paragraphs: 'paragraphs',
  amount: 'amount',
  plan: 'amount',
  number: 'number',
};

/** Columns in which only what can be chosen means something; elsewhere it is only customary. */
const STRICT: readonly BudgetColumn['type'][] = ['unit', 'account', 'member', 'option', 'project'];

/** What columns choose from, beside their own lists. */
export interface Sources {
  readonly accounts: ReadonlyMap<string, Lookup>;
  readonly units: Lookup;
  readonly unitsAndDepartment: Lookup;
  readonly projects: Lookup;
  readonly sound: Sound | undefined;
}

/** The columns of a sheet as the grid wants them. */
export function columnsOf(sheet: BudgetSheet, sources: Sources): readonly GridColumn[] {
  return sheet.columns.map((column) => {
    const lookup = lookupOf(column, sheet, sources);
    return {
      key: column.key,
      title: column.title,
      help: column.help,
      kind: KINDS[column.type] ?? 'text',
      width: widthOf(column),
      required: column.required,
      ...(lookup === undefined ? {} : { choices: { lookup, strict: STRICT.includes(column.type) } }),
    };
  });
}

/** Pixels that are enough to tell contents of a type apart, so that a screen holds as many columns as it can. */
const MOST_WIDTH: Readonly<Partial<Record<BudgetColumn['type'], number>>> = {
  paragraphs: 520,
  unit: 136,
  account: 160,
  project: 156,
  member: 112,
  option: 170,
  choice: 130,
  amount: 120,
  plan: 116,
};

/** A column with its usual contents and its whole title. */
function widthOf({ width, title, type, required }: BudgetColumn): number {
  const least = title.length * 13.5 + (required ? 32 : 20);
  return Math.round(Math.max(least, Math.min(MOST_WIDTH[type] ?? 200, width * 7.4)));
}

function lookupOf(column: BudgetColumn, sheet: BudgetSheet, sources: Sources): Lookup | undefined {
  switch (column.type) {
    case 'unit':
      return ABOUT_DEPARTMENT.includes(sheet.id) ? sources.unitsAndDepartment : sources.units;
    case 'project':
      return sources.projects;
    case 'account':
      return sources.accounts.get(column.classification ?? '');
    default:
      return column.choices === undefined
        ? undefined
        : makeLookup(
            column.choices.map((name) => ({ value: name, name })),
            sources.sound,
          );
  }
}

/** The units of a budget, to choose from. */
export function unitChoices(book: Book): readonly Choice[] {
  return choicesIn(rowsOf(book, 'units'), 'unitCode', 'unitName');
}

/** The department itself. */
export function departmentChoice({ settings }: Book): readonly Choice[] {
  const { departmentCode: code = '', departmentName: name = '' } = settings;
  return name === '' ? [] : [choiceOf(code, name)];
}

/** The projects of a budget, to choose from. */
export function projectChoices(book: Book): readonly Choice[] {
  return choicesIn(rowsOf(book, 'projects'), 'projectCode', 'projectName');
}

function choicesIn(rows: readonly BookRow[], codeKey: string, nameKey: string): readonly Choice[] {
  return rows.flatMap(({ cells: { [codeKey]: code = '', [nameKey]: name = '' } }) =>
    name === '' ? [] : [choiceOf(code, name)],
  );
}

/** A code and a name as the workbook writes them in one cell. */
export function choiceOf(code: string, name: string, hint?: string): Choice {
  if (code === '') return { value: name, name };
  return { value: `${code} ${name}`, code, name, ...(hint === undefined ? {} : { hint }) };
}

/** Every text that stands in a cell of a budget. */
export function textsIn({ sheets }: Book): ReadonlySet<string> {
  return new Set([...sheets.values()].flatMap((rows) => rows.flatMap(({ cells }) => Object.values(cells))));
}

/** Choices with those first that a budget has already, each in their order. */
export function usedFirst(choices: readonly Choice[], used: ReadonlySet<string>): readonly Choice[] {
  const isUsed = ({ value }: Choice) => used.has(value);
  return [...choices.filter(isUsed), ...choices.filter((choice) => !isUsed(choice))];
}
