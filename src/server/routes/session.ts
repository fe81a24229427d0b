import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { programVersion } from '../../working/version.ts';
import { ROUTES } from '../contract/routes.ts';
import { sessionSchema } from '../contract/session.ts';
import type { ServerParts } from '../server.ts';

/** Who is asking, and what the installation is. */
export function sessionRoutes(_parts: ServerParts): FastifyPluginAsync {
  return async (app) => {
    app
      .withTypeProvider<ZodTypeProvider>()
      .get(ROUTES.session, { schema: { response: { 200: sessionSchema } } }, async () => ({
        version: programVersion(),
        firstRun: false,
        open: true,
      }));
  };
}
