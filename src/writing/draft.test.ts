import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadAccounts } from '../accounts/load.ts';
import type { Fact } from '../facts/fact.ts';
import { NO_PROJECT } from '../facts/space.ts';
import type { Draft } from '../ledger/from-rows.ts';
import { importWorkbook } from '../ledger/import.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findPacks } from '../packs/load.ts';
import { loadVocabulary } from '../packs/vocabulary.ts';
import { draftFrom } from '../reading/draft.ts';
import { type Given, type Role, yearOf } from '../reading/draft-role.ts';
import { readBytes } from '../reading/read-file.ts';
import { fromJson, toJson } from '../reading/reading-json.ts';
import { amountLine } from '../testing/budget.ts';
import { ledgers } from '../testing/random-ledger.ts';
import { type Format, prepare, writeFormats } from './publish.ts';
import { writeDraft } from './workbook.ts';

/** Publishes budgets, reads them back and drafts from them: what the margins determine must be the truth. */

function need<Value>(result: { readonly ok: boolean; readonly value?: Value }): Value {
  if (!result.ok || result.value === undefined) throw new Error(JSON.stringify(result));
  return result.value;
}

const accounts = need(loadAccounts());
const library = need(findPacks(accounts));
const packs = library.ids().map((id) => need(library.load(id)));
const vocabulary = need(loadVocabulary());
const packOf = (id: string) => need(library.load(id));

async function publish(ledger: Ledger, format: Format): Promise<Uint8Array> {
  const disclosure = prepare({
    ledger,
    pack: packOf(ledger.pack),
    accounts,
    draft: true,
    allowUnknown: true,
  });
  const files = await writeFormats(disclosure, [format]);
  const file = files.find(({ path }) => path.endsWith(`.${format}`));
  if (file === undefined) throw new Error('not written');
  return file.bytes;
}

async function given(bytes: Uint8Array, role: Role, file = 'published'): Promise<Given> {
  const reading = need(await readBytes(bytes, { file, packs, vocabulary, accounts }));
  return { kept: fromJson(toJson(reading)), role };
}

const LINE = ['entity', 'function', 'economic', 'kind', 'source', 'project'];

const isComplete = ({ at }: Fact) => LINE.every((id) => at[id] !== undefined);

function expenditure(facts: readonly Fact[]): readonly Fact[] {
  return facts.filter(({ at }) => at.flow === 'expenditure' && at.procurement === undefined);
}

/** The line of a fact, with its project by name. */
function lineOf({ at }: Fact, { records }: Ledger): string {
  const name = records.projects.find(({ code }) => code === at.project)?.name;
  return LINE.map((id) => (id === 'project' ? (name ?? at[id]) : at[id])).join(' ');
}

/** Amounts of expenditure by line, or by what else is asked. */
function amounts(
  ledger: Ledger,
  keyOf: (fact: Fact) => string = (fact) => lineOf(fact, ledger),
): ReadonlyMap<string, bigint> {
  const sums = new Map<string, bigint>();
  for (const fact of expenditure(ledger.facts)) {
    const key = keyOf(fact);
    sums.set(key, (sums.get(key) ?? 0n) + fact.value);
  }
  return sums;
}

/** What documents print of when money was given: this year or before. */
const VINTAGES: Readonly<Record<string, string>> = {
  ownLevel: 'current',
  advanceTransfer: 'current',
  balance: 'carriedOver',
  returnableQuota: 'carriedOver',
};

