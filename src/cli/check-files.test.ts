import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { batchSchema } from '../reporting/batch.ts';
import { checkSchema } from '../reporting/check-schema.ts';
import { DEPARTMENT, LAST_YEAR } from '../testing/batch.ts';
import { WRONG_TOTAL } from '../testing/checked-file.ts';

/** The command as installed: `npm test` builds `dist` first. */
const BIN = fileURLToPath(new URL('../../bin/mingzhang.js', import.meta.url));
const RIGHT = WRONG_TOTAL.replace('1,030.00', '1,003.00');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-check-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function check(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'check', ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}

const put = (name: string, content: string) => writeFileSync(join(folder, name), content);
const get = (name: string) => readFileSync(join(folder, name), 'utf8');

describe('mingzhang check on published documents', () => {
  it('says what is wrong and what it should be, exits with 1, and gives the same as data', () => {
    put('wrong.txt', WRONG_TOTAL);
    const told = check('wrong.txt');
    expect(told.status).toBe(1);
    expect(told.stdout).toContain('1030.00万元 应为 1003.00万元');
    expect(told.stdout).toContain('结果：发现 1 处错误。');
    const { status, stdout } = check('wrong.txt', '--json');
    expect(status).toBe(1);
    const parsed = checkSchema.parse(JSON.parse(stdout));
    expect(parsed.summary).toMatchObject({ verdict: 'errors', errors: 1 });
    put('right.txt', RIGHT);
    expect(check('right.txt').status).toBe(0);
  });

  it('weighs rules as checks.yaml in the folder says, and says that it does', () => {
    put('wrong.txt', WRONG_TOTAL);
    put('checks.yaml', 'rules:\n  law.sum: notice\n');
    const { status, stderr } = check('wrong.txt');
    expect(status).toBe(0);
    expect(stderr).toContain('checks.yaml');
    put('other.yaml', 'rules:\n  law.sun: off\n');
    const refused = check('wrong.txt', '--profile', 'other.yaml');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('law.sum');
  });

  it('leaves out what was accepted beside the document, until the number changes', () => {
    put('wrong.txt', WRONG_TOTAL);
    const first = checkSchema.parse(JSON.parse(check('wrong.txt', '--json').stdout));
    const accepted = first.findings
      .filter(({ severity }) => severity === 'error')
      .map(({ id, fingerprint }) => ({ id, fingerprint, who: '李审核', why: '批复即如此' }));
    put('wrong.txt.acknowledged.json', JSON.stringify(accepted));
    const { status, stdout } = check('wrong.txt');
    expect(status).toBe(0);
    expect(stdout).toContain('已确认可以保留的 1 处');
    put('wrong.txt', WRONG_TOTAL.replace('1,030.00', '1,035.00'));
    expect(check('wrong.txt').status).toBe(1);
    put('wrong.txt.acknowledged.json', '[{"id": 3}]');
    const refused = check('wrong.txt');
    expect(refused.status).toBe(2);
    expect(refused.stderr).toContain('wrong.txt.acknowledged.json');
  });

  it('writes the reports of one document', () => {
    put('wrong.txt', WRONG_TOTAL);
    const { status, stdout } = check('wrong.txt', '--report', 'out');
    expect(status).toBe(1);
    expect(stdout).toContain('out');
    expect(readdirSync(join(folder, 'out/wrong.txt')).sort()).toEqual(
      ['check.json', '检查情况表.xlsx', '检查报告.html'].sort(),
    );
    expect(checkSchema.parse(JSON.parse(get('out/wrong.txt/check.json'))).summary.errors).toBe(1);
    expect(get('out/wrong.txt/检查报告.html')).toContain('class="mark error suspected"');
  });

  it('goes through a folder, names what cannot be read, sums up, and writes no file over another', () => {
    mkdirSync(join(folder, 'in/a'), { recursive: true });
    put('in/a/one.txt', WRONG_TOTAL);
    put('in/one.txt', RIGHT);
    put('in/broken.pdf', '%PDF-1.7 nothing');
    const { status, stdout, stderr } = check('in', '--report', 'out');
    expect(status).toBe(2);
    expect(stderr).toContain('broken.pdf');
    expect(stdout).toContain('3 份文件的检查报告已写入 out');
    const batch = batchSchema.parse(JSON.parse(get('out/batch.json')));
    expect(
      batch.documents.map(({ file, folder: to, problem, summary }) => [
        file,
        to,
        problem === undefined,
        summary.errors,
      ]),
    ).toEqual([
      [join('in', 'a', 'one.txt'), 'a/one.txt', true, 1],
      [join('in', 'broken.pdf'), '', false, 0],
      [join('in', 'one.txt'), 'one.txt', true, 0],
    ]);
    expect(get('out/汇总.html')).toContain('href="a/one.txt/');
    expect(existsSync(join(folder, 'out/汇总.xlsx'))).toBe(true);
    expect(existsSync(join(folder, 'out/.mingzhang-check.jsonl'))).toBe(false);
  });

  it('goes on where an interrupted run stopped, and starts anew where something else is asked for', () => {
    mkdirSync(join(folder, 'in'));
    for (const name of ['1', '2', '3']) put(`in/${name}.txt`, RIGHT);
    check('in', '--report', 'out');
    const done = batchSchema.parse(JSON.parse(get('out/batch.json'))).documents;
    // As it would be after the second document, the third line cut in the middle.
    const journal = join(folder, 'out/.mingzhang-check.jsonl');
    const keep = spawnSync(
      process.execPath,
      [
        '-e',
        `
        const fs = require('fs');
        const key = (f) => { const s = fs.statSync(f); return f + ' ' + s.size + ' ' + s.mtimeMs; };
        const rows = JSON.parse(fs.readFileSync('out/batch.json', 'utf8')).documents.slice(0, 2);
        const lines = rows.map((row) => JSON.stringify({ key: key(row.file), row: { ...row, entity: '中断前' } }));
        const settings = JSON.stringify(['0.1.0', '', { report: 'out' }]);
        fs.writeFileSync('out/.mingzhang-check.jsonl', [settings, ...lines, '{"key": "in/3'].join('\\n'));
      `,
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(keep.stderr).toBe('');
    const again = check('in', '--report', 'out');
    expect(again.stderr).toContain('已完成 2 份（共 3 份）');
    const rows = batchSchema.parse(JSON.parse(get('out/batch.json'))).documents;
    expect(rows.map(({ entity }) => entity)).toEqual(['中断前', '中断前', '青禾市水务局']);
    expect(existsSync(journal)).toBe(false);
    check('in', '--report', 'out', '--year', '2025');
    expect(batchSchema.parse(JSON.parse(get('out/batch.json'))).documents).toEqual(done);
  });

  it('holds a document against an earlier version, or its check.json, and says what is mended', () => {
    put('first.txt', WRONG_TOTAL);
    put('second.txt', RIGHT);
    const { status, stdout } = check('second.txt', '--against', 'first.txt', '--report', 'out');
    expect(status).toBe(0);
    expect(stdout).toContain('上一稿的问题：已改 1 处、未改 1 处；本稿新增 0 处。');
    expect(stdout).toContain('合计·合计：1030.00万元 改为 1003.00万元');
    const report = checkSchema.parse(JSON.parse(get('out/second.txt/check.json')));
    expect(report.against).toMatchObject({
      as: 'earlier',
      file: 'first.txt',
      changes: [{ type: 'changed' }],
    });
    put('first.json', check('first.txt', '--json').stdout);
    const again = checkSchema.parse(
      JSON.parse(check('second.txt', '--against', 'first.json', '--json').stdout),
    );
    expect(again.against).toEqual(report.against);
  });

  it('refuses what cannot be held against a document, and says why', () => {
    put('first.txt', WRONG_TOTAL);
    put('second.txt', RIGHT);
    put('other.json', '{"kind":"else"}');
    const told = (...args: readonly string[]) => {
      const { status, stderr } = check(...args);
      expect(status).toBe(2);
      return stderr;
    };
    mkdirSync(join(folder, 'none'));
    expect(told('first.txt', 'second.txt', '--against', 'none')).toContain('没有可以用来对照的文件');
    expect(told('first.txt', '--against', 'other.json')).toContain('check.json');
    expect(told('first.txt', '--against', 'none.txt')).toContain('找不到文件 none.txt');
    expect(told('first.txt', '--against', 'second.txt', '--against-as', 'x')).toContain('earlier');
  });

  it('holds documents against their counterparts in a folder, and names what has none', () => {
    const elsewhere = RIGHT.replaceAll('青禾市', '白石县').replaceAll('910', '720');
    for (const name of ['new', 'old']) mkdirSync(join(folder, name));
    put('new/a.txt', RIGHT);
    put('new/b.txt', elsewhere);
    put('old/first.txt', WRONG_TOTAL);
    put('old/last-year.txt', RIGHT.replaceAll('2025', '2023').replaceAll('2024', '2022'));
    put('old/broken.pdf', '%PDF-1.7 nothing');
    const { status, stdout, stderr } = check('new', '--against', 'old', '--report', 'out');
    expect(status).toBe(0);
    expect(stderr).toContain('broken.pdf');
    const [first, left] = [join('old', 'first.txt'), join('old', 'last-year.txt')];
    expect(stdout).toContain(`${join('new', 'a.txt')} 与 ${first}：变动 1 处`);
    expect(stdout).toContain(`${join('new', 'b.txt')}：没有对照`);
    expect(stdout).toContain(`没有对应上的文件（1 份）：${left}`);
    const batch = batchSchema.parse(JSON.parse(get('out/batch.json')));
    expect(batch.documents.map(({ against }) => against)).toEqual([
      { file: first, as: 'earlier', differences: 1 },
      { file: '', as: 'none', differences: 0 },
    ]);
    expect(batch.against_left).toEqual([left]);
    expect(checkSchema.parse(JSON.parse(get('out/b.txt/check.json'))).against).toEqual({
      as: 'none',
      folder: 'old',
      candidates: [],
    });
    // What a run wrote is the earlier version of the next one.
    const again = check('new', '--against', 'out', '--json');
    expect(again.stderr).toContain(
      `${join('new', 'a.txt')} 与 ${join('out', 'a.txt', 'check.json')}：变动 0 处`,
    );
  });

  it('holds a document against approved figures, told by what the other file is', () => {
    put('right.txt', RIGHT);
    const read = spawnSync(process.execPath, [BIN, 'read', 'right.txt', '--json'], {
      cwd: folder,
      encoding: 'utf8',
    });
    put('right.facts.json', read.stdout);
    const same = check('right.txt', '--against', 'right.facts.json');
    expect(same.stdout).toContain('不一致 0 处，一致 13 个数。');
    put('approval.txt', RIGHT.replace('2025年部门预算', '2025年部门预算的批复'));
    put('other.txt', RIGHT.replace('900.00\t900.00\t\n', '901.00\t900.00\t\n'));
    const { stdout } = check('other.txt', '--against', 'approval.txt', '--json');
    const { against, findings } = checkSchema.parse(JSON.parse(stdout));
    expect(against).toMatchObject({ as: 'approval', differences: 1, agreed: 12, lacking: [] });
    expect(findings.filter(({ rule }) => rule === 'across.approved')).toMatchObject([
      { severity: 'warning', value: '901.00', expected: '900.00', unit: '万元' },
    ]);
    const forced = check('other.txt', '--against', 'approval.txt', '--against-as', 'earlier');
    expect(forced.stdout).toContain('改动 1 处');
  });

  it('holds the documents of a folder against each other, in the reports, the summary and the data', () => {
    mkdirSync(join(folder, 'in'));
    put('in/a.txt', DEPARTMENT);
    put('in/b.txt', LAST_YEAR.replace('行政运行\t850.00', '行政运行\t860.00'));
    const { status, stdout } = check('in', '--report', 'out');
    // The year before has an error of its own: its row does not add up any more.
    expect(status).toBe(1);
    expect(stdout).toContain('a.txt 与上年的文件（in/b.txt）：一致 4 个数，不一致 1 处');
    const report = checkSchema.parse(JSON.parse(get('out/a.txt/check.json')));
    const across = report.findings.filter(({ rule }) => rule === 'across.lastYear');
    expect(across).toMatchObject([{ value: '850.00', expected: '860.00' }]);
    expect(get('out/a.txt/检查报告.html')).toContain(across[0]?.id);
    const batch = batchSchema.parse(JSON.parse(get('out/batch.json')));
    expect(batch.across).toMatchObject([{ relation: 'lastYear', agreed: 4, differences: 1 }]);
    expect(batch.documents[0]?.rules).toMatchObject({ 'across.lastYear': 1 });
    expect(get('out/汇总.html')).toContain('上年的文件');
    const lines = check('in', '--json').stdout.trim().split('\n');
    expect(lines.map((line) => checkSchema.parse(JSON.parse(line)).file)).toEqual(['in/a.txt', 'in/b.txt']);
    expect(checkSchema.parse(JSON.parse(lines[0] ?? '')).findings).toEqual(report.findings);
  });
});
