import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningProgram, runProgram } from '../testing/running-server.ts';
import {
  accountChoicesSchema,
  type BudgetDetail,
  budgetCheckSchema,
  budgetListSchema,
  budgetSchema,
  changedSchema,
  changesSchema,
  impactSchema,
  type Operation,
  previewSchema,
  publicationSchema,
} from './contract/budgets.ts';
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

const get = async (address: string) => (await fetch(program.url + address)).json();
const post = (address: string, body: unknown) =>
  fetch(program.url + address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

/** A copy of the example, so that tests do not stand in each other's way. */
async function budget(): Promise<BudgetDetail> {
  const { budgets } = budgetListSchema.parse(await get(addressOf('budgets')));
  const example = budgets.find(({ isExample }) => isExample);
  const file = await fetch(program.url + addressOf('workbook', { id: example?.id ?? '' }));
  const form = new FormData();
  form.append('file', await file.blob(), 'budget.xlsx');
  const made = await fetch(program.url + addressOf('importBudget'), { method: 'POST', body: form });
  return budgetSchema.parse(await made.json());
}

async function change(id: string, operations: readonly Operation[], name = randomUUID()) {
  const answer = await post(addressOf('changes', { id }), { id: name, operations });
  expect(answer.status).toBe(200);
  return changedSchema.parse(await answer.json());
}

const checkOf = async (id: string) => budgetCheckSchema.parse(await get(addressOf('budgetCheck', { id })));

/** The first expenditure row with its amount. */
function firstLine({ rows }: BudgetDetail) {
  const row = rows.expenditure?.[0];
  if (row === undefined) throw new Error('no expenditure');
  return { row: row.id, column: 'amount', from: row.cells.amount ?? '' };
}

describe('a budget that is written in the browser', () => {
  it('begins with the example, whole and publishable', async () => {
    const { budgets } = budgetListSchema.parse(await get(addressOf('budgets')));
    const example = budgets.find(({ isExample }) => isExample);
    const check = await checkOf(example?.id ?? '');
    expect(check.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(check.publishable).toBe(true);
    expect(check.totals.length).toBeGreaterThan(2);
    expect(check.laws).toBeGreaterThan(100);
  });

  it('is the same after export and import, cell by cell', async () => {
    const [one, other] = [await budget(), await budget()];
    const cells = ({ rows }: BudgetDetail) =>
      Object.fromEntries(Object.entries(rows).map(([sheet, own]) => [sheet, own.map((row) => row.cells)]));
    expect(cells(other)).toEqual(cells(one));
    expect((await checkOf(other.id)).publishable).toBe(true);
  });

  it('says what a change breaks at once, and is whole again when it is taken back', async () => {
    const detail = await budget();
    const line = firstLine(detail);
    await change(detail.id, [{ type: 'set', ...line, to: '1' }]);
    const broken = await checkOf(detail.id);
    expect(broken.publishable).toBe(false);
    await change(detail.id, [{ type: 'set', ...line, from: '1', to: line.from }]);
    expect((await checkOf(detail.id)).publishable).toBe(true);
  });

  it('names the cell of what cannot be understood', async () => {
    const detail = await budget();
    const line = firstLine(detail);
    await change(detail.id, [{ type: 'set', ...line, to: '十二万' }]);
    const { problems, publishable } = await checkOf(detail.id);
    expect(publishable).toBe(false);
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([
      expect.objectContaining({ sheet: 'expenditure', row: line.row, column: 'amount' }),
    ]);
  });

  it('merges what two people change in different cells, and tells of the same cell instead of overwriting', async () => {
    const detail = await budget();
    const line = firstLine(detail);
    const note = { type: 'set' as const, row: line.row, column: 'note', from: '', to: '甲' };
    expect((await change(detail.id, [{ type: 'set', ...line, to: '5' }])).done).toBe(true);
    expect((await change(detail.id, [note])).done).toBe(true);
    const late = await change(detail.id, [
      { ...note, from: '甲', to: '乙' },
      { type: 'set', ...line, to: '6' },
    ]);
    expect(late).toMatchObject({
      done: false,
      conflicts: [{ row: line.row, column: 'amount', current: '5' }],
    });
    const now = budgetSchema.parse(await get(addressOf('budget', { id: detail.id })));
    expect(now.rows.expenditure?.[0]?.cells).toMatchObject({ amount: '5', note: '甲' });
  });

  it('does the same change once, however often it is sent', async () => {
    const { id, rows, revision } = await budget();
    const row = randomUUID();
    const name = randomUUID();
    const operations: Operation[] = [{ type: 'insert', sheet: 'expenditure', row, after: null, cells: {} }];
    await change(id, operations, name);
    await change(id, operations, name);
    const now = budgetSchema.parse(await get(addressOf('budget', { id })));
    expect(now.revision).toBe(revision + 1);
    expect(now.rows.expenditure?.length).toBe((rows.expenditure?.length ?? 0) + 1);
    expect(now.rows.expenditure?.[0]?.id).toBe(row);
    const { changes } = changesSchema.parse(await get(`${addressOf('changes', { id })}?since=${revision}`));
    expect(changes.map((one) => one.id)).toEqual([name]);
  });

  it('keeps rows in the order in which many are inserted at one place', async () => {
    const { id, rows } = await budget();
    const first = rows.expenditure?.[0]?.id ?? null;
    const made = Array.from({ length: 700 }, () => randomUUID());
    await change(
      id,
      made.map((row, index) => ({
        type: 'insert',
        sheet: 'expenditure',
        row,
        after: made[index - 1] ?? first,
        cells: { note: String(index) },
      })),
    );
    const again = Array.from({ length: 40 }, () => randomUUID());
    for (const row of again.slice(0, 3))
      await change(id, [{ type: 'insert', sheet: 'expenditure', row, after: first, cells: {} }]);
    await change(
      id,
      again.slice(3).map((row) => ({ type: 'insert', sheet: 'expenditure', row, after: first, cells: {} })),
    );
    const now = budgetSchema.parse(await get(addressOf('budget', { id })));
    const order = now.rows.expenditure?.map((row) => row.id) ?? [];
    expect(order.slice(0, 741)).toEqual([first, ...again.toReversed(), ...made]);
  });

  it('shows what a late change would move before it is made', async () => {
    const detail = await budget();
    const line = firstLine(detail);
    const to = String(Number(line.from.replaceAll(',', '')) + 10_000);
    const answer = await post(addressOf('impact', { id: detail.id }), {
      operations: [{ type: 'set', ...line, to }],
    });
    const impact = impactSchema.parse(await answer.json());
    expect(impact.comparable).toBe(true);
    expect(new Set(impact.moved.map(({ part }) => part)).size).toBeGreaterThan(3);
    for (const { before, after } of impact.moved) expect(after).not.toBe(before);
    expect((await checkOf(detail.id)).publishable).toBe(true);
  });

  it('is shown as it will be printed, and published in files that were read back', async () => {
    const detail = await budget();
    const { blocks } = previewSchema.parse(await get(addressOf('preview', { id: detail.id })));
    expect(blocks.filter(({ type }) => type === 'table').length).toBeGreaterThan(8);
    const answer = await post(addressOf('publications', { id: detail.id }), { formats: ['docx', 'data'] });
    const publication = publicationSchema.parse(await answer.json());
    expect(publication.compared).toBeGreaterThan(100);
    const docx = publication.files.findIndex(({ path }) => path.endsWith('.docx'));
    const of = (file: string | number) =>
      fetch(program.url + addressOf('publishedFile', { id: detail.id, publication: publication.id, file }));
    const word = unzipSync(new Uint8Array(await (await of(docx)).arrayBuffer()));
    expect(strFromU8(word['word/document.xml'] ?? new Uint8Array())).toContain(detail.entity.name);
    const all = unzipSync(new Uint8Array(await (await of('all.zip')).arrayBuffer()));
    expect(Object.keys(all).sort()).toEqual(publication.files.map(({ path }) => path).sort());
  });

  it('is refused with its errors, unless as a draft', async () => {
    const detail = await budget();
    await change(detail.id, [{ type: 'set', ...firstLine(detail), to: '1' }]);
    const refused = await post(addressOf('publications', { id: detail.id }), { formats: ['html'] });
    expect(refused.status).toBe(409);
    expect(apiErrorSchema.parse(await refused.json()).error.problems?.length).toBeGreaterThan(0);
    const draft = await post(addressOf('publications', { id: detail.id }), {
      formats: ['html'],
      draft: true,
    });
    expect(publicationSchema.parse(await draft.json()).draft).toBe(true);
  });

  it('can be begun empty, with the accounts of its year to choose from', async () => {
    const made = await post(addressOf('budgets'), {
      pack: 'hebei-2025',
      year: 2025,
      departmentCode: '451',
      departmentName: '青禾县水务局',
    });
    const detail = budgetSchema.parse(await made.json());
    expect(detail.rows.units?.length).toBe(1);
    const address = addressOf('accounts', { id: detail.id, classification: 'function' });
    const { accounts } = accountChoicesSchema.parse(await get(address));
    expect(accounts.find(({ code }) => code === '2101501')?.path).toContain('卫生健康支出');
    const unknown = await post(addressOf('budgets'), {
      pack: 'nowhere-1999',
      year: 2025,
      departmentCode: '451',
      departmentName: '青禾县水务局',
    });
    expect(unknown.status).toBe(400);
  });
});
