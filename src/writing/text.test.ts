import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { escapeXml, printable } from './text.ts';

describe('printable', () => {
  test.each([
    ['收入\u0000合计\u001f', '收入合计'],
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['制表\t符', '制表\t符'],
    ['\u202e12.34\u202c', '12.34'],
    ['\ufeff表', '表'],
    ['\ud800', '\ufffd'],
    ['\udc00\ud800', '\ufffd\ufffd'],
    ['𠮷', '𠮷'],
    ['\ufffe', '\ufffd'],
  ])('%j becomes %j', (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test('whatever comes in, only what XML allows comes out', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const clean = printable(text);
        expect(clean).not.toMatch(/(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/u);
        expect(printable(clean)).toBe(clean);
      }),
    );
  });
});

describe('escapeXml', () => {
  test('escapes what markup is made of', () => {
    expect(escapeXml(`<a b="c" d='e'>&amp;`)).toBe('&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;');
  });
});
