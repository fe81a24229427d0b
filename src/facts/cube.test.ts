import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treeByDigits } from '../testing/tree.ts';
import { Cube, type Statement } from './cube.ts';
import type { Coordinate, Fact } from './fact.ts';
import { makeSpace, NO_PROJECT } from './space.ts';

const NAMES: Readonly<Record<string, string>> = {
  '208': '社会保障和就业支出',
  '20805': '行政事业单位养老支出',
  '2080505': '养老保险缴费',
  '2080506': '职业年金缴费',
  '210': '卫生健康支出',
  '21015': '医疗保障管理事务',
  '2101501': '行政运行',
  '2101506': '经办事务',
};

const ECONOMIC = {
  '301': '工资',
  '30101': '基本工资',
  '302': '商品',
  '30217': '接待',
  '30231': '车辆',
  '303': '补助',
};

const space = makeSpace({
  trees: {
    function: treeByDigits(NAMES, [3, 5, 7]),
    economic: treeByDigits(ECONOMIC, [3, 5]),
    govEconomic: treeByDigits({ '501': '机关工资' }, [3, 5]),
  },
  sets: [{ id: 'threePublic', label: '三公经费', parts: ['30217', '30231'] }],
  entities: [
    { code: '450', name: '示例局' },
    { code: '450001', name: '示例局本级', parent: '450' },
    { code: '450002', name: '示例中心', parent: '450' },
  ],
});

const SCOPE: Coordinate = { measure: 'amount', year: '2025', stage: 'budget' };

function line(at: Coordinate, yuan: number): Fact {
  return { at: { ...SCOPE, ...at }, value: BigInt(yuan) * 100n, unit: '元', decimals: 2, status: 'printed' };
}

function cell(at: Coordinate, wan: string): Fact {
  const [whole = '0', fraction = '00'] = wan.split('.');
  return {
    at: { ...SCOPE, ...at },
    value: BigInt(whole + fraction) * 10_000n,
    unit: '万元',
    decimals: 2,
    status: 'printed',
  };
}

const ledger: Statement = {
  id: 'ledger',
  scope: SCOPE,
  closed: true,
  grain: 'lines',
  facts: [
    line(
      {
        entity: '450001',
        flow: 'expenditure',
        kind: 'personnel',
        function: '2101501',
        economic: '30101',
        project: NO_PROJECT,
      },
      700,
    ),
    line(
      {
        entity: '450001',
        flow: 'expenditure',
        kind: 'runningCosts',
        function: '2101501',
        economic: '30231',
        project: NO_PROJECT,
      },
      50,
    ),
    line(
      {
        entity: '450002',
        flow: 'expenditure',
        kind: 'specificTarget',
        function: '2101506',
        economic: '30217',
        project: 'P1',
      },
      200,
    ),
    line({ entity: '450002', flow: 'revenue', source: 'generalPublicBudget' }, 950),
  ],
};

describe('a cube of ledger lines', () => {
  const cube = Cube.of(space, [ledger]);
  const valueAt = (at: Coordinate) => {
    const value = cube.value({ ...SCOPE, ...at });
    return value.known ? value.value : value.reason;
  };

  it.each<[string, Coordinate, bigint]>([
    ['a class adds up its items', { flow: 'expenditure', function: '210' }, 95_000n],
    ['a department adds up its units', { flow: 'expenditure', entity: '450' }, 95_000n],
    ['one hierarchy of kinds', { flow: 'expenditure', kind: 'basic' }, 75_000n],
    ['the other hierarchy of kinds', { flow: 'expenditure', kind: 'running' }, 5_000n],
    [
      'a named set over economic classes and all kinds',
      { flow: 'expenditure', economic: 'threePublic' },
      25_000n,
    ],
    ['a set by unit', { flow: 'expenditure', economic: 'threePublic', entity: '450001' }, 5_000n],
    ['a member of a project', { flow: 'expenditure', project: 'P1' }, 20_000n],
    ['what no line mentions is zero, for a ledger says everything', { flow: 'carriedForwardIn' }, 0n],
    ['a group of flows', { flow: 'totalIn' }, 95_000n],
  ])('%s', (_, at, expected) => {
    expect(valueAt(at)).toBe(expected);
  });

  it('does not know what its lines leave open', () => {
    expect(valueAt({ flow: 'revenue', function: '210' })).toBe('undetermined');
  });

  it('does not know what no statement speaks of', () => {
    expect(cube.value({ ...SCOPE, year: '2024', flow: 'revenue' })).toMatchObject({
      known: false,
      reason: 'noStatement',
    });
  });

  it('names the members in use', () => {
    expect(cube.members('function', { flow: 'expenditure' })).toEqual(['2101501', '2101506']);
    expect(cube.members('function', { kind: 'basic' })).toEqual(['2101501']);
  });
});

