import fc from 'fast-check';
import { expect, it } from 'vitest';
import { differenceOf, type Stretch } from './text-difference.ts';

const side = (stretches: readonly Stretch[], without: Stretch['in']) =>
  stretches
    .filter((one) => one.in !== without)
    .map(({ text }) => text)
    .join('');

it('shows only what of a sentence has changed, numbers as a whole', () => {
  expect(differenceOf('支出595.88万元，其中甲。', '支出600.88万元，其中甲、乙。')).toEqual([
    { text: '支出', in: 'both' },
    { text: '595.88', in: 'before' },
    { text: '600.88', in: 'after' },
    { text: '万元，其中甲', in: 'both' },
    { text: '、乙', in: 'after' },
    { text: '。', in: 'both' },
  ]);
});

it('loses nothing of either sentence', () => {
  const text = fc.string({ unit: fc.constantFrom('甲', '乙', '1', '.', '2') });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const stretches = differenceOf(before, after);
      expect(side(stretches, 'after')).toBe(before);
      expect(side(stretches, 'before')).toBe(after);
    }),
  );
});
