import type { RunningProgram } from './running-server.ts';

/** What the API answered. */
export interface Answer {
  readonly status: number;
  /** Of JSON; undefined where nothing was sent. */
  readonly body: unknown;
  /** The cookies that it sent, as they were sent. */
  readonly cookies: readonly string[];
  /** The key of the message where it refused. */
  readonly key: string | undefined;
}

/** Somebody who asks the API as a browser does: with the cookies that it gave. */
export class Client {
  readonly #url: string;
  #cookie: string | undefined;
  /** Sent with every request. */
  readonly #headers: Readonly<Record<string, string>>;

  constructor({ url }: Pick<RunningProgram, 'url'>, headers: Readonly<Record<string, string>> = {}) {
    this.#url = url;
    this.#headers = headers;
  }

  get(address: string): Promise<Answer> {
    return this.ask('GET', address);
  }

  post(address: string, body: unknown = {}): Promise<Answer> {
    return this.ask('POST', address, body);
  }

  delete(address: string): Promise<Answer> {
    return this.ask('DELETE', address);
  }

  async ask(method: string, address: string, body?: unknown): Promise<Answer> {
    const isForm = body instanceof FormData;
    const answer = await fetch(this.#url + address, {
      method,
      headers: {
        ...this.#headers,
        ...(this.#cookie === undefined ? {} : { cookie: this.#cookie }),
        ...(body === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
    });
    const cookies = answer.headers.getSetCookie();
    for (const cookie of cookies) {
      const [pair = ''] = cookie.split(';');
      if (pair.includes('session_token')) this.#cookie = pair.endsWith('=') ? undefined : pair;
    }
    const text = await answer.text();
    const json: unknown =
      answer.headers.get('content-type')?.includes('json') === true ? JSON.parse(text) : undefined;
    return { status: answer.status, body: json, cookies, key: keyOf(json) };
  }
}

function keyOf(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('error' in body)) return undefined;
  const { error } = body;
  return typeof error === 'object' && error !== null && 'key' in error ? String(error.key) : undefined;
}
