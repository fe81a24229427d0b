import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTables } from '../ledger/import.ts';
import { meaningOf } from '../performance/meaning.ts';
import { loadEnvironment } from '../working/environment.ts';
import { writeWorkbook } from '../writing/workbook.ts';

/** The command as installed: `npm test` builds `dist` first. */
const BIN = fileURLToPath(new URL('../../bin/mingzhang.js', import.meta.url));
const example = (name: string) =>
  fileURLToPath(new URL(`../../examples/gaoyang-2025/${name}`, import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'mingzhang 自评-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, text: stdout + stderr };
}

/** The workbook with results: every indicator as its target says, qualities 达成. */
async function fillIn(file: string): Promise<void> {
  const environment = loadEnvironment({});
  if (!environment.ok) throw new Error('No packs');
  const { accounts, library } = environment.value;
  const opened = openTables(readFileSync(join(folder, file)), file, { packs: library, accounts });
  const pack = opened.ok ? library.load(opened.value.ledger.pack) : opened;
  if (!opened.ok || !pack.ok) throw new Error('No workbook');
  const { ledger } = opened.value;
  const results = ledger.records.projects.flatMap(({ code, indicators }) =>
    indicators.map((indicator) => ({
      project: code,
      level2: indicator.level2,
      level3: indicator.level3,
      date: '2025-12-31',
      value: meaningOf(indicator).type === 'quantity' ? indicator.value : '达成',
      unit: '',
      share: '',
      reason: '',
    })),
  );
  writeFileSync(join(folder, file), await writeWorkbook(pack.value, accounts, { ...ledger, results }));
}

function wordText(file: string): string {
  const part = unzipSync(readFileSync(join(folder, file)))['word/document.xml'];
  return part === undefined ? '' : strFromU8(part).replace(/<[^>]*>/gu, ' ');
}

describe('mingzhang performance', () => {
  beforeAll(() => {
    writeFileSync(join(folder, 'budget.xlsx'), readFileSync(example('budget.xlsx')));
    run('execution', 'import', example('payments.csv'), 'budget.xlsx');
  });

  it('says what is missing before results are entered, and prepares the sheet for them once', () => {
    const early = run('performance', 'evaluate', 'budget.xlsx', '-o', 'early');
    expect([early.code, early.text]).toEqual([1, expect.stringContaining('performance prepare')]);
    const prepared = run('performance', 'prepare', 'budget.xlsx');
    expect([prepared.code, prepared.text]).toEqual([0, expect.stringContaining('已在 budget.xlsx 中加上')]);
    const again = run('performance', 'prepare', 'budget.xlsx');
    expect([again.code, again.text]).toEqual([2, expect.stringContaining('已有“实际完成”表')]);
  });

  it('scores what was filled in and writes both forms, the same each time', async () => {
    await fillIn('budget.xlsx');
    const first = run('performance', 'evaluate', 'budget.xlsx', '--year', '2025', '-o', 'out');
    expect(first.text).not.toContain('未评完');
    expect(first.code).toBe(0);
    const text = wordText('out/项目支出绩效自评表.docx');
    expect(text).toContain('年度资金总额');
    expect(text).toContain('计分说明');
    expect(wordText('out/部门整体绩效自评表.docx')).toContain('下年预算建议');
    run('performance', 'evaluate', 'budget.xlsx', '-o', 'again');
    for (const name of ['项目支出绩效自评表', '部门整体绩效自评表']) {
      for (const kind of ['docx', 'xlsx']) {
        expect(readFileSync(join(folder, 'again', `${name}.${kind}`))).toEqual(
          readFileSync(join(folder, 'out', `${name}.${kind}`)),
        );
      }
    }
  });

  it('refuses the workbook of another year', () => {
    const { code, text } = run('performance', 'evaluate', 'budget.xlsx', '--year', '2024', '-o', 'no');
    expect([code, text]).toEqual([2, expect.stringContaining('工作簿是 2025 年的预算')]);
  });
});
