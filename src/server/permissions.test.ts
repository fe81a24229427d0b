import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { administratorOf, type Person, personWith } from '../testing/administration.ts';
import { WRONG_TOTAL } from '../testing/checked-file.ts';
import { Client } from '../testing/client.ts';
import { type RunningProgram, runProgram } from '../testing/running-server.ts';
import { roleNames } from './contract/accounts.ts';
import { bodiesSchema, importedBodiesSchema } from './contract/bodies.ts';
import { documentListSchema, documentSchema, uploadedSchema } from './contract/documents.ts';
import { logSchema, logVerificationSchema } from './contract/log.ts';
import { addressOf } from './contract/routes.ts';
import { madeTokenSchema } from './contract/tokens.ts';
import { guardApi } from './guard.ts';
import { type Action, PERMISSIONS, type Who } from './permissions.ts';

const BIN = fileURLToPath(new URL('../../bin/mingzhang.js', import.meta.url));
const NOBODY = '00000000-0000-4000-8000-000000000000';
/** What the guard refuses with; everything else was let through. */
const REFUSED = new Set(['server.signInFirst', 'server.notAllowed', 'server.changePasswordFirst']);

let program: RunningProgram;
let admin: Person;
beforeAll(async () => {
  program = await runProgram({ env: { MINGZHANG_OPEN: 'no' } });
  admin = await administratorOf(program);
});
afterAll(async () => {
  await program.stop();
  program.remove();
});

const routesSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ summary: z.string(), 'x-action': z.enum(keysOf(PERMISSIONS)) })),
  ),
});

function keysOf<Key extends string>(table: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(table).filter((key): key is Key => key in table);
}

const form = (name: string, content: string) => {
  const made = new FormData();
  made.append('file', new Blob([content]), name);
  return made;
};

describe('every route', () => {
  it('is open to whom the table allows it, and to nobody else', async () => {
    const { paths } = routesSchema.parse((await new Client(program).get(addressOf('openApi'))).body);
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { 'x-action': action }]) => ({ path, method, action })),
    );
    expect(routes.length).toBeGreaterThan(30);
    expect(new Set(routes.map(({ action }) => action))).toEqual(new Set(keysOf(PERMISSIONS)));
    const people: { readonly who: readonly Who[]; readonly person?: Person }[] = [
      { who: ['anyone'] },
      { who: ['anyone', 'account', 'own'], person: await personWith(program, admin.client, '没有角色') },
    ];
    for (const role of roleNames) {
      const person = await personWith(program, admin.client, `有${role}`, { role });
      people.push({ who: ['anyone', 'account', 'own', role], person });
    }
    const wrong: string[] = [];
    for (const { who, person } of people) {
      const client = person?.client ?? new Client(program);
      for (const { path, method, action } of routes) {
        const address = path
          .replace('{page}', '1')
          .replace('{kind}', 'html')
          .replace(/\{\w+\}/gu, NOBODY);
        const { key = '' } = await client.ask(
          method.toUpperCase(),
          address,
          method === 'post' ? {} : undefined,
        );
        if (key === 'server.unexpected') wrong.push(`${method} ${path} failed`);
        const isAllowed = who.some((one) => allowed(action).includes(one));
        if (isAllowed === REFUSED.has(key)) wrong.push(`${method} ${path} as ${who.at(-1)}: ${key}`);
        if (action === 'session.end' && person !== undefined)
          await client.post(addressOf('signIn'), { login: person.login, password: person.password });
      }
    }
    expect(wrong).toEqual([]);
  }, 180_000);

  it('names its action, or the server does not start', async () => {
    const app = Fastify();
    // Registering routes asks nothing of these.
    const never = new Proxy({}, { get: () => expect.fail('asked') });
    await app.register(async (api) => {
      guardApi(api, { db: Object(never), auth: Object(never), open: false, operatorToken: '' });
      expect(() => api.get('/api/forgotten', async () => 'x')).toThrow('does not name its action');
    });
  });
});

function allowed(action: Action): readonly Who[] {
  return PERMISSIONS[action].who;
}

