import type { Account, AccountTree } from '../accounts/tree.ts';
import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { likeness } from '../document/likeness.ts';
import { say } from '../messages/say.ts';
import { bare, isCalledSo, supersededBy } from './account-names.ts';
import type { AccountRow } from './account-rows.ts';
import type { CheckedDocument, CheckedTable } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { isDamaged, titleOf } from './text.ts';

/** Names less alike than this have nothing to do with each other. */
const STRANGE = 0.3;
/** So many rows whose names stand one row off are a slip of reading, not of the document. */
const SHIFTED = 3;

/** What is wrong with a row, or with the numbering of a whole table. */
export interface RowFinding {
  readonly one: Finding;
  /** The table follows another numbering throughout: one finding for all of it. */
  readonly scheme: boolean;
}

/** The same mistake in several rows or tables is one. */
export function merged(found: readonly RowFinding[]): readonly Finding[] {
  const byCause = new Map<string, Finding>();
  for (const { one } of found) {
    const key = `${one.rule} ${one.severity} ${one.value} ${one.expected}`;
    const known = byCause.get(key);
    byCause.set(key, known === undefined ? one : { ...known, places: [...known.places, ...one.places] });
  }
  return [...byCause.values()];
}

/** Codes and names of one table, row by row. */
export function checkRows(
  document: CheckedDocument,
  table: CheckedTable,
  rows: readonly AccountRow[],
): readonly RowFinding[] {
  const title = titleOf(document, table);
  const found = rows.flatMap((row, index) => {
    const tree = document.accounts.tree(row.classification, document.year);
    const account = tree.find(row.code);
    const of = (code: string) => ({ [row.classification]: code });
    const places = row.place === undefined ? [] : [row.place];
    if (account === undefined || account.status === 'local') {
      const expected = meantBy(row, rows[index - 1], tree);
      if (expected === undefined) return [];
      const params = { table: title, name: row.name, printed: row.printed, expected: expected.code };
      const message = say('checking.classification.code', params);
      const more = { value: row.printed, expected: expected.code, places };
      return [{ row, one: finding('classification.code', message, of(expected.code), more) }];
    }
    const digits = checkDigits(row, title, places);
    if (isCalledSo(account, row.name) || supersededBy(row.name) !== undefined) return digits;
    const one = checkName(document, table, row, tree, account);
    return one === undefined ? digits : [...digits, { row, one }];
  });
  const wrong = found.filter(({ one }) => one.rule === 'classification.codeName');
  const shifted = wrong.filter(({ row }) =>
    isShifted(row, rows, document.accounts.tree(row.classification, document.year)),
  );
  const isMisread = shifted.length >= SHIFTED && shifted.length * 10 >= wrong.length * 7;
  const left = found.filter((one) => !isMisread || !wrong.includes(one));
  const isNumbered = (row: AccountRow) =>
    document.accounts.tree(row.classification, document.year).isKnown(row.code);
  const unknown = rows.filter((row) => row.isAccount && !isNumbered(row));
  return schemeOf(title, left, unknown) ?? left.map(({ one }) => ({ one, scheme: false }));
}

/** So many codes of one table stand beside names of other accounts only where it is numbered by another list. */
const MANY_CODES = 4;
/** So many examples say what is meant. */
const SCHEME_EXAMPLES = 20;

/** One finding for a table that is numbered otherwise throughout, beside those that have other causes. */
function schemeOf(
  table: string,
  found: readonly { readonly row: AccountRow; readonly one: Finding }[],
  unknown: readonly AccountRow[],
): readonly RowFinding[] | undefined {
  const own = found.filter(
    ({ one }) => one.rule === 'classification.codeName' || one.rule === 'classification.name',
  );
  const codes = own.filter(({ one }) => one.rule === 'classification.codeName');
  const [first] = codes;
  if (first === undefined || codes.length < MANY_CODES) return undefined;
  const examples = own.map(({ row, one }) => {
    const params = { printed: `${row.code} ${row.name}`, code: row.code, expected: one.expected ?? '' };
    const isElsewhere = one.value === params.printed;
    return isElsewhere
      ? say('checking.classification.codeName.example', params)
      : say('checking.classification.codeName.example.name', params);
  });
  const none = unknown.map(({ code, name }) =>
    say('checking.classification.codeName.example.none', { printed: `${code} ${name}` }),
  );
  const all = [...examples, ...none];
  const message = say('checking.classification.codeName.scheme', {
    table,
    count: all.length,
    examples: all.slice(0, SCHEME_EXAMPLES).join('、'),
  });
  const places = [...own.flatMap(({ one }) => one.places), ...unknown.flatMap(({ place }) => place ?? [])];
  const scheme = finding('classification.codeName', message, first.one.at, { places });
  const severity = codes.some(({ one }) => one.severity === 'error') ? 'error' : 'warning';
  return [
    { one: { ...scheme, severity }, scheme: true },
    ...found.filter((one) => !own.includes(one)).map(({ one }) => ({ one, scheme: false })),
  ];
}

/** What a code that no list has must mean: the one account of its name below the parent of the row before. */
function meantBy(row: AccountRow, before: AccountRow | undefined, tree: AccountTree): Account | undefined {
  if (before === undefined || before.column !== row.column || tree.levelOf(row.code) !== undefined)
    return undefined;
  const tail = row.printed.split(' ').slice(1).join('');
  const named = tree.findByName(row.name).filter(({ code }) => tail !== '' && code.endsWith(tail));
  const near = named.filter(({ code }) => code.slice(0, 3) === before.code.slice(0, 3));
  return near.length === 1 ? near[0] : undefined;
}

