import { type AccountTree, type Classification, classifications, normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import type { CheckedDocument, CheckedTable } from './checked.ts';
import { numberedOf } from './text.ts';

/** A row of a table that prints the code of an account and its name. */
export interface AccountRow {
  readonly classification: Classification;
  /** All digits, with the parts of the row above that it leaves out; 款 and 项 filled up to two digits. */
  readonly code: string;
  /** As printed, its parts separated by blanks. */
  readonly printed: string;
  readonly name: string;
  /** The number of the row in its table, and of the cell in which its code begins: its column. */
  readonly row: number;
  readonly column: number;
  readonly hasAmount: boolean;
  readonly place: Place | undefined;
  /** The row below tells of a project, a body or something else that is no account. */
  readonly isAccount: boolean;
}

/** The texts of a row, without blanks and half-width. */
type Texts = readonly string[];

/** A code in a row: where it begins, how many cells it takes, and the name after it. */
interface Found {
  readonly parts: readonly string[];
  readonly name: string;
  readonly nameAt: number;
}

/**
 * The rows of a table that print codes of accounts beside names, whole (2101501) or in parts (210 15 01), one column of
 * them or several side by side. A column counts where most of its codes are known and one at least stands beside its
 * own name, so that amounts and codes of bodies or projects are not taken for accounts.
 */
export function accountRows(document: CheckedDocument, table: CheckedTable): readonly AccountRow[] {
  const trees = new Map(classifications.map((one) => [one, document.accounts.tree(one, document.year)]));
  const texts = table.cells.map((row) => row.map(({ text }) => normalName(text)));
  const width = texts.reduce((most, row) => Math.max(most, row.length), 0);
  const rows: AccountRow[] = [];
  for (let column = 0; column < width; column += 1) {
    const classification = classificationOf(texts, column, trees);
    if (classification === undefined) continue;
    rows.push(...columnOf(table, texts, column, classification));
  }
  return rows.sort((a, b) => a.row - b.row || a.column - b.column);
}

/** The classification whose codes begin in this column of cells; undefined where none do. */
function classificationOf(
  texts: readonly Texts[],
  column: number,
  trees: ReadonlyMap<Classification, AccountTree>,
): Classification | undefined {
  if (!texts.some((row) => /^\d{3}(?:\d{2}){0,2}$/u.test(row[column] ?? ''))) return undefined;
  for (const [classification, tree] of trees) {
    let all = 0;
    let known = 0;
    let named = 0;
    for (const row of texts) {
      const found = foundAt(row, column);
      const [first = ''] = found?.parts ?? [];
      if (found === undefined || !/^\d{3}(?:\d{2}){0,2}$/u.test(first)) continue;
      all += 1;
      const code = found.parts.map((part) => part.padStart(2, '0')).join('');
      if (tree.find(code) === undefined) continue;
      known += 1;
      if (tree.matches(code, found.name)) named += 1;
    }
    if (named > 0 && known * 2 >= all) return classification;
  }
  return undefined;
}

/** A code that begins in a cell, with the name in the first cell of words after it. */
function foundAt(row: Texts, column: number): Found | undefined {
  const text = (at: number) => row[at] ?? '';
  const first = text(column);
  if (first !== '' && !/^\d{1,7}$/u.test(first)) return undefined;
  const parts = [first];
  let at = column + 1;
  if (first.length <= 3) {
    while (at <= column + 2 && /^(?:\d{1,2})?$/u.test(text(at)) && at < row.length) {
      parts.push(text(at));
      at += 1;
    }
  }
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  // Between code and name may stand the code of a body, or nothing.
  while (at < row.length && /^(?:\d{3,6})?$/u.test(text(at))) at += 1;
  const name = text(at);
  if (!/^\p{Script=Han}/u.test(name) || numberedOf(name)?.style === 'chinese') return undefined;
  return { parts, name, nameAt: at };
}

/** All rows of a column of codes, with what each leaves out taken from the row above. */
function columnOf(
  table: CheckedTable,
  texts: readonly Texts[],
  column: number,
  classification: Classification,
): readonly AccountRow[] {
  let before: readonly string[] = [];
  const rows: AccountRow[] = [];
  const names = new Map<string, Set<string>>();
  const lines = table.cells.flatMap((cells, row) => {
    const found = foundAt(texts[row] ?? [], column);
    return found === undefined || found.parts.every((part) => part === '') ? [] : [{ cells, row, found }];
  });
  for (const { cells, row, found } of lines) {
    const filled = found.parts.map((part, at) => (part === '' ? (before[at] ?? '') : part));
    const code = filled.map((part, at) => (at > 0 ? part.padStart(2, '0') : part)).join('');
    before = filled;
    const seen = names.get(code) ?? new Set();
    names.set(code, seen.add(found.name));
    const printed = found.parts.filter((part) => part !== '').join(' ');
    const amounts = cells.slice(found.nameAt + 1).filter(({ text }) => /[1-9]/u.test(text));
    const place = cells[found.nameAt]?.place ?? cells[column]?.place;
    const hasAmount = amounts.length > 0;
    rows.push({
      classification,
      code,
      printed,
      name: found.name,
      row,
      column,
      hasAmount,
      place,
      isAccount: true,
    });
  }
  // One code beside several names: the rows of a list of projects or bodies, each with the account it is paid from.
  return rows.map((one) => ({ ...one, isAccount: (names.get(one.code)?.size ?? 0) < 2 }));
}
