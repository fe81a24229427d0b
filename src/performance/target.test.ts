import { describe, expect, it } from 'vitest';
import { parseTarget } from './target.ts';

const parts = (text: string, columns = {}) => {
  const { operator, value, unit, unread } = parseTarget(text, columns);
  return [operator, value, unit, unread.join()];
};

describe('parseTarget', () => {
  it.each([
    ['≥95%', '≥', '95', '%'],
    ['≥ 95 ％', '≥', '95', '％'],
    ['>=90 %', '≥', '90', '%'],
    ['＞＝90%', '≥', '90', '%'],
    ['＜＝1.2万元', '≤', '1.2', '万元'],
    ['==3次', '=', '3', '次'],
    ['>90%', '>', '90', '%'],
    ['365天', '', '365', '天'],
    ['100', '', '100', ''],
    ['≤1700 元/人', '≤', '1700', '元/人'],
    ['≥120,000人次', '≥', '120,000', '人次'],
    ['3个工作日以内', '≤', '3', '个工作日'],
    ['≥100百分比', '≥', '100', '百分比'],
    ['不低于95%', '≥', '95', '%'],
    ['不少于 2 次/年', '≥', '2', '次/年'],
    ['90%以上', '≥', '90', '%'],
    ['≥90%以上', '≥', '90', '%'],
    ['≤12月', '≤', '12', '月'],
    ['不晚于 12 月底', '≤', '12月底', ''],
    ['12月底前', '', '12月底前', ''],
    ['2023年12月底前完成', '', '2023年12月底前完成', ''],
    ['2025年', '', '2025年', ''],
    ['稳步提高', '', '稳步提高', ''],
    ['优良中差', '', '优良中差', ''],
    ['大于去年', '', '大于去年', ''],
    ['90%-95%之间', '', '90%-95%之间', ''],
    ['', '', '', ''],
  ])('takes %s apart', (text, operator, value, unit) => {
    expect(parts(text)).toEqual([operator, value, unit, '']);
  });

  it.each(['z90%', '^5人', '\\ I 90%', '»95 %', '／I5份'])('leaves the sign of %s unread', (text) => {
    const target = parseTarget(text);
    expect(target).toMatchObject({ operator: '', unread: ['operator'], raw: text });
  });

  it.each(['1000/', '1 5003 127375', 'l00%.'])('leaves %s unread', (text) => {
    expect(parseTarget(text).unread).not.toEqual([]);
  });

  it('repairs nothing: a number that a scanner may have made of a sign stays a number', () => {
    expect(parts('290%')).toEqual(['', '290', '%', '']);
  });

  it('takes sign and unit from columns of their own', () => {
    expect(parts('100', { sign: '≥', unit: '%' })).toEqual(['≥', '100', '%', '']);
    expect(parts('优良中差', { sign: '定性', unit: '' })).toEqual(['', '优良中差', '', '']);
    expect(parts('5', { sign: '', unit: '万元' })).toEqual(['', '5', '万元', '']);
    expect(parts('1', { sign: 'Ш', unit: '个' })).toEqual(['', '1', '个', 'operator']);
    expect(parts('100', { sign: '2', unit: '%' })).toEqual(['', '100', '%', 'operator']);
  });

  it.each(['≥95%', '≤ 14.13 万元', '=1家', '100%', '≥3600人次', '≥ 95％', '进一步提高'])(
    'prints %s again as it was, up to blanks',
    (text) => {
      const { operator, value, unit } = parseTarget(text);
      expect(operator + value + unit).toBe(text.replace(/\s/gu, ''));
    },
  );
});
