import { describe, expect, it } from 'vitest';
import { figuresOf, hasShared, judge, readShared } from '../testing/reading.ts';
import { coverageOf } from './coverage.ts';

/** Documents by the pack that is taken away. */
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['hebei-2025', ['gaoyang-2025']],
  ['hebei-2023', ['baoding-lianchi-2023']],
  ['henan-2023', ['luoyang-xigong-2023']],
  [
    'shanghai',
    [
      'qufuban-2025-department-budget',
      'wanli-2024-department-budget',
      'fuliyuan-2024-unit-budget',
      'shi-caizhengju-2025-unit-budget',
    ],
  ],
  ['shanghai-final', ['caizhengju-2024-final-accounts']],
];

describe.skipIf(!hasShared)('without the pack of a document (skipped where ../shared is missing)', () => {
  for (const [pack, names] of CASES) {
    for (const name of names) {
      it(`${name} without ${pack}, and by words alone: 80 % of the table amounts, none wrongly`, async () => {
        const figures = figuresOf(name);
        const others = await readShared(figures.document, [pack]);
        const none = await readShared(figures.document, [pack], 'generic');
        expect(others.pack.id).not.toBe(pack);
        expect(none.pack.id).toBe('generic');
        for (const reading of [others, none]) {
          const wrong = judge(reading, figures).filter(
            ({ figure, verdict }) => verdict === 'wrong' && figure.part === 'table',
          );
          expect(wrong.map(({ figure, read }) => `${figure.where} ${figure.value} ${read}`)).toEqual([]);
          const { tables } = coverageOf(reading.numbers);
          expect(tables.placed / tables.printed).toBeGreaterThanOrEqual(0.8);
        }
      });
    }
  }
});
