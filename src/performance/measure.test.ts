import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSource } from '../packs/source.ts';
import { loadRegisters } from './load-registers.ts';
import { measureRegister, type Period } from './measure.ts';
import { type RegisterData, readRegisters } from './read-register.ts';
import { type Register, registerOf } from './register.ts';
import { decimalFor, groupsOf, partsOf, sayMeasured, sayReason } from './say-measure.ts';

const YEAR: Period = { from: '2025-01-01', until: '2025-12-31' };

function register(measures: string): Register {
  const text = `
id: visits
title: 走访
description: 走访
tables:
  places:
    title: 名单
    help: 名单
    valid: { from: since, until: until }
    columns:
      code: { type: text, title: 编码, help: 编码, required: true, example: A }
      since: { type: date, title: 开始, help: 开始, example: 2025-01-01 }
      until: { type: date, title: 结束, planned: true, help: 结束, example: 2025-01-01 }
  visits:
    title: 走访登记
    help: 走访
    date: date
    key: [number]
    order: [date, done]
    columns:
      number: { type: text, title: 编号, help: 编号, required: true, example: V1 }
      date: { type: date, title: 日期, help: 日期, required: true, example: 2025-01-01 }
      code: { type: text, title: 编码, help: 编码, example: A }
      kind: { type: choice, title: 类别, choices: [甲, 乙], help: 类别, example: 甲 }
      limit: { type: date, title: 期限, planned: true, help: 期限, example: 2025-01-01 }
      done: { type: date, title: 完成, help: 完成, example: 2025-01-01 }
      money: { type: money, title: 金额, help: 金额, example: "1.00" }
measures:
${measures}`;
  const source = parseSource(text, 'visits.yaml');
  const made = source.ok ? registerOf(source.value) : source;
  if (!made.ok) throw new Error(made.problems.map(({ message }) => message).join('\n'));
  return made.value;
}

function csv(name: string, ...lines: readonly string[]) {
  return { name: `${name}.csv`, bytes: new TextEncoder().encode(lines.join('\n')) };
}

const PLACES = csv('名单', '编码,开始,结束', 'A,,', 'B,2025-03-01,', 'C,,2025-06-30', 'D,2026-02-01,');
const VISITS = csv(
  '走访登记',
  '编号,日期,编码,类别,期限,完成,金额',
  'V1,2025-02-01,A,甲,2025-02-10,2025-02-05,10.10',
  'V2,2025-04-01,A,乙,2025-04-10,2025-04-20,20.20',
  'V3,2025-05-01,C,甲,2025-05-10,,',
  'V4,2025-12-20,X,甲,2026-01-10,,0.01',
  'V5,2024-12-31,B,甲,2025-01-10,2025-01-05,5',
);

function read(measures: string): RegisterData {
  const found = readRegisters([PLACES, VISITS], [register(measures)]);
  if (!found.ok) throw new Error(found.problems.map(({ message }) => message).join('\n'));
  const [data] = found.value;
  if (data === undefined) throw new Error('nothing read');
  return data;
}

function measured(measure: string, period = YEAR) {
  const data = read(`  - { id: one, name: 一, ${measure} }`);
  const [only] = data.register.measures;
  if (only === undefined) throw new Error('no measure');
  return measureRegister(data, only, period);
}

