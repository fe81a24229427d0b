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
    function: treeByDigits(
      {
        '208': '社会保障',
        '20805': '养老',
        '2080501': '甲项',
        '2080502': '乙项',
        '2080506': '丙项',
      },
      [3, 5, 7],
    ),
    economic: treeByDigits(
      {
        '301': '工资',
        '30101': '基本工资',
        '30102': '津贴',
        '302': '商品',
        '30201': '办公',
        '30217': '接待',
      },
      [3, 5],
    ),
    govEconomic: treeByDigits({ '501': '工资', '50101': '工资奖金' }, [3, 5]),
  },
  sets: [{ id: 'visits', label: '接待', parts: ['30217'] }],
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

  it('says which row is missing where another table prints just what a sum falls short of', () => {
    const item = (source: string, code: string, value: string, id: string) =>
      fact({ source, function: code }, value, id, code);
    const rows = (id: string, source: string, ...items: readonly (readonly [string, string])[]) =>
      table(id, [
        fact({ source }, '6.00', id, '合计'),
        item(source, '20805', '6.00', id),
        ...items.map(([code, value]) => item(source, code, value, id)),
      ]);
    const whole = rows('收入', 'a', ['2080501', '1.00'], ['2080502', '2.00'], ['2080506', '3.00']);
    const [found, ...others] = check(
      statements([whole, rows('支出', 'b', ['2080501', '1.00'], ['2080506', '3.00'])]),
    ).findings;
    expect(others).toEqual([]);
    expect(found?.message).toContain('少印了一行“2080502 乙项”');
    expect(found?.value).toBeUndefined();
    const [plain] = check(
      statements([whole, rows('支出', 'b', ['2080501', '1.00'], ['2080506', '3.50'])]),
    ).findings;
    expect(plain?.message).not.toContain('少印');
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

describe('roundings', () => {
  const CODES = ['2080501', '2080502', '2080506'];
  /** Fen as printed in 万元, rounded. */
  const printed = (fen: number, decimals: number) => {
    const step = 10 ** (6 - decimals);
    return (Math.round(fen / step) / 10 ** decimals).toFixed(decimals);
  };

  it('that close a circle of sums are never an error, however each number was rounded', () => {
    const amount = fc.oneof(fc.nat({ max: 20_000 }), fc.nat({ max: 99_999_999 }));
    const cell = fc.tuple(amount, amount);
    fc.assert(
      fc.property(
        fc.tuple(cell, cell, cell),
        fc.nat({ max: 99_999_999 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
        (rows, before, decimals) => {
          const print = (fen: number) => printed(fen, decimals.next().value);
          const sum = (values: readonly number[]) => values.reduce((whole, one) => whole + one, 0);
          // Rows and columns add up to totals, which add up to one: every number stands in circles of sums.
          const facts = (own: string | undefined) =>
            [...rows.keys(), undefined].flatMap((row) =>
              [0, 1, undefined].map((column) => {
                const chosen = row === undefined ? rows : rows.slice(row, row + 1);
                const value = sum(
                  chosen.map((one) => (column === undefined ? sum(one) : (one[column] ?? 0))),
                );
                const at: Coordinate = {
                  ...(row === undefined ? {} : { function: CODES[row] ?? '' }),
                  ...(column === undefined ? {} : { kind: ['basic', 'project'][column] ?? '' }),
                };
                return fact(at, print(value), own, String(row));
              }),
            );
          const total = sum(rows.map(sum));
          const last = { year: '2022' };
          const apart: Said = {
            kind: 'difference',
            of: { measure: 'amount', flow: 'expenditure' },
            from: { measure: 'amount', flow: 'expenditure', ...last },
            direction: total < before ? 'less' : 'more',
            value: toBase(parseDecimal(printed(Math.abs(total - before), 2)) ?? NOTHING, '万元') ?? 0n,
            unit: '万元',
            decimals: 2,
            place: place(1),
          };
          const others = [...facts(undefined), fact(last, print(before))];
          const given = statements([table('支出', facts('支出')), table('总表', facts('总表'))], others, [
            apart,
          ]);
          expect(check(given).findings).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

const NOTHING = { digits: 0n, decimals: 0 };

describe('one root cause', () => {
  /** Functions by kind, with totals of both. */
  const grid = (rows: Readonly<Record<string, readonly [string, string, string]>>) =>
    table(
      '支出',
      Object.entries(rows).flatMap(([code, [total, basic, project]]) => {
        const at: Coordinate = code === '' ? {} : { function: code };
        return [
          fact(at, total, '支出', code),
          fact({ ...at, kind: 'basic' }, basic, '支出', code),
          fact({ ...at, kind: 'project' }, project, '支出', code),
        ];
      }),
    );

  it('is one finding: a number that breaks its row, its column and a sentence', () => {
    const given = grid({
      '': ['60.00', '20.00', '40.00'],
      '2080501': ['20.00', '10.00', '10.00'],
      '2080502': ['40.00', '10.00', '13.00'],
    });
    const { findings } = check(statements([given], [fact({ function: '2080502', kind: 'project' }, '30')]));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.laws?.length).toBeGreaterThan(2);
    expect(findings[0]?.repairs?.[0]?.changes).toMatchObject([{ printed: '13.00', required: '30.00' }]);
  });

  it('is one finding each where two numbers are wrong in one table', () => {
    const given = grid({
      '': ['60.00', '20.00', '40.00'],
      '2080501': ['20.00', '10.00', '11.00'],
      '2080502': ['40.00', '70.00', '30.00'],
    });
    const { findings } = check(statements([given]));
    const changes = findings.map(({ repairs }) =>
      repairs?.[0]?.changes.map(({ printed, required }) => [printed, required]),
    );
    expect(changes).toEqual(expect.arrayContaining([[['11.00', '10.00']], [['70.00', '10.00']]]));
    expect(changes).toHaveLength(2);
  });

  it('is one finding for a total that was added up from a wrong part', () => {
    const given = grid({
      '': ['63.00', '20.00', '43.00'],
      '2080501': ['20.00', '10.00', '10.00'],
      '2080502': ['43.00', '10.00', '33.00'],
    });
    const others = [
      fact({}, '60'),
      fact({ kind: 'project' }, '40'),
      fact({ function: '2080502' }, '40'),
      fact({ function: '2080502', kind: 'project' }, '30'),
    ];
    const { findings } = check(statements([given], others));
    expect(findings).toHaveLength(1);
    expect(findings[0]?.repairs?.[0]?.changes).toHaveLength(4);
  });

  it('lists every printing of a slip that was copied, once', () => {
    const alike = [fact({}, '12.00'), fact({}, '12.00')];
    const given = byKind('21.00', '10.00', '11.00');
    const [found, ...more] = check(statements([given], [...alike, fact({}, '21')])).findings;
    expect(more).toEqual([]);
    expect(found?.repairs?.[0]?.changes.map(({ printed }) => printed)).toEqual(['12.00', '12.00']);
    expect(found?.message.match(/应为/gu)).toHaveLength(2);
  });
});

describe('laws of lists', () => {
  it('a closed table says of a class, and of an item it leaves out, what it prints of items', () => {
    const items = table('明细', [
      fact({}, '30.00', '明细', '合计'),
      fact({ function: '2080501' }, '10.00', '明细'),
      fact({ function: '2080502' }, '20.00', '明细'),
    ]);
    expect(check(statements([items], [fact({ function: '20805' }, '30')])).findings).toEqual([]);
    const [wrong] = check(statements([items], [fact({ function: '20805' }, '31')])).findings;
    expect(wrong?.message).toContain('相差 1.00万元');
    const [left] = check(statements([items], [fact({ function: '2080506' }, '5.00')])).findings;
    expect(left?.message).toContain('没有列出');
  });

  it('a table that only its own sums show to be closed says so, and alone is no more than a warning', () => {
    const items = (total: string, ...more: readonly StatedFact[]): StatedTable => ({
      ...table('明细', [
        fact({}, total, '明细', '合计'),
        fact({ kind: 'personnel' }, '10.00', '明细'),
        fact({ kind: 'project' }, '20.00', '明细'),
        ...more,
      ]),
      isShownClosed: true,
    });
    const [alone] = check(statements([items('31.00')])).findings;
    expect(alone).toMatchObject({ severity: 'warning' });
    expect(alone?.message).toContain('没有其他合计可以印证');
    const before = { year: '2022' };
    const more = [
      fact(before, '9.00', '明细'),
      fact({ ...before, kind: 'personnel' }, '5.00', '明细'),
      fact({ ...before, kind: 'project' }, '4.00', '明细'),
    ];
    const [shown] = check(statements([items('31.00', ...more)])).findings;
    expect(shown).toMatchObject({ severity: 'error' });
    expect(shown?.message).toContain('其他 1 处');
    // Parts that exceed their whole are wrong whatever a table leaves out.
    const [exceeded] = check(statements([items('29.00')])).findings;
    expect(exceeded).toMatchObject({ severity: 'error' });
    const [stated] = check(statements([{ ...items('31.00'), isShownClosed: false }])).findings;
    expect(stated).toMatchObject({ severity: 'error' });
    expect(stated?.message).not.toContain('印证');
  });

  it('a closed table of a part says nothing of what is outside it', () => {
    const visits = { economic: '30217' };
    const items = (total: Coordinate): StatedTable => ({
      ...table('三公', [fact(total, '3.00', '三公', '合计'), fact(visits, '3.00', '三公')]),
      closed: new Set(['economic']),
    });
    const others = [fact({ economic: '302' }, '40.00')];
    expect(check(statements([items({ economic: 'visits' })], others)).findings).toEqual([]);
    expect(check(statements([items({})], others)).findings).toHaveLength(1);
  });

  it('projects of a table with a total add up, those of other lists need not', () => {
    const rows = [fact({ project: 'a' }, '10.00', '项目'), fact({ project: 'b' }, '21.00', '项目')];
    const total = fact({}, '30.00', '项目', '合计');
    expect(check(statements([table('项目', [total, ...rows])])).findings).toHaveLength(1);
    expect(check(statements([table('项目', rows)], [fact({}, '30.00')])).findings).toEqual([]);
  });

  it('rows that name accounts of both economic classifications add up to their total', () => {
    const row = (economic: string, govEconomic: string, text: string) =>
      fact({ economic, govEconomic }, text, '基本');
    const rows = [row('30101', '50101', '10.00'), row('30102', '50101', '21.00')];
    const given = {
      ...table('基本', [fact({}, '30.00', '基本'), ...rows]),
      closed: new Set(['economic', 'govEconomic']),
    };
    expect(check(statements([given])).findings).toHaveLength(1);
  });

  it('a row that was torn in two leaves a blank over, which says nothing', () => {
    const blank: StatedFact = { ...fact({ project: 'a' }, '0', '项目'), status: 'blank' };
    const row = fact({ project: 'a' }, '10.00', '项目');
    expect(check(statements([table('项目', [blank, row])])).findings).toEqual([]);
    const elsewhere = table('其他', [{ ...blank, table: '其他' }]);
    expect(check(statements([table('项目', [row]), elsewhere])).findings).toHaveLength(1);
  });

  it('a total of unlike things may be left blank', () => {
    const asset = (text: string, at: Coordinate): StatedFact => ({
      ...fact({ measure: 'count', ...at }, text, '资产'),
      unit: '台',
    });
    const blank = { ...asset('0', { asset: 'all' }), status: 'blank' as const };
    const cars = asset('7', { asset: 'vehicles' });
    expect(check(statements([table('资产', [blank, cars])])).findings).toEqual([]);
  });
});

describe('a document in which everything breaks', () => {
  it('is taken apart so far, and what is left is said to be not checked', () => {
    const tables = Array.from({ length: 400 }, (_, at) =>
      table(`表${at}`, [
        fact({ year: `${at}` }, '31.00', `表${at}`),
        fact({ year: `${at}`, kind: 'basic' }, '10.00', `表${at}`),
        fact({ year: `${at}`, kind: 'project' }, '20.00', `表${at}`),
      ]),
    );
    const { findings, notChecked } = check(statements(tables));
    expect(findings).toHaveLength(120);
    expect(notChecked).toContainEqual(expect.objectContaining({ reason: 'limit' }));
  });

  it('names no more printings of one number than people read', () => {
    const others = Array.from({ length: 3000 }, (_, at) => fact({}, `${at}.00`));
    const [found] = check(statements([], others)).findings;
    expect(found?.message.length).toBeLessThan(1000);
    expect(found?.places.length).toBeLessThanOrEqual(200);
  });
});

describe('slipLikeness', () => {
  it.each([
    ['12.34', '12.43', 0.8],
    ['12.34', '12.84', 0.8],
    ['1234', '12.34', 0.8],
    ['12.3', '12.34', 0.7],
    ['-5.00', '5.00', 0.8],
    ['120000', '12.00', 0.8],
  ])('%s for %s looks like a slip', (printed, wanted, least) => {
    expect(slipLikeness(printed, wanted)).toBeGreaterThan(least);
  });
  it('the number of the row above does, that of the column beside less', () => {
    expect(slipLikeness('981.20', '12.34', ['981.20'])).toBeGreaterThan(0.85);
    expect(slipLikeness('981.20', '12.34', [], ['981.20'])).toBeLessThan(0.7);
  });
  it('an unrelated number does not', () => expect(slipLikeness('981.20', '12.34')).toBeLessThan(0.5));
});
