import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readExampleSource } from '../../scripts/example-source.mjs';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { SeedAssets, SeedFigures, SeedTable } from './seed-tables.ts';

/**
 * Whether the examples' amounts give the printed figures: sums over lines, each rounded on its own, against every
 * cell of the nine tables. Deliberately without the cube and the packs, so that it checks them too.
 */

const EXAMPLES = ['gaoyang-2025', 'baoding-lianchi-2023'] as const;
const FEN_PER_WAN = 1_000_000n;
const BASIC = ['personnel', 'runningCosts'];
const PROJECT = ['otherRunning', 'specificTarget'];
const IN = ['revenue', 'carriedForwardIn', 'surplusUsed'];
const OUT = ['expenditure', 'surplusDistributed', 'carriedForwardOut'];
const CARRIED_IN = ['carriedForwardIn', 'surplusUsed'];
const CARRIED_OUT = ['surplusDistributed', 'carriedForwardOut'];
const FISCAL = ['generalPublicBudget', 'governmentFundBudget', 'stateCapitalBudget'];
const [GENERAL, FUND, CAPITAL] = FISCAL.map((source) => [source]);
const UNIT_FUNDS = [
  'institutionalRevenue',
  'businessRevenue',
  'superiorSubsidy',
  'subordinateRemittance',
  'otherRevenue',
];
/** The classes of the form, in its order; the last row is no class of the classification. */
const CLASSES =
  '201 202 203 204 205 206 207 208 209 210 211 212 213 214 215 216 217 219 220 221 222 223 224 227 229 230 231 232 233 234 -'.split(
    ' ',
  );
const OPERATION = ['30231'];
const PURCHASE = ['30913', '31013'];
const TRAVEL = ['30212'];
const RECEPTION = ['30217'];
const THREE_PUBLIC = [...TRAVEL, ...RECEPTION, ...OPERATION, ...PURCHASE];

/** What to add up: dimension → its members; of classifications, the beginnings of codes. */
type Query = Readonly<Record<string, readonly string[] | undefined>>;
type Sum = (query: Query) => bigint;

const PREFIXED = new Set(['function', 'economic']);

function matches(at: Coordinate, query: Query): boolean {
  return Object.entries(query).every(([dimension, members]) => {
    const member = at[dimension] ?? '';
    return (
      members?.some((one) => (PREFIXED.has(dimension) ? member.startsWith(one) : member === one)) ?? true
    );
  });
}

/** Sums this year's amounts of a part: all units, or the one whose part it is. */
function summer({ facts, year }: Ledger, part: string): Sum {
  const lines = facts.filter(
    ({ at }) =>
      at.measure === 'amount' &&
      at.year === String(year) &&
      at.flow !== undefined &&
      at.procurement === undefined &&
      (part === 'department' || at.entity === part),
  );
  return (query) => lines.reduce((sum, { at, value }) => (matches(at, query) ? sum + value : sum), 0n);
}

