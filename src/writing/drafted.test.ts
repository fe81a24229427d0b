import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Indicator } from '../facts/records.ts';
import { openTables } from '../ledger/import.ts';
import { draftSheet } from '../performance/draft.ts';
import { loadLibrary } from '../performance/load-library.ts';
import { means } from '../testing/reading.ts';
import { withDrafts } from './drafted.ts';

const EXAMPLE = new Uint8Array(
  readFileSync(new URL('../../examples/gaoyang-2025/budget.xlsx', import.meta.url)),
);
const packs = {
  ids: () => means.packs.map(({ id }) => id),
  load: (id: string) => {
    const value = means.packs.find((one) => one.id === id);
    if (value === undefined) throw new Error(id);
    return { ok: true as const, value, problems: [] };
  },
};

function opened(bytes: Uint8Array) {
  const book = openTables(bytes, 'budget.xlsx', { packs, accounts: means.accounts });
  if (!book.ok) throw new Error(book.problems.map(({ message }) => message).join('\n'));
  return book;
}

const before = opened(EXAMPLE);
const pack = packs.load(before.value.ledger.pack).value;
const [project] = before.value.ledger.records.projects;
if (project === undefined) throw new Error('project');

const indicator = (level3: string, value: string): Indicator => ({
  level1: '产出指标',
  level2: '数量指标',
  level3,
  description: '',
  operator: '≥',
  value,
  unit: '件',
  basis: '【草稿】<&"> 依据',
});
const drafts = [{ project, indicators: [indicator('甲数', '12'), indicator('=乙数', '0012')] }];
const how = { pack, accounts: means.accounts, file: 'budget.xlsx' };

describe('withDrafts', () => {
  const written = withDrafts(EXAMPLE, before.value, drafts, how);
  if (!written.ok) throw new Error('nothing written');

  it('adds rows below the last one, which are read back as they were written, and warned of as drafts', () => {
    const after = opened(written.value.bytes);
    const own = (book: typeof after) =>
      book.value.ledger.records.projects.find(({ code }) => code === project.code);
    const old = own(before)?.indicators ?? [];
    expect(own(after)?.indicators).toEqual([...old, ...(drafts[0]?.indicators ?? [])]);
    expect(after.value.ledger.facts).toEqual(before.value.ledger.facts);
    const drafted = after.problems.filter(({ key }) => key === 'ledger.problem.indicatorDrafted');
    const { first, last, sheet } = written.value;
    expect(drafted.map(({ where }) => [where.sheet, where.cell?.replace(/^[A-Z]+/u, '')])).toEqual([
      [sheet, String(first)],
      [sheet, String(last)],
    ]);
  });

  it('leaves every other part of the file as it was', () => {
    const [old, now] = [unzipSync(EXAMPLE), unzipSync(written.value.bytes)];
    const changed = Object.keys(old).filter(
      (path) => strFromU8(old[path] ?? new Uint8Array()) !== strFromU8(now[path] ?? new Uint8Array()),
    );
    expect(changed.filter((path) => path !== 'xl/sharedStrings.xml')).toEqual([
      expect.stringMatching(/^xl\/worksheets\/sheet\d+\.xml$/u),
    ]);
  });

  it('gets nothing into a sheet that cannot say that it is a draft', () => {
    const parts = unzipSync(EXAMPLE);
    const texts = strFromU8(parts['xl/sharedStrings.xml'] ?? new Uint8Array());
    const lacking = zipSync({
      ...parts,
      'xl/sharedStrings.xml': strToU8(texts.replace(/指标值确定依据/gu, '某列')),
    });
    const refused = withDrafts(lacking, opened(lacking).value, drafts, how);
    expect(refused.problems.map(({ key }) => key)).toEqual(['performance.cli.columnNeeded']);
  });
});

describe('draftSheet', () => {
  const loaded = loadLibrary();
  if (!loaded.ok) throw new Error('library');

  it('proposes a sheet by the words of a project, with the levels of the form, the budget as ceiling, all marked', () => {
    const empty = { ...project, name: '意外伤害调查费', purpose: '', indicators: [] };
    const { groups, indicators } = draftSheet(empty, 12_345_600n, loaded.value, pack);
    expect(groups.map(({ id }) => id)).toEqual(['injury']);
    const allowed = new Set(
      pack.workbook.indicatorLevels.flatMap(({ level1, level2 }) => level2.map((one) => `${level1}/${one}`)),
    );
    expect(indicators.filter(({ level1, level2 }) => !allowed.has(`${level1}/${level2}`))).toEqual([]);
    expect(indicators.every(({ basis }) => basis.startsWith('【草稿】'))).toBe(true);
    const cost = indicators.find(({ level2 }) => level2.includes('成本'));
    expect([cost?.operator, cost?.value, cost?.unit]).toEqual(['≤', '12.3456', '万元']);
    const count = indicators.find(({ level3 }) => level3 === '意外伤害调查件数');
    expect([count?.operator, count?.value, count?.unit]).toEqual(['≥', '', '件']);
    expect(new Set(indicators.map(({ level2 }) => level2)).size).toBeGreaterThan(5);
  });

  it('does not guess a budget that is not known, and serves unknown projects with what fits all', () => {
    const { groups, indicators } = draftSheet(
      { ...project, name: '某项目', purpose: '' },
      undefined,
      loaded.value,
      pack,
    );
    expect(groups).toEqual([]);
    expect(indicators.find(({ level3 }) => level3 === '项目总成本')?.value).toBe('');
  });
});
