import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BudgetDetail } from '../../../src/server/contract/budgets.ts';
import { type App, DESK, faultsOf, isTooWide, openApp, PHONE } from '../testing/app.ts';

const EXAMPLE = new URL('../../../examples/gaoyang-2025/budget.xlsx', import.meta.url);

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

const detail = async (): Promise<BudgetDetail> =>
  (await fetch(`${app.program.url}/api/budgets/${id}`)).json();
const saved = (page: Page) => page.getByText('已保存', { exact: true }).waitFor();
const openSheet = (page: Page, name: string) =>
  page.getByRole('tab', { name: new RegExp(`^${name}`, 'u') }).click();
/** The place and the text of the active cell, as the bar above the grid says them. */
const active = (page: Page) => page.locator('.cell-bar').innerText();

/** Goes to a cell with the mouse; rows count from 1. */
async function click(page: Page, row: number, title: string): Promise<void> {
  const cell = page.locator(`[role=row][aria-rowindex="${row + 1}"] [role=gridcell]`);
  const titles = await page.locator('.grid-title span').allInnerTexts();
  await cell.nth(titles.indexOf(title)).click();
}

/** The text of a cell in sight. */
async function textOf(page: Page, row: number, title: string): Promise<string> {
  const titles = await page.locator('.grid-title span').allInnerTexts();
  const cell = page
    .locator(`[role=row][aria-rowindex="${row + 1}"] [role=gridcell]`)
    .nth(titles.indexOf(title));
  return (await cell.locator('span').first().innerText()).trim();
}