describe('measures', () => {
  it.each([
    ['unit: 次, count: { table: visits }', '4次'],
    ['unit: 次, count: { table: visits, where: { kind: 甲 } }', '3次'],
    ['unit: 次, count: { table: visits, where: { kind: { not: 甲 }, done: { filled: true } } }', '1次'],
    ['unit: 家, distinct: { table: visits, column: code }', '3家'],
    ['unit: 元, sum: { table: visits, column: money }', '30.31元'],
    ['unit: 万元, decimals: 6, sum: { table: visits, column: money }', '0.003031万元'],
    ['unit: 元, average: { table: visits, column: money }', '10.10元'],
    ['unit: 天, decimals: 1, average: { table: visits, days: { from: date, to: done } }', '11.5天'],
    ['unit: "%", share: { table: visits, of: { done: { filled: true } } }', '50.00%'],
    [
      'unit: "%", share: { table: visits, where: { money: { above: 1 } }, of: { money: { atLeast: 20.2 } } }',
      '50.00%',
    ],
    // A and C were in the list then; V3 was late; V4 is not due.
    ['unit: "%", onTime: { table: visits, done: done, due: limit }', '33.33%'],
    ['unit: "%", onTime: { table: visits, done: done, start: date, days: 19 }', '66.67%'],
    [
      'unit: "%", share: { table: places, of: { code: { listedIn: { table: visits, column: code } } } }',
      '50.00%',
    ],
    [
      'unit: "%", ratio: { of: { distinct: { table: visits, column: code } }, in: { count: { table: places } } }',
      '150.00%',
    ],
    [
      'unit: "%", share: { table: visits, where: { kind: 乙, money: { above: 99 } }, of: { kind: 乙 } }',
      '不适用',
    ],
  ])('%s gives %s', (measure, expected) => {
    expect(sayMeasured(measured(measure))).toBe(expected);
  });

  it('knows on a day only what had happened by then', () => {
    const until = { from: '2025-01-01', until: '2025-04-15' };
    // V2 was done on 20 April, five days after the day asked for, and was due on the 10th.
    expect(sayMeasured(measured('unit: "%", onTime: { table: visits, done: done, due: limit }', until))).toBe(
      '50.00%',
    );
    expect(
      sayMeasured(measured('unit: "%", share: { table: visits, of: { done: { filled: true } } }', until)),
    ).toBe('50.00%');
    // C was still in the list.
    expect(sayMeasured(measured('unit: 家, count: { table: places }', until))).toBe('3家');
  });

  it('says of every row whether it counts, and why not', () => {
    const { rows } = measured('unit: "%", onTime: { table: visits, done: done, due: limit }');
    const said = rows.map((one) => `${one.row.number} ${one.fate} ${sayReason(one)}`);
    expect(said).toEqual([
      '2 counted ',
      '3 whole 超过期限才完成（期限 2025-04-10，2025-04-20 完成）',
      '4 whole 期限已过，尚未完成（期限 2025-05-10）',
      '5 left 期限未到，尚未完成（期限 2026-01-10）',
      '6 left “日期”不在 2025-01-01 至 2025-12-31 之内（2024-12-31）',
    ]);
    const coverage = measured(
      'unit: "%", share: { table: places, of: { code: { listedIn: { table: visits, column: code } } } }',
    );
    const groups = groupsOf(coverage.rows).map(({ table, fate, cause, rows: all }) => [
      `${table} ${fate}`,
      cause,
      all.map(({ row }) => row.number).join(),
    ]);
    expect(groups).toContainEqual(['places whole', '“编码”不在“走访登记”的有效行中', '3']);
    expect(groups).toContainEqual(['visits left', '“编码”不在“名单”的有效行中', '5']);
  });

  it('concludes nothing from a table that is missing or empty', () => {
    const coverage =
      '  - { id: one, name: 一, unit: "%", share: { table: places, of: { code: { listedIn: { table: visits, column: code } } } } }';
    const found = readRegisters([PLACES], [register(coverage)]);
    if (!found.ok || found.value[0] === undefined) throw new Error('nothing read');
    const [data] = found.value;
    const [measure] = data.register.measures;
    if (measure === undefined) throw new Error('no measure');
    const { outcome } = measureRegister(data, measure, YEAR);
    expect(outcome).toEqual({ type: 'missing', tables: ['走访登记'] });
  });

  it('counts each row in exactly one month', () => {
    const data = read('  - { id: one, name: 一, unit: 次, count: { table: visits } }');
    const [measure] = data.register.measures;
    if (measure === undefined) throw new Error('no measure');
    const counts = partsOf(YEAR, 'month').map((part) => sayMeasured(measureRegister(data, measure, part)));
    expect(counts.filter((one) => one !== '0次')).toEqual(['1次', '1次', '1次', '1次']);
    expect(partsOf({ from: '2025-02-10', until: '2025-08-20' }, 'quarter')).toEqual([
      { from: '2025-02-10', until: '2025-03-31' },
      { from: '2025-04-01', until: '2025-06-30' },
      { from: '2025-07-01', until: '2025-08-20' },
    ]);
  });

  it('rounds no value onto the other side of its target', () => {
    const target = { digits: 95n, decimals: 0 };
    const said = decimalFor({ numerator: 9_499_600n, denominator: 100_000n }, 2, [target]);
    expect(said).toEqual({ digits: 94_996n, decimals: 3 });
    fc.assert(
      fc.property(fc.bigInt(0n, 10_000n), fc.bigInt(1n, 9_999n), fc.bigInt(0n, 100n), (of, over, wanted) => {
        const { digits, decimals } = decimalFor({ numerator: of * 100n, denominator: over }, 0, [
          { digits: wanted, decimals: 0 },
        ]);
        const exact = of * 100n >= wanted * over;
        expect(digits >= wanted * 10n ** BigInt(decimals)).toBe(exact);
      }),
    );
  });
});

