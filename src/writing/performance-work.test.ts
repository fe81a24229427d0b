import { describe, expect, it } from 'vitest';
import { importWorkbook } from '../ledger/import.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PerformanceWork } from '../ledger/performance-work.ts';
import { packSource, testAccounts, testLedger, testPack } from '../testing/ledger.ts';
import { writeWorkbook } from './workbook.ts';

const accounts = testAccounts();
const DONE: PerformanceWork = {
  project: 'P001',
  monitored: '2025-09-10',
  selfEvaluated: '2026-02-01',
  isKey: true,
  evaluated: '2026-03-01',
  opinions: 5n,
  adopted: 4n,
};

async function readBack(more: Partial<Ledger>) {
  const bytes = await writeWorkbook(testPack, accounts, { ...testLedger(), ...more });
  return importWorkbook(bytes, 'budget.xlsx', { packs: packSource(testPack), accounts });
}

async function errorsOf(...performanceWork: readonly PerformanceWork[]) {
  const { problems } = await readBack({ performanceWork });
  return problems.flatMap(({ severity, where, key }) =>
    severity === 'error' ? [`${where.cell} ${key}`] : [],
  );
}

describe('a workbook with what was done of performance management', () => {
  it('reads back as it was, with what purchases came to and where indicators have their values from', async () => {
    const { records } = testLedger();
    const performanceWork = [DONE, { project: '450002/慢特病鉴定', isKey: false }];
    const [first, ...rest] = records.procurement;
    const [project, ...others] = records.projects;
    const [indicator, ...more] = project?.indicators ?? [];
    if (first === undefined || project === undefined || indicator === undefined)
      throw new Error('no records');
    const said = { evidence: '业务登记', keeper: '待遇科', frequency: '每月', measure: '外伤调查及时率' };
    const whole = {
      ...records,
      procurement: [{ ...first, actual: 0n }, ...rest],
      projects: [{ ...project, indicators: [{ ...indicator, ...said }, ...more] }, ...others],
    };
    const read = await readBack({ performanceWork, records: whole });
    expect(read.ok && read.value.performanceWork).toEqual(performanceWork);
    expect(read.ok && read.value.records).toEqual(whole);
  });

  it('has one row a project, and no more adopted than was said', async () => {
    expect(await errorsOf(DONE, DONE)).toEqual([expect.stringMatching(/^A\d+ ledger\.problem\.workTwice$/u)]);
    expect(await errorsOf({ ...DONE, adopted: 6n })).toEqual([
      expect.stringMatching(/^G\d+ ledger\.problem\.adoptedTooMany$/u),
    ]);
    expect(await errorsOf({ ...DONE, monitored: '九月' })).toEqual([
      expect.stringMatching(/^B\d+ ledger\.problem\.dayWrong$/u),
    ]);
  });
});