/** Pastes as Ctrl+V does with what another program has copied. */
async function paste(page: Page, text: string): Promise<void> {
  await page.locator('.grid-editor').evaluate((field, given) => {
    const data = new DataTransfer();
    data.setData('text/plain', given);
    field.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

describe('the ledger', () => {
  it('opens the example with its sheets, totals and verdict', async () => {
    const { page } = app;
    await app.goTo('/budgets');
    await page.getByRole('link', { name: /示例/u }).click();
    await page.getByText('可以公开').waitFor();
    await page.getByText('收入总计').waitFor();
    expect(await page.getByRole('tab').count()).toBeGreaterThan(10);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('is looked through with Ctrl+F, and its first columns stay in sight', async () => {
    const { page } = app;
    await openSheet(page, '支出');
    await click(page, 1, '备注');
    const before = await active(page);
    expect(await page.locator('.grid').evaluate((grid) => grid.scrollLeft)).toBeGreaterThan(0);
    const left = async () => (await page.locator('.grid-cell.frozen').first().boundingBox())?.x ?? 0;
    const number = (await page.locator('.grid-number').first().boundingBox())?.x ?? 0;
    expect((await left()) - number).toBeLessThan(60);
    await page.keyboard.press('Control+f');
    await page.keyboard.type('30201');
    await page.getByText(/第 \d+ 处，共 \d+ 处/u).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.cell-bar', { hasText: '30201' }).waitFor();
    expect(await active(page)).not.toBe(before);
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('.grid-find').count()).toBe(0);
  });

  it('is typed into with the keyboard, and saved at once', async () => {
    const { page } = app;
    await openSheet(page, '支出');
    await click(page, 1, '备注');
    await page.keyboard.type('第一行');
    await page.keyboard.press('Enter');
    await page.keyboard.type('第二行');
    await page.keyboard.press('Tab');
    await saved(page);
    expect((await detail()).rows.expenditure?.slice(0, 2).map(({ cells }) => cells.note)).toEqual([
      '第一行',
      '第二行',
    ]);
    await page.keyboard.press('Control+Home');
    expect(await active(page)).toContain('第 1 行，单位');
    await page.keyboard.press('Control+ArrowDown');
    expect(await active(page)).toContain('第 64 行');
  });

  it('finds an account by the first letters of its sound', async () => {
    const { page } = app;
    await page.keyboard.press('Control+Home');
    await click(page, 2, '部门经济科目');
    const before = await textOf(page, 2, '部门经济科目');
    await page.keyboard.type('jbgz');
    await page.getByRole('option', { name: /30101\s*基本工资/u }).waitFor();
    await page.keyboard.press('Enter');
    expect(await textOf(page, 2, '部门经济科目')).toBe('30101 基本工资');
    await page.keyboard.press('Control+z');
    expect(await textOf(page, 2, '部门经济科目')).toBe(before);
  });

  it('takes a range of Excel, also below the last row, and takes it back as one', async () => {
    const { page } = app;
    await openSheet(page, '政府采购');
    await click(page, 1, '采购物品名称');
    await paste(page, '复印纸\tA0501\r\n"台式\r\n计算机"\tA0201\r\n');
    expect(await textOf(page, 2, '采购物品名称')).toBe('台式 计算机');
    await click(page, 1, '采购金额');
    await paste(page, '1,200.50\n3400\n');
    expect(await textOf(page, 1, '采购金额')).toBe('1,200.50');
    await page.getByText('求和 4,600.50').waitFor();
    await click(page, 1, '单位');
    await page.keyboard.type('450001');
    await page.keyboard.press('Enter');
    await click(page, 1, '单位');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+d');
    expect(await textOf(page, 2, '单位')).toContain('450001');
    await page.getByRole('tab', { name: /^政府采购.*错误/u }).waitFor();
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('Control+z');
    await saved(page);
    expect((await detail()).rows.procurement ?? []).toEqual([]);
  });

  it('says live what a number breaks, and leads to the cell of a problem', async () => {
    const { page } = app;
    await openSheet(page, '支出');
    await click(page, 1, '金额');
    const before = await textOf(page, 1, '金额');
    await page.keyboard.type('一百');
    await page.keyboard.press('Enter');
    // What was said before of another sheet stays until this is checked.
    const problem = page.locator('.problems button', { hasText: '一百' });
    await problem.waitFor();
    await page.getByText('还不能公开').waitFor();
    await openSheet(page, '收入');
    await problem.click();
    await page.locator('.cell-mark.error').waitFor();
    expect(await active(page)).toContain('第 1 行，金额');
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Control+z');
    await page.getByText('可以公开').waitFor();
    expect(await textOf(page, 1, '金额')).toBe(before);
  });

  it('shows what a late change would move before it is saved', async () => {
    const { page } = app;
    await page.getByRole('switch', { name: '先看影响' }).click();
    await click(page, 1, '金额');
    await page.keyboard.type('270000');
    await page.keyboard.press('Enter');
    await page.locator('.moved').first().waitFor();
    expect(await page.locator('.moved-text').count()).toBeGreaterThan(0);
    const { revision } = await detail();
    await page.getByRole('button', { name: '放弃修改' }).click();
    await page.getByText('可以公开').waitFor();
    expect((await detail()).revision).toBe(revision);
  });
});

describe('two pages of one budget', () => {
  it('merge what does not collide, and ask where it does', async () => {
    const { page } = app;
    const other = await page.context().browser()?.newPage({ viewport: DESK, locale: 'zh-CN' });
    if (other === undefined) throw new Error('no browser');
    await other.goto(`${app.program.url}/budgets/${id}`);
    await openSheet(other, '支出');
    await openSheet(page, '支出');
    await click(other, 1, '备注');
    // Neither page may hear of the other before both have typed.
    await page.route('**/changes?since=*', (route) => route.abort());
    await other.keyboard.type('乙写的');
    await other.keyboard.press('Enter');
    await saved(other);
    await click(page, 1, '备注');
    await page.keyboard.type('甲写的');
    await page.unroute('**/changes?since=*');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('乙写的').waitFor();
    expect(await textOf(page, 1, '备注')).toBe('乙写的');
    await page.getByRole('alert').getByRole('button', { name: '用我的' }).click();
    await saved(page);
    await other.locator('.grid-cell', { hasText: '甲写的' }).waitFor();
    await other.close();
  });

  it('keeps what was typed without a line, and saves it after the page was opened again', async () => {
    const { page } = app;
    await page.route('**/changes', (route) => route.abort());
    await click(page, 3, '备注');
    await page.keyboard.type('断线时写的');
    await page.keyboard.press('Enter');
    await page.locator('.saving.offline').waitFor();
    await page.unroute('**/changes');
    await page.reload();
    await openSheet(page, '支出');
    await saved(page);
    expect(await textOf(page, 3, '备注')).toBe('断线时写的');
    expect((await detail()).rows.expenditure?.[2]?.cells.note).toBe('断线时写的');
  });
});

describe('the disclosure', () => {
  it('is shown as it will be printed', async () => {
    const { page } = app;
    await page.getByRole('link', { name: '预览' }).click();
    await page.locator('.blocks-paper table').first().waitFor();
    expect(await page.locator('.preview-parts li').count()).toBeGreaterThan(10);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('is published as a Word file that can be fetched', async () => {
    const { page } = app;
    await page.getByRole('link', { name: '发布' }).click();
    await page.getByRole('checkbox', { name: 'PDF' }).click();
    await page.getByRole('button', { name: '生成文件' }).click();
    const file = page.locator('.publication-files a').first();
    await file.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()]);
    expect(download.suggestedFilename()).toMatch(/\.docx$/u);
    expect(await faultsOf(page)).toEqual([]);
  });

  it('is refused with the reason while the budget has errors', async () => {
    const { page } = app;
    await page.getByRole('link', { name: '填报', exact: true }).click();
    await openSheet(page, '支出');
    await click(page, 1, '金额');
    await page.keyboard.type('一百');
    await page.keyboard.press('Enter');
    await page.getByText('还不能公开').waitFor();
    await page.getByRole('link', { name: '发布' }).click();
    await page.getByText('改正以后才能正式公开').waitFor();
    await page.getByRole('button', { name: '生成文件' }).click();
    await page.getByRole('alert').getByText('没有生成').waitFor();
  });
});

describe('on a phone', () => {
  it('can be read', async () => {
    const { page } = app;
    await page.setViewportSize(PHONE);
    await app.goTo(`/budgets/${id}`);
    await page.getByText('手机上只能查看').waitFor();
    expect(await isTooWide(page)).toBe(false);
    expect(await faultsOf(page)).toEqual([]);
    await page.setViewportSize(DESK);
  });
});

describe('the list of budgets', () => {
  it('begins an empty budget, and deletes it with a way back', async () => {
    const { page } = app;
    await app.goTo('/budgets');
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: '新建预算' }).click();
    await page.getByRole('combobox').first().click();
    await page.locator('.ant-select-item-option').first().click();
    await page.getByLabel('部门编码').fill('777');
    await page.getByLabel('部门名称').fill('青禾市水务局');
    await page.getByRole('button', { name: '建立' }).click();
    await page.getByRole('heading', { name: '青禾市水务局' }).waitFor();
    await page.getByRole('link', { name: '返回预算列表' }).click();
    await page.getByRole('button', { name: /删除“青禾市水务局/u }).click();
    await page.getByText('已删除“青禾市水务局').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: /青禾市水务局/u }).waitFor();
  });
});

