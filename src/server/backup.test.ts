import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { administratorOf, type Person } from '../testing/administration.ts';
import { WRONG_TOTAL } from '../testing/checked-file.ts';
import { Client } from '../testing/client.ts';
import { freshDatabase, TEST_DATABASE } from '../testing/database.ts';
import { type RunningProgram, runProgram } from '../testing/running-server.ts';
import { bodiesSchema, bodySchema } from './contract/bodies.ts';
import { documentSchema, uploadedSchema } from './contract/documents.ts';
import { logVerificationSchema } from './contract/log.ts';
import { addressOf } from './contract/routes.ts';

const BIN = fileURLToPath(new URL('../../bin/mingzhang.js', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'mingzhang-backup-'));
const file = join(place, 'backup.tar.gz');

let program: RunningProgram;
let admin: Person;
let id = '';

/** Runs a command on a data folder, and on a database on a server if one is named. */
function run(data: string, args: readonly string[], url = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    env: { ...process.env, MINGZHANG_DATA: data, DATABASE_URL: url },
    encoding: 'utf8',
  });
  return { status, text: stdout + stderr };
}

beforeAll(async () => {
  program = await runProgram();
  admin = await administratorOf(program);
  const form = new FormData();
  form.append('file', new Blob([WRONG_TOTAL]), '水务.txt');
  const sent = await admin.client.ask('POST', addressOf('documents'), form);
  id = uploadedSchema.parse(sent.body).documents[0]?.id ?? '';
  const names = ['甲', '乙\u2028丙', '丁"\\\n'];
  let parent: string | null = null;
  for (const name of names) {
    const made = await admin.client.post(addressOf('bodies'), { name, scope: 'group', parent });
    parent = bodySchema.parse(made.body).id;
  }
  await vi.waitFor(async () => expect((await documentOf(admin.client)).state).toBe('done'), {
    timeout: 60_000,
    interval: 200,
  });
});
afterAll(async () => {
  await program.stop();
  program.remove();
  rmSync(place, { recursive: true, force: true });
});

const documentOf = async (client: Client) =>
  documentSchema.parse((await client.get(addressOf('document', { id }))).body);

/** Everything that was kept is there again, for whoever knows the password. */
async function isWhole(restored: RunningProgram): Promise<void> {
  const client = new Client(restored);
  const { login, password } = admin;
  expect((await client.post(addressOf('signIn'), { login, password })).status).toBe(204);
  expect((await documentOf(client)).report?.summary.errors).toBe(1);
  const { bodies } = bodiesSchema.parse((await client.get(addressOf('bodies'))).body);
  expect(bodies.map(({ name }) => name).sort()).toEqual(['丁"\\', '乙\u2028丙', '甲'].sort());
  const verified = logVerificationSchema.parse((await client.get(addressOf('logVerification'))).body);
  expect(verified.broken).toBeUndefined();
  expect(verified.entries).toBeGreaterThan(5);
}

// Each step is a process of its own.
describe('a backup', { timeout: 240_000 }, () => {
  it('is made while the server runs, and restored into an empty folder', async () => {
    expect(run(program.data, ['backup', file])).toMatchObject({ status: 0 });
    const data = join(place, 'restored');
    expect(run(data, ['restore', file])).toMatchObject({ status: 0 });
    const restored = await runProgram({ data });
    try {
      await isWhole(restored);
    } finally {
      await restored.stop();
    }
    const again = run(data, ['restore', file]);
    expect(again.status).toBe(2);
    expect(again.text).toContain('不是空的');
  });

  it('that is damaged or cut off puts nothing in place', () => {
    const bytes = readFileSync(file);
    const wrong = join(place, 'wrong.tar.gz');
    const flipped = Uint8Array.from(bytes);
    const middle = Math.floor(bytes.length / 2);
    flipped[middle] = (flipped[middle] ?? 0) ^ 0xff;
    for (const content of [
      flipped,
      bytes.subarray(0, middle),
      new Uint8Array(),
      new TextEncoder().encode('x'),
    ]) {
      writeFileSync(wrong, content);
      const data = join(place, 'empty');
      const { status, text } = run(data, ['restore', wrong]);
      expect(status).toBe(2);
      expect(text).toContain('没有恢复');
      expect(existsSync(join(data, 'database')) || existsSync(join(data, 'documents'))).toBe(false);
      expect(readdirSync(data).filter((name) => name.startsWith('staging'))).toEqual([]);
    }
  });

  it('of the database is kept every day', () => {
    expect(readdirSync(join(program.data, 'backups'))).toEqual([
      expect.stringMatching(/^mingzhang-\d{8}-\d{6}\.tar\.gz$/u),
    ]);
  });

  it.skipIf(TEST_DATABASE === undefined)(
    'moves from the embedded database to a server, and back',
    async () => {
      const database = await freshDatabase();
      try {
        const data = join(place, 'on-server');
        expect(run(data, ['restore', file], database.url)).toMatchObject({ status: 0 });
        expect(run(data, ['restore', file], database.url).text).toContain('不是空的');
        const served = await runProgram({ data, env: { DATABASE_URL: database.url } });
        try {
          await isWhole(served);
        } finally {
          await served.stop();
        }
        const back = join(place, 'back.tar.gz');
        expect(run(data, ['backup', back], database.url)).toMatchObject({ status: 0 });
        const home = join(place, 'home');
        expect(run(home, ['restore', back])).toMatchObject({ status: 0 });
        expect(run(home, ['log', 'verify'])).toMatchObject({ status: 0 });
      } finally {
        await database.remove();
      }
    },
  );
});
