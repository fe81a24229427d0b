import fc from 'fast-check';
import { expect, it } from 'vitest';
import { grouped, sayShare, sumOf } from './group.ts';

it('draws the largest by themselves and all others as one, losing none and naming one that would be alone', () => {
  const sizes = fc.array(
    fc.bigInt(0n, 1000n).map((fen) => ({ fen })),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(sizes, fc.integer({ min: 1, max: 8 }), (things, most) => {
      const { shown, rest } = grouped(things, most);
      expect(sumOf(shown) + sumOf(rest)).toBe(sumOf(things));
      expect(rest.length).not.toBe(1);
      expect(shown.length).toBeLessThanOrEqual(most + 1);
      for (const small of rest) for (const large of shown) expect(small.fen <= large.fen).toBe(true);
    }),
  );
});

it('says shares exactly', () => {
  expect(sayShare(1n, 3n)).toBe('33.3%');
  expect(sayShare(2n, 3n)).toBe('66.7%');
  expect(sayShare(1n, 1n)).toBe('100.0%');
  expect(sayShare(1n, 0n)).toBe('');
});
