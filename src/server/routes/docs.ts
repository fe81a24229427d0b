import type { FastifyPluginAsync } from 'fastify';
import { apiPage } from '../api-page.ts';
import { ROUTES } from '../contract/routes.ts';

/** What the API says of itself, for programs and for people. */
export const docsRoutes: FastifyPluginAsync = async (app) => {
  const config = { action: 'docs.read' } as const;
  app.get(ROUTES.openApi, { config }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(JSON.stringify(app.swagger())),
  );
  app.get(ROUTES.docs, { config }, async (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(apiPage(app.swagger(), reply.cspNonce.style)),
  );
};
