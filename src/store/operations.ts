import type { BudgetOperation, budgetRows } from './schema.ts';

type StoredRow = typeof budgetRows.$inferSelect;

/** Of a budget, what operations change and speak of beside its rows. */
export interface ChangedBudget {
  readonly id: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly changedBy: string;
}

/** Something that is not what somebody saw when they changed it. */
export interface Conflict {
  readonly row?: string;
  readonly column?: string;
  readonly setting?: string;
  /** What stands there now; undefined where the row is not there any more. */
  readonly current?: string;
  /** Who changed it last. */
  readonly who: string;
}

/** What operations come to. */
export interface Applied {
  readonly conflicts: readonly Conflict[];
  /** Rows as they are afterwards, those that changed. */
  readonly rows: readonly StoredRow[];
  readonly settings: Readonly<Record<string, string>>;
  /** The operations that changed something: what was already so is left out. Undone one by one they lead back. */
  readonly effective: readonly BudgetOperation[];
}

/** What operations make of a budget: pure, over its rows as they are. */
export function applyOperations(
  budget: ChangedBudget,
  loaded: readonly StoredRow[],
  { operations, who }: { readonly operations: readonly BudgetOperation[]; readonly who: string },
): Applied {
  const rows = new Map(loaded.map((row) => [row.id, row]));
  const changed = new Set<string>();
  const conflicts: Conflict[] = [];
  const effective: BudgetOperation[] = [];
  let settings = budget.settings;
  const put = (row: StoredRow) => {
    rows.set(row.id, { ...row, changedBy: who });
    changed.add(row.id);
  };
  const own = (id: string) => {
    const row = rows.get(id);
    return row?.budget === budget.id ? row : undefined;
  };
  for (const one of operations) {
    switch (one.type) {
      case 'set': {
        const row = own(one.row);
        if (row === undefined || row.isDeleted) {
          conflicts.push({ row: one.row, column: one.column, who: row?.changedBy ?? '' });
          break;
        }
        const current = textOf(row.cells, one.column);
        // Whoever wants what is already there is content.
        if (current === one.to) break;
        if (current !== one.from) {
          conflicts.push({ row: one.row, column: one.column, current, who: row.changedBy });
          break;
        }
        const { [one.column]: _, ...others } = row.cells;
        effective.push(one);
        put({ ...row, cells: one.to === '' ? others : { ...others, [one.column]: one.to } });
        break;
      }
      case 'insert': {
        if (rows.has(one.row)) {
          conflicts.push({ row: one.row, who: rows.get(one.row)?.changedBy ?? '' });
          break;
        }
        const place = () =>
          positionAfter(rows.values(), one.sheet, one.after === null ? undefined : rows.get(one.after));
        let position = place();
        if (position === undefined) {
          for (const row of renumbered(rows.values(), one.sheet)) {
            rows.set(row.id, row);
            changed.add(row.id);
          }
          position = place() ?? 0;
        }
        effective.push(one);
        put({
          id: one.row,
          budget: budget.id,
          sheet: one.sheet,
          position,
          cells: one.cells,
          changedBy: who,
          isDeleted: false,
        });
        break;
      }
      case 'delete':
      case 'restore': {
        const row = own(one.row);
        if (row === undefined) {
          conflicts.push({ row: one.row, who: '' });
          break;
        }
        if (row.isDeleted === (one.type === 'delete')) break;
        const changed = one.type === 'delete' ? changedSince(one.seen, row.cells) : [];
        if (changed.length > 0) {
          const { id, changedBy, cells } = row;
          conflicts.push(
            ...changed.map((column) => ({ row: id, column, current: textOf(cells, column), who: changedBy })),
          );
          break;
        }
        effective.push({ type: one.type, row: one.row });
        put({ ...row, isDeleted: !row.isDeleted });
        break;
      }
      case 'setting': {
        const current = textOf(settings, one.setting);
        if (current === one.to) break;
        if (current !== one.from) conflicts.push({ setting: one.setting, current, who: budget.changedBy });
        else {
          effective.push(one);
          settings = { ...settings, [one.setting]: one.to };
        }
        break;
      }
    }
  }
  return { conflicts, settings, effective, rows: [...changed].flatMap((id) => rows.get(id) ?? []) };
}

/** A budget's rows and settings as they were before changes, the latest first, were made. All rows, deleted ones too. */
export function rewound(
  now: { readonly rows: readonly StoredRow[]; readonly settings: ChangedBudget['settings'] },
  changes: readonly { readonly operations: readonly BudgetOperation[] }[],
): { readonly rows: readonly StoredRow[]; readonly settings: ChangedBudget['settings'] } {
  const rows = new Map(now.rows.map((row) => [row.id, row]));
  let settings = now.settings;
  for (const one of changes.flatMap(({ operations }) => operations.toReversed())) {
    if (one.type === 'setting') {
      settings = { ...settings, [one.setting]: one.from };
      continue;
    }
    const row = rows.get(one.row);
    if (row === undefined) continue;
    if (one.type === 'insert') rows.delete(one.row);
    else if (one.type === 'set') {
      const { [one.column]: _, ...others } = row.cells;
      const cells = one.from === '' ? others : { ...others, [one.column]: one.from };
      rows.set(one.row, { ...row, cells });
    } else rows.set(one.row, { ...row, isDeleted: one.type === 'restore' });
  }
  return { rows: [...rows.values()], settings };
}

/** What a cell holds; names such as `constructor` are columns like any other. */
function textOf(cells: Readonly<Record<string, string>>, column: string): string {
  return Object.hasOwn(cells, column) ? (cells[column] ?? '') : '';
}

/** The columns in which a row is not what somebody saw; none where they do not say what they saw. */
function changedSince(
  seen: Readonly<Record<string, string>> | undefined,
  cells: Readonly<Record<string, string>>,
): readonly string[] {
  if (seen === undefined) return [];
  const columns = new Set([...Object.keys(seen), ...Object.keys(cells)]);
  return [...columns].filter((column) => textOf(seen, column) !== textOf(cells, column));
}

/** A new row takes so small a part of the gap that it stands in: many come one behind the other. */
const PART = 1 / 16;

/** A place behind a row (before all where there is none); undefined where the gap has no room. Deleted rows keep theirs. */
function positionAfter(
  rows: Iterable<StoredRow>,
  sheet: string,
  after: StoredRow | undefined,
): number | undefined {
  let [least, most] = [0, 0];
  let next = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (row.sheet !== sheet) continue;
    least = Math.min(least, row.position);
    most = Math.max(most, row.position);
    if (after !== undefined && row.position > after.position) next = Math.min(next, row.position);
  }
  if (after === undefined) return least - 1;
  if (next === Number.POSITIVE_INFINITY) return most + 1;
  const found = after.position + (next - after.position) * PART;
  return found > after.position && found < next ? found : undefined;
}

/** The rows of a sheet with whole positions again, in the order that they have. */
function renumbered(rows: Iterable<StoredRow>, sheet: string): readonly StoredRow[] {
  return [...rows]
    .filter((row) => row.sheet === sheet)
    .sort((a, b) => a.position - b.position || (a.id < b.id ? -1 : 1))
    .map((row, position) => ({ ...row, position }));
}
