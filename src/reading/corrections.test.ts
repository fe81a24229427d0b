import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Place } from '../document/document.ts';
import { printValue } from '../facts/measure.ts';
import { applyCorrections } from './corrections.ts';
import { correctionsPath, loadCorrections } from './corrections-file.ts';
import { coverageOf } from './coverage.ts';
import type { Correction, ReadFact, ReadIndicator, Reading, Said } from './reading.ts';
import { toJson } from './reading-json.ts';

const cell = (name: string): Place => ({ type: 'cell', sheet: '表', cell: name });
const base = { measure: 'amount', entity: '900', stage: 'budget', flow: 'expenditure' };
const thisYear = { ...base, year: '2025' };
const lastYear = { ...base, year: '2024' };

const fact = (value: bigint, more: Partial<ReadFact> = {}): ReadFact => ({
  at: thisYear,
  value,
  unit: '万元',
  decimals: 2,
  status: 'printed',
  place: cell('B2'),
  table: 't1',
  ...more,
});

const total = fact(5_958_800n * 100n);
const blank = fact(0n, {
  at: { ...thisYear, kind: 'basic' },
  status: 'blank',
  decimals: 0,
  place: cell('C2'),
});
const garbled = fact(0n, {
  at: { ...thisYear, kind: 'project' },
  status: 'unread',
  raw: '1O.00',
  place: cell('D2'),
});
const more: Said = {
  kind: 'difference',
  of: thisYear,
  from: lastYear,
  direction: 'more',
  value: 880_000n,
  unit: '万元',
  decimals: 2,
  place: cell('A9'),
};
const before = fact(total.value - more.value, { at: lastYear, status: 'derived', place: cell('A9') });
const indicator: ReadIndicator = {
  level1: '产出指标',
  level2: '数量指标',
  level3: '办件数',
  description: '',
  operator: '≥',
  value: '1OO',
  unit: '件',
  basis: '',
  project: 'P1',
  unread: [],
  place: cell('E5'),
};

const reading: Reading = {
  file: '示例.xlsx',
  sha256: 'x',
  format: 'xlsx',
  pages: 1,
  pack: { id: 'generic', why: '' },
  entity: { code: '900', name: '示例局', scope: 'department' },
  bodies: [{ code: '900', name: '示例局' }],
  year: 2025,
  stage: 'budget',
  tables: [
    {
      id: 't1',
      layout: 'generic',
      title: '支出表',
      unit: '万元',
      closed: new Set(),
      at: base,
      place: cell('A1'),
      rows: [],
      columns: [],
      facts: [{ ...total }, { ...blank }, { ...garbled }],
    },
  ],
  facts: [total, blank, garbled, before],
  said: [more],
  records: {
    units: [],
    projects: [
      {
        entity: '900',
        code: 'P1',
        name: '项目',
        purpose: '',
        goals: [],
        plan: [],
        indicators: [(({ project: _, unread: __, place: ___, ...rest }) => rest)(indicator)],
        specialFund: false,
        place: cell('A5'),
      },
    ],
    indicators: [indicator],
    procurement: [],
    texts: [],
  },
  numbers: [
    {
      part: 'table',
      text: '595.88',
      context: '',
      place: cell('B2'),
      fate: { type: 'fact', fact: { ...total } },
    },
    { part: 'text', text: '0.88万元', context: '', place: cell('A9'), fate: { type: 'said', said: more } },
    { part: 'table', text: '1', context: '', place: cell('D2'), fate: { type: 'unplaced' } },
  ],
  corrections: [],
  lines: [],
  grids: [],
  asides: [],
  properties: [],
  problems: [],
};

const correct = (place: Place, read: string, corrected: string): Correction => ({
  place,
  read,
  corrected,
  who: '张三',
  why: '对照原件',
});

const print = (one: ReadFact | undefined) =>
  one === undefined ? '' : `${printValue(one.value, one.unit, one.decimals)} ${one.status}`;

