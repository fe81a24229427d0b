import { describe, expect, it } from 'vitest';
import { cellsOf, documentOf, lineAt, statedOf, tableOf } from '../testing/checked.ts';
import type { CheckedTable } from './checked.ts';
import { checkRowsTwice } from './rows-twice.ts';

/** A table of amounts by function, one row a line; the account of a row is in its code. */
function tableOfRows(...rows: readonly string[]): CheckedTable {
  const cells = cellsOf(0, ...rows);
  const facts = cells.flatMap((row) => {
    const { text = '', place } = row.at(-1) ?? {};
    const code = row.find((cell) => /^2\d{2,6}$/u.test(cell.text))?.text;
    return place === undefined || !/\d/u.test(text)
      ? []
      : [statedOf(text, code === undefined ? {} : { function: code }, { place, row: code ?? '' })];
  });
  return tableOf('支出总表', { cells, facts });
}

const found = (...rows: readonly string[]) =>
  checkRowsTwice(documentOf({ tables: [tableOfRows(...rows)] }))
    .filter(({ rule }) => rule === 'completeness.rowTwice')
    .map(({ places: [place] }) => place);

describe('a row that a table prints twice', () => {
  it('is found side by side and apart, whether its number was counted on or not', () => {
    expect(found('1|2080501|行政单位离退休|1.00', '2|2080501|行政单位离退休|1.00')).toHaveLength(1);
    expect(found('1|2080501|行政单位离退休|1.00', '1|2080501|行政单位离退休|1.00')).toHaveLength(1);
    expect(found('2080501|行政单位离退休|1.00', '2080502|其他|2.00', '2080501|行政单位离退休|1.00')).toEqual([
      lineAt(2),
    ]);
  });

  it('is none where words, numbers or what they mean differ', () => {
    expect(found('2080501|行政单位离退休|1.00', '2080501|行政单位离退休|2.00')).toEqual([]);
    expect(found('2080501|离退休|1.00', '2080502|离退休|1.00')).toEqual([]);
    expect(found('1|2080501|离退休|1.00', '7|2080501|离退休|1.00')).toEqual([]);
  });

  it('may be a total, a body, or empty', () => {
    expect(found('合计|1.00', '合计|1.00')).toEqual([]);
    expect(found('示例市医疗保障局|1.00', '示例市医疗保障局|1.00')).toEqual([]);
    expect(found('2080501|离退休|1.00', '450002|示例市医保中心|1.00', '2080501|离退休|1.00')).toEqual([]);
    expect(found('2080501|行政单位离退休|0.00', '2080501|行政单位离退休|0.00')).toEqual([]);
  });
});
