import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as publishing from '../writing/publish.ts';
import { publish } from './publish.ts';
import { verify } from './verify.ts';

const EXAMPLE = fileURLToPath(new URL('../../examples/gaoyang-2025/budget.xlsx', import.meta.url));

/** What becomes of a file between being written and being read back. */
let onTheWay: (file: publishing.PublishedFile) => publishing.PublishedFile = (file) => file;

vi.mock('../writing/publish.ts', async (original) => {
  const real = await original<typeof publishing>();
  const writeFormats: typeof real.writeFormats = async (...given) =>
    (await real.writeFormats(...given)).map((file) => onTheWay(file));
  return { ...real, writeFormats };
});

let folder: string;
let printed: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-verify-'));
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => note(text));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => note(text));
  printed = '';
  expect(await publish(EXAMPLE, { output: join(folder, 'out'), formats: 'docx,xlsx,data,json' })).toBe(0);
  expect(printed).toContain('回读核对：5 个文件');
}, 60_000);
beforeEach(() => {
  printed = '';
});
afterAll(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function note(text: string | Uint8Array): boolean {
  printed += typeof text === 'string' ? text : strFromU8(text);
  return true;
}

const NAME = '高阳县医疗保障局2025年部门预算公开';

/** A copy of the publication in which files were changed, or taken away. */
function changed(
  name: string,
  ...changes: readonly [path: string, change: (bytes: Uint8Array) => Uint8Array | undefined][]
) {
  const copy = join(folder, name);
  cpSync(join(folder, 'out'), copy, { recursive: true });
  for (const [path, change] of changes) {
    const file = join(copy, path);
    const after = change(new Uint8Array(readFileSync(file)));
    if (after === undefined) rmSync(file);
    else writeFileSync(file, after);
  }
  return copy;
}

const inText = (from: string, to: string) => (bytes: Uint8Array) =>
  strToU8(strFromU8(bytes).replace(from, to));
const inPart = (part: string, from: string, to: string) => (bytes: Uint8Array) => {
  const parts = unzipSync(bytes);
  return zipSync({ ...parts, [part]: strToU8(strFromU8(parts[part] ?? new Uint8Array()).replace(from, to)) });
};

describe('mingzhang verify', () => {
  it('finds a publication as it was proved', async () => {
    expect(await verify(join(folder, 'out'), {})).toBe(0);
    expect(printed).toContain('核对通过：5 个文件');
  });

  it('names a number that was changed afterwards: file, table, row, column, what is and what should be', async () => {
    const copy = changed('number', [`${NAME}.docx`, inPart('word/document.xml', '>595.88<', '>595.89<')]);
    expect(await verify(copy, {})).toBe(1);
    expect(printed).toContain(`${NAME}.docx：文件在公开之后改动过`);
    expect(printed).toContain(
      `${NAME}.docx：“部门预算收支总表”的“一、一般公共预算拨款收入”行、“收入/预算数”列是“595.89”，应为“595.88”。`,
    );
    expect(printed).toContain('核对不通过：2 处不一致。');
  });

  it('names it by the other files where there is no open data', async () => {
    const copy = changed(
      'without',
      [`${NAME}.json`, () => undefined],
      [`${NAME}.xlsx`, inPart('xl/worksheets/sheet2.xml', '<v>595.88</v>', '<v>1.5</v>')],
    );
    expect(await verify(copy, {})).toBe(1);
    expect(printed).toContain(`${NAME}.json：文件不见了。`);
    expect(printed).toContain('是“1.50”，应为“595.88”。');
  });

  it('names what was changed in the open data itself', async () => {
    const copy = changed('data', [`${NAME}.json`, inText('"text":"595.88"', '"text":"600.00"')]);
    expect(await verify(copy, {})).toBe(1);
    expect(printed).toContain(`${NAME}.json：“部门预算收支总表”的`);
    expect(printed).toContain('是“600.00”，应为“595.88”。');
    expect(printed).not.toContain(`${NAME}.docx`);
  });

  it('notices another figure in the data table', async () => {
    const copy = changed('csv', ['data/facts.csv', inText(',595.88,', ',595.80,')]);
    expect(await verify(copy, {})).toBe(1);
    expect(printed).toMatch(/facts\.csv：.*entity=450.*595\.80/u);
  });

  it('cannot work without a proof, or with a broken one', async () => {
    expect(await verify(folder, {})).toBe(2);
    expect(printed).toContain('没有 proof.json');
    const copy = changed('broken', ['proof.json', inText('"mingzhang-proof"', '"other"')]);
    expect(await verify(copy, {})).toBe(2);
    expect(printed).toContain('proof.json 不是明账生成的');
  });
});

describe('mingzhang publish', () => {
  it('releases nothing where a file that was written reads otherwise than the ledger', async () => {
    onTheWay = (file) =>
      file.path.endsWith('.docx')
        ? { ...file, bytes: inPart('word/document.xml', '>595.88<', '>595.89<')(file.bytes) }
        : file;
    const output = join(folder, 'refused');
    expect(await publish(EXAMPLE, { output, formats: 'docx,xlsx' })).toBe(1);
    onTheWay = (file) => file;
    expect(printed).toContain('是“595.89”，应为“595.88”。');
    expect(printed).toContain('没有发布');
    expect(existsSync(join(output, 'proof.json'))).toBe(false);
    expect(existsSync(join(output, `${NAME}.xlsx`))).toBe(false);
  });
});
