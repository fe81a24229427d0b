import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { cpuTime } from '../testing/cpu-time.ts';
import { gridOf } from './grid.ts';
import { DEFAULT_LIMITS, type Limits, type Source } from './source.ts';
import { readXlsx } from './xlsx.ts';
import { showNumber } from './xlsx-number.ts';

type Fill = (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void;

async function workbookOf(fill: Fill): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  fill(workbook.addWorksheet('表一'), workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

function attempt(bytes: Uint8Array, limits: Partial<Limits> = {}) {
  return readXlsx(bytes, { file: '预算.xlsx', limits: { ...DEFAULT_LIMITS, ...limits } });
}

async function read(fill: Fill): Promise<Source> {
  const result = attempt(await workbookOf(fill));
  if (!result.ok) throw new Error(result.problems.map((one) => one.message).join('\n'));
  return result.value;
}

function short(source: Source): unknown[] {
  return (source.document.sections[0]?.blocks ?? []).map((block) => {
    if (block.type === 'heading') return `#${block.level} ${block.text}`;
    if (block.type === 'paragraph') return block.runs.map((run) => run.text).join('');
    return block.type === 'table'
      ? gridOf(block).rows.map((row) => row.map((cell) => cell?.text ?? '∅'))
      : '';
  });
}

const rows = (sheet: ExcelJS.Worksheet, ...lines: (string | number | null)[][]) => {
  for (const line of lines) sheet.addRow(line);
};

it('keeps the comments of every sheet, who wrote them, and whom the properties name', async () => {
  const bytes = await workbookOf((sheet, workbook) => {
    workbook.creator = '张三';
    workbook.lastModifiedBy = '李四';
    rows(sheet, ['项目', '数'], ['一', 1]);
    const other = workbook.addWorksheet('表二');
    rows(other, ['项目', '数'], ['二', 2]);
    other.getCell('B2').note = { texts: [{ text: '再' }, { text: '核实' }] };
  });
  const parts = unzipSync(bytes);
  const path = 'xl/comments2.xml';
  const comments = strFromU8(parts[path] ?? new Uint8Array());
  parts[path] = strToU8(comments.replace(/<author>[^<]*<\/author>/u, '<author>王五</author>'));
  const result = attempt(zipSync(parts));
  if (!result.ok) throw new Error('refused');
  expect(result.value.asides).toEqual([
    { kind: 'comment', text: '再核实', place: { type: 'cell', sheet: '表二', cell: 'B2' } },
  ]);
  expect(result.value.properties).toEqual([
    { name: 'author', value: '张三' },
    { name: 'lastModifiedBy', value: '李四' },
    { name: 'commentedBy', value: '王五' },
  ]);
});

describe('a sheet', () => {
  it('is title, captions, table and notes', async () => {
    const source = await read((sheet) => {
      rows(
        sheet,
        ['某局收支总表'],
        [],
        ['部门：某局', null, '单位：万元'],
        ['收入', null, '支出'],
        ['项目', '数', '合计'],
      );
      rows(
        sheet,
        ['一、拨款', 1234.5, 2],
        ['其中：本级', null, null],
        ['总计', 1234.5, 2],
        ['注：尾差。'],
        ['填表人：张三'],
      );
      sheet.mergeCells('A1:C1');
      sheet.mergeCells('A4:B4');
      sheet.getCell('B6').numFmt = '#,##0.00';
    });
    expect(short(source)).toEqual([
      '某局收支总表',
      '部门：某局',
      '单位：万元',
      [
        ['收入', '收入', '支出'],
        ['项目', '数', '合计'],
        ['一、拨款', '1,234.50', '2'],
        ['其中：本级', '', ''],
        ['总计', '1234.5', '2'],
      ],
      '注：尾差。',
      '填表人：张三',
    ]);
    const table = source.document.sections[0]?.blocks[3];
    expect(table?.type === 'table' ? table.body[2]?.cells[1] : '').toEqual({
      text: '1,234.50',
      number: { value: '1234.5', decimals: 2, grouped: true },
      place: { type: 'cell', sheet: '表一', cell: 'B6' },
    });
  });

  it('with several tables is taken apart at their titles', async () => {
    const source = await read((sheet) => {
      rows(
        sheet,
        ['甲表'],
        ['单位：元'],
        ['项目', '数'],
        ['一', 1],
        [],
        ['乙表'],
        ['单位：元'],
        ['项目', '数'],
        ['二', 2],
      );
    });
    expect(short(source)).toEqual([
      '甲表',
      '单位：元',
      [
        ['项目', '数'],
        ['一', '1'],
      ],
      '乙表',
      '单位：元',
      [
        ['项目', '数'],
        ['二', '2'],
      ],
    ]);
  });

  it('without a title is headed by its name', async () => {
    const source = await read((sheet) => rows(sheet, ['项目', '数', '率'], ['一', 1, 2]));
    expect(short(source)[0]).toBe('#2 表一');
  });

  it('keeps a label whose amounts are blank, and section titles, in the table', async () => {
    const source = await read((sheet) => {
      rows(sheet, ['项目', '数', '率'], ['一', 1, 2], ['绩效目标'], ['二', 3, 4], [], ['合计']);
      sheet.mergeCells('A3:C3');
    });
    expect(short(source)).toEqual([
      '#2 表一',
      [
        ['项目', '数', '率'],
        ['一', '1', '2'],
        ['绩效目标', '绩效目标', '绩效目标'],
        ['二', '3', '4'],
        ['合计', '', ''],
      ],
    ]);
  });

  it('shows errors as they stand, and tells of formulas without a result', async () => {
    const source = await read((sheet) => {
      rows(sheet, ['项目', '数', '率'], ['一', 1, 2]);
      sheet.getCell('B2').value = { formula: 'SUM(C2:C3)' };
      sheet.getCell('C2').value = { error: '#REF!' };
    });
    expect(short(source)[1]).toEqual([
      ['项目', '数', '率'],
      ['一', '', '#REF!'],
    ]);
    expect(source.problems.map((one) => one.message).join()).toMatch(/“表一”的单元格 B2 是公式/u);
  });
});

it('sets hidden rows, columns and sheets aside, with a warning for each sheet', async () => {
  const source = await read((sheet, workbook) => {
    rows(sheet, ['项目', '数', '率'], ['一', 1, 2], ['暗', 8, 9], ['二', 3, 4]);
    sheet.getRow(3).hidden = true;
    sheet.getColumn(2).hidden = true;
    const other = workbook.addWorksheet('底稿');
    other.state = 'veryHidden';
    rows(other, ['秘']);
  });
  expect(short(source)).toEqual([
    '#2 表一',
    [
      ['项目', '率'],
      ['一', '2'],
      ['二', '4'],
    ],
  ]);
  expect(source.pages).toBe(1);
  expect(source.asides.map((one) => one.text)).toEqual(['数', '1', '暗', '8', '9', '3', '秘']);
  expect(source.problems.map((one) => one.key)).toEqual([
    'reading.file.hiddenCells',
    'reading.file.hiddenSheet',
  ]);
  expect(source.problems[0]?.message).toContain('第 3 行、第 B 列');
});

describe('numbers', () => {
  it.each([
    [0.285, '0.00', '0.29', '0.285'],
    [1.005, '#,##0.00_ ', '1.01', '1.005'],
    [-1234.5, '#,##0.00_);(#,##0.00)', '(1,234.50)', '-1234.5'],
    [-3.5, '0.00;[Red]0.00', '-3.50', '-3.5'],
    [0.12345, '0.00%', '12.35%', '12.345'],
    [123456789012, 'General', '123456789012', '123456789012'],
    [0.1 + 0.2, 'General', '0.3', '0.3'],
    [12.340000000000002, '0.00', '12.34', '12.34'],
    [0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', '-', undefined],
    [12345, '0!.0,', '1.2', '1.2345'],
    [-123456789, '#,##0!.0000', '-12,345.6789', '-12345.6789'],
    [45689, 'yyyy"年"m"月"d"日"', '2025年2月1日', undefined],
    [45689, 'm/d/yy', '2025/2/1', undefined],
    [2101506, '@', '2101506', '2101506'],
  ])('%d as %s is %s', (number, format, text, value) => {
    const shown = showNumber(number, format, false);
    expect(shown.text).toBe(text);
    expect(shown.number?.value).toBe(value);
  });
});

describe('hostile workbooks', () => {
  const message = (result: ReturnType<typeof attempt>) =>
    result.ok ? 'read' : result.problems.map((one) => `${one.key} ${one.message}`).join();

  /** A workbook whose first sheet is changed as text. */
  async function changed(change: (xml: string) => string): Promise<Uint8Array> {
    const bytes = await workbookOf((sheet) => rows(sheet, ['项目', '数'], ['一', 1], ['二', 2]));
    const parts = unzipSync(bytes);
    const path = 'xl/worksheets/sheet1.xml';
    parts[path] = strToU8(change(strFromU8(parts[path] ?? new Uint8Array())));
    return zipSync(parts);
  }

  it('are refused by name where they are damaged, declare a document type, or hold too much', async () => {
    const whole = await changed((xml) => xml);
    expect(message(attempt(whole.subarray(0, whole.length - 30)))).toContain('reading.file.damaged');
    expect(message(attempt(strToU8('PK\u0003\u0004')))).toContain('reading.file.damaged');
    const doctype = await changed((xml) =>
      xml.replace('<worksheet', '<!DOCTYPE w [<!ENTITY a "b">]><worksheet'),
    );
    expect(message(attempt(doctype))).toContain('reading.file.doctype');
    expect(message(attempt(whole, { cells: 3 }))).toContain('单元格数');
    expect(message(attempt(whole, { pages: 0 }))).toContain('工作表');
    expect(message(attempt(whole, { unpackedBytes: 1000 }))).toContain('解压后的大小');
    expect(message(attempt(whole, { bytes: 1000 }))).toContain('预算.xlsx');
  });

  it('cannot cost more than what stands in them', async () => {
    const started = cpuTime();
    const bytes = await changed((xml) =>
      xml
        .replace('<sheetData>', '<cols><col min="1" max="1000000000" width="9"/></cols><sheetData>')
        .replace(
          '</sheetData>',
          '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row></sheetData><mergeCells><mergeCell ref="A3:XFD1048575"/></mergeCells><hyperlinks><hyperlink ref="A1:XFD1048576" location="x"/></hyperlinks>',
        ),
    );
    expect(message(attempt(bytes))).toBe('read');
    expect(cpuTime() - started).toBeLessThan(5_000);
  });
});
