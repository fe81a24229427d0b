import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sayWhere } from '../messages/problem.ts';
import { accountsCsv } from './csv.ts';
import { type AccountBook, loadAccounts } from './load.ts';
import { classifications } from './tree.ts';

function load(...directories: readonly string[]): AccountBook {
  const result = loadAccounts(directories);
  if (!result.ok) throw new Error(result.problems.map((one) => one.message).join('\n'));
  return result.value;
}

describe('the shipped lists', () => {
  const book = load();

  test.each(classifications)(
    '%s: every parent is there, every code fits, every name is clean',
    (classification) => {
      const tree = book.tree(classification, 2025);
      expect(tree.all().length).toBeGreaterThan(50);
      for (const account of tree.all()) {
        expect(tree.levelOf(account.code), account.code).toBeDefined();
        for (const above of tree.ancestorsOf(account.code))
          expect(tree.isKnown(above), account.code).toBe(true);
        expect(account.name, account.code).toMatch(/^[\p{Script=Han}、（）]+$/u);
        expect(account.seen.length, account.code).toBeGreaterThan(0);
        expect(account.aliases, account.code).not.toContain(account.name);
      }
    },
  );

  test.each(classifications)('%s: siblings have different names', (classification) => {
    const tree = book.tree(classification, 2025);
    for (const parent of [undefined, ...tree.all().map((account) => account.code)]) {
      const names = (parent === undefined ? tree.classes() : tree.childrenOf(parent)).map((one) => one.name);
      expect(new Set(names).size, parent).toBe(names.length);
    }
  });

  test('the mapping names known accounts only', () => {
    const economic = book.tree('economic', 2025);
    const govEconomic = book.tree('govEconomic', 2025);
    for (const account of economic.all()) {
      for (const proposal of book.govEconomicFor(account.code)) {
        expect(govEconomic.isKnown(proposal.govEconomic), account.code).toBe(true);
      }
    }
  });

  test('they load within 20 ms', () => {
    // The best of several, for a machine that is busy with other tests.
    const times = Array.from({ length: 5 }, () => {
      const start = performance.now();
      load();
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(20);
  });

  test('a year before the first list has the first list, and says so', () => {
    expect(book.tree('function', 2022)).toMatchObject({ year: 2022, listYear: 2023 });
    expect(book.tree('function', 2022).nameOf('2101506')).toBe('医疗保障经办事务');
    expect(book.tree('function', 2026)).toMatchObject({ year: 2026, listYear: 2026 });
    expect(book.tree('function', 2026)).toBe(book.tree('function', 2026));
  });
});

describe('the government economic account of a department’s account', () => {
  const book = load();
  test.each([
    ['30101', 'administrative', ['50101']],
    ['30101', 'civilServantManaged', ['50101']],
    ['30101', 'institution', ['50501']],
    ['30101', undefined, ['50101', '50501']],
    ['30107', 'administrative', ['50501']],
    ['30231', 'administrative', ['50208']],
    ['30231', 'institution', ['50502']],
    ['30302', 'institution', ['50905']],
    ['31002', 'administrative', []],
    ['39999', undefined, ['59999']],
  ] as const)('%s of a unit that is %s: %j', (code, nature, expected) => {
    expect(book.govEconomicFor(code, nature).map((one) => one.govEconomic)).toEqual(expected);
  });
});

describe('a further folder', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'accounts-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function write(name: string, lines: readonly string[]): void {
    writeFileSync(join(folder, name), `\ufeff${lines.join('\r\n')}\r\n`);
  }

  const header = 'code,name,from,to,aliases,seen';

  test('extends and overrides, code by code and year by year', () => {
    write('function.csv', [
      header,
      '2101507,基金监管事务,2025,,,河北2025',
      '2101506,医疗保障经办,2025,2025,医疗保障经办事务,河北2025',
      '2101501,行政运行,2024,,,河北2025',
    ]);
    const book = load(folder);
    expect(book.tree('function', 2024).isKnown('2101507')).toBe(false);
    expect(book.tree('function', 2025).find('2101507')).toMatchObject({
      name: '基金监管事务',
      status: 'imported',
    });
    expect(book.tree('function', 2024).nameOf('2101506')).toBe('医疗保障经办事务');
    expect(book.tree('function', 2025).nameOf('2101506')).toBe('医疗保障经办');
    expect(book.tree('function', 2026).nameOf('2101506')).toBe('医疗保障经办事务');
    expect(book.tree('function', 2025).find('2101501')?.seen).toContain('gaoyang-2025');
    expect(book.tree('function', 2025).find('2101501')?.seen).toContain('河北2025');
  });

  test('may extend the mapping', () => {
    write('mapping.csv', ['economic,govEconomic,nature,seen', '31002,50199,administrative|institution,本地']);
    expect(
      load(folder)
        .govEconomicFor('31002', 'institution')
        .map((one) => one.govEconomic),
    ).toEqual(['50199']);
  });

  test('reads back what is written', () => {
    const accounts = load().tree('economic', 2025).all();
    writeFileSync(join(folder, 'economic.csv'), accountsCsv(accounts));
    const read = load(folder).tree('economic', 2025).all();
    expect(read).toEqual(accounts.map((account) => ({ ...account, status: 'imported' })));
  });

  test('has every mistake reported at once, with its line and what to do', () => {
    write('function.csv', [
      header,
      '2101,医疗,2025,,,',
      '2101508,,2025,,,',
      '2101509,监管,二〇二五,,,',
      '2101510,监管,2025,2024,,',
      '2101511,监管,2025,,,',
      '2101511,监督,2025,,,',
    ]);
    write('economic.csv', ['编码,名称', '301,工资福利支出']);
    write('mapping.csv', ['economic,govEconomic,nature,seen', '30101,30101,军队,']);
    const result = loadAccounts([folder]);
    expect(result.ok).toBe(false);
    const place = (text: string): string => text.replace(`${folder}/`, '');
    expect(result.problems.map((one) => `${place(sayWhere(one.where))}：${one.message}`)).toEqual([
      'function.csv 第 2 行：科目编码“2101”不符合本表的编码规则（功能分类为 2 开头的 3、5、7 位，部门经济分类为 3 开头、政府经济分类为 5 开头的 3、5 位数字）。请改正编码。',
      'function.csv 第 3 行：科目 2101508 没有名称。请补上科目名称，或删除这一行。',
      'function.csv 第 4 行：科目 2101509 的有效年度“二〇二五–”不正确：起始年度必填，年度为四位数字，终止年度不早于起始年度。',
      'function.csv 第 5 行：科目 2101510 的有效年度“2025–2024”不正确：起始年度必填，年度为四位数字，终止年度不早于起始年度。',
      'function.csv 第 7 行：科目 2101511（2025 年起）与第 6 行重复。请只保留一行。',
      'economic.csv 第 1 行：表头缺少列：code、name、from、to、aliases、seen。第一行应为：code,name,from,to,aliases,seen。',
      'mapping.csv 第 2 行：科目编码“30101”不符合本表的编码规则（功能分类为 2 开头的 3、5、7 位，部门经济分类为 3 开头、政府经济分类为 5 开头的 3、5 位数字）。请改正编码。',
      'mapping.csv 第 2 行：单位性质“军队”不认识，可填：administrative、civilServantManaged、institution（多个用“|”分隔，留空表示不区分）。',
    ]);
  });

  test('that is missing is said to be missing', () => {
    const missing = join(folder, '没有');
    const result = loadAccounts([missing]);
    expect(result.problems.map((one) => one.key)).toEqual(['accounts.folderNotFound']);
  });
});
