import { createHash, timingSafeEqual } from 'node:crypto';
import { APIError } from 'better-auth/api';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { say } from '../messages/say.ts';
import { accountById, grantsOf, type StoredGrant, tokenBySha256, touchToken } from '../store/accounts.ts';
import type { Db } from '../store/database.ts';
import type { Doer } from '../store/log.ts';
import { ADDRESS_HEADER, type Auth } from './auth.ts';

/** Who is asking. */
export interface Actor {
  readonly account?: { readonly id: string; readonly username: string; readonly name: string } | undefined;
  /** The id of the session of the browser, where it is one. */
  readonly session?: string | undefined;
  /** A command on the machine of the server, by somebody who may read its data folder. */
  readonly operator?: true;
  readonly grants: readonly StoredGrant[];
  readonly mustChangePassword: boolean;
  /** How the log names them. */
  readonly doer: Doer;
}

/** A token is used so often that not every use is noted. */
const TOUCH_MS = 60_000;
/** What tokens begin with, so that one that was published by mistake is found. */
export const TOKEN_PREFIX = 'mzt_';

/** The hash under which a token is kept: it is long and random, so that a quick one is enough. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/** Finds out who sent a request: by the cookie of a session, or by the token of a script. */
export async function identify(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, auth, operatorToken }: { readonly db: Db; readonly auth: Auth; readonly operatorToken: string },
): Promise<Actor> {
  const token = /^Bearer\s+(\S+)$/iu.exec(request.headers.authorization ?? '')?.[1];
  if (token !== undefined && isSame(token, operatorToken)) {
    const doer = { account: '', who: say('server.who.operator'), address: request.ip };
    return { operator: true, grants: [], mustChangePassword: false, doer };
  }
  if (token !== undefined) return byToken(token, request, db);
  if (request.headers.cookie === undefined) return nobody(request);
  const found = await sessionOf(request, auth);
  if (found === undefined) return nobody(request);
  const { headers, response } = found;
  sendCookies(request, reply, headers);
  if (response === null) return nobody(request);
  const account = await accountById(db, response.user.id);
  if (account === undefined || account.banned) return nobody(request);
  return {
    account,
    session: response.session.id,
    grants: await grantsOf(db, account.id),
    mustChangePassword: account.mustChangePassword,
    doer: { account: account.id, who: account.name, address: request.ip },
  };
}

/** Compares without telling by the time how much is right. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(tokenHash(a)), Buffer.from(tokenHash(b)));
}

/** The session of a request's cookie; undefined where it has just ended. */
async function sessionOf(request: FastifyRequest, auth: Auth) {
  try {
    return await auth.api.getSession({ headers: headersOf(request), returnHeaders: true });
  } catch (error) {
    if (error instanceof APIError && error.status === 'UNAUTHORIZED') return undefined;
    throw error;
  }
}

async function byToken(token: string, request: FastifyRequest, db: Db): Promise<Actor> {
  const found = token.startsWith(TOKEN_PREFIX) ? await tokenBySha256(db, tokenHash(token)) : undefined;
  if (found === undefined || found.account.banned) return nobody(request);
  const { account, token: used } = found;
  if (used.usedAt === null || Date.now() - used.usedAt.getTime() > TOUCH_MS) await touchToken(db, used.id);
  return {
    account,
    grants: await grantsOf(db, account.id),
    mustChangePassword: account.mustChangePassword,
    doer: {
      account: account.id,
      who: say('server.byToken', { who: account.name, token: used.name }),
      address: request.ip,
    },
  };
}

function nobody(request: FastifyRequest): Actor {
  return {
    grants: [],
    mustChangePassword: false,
    doer: { account: '', who: say('server.anonymous'), address: request.ip },
  };
}

/** Of a request's headers, those that sessions need. */
export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers({ [ADDRESS_HEADER]: request.ip });
  const { cookie, 'user-agent': agent } = request.headers;
  if (cookie !== undefined) headers.set('cookie', cookie);
  if (agent !== undefined) headers.set('user-agent', agent.slice(0, 300));
  return headers;
}

/** Sends on the cookies of a session; over https they come back only over https. */
export function sendCookies(request: FastifyRequest, reply: FastifyReply, from: Headers): void {
  const suffix = request.protocol === 'https' ? '; Secure' : '';
  for (const cookie of from.getSetCookie()) reply.header('set-cookie', `${cookie}${suffix}`);
}
