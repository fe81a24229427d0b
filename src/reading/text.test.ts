import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Block, Paragraph, Table } from '../document/document.ts';
import { readSeed } from '../testing/seed-tables.ts';
import { gridOf } from './grid.ts';
import { DEFAULT_LIMITS, type Limits, type Source } from './source.ts';
import { readText } from './text.ts';

const SEEDS = new URL('../../../shared/seeds/', import.meta.url);

function read(content: string | Uint8Array, limits: Partial<Limits> = {}): Source {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const result = readText(bytes, { file: 'a.txt', limits: { ...DEFAULT_LIMITS, ...limits } });
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join());
  return result.value;
}

function failure(content: string | Uint8Array, limits: Partial<Limits> = {}): string | undefined {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const result = readText(bytes, { file: 'a.txt', limits: { ...DEFAULT_LIMITS, ...limits } });
  return result.ok ? undefined : result.problems[0]?.key;
}

function blocks(source: Source): readonly Block[] {
  return source.document.sections.flatMap((section) => section.blocks);
}

function tables(source: Source): readonly Table[] {
  return blocks(source).filter((block) => block.type === 'table');
}

function paragraphs(source: Source): readonly Paragraph[] {
  return blocks(source).filter((block) => block.type === 'paragraph');
}

function texts(source: Source): readonly string[] {
  return paragraphs(source).map(({ runs }) => runs.map(({ text }) => text).join(''));
}

function cells({ body }: Table): readonly (readonly string[])[] {
  return body.map((row) => row.cells.map(({ text }) => text));
}

function firstTable(source: Source): Table {
  const [table] = tables(source);
  if (table === undefined) throw new Error('no table');
  return table;
}

/** One cell a line behind a tab, rows set apart by an empty line. */
function cellLines(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map((cell) => `\t${cell}\n`).join('')).join('\n');
}

describe('decoding', () => {
  const text = '甲局预算：12.50万元';

  it('knows an encoding by its mark or by what fits', () => {
    const utf16 = Uint8Array.from(
      [...text].flatMap((one) => [one.charCodeAt(0) & 255, one.charCodeAt(0) >> 8]),
    );
    const gbk = Uint8Array.from([0xbc, 0xd7, 0xbe, 0xd6, 0xd4, 0xa4, 0xcb, 0xe3]);
    expect(texts(read(text))).toEqual([text]);
    expect(texts(read(`\ufeff${text}`))).toEqual([text]);
    expect(texts(read(Uint8Array.from([0xff, 0xfe, ...utf16])))).toEqual([text]);
    expect(texts(read(utf16))).toEqual([text]);
    expect(texts(read(gbk))).toEqual(['甲局预算']);
  });

  it('warns of a few damaged bytes', () => {
    const bytes = new TextEncoder().encode('一般公共预算拨款收入'.repeat(20));
    const source = read(Uint8Array.from([...bytes, 0xff]));
    expect(source.problems.map(({ key, severity }) => [key, severity])).toEqual([
      ['reading.text.damaged', 'warning'],
    ]);
  });

  it('refuses what is no text, holds nothing or is too much', () => {
    const noise = Uint8Array.from({ length: 4000 }, (_, index) => (index * index * 31 + (index >> 3)) & 255);
    expect(failure(noise)).toBe('reading.text.notText');
    expect(failure(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 8, 0, 1, 2, 0, 0]))).toBe('reading.text.notText');
    expect(failure(' \n\n')).toBe('reading.text.empty');
    expect(failure('甲'.repeat(100), { bytes: 99 })).toBe('reading.text.tooLarge');
    expect(failure('甲'.repeat(100), { characters: 99 })).toBe('reading.text.tooLong');
    expect(failure('a\tb\tc\nd\te\tf\n', { cells: 5 })).toBe('reading.text.tooManyCells');
    expect(failure('甲\f乙\f丙', { pages: 2 })).toBe('reading.text.tooManyPages');
  });

  it('drops characters that cannot be seen', () => {
    expect(texts(read('收\u202e入\u200b 1.00\u0007'))).toEqual(['收入 1.00']);
  });
});

