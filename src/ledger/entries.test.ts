import { describe, expect, it } from 'vitest';
import { Cube } from '../facts/cube.ts';
import { projectEntry } from '../testing/entries.ts';
import { testAccounts, testLedger, testPack } from '../testing/ledger.ts';
import { executionFacts, executionStatements } from './entries.ts';
import { ledgerSpace, ledgerStatements } from './statements.ts';

const ledger = {
  ...testLedger(),
  execution: [
    projectEntry('payment', '2025-03-05', 100_000),
    projectEntry('refund', '2025-04-01', -20_000),
    projectEntry('payment', '2025-09-01', 30_000),
    projectEntry('increase', '2025-05-01', 50_000),
    projectEntry('decrease', '2025-10-01', -10_000),
  ],
};

describe('the execution of a budget as facts', () => {
  it('answers beside the budget, at any day', () => {
    const space = ledgerSpace(ledger, testPack, testAccounts());
    const at = (stage: string, asOf: string) => {
      const cube = Cube.of(space, [...ledgerStatements(ledger, space), ...executionStatements(ledger, asOf)]);
      const value = cube.value({
        measure: 'amount',
        year: '2025',
        stage,
        flow: 'expenditure',
        entity: '450',
        project: 'P001',
      });
      return value.known ? value.value / 100n : undefined;
    };
    expect(at('budget', '2025-12-31')).toBe(550_000n);
    expect(at('executed', '2025-03-04')).toBe(0n);
    expect(at('executed', '2025-03-05')).toBe(100_000n);
    expect(at('executed', '2025-08-31')).toBe(80_000n);
    expect(at('executed', '2025-12-31')).toBe(110_000n);
    expect(at('adjusted', '2025-04-30')).toBe(550_000n);
    expect(at('adjusted', '2025-05-01')).toBe(600_000n);
    expect(at('adjusted', '2025-12-31')).toBe(590_000n);
  });

  it('has no fact of a purchase, an asset or revenue among the adjusted budget', () => {
    const flows = executionFacts(testLedger(), '2025-12-31').map(({ at }) => [
      at.flow,
      at.procurement,
      at.asset,
    ]);
    expect(new Set(flows.map(String))).toEqual(new Set(['expenditure,,']));
  });
});
