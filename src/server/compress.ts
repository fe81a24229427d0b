import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { Action } from './permissions.ts';

const gzipped = promisify(gzip);
/** What fits into a packet is not made smaller. */
const LEAST = 1_400;
/** Text of every kind; pictures, PDF and Office files are compressed themselves. */
const TEXT = /^(?:application\/(?:json|javascript|xml)|text\/|image\/svg)/u;

/**
 * What these actions answer may hold a secret (a session, a token, a temporary password) beside what somebody else chose: its
 * compressed length would tell of it (BREACH).
 */
const SECRET = /^(?:session|password|accounts|tokens|backup)\./u;

/** Whether answers of an action may be compressed. */
export function isCompressible(action: Action): boolean {
  return !SECRET.test(action);
}

/** Compresses large answers of the API, off the main thread, for whoever takes gzip. */
export function compressAnswers(api: FastifyInstance): void {
  api.addHook('onSend', async (request, reply, payload) => {
    const { action } = request.routeOptions.config;
    if (action === undefined || !isCompressible(action)) return payload;
    if (typeof payload !== 'string' && !Buffer.isBuffer(payload)) return payload;
    const type = String(reply.getHeader('content-type') ?? '');
    if (payload.length < LEAST || !TEXT.test(type) || reply.hasHeader('content-encoding')) return payload;
    reply.header('vary', 'accept-encoding');
    if (!takesGzip(request.headers['accept-encoding'])) return payload;
    const packed = await gzipped(payload, { level: constants.Z_BEST_SPEED });
    reply.header('content-encoding', 'gzip').removeHeader('content-length');
    return packed;
  });
}

/** Whether an Accept-Encoding lists gzip, and not to refuse it. */
function takesGzip(accepted: string | readonly string[] | undefined): boolean {
  return [accepted ?? []]
    .flat()
    .join(',')
    .split(',')
    .some((one) => /^\s*(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*$).*)?$/u.test(one));
}
