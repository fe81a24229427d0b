import type { AccountBook } from '../accounts/book.ts';
import { normalName } from '../accounts/tree.ts';
import { decimalIn, plainDecimal } from '../ledger/cells.ts';
import type { OpenedWorkbook } from '../ledger/import.ts';
import { isNamed } from '../ledger/import-results.ts';
import type { Table, TableRow } from '../ledger/import-table.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { projectLabels, type RowContent } from '../ledger/rows.ts';
import { sheetsOf } from '../ledger/sheets.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { type Bound, isComputedBy } from '../performance/bind.ts';
import { continuationOf } from './entries.ts';
import { appendRows } from './entries-append.ts';

/** What became of a computed value in the workbook. `kept`: somebody entered another one, which stands. */
export interface Landed {
  readonly bound: Bound;
  readonly how: 'added' | 'filled' | 'changed' | 'same' | 'kept';
  /** The value that stood there. */
  readonly before: IndicatorResult | undefined;
}

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
  const open = new OpenRows(table, labels);
  const landed: Landed[] = [];
  const problems: Problem[] = [];
  const rows: RowContent[] = [];
  const changed: { row: number; cells: RowContent }[] = [];
  for (const one of bound) {
    const { result, project } = one;
    const cells = cellsOf(result, labels.get(project.code) ?? project.code);
    const before = (ledger.results ?? []).find((known) => isSame(known, result));
    if (before !== undefined) {
      const isEqual = plainText(before.value) === result.value && before.unit === result.unit;
      const own = isComputedBy(one.computed, before);
      if (isEqual && before.source === result.source) landed.push({ bound: one, how: 'same', before });
      else if (!own && !isEqual && !replace) {
        problems.push(byHand(one, before, file));
        landed.push({ bound: one, how: 'kept', before });
      } else {
        const row = rowOf(before);
        if (row === undefined) throw new Error('a result of a workbook has a place');
        changed.push({ row, cells: valuesOf(result) });
        landed.push({ bound: one, how: 'changed', before });
      }
      continue;
    }
    const row = open.take(result);
    if (row === undefined) rows.push(cells);
    else changed.push({ row, cells: valuesOf(result) });
    landed.push({ bound: one, how: row === undefined ? 'added' : 'filled', before: undefined });
  }
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

function isSame(known: IndicatorResult, result: IndicatorResult): boolean {
  return (
    known.project === result.project &&
    known.date === result.date &&
    known.level3 !== '' &&
    isNamed(result, known.level3, known.level2)
  );
}

/** A number as spreadsheets keep it: 96.50 is 96.5. */
function plainText(value: string): string {
  const number = decimalIn(value);
  return number === undefined ? value : plainDecimal(number);
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

/** Rows of the sheet that name an indicator and were not filled in; each serves once. */
class OpenRows {
  readonly #rows: { readonly row: TableRow; readonly projects: readonly string[] }[] = [];
  readonly #names: ReadonlyMap<string, readonly string[]>;

  constructor(table: Table | undefined, labels: ReadonlyMap<string, string>) {
    this.#names = new Map([...labels].map(([code, label]) => [code, [code, label].map(normalName)]));
    for (const row of table?.rows ?? []) {
      const text = (key: string) => row.cell(key)?.text.trim() ?? '';
      if (['resultValue', 'resultShare', 'resultReason'].some((key) => text(key) !== '')) continue;
      if (text('resultDate') === '') this.#rows.push({ row, projects: [normalName(text('project'))] });
    }
  }

  /** The number of a row for a result, as people count it. */
  take(result: IndicatorResult): number | undefined {
    const names = this.#names.get(result.project) ?? [];
    const index = this.#rows.findIndex(({ row, projects }) => {
      const text = (key: string) => row.cell(key)?.text.trim() ?? '';
      return projects.some((one) => names.includes(one)) && isNamed(result, text('level3'), text('level2'));
    });
    if (index < 0) return undefined;
    const [found] = this.#rows.splice(index, 1);
    return found?.row.number;
  }
}