describe('a cube of printed tables', () => {
  const table: Statement = {
    id: 'expenditure',
    scope: { ...SCOPE, entity: '450', flow: 'expenditure' },
    closed: true,
    grain: 'table',
    facts: [
      cell({ entity: '450', flow: 'expenditure' }, '10.01'),
      cell({ entity: '450', flow: 'expenditure', kind: 'basic' }, '7.00'),
      cell({ entity: '450', flow: 'expenditure', kind: 'project' }, '3.00'),
      cell({ entity: '450', flow: 'expenditure', function: '210' }, '10.00'),
      cell({ entity: '450', flow: 'expenditure', function: '210', kind: 'basic' }, '7.00'),
      cell({ entity: '450', flow: 'expenditure', function: '210', kind: 'project' }, '3.00'),
    ],
  };
  const economicTable: Statement = {
    id: 'basic',
    scope: { ...SCOPE, entity: '450', flow: 'expenditure', kind: 'basic' },
    closed: true,
    grain: 'table',
    facts: [
      cell({ entity: '450', flow: 'expenditure', kind: 'basic', economic: '301' }, '6.00'),
      cell({ entity: '450', flow: 'expenditure', kind: 'basic', economic: '302' }, '1.00'),
    ],
  };
  const cube = Cube.of(space, [table, economicTable]);
  const at = (more: Coordinate): Coordinate => ({ ...SCOPE, entity: '450', flow: 'expenditure', ...more });

  it('answers with the printed value, not with the sum of parts', () => {
    expect(cube.value(at({}))).toMatchObject({ known: true, value: 10_010_000n });
  });

  it('adds up margins where they suffice', () => {
    expect(cube.value(at({ function: '208' }))).toMatchObject({ known: true, value: 0n });
    expect(cube.value(at({ kind: 'basic', economic: '301' }))).toMatchObject({
      known: true,
      value: 6_000_000n,
    });
  });

  it('does not know the cross of two margins', () => {
    expect(cube.value(at({ kind: 'basic', function: '210', economic: '301' })).known).toBe(false);
  });

  it('does not split a coarser value', () => {
    expect(cube.value(at({ function: '2101501' }))).toMatchObject({ known: false, reason: 'undetermined' });
  });

  it('does not know an unread cell', () => {
    const unread: Fact = {
      ...cell({ entity: '450', flow: 'expenditure', kind: 'basic' }, '0.00'),
      status: 'unread',
    };
    const broken = Cube.of(space, [{ ...table, facts: [unread] }]);
    expect(broken.value(at({ kind: 'basic' }))).toMatchObject({ known: false, reason: 'unread' });
  });

  it('an open list says nothing of what it leaves out', () => {
    const open = Cube.of(space, [{ ...economicTable, closed: false }]);
    expect(open.value(at({ kind: 'basic', economic: '30101' })).known).toBe(false);
    expect(open.value(at({ kind: 'basic', economic: '301' })).known).toBe(true);
    expect(open.value(at({ kind: 'basic' })).known).toBe(false);
  });

  it('carries the interval of every printed part', () => {
    const total = Cube.of(space, [economicTable]).value(at({ kind: 'basic' }));
    expect(total).toMatchObject({
      value: 7_000_000n,
      interval: { low: 13_980_000n, high: 14_020_000n, denominator: 2n },
    });
  });
});

