import type { Cell, Place } from '../document/document.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import type { Space } from '../facts/space.ts';
import type { CellDefinition } from '../packs/definition.ts';
import { resolve } from '../packs/scope.ts';
import type { Vocabulary } from '../packs/vocabulary.ts';
import { type Captioned, unitIn } from './caption.ts';
import type { GridCell } from './grid.ts';
import { compact, isNumbering } from './head.ts';
import type { Members } from './members.ts';
import { findNumbers } from './numbers.ts';
import { narrow } from './phrase.ts';
import type { Fate, ReadFact, Said } from './reading.ts';
import type { RecordText, RowRecord } from './row-record.ts';
import { codeReader, type FoundRow, type RowFinder, type RowTexts } from './rows.ts';
import { factOf, isCellValue, readValue } from './values.ts';

/** What a printed column holds. */
export type ColumnReading =
  | { readonly type: 'ordinal' }
  | { readonly type: 'code'; readonly of: string | undefined }
  | { readonly type: 'name'; readonly of: string | undefined }
  | { readonly type: 'label' }
  /** Numbers by a definition; rows may put another cell in its place, by the key. */
  | { readonly type: 'cell'; readonly cell: CellDefinition; readonly key: string | undefined }
  /** Numbers by the words of the heading. */
  | {
      readonly type: 'words';
      readonly says: Coordinate;
      readonly unit: string | undefined;
      /** Dimensions that the row must say where the column does not. */
      readonly needs?: readonly string[];
    }
  /** By how much, or how many per cent, what one column says is more than what another says. */
  | {
      readonly type: 'compares';
      readonly kind: 'difference' | 'growth';
      readonly of: Coordinate;
      readonly from: Coordinate;
    }
  | { readonly type: 'unknown' };

/** A printed column: what it holds, and the block of columns that reads on its own. */
export interface PrintedColumn {
  readonly reading: ColumnReading;
  readonly block: number;
  /** The column lists records downwards inside the row; those are read apart. */
  readonly inner: boolean;
  readonly heading: string;
}

/** What tables are read against. */
export interface TableContext {
  readonly space: Space;
  readonly members: Members;
  readonly vocabulary: Vocabulary;
  /** Measure, entity, year and stage of the document. */
  readonly base: Coordinate;
  readonly year: number;
}

/** What was read from a table. */
export interface PlacedTable {
  readonly facts: readonly ReadFact[];
  readonly said: readonly Said[];
  readonly records: readonly RowRecord[];
  /** The fate of the number that a cell is, or of the numbers in it. */
  readonly fates: ReadonlyMap<Cell, Fate>;
  readonly rows: readonly string[];
  /** Whether amounts were left because nothing names their unit of measure. */
  readonly lacksUnit: boolean;
  /** The facts of each row of the grid. */
  readonly factsOf: ReadonlyMap<number, readonly ReadFact[]>;
}

/**
 * Reads the body of a table: every row of every block at the coordinate of row and column. With `only`, just that row of
 * the grid is read, as it is after the rows above it.
 */
