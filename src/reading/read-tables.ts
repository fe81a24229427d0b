import type { Classification } from '../accounts/tree.ts';
import type { Cell } from '../document/document.ts';
import { type Coordinate, coordinateKey, type Fact } from '../facts/fact.ts';
import type { Pack } from '../packs/definition.ts';
import { resolve } from '../packs/scope.ts';
import { closedAlong } from '../packs/view.ts';
import type { Captioned } from './caption.ts';
import type { ColumnMatch } from './columns.ts';
import type { FlowTable } from './flow.ts';
import { compact } from './head.ts';
import { type Layout, type LayoutColumn, layoutsOf } from './layout.ts';
import { matchTable, type TableMatch } from './match-table.ts';
import { type Phrase, readPhrase } from './phrase.ts';
import { fitOf, fitsBetter, shiftedRows } from './pin.ts';
import {
  type ColumnReading,
  type PlacedTable,
  type PrintedColumn,
  placeRows,
  type TableContext,
} from './place-table.ts';
import type { Fate, ReadTable, Said } from './reading.ts';
import type { RowRecord } from './row-record.ts';
import { layoutFinder, type RowContext, wordsFinder } from './rows.ts';
import { readWords } from './words-table.ts';

/** A table that was read, with what it says. */
export interface TableReading {
  readonly captioned: Captioned;
  readonly table: ReadTable;
  readonly said: readonly Said[];
  readonly records: readonly RowRecord[];
  readonly fates: ReadonlyMap<Cell, Fate>;
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
  readonly bodyOf: (code: string, name: string) => string | undefined;
}

/** Reads one table by its definition in the pack, or by its own words. */
export function readTable(captioned: Captioned, context: TablesContext): TableReading {
  const base = { ...context.base, entity: context.entityOf(captioned) };
  const here = { ...context, base };
  const match =
    context.pack === undefined
      ? undefined
      : matchTable(captioned, layoutsOf(context.pack).grids, context.name);
  return match === undefined ? readByWords(captioned, here) : readByLayout(captioned, match, here);
}

function readByLayout(
  captioned: Captioned,
  { layout, columns }: TableMatch,
  context: TablesContext,
): TableReading {
  const { definition } = layout;
  const closed = closedAlong(definition);
  const worth = (placed: PlacedTable) => fitOf(context.space, placed.facts, closed);
  let best = placeByLayout(captioned, layout, columns.matches, context);
  if (columns.byPosition !== undefined && isOther(columns.byPosition, columns.matches)) {
    const other = placeByLayout(captioned, layout, columns.byPosition, context);
    if (fitsBetter(worth(other.placed), worth(best.placed))) best = other;
  }
  const straight = context.mayShift
    ? straighten(captioned, best, context, closed, (table) =>
        placeByLayout({ ...captioned, table }, layout, best.matches, context),
      )
    : best;
  const at = resolve({ at: context.base, year: context.year }, definition.at);
  return reading(captioned, layout.table, straight.placed, straight.columns, at, closed);
}

type Matches = readonly (ColumnMatch | undefined)[];

interface Placing {
  readonly placed: PlacedTable;
  readonly columns: readonly PrintedColumn[];
  readonly matches: Matches;
}

function isOther(a: Matches, b: Matches): boolean {
  return a.some((match, index) => match?.column !== b[index]?.column);
}

function placeByLayout(
  captioned: Captioned,
  layout: Layout,
  matches: Matches,
  context: TablesContext,
): Placing {
  const { definition } = layout;
  const at = resolve({ at: context.base, year: context.year }, definition.at);
  const columns = withBlocks(
    captioned.head.paths.map((path, index) =>
      printedColumn(matches[index]?.column, path, layout, at, context),
    ),
  );
  const sideOf = new Map(columns.map((column, index) => [column.block, matches[index]?.column?.side ?? 0]));
  const rowContext = rowContextOf(at, context);
  const placed = placeRows(
    captioned,
    columns,
    (block) => layoutFinder(layout.sides[sideOf.get(block) ?? 0] ?? [], rowContext),
    definition.at ?? {},
    captioned.unit,
    context,
  );
  return { placed, columns, matches };
}

