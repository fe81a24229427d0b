import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, DESK, faultsOf, isTooWide, openApp, PHONE } from '../testing/app.ts';

let app: App;
let id = '';
beforeAll(async () => {
  app = await openApp();
  const list = await fetch(`${app.program.url}/api/budgets`);
  const { budgets }: { budgets: { id: string }[] } = await list.json();
  id = budgets[0]?.id ?? '';
});
afterAll(async () => {
  await app.close();
});

const LATE = '高阳县慢特病鉴定资金';
const path = (query = '') => `/budgets/${id}/performance${query}`;

it('shows all projects with their lights, and only those of one light', async () => {
  const { page } = app;
  await app.goTo(path('?asOf=2025-08-31'));
  const rows = page.locator('.board-table tbody tr');
  await rows.first().waitFor();
  expect(await rows.count()).toBe(7);
  await page.getByRole('button', { name: /^红灯/u }).click();
  await expect.poll(() => rows.count()).toBe(4);
  expect(new URL(page.url()).searchParams.get('light')).toBe('red');
  expect(await faultsOf(page)).toEqual([]);
});

it('opens a project with a chart, the numbers behind it, and the way to where a result is typed', async () => {
  const { page } = app;
  await page.getByRole('link', { name: LATE }).click();
  await page.getByRole('heading', { name: LATE }).waitFor();
  await page.getByText('已支付 15,000.00 元', { exact: false }).first().waitFor();
  await page.locator('.chart-place canvas').waitFor();
  await page.getByRole('button', { name: '看数字' }).click();
  const table = page.locator('.chart-table');
  expect(await table.innerText()).toContain('2025-08-31');
  const [data] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '存为数据' }).click(),
  ]);
  expect(readFileSync(await data.path(), 'utf8')).toMatch(/^\uFEFF日期,已支付（万元）,/u);
  await page.getByRole('button', { name: '看图' }).click();
  const [picture] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '存为图片' }).click(),
  ]);
  expect(picture.suggestedFilename()).toMatch(/\.png$/u);
  expect(
    readFileSync(await picture.path())
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: '添加新的完成值' }).first().click();
  await expect.poll(() => page.locator('.cell-bar').innerText()).toContain('完成值');
  expect(await page.locator('.sheet[aria-selected=true]').innerText()).toContain('实际完成');
  await page.keyboard.press('Control+z');
});

it('says how each score came about, and gives the official forms', async () => {
  const { page } = app;
  await app.goTo(path('?part=evaluation'));
  await page.locator('.score summary').first().click();
  await page.getByText('总分：', { exact: false }).first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: '下载表格' }).click();
  const [form] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Word 文档' }).first().click(),
  ]);
  expect(form.suggestedFilename()).toContain('项目支出绩效运行监控表.docx');
});

it('is read on a phone, and asks nothing that the policy of the page refuses', async () => {
  const { page } = app;
  await page.setViewportSize(PHONE);
  for (const query of ['', '?part=progress', '?part=evaluation']) {
    await app.goTo(path(query));
    await page.locator('.performance-body > :not(.loading)').first().waitFor();
    expect(await isTooWide(page)).toBe(false);
    expect(await faultsOf(page)).toEqual([]);
  }
  await page.setViewportSize(DESK);
  expect(app.complaints).toEqual([]);
});
