import type { AccountBook } from '../accounts/book.ts';
import type { OpenedWorkbook } from '../ledger/import.ts';
import type { Table } from '../ledger/import-table.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { projectLabels, type RowContent } from '../ledger/rows.ts';
import { sheetsOf } from '../ledger/sheets.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import type { Bound } from '../performance/bind.ts';
import { type Landing, landingOf, type PreparedRow } from '../performance/landing.ts';
import { continuationOf } from './entries.ts';
import { appendRows } from './entries-append.ts';

export type Landed = Landing<number>;

export interface LandedResults {
  /** The workbook anew; undefined where nothing changes. */
  readonly bytes: Uint8Array | undefined;
  readonly landed: readonly Landed[];
}

/**
 * Puts computed values into the sheet 实际完成: where the indicator has a row of that day, there; else into a row that was
 * prepared and not filled in; else behind the last one. The same values again change nothing. A value that a person
 * entered stays, with a problem, unless `replace` is asked for. Everything else stays as it is, byte for byte.
 *
 * @param workbook its bytes, which `opened` was read from
 */
export function landResults(
  workbook: Uint8Array,
  opened: OpenedWorkbook,
  bound: readonly Bound[],
  {
    pack,
    accounts,
    file,
    replace,
  }: {
    readonly pack: Pack;
    readonly accounts: AccountBook;
    readonly file: string;
    readonly replace: boolean;
  },
): Result<LandedResults> {
  const { ledger, tables } = opened;
  const sheet = sheetsOf(pack, ledgerSpace(ledger, pack, accounts)).find(({ id }) => id === 'results');
  if (sheet === undefined) throw new Error('every workbook may have a sheet of results');
  const table = tables.get('results');
  const labels = projectLabels(ledger.records.projects);
  const landed = landingOf(bound, {
    results: ledger.results ?? [],
    prepared: preparedRows(table),
    rowOf,
    labels,
    replace,
  });
  const problems = landed.flatMap(({ how, bound: one, before }) =>
    how === 'kept' && before !== undefined ? [byHand(one, before, file)] : [],
  );
  const rows = landed.flatMap(({ how, bound: { result, project } }) =>
    how === 'added' ? [cellsOf(result, labels.get(project.code) ?? project.code)] : [],
  );
  const changed = landed.flatMap(({ how, bound: { result }, row }) =>
    (how === 'filled' || how === 'changed') && row !== undefined ? [{ row, cells: valuesOf(result) }] : [],
  );
  if (rows.length === 0 && changed.length === 0) return succeed({ bytes: undefined, landed }, problems);
  const bytes = appendRows(workbook, [
    { sheet, rows, changed, behind: continuationOf(table), needed: NEEDED },
  ]);
  if (bytes === undefined) return fail([problem('execution.problem.workbookForm', 'error', { file })]);
  return succeed({ bytes, landed }, problems);
}

/** Columns without which a value would lose its day, its unit, or where it comes from. */
const NEEDED = ['level2', 'resultDate', 'indicatorUnit', 'resultSource'];

function cellsOf(result: IndicatorResult, project: string): RowContent {
  return { project, level2: result.level2, level3: result.level3, ...valuesOf(result) };
}

function valuesOf({ date, value, unit, source = '' }: IndicatorResult): RowContent {
  return { resultDate: date, resultValue: { number: value }, indicatorUnit: unit, resultSource: source };
}

function rowOf({ place }: IndicatorResult): number | undefined {
  const row = place?.type === 'cell' ? /\d+$/u.exec(place.cell)?.[0] : undefined;
  return row === undefined ? undefined : Number(row);
}

function byHand({ project, indicator, result }: Bound, before: IndicatorResult, file: string): Problem {
  const { place } = before;
  const at = place?.type === 'cell' ? { sheet: place.sheet, cell: place.cell } : {};
  const source = before.source ?? '';
  return problem(
    'register.problem.byHand',
    'warning',
    { file, ...at },
    {
      indicator: indicator.level3,
      project: project.name,
      date: result.date,
      value: `${before.value}${before.unit}`,
      source: source === '' ? say('register.byHand') : source,
      computed: `${result.value}${result.unit}`,
    },
  );
}

/** Rows of the sheet that name an indicator and were not filled in, by their numbers as people count them. */
function preparedRows(table: Table | undefined): readonly PreparedRow<number>[] {
  return (table?.rows ?? []).flatMap((row) => {
    const text = (key: string) => row.cell(key)?.text.trim() ?? '';
    const isOpen = ['resultValue', 'resultShare', 'resultReason', 'resultDate'].every(
      (key) => text(key) === '',
    );
    if (!isOpen) return [];
    return [{ row: row.number, project: text('project'), level2: text('level2'), level3: text('level3') }];
  });
}