describe('a table with one cell a line', () => {
  const rows = [
    ['901甲局', '单位：万元'],
    ['行号', '来源', '去向'],
    ['', '名 称', '数额', '名称', '数额'],
    ['1', '拨款', '10.00', '人员', ''],
    ['2', '', '', '办公', '10.00'],
  ];

  it('has a row for each group of lines', () => {
    const source = read(`收支表\n${cellLines(rows)}\n\n\n说明文字。\n`);
    expect(cells(firstTable(source))).toEqual(rows);
    expect(firstTable(source)).toMatchObject({ id: 't1', head: [], widths: [1, 1, 1, 1, 1] });
    expect(texts(source)).toEqual(['收支表', '说明文字。']);
  });

  it('has places for its cells', () => {
    const table = firstTable(read(cellLines(rows)));
    expect(table.body[3]?.cells[2]?.place).toEqual({ type: 'line', line: 16, from: 1, to: 6 });
    expect(table.body[4]?.cells[1]?.place).toBeUndefined();
  });

  it('spreads merged headings over what repeats below them', () => {
    const table = firstTable(read(cellLines(rows)));
    expect(table.body[1]?.cells.map(({ colspan }) => colspan)).toEqual([undefined, 2, 2]);
    expect(gridOf(table).rows[1]?.[4]?.text).toBe('去向');
  });

  it('spreads merged headings by empty cells and by where figures begin', () => {
    const table = firstTable(
      read(
        cellLines([
          ['行号', '类别', '全部', '本年', '上年'],
          ['', '代码', '名称', '', '甲', '乙', '丙', ''],
          ['1', '201', '事务', '6.00', '1.00', '2.00', '3.00', ''],
        ]),
      ),
    );
    expect(table.body[0]?.cells.map(({ colspan = 1 }) => colspan)).toEqual([1, 2, 1, 3, 1]);
    const figures = firstTable(
      read(
        cellLines([
          ['行号', '类别', '支出'],
          ['', '代码', '名称', '全部', '人员', '办公'],
          ['1', '201', '事务', '3.00', '1.00', '2.00'],
        ]),
      ),
    );
    expect(figures.body[0]?.cells.map(({ colspan = 1 }) => colspan)).toEqual([1, 2, 3]);
  });

  it('spreads headings of three levels, over codes in parts and cells that are merged both ways', () => {
    const table = firstTable(
      read(
        cellLines([
          ['科目', '甲项', '乙项', '本年', '上年'],
          ['科目编码', '科目名称', '', '小计', '人员', '合计', '其中：拨款', '合计', '拨款'],
          ['类', '款', '', '', '', '', '', '', '', ''],
          ['201', '01', '事务', '6.00', '5.00', '4.00', '1.00', '', '2.00', '2.00'],
        ]),
      ),
    );
    const spans = (row: number) => table.body[row]?.cells.map(({ colspan = 1 }) => colspan);
    expect(spans(0)).toEqual([3, 1, 2, 2, 2]);
    expect(spans(1)).toEqual([2, 1, 1, 1, 1, 1, 1, 1, 1]);
  });

  it('leaves a heading alone where its spans are a guess', () => {
    const table = firstTable(
      read(
        cellLines([
          ['行号', '甲', '乙'],
          ['', '一', '二', '三', '四'],
          ['1', '子', '丑', '寅', '卯'],
        ]),
      ),
    );
    expect(table.body[0]?.cells.map(({ colspan }) => colspan)).toEqual([undefined, undefined, undefined]);
  });

  it('keeps further paragraphs of a cell in it, and page numbers and bookmarks out', () => {
    const source = read(
      `${cellLines([
        ['目标', '1.甲；'],
        ['数', ''],
      ])}`
        .replace('1.甲；\n', '1.甲；\n2.乙。\n')
        .concat('\n\t合计\n\t8.00\n 7\n[bookmark: _Toc1]下一张表\n'),
    );
    expect(cells(firstTable(source))).toEqual([
      ['目标', '1.甲；\n2.乙。'],
      ['数', ''],
      ['合计', '8.00'],
    ]);
    expect(texts(source)).toEqual(['下一张表']);
    expect(source.asides.map(({ kind, text }) => [kind, text])).toEqual([
      ['hidden', '[bookmark: _Toc1]'],
      ['pageNumber', '7'],
    ]);
  });

  it('is not made of paragraphs that a tab indents', () => {
    const prose =
      '\t本单位全年收入十二万元，支出十二万元，与上年相比没有变化，主要原因是人员没有变动，工作没有变动。\n';
    expect(tables(read(`${prose}${prose}\n${prose}${prose}`))).toEqual([]);
  });
});

