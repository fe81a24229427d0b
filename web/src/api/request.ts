import { say } from '../../../src/messages/say.ts';
import type { ApiError } from '../../../src/server/contract/problem.ts';

/** A request that did not come to what was asked for; the message is for the person who asked. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  /** HTTP status; 0 where no answer came at all. */
  readonly status: number;
  /** What is wrong with each field of what was sent. */
  readonly problems: readonly { readonly message: string; readonly path?: string | undefined }[];

  constructor(status: number, message: string, problems: RequestFailed['problems'] = []) {
    super(message);
    this.status = status;
    this.problems = problems;
  }
}

interface Options {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** Longer than any answer takes that is not an upload. */
const LIMIT_MS = 60_000;

/**
 * Asks the API. The answer is taken for what the contract says of this address: page and server are built together from
 * the same schemas, and the server has checked it by them.
 *
 * @throws RequestFailed with a message in Chinese, whatever went wrong
 */
export async function request<Answer>(address: string, options: Options = {}): Promise<Answer> {
  const { method = 'GET', body, signal } = options;
  return answered<Answer>(address, signal, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

/** Sends one file, as {@link request} sends anything else. */
export function sendFile<Answer>(address: string, file: File): Promise<Answer> {
  return sendFiles(address, [file]);
}

/** Sends files that belong together. */
export function sendFiles<Answer>(address: string, files: readonly File[]): Promise<Answer> {
  const body = new FormData();
  for (const file of files) body.append('file', file, file.name);
  return answered<Answer>(address, undefined, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body,
  });
}

async function answered<Answer>(
  address: string,
  signal: AbortSignal | undefined,
  init: RequestInit,
): Promise<Answer> {
  const limit = AbortSignal.timeout(LIMIT_MS);
  let response: Response;
  try {
    response = await fetch(address, {
      ...init,
      credentials: 'same-origin',
      signal: signal === undefined ? limit : AbortSignal.any([signal, limit]),
    });
  } catch (error) {
    // The one who asked no longer wants to know.
    if (signal?.aborted === true) throw error;
    throw new RequestFailed(0, say(limit.aborted ? 'web.error.timeout' : 'web.error.network'));
  }
  const text = await response.text();
  if (!response.ok) throw failureOf(response.status, text);
  if (text === '') return undefined as Answer;
  const answer = parsed(text);
  if (answer === undefined) throw new RequestFailed(response.status, say('web.error.unreadable'));
  return answer as Answer;
}

/** The failure that an answer with an error status tells of: the API's own words, or by the status. */
export function failureOf(status: number, text: string): RequestFailed {
  const answer = parsed(text);
  if (isApiError(answer)) return new RequestFailed(status, answer.error.message, answer.error.problems);
  if (status === 0) return new RequestFailed(0, say('web.error.network'));
  if (status === 401) return new RequestFailed(status, say('web.error.signIn'));
  return new RequestFailed(status, say('web.error.status', { status }));
}

/** An answer may come from something between page and server, which knows nothing of our shape. */
function isApiError(answer: unknown): answer is ApiError {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'error' in answer &&
    typeof answer.error === 'object' &&
    answer.error !== null &&
    'message' in answer.error &&
    typeof answer.error.message === 'string'
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What to tell a person about anything that was thrown. */
export function sayFailure(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
