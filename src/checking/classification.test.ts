import { describe, expect, it } from 'vitest';
import { cellsOf, documentOf, lineAt, linesOf, statedOf, tableOf } from '../testing/checked.ts';
import type { CheckedDocument } from './checked.ts';
import { checkClassification } from './classification.ts';

/** Findings in short: rule, severity, first line. */
function found(document: CheckedDocument): readonly string[] {
  return checkClassification(document).map(({ rule, severity, places: [place] }) => {
    const line = place?.type === 'line' ? place.line : undefined;
    return `${severity} ${rule} ${line}`;
  });
}

const HEAD = '类 | 款 | 项 | 科目名称 | 合计';

/** A document with one table of these rows, the first at line 101. */
function table(...rows: readonly string[]): CheckedDocument {
  return documentOf({ tables: [tableOf('一般公共预算支出表', { cells: cellsOf(100, HEAD, ...rows) })] });
}

const RIGHT = [
  '208 |  |  | 社会保障和就业支出 | 3.00',
  '208 | 05 |  | 行政事业单位养老支出 | 3.00',
  '208 | 05 | 01 | 行政单位离退休 | 1.00',
  '208 | 05 | 05 | 机关事业单位基本养老保险缴费支出 | 2.00',
  '210 |  |  | 卫生健康支出 | 5.00',
  '210 | 11 |  | 行政事业单位医疗 | 5.00',
  '210 | 11 | 01 | 行政单位医疗 | 5.00',
];

function withRow(index: number, row: string): CheckedDocument {
  return table(...RIGHT.map((one, at) => (at === index ? row : one)));
}

