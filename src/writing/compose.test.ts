import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AccountBook } from '../accounts/book.ts';
import { loadAccounts } from '../accounts/load.ts';
import type { Block, Document } from '../document/document.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { Pack } from '../packs/definition.ts';
import { findPacks } from '../packs/load.ts';
import { amountLine, FACTS, RECORDS, sampleLedger } from '../testing/budget.ts';
import { prepare, writeFormats } from './publish.ts';

const province = readFileSync(fileURLToPath(new URL('../testing/province.yaml', import.meta.url)), 'utf8');

let folder: string;
let accounts: AccountBook;
let pack: Pack;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-province-'));
  writeFileSync(join(folder, 'yunze-2025.yaml'), province);
  const book = loadAccounts();
  if (!book.ok) throw new Error('accounts');
  accounts = book.value;
  const library = findPacks(accounts, [folder]);
  if (!library.ok) throw new Error('packs');
  const loaded = library.value.load('yunze-2025');
  if (!loaded.ok)
    throw new Error(loaded.problems.map((one) => `${one.where.line} ${one.message}`).join('\n'));
  pack = loaded.value;
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every line of the sample belongs to a channel, the project to the direct one. */
function provinceLedger(more: Partial<Ledger> = {}): Ledger {
  const facts = FACTS.map((fact) => ({
    ...fact,
    at: { ...fact.at, channel: fact.at.project === 'P1' ? 'direct' : 'ordinary' },
  }));
  return sampleLedger({ pack: pack.id, facts, ...more });
}

function blocks(document: Document): readonly Block[] {
  return document.sections.flatMap((section) => section.blocks);
}

function textsOf(document: Document, id: string): readonly (readonly string[])[] {
  const table = blocks(document).find((block) => block.type === 'table' && block.id === id);
  if (table?.type !== 'table') throw new Error(`no table ${id}`);
  return [...table.head, ...table.body].map((row) => row.cells.map((cell) => cell.text));
}

function paragraphs(document: Document): readonly string[] {
  return blocks(document).flatMap((block) =>
    block.type === 'paragraph' ? [block.runs.map((run) => run.text).join('')] : [],
  );
}

