import { randomBytes } from 'node:crypto';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { addToken, revokeToken, type StoredToken, tokensOf } from '../../store/accounts.ts';
import { record } from '../../store/log.ts';
import { TOKEN_PREFIX, tokenHash } from '../actor.ts';
import { ROUTES } from '../contract/routes.ts';
import { madeTokenSchema, newTokenSchema, type Token, tokensSchema } from '../contract/tokens.ts';
import { refuse } from '../refusal.ts';
import type { ServerParts } from '../server.ts';

const OWN = { action: 'tokens.own' } as const;
const MOST = 50;
const DAY_MS = 86_400_000;

/** Tokens for one's own scripts: each may what its account may. */
export function tokenRoutes({ db }: ServerParts): FastifyPluginAsync {
  return async (plain) => {
    const app = plain.withTypeProvider<ZodTypeProvider>();

    app.get(ROUTES.tokens, { config: OWN, schema: { response: { 200: tokensSchema } } }, async (request) => ({
      tokens: (await tokensOf(db, own(request))).map(shown),
    }));

    app.post(
      ROUTES.tokens,
      { config: OWN, schema: { body: newTokenSchema, response: { 200: madeTokenSchema } } },
      async (request) => {
        const account = own(request);
        const { name, days } = request.body;
        const secret = TOKEN_PREFIX + randomBytes(32).toString('base64url');
        const expiresAt = days === undefined ? null : new Date(Date.now() + days * DAY_MS);
        const token = await db.transaction(async (tx) => {
          if ((await tokensOf(tx, account)).length >= MOST)
            throw refuse(409, 'server.token.many', { most: MOST });
          const made = await addToken(tx, { account, name, sha256: tokenHash(secret), expiresAt });
          await record(tx, request.actor.doer, {
            action: 'token.create',
            subject: made.id,
            subjectName: name,
          });
          return made;
        });
        return { token: shown(token), secret };
      },
    );

    app.delete(
      ROUTES.token,
      { config: OWN, schema: { params: z.strictObject({ id: z.uuid() }) } },
      async (request, reply) => {
        const account = own(request);
        await db.transaction(async (tx) => {
          const token = await revokeToken(tx, account, request.params.id);
          if (token === undefined) throw refuse(404, 'server.noToken');
          const subject = { subject: token.id, subjectName: token.name };
          await record(tx, request.actor.doer, { action: 'token.revoke', ...subject });
        });
        return reply.status(204).send();
      },
    );
  };
}

function own({ actor }: Pick<FastifyRequest, 'actor'>): string {
  if (actor.account === undefined) throw refuse(401, 'server.signInFirst');
  return actor.account.id;
}

function shown({ id, name, createdAt, usedAt, expiresAt }: StoredToken): Token {
  return {
    id,
    name,
    createdAt: createdAt.toISOString(),
    ...(usedAt === null ? {} : { usedAt: usedAt.toISOString() }),
    ...(expiresAt === null ? {} : { expiresAt: expiresAt.toISOString() }),
  };
}
