import { describe, expect, test } from 'vitest';
import { bookmarkPages, joinPdfs, takeApart } from './pdf-join.ts';

/** A PDF of pages with one bookmark each, whose titles look like references. */
function pdfOf(titles: readonly string[]): Uint8Array {
  const pages = titles.map((_, index) => 10 + index);
  const objects: [number, string][] = [
    [1, `<< /Type /Pages /Count 1 /Kids [${pages.map((page) => `${page} 0 R`).join(' ')}] >>`],
    [2, `<< /Type /Outlines /First 40 0 R /Last ${39 + titles.length} 0 R /Count ${titles.length} >>`],
    [3, '<< /Type /Catalog /Pages 1 0 R /Outlines 2 0 R >>'],
    [4, '<< /Title (A \\) 1 0 R \\( \\( title) /Author (10 0 R (nested 10 0 R)) >>'],
    ...titles.map((_, index): [number, string] => [
      10 + index,
      `<< /Type /Page /Parent 1 0 R /Contents ${70 + index} 0 R >>`,
    ]),
    ...titles.map((title, index): [number, string] => [
      40 + index,
      `<< /Title (${title}) /Parent 2 0 R ${index + 1 < titles.length ? `/Next ${41 + index} 0 R ` : ''}/Dest ${60 + index} 0 R >>`,
    ]),
    ...titles.map((_, index): [number, string] => [60 + index, `[${10 + index} 0 R /XYZ 0 0 0]`]),
    ...titles.map((_, index): [number, string] => [
      70 + index,
      '<< /Length 7 >>\nstream\n1 0 R x\nendstream',
    ]),
  ];
  const offsets: number[] = [];
  let file = '%PDF-1.7\n';
  for (const [number, body] of objects) {
    offsets[number] = file.length;
    file += `${number} 0 obj\n${body}\nendobj\n`;
  }
  const lines = Array.from({ length: offsets.length }, (_, number) => {
    const offset = offsets[number];
    return offset === undefined
      ? '0000000000 65535 f\r\n'
      : `${String(offset).padStart(10, '0')} 00000 n\r\n`;
  });
  const table = file.length;
  file += `xref\n0 ${offsets.length}\n${lines.join('')}trailer\n<< /Root 3 0 R /Info 4 0 R >>\nstartxref\n${table}\n%%EOF`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}

describe('joined PDFs', () => {
  const parts = [takeApart(pdfOf(['a', '/First 99 0 R'])), takeApart(pdfOf(['b']))];
  const bookmarks = [
    { level: 1, title: '一' },
    { level: 3, title: '(二' },
    { level: 1, title: '三' },
  ];

  test('bookmarks lead to the pages they led to', () => {
    expect(parts.map(bookmarkPages)).toEqual([[0, 1], [0]]);
    const joined = takeApart(joinPdfs(parts, bookmarks, 'zh-CN'));
    expect(joined.pageObjects).toHaveLength(3);
    expect(bookmarkPages(joined)).toEqual([0, 1, 2]);
  });

  test('strings and streams are left alone', () => {
    const text = Buffer.from(joinPdfs(parts, bookmarks, 'zh-CN')).toString('latin1');
    expect(text.match(/\(10 0 R \(nested 10 0 R\)\)/gu)).toHaveLength(1);
    expect(text).toContain('(A \\) 1 0 R \\( \\( title)');
    expect(text.match(/stream\n1 0 R x\nendstream/gu)).toHaveLength(3);
  });

  test('a bookmark for each heading, or none is written', () => {
    expect(() => joinPdfs(parts, bookmarks.slice(1), 'zh-CN')).toThrow('Bookmarks and headings differ');
  });

  test('a file of another make is refused', () => {
    expect(() => takeApart(new Uint8Array(Buffer.from('%PDF-1.7 nothing here')))).toThrow(
      'No plain PDF trailer',
    );
  });
});
