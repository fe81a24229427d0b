import { describe, expect, it } from 'vitest';
import type { Coordinate, Fact } from '../facts/fact.ts';
import { makeSpace } from '../facts/space.ts';
import { zh } from '../messages/zh/index.ts';
import { treeByDigits } from '../testing/tree.ts';
import { testLaw } from './law.ts';
import { rollUpLaws } from './roll-up.ts';
import { RULES } from './rules.ts';

const FUNCTION_NAMES: Readonly<Record<string, string>> = {
  '208': '社会保障',
  '20805': '养老',
  '2080505': '养老保险',
  '2080506': '职业年金',
  '210': '卫生健康',
  '21015': '医疗保障',
  '2101501': '行政运行',
};

const space = makeSpace({
  trees: {
    function: treeByDigits(FUNCTION_NAMES, [3, 5, 7]),
    economic: treeByDigits({ '301': '工资' }, [3, 5]),
    govEconomic: treeByDigits({ '501': '工资' }, [3, 5]),
  },
  entities: [{ code: '1', name: '示例局' }],
});

/** A printed cell in 万元 with two decimals: 0.01 万元 is 10,000 fen. */
function cell(at: Coordinate, hundredths: number): Fact {
  return { at, value: BigInt(hundredths) * 10_000n, unit: '万元', decimals: 2, status: 'printed' };
}

function outcomes(facts: readonly Fact[], closed: readonly string[] = ['function', 'kind']) {
  return rollUpLaws(space, facts, new Set(closed)).map((law) => ({
    dimension: law.dimension,
    total: law.total.at,
    parts: law.parts.length,
    outcome: testLaw(law),
  }));
}

describe('roll-up', () => {
  it('agrees where parts add up, along the tree', () => {
    expect(
      outcomes([
        cell({}, 300),
        cell({ function: '208' }, 300),
        cell({ function: '20805' }, 300),
        cell({ function: '2080505' }, 100),
        cell({ function: '2080506' }, 200),
      ]),
    ).toEqual([
      { dimension: 'function', total: {}, parts: 1, outcome: 'agrees' },
      { dimension: 'function', total: { function: '208' }, parts: 1, outcome: 'agrees' },
      { dimension: 'function', total: { function: '20805' }, parts: 2, outcome: 'agrees' },
    ]);
  });

  it('finds the parts where levels are left out', () => {
    expect(
      outcomes([cell({}, 300), cell({ function: '2080505' }, 100), cell({ function: '2101501' }, 200)]),
    ).toEqual([{ dimension: 'function', total: {}, parts: 2, outcome: 'agrees' }]);
  });

  it('tells what rounding explains from what it does not', () => {
    const parts = [
      cell({ function: '2080505' }, 100),
      cell({ function: '2080506' }, 100),
      cell({ function: '2101501' }, 100),
    ];
    expect(outcomes([cell({}, 302), ...parts])[0]?.outcome).toBe('rounding');
    expect(outcomes([cell({}, 303), ...parts])[0]?.outcome).toBe('broken');
  });

  it('uses every hierarchy of a dimension', () => {
    const found = outcomes([
      cell({}, 30),
      cell({ kind: 'basic' }, 10),
      cell({ kind: 'project' }, 20),
      cell({ kind: 'personnel' }, 10),
    ]);
    expect(found).toContainEqual({ dimension: 'kind', total: {}, parts: 2, outcome: 'agrees' });
    expect(found).toContainEqual({
      dimension: 'kind',
      total: { kind: 'basic' },
      parts: 1,
      outcome: 'agrees',
    });
  });

  it('lets an open list leave parts out, not exceed the whole', () => {
    expect(outcomes([cell({ kind: 'basic' }, 30), cell({ kind: 'personnel' }, 10)], [])[0]?.outcome).toBe(
      'agrees',
    );
    expect(outcomes([cell({ kind: 'basic' }, 30), cell({ kind: 'personnel' }, 50)], [])[0]?.outcome).toBe(
      'broken',
    );
  });

  it('follows the hierarchy that the table prints, not one that passes its members by', () => {
    const found = outcomes([
      cell({}, 30),
      cell({ kind: 'basic' }, 10),
      cell({ kind: 'project' }, 20),
      cell({ kind: 'business' }, 0),
    ]);
    expect(found).toEqual([{ dimension: 'kind', total: {}, parts: 3, outcome: 'agrees' }]);
  });

  it('takes columns for complete only if they are', () => {
    expect(outcomes([cell({}, 30), cell({ kind: 'basic' }, 10)], ['function'])).toEqual([
      { dimension: 'kind', total: {}, parts: 1, outcome: 'agrees' },
    ]);
    expect(outcomes([cell({}, 30), cell({ kind: 'basic' }, 40)], ['function'])[0]?.outcome).toBe('broken');
  });

  it('lets an of-which part be less than the whole, not more', () => {
    const whole = cell({ asset: 'buildings' }, 100);
    expect(outcomes([whole, cell({ asset: 'offices' }, 60)])[0]?.outcome).toBe('agrees');
    expect(outcomes([whole, cell({ asset: 'offices' }, 130)])[0]?.outcome).toBe('broken');
  });

  it('does not check an unread cell', () => {
    const unread: Fact = { ...cell({ kind: 'basic' }, 0), status: 'unread' };
    expect(outcomes([cell({}, 10), unread])[0]?.outcome).toBe('notChecked');
  });
});

describe('the catalogue of rules', () => {
  it('has a title and a text for every rule', () => {
    for (const [id, rule] of Object.entries(RULES)) {
      expect(zh[rule.title], id).toBeTruthy();
      const texts = Object.keys(zh).filter((key) => key.startsWith(rule.title.replace(/\.title$/u, '')));
      expect(texts.length, id).toBeGreaterThan(2);
      expect(zh[rule.basis], id).toBeTruthy();
    }
  });
});
