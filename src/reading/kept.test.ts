import { describe, expect, it } from 'vitest';
import { Cube } from '../facts/cube.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { means } from '../testing/reading.ts';
import { marginLedger, parseKept } from './kept.ts';
import type { ReadFact } from './reading.ts';
import type { KeptReading } from './reading-json.ts';

const base = { measure: 'amount', entity: '900', year: '2025', stage: 'budget', flow: 'expenditure' };

const fact = (more: Partial<ReadFact>): ReadFact => ({
  at: base,
  value: 0n,
  unit: '万元',
  decimals: 2,
  status: 'printed',
  table: 't1',
  ...more,
});

const table = (more: Partial<KeptReading['tables'][number]> = {}): KeptReading['tables'][number] => ({
  id: 't1',
  layout: 'expenditure',
  title: '支出表',
  unit: '万元',
  closed: ['function'],
  at: base,
  place: { type: 'cell', sheet: '表', cell: 'A1' },
  rows: [],
  columns: [],
  ...more,
});

const kept: KeptReading = {
  kind: 'mingzhang-reading',
  version: 1,
  file: '示例.xlsx',
  sha256: 'x',
  format: 'xlsx',
  pages: 1,
  pack: { id: 'hebei-2025', why: '' },
  entity: { code: '900', name: '示例局', scope: 'department' },
  bodies: [{ code: '900', name: '示例局' }],
  year: 2025,
  stage: 'budget',
  tables: [table()],
  facts: [],
  said: [],
  units: [],
  projects: [],
  indicators: [],
  procurement: [],
  texts: [],
  coverage: {
    tables: { printed: 0, placed: 0 },
    sheets: { printed: 0, placed: 0 },
    text: { printed: 0, placed: 0 },
    unplaced: [],
    left_out: [],
  },
  corrections: [],
  problems: [],
  records: { units: [], projects: [], indicators: [], procurement: [], texts: [] },
};

/** What a reading answers: a value in 元, or why none. */
function ask(reading: KeptReading, at: Readonly<Record<string, string>>): string {
  const pack = means.packs.find(({ id }) => id === 'hebei-2025');
  if (pack === undefined) throw new Error('pack');
  const { ledger, statements } = marginLedger(reading, pack.id);
  const value = Cube.of(ledgerSpace(ledger, pack, means.accounts), statements).value({ ...base, ...at });
  return value.known ? String(value.value / 100n) : value.reason;
}

const health = fact({ at: { ...base, function: '210' }, value: 6_500_000n });

