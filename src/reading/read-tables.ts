import type { Cell } from '../document/document.ts';
import { type Coordinate, coordinateKey, type Fact } from '../facts/fact.ts';
import { printValue } from '../facts/measure.ts';
import type { Pack } from '../packs/definition.ts';
import { resolve } from '../packs/scope.ts';
import { closedAlong } from '../packs/view.ts';
import { apartFromSurplus, apartFromTransfers } from './apart.ts';
import type { Bodies } from './bodies.ts';
import type { Captioned } from './caption.ts';
import { closedDimensions, SUMMED } from './closed.ts';
import type { ColumnMatch } from './columns.ts';
import type { FlowTable } from './flow.ts';
import { compact } from './head.ts';
import { comparisonIn, timeOfTitle } from './heading-time.ts';
import { type Layout, type LayoutColumn, layoutsOf } from './layout.ts';
import { matchTable, type TableMatch } from './match-table.ts';
import type { Members } from './members.ts';
import { findNumbers } from './numbers.ts';
import { readPhrase } from './phrase.ts';
import { fitOf, fitsBetter, shiftedRows } from './pin.ts';
import {
  type ColumnReading,
  type PlacedTable,
  type PrintedColumn,
  placeRows,
  type TableContext,
} from './place-table.ts';
import type { Fate, ReadTable, Said } from './reading.ts';
import { readBlocks } from './records-blocks.ts';
import type { RowRecord } from './row-record.ts';
import { layoutFinder, type RowContext, wordsFinder } from './rows.ts';
import { headingPhrase, readWords } from './words-table.ts';

/** A table that was read, with what it says. */
export interface TableReading {
  readonly captioned: Captioned;
  readonly table: ReadTable;
  readonly said: readonly Said[];
  readonly records: readonly RowRecord[];
  /** Whether amounts were left because nothing names their unit of measure. */
  readonly lacksUnit: boolean;
  /** By cell: one fate for all its numbers, or one each. */
  readonly fates: ReadonlyMap<Cell, Fate | readonly Fate[]>;
}

export interface TablesContext extends TableContext {
  readonly pack: Pack | undefined;
  /** The document's own name, which titles repeat. */
  readonly name: string;
  /** The body that the lines above a table name; the document's own where they name none. */
  readonly entityOf: (captioned: Captioned) => string;
  /** The body of a code or name in a row. */
  /** Text formats lose blank cells: rows may be mended where the laws say how. */
  readonly mayShift: boolean;
  readonly bodyOf: Bodies['inRow'];
}

/** Reads one table by its definition in the pack, or by its own words. */
export function readTable(captioned: Captioned, context: TablesContext): TableReading {
  const base = { ...context.base, entity: context.entityOf(captioned) };
  const here = { ...context, base };
  const match =
    context.pack === undefined
      ? undefined
      : matchTable(captioned, layoutsOf(context.pack).grids, context.name);
  if (match === undefined) return readByWords(captioned, here);
  const byLayout = readByLayout(captioned, match, here);
  if (unplacedIn(byLayout) === 0) return byLayout;
  // A layout that is near but not the document's own may know less than the headings themselves.
  const byWords = readByWords(captioned, here);
  const isMore = printedIn(byWords) > printedIn(byLayout) && unplacedIn(byWords) < unplacedIn(byLayout);
  return isMore && byLayout.records.length === 0 ? byWords : byLayout;
}

function printedIn({ table }: TableReading): number {
  return table.facts.filter(({ status }) => status === 'printed').length;
}

/** How many cells of a table hold numbers that nothing was made of. */
function unplacedIn({ captioned, fates }: TableReading): number {
  const { head, body } = captioned.table.table;
  return [...head, ...body]
    .flatMap(({ cells }) => cells)
    .filter((cell) => !fates.has(cell) && findNumbers(cell.text).some(({ leftOut }) => leftOut === undefined))
    .length;
}

