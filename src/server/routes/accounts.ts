import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  accountById,
  addAccount,
  addGrant,
  allGrants,
  changeAccount,
  countAdministrators,
  endSessions,
  grantsOf,
  listAccounts,
  lockAdministrators,
  removeGrant,
  type StoredAccount,
  type StoredGrant,
  setPassword,
} from '../../store/accounts.ts';
import { bodyById } from '../../store/bodies.ts';
import { type Connection, record } from '../../store/log.ts';
import { temporaryPassword } from '../auth.ts';
import {
  type Account,
  accountChangeSchema,
  accountSchema,
  accountsSchema,
  type Grant,
  newAccountSchema,
  newGrantSchema,
  normalLogin,
  temporarySchema,
} from '../contract/accounts.ts';
import { ROUTES } from '../contract/routes.ts';
import { grantsShown } from '../grants-shown.ts';
import { refuse } from '../refusal.ts';
import type { ServerParts } from '../server.ts';

const idSchema = z.strictObject({ id: z.uuid() });
const READ = { action: 'accounts.read' } as const;
const MANAGE = { action: 'accounts.manage' } as const;

/** Accounts and their roles, for administrators. Nobody signs up by themselves. */
export function accountRoutes({ db, auth }: ServerParts): FastifyPluginAsync {
  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();

    app.get(
      ROUTES.userAccounts,
      { config: READ, schema: { response: { 200: accountsSchema } } },
      async () => {
        const grants = await allGrants(db);
        const shown = await grantsShown(db, grants);
        const held = (id: string) => shown.filter((_, index) => grants[index]?.account === id);
        const accounts = await listAccounts(db);
        return { accounts: accounts.map((one) => accountShown(one, held(one.id))) };
      },
    );

    app.post(
      ROUTES.userAccounts,
      { config: MANAGE, schema: { body: newAccountSchema, response: { 200: temporarySchema } } },
      async ({ body: { login, name }, actor }) => {
        const username = normalLogin(login);
        const password = temporaryPassword();
        const hash = await (await auth.$context).password.hash(password);
        return db.transaction(async (tx) => {
          const account = await addAccount(tx, { username, name, password: hash, mustChangePassword: true });
          if (account === undefined) throw refuse(409, 'server.loginTaken', { login: username });
          await record(tx, actor.doer, {
            action: 'account.create',
            subject: account.id,
            subjectName: name,
            detail: { login: username },
          });
          return { account: accountShown(account, []), temporaryPassword: password };
        });
      },
    );

    app.post(
      ROUTES.account,
      {
        config: MANAGE,
        schema: { params: idSchema, body: accountChangeSchema, response: { 200: accountSchema } },
      },
      async ({ params: { id }, body: { name, disabled }, actor }) =>
        db.transaction(async (tx) => {
          await lockAdministrators(tx);
          const before = await found(tx, id);
          if (disabled === true) await keepAnAdministrator(tx, id);
          const account = await changeAccount(tx, id, {
            ...(name === undefined ? {} : { name }),
            ...(disabled === undefined ? {} : { banned: disabled }),
          });
          if (account === undefined) throw refuse(404, 'server.noAccount');
          if (disabled === true) await endSessions(tx, id);
          const subject = { subject: id, subjectName: account.name };
          if (name !== undefined && name !== before.name) {
            const detail = { before: before.name, after: name };
            await record(tx, actor.doer, { action: 'account.change', ...subject, detail });
          }
          if (disabled !== undefined && disabled !== before.banned)
            await record(tx, actor.doer, {
              action: disabled ? 'account.disable' : 'account.enable',
              ...subject,
            });
          return whole(tx, account);
        }),
    );

    app.post(
      ROUTES.accountPassword,
      { config: MANAGE, schema: { params: idSchema, response: { 200: temporarySchema } } },
      async ({ params: { id }, actor }) => {
        const password = temporaryPassword();
        const hash = await (await auth.$context).password.hash(password);
        return db.transaction(async (tx) => {
          const account = await changeAccount(tx, id, { mustChangePassword: true });
          if (account === undefined) throw refuse(404, 'server.noAccount');
          await setPassword(tx, id, hash);
          await endSessions(tx, id);
          const shown = await whole(tx, account);
          await record(tx, actor.doer, {
            action: 'account.resetPassword',
            subject: id,
            subjectName: account.name,
          });
          return { account: shown, temporaryPassword: password };
        });
      },
    );

    app.post(
      ROUTES.accountSignOut,
      { config: MANAGE, schema: { params: idSchema } },
      async ({ params: { id }, actor }, reply) => {
        await db.transaction(async (tx) => {
          const account = await found(tx, id);
          await endSessions(tx, id);
          await record(tx, actor.doer, {
            action: 'session.signOut',
            subject: id,
            subjectName: account.name,
            detail: { scope: 'everywhere' },
          });
        });
        return reply.status(204).send();
      },
    );

    app.post(
      ROUTES.accountRoles,
      {
        config: MANAGE,
        schema: { params: idSchema, body: newGrantSchema, response: { 200: accountSchema } },
      },
      async ({ params: { id }, body: { role, body }, actor }) => {
        if (role === 'administrator' && body !== undefined) throw refuse(422, 'server.role.everything');
        return db.transaction(async (tx) => {
          const account = await found(tx, id);
          const on = body === undefined ? undefined : await bodyById(tx, body);
          if (body !== undefined && (on === undefined || on.retiredAt !== null))
            throw refuse(404, 'server.noBody');
          const grant = await addGrant(tx, { account: id, role, body: body ?? null });
          if (grant === undefined) throw refuse(409, 'server.role.held');
          const shown = await whole(tx, account);
          await record(tx, actor.doer, {
            action: 'role.grant',
            subject: id,
            subjectName: account.name,
            detail: { role, ...(on === undefined ? {} : { body: on.id, bodyName: on.name }) },
          });
          return shown;
        });
      },
    );

    app.delete(
      ROUTES.accountRole,
      {
        config: MANAGE,
        schema: { params: idSchema.extend({ grant: z.uuid() }), response: { 200: accountSchema } },
      },
      async ({ params: { id, grant: grantId }, actor }) =>
        db.transaction(async (tx) => {
          await lockAdministrators(tx);
          const account = await found(tx, id);
          const grant = await removeGrant(tx, id, grantId);
          if (grant === undefined) throw refuse(404, 'server.noRole');
          if (grant.role === 'administrator') await keepAnAdministrator(tx, undefined);
          const shown = await whole(tx, account);
          const [{ body } = {}] = await grantsShown(tx, [grant]);
          await record(tx, actor.doer, {
            action: 'role.revoke',
            subject: id,
            subjectName: account.name,
            detail: {
              role: grant.role,
              ...(body === undefined ? {} : { body: body.id, bodyName: body.name }),
            },
          });
          return shown;
        }),
    );
  };
}

/** Refuses where nobody would be left who can administer. */
async function keepAnAdministrator(tx: Connection, but: string | undefined): Promise<void> {
  if ((await countAdministrators(tx, but)) === 0) throw refuse(409, 'server.lastAdministrator');
}

async function found(tx: Connection, id: string): Promise<StoredAccount> {
  const account = await accountById(tx, id);
  if (account === undefined) throw refuse(404, 'server.noAccount');
  return account;
}

async function whole(tx: Connection, account: StoredAccount): Promise<Account> {
  const grants: readonly StoredGrant[] = await grantsOf(tx, account.id);
  return accountShown(account, await grantsShown(tx, grants));
}

function accountShown(account: StoredAccount, grants: Grant[]): Account {
  const { id, username, name, banned, mustChangePassword, createdAt } = account;
  return {
    id,
    login: username,
    name,
    disabled: banned,
    mustChangePassword,
    createdAt: createdAt.toISOString(),
    grants,
  };
}