describe('a province that no code knows, from a pack in a folder', () => {
  it('prints other headings, another order, another unit and one more dimension', () => {
    const { composed } = prepare({ ledger: provinceLedger(), pack, accounts, allowUnknown: true });
    expect(composed.document.title).toBe('示例局2025年账单');
    expect(textsOf(composed.document, '900-spending')).toEqual([
      ['直达', '全部花费', '花费万元', '占比', '科目'],
      ['类', '款', '项', '名称'],
      ['-', '10,000.50', '1.00', '49.2', '210', '15', '01', '行政运行'],
      ['10,000.50', '10,333.83', '1.03', '50.8', '210', '15', '06', '医疗保障经办事务'],
      ['10,000.50', '20,334.33', '2.03', '100.0', '', '', '', '总共'],
    ]);
  });

  it('nests functions in units, folds an axis into two blocks, and states an empty table', () => {
    const { composed } = prepare({ ledger: provinceLedger(), pack, accounts, allowUnknown: true });
    expect(textsOf(composed.document, '900-byUnit')).toEqual([
      ['单位或科目', '金额'],
      ['示例局本级', '10,000.50'],
      ['2101501 行政运行', '10,000.50'],
      ['示例中心', '10,333.83'],
      ['2101506 医疗保障经办事务', '10,333.83'],
      ['总共', '20,334.33'],
    ]);
    expect(textsOf(composed.document, '900-folded')).toEqual([
      ['编码', '金额', '编码', '金额'],
      ['30101', '9,000.25', '30227', '10,000.50'],
      ['30201', '333.33', '30231', '1,000.25'],
    ]);
    const fund = blocks(composed.document).find((block) => block.type === 'table' && block.id === '900-fund');
    expect(fund).toMatchObject({
      body: [{ cells: [{ text: '' }, { text: '' }] }],
      notes: ['说明：没有此项支出。'],
    });
  });

  it('prints forms with equal neighbours merged', () => {
    const { composed } = prepare({ ledger: provinceLedger(), pack, accounts, allowUnknown: true });
    const form = blocks(composed.document).find(
      (block) => block.type === 'table' && block.id === '900-goals-P1',
    );
    expect(form).toMatchObject({
      title: '经办服务目标表',
      body: [
        { cells: [{ text: '预算' }, { text: '10,000.50', colspan: 3 }] },
        {
          cells: [
            { text: '产出指标', rowspan: 2 },
            { text: '数量指标' },
            { text: '办件数' },
            { text: '≥100件' },
          ],
        },
        { cells: [{ text: '质量指标' }, { text: '办结率' }, { text: '≥95%' }] },
        { cells: [{ text: '效益指标' }, { text: '社会效益指标' }, { text: '影响' }, { text: '良好' }] },
      ],
    });
  });

  it('never makes up what is not known', () => {
    const { composed, findings } = prepare({ ledger: provinceLedger(), pack, accounts });
    expect(textsOf(composed.document, '900-oneRow')[1]).toEqual([
      '1,000.25',
      '1,000.25',
      '〔未提供〕',
      '职责一\n职责二',
    ]);
    expect(paragraphs(composed.document)[0]).toBe('示例局2025年总共花20,334.33元，〔未提供〕。');
    expect(findings.map((finding) => finding.rule)).toEqual(['cell.unknown', 'cell.unknown']);
  });

  it.each([
    ['20000.00', '多了334.33元（增1.67%）'],
    ['30000.00', '少了9,665.67元（降32.22%）'],
    ['20334.33', '没有变化'],
  ])('words the change from %s', (last, words) => {
    const lastYear = [
      amountLine({ entity: '900', flow: 'totalOut' }, last, 2024),
      amountLine(
        { entity: '900', flow: 'expenditure', source: 'fiscalAppropriation', economic: 'threePublic' },
        '0.00',
        2024,
      ),
    ];
    const { composed, findings } = prepare({ ledger: provinceLedger({ lastYear }), pack, accounts });
    expect(findings).toEqual([]);
    expect(paragraphs(composed.document)).toEqual([
      `示例局2025年总共花20,334.33元，${words}。`,
      '分科目看：1)行政运行10,000.50元等。',
      '职责一',
      '职责二',
    ]);
  });

  it('checks the laws on it', () => {
    const unbalanced = provinceLedger();
    const { findings } = prepare({
      ledger: { ...unbalanced, facts: unbalanced.facts.slice(1) },
      pack,
      accounts,
      allowUnknown: true,
    });
    expect(findings.map((finding) => finding.rule)).toEqual(['balance.source']);
    expect(findings[0]?.message).toContain(
      '示例局本级的一般公共预算收支不平：收入总计 0.00 元，支出总计 10,000.50 元',
    );
  });

  it('checks that what was entered of last year agrees with itself', () => {
    const lastYear = [
      amountLine({ entity: '900', flow: 'totalOut' }, '20000.00', 2024),
      amountLine({ entity: '900', flow: 'expenditure' }, '30000.00', 2024),
      amountLine(
        { entity: '900', flow: 'expenditure', source: 'fiscalAppropriation', economic: 'threePublic' },
        '0.00',
        2024,
      ),
    ];
    const { findings } = prepare({ ledger: provinceLedger({ lastYear }), pack, accounts });
    expect(findings.map((finding) => finding.rule)).toEqual(['last-year.sum']);
    expect(findings[0]?.message).toContain('支出总计为 20,000.00 元，而按收支已填的各项之和为 30,000.00 元');
  });

  it('names amounts that a table has no place for', () => {
    const ledger = provinceLedger();
    const facts = ledger.facts.map((fact) =>
      fact.at.kind === 'personnel' ? { ...fact, at: { ...fact.at, channel: 'unheardOf' } } : fact,
    );
    const twoColumns = { ...pack, tables: { ...pack.tables } };
    const { spending } = twoColumns.tables;
    if (spending?.type !== 'grid') throw new Error('no grid');
    twoColumns.tables.spending = { ...spending, complete: ['channel'] };
    const { findings } = prepare({
      ledger: { ...ledger, facts },
      pack: twoColumns,
      accounts,
      allowUnknown: true,
    });
    expect(findings.map((finding) => finding.rule)).toContain('table.incomplete');
  });

  it('gives every amount its coordinate', () => {
    const { composed } = prepare({ ledger: provinceLedger(), pack, accounts, allowUnknown: true });
    const table = blocks(composed.document).find(
      (block) => block.type === 'table' && block.id === '900-spending',
    );
    if (table?.type !== 'table') throw new Error('no table');
    expect(table.body[0]?.cells[1]).toMatchObject({
      number: { value: '10000.50', decimals: 2, grouped: true },
      data: {
        at: 'entity=900&flow=expenditure&function=2101501&measure=amount&stage=budget&year=2025',
        role: 'coordinate',
        unit: '元',
        status: 'printed',
      },
    });
  });
});