function readByLayout(
  captioned: Captioned,
  { layout, columns }: TableMatch,
  context: TablesContext,
): TableReading {
  const { definition } = layout;
  const closed = closedAlong(definition);
  const worth = (placed: PlacedTable) => fitOf(context.space, placed.facts, closed);
  let place = placerBy(captioned, layout, columns.matches, context);
  let best = place(captioned.table);
  if (columns.byPosition !== undefined && isOther(columns.byPosition, columns.matches)) {
    const otherPlace = placerBy(captioned, layout, columns.byPosition, context);
    const other = otherPlace(captioned.table);
    if (fitsBetter(worth(other.placed), worth(best.placed))) {
      best = other;
      place = otherPlace;
    }
  }
  const straight = context.mayShift ? straighten(captioned, best, context, closed, place) : best;
  const at = resolve({ at: context.base, year: context.year }, definition.at);
  const read = reading(
    captioned,
    layout.table,
    withoutContradictions(straight.placed),
    straight.columns,
    at,
    closed,
  );
  const blocks = readBlocks(captioned, { layout, columns }, context);
  if (blocks === undefined) return read;
  // A row of a block knows a piece of the project's name; the block knows all of it.
  const ofBlocks = new Set(blocks.facts.map(({ place }) => place));
  const ofRows = read.table.facts.filter(({ place }) => !ofBlocks.has(place));
  return {
    ...read,
    table: {
      ...read.table,
      facts: [...ofRows, ...blocks.facts.map((fact) => ({ ...fact, table: captioned.id }))],
    },
    records: blocks.records,
    fates: new Map([...read.fates, ...blocks.fates]),
  };
}

type Matches = readonly (ColumnMatch | undefined)[];

interface Placing {
  readonly placed: PlacedTable;
  readonly columns: readonly PrintedColumn[];
}

/** Places a table whose rows may have been mended, or `only` one row of it, whose facts are all that is asked for. */
type Placer = (table: FlowTable, only?: number) => Placing;

function isOther(a: Matches, b: Matches): boolean {
  return a.some((match, index) => match?.column !== b[index]?.column);
}

function placerBy(captioned: Captioned, layout: Layout, matches: Matches, context: TablesContext): Placer {
  const { definition } = layout;
  const at = resolve({ at: context.base, year: context.year }, definition.at);
  const { paths } = captioned.head;
  const columns = withBlocks(
    withSplitCodes(
      paths.map((path, index) => printedColumn(matches[index]?.column, path, layout, at, context)),
      paths,
    ),
  );
  const sideOf = new Map(columns.map((column, index) => [column.block, matches[index]?.column?.side ?? 0]));
  const rowContext = rowContextOf(at, context);
  return (table, only) => ({
    placed: placeRows(
      { ...captioned, table },
      columns,
      (block) => layoutFinder(layout.sides[sideOf.get(block) ?? 0] ?? [], rowContext),
      definition.at ?? {},
      captioned.unit,
      context,
      only,
    ),
    columns,
  });
}

/** Rows read again for the mending of one table, a hundred times what a damaged one needs: what is beyond is no damage. */
const MOST_WORK = 200_000;

/**
 * Rows of a text whose sums break and hold again when one lost or doubled blank is mended are read so, if all ways to
 * mend them say the same.
 */
function straighten(
  captioned: Captioned,
  first: Placing,
  context: TablesContext,
  closed: ReadonlySet<string>,
  place: Placer,
): Placing {
  let best = first;
  let { table } = captioned;
  let work = 0;
  for (const index of first.placed.factsOf.keys()) {
    if (work > MOST_WORK) break;
    const own = (placing: Placing) => placing.placed.factsOf.get(index) ?? [];
    const now = fitOf(context.space, own(best), closed);
    if (now.broken === 0) continue;
    const variants = shiftedRows(table, index);
    work += variants.length * table.grid.rows.length;
    const mended = variants
      .map((variant) => ({ variant, placing: place(variant, index) }))
      .filter(({ placing }) => {
        const fit = fitOf(context.space, own(placing), closed);
        return (
          fit.broken === 0 && fit.agreeing > now.agreeing && valuesOf(own(placing)) >= valuesOf(own(best))
        );
      });
    const says = new Set(mended.map(({ placing }) => sayFacts(own(placing))));
    const [found] = mended;
    if (found === undefined) continue;
    if (says.size > 1) {
      best = {
        ...best,
        placed: withoutBlanks(
          best.placed,
          index,
          mended.map(({ placing }) => own(placing)),
        ),
      };
      continue;
    }
    table = found.variant;
    best = place(table);
  }
  return best;
}

