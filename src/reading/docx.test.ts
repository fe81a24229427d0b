import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Table } from '../document/document.ts';
import { readDocx } from './docx.ts';
import { listNumber } from './docx-numbers.ts';
import { gridOf } from './grid.ts';
import { DEFAULT_LIMITS, type Limits, type Source } from './source.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';

/** A Word file with this body and, by name, other parts. */
function docx(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  const all: Record<string, string> = {
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<w:document ${W} ${MC}><w:body>${body}</w:body></w:document>`,
    ...parts,
  };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)])));
}

function attempt(bytes: Uint8Array, limits: Partial<Limits> = {}) {
  return readDocx(bytes, { file: '预算.docx', limits: { ...DEFAULT_LIMITS, ...limits } });
}

function read(bytes: Uint8Array): Source {
  const result = attempt(bytes);
  if (!result.ok) throw new Error(result.problems.map((one) => one.message).join('\n'));
  return result.value;
}

function lines(source: Source): string[] {
  return (source.document.sections[0]?.blocks ?? []).map((block) => {
    if (block.type === 'heading') return `#${block.level} ${block.text}`;
    if (block.type === 'paragraph') return block.runs.map((run) => run.text).join('');
    return block.type;
  });
}

function tables(source: Source): Table[] {
  return (source.document.sections[0]?.blocks ?? []).flatMap((block) =>
    block.type === 'table' ? [block] : [],
  );
}

function grid(table: Table | undefined): string[][] {
  if (table === undefined) return [];
  return gridOf(table).rows.map((row) => row.map((cell) => cell?.text ?? '∅'));
}