describe('a table with one row a line', () => {
  it('keeps cells as they are, empty ones too', () => {
    const source = read('项 目\t\t金 额\n一、拨款\t\t461. 49\n\t合计\t5 0.6 0\n');
    expect(cells(firstTable(source))).toEqual([
      ['项 目', '', '金 额'],
      ['一、拨款', '', '461. 49'],
      ['', '合计', '5 0.6 0'],
    ]);
    expect(firstTable(source).body[2]?.cells[2]?.place).toEqual({ type: 'line', line: 3, from: 4, to: 11 });
  });

  it('goes on after an empty line, but not where its heading repeats or a page ends', () => {
    const rows = '甲\t乙\t1.00\n丙\t丁\t2.00\n';
    expect(tables(read(`${rows}\n戊\t己\t3.00\n`)).map(({ body }) => body.length)).toEqual([3]);
    expect(tables(read(`名称\t单位\t数\n${rows}\n名 称\t单位\t数\n${rows}`))).toHaveLength(2);
    expect(tables(read(`${rows}\f${rows}`))).toHaveLength(2);
    expect(tables(read(`${rows}\n单位：万元\n\n${rows}`))).toHaveLength(2);
  });

  it('has no page numbers in its cells', () => {
    const source = read('甲\t1.00\t\n乙\t- 15 -\t\n');
    expect(cells(firstTable(source))[1]).toEqual(['乙', '']);
    expect(source.asides).toMatchObject([
      { kind: 'pageNumber', text: '- 15 -', place: { line: 2, from: 2, to: 8 } },
    ]);
  });

  it('has no columns that are empty in all rows at its end', () => {
    expect(cells(firstTable(read('甲\t1.00\t\t\n乙\t\t2.00\t\n')))).toEqual([
      ['甲', '1.00', ''],
      ['乙', '', '2.00'],
    ]);
  });

  it('has no page numbers where it lists the contents', () => {
    const source = read('目 录\n\n\t一、收支总表\t1\n\t二、收入总表\t.3\n');
    expect(cells(firstTable(source))).toEqual([
      ['', '一、收支总表'],
      ['', '二、收入总表'],
    ]);
    expect(source.asides.map(({ text }) => text)).toEqual(['1', '3']);
  });

  it('is not a line with a tab in it', () => {
    expect(texts(read('单位名称：甲局\t单位：万元\n'))).toEqual(['单位名称：甲局 单位：万元']);
  });
});

describe('Markdown', () => {
  it('has tables with bars, headings and bold text', () => {
    const source = read(
      '# 第一部分\n\n**说明**\n\n| 指标 | 值 |\n|:---|---:|\n| 覆盖率<br>（全部） | $\\geq 90\\%$ |\n| 甲\\|乙 | 3 |\n',
    );
    expect(blocks(source)[0]).toMatchObject({ type: 'heading', level: 1, text: '第一部分' });
    expect(paragraphs(source)[0]?.runs).toEqual([{ text: '说明', bold: true }]);
    expect(cells(firstTable(source))).toEqual([
      ['指标', '值'],
      ['覆盖率\n（全部）', '≥90%'],
      ['甲|乙', '3'],
    ]);
  });

  it('turns only known operators between dollar signs into signs', () => {
    expect(texts(read('率=a/b $\\times 100\\%$ ，\\$5，$5与$6，$\\frac{1}{2}$'))).toEqual([
      '率=a/b ×100% ，\\$5，$5与$6，$\\frac{1}{2}$',
    ]);
  });

  it('drops the dashes of lists and inline tags', () => {
    expect(texts(read('- 1. 贯彻政策。\n\n - 2. 承担<u>≤</u>工作。\n'))).toEqual([
      '1. 贯彻政策。',
      '2. 承担≤工作。',
    ]);
  });
});

