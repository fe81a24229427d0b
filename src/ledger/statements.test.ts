import { describe, expect, it } from 'vitest';
import type { Coordinate, Fact } from '../facts/fact.ts';
import { amount, testAccounts, testLedger, testPack } from '../testing/ledger.ts';
import type { Ledger } from './ledger.ts';
import { ledgerCube, ledgerSpace } from './statements.ts';

const accounts = testAccounts();

function ask(ledger: Ledger, at: Coordinate): bigint | string {
  const cube = ledgerCube(ledger, ledgerSpace(ledger, testPack, accounts));
  const base = { measure: 'amount', year: '2025', stage: 'budget', entity: '450' };
  const value = cube.value({ ...base, ...at });
  return value.known ? value.value : value.reason;
}

describe('the cube of a ledger', () => {
  it.each<[string, Coordinate, bigint | string]>([
    ['revenue of the department', { flow: 'revenue' }, 146_600_000n],
    ['a total over several flows', { flow: 'totalIn' }, 146_600_001n],
    ['the other side', { flow: 'totalOut' }, 146_600_001n],
    ['a unit', { flow: 'expenditure', entity: '450002' }, 5_000_000n],
    ['what no line mentions', { flow: 'surplusUsed' }, 0n],
    ['a class of functions', { flow: 'expenditure', function: '210' }, 145_600_000n],
    ['a named set', { flow: 'expenditure', economic: 'threePublic' }, 0n],
    ['government economic accounts', { flow: 'expenditure', govEconomic: '501' }, 67_740_050n],
    ['a kind', { flow: 'expenditure', kind: 'basic' }, 85_600_000n],
    ['a project', { flow: 'expenditure', project: 'P001' }, 55_000_000n],
    ['a dimension of the pack', { flow: 'expenditure', funding: 'must', kind: 'personnel' }, 67_740_050n],
    ['lines that leave the pack’s dimension out', { flow: 'expenditure', funding: 'must' }, 'undetermined'],
    ['revenue by function where a line has none', { flow: 'revenue', function: '210' }, 'undetermined'],
    ['procurement, apart from expenditure', { flow: 'expenditure', procurement: 'all' }, 2_000_000n],
    [
      'procurement of a category where a line has none',
      { flow: 'expenditure', procurement: 'goods' },
      'undetermined',
    ],
    [
      'procurement of a category and unit',
      { flow: 'expenditure', procurement: 'goods', project: 'P001' },
      1_000_000n,
    ],
    ['procurement of a unit without any', { flow: 'expenditure', procurement: 'all', entity: '450002' }, 0n],
    ['planned purchases', { asset: 'planned' }, 0n],
    ['assets of a class', { asset: 'vehicles', year: '2024', stage: 'final' }, 12_900_000n],
    ['all assets', { asset: 'all', year: '2024', stage: 'final' }, 12_900_000n],
    ['an area', { measure: 'area', asset: 'buildings', year: '2024', stage: 'final' }, 3_000_000n],
    ['a part of an area', { measure: 'area', asset: 'offices', year: '2024', stage: 'final' }, 2_000_000n],
    [
      'an area with its part not added',
      { measure: 'area', asset: 'all', year: '2024', stage: 'final' },
      3_000_000n,
    ],
    ['posts, said by every unit', { measure: 'headcount', headcount: 'posts' }, 120_000n],
    ['staff, not said by all', { measure: 'headcount', headcount: 'staff' }, 'undetermined'],
    [
      'staff of the unit that says it',
      { measure: 'headcount', headcount: 'staff', entity: '450001' },
      100_000n,
    ],
    ['retired, said by none', { measure: 'headcount', headcount: 'retired' }, 'noStatement'],
    ['last year’s total', { year: '2024', flow: 'expenditure' }, 150_000_000n],
    ['last year’s total of a kind', { year: '2024', flow: 'expenditure', kind: 'basic' }, 80_000_000n],
    ['what last year does not say', { year: '2024', flow: 'expenditure', kind: 'project' }, 'noStatement'],
    ['last year’s revenue', { year: '2024', flow: 'totalIn' }, 'noStatement'],
  ])('%s', (_, at, expected) => {
    expect(ask(testLedger(), at)).toBe(expected);
  });
});

describe('last year', () => {
  const line = (kind: string, yuan: number): Fact =>
    amount(
      {
        entity: '450001',
        flow: 'expenditure',
        source: 'generalPublicBudget',
        vintage: 'ownLevel',
        kind,
        function: '2101501',
        economic: '30101',
        govEconomic: '50101',
        project: kind === 'personnel' ? '-' : 'OLD1',
      },
      yuan,
      2024,
    );
  const total = (yuan: number, at: Coordinate = {}) =>
    amount({ entity: '450', flow: 'expenditure', ...at }, yuan, 2024);
  const withLastYear = (...lastYear: readonly Fact[]): Ledger => ({ ...testLedger(), lastYear });

  it.each<[string, Ledger, Coordinate, bigint | string]>([
    [
      'lines alone say everything of their unit',
      withLastYear(line('personnel', 7), line('otherRunning', 3)),
      { entity: '450001', kind: 'runningCosts' },
      0n,
    ],
    [
      'lines of one unit say nothing of the department',
      withLastYear(line('personnel', 7), line('otherRunning', 3)),
      { kind: 'runningCosts' },
      'noStatement',
    ],
    [
      'lines alone add up',
      withLastYear(line('personnel', 7), line('otherRunning', 3)),
      { entity: '450001', flow: 'totalOut' },
      1000n,
    ],
    [
      'lines that make up the total say everything',
      withLastYear(line('personnel', 7), line('otherRunning', 3), total(10)),
      { kind: 'project' },
      300n,
    ],
    [
      'a few lines beside a larger total say nothing of the rest',
      withLastYear(line('personnel', 7), total(10)),
      { kind: 'project' },
      'noStatement',
    ],
    ['a total answers for itself', withLastYear(line('personnel', 7), total(10)), {}, 1000n],
    [
      'totals of parts add up where they are complete',
      withLastYear(
        ...['basic', 'project', 'business', 'remittedUp', 'subsidyDown', 'transactional'].map((kind) =>
          total(2, { kind }),
        ),
      ),
      { kind: 'basic' },
      200n,
    ],
  ])('%s', (_, ledger, at, expected) => {
    expect(ask(ledger, { year: '2024', flow: 'expenditure', ...at })).toBe(expected);
  });
});
