import { randomUUID } from 'node:crypto';
import type { SheetId } from '../ledger/sheets.ts';
import type { TypedBudget, TypedRow } from '../ledger/typed.ts';
import type { RowsOfBudget } from '../store/budgets.ts';
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