describe('a role on a body', () => {
  it('reaches the documents of that body and of all below it, and no others', async () => {
    const list = [
      '编码,名称,上级,类型',
      'A1,水利口,,分组',
      '360,青禾市水务局,A1,部门',
      '361,青禾市林业局,A1,部门',
    ];
    const imported = await admin.client.ask(
      'POST',
      addressOf('bodiesImport'),
      form('单位.csv', list.join('\n')),
    );
    expect(importedBodiesSchema.parse(imported.body)).toEqual({ added: 3, changed: 0, unchanged: 0 });
    const { bodies } = bodiesSchema.parse((await admin.client.get(addressOf('bodies'))).body);
    const idOf = (name: string) => bodies.find((one) => one.name === name)?.id ?? '';
    const dropped = await admin.client.ask('POST', addressOf('documents'), form('水务.txt', WRONG_TOTAL));
    const id = uploadedSchema.parse(dropped.body).documents[0]?.id ?? '';
    await expect
      .poll(
        async () => documentSchema.parse((await admin.client.get(addressOf('document', { id }))).body).state,
        {
          timeout: 60_000,
        },
      )
      .toBe('done');
    const above = await personWith(program, admin.client, '分管', {
      role: 'unitReviewer',
      body: idOf('水利口'),
    });
    const own = await personWith(program, admin.client, '水务', {
      role: 'preparer',
      body: idOf('青禾市水务局'),
    });
    const other = await personWith(program, admin.client, '林业', {
      role: 'preparer',
      body: idOf('青禾市林业局'),
    });
    const auditor = await personWith(program, admin.client, '审计', {
      role: 'auditor',
      body: idOf('青禾市水务局'),
    });
    const seen = async ({ client }: Person) => ({
      list: documentListSchema.parse((await client.get(addressOf('documents'))).body).total,
      one: (await client.get(addressOf('document', { id }))).status,
      report: (await client.get(addressOf('report', { id, kind: 'html' }))).status,
      amend: (await client.post(addressOf('accepted', { id }), { finding: 'none', why: '试' })).key,
      delete: (await client.delete(addressOf('document', { id }))).status,
    });
    expect(await seen(other)).toEqual({
      list: 0,
      one: 404,
      report: 404,
      amend: 'server.noDocument',
      delete: 404,
    });
    // Its delete finds nothing: a preparer deletes only what is their own.
    expect(await seen(own)).toEqual({
      list: 1,
      one: 200,
      report: 200,
      amend: 'server.noFinding',
      delete: 404,
    });
    expect(await seen(above)).toEqual({
      list: 1,
      one: 200,
      report: 200,
      amend: 'server.noFinding',
      delete: 404,
    });
    expect(await seen(auditor)).toEqual({
      list: 1,
      one: 200,
      report: 200,
      amend: 'server.noDocument',
      delete: 404,
    });
    // Moved elsewhere, the department takes its documents along.
    await admin.client.post(addressOf('body', { id: idOf('青禾市水务局') }), { parent: null });
    expect((await seen(above)).list).toBe(0);
    const circle = await admin.client.post(addressOf('body', { id: idOf('水利口') }), {
      parent: idOf('青禾市林业局'),
    });
    expect(circle.key).toBe('server.body.circle');
    expect((await admin.client.post(addressOf('body', { id: idOf('水利口') }), { retired: true })).key).toBe(
      'server.body.notEmpty',
    );
  });
});

describe('a token', () => {
  it('may what its account may, except what takes a person, until it is revoked', async () => {
    const reviewer = await personWith(program, admin.client, '脚本主人', { role: 'auditor' });
    const made = madeTokenSchema.parse(
      (await reviewer.client.post(addressOf('tokens'), { name: '夜间' })).body,
    );
    const script = new Client(program, { authorization: `Bearer ${made.secret}` });
    expect((await script.get(addressOf('log'))).status).toBe(200);
    expect((await script.get(addressOf('tokens'))).key).toBe('server.notAllowed');
    expect((await script.ask('POST', addressOf('documents'), form('a.txt', 'x'))).key).toBe(
      'server.notAllowed',
    );
    const forged = new Client(program, { authorization: `Bearer ${made.secret}x` });
    expect((await forged.get(addressOf('log'))).status).toBe(401);
    expect((await reviewer.client.delete(addressOf('token', { id: made.token.id }))).status).toBe(204);
    expect((await script.get(addressOf('log'))).status).toBe(401);
  });
});

describe('the log', () => {
  it('says who did what to what, holds no secret, and can be neither changed nor emptied', async () => {
    const someone = await personWith(program, admin.client, '泄密试验', { role: 'preparer' });
    const { secret } = madeTokenSchema.parse(
      (await someone.client.post(addressOf('tokens'), { name: 'x' })).body,
    );
    await new Client(program).post(addressOf('signIn'), { login: someone.password, password: someone.login });
    const page = await admin.client.get(`${addressOf('log')}?limit=500`);
    const { entries } = logSchema.parse(page.body);
    const deeds = new Set(entries.map(({ action }) => action));
    for (const action of [
      'installation.begin',
      'session.signIn',
      'session.signInFailed',
      'role.grant',
      'document.add',
    ])
      expect(deeds).toContain(action);
    for (const hidden of [someone.password, secret, admin.password])
      expect(JSON.stringify(page.body)).not.toContain(hidden);
    const failed = logSchema.parse(
      (await admin.client.get(`${addressOf('log')}?action=role.&limit=500`)).body,
    );
    expect(failed.total).toBeGreaterThan(5);
    expect(failed.entries.every(({ action }) => action.startsWith('role.'))).toBe(true);
    const verified = logVerificationSchema.parse((await admin.client.get(addressOf('logVerification'))).body);
    expect([verified.broken, verified.entries]).toEqual([undefined, entries.length]);
    const run = () =>
      spawnSync(process.execPath, [BIN, 'log', 'verify'], {
        env: { ...process.env, MINGZHANG_DATA: program.data },
        encoding: 'utf8',
      });
    expect(run().stdout, 'asks the server that runs').toContain(verified.head);
    await program.stop();
    const db = await PGlite.create({ dataDir: join(program.data, 'database') });
    for (const statement of ['update log_entry set who = who', 'delete from log_entry', 'truncate log_entry'])
      await expect(db.exec(statement)).rejects.toThrow('never changed');
    await db.exec(
      `alter table log_entry disable trigger all; update log_entry set who = '别人' where number = 3; delete from log_entry where number = 7`,
    );
    await db.close();
    const found = run();
    expect(found.status).toBe(1);
    expect(found.stderr).toContain('第 3 条');
  });
});
