import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountBook } from '../accounts/book.ts';
import { loadAccounts } from '../accounts/load.ts';
import { findPacks, type PackLibrary, validateFile } from './load.ts';

const province = readFileSync(new URL('../testing/province.yaml', import.meta.url), 'utf8');

let folder: string;
let accounts: AccountBook;
let library: PackLibrary;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-packs-'));
  const book = loadAccounts();
  const found = book.ok ? findPacks(book.value) : undefined;
  if (!book.ok || found?.ok !== true) throw new Error('packs');
  accounts = book.value;
  library = found.value;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes the sample pack with one mistake and returns what validation says: line, key, message key. */
function problemsOf(mistake: (text: string) => string): readonly string[] {
  const file = join(folder, 'wrong.yaml');
  const text = mistake(province);
  expect(text).not.toBe(province);
  writeFileSync(file, text);
  const result = validateFile(file, library, accounts);
  return result.problems.map(({ key, where }) => `${key} ${where.line} ${where.key ?? ''}`);
}

const lineOf = (fragment: string) => province.slice(0, province.indexOf(fragment)).split('\n').length;

describe('a wrong pack says file, line and key', () => {
  it.each<[string, (text: string) => string, () => string]>([
    [
      'an unknown key',
      (t) => t.replace('zero: dash', 'zero: dash\nzeroes: dash'),
      () => `packs.unknownKey ${lineOf('zero: dash') + 1} zeroes`,
    ],
    ['a missing key', (t) => t.replace('unit: 元\n', ''), () => 'packs.wrongValue 1 unit'],
    [
      'a value that is not allowed',
      (t) => t.replace('zero: dash', 'zero: nil'),
      () => `packs.wrongValue ${lineOf('zero: dash')} zero`,
    ],
    [
      'a wrong type',
      (t) => t.replace('decimals: 2\ngrouped', 'decimals: two\ngrouped'),
      () => `packs.wrongType ${lineOf('decimals: 2')} decimals`,
    ],
    [
      'an unknown dimension in a cell',
      (t) => t.replace('{ channel: direct }', '{ chanel: direct }'),
      () =>
        `packs.unknownDimension ${lineOf('title: 直达,')} tables.spending.sides[0].columns[0].cell.at.chanel`,
    ],
    [
      'an unknown member',
      (t) => t.replace('{ channel: direct }', '{ channel: indirect }'),
      () =>
        `packs.unknownMember ${lineOf('title: 直达,')} tables.spending.sides[0].columns[0].cell.at.channel`,
    ],
    [
      'an unknown code',
      (t) => t.replace('economic: 30231', 'economic: 99999'),
      () =>
        `packs.unknownMember ${lineOf('economic: 30231')} tables.oneRow.sides[0].columns[1].cell.at.economic`,
    ],
    [
      'an unknown attribute',
      (t) => t.replace('indicator.target', 'indicator.aim'),
      () =>
        `packs.unknownAttribute ${lineOf('indicator.target')} tables.goals.rows[1].cells[3].cell.attribute`,
    ],
    [
      'a column of an unknown dimension',
      (t) => t.replace('show: code, digits: [0, 3]', 'show: code, of: fuction, digits: [0, 3]'),
      () =>
        `packs.unknownDimension ${lineOf('digits: [0, 3]')} tables.spending.sides[0].columns[4].columns[0].of`,
    ],
    [
      'lines that stand for an unknown attribute',
      (t) => t.replace('each: { records: indicators }', 'each: { lines: duties, fields: [task.nam] }'),
      () => `packs.unknownAttribute ${lineOf('records: indicators')} tables.goals.rows[1].each.fields[0]`,
    ],
    [
      'lines of a text that is not there',
      (t) => t.replace('each: { records: indicators }', 'each: { lines: duty, fields: [task.name] }'),
      () => `packs.unknownText ${lineOf('records: indicators')} tables.goals.rows[1].each.lines`,
    ],
    [
      'a name without a slot',
      (t) => t.replace('{out}元', '{sum}元'),
      () => `packs.unknownSlot ${lineOf('text: "{entity.name}{year}年总共')} sentences.total.text`,
    ],
    [
      'a name in a heading that means nothing',
      (t) => t.replace('title: "{entity.name}支出去向"', 'title: "{entity.nam}支出去向"'),
      () => `packs.unknownName ${lineOf('title: "{entity.name}支出去向"')} tables.spending.title`,
    ],
    [
      'a text of a cell that is not there',
      (t) => t.replace('cell: { text: duties }', 'cell: { text: duty }'),
      () =>
        `packs.unknownText ${lineOf('cell: { text: duties }')} tables.oneRow.sides[0].columns[3].cell.text`,
    ],
    [
      'a table that is not there',
      (t) => t.replace('{ table: byUnit }', '{ table: byUnits }'),
      () => `packs.unknownTable ${lineOf('{ table: byUnit }')} document.parts[0].sections[0].blocks[2].table`,
    ],
    [
      'a text that is not there',
      (t) => t.replace('- { text: duties }', '- { text: duty }'),
      () => `packs.unknownText ${lineOf('- { text: duties }')} document.parts[0].sections[0].blocks[10].text`,
    ],
    [
      'a mistake of YAML',
      (t) => t.replace('zero: dash', 'zero: [dash'),
      () => `packs.syntax ${lineOf('agencyNatures')} `,
    ],
    [
      'a parent that is not there',
      (t) => t.replace('years:', 'extends: nowhere\nyears:'),
      () => `packs.extendsMissing ${lineOf('years:')} extends`,
    ],
  ])('%s', (_, mistake, expected) => {
    const problems = problemsOf(mistake);
    expect(problems).toContain(expected());
  });

  it('all problems at once', () => {
    const problems = problemsOf((t) => t.replace('zero: dash', 'zero: nil').replace('unit: 元', 'unit: 分'));
    expect(problems).toHaveLength(2);
  });
});

describe('a pack that states its differences', () => {
  it('takes all else from its parent, replaces lists, and takes keys away with null', () => {
    const file = join(folder, 'child.yaml');
    writeFileSync(
      file,
      [
        'id: child-2025',
        'extends: hebei-2025',
        'grouped: true',
        'tables:',
        '  threePublicExpenses: { title: 另一个名字 }',
        'sentences:',
        '  procurement: { text: "采购{total}万元。" }',
      ].join('\n'),
    );
    const child = validateFile(file, library, accounts);
    const parent = library.load('hebei-2025');
    if (!child.ok || !parent.ok) throw new Error(child.problems.map((one) => one.message).join());
    expect(child.value.grouped).toBe(true);
    expect(child.value.tables.threePublicExpenses?.title).toBe('另一个名字');
    expect(child.value.sentences.procurement?.slots).toEqual(parent.value.sentences.procurement?.slots);
    expect(child.value.tables.income).toEqual(parent.value.tables.income);
  });

  it('names the line of its own file that breaks the parent', () => {
    const file = join(folder, 'child.yaml');
    writeFileSync(
      file,
      ['id: child-2025', 'extends: hebei-2025', 'tables:', '  income:', '    orderly: true'].join('\n'),
    );
    const [problem] = validateFile(file, library, accounts).problems;
    expect(problem?.where).toMatchObject({ file, line: 5, key: 'tables.income.orderly' });
  });
});