describe('codes and names in tables', () => {
  it('are silent where they agree, in parts, as a whole, and side by side', () => {
    expect(found(table(...RIGHT))).toEqual([]);
    const whole = cellsOf(
      1,
      '序号|科目编码|科目名称|合计',
      '1||合计|5.00',
      '2|210|卫生健康支出|5.00',
      '3|21011|行政事业单位医疗|5.00',
      '4|2101101|行政单位医疗|5.00',
    );
    const folded = cellsOf(
      1,
      '301||工资福利支出|2.00|302||商品和服务支出|3.00',
      '301|01|基本工资|2.00|302|01|办公费|3.00',
    );
    const both = cellsOf(1, '30101|基本工资|50101|工资奖金津补贴|2.00', '30201|办公费|50201|办公经费|3.00');
    for (const cells of [whole, folded, both]) {
      expect(found(documentOf({ tables: [tableOf('t', { cells })] }))).toEqual([]);
    }
  });

  it('a class that does not exist is an error, with the code that the name has', () => {
    const document = withRow(6, '7 | 11 | 01 | 行政单位医疗 | 5.00');
    expect(found(document)).toEqual(['error classification.code 107']);
    expect(checkClassification(document)[0]?.expected).toBe('2101101');
  });

  it('a code beside the name of another account is an error', () => {
    expect(found(withRow(2, '208 | 05 | 01 | 事业单位离退休 | 1.00'))).toEqual([
      'error classification.codeName 103',
    ]);
  });

  it('a project below the name of its account, whose code it prints, is none of the account’s names', () => {
    const rows = ['301 | | 工资福利支出 | 2', '301 | 01 | 基本工资 | 1'];
    const project = '301 | 03 | 退休人员活动费 | 1';
    expect(found(table(...rows, project))).toHaveLength(1);
    expect(found(table(...rows, ' | | 奖金 | 1', project))).toEqual([]);
  });

  it('the same mistake in two tables is one', () => {
    const wrong = table(
      ...RIGHT.map((one, at) => (at === 2 ? '208 | 05 | 01 | 事业单位离退休 | 1.00' : one)),
    );
    const tables = [...wrong.tables, ...wrong.tables];
    const [one, ...others] = checkClassification({ ...wrong, tables });
    expect(others).toEqual([]);
    expect(one?.places).toHaveLength(2);
  });

  it('a table that is numbered by another list throughout is one mistake', () => {
    const names = ['办公费', '咨询费', '水费', '电费', '邮电费', '自编项目费'];
    const rows = names.map((name, at) => `302 | 0${at + 1} | ${name} | 1.00`);
    const [one, ...others] = checkClassification(table('302 | | 商品和服务支出 | 6.00', ...rows));
    expect(others).toEqual([]);
    expect(one).toMatchObject({ rule: 'classification.codeName', severity: 'error' });
    expect(one?.message).toContain('30203 水费（应为 30205 水费）');
    expect(one?.places).toHaveLength(5);
  });

  it('children of one parent that is left out are one mistake', () => {
    const rows = [
      ...RIGHT,
      '221 | | | 住房保障支出 | 3.00',
      '221 | 02 | 01 | 住房公积金 | 1.00',
      '221 | 02 | 03 | 购房补贴 | 2.00',
      '221 | 01 | | 保障性安居工程支出 | 0',
      '221 | 01 | 03 | 棚户区改造 | 0',
      '221 | 01 | 06 | 公共租赁住房 | 0',
      '221 | 01 | 05 | 农村危房改造 | 0',
    ];
    expect(found(table(...rows)).filter((one) => one.includes('parent'))).toEqual([
      'warning classification.parent 109',
    ]);
  });

  it('a code beside a name that no account has is a warning', () => {
    const rows = ['301 | | 工资福利支出 | 2', '301 | 01 | 基本工资 | 1', '301 | 03 | 退休人员活动费 | 1'];
    expect(found(table(...rows))).toEqual(['warning classification.codeName 103']);
  });

  it('a name that differs a little is a warning, by one character or order a notice', () => {
    expect(found(withRow(6, '210 | 11 | 01 | 行政部门医疗 | 5.00'))).toEqual([
      'warning classification.name 107',
    ]);
    expect(found(withRow(3, '208 | 05 | 05 | 机关事业单位基本养老保险费支出 | 2.00'))).toEqual([
      'notice classification.name 104',
    ]);
  });

  it('one digit where two belong is a warning', () => {
    expect(found(withRow(2, '208 | 5 | 1 | 行政单位离退休 | 1.00'))).toEqual([
      'warning classification.digits 103',
    ]);
  });

  it('rows of projects and of bodies beside codes are no accounts', () => {
    const projects = cellsOf(
      1,
      '类|款|项|单位代码|名称|金额',
      '210|15|06|335001|医疗保障经办事务|9.00',
      '210|15|06|335001|异地就医工作|5.00',
      '210|15|06|335001|信息平台建设|4.00',
    );
    expect(found(documentOf({ tables: [tableOf('t', { cells: projects })] }))).toEqual([]);
    const body = cellsOf(1, '450 | 示例市医疗保障局 | 5.00', ...['210 | 卫生健康支出 | 5.00']);
    expect(found(documentOf({ tables: [tableOf('t', { cells: body })] }))).toEqual([]);
  });

  it('names that all slid by a row are the fault of reading', () => {
    const rows = [
      '301 | | 工资福利支出 | 9',
      '301 | 01 | 基本工资 | 1',
      '301 | 02 | 奖金 | 1',
      '301 | 03 | 伙食补助费 | 1',
      '301 | 06 | 绩效工资 | 1',
      '301 | 07 | 绩效工资 | 1',
    ];
    expect(found(table(...rows))).toEqual([]);
  });

  it('amounts of three digits are no codes', () => {
    const cells = cellsOf(
      1,
      '一、财政拨款收入 | 301 | 一、一般公共服务支出 | 208',
      '二、事业收入 | 302 | 二、外交支出 | 210',
    );
    expect(found(documentOf({ tables: [tableOf('t', { cells })] }))).toEqual([]);
  });

  it('codes that no list has are one notice', () => {
    const rows = [...RIGHT, '210 | 11 | 78 | 示例医疗 | 1.00', '210 | 11 | 79 | 示例补助 | 1.00'];
    expect(found(table(...rows))).toEqual(['notice classification.unknown 108']);
  });
});

describe('the tree of a table', () => {
  it('lacks a parent that all others have', () => {
    expect(
      found(table(...RIGHT, '221 | 02 | 01 | 住房公积金 | 1.00', '221 | | | 住房保障支出 | 1.00')),
    ).toEqual(['warning classification.parent 108']);
  });

  it('may print items only', () => {
    const rows = RIGHT.filter((row) => /^\d{3} \| \d\d \| \d\d/u.test(row));
    expect(found(table(...rows))).toEqual([]);
  });

  it('has a child below another parent', () => {
    const [a, b, c, d, ...rest] = RIGHT;
    const rows = [a, b, c, ...rest, d].flatMap((row) => row ?? []);
    expect(found(table(...rows))).toEqual(['warning classification.outside 107']);
  });
});