export function placeRows(
  captioned: Captioned,
  columns: readonly PrintedColumn[],
  finderOf: (block: number) => RowFinder,
  at: Coordinate,
  unit: string | undefined,
  context: TableContext,
  only?: number,
): PlacedTable {
  const { grid } = captioned.table;
  const fates = new Map<Cell, Fate>();
  const facts: ReadFact[] = [];
  const said: Said[] = [];
  const records: RowRecord[] = [];
  const labels: string[] = [];
  const factsOf = new Map<number, readonly ReadFact[]>();
  let lacksUnit = false;
  markHead(captioned, columns, fates);
  const blocks = [...new Set(columns.map((column) => column.block))];
  const finders = new Map(blocks.map((block) => [block, finderOf(block)]));
  const last = only === undefined ? grid.rows.length : only + 1;
  const lines = new Map(
    blocks.map((block) => [block, linesOf(captioned, columns, block, context.members, last + 1)]),
  );
  grid.rows.slice(0, last).forEach((row, index) => {
    if (index < captioned.head.rows) return;
    if (isNumbering(row)) {
      for (const cell of row)
        if (cell !== undefined) fates.set(cell.cell, { type: 'leftOut', leftOut: 'ordinal' });
      return;
    }
    const before = facts.length;
    for (const block of blocks) {
      const line = lines.get(block)?.[index];
      if (line === undefined) continue;
      const { cells, texts } = line;
      for (const { column, cell, starts } of cells) {
        if (starts && column.reading.type === 'ordinal' && /\d/u.test(cell.text)) {
          fates.set(cell.cell, { type: 'leftOut', leftOut: 'ordinal' });
        }
        if (starts && column.reading.type === 'code' && /\d/u.test(cell.text)) {
          fates.set(cell.cell, { type: 'leftOut', leftOut: 'code' });
        }
      }
      const hasValues = cells.some(({ column, cell }) => isValueColumn(column) && compact(cell.text) !== '');
      const found = finders.get(block)?.(texts, hasValues, lines.get(block)?.[index + 1]?.texts);
      if (found === undefined || (only !== undefined && index < only)) continue;
      labels.push(found.label);
      const values = new Map<string, RecordText>();
      for (const { column, cell, starts } of cells) {
        if (!starts) continue;
        const { reading } = column;
        if (column.inner) continue;
        if (reading.type === 'label' || reading.type === 'name') {
          if (/\d/u.test(cell.text)) fates.set(cell.cell, { type: 'record', record: 'label' });
          continue;
        }
        const place = cell.cell.place;
        if (reading.type === 'cell') {
          const override = reading.key === undefined ? undefined : found.overrides?.[reading.key];
          if (override === null) continue;
          const definition = override ?? reading.cell;
          if ('attribute' in definition) {
            if (compact(cell.text) !== '') values.set(definition.attribute, { text: cell.text, place });
            if (/\d/u.test(cell.text) && found.each !== undefined) {
              fates.set(cell.cell, { type: 'record', record: definition.attribute });
            }
            continue;
          }
          const cellUnit =
            ('unit' in definition ? definition.unit : undefined) ?? unitIn(column.heading) ?? unit;
          if (cellUnit === undefined) {
            lacksUnit ||= /\d/u.test(cell.text);
            continue;
          }
          if ('at' in definition) {
            const here = resolve({ at: context.base, year: context.year }, at, found.at, definition.at);
            put(cell, labelled(factOf(cell.text, cellUnit, here, place), found, column), facts, fates);
          } else if ('difference' in definition) {
            const { of, from } = definition.difference;
            const terms = [of, from].map((one) =>
              resolve({ at: context.base, year: context.year }, at, found.at, one),
            );
            compare(cell, cellUnit, 'difference', terms, place, said, fates);
          } else if ('ratio' in definition || 'share' in definition) {
            const [of, from] =
              'share' in definition
                ? [definition.share.of, definition.share.in]
                : [definition.ratio.of, definition.ratio.from];
            const terms = [of, from].map((one) =>
              resolve({ at: context.base, year: context.year }, at, found.at, one),
            );
            compare(cell, '%', 'share' in definition ? 'share' : 'growth', terms, place, said, fates);
          }
        } else if (reading.type === 'words') {
          const cellUnit = reading.unit ?? unitIn(column.heading) ?? unit;
          if (cellUnit === undefined) {
            lacksUnit ||= /\d/u.test(cell.text);
            continue;
          }
          // A label that names a flow says more than the heading over it: 收入总计 under 本年收入.
          const { flow, ...rest } = reading.says;
          const says = found.at.flow === undefined && flow !== undefined ? { ...rest, flow } : rest;
          const rowAt = resolve({ at: context.base, year: context.year }, at, found.at);
          const { at: here, conflicts } = within(rowAt, says, context.space);
          const lacks = (reading.needs ?? []).some((dimension) => here[dimension] === undefined);
          if (conflicts.length === 0 && here.flow !== undefined && !lacks)
            put(cell, labelled(factOf(cell.text, cellUnit, here, place), found, column), facts, fates);
        } else if (reading.type === 'compares') {
          const rowAt = resolve({ at: context.base, year: context.year }, at, found.at);
          const terms = [reading.of, reading.from].map((says) => within(rowAt, says, context.space));
          const cellUnit = reading.kind === 'growth' ? '%' : (unitIn(column.heading) ?? unit);
          if (cellUnit === undefined || terms.some(({ conflicts }) => conflicts.length > 0)) continue;
          const coordinates = terms.map((term) => term.at);
          compare(cell, cellUnit, reading.kind, coordinates, place, said, fates);
        }
      }
      if (found.each !== undefined && 'records' in found.each && values.size > 0) {
        const named = labelValues(texts, found.each.records, cells);
        const place = cells.find(({ cell }) => cell.cell.place !== undefined)?.cell.cell.place;
        records.push({
          kind: found.each.records,
          at: found.at,
          values: new Map([...named, ...values]),
          inner: [],
          unit: unit ?? '',
          place,
        });
      }
    }
    if (facts.length > before) factsOf.set(index, facts.slice(before));
  });
  return { facts, said, records, fates, rows: labels, lacksUnit, factsOf };
}

