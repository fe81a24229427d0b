import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { importWorkbook } from '../ledger/import.ts';
import { findPacks } from '../packs/load.ts';
import { type Proving, proving } from '../testing/proving.ts';
import { ledgers } from '../testing/random-ledger.ts';
import { differenceProblems, Prover } from './proof.ts';
import { proofSchema } from './proof-schema.ts';
import { type Disclosure, FORMATS, type Format, type PublishedFile, writeFormats } from './publish.ts';

let tools: Proving;
beforeAll(() => {
  tools = proving();
});

/** What is wrong with the files of a disclosure, and what the reader takes for something else. */
async function prove(disclosure: Disclosure, formats: readonly Format[] = FORMATS) {
  const prover = new Prover(disclosure, tools.vocabulary);
  const messages: string[] = [];
  for (const file of await writeFormats(disclosure, formats)) {
    messages.push(...(await prover.add(file)).map(({ message }) => message));
  }
  const proof = proofSchema.parse(JSON.parse(new TextDecoder().decode(prover.file('0').bytes)));
  return { messages, proof, misread: proof.files.flatMap(({ notCompared }) => notCompared.misread) };
}

describe('random budgets, published in every format and read back', () => {
  const runs = Number(process.env.MINGZHANG_PROOF_RUNS ?? 1);
  it.each([
    ['hebei-2023', 2023],
    ['hebei-2024', 2024],
    ['hebei-2025', 2025],
    ['henan-2023', 2023],
    ['sichuan-2023', 2023],
    ['shanghai', 2025],
    ['shanghai-final', 2024],
  ])(
    'say the same facts in %s',
    async (pack, year) => {
      await fc.assert(
        fc.asyncProperty(
          ledgers(pack, year, pack === 'shanghai-final' ? 'final' : 'budget'),
          async (ledger) => {
            const { messages, misread, proof } = await prove(tools.disclosureOf(ledger));
            expect(messages).toEqual([]);
            expect(misread).toEqual([]);
            // What the tables say is the same in every format.
            expect(new Set(proof.files.flatMap(({ statements }) => statements ?? [])).size).toBe(1);
          },
        ),
        { numRuns: runs, endOnFailure: true },
      );
    },
    600_000,
  );
});

