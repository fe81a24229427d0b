import type { SheetId } from '../ledger/sheets.ts';
import type { TypedBudget, TypedRow } from '../ledger/typed.ts';
import type { RowsOfBudget } from '../store/budgets.ts';
import { sheetIds } from './contract/budgets.ts';

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

/** Rows as the store takes them. */
export function rowsOf({ rows }: TypedBudget): readonly RowsOfBudget[] {
  return [...rows].flatMap(([sheet, own]) => own.map(({ id, cells }) => ({ sheet, id, cells })));
}

function isSheetId(sheet: string): sheet is SheetId {
  return sheetIds.some((one) => one === sheet);
}
