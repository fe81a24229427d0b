import { describe, expect, it } from 'vitest';
import { gridOf } from './grid.ts';
import { readHtml } from './html.ts';
import { decodeMarkup } from './html-charset.ts';
import { DEFAULT_LIMITS, type Limits, type Source } from './source.ts';

function attempt(page: string | Uint8Array, limits: Partial<Limits> = {}) {
  const bytes = typeof page === 'string' ? new TextEncoder().encode(page) : page;
  return readHtml(bytes, { file: '预算.html', limits: { ...DEFAULT_LIMITS, ...limits } });
}

function read(page: string | Uint8Array): Source {
  const result = attempt(page);
  if (!result.ok) throw new Error(result.problems.map((one) => one.message).join('\n'));
  return result.value;
}

/** Blocks in short: `#` before headings, tables as their rows. */
function short(source: Source): unknown[] {
  return (source.document.sections[0]?.blocks ?? []).map((block) => {
    if (block.type === 'heading') return `#${block.level} ${block.text}`;
    if (block.type === 'paragraph') return block.runs.map((run) => run.text).join('');
    return block.type === 'table'
      ? gridOf(block).rows.map((row) => row.map((cell) => cell?.text ?? '∅'))
      : '';
  });
}

it('reads headings, paragraphs and line breaks as they are shown', () => {
  const source = read(
    '<title>不读</title><h2>一、概况</h2><div>前  言\n<p>收入<b>65.00</b>&nbsp;万元&lt;</p>后记<br>　　另起<br>不另起</div><script>x</script>',
  );
  expect(short(source)).toEqual(['#2 一、概况', '前 言', '收入65.00 万元<', '后记', '　　另起\n不另起']);
});

it('reads tables with spans, captions, heads and feet', () => {
  const source = read(
    '<table><caption>收支表</caption><tfoot><tr><td>合计<td>1<td>2</tfoot><thead><tr><th rowspan=2>科目<th colspan=2>金额<tr><th>基本<th>项目</thead><tr><td>教<br>育<td><p>1</p><td>2<tr><td rowspan=0>空<td><td></table>',
  );
  expect(short(source)).toEqual([
    '收支表',
    [
      ['科目', '金额', '金额'],
      ['科目', '基本', '项目'],
      ['教\n育', '1', '2'],
      ['空', '', ''],
      ['合计', '1', '2'],
    ],
  ]);
  const [, table] = source.document.sections[0]?.blocks ?? [];
  expect(table?.type === 'table' ? table.body[2]?.cells[0]?.place : '').toEqual({
    type: 'paragraph',
    path: 't1/r3/c1',
    from: 0,
    to: 3,
  });
});

it('walks through tables that only arrange the page', () => {
  const source = read(
    '<table><tr><td>导言<td><table><tr><td>甲<td>1<tr><td>乙<td>2</table></table><table><tr><td>部门：某局<td>单位：万元</table><table><tr><td>一段<tr><td>又一段</table>',
  );
  expect(short(source)).toEqual([
    '导言',
    [
      ['甲', '1'],
      ['乙', '2'],
    ],
    '部门：某局',
    '单位：万元',
    '一段',
    '又一段',
  ]);
});

it('sets aside what is hidden, and navigation', () => {
  const source = read(
    '<nav><p hidden>菜单</p><a>首页</a></nav><p style="DISPLAY: none !important">旧数</p><p hidden>草稿</p><p>正文</p><table><tr><td>甲<td>1<tr style="display:none"><td>乙<td>2</table>',
  );
  expect(short(source)).toEqual(['正文', [['甲', '1']]]);
  expect(source.asides.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
    'hidden 菜单',
    'running 首页',
    'hidden 旧数',
    'hidden 草稿',
    'hidden 乙2',
  ]);
  expect(source.problems.map((one) => one.message).join()).toContain('3 处');
});

it('reads a page saved by Word, with its automatic numbers', () => {
  const source = read(
    `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><!--[if gte mso 9]><xml>x</xml><![endif]--><p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>一、<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span><![endif]>收支<o:p></o:p></p></body>`,
  );
  expect(short(source)).toEqual(['一、  收支']);
});

it('takes a sheet saved by Excel apart into title, captions, table and notes', () => {
  const source = read(
    `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td colspan=3>收支总表</td></tr><tr><td>部门：某局</td><td></td><td>单位：万元</td></tr><tr><td rowspan=2>科目</td><td colspan=2>金额</td></tr><tr><td>基本</td><td>项目</td></tr><tr><td>教育</td><td x:num="1">1.00</td><td x:num="2">2.00</td></tr><tr><td colspan=3>注：尾差。</td></tr></table>`,
  );
  expect(short(source)).toEqual([
    '收支总表',
    '部门：某局',
    '单位：万元',
    [
      ['科目', '金额', '金额'],
      ['科目', '基本', '项目'],
      ['教育', '1.00', '2.00'],
    ],
    '注：尾差。',
  ]);
});

it('decodes what was written, whatever is declared', () => {
  const gbk = Uint8Array.from([...Buffer.from('<p>'), 0xb2, 0xbf, 0xc3, 0xc5]);
  expect(decodeMarkup(gbk).text).toBe('<p>部门');
  expect(decodeMarkup(Uint8Array.from([...Buffer.from('<meta charset=utf-8>'), 0xb2, 0xbf])).text).toContain(
    '部',
  );
  expect(decodeMarkup(Buffer.from('<meta charset="gb2312">部门')).text).toContain('部门');
  expect(decodeMarkup(Buffer.from('\ufeff<p>部门', 'utf16le')).text).toBe('<p>部门');
  expect(decodeMarkup(Buffer.from('<html><body>部门', 'utf16le')).text).toBe('<html><body>部门');
});

describe('hostile pages', () => {
  const message = (result: ReturnType<typeof attempt>) =>
    result.ok ? 'read' : result.problems.map((one) => one.message).join();

  it('are refused where they nest too deep or hold too much', () => {
    expect(message(attempt('<div>'.repeat(100_000)))).toContain('嵌套层数');
    expect(message(attempt(`<p>${'字'.repeat(100)}`, { characters: 99 }))).toContain('字数');
    expect(message(attempt('<table>'.repeat(60)))).toContain('read');
  });

  it('cannot make tables of what is not there', () => {
    const source = read(
      '<table><tr><td rowspan=1000000000 colspan=1000000000>甲<tr><td>乙<td colspan=-1>丙</table>',
    );
    expect(short(source)).toEqual([
      [
        ['甲', '∅', '∅'],
        ['甲', '乙', '丙'],
      ],
    ]);
    const rows = '<tr><td colspan=1000>1<td>2'.repeat(3_000);
    expect(message(attempt(`<table>${rows}</table>`, { cells: 10_000 }))).toContain('read');
  });
});
