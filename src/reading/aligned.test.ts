import { describe, expect, test } from 'vitest';
import { alignedTables, type Cutter } from './aligned.ts';
import { columnAt } from './aligned-columns.ts';
import type { Extent, Part, PartLine } from './aligned-line.ts';

/** Points a blank is wide, an em, and a line high; a line begun with ^ stands half a line higher. */
const [BLANK, EM, LINE] = [5, 10, 14];

interface Piece {
  readonly x: number;
  readonly y: number;
}

function widthOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (/[\u2e80-\uffef]/u.test(one) ? EM : BLANK), 0);
}

/** Lines as they are drawn: parts set apart by two blanks or more, characters of Chinese twice as wide as others. */
function drawn(picture: string): PartLine<Piece>[] {
  let y = 0;
  return picture.split('\n').flatMap((row): PartLine<Piece>[] => {
    const isHalf = row.startsWith('^');
    y += isHalf ? LINE / 2 : LINE;
    const text = isHalf ? ` ${row.slice(1)}` : row;
    const parts = [...text.matchAll(/\S+(?: \S+)*/gu)].map(({ 0: own, index }): Part<Piece> => {
      const x = widthOf(text.slice(0, index));
      return { text: own, box: [x, y, x + widthOf(own), y + EM], source: { x, y } };
    });
    const [first, last] = [parts[0], parts.at(-1)];
    if (first === undefined || last === undefined) return [];
    return [{ parts, box: [first.box[0], y, last.box[2], y + EM], em: EM }];
  });
}

/** Cuts at single blanks, as the readers do. */
const cut: Cutter<Piece> = {
  atColumns: (part, columns) => {
    const words = wordsOf(part);
    return new Set(words.map(({ box }) => columnAt([box[0], box[2]], columns))).size > 1 ? words : [part];
  },
  intoWords: wordsOf,
};

function wordsOf({ text, box: [left, top, , foot], source }: Part<Piece>): readonly Part<Piece>[] {
  return [...text.matchAll(/\S+/gu)].map(({ 0: word, index }) => {
    const x = left + widthOf(text.slice(0, index));
    return { text: word, box: [x, top, x + widthOf(word), foot], source };
  });
}

/** Each row as texts; a merged cell is followed by its spans. */
function tablesIn(picture: string, before?: readonly Extent[]): string[][][] {
  return alignedTables(drawn(picture), cut, before).map(({ rows, cells }) =>
    Array.from({ length: rows }, (_, row) =>
      cells
        .filter((cell) => cell.row === row)
        .map(({ parts, rowspan, colspan }) => {
          const spans = `${colspan > 1 ? `→${colspan}` : ''}${rowspan > 1 ? `↓${rowspan}` : ''}`;
          return parts.map(({ text }) => text).join('') + spans;
        }),
    ),
  );
}

describe('labels broken over lines', () => {
  test('join the row beside whose numbers they stand in the middle', () => {
    expect(
      tablesIn(`
  编码      名称               合计    项目
  301    工资福利支出         10.00    1.00
         机关事业单位基本养
^ 30108                        3.00    1.00
^        老保险缴费支出
  302    商品和服务支出         2.00    2.00
         其他对个人和家庭的
  303    补助以及所有别的支    5.00
         出
  304    其他支出             6.00    2.00`),
    ).toEqual([
      [
        ['编码', '名称', '合计', '项目'],
        ['301', '工资福利支出', '10.00', '1.00'],
        ['30108', '机关事业单位基本养老保险缴费支出', '3.00', '1.00'],
        ['302', '商品和服务支出', '2.00', '2.00'],
        ['303', '其他对个人和家庭的补助以及所有别的支出', '5.00', ''],
        ['304', '其他支出', '6.00', '2.00'],
      ],
    ]);
  });

  test('do not swallow rows without numbers, which stand as far apart as others', () => {
    expect(
      tablesIn(`
  项目                  金额    项目           金额
  一、一般公共预算     10.00  一、国防支出
  二、政府性基金              二、教育支出     4.00
  三、国有资本经营预算        三、科学支出
  收入总计             10.00  支出总计        10.00`)[0]?.map((row) => row[0]),
    ).toEqual(['项目', '一、一般公共预算', '二、政府性基金', '三、国有资本经营预算', '收入总计']);
  });
});

