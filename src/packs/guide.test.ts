import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { AccountBook } from '../accounts/book.ts';
import { loadAccounts } from '../accounts/load.ts';
import type { Document } from '../document/document.ts';
import { makeSpace } from '../facts/space.ts';
import { sayWhere } from '../messages/problem.ts';
import { amountLine, RECORDS, sampleLedger } from '../testing/budget.ts';
import { prepare } from '../writing/publish.ts';
import { isKnownAttribute } from './attributes.ts';
import type { Pack } from './definition.ts';
import { packJsonSchema } from './json-schema.ts';
import { findPacks, type PackLibrary, validateFile } from './load.ts';

/**
 * The guide to the definition language, docs/packs.md, does what it says: its worked example is taken from its
 * fenced blocks, validated and composed, and the tables and sentences shown there are what comes out.
 */
const guide = readFileSync(new URL('../../docs/packs.md', import.meta.url), 'utf8');

interface Fence {
  /** `# …` on the first line says what a block is. */
  readonly mark: string;
  readonly lines: readonly string[];
}

function fences(language: string): readonly Fence[] {
  const found = guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gmu'));
  return [...found].map(([, body = '']) => {
    const lines = body.replace(/\n$/u, '').split('\n');
    const mark = /^# (.+)$/u.exec(lines[0] ?? '')?.[1] ?? '';
    return { mark, lines: mark === '' ? lines : lines.slice(1) };
  });
}

/** The blocks that begin with the name of a file, one after the other. */
function fileOf(name: string): string {
  return fences('yaml')
    .filter(({ mark }) => mark === name)
    .flatMap(({ lines }) => [...lines, ''])
    .join('\n');
}

const PROVINCE = 'qinghe-2025';
const CITY = 'qinghe-dongcheng-2025';

let folder: string;
let accounts: AccountBook;
let library: PackLibrary;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-guide-'));
  for (const id of [PROVINCE, CITY]) writeFileSync(join(folder, `${id}.yaml`), fileOf(`${id}.yaml`));
  const book = loadAccounts();
  if (!book.ok) throw new Error('accounts');
  accounts = book.value;
  const found = findPacks(accounts, [folder]);
  if (!found.ok) throw new Error(found.problems.map((one) => one.message).join('\n'));
  library = found.value;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function packOf(id: string): Pack {
  const loaded = library.load(id);
  if (!loaded.ok) {
    throw new Error(loaded.problems.map(({ where, message }) => `${sayWhere(where)} ${message}`).join('\n'));
  }
  return loaded.value;
}

/** The sample budget with last year's total and the reason of the change. */
function documentOf(id: string): Document {
  const pack = packOf(id);
  const ledger = sampleLedger({
    pack: id,
    lastYear: [amountLine({ entity: '900', flow: 'totalOut' }, '18000.00', 2024)],
    records: {
      ...RECORDS,
      texts: [...RECORDS.texts, { entity: '900', key: 'reason', paragraphs: ['新增项目'] }],
    },
  });
  const { composed, findings } = prepare({ ledger, pack, accounts });
  expect(findings).toEqual([]);
  return composed.document;
}

/** A table as the guide shows it: cells between bars, covered cells left out. */
function tableText(document: Document, id: string): readonly string[] {
  const blocks = document.sections.flatMap((section) => section.blocks);
  const table = blocks.find((block) => block.type === 'table' && block.id === id);
  if (table?.type !== 'table') throw new Error(`no table ${id}`);
  return [...table.head, ...table.body].map((row) => row.cells.map((cell) => cell.text).join(' | '));
}

function paragraphs(document: Document): readonly string[] {
  return document.sections
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.type === 'paragraph' ? [block.runs.map((run) => run.text).join('')] : []));
}

describe('the worked example of the guide', () => {
  it.each([PROVINCE, CITY])('%s is a valid pack', (id) => {
    const { problems } = validateFile(join(folder, `${id}.yaml`), library, accounts);
    expect(problems.map(({ where, message }) => `${sayWhere(where)} ${message}`)).toEqual([]);
  });

  const printed = fences('text').flatMap(({ mark, lines }) => {
    const [, table, pack = PROVINCE] = /^prints (\S+)(?: with (\S+))?$/u.exec(mark) ?? [];
    return table === undefined ? [] : [{ table, pack, lines }];
  });

  it('shows tables', () => {
    expect(printed.length).toBeGreaterThanOrEqual(5);
  });

  it.each(printed)('prints $table of $pack as shown', ({ table, pack, lines }) => {
    // The guide writes an empty last cell without the blank that would follow it.
    const trimmed = (rows: readonly string[]) => rows.map((row) => row.trimEnd());
    expect(trimmed(tableText(documentOf(pack), table))).toEqual(trimmed(lines));
  });

  it('prints the sentences as shown', () => {
    const shown = fences('text').filter(({ mark }) => mark === 'sentences');
    expect(shown).toHaveLength(1);
    expect(paragraphs(documentOf(PROVINCE))).toEqual(expect.arrayContaining([...(shown[0]?.lines ?? [])]));
  });

  it('inherits what the city does not say', () => {
    const document = documentOf(CITY);
    expect(paragraphs(document)).toContain('本部门无政府性基金预算支出。');
    expect(packOf(CITY).tables.spending?.title).toBe('东城市部门支出预算表');
    expect(packOf(CITY).tables.spending?.notes).toBeUndefined();
    expect(packOf(CITY).tables.balance).toEqual(packOf(PROVINCE).tables.balance);
  });
});

describe('the reference of the guide', () => {
  it('has only blocks that are YAML', () => {
    for (const { lines } of fences('yaml')) expect(() => parse(lines.join('\n'))).not.toThrow();
  });

  it('names every key of the language', () => {
    const keys = new Set<string>();
    const visit = (value: unknown): void => {
      if (Array.isArray(value)) value.forEach(visit);
      else if (typeof value === 'object' && value !== null) {
        const { properties } = propertiesOf.parse(value);
        for (const key of Object.keys(properties ?? {})) keys.add(key);
        Object.values(value).forEach(visit);
      }
    };
    visit(packJsonSchema());
    expect(keys.size).toBeGreaterThan(70);
    expect([...keys].filter((key) => !guide.includes(`\`${key}\``))).toEqual([]);
  });

  it('names every dimension and every member of the closed ones', () => {
    const empty = {
      parentOf: () => undefined,
      childrenOf: () => [],
      roots: () => [],
      nameOf: () => undefined,
    };
    const space = makeSpace({
      trees: { function: empty, economic: empty, govEconomic: empty },
      entities: [],
    });
    const names = [...space.values()].flatMap((dimension) => [dimension.id, ...dimension.members()]);
    expect(names.filter((name) => !guide.includes(`\`${name}\``))).toEqual([]);
  });

  it('names attributes that there are', () => {
    const named = [
      ...guide.matchAll(/`((?:department|entity|unit|project|indicator|procurement|plan)\.[\w.]+)`/gu),
    ];
    expect(named.length).toBeGreaterThan(25);
    expect(named.flatMap(([, name = '']) => (isKnownAttribute(name) ? [] : [name]))).toEqual([]);
  });
});

const propertiesOf = z.object({ properties: z.record(z.string(), z.unknown()).optional() }).catch({});
