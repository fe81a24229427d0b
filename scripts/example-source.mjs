import { parse } from 'yaml';
import { z } from 'zod';

/**
 * Reads the source of an example: a budget written as YAML, for people to read. It becomes the same ledger that
 * the import of its workbook gives, but for the places of the facts.
 *
 * Plain JavaScript, because scripts run it without a build and tests import it too.
 *
 * @typedef {import('../src/ledger/ledger.ts').Ledger} Ledger
 * @typedef {import('../src/facts/fact.ts').Fact} Fact
 */

/** Fen in one 元. */
const FEN_DECIMALS = 2;
/** Quantities are kept in ten-thousandths. */
const QUANTITY_DECIMALS = 4;
/** The member that says a line belongs to no project. */
const NO_PROJECT = '-';

const text = z.string().min(1);
/** Codes may stand without quotes. */
const code = z.union([text, z.int()]).transform(String);
const yuan = z
  .string()
  .regex(/^\d+\.\d{2}$/u, '金额以元为单位，写成带两位小数的文字，如 260000.00')
  .transform((written) => BigInt(written.replace('.', '')));
const quantity = z.string().regex(/^\d+(?:\.\d{1,4})?$/u, '数量写成文字，如 12 或 1.5');

const revenueLine = z.strictObject({
  flow: z.enum(['revenue', 'carriedForwardIn', 'surplusUsed']),
  unit: code,
  function: code.optional(),
  source: text,
  vintage: text,
  amount: yuan,
});
const expenditureLine = z.strictObject({
  unit: code,
  function: code,
  economic: code,
  govEconomic: code.optional(),
  kind: text,
  source: text,
  vintage: text,
  project: code.optional(),
  amount: yuan,
});
const carryLine = z.strictObject({
  flow: z.enum(['carriedForwardOut', 'surplusDistributed']),
  unit: code,
  function: code.optional(),
  source: text,
  amount: yuan,
});
/** What is left out means the total over it. */
const lastYearLine = z.strictObject({
  flow: text,
  unit: code,
  function: code.optional(),
  economic: code.optional(),
  govEconomic: code.optional(),
  kind: text.optional(),
  source: text.optional(),
  vintage: text.optional(),
  project: code.optional(),
  amount: yuan,
});
const indicator = z.strictObject({
  level1: text,
  level2: text,
  level3: text,
  description: text,
  operator: z.enum(['≥', '≤', '=', '>', '<', '']).default(''),
  value: text,
  unit: z.string().default(''),
  basis: text,
  weight: text.optional(),
  evidence: text.optional(),
  keeper: text.optional(),
  frequency: text.optional(),
  measure: text.optional(),
});
const project = z.strictObject({
  unit: code,
  code: text,
  name: text,
  purpose: text,
  goals: z.array(text),
  statedBudget: yuan.optional(),
  /** Month → what is spent by its end. */
  plan: z.record(z.string().regex(/^(?:[1-9]|1[0-2])$/u), yuan),
  indicators: z.array(indicator),
  specialFund: z.boolean().default(false),
});
const procurementLine = z.strictObject({
  unit: code,
  project: code.default(''),
  item: text,
  catalogueNumber: z.string().default(''),
  category: z.enum(['goods', 'works', 'services', '']).default(''),
  measureUnit: z.string().default(''),
  quantity: quantity.or(z.literal('')).default(''),
  unitPrice: yuan.default(0n),
  source: text,
  vintage: text,
  amount: yuan,
  smallBusiness: yuan.default(0n),
});

/** Lines, one by one or in groups: a group says once what its `lines` have in common. */
const linesOf = (line) =>
  z.preprocess(
    (entries) =>
      Array.isArray(entries)
        ? entries.flatMap((entry) => {
            if (!Array.isArray(entry?.lines)) return [entry];
            const { lines, ...common } = entry;
            return lines.map((one) => ({ ...common, ...one }));
          })
        : entries,
    z.array(line),
  );

const schema = z.strictObject({
  pack: text,
  year: z.int(),
  department: z.strictObject({ code, name: text }),
  unitParts: z.boolean(),
  units: z
    .array(
      z.strictObject({
        code,
        name: text,
        scope: z.enum(['ownLevel', 'unit']),
        nature: text,
        rank: text,
        funding: text,
      }),
    )
    .min(1),
  revenue: linesOf(revenueLine),
  expenditure: linesOf(expenditureLine),
  carriedForwardOut: linesOf(carryLine),
  lastYear: linesOf(lastYearLine),
  projects: z.array(project),
  procurement: z.array(procurementLine),
  assets: z.array(
    z.strictObject({ unit: code, asset: text, quantity: quantity.optional(), value: yuan.optional() }),
  ),
  headcount: z.array(
    z.strictObject({ unit: code, headcount: z.enum(['posts', 'staff', 'retired']), count: quantity }),
  ),
  texts: z.array(z.strictObject({ entity: code, key: text, paragraphs: z.array(text).min(1) })),
  /** What became of each project's indicators: day → value, and day → reason. */
  results: z
    .array(
      z.strictObject({
        project: code,
        lines: z.array(
          z.strictObject({
            level3: text,
            values: z.record(text, text),
            reasons: z.record(text, text).default({}),
          }),
        ),
      }),
    )
    .default([]),
});

