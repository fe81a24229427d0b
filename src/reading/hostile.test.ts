import { describe, expect, it } from 'vitest';
import { cpuTime } from '../testing/cpu-time.ts';
import { means } from '../testing/reading.ts';
import { findNumbers } from './numbers.ts';
import { readBytes } from './read-file.ts';

const values = (text: string) =>
  findNumbers(text).map(({ value }) =>
    value === undefined ? undefined : `${value.digits}e-${value.decimals}`,
  );

describe('numbers in a text', () => {
  it.each([
    ['支出12,34,567.8万元', [undefined, undefined]],
    ['支出1,234,567,8901元', [undefined, undefined]],
    ['第1.2.3版', [undefined, undefined]],
    [`支出${'9'.repeat(41)}元`, [undefined]],
    ['支出1\ufffd2.5万元', [undefined, undefined]],
    ['支出１，２３４．５０万元', ['123450e-2']],
    ['支出1,234.50万元，其中基本支出1,000.00万元。', ['123450e-2', '100000e-2']],
    ['支出0.000000001万元', ['1e-9']],
    ['2024年12.5万元,2025年', ['2024e-0', '125e-1', '2025e-0']],
  ])('are whole or unread: %s', (text, expected) => {
    expect(values(text)).toEqual(expected);
  });

  it.each([
    ['digits', '1'.repeat(300_000)],
    ['letters', 'a'.repeat(300_000)],
    ['letters and dashes', 'a-'.repeat(150_000)],
    ['dots', `${'.'.repeat(300_000)}x`],
    ['dots and blanks', `...${' '.repeat(300_000)}x`],
    ['blanks', `第${' '.repeat(300_000)}x1`],
    ['dates', '2025年1月1日'.repeat(30_000)],
    ['commas', '1,'.repeat(150_000)],
    ['brackets', '（'.repeat(300_000)],
  ])('are found in time proportional to the length: %s', (_, text) => {
    const start = cpuTime();
    findNumbers(text);
    // A second is thirty times what it takes; anything quadratic would take minutes.
    expect(cpuTime() - start).toBeLessThan(5_000);
  });
});

const row = (cells: readonly (string | number)[]) =>
  `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
const HEAD = row(['科目编码', '科目名称', '合计', '基本支出', '项目支出']);
const TITLE = '<p>部门支出总表</p><p>单位：万元</p>';
const many = (count: number, make: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at)).join('');

/** Documents that nobody prints; each is read in a few seconds, and a quadratic step would take minutes. */
const ABSURD: Readonly<Record<string, string>> = {
  'a table of many rows': `${TITLE}<table>${HEAD}${many(15_000, (at) => row([2_100_000 + at, '行政运行', `${at}.50`, `${at}.25`, 0.25]))}</table>`,
  'many tables alike': many(
    1_500,
    () => `${TITLE}<table>${HEAD}${row([2101506, '行政运行', '1.50', '1.25', '0.25'])}</table>`,
  ),
  'many bodies': `${TITLE}<table>${row(['单位编码', '单位名称', '合计'])}${many(8_000, (at) => row([450000 + at, `示例第${at}中心`, '1.50']))}</table>`,
  'a heading of many rows': `${TITLE}<table>${many(500, () => HEAD)}${row([2101506, '行政运行', '1.50', '1.25', '0.25'])}</table>`,
  'headings of thousands of characters': many(50, () => `<h2>${'部门收支总体情况'.repeat(1250)}</h2>`),
  'a paragraph of a megabyte': `<p>${'一般公共预算财政拨款支出年初预算为123.45万元，'.repeat(15_000)}</p>`,
  'a paragraph of numbers': `<p>${many(100_000, (at) => `${at} `)}</p>`,
};

describe('documents that nobody prints', () => {
  it.each(Object.entries(ABSURD))(
    'are read in time: %s',
    async (_, html) => {
      const bytes = new TextEncoder().encode(`<h1>450示例县医疗保障局2025年部门预算</h1>${html}`);
      const start = cpuTime();
      const reading = await readBytes(bytes, { ...means, file: 'absurd.html' });
      expect(reading.ok).toBe(true);
      expect(cpuTime() - start).toBeLessThan(30_000);
    },
    180_000,
  );

  it('are refused where a page is nothing but comments', async () => {
    const bytes = new TextEncoder().encode(`${'<!---->'.repeat(5_000)}x`);
    expect((await readBytes(bytes, { ...means, file: 'absurd.html' })).ok).toBe(false);
  });

  it('mend no rows without end', async () => {
    const rows = many(
      4_000,
      (at) => `2101${String(at % 99).padStart(3, '0')}\t行政运行\t${at}.50\t\t${at}.25\t0.35\n`,
    );
    const text = `450示例县医疗保障局2025年部门预算\n部门支出总表\n单位：万元\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n${rows}`;
    const start = cpuTime();
    expect((await readBytes(new TextEncoder().encode(text), { ...means, file: 'absurd.txt' })).ok).toBe(true);
    expect(cpuTime() - start).toBeLessThan(30_000);
  });
});