function expectTrue(draft: Draft, truth: Ledger, apart: bigint): void {
  const complete = { ...draft.ledger, facts: draft.ledger.facts.filter(isComplete) };
  const undated = new Set(
    complete.facts.filter(({ at }) => at.vintage === undefined).map((fact) => lineOf(fact, complete)),
  );
  // A line of this year may be certain where the same of the years before is not.
  const keyIn = (ledger: Ledger) => (fact: Fact) => {
    const line = lineOf(fact, ledger);
    const { vintage = '' } = fact.at;
    return undated.has(line) ? line : `${line} ${VINTAGES[vintage] ?? vintage}`;
  };
  const real = amounts(truth, keyIn(truth));
  for (const [key, value] of amounts(complete, keyIn(complete))) {
    const difference = value - (real.get(key) ?? 0n);
    expect({ key, right: difference <= apart && -difference <= apart }).toEqual({ key, right: true });
  }
  // Where the reading contradicts itself, what is doubtful is left out.
  if (draft.open.some(({ topic }) => topic === 'conflict')) return;
  const total = (facts: readonly Fact[]) => expenditure(facts).reduce((sum, { value }) => sum + value, 0n);
  const lines = BigInt(expenditure(draft.ledger.facts).length + 1);
  const off = total(draft.ledger.facts) - total(truth.facts);
  expect({ off, right: off <= apart * lines && -off <= apart * lines }).toEqual({ off, right: true });
}

const UNIT = {
  code: '900001',
  name: '示例局本级',
  scope: 'ownLevel',
  nature: '行政',
  rank: '正科级',
  funding: '财政拨款',
} as const;

function ledgerOf(lines: readonly Fact[]): Ledger {
  const projects = [...new Set(lines.map(({ at }) => at.project ?? NO_PROJECT))].filter(
    (code) => code !== NO_PROJECT,
  );
  const sources = new Map<string, bigint>();
  for (const { at, value } of lines) {
    const key = `${at.source} ${at.function}`;
    sources.set(key, (sources.get(key) ?? 0n) + value);
  }
  const revenue = [...sources].map(([key, value]): Fact => {
    const [source = '', code = ''] = key.split(' ');
    return {
      ...amountLine({ entity: UNIT.code, flow: 'revenue', source, function: code, vintage: 'ownLevel' }, '0'),
      value,
    };
  });
  return {
    pack: 'hebei-2025',
    year: 2025,
    records: {
      department: { code: '900', name: '示例局' },
      units: [UNIT],
      projects: projects.map((code) => ({
        entity: UNIT.code,
        code,
        name: code.endsWith('R') ? '劳务派遣经费' : '慢特病鉴定资金',
        purpose: '用于经办服务',
        goals: ['按时办结'],
        plan: [],
        indicators: [],
        specialFund: false,
      })),
      procurement: [],
      texts: [],
    },
    facts: [...revenue, ...lines],
    lastYear: undefined,
    execution: [],
    localNames: [],
    unitParts: false,
  };
}