/**
 * Rows of a text whose sums break and hold again when one lost or doubled blank is mended are read so, if all ways to
 * mend them say the same.
 */
function straighten(
  captioned: Captioned,
  first: Placing,
  context: TablesContext,
  closed: ReadonlySet<string>,
  place: (table: FlowTable) => Placing,
): Placing {
  let best = first;
  let { table } = captioned;
  for (const index of first.placed.factsOf.keys()) {
    const own = (placing: Placing) => placing.placed.factsOf.get(index) ?? [];
    const now = fitOf(context.space, own(best), closed);
    if (now.broken === 0) continue;
    const mended = shiftedRows(table, index)
      .map((variant) => ({ variant, placing: place(variant) }))
      .filter(({ placing }) => {
        const fit = fitOf(context.space, own(placing), closed);
        return (
          fit.broken === 0 && fit.agreeing > now.agreeing && valuesOf(own(placing)) >= valuesOf(own(best))
        );
      });
    const says = new Set(mended.map(({ placing }) => sayFacts(own(placing))));
    const [found] = mended;
    if (found === undefined || says.size > 1) continue;
    best = found.placing;
    table = found.variant;
  }
  return best;
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
    return { reading: wordsColumn(path, at, context), block: -1, inner: undefined, heading, known: false };
  }
  const block = match.side * 10 + match.block;
  const inner = match.each !== undefined && 'records' in match.each ? match.each.records : undefined;
  return { reading: columnReading(match, layout), block, inner, heading, known: true };
}

/** A column that the definition does not have, by its own words inside the table. */
function wordsColumn(path: readonly string[], at: Coordinate, context: TablesContext): ColumnReading {
  if (path.length === 0) return { type: 'unknown' };
  let phrase: Phrase = readPhrase('', at, context.vocabulary, context.space);
  let says: Coordinate = {};
  for (const heading of path) {
    phrase = readPhrase(heading, phrase.at, context.vocabulary, context.space);
    if (phrase.unknown.length > 0 || phrase.conflicts.length > 0) return { type: 'unknown' };
    says = { ...says, ...phrase.says };
  }
  return Object.keys(says).length === 0 ? { type: 'unknown' } : { type: 'words', says, unit: phrase.unit };
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
      return { type: 'unknown' };
  }
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

/** Columns that no definition has belong to the block they stand in. */
function withBlocks(columns: readonly PrintedColumn[]): readonly PrintedColumn[] {
  const first = columns.find((column) => column.block >= 0)?.block ?? 0;
  let last = first;
  return columns.map((column) => {
    if (column.block >= 0) last = column.block;
    return column.block >= 0 ? column : { ...column, block: last };
  });
}

function readByWords(captioned: Captioned, context: TablesContext): TableReading {
  const words = readWords(captioned, context.name, context.vocabulary, context.space);
  if (words === undefined) {
    return reading(
      captioned,
      '',
      { facts: [], said: [], records: [], fates: new Map(), rows: [], factsOf: new Map() },
      [],
      {},
      new Set(),
    );
  }
  const dimension: Classification | undefined = words.dimension ?? 'function';
  const rowContext = rowContextOf(context.base, context);
  const placed = placeRows(
    captioned,
    words.columns,
    () => wordsFinder(rowContext, { dimension, ...(words.dimension === undefined ? { levels: [3] } : {}) }),
    words.at,
    captioned.unit,
    context,
  );
  const placedSome = placed.facts.some((fact) => fact.status !== 'blank');
  return reading(captioned, placedSome ? 'generic' : '', placed, words.columns, context.base, new Set());
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
    fates: placed.fates,
  };
}

/** The line above that reads like a title; the nearest one where none does. */
function titleOf({ above, table }: Captioned): string {
  const lines = above.map((line) => line.text.trim()).reverse();
  const title =
    table.table.title ??
    lines.find((line) => /表(?:[（(][^（）()]*[）)])?$/u.test(compact(line))) ??
    lines[0] ??
    '';
  return title.replace(/\*\*/gu, '');
}

/** Facts that two tables state alike are two facts: each has its own place. */
export function factsOf(tables: readonly TableReading[]): readonly Fact[] {
  return tables.flatMap((table) => table.table.facts);
}
