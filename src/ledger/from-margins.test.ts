import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import { packSpace } from '../packs/space.ts';
import { testAccounts, testPack } from '../testing/ledger.ts';
import { type DeterminedLine, determineLines, type Margin } from './from-margins.ts';
import { leavesOf } from './sheets.ts';

const space: Space = packSpace(testPack, testAccounts(), { year: 2025, entities: [] });
const DIMENSIONS = ['function', 'kind', 'source', 'economic'];
const isFinest = (dimension: string, member: string) =>
  leavesOf(space, dimension).includes(member) || space.get(dimension)?.partitions(member).length === 0;

function determine(margins: readonly Margin[]) {
  return determineLines(margins, { space, dimensions: DIMENSIONS, isFinest });
}

const exact = (at: Coordinate, value: bigint): Margin => ({ at, low: value, high: value, value });

/** Printed in 万元 with two decimals. */
const rounded = (at: Coordinate, value: bigint): Margin => {
  const printed = ((value + 5_000n) / 10_000n) * 10_000n;
  return value === 0n ? exact(at, 0n) : { at, low: printed - 5_000n, high: printed + 5_000n, value: printed };
};

const found = (lines: readonly DeterminedLine[]) =>
  lines.map(({ at, value }) => `${DIMENSIONS.map((id) => at[id] ?? '?').join(' ')} ${value}`).sort();

