import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LATER_SHEETS } from '../ledger/sheets.ts';
import { picturesSchema } from '../reporting/pictures-schema.ts';
import { Client } from '../testing/client.ts';
import { type RunningProgram, runProgram } from '../testing/running-server.ts';
import { temporarySchema } from './contract/accounts.ts';
import { boardSchema } from './contract/board.ts';
import { yearSheets } from './contract/budget-names.ts';
import { type BudgetDetail, budgetListSchema, budgetSchema, publicationSchema } from './contract/budgets.ts';
import { apiErrorSchema } from './contract/problem.ts';
import { comparisonSchema, type Review, reviewSchema } from './contract/review.ts';
import { addressOf } from './contract/routes.ts';

let program: RunningProgram;
let detail: BudgetDetail;
let id: string;
beforeAll(async () => {
  program = await runProgram();
  const { budgets } = budgetListSchema.parse(await (await fetch(program.url + addressOf('budgets'))).json());
  id = budgets[0]?.id ?? '';
  detail = budgetSchema.parse(await (await fetch(program.url + addressOf('budget', { id }))).json());
});
afterAll(async () => {
  await program.stop();
  program.remove();
});

const send = (method: 'POST' | 'PUT', address: string, body: unknown) =>
  fetch(program.url + address, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const review = async (): Promise<Review> =>
  reviewSchema.parse(await (await fetch(program.url + addressOf('review', { id }))).json());
async function step(kind: string, note = '') {
  const { revision } = (await review()).budget;
  return send('POST', addressOf('review', { id }), { kind, revision, note });
}
async function set(from: string, to: string) {
  const row = detail.rows.expenditure?.[0]?.id ?? '';
  const operations = [{ type: 'set', row, column: 'amount', from, to }];
  return send('POST', addressOf('changes', { id }), { id: randomUUID(), operations });
}
const keyOf = async (answer: Response) => apiErrorSchema.parse(await answer.json()).error.key;

describe('a budget on its way', () => {
  it('goes from hand to hand, and nothing is changed while it is looked at', async () => {
    const amount = detail.rows.expenditure?.[0]?.cells.amount ?? '';
    expect((await review()).next).toEqual(['submit']);

    // What is broken is not handed in.
    await set(amount, '1');
    expect(await keyOf(await step('submit'))).toBe('server.review.notReady');
    await set('1', amount);
    expect((await step('submit')).status).toBe(200);
    expect(await keyOf(await set(amount, '2'))).toBe('server.budget.closed');

    // It is sent back only with a reason, which may be a remark on a number.
    expect(await keyOf(await step('return'))).toBe('server.review.noReason');
    const row = detail.rows.expenditure?.[0]?.id;
    await send('POST', addressOf('remarks', { id }), { text: '请核对', row, column: 'amount' });
    expect(await keyOf(await step('approve'))).toBe('server.review.openRemarks');
    expect((await step('return')).status).toBe(200);

    const { remarks, budget } = await review();
    expect(remarks.map(({ text, column }) => [text, column])).toEqual([['请核对', 'amount']]);
    const remark = remarks[0]?.id ?? '';
    await send('POST', addressOf('resolveRemark', { id, remark }), { answer: '已核对' });
    expect((await step('submit')).status).toBe(200);

    // Whoever looked at an earlier version looks again first.
    const late = { kind: 'approve', revision: budget.revision - 1, note: '' };
    expect(await keyOf(await send('POST', addressOf('review', { id }), late))).toBe('server.review.changed');
    expect((await step('approve')).status).toBe(200);
    expect((await review()).steps.map(({ kind }) => kind)).toEqual(['approve', 'submit', 'return', 'submit']);
  });

  it('once approved is carried out: the sheets of its year may be typed, its own may not', async () => {
    const payment = detail.rows.payments?.[0];
    const paid = (to: string, from = '') => ({ type: 'set', row: payment?.id, column: 'note', from, to });
    const note = payment?.cells.note ?? '';
    const line = detail.rows.expenditure?.[0];
    const amount = { type: 'set', row: line?.id, column: 'amount', from: line?.cells.amount, to: '2' };
    const change = (operations: readonly unknown[]) =>
      send('POST', addressOf('changes', { id }), { id: randomUUID(), operations });
    expect(await keyOf(await change([amount]))).toBe('server.budget.closedSheet');
    // All of it or nothing.
    expect(await keyOf(await change([paid('核对', note), amount]))).toBe('server.budget.closedSheet');
    const setting = { type: 'setting', setting: 'amountUnit', from: '元', to: '万元' };
    expect(await keyOf(await change([setting]))).toBe('server.budget.closedSheet');
    expect((await change([paid('核对', note)])).status).toBe(200);
    const now = budgetSchema.parse(await (await fetch(program.url + addressOf('budget', { id }))).json());
    expect([now.editable, now.openSheets]).toEqual([false, [...yearSheets]]);
    expect(yearSheets).toEqual(LATER_SHEETS);
    expect(now.rows.payments?.[0]?.cells.note).toBe('核对');
  });

  it('once approved has a day by which it is to be published, and then is', async () => {
    await send('PUT', addressOf('approval', { id }), { approvedOn: '2025-02-10' });
    expect((await review()).deadline).toBe('2025-03-02');
    const board = async () =>
      boardSchema.parse(await (await fetch(`${program.url}${addressOf('board')}?year=2025`)).json());
    const [before] = (await board()).departments;
    expect(before).toMatchObject({ state: 'approved', deadline: '2025-03-02' });
    expect(before?.daysLeft).toBeLessThan(0);
    const made = await send('POST', addressOf('publications', { id }), { formats: ['data'] });
    publicationSchema.parse(await made.json());
    const [after] = (await board()).departments;
    expect(after).toMatchObject({ state: 'published' });
    expect(after?.daysLeft).toBeUndefined();
  });

  it('is drawn, every number with what it is made of', async () => {
    const drawn = await (await fetch(program.url + addressOf('budgetPictures', { id }))).json();
    const { figures, flows, facts } = picturesSchema.parse(drawn);
    expect(flows[0]?.gaps).toEqual([]);
    const rows = new Set(Object.values(detail.rows).flatMap((sheet) => sheet.map((row) => row.id)));
    const named = facts.flatMap((fact) => ('row' in fact ? [fact.row] : []));
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((row) => !rows.has(row))).toEqual([]);
    for (const { figure } of flows[0]?.links ?? []) expect(figures[figure]?.facts.length).toBeGreaterThan(0);
  });

  it('can be held against any version that it ever was, number by number', async () => {
    const { revision } = (await review()).budget;
    const compare = async (from: number, to: number) =>
      fetch(`${program.url}${addressOf('compareVersions', { id })}?from=${from}&to=${to}`);
    // Of the last three changes the first was undone by the next, and a payment is not printed.
    const same = comparisonSchema.parse(await (await compare(revision - 3, revision)).json());
    expect(same.moved).toEqual([]);
    const other = comparisonSchema.parse(await (await compare(revision - 2, revision)).json());
    expect(other.comparable).toBe(true);
    expect(other.moved.length).toBeGreaterThan(3);
    expect((await compare(0, revision + 1)).status).toBe(404);
  });
});

