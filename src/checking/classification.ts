import { type Account, type AccountTree, normalName, parentOfCode } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { likeness } from '../document/likeness.ts';
import { placeWithin } from '../document/place.ts';
import { say } from '../messages/say.ts';
import { type AccountRow, accountRows } from './account-rows.ts';
import type { CheckedDocument, CheckedTable } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { contentsOf, isDamaged, numberedOf, titleOf } from './text.ts';

/** A name that an account had, the name it has, and the year of the list that changed it. */
interface Superseded {
  readonly name: string;
  readonly official: string;
  readonly since: number;
}

/** 《政府收支分类科目》 of the years named; 支出 at the end may be left out. */
const SUPERSEDED: readonly Superseded[] = [
  { name: '医疗卫生与计划生育支出', official: '卫生健康支出', since: 2019 },
  { name: '文化体育与传媒支出', official: '文化旅游体育与传媒支出', since: 2019 },
  { name: '国土海洋气象等支出', official: '自然资源海洋气象等支出', since: 2019 },
  { name: '资源勘探信息等支出', official: '资源勘探工业信息等支出', since: 2020 },
  { name: '行政事业单位离退休', official: '行政事业单位养老支出', since: 2020 },
  { name: '城乡社区事务支出', official: '城乡社区支出', since: 2015 },
  { name: '农林水事务支出', official: '农林水支出', since: 2015 },
];

/** Names that laws, systems of accounts and the classification have, and what is printed instead. */
const TERMS: readonly { readonly printed: RegExp; readonly official: string; readonly since?: number }[] = [
  { printed: /政府基金(?:预算)?(?!会)/gu, official: '政府性基金预算' },
  { printed: /国有资本金经营预算/gu, official: '国有资本经营预算' },
  { printed: /用事业基金弥补收支差额/gu, official: '使用非财政拨款结余', since: 2019 },
  { printed: /因公出国经费/gu, official: '因公出国（境）费' },
  { printed: /公务用车运行经费/gu, official: '公务用车运行维护费' },
];

/** Names less alike than this have nothing to do with each other. */
const STRANGE = 0.3;
/** So many rows whose names stand one row off are a slip of reading, not of the document. */
const SHIFTED = 3;

/** What is wrong with the codes and names of accounts. */
export function checkClassification(document: CheckedDocument): readonly Finding[] {
  const tables = document.tables.map((table) => ({ table, rows: accountRows(document, table) }));
  return [
    ...tables.flatMap(({ table, rows }) => [
      ...checkRows(document, table, rows),
      ...checkTree(document, table, rows),
    ]),
    ...checkSuperseded(document),
    ...checkClasses(document),
    ...checkUnknown(
      document,
      tables.flatMap(({ rows }) => rows),
    ),
    ...checkPaths(document),
    ...checkTerms(document),
  ];
}

/** Codes and names of one table, row by row. */
function checkRows(
  document: CheckedDocument,
  table: CheckedTable,
  rows: readonly AccountRow[],
): readonly Finding[] {
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
  return found.filter((one) => !isMisread || !wrong.includes(one)).map(({ one }) => one);
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
    const message = say('checking.classification.codeName.strange', params);
    return { ...finding('classification.codeName', message, at, more), ...lowered };
  }
  const message = say('checking.classification.name', params);
  const one = finding('classification.name', message, at, more);
  if (!isSlip(account.name, name)) return one;
  // A character that is off may be the reader's slip where much could not be read.
  return isDamaged(document) ? undefined : { ...one, severity: 'notice' };
}

