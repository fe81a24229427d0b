import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Account,
  AccountTree,
  type Classification,
  levelOfCode,
  levelRules,
  normalName,
  parentOfCode,
} from './tree.ts';

function account(code: string, name: string, aliases: readonly string[] = []): Account {
  return { code, name, aliases, from: 2023, seen: [], status: 'official' };
}

const tree = new AccountTree('function', 2025, [
  account('210', '卫生健康支出', ['医疗卫生与计划生育支出']),
  account('2101501', '行政运行'),
  account('21015', '医疗保障管理事务'),
  account('2101506', '医疗保障经办事务'),
  account('208', '社会保障和就业支出'),
  account('20801', '人力资源和社会保障管理事务'),
  account('2080101', '行政运行'),
  account('20899', '其他社会保障和就业支出'),
  account('2089999', '其他社会保障和就业支出'),
]);

function codesOf(accounts: readonly Account[]): readonly string[] {
  return accounts.map((one) => one.code);
}

describe('the level and the parent of a code follow from its digits', () => {
  const cases: readonly [Classification, string, string | undefined, string | undefined][] = [
    ['function', '210', 'class', undefined],
    ['function', '21015', 'group', '210'],
    ['function', '2101506', 'item', '21015'],
    ['function', '2101', undefined, '210'],
    ['function', '210150601', undefined, '2101506'],
    ['function', '301', undefined, undefined],
    ['function', '', undefined, undefined],
    ['function', '二一〇', undefined, undefined],
    ['economic', '302', 'class', undefined],
    ['economic', '30231', 'item', '302'],
    ['economic', '3023101', undefined, '30231'],
    ['govEconomic', '50208', 'item', '502'],
    ['govEconomic', '30231', undefined, '302'],
  ];
  test.each(cases)('%s %s is %s below %s', (classification, code, level, parent) => {
    expect(levelOfCode(classification, code)).toBe(level);
    expect(parentOfCode(classification, code)).toBe(parent);
  });

  test('for every code of the rules: ancestors are the shorter beginnings, and it is within each of them', () => {
    const classification = fc.constantFrom<Classification>('function', 'economic', 'govEconomic');
    fc.assert(
      fc.property(classification, fc.stringMatching(/^\d{6}$/u), fc.nat(2), (kind, digits, at) => {
        const rules = levelRules[kind];
        const rule = rules[at % rules.length];
        if (rule === undefined) return;
        const code = `${{ function: '2', economic: '3', govEconomic: '5' }[kind]}${digits}`.slice(
          0,
          rule.digits,
        );
        const empty = new AccountTree(kind, 2025, []);
        const above = empty.ancestorsOf(code);
        expect(empty.levelOf(code)).toBe(rule.level);
        expect(above).toEqual(
          rules.filter((one) => one.digits < rule.digits).map((one) => code.slice(0, one.digits)),
        );
        expect(above.at(-1)).toBe(empty.parentOf(code));
        for (const ancestor of above) {
          expect(empty.isWithin(code, ancestor)).toBe(true);
          expect(empty.isWithin(ancestor, code)).toBe(false);
        }
      }),
    );
  });

  test('for every set of codes: each is found, a child of its parent, and sorted after it', () => {
    const code = fc
      .tuple(fc.constantFrom('208', '210'), fc.stringMatching(/^(\d{2}){0,2}$/u))
      .map((one) => one.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(code), (codes) => {
        const some = new AccountTree(
          'function',
          2025,
          codes.map((one) => account(one, `名称${one}`)),
        );
        const order = codesOf(some.all());
        expect(order).toEqual(codes.toSorted());
        for (const one of codes) {
          expect(some.find(one)?.code).toBe(one);
          const parent = some.parentOf(one);
          const siblings = parent === undefined ? some.classes() : some.childrenOf(parent);
          expect(codesOf(siblings)).toContain(one);
          if (parent !== undefined && codes.includes(parent)) {
            expect(order.indexOf(parent)).toBeLessThan(order.indexOf(one));
          }
        }
      }),
    );
  });
});

describe('names are compared without blanks, width and kind of bracket', () => {
  test.each([
    ['因公出国（境）费用', '因公出国(境) 费用'],
    ['维修（护）费', '维修〔护〕费'],
    ['行 政\t运\n行', '行政运行'],
    ['\ufeff办公费', '办公费'],
    ['２０２５年', '2025年'],
    ['⽀出', '支出'],
  ])('%j is %j', (left, right) => {
    expect(normalName(left)).toBe(normalName(right));
  });

  test.each([
    ['210', '卫生健康支出', true],
    ['210', '卫生健康 支出', true],
    ['210', '医疗卫生与计划生育支出', true],
    ['210', '社会保障和就业支出', false],
    ['211', '节能环保支出', false],
  ])('%s %s: %s', (code, name, expected) => {
    expect(tree.matches(code, name)).toBe(expected);
  });
});

describe('accounts are looked up', () => {
  test('by name: all that share it, or those below one account', () => {
    expect(codesOf(tree.findByName('行政运行'))).toEqual(['2080101', '2101501']);
    expect(codesOf(tree.findByName('行政运行', '210'))).toEqual(['2101501']);
    expect(codesOf(tree.findByName('其他社会保障和就业支出', '20899'))).toEqual(['2089999']);
    expect(tree.findByName('没有的科目')).toEqual([]);
  });

  test.each([
    ['21015', ['21015', '2101501', '2101506']],
    ['210 15', ['21015', '2101501', '2101506']],
    ['行政运行', ['2080101', '2101501']],
    ['210 运行', ['2101501']],
    ['医疗保障 事务', ['21015', '2101506']],
    ['社会保障', ['208', '20801', '20899', '2089999']],
    ['计划生育', ['210']],
    ['２１０１５０６', ['2101506']],
    ['', []],
    ['  ', []],
  ])('%j', (text, codes) => {
    expect(codesOf(tree.search(text)).toSorted()).toEqual(codes);
  });

  test('what matches whole comes first', () => {
    expect(codesOf(tree.search('社会保障'))[0]).toBe('208');
    expect(codesOf(tree.search('医疗保障经办事务'))).toEqual(['2101506']);
  });
});

describe('a code no list knows is taken under the name its document gives it', () => {
  const local = tree.withLocal([
    { code: '2101597', name: '医保飞行检查' },
    { code: '2101501', name: '改了的名称' },
  ]);

  test('it stands below its parent by digits, and is said to be unknown', () => {
    expect(local.find('2101597')).toMatchObject({ name: '医保飞行检查', status: 'local' });
    expect(codesOf(local.childrenOf('21015'))).toEqual(['2101501', '2101506', '2101597']);
    expect(local.ancestorsOf('2101597')).toEqual(['210', '21015']);
    expect(local.isKnown('2101597')).toBe(false);
    expect(local.isKnown('2101506')).toBe(true);
    expect(local.isKnown('2101598')).toBe(false);
  });

  test('a known code keeps its official name, and the first tree is as it was', () => {
    expect(local.nameOf('2101501')).toBe('行政运行');
    expect(tree.find('2101597')).toBeUndefined();
    expect(tree.withLocal([])).toBe(tree);
  });

  test('it needs no known parent', () => {
    const orphan = tree.withLocal([{ code: '2990101', name: '试点' }]);
    expect(orphan.ancestorsOf('2990101')).toEqual(['299', '29901']);
    expect(codesOf(orphan.childrenOf('29901'))).toEqual(['2990101']);
  });
});
