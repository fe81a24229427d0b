import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
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

it('takes payments from a file, and the light of their project changes', async () => {
  const { page } = app;
  const { sheets, rows }: BudgetDetail = await (await fetch(`${app.program.url}/api/budgets/${id}`)).json();
  const columns = sheets.find((sheet) => sheet.id === 'payments')?.columns ?? [];
  const paid = rows.payments?.find(({ cells }) => cells.project?.includes(LATE))?.cells ?? {};
  const lines = [
    { ...paid, date: '2025-08-20', amount: '5000', voucher: 'TEST-1' },
    { ...paid, date: '2025-08-20', amount: '99999999', voucher: 'TEST-2' },
  ].map((cells: Record<string, string>) => columns.map(({ key }) => `"${cells[key] ?? ''}"`).join(','));
  const csv = [columns.map(({ title }) => title).join(','), ...lines].join('\n');
  await app.goTo(path('?asOf=2025-08-31'));
  const row = page.locator('.board-table tbody tr').filter({ hasText: LATE });
  await row.getByText('红灯').first().waitFor();
  await page.getByRole('button', { name: '导入支付和调整' }).click();
  await page
    .locator('.ant-modal input[type=file]')
    .setInputFiles({ name: '支付.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await page.getByText('新的 1 笔，已有的 0 笔，不能导入的 1 笔', { exact: false }).waitFor();
  const take = page.getByRole('button', { name: '导入 1 笔' });
  expect(await take.isDisabled()).toBe(true);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('checkbox', { name: '只导入其余的' }).check();
  await take.click();
  await row.locator('.light-tag.yellow').waitFor();
  expect(await row.innerText()).toContain('2.00');
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
  for (const query of ['', '?part=progress', '?part=targets']) {
    await app.goTo(path(query));
    await page.locator('.performance-body > :not(.loading)').first().waitFor();
    expect(await isTooWide(page)).toBe(false);
    expect(await faultsOf(page)).toEqual([]);
  }
  await page.setViewportSize(DESK);
  expect(app.complaints).toEqual([]);
});
