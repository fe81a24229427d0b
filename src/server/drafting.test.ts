import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RunningProgram, runProgram } from '../testing/running-server.ts';
import { type BudgetDetail, budgetListSchema, budgetSchema, publicationSchema } from './contract/budgets.ts';
import { uploadedSchema } from './contract/documents.ts';
import { type Drafting, draftingSchema, questionsSchema } from './contract/drafting.ts';
import { apiErrorSchema } from './contract/problem.ts';
import { addressOf } from './contract/routes.ts';

let program: RunningProgram;
let example: BudgetDetail;
let disclosure: string;
beforeAll(async () => {
  program = await runProgram();
  const [first] = budgetListSchema.parse(await (await get(addressOf('budgets'))).json()).budgets;
  const id = first?.id ?? '';
  example = budgetSchema.parse(await (await get(addressOf('budget', { id }))).json());
  // What was published last year is what this year's begins from.
  const made = await post(addressOf('publications', { id }), { formats: ['html'] });
  const publication = publicationSchema.parse(await made.json());
  const file = publication.files.findIndex(({ path }) => path.endsWith('.html'));
  const page = await get(addressOf('publishedFile', { id, publication: publication.id, file }));
  disclosure = await drop('上年公开.html', await page.text());
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

async function drop(name: string, content: string): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([content]), name);
  const answer = await fetch(program.url + addressOf('documents'), { method: 'POST', body: form });
  return uploadedSchema.parse(await answer.json()).documents[0]?.id ?? '';
}

async function draft(body: object): Promise<Drafting> {
  const begun = draftingSchema.parse(await (await post(addressOf('drafts'), body)).json());
  return vi.waitFor(
    async () => {
      const now = draftingSchema.parse(await (await get(addressOf('draft', { id: begun.id }))).json());
      expect(now.state).not.toBe('working');
      return now;
    },
    { timeout: 60_000, interval: 100 },
  );
}

describe('a budget that is begun from documents', () => {
  it('has what they determine, and asks for the rest at its cells', async () => {
    const done = await draft({ documents: [disclosure] });
    expect(done).toMatchObject({ state: 'done', problems: [], files: [{ state: 'read' }] });
    const id = done.budget ?? '';
    const budget = budgetSchema.parse(await (await get(addressOf('budget', { id }))).json());
    expect(budget.year).toBe(example.year + 1);
    expect(budget.entity).toEqual(example.entity);
    expect(budget.rows.lastYear?.length).toBeGreaterThan(2);

    const { filled, sources, questions } = questionsSchema.parse(
      await (await get(addressOf('questions', { id }))).json(),
    );
    expect(filled).not.toBe('');
    expect(sources).toHaveLength(1);
    expect(questions.length).toBeGreaterThan(2);
    const placed = questions.filter(({ row }) => row !== undefined);
    expect(placed.length).toBeGreaterThan(0);
    for (const { sheet = '', row, column } of placed) {
      const found = budget.rows[sheet]?.find((one) => one.id === row);
      expect(found).toBeDefined();
      if (column !== undefined) expect(found?.cells[column] ?? '').toBe('');
    }

    const [first] = questions;
    const settled = await post(addressOf('question', { id, question: first?.id ?? '' }), { settled: true });
    expect(questionsSchema.parse(await settled.json()).questions[0]?.settledBy).toBeDefined();
  });

  it('is not made where a document cannot be read, and says which and why', async () => {
    const broken = await drop('坏.docx', 'no document at all');
    const failed = await draft({ documents: [disclosure, broken] });
    expect(failed.state).toBe('failed');
    expect(failed.files.map(({ state }) => state)).toEqual(['read', 'failed']);
    expect(failed.files[1]?.message).toContain('年度');
    expect(failed.problems).toHaveLength(1);
    expect(failed.budget).toBeUndefined();
  });

  it('is refused before anything is read where what is asked for is not there', async () => {
    const nowhere = await post(addressOf('drafts'), { documents: ['00000000-0000-4000-8000-000000000000'] });
    expect(nowhere.status).toBe(404);
    const half = await post(addressOf('drafts'), { documents: [disclosure], departmentCode: '900' });
    expect(apiErrorSchema.parse(await half.json()).error.key).toBe('server.draft.both');
  });
});
