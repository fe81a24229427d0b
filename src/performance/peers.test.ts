import { describe, expect, it } from 'vitest';
import { printDecimal } from '../money/decimal.ts';
import { entryOf } from './library.ts';
import { loadLibrary } from './load-library.ts';
import { type PeerDocument, peersOf } from './peers.ts';
import { parseTarget } from './target.ts';

const loaded = loadLibrary();
if (!loaded.ok) throw new Error('library');
const library = loaded.value;

let line = 0;
function indicator(project: string, level3: string, target: string): PeerDocument['indicators'][number] {
  const { operator, value, unit, unread } = parseTarget(target);
  line += 1;
  return {
    project,
    level1: '产出指标',
    level2: '数量指标',
    level3,
    description: '',
    operator,
    value,
    unit,
    basis: '',
    unread,
    place: { type: 'line', line, from: 0, to: 1 },
  };
}

function document(
  body: string,
  fen: bigint | undefined,
  ...indicators: PeerDocument['indicators']
): PeerDocument {
  const project = {
    entity: '1',
    code: 'p1',
    name: '外伤调查',
    ...(fen === undefined ? {} : { statedBudget: fen }),
  };
  return { file: `${body}.pdf`, body, year: 2025, projects: [project], indicators };
}

const entry = entryOf(library, '意外伤害调查件数');
if (entry === undefined) throw new Error('entry');

describe('peersOf', () => {
  const documents = [
    document('甲', 10_000_000n, indicator('p1', '调查界定人次数', '≥1,000人次')),
    document(
      '乙',
      30_000_000n,
      indicator('p1', '外伤调查件数', '≥2000件'),
      indicator('p1', '外伤调查件数', '≥2000件'),
    ),
    document('丙', 5_000_000n, indicator('p1', '现场调查数量', '≥0.07万件')),
    document('丁', undefined, indicator('p1', '外伤调查件数', '≥50件')),
    document(
      '戊',
      1_000_000n,
      indicator('p1', '外伤调查件数', '持续增加'),
      indicator('p1', '会议次数', '≥3次'),
    ),
    document('己', 1_000_000n, indicator('p1', '外伤调查件数', 'z90件')),
  ];
  const peers = peersOf(documents, library, { entry });

  it('takes an indicator under all of its names, each target once, with its place', () => {
    expect(peers.targets.map(({ body, target }) => `${body}${target}`)).toEqual([
      '甲≥1,000人次',
      '乙≥2000件',
      '丙≥0.07万件',
      '丁≥50件',
      '戊持续增加',
      '己z90件',
    ]);
    expect(peers.targets[1]).toMatchObject({ file: '乙.pdf', project: '外伤调查', place: { type: 'line' } });
  });

  it('gives ranges by unit, exactly, and mixes no units', () => {
    const range = (unit: string) => peers.ranges.find((one) => one.unit === unit);
    const said = [range('件')?.least, range('件')?.middle, range('件')?.most].map(
      (one) => one && printDecimal(one),
    );
    expect(said).toEqual(['50', '700.00', '2000']);
    expect(range('人次')?.count).toBe(1);
    const two = [
      document('甲', 1n, indicator('p1', '外伤调查件数', '≥2件'), indicator('p1', '外伤调查件数', '≥5件')),
    ];
    const [half] = peersOf(two, library, { entry }).ranges;
    expect(half && printDecimal(half.middle)).toBe('3.5');
  });

  it('divides the budget by what is counted, to the fen, and only where both were read', () => {
    expect(peers.targets.map(({ unitCost }) => unitCost)).toEqual([
      10_000n,
      15_000n,
      7_143n,
      undefined,
      undefined,
      undefined,
    ]);
    expect(peers.costs).toEqual([
      { unit: '人次', count: 1, least: 10_000n, middle: 10_000n, most: 10_000n },
      { unit: '件', count: 2, least: 7_143n, middle: 11_072n, most: 15_000n },
    ]);
  });

  it('gives no cost for nothing, nor for a rate', () => {
    const none = peersOf([document('甲', 1n, indicator('p1', '外伤调查件数', '≥0件'))], library, { entry });
    expect(none.targets[0]?.unitCost).toBeUndefined();
    const rate = peersOf([document('甲', 1n, indicator('p1', '外伤调查及时率', '≥95%'))], library, {
      words: ['外伤', '及时'],
    });
    expect(rate.targets).toHaveLength(1);
    expect(rate.costs).toEqual([]);
  });
});
