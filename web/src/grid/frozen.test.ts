import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GridColumn } from './column.ts';
import { foundIn, nextFound } from './find.ts';
import { columnUnder, frozenCount, placing } from './frozen.ts';
import { edgesOf } from './layout.ts';

describe('columns that stay in sight', () => {
  const edges = edgesOf([100, 200, 100, 300]);

  it('are the first, as far as they leave room for the others', () => {
    expect(frozenCount(edges, 1_000)).toBe(2);
    expect(frozenCount(edges, 500)).toBe(1);
    expect(frozenCount(edges, 200)).toBe(0);
    expect(frozenCount(edgesOf([10]), 1_000)).toBe(0);
  });

  it('are found under the pointer where they are drawn, however far the others are scrolled', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(3), fc.integer({ min: 0, max: 2 }), (scrolled, column, frozen) => {
        const place = placing(edges, frozen, scrolled, 48);
        const [left, right] = [place.leftOf(column), place.rightOf(column)];
        expect(left).toBeLessThanOrEqual(right);
        // What is out of sight is under no pointer.
        if (right - left < 2) return;
        expect(columnUnder(edges, frozen, (left + right) / 2 - 48 - scrolled, scrolled)).toBe(column);
      }),
    );
  });
});

describe('looking for words', () => {
  const column = (key: string, kind: GridColumn['kind']): GridColumn => ({
    key,
    title: key,
    help: '',
    kind,
    width: 100,
    required: false,
  });
  const columns = [column('name', 'text'), column('amount', 'amount')];
  const rows = [
    { id: '1', cells: { name: '办公费', amount: '12000' } },
    { id: '2', cells: { name: 'ＡＢＣ差旅费' } },
    { id: '3', cells: { name: '办公设备', amount: '5' } },
  ];

  it('finds cells by what is typed or drawn in them, in wide letters too', () => {
    expect(foundIn(rows, columns, '办公')).toEqual([
      { row: 0, column: 0 },
      { row: 2, column: 0 },
    ]);
    expect(foundIn(rows, columns, '12,000.00')).toEqual([{ row: 0, column: 1 }]);
    expect(foundIn(rows, columns, 'abc')).toEqual([{ row: 1, column: 0 }]);
    expect(foundIn(rows, columns, ' ')).toEqual([]);
  });

  it('goes on from the chosen cell, forwards and back, round and round', () => {
    const found = foundIn(rows, columns, '办公');
    expect(nextFound(found, { row: 0, column: 0 }, 1)).toEqual({ row: 2, column: 0 });
    expect(nextFound(found, { row: 2, column: 0 }, 1)).toEqual({ row: 0, column: 0 });
    expect(nextFound(found, { row: 0, column: 0 }, -1)).toEqual({ row: 2, column: 0 });
    expect(nextFound([], { row: 0, column: 0 }, 1)).toBeUndefined();
  });
});
