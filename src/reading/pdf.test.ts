import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Block, Cell, Document, Paragraph, Table } from '../document/document.ts';
import type { Result } from '../messages/problem.ts';
import { writePdf } from '../writing/pdf.ts';
import { gridOf } from './grid.ts';
import { readPdf } from './pdf.ts';
import { pdfium } from './pdf-native.ts';
import { DEFAULT_LIMITS, type Limits, type Source } from './source.ts';

const SAMPLES = new URL('../../../shared/samples/shanghai/', import.meta.url);

function read(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<Result<Source>> {
  return readPdf(bytes, { file: 'a.pdf', limits: { ...DEFAULT_LIMITS, ...limits } });
}

async function sourceOf(bytes: Uint8Array): Promise<Source> {
  const result = await read(bytes);
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join());
  return result.value;
}

async function keyOf(bytes: Uint8Array, limits: Partial<Limits> = {}): Promise<string> {
  const result = await read(bytes, limits);
  return result.ok ? 'ok' : result.problems.map(({ key }) => key).join();
}

const blocksOf = ({ document }: Source): readonly Block[] =>
  document.sections.flatMap(({ blocks }) => blocks);

function tablesOf(source: Source): Table[] {
  return blocksOf(source).flatMap((block) => (block.type === 'table' ? [block] : []));
}

function paragraphsOf(source: Source): Paragraph[] {
  return blocksOf(source).flatMap((block) => (block.type === 'paragraph' ? [block] : []));
}

const textOf = ({ runs }: Paragraph): string => runs.map(({ text }) => text).join('');
const textsOf = (source: Source): string[] => paragraphsOf(source).map(textOf);

/** The rows of the only table: at every position the text of the cell there. */
function rowsOf(source: Source): string[][] {
  const [table, ...others] = tablesOf(source);
  expect(others).toEqual([]);
  return table === undefined ? [] : gridOf(table).rows.map((row) => row.map((cell) => cell?.text ?? '?'));
}

interface PageSpec {
  readonly content: string;
  readonly box?: string;
  /** More entries of the page's dictionary. */
  readonly more?: string;
  readonly resources?: string;
}