describe('columns set apart by blanks', () => {
  it('are placed by what stands below one another', () => {
    const source = read(
      [
        '          支出预算表',
        '编制单位：甲局                        单位：元',
        '',
        '   项目                     支出',
        '类   款    名称         合计         基本        项目',
        '201       公共事务      3,000,000   1,000,000   2,000,000',
        '201  01   行政运行      1,000,000   1,000,000',
        '',
        '201  02   一般管理      2,000,000               2,000,000',
        '说明：本表没有其他内容。',
      ].join('\n'),
    );
    expect(cells(firstTable(source)).slice(1)).toEqual([
      ['类', '款', '名称', '合计', '基本', '项目'],
      ['201', '', '公共事务', '3,000,000', '1,000,000', '2,000,000'],
      ['201', '01', '行政运行', '1,000,000', '1,000,000', ''],
      ['201', '02', '一般管理', '2,000,000', '', '2,000,000'],
    ]);
    expect(texts(source).at(-1)).toBe('说明：本表没有其他内容。');
  });

  it('are placed by their number where long names shift them', () => {
    const table = firstTable(
      read(
        [
          '201       公共事务            10   3,000,000   4,000,000',
          '201  01   一般行政管理事务和其他管理事务的支出   20   3,000,000   4,000,000',
          '201  02   行政运行   30   5,000,000   6,000,000',
        ].join('\n'),
      ),
    );
    expect(cells(table)[1]).toEqual([
      '201',
      '01',
      '一般行政管理事务和其他管理事务的支出',
      '20',
      '3,000,000',
      '4,000,000',
    ]);
    expect(cells(table)[2]).toEqual(['201', '02', '行政运行', '30', '5,000,000', '6,000,000']);
  });

  it('are read as they stand on a page: headings on two levels, labels broken beside their numbers', () => {
    const width = (text: string) => [...text].reduce((sum, one) => sum + (one > '\u2e80' ? 2 : 1), 0);
    const laid = (...parts: readonly (readonly [number, string])[]) =>
      parts.reduce((line, [at, text]) => `${line}${' '.repeat(at - width(line))}${text}`, '');
    const table = firstTable(
      read(
        [
          laid([11, '功能分类科目'], [44, '本年收入']),
          laid([0, '序号'], [33, '合计'], [58, '上年结转']),
          laid([5, '科目编码'], [18, '科目名称'], [41, '小计'], [48, '事业收入']),
          laid([0, '栏次'], [8, '1'], [22, '2'], [35, '3'], [43, '4'], [52, '5'], [62, '6']),
          laid([1, '1'], [20, '合计'], [33, '12.00'], [41, '11.00'], [52, '1.00'], [62, '1.00']),
          laid([1, '2'], [5, '208'], [14, '社会保障'], [34, '2.00'], [42, '2.00']),
          laid([14, '机关事业单位基']),
          laid([1, '3'], [5, '20805'], [34, '2.00'], [42, '2.00']),
          laid([14, '本养老保险']),
          laid(
            [1, '4'],
            [5, '210'],
            [14, '卫生健康'],
            [33, '10.00'],
            [42, '9.00'],
            [52, '1.00'],
            [62, '1.00'],
          ),
        ].join('\n'),
      ),
    );
    expect(cells(table).map((row) => row.join('|'))).toEqual([
      '序号|功能分类科目|合计|本年收入|上年结转',
      '科目编码|科目名称|小计|事业收入',
      '栏次|1|2|3|4|5|6',
      '1||合计|12.00|11.00|1.00|1.00',
      '2|208|社会保障|2.00|2.00||',
      '3|20805|机关事业单位基本养老保险|2.00|2.00||',
      '4|210|卫生健康|10.00|9.00|1.00|1.00',
    ]);
    expect(table.body[0]?.cells.map(({ colspan = 1 }) => colspan)).toEqual([1, 2, 1, 2, 1]);
  });

  it('stay lines where their place is a guess', () => {
    const lines = [
      '甲乙丙丁戊己庚辛   1.00   2.00',
      '甲   10.00',
      '甲乙    3.00   4.00   5.00',
      '甲乙丙丁戊己庚辛壬癸   3.00   4.00   5.00',
    ];
    expect(tables(read(lines.join('\n')))).toEqual([]);
  });
});

