import { type Account, normalName, parentOfCode } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import { placeWithin } from '../document/place.ts';
import { say } from '../messages/say.ts';
import { bare, isCalledSo, labelOf, type Superseded, supersededBy } from './account-names.ts';
import { type AccountRow, accountRows } from './account-rows.ts';
import type { CheckedDocument, CheckedTable } from './checked.ts';
import { checkPaths, pathsIn } from './classification-paths.ts';
import { checkRows, merged } from './classification-rows.ts';
import { type Finding, finding } from './finding.ts';
import { groupBy } from './stated-amounts.ts';
import { isDamaged, numberedOf, titleOf } from './text.ts';

/** Names that laws, systems of accounts and the classification have, and what is printed instead. */
const TERMS: readonly { readonly printed: RegExp; readonly official: string; readonly since?: number }[] = [
  { printed: /政府基金(?:预算)?(?!会)/gu, official: '政府性基金预算' },
  { printed: /国有资本金经营预算/gu, official: '国有资本经营预算' },
  { printed: /用事业基金弥补收支差额/gu, official: '使用非财政拨款结余', since: 2019 },
  { printed: /因公出国经费/gu, official: '因公出国（境）费' },
  { printed: /公务用车运行经费/gu, official: '公务用车运行维护费' },
  { printed: /机关运行费(?!用)|机关运转经费/gu, official: '机关运行经费' },
];

/** What is wrong with the codes and names of accounts. */
export function checkClassification(document: CheckedDocument): readonly Finding[] {
  const tables = document.tables.map((table) => ({ table, rows: accountRows(document, table) }));
  const ofRows = tables.flatMap(({ table, rows }) => checkRows(document, table, rows));
  return [
    ...merged(ofRows.filter(({ scheme }) => !scheme)),
    ...ofRows.filter(({ scheme }) => scheme).map(({ one }) => one),
    ...tables.flatMap(({ table, rows }) => checkTree(document, table, rows)),
    ...checkSuperseded(document),
    ...checkClasses(document),
    ...checkUnknown(
      document,
      tables.flatMap(({ rows }) => rows),
      new Set(ofRows.filter(({ scheme }) => scheme).flatMap(({ one }) => one.places)),
    ),
    ...checkPaths(document),
    ...checkTerms(document),
  ];
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
    // A code that no list has may itself be the mistake, and is named as such.
    const known = orphans.filter((row) =>
      document.accounts.tree(row.classification, document.year).isKnown(row.code),
    );
    for (const [code, group] of groupBy(known, parentOf)) {
      const [first] = group;
      if (first === undefined) continue;
      const tree = document.accounts.tree(first.classification, document.year);
      const message = say('checking.classification.parent', {
        table: title,
        children: [...new Set(group.map((row) => `${row.code}${row.name}`))].join('、'),
        parent: `${code}${tree.nameOf(code) ?? ''}`,
      });
      const places = group.flatMap(({ place }) => place ?? []);
      findings.push(finding('classification.parent', message, { [first.classification]: code }, { places }));
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
  const isForm = (found: readonly Use[]) => found.every(({ isEmpty, isBeside }) => isEmpty && !isBeside);
  const forms = [...uses].filter(([, found]) => isForm(found));
  return [
    ...supersededForm(forms.map(([of, found]) => ({ of, places: found.map(({ place }) => place) }))),
    ...[...uses]
      .filter(([, found]) => !isForm(found))
      .map(([of, found]) => {
        const where = [...new Set(found.map((one) => one.where))].join('、');
        const isBoth = found.some(({ isBeside }) => isBeside);
        const params = { where, name: of.name, official: of.official, since: of.since };
        const message = isBoth
          ? say('checking.classification.superseded.both', params)
          : say('checking.classification.superseded', params);
        const places = found.map(({ place }) => place);
        return finding(
          'classification.superseded',
          message,
          {},
          { value: of.name, expected: of.official, places },
        );
      }),
  ];
}

/** Rows of an old form, without any amount: one notice for all of them. */
function supersededForm(
  rows: readonly { readonly of: Superseded; readonly places: readonly Place[] }[],
): readonly Finding[] {
  if (rows.length === 0) return [];
  const names = rows.map(({ of }) =>
    say('checking.classification.superseded.name', { name: of.name, official: of.official, since: of.since }),
  );
  const message = say('checking.classification.superseded.form', { names: names.join('、') });
  const one = finding(
    'classification.superseded',
    message,
    {},
    { places: rows.flatMap(({ places }) => places) },
  );
  return [{ ...one, severity: 'notice' }];
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

/** Codes that no list has: one notice for all of them. */
function checkUnknown(
  document: CheckedDocument,
  rows: readonly AccountRow[],
  inScheme: ReadonlySet<Place>,
): readonly Finding[] {
  const local = new Set(document.pack?.localMembers.map(({ code }) => code) ?? []);
  const unknown = new Map<string, AccountRow>();
  for (const row of rows) {
    const tree = document.accounts.tree(row.classification, document.year);
    const isWellFormed = tree.levelOf(row.code) !== undefined && tree.isKnown(row.code.slice(0, 3));
    if (row.place !== undefined && inScheme.has(row.place)) continue;
    if (!isWellFormed || tree.isKnown(row.code) || local.has(row.code) || !row.isAccount) continue;
    if (!unknown.has(row.code)) unknown.set(row.code, row);
  }
  if (unknown.size === 0) return [];
  const accounts = [...unknown].map(([code, { name }]) => `${code}${name}`).join('、');
  const message = say('checking.classification.unknown', { year: document.year, accounts });
  const places = [...unknown.values()].flatMap(({ place }) => place ?? []);
  return [finding('classification.unknown', message, {}, { places })];
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
