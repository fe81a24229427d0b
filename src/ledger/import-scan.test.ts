import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { checkedParts, LIMITS } from './import-bytes.ts';
import { type Grid, gridsOf } from './import-grid.ts';
import { ProblemCollector } from './import-problems.ts';
import { emptied } from './import-sheets.ts';

/** The grids by the scan (undefined where it leaves them to the parser) and by the parser that understands everything. */
function bothWays(bytes: Uint8Array) {
  const parts = checkedParts(bytes, LIMITS, new ProblemCollector('scan.xlsx'));
  if (parts === undefined) throw new Error('No workbook');
  const plain = emptied(parts);
  const scanned = gridsOf(plain);
  return {
    plain: plain.data.length,
    scanned: scanned?.map(dense),
    parsed: gridsOf({ parts, data: [] })?.map(dense),
  };
}

/** Without holes and empty cells at the end, which mean nothing. */
function dense({ rows, ...grid }: Grid) {
  const cells = (row: Grid['rows'][number]) => {
    const all = Array.from(row.cells);
    return all.slice(0, all.findLastIndex((cell) => cell !== undefined) + 1);
  };
  return { ...grid, rows: rows.map((row) => ({ ...row, cells: cells(row) })) };
}

const TEXTS = ['', '  ', '单位', 'a &amp; b', '_x000D_', '450001'];
const FORMATS = ['General', '0.00', '0.00%', 'yyyy-mm-dd', '[&lt;=1]0%;#,##0.00'];

function workbook(rows: string): Uint8Array {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`;
  const relations = (body: string) =>
    `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${body}</Relationships>`;
  const type = (part: string, name: string) =>
    `<Override PartName="/xl/${part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${name}+xml"/>`;
  const numbered = FORMATS.map((code, index) => `<numFmt numFmtId="${170 + index}" formatCode="${code}"/>`);
  const styled = FORMATS.map(
    (_, index) => `<xf numFmtId="${170 + index}" fontId="0" fillId="0" borderId="0"/>`,
  );
  const parts = {
    '[Content_Types].xml': `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${type('workbook.xml', 'sheet.main')}${type('worksheets/sheet1.xml', 'worksheet')}${type('styles.xml', 'styles')}${type('sharedStrings.xml', 'sharedStrings')}</Types>`,
    '_rels/.rels': relations(relation('rId1', 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook ${main} xmlns:r="${office}"><sheets><sheet name="支付" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      relation('rId1', 'worksheet', 'worksheets/sheet1.xml') +
        relation('rId2', 'styles', 'styles.xml') +
        relation('rId3', 'sharedStrings', 'sharedStrings.xml'),
    ),
    'xl/styles.xml': `<styleSheet ${main}><numFmts count="${FORMATS.length}">${numbered.join('')}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellXfs count="${FORMATS.length}">${styled.join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${main}>${TEXTS.map((text) => `<si><t xml:space="preserve">${text}</t></si>`).join('')}<si><r><t>富</t></r><r><t>文本</t></r></si></sst>`,
    'xl/worksheets/sheet1.xml': `<?xml version="1.0" encoding="UTF-8"?>\n<worksheet ${main}><cols><col min="1" max="9" width="9"/></cols><sheetData>${rows}</sheetData><mergeCells count="1"><mergeCell ref="A1:B2"/></mergeCells></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([path, text]) => [path, strToU8(text)])));
}

