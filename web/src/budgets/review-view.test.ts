import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, faultsOf, isTooWide, openApp, PHONE } from '../testing/app.ts';

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

describe('the review of a budget', () => {
  it('goes from submission over a remark and a return to approval', async () => {
    const { page } = app;
    await app.goTo(`/budgets/${id}/review`);
    await page.getByRole('button', { name: '报送审核' }).click();
    await page.getByRole('button', { name: '批准' }).waitFor();

    await page.getByRole('textbox', { name: '写下审核意见' }).fill('请核对项目金额');
    await page.getByRole('button', { name: '提出意见' }).click();
    await page.getByText('待处理').waitFor();
    await page.getByRole('button', { name: '批准' }).click();
    await page.getByText('还有 1 条意见没有处理').waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await page.getByRole('button', { name: '退回修改' }).click();
    await page.getByRole('button', { name: '报送审核' }).waitFor();
    await page.getByRole('textbox', { name: '回复（可不填）' }).fill('已核对');
    await page.getByRole('button', { name: '处理完毕' }).click();
    await page.getByText('已处理').waitFor();
    await page.getByRole('button', { name: '报送审核' }).click();
    await page.getByRole('button', { name: '批准' }).click();
    const history = page.getByRole('region', { name: '办理过程' });
    await history.getByText('批准', { exact: true }).waitFor();
    expect(await history.getByRole('listitem').count()).toBe(4);
  });

  it('has remarks on a cell and on a printed number, each shown where it stands', async () => {
    const { page } = app;
    await app.goTo(`/budgets/${id}`);
    const bar = page.locator('.cell-bar');
    await bar.getByRole('button', { name: '批注' }).click();
    await page.getByRole('textbox', { name: '批注' }).fill('编码不对');
    await page.getByRole('button', { name: '提出意见' }).click();
    await page.locator('.grid-cell.remark').waitFor();
    await page.locator('.remark-card').getByText('编码不对').waitFor();

    await page.locator('.budget-views').getByText('预览').click();
    const number = page.locator('.block td.right').first();
    const text = await number.innerText();
    await number.click();
    const pointed = page.getByRole('region', { name: '批注' });
    await pointed.locator('blockquote', { hasText: text }).waitFor();
    await pointed.getByRole('button', { name: '批注' }).click();
    await page.getByRole('textbox', { name: '批注' }).fill('与批复不符');
    await page.getByRole('button', { name: '提出意见' }).click();
    const framed = page.locator('.block td [data-spot]').first();
    await framed.click();
    await page.getByRole('region', { name: '审核意见' }).getByText('与批复不符').waitFor();
    expect(await faultsOf(page)).toEqual([]);

    await app.goTo(`/budgets/${id}/review`);
    const item = page.getByRole('listitem').filter({ hasText: '编码不对' });
    await item.getByRole('button', { name: '去看' }).click();
    const card = page.locator('.remark-card');
    await card.getByRole('button', { name: '处理完毕' }).click();
    await card.waitFor({ state: 'detached' });
    expect(await page.locator('.grid-cell.remark').count()).toBe(0);
  });

  it('says by when it is to be published, and reads on a phone', async () => {
    const { page } = app;
    await app.goTo(`/budgets/${id}/review`);
    await page.getByLabel('批复日期').fill('2025-02-10');
    await page.getByLabel('批复日期').blur();
    await page.getByText('最迟应在 2025-03-02 公开').waitFor();
    await page.setViewportSize(PHONE);
    expect(await isTooWide(page)).toBe(false);
    // A refusal that the page shows is no fault of it.
    expect(app.complaints.filter((one) => !one.includes('409'))).toEqual([]);
  });
});