describe('what a document that was read knows', () => {
  it('is what it prints, zero where a closed table is silent, and unknown where it does not say', () => {
    const reading = { ...kept, facts: [health] };
    expect(ask(reading, { function: '210' })).toBe('65000');
    expect(ask(reading, { function: '208' })).toBe('0');
    expect(ask(reading, { function: '210', economic: '301' })).not.toMatch(/\d/u);
    expect(ask(reading, {})).toBe('65000');
    expect(ask({ ...reading, tables: [table({ closed: [] })] }, {})).not.toMatch(/\d/u);
  });

  it('is no zero where numbers of the table were not understood', () => {
    const place = { type: 'cell', sheet: '表', cell: 'C9' } as const;
    const unplaced = [{ text: '5.00', context: '', part: 'table', place }];
    const reading = { ...kept, facts: [health], coverage: { ...kept.coverage, unplaced } };
    expect(ask(reading, { function: '210' })).toBe('65000');
    expect(ask(reading, { function: '208' })).toBe('noStatement');
  });

  it('is zero for an empty table only where that lists a classification of a part of the budget', () => {
    const fund = { source: 'governmentFundBudget' };
    expect(ask({ ...kept, tables: [table({ at: { ...base, ...fund } })] }, fund)).toBe('0');
    expect(ask(kept, {})).toBe('noStatement');
    expect(ask({ ...kept, tables: [table({ at: { ...base, ...fund }, closed: ['entity'] })] }, fund)).toBe(
      'noStatement',
    );
    expect(ask({ ...kept, tables: [table({ at: { ...base, ...fund }, layout: '' })] }, fund)).toBe(
      'noStatement',
    );
  });

  it('is nothing where two printings have no value in common, and the more precise one where they have', () => {
    const inYuan = fact({ at: health.at, value: 6_500_400n, unit: '元', table: 't2' });
    expect(ask({ ...kept, tables: [table(), table({ id: 't2' })], facts: [health, inYuan] }, health.at)).toBe(
      '65004',
    );
    const other = { ...inYuan, value: 6_600_000n };
    const reading = { ...kept, tables: [table(), table({ id: 't2' })], facts: [health, other] };
    expect(ask(reading, health.at)).toBe('unread');
    expect(marginLedger(reading, 'x').contradictions).toMatchObject([{ believed: undefined }]);
  });

  it('takes 65 beside 65.55 for 65.00, for spreadsheets drop zeros', () => {
    const short = { ...health, decimals: 0 };
    const long = fact({ at: { ...base, function: '208' }, value: 6_555_000n });
    const [first] = marginLedger({ ...kept, facts: [short, long] }, 'x').statements;
    expect(first?.facts.map(({ decimals }) => decimals)).toEqual([2, 2]);
  });

  it('takes 36.77 for no 36.770 where the same sheet says 36.765 of it in a sentence', () => {
    const inCell = { ...health, value: 3_677_000n };
    const inText = { ...health, value: 3_676_500n, decimals: 3 };
    const reading = { ...kept, facts: [inCell, inText] };
    expect(ask(reading, health.at)).toBe('36765');
    expect(marginLedger(reading, 'x').contradictions).toEqual([]);
  });

  it('is what a block of rows prints in one of them, whose others are blank', () => {
    const blank = { ...health, value: 0n, status: 'blank' } as const;
    expect(ask({ ...kept, facts: [blank, health] }, health.at)).toBe('65000');
    const elsewhere = { ...blank, table: 't2' };
    const reading = { ...kept, tables: [table(), table({ id: 't2' })], facts: [elsewhere, health] };
    expect(marginLedger(reading, 'x').contradictions).toHaveLength(1);
  });

  it('takes the budgets of projects from their sheets, each body its own, where no table prints them', () => {
    const place = { type: 'line', line: 1, from: 0, to: 1 } as const;
    const project = (entity: string, code: string, statedBudget: bigint) => ({
      entity,
      code,
      name: `项目${code}`,
      purpose: '',
      goals: [],
      statedBudget,
      plan: [],
      indicators: [],
      specialFund: false,
      place,
    });
    const projects = [
      project('900001', 'p1', 1_000_000n),
      project('900002', 'p1', 2_000_000n),
      project('900001', 'p2', 3_000_000n),
    ];
    const bodies = [
      ...kept.bodies,
      { code: '900001', name: '甲', parent: '900' },
      { code: '900002', name: '乙', parent: '900' },
    ];
    const reading = { ...kept, bodies, records: { ...kept.records, projects } };
    expect(ask(reading, { entity: '900001', project: 'p1' })).toBe('10000');
    expect(ask(reading, { entity: '900002', project: 'p1', kind: 'project' })).toBe('20000');
    expect(ask(reading, { project: 'p2' })).toBe('30000');
    const printed = fact({ at: { ...base, project: 'p2' }, value: 3_100_000n });
    expect(ask({ ...reading, facts: [printed] }, { project: 'p2' })).toBe('31000');
  });

  it('holds for the only unit of a department', () => {
    const bodies = [...kept.bodies, { code: '900001', name: '示例局本级', parent: '900' }];
    expect(ask({ ...kept, bodies, facts: [health] }, { entity: '900001', function: '210' })).toBe('65000');
    const more = [...bodies, { code: '900002', name: '示例中心', parent: '900' }];
    expect(ask({ ...kept, bodies: more, facts: [health] }, { entity: '900001', function: '210' })).toBe(
      'undetermined',
    );
  });
});

it('a file that is no reading is told with line and key', () => {
  const [problem] = parseKept('{"format": "other"}', 'x.facts.json').problems;
  expect(problem?.where).toMatchObject({ file: 'x.facts.json', line: 1, key: 'format' });
});