/**
 * The ledger that an example's source describes; payments stand in a file beside it.
 *
 * @param {string} source the YAML text
 * @returns {Ledger}
 * @throws where the text is no such source; the message says where
 */
export function readExampleSource(source) {
  const budget = schema.parse(parse(source));
  const { year, projects } = budget;
  const base = { measure: 'amount', year: String(year), stage: 'budget' };
  const lastYear = { ...base, year: String(year - 1) };
  return {
    pack: budget.pack,
    year,
    unitParts: budget.unitParts,
    execution: [],
    localNames: [],
    records: {
      department: budget.department,
      units: budget.units,
      projects: projects.map(({ unit, plan, ...rest }) => ({
        entity: unit,
        ...rest,
        plan: Object.entries(plan).map(([month, cumulative]) => ({ month: Number(month), cumulative })),
      })),
      procurement: budget.procurement.map(({ unit, ...line }) => ({ entity: unit, ...line })),
      texts: budget.texts,
    },
    facts: [
      ...budget.revenue.map((line) => lineFact(base, line)),
      ...budget.expenditure.map((line) =>
        lineFact(base, { ...line, flow: 'expenditure', project: line.project ?? NO_PROJECT }),
      ),
      ...budget.carriedForwardOut.map((line) => lineFact(base, line)),
      ...budget.headcount.map(({ unit, headcount, count }) =>
        quantityFact({ ...base, measure: 'headcount', entity: unit, headcount }, count, '人'),
      ),
      ...budget.procurement.map((line) => procurementFact(base, line)),
      ...budget.assets.flatMap((line) => assetFacts(year, line)),
    ],
    ...(budget.results.length === 0 ? {} : { results: budget.results.flatMap(resultsOf) }),
    lastYear:
      budget.lastYear.length === 0 ? undefined : budget.lastYear.map((line) => lineFact(lastYear, line)),
  };
}

/** The dated results of one project; the goals of the year as a whole have no indicator. */
function resultsOf({ project: of, lines }) {
  return lines.flatMap(({ level3, values, reasons }) =>
    Object.entries(values).map(([date, value]) => ({
      project: of,
      level2: '',
      level3: level3 === '年度总体目标' ? '' : level3,
      date,
      value,
      unit: '',
      share: '',
      reason: reasons[date] ?? '',
    })),
  );
}

/**
 * @param {Readonly<Record<string, string>>} base
 * @param {Readonly<Record<string, string | bigint | undefined>>} line
 * @returns {Fact}
 */
function lineFact(base, { unit, amount, ...members }) {
  const at = { ...base, entity: unit };
  for (const [dimension, member] of Object.entries(members)) {
    if (member !== undefined) at[dimension] = member;
  }
  return amountFact(at, amount);
}

function procurementFact(base, { unit, category, source, vintage, project: of, amount }) {
  return amountFact(
    {
      ...base,
      entity: unit,
      flow: 'expenditure',
      procurement: category === '' ? 'all' : category,
      source,
      vintage,
      project: of === '' ? NO_PROJECT : of,
    },
    amount,
  );
}

/** Assets stand at the end of last year; what is to be bought is this year's. */
function assetFacts(year, { unit, asset, quantity: count, value }) {
  const at =
    asset === 'planned'
      ? { asset, entity: unit, year: String(year), stage: 'budget' }
      : { asset, entity: unit, year: String(year - 1), stage: 'final' };
  const isArea = asset === 'buildings' || asset === 'offices';
  const facts = [];
  if (count !== undefined) {
    facts.push(quantityFact({ measure: isArea ? 'area' : 'count', ...at }, count, isArea ? '平方米' : '个'));
  }
  if (value !== undefined) facts.push(amountFact({ measure: 'amount', ...at }, value));
  return facts;
}

function amountFact(at, value) {
  return { at, value, unit: '元', decimals: FEN_DECIMALS, status: value === 0n ? 'zero' : 'printed' };
}

function quantityFact(at, written, unit) {
  const [whole, fraction = ''] = written.split('.');
  const value = BigInt(whole + fraction.padEnd(QUANTITY_DECIMALS, '0'));
  return { at, value, unit, decimals: QUANTITY_DECIMALS, status: value === 0n ? 'zero' : 'printed' };
}