describe('people who work together', () => {
  let office: RunningProgram;
  beforeAll(async () => {
    office = await runProgram({ env: { MINGZHANG_OPEN: 'no' } });
  });
  afterAll(async () => {
    await office.stop();
    office.remove();
  });

  it('do not approve what they handed in themselves, and publish what was approved', async () => {
    const admin = new Client(office);
    const begun = { login: '管理员', name: '管理员', password: 'correct horse 1' };
    await admin.post(addressOf('firstRun'), begun);
    await admin.post(addressOf('signIn'), { login: begun.login, password: begun.password });
    const { account, temporaryPassword } = temporarySchema.parse(
      (await admin.post(addressOf('userAccounts'), { login: '审核员', name: '审核员' })).body,
    );
    await admin.post(addressOf('accountRoles', { id: account.id }), { role: 'financeReviewer' });
    const reviewer = new Client(office);
    await reviewer.post(addressOf('signIn'), { login: '审核员', password: temporaryPassword });
    const password = 'another horse 2';
    await reviewer.post(addressOf('password'), { current: temporaryPassword, password });

    const { budgets } = budgetListSchema.parse((await admin.get(addressOf('budgets'))).body);
    const own = budgets[0]?.id ?? '';
    const { revision } = budgets[0] ?? { revision: 0 };
    const take = (client: Client, kind: string) =>
      client.post(addressOf('review', { id: own }), { kind, revision, note: '' });
    expect((await take(reviewer, 'submit')).status).toBe(403);
    expect((await take(admin, 'submit')).status).toBe(200);
    expect((await take(admin, 'approve')).key).toBe('server.review.own');
    const early = await reviewer.post(addressOf('publications', { id: own }), { formats: ['data'] });
    expect(early.key).toBe('server.review.notApproved');
    expect((await take(reviewer, 'approve')).status).toBe(200);
    const made = await reviewer.post(addressOf('publications', { id: own }), { formats: ['data'] });
    expect(made.status).toBe(200);
    expect((await new Client(office).get(addressOf('budget', { id: own }))).status).toBe(401);
  });
});
