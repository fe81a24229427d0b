import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, Client } from '../testing/client.ts';
import { type RunningProgram, runProgram } from '../testing/running-server.ts';
import { accountSchema, accountsSchema, temporarySchema } from './contract/accounts.ts';
import { addressOf } from './contract/routes.ts';
import { sessionSchema } from './contract/session.ts';

const ADMIN = { login: '管理员甲', password: 'correct horse 1' };
let program: RunningProgram;
let admin: Client;

beforeAll(async () => {
  program = await runProgram({ env: { MINGZHANG_OPEN: 'no' } });
  admin = new Client(program);
});
afterAll(async () => {
  await program.stop();
  program.remove();
});

const sessionOf = async (client: Client) =>
  sessionSchema.parse((await client.get(addressOf('session'))).body);
const signIn = (client: Client, login: string, password: string): Promise<Answer> =>
  client.post(addressOf('signIn'), { login, password });

/** Somebody with an account and a password of their own, signed in. */
async function person(
  login: string,
): Promise<{ readonly client: Client; readonly id: string; readonly password: string }> {
  const { account, temporaryPassword } = temporarySchema.parse(
    (await admin.post(addressOf('userAccounts'), { login, name: login })).body,
  );
  const client = new Client(program);
  expect((await signIn(client, login, temporaryPassword)).status).toBe(204);
  const password = `${login} own password`;
  expect((await client.post(addressOf('password'), { current: temporaryPassword, password })).status).toBe(
    204,
  );
  return { client, id: account.id, password };
}

describe('the first run', () => {
  it('creates the administrator, once', async () => {
    expect((await sessionOf(admin)).firstRun).toBe(true);
    const weak = await admin.post(addressOf('firstRun'), { ...ADMIN, name: '甲', password: 'short' });
    expect(weak.status).toBe(422);
    const attempts = await Promise.all(
      ['管理员甲', '管理员乙', '管理员丙'].map((login) =>
        new Client(program).post(addressOf('firstRun'), { ...ADMIN, login, name: '甲' }),
      ),
    );
    expect(attempts.map(({ status }) => status).sort()).toEqual([204, 409, 409]);
    const first =
      ['管理员甲', '管理员乙', '管理员丙'][attempts.findIndex(({ status }) => status === 204)] ?? '';
    expect((await signIn(admin, first, ADMIN.password)).status).toBe(204);
    const { firstRun, user, may } = await sessionOf(admin);
    expect({ firstRun, admin: user?.admin, manages: may.includes('accounts.manage') }).toEqual({
      firstRun: false,
      admin: true,
      manages: true,
    });
    expect((await new Client(program).post(addressOf('firstRun'), { ...ADMIN, name: '乙' })).status).toBe(
      409,
    );
  });
});