function checkDigits(
  row: AccountRow,
  table: string,
  places: readonly Place[],
): readonly { readonly row: AccountRow; readonly one: Finding }[] {
  const parts = row.printed.split(' ');
  if (!parts.slice(1).some((part) => part.length === 1)) return [];
  const expected = parts.map((part, at) => (at > 0 ? part.padStart(2, '0') : part)).join(' ');
  const params = { table, name: row.name, printed: row.printed, expected };
  const message = say('checking.classification.digits', params);
  const more = { value: row.printed, expected, places };
  return [{ row, one: finding('classification.digits', message, { [row.classification]: row.code }, more) }];
}

/** A known code beside a name that is not its own. */
function checkName(
  document: CheckedDocument,
  table: CheckedTable,
  row: AccountRow,
  tree: AccountTree,
  account: Account,
): Finding | undefined {
  const { code, name } = row;
  if (!row.isAccount || isOtherThing(document, table, name)) return undefined;
  if (isBelowItsName(table, row, account)) return undefined;
  const own = Math.max(...[account.name, ...account.aliases].map((one) => likeness(bare(one), bare(name))));
  // An account's name with 费 or 支出 more than the list's is that account's still.
  const names = [name, name.replace(/(?:费用?|支出)$/u, '')];
  const isAlias = account.aliases.some((one) => normalName(one) === name);
  const namesakes = isAlias
    ? []
    : nearest(
        code,
        names.flatMap((one) => tree.findByName(one)),
      );
  const at = { [row.classification]: code };
  const places = row.place === undefined ? [] : [row.place];
  const params = { table: titleOf(document, table), code, name, official: account.name };
  // A list of a later year speaks of an earlier one: codes may have changed between.
  const isVouched = tree.listYear === tree.year;
  const lowered = isVouched ? {} : { severity: 'warning' as const };
  const [meant] = namesakes;
  if (meant !== undefined) {
    const expected = namesakes.map((one) => one.code).join('、');
    const message = say('checking.classification.codeName', { ...params, expected });
    const more = { value: `${code} ${name}`, expected: `${meant.code} ${meant.name}`, places };
    return { ...finding('classification.codeName', message, at, more), ...lowered };
  }
  const more = { value: name, expected: account.name, places };
  if (own < STRANGE && tree.levelOf(code) === 'item') {
    // The name may be that of a part of the account which the body keeps by itself.
    const message = say('checking.classification.codeName.strange', params);
    return { ...finding('classification.codeName', message, at, more), severity: 'warning' };
  }
  const message = say('checking.classification.name', params);
  const one = finding('classification.name', message, at, more);
  if (!isSlip(account.name, name)) return one;
  // A character that is off may be the reader's slip where much could not be read.
  return isDamaged(document) ? undefined : { ...one, severity: 'notice' };
}

/** A project or a body, named beside the account it is paid from. */
function isOtherThing(
  { entity, bodies, units, projects }: CheckedDocument,
  table: CheckedTable,
  name: string,
): boolean {
  const isBody = [entity, ...bodies, ...units].some(
    (one) => one.name !== '' && name.includes(normalName(one.name)),
  );
  const isProject = projects.some((one) => normalName(one.name) === name);
  return isBody || isProject || table.facts.some(({ at }) => at.project !== undefined);
}

/** Whether the row above prints the account's name alone, and leaves the code to the rows of what it is spent on. */
function isBelowItsName({ cells }: CheckedTable, { place }: AccountRow, account: Account): boolean {
  const index = place === undefined ? -1 : cells.findIndex((row) => row.some((one) => one.place === place));
  const above = (cells[index - 1] ?? []).map(({ text }) => normalName(text));
  const name = above.findIndex((text) => isCalledSo(account, text));
  return name >= 0 && !above.slice(0, name).some((text) => /\d/u.test(text));
}

/** Of accounts of one name those nearest to a code: below the same parent, else of the same class, else all. */
function nearest(code: string, accounts: readonly Account[]): readonly Account[] {
  for (const digits of [5, 3]) {
    const near = accounts.filter((one) => code.length > digits && one.code.startsWith(code.slice(0, digits)));
    if (near.length > 0) return near.filter((one) => one.code.length === code.length || near.length === 1);
  }
  return accounts.length > 3 ? [] : accounts;
}

/** A name that differs by a character or two: left out, added, or in another order. */
function isSlip(official: string, printed: string): boolean {
  const [a, b] = [bare(official), bare(printed)];
  const sorted = (text: string) => [...text].sort().join('');
  if (sorted(a) === sorted(b) || isWithin(a, b) || isWithin(b, a)) return true;
  return a.length === b.length && [...a].filter((one, at) => one !== b[at]).length === 1;
}

/** Whether all characters of the first stand in the second, in that order. */
function isWithin(short: string, long: string): boolean {
  let at = 0;
  for (const one of long) if (one === short[at]) at += 1;
  return at === short.length;
}

/** Whether the printed name is that of the account whose code stands in the row above or below: text that slid. */
function isShifted(row: AccountRow, rows: readonly AccountRow[], tree: AccountTree): boolean {
  const own = rows.filter(({ column }) => column === row.column);
  const at = own.indexOf(row);
  return [own[at - 1], own[at + 1]].some(
    (other) => other !== undefined && other.code !== row.code && tree.matches(other.code, row.name),
  );
}
