import {
  fail,
  hasErrors,
  type Problem,
  problem,
  type Result,
  sayWhere,
  succeed,
  type Where,
} from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { findListColumns, type ListColumns, repeatsHeading } from './list-columns.ts';
import { type ListSheet, readListSheets } from './list-sheets.ts';
import { sayClassification } from './place.ts';
import {
  type Account,
  type Classification,
  classifications,
  compareCodes,
  levelOfCode,
  levelRules,
  normalCode,
  normalName,
  parentOfCode,
} from './tree.ts';

/** A finance bureau's list, read. */
export interface ImportedAccounts {
  /** The year from which the list holds. */
  readonly year: number;
  /** By classification, each in the order of codes; empty where the file has none. */
  readonly accounts: Readonly<Record<Classification, readonly Account[]>>;
}

export interface ImportOptions {
  /** The budget year, where the file does not print it or prints several. */
  readonly year?: number;
  /** Whether a parent that the file lacks is known otherwise, from the lists already there. */
  readonly isKnown?: (classification: Classification, code: string) => boolean;
}

interface Found {
  readonly name: string;
  readonly where: Where;
}

/** What has been read so far: an account is entered once, problems as they are met. */
interface Collected {
  readonly accounts: Readonly<Record<Classification, Map<string, Found>>>;
  readonly problems: Problem[];
}

/**
 * Reads an official list of accounts (政府收支分类科目) as finance bureaus hand it out: a workbook or a text table,
 * codes in one column or in 类、款、项, names in one column or by level, titles above, other columns between, several
 * sheets. The classification follows from the codes (2, 3 or 5) and must agree with what the sheet calls itself.
 *
 * Every problem is reported at once; any error and nothing is imported, so that a list is never half there.
 */
export function importAccounts(
  bytes: Uint8Array,
  fileName: string,
  options: ImportOptions = {},
): Result<ImportedAccounts> {
  const sheets = readListSheets(bytes, fileName);
  if (!sheets.ok) return sheets;
  const collected: Collected = {
    accounts: { function: new Map(), economic: new Map(), govEconomic: new Map() },
    problems: [],
  };
  const skipped: Problem[] = [];
  const titles: string[] = [fileName];
  let recognised = 0;
  for (const sheet of sheets.value) {
    const lists = findListColumns(sheet.rows) ?? [];
    const above = titlesOf(sheet, lists);
    if (lists.length === 0 || isRevenueList(above)) {
      if (hasText(sheet)) {
        skipped.push(problem('accounts.importSheetSkipped', 'notice', placeOfSheet(sheet, fileName)));
      }
      continue;
    }
    recognised += 1;
    titles.push(...above);
    for (const list of lists) collect(sheet, list, hintOf(sheet, list, above), collected);
  }
  if (recognised === 0) return fail([problem('accounts.importNothing', 'error', { file: fileName })]);
  const problems = [...collected.problems, ...skipped];
  const count = classifications.reduce((sum, one) => sum + collected.accounts[one].size, 0);
  if (count === 0 && !hasErrors(problems))
    problems.push(problem('accounts.importNoRows', 'error', { file: fileName }));
  for (const one of classifications) problems.push(...missingParents(one, collected.accounts[one], options));
  const year = options.year ?? yearOf(titles, fileName, problems);
  if (year === undefined || hasErrors(problems)) return fail(problems);
  const seen = [fileName.replace(/\.[^.]*$/u, '').replaceAll('|', ' ')];
  const list = (classification: Classification): readonly Account[] =>
    [...collected.accounts[classification]]
      .map(([code, { name }]): Account => ({ code, name, aliases: [], from: year, seen, status: 'imported' }))
      .sort((left, right) => compareCodes(left.code, right.code));
  const accounts = {
    function: list('function'),
    economic: list('economic'),
    govEconomic: list('govEconomic'),
  };
  return succeed({ year, accounts }, problems);
}

function placeOfSheet(sheet: ListSheet, file: string): Where {
  return sheet.name === '' ? { file } : { file, sheet: sheet.name };
}

function hasText(sheet: ListSheet): boolean {
  return sheet.rows.some((row) => row.some((cell) => cell !== ''));
}

