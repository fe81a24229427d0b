import { describe, expect, it } from 'vitest';
import type { Indicator, Project } from '../facts/records.ts';
import { bindResults, computeAll, unknownMeasures } from './bind.ts';
import { loadLibrary } from './load-library.ts';
import { loadRegisters } from './load-registers.ts';
import { readRegisters } from './read-register.ts';

const loaded = loadRegisters();
const library = loadLibrary();
if (!loaded.ok || !library.ok) throw new Error('registers and library load');
const registers = loaded.value;

function file(name: string, ...lines: readonly string[]) {
  return { name: `${name}.csv`, bytes: new TextEncoder().encode(lines.join('\n')) };
}

const CASES = file(
  '意外伤害调查登记',
  '案件编号,受理日期,现场勘查,办结期限,结论日期,不予支付金额（元）',
  '1,2025-01-02,是,2025-01-10,2025-01-05,0',
  '2,2025-01-03,是,2025-01-10,2025-01-12,12000',
  '3,2025-01-04,否,2025-01-10,2025-01-09,0.5',
);

const read = readRegisters([CASES], registers);
if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
const computed = computeAll(read.value, { from: '2025-01-01', until: '2025-01-31' });

function indicator(level3: string, target: string, unit: string, measure?: string): Indicator {
  const base = { level1: '产出指标', level2: '数量指标', level3, description: '', basis: '' };
  const named = measure === undefined ? {} : { measure };
  return { ...base, operator: '≥', value: target, unit, ...named };
}

function bind(one: Indicator) {
  const project: Project = {
    entity: '001',
    code: 'P1',
    name: '意外伤害调查经费',
    purpose: '',
    goals: [],
    plan: [],
    indicators: [one],
    specialFund: false,
  };
  const { bound, problems } = bindResults([project], computed, library.ok ? library.value : never(), false);
  return {
    values: bound.map(({ result }) => `${result.value}${result.unit}`),
    problems: [...problems, ...unknownMeasures([project], registers)].map(({ key }) => key),
  };
}

function never(): never {
  throw new Error('the library loads');
}

describe('indicators and measures', () => {
  it.each([
    ['by name', indicator('外伤调查及时率', '95', '%'), '66.67%'],
    ['by another word for it in the library', indicator('意外伤害调查及时率', '95', '%'), '66.67%'],
    ['in a unit that counts the same', indicator('外伤调查件数', '1000', '人次'), '3人次'],
    ['in another unit of money', indicator('调查拒付金额', '1', '万元'), '12000.5元'],
    ['named by the indicator', indicator('办案速度', '9', '天', '平均办结天数'), '5.7天'],
    ['named with its register', indicator('办案速度', '9', '天', '意外伤害调查·平均办结天数'), '5.7天'],
  ])('%s', (_, one, value) => {
    expect(bind(one)).toEqual({ values: [value], problems: [] });
  });

  it.each([
    ['another unit', indicator('外伤调查及时率', '5', '天'), 'register.problem.unit'],
    ['a rate over nothing', indicator('外伤调查准确率', '95', '%'), 'register.problem.notApplicable'],
    [
      'a measure that no register has',
      indicator('外伤调查及时率', '95', '%', '平均半截天数'),
      'register.problem.unknownMeasure',
    ],
  ])('%s gets no value and a reason', (_, one, key) => {
    expect(bind(one)).toEqual({ values: [], problems: [key] });
  });

  it('leaves indicators of other business alone', () => {
    expect(bind(indicator('报销人次', '10', '人次'))).toEqual({ values: [], problems: [] });
  });
});
