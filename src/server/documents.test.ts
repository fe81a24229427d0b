import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WRONG_TOTAL } from '../testing/checked-file.ts';
import { sampleDocument } from '../testing/documents.ts';
import { type RunningProgram, runProgram } from '../testing/running-server.ts';
import { writePdf } from '../writing/pdf.ts';
import {
  type DocumentDetail,
  documentListSchema,
  documentSchema,
  numbersSchema,
  sourceSchema,
  uploadedSchema,
} from './contract/documents.ts';
import { apiErrorSchema } from './contract/problem.ts';
import { addressOf } from './contract/routes.ts';

let program: RunningProgram;
beforeAll(async () => {
  program = await runProgram();
});
afterAll(async () => {
  await program.stop();
  program.remove();
});

const get = (address: string) => fetch(program.url + address);
const post = (address: string, body: unknown) =>
  fetch(program.url + address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function drop(...files: readonly { readonly name: string; readonly content: string | Uint8Array }[]) {
  const form = new FormData();
  for (const { name, content } of files) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    form.append('file', new Blob([bytes.slice()]), name);
  }
  const answer = await fetch(program.url + addressOf('documents'), { method: 'POST', body: form });
  return uploadedSchema.parse(await answer.json());
}

async function checked(id: string): Promise<DocumentDetail> {
  for (;;) {
    const detail = documentSchema.parse(await (await get(addressOf('document', { id }))).json());
    if (detail.state === 'done' || detail.state === 'failed') return detail;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A document that was dropped and checked. */
async function dropped(name: string, content: string | Uint8Array): Promise<DocumentDetail> {
  const { documents } = await drop({ name, content });
  return checked(documents[0]?.id ?? '');
}

describe('a document that is dropped', () => {
  it('is checked, and its findings lead to numbers of it', async () => {
    const detail = await dropped('青禾市.txt', WRONG_TOTAL);
    expect(detail.state).toBe('done');
    expect(detail.report?.summary.errors).toBe(1);
    const [finding] = detail.report?.findings ?? [];
    expect(finding?.value).toBe('1030.00');
    const { id } = detail;
    const { numbers, laws } = numbersSchema.parse(await (await get(addressOf('numbers', { id }))).json());
    const number = numbers.find(({ printed }) => printed === '1030.00');
    expect(number?.laws.some((law) => laws[law]?.outcome === 'broken')).toBe(true);
    const source = sourceSchema.parse(await (await get(addressOf('source', { id }))).json());
    expect(source.type).toBe('blocks');
  });

  it('of pages is shown as pictures of them', async () => {
    const { id } = await dropped('a.pdf', await writePdf(sampleDocument()));
    const source = sourceSchema.parse(await (await get(addressOf('source', { id }))).json());
    expect(source.type === 'pages' && source.pages.length).toBeGreaterThan(0);
    const page = await get(addressOf('page', { id, page: 1 }));
    expect(page.headers.get('content-type')).toBe('image/png');
    expect(new Uint8Array(await page.arrayBuffer()).subarray(1, 4)).toEqual(new TextEncoder().encode('PNG'));
    expect((await get(addressOf('page', { id, page: 999 }))).status).toBe(404);
  });

  it('that cannot be read says why, and keeps no other back', async () => {
    const { documents, refused } = await drop(
      { name: '空.txt', content: '' },
      { name: '坏.pdf', content: '%PDF-1.7 nothing' },
      { name: '好.txt', content: WRONG_TOTAL },
    );
    expect(refused.map(({ name }) => name)).toEqual(['空.txt']);
    const [bad, good] = await Promise.all(documents.map(({ id }) => checked(id)));
    expect(bad?.state).toBe('failed');
    expect(bad?.problems[0]?.message).toContain('文件不完整');
    expect(good?.state).toBe('done');
  });

  it('is corrected in place: the findings follow, and come back when the correction is undone', async () => {
    const { id } = await dropped('更正.txt', WRONG_TOTAL);
    const { numbers } = numbersSchema.parse(await (await get(addressOf('numbers', { id }))).json());
    const number = numbers.find(({ printed }) => printed === '1030.00');
    const made = await post(addressOf('corrections', { id }), {
      place: number?.place,
      read: '1,030.00',
      corrected: '1,003.00',
      why: '原文如此',
    });
    expect(made.status).toBe(200);
    const after = await checked(id);
    expect(after.report?.summary.errors).toBe(0);
    const [correction] = after.corrections;
    expect(correction?.corrected).toBe('1,003.00');
    await fetch(program.url + addressOf('correction', { id, correction: correction?.id ?? '' }), {
      method: 'DELETE',
    });
    expect((await checked(id)).report?.summary.errors).toBe(1);
  });

  it('keeps what was accepted with a reason, until that is taken back', async () => {
    const { id, report } = await dropped('确认.txt', WRONG_TOTAL);
    const finding = report?.findings[0]?.id ?? '';
    await post(addressOf('accepted', { id }), { finding, why: '已与财政核对' });
    const after = await checked(id);
    expect(after.report?.findings[0]?.acknowledged?.why).toBe('已与财政核对');
    expect(after.report?.summary.errors).toBe(0);
    await fetch(program.url + addressOf('acceptedFinding', { id, finding }), { method: 'DELETE' });
    expect((await checked(id)).report?.summary.errors).toBe(1);
  });

  it('can be reported on in every form that it offers', async () => {
    const { id, reports } = await dropped('报告.txt', WRONG_TOTAL);
    expect(reports).toEqual(['html', 'xlsx', 'json']);
    for (const kind of reports) {
      const answer = await get(addressOf('report', { id, kind }));
      expect(answer.status).toBe(200);
      expect(decodeURIComponent(answer.headers.get('content-disposition') ?? '')).toContain('报告-');
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(500);
    }
    expect((await get(addressOf('report', { id, kind: 'pdf' }))).status).toBe(404);
  });

  it('is found by its name, deleted, and back when that is undone', async () => {
    const { id } = await dropped('要删除的100%.txt', WRONG_TOTAL);
    const address = `${addressOf('documents')}?search=${encodeURIComponent('100%')}`;
    const list = async () => documentListSchema.parse(await (await get(address)).json());
    expect((await list()).documents.map((one) => one.id)).toEqual([id]);
    expect((await fetch(program.url + addressOf('document', { id }), { method: 'DELETE' })).status).toBe(204);
    expect((await list()).total).toBe(0);
    expect((await get(addressOf('document', { id }))).status).toBe(404);
    await post(addressOf('restore', { id }), {});
    expect((await list()).total).toBe(1);
  });
});

describe('an upload that breaks off', () => {
  it('leaves nothing behind', async () => {
    await dropped('之前.txt', WRONG_TOTAL);
    const drafts = () => readdirSync(join(program.data, 'drafts'));
    const boundary = 'x-boundary-x';
    const sending = request(program.url + addressOf('documents'), {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': 10_000_000 },
    });
    sending.on('error', () => undefined);
    sending.write(
      `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\n${'x'.repeat(100_000)}`,
    );
    while (drafts().length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    sending.destroy();
    for (let tries = 0; drafts().length > 0 && tries < 100; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(drafts()).toEqual([]);
  });
});

describe('a request that is wrong', () => {
  it('gets one shape of answer, in Chinese', async () => {
    const answers = await Promise.all([
      get('/api/nothing'),
      get('/api/documents/none'),
      get(addressOf('document', { id: '00000000-0000-4000-8000-000000000000' })),
      post(addressOf('documents'), {}),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([404, 400, 404, 406]);
    for (const answer of answers) {
      const { error } = apiErrorSchema.parse(await answer.json());
      expect(error.message).toMatch(/\p{Script=Han}/u);
    }
  });

  it('from another site changes nothing', async () => {
    const { id } = await dropped('别站.txt', WRONG_TOTAL);
    const answer = await fetch(program.url + addressOf('document', { id }), {
      method: 'DELETE',
      headers: { origin: 'http://elsewhere.example' },
    });
    expect(answer.status).toBe(403);
    expect((await get(addressOf('document', { id }))).status).toBe(200);
  });

  it('gets a page that loads scripts and styles from here alone', async () => {
    const answer = await get('/check');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
    const nonce = /style-src 'self' 'nonce-(\w+)'/u.exec(policy)?.[1];
    expect(await answer.text()).toContain(nonce);
  });
});
