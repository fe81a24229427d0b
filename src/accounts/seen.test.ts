import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { read, utils } from '@e965/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { type AccountBook, loadAccounts } from './load.ts';
import { type Classification, classifications, levelOfCode, normalName } from './tree.ts';

/**
 * Holds the shipped lists against the documents they were taken from: every code printed beside a name is in the
 * tree under that name, and every place that `seen` claims is there.
 */

const shared = fileURLToPath(new URL('../../../shared/', import.meta.url));

/** The documents by the ids that `seen` uses. */
const documents: Readonly<Record<string, string>> = {
  'baoding-lianchi-2023': 'seeds/baoding-lianchi-2023.txt',
  'dazhou-center-2023': 'seeds/dazhou-center-2023.txt',
  'gaoyang-2025': 'seeds/gaoyang-2025.txt',
  'luoyang-xigong-2023': 'seeds/luoyang-xigong-2023.txt',
  'shijiazhuang-2024': 'seeds/shijiazhuang-2024.txt',
  'shanghai/caizhengju-2024': 'samples/shanghai/caizhengju-2024-final-accounts.pdf',
  'shanghai/fuliyuan-2024': 'samples/shanghai/fuliyuan-2024-unit-budget.pdf',
  'shanghai/qufuban-2025': 'samples/shanghai/qufuban-2025-department-budget.pdf',
  'shanghai/shi-caizhengju-2025': 'samples/shanghai/shi-caizhengju-2025-unit-budget.pdf',
  'shanghai/template-2026': 'samples/shanghai/department-budget-workbook-template.xlsx',
  'shanghai/wanli-2024': 'samples/shanghai/wanli-2024-department-budget.pdf',
};

interface NotAccounts {
  readonly pattern: RegExp;
  readonly why: string;
}

/** What stands beside a name in a document and is no fact of the classification. */
const notAccounts: Readonly<Record<string, readonly NotAccounts[]>> = {
  'dazhou-center-2023': [
    { pattern: /^35001 /u, why: 'the unit’s code 335001, its first digit lost' },
    { pattern: /^2080109 (?!社会保险经办机构)/u, why: 'names of projects under the account' },
    {
      pattern: /^(30199 商品和服务支出|302 其他交通费用)$/u,
      why: 'a table run into one line, codes out of step',
    },
    { pattern: /^200 万元/u, why: 'an amount' },
  ],
  'luoyang-xigong-2023': [{ pattern: /^311 洛阳市/u, why: 'the code of the department' }],
  'shijiazhuang-2024': [
    {
      pattern: /^(2089999 卫牛健康支出|21008 卫生健康支出|2101501 医疗保障政策管理|30102 奖金)$/u,
      why: 'a table run into one line, codes out of step with names and line numbers',
    },
    { pattern: /^(25070 与保障能力提升补助|502 材购置)$/u, why: 'noise of recognition in project sheets' },
  ],
  'shanghai/caizhengju-2024': [
    { pattern: /^302 (?!商品和服务支出)/u, why: 'codes of the right half beside names of the left half' },
    {
      pattern: /^(30108 机关事业单位基本养老保险缴|310 信息网络及软件购置更)$/u,
      why: 'names broken over lines',
    },
  ],
  'shanghai/fuliyuan-2024': [
    {
      pattern: /^(302\d\d|303(01)?) /u,
      why: 'the unit numbered its own list: 30202 is printed 咨询费, officially 印刷费; 303 离退休人员经费',
    },
  ],
};

/** Numbers of five or seven digits in the same documents that are no codes. */
const notCodes: Readonly<Record<string, readonly string[]>> = {
  // The unit's code without its first digit, the end of a project's code.
  'dazhou-center-2023': ['35001'],
  'shijiazhuang-2024': ['25070'],
};

/** Documents whose text lost the order of some tables: there a code and its name need not stand together. */
const outOfStep: ReadonlySet<string> = new Set([
  'dazhou-center-2023',
  'shijiazhuang-2024',
  'shanghai/caizhengju-2024',
]);

/** Why this machine cannot look at the documents; `undefined` where it can. */
function obstacle(): string | undefined {
  if (!existsSync(`${shared}seeds`) || !existsSync(`${shared}samples`)) return '没有 ../shared 的样本';
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return '没有 pdftotext';
  }
}

