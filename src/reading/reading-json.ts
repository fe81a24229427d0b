import { z } from 'zod';
import type { Place } from '../document/document.ts';
import { fromBase, printValue, toBase } from '../facts/measure.ts';
import { OPERATORS } from '../facts/records.ts';
import { parseDecimal, printDecimal } from '../money/decimal.ts';
import { coverageOf } from './coverage.ts';
import type { ReadFact, Reading, ReadRecords, Said } from './reading.ts';

const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);

const place = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('page'),
      page: z.int().min(1),
      box: box.describe('Left, top, right, bottom in points from the upper left corner of the page as shown'),
    }),
    z.strictObject({ type: z.literal('cell'), sheet: z.string(), cell: z.string().describe('Such as B7') }),
    z.strictObject({
      type: z.literal('paragraph'),
      path: z.string().describe('Of the paragraph or cell in its document, such as p12 or t3/r2/c1'),
      from: z.int().min(0),
      to: z.int().min(0).describe('Characters from..to of its text, in UTF-16 units, the end excluded'),
    }),
    z.strictObject({
      type: z.literal('line'),
      line: z.int().min(0),
      from: z.int().min(0),
      to: z.int().min(0),
    }),
  ])
  .describe('Where it stands in the file');

const coordinate = z
  .record(z.string(), z.string())
  .describe('Dimension → member; an omitted dimension means the total over it');

const printed = z.string().describe('A decimal as printed, without thousands separators');

const status = z.enum(['printed', 'zero', 'blank', 'dash', 'unread', 'derived']);

const fact = z.strictObject({
  at: coordinate,
  value: printed.nullable().describe('Null for a blank, a dash and what could not be read'),
  unit: z.string(),
  status,
  raw: z.string().optional().describe('What is printed, where it could not be read'),
  place: place.optional(),
  table: z.string().optional().describe('The id of its table; absent in the narrative'),
  row: z.string().optional(),
  column: z.string().optional(),
});

const said = z.strictObject({
  kind: z.enum(['difference', 'growth', 'share', 'completion']),
  of: coordinate,
  from: coordinate,
  direction: z.enum(['more', 'less', 'same']),
  value: printed,
  unit: z.string(),
  place,
});

const table = z.strictObject({
  id: z.string(),
  layout: z.string().describe('Its name in the pack; `generic` where its own headings spoke; else empty'),
  title: z.string(),
  unit: z.string(),
  closed: z.array(z.string()).describe('Dimensions along which what it leaves out counts as zero'),
  at: coordinate.describe('What all its numbers share'),
  place: place.optional(),
  rows: z.array(z.string()),
  columns: z.array(z.string()),
});

const unit = z.strictObject({
  code: z.string(),
  name: z.string(),
  scope: z.enum(['ownLevel', 'unit']),
  nature: z.string(),
  rank: z.string(),
  funding: z.string(),
});

const fen = z
  .string()
  .regex(/^-?\d+$/u)
  .describe('An amount in fen');

const indicator = z.strictObject({
  project: z.string().describe('The code of its project; empty for the department as a whole'),
  entity: z
    .string()
    .optional()
    .describe('The body whose sheet it is on, where several have one for the project'),
  level1: z.string(),
  level2: z.string(),
  level3: z.string(),
  description: z.string(),
  operator: z.union([z.enum(OPERATORS), z.literal('')]),
  sign: z
    .string()
    .optional()
    .describe('What is printed in the place of the operator and is none: a blank, or what could not be read'),
  value: z.string(),
  unit: z.string(),
  basis: z.string(),
  weight: z.string().optional(),
  direction: z.string().optional(),
  unread: z.array(z.string()).describe('What could not be read and is kept as printed: operator, value'),
  place,
});

const project = z.strictObject({
  entity: z.string(),
  code: z.string(),
  name: z.string(),
  purpose: z.string(),
  goals: z.array(z.string()),
  statedBudget: fen.optional(),
  plan: z.array(z.strictObject({ month: z.int().min(1).max(12), cumulative: fen })),
  specialFund: z.boolean(),
  place,
});

const procurement = z.strictObject({
  entity: z.string(),
  project: z.string(),
  item: z.string(),
  catalogueNumber: z.string(),
  category: z.string(),
  measureUnit: z.string(),
  quantity: z.string(),
  unitPrice: fen,
  source: z.string(),
  vintage: z.string(),
  amount: fen,
  smallBusiness: fen,
});

