import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayed, entered, type GridColumn, sumsOf } from './column.ts';
import { choicesFor, settled, typed } from './editing.ts';
import { filled, filledDown, pasted } from './fill.ts';
import { commandOf } from './keys.ts';
import { columnAt, edgesOf, rowsInSight } from './layout.ts';
import { makeLookup } from './lookup.ts';
import { moved, nextInRange, only, rangeOf, stepFrom } from './selection.ts';

const SOUNDS: Readonly<Record<string, string>> = {
  行: 'xing',
  政: 'zheng',
  运: 'yun',
  基: 'ji',
  本: 'ben',
  工: 'gong',
  资: 'zi',
  事: 'shi',
  业: 'ye',
};
const sound = (name: string) => [...name].map((one) => SOUNDS[one] ?? one);
const ACCOUNTS = makeLookup(
  [
    { value: '2101501 行政运行', code: '2101501', name: '行政运行' },
    { value: '2101550 事业运行', code: '2101550', name: '事业运行' },
    { value: '30101 基本工资', code: '30101', name: '基本工资' },
    { value: '2080501 行政单位离退休', code: '2080501', name: '行政单位离退休', hint: '社会保障' },
  ],
  sound,
);
const codes = (query: string) => ACCOUNTS.find(query).map(({ code }) => code);

describe('looking up a code', () => {
  it('finds by digits, name, initials, syllables and a mixture of both', () => {
    expect(codes('2101')).toEqual(['2101501', '2101550']);
    expect(codes('运行')).toEqual(['2101501', '2101550']);
    expect(codes('xzyx')[0]).toBe('2101501');
    expect(codes('shiyey')).toEqual(['2101550']);
    expect(codes('jbgz')).toEqual(['30101']);
    expect(codes('xingz')[0]).toBe('2101501');
    expect(codes('社会保障')).toEqual(['2080501']);
    expect(codes('没有')).toEqual([]);
  });

  it('knows a code, a name, and both together for the whole choice', () => {
    for (const text of ['2101501', '行政运行', '2101501 行政运行', '２１０１５０１'])
      expect(ACCOUNTS.exact(text)?.value).toBe('2101501 行政运行');
    expect(ACCOUNTS.exact('210150')).toBeUndefined();
  });

  it('gives Enter the best choice where only choices are meant, and what was typed elsewhere', () => {
    const strict = columnOf({ choices: { lookup: ACCOUNTS, strict: true } });
    const free = columnOf({ choices: { lookup: ACCOUNTS, strict: false } });
    expect(settled(typed('jbgz', strict), strict, true)).toBe('30101 基本工资');
    expect(settled(typed('jbgz', strict), strict, false)).toBe('jbgz');
    expect(settled(typed('基本', free), free, true)).toBe('基本');
    expect(settled(typed('jbgz', free), free, true)).toBe('30101 基本工资');
    expect(choicesFor(typed('运', strict), strict).total).toBe(2);
  });
});

function columnOf(more: Partial<GridColumn>): GridColumn {
  return { key: 'a', title: '', help: '', kind: 'text', width: 100, required: false, ...more };
}

describe('what is typed and drawn', () => {
  it('keeps amounts plain and draws them with cents, grouped', () => {
    const amount = columnOf({ kind: 'amount' });
    expect(entered(' ¥1,234.50 ', amount)).toBe('1234.5');
    expect(entered('１２００', amount)).toBe('1200');
    expect(entered('十二万', amount)).toBe('十二万');
    expect(displayed('1234567.5', 'amount')).toBe('1,234,567.50');
    expect(displayed('十二万', 'amount')).toBe('十二万');
    expect(displayed('12', 'number')).toBe('12');
  });

  it('completes a pasted code, and makes one line of what is none of paragraphs', () => {
    expect(entered('30101', columnOf({ choices: { lookup: ACCOUNTS, strict: true } }))).toBe(
      '30101 基本工资',
    );
    expect(entered('一\r\n二', columnOf({}))).toBe('一 二');
    expect(entered('一\r\n二\n', columnOf({ kind: 'paragraphs' }))).toBe('一\n二');
  });

  it('adds up exactly', () => {
    const cells = ['0.1', '0.2', '', '文字'].map((text) => ({ text, kind: 'amount' as const }));
    expect(sumsOf(cells)).toEqual({ filled: 3, numbers: 2, sum: '0.30' });
  });
});

const KEYS = ['a', 'b', 'c'];
const textAt = (row: number, key: string) => `${key}${row}`;

