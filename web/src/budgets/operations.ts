import type { Operation } from '../../../src/server/contract/budgets.ts';
import type { GridEdit } from '../grid/fill.ts';
import { type Book, type BookRow, rowOf, type SheetName } from './book.ts';

type MakeId = () => string;

/** What an edit of a sheet is in operations: cells that change, rows that have to be there for it first. */
export function operationsOf(
  edit: GridEdit,
  rows: readonly BookRow[],
  sheet: SheetName,
  makeId: MakeId,
): readonly Operation[] {
  switch (edit.type) {
    case 'insert':
      return insertsAfter(
        sheet,
        rows[edit.at - 1]?.id ?? null,
        Array.from({ length: edit.count }, () => ({})),
        makeId,
      );
    case 'delete':
      return rows
        .slice(edit.from, edit.to + 1)
        .map(({ id, cells }) => ({ type: 'delete', row: id, seen: cells }));
    case 'cells': {
      const last = new Map(edit.cells.map((cell) => [`${cell.row} ${cell.column}`, cell]));
      const sets = [...last.values()].flatMap(({ row: index, column, to, seen }): Operation[] => {
        const known = seen === undefined ? rows[index] : rows.find(({ id }) => id === seen.id);
        if (seen !== undefined) {
          const isSame = to === seen.text || to === (known?.cells[column] ?? '');
          // Also in a row that is gone: the server says so, and the person chooses.
          return known !== undefined && isSame
            ? []
            : [{ type: 'set', row: seen.id, column, from: seen.text, to }];
        }
        const row = known;
        const from = row?.cells[column] ?? '';
        return row === undefined || from === to ? [] : [{ type: 'set', row: row.id, column, from, to }];
      });
      const beyond = [...last.values()].filter(
        ({ row, to, seen }) => seen === undefined && row >= rows.length && to !== '',
      );
      const end = Math.max(rows.length, ...beyond.map(({ row }) => row + 1));
      const added: Record<string, string>[] = Array.from({ length: end - rows.length }, () => ({}));
      for (const { row, column, to } of beyond) {
        const cells = added[row - rows.length];
        if (cells !== undefined) cells[column] = to;
      }
      return [...sets, ...insertsAfter(sheet, rows.at(-1)?.id ?? null, added, makeId)];
    }
  }
}

/** New rows behind a row of a sheet, each behind the one before; at its top where none is given. */
export function insertsAfter(
  sheet: SheetName,
  after: string | null,
  added: readonly Readonly<Record<string, string>>[],
  makeId: MakeId,
): readonly Operation[] {
  let above = after;
  return added.map((cells) => {
    const row = makeId();
    const operation: Operation = { type: 'insert', sheet, row, after: above, cells };
    above = row;
    return operation;
  });
}

/**
 * Of what takes something back, only what still can be done without overwriting anybody: cells that hold what they held
 * then, rows that are as they were then.
 */
export function stillPossible(operations: readonly Operation[], book: Book): readonly Operation[] {
  return operations.filter((operation) => isPossible(operation, book));
}

function isPossible(operation: Operation, book: Book): boolean {
  switch (operation.type) {
    case 'set': {
      const row = rowOf(book, operation.row);
      return row !== undefined && (row.cells[operation.column] ?? '') === operation.from;
    }
    case 'setting':
      return (book.settings[operation.setting] ?? '') === operation.from;
    case 'delete': {
      const row = rowOf(book, operation.row);
      return (
        row !== undefined &&
        row.deleted === undefined &&
        (operation.seen === undefined || isSame(operation.seen, row.cells))
      );
    }
    case 'restore':
      return rowOf(book, operation.row)?.deleted === true;
    case 'insert':
      return rowOf(book, operation.row) === undefined;
  }
}

function isSame(a: BookRow['cells'], b: BookRow['cells']): boolean {
  return [...Object.keys(a), ...Object.keys(b)].every((key) => (a[key] ?? '') === (b[key] ?? ''));
}

/** The same in fewer operations: a cell that is set several times is set once, or not at all. */
export function squashed(operations: readonly Operation[]): readonly Operation[] {
  const found: (Operation | undefined)[] = [];
  const sets = new Map<string, number>();
  const inserted = new Map<string, number>();
  for (const operation of operations) {
    const key = operation.type === 'set' ? `${operation.row} ${operation.column}` : '';
    if (operation.type === 'setting') {
      const at = sets.get(operation.setting);
      const before = at === undefined ? undefined : found[at];
      if (at !== undefined && before?.type === 'setting') found[at] = { ...operation, from: before.from };
      else sets.set(operation.setting, found.push(operation) - 1);
      continue;
    }
    if (operation.type === 'set') {
      const row = inserted.get(operation.row);
      const insert = row === undefined ? undefined : found[row];
      if (row !== undefined && insert?.type === 'insert') {
        const { [operation.column]: _, ...others } = insert.cells;
        const cells = operation.to === '' ? others : { ...others, [operation.column]: operation.to };
        found[row] = { ...insert, cells };
        continue;
      }
      const at = sets.get(key);
      const before = at === undefined ? undefined : found[at];
      if (at !== undefined && before?.type === 'set') {
        found[at] = { ...operation, from: before.from };
        continue;
      }
      sets.set(key, found.push(operation) - 1);
      continue;
    }
    if (operation.type === 'insert') inserted.set(operation.row, found.length);
    if (operation.type === 'delete' || operation.type === 'restore') {
      const opposite = found.findLastIndex(
        (one) =>
          one !== undefined && (one.type === 'delete' || one.type === 'restore') && one.row === operation.row,
      );
      if (opposite >= 0 && found[opposite]?.type !== operation.type) {
        found[opposite] = undefined;
        continue;
      }
    }
    found.push(operation);
  }
  return withoutVain(found.filter((one) => one !== undefined));
}

/** Without what changes nothing, and without rows that came and went and that no other row came after. */
function withoutVain(operations: readonly Operation[]): readonly Operation[] {
  const inserted = new Set(operations.flatMap((one) => (one.type === 'insert' ? [one.row] : [])));
  const deleted = new Set(operations.flatMap((one) => (one.type === 'delete' ? [one.row] : [])));
  const needed = new Set(operations.flatMap((one) => (one.type === 'insert' ? [one.after] : [])));
  return operations.filter((one) => {
    if (one.type === 'set' || one.type === 'setting') return one.from !== one.to;
    return !(inserted.has(one.row) && deleted.has(one.row) && !needed.has(one.row));
  });
}

/** How much one request may hold: the server takes a megabyte and 5,000 operations. */
const MOST_OPERATIONS = 4_000;
const MOST_CHARACTERS = 240_000;

/** Operations in portions that a request can hold, in their order. */
export function portions(operations: readonly Operation[]): readonly (readonly Operation[])[] {
  const found: Operation[][] = [];
  let size = 0;
  for (const operation of operations) {
    const own = JSON.stringify(operation).length;
    const current = found.at(-1);
    if (current === undefined || current.length >= MOST_OPERATIONS || size + own > MOST_CHARACTERS) {
      found.push([operation]);
      size = own;
    } else {
      current.push(operation);
      size += own;
    }
  }
  return found;
}
