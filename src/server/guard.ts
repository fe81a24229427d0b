import type { FastifyInstance } from 'fastify';
import type { Db } from '../store/database.ts';
import type { Reach } from '../store/reach.ts';
import { type Actor, identify } from './actor.ts';
import type { Auth } from './auth.ts';
import { ROUTES } from './contract/routes.ts';
import { isOwnHost } from './own-host.ts';
import { type Action, PERMISSIONS, reachOf, type Standing } from './permissions.ts';
import { type Refusal, refuse } from './refusal.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a request of this route does, in the words of the table of permissions; every route of the API has one. */
    action?: Action;
  }
  interface FastifyRequest {
    /** Who sent it. */
    actor: Actor;
    /** What they reach with the action of the route: queries show and change nothing beyond. */
    reach: Reach;
  }
}

/** Has every route of the API name its action, and lets nobody do what the table does not allow. */
export function guardApi(
  api: FastifyInstance,
  parts: { readonly db: Db; readonly auth: Auth; readonly open: boolean; readonly operatorToken: string },
): void {
  api.decorateRequest('actor');
  api.decorateRequest('reach');
  api.addHook('onRoute', ({ url, config }) => {
    if (config?.action === undefined) throw new Error(`${url} does not name its action`);
  });
  api.addHook('onRequest', async (request, reply) => {
    const { action } = request.routeOptions.config;
    if (action === undefined) throw refuse(404, 'server.notFound');
    request.actor = await identify(request, reply, parts);
    // Whoever signed in, or has a token, was known by that: cookies are kept by the name that the browser sees.
    if (
      request.actor.account === undefined &&
      request.actor.operator !== true &&
      !isOwnHost(request.headers.host)
    ) {
      const permission: { readonly who: readonly string[] } = PERMISSIONS[action];
      if (request.routeOptions.url === ROUTES.firstRun || (parts.open && permission.who.includes('open')))
        throw refuse(421, 'server.otherHost');
    }
    const reach = reachOf(standingOf(request.actor), action, parts.open);
    if (reach === undefined) throw refusalFor(request.actor, action);
    request.reach = reach;
  });
}

/** What counts of somebody when it is decided what they may. */
export function standingOf({ account, session, operator, grants, mustChangePassword }: Actor): Standing {
  return {
    account: account?.id,
    operator: operator === true,
    grants,
    inPerson: session !== undefined,
    mustChangePassword,
  };
}

function refusalFor({ account, operator, mustChangePassword }: Actor, action: Action): Refusal {
  if (account === undefined && operator !== true) return refuse(401, 'server.signInFirst');
  if (mustChangePassword && !('always' in PERMISSIONS[action]))
    return refuse(403, 'server.changePasswordFirst');
  return refuse(403, 'server.notAllowed');
}
