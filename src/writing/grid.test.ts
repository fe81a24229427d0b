import { describe, expect, test } from 'vitest';
import type { Cell, Row } from '../document/document.ts';
import { alignmentOf, type GridRow, layGrid } from './grid.ts';

const row = (...cells: Cell[]): Row => ({ cells });
const shown = (grid: readonly GridRow[]) =>
  grid.map(({ slots }) =>
    slots.map((slot) => `${slot.column}:${slot.continued ? '^' : slot.cell.text}`).join(' '),
  );

describe('layGrid', () => {
  test('a cell spanning rows and columns has a slot in each row', () => {
    const grid = layGrid([row({ text: 'a', rowspan: 2, colspan: 2 }, { text: 'b' }), row({ text: 'c' })], 3);
    expect(shown(grid)).toEqual(['0:a 2:b', '0:^ 2:c']);
  });

  test('a short row is filled with empty cells', () => {
    expect(shown(layGrid([row({ text: 'a' })], 3))).toEqual(['0:a 1: 2:']);
  });

  test('a span ends with the rows', () => {
    expect(layGrid([row({ text: 'a', rowspan: 5 })], 1)[0]?.slots[0]?.rowspan).toBe(1);
  });

  test.each([
    ['more cells than columns', [row({ text: 'a' }, { text: 'b' })], 1],
    ['a span over the edge', [row({ text: 'a', colspan: 2 })], 1],
    [
      'a span over a covered cell',
      [row({ text: 'a' }, { text: 'b', rowspan: 2 }), row({ text: 'c', colspan: 2 })],
      2,
    ],
  ])('%s is refused: no number is dropped in silence', (_, rows, columns) => {
    expect(() => layGrid(rows, columns)).toThrow(RangeError);
  });
});

test('numbers stand right, labels in the middle, text left', () => {
  const number = { value: '1', decimals: 0, grouped: false };
  expect(alignmentOf({ text: '1', number }, false)).toBe('right');
  expect(alignmentOf({ text: 'a', header: true }, false)).toBe('center');
  expect(alignmentOf({ text: 'a' }, true)).toBe('center');
  expect(alignmentOf({ text: 'a' }, false)).toBe('left');
  expect(alignmentOf({ text: '1', number, align: 'left' }, false)).toBe('left');
});
