import { strFromU8, unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Document, Table } from '../document/document.ts';
import { cpuTime } from '../testing/cpu-time.ts';
import { documentOf, HOSTILE, hostileDocument, largeDocument, sampleDocument } from '../testing/documents.ts';
import { writeDocx } from './docx.ts';

async function partsOf(document: Document): Promise<Record<string, string>> {
  const files = unzipSync(await writeDocx(document));
  return Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, strFromU8(bytes)]));
}

async function bodyOf(document: Document): Promise<string> {
  return (await partsOf(document))['word/document.xml'] ?? '';
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

/** All text of a part; throws where the XML is not well-formed. */
function readXml(xml: string): string {
  const texts: string[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', (text) => texts.push(text));
  parser.write(xml).close();
  return texts.join('');
}

afterEach(() => {
  vi.useRealTimers();
});

describe('a Word document', () => {
  test('is the same, byte for byte, at another time, in another time zone and in a fresh program', async () => {
    const first = await writeDocx(sampleDocument('草稿'));
    vi.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z'), toFake: ['Date'] });
    const zone = process.env.TZ;
    process.env.TZ = 'America/New_York';
    vi.resetModules();
    const fresh = await import('./docx.ts');
    const second = await fresh.writeDocx(sampleDocument('草稿'));
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(Buffer.compare(first, second)).toBe(0);
  });

  test('opens with its list of parts, each well-formed and each related part there', async () => {
    const parts = await partsOf(sampleDocument('草稿'));
    expect(Object.keys(parts)[0]).toBe('[Content_Types].xml');
    for (const xml of Object.values(parts)) expect(() => readXml(xml)).not.toThrow();
    const related = [...(parts['word/_rels/document.xml.rels'] ?? '').matchAll(/Target="([^"]+)"/gu)];
    expect(related.length).toBeGreaterThan(0);
    for (const [, target] of related) expect(Object.keys(parts)).toContain(`word/${target}`);
  });

  test('names the fonts of official documents', async () => {
    const styles = (await partsOf(sampleDocument()))['word/styles.xml'] ?? '';
    for (const font of ['方正小标宋简体', '仿宋_GB2312', '楷体_GB2312', '黑体', '宋体'])
      expect(styles).toContain(`w:eastAsia="${font}"`);
    expect(styles).toContain('w:ascii="Times New Roman"');
    expect(styles).toMatch(/w:styleId="Heading1"><w:name w:val="heading 1"/u);
  });

  test('turns pages of wide tables, and numbers none but those after the cover, from 1', async () => {
    const sections = (await bodyOf(sampleDocument())).match(/<w:sectPr>.*?<\/w:sectPr>/gu) ?? [];
    expect(sections.map((xml) => xml.includes('w:orient="landscape"'))).toEqual([
      false,
      false,
      false,
      false,
      true,
      false,
      false,
    ]);
    expect(sections[0]).toContain('<w:footerReference w:type="default" r:id="rId6"/>');
    expect(sections[1]).toContain(
      '<w:footerReference w:type="default" r:id="rId5"/><w:type w:val="nextPage"/>',
    );
    expect(sections[1]).toContain('<w:pgNumType w:start="1"/>');
    expect(sections.slice(2).join('')).not.toContain('pgNumType');
    expect(sections[1]).toContain('<w:pgSz w:w="11906" w:h="16838"/>');
    expect(sections[1]).toContain('w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"');
  });

  test('has a contents field that shows its entries at once, each a link to a heading that is there', async () => {
    const body = await bodyOf(sampleDocument());
    expect(body).toContain(' TOC \\o &quot;1-3&quot; \\h \\z ');
    const links = [...body.matchAll(/<w:hyperlink w:anchor="([^"]+)"/gu)].map(([, anchor]) => anchor);
    expect(links).toHaveLength(12);
    for (const anchor of links) {
      expect(body).toContain(`w:name="${anchor}"/>`);
      expect(body).toContain(` PAGEREF ${anchor} \\h `);
    }
    expect(count(body, /w:fldCharType="begin"/gu)).toBe(count(body, /w:fldCharType="end"/gu));
    expect(count(body, /w:fldCharType="begin"/gu)).toBe(1 + links.length);
  });

  test('lets Word count the pages of the contents at opening, and prints no number of ours', async () => {
    const parts = await partsOf(sampleDocument());
    expect(parts['word/settings.xml']).toContain('<w:updateFields w:val="true"/>');
    expect(parts['word/document.xml']).toMatch(
      /PAGEREF [^<]*<\/w:instrText><\/w:r><w:r><w:fldChar w:fldCharType="separate"\/><\/w:r><w:r><w:fldChar w:fldCharType="end"/u,
    );
  });

  test('prints a watermark on every page, cover included, or none', async () => {
    const draft = await partsOf(sampleDocument('草稿'));
    expect(draft['word/header1.xml']).toContain(
      '<v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt" string="草稿"/>',
    );
    expect(count(draft['word/document.xml'] ?? '', /<w:headerReference /gu)).toBe(7);
    expect((await partsOf(sampleDocument()))['word/header1.xml']).not.toContain('v:shape');
  });

  test('is dated by its year', async () => {
    expect((await partsOf(sampleDocument()))['docProps/core.xml']).toContain('2025-01-01T00:00:00Z');
  });

  test('may be empty', async () => {
    expect(readXml(await bodyOf({ ...documentOf([]), sections: [] })).trim()).toBe('');
  });
});

describe('a table in Word', () => {
  const table: Table = {
    type: 'table',
    id: 't',
    title: '表',
    heading: 2,
    above: { left: '左', middle: '中', right: '右' },
    widths: [1, 1, 2],
    head: [
      {
        cells: [
          { text: '甲', rowspan: 2 },
          { text: '乙', colspan: 2 },
        ],
      },
      { cells: [{ text: '丙' }, { text: '丁' }] },
    ],
    body: [
      {
        emphasis: true,
        cells: [{ text: '合计', indent: 1 }, { text: '1.00', align: 'right' }, { text: '' }],
      },
    ],
    notes: ['注'],
  };

  test('repeats its heading rows and breaks no row', async () => {
    const body = await bodyOf(documentOf([table]));
    expect(count(body, /<w:cantSplit\/><w:tblHeader\/>/gu)).toBe(2);
    expect(count(body, /<w:cantSplit\/>/gu)).toBe(3);
  });

  test('merges cells, and its columns add up to the width of the text', async () => {
    const body = await bodyOf(documentOf([table]));
    expect(body).toContain('<w:gridSpan w:val="2"/>');
    expect(count(body, /<w:vMerge w:val="restart"\/>/gu)).toBe(1);
    expect(count(body, /<w:vMerge\/>/gu)).toBe(1);
    const widths = [...body.matchAll(/<w:gridCol w:w="(\d+)"/gu)].map(([, one]) => Number(one));
    expect(widths.reduce((sum, one) => sum + one, 0)).toBe(8844);
    for (const [row = ''] of body.matchAll(/<w:tr>.*?<\/w:tr>/gu)) {
      const cells = [...row.matchAll(/<w:tcW w:w="(\d+)"/gu)].map(([, one]) => Number(one));
      expect(cells.reduce((sum, one) => sum + one, 0)).toBe(8844);
    }
  });

  test('has its title as a heading kept with it, a line above by tab stops, notes below', async () => {
    const body = await bodyOf(documentOf([table]));
    expect(body).toMatch(
      /<w:pStyle w:val="Heading2"\/>.*<w:pStyle w:val="TableAbove"\/>.*<w:tbl>.*<\/w:tbl><w:p><w:pPr><w:pStyle w:val="Note"\/>/u,
    );
    expect(body).toContain('<w:tab w:val="center" w:pos="4422"/><w:tab w:val="right" w:pos="8844"/>');
  });

  test('aligns amounts right, indents, and sets totals in bold', async () => {
    const body = await bodyOf(documentOf([table]));
    expect(body).toContain(
      '<w:ind w:left="210"/></w:pPr><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">合计',
    );
    expect(body).toContain(
      '<w:jc w:val="right"/></w:pPr><w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space="preserve">1.00',
    );
  });

  test('without rows or title stays apart from its neighbour', async () => {
    const bare: Table = { type: 'table', id: 'b', widths: [1], head: [], body: [], notes: [] };
    const body = await bodyOf(documentOf([bare, { ...bare, id: 'c' }]));
    expect(body).not.toContain('</w:tbl><w:tbl>');
    expect(count(body, /<w:tr>/gu)).toBe(2);
  });
});

describe('hostile text in Word', () => {
  test('stays text', async () => {
    const parts = await partsOf(hostileDocument());
    for (const xml of Object.values(parts)) expect(() => readXml(xml)).not.toThrow();
    const text = readXml(parts['word/document.xml'] ?? '');
    for (const attack of HOSTILE.slice(0, 7)) expect(text).toContain(attack);
    expect(text).toContain('控制字符');
    expect(text).toContain('双向倒序隔离');
    expect(text).toContain('孤立代理\ufffd与\ufffd');
  });
});

test('a large document takes seconds, not minutes', async () => {
  const start = cpuTime();
  await writeDocx(largeDocument(40, 9, 30, 8));
  expect(cpuTime() - start).toBeLessThan(5000);
});
