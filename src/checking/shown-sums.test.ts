import { describe, expect, it } from 'vitest';
import { statedOf } from '../testing/checked.ts';
import { checkedFile } from '../testing/checked-file.ts';
import { shownSums } from './shown-sums.ts';

const COLUMNS = ['总额', '甲', '乙', '丙'];

/** Rows such as `30.00 20.00 10.00 -` under columns whose names say nothing. */
function sums(...rows: readonly string[]): readonly string[] {
  const facts = rows.flatMap((row, index) =>
    row.split(' ').map((text, at) => ({
      ...statedOf(text === '-' ? '' : text, { project: `p${index}`, source: COLUMNS[at] ?? '' }),
      row: `第${index}行`,
      column: COLUMNS[at] ?? '',
    })),
  );
  return shownSums(facts).map(
    ({ total, parts }) => `${total.row} ${total.column}=${parts.map(({ column }) => column).join('+')}`,
  );
}

const ROWS = [
  '30.00 20.00 10.00 -',
  '7.50 7.50 - -',
  '12.25 2.00 10.25 -',
  '99.00 - 90.00 9.00',
  '41.10 40.00 1.10 -',
];

describe('columns that the rows of a table show to be sums', () => {
  it('are so in every row, without their headings saying it', () => {
    expect(sums(...ROWS)).toEqual(ROWS.map((_, index) => `第${index}行 总额=甲+乙+丙`));
  });

  it('are so in a row that alone does not add up, which holds the mistake', () => {
    expect(sums(...ROWS.slice(0, 4), '41.70 40.00 1.10 -')).toHaveLength(5);
  });

  it('are none where two rows do not add up, few rows are there, or a row adds up in another way', () => {
    expect(sums(...ROWS.slice(0, 3), '99.90 - 90.00 9.00', '41.70 40.00 1.10 -')).toEqual([]);
    expect(sums(...ROWS.slice(0, 3))).toEqual([]);
    expect(sums(...ROWS.slice(0, 4), '40.00 40.00 1.10 -')).toEqual([]);
  });

  it('are none where nothing but one part is printed: that is a copy', () => {
    expect(sums('30.00 30.00 - -', '7.50 7.50 - -', '12.25 12.25 - -', '99.00 99.00 - -')).toEqual([]);
  });
});

describe('a list of projects of a region that no pack knows', () => {
  const list = (changed = '') =>
    [
      '青禾市水务局2025年部门预算',
      '',
      '项目支出预算表',
      '部门：青禾市水务局',
      '单位：万元',
      '',
      '项目名称\t合计\t一般公共预算\t政府性基金预算\t其他收入',
      '合计\t155.60\t89.50\t64.00\t2.10',
      '渠系看护\t30.00\t20.00\t10.00\t',
      `测报设施\t${changed || '16.50'}\t14.50\t2.00\t`,
      '节水宣传\t9.10\t5.00\t2.00\t2.10',
      '河道清淤\t100.00\t50.00\t50.00\t',
      '',
    ].join('\n');
  const found = async (text: string) =>
    (await checkedFile(text, 'list.txt')).report.findings.filter(({ rule }) => rule.startsWith('law.'));

  it('is silent where every row adds up', async () => {
    expect(await found(list())).toEqual([]);
  });

  it('names the wrong number of a row, and what it should be', async () => {
    const [first, ...others] = await found(list('15.60'));
    expect(others).toEqual([]);
    expect(first).toMatchObject({ rule: 'law.sum', severity: 'error' });
    expect(first?.suspects[0]).toMatchObject({ printed: '15.60', required: '16.50' });
  });
});

describe('a law that only the rows of a table show', () => {
  const found = async (...rows: readonly string[]) => {
    const head = ['青禾市水务局2025年部门预算', '', '项目支出预算表', '部门：青禾市水务局', '单位：万元', ''];
    const columns = '项目名称\t合计\t一般公共预算\t政府性基金预算';
    const text = [...head, columns, ...rows, ''].join('\n');
    const { findings } = (await checkedFile(text, 'list.txt')).report;
    return findings.filter(({ rule }) => rule.startsWith('law.'));
  };
  const rows = [
    '渠系看护\t30.00\t20.00\t10.00',
    '测报设施\t17.60\t14.50\t2.00',
    '节水宣传\t9.10\t7.00\t2.10',
    '河道清淤\t100.00\t50.00\t50.00',
    '水质监测\t8.30\t6.00\t2.30',
  ];

  it('says how many rows show it, and where they are few is no more than a warning', async () => {
    const [few] = await found(...rows);
    expect(few).toMatchObject({ severity: 'warning' });
    expect(few?.message).toContain('其他 4 行');
    const [more] = await found(...rows, '闸门维修\t7.70\t7.00\t0.70');
    expect(more).toMatchObject({ severity: 'error' });
    expect(more?.message).toContain('其他 5 行');
  });
});