describe('a correction', () => {
  it('is followed by the fact in all its copies, its number, and what was derived from it', () => {
    const after = applyCorrections(reading, [correct(cell('B2'), '595.88', '600.00')]);
    expect(print(after.facts[0])).toBe('600.00 printed');
    expect(print(after.tables[0]?.facts[0])).toBe('600.00 printed');
    expect(print(after.facts[3])).toBe('599.12 derived');
    expect(after.corrections).toHaveLength(1);
    expect(after.problems).toEqual([]);
    expect(toJson(after).corrections[0]?.corrected).toBe('600.00');
  });

  it('is followed by a comparison, which keeps the direction of its words', () => {
    const after = applyCorrections(reading, [correct(cell('A9'), '0.88万元', '0.66万元')]);
    expect(after.said[0]).toMatchObject({ direction: 'more', decimals: 2 });
    expect(printValue(after.said[0]?.value ?? 0n, '万元', 2)).toBe('0.66');
    expect(after.numbers[1]?.text).toBe('0.66万元');
    expect(after.facts[3]?.value).toBe(total.value - (after.said[0]?.value ?? 0n));
  });

  it('makes a number of a blank or of what could not be read, and coverage follows', () => {
    const after = applyCorrections(reading, [
      correct(cell('C2'), '', '12.30'),
      correct(cell('D2'), '1O.00', '10.00'),
    ]);
    expect(print(after.facts[1])).toBe('12.30 printed');
    expect(print(after.facts[2])).toBe('10.00 printed');
    expect(after.facts[2]?.raw).toBeUndefined();
    const { tables } = coverageOf(reading.numbers);
    expect(coverageOf(after.numbers).tables).toEqual({
      printed: tables.printed + 1,
      placed: tables.placed + 2,
    });
  });

  it('is followed by the target of an indicator, in its project too', () => {
    for (const [read, corrected] of [
      ['1OO', '100'],
      ['≥1OO件', '≥100件'],
    ] as const) {
      const { records } = applyCorrections(reading, [correct(cell('E5'), read, corrected)]);
      expect(records.indicators[0]).toMatchObject({ operator: '≥', value: '100', unit: '件' });
      expect(records.projects[0]?.indicators[0]).toMatchObject({ operator: '≥', value: '100', unit: '件' });
    }
  });

  it('that fits nothing, or is no number, changes nothing and is named', () => {
    const after = applyCorrections(reading, [
      correct(cell('B2'), '595.89', '600.00'),
      correct(cell('Z9'), '595.88', '600.00'),
      correct(cell('C2'), '', '十二'),
    ]);
    expect(after.facts).toEqual(reading.facts);
    expect(after.corrections).toEqual([]);
    expect(after.problems.map(({ key, severity }) => `${key} ${severity}`)).toEqual([
      'cli.corrections.unfit warning',
      'cli.corrections.unfit warning',
      'cli.corrections.notANumber warning',
    ]);
    expect(after.problems[1]?.message).toContain('Z9');
  });
});

describe('the file of corrections', () => {
  const folder = mkdtempSync(join(tmpdir(), 'corrections-'));
  const keep = (name: string, text: string): string => {
    writeFileSync(correctionsPath(join(folder, name)), text);
    return join(folder, name);
  };

  it('stands beside its document and need not exist', () => {
    expect(loadCorrections(join(folder, 'none.pdf'))).toMatchObject({ ok: true, value: [] });
    const one = correct({ type: 'page', page: 2, box: [1, 2, 3, 4] }, '1', '2');
    expect(loadCorrections(keep('good.pdf', `\ufeff${JSON.stringify([one])}`))).toMatchObject({
      ok: true,
      value: [one],
    });
  });

  it('that is wrong is told with its line and key, in words', () => {
    const unfinished = loadCorrections(keep('a.pdf', '[\n  {"place": \n'));
    expect(unfinished.problems[0]).toMatchObject({ key: 'cli.kept.json' });
    const wrong = loadCorrections(
      keep(
        'b.pdf',
        '[\n {"place": {"type": "cell", "sheet": "表", "cell": "B2"},\n  "read": 595.88, "whom": "张三"}\n]',
      ),
    );
    expect(wrong.ok).toBe(false);
    const said = wrong.problems.map(({ where, message }) => `${where.line} ${where.key}: ${message}`);
    expect(said.some((one) => one.startsWith('3 [0].read: '))).toBe(true);
    expect(said.some((one) => one.includes('whom') && one.includes('corrections.schema.json'))).toBe(true);
    expect(said.every((one) => /[\u4e00-\u9fff]/u.test(one))).toBe(true);
  });
});
