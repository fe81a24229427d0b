import type { FastifyPluginAsync } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { listLog, verifyLog } from '../../store/log.ts';
import { logQuerySchema, logSchema, logVerificationSchema } from '../contract/log.ts';
import { ROUTES } from '../contract/routes.ts';
import type { ServerParts } from '../server.ts';

const READ = { action: 'log.read' } as const;

/** Who did what when to what, for administrators and auditors. */
export function logRoutes({ db }: ServerParts): FastifyPluginAsync {
  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();

    app.get(
      ROUTES.log,
      { config: READ, schema: { querystring: logQuerySchema, response: { 200: logSchema } } },
      async ({ query: { from, until, ...query } }) => {
        const { entries, total } = await listLog(db, { ...query, from: dateOf(from), until: dateOf(until) });
        return {
          total,
          entries: entries.map(({ previous: _, at, detail, ...rest }) => ({
            ...rest,
            detail: { ...detail },
            at: at.toISOString(),
          })),
        };
      },
    );

    app.get(
      ROUTES.logVerification,
      { config: READ, schema: { response: { 200: logVerificationSchema } } },
      async () => {
        const { broken, ...found } = await verifyLog(db);
        if (broken === undefined) return found;
        const { number, at } = broken;
        return { ...found, broken: { number, ...(at === undefined ? {} : { at: at.toISOString() }) } };
      },
    );
  };
}

function dateOf(text: string | undefined): Date | undefined {
  return text === undefined ? undefined : new Date(text);
}
