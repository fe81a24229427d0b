import { expect, it } from 'vitest';
import type { Cell, Table } from '../document/document.ts';
import { gridOf } from './grid.ts';
import { headOf } from './head.ts';
import { splitStacked } from './stacked-tables.ts';

type Wide = string | readonly [text: string, colspan: number];

function tableOf(...rows: readonly (readonly Wide[])[]): Table {
  const body = rows.map((texts) => ({
    cells: texts.map(
      (one): Cell => (typeof one === 'string' ? { text: one } : { text: one[0], colspan: one[1] }),
    ),
  }));
  return { type: 'table', id: 't', widths: [], head: [], body, notes: [] };
}

const textsOf = (table: Table) =>
  table.body.map(({ cells }) =>
    cells.map(({ text, colspan }) => (colspan === undefined ? text : [text, colspan])),
  );

it('parts tables that stand on each other, each with its own columns', () => {
  const lattice = tableOf(
    [['科目', 2], ['合计', 2], '基本支出'],
    [['水利', 2], ['12.00', 2], '7.00'],
    [['水务局项目支出表', 5]],
    [
      ['水务局', 3],
      ['单位：万元', 2],
    ],
    ['编码', ['项目', 2], ['金额', 2]],
    ['21303', ['防汛', 2], ['5.00', 2]],
  );
  expect(splitStacked(lattice).map(textsOf)).toEqual([
    [
      ['科目', '合计', '基本支出'],
      ['水利', '12.00', '7.00'],
    ],
    [
      [['水务局项目支出表', 3]],
      [['水务局', 2], '单位：万元'],
      ['编码', '项目', '金额'],
      ['21303', '防汛', '5.00'],
    ],
  ]);
});

it('parts a narrower table from a wider one above it', () => {
  const lattice = tableOf(
    ['科目', '合计', '基本支出', '项目支出', '其他'],
    ['水利', '12.00', '7.00', '5.00', ''],
    [
      ['水务局项目支出表', 3],
      ['', 2],
    ],
    [['项目', 2], '金额', ['', 2]],
    [['防汛', 2], '5.00', '', ''],
  );
  expect(splitStacked(lattice).map(textsOf)[1]).toEqual([
    [['水务局项目支出表', 2]],
    ['项目', '金额'],
    ['防汛', '5.00'],
  ]);
});

it('leaves a table whole whose wide rows are no titles above headings', () => {
  const whole = tableOf(
    ['科目', '合计'],
    ['水利', '12.00'],
    [['二、列入年度统计表', 2]],
    ['电力', '3.00'],
    [['说明见附件', 2]],
    ['公路', '4.00'],
  );
  expect(splitStacked(whole)).toEqual([whole]);
});

it('an empty column beside merged headings moves none of those below', () => {
  const table = tableOf(
    ['', ['科目', 2], ['基本支出', 3], ''],
    ['行次', '编码', '名称', '合计', '人员经费', '公用经费', ''],
    ['1', '301', '工资福利支出', '9.00', '9.00', '', ''],
  );
  expect(headOf(gridOf(table)).paths.map((path) => path.at(-1))).toEqual([
    '行次',
    '编码',
    '名称',
    '合计',
    '人员经费',
    '公用经费',
    undefined,
  ]);
});
