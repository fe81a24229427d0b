import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coordinate } from '../facts/fact.ts';
import { toBase } from '../facts/measure.ts';
import { makeSpace } from '../facts/space.ts';
import type { Said, StatedFact } from '../facts/stated.ts';
import { parseDecimal } from '../money/decimal.ts';
import { treeByDigits } from '../testing/tree.ts';
import { checkDocument } from './document.ts';
import { localise } from './localise.ts';
import { slipLikeness } from './slip.ts';
import { type StatedTable, type Statements, systemOf } from './system.ts';

const space = makeSpace({
  trees: {
    function: treeByDigits({ '208': '社会保障' }, [3, 5, 7]),
    economic: treeByDigits({ '301': '工资' }, [3, 5]),
    govEconomic: treeByDigits({ '501': '工资' }, [3, 5]),
  },
  entities: [{ code: '1', name: '示例局' }],
});
const place = (line: number) => ({ type: 'line', line, from: 0, to: 1 }) as const;

let line = 0;
function fact(at: Coordinate, text: string, table?: string, row = ''): StatedFact {
  const decimal = parseDecimal(text) ?? { digits: 0n, decimals: 0 };
  line += 1;
  return {
    at: { measure: 'amount', flow: 'expenditure', ...at },
    value: toBase(decimal, '万元') ?? 0n,
    unit: '万元',
    decimals: decimal.decimals,
    status: decimal.digits === 0n ? 'zero' : 'printed',
    place: place(line),
    ...(table === undefined ? {} : { table, row, column: '金额' }),
  };
}

function table(id: string, facts: readonly StatedFact[]): StatedTable {
  return {
    id,
    title: id,
    at: { measure: 'amount', flow: 'expenditure' },
    closed: new Set(['function', 'kind']),
    facts,
  };
}

const statements = (
  tables: readonly StatedTable[],
  others: readonly StatedFact[] = [],
  said: readonly Said[] = [],
): Statements => ({
  space,
  tables,
  others,
  said,
});

const check = (given: Statements) =>
  checkDocument(given, { unsaid: {}, sayPlace: (one) => (one.type === 'line' ? `第 ${one.line} 行` : '') });

const byKind = (total: string, basic: string, project: string) =>
  table('支出', [
    fact({}, total, '支出', '合计'),
    fact({ kind: 'basic' }, basic, '支出', '基本'),
    fact({ kind: 'project' }, project, '支出', '项目'),
  ]);