const partCoverage = z.strictObject({ printed: z.int().min(0), placed: z.int().min(0) });

/** What `read --json` prints for one file, version 1: fields may be added, none is taken away or changes its meaning. */
export const readingSchema = z.strictObject({
  kind: z.literal('mingzhang-reading'),
  version: z.literal(1),
  file: z.string(),
  sha256: z.string(),
  format: z.enum(['pdf', 'docx', 'xlsx', 'xls', 'html', 'text']),
  pages: z.int().min(0),
  pack: z.strictObject({ id: z.string(), why: z.string() }),
  entity: z.strictObject({
    code: z.string(),
    name: z.string(),
    scope: z.enum(['department', 'ownLevel', 'unit']),
  }),
  bodies: z
    .array(z.strictObject({ code: z.string(), name: z.string(), parent: z.string().optional() }))
    .describe('All bodies that the facts name'),
  year: z.int(),
  stage: z.string(),
  tables: z.array(table),
  facts: z.array(fact),
  said: z
    .array(said)
    .describe('Comparisons that the document makes: differences, growth, shares, completion'),
  units: z.array(unit),
  projects: z.array(project),
  indicators: z.array(indicator),
  procurement: z.array(procurement),
  texts: z.array(z.strictObject({ key: z.string(), paragraphs: z.array(z.string()) })),
  coverage: z.strictObject({
    tables: partCoverage,
    sheets: partCoverage,
    text: partCoverage,
    unplaced: z.array(z.strictObject({ text: z.string(), context: z.string(), part: z.string(), place })),
    left_out: z.array(z.strictObject({ text: z.string(), class: z.string(), place })),
  }),
  corrections: z
    .array(
      z.strictObject({ place, read: z.string(), corrected: z.string(), who: z.string(), why: z.string() }),
    )
    .describe('What people corrected after reading'),
  problems: z.array(z.looseObject({ severity: z.string(), message: z.string() })),
});

export type ReadingJson = z.output<typeof readingSchema>;

/** The JSON Schema of {@link readingSchema}. */
export function readingJsonSchema(): object {
  return { ...z.toJSONSchema(readingSchema, { unrepresentable: 'any' }), title: 'Mingzhang reading' };
}

/** A reading as data. */
export function toJson(reading: Reading): ReadingJson {
  const coverage = coverageOf(reading.numbers);
  const { records } = reading;
  return {
    kind: 'mingzhang-reading',
    version: 1,
    file: reading.file,
    sha256: reading.sha256,
    format: reading.format,
    pages: reading.pages,
    pack: reading.pack,
    entity: reading.entity,
    bodies: [...reading.bodies],
    year: reading.year,
    stage: reading.stage,
    tables: reading.tables.map(
      ({ id, layout, title, unit: printedUnit, closed, at, place: where, rows, columns }) => ({
        id,
        layout,
        title,
        unit: printedUnit,
        closed: [...closed],
        at,
        ...(where === undefined ? {} : { place: placeJson(where) }),
        rows: [...rows],
        columns: [...columns],
      }),
    ),
    facts: reading.facts.map(factJson),
    said: reading.said.map((one) => ({
      kind: one.kind,
      of: one.of,
      from: one.from,
      direction: one.direction,
      value: printValue(one.value, one.unit, one.decimals),
      unit: one.unit,
      place: placeJson(one.place),
    })),
    units: records.units.map((one) => ({ ...one })),
    projects: records.projects.map(({ indicators: _, statedBudget, plan, goals, place: where, ...rest }) => ({
      ...rest,
      goals: [...goals],
      ...(statedBudget === undefined ? {} : { statedBudget: String(statedBudget) }),
      plan: plan.map(({ month, cumulative }) => ({ month, cumulative: String(cumulative) })),
      place: placeJson(where),
    })),
    indicators: records.indicators.map(({ unread, place: where, ...rest }) => ({
      ...rest,
      unread: [...unread],
      place: placeJson(where),
    })),
    procurement: records.procurement.map(({ unitPrice, amount, smallBusiness, ...rest }) => ({
      ...rest,
      unitPrice: String(unitPrice),
      amount: String(amount),
      smallBusiness: String(smallBusiness),
    })),
    texts: records.texts.map(({ key, paragraphs }) => ({ key, paragraphs: [...paragraphs] })),
    coverage: {
      tables: { ...coverage.tables },
      sheets: { ...coverage.sheets },
      text: { ...coverage.text },
      unplaced: coverage.unplaced.map(({ text, context, part, place: where }) => ({
        text,
        context,
        part,
        place: placeJson(where),
      })),
      left_out: coverage.leftOut.map(({ text, leftOut, place: where }) => ({
        text,
        class: leftOut,
        place: placeJson(where),
      })),
    },
    corrections: reading.corrections.map((one) => ({ ...one, place: placeJson(one.place) })),
    problems: reading.problems.map(({ severity, message, where }) => ({ severity, message, where })),
  };
}

