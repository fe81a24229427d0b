import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Approved, compareApproved } from '../checking/approved.ts';
import type { Known } from '../checking/known.ts';
import { bodyMap } from '../checking/same-body.ts';
import { importWorkbook } from '../ledger/import.ts';
import { checkedDocument } from '../reading/checked.ts';
import { knownOfKept, knownOfLedger, sayFactOf } from '../reading/known.ts';
import { readBytes } from '../reading/read-file.ts';
import type { Reading } from '../reading/reading.ts';
import { fromJson, toJson } from '../reading/reading-json.ts';
import { packSource } from '../testing/ledger.ts';
import { means } from '../testing/reading.ts';
import { prepare, writeFormats } from '../writing/publish.ts';
import { againstApproval } from './against-approval.ts';
import { againstSchema } from './against-schema.ts';

const { packs, accounts } = means;

interface Example {
  readonly approval: Known;
  /** The disclosure as a web page. */
  readonly page: string;
}

async function example(name: string): Promise<Example> {
  const path = fileURLToPath(new URL(`../../examples/${name}/budget.xlsx`, import.meta.url));
  const ledger = importWorkbook(new Uint8Array(readFileSync(path)), path, {
    packs: packSource(...packs),
    accounts,
  });
  const pack = packs.find(({ id }) => ledger.ok && id === ledger.value.pack);
  if (!ledger.ok || pack === undefined) throw new Error(name);
  const disclosure = prepare({ ledger: ledger.value, pack, accounts });
  const [page] = await writeFormats(disclosure, ['html']);
  return {
    approval: knownOfLedger('budget.xlsx', ledger.value, pack, accounts),
    page: new TextDecoder().decode(page?.bytes),
  };
}

async function read(page: string): Promise<Reading> {
  const reading = await readBytes(new TextEncoder().encode(page), { ...means, file: 'published.html' });
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join(' '));
  return reading.value;
}

const known = (reading: Reading) => knownOfKept(fromJson(toJson(reading)), packs, accounts);

async function compared(page: string, approval: Known): Promise<Approved> {
  const reading = await read(page);
  const document = checkedDocument(reading, means);
  return compareApproved(document, known(reading), approval, sayFactOf(reading.tables));
}

describe('a disclosure against what was approved', () => {
  let gaoyang: Example;
  let lianchi: Example;
  beforeAll(async () => {
    gaoyang = await example('gaoyang-2025');
    lianchi = await example('baoding-lianchi-2023');
  }, 120_000);

  it('agrees with its own workbook in every number that the workbook knows', async () => {
    for (const [{ page, approval }, most] of [
      [gaoyang, 10],
      [lianchi, 10],
    ] as const) {
      const { findings, agreed, lacking, notChecked } = await compared(page, approval);
      expect(findings.map(({ message }) => message)).toEqual([]);
      expect(agreed).toBeGreaterThan(250);
      expect(lacking).toEqual([]);
      expect(notChecked.length).toBeLessThan(most);
    }
  }, 120_000);

  it('names exactly the number that is another, with both places', async () => {
    const cells = [...gaoyang.page.matchAll(/<td[^>]*>(\d+\.\d\d)<\/td>/gu)];
    expect(cells.length).toBeGreaterThan(100);
    for (const share of [0.1, 0.3, 0.5]) {
      const cell = cells[Math.floor(cells.length * share)];
      const printed = cell?.[1] ?? '';
      const other = (Number(printed) + 7).toFixed(2);
      const at = cell?.index ?? 0;
      const changed =
        gaoyang.page.slice(0, at) + gaoyang.page.slice(at).replace(`>${printed}<`, `>${other}<`);
      const { findings } = await compared(changed, gaoyang.approval);
      expect(findings, printed).toMatchObject([{ rule: 'across.approved', severity: 'warning' }]);
      const [found] = findings;
      expect(Number(found?.value)).toBe(Number(other));
      expect(found?.expected).toContain(printed.replace(/0+$/u, ''));
      expect(found?.places).toHaveLength(1);
      expect(found?.message).toMatch(/budget\.xlsx 工作表“(?:收入|支出)” 单元格/u);
    }
  }, 120_000);

  it('lists what the approval has and the document lacks, and calls nothing agreed that it does not know', async () => {
    const approval = known(await read(gaoyang.page));
    const one = /<tr>(?:(?!<\/tr>)[\s\S])*2101506(?:(?!<\/tr>)[\s\S])*<\/tr>/gu;
    const shorter = gaoyang.page.replace(one, '');
    expect(shorter.length).toBeLessThan(gaoyang.page.length);
    const less = await compared(shorter, approval);
    expect(less.lacking.map(({ what }) => what).join()).toContain('2101506');
    const more = await compared(gaoyang.page, known(await read(shorter)));
    const unknown = more.notChecked.filter(({ what }) => what.includes('2101506'));
    const told = more.findings.filter(({ at }) => at.function === '2101506');
    expect(unknown.length + told.length).toBeGreaterThan(0);
    const data = againstApproval(less, approval, '');
    expect(againstSchema.safeParse(data).error).toBeUndefined();
    expect(data).toMatchObject({ as: 'approval', differences: less.findings.length });
  }, 120_000);

  it('finds no body of one department in the budget of another', async () => {
    expect(bodyMap(known(await read(gaoyang.page)), lianchi.approval).size).toBe(0);
    const { agreed, findings } = await compared(gaoyang.page, lianchi.approval);
    expect([agreed, findings]).toEqual([0, []]);
  }, 120_000);
});