/** The label or name of a record's row, as the attribute that it is. */
function labelValues(
  texts: RowTexts,
  kind: RowRecord['kind'],
  cells: readonly RowCell[],
): readonly (readonly [string, RecordText])[] {
  const isProject = kind === 'projects' || kind === 'allProjects' || kind === 'specialFunds';
  const place = cells.find(({ column }) => column.reading.type === 'label' || column.reading.type === 'name')
    ?.cell.cell.place;
  const found: [string, RecordText][] = [];
  const code =
    [...texts.codes.values()].find((text) => text !== '') ?? texts.parts.find((text) => text !== '');
  if (isProject) {
    if (texts.label !== '') found.push(['project.name', { text: texts.label, place }]);
    if (code !== undefined) found.push(['project.code', { text: code, place }]);
  } else if (kind === 'procurement' && texts.label !== '')
    found.push(['procurement.project', { text: texts.label, place }]);
  return found;
}

/** Numbers in headings name years, columns and conditions; none of them is measured. */
function markHead(
  { table, head }: Captioned,
  columns: readonly PrintedColumn[],
  fates: Map<Cell, Fate>,
): void {
  const known = columns.some((column) => column.reading.type !== 'unknown');
  for (const row of table.grid.rows.slice(0, head.rows)) {
    const numbering = isNumbering(row);
    for (const cell of row) {
      if (cell === undefined || !/\d/u.test(cell.text)) continue;
      if (numbering) fates.set(cell.cell, { type: 'leftOut', leftOut: 'ordinal' });
      else if (known && findNumbers(cell.text).some((one) => one.leftOut === undefined)) {
        fates.set(cell.cell, { type: 'record', record: 'heading' });
      }
    }
  }
}

/** What a heading says inside a row; its year and stage stand for those of the document. */
function within(row: Coordinate, says: Coordinate, space: Space): ReturnType<typeof narrow> {
  const { year, stage, ...rest } = says;
  const time = { ...(year === undefined ? {} : { year }), ...(stage === undefined ? {} : { stage }) };
  return narrow({ ...row, ...time }, rest, space);
}

function isValueColumn({ reading }: PrintedColumn): boolean {
  return (
    reading.type === 'cell' ||
    reading.type === 'words' ||
    reading.type === 'compares' ||
    reading.type === 'unknown'
  );
}

/** A row of a block: its cells, and what they print of codes and labels. */
interface RowLine {
  readonly cells: readonly RowCell[];
  readonly texts: RowTexts;
}

/** The rows of a block by their number, up to `end`; headings and rows of column numbers have none. */
function linesOf(
  { table: { grid }, head }: Captioned,
  columns: readonly PrintedColumn[],
  block: number,
  members: Members,
  end: number,
): readonly (RowLine | undefined)[] {
  const own = columns.flatMap((column, position) => (column.block === block ? [{ column, position }] : []));
  const readers = new Map<string, ReturnType<typeof codeReader>>();
  const join = (of: string, pieces: readonly string[]) => {
    const reader = readers.get(of) ?? codeReader();
    readers.set(of, reader);
    return reader(pieces);
  };
  return grid.rows.slice(0, end).map((row, index) => {
    if (index < head.rows || isNumbering(row)) return undefined;
    const cells = own.flatMap(({ column, position }) => {
      const cell = row[position];
      const starts = cell?.row === index && cell.column === position;
      return cell === undefined ? [] : [{ column, cell, starts }];
    });
    return { cells, texts: splitCode(textsOf(cells, join), members) };
  });
}

interface RowCell {
  readonly column: PrintedColumn;
  readonly cell: GridCell;
  readonly starts: boolean;
}