function factJson({
  at,
  value,
  unit: of,
  decimals,
  status: how,
  raw,
  place: where,
  table: id,
  row,
  column,
}: ReadFact): z.output<typeof fact> {
  const hasValue = how === 'printed' || how === 'zero' || how === 'derived';
  return {
    at,
    value: hasValue ? printDecimal(fromBase(value, of, decimals)) : null,
    unit: of,
    status: how,
    ...(raw === undefined ? {} : { raw }),
    ...(where === undefined ? {} : { place: placeJson(where) }),
    ...(id === undefined ? {} : { table: id }),
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column }),
  };
}

function placeJson(where: Place): z.output<typeof place> {
  if (where.type !== 'page') return { ...where };
  const [left, top, right, bottom] = where.box;
  return { ...where, box: [left, top, right, bottom] };
}

/** What a reading that was kept as data says: its facts, comparisons and records. */
export interface KeptReading extends Omit<ReadingJson, 'facts' | 'said' | 'tables'> {
  readonly facts: readonly ReadFact[];
  readonly said: readonly Said[];
  readonly tables: ReadingJson['tables'];
  readonly records: ReadRecords;
}

/** Facts, comparisons and records from data that {@link toJson} made. The data must fit {@link readingSchema}. */
export function fromJson(json: ReadingJson): KeptReading {
  return {
    ...json,
    facts: json.facts.map((one): ReadFact => {
      const decimal = one.value === null ? undefined : parseDecimal(one.value);
      return {
        at: one.at,
        value: decimal === undefined ? 0n : (toBase(decimal, one.unit) ?? 0n),
        unit: one.unit,
        decimals: decimal?.decimals ?? 0,
        status: one.status,
        statedIn: json.sha256,
        ...(one.raw === undefined ? {} : { raw: one.raw }),
        ...(one.place === undefined ? {} : { place: one.place }),
        ...(one.table === undefined ? {} : { table: one.table }),
        ...(one.row === undefined ? {} : { row: one.row }),
        ...(one.column === undefined ? {} : { column: one.column }),
      };
    }),
    said: json.said.flatMap((one): Said[] => {
      const decimal = parseDecimal(one.value);
      const value = decimal === undefined ? undefined : toBase(decimal, one.unit);
      return decimal === undefined || value === undefined
        ? []
        : [{ ...one, value, decimals: decimal.decimals }];
    }),
    records: {
      units: json.units,
      projects: json.projects.map(({ statedBudget, plan, ...rest }) => ({
        ...rest,
        ...(statedBudget === undefined ? {} : { statedBudget: BigInt(statedBudget) }),
        plan: plan.map(({ month, cumulative }) => ({ month, cumulative: BigInt(cumulative) })),
        indicators: json.indicators
          .filter((one) => one.project === rest.code && (one.entity ?? rest.entity) === rest.entity)
          .map(indicatorOf),
      })),
      indicators: json.indicators.map((one) => ({
        ...indicatorOf(one),
        project: one.project,
        ...(one.entity === undefined ? {} : { entity: one.entity }),
        unread: one.unread,
        place: one.place,
      })),
      procurement: json.procurement.map(({ unitPrice, amount, smallBusiness, ...rest }) => ({
        ...rest,
        unitPrice: BigInt(unitPrice),
        amount: BigInt(amount),
        smallBusiness: BigInt(smallBusiness),
      })),
      texts: json.texts,
    },
  };
}

function indicatorOf({
  sign,
  weight,
  direction,
  project: _,
  entity: ____,
  unread: __,
  place: ___,
  ...rest
}: z.output<typeof indicator>) {
  return {
    ...rest,
    ...(sign === undefined ? {} : { sign }),
    ...(weight === undefined ? {} : { weight }),
    ...(direction === undefined ? {} : { direction }),
  };
}
