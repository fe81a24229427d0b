import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Ledger } from '../ledger/ledger.ts';
import { exampleBefore } from '../testing/example.ts';

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

function wordText(file: string): string {
  const part = unzipSync(readFileSync(join(folder, file)))['word/document.xml'];
  return part === undefined ? '' : strFromU8(part).replace(/<[^>]*>/gu, ' ');
}

beforeAll(() => copyFileSync(example('budget.xlsx'), join(folder, 'budget.xlsx')));

describe('mingzhang performance', () => {
  it('says what is missing before results are entered, and prepares the sheet for them once', async () => {
    writeFileSync(join(folder, 'early.xlsx'), await exampleBefore(({ results: _, ...ledger }) => ledger));
    const early = run('performance', 'evaluate', 'early.xlsx', '-o', 'early');
    expect([early.code, early.text]).toEqual([1, expect.stringContaining('performance prepare')]);
    const prepared = run('performance', 'prepare', 'early.xlsx');
    expect([prepared.code, prepared.text]).toEqual([0, expect.stringContaining('已在 early.xlsx 中加上')]);
    const again = run('performance', 'prepare', 'early.xlsx');
    expect([again.code, again.text]).toEqual([2, expect.stringContaining('已有“实际完成”表')]);
  });

  it('watches the example in August: forms, summary and page, the same each time', () => {
    const first = run('performance', 'monitor', 'budget.xlsx', '--as-of', '2025-08-31', '-o', 'watch');
    expect([first.code, first.text]).toEqual([0, expect.stringContaining('红灯  医保局综合事务经费')]);
    expect(first.text).toContain('有 2 个指标只有监控日 2025年8月31日 之后的完成值');
    const text = wordText('watch/项目支出绩效运行监控表.docx');
    expect(text).toContain('1—8月执行数');
    const page = readFileSync(join(folder, 'watch/绩效运行监控图.html'), 'utf8');
    // Nothing outside the file is asked for.
    expect(page.match(/<script|<link|<img|https?:|url\(|@import/gu)).toBeNull();
    expect(page.match(/<svg class="curve"/gu)).toHaveLength(7);
    run('performance', 'monitor', 'budget.xlsx', '--as-of', '2025-08-31', '-o', 'watched');
    const names = readdirSync(join(folder, 'watch'));
    expect(names).toHaveLength(5);
    for (const name of names) {
      expect(readFileSync(join(folder, 'watched', name))).toEqual(readFileSync(join(folder, 'watch', name)));
    }
  });

  it('asks for the day, and for reasons that are missing', async () => {
    const silent = ({ results = [], ...ledger }: Ledger) => ({
      ...ledger,
      results: results.map((one) => ({
        ...one,
        reason: '',
        ...(one.level3 === '会议次数' ? { unit: '件' } : {}),
      })),
    });
    writeFileSync(join(folder, 'silent.xlsx'), await exampleBefore(silent));
    const found = run('performance', 'monitor', 'silent.xlsx', '--as-of', '2025-08-31', '-o', 'silent');
    expect(found.code).toBe(1);
    expect(found.text).toMatch(
      /警告 silent.xlsx：项目“意外伤害调查界定服务费”：已支付 36,000\.00 元.*没有说明原因/u,
    );
    expect(found.text).toMatch(
      /工作表“实际完成” 单元格 E\d+：项目“高阳县慢特病鉴定资金”的指标“慢特病鉴定人次数”/u,
    );
    // An actual value in another unit is said, kept, and keeps no other from being judged.
    expect(found.text).toMatch(
      /错误 silent.xlsx 工作表“实际完成” 单元格 E\d+：.*“会议次数”：实际完成值的单位“件”与指标值的单位“次”不同/u,
    );
    expect(found.text).toContain('指标：绿灯 4，黄灯 1，红灯 0，未判断 1');
    expect(wordText('silent/项目支出绩效运行监控表.docx')).toContain('〔须说明原因〕');
    const wrong = run('performance', 'monitor', 'budget.xlsx', '--as-of', '2026-01-01');
    expect([wrong.code, wrong.text]).toEqual([2, expect.stringContaining('应为 2025 年内的日期')]);
  });

  it('scores what was filled in and writes both forms, the same each time', () => {
    const first = run('performance', 'evaluate', 'budget.xlsx', '--year', '2025', '-o', 'out');
    expect(first.text).not.toContain('未评完');
    expect(first.text).not.toContain('最后一笔');
    expect(first.code).toBe(0);
    const text = wordText('out/项目支出绩效自评表.docx');
    expect(text).toContain('年度资金总额');
    expect(text).toContain('计分说明');
    const department = wordText('out/部门整体绩效自评表.docx');
    expect(department).toContain('下年预算建议');
    // 106 000 of 190 000 元 paid: 55.79 % is less than 60 %. Another project, excellent, spent all it had.
    expect(department).toMatch(/55\.79%[\s\S]*压减[\s\S]*执行率 55\.79%，低于 60%/u);
    expect(department).toMatch(/可增加[\s\S]*执行率 100\.00%，不低于 95%/u);
    run('performance', 'evaluate', 'budget.xlsx', '-o', 'again');
    for (const name of ['项目支出绩效自评表', '部门整体绩效自评表']) {
      for (const kind of ['docx', 'xlsx']) {
        expect(readFileSync(join(folder, 'again', `${name}.${kind}`))).toEqual(
          readFileSync(join(folder, 'out', `${name}.${kind}`)),
        );
      }
    }
  });

  it('says that payments end before the year does', async () => {
    const until = ({ execution, ...ledger }: Ledger) => ({
      ...ledger,
      execution: execution.filter(({ date }) => date < '2025-09-01'),
    });
    writeFileSync(join(folder, 'august.xlsx'), await exampleBefore(until));
    const { code, text } = run('performance', 'evaluate', 'august.xlsx', '-o', 'august');
    expect([code, text]).toEqual([
      0,
      expect.stringMatching(/提示 august\.xlsx：自评依据 2025 年全年的支付，最后一笔却在 2025-08/u),
    ]);
  });

  it('refuses the workbook of another year', () => {
    const { code, text } = run('performance', 'evaluate', 'budget.xlsx', '--year', '2024', '-o', 'no');
    expect([code, text]).toEqual([2, expect.stringContaining('工作簿是 2025 年的预算')]);
  });
});
