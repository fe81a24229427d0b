import { describe, expect, it } from 'vitest';
import { finding } from './finding.ts';
import { identified } from './finding-id.ts';

const at = { flow: 'expenditure', kind: 'basic' };
const ids = (...all: Parameters<typeof identified>[0]) => identified(all).map(({ id }) => id);

describe('the id of a finding', () => {
  it('stays while rule, coordinate and key stay, whatever the values, places and neighbours', () => {
    const before = finding('law.sum', '合计 10.00，应为 12.00（第 3 页）', at, { key: '', value: '10.00' });
    const after = finding('law.sum', '合计 11.00，应为 12.00（第 5 页）', at, {
      key: '',
      places: [{ type: 'page', page: 5, box: [0, 0, 1, 1] }],
    });
    const other = finding('identity.trade', '借来的文字', {});
    expect(ids(other, after)[1]).toBe(ids(before)[0]);
    expect(ids(before)[0]).toMatch(/^law\.sum-[0-9a-f]{12}$/u);
  });

  it('differs with the coordinate, and with the message where there is no key', () => {
    const [a, b, c, d] = ids(
      finding('law.sum', '', at, { key: '' }),
      finding('law.sum', '', { flow: 'expenditure' }, { key: '' }),
      finding('identity.trade', '一', {}),
      finding('identity.trade', '二', {}),
    );
    expect(new Set([a, b, c, d]).size).toBe(4);
  });

  it('stays without a key, too, while the message differs in amounts and places only', () => {
    const said = (message: string) => ids(finding('identity.trade', message, {}))[0];
    const first = said('“三公经费”第 3 页 t3/r2/c1 单元格 B7 为 1,003.00 万元，共 12 处，2025年 2101506');
    expect(said('“三公经费”第 4 页 t4/r2/c1 单元格 C9 为 998 万元，共 3 处，2025年 2101506')).toBe(first);
    expect(said('“三公经费”第 3 页 t3/r2/c1 单元格 B7 为 1,003.00 万元，共 12 处，2024年 2101506')).not.toBe(
      first,
    );
    expect(said('“三公经费”第 3 页 t3/r2/c1 单元格 B7 为 1,003.00 万元，共 12 处，2025年 2101599')).not.toBe(
      first,
    );
  });

  it('tells findings apart that share everything', () => {
    const twin = finding('law.sum', '', at, { key: '' });
    const [first, second] = ids(twin, twin);
    expect(second).toBe(`${first}.2`);
  });
});
