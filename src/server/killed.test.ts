import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { freshDatabase, TEST_DATABASE } from '../testing/database.ts';
import { type RunningProgram, runProgram } from '../testing/running-server.ts';
import {
  budgetListSchema,
  budgetSchema,
  changedSchema,
  changesSchema,
  publicationSchema,
  publicationsSchema,
} from './contract/budgets.ts';
import { documentListSchema, documentSchema, uploadedSchema } from './contract/documents.ts';
import { logSchema, logVerificationSchema } from './contract/log.ts';
import { addressOf } from './contract/routes.ts';

/** How often the server is killed; more by hand, when something of how things are kept has changed. */
const KILLS = Number(process.env.MINGZHANG_KILLS ?? 2);
/** A kill comes at any moment between these after work began, in milliseconds. */
const MOMENTS = { least: 50, most: 900 };

/** What the server said is done; what was asked for and not answered may be either way. */
class Promises {
  /** The rows of the asset sheet that were inserted. */
  readonly rows = new Set<string>();
  /** The last name of the department that was acknowledged, and those that were asked for since. */
  name: string;
  asked: string[] = [];
  readonly publications = new Map<string, readonly number[]>();
  readonly documents = new Map<string, string>();
  revision = 0;

  constructor(name: string) {
    this.name = name;
  }
}

