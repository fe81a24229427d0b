import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCopied, parsePasted } from './clipboard.ts';

describe('a pasted range', () => {
  it('is cells between tabs, with the last line break being none', () => {
    expect(parsePasted('a\tb\r\n1,234.50\t\r\n')).toEqual([
      ['a', 'b'],
      ['1,234.50', ''],
    ]);
    expect(parsePasted('一格')).toEqual([['一格']]);
    expect(parsePasted('')).toEqual([['']]);
  });

  it('keeps line breaks, tabs and quotation marks of quoted cells', () => {
    expect(parsePasted('"第一段\n第二段"\t"他说""好"""\r\nx\ty')).toEqual([
      ['第一段\n第二段', '他说"好"'],
      ['x', 'y'],
    ]);
  });

  it('takes a quotation mark that nothing closes for what it is', () => {
    expect(parsePasted('"三公"经费\t5"\r\n"没有结束\tb')).toEqual([
      ['"三公"经费', '5"'],
      ['"没有结束', 'b'],
    ]);
  });

  it('comes back as it was copied', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '"', '\t', '\n', '中', ' ', ',') });
    const range = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .chain(([rows, columns]) =>
        fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
          minLength: rows,
          maxLength: rows,
        }),
      );
    fc.assert(
      fc.property(range, (texts) => {
        expect(parsePasted(formatCopied(texts))).toEqual(texts);
      }),
    );
  });
});
