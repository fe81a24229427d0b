import { describe, expect, it } from 'vitest';
import { parseSource } from '../packs/source.ts';
import { hasShared, readShared } from '../testing/reading.ts';
import { groupsOf } from './draft.ts';
import { entryOf, libraryOf } from './library.ts';
import { loadLibrary } from './load-library.ts';
import { searchIndicators } from './search.ts';

const loaded = loadLibrary();
if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('\n'));
const library = loaded.value;

const GOOD = `id: test
title: 试
documents: [{ id: a, body: 示例局, year: 2025, title: 预算 }]
groups: [{ id: g, name: 组, words: [词] }]
indicators:
  - name: 办结率
    group: g
    level: 产出指标/质量指标
    kind: quantity
    unit: "%"
    better: more
    numerator: 办结数
    denominator: 受理数
    data: [台账]
    target: ≥95%
    aliases: [办件办结率]
    seen: [{ target: ≥90%, document: a, place: 某项目 }]
`;

function problemsOf(text: string) {
  const source = parseSource(text, 'x.yaml');
  if (!source.ok) throw new Error('yaml');
  return libraryOf(source.value).problems.map(({ key, where }) => [key, where.line]);
}

describe('a library file', () => {
  it('is taken as it stands where nothing is wrong', () => {
    expect(problemsOf(GOOD)).toEqual([]);
  });

  it.each([
    ['a group that there is not', 'group: g\n', 'group: h\n', 'performance.library.group', 7],
    ['a document that there is not', 'document: a', 'document: b', 'performance.library.document', 17],
    ['a ratio without its denominator', '    denominator: 受理数\n', '', 'performance.library.computed', 6],
    ['a quantity without a unit', '    unit: "%"\n', '', 'performance.library.unit', 9],
    ['a target of another kind', 'target: ≥95%', 'target: 稳步提高', 'performance.library.target', 15],
  ])('names %s with its line', (_, from, to, key, line) => {
    expect(GOOD).toContain(from);
    expect(problemsOf(GOOD.replace(from, to))).toEqual([[key, line]]);
  });

  it('names a name that two entries have, and a key that nobody knows', () => {
    const second = GOOD.slice(GOOD.indexOf('  - name')).replace('name: 办结率', 'name: 另一个');
    expect(problemsOf(GOOD + second).map(([key]) => key)).toEqual(['performance.library.twice']);
    expect(problemsOf(GOOD.replace('better:', 'besser:'))).toHaveLength(1);
  });
});

describe('the shipped library', () => {
  it('has the businesses of medical security, each with indicators of output and of effect', () => {
    for (const { id, name } of library.groups.filter(({ words }) => words.length > 0)) {
      const levels = library.indicators.filter(({ group }) => group === id).map(({ level }) => level);
      expect(
        levels.some((level) => level.startsWith('产出')),
        name,
      ).toBe(true);
    }
    expect(library.groups.length).toBeGreaterThanOrEqual(16);
    expect(library.indicators.length).toBeGreaterThan(200);
  });

  it.runIf(hasShared)(
    'knows nearly every indicator of five real documents (skipped without ../shared)',
    async () => {
      const seeds = [
        'gaoyang-2025',
        'baoding-lianchi-2023',
        'shijiazhuang-2024',
        'luoyang-xigong-2023',
        'dazhou-center-2023',
      ];
      const names: string[] = [];
      for (const seed of seeds) {
        const { records } = await readShared(`seeds/${seed}.txt`);
        names.push(...records.indicators.map(({ level3 }) => level3));
      }
      const unknown = names.filter((name) => entryOf(library, name) === undefined);
      expect(names.length).toBeGreaterThan(500);
      // What is left has names that extraction has run together with the cell beside them.
      expect(unknown.length * 15, unknown.join('\n')).toBeLessThan(names.length);
    },
  );
});

describe('searchIndicators', () => {
  const names = (...words: string[]) => searchIndicators(library, words).map(({ entry }) => entry.name);

  it.each([
    ['参保率', '基本医疗保险参保率'],
    ['参保人员满意度', '参保群众满意度'],
    ['drg 准确', 'DRG/DIP 支付准确率'],
    ['举报 办结', '举报案件办结率'],
    ['信息系统正常运行', '医保信息系统正常运行率'],
    ['外伤 成本控制', '外伤调查成本控制数'],
  ])('finds for %s first %s', (asked, first) => {
    expect(names(asked)[0]).toBe(first);
  });

  it('finds what is written alike, and nothing for what is not there', () => {
    expect(names('慢性病病人权益保障').length).toBeGreaterThan(0);
    expect(names('航天发射')).toEqual([]);
    expect(names('', ' ')).toEqual([]);
  });

  it('puts those that fit every word before those that fit one', () => {
    const found = searchIndicators(library, ['培训', '满意度']).map(({ entry }) => entry.name);
    expect(found[0]).toBe('参训人员满意度');
    expect(found.length).toBeGreaterThan(5);
  });
});

describe('the businesses of a project', () => {
  it.each([
    ['意外伤害调查界定服务费', '', ['injury']],
    ['医保专线费', '租用医保网络专线', ['platform']],
    ['离休干部医药费', '', ['benefits']],
    ['某某项目', '', []],
  ])('of %s are told by its words', (name, purpose, expected) => {
    expect(groupsOf({ name, purpose }, library).map(({ id }) => id)).toEqual(expected);
  });
});