describe('the scan of plain sheets', () => {
  it.each(['gaoyang-2025', 'baoding-lianchi-2023'])('reads the example %s as the parser does', (name) => {
    const file = new URL(`../../examples/${name}/budget.xlsx`, import.meta.url);
    const { plain, scanned, parsed } = bothWays(readFileSync(file));
    expect(plain).toBeGreaterThan(10);
    expect(scanned).toEqual(parsed);
  });

  it('reads or leaves alone whatever stands in a cell', () => {
    const number = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
      fc.integer().map(String),
      fc.constantFrom(
        '0',
        '-0',
        '1.10',
        '45678',
        '12.340000000000002',
        '1E3',
        '1e400',
        '',
        'x',
        '123456789012345678',
      ),
    );
    const formula = fc.constantFrom(
      '',
      '<f>1+1</f>',
      '<f t="shared" si="0"/>',
      '<f>&quot;a&quot;&amp;B1</f>',
      '<f>_xlfn.X(1)</f>',
    );
    const body = fc.oneof(
      fc.tuple(formula, number).map(([f, v]) => ({ type: '', xml: `${f}<v>${v}</v>` })),
      fc.integer({ min: 0, max: TEXTS.length }).map((index) => ({ type: 's', xml: `<v>${index}</v>` })),
      fc
        .tuple(formula, fc.constantFrom('甲', 'a&amp;lt;b', ' ', '', '_x0041_'))
        .map(([f, v]) => ({ type: 'str', xml: `${f}<v>${v}</v>` })),
      fc
        .constantFrom('乙', ' 丙 ', '&#20013;', '')
        .map((text) => ({ type: 'inlineStr', xml: `<is><t>${text}</t></is>` })),
      fc.constantFrom('1', '0', 'true').map((text) => ({ type: 'b', xml: `<v>${text}</v>` })),
      fc
        .constantFrom('#REF!', '#DIV/0!', '#N/A', '#WHAT!')
        .map((text) => ({ type: 'e', xml: `<v>${text}</v>` })),
      formula.map((f) => ({ type: '', xml: f })),
      fc.constantFrom(
        { type: 'd', xml: '<v>2025-03-05</v>' },
        { type: '', xml: '<v/>' },
        { type: '', xml: '\n<v>7</v>\n' },
      ),
    );
    const style = fc.option(fc.integer({ min: 0, max: FORMATS.length }), { nil: undefined });
    const cell = fc.record({ body, style, gap: fc.integer({ min: 1, max: 3 }), isEmpty: fc.boolean() });
    const row = fc.record({
      cells: fc.array(cell, { maxLength: 5 }),
      gap: fc.integer({ min: 1, max: 3 }),
      hidden: fc.boolean(),
    });
    let scans = 0;
    fc.assert(
      fc.property(fc.array(row, { maxLength: 5 }), (rows) => {
        let number = 0;
        const xml = rows.map(({ cells, gap, hidden }) => {
          number += gap;
          let column = 64;
          const written = cells.map(({ body: { type, xml: content }, style: s, gap: step, isEmpty }) => {
            column += step;
            const head = `<c r="${String.fromCharCode(column)}${number}"${s === undefined ? '' : ` s="${s}"`}`;
            return isEmpty ? `${head}/>` : `${head}${type === '' ? '' : ` t="${type}"`}>${content}</c>`;
          });
          return `<row r="${number}"${hidden ? ' hidden="1"' : ''} spans="1:9">${written.join('')}</row>`;
        });
        const { scanned, parsed } = bothWays(workbook(xml.join('\n')));
        if (scanned === undefined) return;
        scans += 1;
        expect(scanned).toEqual(parsed);
      }),
      { numRuns: 300 },
    );
    expect(scans).toBeGreaterThan(50);
  });

  it.each([
    ['rows without numbers', '<row><c r="A1"><v>1</v></c></row>'],
    ['cells without places', '<row r="1"><c><v>1</v></c></row>'],
    ['rows out of order', '<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>'],
    ['a cell of another row', '<row r="1"><c r="A2"><v>1</v></c></row>'],
    ['a remark', '<row r="1"><!-- x --><c r="A1"><v>1</v></c></row>'],
    ['single quotes', "<row r='1'><c r='A1'><v>1</v></c></row>"],
    ['a text that is not there', '<row r="1"><c r="A1" t="s"><v>99</v></c></row>'],
    ['an end that is missing', '<row r="1"><c r="A1"><v>1</v></c>'],
  ])('leaves %s to the parser', (_, rows) => {
    const parts = checkedParts(workbook(rows), LIMITS, new ProblemCollector('scan.xlsx'));
    expect(parts === undefined ? parts : gridsOf(emptied(parts))).toBeUndefined();
  });
});
