import { describe, expect, it } from 'vitest';
import { findNumbers } from './numbers.ts';

const said = (text: string) =>
  findNumbers(text).map(({ text: digits, unit, leftOut }) => leftOut ?? `${digits}${unit}`);

describe('findNumbers', () => {
  it.each([
    ['2025年基本支出149.04万元，占8.68%', ['date', '149.04万元', '8.68%']],
    ['1.“一般公共服务支出”科目12,789万元', ['ordinal', '12,789万元']],
    ['（2）公用经费 0 万元', ['ordinal', '0万元']],
    ['财预〔2016〕143号', ['documentNumber', 'documentNumber']],
    ['截至2024年8月31日，共有车辆7辆', ['date', 'date', 'date', '7辆']],
    ['第3条 共12个项目', ['ordinal', '12个']],
    ['用3个月完成', ['3个']],
    ['三、说明 ………… 12', ['page']],
    ['- 15 -', ['page']],
    ['电话：0311-85210000，13800001111', ['phone', 'phone', 'phone']],
    ['项目编码13062825P00BYW10001C', ['code', 'code', 'code', 'code'].slice(0, 3)],
    ['预算年度：2025', ['date']],
    ['2023-2025年完成', ['date', 'date']],
    ['用地面积4000.6平方米', ['4000.6平方米']],
    ['单价50万元以上的设备0套', ['50万元', '0套']],
    ['１２．５％', ['１２．５％']],
    ['附件1', ['ordinal']],
    ['预算 01 表', ['ordinal']],
    ['12345', ['12345']],
    ['总成本≤62000元', ['62000元']],
    ['5G 网络', ['5']],
    ['4．2025年部门收支总表', ['ordinal', 'date']],
    ['教育支出（205）3万元', ['code', '3万元']],
    ['落实“344”机制，"12345" 热线，以“0”列示，“50”万元', ['code', 'code', '0', '50']],
  ])('%s', (text, expected) => {
    expect(said(text)).toEqual(expected);
  });

  it('never leaves out what has a decimal point, a separator or a unit of measure', () => {
    for (const text of ['第1.5条', '（12%）', '〔2016〕1,234号', '附件3个', '表2.5万元']) {
      expect(findNumbers(text).filter((one) => one.leftOut === undefined).length).toBeGreaterThan(0);
    }
  });

  it('keeps where each number stands', () => {
    const [first] = findNumbers('支出 １，２３４．５０ 万元');
    expect(first).toMatchObject({
      from: 3,
      to: 11,
      value: { digits: 123450n, decimals: 2 },
      unit: '万元',
      end: 14,
    });
  });
});