describe('headings', () => {
  test('on several levels stand over the columns in whose middle they are', () => {
    expect(
      tablesIn(`
           收入                        支出
^ 序号
^      项目      预算数       项目     合计    基金
  1    收入一      5.00    支出一      2.00    1.00
  2    收入二      1.00    支出二      3.00    1.00
  3    收入三      1.00    支出三      2.00    1.00`),
    ).toEqual([
      [
        ['序号↓2', '收入→2', '支出→3'],
        ['项目', '预算数', '项目', '合计', '基金'],
        ['1', '收入一', '5.00', '支出一', '2.00', '1.00'],
        ['2', '收入二', '1.00', '支出二', '3.00', '1.00'],
        ['3', '收入三', '1.00', '支出三', '2.00', '1.00'],
      ],
    ]);
  });

  test('of empty columns, and rows that number the columns, say how many there are', () => {
    expect(
      tablesIn(`
  科目        合计    事业收入  经营收入  结转
  栏次         1         2         3       4
  一            5.00                      1.00
  二            3.00                      2.00`),
    ).toEqual([
      [
        ['科目', '合计', '事业收入', '经营收入', '结转'],
        ['栏次', '1', '2', '3', '4'],
        ['一', '5.00', '', '', '1.00'],
        ['二', '3.00', '', '', '2.00'],
      ],
    ]);
  });

  test('broken over lines are one, and are not those below them', () => {
    expect(
      tablesIn(`
                             预算数
^         政府性基
^ 项目                合计  基本支出  项目支出
^         金收入
  甲        1.00      2.00    1.00      1.00
  乙        1.00      3.00    2.00      1.00
  丙        1.00      4.00    3.00      1.00`)[0]?.slice(0, 2),
    ).toEqual([
      ['项目↓2', '政府性基金收入↓2', '预算数→3'],
      ['合计', '基本支出', '项目支出'],
    ]);
  });

  test('that could be over these columns or over those make no table', () => {
    const unclear = tablesIn(`
               本年数      上年数
  项目      一    二    三    四    五
  甲      1.00  2.00  1.00  1.00  1.00
  乙      1.00  3.00  2.00  1.00  1.00
  丙      1.00  4.00  3.00  1.00  1.00`);
    expect(unclear).toEqual([]);
  });
});

describe('columns', () => {
  test('of a single number are columns of their own', () => {
    const rows = Array.from(
      { length: 24 },
      (_, row) => `  30${String(row).padStart(2, '0')}   名称              302`,
    );
    rows[7] = '  3099   名称     0.31    302';
    expect(tablesIn(rows.join('\n'))[0]?.[7]).toEqual(['3099', '名称', '0.31', '302']);
  });

  test('go on on the next page where it has no headings', () => {
    const [first] = alignedTables(
      drawn(`
  项目        合计    事业收入    结转
  甲          5.00        1.00    1.00
  乙          3.00        1.00    2.00
  丙          3.00        1.00    2.00`),
      cut,
    );
    expect(tablesIn('\n  丁          3.00                1.00', first?.columns)).toEqual([
      [['丁', '3.00', '', '1.00']],
    ]);
  });

  test('of words stand left of the heading over their middle, not below one over nothing', () => {
    expect(
      tablesIn(`
                   上年数     本年      基金            项目           合计
  财政拨款           1.00     2.00              国防                   1.00
  其他               1.00     2.00              教育                   4.00
  单位资金           1.00     2.00              科学                   4.00`)[0]?.[1],
    ).toEqual(['财政拨款', '1.00', '2.00', '', '国防', '1.00']);
  });

  test('that have run together make no table', () => {
    expect(
      tablesIn(`
  名称                金额
  一                  1.00
  二              5.00 甲乙
  三                  3.00`),
    ).toEqual([]);
  });

  test('are not made of prose with numbers in it', () => {
    const prose =
      '支出  430.64  万元，占百分之六十五  229.20  万元；\n其中  430.64  万元，占百分之四十  229.20  万元。';
    expect(tablesIn(prose)).toEqual([]);
  });
});
