import { mkdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type App, DESK, faultsOf, isTooWide, openApp, PHONE } from '../testing/app.ts';

let app: App;
beforeAll(async () => {
  app = await openApp({ MINGZHANG_OPEN: 'no' });
});
afterAll(async () => {
  await app.close();
});

const PICTURES = process.env.MINGZHANG_PICTURES;
const button = (name: string) => app.page.getByRole('button', { name, exact: true });
const dialog = () => app.page.getByRole('dialog').filter({ visible: true });

/** A picture of the page for whoever looks at what was made. */
async function picture(name: string): Promise<void> {
  if (PICTURES === undefined) return;
  mkdirSync(PICTURES, { recursive: true });
  await app.page.screenshot({ path: `${PICTURES}/${name}.png` });
}

/** Fills in the fields of a form by their labels. */
async function fill(fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields))
    await app.page.getByLabel(label, { exact: true }).fill(text);
}

/** The page has no grave fault, and fits a phone. */
async function isSound(name: string): Promise<void> {
  // Dialogs come and go with a movement, in which colours are half mixed; so do windows.
  await expect.poll(() => faultsOf(app.page), { timeout: 20_000 }).toEqual([]);
  await picture(name);
  await app.page.setViewportSize(PHONE);
  await expect.poll(() => isTooWide(app.page), { timeout: 20_000, message: name }).toBe(false);
  await picture(`${name}-phone`);
  await app.page.setViewportSize(DESK);
}

let temporary = '';

describe('the pages of an installation with accounts', () => {
  it('begin with the administrator', async () => {
    await app.goTo('/');
    await app.page.getByRole('heading', { name: '第一次使用：创建管理员' }).waitFor();
    await fill({ 姓名: '王敏', 登录名: '王敏', 密码: 'short', 再输一遍新密码: 'short' });
    await button('创建管理员并登录').click();
    await app.page.getByText('密码至少 10 个字符').waitFor();
    await isSound('first-run');
    await fill({ 密码: '春眠不觉晓处处闻啼鸟', 再输一遍新密码: '春眠不觉晓处处闻啼鸟' });
    await button('创建管理员并登录').click();
    await button('王敏的菜单').waitFor();
    await app.page.getByText('还没有文件').waitFor();
  });

  it('keep bodies, typed or imported', async () => {
    await app.page.getByRole('link', { name: '单位' }).click();
    await app.page.getByRole('heading', { name: '部门和单位' }).waitFor();
    await button('增加').click();
    await fill({ 编码: '450', 名称: '青禾市水务局' });
    await isSound('body');
    await button('确定').click();
    await app.page.getByRole('cell', { name: '青禾市水务局' }).waitFor();
    await app.page.locator('input[type=file]').setInputFiles({
      name: '单位.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        '单位编码,单位名称,上级编码,类型\n450002,水文站,450,单位\n450003,灌区管理处,450,单位',
      ),
    });
    await app.page.getByText('增加 2 个').waitFor();
    await app.page.getByRole('cell', { name: '水文站' }).waitFor();
    await isSound('bodies');
  });

  it('give an account a role, and show its password once', async () => {
    await app.page.getByRole('link', { name: '账号' }).click();
    await button('开账号').click();
    await fill({ 登录名: '张三', 姓名: '张三' });
    await button('确定').click();
    await dialog().getByText('“张三”的临时密码').waitFor();
    temporary = (await dialog().locator('code').textContent()) ?? '';
    expect(temporary).toMatch(/^\w{4}-\w{4}-\w{4}$/u);
    await picture('temporary');
    await dialog().getByRole('button', { name: '关闭' }).last().click();
    const row = app.page.getByRole('row', { name: '张三' });
    await row.getByRole('button', { name: '授予角色' }).click();
    await dialog().getByText('给“张三”授予角色').waitFor();
    await dialog().getByRole('combobox').nth(1).fill('水务');
    await app.page.keyboard.press('Enter');
    await button('确定').click();
    await row.getByText('填报人：青禾市水务局').waitFor();
    await isSound('accounts');
  });

  it('make tokens', async () => {
    await button('王敏的菜单').click();
    await app.page.getByRole('menuitem', { name: '令牌' }).click();
    await button('生成令牌').click();
    await fill({ 用途: '每晚检查' });
    await button('确定').click();
    await dialog().locator('code', { hasText: 'mzt_' }).waitFor();
    await dialog().getByRole('button', { name: '关闭' }).last().click();
    await app.page.getByRole('cell', { name: '每晚检查' }).waitFor();
    await isSound('tokens');
  });

  it('show the log, and whether it is whole', async () => {
    await app.page.getByRole('link', { name: '日志' }).click();
    await app.page.getByRole('cell', { name: '授予角色' }).waitFor();
    await app.page.getByText('填报人 · 青禾市水务局').waitFor();
    await button('检查完整性').click();
    await app.page.getByText('日志完好').waitFor();
    await isSound('log');
  });

  it('let nobody in without a password of their own', async () => {
    await button('王敏的菜单').click();
    await app.page.getByRole('menuitem', { name: '退出', exact: true }).click();
    await app.page.getByRole('heading', { name: '登录' }).waitFor();
    expect(app.complaints).toEqual([]);
    await fill({ 登录名: '张三', 密码: 'not the password' });
    await app.page.getByRole('button', { name: '登录', exact: true }).click();
    await app.page.getByText('登录名或密码不对').waitFor();
    await isSound('sign-in');
    await fill({ 密码: temporary });
    await app.page.getByRole('button', { name: '登录', exact: true }).click();
    await app.page.getByText('现在用的是临时密码').waitFor();
    await isSound('password');
    await fill({
      现在的密码: temporary,
      新密码: '夜来风雨声花落知多少',
      再输一遍新密码: '夜来风雨声花落知多少',
    });
    await button('保存').click();
    await app.page.getByText('还没有文件').waitFor();
    expect(await app.page.getByRole('link', { name: '账号' }).count()).toBe(0);
  });

  it('describe the API on a page of its own', async () => {
    await app.goTo('/api/docs');
    await app.page.getByText('/api/documents/{id}/numbers').waitFor();
    await isSound('api');
  });
});
