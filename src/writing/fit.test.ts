import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Table } from '../document/document.ts';
import { CELL_PADDING, columnWidths, fitTable, leastWidth, TABLE_SIZES, width } from './fit.ts';

const table = (widths: readonly number[], ...rows: string[][]): Table => ({
  type: 'table',
  id: 't',
  widths,
  head: [],
  body: rows.map((texts) => ({ cells: texts.map((text) => ({ text })) })),
  notes: [],
});
const total = (widths: readonly number[]) => widths.reduce((sum, one) => sum + one, 0);

describe('fitTable', () => {
  test('keeps the widths asked for where everything fits', () => {
    expect(fitTable(table([1, 3], ['1.00', '2.00']), 400).widths).toEqual([100, 300]);
  });

  test('a column too narrow for its number takes from the others', () => {
    const { widths } = fitTable(table([1, 20], ['123,456,789.12', '文字']), 400);
    expect(widths[0]).toBeGreaterThan(width('123,456,789.12') * 10.5);
    expect(total(widths)).toBeCloseTo(400);
  });

  test('the text gets smaller before a number breaks', () => {
    const numbers = Array.from({ length: 13 }, () => '12,345,678.90');
    const { widths, fontSize } = fitTable(
      table(
        numbers.map(() => 1),
        numbers,
      ),
      700,
    );
    expect(fontSize).toBeLessThan(9);
    for (const one of widths)
      expect(one).toBeGreaterThanOrEqual(width('12,345,678.90') * fontSize + CELL_PADDING - 0.01);
  });

  test('always fills the width, at a known size', () => {
    const texts = fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(texts, fc.integer({ min: 0, max: 9 }), (cells, share) => {
        const { widths, fontSize } = fitTable(
          table(
            cells.map(() => share),
            cells,
          ),
          440,
        );
        expect(total(widths)).toBeCloseTo(440);
        expect(TABLE_SIZES).toContain(fontSize);
        for (const one of widths) expect(one).toBeGreaterThan(0);
      }),
    );
  });
});

test('a sheet grows beyond the width wanted rather than cut a number', () => {
  const numbers = Array.from({ length: 20 }, () => '12,345,678.90');
  const one = table(
    numbers.map(() => 1),
    numbers,
  );
  expect(total(columnWidths(one, 10, 100))).toBeCloseTo(leastWidth(one, 10));
});
