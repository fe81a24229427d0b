import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadAccounts } from '../accounts/load.ts';
import { importWorkbook } from '../ledger/import.ts';
import { findPacks } from '../packs/load.ts';
import { sampleLedger } from '../testing/budget.ts';
import { writeWorkbook } from '../writing/workbook.ts';

/** The command as installed: `npm test` builds `dist` first. */
const BIN = fileURLToPath(new URL('../../bin/mingzhang.js', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang 指标-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stdout + stderr).not.toMatch(/\n\s+at |TypeError|undefined|\[object|Error:/u);
  return { status, stdout, stderr };
}

describe('mingzhang indicators', () => {
  it('searches, and says how each is computed', () => {
    const { status, stdout } = run('indicators', 'search', '跨省', '直接结算率', '--limit', '1');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^住院跨省异地就医直接结算率 {2}〔异地就医直接结算〕\n.*单位 %；正向/u);
    expect(stdout).toContain('÷');
    const json: { indicators: { name: string }[] } = JSON.parse(
      run('indicators', 'search', '归档', '--json').stdout,
    );
    expect(json.indicators[0]?.name).toBe('档案归档率');
    expect(run('indicators', 'search', '航天发射').status).toBe(1);
    expect(run('indicators', 'search', '参保', '--limit', '0').status).toBe(2);
  });

  it('validates a library with file, line and key', () => {
    const bad =
      'id: x\ntitle: x\ndocuments: []\ngroups: [{ id: g, name: g, words: [] }]\nindicators:\n  - name: 甲\n';
    writeFileSync(join(folder, 'bad.yaml'), bad);
    const { status, stderr } = run('indicators', 'validate', 'bad.yaml');
    expect(status).toBe(2);
    expect(stderr).toMatch(/bad\.yaml.*6/u);
    expect(run('indicators', 'validate').stdout).toContain('指标库有效');
  });

  it('shows what documents in a folder print, with what one service costs', () => {
    const files = join(folder, '公开');
    mkdirSync(files, { recursive: true });
    const sheet = [
      '示例县医疗保障局2025年部门预算公开',
      '',
      '1、外伤调查经费绩效目标表',
      '| 项目编码 | 13060025P00001 | 项目名称 | 外伤调查经费 |',
    ].join('\n');
    writeFileSync(join(files, 'a.txt'), sheet);
    expect(run('indicators', 'peers', '外伤调查件数').status).toBe(2);
    const { status, stdout } = run('indicators', 'peers', '外伤调查件数', '--from', files);
    expect(status).toBe(1);
    expect(stdout).toContain('意外伤害调查件数');
    expect(stdout).toContain('没有这个指标');
  });
});

describe('mingzhang performance draft', () => {
  it('fills in projects without indicators, marked, and changes nothing else', async () => {
    const accounts = loadAccounts();
    const library = accounts.ok ? findPacks(accounts.value) : undefined;
    if (!accounts.ok || library?.ok !== true) throw new Error('packs');
    const packs = library.value;
    const pack = packs.load('hebei-2025');
    if (!pack.ok) throw new Error('pack');
    const ledger = sampleLedger();
    const [first] = ledger.records.projects;
    if (first === undefined) throw new Error('projects');
    const second = { ...first, code: '13060025P00002', name: '第二个项目', plan: [] };
    const projects = [{ ...first, indicators: [] }, second];
    const bytes = await writeWorkbook(pack.value, accounts.value, {
      ...ledger,
      records: { ...ledger.records, projects },
    });
    const file = join(folder, 'budget.xlsx');
    writeFileSync(file, bytes);
    const read = () => {
      const found = importWorkbook(new Uint8Array(readFileSync(file)), file, {
        packs,
        accounts: accounts.value,
      });
      if (!found.ok) throw new Error(found.problems.map(({ message }) => message).join('\n'));
      return found.value;
    };
    const before = read();
    const { status, stdout } = run('performance', 'draft', 'budget.xlsx', '--project', first.name);
    expect(status, stdout).toBe(0);
    expect(stdout).toContain('【草稿】');
    const after = read();
    const drafted = after.records.projects.find(({ name }) => name === first.name)?.indicators ?? [];
    expect(drafted.length).toBeGreaterThan(5);
    expect(drafted.every(({ basis }) => basis.startsWith('【草稿】'))).toBe(true);
    const others = after.records.projects.filter(({ name }) => name !== first.name);
    expect(others).toEqual(before.records.projects.filter(({ name }) => name !== first.name));
    expect(after.facts).toEqual(before.facts);
    expect(run('performance', 'draft', 'budget.xlsx', '--project', first.name).stdout).toContain('没有改动');
    expect(run('performance', 'draft', 'budget.xlsx', '--project', '没有').status).toBe(2);
  });
});
