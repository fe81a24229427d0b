import Papa from 'papaparse';
import { type Problem, problem } from '../messages/problem.ts';
import { type MappingRow, unitNatures } from './book.ts';
import {
  type Account,
  type AccountStatus,
  type Classification,
  compareCodes,
  levelOfCode,
  normalCode,
} from './tree.ts';

/** The file of each classification in a folder of lists. */
export const accountFiles: Readonly<Record<Classification, string>> = {
  function: 'function.csv',
  economic: 'economic.csv',
  govEconomic: 'gov-economic.csv',
};

/** The file that says which government economic account a department's account belongs to. */
export const mappingFile = 'mapping.csv';

/** The columns of the files of accounts, in their order. */
export const accountColumns = ['code', 'name', 'from', 'to', 'aliases', 'seen'] as const;

const mappingColumns = ['economic', 'govEconomic', 'nature', 'seen'] as const;

/** The accounts as a file of the form that {@link readAccounts} reads; see {@link accountFiles} for its name. */
export function accountsCsv(accounts: readonly Account[]): string {
  const rows = accounts.toSorted(
    (left, right) => compareCodes(left.code, right.code) || left.from - right.from,
  );
  const lines = rows.map((account) => [
    account.code,
    account.name,
    account.from,
    account.to ?? '',
    account.aliases.join('|'),
    account.seen.join('|'),
  ]);
  return `${Papa.unparse([[...accountColumns], ...lines], { newline: '\n' })}\n`;
}

/** A file of the data folder, split into cells. */
export interface CsvFile {
  /** As problems call it. */
  readonly path: string;
  readonly header: readonly string[];
  readonly lines: readonly CsvLine[];
}

export interface CsvLine {
  /** Counted from 1, the header included. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Splits the text of a file; its first line names the columns. */
export function splitCsv(path: string, text: string): CsvFile {
  const rows = Papa.parse<string[]>(text.replace(/^\ufeff/u, ''), { delimiter: ',' }).data;
  const lines = rows
    .map((cells, index) => ({ line: index + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter((line) => line.cells.some((cell) => cell !== ''));
  return { path, header: lines[0]?.cells ?? [], lines: lines.slice(1) };
}

/** Reads cells by the name of their column; `undefined`, with a problem, where a column is missing. */
function columnReader(
  file: CsvFile,
  columns: readonly string[],
  problems: Problem[],
): ((line: CsvLine, column: string) => string) | undefined {
  const missing = columns.filter((column) => !file.header.includes(column));
  if (missing.length > 0) {
    const params = { missing: missing.join('、'), columns: columns.join(',') };
    problems.push(problem('accounts.csvColumns', 'error', { file: file.path, line: 1 }, params));
    return undefined;
  }
  return (line, column) => line.cells[file.header.indexOf(column)] ?? '';
}

/** The accounts of a file; what is wrong with a line goes to the problems. */
export function readAccounts(
  file: CsvFile,
  classification: Classification,
  status: AccountStatus,
  problems: Problem[],
): readonly Account[] {
  const cell = columnReader(file, accountColumns, problems);
  if (cell === undefined) return [];
  const accounts: Account[] = [];
  const lineOf = new Map<string, number>();
  for (const line of file.lines) {
    const where = { file: file.path, line: line.line };
    const code = normalCode(cell(line, 'code'));
    const name = cell(line, 'name');
    const from = readYear(cell(line, 'from'));
    const to = readYear(cell(line, 'to'));
    const before = problems.length;
    if (levelOfCode(classification, code) === undefined) {
      problems.push(problem('accounts.csvCode', 'error', where, { code: cell(line, 'code') }));
    }
    if (name === '') problems.push(problem('accounts.nameMissing', 'error', where, { code }));
    if (typeof from !== 'number' || to === 'wrong') {
      const years = `${cell(line, 'from')}–${cell(line, 'to')}`;
      problems.push(problem('accounts.csvYears', 'error', where, { code, years }));
      continue;
    }
    if (to !== undefined && to < from) {
      problems.push(problem('accounts.csvYears', 'error', where, { code, years: `${from}–${to}` }));
    }
    const key = `${code} ${from}`;
    const first = lineOf.get(key);
    if (first !== undefined)
      problems.push(problem('accounts.csvTwice', 'error', where, { code, from, first }));
    lineOf.set(key, line.line);
    if (problems.length > before) continue;
    accounts.push({
      code,
      name,
      aliases: readList(cell(line, 'aliases')),
      from,
      ...(to === undefined ? {} : { to }),
      seen: readList(cell(line, 'seen')),
      status,
    });
  }
  return accounts;
}

/** The rows of {@link mappingFile}; what is wrong with a line goes to the problems. */
export function readMapping(file: CsvFile, problems: Problem[]): readonly MappingRow[] {
  const cell = columnReader(file, mappingColumns, problems);
  if (cell === undefined) return [];
  const rows: MappingRow[] = [];
  for (const line of file.lines) {
    const where = { file: file.path, line: line.line };
    const economic = normalCode(cell(line, 'economic'));
    const govEconomic = normalCode(cell(line, 'govEconomic'));
    const named = readList(cell(line, 'nature'));
    const natures = unitNatures.filter((nature) => named.includes(nature));
    const before = problems.length;
    if (levelOfCode('economic', economic) === undefined) {
      problems.push(problem('accounts.csvCode', 'error', where, { code: cell(line, 'economic') }));
    }
    if (levelOfCode('govEconomic', govEconomic) === undefined) {
      problems.push(problem('accounts.csvCode', 'error', where, { code: cell(line, 'govEconomic') }));
    }
    if (natures.length !== named.length) {
      const params = { nature: cell(line, 'nature'), allowed: unitNatures.join('、') };
      problems.push(problem('accounts.csvNature', 'error', where, params));
    }
    if (problems.length > before) continue;
    rows.push({ economic, govEconomic, natures, seen: readList(cell(line, 'seen')) });
  }
  return rows;
}

function readYear(text: string): number | undefined | 'wrong' {
  if (text === '') return undefined;
  return /^(19|20)\d{2}$/u.test(text) ? Number(text) : 'wrong';
}

function readList(text: string): readonly string[] {
  return text
    .split('|')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
