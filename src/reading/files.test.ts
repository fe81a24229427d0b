import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadAccounts } from '../accounts/load.ts';
import type { Block, Document, Table } from '../document/document.ts';
import { importWorkbook } from '../ledger/import.ts';
import { findPacks } from '../packs/load.ts';
import { hostileDocument, sampleDocument } from '../testing/documents.ts';
import { writeDocx } from '../writing/docx.ts';
import { writeHtml } from '../writing/html.ts';
import { type Disclosure, prepare } from '../writing/publish.ts';
import { writeXlsx } from '../writing/xlsx.ts';
import { readDocx } from './docx.ts';
import { formatOf } from './format.ts';
import { gridOf } from './grid.ts';
import { readHtml } from './html.ts';
import { DEFAULT_LIMITS, type Source } from './source.ts';
import { readXlsx } from './xlsx.ts';

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const options = { file: 'test', limits: DEFAULT_LIMITS };

function publishExample(name: string): Disclosure {
  const accounts = loadAccounts();
  if (!accounts.ok) throw new Error('accounts');
  const library = findPacks(accounts.value);
  if (!library.ok) throw new Error('packs');
  const file = root(`examples/${name}/budget.xlsx`);
  const ledger = importWorkbook(readFileSync(file), file, { packs: library.value, accounts: accounts.value });
  if (!ledger.ok) throw new Error('ledger');
  const pack = library.value.load(ledger.value.pack);
  if (!pack.ok) throw new Error('pack');
  return prepare({ ledger: ledger.value, pack: pack.value, accounts: accounts.value });
}

/** Blanks are layout: a web page has fewer, an indentation may be made of any. */
const bare = (text: string) => text.replace(/[\s\u3000]+/gu, '');

type Texts = readonly (readonly string[])[];

/** Rows in which nothing begins, and columns in which no cell starts, say nothing and need not be kept. */
function textsOf(table: Pick<Table, 'head' | 'body'>): Texts {
  const { rows } = gridOf(table);
  const starts = new Set(rows.flatMap((row) => row.flatMap((cell) => cell?.column ?? [])));
  return rows
    .filter((row, index) => row.some((cell) => cell?.row === index && bare(cell.text) !== ''))
    .map((row) => row.filter((_, column) => starts.has(column)).map((cell) => bare(cell?.text ?? '')));
}

function blocksOf(document: Document): readonly Block[] {
  return document.sections.flatMap((section) => section.blocks);
}

function tablesOf(document: Document): readonly Table[] {
  return blocksOf(document).flatMap((block) => (block.type === 'table' ? [block] : []));
}

/** Every text outside of tables, in order, with what tables print above and below them. */
function linesOf(document: Document): readonly string[] {
  return blocksOf(document).flatMap((block): readonly string[] => {
    if (block.type === 'heading') return block.text.split('\n').map(bare);
    if (block.type === 'paragraph')
      return block.runs
        .map((run) => run.text)
        .join('')
        .split('\n')
        .map(bare);
    if (block.type !== 'table') return [];
    const { left = '', middle = '', right = '' } = block.above ?? {};
    return [bare(block.title ?? ''), bare(left + middle + right), ...block.notes.map(bare)];
  });
}

/** Whether one list of texts is in another in order; the first that is not, otherwise. */
function firstMissing(wanted: readonly string[], found: readonly string[]): string | undefined {
  let at = 0;
  for (const text of wanted) {
    if (text === '') continue;
    const next = found.indexOf(text, at);
    if (next < 0) return text;
    at = next + 1;
  }
  return undefined;
}

function sourceOf(result: ReturnType<typeof readDocx>): Source {
  if (!result.ok) throw new Error(result.problems.map((one) => one.message).join('\n'));
  return result.value;
}

describe.each(['gaoyang-2025', 'baoding-lianchi-2023', 'sample'])('the published %s', (name) => {
  let document: Document;
  beforeAll(() => {
    document = name === 'sample' ? sampleDocument() : publishExample(name).composed.document;
  });

  it.each(['docx', 'html'] as const)('reads back from %s as it was composed', async (format) => {
    const bytes =
      format === 'docx' ? await writeDocx(document) : new TextEncoder().encode(writeHtml(document));
    expect(formatOf(bytes)).toBe(format);
    const source = sourceOf(format === 'docx' ? readDocx(bytes, options) : readHtml(bytes, options));
    expect(source.problems).toEqual([]);
    const composed = tablesOf(document).map(textsOf);
    expect(tablesOf(source.document).map(textsOf)).toEqual(composed);
    expect(firstMissing(linesOf(document), linesOf(source.document))).toBeUndefined();
    const cells = tablesOf(source.document).flatMap((table) => table.body.flatMap((row) => row.cells));
    expect(cells.filter((cell) => cell.text !== '' && cell.place === undefined)).toEqual([]);
  });

  it('reads back from xlsx as it was composed, with the numbers', async () => {
    const bytes = await writeXlsx(document);
    expect(formatOf(bytes)).toBe('xlsx');
    const source = sourceOf(readXlsx(bytes, options));
    expect(source.problems).toEqual([]);
    // The first table is the writer's own list of contents.
    const withContents = source.document.sections[0]?.blocks[0]?.type === 'paragraph';
    const read = tablesOf(source.document).slice(withContents && name !== 'sample' ? 1 : 0);
    expect(read.length).toBeGreaterThan(0);
    const composed = tablesOf(document);
    expect(read.slice(-composed.length).map(textsOf)).toEqual(composed.map(textsOf));
    const numbers = (table: Table) =>
      [...table.head, ...table.body].flatMap((row) =>
        row.cells.flatMap((cell) => cell.number?.value.replace(/\.?0+$/u, '') ?? []),
      );
    for (const [index, table] of composed.entries()) {
      expect(numbers(read[read.length - composed.length + index] ?? table).length).toBeGreaterThanOrEqual(
        numbers(table).length,
      );
    }
  });
});

describe('a document in which every text attacks', () => {
  it('is read as harmless text from every format', async () => {
    const document = hostileDocument();
    const sources = [
      readDocx(await writeDocx(document), options),
      readHtml(new TextEncoder().encode(writeHtml(document)), options),
      readXlsx(await writeXlsx(document), options),
    ].map(sourceOf);
    for (const source of sources) {
      const all = JSON.stringify(source.document);
      expect(all).toContain('<script>alert(1)</script>');
      expect(all).not.toMatch(/[\u202a-\u202e\u2066-\u2069]|\\u00[01]/u);
    }
  });
});