const run = (text: string) => `<w:r><w:t>${text}</w:t></w:r>`;
const p = (content: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const inList = (list: number, level: number) =>
  `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${list}"/></w:numPr>`;
const tc = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${p(run(text))}</w:tc>`;
const tr = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const tbl = (...rows: string[]) => `<w:tbl>${rows.join('')}</w:tbl>`;

const level = (index: number, format: string, pattern: string, more = '') =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${pattern}"/></w:lvl>`;

const NUMBERING = {
  'word/numbering.xml': `<w:numbering ${W}>
    <w:abstractNum w:abstractNumId="0">
      ${level(0, 'chineseCounting', '%1、')}${level(1, 'japaneseCounting', '（%2）')}
      ${level(2, 'decimal', '%1.%2.%3', '<w:isLgl/>')}${level(3, 'decimalEnclosedCircle', '%4')}
    </w:abstractNum>
    <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
    <w:num w:numId="2"><w:abstractNumId w:val="0"/>
      <w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
  </w:numbering>`,
};

describe('automatic numbers', () => {
  it('are printed in front of the text, level by level, and start again below', () => {
    const body = [0, 1, 1, 0, 1, 2, 3].map((at) => p(run('收入'), inList(1, at))).join('');
    expect(lines(read(docx(body, NUMBERING)))).toEqual([
      '一、收入',
      '（一）收入',
      '（二）收入',
      '二、收入',
      '（一）收入',
      '2.1.1 收入',
      '① 收入',
    ]);
  });

  it('count on in lists of one definition, and begin where a list says', () => {
    const body = [1, 1, 2, 2].map((list) => p(run('文'), inList(list, 0))).join('');
    expect(lines(read(docx(body, NUMBERING)))).toEqual(['一、文', '二、文', '五、文', '六、文']);
  });

  it('come from styles too, and none is none', () => {
    const styles = `<w:styles ${W}><w:style w:type="paragraph" w:styleId="a"><w:name w:val="heading 2"/>
      <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
      <w:style w:type="paragraph" w:styleId="b"><w:name w:val="正文二"/><w:basedOn w:val="a"/></w:style></w:styles>`;
    const body = [
      p(run('总体'), '<w:pStyle w:val="a"/>'),
      p(run('情况'), '<w:pStyle w:val="b"/>'),
      p(run('无号'), `<w:pStyle w:val="a"/>${inList(0, 0)}`),
    ].join('');
    const source = read(docx(body, { ...NUMBERING, 'word/styles.xml': styles }));
    expect(lines(source)).toEqual(['#2 一、总体', '#2 二、情况', '#2 无号']);
  });

  it.each([
    ['chineseCounting', 21, '二十一'],
    ['chineseCountingThousand', 105, '一百零五'],
    ['chineseCountingThousand', 10, '十'],
    ['japaneseCounting', 12, '十二'],
    ['ideographDigital', 20, '二〇'],
    ['chineseLegalSimplified', 15, '壹拾伍'],
    ['ideographTraditional', 3, '丙'],
    ['decimalEnclosedCircle', 20, '⑳'],
    ['decimalEnclosedCircle', 21, '21'],
    ['decimalFullWidth', 12, '１２'],
    ['upperRoman', 14, 'XIV'],
    ['lowerLetter', 28, 'bb'],
    ['decimalZero', 3, '03'],
    ['lowerLetter', 1_000_000_000, '1000000000'],
  ])('%s %i is %s', (format, number, text) => {
    expect(listNumber(number, format)).toBe(text);
  });
});

describe('text', () => {
  it('joins tabs, breaks, hyphens and symbols, without marks that cannot be seen', () => {
    const body = p(
      '<w:r><w:t xml:space="preserve">部门 </w:t><w:tab/><w:t>二〇</w:t><w:br/><w:t>1</w:t><w:noBreakHyphen/><w:t>2\u202e\u200b3</w:t><w:br w:type="page"/><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>',
    );
    expect(lines(read(docx(body)))).toEqual(['部门 \t二〇\n1-23☑']);
  });

  it('takes the results of fields, not their codes, over several paragraphs', () => {
    const char = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const code = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`;
    const body = [
      p(`${char('begin')}${code(' TOC ')}${char('separate')}${run('一、概况')}`),
      p(
        `${run('二、收支')}${char('begin')}${code(' PAGEREF x ')}${char('separate')}${run('3')}${char('end')}`,
      ),
      p(`${char('end')}${run('正文')}`),
    ].join('');
    expect(lines(read(docx(body)))).toEqual(['一、概况', '二、收支3', '正文']);
  });

  it('reads a text box once, after the paragraph it is anchored in', () => {
    const box = `<w:txbxContent>${p(run('盖章处'))}</w:txbxContent>`;
    const body = p(
      `${run('落款')}<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>${box}</w:drawing></mc:Choice><mc:Fallback><w:pict>${box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>`,
    );
    expect(lines(read(docx(body)))).toEqual(['落款', '盖章处']);
  });

  it('puts footnotes behind, headers and footers aside', () => {
    const source = read(
      docx(p(run('正文')), {
        'word/footnotes.xml': `<w:footnotes ${W}><w:footnote w:id="0" w:type="separator">${p(run('线'))}</w:footnote><w:footnote w:id="1">${p(run('脚注'))}</w:footnote></w:footnotes>`,
        'word/header1.xml': `<w:hdr ${W}>${p(run('某局'))}</w:hdr>`,
        'word/footer1.xml': `<w:ftr ${W}>${p(`<w:fldSimple w:instr=" PAGE ">${run('3')}</w:fldSimple>`)}</w:ftr>`,
      }),
    );
    expect(lines(source)).toEqual(['正文', '脚注']);
    expect(source.asides.map(({ kind, text }) => [kind, text])).toEqual([
      ['running', '某局'],
      ['pageNumber', '3'],
    ]);
  });

  it('reads insertions, sets deletions, comments and hidden text aside, and says so', () => {
    const source = read(
      docx(
        p(
          `${run('共')}<w:ins>${run('65')}</w:ins><w:del><w:r><w:delText>56</w:delText></w:r></w:del>${run('万元')}<w:r><w:commentReference w:id="7"/></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>暗</w:t></w:r>`,
        ),
        {
          'word/comments.xml': `<w:comments ${W}><w:comment w:id="7" w:author="李四">${p(run('核实'))}</w:comment></w:comments>`,
        },
      ),
    );
    expect(lines(source)).toEqual(['共65万元']);
    expect(source.asides.map(({ kind, text }) => [kind, text])).toEqual([
      ['hidden', '暗'],
      ['deleted', '56'],
      ['comment', '核实'],
    ]);
    expect(source.asides[2]?.place).toMatchObject({ path: 'p1' });
    expect(source.properties).toEqual([{ name: 'commentedBy', value: '李四' }]);
    expect(source.problems.map((one) => one.key)).toEqual([
      'reading.file.changes',
      'reading.file.comments',
      'reading.file.hiddenText',
    ]);
    expect(source.problems[0]?.message).toContain('2 处');
  });
});

it('keeps whom the properties of the file name', () => {
  const core =
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>预算</dc:title><dc:creator>张三</dc:creator><cp:lastModifiedBy> </cp:lastModifiedBy></cp:coreProperties>';
  const app =
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Manager>王五</Manager><Pages>3</Pages></Properties>';
  const source = read(docx(p(run('正文')), { 'docProps/core.xml': core, 'docProps/app.xml': app }));
  expect(source.properties).toEqual([
    { name: 'author', value: '张三' },
    { name: 'manager', value: '王五' },
  ]);
  // Properties are no reason not to read a file.
  expect(read(docx(p(run('正文')), { 'docProps/core.xml': '<broken' })).properties).toEqual([]);
});

describe('tables', () => {
  it('keep merged cells, left out columns and places', () => {
    const source = read(
      docx(
        tbl(
          tr(tc('科目', '<w:vMerge w:val="restart"/>'), tc('金额', '<w:gridSpan w:val="2"/>')),
          tr(tc('', '<w:vMerge/>'), tc('基本'), tc('项目')),
          `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${tc('1')}${tc('2')}</w:tr>`,
        ),
      ),
    );
    const [table] = tables(source);
    expect(grid(table)).toEqual([
      ['科目', '金额', '金额'],
      ['科目', '基本', '项目'],
      ['', '1', '2'],
    ]);
    expect(table?.body[1]?.cells[0]?.place).toEqual({ type: 'paragraph', path: 't1/r2/c2', from: 0, to: 2 });
  });

  it('inside a cell follow as tables of their own', () => {
    const source = read(docx(tbl(tr(tc('外'), `<w:tc>${tbl(tr(tc('内'), tc('1')))}${p('')}</w:tc>`))));
    expect(tables(source).map(grid)).toEqual([[['外']], [['内', '1']]]);
    expect(tables(source)[1]?.body[0]?.cells[0]?.place).toMatchObject({ path: 't1/r1/c2/t1/r1/c1' });
  });

  it('lose deleted rows', () => {
    const gone = `<w:tr><w:trPr><w:del/></w:trPr>${tc('旧')}${tc('1')}</w:tr>`;
    const source = read(docx(tbl(tr(tc('新'), tc('2')), gone)));
    expect(grid(tables(source)[0])).toEqual([['新', '2']]);
    expect(source.asides.map((one) => one.text)).toEqual(['旧', '1']);
  });
});

describe('hostile files', () => {
  const message = (result: ReturnType<typeof attempt>) =>
    result.ok ? 'read' : result.problems.map((one) => `${one.key} ${one.message}`).join();

  it.each([
    ['a document type', '<!DOCTYPE w [<!ENTITY a "b">]>', 'reading.file.doctype'],
    ['an unknown entity', '', 'reading.file.damaged'],
  ])('with %s are refused', (_, prolog, key) => {
    const text = `${prolog}<w:document ${W}><w:body>${p(run('&a;'))}</w:body></w:document>`;
    expect(message(attempt(docx('', { 'word/document.xml': text })))).toContain(key);
  });

  it('that are cut off, or no zip, or miss their document, are refused', () => {
    const whole = docx(p(run('正文')));
    for (const bytes of [whole.subarray(0, whole.length >> 1), strToU8('PK'), zipSync({ a: strToU8('b') })]) {
      expect(message(attempt(bytes))).toContain('reading.file.damaged');
    }
    expect(message(attempt(docx('<w:p>')))).toContain('reading.file.damaged');
  });

  it('that unpack to too much are refused before they do', () => {
    const bomb = docx(p(run('0'.repeat(20_000_000))));
    expect(bomb.length).toBeLessThan(100_000);
    const refusal = message(attempt(bomb, { unpackedBytes: 1_000_000 }));
    expect(refusal).toContain('预算.docx');
    expect(refusal).toContain('解压后的大小');
  });

  it('that nest too deep, or hold too many cells or characters, are refused', () => {
    const deep = `${'<w:sdt><w:sdtContent>'.repeat(500)}${p('')}${'</w:sdtContent></w:sdt>'.repeat(500)}`;
    expect(message(attempt(docx(deep)))).toContain('嵌套层数');
    const wide = tbl(...Array.from({ length: 50 }, () => tr(tc('1'), tc('2'))));
    expect(message(attempt(docx(wide), { cells: 99 }))).toContain('单元格数');
    expect(message(attempt(docx(p(run('字'.repeat(100)))), { characters: 99 }))).toContain('字数');
  });

  it('with absurd spans and numbers are read as if these were sane', () => {
    const source = read(
      docx(
        tbl(
          tr(tc('甲', '<w:gridSpan w:val="1000000000"/>')),
          tr(tc('乙', '<w:gridSpan w:val="-5"/>'), tc('丙', '<w:vMerge/>')),
        ),
      ),
    );
    expect(grid(tables(source)[0])).toEqual([
      ['甲', '甲'],
      ['乙', '丙'],
    ]);
  });
});
