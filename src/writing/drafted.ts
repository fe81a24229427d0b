import type { AccountBook } from '../accounts/book.ts';
import type { Indicator, Project } from '../facts/records.ts';
import type { OpenedWorkbook } from '../ledger/import.ts';
import { indicatorRow, projectLabels } from '../ledger/rows.ts';
import { sheetsOf } from '../ledger/sheets.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import type { Pack } from '../packs/definition.ts';
import { continuationOf } from './entries.ts';
import { appendRows } from './entries-append.ts';

/** Indicators that are proposed for a project. */
export interface Drafted {
  readonly project: Project;
  readonly indicators: readonly Indicator[];
}

/** Where the drafted rows stand in the workbook. */
export interface DraftedWorkbook {
  readonly bytes: Uint8Array;
  readonly sheet: string;
  /** The title of the column that says that they are drafts. */
  readonly column: string;
  readonly first: number;
  readonly last: number;
}

/** Columns without which a drafted row would say less than it must: what it is of, what it is, and that it is a draft. */
const NEEDED = ['project', 'level3', 'value', 'basis'] as const;

/**
 * The budget workbook with drafted indicators behind those it has; everything else in it stays as it is, byte for byte. A
 * sheet that lacks a needed column gets nothing.
 *
 * @param workbook its bytes, which `opened` was read from
 * @param file its name, for problems
 */
export function withDrafts(
  workbook: Uint8Array,
  { ledger, tables }: OpenedWorkbook,
  drafts: readonly Drafted[],
  { pack, accounts, file }: { readonly pack: Pack; readonly accounts: AccountBook; readonly file: string },
): Result<DraftedWorkbook> {
  const sheet = sheetsOf(pack, ledgerSpace(ledger, pack, accounts)).find(({ id }) => id === 'indicators');
  if (sheet === undefined) throw new Error('the workbook has a sheet of indicators');
  const behind = continuationOf(tables.get('indicators'));
  const missing = sheet.columns.filter(
    ({ key }) => NEEDED.some((one) => one === key) && behind !== undefined && !behind.columns.has(key),
  );
  if (missing.length > 0) {
    const where = { file, sheet: behind?.name ?? sheet.title };
    const columns = missing.map(({ title }) => title).join('、');
    return fail([problem('performance.cli.columnNeeded', 'error', where, { columns })]);
  }
  const labels = projectLabels(ledger.records.projects);
  const rows = drafts.flatMap(({ project, indicators }) =>
    indicators.map((one) => indicatorRow(labels.get(project.code) ?? project.code, one)),
  );
  const bytes = appendRows(workbook, [{ sheet, rows, behind }]);
  if (bytes === undefined) return fail([problem('performance.cli.workbookForm', 'error', { file })]);
  // A sheet that is made anew has its heading in the first row.
  const first = (behind?.lastRow ?? 1) + 1;
  return succeed({
    bytes,
    sheet: behind?.name ?? sheet.title,
    column: sheet.columns.find(({ key }) => key === 'basis')?.title ?? '',
    first,
    last: first + rows.length - 1,
  });
}