describe('running text', () => {
  it('takes page numbers and fields out', () => {
    const source = read('甲。\n1\n\f乙。\n2\n\f丙。PAGEREF _Toc12 \\h\n3\n\f第 4 页 共 4 页\n丁。\n');
    expect(texts(source)).toEqual(['甲。', '乙。', '丙。', '丁。']);
    expect(source.pages).toBe(4);
    expect(source.asides.filter(({ kind }) => kind === 'pageNumber').map(({ text }) => text)).toEqual([
      '1',
      '2',
      '3',
      '第 4 页 共 4 页',
    ]);
  });

  it('keeps a bare number that is no page number', () => {
    expect(texts(read('项目个数\n\n26\n\n奖励金\n'))).toEqual(['项目个数', '26', '奖励金']);
  });

  it('joins a sentence that a page break cut, and says where its parts stand', () => {
    const source = read(
      '本年安排支出 12.00 万元，其中公务用车运行维护费 8.00 万元、公务接待\n\n费 4.00 万元，较上年减少。\n',
    );
    expect(texts(source)).toEqual([
      '本年安排支出 12.00 万元，其中公务用车运行维护费 8.00 万元、公务接待费 4.00 万元，较上年减少。',
    ]);
    expect(paragraphs(source)[0]?.spans?.map(({ place }) => place)).toMatchObject([{ line: 1 }, { line: 3 }]);
  });

  it('joins lines that were cut at a width', () => {
    const line = '部门预算反映部门的全部收入和支出，按照规定的程序编制并公开';
    const source = read(`${line}\n${line}\n${line}\n${line}\n完毕。\n（二）下一段\n`);
    expect(texts(source)).toEqual([`${line.repeat(4)}完毕。`, '（二）下一段']);
  });

  it('leaves a table that became one line as it is', () => {
    const line = '科目 合计 1 208 社会保障支出 2.00 2.00 3 210 卫生支出 4.00 4.00';
    expect(texts(read(`支出表\n\n${line}\n`))).toEqual(['支出表', line]);
  });
});

describe.skipIf(!existsSync(SEEDS))('real texts', () => {
  const load = (name: string): Source => read(readFileSync(new URL(`${name}.txt`, SEEDS)));
  const names = [
    'gaoyang-2025',
    'baoding-lianchi-2023',
    'luoyang-xigong-2023',
    'shijiazhuang-2024',
    'dazhou-center-2023',
  ];

  it.each(names)('give every number once: %s', (name) => {
    const source = load(name);
    const shown = [
      ...texts(source),
      ...blocks(source).flatMap((block) => (block.type === 'heading' ? [block.text] : [])),
      ...tables(source).flatMap((table) => cells(table).flat()),
      ...source.asides.map(({ text }) => text),
    ];
    const numbers = (text: string): readonly string[] => text.match(/\d+/gu) ?? [];
    const raw = readFileSync(new URL(`${name}.txt`, SEEDS), 'utf8');
    expect(shown.flatMap(numbers).toSorted()).toEqual(numbers(raw).toSorted());
  });

  it.each([
    ['gaoyang-2025', [5, 13, 9, 8, 6, 6, 6, 6, 6, 4]],
    ['baoding-lianchi-2023', [5, 13, 9, 8, 6, 6, 6, 6, 6, 4]],
    ['luoyang-xigong-2023', [4, 20, 8, 14, 7, 6, 13, 14, 12, 5, 14]],
    ['shijiazhuang-2024', [7, 2, 5, 5, 13, 8, 8, 8, 6, 6, 4]],
    ['dazhou-center-2023', [4, 1, 4, 13, 8, 7, 35, 8, 6, 8]],
  ])('have tables of these widths: %s', (name, widths) => {
    const found = tables(load(name)).map((table) => table.widths.length);
    expect(found.slice(0, widths.length)).toEqual(widths);
  });

  it('have every table that another reader finds, cell by cell', () => {
    for (const name of ['gaoyang-2025', 'baoding-lianchi-2023']) {
      const rows = tables(load(name)).map((table) => cells(table).map((row) => JSON.stringify(row)));
      const seed = readSeed(readFileSync(new URL(`${name}.txt`, SEEDS), 'utf8'));
      const expected = [
        ...seed.tables.map((table) => [...table.headings, ...table.rows]),
        ...seed.assets.map((table) => table.rows),
      ];
      for (const table of expected) {
        const lines = table.map((row) => JSON.stringify(row));
        const isFound = rows.some((own) =>
          lines.every((line, index) => own[own.length - lines.length + index] === line),
        );
        expect(isFound, lines[0]).toBe(true);
      }
      expect(expected.length).toBeGreaterThan(9);
    }
  });
});
