import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Document } from '../document/document.ts';
import { documentOf, HOSTILE, hostileDocument, largeDocument, sampleDocument } from '../testing/documents.ts';
import { writePdf } from './pdf.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-pdf-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function hasPoppler(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What poppler's tool says of a file. */
function ask(tool: 'pdftotext' | 'pdfinfo' | 'pdffonts', pdf: Uint8Array, ...options: string[]): string {
  const file = join(folder, 'asked.pdf');
  writeFileSync(file, pdf);
  const output = tool === 'pdftotext' ? ['-'] : [];
  return execFileSync(tool, [...options, file, ...output], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

const latin1 = (pdf: Uint8Array): string => Buffer.from(pdf).toString('latin1');

describe('a PDF', () => {
  test('is the same, byte for byte, after another document and in a fresh program', async () => {
    const first = await writePdf(sampleDocument('草稿'));
    await writePdf(hostileDocument());
    vi.resetModules();
    const fresh = await import('./pdf.ts');
    expect(Buffer.compare(first, await fresh.writePdf(sampleDocument('草稿')))).toBe(0);
  });

  test('is tagged, has bookmarks, a language and the date of its year', async () => {
    const pdf = latin1(await writePdf(sampleDocument()));
    for (const part of ['/MarkInfo', '/StructTreeRoot', '/Outlines', '/Lang', '/TH', 'D:20250101'])
      expect(pdf).toContain(part);
  });

  test('two at once do not mix', async () => {
    const other: Document = { ...sampleDocument(), year: 2024 };
    const [one, two] = await Promise.all([writePdf(sampleDocument()), writePdf(other)]);
    expect(latin1(one)).toContain('D:20250101');
    expect(latin1(two)).toContain('D:20240101');
  });

  test.each([
    ['no section', { ...documentOf([]), sections: [] }],
    ['no block', documentOf([])],
  ])('may have %s', async (_, document) => {
    expect(latin1(await writePdf(document))).toMatch(/^%PDF-1/u);
  });
});

describe.skipIf(!hasPoppler())('a PDF as poppler reads it (skipped where pdftotext is missing)', () => {
  test('turns pages of wide tables, embeds its fonts, and numbers pages after the cover', async () => {
    const pdf = await writePdf(sampleDocument());
    expect(ask('pdfinfo', pdf)).toMatch(/Title: +示例县医疗保障局2025年部门预算公开/u);
    expect(ask('pdfinfo', pdf, '-f', '1', '-l', '20')).toMatch(/Page +6 size: +841\.89 x 595\.276/u);
    const fonts = ask('pdffonts', pdf).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    for (const font of fonts) expect(font).toMatch(/NotoSerif.* yes yes yes /u);
    const pages = ask('pdftotext', pdf, '-layout').split('\f');
    expect(pages[0]).not.toMatch(/— ?\d+ ?—/u);
    expect(pages[1]).toMatch(/— ?1 ?—/u);
    expect(pages[1]).toMatch(/部门收支总体情况表[ .]+3/u);
  });

  test('repeats the heading of a table on its next page', async () => {
    const pages = ask('pdftotext', await writePdf(sampleDocument()), '-layout').split('\f');
    const withHead = pages.filter((page) => /收 *入 +支 *出/u.test(page));
    expect(withHead).toHaveLength(2);
  });

  test('prints hostile text as it stands, and reads no file for it', async () => {
    const text = ask('pdftotext', await writePdf(hostileDocument()), '-raw').replace(/\s+/gu, '');
    for (const attack of HOSTILE.slice(2, 7)) expect(text).toContain(attack.replace(/\s+/gu, ''));
    expect(text).not.toContain('root:');
    expect(text).toContain('控制字符');
  });

  test('loses no line of a cell taller than a page', async () => {
    const lines = Array.from({ length: 90 }, (_, index) => `第${index + 1}行`).join('\n');
    const row = { cells: [{ text: lines }, { text: '长'.repeat(400) }, { text: 'a', rowspan: 2 }] };
    const second = { cells: [{ text: '甲' }, { text: '乙' }] };
    const table = {
      type: 'table',
      id: 't',
      widths: [5, 1, 5],
      head: [],
      body: [row, second],
      notes: [],
    } as const;
    const text = ask('pdftotext', await writePdf(documentOf([table]))).replace(/\s+/gu, '');
    expect(text).toContain('第90行');
    expect(text.match(/长/gu)).toHaveLength(400);
    expect(text).toContain('乙');
  });

  test('of a large document, laid out in pieces, is whole and its contents are right', async () => {
    const large = largeDocument(12, 9, 30, 8);
    const cover = sampleDocument().sections.slice(0, 1);
    const document: Document = { ...large, sections: [...cover, ...large.sections] };
    const pdf = await writePdf(document);
    expect(Buffer.compare(pdf, await writePdf(document))).toBe(0);
    const pages = ask('pdftotext', pdf, '-layout')
      .split('\f')
      .map((page) => page.replace(/[\s.]+/gu, ''));
    const numberOf = (page = ''): string | undefined => /—(\d+)—$/u.exec(page)?.[1];
    expect(pages.slice(0, 4).map(numberOf)).toEqual([undefined, '1', '2', '3']);
    const contents = pages.filter((page) => !page.includes('部门：')).join('');
    for (const title of ['单位1支出预算表1', '单位7支出预算表5', '单位12支出预算表9']) {
      const page = pages.find((one) => one.includes(`${title}部门：`));
      expect(contents.includes(`${title}${numberOf(page)}`)).toBe(true);
    }
    expect(latin1(pdf).match(/\/Title <FEFF/gu)).toHaveLength(12 * 10 + 1);
    expect(latin1(pdf)).not.toContain('/StructTreeRoot');
    expect(ask('pdfinfo', pdf)).toMatch(/Pages: +1\d\d/u);
  });
});