describe('lines from margins', () => {
  it('crosses margins where one of them has a single member', () => {
    const { lines } = determine([
      exact({}, 100n),
      exact({ source: 'generalPublicBudget' }, 100n),
      exact({ function: '2101501' }, 100n),
      exact({ kind: 'personnel' }, 100n),
      exact({ economic: '30101' }, 70n),
      exact({ economic: '30102' }, 30n),
    ]);
    expect(found(lines)).toEqual([
      '2101501 personnel generalPublicBudget 30101 70',
      '2101501 personnel generalPublicBudget 30102 30',
    ]);
    expect(lines.every((line) => line.exact)).toBe(true);
  });

  it('leaves open what several ways would satisfy, and keeps the sum that is certain', () => {
    const { lines } = determine([
      exact({}, 100n),
      exact({ function: '2101501' }, 60n),
      exact({ function: '2080505' }, 40n),
      exact({ economic: '30101' }, 70n),
      exact({ economic: '30108' }, 30n),
    ]);
    expect(found(lines)).toEqual(['2080505 ? ? ? 40', '2101501 ? ? ? 60']);
    expect(lines[0]?.open.economic).toEqual(['30101', '30108']);
  });

  it('follows zeros through the cross until one way is left', () => {
    const { lines } = determine([
      exact({}, 100n),
      exact({ function: '2101501', kind: 'personnel' }, 60n),
      exact({ function: '2080505', kind: 'personnel' }, 0n),
      exact({ function: '2080505', kind: 'runningCosts' }, 40n),
      exact({ function: '2101501', kind: 'runningCosts' }, 0n),
      exact({ economic: '30101', kind: 'personnel' }, 60n),
      exact({ economic: '30201', kind: 'runningCosts' }, 40n),
    ]);
    expect(found(lines)).toEqual(['2080505 runningCosts ? 30201 40', '2101501 personnel ? 30101 60']);
  });

  it('rejects a margin that contradicts the more trusted ones before it', () => {
    const wrong = exact({ function: '2101501' }, 120n);
    const { rejected, lines } = determine([exact({}, 100n), wrong]);
    expect(rejected).toEqual([wrong]);
    expect(found(lines)).toEqual(['? ? ? ? 100']);
  });

  it('does not take a printed digit that parts come short of the whole by for rounding', () => {
    const { lines, rejected } = determine([
      rounded({}, 24_469n),
      rounded({ function: '2101501' }, 9_000n),
      rounded({ source: 'generalPublicBudget' }, 9_000n),
      exact({ function: '2080501', source: 'generalPublicBudget' }, 0n),
      rounded({ function: '2080501' }, 15_469n),
    ]);
    expect(rejected).toEqual([]);
    expect(found(lines)).toContain('2080501 ? ? ? 20000');
  });

  it('does not let a blank take away what is printed inside it', () => {
    const blank = exact({ source: 'generalPublicBudget' }, 0n);
    const { lines, rejected } = determine([
      exact({}, 100n),
      blank,
      exact({ function: '2101501', source: 'generalPublicBudget' }, 100n),
    ]);
    expect(rejected).toEqual([blank]);
    expect(found(lines)).toEqual(['2101501 ? generalPublicBudget ? 100']);
  });

  it('states nothing where most numbers contradict the first', () => {
    const small = exact({}, 1n);
    const { lines, rejected } = determine([
      small,
      exact({ function: '2101501' }, 60n),
      exact({ kind: 'personnel' }, 40n),
    ]);
    expect(lines).toEqual([]);
    expect(rejected).toHaveLength(2);
  });

  it('takes nothing for certain beside a printed part that is smaller than the whole', () => {
    const { lines } = determine([exact({}, 100n), exact({ function: '2101501' }, 60n)]);
    expect(found(lines)).toEqual(['2101501 ? ? ? 60', '? ? ? ? 40']);
  });

  const line = fc.record({
    function: fc.constantFrom('2101501', '2101506', '2080505'),
    kind: fc.constantFrom('personnel', 'runningCosts', 'specificTarget'),
    source: fc.constantFrom('generalPublicBudget', 'institutionalRevenue'),
    economic: fc.constantFrom('30101', '30102', '30108', '30201', '30231'),
  });
  const ledger = fc.array(fc.record({ at: line, value: fc.bigInt(1n, 900_000_000n) }), {
    minLength: 1,
    maxLength: 7,
  });
  const CROSSES = [
    [],
    ['function'],
    ['kind'],
    ['source'],
    ['function', 'kind'],
    ['economic', 'kind'],
    ['function', 'source'],
    ['economic', 'function'],
  ];
  const some = fc.subarray(CROSSES, { minLength: 1 });

  const marginsOf = (
    lines: readonly { readonly at: Coordinate; readonly value: bigint }[],
    crosses: readonly (readonly string[])[],
    print: (at: Coordinate, value: bigint) => Margin,
  ): readonly Margin[] =>
    crosses.flatMap((dimensions) => {
      const sums = new Map<string, { at: Coordinate; value: bigint }>();
      for (const { at, value } of lines) {
        const own: Coordinate = Object.fromEntries(dimensions.map((id) => [id, at[id] ?? '']));
        const key = coordinateKey(own);
        sums.set(key, { at: own, value: (sums.get(key)?.value ?? 0n) + value });
      }
      return [...sums.values()].map(({ at, value }) => print(at, value));
    });

  it('states no line that the truth does not have, whatever the margins', () => {
    fc.assert(
      fc.property(ledger, some, (lines, crosses) => {
        const result = determine(marginsOf(lines, [[], ...crosses], exact));
        expect(result.rejected).toEqual([]);
        const total = lines.reduce((sum, { value }) => sum + value, 0n);
        expect(result.lines.reduce((sum, { value }) => sum + value, 0n)).toBe(total);
        for (const { at, value, exact: isExact } of result.lines) {
          expect(isExact).toBe(true);
          if (DIMENSIONS.some((id) => at[id] === undefined)) continue;
          const truth = lines
            .filter((one) => coordinateKey(one.at) === coordinateKey(at))
            .reduce((sum, one) => sum + one.value, 0n);
          expect(value).toBe(truth);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('stays within the printed digit where margins are rounded', () => {
    fc.assert(
      fc.property(ledger, some, (lines, crosses) => {
        const result = determine(marginsOf(lines, [[], ...crosses], rounded));
        expect(result.rejected).toEqual([]);
        for (const { at, value } of result.lines) {
          if (DIMENSIONS.some((id) => at[id] === undefined)) continue;
          const truth = lines
            .filter((one) => coordinateKey(one.at) === coordinateKey(at))
            .reduce((sum, one) => sum + one.value, 0n);
          const apart = value > truth ? value - truth : truth - value;
          expect(apart <= 10_000n).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});