describe('a draft from what was published', () => {
  it('fills every line that one function and one class leave no choice about, and the workbook reads back', async () => {
    const at = { entity: UNIT.code, flow: 'expenditure', source: 'generalPublicBudget', vintage: 'ownLevel' };
    const truth = ledgerOf([
      amountLine(
        { ...at, function: '2101501', kind: 'personnel', economic: '30101', project: NO_PROJECT },
        '900000',
      ),
      amountLine(
        { ...at, function: '2101501', kind: 'personnel', economic: '30102', project: NO_PROJECT },
        '120000',
      ),
      amountLine(
        { ...at, function: '2101501', kind: 'runningCosts', economic: '30201', project: NO_PROJECT },
        '5600',
      ),
    ]);
    const read = await given(await publish(truth, 'docx'), 'disclosure');
    const draft = draftFrom([read], {
      pack: packOf('hebei-2025'),
      accounts,
      department: truth.records.department,
      year: 2025,
    });
    expect(expenditure(draft.ledger.facts).every(isComplete)).toBe(true);
    const bytes = await writeDraft(packOf('hebei-2025'), accounts, draft);
    const imported = need(importWorkbook(bytes, 'draft.xlsx', { packs: library, accounts }));
    expect([...amounts(imported).values()].sort()).toEqual([...amounts(truth).values()].sort());
    const income = (ledger: Ledger) =>
      ledger.facts
        .filter((fact) => fact.at.flow === 'revenue')
        .map(({ at: where, value }) => `${where.function} ${value}`);
    expect(income(imported)).toEqual(income(truth));
  });

  it.each([
    ['hebei-2025', 2025, 'docx'],
    ['henan-2023', 2023, 'xlsx'],
    ['shanghai', 2025, 'xlsx'],
  ] as const)(
    'never fills what a budget printed as %s %i %s does not determine',
    async (pack, year, format) => {
      await fc.assert(
        fc.asyncProperty(ledgers(pack, year).map(readable), async (truth) => {
          const read = await given(await publish(truth, format), 'disclosure');
          const { department } = truth.records;
          const draft = draftFrom([read], { pack: packOf(pack), accounts, department, year });
          // Printed in 万元 with two decimals, an amount is certain to 100 元.
          expectTrue(draft, truth, 10_000n);
        }),
        { numRuns: Number(process.env.MINGZHANG_RUNS ?? 3), endOnFailure: true },
      );
    },
    120_000,
  );

  it('drafts the next year from last year’s disclosure: comparisons, units, projects, and no amounts', async () => {
    const file = fileURLToPath(new URL('../../examples/gaoyang-2025/budget.xlsx', import.meta.url));
    const truth = need(importWorkbook(readFileSync(file), file, { packs: library, accounts }));
    const read = await given(await publish(truth, 'docx'), 'disclosure');
    expect(yearOf([read])).toBe(2026);
    const { department } = truth.records;
    const draft = draftFrom([read], { pack: packOf(truth.pack), accounts, department, year: 2026 });
    expect(expenditure(draft.ledger.facts)).toEqual([]);
    expect(draft.ledger.lastYear?.map(({ value }) => value)).toHaveLength(4);
    expect(draft.ledger.records.units.map(({ name }) => name)).toEqual(
      truth.records.units.map(({ name }) => name),
    );
    const names = truth.records.projects.map(({ name }) => name).sort();
    expect(draft.ledger.records.projects.map(({ name }) => name).sort()).toEqual(names);
    expect(draft.open.filter(({ topic }) => topic === 'projects').length).toBeGreaterThanOrEqual(
      names.length,
    );
  }, 60_000);

  it('takes the approval’s value over an export’s, and names both', async () => {
    const at = {
      entity: UNIT.code,
      flow: 'expenditure',
      kind: 'runningCosts',
      function: '2101501',
      economic: '30201',
    };
    const of = (yuan: string) =>
      ledgerOf([
        amountLine({ ...at, source: 'generalPublicBudget', vintage: 'ownLevel', project: NO_PROJECT }, yuan),
      ]);
    const files = [
      await given(await publish(of('70000'), 'xlsx'), 'export', '导出.xlsx'),
      await given(await publish(of('80000'), 'docx'), 'approval', '批复.docx'),
    ];
    const department = { code: '900', name: '示例局' };
    const draft = draftFrom(files, { pack: packOf('hebei-2025'), accounts, department, year: 2025 });
    expect(expenditure(draft.ledger.facts).map(({ value }) => value)).toEqual([8_000_000n]);
    const [conflict] = draft.open.filter(({ topic }) => topic === 'conflict');
    expect(conflict?.text).toMatch(/批复\.docx.*8\.00万元.*导出\.xlsx.*7\.00万元/u);
  });
});

/**
 * A budget that reads back without doubt: a source that no table has a column for would make every table contradict
 * itself, and parts of several units are the reader's own matter.
 */
function readable(ledger: Ledger): Ledger {
  return {
    ...ledger,
    unitParts: ledger.unitParts && ledger.records.units.length === 1,
    facts: ledger.facts.map((fact) =>
      fact.at.source === 'governmentFund'
        ? { ...fact, at: { ...fact.at, source: 'governmentFundBudget' } }
        : fact,
    ),
  };
}
