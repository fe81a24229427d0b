import { APIError } from 'better-auth/api';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { say } from '../../messages/say.ts';
import {
  addAccount,
  addGrant,
  changeAccount,
  countAdministrators,
  endSessions,
  lockAdministrators,
  passwordOf,
  setPassword,
} from '../../store/accounts.ts';
import { record } from '../../store/log.ts';
import { programVersion } from '../../working/version.ts';
import { headersOf, sendCookies } from '../actor.ts';
import {
  changePasswordSchema,
  firstRunSchema,
  normalLogin,
  passwordFault,
  signInSchema,
} from '../contract/accounts.ts';
import { ROUTES } from '../contract/routes.ts';
import { type Session, sessionSchema } from '../contract/session.ts';
import { grantsShown } from '../grants-shown.ts';
import { standingOf } from '../guard.ts';
import { type Action, PERMISSIONS, reachOf } from '../permissions.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { ServerParts } from '../server.ts';
import { SignInGuard } from '../sign-in-guard.ts';

/** Every action, in the order of the table. */
const ACTIONS = Object.keys(PERMISSIONS).filter((name): name is Action => name in PERMISSIONS);

/** Who is asking and what the installation is; the first administrator; signing in and out; one's own password. */
export function sessionRoutes({ db, auth, open, firstRunCode }: ServerParts): FastifyPluginAsync {
  const guard = new SignInGuard();
  const needsCode = ({ ip }: FastifyRequest) => firstRunCode !== undefined && !isHere(ip);
  const sessionOf = async (request: FastifyRequest): Promise<Session> => {
    const { actor } = request;
    const { account, grants, mustChangePassword } = actor;
    const firstRun = account === undefined && (await countAdministrators(db)) === 0;
    const standing = standingOf(actor);
    return {
      version: programVersion(),
      firstRun,
      ...(firstRun && needsCode(request) ? { firstRunCode: true } : {}),
      open,
      ...(account === undefined
        ? {}
        : {
            user: {
              id: account.id,
              name: account.name,
              login: account.username,
              admin: grants.some(({ role, body }) => role === 'administrator' && body === null),
              mustChangePassword,
              grants: await grantsShown(db, grants),
            },
          }),
      may: ACTIONS.filter((action) => reachOf(standing, action, open) !== undefined),
    };
  };
  /** Holds back who tries too often. */
  const attempt = (login: string, { ip }: FastifyRequest) => {
    const held = guard.begin(login, ip);
    if (held !== undefined) {
      throw refuse(429, 'server.signIn.tooOften', { minutes: Math.ceil(held.wait / 60) });
    }
  };

  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();

    app.get(
      ROUTES.session,
      { config: { action: 'session.read' }, schema: { response: { 200: sessionSchema } } },
      async (request) => sessionOf(request),
    );

    app.post(
      ROUTES.firstRun,
      { config: { action: 'session.begin' }, schema: { body: firstRunSchema } },
      async (request, reply) => {
        const { login, name, password, code } = request.body;
        if (needsCode(request)) {
          attempt('', request);
          if (code?.trim() !== firstRunCode) throw refuse(422, 'server.firstRun.code');
          guard.succeed('', request.ip);
        }
        if ((await countAdministrators(db)) > 0) throw refuse(409, 'server.firstRun.done');
        const hash = await hashed(password, login);
        await db.transaction(async (tx) => {
          await lockAdministrators(tx);
          if ((await countAdministrators(tx)) > 0) throw refuse(409, 'server.firstRun.done');
          const username = normalLogin(login);
          const account = await addAccount(tx, { username, name, password: hash, mustChangePassword: false });
          if (account === undefined) throw refuse(409, 'server.loginTaken', { login: username });
          await addGrant(tx, { account: account.id, role: 'administrator', body: null });
          const doer = { account: account.id, who: name, address: request.ip };
          await record(tx, doer, { action: 'installation.begin', subject: account.id, subjectName: name });
        });
        return reply.status(204).send();
      },
    );

    app.post(
      ROUTES.signIn,
      { config: { action: 'session.begin' }, schema: { body: signInSchema } },
      async (request, reply) => {
        const login = normalLogin(request.body.login);
        attempt(login, request);
        const { id, name, headers } = await signIn(request, login, request.body.password);
        guard.succeed(login, request.ip);
        const doer = { account: id, who: name, address: request.ip };
        await db.transaction((tx) =>
          record(tx, doer, { action: 'session.signIn', subject: id, subjectName: name }),
        );
        sendCookies(request, reply, headers);
        return reply.status(204).send();
      },
    );

    app.post(ROUTES.signOut, { config: { action: 'session.end' } }, async (request, reply) => {
      const { headers } = await auth.api.signOut({ headers: headersOf(request), returnHeaders: true });
      const { account, doer } = request.actor;
      await db.transaction((tx) =>
        record(tx, doer, { action: 'session.signOut', subject: account?.id ?? '', subjectName: doer.who }),
      );
      reply.removeHeader('set-cookie');
      sendCookies(request, reply, headers);
      return reply.status(204).send();
    });

    app.post(ROUTES.signOutEverywhere, { config: { action: 'session.end' } }, async (request, reply) => {
      const { account, doer } = request.actor;
      if (account === undefined) throw refuse(401, 'server.signInFirst');
      const { headers } = await auth.api.signOut({ headers: headersOf(request), returnHeaders: true });
      await db.transaction(async (tx) => {
        await endSessions(tx, account.id);
        const detail = { scope: 'everywhere' };
        await record(tx, doer, {
          action: 'session.signOut',
          subject: account.id,
          subjectName: doer.who,
          detail,
        });
      });
      reply.removeHeader('set-cookie');
      sendCookies(request, reply, headers);
      return reply.status(204).send();
    });

    app.post(
      ROUTES.password,
      { config: { action: 'password.change' }, schema: { body: changePasswordSchema } },
      async (request, reply) => {
        const { account, session, doer } = request.actor;
        if (account === undefined) throw refuse(401, 'server.signInFirst');
        const { current, password } = request.body;
        attempt(account.username, request);
        const context = await auth.$context;
        const known = await passwordOf(db, account.id);
        if (known === undefined || !(await context.password.verify({ hash: known, password: current })))
          throw refuse(422, 'server.password.wrong');
        guard.succeed(account.username, request.ip);
        if (current === password) throw refuse(422, 'server.password.unchanged');
        const hash = await hashed(password, account.username);
        await db.transaction(async (tx) => {
          await setPassword(tx, account.id, hash);
          await changeAccount(tx, account.id, { mustChangePassword: false });
          await endSessions(tx, account.id, session);
          await record(tx, doer, {
            action: 'account.changePassword',
            subject: account.id,
            subjectName: account.name,
          });
        });
        return reply.status(204).send();
      },
    );
  };

  /** The hash of a new password, if it obeys the rule. */
  async function hashed(password: string, login: string): Promise<string> {
    const fault = passwordFault(password, login);
    if (fault !== undefined)
      throw new Refusal(422, 'server.password.short', fault, [{ path: 'password', message: fault }]);
    return (await auth.$context).password.hash(password);
  }

  async function signIn(request: FastifyRequest, login: string, password: string) {
    try {
      const { headers, response } = await auth.api.signInUsername({
        body: { username: login, password },
        headers: headersOf(request),
        returnHeaders: true,
      });
      return { id: response.user.id, name: response.user.name, headers };
    } catch (error) {
      if (!(error instanceof APIError)) throw error;
      const isDisabled = error.status === 'FORBIDDEN';
      // What was typed as a login name may be a password: only names that exist are written down.
      const known = await db.query.accounts.findFirst({ where: (one, { eq }) => eq(one.username, login) });
      await db.transaction((tx) =>
        record(
          tx,
          { account: '', who: say('server.anonymous.any'), address: request.ip },
          {
            action: 'session.signInFailed',
            subject: known?.id ?? '',
            subjectName: known?.name ?? say('server.signIn.unknownName'),
            detail: { reason: isDisabled ? 'disabled' : known === undefined ? 'unknown' : 'password' },
          },
        ),
      );
      throw isDisabled ? refuse(403, 'server.signIn.disabled') : refuse(401, 'server.signIn.wrong');
    }
  }
}

/** Whether an address is this machine's own. */
function isHere(address: string): boolean {
  return address === '::1' || /^(?:::ffff:)?127\./u.test(address);
}
