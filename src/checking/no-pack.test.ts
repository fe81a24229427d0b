import { describe, expect, it } from 'vitest';
import { checkedFile } from '../testing/checked-file.ts';

/** Tables of an invented bureau in a layout of no pack, tabs between cells. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  部门收支总表: [
    '收入\t\t支出\t',
    '项目\t预算数\t项目\t预算数',
    '一、一般公共预算拨款收入\t540.00\t一、社会保障和就业支出\t46.00',
    '二、政府性基金预算拨款收入\t\t二、农林水支出\t494.00',
    '本年收入合计\t540.00\t本年支出合计\t540.00',
    '收入总计\t540.00\t支出总计\t540.00',
  ],
  部门收入总表: [
    '科目编码\t科目名称\t合计\t一般公共预算拨款收入\t政府性基金预算拨款收入',
    '合计\t\t540.00\t540.00\t',
    '208\t社会保障和就业支出\t46.00\t46.00\t',
    '213\t农林水支出\t494.00\t494.00\t',
  ],
  部门支出总表: [
    '科目编码\t科目名称\t合计\t基本支出\t项目支出',
    '合计\t\t540.00\t437.00\t103.00',
    '208\t社会保障和就业支出\t46.00\t46.00\t',
    '20805\t行政事业单位养老支出\t46.00\t46.00\t',
    '2080505\t机关事业单位基本养老保险缴费支出\t46.00\t46.00\t',
    '213\t农林水支出\t494.00\t391.00\t103.00',
    '21303\t水利\t494.00\t391.00\t103.00',
    '2130301\t行政运行\t391.00\t391.00\t',
    '2130304\t水利行业业务管理\t103.00\t\t103.00',
  ],
  财政拨款收支总表: [
    '收入\t\t支出\t\t',
    '项目\t预算数\t项目\t合计\t一般公共预算',
    '一、本年收入\t540.00\t一、本年支出\t540.00\t540.00',
    '（一）一般公共预算拨款\t540.00\t（一）社会保障和就业支出\t46.00\t46.00',
    '\t\t（二）农林水支出\t494.00\t494.00',
    '收入总计\t540.00\t支出总计\t540.00\t540.00',
  ],
  一般公共预算支出表: [
    '科目编码\t科目名称\t合计\t基本支出\t项目支出',
    '合计\t\t540.00\t437.00\t103.00',
    '208\t社会保障和就业支出\t46.00\t46.00\t',
    '20805\t行政事业单位养老支出\t46.00\t46.00\t',
    '2080505\t机关事业单位基本养老保险缴费支出\t46.00\t46.00\t',
    '213\t农林水支出\t494.00\t391.00\t103.00',
    '21303\t水利\t494.00\t391.00\t103.00',
    '2130301\t行政运行\t391.00\t391.00\t',
    '2130304\t水利行业业务管理\t103.00\t\t103.00',
  ],
  一般公共预算基本支出表: [
    '经济分类科目编码\t经济分类科目名称\t合计\t人员经费\t公用经费',
    '合计\t\t437.00\t398.50\t38.50',
    '301\t工资福利支出\t398.50\t398.50\t',
    '30101\t基本工资\t210.00\t210.00\t',
    '30102\t津贴补贴\t188.50\t188.50\t',
    '302\t商品和服务支出\t38.50\t\t38.50',
    '30201\t办公费\t34.30\t\t34.30',
    '30217\t公务接待费\t1.20\t\t1.20',
    '30231\t公务用车运行维护费\t3.00\t\t3.00',
  ],
  '“三公”经费支出表': [
    '项目\t预算数',
    '合计\t4.20',
    '因公出国（境）费\t',
    '公务用车购置及运行费\t3.00',
    '公务用车运行维护费\t3.00',
    '公务接待费\t1.20',
  ],
};

const TEXT = '2025年支出预算540.00万元，其中：基本支出437.00万元，项目支出103.00万元。';

/** The document, with one number of one table changed where that is asked for. */
function budget(change?: { readonly table: string; readonly from: string; readonly to: string }): string {
  const tables = Object.entries(TABLES).flatMap(([title, rows]) => [
    title,
    '部门：青禾市水务局',
    '单位：万元',
    '',
    ...rows.map((row) => (change?.table === title ? row.replace(change.from, change.to) : row)),
    '',
  ]);
  return ['青禾市水务局2025年部门预算', '', ...tables, '二、支出预算情况说明', TEXT, ''].join('\n');
}

const lawsOf = async (text: string) =>
  (await checkedFile(text, 'invented.txt')).report.findings.filter(({ rule }) => rule.startsWith('law.'));

/** For each kind of table a row with its wrong number, and what is right. */
const CHANGES = [
  ['部门收支总表', '农林水支出\t494.00', '农林水支出\t449.00', '494.00'],
  ['部门收入总表', '社会保障和就业支出\t46.00', '社会保障和就业支出\t64.00', '46.00'],
  ['部门支出总表', '水利行业业务管理\t103.00', '水利行业业务管理\t130.00', '103.00'],
  ['财政拨款收支总表', '（二）农林水支出\t494.00\t494.00', '（二）农林水支出\t494.00\t499.00', '494.00'],
  ['一般公共预算支出表', '行政运行\t391.00\t391.00', '行政运行\t391.00\t319.00', '391.00'],
  ['一般公共预算基本支出表', '津贴补贴\t188.50\t188.50', '津贴补贴\t188.50\t185.80', '188.50'],
  ['“三公”经费支出表', '运行维护费\t3.00', '运行维护费\t8.00', '3.00'],
] as const;

describe('a budget of a region that no pack knows', () => {
  it('is read by its words alone, all its amounts are held, and nothing that is right is called wrong', async () => {
    const { report } = await checkedFile(budget(), 'invented.txt');
    expect(report.pack.id).toBe('generic');
    expect(report.findings.filter(({ rule }) => rule.startsWith('law.'))).toEqual([]);
    const { checked, printed } = report.coverage.checked;
    expect(checked).toBe(printed);
    expect(printed).toBeGreaterThan(70);
  });

  it.each(CHANGES)('names the wrong number in %s, and what it should be', async (table, from, to, right) => {
    const found = await lawsOf(budget({ table, from, to }));
    expect(found).toHaveLength(1);
    const wrong = to.split('\t').find((text) => text !== right && /\d/u.test(text));
    expect(found[0]?.suspects[0]).toMatchObject({ printed: wrong, required: right });
    expect(found[0]?.severity).toBe('error');
  });
});
