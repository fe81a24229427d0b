import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEN_PER, inUnit, MONEY_UNITS, parseAmount, printAmount } from './amount.ts';
import { divideRounded, parseDecimal, printDecimal, rescale } from './decimal.ts';
import { addIntervals, around, exactly, mayBeAtMost, negate, overlap } from './interval.ts';

describe('reading a decimal', () => {
  it.each<[string, string | undefined]>([
    ['65.00', '65.00'],
    ['1,234,567.8', '1234567.8'],
    ['１２３．４５', '123.45'],
    ['１，２３４', '1234'],
    ['-5', '-5'],
    ['－5.0', '-5.0'],
    ['−5', '-5'],
    ['(12.30)', '-12.30'],
    ['（12）', '-12'],
    ['+3', '3'],
    ['.5', '0.5'],
    ['  7 ', '7'],
    ['0.00', '0.00'],
    ['12,34', undefined],
    ['1,2345', undefined],
    ['1.2.3', undefined],
    ['12万', undefined],
    ['1e5', undefined],
    ['', undefined],
    ['--5', undefined],
    ['1'.repeat(41), undefined],
  ])('%j is %j', (text, expected) => {
    const decimal = parseDecimal(text);
    expect(decimal === undefined ? undefined : printDecimal(decimal)).toBe(expected);
  });

  it('is the inverse of printing', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
        fc.nat({ max: 8 }),
        fc.boolean(),
        (digits, decimals, grouped) => {
          expect(parseDecimal(printDecimal({ digits, decimals }, grouped))).toEqual({ digits, decimals });
        },
      ),
    );
  });
});

describe('reading an amount', () => {
  it.each<[string, '元' | '万元' | '亿元', object]>([
    ['65.00', '万元', { status: 'printed', fen: 65_000_000n, decimals: 2 }],
    ['595.88', '元', { status: 'printed', fen: 59_588n, decimals: 2 }],
    ['1.5', '亿元', { status: 'printed', fen: 15_000_000_000n, decimals: 1 }],
    ['0.00', '万元', { status: 'zero', fen: 0n, decimals: 2 }],
    ['0', '元', { status: 'zero', fen: 0n, decimals: 0 }],
    ['', '元', { status: 'blank' }],
    ['　', '元', { status: 'blank' }],
    ['-', '元', { status: 'dash' }],
    ['——', '元', { status: 'dash' }],
    ['见附表', '元', { status: 'unread', raw: '见附表' }],
    ['1.005', '元', { status: 'unread' }],
    ['1.0050', '万元', { status: 'printed', fen: 1_005_000n, decimals: 4 }],
  ])('%j in %s', (text, unit, expected) => {
    expect(parseAmount(text, unit)).toMatchObject(expected);
  });

  it('is the inverse of printing, in every unit and precision', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }),
        fc.constantFrom(...MONEY_UNITS),
        fc.nat({ max: 6 }),
        fc.boolean(),
        (digits, unit, decimals, grouped) => {
          // Money has no half fen.
          fc.pre(10n ** BigInt(decimals) <= FEN_PER[unit]);
          const printed = printDecimal({ digits, decimals }, grouped);
          const amount = parseAmount(printed, unit);
          expect(amount.status).toBe(digits === 0n ? 'zero' : 'printed');
          if (amount.status !== 'printed' && amount.status !== 'zero') return;
          expect(printAmount(amount.fen, { unit, decimals, grouped })).toBe(printed);
        },
      ),
    );
  });
});

describe('rounding', () => {
  it.each<[bigint, bigint, bigint]>([
    [5n, 10n, 1n],
    [-5n, 10n, -1n],
    [4n, 10n, 0n],
    [15n, 10n, 2n],
    [-14n, 10n, -1n],
  ])('%d / %d is %d: halves away from zero', (numerator, denominator, expected) => {
    expect(divideRounded(numerator, denominator)).toBe(expected);
  });

  it('keeps every digit when decimals are added', () => {
    expect(rescale({ digits: 15n, decimals: 1 }, 3)).toEqual({ digits: 1500n, decimals: 3 });
    expect(rescale({ digits: 1500n, decimals: 3 }, 1)).toEqual({ digits: 15n, decimals: 1 });
  });

  it('never moves an amount by more than half a printed digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (fen) => {
        const { digits } = inUnit(fen, '万元', 2);
        const difference = 2n * (digits * 10_000n - fen);
        expect(difference <= 10_000n && difference >= -10_000n).toBe(true);
      }),
    );
  });
});

describe('intervals', () => {
  it('are closed: two printings one last digit apart touch', () => {
    const a = around(100n * 10_000n, 10_000n);
    expect(overlap(a, around(101n * 10_000n, 10_000n))).toBe(true);
    expect(overlap(a, around(102n * 10_000n, 10_000n))).toBe(false);
  });

  it('of prints to the fen are points', () => {
    expect(around(12_345n, 1n)).toEqual(exactly(12_345n));
    expect(overlap(exactly(5n), exactly(6n))).toBe(false);
  });

  it('widen by half a digit for each addend', () => {
    const sum = addIntervals(around(10n, 10n), around(20n, 10n));
    expect(overlap(sum, exactly(40n))).toBe(true);
    expect(overlap(sum, exactly(41n))).toBe(false);
  });

  it('compare at their ends', () => {
    expect(mayBeAtMost(exactly(5n), exactly(5n))).toBe(true);
    expect(mayBeAtMost(around(20n, 10n), exactly(15n))).toBe(true);
    expect(mayBeAtMost(around(20n, 10n), exactly(14n))).toBe(false);
    expect(negate(around(20n, 10n))).toMatchObject({ low: -50n, high: -30n });
  });
});
