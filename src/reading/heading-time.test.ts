import { describe, expect, it } from 'vitest';
import { comparisonIn, timeOf, timeOfTitle } from './heading-time.ts';

describe('the year and stage of headings', () => {
  it.each([
    ['2023年预算数', 'budget', { year: '2023', stage: 'budget', rest: '' }],
    ['2023年执行数', 'budget', { year: '2023', stage: 'expected', rest: '' }],
    ['上年决算数', 'budget', { year: '2023', stage: 'final', rest: '' }],
    ['上年预算数', 'budget', { year: '2023', stage: 'budget', rest: '' }],
    ['调整预算数', 'final', { stage: 'adjusted', rest: '' }],
    ['年初预算数', 'final', { stage: 'budget', rest: '' }],
    ['预算', 'final', { stage: 'budget', rest: '' }],
    ['上年结转', 'budget', { rest: '上年结转' }],
    ['一般公共预算', 'final', { rest: '一般公共预算' }],
    ['本年预算数', 'budget', { stage: 'budget', rest: '本年' }],
  ])('%s in a %s', (heading, stage, time) => {
    expect(timeOf(heading, 2024, stage)).toEqual(time);
  });

  it('tables of another year', () => {
    expect(timeOfTitle(['单位：万元', '2023年“三公”经费决算表'], 2024)).toEqual({
      year: '2023',
      stage: 'final',
    });
    expect(timeOfTitle(['2024年部门收支总表'], 2024)).toEqual({});
  });

  it('columns that compare', () => {
    expect(comparisonIn(['2024年预算数比2023年预算数', '增减额'])).toBe('difference');
    expect(comparisonIn(['2024年预算数比2023年预算数', '增减%'])).toBe('growth');
    expect(comparisonIn(['比上年增减', '增减率'])).toBe('growth');
    expect(comparisonIn(['本年收入', '小计'])).toBeUndefined();
  });
});