/** A row that may have lost a blank in several ways: where one of them prints a number, a blank says nothing. */
function withoutBlanks(placed: PlacedTable, index: number, ways: readonly (readonly Fact[])[]): PlacedTable {
  const printed = new Set(
    ways.flatMap((facts) => facts.flatMap(({ status, at }) => (status === 'blank' ? [] : coordinateKey(at)))),
  );
  const row = placed.factsOf.get(index) ?? [];
  const doubtful = new Set(
    row.filter(({ status, at }) => status === 'blank' && printed.has(coordinateKey(at))),
  );
  return {
    ...placed,
    facts: placed.facts.filter((fact) => !doubtful.has(fact)),
    factsOf: new Map(placed.factsOf).set(
      index,
      row.filter((fact) => !doubtful.has(fact)),
    ),
  };
}

function valuesOf(facts: readonly Fact[]): number {
  return facts.filter((fact) => fact.status === 'printed').length;
}

function sayFacts(facts: readonly Fact[]): string {
  return facts
    .filter((fact) => fact.status !== 'blank')
    .map((fact) => `${coordinateKey(fact.at)}=${fact.value}`)
    .sort()
    .join(' ');
}

function printedColumn(
  match: LayoutColumn | undefined,
  path: readonly string[],
  layout: Layout,
  at: Coordinate,
  context: TablesContext,
): PrintedColumn & { readonly known: boolean } {
  const heading = path.map(compact).join('/');
  if (match === undefined) {
    return { reading: wordsColumn(path, at, context), block: -1, inner: false, heading, known: false };
  }
  const block = match.side * 10 + match.block;
  return {
    reading: columnReading(match, layout),
    block,
    inner: match.each !== undefined,
    heading,
    known: true,
  };
}

/** A column that the definition does not have, by its own words inside the table. */
function wordsColumn(path: readonly string[], at: Coordinate, context: TablesContext): ColumnReading {
  const time = { year: context.year, stage: context.base.stage ?? 'budget' };
  const phrase = headingPhrase(path, at, context.vocabulary, context.space, time);
  if (phrase === undefined || comparisonIn(path) !== undefined) return { type: 'unknown' };
  const { says, unknown, conflicts, unit } = phrase;
  return unknown.length > 0 || conflicts.length > 0 || Object.keys(says).length === 0
    ? { type: 'unknown' }
    : { type: 'words', says, unit };
}

function columnReading({ definition, side }: LayoutColumn, layout: Layout): ColumnReading {
  if (definition === undefined) return { type: 'ordinal' };
  const { show, cell, key, of, digits } = definition;
  if (cell !== undefined) return { type: 'cell', cell, key };
  switch (show) {
    case 'code':
      return { type: 'code', of: of ?? (digits === undefined ? codeOf(layout, side) : undefined) };
    case 'name':
      return { type: 'name', of };
    case 'label':
      return { type: 'label' };
    case undefined:
      return namesProjects(layout, side, key) ? { type: 'name', of: 'project' } : { type: 'unknown' };
  }
}

/** Whether rows of projects print their names in the column of that key. */
function namesProjects(layout: Layout, side: number, key: string | undefined): boolean {
  return (layout.sides[side] ?? []).some(({ definition: { cells } }) => {
    const cell = key === undefined ? undefined : cells?.[key];
    return cell != null && 'attribute' in cell && cell.attribute === 'project.name';
  });
}

/** Codes of bodies and projects are told from those of classifications by the rows that they name. */
function codeOf(layout: Layout, side: number): string | undefined {
  const eachs = (layout.sides[side] ?? []).flatMap(({ definition: { each } }) =>
    each === undefined ? [] : [each],
  );
  const isOnly = (test: (each: (typeof eachs)[number]) => boolean) => eachs.length > 0 && eachs.every(test);
  if (isOnly((each) => 'records' in each && (each.records === 'units' || each.records === 'department')))
    return 'entity';
  if (isOnly((each) => 'records' in each && /rojects|specialFunds/u.test(each.records))) return 'project';
  return undefined;
}

const PIECES = /^[类款项]$/u;