/** The codes and labels of a row, by what their columns are of. */
function textsOf(
  cells: readonly RowCell[],
  join: (of: string, pieces: readonly string[]) => string,
): RowTexts {
  const pieces = new Map<string, string[]>();
  const names = new Map<string, string>();
  let label = '';
  let total = '';
  let hasLabels = false;
  let hasStrangers = false;
  const parts: string[] = [];
  let place: Place | undefined;
  for (const { column, cell } of cells) {
    const { reading } = column;
    const text = compact(cell.text);
    const isStranger = reading.type === 'unknown' && (/^\d{3,}$/u.test(text) || !isCellValue(text));
    // A total may stand in a column that only describes its rows.
    if (isStranger && TOTAL.test(text)) total = text;
    else hasStrangers ||= isStranger;
    hasLabels ||= reading.type === 'code' || reading.type === 'name' || reading.type === 'label';
    if (reading.type === 'code' && text.length > 1 && !/\d/u.test(text)) label = label === '' ? text : label;
    else if (reading.type === 'code' && /\d|^$/u.test(text)) {
      const [, code = text, name = ''] = CODE_AND_NAME.exec(text) ?? [];
      if (name !== '' && label === '') label = name;
      if (reading.of === undefined) parts.push(code);
      else pieces.set(reading.of, [...(pieces.get(reading.of) ?? []), code]);
    } else if (reading.type === 'name' && reading.of !== undefined) names.set(reading.of, text);
    else if ((reading.type === 'name' || reading.type === 'label') && text !== '') {
      label = label === '' || label === text ? text : label;
      place = cell.cell.place;
    }
  }
  const codes = new Map([...pieces].map(([of, own]) => [of, join(of, own)]));
  const isSilent = [...parts, ...codes.values(), ...names.values()].every((text) => text === '');
  if (label === '' && isSilent) label = total;
  return { parts, codes, names, label, hasLabels, hasStrangers, ...(place === undefined ? {} : { place }) };
}

const TOTAL = /^(?:合计|总计|小计)$/u;

const CODE_AND_NAME = /^(\d{3}|\d{5}|\d{7})[-.、]?(\p{Script=Han}.*)$/u;

/** A code and a name that are printed in one cell, as two; a code that a cell of its own prints too is left out. */
function splitCode(texts: RowTexts, members: Members): RowTexts {
  const [of, text] = [...texts.names].find(([, name]) => CODE_AND_NAME.test(name)) ?? ['', texts.label];
  const [, code = '', name = ''] = CODE_AND_NAME.exec(text) ?? [];
  if (code === '') return texts;
  const named =
    of === '' ? { ...texts, label: name } : { ...texts, names: new Map([...texts.names, [of, name]]) };
  const own = [...texts.codes.values(), ...texts.parts].filter((part) => part !== '');
  if (own.length > 0) return own.some((part) => part === code) || own.join('') === code ? named : texts;
  const classification = members.classificationOf(code);
  const isUnknown =
    classification === undefined || (members.byCode(classification, code, name).local && code.length === 3);
  return isUnknown ? texts : { ...named, parts: [code] };
}

function labelled(fact: Fact, { label }: FoundRow, { heading }: PrintedColumn): ReadFact {
  return { ...fact, row: label, column: heading };
}

/** An amount without a flow is none of the budget's; amounts of assets are stocks and have none. */
function put(cell: GridCell, fact: ReadFact, facts: ReadFact[], fates: Map<Cell, Fate>): void {
  const { measure, flow, asset } = fact.at;
  if (measure === 'amount' && flow === undefined && asset === undefined) return;
  facts.push(fact);
  if (fact.status === 'printed' || fact.status === 'zero') fates.set(cell.cell, { type: 'fact', fact });
}

function compare(
  cell: GridCell,
  unit: string,
  kind: Said['kind'],
  terms: readonly Coordinate[],
  place: Place | undefined,
  said: Said[],
  fates: Map<Cell, Fate>,
): void {
  const { value, decimals, status } = readValue(cell.text, unit);
  const [of, from] = terms;
  if (
    (status !== 'printed' && status !== 'zero') ||
    of === undefined ||
    from === undefined ||
    place === undefined
  ) {
    return;
  }
  const direction = value === 0n ? 'same' : value > 0n ? 'more' : 'less';
  const one: Said = { kind, of, from, direction, value: value < 0n ? -value : value, unit, decimals, place };
  said.push(one);
  fates.set(cell.cell, { type: 'said', said: one });
}
