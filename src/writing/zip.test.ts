import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { zipParts } from './zip.ts';

test('parts come out as they went in, in their order', () => {
  const long = Array.from({ length: 50_000 }, (_, index) => `第${index}行𠮷`);
  const files = unzipSync(
    zipParts([
      { path: '[Content_Types].xml', content: ['a', '', 'b'] },
      { path: 'a/long.xml', content: long },
      { path: 'a/bytes.bin', content: new Uint8Array([0, 255]) },
      { path: 'empty', content: [] },
    ]),
  );
  expect(Object.keys(files)).toEqual(['[Content_Types].xml', 'a/long.xml', 'a/bytes.bin', 'empty']);
  expect(Buffer.from(files['a/long.xml'] ?? []).toString()).toBe(long.join(''));
  expect([...(files['a/bytes.bin'] ?? [])]).toEqual([0, 255]);
});