/** A PDF written by hand, text in Helvetica as font F. Object 3 is the font; `objects` follow as 4, 5, … */
function pdfOf(pages: readonly PageSpec[], objects: readonly string[] = []): Uint8Array {
  const first = 4 + objects.length;
  const kids = pages.map((_, index) => `${first + 2 * index} 0 R`).join(' ');
  const bodies = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    ...objects,
    ...pages.flatMap(({ content, box = '0 0 400 300', more = '', resources = '' }, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [${box}] ${more} /Contents ${first + 2 * index + 1} 0 R ` +
        `/Resources << /Font << /F 3 0 R >> ${resources} >> >>`,
      stream(content),
    ]),
  ];
  let text = '%PDF-1.7\n';
  const offsets = bodies.map((body, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const entries = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${bodies.length + 1}\n0000000000 65535 f \n${entries}`;
  text += `trailer << /Size ${bodies.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}

const stream = (content: string, dictionary = ''): string =>
  `<< ${dictionary} /Length ${content.length} >>\nstream\n${content}\nendstream`;

/** Text at a place, counted from the bottom left as PDF does. */
const at = (x: number, y: number, text: string, size = 10): string =>
  `BT /F ${size} Tf ${x} ${y} Td (${text}) Tj ET`;
const line = (x0: number, y0: number, x1: number, y1: number): string => `${x0} ${y0} m ${x1} ${y1} l S`;

/** Two rows of two cells, ruled, from (50,200) to (250,240). */
const GRID = [
  ...[200, 220, 240].map((y) => line(50, y, 250, y)),
  ...[50, 150, 250].map((x) => line(x, 200, x, 240)),
].join('\n');
const CELLS = [
  at(60, 225, 'alpha'),
  at(160, 225, '1,234.56'),
  at(60, 205, 'beta'),
  at(160, 205, '7.00'),
].join('\n');
const CELL_ROWS = [
  ['alpha', '1,234.56'],
  ['beta', '7.00'],
];

test('remarks on a page, and the author, are kept beside the text', async () => {
  const hex = (text: string) => `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
  const note = (kind: string, text: string) =>
    `<< /Type /Annot /Subtype /${kind} /Rect [10 10 20 20] /Contents ${hex(text)} >>`;
  const more = `/Annots [${note('Text', '请核实')} ${note('Link', '链接')} ${note('Highlight', '')}]`;
  const bytes = pdfOf([{ content: at(60, 225, 'alpha'), more }], [`<< /Author ${hex('张三')} >>`]);
  const named = Buffer.from(
    Buffer.from(bytes).toString('latin1').replace('/Root 1 0 R', '/Root 1 0 R /Info 4 0 R'),
    'latin1',
  );
  const source = await sourceOf(named);
  expect(source.asides).toMatchObject([
    { kind: 'comment', text: '请核实', place: { type: 'page', page: 1 } },
  ]);
  expect(source.properties).toEqual([{ name: 'author', value: '张三' }]);
  expect((await sourceOf(bytes)).properties).toEqual([]);
});

describe('ruled tables', () => {
  test('have their cells, whatever the order of the text in the file', async () => {
    const mixed = CELLS.split('\n').reverse().join('\n');
    expect(rowsOf(await sourceOf(pdfOf([{ content: `${mixed}\n${GRID}` }])))).toEqual(CELL_ROWS);
  });

  test('are found from thin rectangles, dashes and broad short strokes too', async () => {
    const rectangles = [
      ...[200, 220, 240].map((y) => `50 ${y} 200 0.5 re f`),
      ...[50, 150].map((x) => `${x} 200 0.5 40 re f`),
      '40 w 250 220 m 250.4 220 l S',
    ].join('\n');
    expect(rowsOf(await sourceOf(pdfOf([{ content: `${rectangles}\n${CELLS}` }])))).toEqual(CELL_ROWS);
    const dashed = `[3 2] 0 d\n${GRID}\n[] 0 d`;
    expect(rowsOf(await sourceOf(pdfOf([{ content: `${dashed}\n${CELLS}` }])))).toEqual(CELL_ROWS);
  });

  test('may be open at their sides', async () => {
    const open = [...[200, 220, 240].map((y) => line(50, y, 250, y)), line(150, 200, 150, 240)].join('\n');
    expect(rowsOf(await sourceOf(pdfOf([{ content: `${open}\n${CELLS}` }])))).toEqual(CELL_ROWS);
  });

  test('that rule only their columns are parted by their numbers', async () => {
    const columns = [line(50, 190, 350, 190), line(50, 260, 350, 260)];
    for (const x of [50, 150, 250, 350]) columns.push(line(x, 190, x, 260));
    const rows = [240, 220, 200].flatMap((y, row) => [
      at(60, y, `item ${row + 1}`),
      at(160, y, `${row + 1},000.00`),
      at(260, y, `${row + 1}.50`),
    ]);
    expect(rowsOf(await sourceOf(pdfOf([{ content: [...columns, ...rows].join('\n') }])))).toEqual([
      ['item 1', '1,000.00', '1.50'],
      ['item 2', '2,000.00', '2.50'],
      ['item 3', '3,000.00', '3.50'],
    ]);
  });

  test('keep numbers whole that go on in the next line, also in several columns', async () => {
    const columns = [line(50, 200, 200, 200), line(50, 240, 200, 240)];
    for (const x of [50, 100, 150, 200]) columns.push(line(x, 200, x, 240));
    const texts = [
      at(60, 217, 'item'),
      at(103, 225, '12,345.6'),
      at(103, 210, '7'),
      at(153, 225, '12,045.6'),
    ];
    const content = [...columns, ...texts, at(153, 210, '4')].join('\n');
    expect(rowsOf(await sourceOf(pdfOf([{ content }])))).toEqual([['item', '12,345.67', '12,045.64']]);
  });

  test('keep a number whole that is too wide for its cell', async () => {
    const wide = at(130, 225, '1,234,567,890.12');
    const source = await sourceOf(pdfOf([{ content: `${GRID}\n${wide}\n${at(160, 205, '7.00')}` }]));
    expect(rowsOf(source)).toEqual([
      ['', '1,234,567,890.12'],
      ['', '7.00'],
    ]);
  });

  test('leave the text above and below them alone, and a frame around text is none', async () => {
    const content = [GRID, CELLS, at(60, 260, 'above 12'), at(60, 180, 'below 34'), '20 20 360 260 re S'];
    const source = await sourceOf(pdfOf([{ content: content.join('\n') }]));
    expect(rowsOf(source)).toEqual(CELL_ROWS);
    expect(textsOf(source)).toEqual(['above 12', 'below 34']);
  });

  test('say where each cell is, on the page as shown', async () => {
    const [table] = tablesOf(await sourceOf(pdfOf([{ content: `${GRID}\n${CELLS}` }])));
    expect(table?.body[0]?.cells[1]?.place).toEqual({ type: 'page', page: 1, box: [150, 60, 250, 80] });
  });
});

describe('tables without rules', () => {
  test('are found from columns that line up, with their headings', async () => {
    const rows = [240, 222, 204, 186].flatMap((y, row) => [
      at(50, y, `label ${'x'.repeat(row)}`),
      at(200 - 5.56 * row, y, `${10 ** row}.00`),
      at(300, y, '2.50'),
    ]);
    const content = [at(50, 258, 'item'), at(190, 258, 'sum'), at(300, 258, 'rest'), ...rows].join('\n');
    expect(rowsOf(await sourceOf(pdfOf([{ content }])))).toEqual([
      ['item', 'sum', 'rest'],
      ['label', '1.00', '2.50'],
      ['label x', '10.00', '2.50'],
      ['label xx', '100.00', '2.50'],
      ['label xxx', '1000.00', '2.50'],
    ]);
  });

  test('are neither a table of contents nor running text', async () => {
    const content = [240, 222, 204].map((y, row) => at(50, y, `part ${row}`) + at(300, y, `${row + 3}`));
    const source = await sourceOf(pdfOf([{ content: content.join('\n') }]));
    expect(tablesOf(source)).toEqual([]);
  });
});

test('a text broken over lines is one paragraph, and what stands beside its middle another', async () => {
  const content = [at(60, 200, 'name of the'), at(250, 194, 'unit: yuan'), at(60, 188, 'bureau')].join('\n');
  const source = await sourceOf(pdfOf([{ content }]));
  expect(textsOf(source)).toEqual(['name of the bureau', 'unit: yuan']);
});

describe('turned pages', () => {
  test.each([90, 180, 270])('by %i degrees read as they stand', async (rotate) => {
    // The content is turned the other way, so that the page is upright when shown.
    const turns: Record<number, string> = {
      90: '0 1 -1 0 300 0 cm',
      180: '-1 0 0 -1 400 300 cm',
      270: '0 -1 1 0 0 400 cm',
    };
    const box = rotate === 180 ? '0 0 400 300' : '0 0 300 400';
    const content = `${turns[rotate]}\n${GRID}\n${CELLS}`;
    const source = await sourceOf(pdfOf([{ content, box, more: `/Rotate ${rotate}` }]));
    expect(rowsOf(source)).toEqual(CELL_ROWS);
    expect(tablesOf(source)[0]?.body[0]?.cells[1]?.place).toEqual({
      type: 'page',
      page: 1,
      box: [150, 60, 250, 80],
    });
    expect(source.document.sections[0]?.orientation).toBe('landscape');
  });

  test.each([
    ['0 1 -1 0 300 0 cm', [60, 150, 80, 250]],
    ['-1 0 0 -1 300 400 cm', [50, 220, 150, 240]],
    ['0 -1 1 0 0 400 cm', [220, 150, 240, 250]],
  ])('with turned text (%s) read upright, with places on the page as shown', async (turn, box) => {
    const source = await sourceOf(pdfOf([{ content: `${turn}\n${GRID}\n${CELLS}`, box: '0 0 300 400' }]));
    expect(rowsOf(source)).toEqual(CELL_ROWS);
    const place = tablesOf(source)[0]?.body[0]?.cells[1]?.place;
    expect(place?.type === 'page' ? place.box : undefined).toEqual(box);
  });

  test('begin at their crop box', async () => {
    const content = `${GRID}\n${CELLS}\n${at(5, 290, 'outside')}`;
    const source = await sourceOf(pdfOf([{ content, more: '/CropBox [40 50 300 250]' }]));
    expect(tablesOf(source)[0]?.body[0]?.cells[1]?.place).toEqual({
      type: 'page',
      page: 1,
      box: [110, 10, 210, 30],
    });
    expect(source.asides).toMatchObject([{ kind: 'hidden', text: 'outside' }]);
  });
});

describe('text that cannot be seen', () => {
  test.each([
    ['invisible', 'BT 3 Tr /F 10 Tf 60 100 Td (secret 9) Tj ET'],
    ['clipped away', `q 0 0 50 50 re W n ${at(60, 100, 'secret 9')} Q`],
    ['outside the page', at(460, 100, 'secret 9')],
    ['white on white', `1 g ${at(60, 100, 'secret 9')} 0 g`],
    ['painted over', `${at(60, 100, 'secret 9')} 1 g 50 90 100 30 re f 0 g`],
  ])('because it is %s is an aside', async (_, secret) => {
    const source = await sourceOf(pdfOf([{ content: `${at(60, 200, 'seen 1')}\n${secret}` }]));
    expect(textsOf(source)).toEqual(['seen 1']);
    expect(source.asides).toMatchObject([{ kind: 'hidden', text: 'secret 9' }]);
  });

  test('is not what is white on a dark ground or under a mark that lets it through', async () => {
    const white = `0 g 50 90 100 30 re f 1 g ${at(60, 100, 'white 1')} 0 g`;
    const marked = `${at(60, 200, 'marked 2')} /M gs 1 1 0 rg 50 190 100 30 re f 0 g`;
    const resources = '/ExtGState << /M << /BM /Multiply >> >>';
    const source = await sourceOf(pdfOf([{ content: `${white}\n${marked}`, resources }]));
    expect(textsOf(source)).toEqual(['marked 2', 'white 1']);
    expect(source.asides).toEqual([]);
  });

  test('in optional content that is switched off is an aside', async () => {
    const content = `${at(60, 200, 'seen 1')} /OC /Off BDC ${at(60, 100, 'secret 9')} EMC`;
    const pdf = pdfOf(
      [{ content, resources: '/Properties << /Off 4 0 R >>' }],
      ['<< /Type /OCG /Name (Off) >>'],
    );
    const off = '<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [4 0 R] /D << /OFF [4 0 R] >> >> >>';
    const text = Buffer.from(pdf).toString('latin1').replace('<< /Type /Catalog /Pages 2 0 R >>', off);
    const source = await sourceOf(Buffer.from(text, 'latin1'));
    expect(textsOf(source)).toEqual(['seen 1']);
    expect(source.asides).toMatchObject([{ kind: 'hidden', text: 'secret 9' }]);
  });

  test('is found in forms, and what a form shows is read where it stands', async () => {
    const form = stream(
      `${at(10, 10, 'inside 3')} ${at(10, 150, 'cut 4')}`,
      '/Type /XObject /Subtype /Form /BBox [0 0 200 100] /Resources << /Font << /F 3 0 R >> >>',
    );
    const content = `q 1 0 0 1 50 100 cm /X Do Q`;
    const source = await sourceOf(pdfOf([{ content, resources: '/XObject << /X 4 0 R >>' }], [form]));
    expect(textsOf(source)).toEqual(['inside 3']);
    const [paragraph] = paragraphsOf(source);
    expect(paragraph?.place).toMatchObject({ page: 1, box: [60, 181.4, expect.any(Number), 191.4] });
    expect(source.asides).toMatchObject([{ kind: 'hidden', text: 'cut 4' }]);
  });

  test('is no text that a cell only cuts off', async () => {
    const content = `q 50 190 40 30 re W n ${at(60, 200, 'long label')} Q ${at(100, 200, '12.00')}`;
    const source = await sourceOf(pdfOf([{ content }]));
    expect(source.asides).toEqual([]);
    expect(textsOf(source).join()).toContain('long label');
  });

  test('printed twice for bold counts once', async () => {
    const content = `${at(60, 200, 'bold 11')} ${at(60.3, 200, 'bold 11')} ${at(60, 200.2, 'bold 11')}`;
    expect(textsOf(await sourceOf(pdfOf([{ content }])))).toEqual(['bold 11']);
  });
});

describe('pages of pictures', () => {
  const image = stream(
    '\x80',
    '/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 /ColorSpace /DeviceGray',
  );
  const picture = 'q 400 0 0 300 0 0 cm /I Do Q';
  const resources = '/XObject << /I 4 0 R >>';

  test('are a warning each; a file of nothing else is an error', async () => {
    const scanned = { content: picture, resources };
    const result = await read(pdfOf([{ content: at(60, 100, 'text') }, scanned], [image]));
    expect(result.problems).toMatchObject([]);
    expect(result.ok && result.value.problems).toMatchObject([
      { key: 'reading.pdf.pageWithoutText', severity: 'warning', where: { page: 2 } },
    ]);
    expect(await keyOf(pdfOf([scanned], [image]))).toBe('reading.pdf.noText');
    expect(await keyOf(pdfOf([{ content: '' }]))).toBe('reading.pdf.noText');
  });

  test('with the invisible text of a recognition are read, with a warning', async () => {
    const content = `${picture} BT 3 Tr /F 10 Tf 60 100 Td (scan 5) Tj ET`;
    const source = await sourceOf(pdfOf([{ content, resources }], [image]));
    expect(textsOf(source)).toEqual(['scan 5']);
    expect(source.problems).toMatchObject([{ key: 'reading.pdf.recognised' }]);
  });
});

describe('margins', () => {
  const pages = [1, 2, 3, 4].map((page) => ({
    content: [
      at(60, 285, 'running head'),
      at(60, 200, `text of page ${page}`),
      at(190, 10, `- ${page} -`),
    ].join('\n'),
  }));

  test('hold page numbers and what repeats, and none of it is text', async () => {
    const source = await sourceOf(pdfOf(pages));
    expect(textsOf(source)).toEqual([1, 2, 3, 4].map((page) => `text of page ${page}`));
    expect(source.asides.map(({ kind, text }) => `${kind} ${text}`)).toEqual(
      [1, 2, 3, 4].flatMap((page) => ['running running head', `pageNumber - ${page} -`]),
    );
  });

  test('do not take what every page repeats below a title of its own', async () => {
    const titled = ['one', 'two', 'three', 'four'].map((title) => ({
      content: [at(60, 285, title), at(60, 268, 'unit: yuan'), at(60, 200, 'text')].join('\n'),
    }));
    const source = await sourceOf(pdfOf(titled));
    expect(source.asides).toEqual([]);
    expect(textsOf(source).filter((text) => text === 'unit: yuan')).toHaveLength(4);
  });

  test('do not take a number that stands alone on one page', async () => {
    const source = await sourceOf(pdfOf([{ content: `${at(60, 200, 'text')} ${at(190, 10, '2024')}` }]));
    expect(textsOf(source)).toEqual(['text', '2024']);
  });
});

describe('files that cannot be read', () => {
  test('are refused with a sentence', async () => {
    const good = pdfOf([{ content: at(60, 100, 'text') }]);
    expect(await keyOf(Buffer.from('hello'))).toBe('reading.pdf.notPdf');
    expect(await keyOf(Buffer.from('%PDF-1.7 and nothing else'))).toMatch(/damaged|truncated/u);
    expect(await keyOf(good.subarray(0, good.length - 200))).toBe('reading.pdf.truncated');
    expect(await keyOf(good, { bytes: 100 })).toBe('reading.pdf.tooLarge');
    expect(await keyOf(good, { characters: 3 })).toBe('reading.pdf.tooManyCharacters');
    expect(await keyOf(good, { time: -1 })).toBe('reading.pdf.tooSlow');
    const ruled = pdfOf([{ content: `${GRID}\n${CELLS}` }]);
    expect(await keyOf(ruled, { cells: 3 })).toBe('reading.pdf.tooManyCells');
  });

  test('with ten thousand pages are refused by their number', async () => {
    const many = pdfOf(Array.from({ length: 10_000 }, () => ({ content: '' })));
    expect(await keyOf(many)).toBe('reading.pdf.tooManyPages');
  });

  test('with a password are named as such', async () => {
    const good = Buffer.from(pdfOf([{ content: at(60, 100, 'text') }])).toString('latin1');
    const key = '0'.repeat(64);
    const entries = `/Encrypt << /Filter /Standard /V 2 /R 3 /Length 128 /P -4 /O <${key}> /U <${key}> >> /ID [<00> <00>]`;
    const locked = good.replace('/Root 1 0 R', `/Root 1 0 R ${entries}`);
    expect(await keyOf(Buffer.from(locked, 'latin1'))).toBe('reading.pdf.password');
  });
});

describe('documents of this program', () => {
  const cell = (text: string, more: Partial<Cell> = {}): Cell => ({ text, ...more });
  const document: Document = {
    title: '甲局预算',
    language: 'zh-CN',
    author: '甲局',
    year: 2025,
    sections: [
      {
        orientation: 'portrait',
        blocks: [
          { type: 'paragraph', style: 'title', runs: [{ text: '情况说明' }] },
          {
            type: 'paragraph',
            style: 'body',
            runs: [{ text: `收入1,234.56万元，增长7.8%，${'原因是业务增加，'.repeat(12)}共3项。` }],
          },
          { type: 'paragraph', style: 'body', runs: [{ text: '第二段另起。' }] },
          {
            type: 'table',
            id: 'spending',
            widths: [20, 10, 10, 10],
            head: [
              {
                cells: [
                  cell('项目名称很长要分成好几行才放得下'.repeat(3), { rowspan: 2 }),
                  cell('金额', { colspan: 2 }),
                  cell('备注', { rowspan: 2 }),
                ],
              },
              { cells: [cell('基本'), cell('项目')] },
            ],
            body: [
              { cells: [cell('人员'), cell('65.00'), cell('—'), cell('')] },
              { cells: [cell('合计', { colspan: 1 }), cell('65.00'), cell('0.00'), cell('含上年')] },
            ],
            notes: [],
          },
        ],
      },
    ],
  };

  test('come back with paragraphs, merged and broken cells', async () => {
    const source = await sourceOf(await writePdf(document));
    const texts = textsOf(source);
    expect(texts[0]).toBe('情况说明');
    expect(texts[1]).toBe(`收入1,234.56万元，增长7.8%，${'原因是业务增加，'.repeat(12)}共3项。`);
    expect(texts[2]).toBe('第二段另起。');
    const long = '项目名称很长要分成好几行才放得下'.repeat(3);
    expect(rowsOf(source)).toEqual([
      [long, '金额', '金额', '备注'],
      [long, '基本', '项目', '备注'],
      ['人员', '65.00', '—', ''],
      ['合计', '65.00', '0.00', '含上年'],
    ]);
  });

  test('have a span for every number with its unit', async () => {
    const paragraph = paragraphsOf(await sourceOf(await writePdf(document)))[1];
    const text = paragraph === undefined ? '' : textOf(paragraph);
    const spans = (paragraph?.spans ?? []).map(({ from, to }) => text.slice(from, to));
    expect(spans.join('')).toBe(text);
    expect(spans.filter((span) => /\d/u.test(span))).toEqual(['1,234.56万元', '7.8%', '3项']);
  });
});

test('reading many documents does not take more and more memory', async () => {
  const pdf = pdfOf(Array.from({ length: 5 }, () => ({ content: `${GRID}\n${CELLS}` })));
  for (let round = 0; round < 5; round += 1) await sourceOf(pdf);
  const before = (await pdfium()).bytes().length;
  for (let round = 0; round < 200; round += 1) await sourceOf(pdf);
  expect((await pdfium()).bytes().length).toBe(before);
});

describe.skipIf(!existsSync(SAMPLES) || !hasPoppler())('published documents', () => {
  const files = existsSync(SAMPLES) ? readdirSync(SAMPLES).filter((name) => name.endsWith('.pdf')) : [];

  test.each(files)('%s: every number is read, and read once', async (name) => {
    const file = new URL(name, SAMPLES);
    const source = await sourceOf(readFileSync(file));
    const cells = tablesOf(source).flatMap(({ body }) =>
      body.flatMap((row) => row.cells.map(({ text }) => text)),
    );
    const all = [...textsOf(source), ...cells, ...source.asides.map(({ text }) => text)].join('\n');
    const printed = execFileSync('pdftotext', ['-layout', file.pathname, '-'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const numbers = (text: string): string[] => (text.match(/\d[\d,]*(?:\.\d+)?/gu) ?? []).sort();
    expect(numbers(all)).toEqual(numbers(printed));
  });
});

function hasPoppler(): boolean {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
