import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printDecimal } from '../money/decimal.ts';
import { parseSource } from '../packs/source.ts';
import { loadSurveys } from './load-registers.ts';
import { readRegisters } from './read-register.ts';
import { registerOfSurvey, type Survey, surveyOf } from './survey.ts';
import { surveyForm } from './survey-form.ts';
import { sayInterval, sayMean, surveyResult, surveyWarnings, wilson } from './survey-result.ts';

const loaded = loadSurveys();
if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
const surveys = loaded.value;
const [survey] = surveys;
if (survey === undefined) throw new Error('no survey');
const insured = survey;
const YEAR = { from: '2025-01-01', until: '2025-12-31' };

const csv = (name: string, ...lines: readonly string[]) => ({
  name: `${name}.csv`,
  bytes: new TextEncoder().encode(lines.join('\n')),
});

/** So many answers 满意, so many 一般, and one that leaves the question out. */
function result(satisfied: number, others: number, batches = '2025-09-01,大厅,100,90') {
  const answers = [...Array(satisfied).fill('满意'), ...Array(others).fill('一般'), ''];
  const rows = answers.map((answer, index) => `${index + 1},2025-09-10,费用报销,${answer}`);
  const files = [
    csv('问卷录入', '问卷编号,调查日期,办理业务,总体满意度', ...rows),
    csv('发放记录', '发放日期,发放方式,发放份数,回收份数', batches),
  ];
  const read = readRegisters(files, surveys.map(registerOfSurvey));
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  const data = read.value.find(({ register }) => register.id === insured.id);
  if (data === undefined) throw new Error('nothing read');
  return surveyResult(insured, data, YEAR);
}

const said = (k: bigint, n: bigint) => {
  const { low, high } = wilson(k, n);
  return `${printDecimal(low)}–${printDecimal(high)}`;
};

describe('the interval of a share', () => {
  it('is that of Wilson, worked by hand', () => {
    // 8 of 10: (8 + 1.9208 ± 1.96·√(1.6 + 0.9604)) ÷ 13.8416 = (9.9208 ± 3.1363) ÷ 13.8416 = 0.4901, 0.9434
    expect(said(8n, 10n)).toBe('49.0–94.4');
    // 162 of 180: (163.9208 ± 1.96·√(16.2 + 0.9604)) ÷ 183.8416 = 0.8474, 0.9359
    expect(said(162n, 180n)).toBe('84.7–93.6');
    // None and all of 20: 3.8416 ÷ 23.8416 = 0.1612
    expect([said(0n, 20n), said(20n, 20n)]).toEqual(['0.0–16.2', '83.8–100.0']);
  });

  it('holds the share, stays between 0 and 100, and narrows with more answers', () => {
    const sample = fc.bigInt(1n, 5000n).chain((n) => fc.tuple(fc.bigInt(0n, n), fc.constant(n)));
    fc.assert(
      fc.property(sample, ([k, n]) => {
        const { low, high } = wilson(k, n);
        expect(low.digits >= 0n && high.digits <= 1000n).toBe(true);
        expect(low.digits * n <= k * 1000n && k * 1000n <= high.digits * n).toBe(true);
        const more = wilson(k * 4n, n * 4n);
        expect(more.high.digits - more.low.digits <= high.digits - low.digits).toBe(true);
      }),
    );
  });
});

describe('a survey', () => {
  it('counts as valid who answers the question that counts, and says its sample', () => {
    const { issued, returned, responses, overall, ...rest } = result(36, 4);
    expect([issued, returned, responses]).toEqual([100n, 90n, 40]);
    expect(sayMean(overall)).toBe('78.0');
    expect(sayInterval({ issued, returned, responses, overall, ...rest })).toContain('Wilson');
  });

  it('warns of few answers, of few that came back, and of counts that cannot be', () => {
    expect(surveyWarnings(result(60, 4))).toEqual([]);
    expect(surveyWarnings(result(8, 2))).toEqual([
      expect.stringContaining('少于 30 份'),
      expect.stringContaining('只占发放份数的 10.00%'),
    ]);
    expect(surveyWarnings(result(60, 4, '2025-09-01,大厅,50,60'))).toEqual([
      expect.stringContaining('回收 60 份，多于发放的 50 份'),
    ]);
    expect(surveyWarnings(result(60, 4, '2025-09-01,大厅,90,60'))).toEqual([
      expect.stringContaining('有效问卷 64 份，多于回收的 60 份'),
    ]);
    expect(surveyWarnings(result(60, 4, '2024-09-01,大厅,90,60'))).toEqual([
      expect.stringContaining('没有填发放份数'),
    ]);
  });

  it('has no share without an answer', () => {
    const none = result(0, 0);
    expect([none.interval, none.overall.satisfied.applicable, none.overall.mean.applicable]).toEqual([
      undefined,
      false,
      false,
    ]);
  });

  it.each(surveys.map((one) => [one.id, one] as const))(
    '%s: its form asks every question',
    (_, one: Survey) => {
      const text = JSON.stringify(surveyForm(one, '示例县医疗保障局', 2025));
      for (const { text: asked } of one.questions) expect(text).toContain(asked);
      expect(registerOfSurvey(one).measures).toHaveLength(1);
    },
  );

  it('names mistakes of a definition with their lines', () => {
    const lines = [
      'id: a',
      'title: 问卷',
      'subject: 人',
      'introduction: 您好',
      'scale:',
      '  - { label: 满意, score: 100, satisfied: true }',
      '  - { label: 不满意, score: 0, satisfied: false }',
      'overall: b',
      'questions:',
      '  - { key: a, type: scale, short: 一, text: 一 }',
      '  - { key: b, type: text, short: 一, text: 二 }',
    ];
    const source = parseSource(lines.join('\n'), 'a.yaml');
    const made = source.ok ? surveyOf(source.value) : source;
    expect(made.problems.map(({ key, where }) => `${where.line} ${key}`)).toEqual([
      '8 survey.definition.overall',
      '11 survey.definition.twice',
    ]);
  });
});