/** Rounds half up to so many decimals of a 万元; amounts here are not negative. */
function inWan(fen: bigint, decimals: number): string {
  const scaled = fen * 10n ** BigInt(decimals);
  const digits = ((scaled * 2n + FEN_PER_WAN) / (FEN_PER_WAN * 2n)).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return digits;
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** A cell as its form prints it: blank for nothing, else with as many decimals as are printed there. */
function likePrinted(fen: bigint, printed: string): string {
  if (fen === 0n) return '';
  return inWan(fen, printed === '' ? 2 : (printed.split('.')[1]?.length ?? 0));
}

/** The cells of a row, given what stands in each of its columns of amounts. */
function expectCells(
  sum: Sum,
  title: string,
  row: readonly string[],
  from: number,
  queries: readonly Query[],
) {
  const printed = row.slice(from, from + queries.length);
  const computed = queries.map((query, index) => likePrinted(sum(query), printed[index] ?? ''));
  expect({ title, row: row.slice(0, from), cells: computed }).toEqual({
    title,
    row: row.slice(0, from),
    cells: printed,
  });
}

/** Codes with amounts, with the coarser codes above them, in the order of the table. */
function codesOf(ledger: Ledger, part: string, dimension: string, lengths: readonly number[], query: Query) {
  const codes = new Set<string>();
  for (const { at, value } of ledger.facts) {
    if (at.measure !== 'amount' || at.flow === undefined || value === 0n || !matches(at, query)) continue;
    if (part !== 'department' && at.entity !== part) continue;
    for (const length of lengths) codes.add((at[dimension] ?? '').slice(0, length));
  }
  return [...codes].sort();
}

/** Rows by code under a row of totals; every code that has amounts stands there, and no other. */
function expectByCode(
  ledger: Ledger,
  { part, title, rows }: SeedTable,
  dimension: 'function' | 'economic',
  base: Query,
  columns: readonly Query[],
) {
  const sum = summer(ledger, part);
  const lengths = dimension === 'function' ? [3, 5, 7] : [3, 5];
  const codes = codesOf(ledger, part, dimension, lengths, base);
  if (codes.length === 0) {
    expect({ title, rows: rows.map((row) => row.join('')) }).toEqual({ title, rows: [''] });
    return;
  }
  expect({ title, codes: rows.map((row) => row[1]) }).toEqual({ title, codes: ['', ...codes] });
  for (const row of rows) {
    const code = row[1] ?? '';
    const queries = columns.map((column) => ({
      ...base,
      ...column,
      ...(code === '' ? {} : { [dimension]: [code] }),
    }));
    expectCells(sum, title, row, 3, queries);
  }
}

const BY_KIND: readonly Query[] = [{}, { kind: BASIC }, { kind: PROJECT }];

const CHECKS: readonly [RegExp, (ledger: Ledger, table: SeedTable) => void][] = [
  [/预算收支总表$/u, checkIncomeExpenditure],
  [
    /预算收入总表$/u,
    (ledger, table) =>
      expectByCode(ledger, table, 'function', { flow: IN }, [
        {},
        { flow: ['revenue'] },
        { flow: ['revenue'], source: FISCAL },
        { flow: ['revenue'], source: ['fiscalSpecialAccount'] },
        ...UNIT_FUNDS.map((source) => ({ flow: ['revenue'], source: [source] })),
        { flow: CARRIED_IN },
      ]),
  ],
  [
    /预算支出总表$/u,
    (ledger, table) =>
      expectByCode(ledger, table, 'function', { flow: ['expenditure'] }, [
        ...BY_KIND,
        { kind: ['business'] },
        { kind: ['remittedUp'] },
        { kind: ['subsidyDown'] },
      ]),
  ],
  [/预算财政拨款收支总表$/u, checkFiscal],
  [
    /一般公共预算财政拨款支出表$/u,
    (ledger, table) =>
      expectByCode(ledger, table, 'function', { flow: ['expenditure'], source: GENERAL }, BY_KIND),
  ],
  [
    /一般公共预算财政拨款基本支出表$/u,
    (ledger, table) =>
      expectByCode(ledger, table, 'economic', { flow: ['expenditure'], source: GENERAL, kind: BASIC }, [
        {},
        { kind: ['personnel'] },
        { kind: ['runningCosts'] },
      ]),
  ],
  [
    /政府(?:性)?基金预算财政拨款支出表$/u,
    (ledger, table) =>
      expectByCode(ledger, table, 'function', { flow: ['expenditure'], source: FUND }, BY_KIND),
  ],
  [
    /国有资本经营预算财政拨款支出表$/u,
    (ledger, table) =>
      expectByCode(ledger, table, 'function', { flow: ['expenditure'], source: CAPITAL }, BY_KIND),
  ],
  [/“三公”经费支出表$/u, checkThreePublic],
];

const INCOME: Readonly<Record<string, Query>> = {
  一般公共预算拨款收入: { flow: ['revenue'], source: GENERAL },
  政府性基金预算拨款收入: { flow: ['revenue'], source: FUND },
  国有资本经营预算拨款收入: { flow: ['revenue'], source: CAPITAL },
  财政专户管理资金收入: { flow: ['revenue'], source: ['fiscalSpecialAccount'] },
  单位资金: { flow: ['revenue'], source: UNIT_FUNDS },
  事业收入: { flow: ['revenue'], source: ['institutionalRevenue'] },
  事业单位经营收入: { flow: ['revenue'], source: ['businessRevenue'] },
  上级补助收入: { flow: ['revenue'], source: ['superiorSubsidy'] },
  附属单位上缴收入: { flow: ['revenue'], source: ['subordinateRemittance'] },
  其他收入: { flow: ['revenue'], source: ['otherRevenue'] },
  本年收入合计: { flow: ['revenue'] },
  上年结转结余: { flow: CARRIED_IN },
  收入总计: { flow: IN },
};

const NOTHING: Query = { flow: ['-'] };

/** The query of a left-hand label; an empty label has nothing beside it. */
function incomeQuery(label: string, known: Readonly<Record<string, Query>>): Query {
  const query = label === '' ? NOTHING : known[label.replace(/^.、/u, '')];
  if (query === undefined) throw new Error(`no amounts are known for the row ${label}`);
  return query;
}

function checkIncomeExpenditure(ledger: Ledger, { part, title, rows }: SeedTable) {
  const sum = summer(ledger, part);
  expect(rows).toHaveLength(34);
  for (const [index, row] of rows.entries()) {
    const right: Query =
      index < CLASSES.length
        ? { flow: ['expenditure'], function: [CLASSES[index] ?? ''] }
        : ([{ flow: ['expenditure'] }, { flow: CARRIED_OUT }, { flow: OUT }][index - CLASSES.length] ??
          NOTHING);
    expectCells(sum, title, row, 2, [incomeQuery(row[1] ?? '', INCOME)]);
    expectCells(sum, title, row, 4, [right]);
  }
}

function checkFiscal(ledger: Ledger, { part, title, rows }: SeedTable) {
  const sum = summer(ledger, part);
  expect(rows).toHaveLength(37);
  const carried = rows.findIndex((row) => row[1] === '年初财政拨款结转和结余');
  for (const [index, row] of rows.entries()) {
    const label = row[1] ?? '';
    const flow = index < carried ? ['revenue'] : CARRIED_IN;
    const left = incomeQuery(label, {
      一般公共预算拨款: { flow, source: GENERAL },
      政府性基金预算拨款: { flow, source: FUND },
      国有资本经营预算拨款: { flow, source: CAPITAL },
      本年收入合计: { flow: ['revenue'], source: FISCAL },
      年初财政拨款结转和结余: { flow: CARRIED_IN, source: FISCAL },
      收入总计: { flow: IN, source: FISCAL },
    });
    const feet: Readonly<Record<string, Query>> = {
      本年支出合计: { flow: ['expenditure'] },
      年末财政拨款结转和结余: { flow: CARRIED_OUT },
      支出总计: { flow: OUT },
      '': NOTHING,
    };
    const right =
      index < CLASSES.length
        ? { flow: ['expenditure'], function: [CLASSES[index] ?? ''] }
        : incomeQuery(row[3] ?? '', feet);
    expectCells(sum, title, row, 2, [left]);
    expectCells(
      sum,
      title,
      row,
      4,
      [FISCAL, GENERAL, FUND, CAPITAL].map((source) => ({ ...right, source })),
    );
  }
}

function checkThreePublic(ledger: Ledger, { part, title, rows }: SeedTable) {
  const sum = summer(ledger, part);
  const economic: Readonly<Record<string, readonly string[]>> = {
    合计: THREE_PUBLIC,
    '“三公”经费小计': THREE_PUBLIC,
    '一、因公出国（境）费': TRAVEL,
    '其中：教学科研人员因公出国（境）费': TRAVEL,
    '其他因公出国（境）费': TRAVEL,
    '二、公务用车购置及运维费': [...OPERATION, ...PURCHASE],
    '其中：公务用车购置费': PURCHASE,
    公务用车运行维护费: OPERATION,
    公务用车运行经费: OPERATION,
    '三、公务接待费': RECEPTION,
  };
  for (const row of rows) {
    const codes = economic[row[1] ?? ''];
    if (codes === undefined) throw new Error(`no codes are known for the row ${row[1]}`);
    const queries = [FISCAL, GENERAL, FUND, CAPITAL].map((source) => ({
      flow: ['expenditure'],
      economic: codes,
      source,
    }));
    expectCells(sum, title, row, 2, queries);
  }
  // Whatever the form leaves out is nothing.
  expect(sum({ flow: ['expenditure'], economic: THREE_PUBLIC })).toBe(
    sum({ flow: ['expenditure'], economic: OPERATION }),
  );
}

const ASSETS: readonly [RegExp, string][] = [
  [/办公用房/u, 'offices'],
  [/房屋/u, 'buildings'],
  [/车辆/u, 'vehicles'],
  [/、单价在/u, 'equipment'],
  [/其他固定资产/u, 'otherAssets'],
];

function checkAssets({ facts, year }: Ledger, { part, rows }: SeedAssets) {
  const stated = facts.filter(
    ({ at }) =>
      at.asset !== undefined &&
      at.asset !== 'offices' &&
      at.year === String(year - 1) &&
      (part === 'department' || at.entity === part),
  );
  const total = (some: readonly Fact[], measure: string) =>
    some.reduce((sum, { at, value }) => (at.measure === measure ? sum + value : sum), 0n);
  for (const [label = '', quantity = '', value = ''] of rows) {
    const asset = ASSETS.find(([pattern]) => pattern.test(label))?.[1];
    const isPart = asset === undefined && !label.endsWith('总额');
    const some = isPart ? [] : stated.filter(({ at }) => asset === undefined || at.asset === asset);
    const count = total(some, 'count') / 10_000n;
    expect({ label, quantity: count.toString() }).toEqual({
      label,
      quantity: quantity === '' ? '0' : quantity === '--' ? count.toString() : quantity,
    });
    const decimals = value.split('.')[1]?.length ?? 0;
    expect({ label, value: inWan(total(some, 'amount'), decimals) }).toEqual({ label, value: value || '0' });
  }
}

const ledgerOf = (name: string) =>
  readExampleSource(readFileSync(new URL(`../../examples/${name}/source.yaml`, import.meta.url), 'utf8'));
const figuresOf = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../examples/${name}/figures.json`, import.meta.url), 'utf8'),
  ) as SeedFigures;

describe.each(EXAMPLES)('the amounts of %s', (name) => {
  const ledger = ledgerOf(name);
  const figures = figuresOf(name);

  it.each(figures.tables.map((table) => [table.part, table.title, table] as const))(
    'give every figure of %s %s',
    (_part, title, table) => {
      const check = CHECKS.find(([pattern]) => pattern.test(title))?.[1];
      if (check === undefined) throw new Error(`no check for the table ${title}`);
      check(ledger, table);
    },
  );

  it('give every figure of the assets', () => {
    expect(figures.assets.length).toBeGreaterThan(0);
    for (const assets of figures.assets) checkAssets(ledger, assets);
  });

  it('give the project sheets: budgets, plans, indicators', () => {
    const { projects } = ledger.records;
    for (const part of new Set(figures.sheets.map((sheet) => sheet.part))) {
      const sheets = figures.sheets.filter((sheet) => sheet.part === part);
      expect(sheets.map((sheet) => sheet.name)).toEqual(projects.map((project) => project.name));
      for (const [index, sheet] of sheets.entries()) {
        const project = projects[index];
        if (project === undefined) throw new Error(`no project ${sheet.name}`);
        if (sheet.code !== '') expect(project.code).toBe(sheet.code);
        const sum = summer(ledger, part);
        const budget = sum({ flow: ['expenditure'], project: [project.code] });
        if (project.statedBudget !== undefined) expect(project.statedBudget).toBe(budget);
        if (sheet.budget.length > 0) {
          const fiscal = sum({ flow: ['expenditure'], project: [project.code], source: FISCAL });
          expect([budget, fiscal, budget - fiscal].map((fen) => likePrinted(fen, ''))).toEqual(sheet.budget);
        }
        expect(project.plan.map(({ cumulative }) => likePrinted(cumulative, ''))).toEqual(sheet.plan);
        if (project.plan.length > 0) expect(project.plan.at(-1)?.cumulative).toBe(budget);
        expect(
          project.indicators.map(({ level1, level2, level3, operator, value, unit }) => ({
            level1,
            level2,
            level3,
            target: `${operator}${value}${unit}`,
          })),
        ).toEqual(sheet.indicators);
      }
    }
  });

  it('balance, by unit and source, and leave no project without lines', () => {
    for (const { code } of ledger.records.units) {
      const sum = summer(ledger, code);
      for (const source of [...FISCAL, 'fiscalSpecialAccount', ...UNIT_FUNDS]) {
        expect(sum({ flow: IN, source: [source] })).toBe(sum({ flow: OUT, source: [source] }));
      }
    }
    const used = new Set(ledger.facts.map(({ at }) => at.project));
    for (const { code } of ledger.records.projects) expect(used).toContain(code);
  });
});

describe('the changes from last year', () => {
  const hundredths = (fen: bigint) => Number(fen / 10_000n) / 100;
  const before = (ledger: Ledger, entity: string, wanted: Coordinate) => {
    const full = { measure: 'amount', year: String(ledger.year - 1), stage: 'budget', entity, ...wanted };
    const found = (ledger.lastYear ?? []).filter(
      ({ at }) =>
        Object.keys(at).length === Object.keys(full).length &&
        Object.entries(full).every(([dimension, member]) => at[dimension] === member),
    );
    expect(found).toHaveLength(1);
    return found[0]?.value ?? 0n;
  };
  const changes = (name: string, entity: string) => {
    const ledger = ledgerOf(name);
    const sum = summer(ledger, entity === ledger.records.department.code ? 'department' : entity);
    const was = (wanted: Coordinate) => before(ledger, entity, wanted);
    const pairs: readonly (readonly [bigint, bigint])[] = [
      [sum({ flow: OUT }), was({ flow: 'totalOut' })],
      [sum({ flow: ['expenditure'], kind: BASIC }), was({ flow: 'expenditure', kind: 'basic' })],
      [sum({ flow: ['expenditure'], kind: PROJECT }), was({ flow: 'expenditure', kind: 'project' })],
      [
        sum({ flow: ['expenditure'], source: FISCAL, economic: THREE_PUBLIC }),
        was({ flow: 'expenditure', source: 'fiscalAppropriation', economic: 'threePublic' }),
      ],
    ];
    expect(was({ flow: 'totalIn' })).toBe(was({ flow: 'totalOut' }));
    return pairs.map(([now, then]) => [
      hundredths(now - then),
      Number(((now - then) * 1_000_000n) / then) / 10_000,
    ]);
  };

  it.each(['baoding-lianchi-2023'])('stand on amounts of %s that add up over its units', (name) => {
    const { lastYear = [], records } = ledgerOf(name);
    const total = (isDepartment: boolean) => {
      const sums = new Map<string, bigint>();
      for (const { at, value } of lastYear) {
        const { entity, ...members } = at;
        if ((entity === records.department.code) !== isDepartment) continue;
        const key = JSON.stringify(members);
        sums.set(key, (sums.get(key) ?? 0n) + value);
      }
      return sums;
    };
    expect(total(false)).toEqual(total(true));
  });

  it('are those printed for 高阳县', () => {
    expect(changes('gaoyang-2025', '450').map(([change]) => change)).toEqual([-400.5, 17.5, -418, -0.08]);
  });

  it.each(['853', '853001'])('are those printed for 莲池区 %s, growth rates too', (entity) => {
    const found = changes('baoding-lianchi-2023', entity);
    expect(found.map(([change]) => change)).toEqual([23.92, 26.15, -2.23, 0]);
    expect(found.map(([, rate]) => rate?.toFixed(2))).toEqual(['20.25', '25.87', '-13.09', '0.00']);
  });
});
