import { describe, expect, it } from 'vitest';
import { importWorkbook } from '../ledger/import.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { packSource, testAccounts, testLedger, testPack } from '../testing/ledger.ts';
import { writeWorkbook } from './workbook.ts';

const accounts = testAccounts();
const RESULT: IndicatorResult = {
  project: 'P001',
  level2: '数量指标',
  level3: '工资发放率',
  date: '2025-08-31',
  value: '96.5',
  unit: '%',
  share: '',
  reason: '第一行\n第二行',
};

async function readBack(results: readonly IndicatorResult[]) {
  const bytes = await writeWorkbook(testPack, accounts, { ...testLedger(), results });
  return importWorkbook(bytes, 'budget.xlsx', { packs: packSource(testPack), accounts });
}

/** A budget of which one project has two indicators of one name. */
async function readAmbiguous(level2: string) {
  const ledger = testLedger();
  const projects = ledger.records.projects.map((project) => ({
    ...project,
    indicators: project.indicators.flatMap((one) => [one, { ...one, level2: '质量指标' }]),
  }));
  const records = { ...ledger.records, projects };
  const bytes = await writeWorkbook(testPack, accounts, {
    ...ledger,
    records,
    results: [{ ...RESULT, level2 }],
  });
  return importWorkbook(bytes, 'budget.xlsx', { packs: packSource(testPack), accounts });
}

async function problemsOf(...results: readonly IndicatorResult[]) {
  const read = await readBack(results);
  return read.problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);
}

describe('a workbook with results of indicators', () => {
  it('reads back as it was', async () => {
    const results = [
      RESULT,
      { ...RESULT, date: '2025-12-31', value: '97', share: '90%' },
      { ...RESULT, level2: '', level3: '服务水平', value: '部分达成', unit: '', share: '70%', reason: '' },
      {
        ...RESULT,
        project: '450002/慢特病鉴定',
        level2: '',
        level3: '',
        value: '已完成 2000 人次',
        unit: '',
      },
    ];
    const read = await readBack(results);
    expect(read.ok && read.value.results?.map(({ place, ...result }) => result)).toEqual(results);
  });

  it('takes the unit out of the value, also where its column says it, and a day for a day', async () => {
    const values = ['96%', '2000人次', '2025-1-3', '20250103'];
    const results = values.map((value, index) => ({ ...RESULT, value, date: `2025-0${index + 1}-01` }));
    const read = await readBack(results);
    expect(read.ok && read.value.results?.map(({ value, unit }) => [value, unit])).toEqual([
      ['96', '%'],
      ['2000', '人次'],
      ['2025-1-3', '%'],
      ['20250103', '%'],
    ]);
  });

  it('has no such sheet without results', async () => {
    const read = await readBack([]);
    expect(read.ok && read.value.results).toBeUndefined();
  });

  it('says what does not belong to the budget', async () => {
    expect(await problemsOf({ ...RESULT, level3: '就诊率' })).toEqual([
      expect.stringContaining('没有“就诊率”'),
    ]);
    expect(await problemsOf({ ...RESULT, date: '2024-08-31' })).toEqual([
      expect.stringContaining('不在 2025 年内'),
    ]);
    expect(await problemsOf(RESULT, RESULT)).toEqual([expect.stringContaining('同一指标同一日期')]);
  });

  it('asks for the second level where a project has two indicators of one name', async () => {
    expect((await readAmbiguous('质量指标')).ok).toBe(true);
    const { problems } = await readAmbiguous('');
    expect(problems.map(({ message }) => message)).toContainEqual(expect.stringContaining('请填写二级指标'));
  });
});
