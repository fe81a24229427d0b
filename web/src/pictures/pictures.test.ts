import { afterAll, beforeAll, expect, it } from 'vitest';
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
