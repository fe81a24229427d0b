import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The command as installed: `npm test` builds `dist` first. */
const BIN = fileURLToPath(new URL('../../bin/mingzhang.js', import.meta.url));

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mingzhang-hostile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function read(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, 'read', ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  return { status, stdout, stderr };
}

function put(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const utf8 = (text: string) => new TextEncoder().encode(text);

const NAMED = '450示例县医疗保障局\n2025年部门预算\n';
const GOOD = `${NAMED}2025年支出预算65.00万元。\n`;

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A Word file with this in its body. */
function docx(body: string, before = ''): Uint8Array {
  return zipSync({
    'word/document.xml': utf8(
      `<?xml version="1.0"?>${before}<w:document ${W}><w:body>${body}</w:body></w:document>`,
    ),
  });
}

const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** A PDF of empty pages, all the same. */
function emptyPages(count: number): string {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    `<</Type/Pages/Count ${count}/Kids[${Array.from({ length: count }, (_, page) => `${page + 3} 0 R`).join(' ')}]>>`,
    ...Array.from({ length: count }, () => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>'),
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj${object}endobj\n`;
    return at;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer<</Root 1 0 R/Size ${objects.length + 1}>>\nstartxref\n${text.length}\n%%EOF\n`;
}

/** The beginning of an Office file with a password: a compound file whose directory names the encrypted package. */
function encrypted(): Uint8Array {
  const bytes = new Uint8Array(1536);
  bytes.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  const view = new DataView(bytes.buffer);
  view.setUint16(30, 9, true);
  view.setUint32(48, 1, true);
  const name = 'EncryptedPackage';
  for (let at = 0; at < name.length; at += 1) view.setUint16(1024 + 2 * at, name.charCodeAt(at), true);
  view.setUint16(1024 + 64, 2 * name.length + 2, true);
  return bytes;
}

const ENTITIES = `<!DOCTYPE x [<!ENTITY a "${'预算'.repeat(100)}">${'bcdefghij'
  .split('')
  .map((name, index) => `<!ENTITY ${name} "${`&${'abcdefghij'[index]};`.repeat(10)}">`)
  .join('')}]>`;

/** Files that cannot be read, each with what is said about it and the options that make it quick to refuse. */
const UNREADABLE: readonly (readonly [name: string, make: () => string | Uint8Array, says: RegExp])[] = [
  ['截断.docx', () => docx(paragraph(NAMED.repeat(50))).subarray(0, 300), /已损坏或不完整.*再试/u],
  ['截断.pdf', () => emptyPages(50).slice(0, 2000), /不完整.*重新下载/u],
  ['加密.xlsx', encrypted, /打开密码.*取消密码/u],
  ['图片.pdf', () => Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), /一张图片.*请提供/u],
  ['压缩包.docx', () => zipSync({ 'a.txt': utf8('1') }), /压缩包.*解压/u],
  ['乱码.txt', () => Uint8Array.from({ length: 4096 }, (_, at) => (at * 37) % 32), /认不出.*可以读取的有/u],
  ['空.txt', () => '', /空的/u],
  ['炸弹.docx', () => docx(paragraph('0'.repeat(30 * 2 ** 20))), /解压后的大小.*上限/u],
  ['万页.pdf', () => emptyPages(10_000), /10000 页.*最多读取 5000 页.*拆分/u],
  ['嵌套.html', () => '<div>'.repeat(50_000), /嵌套层数.*上限/u],
  ['嵌套.docx', () => docx('<w:sdt>'.repeat(50_000)), /嵌套层数.*上限/u],
  ['实体.docx', () => docx(paragraph('&j;'), ENTITIES), /DOCTYPE.*另存/u],
  ['没有年度.txt', () => '一段文字', /没有认出预算年度.*--year/u],
];

describe('files that cannot be read', () => {
  it('are each refused with their name and what to do, and keep no other back', () => {
    const names = UNREADABLE.map(([name, make]) => put(name, make()));
    const big = put('很大.pdf', '%PDF-1.4\n');
    truncateSync(join(folder, big), 200 * 2 ** 20);
    const good = ['好一.txt', '好二.txt'].map((name) => put(name, GOOD));
    const { status, stdout, stderr } = read(
      good[0] ?? '',
      ...names,
      big,
      '没有.txt',
      good[1] ?? '',
      '--max-mb',
      '5',
    );
    expect(status).toBe(2);
    const lines = stderr.trim().split('\n');
    for (const [name, , says] of [
      ...UNREADABLE,
      ['很大.pdf', undefined, /有 200 MB，超过上限 5 MB/u] as const,
      ['没有.txt', undefined, /找不到文件/u] as const,
    ]) {
      const about = lines.filter((line) => line.startsWith('错误 ') && line.includes(name));
      expect(about, name).toHaveLength(1);
      expect(about[0]).toMatch(says);
    }
    expect(stderr).not.toMatch(/\n\s+at |TypeError|undefined|\[object|Error:/u);
    expect(stdout.match(/文件：好.\.txt/gu)).toEqual(['文件：好一.txt', '文件：好二.txt']);
    expect(stdout.match(/65\.00|归位的数字/gu)).toHaveLength(2);
  });

  it('say what is asked for where limits are lowered', () => {
    const pages = put('三页.pdf', emptyPages(3));
    expect(read(pages, '--max-pages', '2').stderr).toMatch(/三页\.pdf.*3 页，最多读取 2 页/u);
    expect(read(pages, '--max-pages', 'x').stderr).toMatch(/--max-pages 应为 1 到 1000000 的整数/u);
  });

  it('are given up when their time is over', () => {
    const row = (index: number) => `2101506\t行政运行\t${index}.50\t${index}.25\t0.25`;
    const rows = Array.from({ length: 60_000 }, (_, index) => row(index)).join('\n');
    const slow = put(
      '很慢.txt',
      `${NAMED}部门支出总表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n${rows}\n`,
    );
    const good = put('后面.txt', GOOD);
    const { status, stdout, stderr } = read(slow, good, '--timeout', '1', '--jobs', '1');
    expect(status).toBe(2);
    expect(stderr).toMatch(/文件 很慢\.txt 读了 1 秒仍未读完.*--timeout/u);
    expect(stdout).toContain('文件：后面.txt');
  });
});

describe('odd numbers and characters', () => {
  /** What becomes of a text in a cell of amounts in 万元: its value, or how it stands. */
  function cellsOf(cells: readonly string[]): readonly (string | null)[] {
    const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
    const rows = cells.map(
      (cell, index) =>
        `<tr><td>21015${String(index + 1).padStart(2, '0')}</td><td>${escaped(cell)}</td></tr>`,
    );
    const file = put(
      '数字.html',
      `<p>450示例县医疗保障局2025年部门预算</p><p>支出预算表</p><p>单位：万元</p><table><tr><td>科目编码</td><td>支出合计</td></tr>${rows.join('')}</table>`,
    );
    const { stdout } = read(file, '--json', '--pack', 'generic');
    const { facts }: { facts: { value: string | null; status: string; at: Record<string, string> }[] } =
      JSON.parse(stdout);
    return cells.map((_, index) => {
      const code = `21015${String(index + 1).padStart(2, '0')}`;
      const fact = facts.find(({ at }) => at.function === code);
      return fact?.value ?? fact?.status ?? null;
    });
  }

  it('are read exactly or not at all', () => {
    const cells = {
      '65.00': '65.00',
      '1,234.5': '1234.5',
      '１２，３４５．６７': '12345.67',
      '-0.00': '0.00',
      '12,34,567.8': 'unread',
      '1,234,567,8901': 'unread',
      '1.2.3.4': 'unread',
      '1e400': 'unread',
      '0.000000001': 'unread',
      [`1${'0'.repeat(60)}`]: 'unread',
      [`1${'0'.repeat(30)}`]: `1${'0'.repeat(30)}`,
      // Marks of direction are taken out: what counts is the file, not what a trick makes of it on the screen.
      '\u202e1,234.56\u202c': '1234.56',
      '12\u200f3.00': '123.00',
      '1\u0007.5': '1.5',
      NaN: 'unread',
      '0x1F': 'unread',
      '٣٤': 'unread',
    };
    const values = cellsOf(Object.keys(cells));
    expect(Object.fromEntries(Object.keys(cells).map((cell, index) => [cell, values[index]]))).toEqual(cells);
  });
});
