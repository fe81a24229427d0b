import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { say } from '../messages/say.ts';
import { api } from '../messages/zh/api.ts';
import { programVersion } from '../working/version.ts';
import { type Action, PERMISSIONS } from './permissions.ts';

/** What each address does. */
const WORDS: Readonly<Record<string, string>> = api;

/** Has the API describe itself as OpenAPI: from the schemas that check it, and from the table of permissions. */
export async function describeApi(server: FastifyInstance): Promise<void> {
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: say('server.docs.title'),
        description: say('server.docs.about'),
        version: programVersion(),
      },
      components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
    },
    transform: (given) => {
      const { schema, url } = jsonSchemaTransform(given);
      const { action } = given.route.config ?? {};
      const key = `api.${[given.route.method].flat()[0]} ${url.replace(/:(\w+)/gu, '{$1}')}`;
      const summary = WORDS[key];
      return {
        url,
        schema: {
          ...schema,
          ...(summary === undefined ? {} : { summary }),
          ...(action === undefined ? {} : described(action)),
        },
      };
    },
  });
}

/** What the description says of who may do something. */
function described(action: Action) {
  const permission = PERMISSIONS[action];
  const { who } = permission;
  return {
    tags: [action.split('.')[0] ?? action],
    'x-action': action,
    'x-who': [...who],
    ...('inPerson' in permission ? { 'x-in-person': true } : {}),
    security: who.some((one) => one === 'anyone') ? [] : [{ token: [] }],
  };
}
