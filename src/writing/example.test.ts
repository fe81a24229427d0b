import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { read, utils } from '@e965/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadAccounts } from '../accounts/load.ts';
import type { Row, Table } from '../document/document.ts';
import { importWorkbook } from '../ledger/import.ts';
import { findPacks } from '../packs/load.ts';
import { readSeed, type SeedFigures, type SeedTable } from '../testing/seed-tables.ts';
import { layGrid } from './grid.ts';
import { type Disclosure, prepare, writeFormats } from './publish.ts';

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Publishes an example from its workbook, as a user would. */
function publishExample(name: string): Disclosure {
  const accounts = loadAccounts();
  if (!accounts.ok) throw new Error('accounts');
  const library = findPacks(accounts.value);
  if (!library.ok) throw new Error('packs');
  const file = root(`examples/${name}/budget.xlsx`);
  const ledger = importWorkbook(readFileSync(file), file, { packs: library.value, accounts: accounts.value });
  if (!ledger.ok) throw new Error(ledger.problems.map((one) => one.message).join('\n'));
  const pack = library.value.load(ledger.value.pack);
  if (!pack.ok) throw new Error('pack');
  return prepare({ ledger: ledger.value, pack: pack.value, accounts: accounts.value });
}

function figuresOf(name: string): SeedFigures {
  return JSON.parse(readFileSync(root(`examples/${name}/figures.json`), 'utf8'));
}

const bare = (text: string) => text.replace(/\s/gu, '');

function tablesOf({ composed }: Disclosure): readonly Table[] {
  return composed.document.sections.flatMap((section) =>
    section.blocks.flatMap((block) => (block.type === 'table' ? [block] : [])),
  );
}

function textsOf(rows: readonly Row[]): readonly (readonly string[])[] {
  return rows.map((row) => row.cells.map((cell) => bare(cell.text)));
}

/** The published table of a printed one: by its title, in the part of the same entity. */
function findTable(disclosure: Disclosure, { part, title }: SeedTable): Table {
  const entity = part === 'department' ? disclosure.ledger.records.department.code : part;
  const found = tablesOf(disclosure).find(
    (table) => table.id.startsWith(`${entity}-`) && bare(table.title ?? '') === bare(title),
  );
  if (found === undefined) throw new Error(`not published: ${part} ${title}`);
  return found;
}

/** Printed rows; a row of only blanks carries its running number in ours, and none in the original. */
function printedRows({ rows }: SeedTable): readonly (readonly string[])[] {
  return rows.map((row) => row.map(bare));
}

describe.each([
  ['gaoyang-2025', 'gaoyang-2025.txt'],
  ['baoding-lianchi-2023', 'baoding-lianchi-2023.txt'],
])('the example %s', (name, seed) => {
  let disclosure: Disclosure;
  let figures: SeedFigures;
  beforeAll(() => {
    disclosure = publishExample(name);
    figures = figuresOf(name);
  });

  it('is published without a finding', () => {
    expect(disclosure.findings).toEqual([]);
    expect(disclosure.laws).toBeGreaterThan(300);
  });

  it('prints every table cell by cell as the real one', () => {
    expect(figures.tables.length).toBeGreaterThanOrEqual(9);
    for (const printed of figures.tables) {
      // This body printed only the one line of its 三公 table that is not zero, without decimals.
      if (name.startsWith('baoding') && printed.title.includes('三公')) continue;
      const table = findTable(disclosure, printed);
      expect(textsOf(table.body), printed.title).toEqual(printedRows(printed));
    }
  });

  it('prints the headings of every table as the real one', () => {
    for (const printed of figures.tables) {
      const table = findTable(disclosure, printed);
      const ours = layGrid(table.head, table.widths.length).map(({ slots }) =>
        slots.filter((slot) => !slot.continued).map((slot) => bare(slot.cell.text)),
      );
      const theirs = printed.headings.map((row) => row.map(bare).filter((text) => text !== ''));
      expect(ours, printed.title).toEqual(theirs);
    }
  });

  it('prints every project sheet with the real figures', () => {
    expect(figures.sheets.length).toBeGreaterThanOrEqual(2);
    for (const sheet of figures.sheets) {
      const entity = sheet.part === 'department' ? disclosure.ledger.records.department.code : sheet.part;
      const project = disclosure.ledger.records.projects.find((one) => bare(one.name) === bare(sheet.name));
      const id = `${entity}-projectSheet-${project?.code}`;
      const table = tablesOf(disclosure).find((one) => one.id === id);
      if (table === undefined || project === undefined) throw new Error(`not published: ${sheet.name}`);
      const rows = textsOf(table.body);
      if (sheet.code !== '') expect(rows[0]?.[1]).toBe(sheet.code);
      expect(rows[0]?.[3]).toBe(bare(sheet.name));
      if (sheet.budget.length > 0) expect([rows[1]?.[2], rows[1]?.[4], rows[1]?.[6]]).toEqual(sheet.budget);
      if (sheet.plan.length > 0) expect(rows[4]).toEqual(sheet.plan);
      const level1: string[] = [];
      const indicators = rows.slice(7).map((row) => {
        const [first = '', ...others] = row.length === 6 ? row : [level1.at(-1) ?? '', ...row];
        level1.push(first);
        return { level1: first, level2: others[0], level3: others[1], target: others[3] };
      });
      expect(indicators).toEqual(
        sheet.indicators.map((one) => ({
          level1: bare(one.level1),
          level2: bare(one.level2),
          level3: bare(one.level3),
          target: bare(one.target),
        })),
      );
    }
  });

  it('writes the same figures into the spreadsheet, as numbers', async () => {
    const [file] = await writeFormats(disclosure, ['xlsx']);
    const workbook = read(file?.bytes, { cellText: true, cellNF: true });
    const sheets = workbook.SheetNames.map((sheetName) =>
      utils
        .sheet_to_json<string[]>(workbook.Sheets[sheetName] ?? {}, { header: 1, raw: false, defval: '' })
        .map((row) => row.map(bare)),
    );
    for (const printed of figures.tables) {
      if (name.startsWith('baoding') && printed.title.includes('三公')) continue;
      const sheet = sheets.find((rows, index) => {
        const isPart = rows.some((row) =>
          row.some((cell) =>
            cell.startsWith(
              printed.part === 'department' ? disclosure.ledger.records.department.code : printed.part,
            ),
          ),
        );
        const isOtherPart =
          printed.part === 'department' &&
          rows.some((row) => row.some((cell) => /^\d{6}\p{Script=Han}/u.test(cell)));
        return index > 0 && rows[0]?.[0] === bare(printed.title) && isPart && !isOtherPart;
      });
      if (sheet === undefined) throw new Error(`no sheet: ${printed.part} ${printed.title}`);
      const expected = printedRows(printed);
      const start = sheet.findIndex((row) => row[0] === '栏次') + 1;
      expect(start, printed.title).toBeGreaterThan(0);
      const columns = expected[0]?.length ?? 0;
      const rows = sheet.slice(start, start + expected.length).map((row) => row.slice(0, columns));
      expect(rows, printed.title).toEqual(expected);
    }
  });

  const path = root(`../shared/seeds/${seed}`);
  it.skipIf(!existsSync(path))(`has the figures of the original (skipped where ${seed} is missing)`, () => {
    expect(readSeed(readFileSync(path, 'utf8')).tables).toEqual(figures.tables);
  });
});