/** The sheet's name and what is printed above the first account. */
function titlesOf(sheet: ListSheet, lists: readonly ListColumns[]): readonly string[] {
  const above = sheet.rows.slice(0, lists[0]?.firstRow ?? 5);
  return [sheet.name, ...new Set(above.flat())].filter((text) => text !== '');
}

/** 收入分类科目 belong to another classification, which budgets of departments do not use. */
function isRevenueList(titles: readonly string[]): boolean {
  return (
    titles.some((title) => /收入(分类|科目)/u.test(title)) && !titles.some((title) => /支出/u.test(title))
  );
}

/** What the columns, else the sheet, say the classification is. */
function hintOf(sheet: ListSheet, list: ListColumns, titles: readonly string[]): Classification | undefined {
  return hintIn([list.heading]) ?? hintIn([sheet.name]) ?? hintIn(titles);
}

/** Titles that speak of several classifications, or none, settle nothing. */
function hintIn(titles: readonly string[]): Classification | undefined {
  const text = normalName(titles.join(' '));
  const named: Classification[] = [];
  if (/功能/u.test(text)) named.push('function');
  if (/政府(预算)?(支出)?经济/u.test(text)) named.push('govEconomic');
  if (/部门(预算)?(支出)?经济/u.test(text)) named.push('economic');
  return named.length === 1 ? named[0] : undefined;
}

type RowReading =
  | {
      readonly type: 'account';
      readonly classification: Classification;
      readonly code: string;
      readonly found: Found;
    }
  /** A title, a total or a note. */
  | { readonly type: 'aside' }
  | { readonly type: 'revenue' }
  /** `code` where the row has a usable one, for the rows below it. */
  | { readonly type: 'wrong'; readonly problem: Problem; readonly code?: string };

function collect(
  sheet: ListSheet,
  list: ListColumns,
  hint: Classification | undefined,
  into: Collected,
): void {
  let above = '';
  let revenueRows = 0;
  for (const [index, row] of sheet.rows.entries()) {
    if (index < list.firstRow || repeatsHeading(row, list)) continue;
    const reading = readRow(sheet, list, index, hint, above);
    switch (reading.type) {
      case 'account':
        enter(reading.classification, reading.code, reading.found, into);
        above = reading.code;
        break;
      case 'wrong':
        into.problems.push(reading.problem);
        above = reading.code ?? above;
        break;
      case 'revenue':
        revenueRows += 1;
        break;
      case 'aside':
        break;
      default:
        reading satisfies never;
    }
  }
  if (revenueRows > 0) {
    const where = sheet.whereIs(list.firstRow, list.codes[0] ?? 0);
    into.problems.push(problem('accounts.importRevenueSkipped', 'notice', where, { count: revenueRows }));
  }
}

function readRow(
  sheet: ListSheet,
  list: ListColumns,
  index: number,
  hint: Classification | undefined,
  above: string,
): RowReading {
  const row = sheet.rows[index] ?? [];
  const parts = list.codes.map((column) => normalCode(row[column] ?? ''));
  const names = list.names.map((column) => (row[column] ?? '').replace(/\s+/gu, ''));
  const name = names.findLast((text) => text !== '') ?? '';
  const printed = parts.filter((part) => part !== '').join(' ');
  if (!/\d/u.test(printed) && isAside(parts, name)) return { type: 'aside' };
  if (printed === '') {
    const where = sheet.whereIs(index, list.names[0] ?? 0);
    return { type: 'wrong', problem: problem('accounts.codeMissing', 'error', where, { name }) };
  }
  const lastCode = parts.findLastIndex((part) => part !== '');
  const where = sheet.whereIs(index, list.codes[lastCode] ?? 0);
  const code = parts.length === 1 ? withoutMarks(printed) : composeCode(parts.map(withoutMarks), above);
  if (hint === undefined && /^1\d+$/u.test(code)) return { type: 'revenue' };
  const classification = classifyCode(code);
  if (classification === undefined || levelOfCode(classification, code) === undefined) {
    const params = { code: printed, name: name === '' ? say('unknown') : name };
    return { type: 'wrong', problem: problem('accounts.importDigits', 'error', where, params) };
  }
  if (hint !== undefined && classification !== hint) {
    const params = {
      code,
      sheet: sayClassification(hint),
      classification: sayClassification(classification),
    };
    const wrong = problem('accounts.importOtherClassification', 'error', where, params);
    return { type: 'wrong', problem: wrong, code };
  }
  if (name === '') {
    return { type: 'wrong', problem: problem('accounts.nameMissing', 'error', where, { code }), code };
  }
  return { type: 'account', classification, code, found: { name, where } };
}