describe('an example', () => {
  let disclosure: Disclosure;
  beforeAll(() => {
    const file = fileURLToPath(new URL('../../examples/gaoyang-2025/budget.xlsx', import.meta.url));
    const { accounts } = tools;
    const packs = findPacks(accounts);
    if (!packs.ok) throw new Error('packs');
    const ledger = importWorkbook(readFileSync(file), file, { packs: packs.value, accounts });
    if (!ledger.ok) throw new Error('ledger');
    disclosure = tools.disclosureOf(ledger.value);
  });

  const published = async (format: Format): Promise<PublishedFile> => {
    const file = (await writeFormats(disclosure, [format])).at(-1);
    if (file === undefined) throw new Error(format);
    return file;
  };
  const messagesOf = async (file: PublishedFile): Promise<readonly string[]> =>
    (await new Prover(disclosure, tools.vocabulary).add(file)).map(({ message }) => message);

  it('is proved: every number of every table at its coordinate, the same in all formats', async () => {
    const { messages, misread, proof } = await prove(disclosure);
    expect(messages).toEqual([]);
    expect(misread).toEqual([]);
    const counted = proof.files.map(({ path, compared }) => [path.split('.').at(-1), compared.facts]);
    const stated = disclosure.facts.length;
    expect(counted.filter(([kind]) => kind === 'csv' || kind === 'json')).toEqual([
      ['json', 0],
      ['csv', stated],
      ['json', stated],
    ]);
    expect(new Set(proof.files.flatMap(({ statements }) => statements ?? [])).size).toBe(1);
    for (const { notCompared } of proof.files) {
      expect(notCompared.numbers.filter(({ table }) => table !== '')).toEqual([]);
    }
  });

  it('is proved as a draft too, with its banner and watermark', async () => {
    const { watermark: _, ...document } = disclosure.composed.document;
    const draft = { ...disclosure.composed, document: { ...document, watermark: '草稿' } };
    expect((await prove({ ...disclosure, composed: draft })).messages).toEqual([]);
  });

  it('has the same proof in every run', async () => {
    const [one, other] = [await prove(disclosure, ['docx']), await prove(disclosure, ['docx'])];
    expect(one.proof).toEqual(other.proof);
  });

  it('names a number that was changed in the Word file', async () => {
    const messages = await messagesOf(
      inPart(await published('docx'), 'word/document.xml', (xml) => xml.replace('>595.88<', '>599.88<')),
    );
    expect(messages).toEqual([
      '“部门预算收支总表”的“一、一般公共预算拨款收入”行、“收入/预算数”列是“599.88”，应为“595.88”。',
    ]);
  });

  it('names a cell that was emptied, one that was filled, a row that was lost', async () => {
    const file = await published('docx');
    const emptied = inPart(file, 'word/document.xml', (xml) => xml.replace('>595.88<', '><'));
    expect(await messagesOf(emptied)).toEqual([
      '“部门预算收支总表”的“一、一般公共预算拨款收入”行、“收入/预算数”列少了“595.88”。',
    ]);
    const without = inPart(file, 'word/document.xml', (xml) => {
      const at = xml.indexOf('>595.88<');
      const [from, to] = [xml.lastIndexOf('<w:tr>', at), xml.indexOf('</w:tr>', at) + 7];
      return xml.slice(0, from) + xml.slice(to);
    });
    const messages = await messagesOf(without);
    expect(messages).toContain(
      '“部门预算收支总表”的“一、一般公共预算拨款收入”行、“收入/预算数”列少了“595.88”。',
    );
    expect(messages.length).toBeLessThan(8);
  });

  it('names a table that was lost, and goes on with the next', async () => {
    const without = inPart(await published('docx'), 'word/document.xml', (xml) => {
      const from = xml.indexOf('<w:tbl>');
      return xml.slice(0, from) + xml.slice(xml.indexOf('</w:tbl>', from) + 8);
    });
    const messages = await messagesOf(without);
    expect(messages[0]).toMatch(/^“部门预算收支总表”少了/u);
    expect(messages.length).toBeLessThan(4);
  });

  it('names a word that was changed in the text', async () => {
    const messages = await messagesOf(
      inPart(await published('docx'), 'word/document.xml', (xml) =>
        xml.replace('收入总计</w:t>', '收入合计</w:t>').replace('部门职责：', '部门职能：'),
      ),
    );
    expect(messages.some((message) => message.startsWith('文字部分') && message.includes('部门职能'))).toBe(
      true,
    );
  });

  it('names a number that was changed in the spreadsheet, the page and the data', async () => {
    const sheet = inPart(await published('xlsx'), 'xl/worksheets/sheet2.xml', (xml) =>
      xml.replace('<v>595.88</v>', '<v>595.87</v>'),
    );
    expect(await messagesOf(sheet)).toEqual([
      '“部门预算收支总表”的“一、一般公共预算拨款收入”行、“收入/预算数”列是“595.87”，应为“595.88”。',
    ]);
    const html = await published('html');
    const page = { ...html, bytes: strToU8(strFromU8(html.bytes).replace('>595.88<', '>695.88<')) };
    expect(await messagesOf(page)).toHaveLength(1);
    const csv = await published('data');
    const facts = { ...csv, bytes: strToU8(strFromU8(csv.bytes).replace(',595.88,', ',595.89,')) };
    expect((await messagesOf(facts))[0]).toContain('595.89');
    const json = await published('json');
    const data = {
      ...json,
      bytes: strToU8(strFromU8(json.bytes).replace('"value":"595.88"', '"value":"1.00"')),
    };
    expect((await messagesOf(data))[0]).toContain('1.00');
  });

  it('says that a file cannot be read', async () => {
    const { path } = await published('docx');
    expect(await messagesOf({ path, bytes: strToU8('PK\u0003\u0004 no document') })).toHaveLength(1);
    expect(await messagesOf({ path: 'a.json', bytes: strToU8('{}') })).toEqual([
      '不是明账生成的数据文件，或已经损坏，无法核对。',
    ]);
  });
});

describe('many differences', () => {
  it('are named up to twenty a file, and the rest counted', () => {
    const one = { table: '表', row: '行', column: '列', printed: '1', expected: '2' };
    const problems = differenceProblems(
      'a.docx',
      Array.from({ length: 25 }, () => one),
    );
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)?.message).toBe('另有 5 处不一致，没有一一列出。');
  });
});

/** A packed file with one of its parts changed. */
function inPart(
  { path, bytes }: PublishedFile,
  part: string,
  change: (xml: string) => string,
): PublishedFile {
  const parts = unzipSync(bytes);
  const before = strFromU8(parts[part] ?? new Uint8Array());
  const after = change(before);
  if (before === after) throw new Error(`nothing changed in ${part}`);
  return { path, bytes: zipSync({ ...parts, [part]: strToU8(after) }) };
}
