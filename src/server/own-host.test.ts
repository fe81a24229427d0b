import { request } from 'node:http';
import { hostname } from 'node:os';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type RunningProgram, runProgram } from '../testing/running-server.ts';
import { addressOf } from './contract/routes.ts';
import { isOwnHost } from './own-host.ts';

let program: RunningProgram;
beforeAll(async () => {
  program = await runProgram();
});
afterAll(async () => {
  await program.stop();
  program.remove();
});

/** The status of an answer to a browser that thinks it asks `host`. */
function statusAs(host: string, method: string, path: string, body = ''): Promise<number> {
  const { hostname: to, port } = new URL(program.url);
  return new Promise((resolve, reject) => {
    const headers = { host, origin: `http://${host}`, 'content-type': 'application/json' };
    const asked = request({ host: to, port, method, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.once('error', reject);
    asked.end(body);
  });
}

it('knows its own names from those that somebody else can give it', () => {
  for (const host of [
    'localhost:8080',
    '127.0.0.1:8080',
    '[::1]:8080',
    '192.168.1.9',
    hostname(),
    'LOCALHOST.',
  ])
    expect(isOwnHost(host), host).toBe(true);
  for (const host of ['evil.example:8080', 'localhost.evil.example', '', undefined, '127.0.0.1.evil.example'])
    expect(isOwnHost(host), host).toBe(false);
  expect(isOwnHost('budget.intranet:80', 'other, budget.intranet')).toBe(true);
});

it('shows and does nothing for a page whose name was led to this machine', async () => {
  const evil = 'evil.example:8080';
  expect(await statusAs(evil, 'GET', addressOf('budgets'))).toBe(421);
  expect(await statusAs(evil, 'GET', addressOf('documents'))).toBe(421);
  const first = JSON.stringify({ login: '外人', name: '外人', password: 'a long password' });
  expect(await statusAs(evil, 'POST', addressOf('firstRun'), first)).toBe(421);
  expect(await statusAs(new URL(program.url).host, 'GET', addressOf('budgets'))).toBe(200);
});
