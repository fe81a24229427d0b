import { describe, expect, it } from 'vitest';
import { cellsOf, documentOf, linesOf, tableOf } from '../testing/checked.ts';
import type { CheckedDocument } from './checked.ts';
import type { Finding } from './finding.ts';
import { isIdentityNumber, isPersonName, masked } from './personal.ts';
import { checkPublication } from './publication.ts';

function short(findings: readonly Finding[]): readonly string[] {
  return findings.map(({ rule, severity, places }) => `${severity} ${rule} ${places.length}`);
}

function lines(texts: readonly string[], more: Partial<CheckedDocument> = {}): readonly string[] {
  return short(checkPublication(documentOf({ lines: linesOf(...texts), ...more })));
}

function cells(...rows: readonly string[]): readonly string[] {
  return short(checkPublication(documentOf({ tables: [tableOf('t', { cells: cellsOf(0, ...rows) })] })));
}

function asides(kind: string, text: string, more: Partial<CheckedDocument> = {}): readonly string[] {
  const place = { type: 'paragraph', path: 'p1', from: 0, to: text.length } as const;
  return lines(['正文'], { asides: [{ kind, text, place }], ...more });
}

/** The example of the standard, of nobody. */
const NUMBER = '11010519491231002X';

describe('numbers of persons', () => {
  it('are identity numbers by their own structure', () => {
    expect(isIdentityNumber(NUMBER, 2025)).toBe(true);
    expect(isIdentityNumber(NUMBER.toLowerCase(), 2025)).toBe(true);
    expect(isIdentityNumber('110105194912310021', 2025)).toBe(false);
    expect(isIdentityNumber('11010519491331002X', 2025)).toBe(false);
    expect(isIdentityNumber('99010519491231002X', 2025)).toBe(false);
    expect(isIdentityNumber(NUMBER, 1948)).toBe(false);
    expect(masked(NUMBER)).toBe('110************02X');
  });

  it('are found once each, in text, cells and what is hidden, and are not repeated', () => {
    const document = documentOf({ lines: linesOf(`张某，身份证号：${NUMBER}。`, `又见${NUMBER}`) });
    const found = checkPublication(document);
    expect(short(found)).toEqual(['error publication.identity-number 2']);
    expect(found[0]?.message).not.toContain(NUMBER);
    expect(cells(`张某 | ${NUMBER}`)).toEqual(['error publication.identity-number 1']);
    expect(asides('hidden', `身份证 ${NUMBER}`)).toContain('error publication.identity-number 1');
  });

  it('are no codes of projects and bodies', () => {
    expect(lines([`统一社会信用代码：${NUMBER}`, `编码A${NUMBER}`, `0${NUMBER}`])).toEqual([]);
    expect(cells('项目编码 | 130623251131080100100')).toEqual([]);
  });

  it('are mobile numbers where words say so', () => {
    expect(lines(['联系人：张三，电话：13800138000'])).toEqual(['warning publication.mobile 1']);
    expect(cells('联系电话 | 13800138000')).toEqual(['warning publication.mobile 1']);
    expect(cells('手机', '13800138000')).toEqual(['warning publication.mobile 1']);
    expect(lines(['联系电话：0312-5886100', '项目编码13062300001', '合计13800138000元'])).toEqual([]);
  });

  it('are accounts where words say so', () => {
    expect(lines(['开户银行：某银行，账号：6222020200112233445'])).toEqual([
      'warning publication.bank-account 1',
    ]);
    expect(cells('项目编码 | 130623251131080100100')).toEqual([]);
  });
});

describe('secrets', () => {
  it('are marks, not words', () => {
    expect(lines(['机密★1年'])).toEqual(['error publication.secret 1']);
    expect(lines(['秘 密', '绝密'])).toEqual(['error publication.secret 1']);
    expect(lines(['负责保守国家秘密、商业秘密工作。', '涉密采购事项按照相关规定执行。'])).toEqual([]);
  });

  it('have marks of papers for internal use beside them', () => {
    expect(lines(['内部资料，注意保存'])).toEqual(['warning publication.internal 1']);
    expect(lines(['公开属性：不予公开'])).toEqual(['warning publication.internal 1']);
    expect(lines(['涉及国家秘密的内容依法不予公开。', '公开属性：主动公开', '内部资料印刷费5万元'])).toEqual(
      [],
    );
  });
});

describe('what the file holds beside its pages', () => {
  it('is a comment, a deletion, or hidden', () => {
    expect(asides('comment', '这个数要再核实')).toEqual(['warning publication.comments 1']);
    expect(asides('deleted', '56')).toEqual(['warning publication.revisions 1']);
    expect(asides('hidden', '上年结余5万元')).toEqual(['warning publication.hidden 1']);
    expect(asides('hidden', '无数据的行')).toEqual(['notice publication.hidden 1']);
  });

  it('may be what programs put there', () => {
    expect(asides('hidden', '[bookmark: _Toc_2_2_0000000001]')).toEqual([]);
    expect(asides('pageNumber', '5')).toEqual([]);
    expect(asides('hidden', '菜单5', { file: '公开.html' })).toEqual([]);
    const line = { type: 'line', line: 1, from: 0, to: 3 } as const;
    expect(lines(['正文'], { asides: [{ kind: 'hidden', text: '裁去5', place: line }] })).toEqual([]);
  });

  it('is text of a page that cannot be seen, line by line, unless it can be read beside it', () => {
    const on = (text: string, left: number, top: number, kind = 'hidden') => ({
      kind,
      text,
      place: { type: 'page', page: 1, box: [left, top, left + 40, top + 12] } as const,
    });
    const hidden = (...words: ReturnType<typeof on>[]) => lines(['收入合计 5.00 万元'], { asides: words });
    expect(hidden(on('另有', 0, 0), on('3.20万元', 50, 0), on('不公开', 0, 20))).toEqual([
      'warning publication.hidden 2',
    ]);
    expect(hidden(on('裁去的字', 0, 0))).toEqual(['notice publication.hidden 1']);
    // Painted twice, or recognised in the picture of a page.
    expect(hidden(on('收入合计5.00', 0, 0))).toEqual([]);
    expect(hidden(on('收入合计 7.00', 0, 0, 'recognised'))).toEqual([]);
  });

  it('is a figure in what a web page does not display', () => {
    const page = { file: '公开.html' };
    expect(asides('hidden', '其中：招待费 3.20', page)).toEqual(['warning publication.hidden 1']);
    expect(asides('hidden', '扫一扫在手机打开当前页', page)).toEqual([]);
  });

  it('is the name of a person in its properties', () => {
    const named = (...values: readonly string[]) =>
      lines(['正文'], { properties: values.map((value) => ({ name: 'author', value })) });
    expect(named('张三', '欧阳小明')).toEqual(['notice publication.author 0']);
    expect(named('Administrator', '微软用户', '财务科', '项目办', '示例市医疗保障局', 'lenovo')).toEqual([]);
    expect(isPersonName('李 四')).toBe(true);
  });
});
