import { afterAll, beforeAll, expect, it } from 'vitest';
import { WRONG_TOTAL } from '../../../src/testing/checked-file.ts';
import { type App, DESK, faultsOf, isTooWide, openApp, PHONE } from '../testing/app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(async () => {
  await app.close();
});

it('a budget is seen in pictures, and every number leads to the rows that make it up', async () => {
  const { page } = app;
  const { budgets } = await (await fetch(`${app.program.url}/api/budgets`)).json();
  await app.goTo(`/budgets/${budgets[0].id}`);
  await page.getByRole('link', { name: '图', exact: true }).click();
  for (const part of ['资金流向', '结构', '年度变化', '“三公”经费', '执行'])
    await page.getByRole('region', { name: part, exact: true }).waitFor();
  await page.locator('canvas').nth(4).waitFor();
  expect(await faultsOf(page)).toEqual([]);

  // What flows is told as a table too, from which one gets to its rows by keyboard.
  const flow = page.getByRole('region', { name: '资金流向', exact: true });
  await flow.getByRole('button', { name: '看数字' }).click();
  await flow.getByRole('button', { name: /210 / }).first().press('Enter');
  const card = page.getByRole('region', { name: '这个数由哪些数组成' });
  await card.waitFor();
  await card
    .getByRole('button', { name: /^支出 第 \d+ 行/u })
    .first()
    .click();
  await page.getByRole('grid').waitFor();

  await page.goBack();
  await page.setViewportSize(PHONE);
  await page.locator('canvas').first().waitFor();
  expect(await isTooWide(page)).toBe(false);
  await page.setViewportSize(DESK);
  expect(app.complaints).toEqual([]);
});

it('a document is seen in pictures, and every number leads to where it is printed', async () => {
  const { page } = app;
  const id = await app.checked('青禾市水务局.txt', WRONG_TOTAL);
  await app.goTo(`/documents/${id}`);
  await page.getByRole('tab', { name: '图' }).click();
  const structure = page.getByRole('region', { name: '结构', exact: true });
  // Parts that do not come to their whole are not drawn as if they did.
  await structure.getByText(/各部分之和与合计不一致/u).waitFor();
  await page.locator('canvas').first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await structure.getByRole('button', { name: '看数字' }).click();
  await structure.getByRole('button', { name: /项目支出/u }).press('Enter');
  // It is printed once: the number is shown at once, with its place and its laws.
  await page.getByText('这个数', { exact: true }).waitFor();
  await page.setViewportSize(PHONE);
  expect(await isTooWide(page)).toBe(false);
  await page.setViewportSize(DESK);
  expect(app.complaints).toEqual([]);
});
