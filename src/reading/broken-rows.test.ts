import { expect, it } from 'vitest';
import type { Table } from '../document/document.ts';
import { joinedOverPages, withoutBrokenRows } from './broken-rows.ts';

function tableOf(...rows: readonly (readonly string[])[]): Table {
  const body = rows.map((texts) => ({ cells: texts.map((text) => ({ text })) }));
  return { type: 'table', id: 't', widths: [], head: [], body, notes: [] };
}

const textsOf = (table: Table) => table.body.map(({ cells }) => cells.map(({ text }) => text));

it('puts numbers together that were too long for their columns', () => {
  const broken = tableOf(
    ['水利', '1,294,278,2', '8,240,954', '0.00'],
    ['支出', '53.46', '.00', ''],
    ['合计', '12.00', '', ''],
  );
  expect(textsOf(withoutBrokenRows(broken))).toEqual([
    ['水利支出', '1,294,278,253.46', '8,240,954.00', '0.00'],
    ['合计', '12.00', '', ''],
  ]);
});

it('leaves rows alone whose numbers are whole', () => {
  const whole = tableOf(['水利', '12', '34'], ['电力', '56', '78'], ['', '9.00', '']);
  expect(withoutBrokenRows(whole)).toBe(whole);
});

it('puts a row together that the end of a page has broken, by what no number would be printed like', () => {
  const { body } = tableOf(['3', '水利', '7410', '85.47'], ['', '支出', '85.47', '']);
  const [above, row] = body;
  const whole = above === undefined || row === undefined ? undefined : joinedOverPages(above, row, undefined);
  expect(whole?.cells.map(({ text }) => text)).toEqual(['3', '水利支出', '741085.47', '85.47']);
});

it('puts a label together that a page has broken where the rows go on being numbered', () => {
  const { body } = tableOf(['32', '本年收入', '5.00'], ['', '合计', ''], ['33', '上年结转', '']);
  const [above, row, next] = body;
  if (above === undefined || row === undefined) throw new Error('rows');
  expect(joinedOverPages(above, row, next)?.cells.map(({ text }) => text)).toEqual([
    '32',
    '本年收入合计',
    '5.00',
  ]);
  expect(joinedOverPages(above, row, undefined)).toBeUndefined();
});