/** 类, 款 and 项 side by side are pieces of one code, also where the definition prints it in one column. */
function withSplitCodes(
  columns: readonly (PrintedColumn & { readonly known: boolean })[],
  paths: readonly (readonly string[])[],
): readonly PrintedColumn[] {
  const isPiece = (index: number) => PIECES.test(compact(paths[index]?.at(-1) ?? ''));
  return columns.map((column, index) => {
    if (column.known && column.reading.type === 'code') return column;
    if (!isPiece(index) || !(isPiece(index - 1) || isPiece(index + 1))) return column;
    let [from, to] = [index, index];
    while (isPiece(from - 1)) from -= 1;
    while (isPiece(to + 1)) to += 1;
    const known = columns.slice(from, to + 1).find(({ reading }) => reading.type === 'code');
    const reading: ColumnReading = known?.reading ?? { type: 'code', of: undefined };
    return { ...column, reading, block: known?.block ?? columns[to + 1]?.block ?? column.block };
  });
}

/** Columns that no definition has belong to the block they stand in. */
function withBlocks(columns: readonly PrintedColumn[]): readonly PrintedColumn[] {
  const first = columns.find((column) => column.block >= 0)?.block ?? 0;
  let last = first;
  return columns.map((column) => {
    if (column.block >= 0) last = column.block;
    return column.block >= 0 ? column : { ...column, block: last };
  });
}

function readByWords(captioned: Captioned, given: TablesContext): TableReading {
  const titles = [captioned.table.table.title ?? '', ...captioned.above.map(({ text }) => text).reverse()];
  const context = { ...given, base: { ...given.base, ...timeOfTitle(titles, given.year) } };
  const nothing: PlacedTable = {
    facts: [],
    said: [],
    records: [],
    fates: new Map(),
    rows: [],
    lacksUnit: false,
    factsOf: new Map(),
  };
  const words = readWords(captioned, context.name, context.vocabulary, context.space, {
    year: context.year,
    stage: context.base.stage ?? 'budget',
  });
  if (words === undefined) return reading(captioned, '', nothing, [], {}, new Set());
  const rowContext = rowContextOf(context.base, context);
  const place: Placer = (table, only) => ({
    placed: placeRows(
      { ...captioned, table },
      words.columns,
      (block) => {
        const dimension = words.dimensionOf(block);
        // Names alone are those of classes, where nothing says which classification they are of.
        return wordsFinder(
          rowContext,
          dimension === undefined ? { dimension: 'function', levels: [3] } : { dimension },
        );
      },
      words.at,
      captioned.unit,
      context,
      only,
    ),
    columns: words.columns,
  });
  const blocks = new Set(words.columns.map(({ block }) => block));
  const closed = new Set<string>([...blocks].map((block) => words.dimensionOf(block) ?? 'function'));
  const first = place(captioned.table);
  // A row that stands right adds up along its columns, too.
  const whole = new Set([...closed, ...SUMMED]);
  const straight = context.mayShift ? straighten(captioned, first, context, whole, place) : first;
  const believed = withoutContradictions(withoutCodes(straight.placed, context.members));
  const placed = apartFromTransfers(apartFromSurplus(believed), context.space);
  // Headings that were shuffled put numbers under strangers: then more sums break than hold.
  const { broken, agreeing } = fitOf(context.space, placed.facts, closed);
  if (broken > agreeing) return reading(captioned, '', nothing, words.columns, {}, new Set());
  const placedSome = placed.facts.some((fact) => fact.status !== 'blank');
  const left = placedSome ? closedDimensions(captioned, placed, context.space) : new Set<string>();
  return reading(captioned, placedSome ? 'generic' : '', placed, words.columns, context.base, left);
}

/** Where so many of the amounts of a table have decimals, a code without any is no amount. */
const MOST_DECIMALS = 0.8;

