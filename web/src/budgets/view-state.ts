import type { BudgetSheet } from '../../../src/server/contract/budgets.ts';

/** Where one is in the ledger: a sheet, and a cell of it to go to. */
export interface Spot {
  readonly sheet: BudgetSheet['id'];
  readonly goal?: { readonly row: string; readonly column: string | undefined };
}
