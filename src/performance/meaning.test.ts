import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printDecimal } from '../money/decimal.ts';
import { inBase, meaningOf, type PrintedIndicator, printedTarget } from './meaning.ts';
import { parseTarget } from './target.ts';
import { unitOf } from './unit.ts';

function indicator(target: string, more: Partial<PrintedIndicator> = {}): PrintedIndicator {
  const { operator, value, unit, unread } = parseTarget(target);
  return {
    level1: '产出指标',
    level2: '数量指标',
    level3: '办理件数',
    description: '',
    operator,
    value,
    unit,
    basis: '',
    unread,
    ...more,
  };
}

/** A meaning on one line. */
function said(target: string, more: Partial<PrintedIndicator> = {}): string {
  const meaning = meaningOf(indicator(target, more));
  switch (meaning.type) {
    case 'quantity':
      return [meaning.operator ?? '?', printDecimal(inBase(meaning)), meaning.unit.base, meaning.better].join(
        ' ',
      );
    case 'deadline':
      return `deadline ${[meaning.year, meaning.month, meaning.day].join('-')}`;
    case 'quality':
      return `quality ${meaning.words} ${meaning.scale?.join('') ?? '-'} ${meaning.grade ?? '-'}`;
    case 'unread':
      return 'unread';
  }
}

describe('the meaning of an indicator', () => {
  it.each([
    ['≥95%', '≥ 95 % more'],
    ['≥ 95 百分比', '≥ 95 % more'],
    ['≤3.3万元', '≤ 33000.0 元 less'],
    ['≤1.2万元/人', '≤ 12000.0 元/人 less'],
    ['≥20万人次', '≥ 200000 人次 more'],
    ['≤0.5小时', '≤ 30.0 分钟 less'],
    ['≥1,200家', '≥ 1200 家 more'],
    ['=3次/年', '= 3 次/年 '],
    ['365天', ' 365 天 '],
    ['30万条', ' 300000 条 '],
    ['3个工作日以内', '≤ 3 工作日 less'],
  ])('takes %s as a number', (target, expected) => {
    expect(said(target)).toBe(expected);
  });

  it.each([
    ['2023年12月底前', 'deadline 2023-12-end'],
    ['12月31日前完成', 'deadline -12-31'],
    ['不晚于2024年6月30日', 'deadline 2024-6-30'],
    ['≤12月底', 'deadline -12-end'],
    ['2025年底', 'deadline 2025-12-end'],
    ['当年年底前', 'deadline -12-end'],
    ['2025年13月底', 'quality 2025年13月底 - -'],
    ['2025年', 'quality 2025年 - -'],
    ['30日前', 'quality 30日前 - -'],
  ])('takes %s as a day', (target, expected) => {
    expect(said(target)).toBe(expected);
  });

  it('takes a month whose unit says its end as a day', () => {
    expect(said('', { operator: '≤', value: '12', unit: '月底' })).toBe('deadline -12-end');
    expect(said('', { operator: '≤', value: '12', unit: '月' })).toBe('≤ 12 月 less');
  });

  it.each([
    ['优良中差', 'quality 优良中差 优良中差 -'],
    ['优、良、中、差', 'quality 优、良、中、差 优良中差 -'],
    ['高中低', 'quality 高中低 高中低 -'],
    ['优', 'quality 优 优良中差 优'],
    ['定性高', 'quality 高 高中低 高'],
    ['定性：优', 'quality 优 优良中差 优'],
    ['持续提升', 'quality 持续提升 - -'],
  ])('takes %s as a quality', (target, expected) => {
    expect(said(target)).toBe(expected);
  });

  it('concludes nothing from what was not read', () => {
    expect(said('1 5003 127375')).toBe('unread');
    expect(said('z90%')).toBe('unread');
    const odd = meaningOf(indicator('', { value: '100', unit: '%', sign: '2', unread: ['operator'] }));
    expect(odd).toMatchObject({ type: 'quantity', operator: undefined, better: undefined });
    expect(printedTarget(odd)).toEqual({ operator: '', value: '100', unit: '%', sign: '2' });
  });

  it('takes the direction from the form, then the name, then the sign', () => {
    const better = (more: Partial<PrintedIndicator>) => {
      const meaning = meaningOf(indicator('≥5%', more));
      return meaning.type === 'quantity' ? meaning.better : '';
    };
    expect(better({ direction: '反向指标', level3: '群众满意度' })).toBe('less');
    expect(better({ level3: '系统故障率' })).toBe('less');
    expect(better({ level3: '某某值' })).toBe('more');
  });

  it('takes a per cent out of the brackets behind a name, and no other word', () => {
    const unit = (level3: string) => {
      const meaning = meaningOf(indicator('≥95', { level3 }));
      return meaning.type === 'quantity' ? meaning.unit.base : '';
    };
    expect([unit('群众满意度（%）'), unit('办理件数（全年）')]).toEqual(['%', '']);
  });

  it('never changes what was printed', () => {
    const target = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.tuple(
        fc.constantFrom('≥', '≤', '不低于', ''),
        fc.nat(),
        fc.constantFrom('%', '万元', '人次', '月底'),
      ),
    );
    fc.assert(
      fc.property(target, (text) => {
        const one = indicator(typeof text === 'string' ? text : text.join(''));
        const { operator, value, unit } = one;
        expect(printedTarget(meaningOf(one))).toEqual({ operator, value, unit });
      }),
    );
  });
});

describe('unitOf', () => {
  it.each([
    ['％', 'share', '%', 1n],
    ['(%)', 'share', '%', 1n],
    ['亿元', 'money', '元', 100_000_000n],
    ['元/人次', 'money', '元/人次', 1n],
    ['元/人/年', 'money', '元/人/年', 1n],
    ['名', 'people', '人', 1n],
    ['十万人', 'people', '人', 100_000n],
    ['万', 'other', '万', 1n],
    ['分', 'score', '分', 1n],
    ['个工作日', 'time', '工作日', 1n],
    ['constructor', 'other', 'constructor', 1n],
    ['', 'none', '', 1n],
  ])('writes %s one way', (text, kind, base, factor) => {
    expect(unitOf(text)).toEqual({ kind, base, factor });
  });
});
