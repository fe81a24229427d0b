import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepare, writeFormats } from '../writing/publish.ts';
import { openWorkbook } from './open-workbook.ts';

/** The command as installed: `npm test` builds `dist` first. */
const BIN = fileURLToPath(new URL('../../bin/mingzhang.js', import.meta.url));
const EXAMPLE = fileURLToPath(new URL('../../examples/gaoyang-2025/budget.xlsx', import.meta.url));

let folder: string;
let published: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang 起草-'));
  const opened = openWorkbook(EXAMPLE, {});
  if (!opened.ok) throw new Error('example');
  const [file] = await writeFormats(prepare(opened.value), ['docx']);
  published = join(folder, '上年公开.docx');
  writeFileSync(published, file?.bytes ?? new Uint8Array());
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(name: string, ...options: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [BIN, 'new', join(folder, name), ...options],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  return { code: status, text: stdout + stderr };
}

describe('mingzhang new --from', () => {
  it('drafts the next year from last year’s disclosure and says what is open', () => {
    const { code, text } = run('next.xlsx', '--from', published);
    expect(code).toBe(0);
    expect(text).toContain('公开文本，450高阳县医疗保障局，2025 年，hebei-2025');
    expect(text).toMatch(/上年数 4 个，项目 7 个/u);
    expect(text).toContain('本年是否继续');
    expect(existsSync(join(folder, 'next.xlsx'))).toBe(true);
  }, 60_000);

  it('fills this year’s margins, asks for the rest, and the workbook complains of nothing but empty cells', () => {
    const { code, text } = run('this.xlsx', '--from', published, '--year', '2025');
    expect(code).toBe(0);
    expect(text).toContain('之间按部门预算支出经济分类、支出类型如何分，文件没有说明，请补');
    expect(text).toContain('已知合计：');
    const opened = openWorkbook(join(folder, 'this.xlsx'), {});
    const errors = opened.problems.filter(({ severity }) => severity === 'error');
    expect(errors.length).toBeGreaterThan(0);
    for (const { message } of errors) expect(message).toMatch(/没有填|选项目|项目/u);
  }, 60_000);

  it('does not overwrite unasked, and writes nothing where a file cannot be read', () => {
    writeFileSync(join(folder, 'there.xlsx'), 'mine');
    expect(run('there.xlsx', '--from', published).code).toBe(2);
    expect(readFileSync(join(folder, 'there.xlsx'), 'utf8')).toBe('mine');
    const missing = run('none.xlsx', '--from', published, join(folder, '没有.docx'));
    expect(missing).toMatchObject({ code: 2, text: expect.stringContaining('没有.docx') });
    expect(existsSync(join(folder, 'none.xlsx'))).toBe(false);
  }, 60_000);

  it('needs a pack and an entity where no document gives them', () => {
    expect(run('x.xlsx')).toMatchObject({
      code: 2,
      text: expect.stringContaining('缺少选项 --pack'),
    });
    const both = run('x.xlsx', '--from', published, '--last-year', EXAMPLE);
    expect(both).toMatchObject({ code: 2, text: expect.stringContaining('不能同时使用') });
  });
});
