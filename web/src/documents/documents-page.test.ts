import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WRONG_TOTAL } from '../../../src/testing/checked-file.ts';
import { type App, DESK, faultsOf, isTooWide, openApp, PHONE } from '../testing/app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(async () => {
  await app.close();
});

/** Drops files on the page as a person does with the mouse. */
async function drop(files: readonly { readonly name: string; readonly text: string }[]): Promise<void> {
  const transfer = await app.page.evaluateHandle((given) => {
    const made = new DataTransfer();
    for (const { name, text } of given) made.items.add(new File([text], name));
    return made;
  }, files);
  await app.page.dispatchEvent('.drop', 'drop', { dataTransfer: transfer });
}

const row = (name: string) => app.page.locator('.item', { hasText: name });

describe('the page 检查文件', () => {
  it('takes what is dropped, and shows what came of it', async () => {
    await app.goTo('/');
    await app.page.getByText('还没有文件').waitFor();
    await drop([
      { name: '水务局.txt', text: WRONG_TOTAL },
      { name: '照片.png', text: '\u0089PNG\r\n' },
    ]);
    await row('水务局.txt').getByText('有错误').waitFor();
    expect(await row('水务局.txt').innerText()).toContain('错误 1');
    expect(await row('水务局.txt').innerText()).toContain('青禾市水务局');
    await row('照片.png').getByText('没能读取').waitFor();
    expect(await row('照片.png').locator('.item-why').first().innerText()).toMatch(/\p{Script=Han}{4}/u);
  });

  it('finds documents by name and by result', async () => {
    await app.page.getByRole('searchbox', { name: '按文件名或单位查找' }).fill('水务');
    await row('照片.png').waitFor({ state: 'detached' });
    await row('水务局.txt').waitFor();
    await app.goTo('/documents?show=failed');
    await row('照片.png').waitFor();
    expect(await app.page.locator('.item').count()).toBe(1);
    await app.goTo('/documents?search=没有这份');
    await app.page.getByText('没有符合条件的文件').waitFor();
  });

  it('deletes a document, and takes that back', async () => {
    await app.goTo('/documents');
    await app.page.getByRole('button', { name: '删除“照片.png”' }).click();
    await row('照片.png').waitFor({ state: 'detached' });
    // The way back has the focus.
    await app.page.keyboard.press('Enter');
    await row('照片.png').waitFor();
  });

  it('has no grave fault for those who do not see it, and fits a phone', async () => {
    expect(await faultsOf(app.page)).toEqual([]);
    await app.page.setViewportSize(PHONE);
    expect(await isTooWide(app.page)).toBe(false);
    expect(await faultsOf(app.page)).toEqual([]);
    await app.page.setViewportSize(DESK);
  });

  it('leads to the result, and the browser has nothing to complain of', async () => {
    await row('水务局.txt').getByRole('link').click();
    await app.page.getByRole('heading', { name: '水务局.txt' }).waitFor();
    await app.page.getByText('发现 1 处错误').waitFor();
    expect(app.complaints).toEqual([]);
  });

  it('says in Chinese when the service is gone', async () => {
    await app.goTo('/documents');
    await row('水务局.txt').waitFor();
    await app.page.route('**/api/**', (route) => route.abort());
    await app.page.getByRole('button', { name: '删除“水务局.txt”' }).click();
    await app.page.getByText('连不上明账服务').first().waitFor();
    await app.page.unroute('**/api/**');
  });
});
