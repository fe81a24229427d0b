import { expect, it } from 'vitest';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Project } from '../facts/records.ts';
import { NO_PROJECT } from '../facts/space.ts';
import { procurementFact } from '../ledger/import-records.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerCube, ledgerSpace } from '../ledger/statements.ts';
import { amountLine, FACTS, RECORDS, sampleLedger } from '../testing/budget.ts';
import { purchaseOf } from '../testing/checked.ts';
import { testAccounts, testPack } from '../testing/ledger.ts';
import { checkLedger } from './ledger.ts';

const accounts = testAccounts();

function rulesOf(more: Partial<Ledger> = {}): readonly string[] {
  const ledger = sampleLedger(more);
  const cube = ledgerCube(ledger, ledgerSpace(ledger, testPack, accounts));
  return checkLedger({ cube, records: ledger.records, year: ledger.year }).map(({ rule }) => rule);
}

/** The sample with its one project changed. */
function withProject(more: Partial<Project>): readonly string[] {
  const [project] = RECORDS.projects;
  return rulesOf(
    project === undefined ? {} : { records: { ...RECORDS, projects: [{ ...project, ...more }] } },
  );
}

const CARRIED: Coordinate = {
  entity: '900001',
  source: 'generalPublicBudget',
  vintage: 'carriedOver',
  function: '2101501',
};

function carried(into: string, spent: string): readonly Fact[] {
  return [
    ...FACTS,
    amountLine({ ...CARRIED, flow: 'carriedForwardIn' }, into),
    amountLine(
      { ...CARRIED, flow: 'expenditure', kind: 'runningCosts', economic: '30201', project: NO_PROJECT },
      spent,
    ),
  ];
}

it('a balanced ledger is right', () => {
  expect(rulesOf()).toEqual([]);
  expect(rulesOf({ facts: carried('5.00', '5.00') })).toEqual([]);
});

it('an indicator says where its actual value comes from, who keeps it and how often, before it counts as approved', () => {
  const [indicator] = RECORDS.projects[0]?.indicators ?? [];
  if (indicator === undefined) throw new Error('the sample has an indicator');
  expect(withProject({ indicators: [indicator] })).toEqual([]);
  const { keeper: _, ...withoutKeeper } = indicator;
  expect(withProject({ indicators: [indicator, withoutKeeper] })).toEqual(['performance.evidence']);
  expect(withProject({ indicators: [{ ...indicator, evidence: '' }] })).toEqual(['performance.evidence']);
});

it('revenue that nobody spends is out of balance', () => {
  expect(rulesOf({ facts: FACTS.slice(1) })).toEqual(['balance.source']);
  expect(rulesOf({ facts: [] })).toEqual(['ledger.empty', 'plan.final']);
});

it('what was carried over pays for no more than was carried in', () => {
  expect(rulesOf({ facts: carried('5.00', '6.00') })).toContain('carry-over.exceeds');
});

it('a total is not negative', () => {
  expect(rulesOf({ facts: carried('-90000.00', '-90000.00') })).toContain('total.negative');
});

it('a project has one budget, and its plan ends there without falling', () => {
  expect(withProject({ statedBudget: 1_000_050n })).toEqual([]);
  expect(withProject({ statedBudget: 1_000_060n })).toEqual(['project.stated']);
  expect(withProject({ plan: [{ month: 12, cumulative: 900_000n }] })).toEqual(['plan.final']);
  const falling = [
    { month: 6, cumulative: 1_000_060n },
    { month: 12, cumulative: 1_000_050n },
  ];
  expect(withProject({ plan: falling })).toEqual(['plan.decreases']);
});

it('purchases are a part of what is spent', () => {
  const buy = (amount: bigint) => {
    const line = purchaseOf('服务', { entity: '900002', project: 'P1', vintage: 'ownLevel', amount });
    return rulesOf({
      facts: [...FACTS, procurementFact(line, 2025)],
      records: { ...RECORDS, procurement: [line] },
    });
  };
  expect(buy(1_000_050n)).toEqual([]);
  expect(new Set(buy(1_000_060n))).toEqual(new Set(['procurement.exceeds']));
});

it('a part of an asset class is no more than the class', () => {
  const area = (asset: string, hundredths: bigint): Fact => ({
    at: { measure: 'area', year: '2024', stage: 'final', entity: '900001', asset },
    value: hundredths,
    unit: '平方米',
    decimals: 2,
    status: 'printed',
  });
  const assets = (offices: bigint) => [...FACTS, area('buildings', 10_000n), area('offices', offices)];
  expect(rulesOf({ facts: assets(9_000n) })).toEqual([]);
  expect(rulesOf({ facts: assets(11_000n) })).toEqual(['asset.exceeds']);
});
