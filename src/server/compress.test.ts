import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { administratorOf } from '../testing/administration.ts';
import { type RunningProgram, runProgram } from '../testing/running-server.ts';
import { isCompressible } from './compress.ts';
import { budgetListSchema } from './contract/budgets.ts';
import { addressOf } from './contract/routes.ts';
import { type Action, PERMISSIONS } from './permissions.ts';

let program: RunningProgram;
beforeAll(async () => {
  program = await runProgram();
});
afterAll(async () => {
  await program.stop();
  program.remove();
});

/** An answer as it travels. */
function raw(path: string, encoding: string) {
  return new Promise<{ encoding: string | undefined; vary: string | undefined; body: Buffer }>(
    (resolve, reject) => {
      request(program.url + path, { headers: { 'accept-encoding': encoding } }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const { 'content-encoding': told, vary } = answer.headers;
          resolve({ encoding: told, vary, body: Buffer.concat(chunks) });
        });
      })
        .once('error', reject)
        .end();
    },
  );
}

describe('large answers', () => {
  it('travel compressed to whoever takes that, and say the same', async () => {
    const list = budgetListSchema.parse(await (await fetch(program.url + addressOf('budgets'))).json());
    const path = addressOf('budget', { id: list.budgets[0]?.id ?? '' });
    const plain = await raw(path, 'identity');
    const packed = await raw(path, 'gzip, deflate, br');
    expect(plain.encoding).toBeUndefined();
    expect(packed.encoding).toBe('gzip');
    expect(packed.vary).toContain('accept-encoding');
    expect(packed.body.length).toBeLessThan(plain.body.length / 3);
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
    expect((await raw(path, 'gzip;q=0')).encoding).toBeUndefined();
    // What fits into a packet travels as it is.
    expect((await raw(addressOf('budgets'), 'gzip')).encoding).toBeUndefined();
  });

  it('are those of the app itself too, compressed when it was built', async () => {
    const index = (await raw('/', 'gzip')).body.toString();
    const script = /src="(\/assets\/[^"]+\.js)"/u.exec(index)?.[1] ?? '';
    const plain = await raw(script, 'identity');
    const packed = await raw(script, 'gzip, deflate');
    expect(packed.encoding).toBe('gzip');
    expect(gunzipSync(packed.body).equals(plain.body)).toBe(true);
    expect((await raw(script, 'gzip, br')).encoding).toBe('br');
  });

  it('do not tell of secrets by their length', async () => {
    const secret = Object.keys(PERMISSIONS).filter(
      (action): action is Action => action in PERMISSIONS && /session|password|token|account/u.test(action),
    );
    expect(secret.length).toBeGreaterThan(6);
    for (const action of secret) expect(isCompressible(action), action).toBe(false);
    const { client } = await administratorOf(program);
    const answer = await client.get(addressOf('userAccounts'));
    expect(answer.status).toBe(200);
    expect((await raw(addressOf('session'), 'gzip')).encoding).toBeUndefined();
  });
});
