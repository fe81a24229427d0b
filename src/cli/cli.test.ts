import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The command as installed: `npm test` builds `dist` first. */
const BIN = fileURLToPath(new URL('../../bin/mingzhang.js', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../../examples/gaoyang-2025/budget.xlsx', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang 命令-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, MINGZHANG_DATA: join(folder, 'data') },
  });
  return { status, stdout, stderr };
}

/** No message may show a stack trace, a class of the program, or English prose. */
function expectForPeople(text: string): void {
  expect(text).not.toMatch(/\n\s+at |TypeError|undefined|\[object|Error:/u);
}

describe('mingzhang new', () => {
  it('writes a workbook that check reads, and that is not yet complete', () => {
    expect(
      run('new', 'budget.xlsx', '--pack', 'hebei-2025', '--entity', '450 示例县医疗保障局', '--year', '2025')
        .status,
    ).toBe(0);
    const checked = run('check', 'budget.xlsx');
    expect(checked.status).toBe(1);
    expect(checked.stdout).toContain('[text.missing] 450 示例县医疗保障局的“部门（单位）职责”还没有填写');
    expectForPeople(checked.stdout + checked.stderr);
  });

  it('takes units and figures from last year’s workbook', () => {
    const entity = '450 高阳县医疗保障局';
    const made = run(
      'new',
      'next.xlsx',
      '--pack',
      'hebei-2025',
      '--entity',
      entity,
      '--year',
      '2026',
      '--last-year',
      EXAMPLE,
    );
    expect(made.status).toBe(0);
    const { stdout } = run('check', 'next.xlsx');
    // Everything the narrative compares with last year is there: only this year is still empty.
    expect(stdout).not.toContain('文字说明的“2025·450 高阳县医疗保障局·支出总计');
    expect(stdout).not.toContain('2025·450 高阳县医疗保障局·本年支出');
    expect(stdout).toContain('[ledger.empty]');
    const wrong = run(
      'new',
      'no.xlsx',
      '--pack',
      'hebei-2025',
      '--entity',
      entity,
      '--year',
      '2025',
      '--last-year',
      EXAMPLE,
    );
    expect(wrong).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('应为部门 450 的 2024 年预算'),
    });
  });

  it('does not overwrite a workbook unasked', () => {
    const before = readFileSync(join(folder, 'budget.xlsx'));
    const again = run('new', 'budget.xlsx', '--pack', 'hebei-2025', '--entity', '450 别的局');
    expect(again).toMatchObject({ status: 2, stderr: expect.stringContaining('已存在') });
    expect(readFileSync(join(folder, 'budget.xlsx')).equals(before)).toBe(true);
  });

  it.each([
    [['--pack', 'nowhere', '--entity', '450 局'], '没有名为“nowhere”的版式包。现有：'],
    [['--pack', 'hebei-2025', '--entity', '局'], '--entity 应为“代码 名称”'],
    [['--pack', 'hebei-2025', '--entity', '450 局', '--year', '25'], '--year 应为四位年份'],
    [['--entity', '450 局'], '缺少选项 --pack'],
  ])('says what is wrong with %j', (options, message) => {
    const result = run('new', 'other.xlsx', ...options);
    expect(result).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
    expectForPeople(result.stderr);
    expect(existsSync(join(folder, 'other.xlsx'))).toBe(false);
  });
});