/** The server at work: everybody does what they do until it does not answer any more. */
async function work(program: RunningProgram, id: string, promised: Promises): Promise<void> {
  const post = (address: string, body: unknown) =>
    fetch(program.url + address, {
      method: 'POST',
      ...(body instanceof FormData
        ? { body }
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  const untilKilled = async (step: () => Promise<void>): Promise<void> => {
    try {
      for (;;) await step();
    } catch (error) {
      // Only a server that is gone ends the work; what it answers is looked at.
      if (!(error instanceof TypeError)) throw error;
    }
  };
  await Promise.all([
    untilKilled(async () => {
      const to = `局${randomUUID()}`;
      const row = randomUUID();
      promised.asked.push(to);
      const answer = await post(addressOf('changes', { id }), {
        id: randomUUID(),
        operations: [
          { type: 'setting', setting: 'departmentName', from: promised.name, to },
          { type: 'insert', sheet: 'assets', row, after: null, cells: { note: to } },
        ],
      });
      const changed = changedSchema.parse(await answer.json());
      if (!changed.done) throw new Error(`refused: ${JSON.stringify(changed)}`);
      promised.rows.add(row);
      promised.name = to;
      promised.asked = [];
      promised.revision = changed.change.revision;
    }),
    untilKilled(async () => {
      const answer = await post(addressOf('publications', { id }), { formats: ['data'], draft: true });
      const { id: made, files } = publicationSchema.parse(await answer.json());
      promised.publications.set(
        made,
        files.map(({ bytes }) => bytes),
      );
    }),
    untilKilled(async () => {
      const text = `部门预算 ${randomUUID()}\n`.repeat(50);
      const form = new FormData();
      form.append('file', new Blob([text]), 'text.txt');
      const { documents } = uploadedSchema.parse(await (await post(addressOf('documents'), form)).json());
      for (const one of documents) promised.documents.set(one.id, one.sha256);
    }),
  ]);
}

/** Holds what the server shows now against what it promised before. */
async function keepsIts(promised: Promises, program: RunningProgram, id: string): Promise<void> {
  const ask = async <Out>(schema: z.ZodType<Out>, address: string, init: RequestInit = {}): Promise<Out> =>
    schema.parse(await (await fetch(program.url + address, init)).json());

  const detail = await ask(budgetSchema, addressOf('budget', { id }));
  const rows = new Set((detail.rows.assets ?? []).map((row) => row.id));
  expect([...promised.rows].filter((row) => !rows.has(row))).toEqual([]);
  expect([promised.name, ...promised.asked]).toContain(detail.settings.departmentName);
  expect(detail.revision).toBeGreaterThanOrEqual(promised.revision);
  // A change is there whole: with each name came a row that carries it.
  if (promised.revision > 0)
    expect((detail.rows.assets ?? [])[0]?.cells.note).toBe(detail.settings.departmentName);
  const { changes } = await ask(changesSchema, `${addressOf('changes', { id })}?since=0`);
  expect(changes.map(({ revision }) => revision)).toEqual(
    Array.from({ length: detail.revision }, (_, index) => index + 1),
  );
  promised.name = detail.settings.departmentName ?? '';
  promised.asked = [];

  const { publications } = await ask(publicationsSchema, addressOf('publications', { id }));
  const listed = new Map(publications.map((one) => [one.id, one.files.map(({ bytes }) => bytes)]));
  for (const [publication, sizes] of promised.publications) expect(listed.get(publication)).toEqual(sizes);
  // Whatever is listed is there to the last byte, promised or not; what is not listed left nothing behind.
  for (const [publication, sizes] of listed) {
    for (const [file, bytes] of sizes.entries()) {
      const path = join(program.data, 'published', publication, String(file));
      expect(readFileSync(path).length).toBe(bytes);
    }
  }
  const folder = join(program.data, 'published');
  expect(existsSync(folder) ? readdirSync(folder).filter((one) => !listed.has(one)) : []).toEqual([]);

  const { documents } = await ask(documentListSchema, `${addressOf('documents')}?limit=100`);
  const known = new Map(documents.map((one) => [one.id, one]));
  for (const [document, sha256] of promised.documents) {
    const one = known.get(document) ?? (await ask(documentSchema, addressOf('document', { id: document })));
    expect(one.sha256).toBe(sha256);
  }
  for (const { sha256, bytes } of documents) {
    const path = join(program.data, 'documents', sha256.slice(0, 2), sha256);
    expect(readFileSync(path).length).toBe(bytes);
  }

  const { token } = z
    .object({ token: z.string() })
    .parse(JSON.parse(readFileSync(join(program.data, 'owner.json'), 'utf8')));
  const headers = { authorization: `Bearer ${token}` };
  const verified = await ask(logVerificationSchema, addressOf('logVerification'), { headers });
  expect(verified.broken).toBeUndefined();
  const log = await ask(logSchema, `${addressOf('log')}?action=budget.publish`, { headers });
  expect(log.total).toBe(publications.length);
}

describe('what the server said is done', () => {
  it.each(TEST_DATABASE === undefined ? ['embedded'] : ['embedded', 'server'])(
    'is there after it was killed in the middle of it (%s database)',
    { timeout: 60_000 + KILLS * 20_000 },
    async (kind) => {
      const data = mkdtempSync(join(tmpdir(), 'mingzhang-killed-'));
      const database = kind === 'server' ? await freshDatabase() : undefined;
      const begin = () =>
        runProgram({ data, env: database === undefined ? {} : { DATABASE_URL: database.url } });
      // As if an earlier start had been killed too: half a database, an upload and a publication that never came to be.
      if (kind === 'embedded') {
        mkdirSync(join(data, 'database'));
        writeFileSync(join(data, 'database', 'PG_VERSION'), '17\n');
        writeFileSync(join(data, 'database.unfinished'), '');
      }
      for (const part of ['drafts', 'published']) {
        mkdirSync(join(data, part, randomUUID()), { recursive: true });
      }
      let program = await begin();
      expect(existsSync(join(data, 'drafts'))).toBe(false);
      try {
        const list = await (await fetch(program.url + addressOf('budgets'))).json();
        const [budget] = budgetListSchema.parse(list).budgets;
        const id = budget?.id ?? '';
        const promised = new Promises(budget?.entity.name ?? '');
        for (let kill = 0; kill < KILLS; kill += 1) {
          const ended = work(program, id, promised);
          // Every other time something is published first: that takes longest.
          const { size } = promised.publications;
          for (
            let tries = 0;
            kill % 2 === 1 && promised.publications.size === size && tries < 400;
            tries += 1
          )
            await new Promise((resolve) => setTimeout(resolve, 50));
          const { least, most } = MOMENTS;
          await new Promise((resolve) => setTimeout(resolve, least + Math.random() * (most - least)));
          await program.stop('SIGKILL');
          await ended;
          // The lock of the process that was killed is taken over.
          program = await begin();
          await keepsIts(promised, program, id);
        }
        expect(promised.rows.size).toBeGreaterThan(0);
        expect(promised.publications.size).toBeGreaterThan(0);
        if (KILLS > 2)
          process.stdout.write(
            `${kind}: ${KILLS} kills, ${promised.rows.size} changes, ${promised.publications.size} publications, ${promised.documents.size} documents\n`,
          );
      } finally {
        await program.stop();
        await database?.remove();
        rmSync(data, { recursive: true, force: true });
      }
    },
  );
});
