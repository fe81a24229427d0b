import { describe, expect, it } from 'vitest';
import type { Indicator } from '../facts/records.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { nationalRules } from '../testing/rules.ts';
import { loadRules } from './rules.ts';
import { type Achievement, achievementOf } from './score.ts';

const DEFAULT_RULES = nationalRules().scoring;

const TARGET: Indicator = {
  level1: '产出指标',
  level2: '数量指标',
  level3: '检查家数',
  description: '',
  operator: '≥',
  value: '80',
  unit: '家',
  basis: '',
};

const RESULT: IndicatorResult = {
  project: 'P001',
  level2: '',
  level3: '检查家数',
  date: '2025-12-31',
  value: '',
  unit: '',
  share: '',
  reason: '',
};

function score(target: Partial<Indicator>, value: string, more: Partial<IndicatorResult> = {}): Achievement {
  const result = { ...RESULT, value, ...more };
  return achievementOf({ ...TARGET, ...target }, result, DEFAULT_RULES, 2025);
}

/** The share of the points as a fraction in its lowest terms; the status where there is none. */
function share(found: Achievement): string {
  if (found.status !== 'scored') return found.status;
  const { numerator, denominator } = found.share;
  const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));
  const common = divisor(numerator, denominator);
  return `${numerator / common}/${denominator / common}`;
}

describe('a quantity', () => {
  it.each([
    // 完成指标值的，记该指标所赋全部分值
    ['≥', '80', '80', '1/1'],
    ['≥', '80', '100', '1/1'],
    // 未完成指标值的，按照完成值与指标值的比例记分: 60 ÷ 80
    ['≥', '80', '60', '3/4'],
    ['≥', '80', '0', '0/1'],
    ['≥', '0.3', '0.1', '1/3'],
    ['=', '80', '60', '3/4'],
    ['', '80', '60', '3/4'],
    // Less is better: the target ÷ the result, 80 ÷ 100.
    ['≤', '80', '80', '1/1'],
    ['≤', '80', '10', '1/1'],
    ['≤', '80', '100', '4/5'],
    // None allowed, one happened.
    ['≤', '0', '1', '0/1'],
    ['≤', '0', '0', '1/1'],
    // Over nothing there is no proportion.
    ['≥', '0', '-1', 'unclear'],
    ['≥', '0', '0', '1/1'],
  ] as const)('%s%s with %s has %s of its points', (operator, value, actual, expected) => {
    expect(share(score({ operator, value }, actual))).toBe(expected);
  });

  it('is compared in its base unit: 1.2 万人次 of 15000 人次 is 4/5', () => {
    const found = score({ value: '15000', unit: '人次' }, '1.2', { unit: '万人次' });
    expect(share(found)).toBe('4/5');
  });

  it('in another unit is not compared, and the message names both', () => {
    const found = score({ value: '95', unit: '%' }, '95', { unit: '人次' });
    expect([found.status, found.how]).toEqual(['unclear', expect.stringMatching(/“人次”.*“%”/u)]);
  });

  it('must be explained where it is more than 30 % better, not at 30 %', () => {
    const isFarOver = (value: string, operator: '≥' | '≤' = '≥') => {
      const found = score({ operator }, value);
      return found.status === 'scored' && found.isFarOver;
    };
    expect([isFarOver('104'), isFarOver('104.01')]).toEqual([false, true]);
    expect([isFarOver('56', '≤'), isFarOver('55.99', '≤')]).toEqual([false, true]);
  });

  it('may be lowered by whoever set its target too low, never raised', () => {
    expect(share(score({}, '160', { share: '90%' }))).toBe('9/10');
    expect(share(score({}, '60', { share: '90%' }))).toBe('unclear');
  });

  it('is no word', () => expect(share(score({}, '达成'))).toBe('unclear'));
});

describe('a quality', () => {
  const quality = { operator: '', value: '逐步提高', unit: '' } as const;
  it.each([
    // 达成 100—80 %（含）, 部分达成 80—60 %（含）, 未达成 60—0 %
    ['达成', '', '1/1'],
    ['已完成', '', '1/1'],
    ['逐步提高', '', '1/1'],
    ['达成', '80%', '4/5'],
    ['达成', '79%', 'unclear'],
    ['部分达成', '79%', '79/100'],
    ['部分达成', '80%', 'unclear'],
    ['部分达成', '', '3/5'],
    ['未达成', '30', '3/10'],
    ['未达成', '', '0/1'],
    ['有所好转', '70%', '7/10'],
    ['有所好转', '', 'unclear'],
    ['达成', '0.85', 'unclear'],
    ['达成', '120%', 'unclear'],
  ])('“%s” with “%s” has %s of its points', (value, claimed, expected) => {
    expect(share(score(quality, value, { share: claimed }))).toBe(expected);
  });

  it('on a scale is met by its grade and by better ones', () => {
    const good = { operator: '', value: '良', unit: '' } as const;
    expect(['优', '良', '中'].map((value) => share(score(good, value)))).toEqual(['1/1', '1/1', 'unclear']);
  });
});

describe('a deadline', () => {
  const deadline = { operator: '', value: '11月底前', unit: '' } as const;
  it('is met until its last day', () => {
    expect(share(score(deadline, '2025-11-30'))).toBe('1/1');
    expect(share(score(deadline, '2025-12-01'))).toBe('0/1');
    expect(share(score(deadline, '2025-12-01', { share: '50%' }))).toBe('1/2');
  });
});

it('is missing where nothing was entered', () => expect(share(score({}, ''))).toBe('missing'));

describe('rules of an office', () => {
  it('change what they name and nothing else', () => {
    const read = loadRules({ performance: undefined }, { text: 'overshoot: 20\n', file: 'rules.yaml' });
    expect(read.ok && read.value.scoring).toEqual({ ...DEFAULT_RULES, overshoot: 20 });
  });

  it('stand above those of the pack, and those above the national ones', () => {
    const pack = { performance: { scoring: { overshoot: 25, execution: 20 }, monitoring: { ahead: 5 } } };
    const read = loadRules(pack, {
      text: 'overshoot: 20\nmonitoring: { withoutPlan: none }\n',
      file: 'rules.yaml',
    });
    expect(read.ok && read.value).toMatchObject({
      scoring: { ...DEFAULT_RULES, overshoot: 20, execution: 20 },
      monitoring: { ...nationalRules().monitoring, ahead: 5, withoutPlan: 'none' },
    });
  });

  it('name what they do not know', () => {
    const read = loadRules({ performance: undefined }, { text: 'overshot: 20\n', file: 'rules.yaml' });
    expect([read.ok, read.problems[0]?.message]).toEqual([false, expect.stringContaining('overshot')]);
  });
});
