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
