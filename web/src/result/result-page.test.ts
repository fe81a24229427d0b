import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Block, Document, Row } from '../../../src/document/document.ts';
import { WRONG_TOTAL } from '../../../src/testing/checked-file.ts';
import { documentOf } from '../../../src/testing/documents.ts';
import { writePdf } from '../../../src/writing/pdf.ts';
import { type App, DESK, faultsOf, isTooWide, openApp, PHONE } from '../testing/app.ts';

/** The invented budget with a wrong total, as a document of pages. */
function wrongTotal(): Document {
  const lines = WRONG_TOTAL.split('\n');
  const rows = lines
    .filter((line) => line.includes('\t'))
    .map((line): Row => {
      return { cells: line.split('\t').map((text) => ({ text })) };
    });
  const [head, ...body] = rows;
  const blocks: Block[] = [
    { type: 'heading', level: 1, text: lines[0] ?? '' },
    {
      type: 'table',
      id: 'expenditure',
      title: lines[2] ?? '',
      above: { left: lines[3] ?? '', right: lines[4] ?? '' },
      widths: [2, 4, 2, 2, 2],
      head: head === undefined ? [] : [head],
      body,
      notes: [],
    },
  ];
  return { ...documentOf([]), sections: [{ orientation: 'portrait', blocks }] };
}

let app: App;
let pdf: string;
let text: string;
beforeAll(async () => {
  app = await openApp();
  [pdf, text] = await Promise.all([
    writePdf(wrongTotal()).then((bytes) => app.checked('水务局.pdf', bytes)),
    app.checked('水务局.txt', WRONG_TOTAL),
  ]);
});
afterAll(async () => {
  await app.close();
});

const button = (name: string | RegExp) => app.page.getByRole('button', { name });
const finding = () => app.page.locator('.finding', { hasText: '1030.00' }).first();

describe.each([
  ['of pages', () => pdf],
  ['drawn again', () => text],
])('the result of a document %s', (_kind, id) => {
  it('leads from a finding to its frame, and back', async () => {
    const { page } = app;
    await app.goTo(`/documents/${id()}`);
    await page.getByText('发现 1 处错误').waitFor();
    await finding().getByRole('button').first().click();
    const frame = page.locator('.frame.error.role-lit').first();
    await frame.waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.finding.chosen').waitFor({ state: 'detached' });
    await page.locator('.frame.error').first().click();
    await page.locator('.finding.chosen', { hasText: '1030.00' }).waitFor();
  });

  it('goes from finding to finding by keyboard', async () => {
    const { page } = app;
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.locator('.finding.chosen').waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('finding-head');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.className)).toContain('frame');
  });

  it('says of a number what it is, where else it is printed, and its sums', async () => {
    const { page } = app;
    await page
      .locator('.hit', { hasText: '2130304' })
      .or(page.locator('.hit[aria-label="2130304"]'))
      .first()
      .click();
    await page.locator('.number-value', { hasText: '2130304' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('.number-value', { hasText: '103.00' }).waitFor();
    await page.keyboard.press('Escape');
    await page.locator('.number').waitFor({ state: 'detached' });
    await button('看这个数').click();
    const panel = page.locator('.number');
    expect(await panel.locator('.number-value').innerText()).toContain('1030.00');
    const law = panel.locator('.law.broken').first();
    await law.locator('.law-head').click();
    await page.locator('.role-part').first().waitFor();
    await law.locator('.row-link', { hasText: '900.00' }).first().click();
    await panel.locator('.number-value', { hasText: '900.00' }).waitFor();
    await button('上一个数').click();
    await panel.locator('.number-value', { hasText: '1030.00' }).waitFor();
  });

  it('follows a number that is put right, and takes that back', async () => {
    const { page } = app;
    await button('更正读数…').click();
    await page.getByLabel('原文印的是').fill('1003.00');
    await button('保存').click();
    await page.getByText('请填写').waitFor();
    await page.getByLabel('为什么更正').fill('原文印的是 1003.00');
    await button('保存').click();
    await page
      .getByText(/没有发现(?:问题|错误)/u)
      .first()
      .waitFor();
    await page.locator('.corrected').first().waitFor();
    await page.getByText('已更正：原读作 1030.00').waitFor();
    await button('撤销更正').click();
    await page.getByText('发现 1 处错误').waitFor();
    await page.keyboard.press('Escape');
  });

  it('accepts a finding with a reason, and takes that back', async () => {
    const { page } = app;
    await app.goTo(`/documents/${id()}`);
    await finding().getByRole('button').first().click();
    await button('确认保留…').click();
    await page.getByLabel('保留的理由').fill('已与财政核对');
    await button('保存').click();
    await page.getByText('已确认保留：已与财政核对').waitFor();
    await page.locator('.result-outcome', { hasText: '发现 1 处错误' }).waitFor({ state: 'detached' });
    await button('撤销确认').click();
    await page.getByText('发现 1 处错误').waitFor();
  });

  it('shows fewer findings when it is asked to, and what was not checked apart', async () => {
    const { page } = app;
    const all = await page.locator('.finding').count();
    await page.locator('.chip.error').click();
    expect(await page.locator('.finding').count()).toBe(all - 1);
    await button('显示全部问题').click();
    await page.getByRole('searchbox', { name: '在问题中查找' }).fill('没有这句话');
    await page.getByText('没有符合条件的问题').waitFor();
    await button('显示全部问题').click();
    expect(await page.locator('.finding').count()).toBe(all);
    await page.getByRole('tab', { name: /没有检验/u }).click();
    await page.getByRole('tab', { name: /尾差/u }).click();
    await page.getByText('没有尾差').waitFor();
    await page.getByRole('tab', { name: /问题/u }).click();
  });

  it('has no grave fault for those who do not see it, and fits a phone', async () => {
    const { page } = app;
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize(PHONE);
    expect(await isTooWide(page)).toBe(false);
    await finding().getByRole('button').first().click();
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize(DESK);
  });
});

it('gives every report of a document, under its name', async () => {
  const { page } = app;
  await app.goTo(`/documents/${pdf}`);
  await button('下载报告').click();
  for (const [link, ending] of [
    [/检查报告/u, 'html'],
    [/加批注的 PDF/u, 'pdf'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: link }).getByRole('link').click(),
    ]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^水务局-.*\\.${ending}$`, 'u'));
    expect(readFileSync(await download.path()).length).toBeGreaterThan(1000);
    await button('下载报告').click();
  }
});

it('remembers where somebody was in a document', async () => {
  const { page } = app;
  await app.goTo('/documents');
  await page.locator('.item', { hasText: '水务局.pdf' }).getByRole('link').click();
  const pages = page.locator('.pages');
  await page.locator('.page').first().waitFor();
  await pages.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await page.waitForFunction(() => (document.querySelector('.pages')?.scrollTop ?? 0) > 100);
  const before = await pages.evaluate((element) => element.scrollTop);
  await button('返回列表').click();
  await page.locator('.item', { hasText: '水务局.pdf' }).getByRole('link').click();
  await page.locator('.page').first().waitFor();
  await page.waitForFunction(
    (top) => Math.abs((document.querySelector('.pages')?.scrollTop ?? 0) - top) < 40,
    before,
  );
  expect(app.complaints).toEqual([]);
});
