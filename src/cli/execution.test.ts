import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { progressSchema } from '../performance/progress-json.ts';
import { exampleBefore } from '../testing/example.ts';
import { replaceKeeping } from './replace.ts';

/** The command as installed: `npm test` builds `dist` first. */
const BIN = fileURLToPath(new URL('../../bin/mingzhang.js', import.meta.url));
const example = (name: string) =>
  fileURLToPath(new URL(`../../examples/gaoyang-2025/${name}`, import.meta.url));
const HEAD = '日期,单位,功能科目,部门经济科目,资金性质,项目,金额,凭证号';
const GOOD = '2025-03-05,450001,2101506,30226,一般公共预算,13062825P00011510016R,100.5,ZF1';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang 执行-'));
const budget = join(folder, 'budget.xlsx');
/** The example as it was before its year began. */
const before = mkdtempSync(join(tmpdir(), 'mingzhang-'));
const unpaid = join(before, 'budget.xlsx');
beforeAll(async () => writeFileSync(unpaid, await exampleBefore()));
beforeEach(() => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  copyFileSync(unpaid, budget);
});
afterAll(() => {
  for (const path of [folder, before]) rmSync(path, { recursive: true, force: true });
});

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'execution', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, text: stdout + stderr, stdout };
}

function csv(...lines: readonly string[]): string {
  writeFileSync(join(folder, 'pay.csv'), `${[HEAD, ...lines].join('\n')}\n`);
  return 'pay.csv';
}

describe('mingzhang execution', () => {
  it('imports the example’s payments once, keeps the workbook as it was, and shows how far it has come', () => {
    const first = run('import', example('payments.csv'), 'budget.xlsx');
    expect(first.text).toContain('已导入 264 行，写入 budget.xlsx（原文件保留为 budget.xlsx.bak）');
    expect(first.code).toBe(0);
    expect(readFileSync(`${budget}.bak`)).toEqual(readFileSync(unpaid));
    const written = readFileSync(budget);
    const again = run('import', example('payments.csv'), 'budget.xlsx');
    expect([again.code, again.text]).toEqual([0, expect.stringContaining('没有新的行')]);
    expect(readFileSync(budget)).toEqual(written);
    const shown = run('show', 'budget.xlsx', '--as-of', '2025-08-31', '--json');
    expect(shown.code).toBe(0);
    const data: unknown = JSON.parse(shown.stdout);
    expect(progressSchema.parse(data).total).toEqual({
      member: '450',
      label: '支出合计',
      budget: '5958832',
      adjusted: '6158832',
      moved: '210000',
      paid: '3784434.5',
      planned: null,
      ahead: null,
      executionRate: { numerator: '3784434.5', denominator: '6158832' },
      adjustmentRate: { numerator: '210000', denominator: '5958832' },
      carryForwardRate: { numerator: '2374397.5', denominator: '6158832' },
    });
    const early = run('show', 'budget.xlsx', '--as-of', '2025-01-31');
    expect(early.text).toMatch(/医疗保障经费\(劳务派遣\).*45,000\.00.*超前 45,000\.00/u);
  }, 60_000);

  it('imports nothing where there is an error, and the rest when asked to, with a list of what is left out', () => {
    const wrong = (...changes: readonly (readonly [string, string])[]) =>
      changes.reduce((line, [from, to]) => line.replace(from, to), GOOD);
    const file = csv(
      GOOD,
      wrong(['100.5', '999999999'], ['ZF1', 'ZF2']),
      wrong(['450001', '=1+1'], ['ZF1', 'ZF3']),
      wrong(['2025-03-05', '2024-12-31'], ['ZF1', 'ZF4']),
      wrong(['13062825P00011510016R', '没有的项目'], ['ZF1', 'ZF5']),
      wrong(['100.5', '-100.5'], ['ZF1', 'ZF6']),
      GOOD.replace('ZF1', 'ZF7'),
    );
    const refused = run('import', file, 'budget.xlsx');
    expect(refused.code).toBe(1);
    for (const said of [
      '单元格 G3：支付 999,999,999.00 元，超过剩余预算 549,899.50 元',
      '单元格 B4：“单位”表中没有“=1+1”',
      '单元格 A5：日期 2024-12-31 不在 2025 年内',
      '单元格 F6：“项目”表中没有“没有的项目”',
      '单元格 G7：“支付”的金额是负数（-100.50 元）。退款请在“业务类型”选“退款”',
    ]) {
      expect(refused.text).toContain(said);
    }
    expect(refused.text).toContain('7 行中有 5 行有错误，没有导入任何一行');
    expect(readdirSync(folder).sort()).toEqual(['budget.xlsx', 'pay.csv']);
    expect(readFileSync(budget)).toEqual(readFileSync(unpaid));
    const partial = run('import', file, 'budget.xlsx', '--partial');
    expect(partial.code).toBe(1);
    expect(partial.text).toContain('已导入 2 行');
    expect(partial.text).toContain('有 5 行没有导入，连同原因列在 pay.rejected.csv');
    const list = readFileSync(join(folder, 'pay.rejected.csv'), 'utf8');
    // Excel takes a text for UTF-8 only with a mark in front.
    expect(list.startsWith('\ufeff')).toBe(true);
    const [head, ...lines] = list.trim().split('\r\n');
    expect(head).toBe('日期,单位,功能科目,部门经济科目,资金性质,项目,金额,凭证号,未导入的原因,原位置');
    // Nothing is lost: each row as it was, with its reason and its place.
    expect(lines).toEqual([
      expect.stringMatching(/^2025-03-05,450001,.*,999999999,ZF2,"支付 .*,pay 3$/u),
      expect.stringMatching(/^2025-03-05,'=1\+1,.*,ZF3,.*“单位”表中没有“=1\+1”.*,pay 4$/u),
      expect.stringMatching(/^2024-12-31,450001,.*,ZF4,.*不在 2025 年内.*,pay 5$/u),
      expect.stringMatching(/^2025-03-05,.*,没有的项目,100.5,ZF5,.*“项目”表中没有.*,pay 6$/u),
      expect.stringMatching(/^2025-03-05,.*,-100.5,ZF6,.*金额是负数.*,pay 7$/u),
    ]);
  }, 60_000);

  it('makes a form that reads back empty, and does not overwrite it unasked', () => {
    expect(run('template', 'form.xlsx', '--budget', 'budget.xlsx').code).toBe(0);
    const empty = run('import', 'form.xlsx', 'budget.xlsx');
    expect([empty.code, empty.text]).toEqual([0, expect.stringContaining('没有新的行')]);
    expect(run('template', 'form.xlsx').code).toBe(2);
    expect(run('template', 'form.xlsx', '--force', '--year', '2025').code).toBe(0);
  }, 60_000);

  it('says what is wrong with a day, a file and a command', () => {
    expect(run('show', 'budget.xlsx', '--as-of', '2026-01-01').text).toContain('应为 2025 年内的日期');
    expect(run('import', 'nowhere.csv', 'budget.xlsx').text).toContain('找不到文件');
    expect(run('import', 'budget.xlsx').code).toBe(2);
  }, 60_000);
});

it('a workbook that somebody saved meanwhile is not replaced', () => {
  writeFileSync(budget, 'saved by somebody');
  const result = replaceKeeping(budget, Buffer.from('as it was read'), Buffer.from('new'));
  expect(result.problems[0]?.message).toContain('在导入期间被其他程序改动');
  expect([readFileSync(budget, 'utf8'), readdirSync(folder)]).toEqual(['saved by somebody', ['budget.xlsx']]);
});
