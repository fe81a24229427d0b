import exceljs from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Cell, Document, Table } from '../document/document.ts';
import { documentOf, HOSTILE, hostileDocument, sampleDocument } from '../testing/documents.ts';
import { writeXlsx } from './xlsx.ts';

async function read(document: Document): Promise<exceljs.Workbook> {
  const workbook = new exceljs.Workbook();
  const bytes = await writeXlsx(document);
  await workbook.xlsx.load(bytes.buffer.slice(0) as ArrayBuffer as Parameters<typeof workbook.xlsx.load>[0]);
  return workbook;
}

async function partsOf(document: Document): Promise<Record<string, string>> {
  const files = unzipSync(await writeXlsx(document));
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

function sheet(workbook: exceljs.Workbook, name: string): exceljs.Worksheet {
  const found = workbook.getWorksheet(name);
  if (found === undefined) throw new Error(`No sheet ${name}`);
  return found;
}

function tableOf(cells: Cell[], title?: string): Table {
  return {
    type: 'table',
    id: 't',
    ...(title === undefined ? {} : { title }),
    widths: cells.map(() => 1),
    head: [],
    body: [{ cells }],
    notes: [],
  };
}

const number = (value: string, decimals: number, grouped: boolean, text = value): Cell => ({
  text,
  number: { value, decimals, grouped },
});

afterEach(() => {
  vi.useRealTimers();
});

describe('a workbook', () => {
  test('is the same, byte for byte, at another time and in a fresh program', async () => {
    const first = await writeXlsx(sampleDocument('草稿'));
    vi.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z'), toFake: ['Date'] });
    vi.resetModules();
    const fresh = await import('./xlsx.ts');
    expect(Buffer.compare(first, await fresh.writeXlsx(sampleDocument('草稿')))).toBe(0);
  });

  test('has a contents and a sheet for each table', async () => {
    const workbook = await read(sampleDocument());
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      '目录',
      '机构设置情况',
      '部门收支总体情况表',
      '部门收入总体情况表',
      '部门政府性基金预算支出情况表',
      '城乡居民医疗保险补助资金绩效目标表',
    ]);
  });

  test('links inside itself, and to nothing outside', async () => {
    const parts = await partsOf(sampleDocument());
    expect(parts['xl/worksheets/sheet1.xml']).toContain(
      '<hyperlink ref="B3" location="&apos;机构设置情况&apos;!A1"/>',
    );
    for (const xml of Object.values(parts)) expect(xml).not.toContain('TargetMode="External"');
    for (const xml of Object.values(parts)) expect(xml).not.toMatch(/<hyperlink [^>]*r:id/u);
  });

  test('without tables still opens', async () => {
    expect((await read(documentOf([]))).worksheets).toHaveLength(1);
  });

  test('names sheets so that Excel accepts them', async () => {
    const titles = [
      'a/b:c*?[d]\\',
      'A b c d',
      "'引'",
      'History',
      '',
      '长'.repeat(40),
      '长'.repeat(40),
      '𠮷'.repeat(16),
      '目录',
    ];
    const names = (
      await read(documentOf(titles.map((title) => tableOf([{ text: '' }], title))))
    ).worksheets.map(({ name }) => name);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(titles.length + 1);
    for (const name of names) {
      expect(name.length).toBeLessThanOrEqual(31);
      expect(name).not.toMatch(/[[\]:*?/\\]|^'|'$|^history$/iu);
      expect(name).not.toMatch(/\p{Cs}/u);
    }
  });
});

describe('a cell', () => {
  test.each([
    [number('1234.56', 2, true, '1,234.56'), 1234.56, '#,##0.00'],
    [number('65', 2, false, '65.00'), 65, '0.00'],
    [number('-0.5', 1, true), -0.5, '#,##0.0'],
    [number('12', 0, false), 12, '0'],
    [number('2.88', 2, false, '2.88%'), 2.88, '0.00"%"'],
    [number('12345678901234.56', 2, true, '12,345,678,901,234.56'), '12,345,678,901,234.56', '@'],
    [number('1e5', 2, true, '1e5'), '1e5', '@'],
    [{ text: '2101501' }, '2101501', '@'],
    [{ text: '=1+1' }, '=1+1', '@'],
    [{ text: '—' }, '—', '@'],
    [{ text: '' }, null, 'General'],
  ] satisfies [Cell, unknown, string][])('%j holds %j as %s', async (cell, value, format) => {
    const written = (await read(documentOf([tableOf([cell])]))).worksheets[0]?.getCell('A1');
    expect(written?.value).toBe(value);
    expect(written?.numFmt ?? 'General').toBe(format);
  });
});

describe('a sheet', () => {
  test('merges, repeats and freezes its heading rows, and prints one page wide', async () => {
    const parts = await partsOf(sampleDocument('草稿'));
    const wide = parts['xl/worksheets/sheet4.xml'] ?? '';
    expect(wide).toContain('<mergeCell ref="D3:L3"/>');
    expect(wide).toContain('<mergeCell ref="C3:C4"/>');
    expect(wide).toContain('<pane ySplit="4"');
    expect(wide).toMatch(/<pageSetup [^>]*orientation="landscape"[^>]*fitToHeight="0"/u);
    expect(wide).toContain('<oddHeader>&amp;C&amp;KC00000&amp;20 草稿</oddHeader>');
    const book = parts['xl/workbook.xml'] ?? '';
    expect(book).toContain('>&apos;部门收入总体情况表&apos;!$A$1:$M$33<');
    expect(book).toContain('>&apos;部门收入总体情况表&apos;!$3:$4<');
  });

  test('shows title, line above, shaded labels and notes', async () => {
    const one = sheet(await read(sampleDocument()), '部门收支总体情况表');
    expect(one.getCell('A1').value).toBe('部门收支总体情况表');
    expect(one.getCell('A2').value).toBe('部门：示例县医疗保障局');
    expect(one.getCell('D2').value).toBe('单位：万元');
    expect(one.getCell('A3').fill).toMatchObject({ fgColor: { argb: 'FFF2F2F2' } });
    expect(one.getCell('B5').value).toBe(1234.56);
    expect(one.getCell('B5').alignment.horizontal).toBe('right');
    expect(String(one.getCell('A39').value)).toContain('注：');
  });
});

test('hostile text in a workbook stays text', async () => {
  const workbook = await read(hostileDocument());
  const one = workbook.worksheets[0];
  const values: unknown[] = [];
  one?.eachRow((row) => row.eachCell((cell) => values.push(cell.value)));
  for (const attack of HOSTILE.slice(0, 7)) expect(values).toContain(attack);
  for (const value of values) expect(typeof value).toBe('string');
});