describe('what must not be guessed', () => {
  const at = (more: Coordinate): Coordinate => ({ ...SCOPE, entity: '450', flow: 'expenditure', ...more });
  const tableOf = (facts: readonly Fact[], closed: Statement['closed'] = true): Cube =>
    Cube.of(space, [{ id: 't', scope: { ...SCOPE, entity: '450' }, closed, grain: 'table', facts }]);

  it('is the part that a table does not print beside another', () => {
    const cube = tableOf([cell(at({}), '5.00'), cell(at({ kind: 'basic' }), '3.00')], new Set(['function']));
    expect(cube.value(at({ kind: 'project' })).known).toBe(false);
    expect(cube.value(at({ kind: 'basic' }))).toMatchObject({ value: 3_000_000n });
  });

  it('is a total from finer facts that do not cover it', () => {
    const cube = tableOf(
      [cell(at({ function: '210' }), '5.00'), cell(at({ function: '210', kind: 'basic' }), '3.00')],
      new Set(['function']),
    );
    expect(cube.value(at({}))).toMatchObject({ known: true, value: 5_000_000n });
  });

  it('is a whole from its of-which parts', () => {
    const asset = (member: string): Coordinate => ({ ...SCOPE, entity: '450', asset: member });
    const cube = tableOf(
      [cell(asset('buildings'), '10.00'), cell(asset('offices'), '6.00'), cell(asset('vehicles'), '0.50')],
      new Set(['asset']),
    );
    expect(cube.value(asset('all'))).toMatchObject({ known: true, value: 10_500_000n });
  });

  it('is a sum that leaves out a code which no list has', () => {
    const lines = (more: Coordinate): Statement => ({
      id: String(more.flow),
      scope: { ...SCOPE, ...more },
      closed: true,
      grain: 'lines',
      facts: more.flow === 'revenue' ? [line({ ...more, entity: '450001', function: '2120801' }, 1)] : [],
    });
    const statements = [
      lines({ flow: 'revenue' }),
      lines({ flow: 'carriedForwardIn' }),
      lines({ flow: 'surplusUsed' }),
    ];
    const cube = Cube.of(space, statements);
    const question: Coordinate = { ...SCOPE, flow: 'totalIn' };
    expect(cube.value({ function: '2120801', ...question })).toMatchObject({ value: 100n });
    expect(cube.value({ ...question, function: '2120801' })).toMatchObject({ value: 100n });
    expect(cube.value(question)).toMatchObject({ value: 100n });
  });
});

describe('slicing and projecting', () => {
  const lineArbitrary = fc.record({
    entity: fc.constantFrom('450001', '450002'),
    function: fc.constantFrom('2080505', '2080506', '2101501', '2101506'),
    kind: fc.constantFrom('personnel', 'runningCosts', 'specificTarget'),
    yuan: fc.integer({ min: -1000, max: 1000 }),
  });
  const questionArbitrary = fc.record(
    {
      entity: fc.constantFrom('450', '450001'),
      function: fc.constantFrom('208', '20805', '210', '2101501'),
      kind: fc.constantFrom('basic', 'project', 'running', 'personnel'),
    },
    { requiredKeys: [] },
  );

  it('change no answer', () => {
    fc.assert(
      fc.property(fc.array(lineArbitrary, { maxLength: 30 }), questionArbitrary, (lines, question) => {
        const facts = lines.map(({ yuan, ...at }) => line({ flow: 'expenditure', ...at }, yuan));
        const cube = Cube.of(space, [{ ...ledger, facts }]);
        const full: Coordinate = { ...SCOPE, flow: 'expenditure', ...question };
        const expected = cube.value(full);
        const dimensions = new Set(['flow', ...Object.keys(question)]);
        const sameValue = (other: typeof expected) =>
          expect(other.known && other.value).toBe(expected.known && expected.value);
        sameValue(cube.slice({ ...SCOPE, ...question }).value(full));
        sameValue(cube.project(dimensions).value(full));
        expect(expected.known).toBe(true);
      }),
    );
  });
});