describe('an account', () => {
  it('signs in with a cookie that scripts cannot read, and out again', async () => {
    const { password } = await person('李四');
    const client = new Client(program);
    const { cookies } = await signIn(client, ' 李四 ', password);
    expect(cookies.join()).toMatch(/HttpOnly/iu);
    expect(cookies.join()).toMatch(/SameSite=Lax/iu);
    expect(cookies.join()).not.toMatch(/Secure/u);
    expect((await sessionOf(client)).user?.name).toBe('李四');
    const behind = new Client(program, { 'x-forwarded-proto': 'https' });
    expect((await signIn(behind, '李四', password)).cookies.join()).toMatch(/; Secure/u);
    expect((await client.post(addressOf('signOut'))).status).toBe(204);
    expect((await sessionOf(client)).user).toBeUndefined();
    expect((await sessionOf(behind)).user?.name).toBe('李四');
    expect((await behind.post(addressOf('signOutEverywhere'))).status).toBe(204);
    expect((await sessionOf(behind)).user).toBeUndefined();
  });

  it('with a temporary password can do nothing before it has its own', async () => {
    const made = await admin.post(addressOf('userAccounts'), { login: 'ＷＡＮＧ.5', name: '王五' });
    const { account, temporaryPassword } = temporarySchema.parse(made.body);
    expect(account.login).toBe('wang.5');
    const client = new Client(program);
    await signIn(client, 'Wang.5', temporaryPassword);
    expect((await sessionOf(client)).user?.mustChangePassword).toBe(true);
    expect((await client.get(addressOf('documents'))).key).toBe('server.changePasswordFirst');
    const change = (current: string, password: string) =>
      client.post(addressOf('password'), { current, password });
    expect((await change('wrong', 'another password')).key).toBe('server.password.wrong');
    expect((await change(temporaryPassword, temporaryPassword)).key).toBe('server.password.unchanged');
    expect((await change(temporaryPassword, 'another password')).status).toBe(204);
    expect((await client.get(addressOf('documents'))).status).toBe(200);
  });

  it('whose password is reset, or that is disabled, is signed out at once', async () => {
    const { client, id, password } = await person('赵六');
    const { temporaryPassword } = temporarySchema.parse(
      (await admin.post(addressOf('accountPassword', { id }))).body,
    );
    expect((await sessionOf(client)).user).toBeUndefined();
    expect((await signIn(client, '赵六', password)).status).toBe(401);
    expect((await signIn(client, '赵六', temporaryPassword)).status).toBe(204);
    const disabled = await admin.post(addressOf('account', { id }), { disabled: true });
    expect(accountSchema.parse(disabled.body).disabled).toBe(true);
    expect((await sessionOf(client)).user).toBeUndefined();
    expect((await signIn(client, '赵六', temporaryPassword)).key).toBe('server.signIn.disabled');
    await admin.post(addressOf('account', { id }), { disabled: false });
    expect((await signIn(client, '赵六', temporaryPassword)).status).toBe(204);
  });

  it('has a login name of its own', async () => {
    await person('孙七');
    const again = await admin.post(addressOf('userAccounts'), { login: '孙七', name: '另一位' });
    expect([again.status, again.key]).toEqual([409, 'server.loginTaken']);
    const bad = await admin.post(addressOf('userAccounts'), { login: '孙 七', name: '孙七' });
    expect(bad.status).toBe(400);
    expect(JSON.stringify(bad.body)).toContain('2 到 32');
  });

  it('that guesses is held back, and told for how long', async () => {
    const { password } = await person('周八');
    const guesser = new Client(program, { 'x-forwarded-for': '10.9.9.9' });
    const tries = [];
    for (let count = 0; count < 6; count += 1)
      tries.push((await signIn(guesser, '周八', `guess ${count}`)).status);
    expect(tries).toEqual([401, 401, 401, 401, 401, 429]);
    const held = await signIn(guesser, '周八', password);
    expect(JSON.stringify(held.body)).toContain('15 分钟');
    expect((await signIn(new Client(program), '周八', password)).status).toBe(204);
  });
});

describe('the last administrator', () => {
  it('can neither be disabled nor lose the role', async () => {
    const { accounts } = accountsSchema.parse((await admin.get(addressOf('userAccounts'))).body);
    const me = accounts.find(({ grants }) => grants.some(({ role }) => role === 'administrator'));
    const id = me?.id ?? '';
    const grant = me?.grants[0]?.id ?? '';
    expect((await admin.post(addressOf('account', { id }), { disabled: true })).key).toBe(
      'server.lastAdministrator',
    );
    expect((await admin.delete(addressOf('accountRole', { id, grant }))).key).toBe(
      'server.lastAdministrator',
    );
    const { id: second } = await person('郑十');
    const given = await admin.post(addressOf('accountRoles', { id: second }), { role: 'administrator' });
    const other = accountSchema.parse(given.body).grants[0]?.id ?? '';
    expect((await admin.delete(addressOf('accountRole', { id: second, grant: other }))).status).toBe(200);
  });
});