describe('names of former years', () => {
  it('are a warning where amounts stand beside them, a notice in an empty row of a form', () => {
    const cells = (amount: string) =>
      cellsOf(1, `三、医疗卫生与计划生育支出 | ${amount}`, '四、住房保障支出 | 1.00');
    const document = (amount: string) =>
      documentOf({ tables: [tableOf('收支表', { cells: cells(amount) })] });
    expect(found(document('5.00'))).toEqual(['warning classification.superseded 1']);
    expect(found(document(''))).toEqual(['notice classification.superseded 1']);
    expect(found({ ...document('5.00'), year: 2018 })).toEqual([]);
  });

  it('are a warning beside their successors, and one finding wherever they stand', () => {
    const cells = cellsOf(1, '（九）医疗卫生与计划生育支出 | ', '（十）卫生健康支出 | 5.00');
    const tables = [tableOf('a', { cells }), tableOf('b', { cells })];
    expect(found(documentOf({ tables }))).toEqual(['warning classification.superseded 1']);
    expect(checkClassification(documentOf({ tables }))[0]?.places).toHaveLength(2);
  });

  it('are silent as words of other things', () => {
    const lines = linesOf(
      '落实人力资源、社会保障、民政、教育、卫生和计划生育等领域相关政策。',
      '行政事业单位离退休人员12人。',
    );
    expect(found(documentOf({ lines }))).toEqual([]);
  });

  it('in another order of words are a notice', () => {
    const cells = cellsOf(1, '七、文化体育旅游与传媒支出 | ', '八、社会保障和就业支出 | 1.00');
    expect(found(documentOf({ tables: [tableOf('t', { cells })] }))).toEqual([
      'notice classification.name 1',
    ]);
  });
});

describe('accounts named level by level in the text', () => {
  const text = (line: string) => documentOf({ lines: linesOf(line) });

  it('are silent where the path is right', () => {
    expect(
      found(
        text('1.“卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）”5.00万元，主要用于医疗保险。'),
      ),
    ).toEqual([]);
    expect(
      found(text('5. 社会保障和就业(类)行政事业单位养老支出(款)行政单位离退休(项)2025年预算数为5万元。')),
    ).toEqual([]);
    expect(found(text('公共安全支出（类）其他公共安全支出（款）其他公共安全支出（项）'))).toEqual([]);
  });

  it('lack the middle level', () => {
    const document = text('1. 社会保障和就业(类)行政事业单位社会保险经办机构 (项)2025年预算数为50.6万元');
    expect(found(document)).toEqual(['warning classification.path 0']);
    expect(checkClassification(document)[0]?.expected).toContain('人力资源和社会保障管理事务（款）');
  });

  it('name an item of another group', () => {
    expect(found(text('卫生健康支出（类）行政事业单位医疗（款）城乡医疗救助（项）5.00万元'))).toEqual([
      'warning classification.path 0',
    ]);
  });

  it('name a group of former years, or an item almost', () => {
    expect(found(text('社会保障和就业支出（类）行政事业单位离退休（款）行政单位离退休（项）'))).toEqual([
      'warning classification.superseded 0',
    ]);
    expect(found(text('卫生健康支出(类)行政事业单位医疗(款)行政单位公务员医疗补助(项)'))).toEqual([
      'notice classification.name 0',
    ]);
  });
});

it('a name that laws and rules have otherwise is one notice', () => {
  const lines = linesOf('政府基金预算财政拨款支出表', '注：无政府基金预算财政拨款预算，空表列示。');
  const document = documentOf({ lines });
  expect(found(document)).toEqual(['notice classification.term 0']);
  expect(checkClassification(document)[0]?.places).toHaveLength(2);
  expect(found(documentOf({ lines: linesOf('政府性基金预算收入', '中国政府基金会') }))).toEqual([]);
});

it('a slip of one character says nothing where much could not be read', () => {
  const document = withRow(4, '210 | | | 卫牛健康支出 | 5.00');
  expect(found(document)).toEqual(['notice classification.name 105']);
  const unread = Array.from({ length: 30 }, () => ({ text: '5.0O', context: '', place: lineAt(9) }));
  const others = [statedOf('1.00', {})];
  expect(found({ ...document, unread, others })).toEqual([]);
});