/** Codes that a lost column has put under the headings of amounts are none. */
function withoutCodes(placed: PlacedTable, members: Members): PlacedTable {
  const amounts = placed.facts.filter(({ status }) => status === 'printed');
  const fine = amounts.filter(({ decimals }) => decimals > 0);
  if (fine.length < 2 || fine.length < MOST_DECIMALS * amounts.length) return placed;
  const isCode = ({ status, value, unit, decimals }: Fact) => {
    if (status !== 'printed' || decimals > 0) return false;
    const text = printValue(value, unit, 0);
    const classification = members.classificationOf(text);
    return classification !== undefined && members.tree(classification).isKnown(text);
  };
  const isAmount = (fact: Fact) => !isCode(fact);
  return {
    ...placed,
    facts: placed.facts.filter(isAmount),
    factsOf: new Map([...placed.factsOf].map(([row, facts]) => [row, facts.filter(isAmount)])),
    fates: new Map([...placed.fates].filter(([, fate]) => fate.type !== 'fact' || isAmount(fate.fact))),
  };
}

/** More facts than this share at coordinates that hold several values: the table was misunderstood. */
const MOST_CONTRADICTIONS = 0.1;

/**
 * What is left where a table seems to say two things of one coordinate. Two values at one of many may be a mistake of
 * the document's, which checks are to find; more of them mean that something which tells the numbers apart was missed.
 */
function withoutContradictions(placed: PlacedTable): PlacedTable {
  const values = new Map<string, Set<bigint>>();
  for (const fact of placed.facts) {
    if (fact.status !== 'printed' && fact.status !== 'zero') continue;
    const key = coordinateKey(fact.at);
    values.set(key, (values.get(key) ?? new Set()).add(fact.value));
  }
  const several = [...values].filter(([, found]) => found.size > 1);
  const isMistaken =
    several.length > MOST_CONTRADICTIONS * values.size || several.some(([, found]) => found.size > 2);
  if (!isMistaken) return placed;
  const doubtful = new Set(several.map(([key]) => key));
  const isBelieved = (fact: Fact) => !doubtful.has(coordinateKey(fact.at));
  return {
    ...placed,
    facts: placed.facts.filter(isBelieved),
    factsOf: new Map([...placed.factsOf].map(([row, facts]) => [row, facts.filter(isBelieved)])),
    fates: new Map([...placed.fates].filter(([, fate]) => fate.type !== 'fact' || isBelieved(fate.fact))),
  };
}

function rowContextOf(at: Coordinate, context: TablesContext): RowContext {
  return {
    members: context.members,
    entityOf: context.bodyOf,
    memberOf: (dimension, label) => {
      const space = context.space.get(dimension);
      const wanted = compact(label);
      return space?.members().find((member) => compact(space.labelOf(member)) === wanted);
    },
    wordsOf: (label) => {
      const phrase = readPhrase(label, at, context.vocabulary, context.space);
      if (phrase.unknown.length > 0 || phrase.conflicts.length > 0) return undefined;
      return Object.keys(phrase.says).length === 0 ? undefined : phrase.says;
    },
  };
}

function reading(
  captioned: Captioned,
  table: string,
  placed: PlacedTable,
  columns: readonly PrintedColumn[],
  at: Coordinate,
  closed: ReadonlySet<string>,
): TableReading {
  return {
    captioned,
    table: {
      id: captioned.id,
      layout: table,
      title: titleOf(captioned),
      unit: captioned.unit ?? '',
      closed,
      at,
      place: captioned.table.table.place,
      rows: placed.rows,
      columns: columns.map((column) => column.heading),
      facts: placed.facts.map((fact) => ({ ...fact, table: captioned.id })),
    },
    said: placed.said,
    records: placed.records,
    lacksUnit: placed.lacksUnit,
    fates: placed.fates,
  };
}

/** The line above that reads like a title, else the nearest that is more than a label. */
function titleOf({ above, table }: Captioned): string {
  const lines = above
    .map((line) => line.text.trim())
    .filter(
      (line) =>
        !/^[^:：]{0,12}(?:单位|單位|部门|年度|時間|时间)[^:：]{0,6}[:：]|^\d{3,12}\s*(?!年)[\u4e00-\u9fff]/u.test(
          line,
        ),
    )
    .reverse();
  const title =
    table.table.title ??
    lines.find((line) => /表(?:[（(][^（）()]*[）)])?$/u.test(compact(line))) ??
    lines[0] ??
    '';
  return title.replace(/\*\*|\s*\n\s*/gu, '');
}
