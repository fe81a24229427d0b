import type { BoardDocument, BoardRow, CountedFinding } from './board.ts';
import { budgetStates } from './budget-names.ts';

/** What of a board is shown; server and page filter and sort by the same functions. */

/** Where a department is with its budget of a year; `none`: nothing was begun. */
export const boardStates = ['none', ...budgetStates] as const;
export type BoardState = (typeof boardStates)[number];

/** The states in which nobody has handed anything in yet, or it went back. */
export const UNSUBMITTED: readonly BoardState[] = ['none', 'draft', 'returned'];

/** What a board is filtered by: a state, several of them together, or none. */
export const stateFilters = ['', ...boardStates, 'unsubmitted', 'overdue'] as const;
export type StateFilter = (typeof stateFilters)[number];

export const boardSorts = ['urgency', 'code', 'name', 'state', 'findings', 'changed'] as const;
export type BoardSort = (typeof boardSorts)[number];

export interface BoardFilter {
  /** Part of the name or code. */
  readonly search: string;
  readonly state: StateFilter;
  /** Only departments with findings of this rule; empty for all. */
  readonly rule: string;
  readonly sort: BoardSort;
  readonly order: 'ascend' | 'descend';
}

/** Every row, the most urgent first. */
export const WHOLE_BOARD: BoardFilter = { search: '', state: '', rule: '', sort: 'urgency', order: 'ascend' };

/** Whether the time for publishing has passed. */
export function isOverdue({ daysLeft }: Pick<BoardRow, 'daysLeft'>): boolean {
  return daysLeft !== undefined && daysLeft < 0;
}

/** All findings of a department, those of its budget and of its documents. */
export function findingsOf(row: Pick<BoardRow, 'findings' | 'documents'>): readonly CountedFinding[] {
  return [...(row.findings ?? []), ...row.documents.flatMap(({ findings: own }) => own ?? [])];
}

/** Findings by severity: those of the budget, and of the documents as their checks count them. */
export function severitiesOf({ findings: own = [], documents }: Pick<BoardRow, 'findings' | 'documents'>): {
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
} {
  const sum = (severity: CountedFinding['severity'], ofDocument: (one: BoardDocument) => number) =>
    own.reduce((total, one) => total + (one.severity === severity ? one.count : 0), 0) +
    documents.reduce((total, one) => total + ofDocument(one), 0);
  return {
    errors: sum('error', (one) => one.errors),
    warnings: sum('warning', (one) => one.warnings),
    notices: sum('notice', (one) => one.notices),
  };
}

/** The rows that a filter shows, in its order. */
export function filteredBoard(rows: readonly BoardRow[], filter: BoardFilter): readonly BoardRow[] {
  const { search, state, rule, sort, order } = filter;
  const wanted = search.trim().toLowerCase();
  const found = rows.filter(
    (row) =>
      (wanted === '' || `${row.code} ${row.name}`.toLowerCase().includes(wanted)) &&
      isIn(row, state) &&
      (rule === '' || findingsOf(row).some((one) => one.rule === rule)),
  );
  const compare = COMPARE[sort];
  return found.toSorted((a, b) => (order === 'descend' ? compare(b, a) : compare(a, b)) || byCode(a, b));
}

function isIn(row: BoardRow, state: BoardFilter['state']): boolean {
  if (state === '') return true;
  if (state === 'overdue') return isOverdue(row);
  return state === 'unsubmitted' ? UNSUBMITTED.includes(row.state) : row.state === state;
}

type Compare = (a: BoardRow, b: BoardRow) => number;

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const byCode: Compare = (a, b) => byText(a.code, b.code) || byText(a.name, b.name);

/** How grave what was found is: an error weighs more than any number of warnings there may be. */
function weightOf(row: BoardRow): number {
  const { errors, warnings, notices } = severitiesOf(row);
  return (errors * 10_000 + Math.min(9_999, warnings)) * 10_000 + Math.min(9_999, notices);
}

const COMPARE: Readonly<Record<BoardSort, Compare>> = {
  urgency: (a, b) => daysOf(a) - daysOf(b),
  code: byCode,
  name: (a, b) => a.name.localeCompare(b.name, 'zh-CN'),
  state: (a, b) => boardStates.indexOf(a.state) - boardStates.indexOf(b.state),
  findings: (a, b) => weightOf(a) - weightOf(b),
  changed: (a, b) => byText(a.changedAt ?? '', b.changedAt ?? ''),
};

/** Finite, so that rows without a deadline compare as equal. */
function daysOf({ daysLeft }: BoardRow): number {
  return daysLeft ?? Number.MAX_SAFE_INTEGER;
}
