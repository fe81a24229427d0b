import { randomUUID } from 'node:crypto';
import type { SheetId } from '../ledger/sheets.ts';
import type { TypedBudget, TypedRow } from '../ledger/typed.ts';
import { say } from '../messages/say.ts';
import { createBudget, type RowsOfBudget, type StoredBudget } from '../store/budgets.ts';
import { type Connection, record } from '../store/log.ts';
import type { Actor } from './actor.ts';
import { sheetIds } from './contract/budget-names.ts';

/** A budget of the store as it is typed. */
export function typedOf(
  settings: Readonly<Record<string, string>>,
  rows: readonly RowsOfBudget[],
): TypedBudget {
  const bySheet = new Map<SheetId, TypedRow[]>();
  for (const { sheet, id, cells } of rows) {
    if (!isSheetId(sheet)) continue;
    const known = bySheet.get(sheet);
    if (known === undefined) bySheet.set(sheet, [{ id, cells }]);
    else known.push({ id, cells });
  }
  const of = (name: string) => settings[name] ?? '';
  return {
    settings: {
      pack: of('pack'),
      year: of('year'),
      departmentCode: of('departmentCode'),
      departmentName: of('departmentName'),
      amountUnit: of('amountUnit'),
      unitParts: of('unitParts'),
    },
    rows: bySheet,
  };
}

/** Begins a budget with what is typed, and says so in the log. Within a transaction. */
export async function beginBudget(
  tx: Connection,
  { account, doer }: Pick<Actor, 'account' | 'doer'>,
  action: 'budget.begin' | 'budget.import' | 'budget.draft',
  typed: TypedBudget,
): Promise<StoredBudget> {
  const begun = { who: doer.who, createdBy: account?.id ?? null, isExample: false };
  const made = await createBudget(tx, { ...newBudgetOf(typed), ...begun });
  await record(tx, doer, { action, subject: made.id, subjectName: nameOf(made) });
  return made;
}

/** What a budget is called. */
export function nameOf({ entityName, year }: Pick<StoredBudget, 'entityName' | 'year'>): string {
  return say('ledger.typed.name', { name: entityName, year });
}

/** What the store is told of a budget that begins with what is typed. */
export function newBudgetOf(typed: TypedBudget) {
  const { settings } = typed;
  return {
    id: randomUUID(),
    entityCode: settings.departmentCode,
    entityName: settings.departmentName,
    year: Number(settings.year),
    pack: settings.pack,
    settings,
    rows: rowsOf(typed),
  };
}

function rowsOf({ rows }: TypedBudget): readonly RowsOfBudget[] {
  return [...rows].flatMap(([sheet, own]) => own.map(({ id, cells }) => ({ sheet, id, cells })));
}

function isSheetId(sheet: string): sheet is SheetId {
  return sheetIds.some((one) => one === sheet);
}