/** Whether a name is the account's own, with 支出 or 费 at its end or not. */
function isCalledSo(account: Account, name: string): boolean {
  const stem = (text: string) => bare(text).replace(/(?:支出|费用?)$/u, '');
  // A name that breaks off has been cut by a narrow column.
  const isCut = name.length >= 4 && bare(account.name).startsWith(bare(name));
  return isCut || stem(account.name) === stem(name);
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

function bare(name: string): string {
  return normalName(name).replace(/[()]/gu, '');
}

/** Parents that a table leaves out although it prints all others, and rows below another's parent. */
function checkTree(
  document: CheckedDocument,
  table: CheckedTable,
  rows: readonly AccountRow[],
): readonly Finding[] {
  const own = rows.filter(({ isAccount }) => isAccount);
  const codes = new Set(own.map(({ code }) => code));
  const children = own.filter(
    ({ code }) => parentOfCode(own[0]?.classification ?? 'function', code) !== undefined,
  );
  const parentOf = (row: AccountRow) => parentOfCode(row.classification, row.code) ?? '';
  const orphans = children.filter((row) => !codes.has(parentOf(row)));
  const isComplete = children.length - orphans.length >= 3 && orphans.length * 5 <= children.length;
  const title = titleOf(document, table);
  const findings: Finding[] = [];
  if (isComplete && !isDamaged(document)) {
    for (const row of orphans) {
      const tree = document.accounts.tree(row.classification, document.year);
      // A code that no list has may itself be the mistake, and is named as such.
      if (!tree.isKnown(row.code)) continue;
      const code = parentOf(row);
      const parent = `${code}${tree.nameOf(code) ?? ''}`;
      const message = say('checking.classification.parent', {
        table: title,
        code: row.code,
        name: row.name,
        parent,
      });
      const places = row.place === undefined ? [] : [row.place];
      findings.push(
        finding('classification.parent', message, { [row.classification]: row.code }, { places }),
      );
    }
  }
  const above = new Map<number, AccountRow>();
  for (const row of own) {
    const last = above.get(row.column);
    const isChild = parentOfCode(row.classification, row.code) !== undefined;
    if (last !== undefined && isChild && codes.has(parentOf(row)) && !isBelow(row, last, own)) {
      const params = {
        table: title,
        code: row.code,
        name: row.name,
        above: `${last.code}${last.name}`,
        parent: parentOf(row),
      };
      const places = row.place === undefined ? [] : [row.place];
      const message = say('checking.classification.outside', params);
      findings.push(
        finding('classification.outside', message, { [row.classification]: row.code }, { places }),
      );
    } else if (codes.has(row.code) && own.some((one) => parentOf(one) === row.code)) {
      above.set(row.column, row);
    }
  }
  return findings;
}

/** Whether a row belongs to the parent printed last above it, or to one of the parents over that. */
function isBelow(row: AccountRow, parent: AccountRow, rows: readonly AccountRow[]): boolean {
  if (row.classification !== parent.classification || row.code.startsWith(parent.code)) return true;
  // After the last child of a parent comes the next child of its own parent.
  const direct = parentOfCode(row.classification, row.code);
  const isSibling = direct !== undefined && parent.code.startsWith(direct);
  const isFolded = rows.some((one) => one.code === direct && one.column !== row.column);
  return isSibling || isFolded;
}

/** The superseded name that a label is, 支出 at its end or not. */
function supersededBy(label: string): Superseded | undefined {
  const stem = (text: string) => text.replace(/支出$/u, '');
  return SUPERSEDED.find(
    ({ name, official }) => stem(name) === stem(label) && stem(official) !== stem(label),
  );
}

/** Accounts under names of former years, in tables and in the text: one finding for each name. */
function checkSuperseded(document: CheckedDocument): readonly Finding[] {
  interface Use {
    readonly place: Place;
    readonly where: string;
    /** A row of a form without any amount is the form's, not the author's. */
    readonly isEmpty: boolean;
    readonly isBeside: boolean;
  }
  const uses = new Map<Superseded, Use[]>();
  const add = (of: Superseded, use: Use) => uses.set(of, [...(uses.get(of) ?? []), use]);
  for (const table of document.tables) {
    const labels = table.cells.map((row) => row.map(({ text }) => labelOf(text)));
    const all = new Set(labels.flat());
    for (const [index, row] of table.cells.entries()) {
      row.forEach(({ place }, at) => {
        const of = supersededBy(labels[index]?.[at] ?? '');
        if (of === undefined || document.year < of.since || place === undefined) return;
        const next = row.slice(at + 1).findIndex(({ text }) => /\p{Script=Han}{2}/u.test(text));
        const own = row.slice(at + 1, next < 0 ? undefined : at + 1 + next);
        const isEmpty = !own.some(({ text }) => /[1-9]/u.test(text));
        const isBeside = all.has(of.official) || all.has(of.official.replace(/支出$/u, ''));
        const where = say('checking.classification.table', { table: titleOf(document, table) });
        add(of, { place, where, isEmpty, isBeside });
      });
    }
  }
  for (const line of document.lines) {
    for (const { from, to, level, name } of pathsIn(line.text).flat()) {
      const of = supersededBy(normalName(name));
      if (of === undefined || document.year < of.since || level === 'item') continue;
      const place = placeWithin(line, from, to);
      add(of, { place, where: say('checking.classification.text'), isEmpty: false, isBeside: false });
    }
  }
  return [...uses].map(([of, found]) => {
    const where = [...new Set(found.map((one) => one.where))].join('、');
    const isBoth = found.some(({ isBeside }) => isBeside);
    const params = { where, name: of.name, official: of.official, since: of.since };
    const message = isBoth
      ? say('checking.classification.superseded.both', params)
      : say('checking.classification.superseded', params);
    const places = found.map(({ place }) => place);
    const one = finding(
      'classification.superseded',
      message,
      {},
      { value: of.name, expected: of.official, places },
    );
    return isBoth || found.some(({ isEmpty }) => !isEmpty) ? one : { ...one, severity: 'notice' as const };
  });
}

/** Numbered labels that are a class's name with its words in another order: one notice for each. */
function checkClasses(document: CheckedDocument): readonly Finding[] {
  const tree = document.accounts.tree('function', document.year);
  const sorted = (text: string) => [...bare(text).replace(/支出$/u, '')].sort().join('');
  const classes = new Map(tree.classes().map((one) => [sorted(one.name), one]));
  const found = new Map<
    string,
    { readonly account: Account; readonly table: string; readonly places: Place[] }
  >();
  for (const table of document.tables) {
    for (const { text, place } of table.cells.flat()) {
      const name = numberedOf(text)?.rest ?? '';
      const account = name.length < 4 ? undefined : classes.get(sorted(name));
      if (account === undefined || isCalledSo(account, name) || place === undefined) continue;
      const known = found.get(name) ?? { account, table: titleOf(document, table), places: [] };
      known.places.push(place);
      found.set(name, known);
    }
  }
  return [...found].map(([name, { account, table, places }]) => {
    const params = { table, code: account.code, name, official: account.name };
    const message = say('checking.classification.name', params);
    const more = { value: name, expected: account.name, places };
    return {
      ...finding('classification.name', message, { function: account.code }, more),
      severity: 'notice' as const,
    };
  });
}

/** A label without its number. */
function labelOf(text: string): string {
  return numberedOf(text)?.rest ?? normalName(text);
}

/** Codes that no list has: one notice for all of them. */
function checkUnknown(document: CheckedDocument, rows: readonly AccountRow[]): readonly Finding[] {
  const local = new Set(document.pack?.localMembers.map(({ code }) => code) ?? []);
  const unknown = new Map<string, AccountRow>();
  for (const row of rows) {
    const tree = document.accounts.tree(row.classification, document.year);
    const isWellFormed = tree.levelOf(row.code) !== undefined && tree.isKnown(row.code.slice(0, 3));
    if (!isWellFormed || tree.isKnown(row.code) || local.has(row.code) || !row.isAccount) continue;
    if (!unknown.has(row.code)) unknown.set(row.code, row);
  }
  if (unknown.size === 0) return [];
  const accounts = [...unknown].map(([code, { name }]) => `${code}${name}`).join('、');
  const message = say('checking.classification.unknown', { year: document.year, accounts });
  const places = [...unknown.values()].flatMap(({ place }) => place ?? []);
  return [finding('classification.unknown', message, {}, { places })];
}

/** A name in a text that says its level: 卫生健康支出（类）. */
interface Named {
  readonly level: 'class' | 'group' | 'item';
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

const LEVELS = { 类: 'class', 款: 'group', 项: 'item' } as const;

/** What stands before the first name of a path: a mark, a number, a closed bracket. */
const MARKS = /[“"《。；;：:，,、.．]|\d\s*|[)）]\s*(?=\p{Script=Han})/gu;

/** The accounts that a text names level by level, each as the names of its path. */
function pathsIn(text: string): readonly (readonly Named[])[] {
  const paths: Named[][] = [];
  let path: Named[] = [];
  let end = 0;
  for (const match of text.matchAll(/[（(]\s*([类款项])\s*[）)]/gu)) {
    const word = match[1];
    if (word !== '类' && word !== '款' && word !== '项') continue;
    const before = text.slice(end, match.index);
    // The first name begins after the last mark or number before it.
    const mark = [...before.matchAll(MARKS)].at(-1);
    const start = mark === undefined ? 0 : mark.index + mark[0].length;
    const isNext = path.length > 0 && start === 0;
    if (!isNext && path.length > 0) {
      paths.push(path);
      path = [];
    }
    const from = end + (isNext ? 0 : start);
    path.push({ level: LEVELS[word], name: text.slice(from, match.index), from, to: match.index });
    end = match.index + match[0].length;
    if (word === '项') {
      paths.push(path);
      path = [];
    }
  }
  return path.length > 0 ? [...paths, path] : paths;
}

/** What the text says of accounts by their paths (类、款、项). */
function checkPaths(document: CheckedDocument): readonly Finding[] {
  const tree = document.accounts.tree('function', document.year);
  const found = new Map<string, Finding>();
  const body = contentsOf(document)?.body ?? 0;
  document.lines.forEach((line, at) => {
    if (at < body) return;
    for (const path of pathsIn(line.text)) {
      const [first] = path;
      const last = path.at(-1);
      if (first === undefined || last === undefined || first.level !== 'class' || last.level !== 'item')
        continue;
      const one = checkPath(tree, path, line.text.slice(first.from, last.to));
      if (one === undefined) continue;
      const place = placeWithin(line, first.from, last.to);
      const known = found.get(one.message);
      found.set(one.message, { ...one, places: [...(known?.places ?? []), place] });
    }
  });
  return [...found.values()];
}

function checkPath(tree: AccountTree, path: readonly Named[], text: string): Finding | undefined {
  const [first, second] = path;
  const last = path.at(-1);
  if (first === undefined || second === undefined || last === undefined) return undefined;
  const top = accountOf(tree, first.name, 3);
  if (top === undefined) return undefined;
  const printed = `${normalName(text)}(项)`.replace(/\s/gu, '');
  if (path.length === 2) {
    // The 款 was swallowed: the item's name begins with what is left of it.
    const item = tree
      .all()
      .filter(
        ({ code, name }) =>
          code.length === 7 &&
          code.startsWith(top.code) &&
          normalName(second.name).endsWith(normalName(name)),
      )
      .sort((a, b) => b.name.length - a.name.length);
    const [longest] = item;
    if (longest === undefined) return undefined;
    const items = item.filter(({ name }) => name === longest.name);
    const groups = [...new Set(items.flatMap(({ code }) => tree.find(code.slice(0, 5)) ?? []))];
    const left = normalName(second.name).slice(0, -normalName(longest.name).length);
    const [group] = [...groups].sort((a, b) => likeness(b.name, left) - likeness(a.name, left));
    if (group === undefined) return undefined;
    const expected = `${top.name}（类）${group.name}（款）${longest.name}（项）`;
    const params = { printed, item: longest.name, group: group.name, expected };
    const message = say('checking.classification.path.group', params);
    return finding('classification.path', message, {}, { value: printed, expected });
  }
  const group = accountOf(tree, second.name, 5, top.code);
  if (group === undefined) return undefined;
  const name = normalName(last.name);
  const items = tree.childrenOf(group.code);
  const namedSo = (one: Account) => isCalledSo(one, name);
  if (items.some(namedSo)) return undefined;
  const near = items.find((one) => likeness(bare(one.name), bare(name)) >= 0.7);
  const elsewhere = tree.findByName(name, top.code).filter(({ code }) => code.length === 7);
  const [only] = elsewhere;
  if (only !== undefined && elsewhere.length === 1 && near === undefined) {
    const expected = tree.nameOf(only.code.slice(0, 5)) ?? only.code.slice(0, 5);
    const params = { printed, group: group.name, item: only.name, expected };
    const message = say('checking.classification.path.outside', params);
    return finding('classification.path', message, { function: only.code }, { value: printed, expected });
  }
  if (near === undefined || elsewhere.length > 0) return undefined;
  const params = { where: say('checking.classification.text'), name, official: near.name, code: near.code };
  const message = say('checking.classification.name.text', params);
  const one = finding(
    'classification.name',
    message,
    { function: near.code },
    { value: name, expected: near.name },
  );
  return { ...one, severity: 'notice' };
}

/** The one account of a name with so many digits, 支出 at its end or not. */
function accountOf(tree: AccountTree, name: string, digits: number, parent?: string): Account | undefined {
  const stem = normalName(name);
  const found = [stem, `${stem}支出`].flatMap((one) =>
    tree.findByName(one, parent).filter(({ code }) => code.length === digits),
  );
  return found.length === 1 ? found[0] : undefined;
}

/** Names that stand otherwise in laws and classifications: one notice for each. */
function checkTerms({ lines, tables, year }: CheckedDocument): readonly Finding[] {
  const texts = [...lines, ...tables.flatMap((table) => table.cells.flat())].flatMap(({ text, place }) =>
    place === undefined ? [] : [{ text, place }],
  );
  return TERMS.flatMap(({ printed, official, since = year }) => {
    if (year < since) return [];
    const uses = texts.flatMap(({ text, place }) =>
      [...text.matchAll(printed)].map((match) => ({
        word: match[0],
        place: placeWithin({ place }, match.index, match.index + match[0].length),
      })),
    );
    const [first] = uses;
    if (first === undefined) return [];
    const message = say('checking.classification.term', { printed: first.word, official });
    const more = { value: first.word, expected: official, places: uses.map(({ place }) => place) };
    return [finding('classification.term', message, {}, more)];
  });
}