describe('filling and pasting', () => {
  it('Ctrl+D gives all rows of a range the first one, a single row the one above', () => {
    expect(filledDown({ top: 1, bottom: 3, left: 0, right: 1 }, KEYS, textAt)).toEqual([
      { row: 2, column: 'a', to: 'a1' },
      { row: 2, column: 'b', to: 'b1' },
      { row: 3, column: 'a', to: 'a1' },
      { row: 3, column: 'b', to: 'b1' },
    ]);
    expect(filledDown({ top: 1, bottom: 1, left: 2, right: 2 }, KEYS, textAt)).toEqual([
      { row: 1, column: 'c', to: 'c0' },
    ]);
    expect(filledDown({ top: 0, bottom: 0, left: 0, right: 0 }, KEYS, textAt)).toEqual([]);
  });

  it('pulls a range on in its own order, down and up', () => {
    const range = { top: 2, bottom: 3, left: 0, right: 0 };
    expect(filled(range, 6, KEYS, textAt).map(({ to }) => to)).toEqual(['a2', 'a3', 'a2']);
    expect(filled(range, 0, KEYS, textAt).map(({ row, to }) => `${row} ${to}`)).toEqual(['0 a2', '1 a3']);
  });

  it('pastes beyond the last row, leaves out what has no column, and repeats into a larger range', () => {
    const cells = pasted([['1', '2']], { top: 9, bottom: 9, left: 2, right: 2 }, KEYS);
    expect(cells).toEqual([{ row: 9, column: 'c', to: '1' }]);
    expect(pasted([['x']], { top: 0, bottom: 1, left: 0, right: 2 }, KEYS)).toHaveLength(6);
    expect(pasted([['x'], ['y']], { top: 0, bottom: 2, left: 0, right: 0 }, KEYS)).toHaveLength(2);
  });
});

describe('moving about', () => {
  const filledCells = new Set(['0 0', '1 0', '2 0', '5 0']);
  const field = {
    rows: 10,
    columns: 3,
    isFilled: ({ row, column }: { row: number; column: number }) => filledCells.has(`${row} ${column}`),
  };

  it('jumps with Ctrl from edge to edge of what is filled', () => {
    const down = (row: number) => stepFrom({ row, column: 0 }, 'down', true, field).row;
    expect([down(0), down(2), down(5)]).toEqual([2, 5, 9]);
    expect(stepFrom({ row: 9, column: 0 }, 'up', true, field).row).toBe(5);
  });

  it('grows a range with Shift and never leaves the grid', () => {
    const grown = moved(only({ row: 0, column: 0 }), 'right', { extend: true, toEdge: false }, field);
    expect(rangeOf(grown)).toEqual({ top: 0, bottom: 0, left: 0, right: 1 });
    const direction = fc.constantFrom('up', 'down', 'left', 'right');
    const walk = fc.array(fc.record({ direction, extend: fc.boolean(), toEdge: fc.boolean() }));
    fc.assert(
      fc.property(walk, (steps) => {
        const end = steps.reduce(
          (selection, step) => moved(selection, step.direction, step, field),
          only({ row: 3, column: 1 }),
        );
        const { top, bottom, left, right } = rangeOf(end);
        expect(top >= 0 && bottom < 10 && left >= 0 && right < 3).toBe(true);
      }),
    );
  });

  it('walks with Tab and Enter through every cell of a range and back to where it began', () => {
    const range = { anchor: { row: 1, column: 0 }, focus: { row: 2, column: 2 } };
    for (const along of ['row', 'column'] as const) {
      let selection: Parameters<typeof nextInRange>[0] = range;
      const seen = new Set<string>();
      for (let count = 0; count < 6; count += 1) {
        const active = nextInRange(selection, along, 1);
        seen.add(`${active.row} ${active.column}`);
        selection = { ...range, active };
      }
      expect(seen.size).toBe(6);
      expect(selection).toEqual({ ...range, active: range.anchor });
    }
  });

  it('knows the keys of a spreadsheet, and leaves letters to the cell', () => {
    const stroke = (key: string, more = {}) =>
      commandOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more });
    expect(stroke('z', { ctrlKey: true })).toEqual({ type: 'undo' });
    expect(stroke('Z', { ctrlKey: true, shiftKey: true })).toEqual({ type: 'redo' });
    expect(stroke('d', { ctrlKey: true })).toEqual({ type: 'fillDown' });
    expect(stroke('End', { ctrlKey: true })).toEqual({ type: 'edge', end: true, all: true, extend: false });
    expect(stroke('ArrowDown', { altKey: true })).toEqual({ type: 'edit', withList: true });
    expect(stroke('c', { ctrlKey: true })).toBeUndefined();
    expect(stroke('a')).toBeUndefined();
  });
});

describe('the layout', () => {
  it('finds the column at a distance, and draws only rows in sight', () => {
    const edges = edgesOf([100, 50, 200]);
    expect([0, 99, 100, 149, 150, 9999, -5].map((x) => columnAt(edges, x))).toEqual([0, 0, 1, 1, 2, 2, 0]);
    const { from, to } = rowsInSight(30_000, 600, 30, 10_000);
    expect(from).toBeLessThanOrEqual(1000);
    expect(to - from).toBeLessThan(50);
  });
});
