/**
 * Where the API answers, with the parameters of each address: the server registers these patterns, the page fills them in
 * (see {@link addressOf}). All answers are JSON in the shapes beside this file, errors those of problem.ts.
 */
export const ROUTES = {
  /** GET → sessionSchema. */
  session: '/api/session',
  /** POST firstRunSchema → 204: creates the first administrator, once. */
  firstRun: '/api/first-run',
  /** POST signInSchema → 204 with the cookie of a session. */
  signIn: '/api/session/sign-in',
  /** POST → 204. */
  signOut: '/api/session/sign-out',
  /** POST → 204: ends the sessions of all browsers, this one too. */
  signOutEverywhere: '/api/session/sign-out-everywhere',
  /** POST changePasswordSchema → 204: one's own; all other sessions end. */
  password: '/api/session/password',
  /** GET → accountsSchema; POST newAccountSchema → temporarySchema. */
  userAccounts: '/api/accounts',
  /** POST accountChangeSchema → accountSchema. */
  account: '/api/accounts/:id',
  /** POST → temporarySchema: a temporary password, to be changed at the next sign-in. */
  accountPassword: '/api/accounts/:id/password',
  /** POST → 204: ends all its sessions. */
  accountSignOut: '/api/accounts/:id/sign-out',
  /** POST newGrantSchema → accountSchema. */
  accountRoles: '/api/accounts/:id/roles',
  /** DELETE → accountSchema. */
  accountRole: '/api/accounts/:id/roles/:grant',
  /** GET → bodiesSchema; POST newBodySchema → bodySchema. */
  bodies: '/api/bodies',
  /** POST bodyChangeSchema → bodySchema. */
  body: '/api/bodies/:id',
  /** POST multipart with one `file` (workbook or text table) → importedBodiesSchema. */
  bodiesImport: '/api/bodies/import',
  /** POST bodiesFromSchema → importedBodiesSchema: the bodies that a checked document speaks of. */
  bodiesFrom: '/api/bodies/from-document',
  /** GET with logQuerySchema → logSchema. */
  log: '/api/log',
  /** GET → logVerificationSchema. */
  logVerification: '/api/log/verification',
  /** GET → tokensSchema: one's own; POST newTokenSchema → madeTokenSchema. */
  tokens: '/api/tokens',
  /** DELETE → 204. */
  token: '/api/tokens/:id',
  /** GET → a backup of everything, for the command line. */
  backup: '/api/backup',
  /** GET → a page about all this. */
  docs: '/api/docs',
  /** GET → OpenAPI. */
  openApi: '/api/docs/json',
  /** GET with documentListQuerySchema → documentListSchema; POST multipart, each file as `file` → uploadedSchema. */
  documents: '/api/documents',
  /** GET → documentSchema; DELETE → 204, and {@link ROUTES.restore} takes it back. */
  document: '/api/documents/:id',
  /** POST → documentRowSchema. */
  restore: '/api/documents/:id/restore',
  /** POST → documentRowSchema: one that failed goes to the end of the line again. */
  retry: '/api/documents/:id/retry',
  /** GET → sourceSchema. */
  source: '/api/documents/:id/source',
  /** GET with pageQuerySchema → PNG. */
  page: '/api/documents/:id/pages/:page',
  /** GET → numbersSchema. */
  numbers: '/api/documents/:id/numbers',
  /** GET → picturesSchema. */
  documentPictures: '/api/documents/:id/pictures',
  /** POST correctionRequestSchema → documentSchema, checked anew or (state `waiting`, `working`) about to be. */
  corrections: '/api/documents/:id/corrections',
  /** DELETE → documentSchema, as above. */
  correction: '/api/documents/:id/corrections/:correction',
  /** POST acceptRequestSchema → documentSchema. */
  accepted: '/api/documents/:id/accepted',
  /** DELETE → documentSchema. */
  acceptedFinding: '/api/documents/:id/accepted/:finding',
  /** GET → the report of this kind (reportKinds), as a download. */
  report: '/api/documents/:id/reports/:kind',
  /** GET → packChoicesSchema. */
  packs: '/api/packs',
  /** GET → budgetListSchema; POST newBudgetSchema → budgetSchema. */
  budgets: '/api/budgets',
  /** POST multipart: a budget workbook as `file` → budgetSchema of a new budget with its rows. */
  importBudget: '/api/budgets/import',
  /** POST draftRequestSchema → draftingSchema: begins to begin a budget from documents. */
  drafts: '/api/budgets/from',
  /** GET → draftingSchema. */
  draft: '/api/budgets/from/:id',
  /** GET → budgetSchema; DELETE → 204. */
  budget: '/api/budgets/:id',
  /** POST → budgetRowSchema: takes a deletion back. */
  restoreBudget: '/api/budgets/:id/restore',
  /** GET with changesQuerySchema → changesSchema; POST changeRequestSchema → changedSchema. */
  changes: '/api/budgets/:id/changes',
  /** GET → budgetCheckSchema of the budget as it stands. */
  budgetCheck: '/api/budgets/:id/check',
  /** POST impactRequestSchema → impactSchema. */
  impact: '/api/budgets/:id/impact',
  /** GET → previewSchema. */
  preview: '/api/budgets/:id/preview',
  /** GET → picturesSchema. */
  budgetPictures: '/api/budgets/:id/pictures',
  /** GET → accountChoicesSchema. */
  accounts: '/api/budgets/:id/accounts/:classification',
  /** GET → questionsSchema: what the documents that it was begun from gave and left open. */
  questions: '/api/budgets/:id/questions',
  /** POST settleRequestSchema → questionsSchema. */
  question: '/api/budgets/:id/questions/:question',
  /** GET → the budget as a workbook, as a download. */
  workbook: '/api/budgets/:id/workbook',
  /** GET → publicationsSchema; POST publishRequestSchema → publicationSchema. */
  publications: '/api/budgets/:id/publications',
  /** GET → the file, as a download; `all.zip` is all of them. The path is its index among the files. */
  publishedFile: '/api/budgets/:id/publications/:publication/:file',
  /** GET → reviewSchema; POST stepRequestSchema → reviewSchema. */
  review: '/api/budgets/:id/review',
  /** POST remarkRequestSchema → reviewSchema. */
  remarks: '/api/budgets/:id/remarks',
  /** POST resolveRequestSchema → reviewSchema. */
  resolveRemark: '/api/budgets/:id/remarks/:remark/resolve',
  /** PUT approvalRequestSchema → reviewSchema. */
  approval: '/api/budgets/:id/approval',
  /** GET with compareQuerySchema → comparisonSchema. */
  compareVersions: '/api/budgets/:id/compare',
  /** GET with dayQuerySchema → monitoringBoardSchema. */
  monitoring: '/api/budgets/:id/monitoring',
  /** GET with monitoredProjectQuerySchema → monitoredProjectSchema. */
  monitoredProject: '/api/budgets/:id/monitoring/project',
  /** GET with dayQuerySchema → budgetProgressSchema. */
  progress: '/api/budgets/:id/progress',
  /** GET → budgetEvaluationSchema. */
  evaluation: '/api/budgets/:id/evaluation',
  /** GET with dayQuerySchema → an official form (performanceForms, performanceFormats), as a download. */
  performanceForm: '/api/budgets/:id/performance-forms/:form/:format',
  /** POST multipart: payments and changes of the budget as `file` → entriesPlanSchema. Changes nothing. */
  entriesPlan: '/api/budgets/:id/execution/plan',
  /** GET → an empty form for payments, as a download. */
  entriesTemplate: '/api/budgets/:id/execution/template',
  /** GET with indicatorChoicesQuerySchema → indicatorChoicesSchema. */
  indicatorChoices: '/api/budgets/:id/indicator-choices',
  /** GET → registersSchema. */
  registers: '/api/budgets/:id/registers',
  /** GET → an empty form of a register, as a download. */
  registerTemplate: '/api/budgets/:id/registers/:register/template',
  /** POST multipart: registers, each file as `file`, with dayQuerySchema → resultsPlanSchema. Changes nothing. */
  resultsPlan: '/api/budgets/:id/registers/plan',
  /** GET with boardQuerySchema → boardSchema. */
  board: '/api/board',
  /** GET with boardFileSchema → the rows of the board as a table, as a download. */
  boardFile: '/api/board/:format',
} as const;

export type RouteName = keyof typeof ROUTES;

/** The names of an address's parameters: `Params<'/a/:id/b/:n'>` is `'id' | 'n'`. */
type Params<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | Params<Rest>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never;

type RouteParams<Name extends RouteName> = [Params<(typeof ROUTES)[Name]>] extends [never]
  ? []
  : [{ readonly [Key in Params<(typeof ROUTES)[Name]>]: string | number }];

/**
 * An address with its parameters filled in, each escaped.
 *
 * @example addressOf('page', { id, page: 3 }) // '/api/documents/…/pages/3'
 */
export function addressOf<Name extends RouteName>(name: Name, ...params: RouteParams<Name>): string {
  const values: Readonly<Record<string, string | number>> = params[0] ?? {};
  return ROUTES[name].replace(/:(\w+)/gu, (_, key: string) => encodeURIComponent(String(values[key])));
}