describe('mingzhang publish', () => {
  it('writes every format, the same bytes each time', () => {
    const digest = (out: string) =>
      readdirSync(join(folder, out), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((file) => [
          file.slice(join(folder, out).length),
          createHash('sha256').update(readFileSync(file)).digest('hex'),
        ]);
    const first = run('publish', EXAMPLE, '-o', '输出 一');
    expect(first).toMatchObject({ status: 0, stdout: expect.stringContaining('已生成 7 个文件') });
    expect(run('publish', EXAMPLE, '-o', 'two').status).toBe(0);
    const files = digest('输出 一');
    expect(files.map(([name]) => name?.replace(/^.*\./u, ''))).toEqual(
      expect.arrayContaining(['docx', 'xlsx', 'pdf', 'html', 'json', 'csv']),
    );
    expect(digest('two')).toEqual(files);
  });

  it('refuses what is broken and writes nothing; as a draft it says so on every page', () => {
    const refused = run('publish', 'budget.xlsx', '-o', 'refused');
    expect(refused).toMatchObject({ status: 1, stderr: expect.stringContaining('没有发布') });
    expect(existsSync(join(folder, 'refused'))).toBe(false);
    const draft = run('publish', 'budget.xlsx', '-o', 'draft', '--draft', '--formats', 'html');
    expect(draft).toMatchObject({ status: 0, stdout: expect.stringContaining('这是草稿') });
    const [name = ''] = readdirSync(join(folder, 'draft'));
    expect(readFileSync(join(folder, 'draft', name), 'utf8')).toContain('草稿');
  });

  it('leaves nothing half-written where it cannot write', () => {
    writeFileSync(join(folder, 'a-file'), '');
    const result = run('publish', EXAMPLE, '-o', 'a-file', '--formats', 'html');
    expect(result).toMatchObject({ status: 2, stderr: expect.stringContaining('无法写入文件夹') });
    expectForPeople(result.stderr);
    mkdirSync(join(folder, 'busy'));
    const html = readdirSync(join(folder, 'two')).find((file) => file.endsWith('.html')) ?? '';
    // A folder in the place of a file: it cannot be replaced.
    mkdirSync(join(folder, 'busy', html, 'x'), { recursive: true });
    expect(run('publish', EXAMPLE, '-o', 'busy', '--formats', 'html').status).toBe(2);
    expect(readdirSync(join(folder, 'busy'))).toEqual([html]);
    // What was there stays, also where another file had already been replaced.
    const json = html.replace(/html$/u, 'json');
    mkdirSync(join(folder, 'half', json), { recursive: true });
    writeFileSync(join(folder, 'half', html), 'old');
    expect(run('publish', EXAMPLE, '-o', 'half', '--formats', 'html,json').status).toBe(2);
    expect(readFileSync(join(folder, 'half', html), 'utf8')).toBe('old');
  });

  it('names the formats there are', () => {
    expect(run('publish', EXAMPLE, '--formats', 'doc')).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('可选：docx、xlsx、pdf、html、data、json'),
    });
  });
});

describe('unusable input', () => {
  it.each([
    ['a file that is not there', 'missing.xlsx', undefined],
    ['an empty file', 'empty.xlsx', Buffer.alloc(0)],
    ['a text', 'text.xlsx', Buffer.from('hello')],
    ['half a workbook', 'half.xlsx', readFileSync(EXAMPLE).subarray(0, 20_000)],
  ])('%s ends with 2 and a sentence', (_, name, content) => {
    if (content !== undefined) writeFileSync(join(folder, name), content);
    for (const command of ['check', 'publish']) {
      const result = run(command, name);
      expect(result.status).toBe(2);
      const said = result.stdout + result.stderr;
      expect(said).toContain(name);
      expect(said).toMatch(/[。！]/u);
      expectForPeople(said);
    }
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it.each([
    [[], '请写明要做什么'],
    [['publsh'], '没有“publsh”这个命令'],
    [['check'], '缺少参数 文件或文件夹'],
    [['check', 'a.xlsx', '--fast'], '没有“--fast”这个选项'],
    [['publish', 'a.xlsx', 'b.xlsx'], '参数太多'],
  ])('the command %j is explained', (args, message) => {
    expect(run(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) });
  });
});

describe('mingzhang packs and accounts', () => {
  it('lists, shows and validates packs, also those of a folder', () => {
    expect(run('packs')).toMatchObject({ status: 0, stdout: expect.stringContaining('hebei-2025') });
    expect(run('packs', 'show', 'hebei-2023').stdout).toContain('id: hebei-2023');
    mkdirSync(join(folder, 'packs'), { recursive: true });
    writeFileSync(join(folder, 'packs', 'mine.yaml'), 'id: mine\nextends: hebei-2025\ntitle: 我的版式\n');
    expect(run('packs', '--packs', 'packs')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('我的版式'),
    });
    expect(run('packs', 'validate', 'packs/mine.yaml')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('正确'),
    });
    writeFileSync(join(folder, 'wrong.yaml'), 'id: wrong\nextends: hebei-2025\ntitel: x\n');
    expect(run('packs', 'validate', 'wrong.yaml')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/wrong\.yaml 第 3 行 titel：不认识的键“titel”/u),
    });
  });

  it('imports an official list, which then knows the code; a second list joins the first', () => {
    writeFileSync(join(folder, 'list.csv'), '科目编码,科目名称\n2109901,其他卫生健康示例\n');
    expect(run('accounts', 'import', 'list.csv', '--year', '2025')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('1'),
    });
    writeFileSync(join(folder, 'list2.csv'), '科目编码,科目名称\n2109902,另一个示例\n');
    expect(run('accounts', 'import', 'list2.csv', '--year', '2025').status).toBe(0);
    const stored = readFileSync(join(folder, 'data', 'accounts', 'function.csv'), 'utf8');
    expect(stored).toContain('2109901,其他卫生健康示例');
    expect(stored).toContain('2109902,另一个示例');
  });
});