describe('a budget from documents', () => {
  it('is begun in a dialog that tells how far it is, and lists what is open, each at its cell', async () => {
    const { page, program } = app;
    await page.setViewportSize(DESK);
    // The example as it came: by now the other one has errors.
    const form = new FormData();
    form.append('file', new Blob([readFileSync(EXAMPLE)]), 'budget.xlsx');
    const imported = await fetch(`${program.url}/api/budgets/import`, { method: 'POST', body: form });
    const { id: example }: { id: string } = await imported.json();
    const address = `${program.url}/api/budgets/${example}/publications`;
    const made = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ formats: ['html'], draft: true }),
    });
    const { id: publication }: { id: string } = await made.json();
    const file = await (await fetch(`${address}/${publication}/0`)).arrayBuffer();

    await app.goTo('/budgets');
    await page.getByRole('button', { name: '由文件起草' }).click();
    await page
      .locator('.draft-drop input[type=file]')
      .setInputFiles({ name: '上年公开.html', mimeType: 'text/html', buffer: Buffer.from(file) });
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: '开始起草' }).click();
    const open = page.getByRole('region', { name: '待补事项' });
    await open.waitFor();
    const [first] = await open.locator('.problems button').all();
    await first?.click();
    await open.getByRole('checkbox').first().click();
    await open.getByText('也显示已办的').waitFor();
    expect(await faultsOf(page)).toEqual([]);
  });
});
