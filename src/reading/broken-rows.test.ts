import { expect, it } from 'vitest';
import type { Table } from '../document/document.ts';
import { withoutBrokenRows } from './broken-rows.ts';

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
