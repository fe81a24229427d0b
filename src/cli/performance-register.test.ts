import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTables } from '../ledger/import.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { exampleBefore } from '../testing/example.ts';
import { loadEnvironment } from '../working/environment.ts';
import { writeWorkbook } from '../writing/workbook.ts';

/** The command as installed: `npm test` builds `dist` first. */
const BIN = fileURLToPath(new URL('../../bin/mingzhang.js', import.meta.url));
const example = (name: string) =>
  fileURLToPath(new URL(`../../examples/gaoyang-2025/${name}`, import.meta.url));
const register = (name: string) => example(`registers/${name}.csv`);

const folder = mkdtempSync(join(tmpdir(), 'mingzhang 登记-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'performance', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, text: stdout + stderr };
}

function open(file: string) {
  const environment = loadEnvironment({});
  if (!environment.ok) throw new Error('No packs');
  const { accounts, library } = environment.value;
  const opened = openTables(readFileSync(join(folder, file)), file, { packs: library, accounts });
  const pack = opened.ok ? library.load(opened.value.ledger.pack) : opened;
  if (!opened.ok || !pack.ok) throw new Error('No workbook');
  return { ledger: opened.value.ledger, pack: pack.value, accounts };
}

const plain = (results: readonly IndicatorResult[] = []) =>
  results.map(({ level3, date, value, unit }) => `${level3} ${date} ${value}${unit}`);

/** The rows of an example, counted by hand: cells split at commas. */
function rowsOf(name: string): readonly (readonly string[])[] {
  const lines = readFileSync(register(name), 'utf8').trim().split('\n');
  return lines.slice(1).map((line) => line.split(','));
}

describe('mingzhang performance register', () => {
  let unpaid: Uint8Array;
  beforeAll(async () => {
    unpaid = await exampleBefore();
    writeFileSync(join(folder, 'budget.xlsx'), unpaid);
  });

  it('the values of the example are those that counting by hand gives', () => {
    const { code, text } = run(
      'register',
      'show',
      register('institutions'),
      register('inspections'),
      '--as-of',
      '2025-08-31',
      '--json',
    );
    expect(code).toBe(0);
    const { measures } = JSON.parse(text) as {
      measures: { measure: string; value: string; parts: string }[];
    };
    const inForce = rowsOf('institutions').filter(
      ([, , , , until = '']) => until === '' || until > '2025-08-31',
    );
    const visited = new Set(rowsOf('inspections').map(([, , id]) => id));
    const covered = inForce.filter(([id]) => visited.has(id)).length;
    expect(measures.find(({ measure }) => measure === 'coverage')?.parts).toBe(
      `${covered} ÷ ${inForce.length}`,
    );
    const recovered = rowsOf('inspections').reduce(
      (sum, cells) => sum + Math.round(Number(cells[8]) * 100),
      0,
    );
    expect(measures.find(({ measure }) => measure === 'recovered')?.value).toBe((recovered / 100).toFixed(2));
  });

  it('puts values into the sheet of results with their day and source, and the same again changes nothing', () => {
    const files = ['institutions', 'inspections', 'injuries'].map(register);
    const first = run('register', 'import', ...files, 'budget.xlsx', '--as-of', '2025-08-31');
    expect([first.code, first.text]).toEqual([0, expect.stringContaining('新填')]);
    const { ledger } = open('budget.xlsx');
    expect(plain(ledger.results)).toEqual([
      '定点医药机构监督检查覆盖率 2025-08-31 92.37%',
      '调查界定人次数 2025-08-31 684人次',
    ]);
    expect(ledger.results?.[0]?.source).toBe(
      '业务登记：定点医药机构检查·定点医药机构监督检查覆盖率，2025-01-01 至 2025-08-31，109 ÷ 118（institutions.csv、inspections.csv）',
    );
    const bytes = readFileSync(join(folder, 'budget.xlsx'));
    const again = run('register', 'import', ...files, 'budget.xlsx', '--as-of', '2025-08-31');
    expect([again.code, again.text]).toEqual([0, expect.stringContaining('没有变动')]);
    expect(readFileSync(join(folder, 'budget.xlsx'))).toEqual(bytes);
  });

  it('replaces its own value, leaves that of a person, and fills rows that were prepared', async () => {
    const { ledger, pack, accounts } = open('budget.xlsx');
    const [coverage, injuries] = ledger.results ?? [];
    if (coverage === undefined || injuries === undefined) throw new Error('no results');
    const own = { ...coverage, value: '90' };
    const { source: _, ...typed } = { ...injuries, value: '700' };
    const old = { ...ledger, results: [own, typed] };
    writeFileSync(join(folder, 'old.xlsx'), await writeWorkbook(pack, accounts, old));
    const files = ['institutions', 'inspections', 'injuries'].map(register);
    const kept = run('register', 'import', ...files, 'old.xlsx', '--as-of', '2025-08-31');
    expect([kept.code, kept.text]).toEqual([1, expect.stringContaining('已有“700人次”（来源：人工填写）')]);
    expect(plain(open('old.xlsx').ledger.results)).toEqual([
      '定点医药机构监督检查覆盖率 2025-08-31 92.37%',
      '调查界定人次数 2025-08-31 700人次',
    ]);
    const replaced = run('register', 'import', ...files, 'old.xlsx', '--as-of', '2025-08-31', '--replace');
    expect([replaced.code, replaced.text]).toEqual([0, expect.stringContaining('原为 700人次')]);
    writeFileSync(join(folder, 'prepared.xlsx'), unpaid);
    run('prepare', 'prepared.xlsx');
    const filled = run('register', 'import', register('injuries'), 'prepared.xlsx', '--as-of', '2025-08-31');
    expect([filled.code, filled.text]).toEqual([0, expect.stringContaining('填入已有的空行')]);
    expect(plain(open('prepared.xlsx').ledger.results)).toEqual(['调查界定人次数 2025-08-31 684人次']);
  });

  it('a survey lands with its sample and interval, where its indicator or a project is named', async () => {
    const { ledger, pack, accounts } = open('budget.xlsx');
    const [project, ...others] = ledger.records.projects;
    const [indicator] = project?.indicators ?? [];
    if (project === undefined || indicator === undefined) throw new Error('no indicator');
    const target = { operator: '≥', value: '90', unit: '%' } as const;
    const asked = { ...indicator, ...target, level1: '满意度指标', level2: '服务对象满意度指标' };
    const satisfaction = { ...asked, level3: '参保群众满意度' };
    const projects = [{ ...project, indicators: [satisfaction] }, ...others];
    const { results: _, ...rest } = ledger;
    const whole = { ...rest, records: { ...ledger.records, projects } };
    writeFileSync(join(folder, 'survey.xlsx'), await writeWorkbook(pack, accounts, whole));
    const answers = Array.from({ length: 40 }, (_one, index) => (index < 37 ? '满意' : '不满意'));
    const lines = answers.map((answer, index) => `${index + 1},2025-09-10,${answer}`);
    writeFileSync(join(folder, '问卷录入.csv'), ['问卷编号,调查日期,总体满意度', ...lines].join('\n'));
    writeFileSync(join(folder, '发放记录.csv'), '发放日期,发放份数,回收份数\n2025-09-01,50,42');
    const kind = ['--kind', 'insured-satisfaction'];
    const files = ['问卷录入.csv', '发放记录.csv', 'survey.xlsx'];
    const landed = run('survey', 'import', ...files, ...kind, '--project', project.code);
    expect([landed.code, landed.text]).toEqual([0, expect.stringContaining('在抽样误差之内')]);
    const [result] = open('survey.xlsx').ledger.results ?? [];
    expect([result?.level3, result?.date, result?.value]).toEqual(['参保群众满意度', '2025-09-10', '92.5']);
    expect(result?.source).toContain(
      '37 ÷ 40，发放 50 份，回收 42 份，有效 40 份，95% 置信区间 80.1%—97.5%（Wilson 法）',
    );
    const again = run('survey', 'import', ...files, ...kind, '--project', project.code);
    expect(again.text).toContain('没有变动');
  });

  it('reads the template it writes, and refuses a register with one bad cell whole', () => {
    const made = run('register', 'template', 'provider-inspection', '-o', '检查.xlsx', '--year', '2025');
    expect(made.code).toBe(0);
    const empty = run('register', 'show', '检查.xlsx');
    expect([empty.code, empty.text]).toEqual([2, expect.stringContaining('还没有本年的事件')]);
    const bad = readFileSync(register('inspections'), 'utf8').replace('2025-01-06', '2025-02-30');
    writeFileSync(join(folder, '检查登记.csv'), bad);
    const before = readFileSync(join(folder, 'budget.xlsx'));
    const refused = run('register', 'import', '检查登记.csv', 'budget.xlsx');
    expect([refused.code, refused.text]).toEqual([
      2,
      expect.stringMatching(/单元格 B\d+：“检查日期”应为日期/u),
    ]);
    expect(readFileSync(join(folder, 'budget.xlsx'))).toEqual(before);
  });
});
