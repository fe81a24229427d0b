import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WRONG_TOTAL } from '../../../src/testing/checked-file.ts';
import { type App, DESK, faultsOf, isTooWide, openApp, PHONE } from '../testing/app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
  await app.checked('检查过的.html', WRONG_TOTAL);
});
afterAll(async () => {
  await app.close();
});

it('the board shows how far every department is, is filtered by its pictures and leads to what it counts', async () => {
  const { page } = app;
  await app.goTo('/budgets');
  await page.getByRole('link', { name: '部门进度' }).click();
  const table = page.getByRole('table').last();
  // The example was never checked before: its findings come by themselves.
  await page.getByText('没有问题').first().waitFor();
  expect(await table.getByText('填报中').count()).toBe(1);

  await page.getByRole('link', { name: '超过公开期限' }).click();
  await page.getByText('没有符合条件的部门。').waitFor();
  await page.getByRole('button', { name: '显示全部' }).click();

  // The chart is seen, or read as a table whose rows filter as its bars do.
  await page.getByRole('button', { name: '看数字' }).first().click();
  await page.getByRole('region', { name: '各进度的部门数' }).getByRole('link', { name: '填报中' }).click();
  expect(new URL(page.url()).searchParams.get('state')).toBe('draft');
  await page.getByRole('button', { name: '看图' }).click();
  expect(await faultsOf(page)).toEqual([]);

  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: '导出表格' })
      .click()
      .then(() => page.getByRole('link', { name: 'CSV 文本' }).click()),
  ]);
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(lines).toHaveLength(2);

  await page.setViewportSize(PHONE);
  expect(await isTooWide(page)).toBe(false);
  await page.setViewportSize(DESK);
  await table.getByRole('link').first().click();
  await page.getByRole('button', { name: '报送审核' }).waitFor();
  expect(app.complaints).toEqual([]);
});

it('the board counts what was found in documents by rule', async () => {
  const { page } = app;
  const list = await (await fetch(`${app.program.url}/api/documents`)).json();
  const { year } = list.documents[0].result;
  await app.goTo(`/board?year=${year}`);
  const row = page.getByRole('row').filter({ hasText: '检查过的.html' });
  await row.getByText(/错误 \d/u).waitFor();
  await row.getByRole('link', { name: '检查过的.html' }).click();
  await page.getByRole('complementary').waitFor();
  expect(app.complaints).toEqual([]);
});
