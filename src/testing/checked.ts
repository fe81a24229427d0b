import { loadAccounts } from '../accounts/load.ts';
import type {
  CheckedDocument,
  CheckedIndicator,
  CheckedLine,
  CheckedProject,
  CheckedTable,
} from '../checking/checked.ts';
import type { Place } from '../document/document.ts';
import type { Coordinate } from '../facts/fact.ts';
import { basePerUnit } from '../facts/measure.ts';
import type { ProcurementLine } from '../facts/records.ts';
import type { StatedFact } from '../facts/stated.ts';
import { parseDecimal } from '../money/decimal.ts';
import { parseTarget } from '../performance/target.ts';
import { readingSpace } from '../reading/read.ts';

/** The body and the year of every document built here. */
export const BODY = '450';
export const YEAR = 2025;

const accounts = loadAccounts();
if (!accounts.ok) throw new Error('accounts');
const book = accounts.value;

const bodies = [{ code: BODY, name: '示例市医疗保障局' }];

/** A document for tests: nothing in it but what is given. */
export function documentOf(parts: Partial<CheckedDocument> = {}): CheckedDocument {
  return {
    file: 'example.docx',
    entity: { code: BODY, name: '示例市医疗保障局', scope: 'department' },
    bodies,
    year: YEAR,
    stage: 'budget',
    pack: undefined,
    accounts: book,
    space: readingSpace(undefined, book, YEAR, bodies),
    lines: [],
    tables: [],
    others: [],
    said: [],
    projects: [],
    indicators: [],
    procurement: [],
    units: [],
    asides: [],
    properties: [],
    unread: [],
    ...parts,
  };
}

/** A place that a test can tell from others. */
export function lineAt(line: number): Place {
  return { type: 'line', line, from: 0, to: 0 };
}

/** A printed number of this year's budget, such as `statedOf('65.00', { kind: 'project' })`, in 万元 unless said. */
export function statedOf(
  text: string,
  at: Coordinate,
  more: Partial<StatedFact> & { readonly line?: number } = {},
): StatedFact {
  const { line = 0, unit = '万元', ...rest } = more;
  const { digits, decimals } = parseDecimal(text) ?? { digits: 0n, decimals: 0 };
  return {
    at: { measure: 'amount', entity: BODY, year: String(YEAR), stage: 'budget', flow: 'expenditure', ...at },
    value: (digits * basePerUnit(unit)) / 10n ** BigInt(decimals),
    unit,
    decimals,
    status: digits === 0n ? 'zero' : 'printed',
    place: lineAt(line),
    ...rest,
  };
}

export function tableOf(id: string, parts: Partial<CheckedTable> = {}): CheckedTable {
  return {
    id,
    title: id,
    layout: '',
    closed: new Set(),
    at: {},
    place: undefined,
    rows: [],
    columns: [],
    cells: [],
    notes: [],
    after: 0,
    ...parts,
    facts: (parts.facts ?? []).map((fact) => ({ ...fact, table: id })),
  };
}

/** A project with its budget in fen. */
export function projectOf(code: string, parts: Partial<CheckedProject> = {}): CheckedProject {
  return {
    entity: BODY,
    code,
    name: code,
    purpose: '',
    goals: [],
    plan: [],
    indicators: [],
    specialFund: false,
    place: lineAt(0),
    ...parts,
  };
}

/** An indicator as a form prints it: `indicatorOf('p1', '产出指标/成本指标/总成本', '≤5万元')`. */
export function indicatorOf(
  project: string,
  path: string,
  target: string,
  parts: Partial<CheckedIndicator> = {},
): CheckedIndicator {
  const [level1 = '', level2 = '', level3 = ''] = path.split('/');
  const { operator, value, unit, unread } = parseTarget(target);
  return {
    project,
    level1,
    level2,
    level3,
    description: '',
    operator,
    value,
    unit,
    unread,
    basis: '',
    place: lineAt(0),
    ...parts,
  };
}

/** A line of a procurement table, paid from the general public budget. */
export function purchaseOf(item: string, parts: Partial<ProcurementLine> = {}): ProcurementLine {
  return {
    entity: BODY,
    project: '',
    item,
    catalogueNumber: '',
    category: '',
    measureUnit: '',
    quantity: '',
    unitPrice: 0n,
    source: 'generalPublicBudget',
    vintage: 'current',
    amount: 0n,
    smallBusiness: 0n,
    ...parts,
  };
}

/** Lines of text in their order; the place of each tells its index. */
export function linesOf(...texts: readonly string[]): readonly CheckedLine[] {
  return texts.map((text, at) => ({ text, isHeading: false, place: lineAt(at) }));
}

/** Cells of a table, one row a text such as `208 | 05 | 01 | 行政单位离退休 | 1.00`; rows stand at lines from `from` on. */
export function cellsOf(from: number, ...rows: readonly string[]): CheckedTable['cells'] {
  return rows.map((row, at) =>
    row.split('|').map((text) => ({ text: text.trim(), place: lineAt(from + at) })),
  );
}
