/** Where a budget is on its way: being written, handed in, sent back, approved, published. */
export const budgetStates = ['draft', 'submitted', 'returned', 'approved', 'published'] as const;

/** The sheets of a budget, in their order. */
export const sheetIds = [
  'units',
  'revenue',
  'expenditure',
  'carryForward',
  'lastYear',
  'projects',
  'indicators',
  'plan',
  'procurement',
  'assets',
  'texts',
  'localAccounts',
  'payments',
  'adjustments',
  'results',
  'performanceWork',
] as const;
/** The settings of a budget, as the workbook has them. */
export const budgetSettings = [
  'pack',
  'year',
  'departmentCode',
  'departmentName',
  'amountUnit',
  'unitParts',
] as const;

export type BudgetState = (typeof budgetStates)[number];
export type SheetName = (typeof sheetIds)[number];

/** The sheets of what becomes of a budget during its year. */
export const yearSheets = [
  'payments',
  'adjustments',
  'results',
  'performanceWork',
] as const satisfies readonly SheetName[];

/**
 * The sheets that may be changed while a budget is in a state. What was handed in is not changed any more, unless it is sent
 * back; once it is approved its year is carried out, which is typed on sheets of its own. The settings may be changed where
 * all sheets may.
 */
export function openSheetsIn(state: BudgetState): readonly SheetName[] {
  switch (state) {
    case 'draft':
    case 'returned':
      return sheetIds;
    case 'submitted':
      return [];
    case 'approved':
    case 'published':
      return yearSheets;
  }
}
