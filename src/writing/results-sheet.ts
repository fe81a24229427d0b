import type { AccountBook } from '../accounts/book.ts';
import type { OpenedWorkbook } from '../ledger/import.ts';
import { projectLabels } from '../ledger/rows.ts';
import { sheetsOf } from '../ledger/sheets.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { appendRows } from './entries-append.ts';

/**
 * The budget workbook with the sheet of results: a row for the goals of each project and one for each of its indicators,
 * to be filled in. Everything else stays as it is, byte for byte. Fails where the sheet is there.
 *
 * @param workbook its bytes, which `opened` was read from
 * @param file its name, for problems
 */
export function withResultsSheet(
  workbook: Uint8Array,
  { ledger, tables }: OpenedWorkbook,
  { pack, accounts, file }: { readonly pack: Pack; readonly accounts: AccountBook; readonly file: string },
): Result<Uint8Array> {
  const sheet = sheetsOf(pack, ledgerSpace(ledger, pack, accounts)).find(({ id }) => id === 'results');
  if (sheet === undefined) throw new Error('every workbook may have a sheet of results');
  const there = tables.get('results');
  if (there !== undefined) {
    const where = { file, sheet: there.name };
    return fail([problem('evaluation.problem.sheetThere', 'error', where, { sheet: there.name })]);
  }
  const labels = projectLabels(ledger.records.projects);
  const rows = ledger.records.projects.flatMap(({ code, indicators }) => {
    const project = labels.get(code) ?? code;
    return [
      { project, level3: say('ledger.results.goal') },
      ...indicators.map(({ level2, level3, unit }) => ({ project, level2, level3, indicatorUnit: unit })),
    ];
  });
  const bytes = appendRows(workbook, [{ sheet, rows, behind: undefined }]);
  return bytes === undefined
    ? fail([problem('execution.problem.workbookForm', 'error', { file })])
    : succeed(bytes);
}