describe('checkDocument', () => {
  it('is silent where everything agrees, or differs by rounding', () => {
    expect(check(statements([byKind('30.00', '10.00', '20.00')])).findings).toEqual([]);
    const rounded = check(statements([byKind('30.01', '10.00', '20.00')]));
    expect(rounded.findings).toEqual([]);
    expect(rounded.rounding).toMatchObject([
      {
        law: 'law.sum',
        table: '支出',
        cells: [{ printed: '30.01' }, { printed: '10.00' }, { printed: '20.00' }],
        printed: '30.01',
        computed: '30.00',
        difference: '0.01',
        unit: '万元',
      },
    ]);
  });

  it('lists two printings of one number that differ in the last digit, and a comparison that rounding explains', () => {
    const { findings, rounding } = check(statements([], [fact({}, '12.34'), fact({}, '12.35')]));
    expect(findings).toEqual([]);
    expect(rounding).toMatchObject([{ law: 'law.sameFact', difference: '0.01' }]);
    expect(check(statements([], [fact({}, '12.3'), fact({}, '12.34')])).rounding).toEqual([]);
  });

  it('lists what it could not check, with the reason and the place', () => {
    const unread: StatedFact = {
      ...fact({ kind: 'project' }, '0', '支出', '项目'),
      status: 'unread',
      raw: '2O.00',
    };
    const broken = table('支出', [
      fact({}, '30.00', '支出'),
      fact({ kind: 'basic' }, '10.00', '支出'),
      unread,
    ]);
    const alone = fact({ flow: 'totalIn' }, '31.00');
    const { findings, notChecked } = check(statements([broken], [alone]));
    // The total less the part that was read may be what the unread part says.
    expect(findings).toEqual([]);
    expect(notChecked.map(({ law, reason, place: at }) => [law, reason, at])).toEqual(
      expect.arrayContaining([
        ['law.sum', 'unread', unread.place],
        ['law.balance', 'oneSide', alone.place],
      ]),
    );
  });

  it('finds a sum that cannot be, and lists every number that could be the slip', () => {
    const [found, ...others] = check(statements([byKind('31.00', '10.00', '20.00')])).findings;
    expect(others).toEqual([]);
    expect(found?.rule).toBe('law.sum');
    const repairs = found?.repairs?.flatMap(({ changes }) =>
      changes.map(({ printed, required }) => [printed, required]),
    );
    expect(repairs).toEqual(
      expect.arrayContaining([
        ['31.00', '30.00'],
        ['10.00', '11.00'],
        ['20.00', '21.00'],
      ]),
    );
  });

  it('names the one number that another printing proves wrong', () => {
    const [found] = check(statements([byKind('31.00', '10.00', '20.00')], [fact({}, '30')])).findings;
    expect(found?.repairs?.[0]?.changes).toMatchObject([{ printed: '31.00', required: '30.00' }]);
    expect(found?.places[0]).toEqual(expect.objectContaining({ type: 'line' }));
    expect(found?.message).toContain('应为 30.00');
  });

  it('finds one fact with two values, at any precision that tells them apart', () => {
    expect(check(statements([], [fact({}, '12.3'), fact({}, '12.34')])).findings).toEqual([]);
    const [found] = check(statements([], [fact({}, '12.3'), fact({}, '12.44')])).findings;
    expect(found?.rule).toBe('law.sameFact');
  });

  it('tests what sentences say of two numbers', () => {
    const last = { year: '2022' };
    const facts = [fact({}, '120.00'), fact(last, '100.00')];
    const said = (kind: Said['kind'], value: string, direction: Said['direction']): Said => ({
      kind,
      of: { measure: 'amount', flow: 'expenditure' },
      from: { measure: 'amount', flow: 'expenditure', ...last },
      direction,
      value:
        toBase(parseDecimal(value) ?? { digits: 0n, decimals: 0 }, kind === 'difference' ? '万元' : '%') ??
        0n,
      unit: kind === 'difference' ? '万元' : '%',
      decimals: value.split('.')[1]?.length ?? 0,
      place: place(1),
    });
    const rules = (one: Said) => check(statements([], facts, [one])).findings.map(({ rule }) => rule);
    expect(rules(said('difference', '20.00', 'more'))).toEqual([]);
    expect(rules(said('growth', '20', 'more'))).toEqual([]);
    expect(rules(said('share', '120', 'same'))).toEqual([]);
    expect(rules(said('difference', '20.00', 'less'))).toEqual(['law.said']);
    expect(rules(said('growth', '21', 'more'))).toEqual(['law.said']);
    expect(rules(said('completion', '83.33', 'same'))).toEqual(['law.said']);
    // Nothing is printed of last year: one comparison says nothing, two speak of each other.
    const these = facts.slice(0, 1);
    const alone = check(statements([], these, [said('difference', '20.00', 'more')]));
    expect(alone.findings).toEqual([]);
    expect(alone.notChecked).toMatchObject([
      { law: 'law.said', reason: 'noCounterpart', place: place(1) },
      { law: 'law.sameFact', reason: 'alone' },
    ]);
    const both = (rate: string) => [said('difference', '20.00', 'more'), said('growth', rate, 'more')];
    expect(check(statements([], these, both('20'))).findings).toEqual([]);
    expect(check(statements([], these, both('26'))).findings).toHaveLength(1);
  });

  it('finds the contradiction of several laws that hold one by one', () => {
    // 10 and 20 to the nearest ten leave [5,15] + [15,25]; the total says [44,46].
    const tables = [
      table('甲', [
        fact({}, '45', '甲'),
        fact({ kind: 'basic' }, '20', '甲'),
        fact({ kind: 'project' }, '25', '甲'),
      ]),
    ];
    const others = [fact({ kind: 'personnel' }, '2'), fact({ kind: 'runningCosts' }, '3')];
    expect(check(statements(tables, others)).findings).toHaveLength(1);
  });

  it('finds any change of a number that a total and another printing hold, and says what it was', () => {
    const amount = fc.integer({ min: 1, max: 99_999 });
    fc.assert(
      fc.property(
        amount,
        amount,
        fc.integer({ min: 2, max: 9_999 }),
        fc.nat({ max: 2 }),
        (a, b, by, which) => {
          const text = (cents: number) =>
            `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
          const values = [a + b, a, b];
          const given = values.map((value, index) => text(index === which ? value + by : value));
          const [total = '', basic = '', project = ''] = given;
          const kinds = [undefined, 'basic', 'project'];
          const others = values.map((value, index) =>
            fact(kinds[index] === undefined ? {} : { kind: kinds[index] ?? '' }, text(value)),
          );
          const system = systemOf(statements([byKind(total, basic, project)], others));
          const [conflict, ...more] = localise(system).conflicts;
          expect(more).toEqual([]);
          const change = conflict?.repairs[0]?.changes[0];
          expect(change?.required).toBe(text(values[which] ?? 0));
          expect(change?.print.fact.table).toBe('支出');
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('slipLikeness', () => {
  it.each([
    ['12.34', '12.43', 0.8],
    ['12.34', '12.84', 0.8],
    ['1234', '12.34', 0.8],
    ['12.3', '12.34', 0.7],
    ['-5.00', '5.00', 0.8],
  ])('%s for %s looks like a slip', (printed, wanted, least) => {
    expect(slipLikeness(printed, wanted)).toBeGreaterThan(least);
  });
  it('an unrelated number does not', () => expect(slipLikeness('981.20', '12.34')).toBeLessThan(0.5));
});
