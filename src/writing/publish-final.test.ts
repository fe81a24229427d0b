import { describe, expect, it } from 'vitest';
import { findPacks } from '../packs/load.ts';
import { projectEntry } from '../testing/entries.ts';
import { testAccounts, testLedger } from '../testing/ledger.ts';
import { prepareFinal } from './publish-final.ts';

const accounts = testAccounts();
const library = findPacks(accounts);
const final = library.ok ? library.value.load('shanghai-final') : library;
if (!final.ok) throw new Error('shanghai-final');
const pack = final.value;

function prepared(lastDay: string) {
  const execution = [
    projectEntry('payment', '2025-03-05', 300_000),
    projectEntry('refund', '2025-06-05', -50_000),
    projectEntry('payment', lastDay, 100_000),
    projectEntry('increase', '2025-06-01', 77),
  ];
  return prepareFinal({ ledger: { ...testLedger(), execution }, pack, accounts, allowUnknown: true });
}

describe('final accounts from a workbook with payments', () => {
  it('print what was paid, and nothing of what the ledger does not know', () => {
    const { disclosure, problems } = prepared('2025-12-30');
    expect(problems).toEqual([]);
    const value = (at: Readonly<Record<string, string>>) => {
      const found = disclosure.cube.value({ measure: 'amount', year: '2025', entity: '450', ...at });
      return found.known ? found.value / 100n : undefined;
    };
    const paid = { stage: 'final', flow: 'expenditure' };
    expect(value(paid)).toBe(350_000n);
    expect(value({ ...paid, function: '2101506' })).toBe(350_000n);
    expect(value({ ...paid, function: '2101501' })).toBe(0n);
    expect(value({ stage: 'final', flow: 'revenue' })).toBeUndefined();
    expect(value({ stage: 'final', flow: 'totalOut' })).toBeUndefined();
    const printed = disclosure.facts.filter(({ at }) => at.stage === 'final' && at.flow === 'expenditure');
    expect(printed.map(({ value: text }) => text)).toContain('35.00');
    expect(disclosure.laws).toBeGreaterThan(20);
    expect(disclosure.findings.filter(({ rule }) => rule.startsWith('table'))).toEqual([]);
  });

  it('say where the year is not over, and are not made of no payments', () => {
    expect(prepared('2025-08-30').problems.map(({ key, severity }) => [key, severity])).toEqual([
      ['execution.problem.finalEarly', 'warning'],
    ]);
    const { problems } = prepareFinal({ ledger: testLedger(), pack, accounts, allowUnknown: true });
    expect(problems.map(({ key, severity }) => [key, severity])).toEqual([
      ['execution.problem.finalEmpty', 'error'],
    ]);
  });
});