function textOf(path: string): string {
  if (path.endsWith('.txt')) return readFileSync(path, 'utf8');
  if (path.endsWith('.pdf')) {
    return execFileSync('pdftotext', ['-layout', path, '-'], {
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  }
  const workbook = read(readFileSync(path));
  return workbook.SheetNames.map((name) =>
    utils.sheet_to_csv(workbook.Sheets[name] ?? {}, { FS: '\t' }),
  ).join('\n');
}

interface Printed {
  readonly code: string;
  readonly name: string;
}

const codeShape =
  /(?<![\p{L}\d.,])([235]\d{2}(?:\d{2}){0,2})(?:\s+(\d{1,2})(?=\s))?(?:\s+(\d{2})(?=\s))?(?:\t\d{3,6})?\s+(\p{Script=Han}[\p{Script=Han}、（）()]+)/gu;

/** Codes printed before a name: on its line, in one column or by levels, or on the line above it. */
function printedCodes(text: string): readonly Printed[] {
  const found: Printed[] = [];
  for (const match of text.matchAll(codeShape)) {
    const [, head = '', second, third, name = ''] = match;
    const levels = [second, third].filter((part) => part !== undefined).map((part) => part.padStart(2, '0'));
    // Three digits before a short word are a count (300 册).
    if (head.length === 3 && levels.length === 0 && name.length < 3) continue;
    found.push({ code: head.length === 3 ? [head, ...levels].join('') : head, name });
  }
  return found;
}

function classificationOf(code: string): Classification | undefined {
  return classifications.find((one) => levelOfCode(one, code) !== undefined);
}

const reason = obstacle();
const texts = new Map<string, string>();

describe.skipIf(reason !== undefined)(
  `the shipped lists and the documents${reason === undefined ? '' : `（跳过：${reason}）`}`,
  () => {
    let book: AccountBook;
    beforeAll(() => {
      const loaded = loadAccounts();
      if (!loaded.ok) throw new Error(loaded.problems.map((one) => one.message).join('\n'));
      book = loaded.value;
      for (const [id, path] of Object.entries(documents)) texts.set(id, textOf(`${shared}${path}`));
    });

    test.each(Object.keys(documents))('%s: every code beside a name is in the tree under it', (id) => {
      const exceptions = notAccounts[id] ?? [];
      const used = new Set<NotAccounts>();
      const strangers: string[] = [];
      let count = 0;
      for (const { code, name } of printedCodes(texts.get(id) ?? '')) {
        const classification = classificationOf(code);
        if (classification !== undefined && book.tree(classification, 2025).matches(code, name)) {
          count += 1;
          continue;
        }
        const exception = exceptions.find((one) => one.pattern.test(`${code} ${name}`));
        if (exception === undefined) strangers.push(`${code} ${name}`);
        else used.add(exception);
      }
      expect(strangers).toEqual([]);
      expect(count).toBeGreaterThan(5);
      expect([...used]).toHaveLength(exceptions.length);
    });

    test.each(Object.keys(documents))('%s: every account said to be seen there is there', (id) => {
      const text = texts.get(id) ?? '';
      const whole = normalName(text);
      const pairs = new Set(printedCodes(text).map(({ code, name }) => `${code} ${normalName(name)}`));
      const missing: string[] = [];
      let count = 0;
      for (const classification of classifications) {
        for (const account of book.tree(classification, 2025).all()) {
          if (!account.seen.includes(id)) continue;
          count += 1;
          const names = [account.name, ...account.aliases].map(normalName);
          const isThere = outOfStep.has(id)
            ? // Cells broken over lines part a name's last sign from it.
              names.some((name) => whole.includes(name.slice(0, -1)))
            : names.some((name) => pairs.has(`${account.code} ${name}`));
          if (!isThere) missing.push(`${account.code} ${account.name}`);
        }
      }
      expect(missing).toEqual([]);
      expect(count).toBeGreaterThan(5);
    });

    test.each([...outOfStep])('%s: every code is known where the order of a table is lost', (id) => {
      const bare = (texts.get(id) ?? '').matchAll(/(?<![\p{L}\d.,])[23]\d{4}(?:\d{2})?(?![\p{L}\d.,])/gu);
      const unknown = [...bare]
        .map(([code]) => code)
        .filter((code) => !classifications.some((one) => book.tree(one, 2025).isKnown(code)));
      expect(new Set(unknown)).toEqual(new Set(notCodes[id] ?? []));
    });

    test('every document that is named is one of these, or an official list', () => {
      const named = new Set(
        classifications.flatMap((one) =>
          book
            .tree(one, 2025)
            .all()
            .flatMap((account) => account.seen),
        ),
      );
      const unknown = [...named].filter(
        (id) => documents[id] === undefined && !/^政府收支分类科目20\d\d$/u.test(id),
      );
      expect(unknown).toEqual([]);
    });
  },
);
