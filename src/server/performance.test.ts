import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningProgram, runProgram } from '../testing/running-server.ts';
import { type BudgetDetail, budgetListSchema, budgetSchema, changedSchema } from './contract/budgets.ts';
import {
  budgetEvaluationSchema,
  budgetProgressSchema,
  type EntriesPlan,
  entriesPlanSchema,
  indicatorChoicesSchema,
  monitoredProjectSchema,
  monitoringBoardSchema,
  registersSchema,
  resultsPlanSchema,
} from './contract/performance.ts';
import { apiErrorSchema } from './contract/problem.ts';
import { addressOf } from './contract/routes.ts';

const REGISTERS = fileURLToPath(new URL('../../examples/gaoyang-2025/registers', import.meta.url));

let program: RunningProgram;
let detail: BudgetDetail;
beforeAll(async () => {
  program = await runProgram();
  const { budgets } = budgetListSchema.parse(await get(addressOf('budgets')));
  detail = budgetSchema.parse(await get(addressOf('budget', { id: budgets[0]?.id ?? '' })));
});
afterAll(async () => {
  await program.stop();
  program.remove();
});

const get = async (address: string) => (await fetch(program.url + address)).json();
const on = (asOf: string, more = '') => `?asOf=${asOf}${more}`;

describe('a budget that is carried out', () => {
  it('is monitored at a day, with lights that follow from the numbers told', async () => {
    const { id } = detail;
    const board = monitoringBoardSchema.parse(await get(addressOf('monitoring', { id }) + on('2025-08-31')));
    expect(board.projects.length).toBe(detail.rows.projects?.length);
    const lights = board.projects.map(({ light }) => light);
    expect(board.tally.red).toBe(lights.filter((light) => light === 'red').length);
    expect(board.tally.red).toBeGreaterThan(0);
    expect(board.said.lead).toContain(`红灯 ${board.tally.red} 个`);
    // Paid less than due, by more than the rules allow.
    const late = board.projects.find(({ light }) => light === 'red');
    expect(Number(late?.spending.paid)).toBeLessThan(Number(late?.spending.due));
    // Without a day: the last one with entries, for today lies in another year.
    const last = monitoringBoardSchema.parse(await get(addressOf('monitoring', { id })));
    const days = detail.rows.payments?.map(({ cells }) => cells.date ?? '') ?? [];
    expect(last.asOf >= (days.toSorted().at(-1) ?? '')).toBe(true);
  });

  it('tells of each indicator, and where its result and its reason are typed', async () => {
    const { id } = detail;
    const board = monitoringBoardSchema.parse(await get(addressOf('monitoring', { id }) + on('2025-08-31')));
    for (const { project } of board.projects) {
      const address =
        addressOf('monitoredProject', { id }) +
        on('2025-08-31', `&project=${encodeURIComponent(project.code)}`);
      const { indicators } = monitoredProjectSchema.parse(await get(address));
      for (const { place, result, indicator, light, due, how } of indicators) {
        expect(place.cells.level3).toBe(indicator.level3);
        if (result === null) continue;
        const row = detail.rows.results?.find((one) => one.id === place.row);
        expect([row?.cells.level3, row?.cells.resultValue]).toEqual([indicator.level3, result.value]);
        if (light !== 'unknown') expect(how).not.toBe('');
        if (due !== null) expect(Number.isNaN(Number(due.replaceAll(',', '')))).toBe(false);
      }
    }
    const none = await fetch(
      `${program.url}${addressOf('monitoredProject', { id })}${on('2025-08-31', '&project=X')}`,
    );
    expect(none.status).toBe(404);
  });

  it('refuses a day of another year, in words', async () => {
    const { id } = detail;
    for (const day of ['2024-12-31', '2025-02-31']) {
      const answer = await fetch(program.url + addressOf('progress', { id }) + on(day));
      expect(answer.status).toBe(409);
      expect(apiErrorSchema.parse(await answer.json()).error.message).toContain('2025');
    }
  });

  it('comes as far by every dimension as in the whole', async () => {
    const { id } = detail;
    const progress = budgetProgressSchema.parse(await get(addressOf('progress', { id }) + on('2025-08-31')));
    const cents = (text: string) => BigInt(Math.round(Number(text) * 100));
    for (const rows of Object.values(progress.by))
      expect(rows.reduce((sum, { paid }) => sum + cents(paid), 0n)).toBe(cents(progress.total.paid));
  });

  it('is evaluated, each score with what it follows from, and printed on the official forms', async () => {
    const { id } = detail;
    const evaluation = budgetEvaluationSchema.parse(await get(addressOf('evaluation', { id })));
    expect(evaluation.said.projects.length).toBe(evaluation.projects.length);
    expect(evaluation.said.projects.every(({ notes }) => notes.length === 3)).toBe(true);
    const file = async (form: string, format: string) => {
      const answer = await fetch(
        program.url + addressOf('performanceForm', { id, form, format }) + on('2025-08-31'),
      );
      expect(answer.status).toBe(200);
      return {
        name: decodeURIComponent(answer.headers.get('content-disposition') ?? ''),
        parts: unzipSync(new Uint8Array(await answer.arrayBuffer())),
      };
    };
    const monitoring = await file('monitoring', 'docx');
    expect(monitoring.name).toContain('项目支出绩效运行监控表.docx');
    const [project] = detail.rows.projects ?? [];
    const text = strFromU8(monitoring.parts['word/document.xml'] ?? new Uint8Array());
    expect(text).toContain(project?.cells.projectName);
    for (const form of ['monitoringSummary', 'evaluation', 'evaluationDepartment'])
      expect(Object.keys((await file(form, 'xlsx')).parts)).toContain('xl/workbook.xml');
  });

  it('takes payments from a file: the new ones once, the known ones not again, the others with a reason', async () => {
    const { id } = detail;
    const columns = detail.sheets.find((sheet) => sheet.id === 'payments')?.columns ?? [];
    const [paid] = detail.rows.payments ?? [];
    if (paid === undefined) throw new Error('no payments');
    const rows = [
      paid.cells,
      { ...paid.cells, voucher: 'NEW-1', amount: '12.34' },
      { ...paid.cells, voucher: 'NEW-2', amount: '999999999' },
      { ...paid.cells, voucher: 'NEW-3', unit: '999 没有这个单位' },
    ];
    const csv = [
      columns.map(({ title }) => title).join(','),
      ...rows.map((cells) => columns.map(({ key }) => `"${cells[key] ?? ''}"`).join(',')),
    ].join('\n');
    const planned = async (): Promise<EntriesPlan> => {
      const form = new FormData();
      form.append('file', new Blob([csv]), '支付.csv');
      const answer = await fetch(program.url + addressOf('entriesPlan', { id }), {
        method: 'POST',
        body: form,
      });
      return entriesPlanSchema.parse(await answer.json());
    };
    const plan = await planned();
    expect([plan.rows, plan.known, plan.fresh.length, plan.refused.length]).toEqual([4, 1, 1, 2]);
    expect(plan.fresh[0]).toMatchObject({ sheet: 'payments', cells: { voucher: 'NEW-1', amount: '12.34' } });
    expect(plan.refused.map(({ row }) => row).sort()).toEqual([4, 5]);
    expect(plan.refused.every(({ reason, cells }) => reason !== '' && Object.keys(cells).length > 5)).toBe(
      true,
    );
    // Nothing was changed by asking; what is done with it is an ordinary change.
    const operations = plan.fresh.map(({ sheet, cells }) => ({
      type: 'insert',
      sheet,
      row: randomUUID(),
      after: null,
      cells,
    }));
    const changed = await fetch(program.url + addressOf('changes', { id }), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id: randomUUID(), operations }),
    });
    const done = changedSchema.parse(await changed.json());
    expect(done.done && done.change.revision).toBe(plan.revision + 1);
    const again = await planned();
    expect([again.known, again.fresh.length, again.refused.length]).toEqual([2, 0, 2]);
    const template = await fetch(program.url + addressOf('entriesTemplate', { id }));
    expect(Object.keys(unzipSync(new Uint8Array(await template.arrayBuffer())))).toContain('xl/workbook.xml');
  });

  it('proposes targets from the library for a project, and finds others by words, as rows to be taken over', async () => {
    const { id } = detail;
    const project = detail.rows.projects?.[0]?.cells.projectCode ?? '';
    const choices = async (words: string) => {
      const query = new URLSearchParams({ project, words });
      return indicatorChoicesSchema.parse(await get(`${addressOf('indicatorChoices', { id })}?${query}`));
    };
    const proposed = await choices('');
    expect(proposed.choices.length).toBeGreaterThan(3);
    const columns = new Set(
      detail.sheets.find((sheet) => sheet.id === 'indicators')?.columns.map(({ key }) => key),
    );
    for (const { cells, name } of proposed.choices) {
      expect(cells).toMatchObject({ level3: name, project: expect.stringContaining(project) });
      expect(Object.keys(cells).filter((key) => !columns.has(key))).toEqual([]);
    }
    const found = await choices('定点医药机构');
    expect(found.groups).toEqual([]);
    expect(found.total).toBeGreaterThan(3);
    expect(found.choices.some(({ seen }) => seen.length > 0)).toBe(true);
    expect((await choices('没有这样的指标ＸＹ')).total).toBe(0);
  });

  it('computes results from registers, and says where each goes and what a person entered otherwise', async () => {
    const { id } = detail;
    const { registers } = registersSchema.parse(await get(addressOf('registers', { id })));
    expect(registers.length).toBeGreaterThan(2);
    const register = registers[0]?.id ?? '';
    const template = await fetch(program.url + addressOf('registerTemplate', { id, register }));
    expect(Object.keys(unzipSync(new Uint8Array(await template.arrayBuffer())))).toContain('xl/workbook.xml');
    const plan = async (names: readonly string[]) => {
      const form = new FormData();
      for (const name of names) form.append('file', new Blob([readFileSync(join(REGISTERS, name))]), name);
      const answer = await fetch(program.url + addressOf('resultsPlan', { id }) + on('2025-08-31'), {
        method: 'POST',
        body: form,
      });
      return answer.status === 200 ? resultsPlanSchema.parse(await answer.json()) : answer.status;
    };
    const found = await plan(['injuries.csv']);
    if (typeof found === 'number') throw new Error(`refused with ${found}`);
    expect(found.period).toEqual({ from: '2025-01-01', until: '2025-08-31' });
    expect(found.measures.length).toBeGreaterThan(2);
    expect(found.landed.length).toBeGreaterThan(0);
    for (const { row, how, cells, before } of found.landed) {
      expect(cells.resultDate).toBe('2025-08-31');
      expect(row === undefined).toBe(how === 'added');
      expect(before === '').toBe(how === 'added' || how === 'filled');
      if (row !== undefined) expect(detail.rows.results?.some((one) => one.id === row)).toBe(true);
    }
    // What is no register is refused.
    const form = new FormData();
    form.append('file', new Blob(['a,b\n1,2']), 'x.csv');
    const wrong = await fetch(program.url + addressOf('resultsPlan', { id }), { method: 'POST', body: form });
    expect(wrong.status).toBe(409);
  });
});