describe('registers as files', () => {
  it('names every bad cell at once, with file, sheet and place', () => {
    const broken = csv(
      '走访登记',
      '编号,日期,编码,类别,期限,完成,金额',
      'V1,2025-13-01,A,甲,,,',
      'V2,2025-04-01,A,丙,2025-04-10,2025-03-01,abc',
      ',2025-05-01,C,甲,,,',
      'V2,2025-05-02,C,甲,,,',
    );
    const found = readRegisters(
      [broken],
      [register('  - { id: one, name: 一, unit: 次, count: { table: visits } }')],
    );
    expect(found.ok).toBe(false);
    const said = found.problems.map(
      ({ where, message }) => `${where.file} ${where.sheet} ${where.cell} ${message}`,
    );
    expect(said).toEqual([
      '走访登记.csv 走访登记 B2 “日期”应为日期（如 2025-03-05），这里是“2025-13-01”。请改正。',
      expect.stringContaining('走访登记.csv 走访登记 D3 “类别”不认识“丙”'),
      expect.stringContaining('走访登记.csv 走访登记 G3 “金额”应为数字，这里是“abc”'),
      expect.stringContaining('走访登记.csv 走访登记 F3 “完成”2025-03-01 早于“日期”2025-04-01'),
      '走访登记.csv 走访登记 A4 本行没有填“编号”。请填写。',
      expect.stringContaining('走访登记.csv 走访登记 A5 “编号”V2 与 走访登记!A3 重复'),
    ]);
  });

  it('finds a table by its headings where its name says nothing, and says what it looked for', () => {
    const one = register('  - { id: one, name: 一, unit: 次, count: { table: visits } }');
    const found = readRegisters([{ ...VISITS, name: '导出(1).csv' }], [one]);
    expect(found.ok && found.value[0]?.tables.get('visits')?.length).toBe(5);
    const twin = { ...one, id: 'twin' };
    expect(readRegisters([VISITS], [one, twin]).problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('这张表同时符合：走访·走访登记、走访·走访登记'),
    ]);
    const other = readRegisters([csv('别的', '姓名,电话', '张三,1')], [one]);
    expect(other.problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('“走访登记”（至少要有列：编号、日期）'),
    ]);
  });

  it('the shipped registers are valid, and each measure has an example', () => {
    const loaded = loadRegisters();
    expect(loaded.problems).toEqual([]);
    expect(loaded.ok && loaded.value.map(({ id }) => id)).toEqual(
      expect.arrayContaining(['counter-service', 'injury-investigation', 'provider-inspection']),
    );
  });

  it.each([
    ['unit: 次', '请写且只写一种'],
    ['unit: 次, count: { table: nowhere }', '没有名为 nowhere 的表'],
    ['unit: 次, count: { table: visits, where: { colour: 红 } }', '没有名为 colour 的列'],
    ['unit: 次, count: { table: visits, where: { kind: 丙 } }', '“类别”列不会出现“丙”'],
    ['unit: 次, sum: { table: visits, column: money }', '单位“次”与它不配'],
    ['unit: 次, share: { table: visits, of: { kind: 甲 } }', 'unit 应为 %'],
    ['unit: "%", onTime: { table: visits, done: kind, due: limit }', '类型是 choice'],
  ])('refuses %s with its line', (measure, expected) => {
    const text = parseSource(
      `id: a\ntitle: a\ndescription: a\ntables:\n  visits:\n    title: 表\n    help: 表\n    columns:\n${[
        'kind: { type: choice, title: 类别, choices: [甲, 乙], help: 类别, example: 甲 }',
        'limit: { type: date, title: 期限, help: 期限, example: 2025-01-01 }',
        'money: { type: money, title: 金额, help: 金额, example: "1.00" }',
      ]
        .map((line) => `      ${line}`)
        .join('\n')}\nmeasures:\n  - { id: one, name: 一, ${measure} }\n`,
      'a.yaml',
    );
    if (!text.ok) throw new Error('not YAML');
    const made = registerOf(text.value);
    expect(made.problems.map(({ message }) => message).join()).toContain(expected);
    expect(made.problems.every(({ where }) => where.line === 13)).toBe(true);
  });
});
