import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import staticFiles from '@fastify/static';
import Fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import {
  hasZodFastifySchemaValidationErrors,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import { say } from '../messages/say.ts';
import type { Db } from '../store/database.ts';
import type { FileStore } from '../store/files.ts';
import type { Environment } from '../working/environment.ts';
import type { ReadingLimits } from '../working/reading-limits.ts';
import type { Auth } from './auth.ts';
import type { BudgetDesk } from './budget-desk.ts';
import { compressAnswers } from './compress.ts';
import { describeApi } from './describe-api.ts';
import type { Desk } from './desk.ts';
import { guardApi } from './guard.ts';
import { Refusal, refuse } from './refusal.ts';
import { accountRoutes } from './routes/accounts.ts';
import { backupRoutes } from './routes/backup.ts';
import { boardRoutes } from './routes/board.ts';
import { bodyRoutes } from './routes/bodies.ts';
import { budgetRoutes } from './routes/budgets.ts';
import { docsRoutes } from './routes/docs.ts';
import { documentRoutes } from './routes/documents.ts';
import { draftingRoutes } from './routes/drafting.ts';
import { logRoutes } from './routes/log.ts';
import { performanceRoutes } from './routes/performance.ts';
import { pictureRoutes } from './routes/pictures.ts';
import { reviewRoutes } from './routes/review.ts';
import { sessionRoutes } from './routes/session.ts';
import { tokenRoutes } from './routes/tokens.ts';

/** What the server works with; whoever makes it closes it. */
export interface ServerParts {
  readonly db: Db;
  readonly auth: Auth;
  /** Documents may be checked without signing in. */
  readonly open: boolean;
  /** What another machine must say to create the first administrator; none where only this one is heard. */
  readonly firstRunCode: string | undefined;
  /** Of the data folder's owner: commands of this machine show it. */
  readonly operatorToken: string;
  /** The data folder. */
  readonly data: string;
  readonly files: FileStore;
  readonly desk: Desk;
  readonly budgets: BudgetDesk;
  readonly environment: Environment;
  readonly limits: ReadingLimits;
  /** The folder of the built web app. */
  readonly web: string;
  /** Where the log goes: `false` is nowhere. */
  readonly log?: boolean;
}

/** Requests from one address in a minute; a person with a long document open makes some hundred. */
const REQUESTS_A_MINUTE = 3_000;
/** Files of one upload. */
export const MOST_FILES = 500;
const NONCE = /__CSP_NONCE__/gu;
const CHANGING = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** The HTTP server: the API below /api, and the web app. It listens nowhere yet. */
export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    // Behind a gateway the address of the person is what the gateway says; only one on this machine is believed.
    trustProxy: 'loopback',
    logger:
      parts.log === true
        ? { level: 'warn', redact: ['req.headers.cookie', 'req.headers.authorization'] }
        : false,
    genReqId: () => randomBytes(6).toString('hex'),
    routerOptions: { maxParamLength: 200 },
    bodyLimit: 1_048_576,
  });
  z.config(z.locales.zhCN());
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => notFound(request, reply, parts.web));
  await app.register(helmet, {
    enableCSPNonces: true,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // An intranet has no certificate to insist on; whoever puts one before it sets this there.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'same-origin' },
  });
  await app.register(rateLimit, {
    max: REQUESTS_A_MINUTE,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, context) =>
      refuse(429, 'server.tooOften', { seconds: Math.ceil(context.ttl / 1000) }),
  });
  await app.register(multipart, {
    limits: { fileSize: parts.limits.limits.bytes, files: MOST_FILES, fields: 10, parts: MOST_FILES + 10 },
    throwFileSizeLimit: false,
  });
  app.addHook('onRequest', refuseOtherSites);
  await app.register(async (api) => {
    api.addHook('onSend', async (_request, reply) => {
      if (reply.getHeader('cache-control') === undefined) reply.header('cache-control', 'no-store');
    });
    compressAnswers(api);
    await describeApi(api);
    guardApi(api, parts);
    await api.register(docsRoutes);
    await api.register(sessionRoutes(parts));
    await api.register(accountRoutes(parts));
    await api.register(bodyRoutes(parts));
    await api.register(logRoutes(parts));
    await api.register(tokenRoutes(parts));
    await api.register(backupRoutes(parts));
    await api.register(documentRoutes(parts));
    await api.register(draftingRoutes(parts));
    await api.register(budgetRoutes(parts));
    await api.register(reviewRoutes(parts));
    await api.register(boardRoutes(parts));
    await api.register(performanceRoutes(parts));
    await api.register(pictureRoutes(parts));
  });
  if (existsSync(parts.web)) {
    await app.register(staticFiles, {
      root: join(parts.web, 'assets'),
      prefix: '/assets/',
      immutable: true,
      preCompressed: true,
      maxAge: '365d',
      index: false,
    });
  }
  return app;
}

/** A page of another site may not make a browser change anything here. */
async function refuseOtherSites(request: FastifyRequest): Promise<void> {
  if (!CHANGING.has(request.method)) return;
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  const isOther = origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
  if (isOther || site === 'cross-site') throw refuse(403, 'server.crossSite');
}

/** Any other address is a page of the web app, which finds its way itself. */
function notFound(request: FastifyRequest, reply: FastifyReply, web: string): FastifyReply {
  const path = request.url.split('?')[0] ?? '';
  if (
    request.method !== 'GET' ||
    path.startsWith('/api/') ||
    path.startsWith('/assets/') ||
    /\.\w+$/u.test(path)
  )
    return reply.status(404).send(refuse(404, 'server.notFound').toJson());
  const index = join(web, 'index.html');
  if (!existsSync(index))
    return reply.status(503).type('text/plain; charset=utf-8').send(say('server.noWeb'));
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(readFileSync(index, 'utf8').replace(NONCE, reply.cspNonce.style));
}

/** Every error in one shape; what nobody expected is told by a number that stands in the log. */
function sendError(
  error: FastifyError | Refusal,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const refusal = error instanceof Refusal ? error : refusalOf(error, request);
  if (refusal.status >= 500) request.log.error(error);
  return reply.status(refusal.status).send(refusal.toJson());
}

function refusalOf(error: FastifyError, request: FastifyRequest): Refusal {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problems = error.validation.map(({ instancePath, message = '' }) => {
      const path = instancePath.replace(/^\//u, '').replaceAll('/', '.');
      return { path, message: say('server.badField', { field: path, reason: message }) };
    });
    const fields = problems.map(({ message }) => message).join('；');
    return new Refusal(400, 'server.badRequest', say('server.badRequest', { fields }), problems);
  }
  const { statusCode = 500 } = error;
  if (statusCode === 413) return refuse(413, 'server.tooLarge', { limit: 1 });
  if (statusCode >= 500) return refuse(500, 'server.unexpected', { id: request.id });
  return refuse(statusCode, 'server.badRequest', { fields: error.message });
}