/** Rows without digits that are no account: blank, a total, a note, or a title, alone or merged across. */
function isAside(parts: readonly string[], name: string): boolean {
  if (/^(合计|总计|小计|注[:：]|备注|说明[:：])/u.test(name)) return true;
  const texts = parts.filter((part) => part !== '');
  if (texts.length === 0) return name === '';
  return name === '' || texts.every((part) => normalName(part) === normalName(name));
}

function enter(classification: Classification, code: string, found: Found, into: Collected): void {
  const known = into.accounts[classification];
  const before = known.get(code);
  if (before === undefined) {
    known.set(code, found);
  } else if (normalName(before.name) !== normalName(found.name)) {
    const params = { code, name: found.name, other: before.name, place: sayWhere(before.where) };
    into.problems.push(problem('accounts.importTwoNames', 'error', found.where, params));
  }
}

/** Codes are also written 208.05.05 or 208-05-05. */
function withoutMarks(code: string): string {
  return code.replace(/[.\-·]/gu, '');
}

/**
 * A code from its levels. A level left blank above one that is given is that of the row before, as where 类 is
 * printed once for all its 款; numbers lose their leading zero (款 5 is 05); some lists repeat the whole code at
 * each level (208, 20805, 2080505), or merge the class across the columns of all levels.
 */
function composeCode(parts: readonly string[], above: string): string {
  const deepest = parts.findLastIndex((part) => part !== '');
  let code = '';
  for (const [level, part] of parts.slice(0, deepest + 1).entries()) {
    const digits = 3 + 2 * level;
    if (part === '') code = above.slice(0, digits);
    else if (level > 0 && part === code) continue;
    else if (level === 0 || (part.length === digits && part.startsWith(code))) code = part;
    else code += part.padStart(2, '0');
  }
  return code;
}

function classifyCode(code: string): Classification | undefined {
  return classifications.find(
    (one) => levelOfCode(one, code.slice(0, levelRules[one][0]?.digits)) !== undefined,
  );
}

/** Accounts whose parent is neither in the file nor known: usable, but the list is likely to be cut. */
function missingParents(
  classification: Classification,
  accounts: ReadonlyMap<string, Found>,
  options: ImportOptions,
): readonly Problem[] {
  const problems: Problem[] = [];
  for (const [code, { name, where }] of accounts) {
    const parent = parentOfCode(classification, code);
    if (parent === undefined || accounts.has(parent)) continue;
    if (options.isKnown?.(classification, parent) === true) continue;
    problems.push(problem('accounts.importParentMissing', 'warning', where, { code, name, parent }));
  }
  return problems;
}

/** The year in the titles; the ones that speak of accounts or budgets before any other. */
function yearOf(titles: readonly string[], file: string, problems: Problem[]): number | undefined {
  const text = titles.map(normalName);
  const find = (pattern: RegExp): readonly number[] => [
    ...new Set(text.flatMap((title) => [...title.matchAll(pattern)].map((match) => Number(match[1])))),
  ];
  const speaking = find(/(?<!\d)(20\d{2})年?度?[^\d]{0,12}(?:收支|支出|科目|分类)/gu);
  const years = speaking.length > 0 ? speaking : find(/(?<!\d)(20\d{2})(?=年|\D|$)/gu);
  const [year, ...others] = years;
  if (year !== undefined && others.length === 0) return year;
  problems.push(
    year === undefined
      ? problem('accounts.importYearMissing', 'error', { file })
      : problem('accounts.importYearUnclear', 'error', { file }, { years: years.join('、') }),
  );
  return undefined;
}
