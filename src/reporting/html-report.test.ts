import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkedFile, WRONG_TOTAL } from '../testing/checked-file.ts';
import { sampleDocument } from '../testing/documents.ts';
import { writePdf } from '../writing/pdf.ts';
import { writeHtmlReport } from './html-report.ts';
import { reportFiles } from './report-files.ts';
import { REPORT_NAMES } from './report-names.ts';

const CHROMIUM = '/usr/bin/chromium';

async function page(): Promise<string> {
  const { report, source } = await checkedFile(WRONG_TOTAL, 'invented.txt');
  return writeHtmlReport(report, { type: 'blocks', document: source.document });
}

describe('the report as a web page', () => {
  it('frames the suspected number in the text and leads from the finding to it', async () => {
    const html = await page();
    const mark = /<a class="mark error suspected" id="(m\d+)" href="#f0" data-f="0">1,030\.00<\/a>/u.exec(
      html,
    );
    expect(mark).not.toBeNull();
    expect(html).toContain(`<a href="#${mark?.[1]}">`);
    expect(html).toContain('不是原文件的版面');
  });

  it('asks for nothing from anywhere, and holds what a document says as text only', async () => {
    const { report, source } = await checkedFile(
      `${WRONG_TOTAL}\n<script>alert(1)</script>\n`,
      '<img src=x>.txt',
    );
    const html = writeHtmlReport(report, { type: 'blocks', document: source.document });
    expect(html).not.toMatch(/(?:src|href)="(?!#|data:)/u);
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x>');
  });

  it('shows the pages of a PDF with the frames at their numbers', async () => {
    const bytes = await writePdf(sampleDocument());
    const { report, source } = await checkedFile(bytes, 'a.pdf');
    const { files, problems } = await reportFiles(report, bytes, source);
    expect(problems).toEqual([]);
    expect(files.map(({ path }) => path)).toEqual([
      REPORT_NAMES.html,
      REPORT_NAMES.xlsx,
      REPORT_NAMES.pdf,
      REPORT_NAMES.json,
    ]);
    const html = new TextDecoder().decode(files[0]?.bytes);
    expect(html.split('data:image/png;base64,')).toHaveLength(report.pages + 1);
    const spoken = report.findings.flatMap(({ places }) => places).filter(({ box }) => box !== undefined);
    expect(spoken.length).toBeGreaterThan(0);
    expect(html).toContain('class="frame ');
  });
});

describe.skipIf(!existsSync(CHROMIUM))('the report in Chromium (skipped without it)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  });
  afterAll(async () => await browser.close());

  it('lights the number when its finding is clicked and the finding when the number is, and filters', async () => {
    const tab = await browser.newPage({ viewport: { width: 1366, height: 768 } });
    const errors: string[] = [];
    tab.on('pageerror', (error) => errors.push(error.message));
    await tab.setContent(await page());
    await tab.click('#f0 h3');
    expect(await tab.locator('.mark.lit').first().textContent()).toBe('1,030.00');
    await tab.click('a.mark.notice, a.mark.error');
    expect(await tab.locator('.finding.lit').count()).toBe(1);
    await tab.uncheck('input[data-severity="error"]');
    expect(await tab.locator('.finding.error:visible').count()).toBe(0);
    await tab.check('input[data-severity="error"]');
    await tab.fill('input[type="search"]', '没有这样的文字');
    expect(await tab.locator('.finding:visible').count()).toBe(0);
    expect(errors).toEqual([]);
    await tab.close();
  });

  it('fits a phone: no sideways scrolling', async () => {
    const tab = await browser.newPage({ viewport: { width: 390, height: 844 } });
    await tab.setContent(await page());
    const overflow = await tab.evaluate('document.documentElement.scrollWidth - window.innerWidth');
    expect(overflow).toBeLessThanOrEqual(0);
    await tab.close();
  });
});
