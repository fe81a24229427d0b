import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { documentOf, HOSTILE, hostileDocument, sampleDocument } from '../testing/documents.ts';
import { writeHtml } from './html.ts';

const CHROMIUM = '/usr/bin/chromium';
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Elements that have no end tag. */
const VOID = /<(meta|br|col|input)\b([^>]*)>/gu;

/** Reads the page as XML, which is stricter than HTML: every element closed, every attribute quoted, once. */
function elementsOf(html: string): { readonly name: string; readonly attributes: Record<string, string> }[] {
  const xml = html
    .replace('<!DOCTYPE html>\n', '')
    .replace(/<(style|script)>.*?<\/\1>/gsu, '')
    .replace(/ (hidden|open)>/gu, ' $1="">')
    .replace(VOID, '<$1$2/>');
  const elements: { name: string; attributes: Record<string, string> }[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => elements.push({ name, attributes: { ...attributes } }));
  parser.write(xml).close();
  return elements;
}

describe('a web page', () => {
  test('is the same, byte for byte, every time', () => {
    expect(writeHtml(sampleDocument('草稿'))).toBe(writeHtml(sampleDocument('草稿')));
  });

  test('needs nothing from elsewhere', () => {
    const html = writeHtml(sampleDocument('草稿'));
    expect(html).not.toMatch(/https?:|src=|<link|@import|url\(/u);
  });

  test('has a language, one first heading, landmarks, and a skip link that leads to the text', () => {
    const elements = elementsOf(writeHtml(sampleDocument()));
    const named = (name: string) => elements.filter((element) => element.name === name);
    expect(named('html')[0]?.attributes.lang).toBe('zh-CN');
    for (const landmark of ['h1', 'header', 'nav', 'main', 'footer']) expect(named(landmark)).toHaveLength(1);
    expect(named('a')[0]?.attributes).toMatchObject({ class: 'skip', href: '#main' });
    expect(named('main')[0]?.attributes.id).toBe('main');
  });

  test('has unique anchors, and links only to those that are there', () => {
    for (const document of [sampleDocument(), hostileDocument()]) {
      const elements = elementsOf(writeHtml(document));
      const ids = elements.flatMap(({ attributes }) => attributes.id ?? []);
      expect(new Set(ids).size).toBe(ids.length);
      const targets = elements.flatMap(({ attributes }) => attributes.href?.slice(1) ?? []);
      expect(targets.length).toBeGreaterThan(5);
      for (const target of targets) expect(ids).toContain(target);
    }
  });

  test('gives every table a caption, scoped headers, and a region a keyboard can scroll', () => {
    const elements = elementsOf(writeHtml(sampleDocument()));
    const tables = elements.filter(({ name }) => name === 'table');
    expect(tables).toHaveLength(5);
    expect(elements.filter(({ name }) => name === 'caption')).toHaveLength(5);
    for (const { name, attributes } of elements) {
      if (name === 'th') expect(attributes.scope).toMatch(/^(col|colgroup|row|rowgroup)$/u);
    }
    const regions = elements.filter(({ attributes }) => attributes.role === 'region');
    expect(regions).toHaveLength(5);
    for (const { attributes } of regions) {
      expect(attributes.tabindex).toBe('0');
      expect(attributes['aria-label']).toMatch(/表|情况/u);
    }
  });

  test('carries annotations of cells and runs, and the plain value of a number with separators', () => {
    const html = writeHtml(sampleDocument());
    expect(html).toContain(
      '<td class="n" data-coordinate="flow=revenue" data-page="1"><data value="1234.56">1,234.56</data></td>',
    );
    expect(html).toContain('<span data-coordinate="change">34.56</span>');
  });

  test('marks a draft, and takes its title for a heading where the text has none', () => {
    expect(writeHtml(sampleDocument('草稿'))).toContain('草稿：本文件不是正式公开文本');
    expect(writeHtml(sampleDocument())).not.toContain('class="watermark"');
    expect(writeHtml(documentOf([]))).toContain('<h1>示例</h1>');
  });
});

describe('hostile text on a web page', () => {
  test('becomes neither element nor attribute', () => {
    const html = writeHtml(hostileDocument());
    const names = new Set(elementsOf(html).map(({ name }) => name));
    expect([...names]).not.toContain('w:br');
    expect(html.match(/<script/gu)).toHaveLength(1);
    expect(html).toContain('<html lang="zh-CN">');
    for (const attack of HOSTILE.slice(0, 2)) expect(html).not.toContain(attack);
  });
});

describe.skipIf(!existsSync(CHROMIUM))('in a browser (skipped where there is no Chromium)', () => {
  test('a page fits a phone and a desktop, and runs no script of its text', async () => {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
    try {
      for (const width of [390, 1366]) {
        const page = await browser.newPage({ viewport: { width, height: 800 } });
        let dialogs = 0;
        page.on('dialog', () => {
          dialogs += 1;
        });
        for (const document of [sampleDocument('草稿'), hostileDocument()]) {
          await page.setContent(writeHtml(document));
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        }
        expect(dialogs).toBe(0);
      }
    } finally {
      await browser.close();
    }
  });
});
