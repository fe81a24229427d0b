import { expect, it } from 'vitest';
import type { Table } from '../document/document.ts';
import type { FlowTable, Item } from './flow.ts';
import { gridOf } from './grid.ts';
import { joinPieces } from './join.ts';

/** A piece of a table on a page: a text by column, 90 points wide, from the left. */
function piece(...rows: readonly (readonly string[])[]): FlowTable {
  const body = rows.map((texts, row) => ({
    cells: texts.map((text, column) => ({
      text,
      place: {
        type: 'page' as const,
        page: 1,
        box: [100 * column, 20 * row, 100 * column + 90, 20 * row + 15] as const,
      },
    })),
  }));
  const table: Table = { type: 'table', id: 't', widths: [], head: [], body, notes: [] };
  return { type: 'table', table, grid: gridOf(table) };
}

const rowsOf = (items: readonly Item[]) =>
  items.map((item) =>
    item.type === 'table' ? item.grid.rows.map((row) => row.map((cell) => cell?.text ?? '')) : [],
  );

it('joins what follows headings that stand alone at the end of a page', () => {
  const head = ['行次', '科目', '金额'];
  const rest = [
    ['栏次', '1', '2'],
    ['1', '水利', '12.00'],
  ];
  expect(rowsOf(joinPieces([piece(head), piece(...rest)]))).toEqual([[head, ...rest]]);
});

it('joins a page that begins with a blank row and has lost its last, empty columns', () => {
  const first = piece(['科目', '金额', '基本支出', '项目支出'], ['水利', '12.00', '12.00', '']);
  const joined = rowsOf(joinPieces([first, piece(['', '', ''], ['电力', '3.00', '3.00'])]));
  expect(joined).toHaveLength(1);
  expect(joined[0]?.at(-1)).toEqual(['电力', '3.00', '3.00', '']);
});

it('makes a number whole that the end of a page has broken', () => {
  const first = piece(['科目', '金额'], ['水利', '12.00'], ['电力', '7410']);
  expect(rowsOf(joinPieces([first, piece(['', '85.47'], ['公路', '3.00'])]))[0]?.slice(2)).toEqual([
    ['电力', '741085.47'],
    ['公路', '3.00'],
  ]);
});

it('another table whose headings stand over amounts is none of the one before', () => {
  const first = piece(['科目', '金额', '其中'], ['水利', '12.00', '3.00']);
  expect(joinPieces([first, piece(['项目', '人数'], ['编制', '3.00'])])).toHaveLength(2);
});

it('makes headings whole that the end of a page has broken', () => {
  const joined = rowsOf(
    joinPieces([piece(['科目编', '科目名称', '资金收']), piece(['码', '', '入'], ['213', '水利', '1.00'])]),
  );
  expect(joined).toEqual([
    [
      ['科目编码', '科目名称', '资金收入'],
      ['213', '水利', '1.00'],
    ],
  ]);
});

it('a total without amounts on the next page is no part of the headings', () => {
  const joined = rowsOf(joinPieces([piece(['科目', '金额']), piece(['合计', ''], ['水利', '1.00'])]));
  expect(joined[0]?.slice(0, 2)).toEqual([
    ['科目', '金额'],
    ['合计', ''],
  ]);
});