describe('publishing', () => {
  it('lists the totals that rounding sets apart from their printed parts', () => {
    const text = province.replace('unit: 元\ndecimals: 2', 'unit: 万元\ndecimals: 2');
    writeFileSync(join(folder, 'wan.yaml'), text.replace('id: yunze-2025', 'id: wan'));
    const library = findPacks(accounts, [folder]);
    const wan = library.ok ? library.value.load('wan') : library;
    if (!('ok' in wan) || !wan.ok || !('tables' in wan.value)) throw new Error('pack');
    const facts = ['2101501', '2101502', '2101506'].flatMap((item) => [
      amountLine(
        { entity: '900001', flow: 'revenue', source: 'generalPublicBudget', function: item },
        '1050.00',
      ),
      amountLine(
        {
          entity: '900001',
          flow: 'expenditure',
          kind: 'personnel',
          economic: '30101',
          project: '-',
          source: 'generalPublicBudget',
          function: item,
        },
        '1050.00',
      ),
    ]);
    const records = { ...RECORDS, projects: [] };
    const { rounding } = prepare({
      ledger: sampleLedger({ facts, records }),
      pack: wan.value,
      accounts,
      allowUnknown: true,
    });
    expect(rounding).toContainEqual(
      expect.objectContaining({
        table: '900-spending',
        dimension: 'function',
        printed: '0.32',
        sumOfParts: '0.33',
        difference: '-0.01',
        parts: 3,
      }),
    );
  });

  it('lists a change that is not the difference of the printed values', () => {
    const lastYear = [amountLine({ entity: '900', flow: 'totalOut' }, '20334.00', 2024)];
    const inWan = { ...pack, unit: '万元' as const };
    const { rounding } = prepare({
      ledger: provinceLedger({ lastYear }),
      pack: inWan,
      accounts,
      allowUnknown: true,
    });
    const facts = rounding.filter((one) => one.table === '900-total');
    // 2.033433 − 2.033400 = 0.000033 万元: all three agree at two decimals.
    expect(facts).toEqual([]);
    const apart = [amountLine({ entity: '900', flow: 'totalOut' }, '10350.00', 2024)];
    const other = prepare({
      ledger: provinceLedger({ lastYear: apart }),
      pack: inWan,
      accounts,
      allowUnknown: true,
    });
    // 2.03 − 1.04 = 0.99, but 2.033433 − 1.035 = 0.998433 is printed as 1.00.
    expect(other.rounding.filter((one) => one.table === '900-total')).toMatchObject([
      { printed: '1.00', sumOfParts: '0.99', difference: '0.01', dimension: 'year', unit: '万元' },
    ]);
  });

  it('writes the same bytes for the same ledger', async () => {
    const once = () => {
      const disclosure = prepare({ ledger: provinceLedger(), pack, accounts, allowUnknown: true });
      return writeFormats(disclosure, ['docx', 'xlsx', 'html', 'data', 'json']);
    };
    const [first, second] = [await once(), await once()];
    expect(first.map((file) => file.path)).toEqual([
      '示例局2025年账单.docx',
      '示例局2025年账单.xlsx',
      '示例局2025年账单.html',
      'data/datapackage.json',
      'data/facts.csv',
      '示例局2025年账单.json',
    ]);
    first.forEach((file, index) => {
      expect(Buffer.from(file.bytes).equals(Buffer.from(second[index]?.bytes ?? [])), file.path).toBe(true);
    });
  });
});
