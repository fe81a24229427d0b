import type { BudgetDetail, Operation, TypedRowData } from '../../../src/server/contract/budgets.ts';

export type SheetName = Extract<Operation, { readonly type: 'insert' }>['sheet'];
export type SettingName = Extract<Operation, { readonly type: 'setting' }>['setting'];

/** A row; one that was deleted keeps its place, for whoever takes that back and for rows that came after it. */
export interface BookRow extends TypedRowData {
  readonly deleted?: true;
}

/** Everything that is typed in a budget, with the sheet of each row. */
export interface Book {
  readonly settings: Readonly<Partial<Record<SettingName, string>>>;
  readonly sheets: ReadonlyMap<string, readonly BookRow[]>;
  readonly sheetOf: ReadonlyMap<string, string>;
}

export function bookOf({ settings, rows }: Pick<BudgetDetail, 'settings' | 'rows'>): Book {
  const sheets = new Map(Object.entries(rows));
  return {
    settings,
    sheets,
    sheetOf: new Map([...sheets].flatMap(([sheet, list]) => list.map(({ id }) => [id, sheet] as const))),
  };
}

const LIVE = new WeakMap<readonly BookRow[], readonly BookRow[]>();

/** The rows of a sheet that are there. */
export function rowsOf(book: Book, sheet: string): readonly BookRow[] {
  const all = book.sheets.get(sheet) ?? NO_ROWS;
  const known = LIVE.get(all);
  if (known !== undefined) return known;
  const live = all.some(({ deleted }) => deleted) ? all.filter(({ deleted }) => !deleted) : all;
  LIVE.set(all, live);
  return live;
}

const NO_ROWS: readonly BookRow[] = [];

/** A row, deleted or not. */
export function rowOf(book: Book, id: string): BookRow | undefined {
  const sheet = book.sheetOf.get(id);
  return sheet === undefined ? undefined : book.sheets.get(sheet)?.find((row) => row.id === id);
}

/** The text of a cell; of a setting where no row is given. */
export function textAt(book: Book, row: string, column: string): string {
  return rowOf(book, row)?.cells[column] ?? '';
}

/** What came of operations: the book after them, what takes them back, and whether all of them could be done. */
export interface Applied {
  readonly book: Book;
  /** In the order in which they are to be done. */
  readonly inverse: readonly Operation[];
  /** False where an operation was about a row that is not known: the book is older than that row. */
  readonly complete: boolean;
}

/** Does operations one after the other. What a cell held before is not compared here: that is the server's to decide. */
export function applied(book: Book, operations: readonly Operation[]): Applied {
  const work = new Working(book);
  const inverse: Operation[] = [];
  let complete = true;
  for (const operation of operations) {
    const back = work.do(operation);
    if (back === undefined) complete = false;
    else inverse.unshift(back);
  }
  return { book: work.done(), inverse, complete };
}

/** A copy of what is changed, and only of that. */
class Working {
  readonly #book: Book;
  #settings: Book['settings'];
  #sheets: Map<string, readonly BookRow[]> | undefined;
  #sheetOf: Map<string, string> | undefined;
  readonly #copies = new Map<string, BookRow[]>();
  readonly #places = new Map<string, Map<string, number>>();

  constructor(book: Book) {
    this.#book = book;
    this.#settings = book.settings;
  }

  /** Gives what takes the operation back; nothing where it could not be done. */
  do(operation: Operation): Operation | undefined {
    switch (operation.type) {
      case 'setting': {
        const { setting, to } = operation;
        const from = this.#settings[setting] ?? '';
        this.#settings = { ...this.#settings, [setting]: to };
        return { ...operation, from: to, to: from };
      }
      case 'insert':
        return this.#insert(operation);
      case 'set':
        return this.#change(operation.row, (row) => {
          const { [operation.column]: from = '', ...others } = row.cells;
          const cells = operation.to === '' ? others : { ...row.cells, [operation.column]: operation.to };
          return [
            { ...row, cells },
            { ...operation, from: operation.to, to: from },
          ];
        });
      case 'delete':
        return this.#change(operation.row, (row) => [
          { ...row, deleted: true },
          { type: 'restore', row: operation.row },
        ]);
      case 'restore':
        return this.#change(operation.row, ({ deleted: _, ...row }) => [
          row,
          { type: 'delete', row: operation.row, seen: row.cells },
        ]);
    }
  }

  done(): Book {
    return {
      settings: this.#settings,
      sheets: this.#sheets ?? this.#book.sheets,
      sheetOf: this.#sheetOf ?? this.#book.sheetOf,
    };
  }

  #insert({ sheet, row: id, after, cells }: Extract<Operation, { type: 'insert' }>): Operation | undefined {
    const back: Operation = { type: 'delete', row: id, seen: cells };
    if (this.#sheetName(id) !== undefined) return back;
    const rows = this.#copy(sheet);
    const above = after === null ? -1 : this.#indexOf(sheet, after);
    if (above === undefined) return undefined;
    const places = this.#placesOf(sheet);
    if (above === rows.length - 1) {
      rows.push({ id, cells });
      places.set(id, rows.length - 1);
    } else {
      rows.splice(above + 1, 0, { id, cells });
      this.#places.delete(sheet);
    }
    this.#sheetOf ??= new Map(this.#book.sheetOf);
    this.#sheetOf.set(id, sheet);
    return back;
  }

  #change(id: string, change: (row: BookRow) => readonly [BookRow, Operation]): Operation | undefined {
    const sheet = this.#sheetName(id);
    if (sheet === undefined) return undefined;
    const rows = this.#copy(sheet);
    const index = this.#indexOf(sheet, id);
    const row = index === undefined ? undefined : rows[index];
    if (index === undefined || row === undefined) return undefined;
    const [next, back] = change(row);
    rows[index] = next;
    return back;
  }

  #sheetName(row: string): string | undefined {
    return (this.#sheetOf ?? this.#book.sheetOf).get(row);
  }

  #copy(sheet: string): BookRow[] {
    const known = this.#copies.get(sheet);
    if (known !== undefined) return known;
    const copy = [...(this.#book.sheets.get(sheet) ?? [])];
    this.#copies.set(sheet, copy);
    this.#sheets ??= new Map(this.#book.sheets);
    this.#sheets.set(sheet, copy);
    return copy;
  }

  #placesOf(sheet: string): Map<string, number> {
    const known = this.#places.get(sheet);
    if (known !== undefined) return known;
    const places = new Map(this.#copy(sheet).map(({ id }, index) => [id, index]));
    this.#places.set(sheet, places);
    return places;
  }

  #indexOf(sheet: string, row: string): number | undefined {
    return this.#placesOf(sheet).get(row);
  }
}
