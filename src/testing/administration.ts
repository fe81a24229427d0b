import { accountSchema, type RoleName, temporarySchema } from '../server/contract/accounts.ts';
import { addressOf } from '../server/contract/routes.ts';
import { Client } from './client.ts';
import type { RunningProgram } from './running-server.ts';

/** Somebody who is signed in. */
export interface Person {
  readonly client: Client;
  readonly id: string;
  readonly login: string;
  readonly password: string;
}

/** Creates the first administrator of an installation, and signs them in. */
export async function administratorOf(program: RunningProgram): Promise<Person> {
  const client = new Client(program);
  const [login, password] = ['系统管理员', 'administrator password'];
  await client.post(addressOf('firstRun'), { login, name: login, password });
  await client.post(addressOf('signIn'), { login, password });
  return { client, id: '', login, password };
}

/** Has an administrator make an account with roles; signs it in with a password of its own. */
export async function personWith(
  program: RunningProgram,
  administrator: Client,
  login: string,
  ...grants: readonly { readonly role: RoleName; readonly body?: string }[]
): Promise<Person> {
  const made = await administrator.post(addressOf('userAccounts'), { login, name: login });
  const { account, temporaryPassword } = temporarySchema.parse(made.body);
  for (const grant of grants)
    accountSchema.parse(
      (await administrator.post(addressOf('accountRoles', { id: account.id }), grant)).body,
    );
  const client = new Client(program);
  const password = `password of ${login}`;
  await client.post(addressOf('signIn'), { login, password: temporaryPassword });
  await client.post(addressOf('password'), { current: temporaryPassword, password });
  return { client, id: account.id, login, password };
}
