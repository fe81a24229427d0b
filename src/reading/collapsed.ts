import { rollUpLaws } from '../checking/roll-up.ts';
import type { Cell, Place, Row, Table } from '../document/document.ts';
import { coordinateKey, type Fact, intervalOf } from '../facts/fact.ts';
import { basePerUnit, toBase } from '../facts/measure.ts';
import type { Space } from '../facts/space.ts';
import type { Interval } from '../money/interval.ts';
import { unitIn } from './caption.ts';
import { bodyStart, type CollapsedRow, hasKnownRows, type RowNames, rowsOfBody } from './collapsed-rows.ts';
import {
  type Range,
  type SolveBound,
  type SolveCell,
  type SolvedRow,
  type SolveLaw,
  type SolveRow,
  solve,
} from './collapsed-solve.ts';
import { isCollapsed, type Token, tokensOf, usualDecimals } from './collapsed-tokens.ts';
import { matchColumns } from './columns.ts';
import type { FlowTable, Item, Line } from './flow.ts';
import { type GridCell, gridOf } from './grid.ts';
import { compact, distinct, headOf, isNumbering } from './head.ts';
import type { Layout, LayoutColumn } from './layout.ts';
import { findNumbers } from './numbers.ts';
import type { TableReading } from './read-tables.ts';
import type { PrintedNumber } from './reading.ts';
import { bestSimilarity, normalTitle } from './similarity.ts';

/** What collapsed tables are read against. */
export interface CollapsedContext extends RowNames {
  readonly layouts: readonly Layout[];
  /** The document's own name, which titles repeat. */
  readonly name: string;
  readonly space: Space;
  /** What the narrative says: it decides between columns that sums cannot tell apart. */
  readonly known: () => readonly Fact[];
  /** Reads all tables among some items, joined and captioned. */
  readonly read: (items: readonly Item[]) => readonly TableReading[];
}

/** The items with tables in place of lines, and the numbers of those lines that stand in no cell. */
export interface Expanded {
  readonly items: readonly Item[];
  readonly numbers: readonly PrintedNumber[];
}

/** A title with the pieces of a table below it, of which some are collapsed into a line. */
interface Region {
  readonly layout: Layout;
  /** Items from the one after the title to the last piece. */
  readonly from: number;
  readonly to: number;
}

const SAME_TITLE = 0.75;
const LONGEST_TITLE = 60;
const LONGEST_FURNITURE = 80;
/** Rounds in which tables that were solved help to solve others. */
const ROUNDS = 3;

/**
 * Puts tables in place of lines into which extraction has collapsed them. Rows are found by their codes and names;
 * numbers go to the cells that the sums of the table, and what the document prints elsewhere, leave them. What is
 * not certain stands in no cell; a cell that is known to hold something, but not what, is an ellipsis.
 */
export function expandCollapsed(items: readonly Item[], context: CollapsedContext): Expanded {
  const regions = regionsOf(items, context);
  if (regions.length === 0) return { items, numbers: [] };
  const pieces = regions.flatMap(
    (region, index) => pieceOf(items, region, `collapsed${index + 1}`, context) ?? [],
  );
  const solved = new Map<Piece, readonly (SolvedRow | undefined)[]>();
  const known = context.known();
  for (let round = 0; round < ROUNDS; round += 1) {
    const readings = context.read(withTables(items, pieces, (piece) => templateOf(piece, solved.get(piece))));
    let news = 0;
    for (const piece of pieces) {
      const found = solvePiece(piece, readings, known, context.space);
      const count = (rows: readonly (SolvedRow | undefined)[] | undefined) =>
        (rows ?? []).reduce((sum, row) => sum + (row?.columns.size ?? 0), 0);
      if (count(found) > count(solved.get(piece))) {
        if (found !== undefined) solved.set(piece, found);
        news += 1;
      }
    }
    if (news === 0) break;
  }
  const done = pieces.filter((piece) => solved.has(piece));
  return {
    items: withTables(items, done, (piece) => tableOf(piece, solved.get(piece) ?? [], false)),
    numbers: done.flatMap((piece) => numbersOf(piece, solved.get(piece) ?? [])),
  };
}

/** Runs from a title that a definition has to the last piece of its table, where one of them is collapsed. */
function regionsOf(items: readonly Item[], { layouts, name }: CollapsedContext): readonly Region[] {
  if (!items.some((item) => item.type === 'line' && isCollapsed(item))) return [];
  const regions: Region[] = [];
  let open: { layout: Layout; from: number; to: number; collapsed: number } | undefined;
  const close = () => {
    if (open !== undefined && open.collapsed > 0) regions.push(open);
    open = undefined;
  };
  items.forEach((item, index) => {
    if (item.type === 'table') {
      if (open !== undefined && fitsLayout(item, open.layout)) open.to = index;
      else close();
      return;
    }
    const layout = titledLayout(item, layouts, name);
    if (layout !== undefined) {
      close();
      if (hasKnownRows(layout)) open = { layout, from: index + 1, to: index, collapsed: 0 };
      return;
    }
    if (open === undefined) return;
    if (isCollapsed(item)) {
      open.to = index;
      open.collapsed += 1;
    } else if (isFragment(item) && open.collapsed > 0) open.to = index;
    else if (item.isHeading || compact(item.text).length > LONGEST_FURNITURE) close();
  });
  close();
  return regions;
}

function titledLayout(line: Line, layouts: readonly Layout[], name: string): Layout | undefined {
  const text = compact(line.text);
  if (text.length < 4 || text.length > LONGEST_TITLE || /[:：。]/u.test(text)) return undefined;
  const title = normalTitle(line.text, name);
  let best: { layout: Layout; score: number } | undefined;
  for (const layout of layouts) {
    const score = bestSimilarity(title, layout.titles);
    if (score >= SAME_TITLE && score > (best?.score ?? 0)) best = { layout, score };
  }
  return best?.layout;
}

function fitsLayout(table: FlowTable, layout: Layout): boolean {
  return columnsIn(table, layout) !== undefined;
}

/** The column of a definition that each column of a table is; undefined where one is none, or cells are merged. */
function columnsIn(
  { grid }: FlowTable,
  layout: Layout,
): { readonly rows: number; readonly columns: readonly number[] } | undefined {
  const head = headOf(grid);
  const { matches } = matchColumns(head.paths, layout);
  const columns = matches.map((match) => (match === undefined ? -1 : layout.columns.indexOf(match.column)));
  const isEmpty = (at: number) => grid.rows.every((row) => (row[at]?.text ?? '').trim() === '');
  if (columns.some((column, at) => column < 0 && !isEmpty(at))) return undefined;
  const body = grid.rows.slice(head.rows).flat();
  return body.some((cell) => cell !== undefined && (cell.colspan > 1 || cell.rowspan > 1))
    ? undefined
    : { rows: head.rows, columns };
}

/** A code, number or name alone on its line, torn from its row. */
function isFragment(line: Line): boolean {
  const tokens = tokensOf(line);
  return tokens.length === 1 && compact(line.text).length <= 20;
}

/** A region ready to be solved. */
interface Piece extends Region {
  readonly id: string;
  readonly unit: string;
  readonly rows: readonly PieceRow[];
  readonly tokens: readonly Token[];
  readonly codes: ReadonlySet<Token>;
  /** Numbers of headings. */
  readonly headings: readonly Token[];
  /** Lines and tables that the table takes the place of. */
  readonly replaced: ReadonlySet<Item>;
  readonly decimals: number | undefined;
}

type PieceRow =
  | { readonly type: 'words'; readonly row: CollapsedRow; readonly solve: Omit<SolveRow, 'columns'> }
  | { readonly type: 'cells'; readonly cells: readonly (GridCell | undefined)[] };

function pieceOf(
  items: readonly Item[],
  region: Region,
  id: string,
  context: CollapsedContext,
): Piece | undefined {
  const { layout } = region;
  const within = items.slice(region.from, region.to + 1);
  const headings: Token[] = [];
  const tokens: Token[] = [];
  const tables: FlowTable[] = [];
  const replaced = new Set<Item>();
  const torn: Token[] = [];
  let units: string[] = [];
  for (const item of within) {
    if (item.type === 'table') {
      tables.push(item);
      replaced.add(item);
      continue;
    }
    units = [...units, ...[unitIn(item.text)].flatMap((unit) => unit ?? [])];
    if (isCollapsed(item)) {
      const words = tokensOf(item);
      const start = bodyStart(words, layout, context);
      headings.push(...words.slice(0, start));
      tokens.push(...words.slice(start));
      replaced.add(item);
    } else if (isFragment(item)) {
      torn.push(...tokensOf(item));
      replaced.add(item);
    }
  }
  tokens.push(...torn);
  const unit = units[0] ?? commonUnit(items);
  if (unit === undefined) return undefined;
  const { rows, codes } = rowsOfBody(tokens, layout, context);
  const found = withRepeatedTotal(rows, tokens, layout);
  if (found.length < 2) return undefined;
  const gaps = gapsOf(found, tokens);
  const words: PieceRow[] = found.map((row, index) => ({
    type: 'words',
    row,
    solve: {
      own: gaps.own[index] ?? [],
      before: gaps.between[index] ?? [],
      after: gaps.between[index + 1] ?? [],
      isFirst: index === 0,
      isLast: index === found.length - 1,
    },
  }));
  const cells = tables.flatMap((table): PieceRow[] => {
    const placed = columnsIn(table, layout);
    if (placed === undefined) return [];
    return table.grid.rows.slice(placed.rows).map((row) => ({
      type: 'cells',
      cells: layout.columns.map((_, column) => row[placed.columns.indexOf(column)]),
    }));
  });
  const isAfter =
    within.findIndex((item) => item.type === 'table') >
    within.findIndex((item) => item.type === 'line' && isCollapsed(item));
  return {
    ...region,
    id,
    unit,
    rows: isAfter ? [...words, ...cells] : [...cells, ...words],
    tokens,
    codes,
    headings,
    replaced,
    decimals: usualDecimals(tokens),
  };
}

/** The unit of measure that all tables of a document name. */
function commonUnit(items: readonly Item[]): string | undefined {
  const units = new Set(
    items.flatMap((item) =>
      item.type === 'line' && item.text.length <= LONGEST_FURNITURE ? (unitIn(item.text) ?? []) : [],
    ),
  );
  const [only] = units;
  return units.size === 1 ? only : undefined;
}

/** Numbers inside the words of each row, and those between rows, before the first and after the last. */
function gapsOf(
  rows: readonly CollapsedRow[],
  tokens: readonly Token[],
): { readonly own: readonly (readonly number[])[]; readonly between: readonly (readonly number[])[] } {
  const own: number[][] = rows.map(() => []);
  const between: number[][] = Array.from({ length: rows.length + 1 }, () => []);
  tokens.forEach((token, at) => {
    if (token.type !== 'value') return;
    const inside = rows.flatMap((row, index) => (row.from < at && at < row.to ? [index] : []));
    const [only] = inside;
    if (only !== undefined && inside.length === 1) own[only]?.push(at);
    else between[rows.filter((row) => row.from < at).length]?.push(at);
  });
  return { own, between };
}

/** Some forms print their totals twice, the second time without a label: the same numbers once more. */
function withRepeatedTotal(
  rows: readonly CollapsedRow[],
  tokens: readonly Token[],
  layout: Layout,
): readonly CollapsedRow[] {
  const [first, second] = rows;
  if (first === undefined || second === undefined || first.codeText !== '') return rows;
  const values = tokens.flatMap((token, at) =>
    token.type === 'value' && at > first.to && at < second.from ? [{ at, text: compact(token.text) }] : [],
  );
  const width = layout.columns.filter((column) => column.side === first.side && isValue(column)).length;
  for (let count = Math.min(width, Math.floor(values.length / 2)); count > 1; count -= 1) {
    const again = values.slice(count, 2 * count);
    const from = again[0]?.at;
    const to = again.at(-1)?.at;
    if (
      from === undefined ||
      to === undefined ||
      again.some(({ text }, index) => text !== values[index]?.text)
    )
      continue;
    const repeated: CollapsedRow = { ...first, names: [], from: from - 0.5, to: to + 0.5 };
    return [first, repeated, ...rows.slice(1)];
  }
  return rows;
}

function isValue({ definition }: LayoutColumn): boolean {
  return definition?.cell !== undefined && 'at' in definition.cell;
}

/** The items with tables in place of the lines of each piece. */
function withTables(
  items: readonly Item[],
  pieces: readonly Piece[],
  tableFor: (piece: Piece) => FlowTable,
): readonly Item[] {
  const firsts = new Map<Item, Piece>();
  const replaced = new Set<Item>();
  for (const piece of pieces) {
    const first = items
      .slice(piece.from, piece.to + 1)
      .find((item) => item.type === 'table' || isCollapsed(item));
    if (first !== undefined) firsts.set(first, piece);
    for (const item of piece.replaced) replaced.add(item);
  }
  return items.flatMap((item) => {
    const piece = firsts.get(item);
    if (piece !== undefined) return [unitLine(piece), tableFor(piece)];
    return replaced.has(item) ? [] : [item];
  });
}

const NOWHERE: Place = { type: 'line', line: 0, from: 0, to: 0 };

function unitLine({ unit }: Piece): Line {
  return { type: 'line', isHeading: false, text: `（${unit}）`, place: NOWHERE, placeOf: () => NOWHERE };
}

function placeOfTokens(tokens: readonly Token[]): Place | undefined {
  const [first] = tokens;
  const last = tokens.findLast((token) => token.line === first?.line);
  return first === undefined || last === undefined
    ? undefined
    : first.line.placeOf(first.from, Math.max(first.to, last.to));
}

/** A table whose cells have their row and column for a place: where the coordinates of cells are looked up. */
function templateOf(piece: Piece, solved: readonly (SolvedRow | undefined)[] | undefined): FlowTable {
  return tableOf(piece, solved ?? [], true);
}

function tableOf(piece: Piece, solved: readonly (SolvedRow | undefined)[], asTemplate: boolean): FlowTable {
  const { layout } = piece;
  const deep = Math.max(...layout.columns.map((column) => column.above.length));
  const head: Row[] = Array.from({ length: deep + 1 }, (_, level) => ({
    cells: layout.columns.map((column) => ({
      text: (level < deep ? column.above[level]?.[0] : column.titles[0]) ?? '',
    })),
  }));
  const body: Row[] = piece.rows.map((row, index) => ({
    cells: layout.columns.map((column, at): Cell => {
      const sentinel: Place = { type: 'line', line: -1 - index, from: at, to: at };
      if (row.type === 'cells') {
        const cell = row.cells[at]?.cell ?? { text: '' };
        return asTemplate ? { ...cell, place: sentinel } : cell;
      }
      const cell = wordsCell(piece, row.row, column, at, solved[index]);
      return asTemplate ? { ...cell, place: sentinel } : cell;
    }),
  }));
  const place = placeOfTokens(piece.tokens);
  const table: Table = {
    type: 'table',
    id: piece.id,
    widths: layout.columns.map(() => 1),
    head,
    body,
    notes: [],
    ...(place === undefined ? {} : { place }),
  };
  return { type: 'table', table, grid: gridOf(table) };
}

const TOTAL = /^(?:计合|合计)$/u;
/** Something is printed here, or some of its digits, and cannot be read. */
const UNREAD = '…';

function wordsCell(
  piece: Piece,
  row: CollapsedRow,
  column: LayoutColumn,
  at: number,
  solved: SolvedRow | undefined,
): Cell {
  const { definition, side } = column;
  if (definition === undefined || side !== row.side) return { text: '' };
  const own = piece.layout.columns.filter((one) => one.side === side);
  if (definition.show === 'code') {
    const isFirst = own.find((one) => one.definition?.show === 'code') === column;
    if (!isFirst || row.codeText === '') return { text: '' };
    return cellOf(row.codeText, row.code === undefined ? undefined : placeOfTokens([row.code]));
  }
  if (definition.show === 'name' || definition.show === 'label') {
    const first = own.find((one) => one.definition?.show === 'name' || one.definition?.show === 'label');
    const text = row.names.map((token) => token.text).join('');
    if (first !== column) return { text: '' };
    return cellOf(TOTAL.test(compact(text)) ? '合计' : text, placeOfTokens(row.names));
  }
  if (!isValue(column)) return { text: '' };
  const position = [...(solved?.columns ?? [])].find(([, one]) => one === at)?.[0];
  const token = position === undefined ? undefined : piece.tokens[position];
  if (token !== undefined) {
    const text = isWhole(token, piece.decimals) ? token.text : `${token.text}${UNREAD}`;
    return cellOf(text, placeOfTokens([token]));
  }
  const isUnsure = solved === undefined || solved.uncertain.has(at);
  return { text: isUnsure ? UNREAD : '' };
}

function cellOf(text: string, place: Place | undefined): Cell {
  return { text, ...(place === undefined ? {} : { place }) };
}

/** Whether all digits of a number are there: as many decimals as are usual in its table. */
function isWhole({ decimal }: Token, decimals: number | undefined): boolean {
  return decimal !== undefined && (decimals === undefined || decimal.decimals === decimals);
}

/** Far more than any budget, in twice the base units. */
const ANY: Range = { low: -(10n ** 24n), high: 10n ** 24n };

function rangeOfToken(token: Token | undefined, unit: string, decimals: number | undefined): Range {
  const decimal = token?.decimal;
  const value = decimal === undefined ? undefined : toBase(decimal, unit);
  if (decimal === undefined || value === undefined) return ANY;
  const step = (places: number) => basePerUnit(unit) / 10n ** BigInt(places);
  const finest = step(decimals ?? decimal.decimals);
  const half = finest <= 1n ? 0n : finest;
  // Digits that are lost may be any.
  const lost = decimals === undefined || decimal.decimals >= decimals ? 0n : step(decimal.decimals) - finest;
  return value < 0n
    ? { low: 2n * (value - lost) - half, high: 2n * value + half }
    : { low: 2n * value - half, high: 2n * (value + lost) + half };
}

function rangeOf({ low, high, denominator }: Interval): Range {
  return denominator === 1n ? { low: 2n * low, high: 2n * high } : { low, high };
}

function solvePiece(
  piece: Piece,
  readings: readonly TableReading[],
  known: readonly Fact[],
  space: Space,
): readonly (SolvedRow | undefined)[] | undefined {
  const reading = readings.find((one) => one.captioned.table.table.id === piece.id);
  if (reading === undefined || reading.table.layout !== piece.layout.table) return undefined;
  const cellOfFact = new Map<Fact, SolveCell>();
  const facts: Fact[] = [];
  for (const fact of reading.table.facts) {
    const { place } = fact;
    if (place?.type !== 'line' || place.line >= 0) continue;
    const cell = { row: -1 - place.line, column: place.from };
    cellOfFact.set(fact, cell);
    facts.push(fact);
  }
  const laws = lawsOf(facts, cellOfFact, reading.table.closed, space);
  const tables = readings.filter((one) => one !== reading).flatMap((one) => one.table.facts);
  const printed = (fact: Fact) => fact.status === 'printed' || fact.status === 'zero';
  const bounds = boundsOf(facts, cellOfFact, tables.filter(printed), space);
  const told = boundsOf(facts, cellOfFact, known.filter(printed), space);
  const rows = piece.rows.map((row, index): SolveRow => {
    const columns = [
      ...new Set([...cellOfFact.values()].flatMap((cell) => (cell.row === index ? [cell.column] : []))),
    ].sort((a, b) => a - b);
    if (row.type === 'words') return { ...row.solve, columns };
    const fixed = new Map(
      facts.flatMap((fact): [number, Range][] => {
        const cell = cellOfFact.get(fact);
        if (cell?.row !== index) return [];
        return [[cell.column, fact.status === 'unread' ? ANY : rangeOf(intervalOf(fact))]];
      }),
    );
    return { own: [], before: [], after: [], columns, fixed };
  });
  const numbers = {
    rangeOf: (position: number) => rangeOfToken(piece.tokens[position], piece.unit, piece.decimals),
    textOf: (position: number) => compact(piece.tokens[position]?.text ?? ''),
  };
  const solved = solve(rows, numbers, laws, bounds);
  // Sentences are loose: they may add to what the tables say, and contradict none of it.
  const more = told.length === 0 ? solved : solve(rows, numbers, laws, [...bounds, ...told]);
  const best = solved.every((row, index) => agrees(row, more[index], numbers.textOf)) ? more : solved;
  return best.some((row) => (row?.columns.size ?? 0) > 0) ? best : undefined;
}

/** Whether a row still says all that it said before. */
function agrees(
  before: SolvedRow | undefined,
  after: SolvedRow | undefined,
  textOf: (position: number) => string,
): boolean {
  const texts = new Map([...(after?.columns ?? [])].map(([position, column]) => [column, textOf(position)]));
  return [...(before?.columns ?? [])].every(([position, column]) => texts.get(column) === textOf(position));
}

/** The sums of a table as laws between its cells; rows at one coordinate are equal. */
function lawsOf(
  facts: readonly Fact[],
  cellOfFact: ReadonlyMap<Fact, SolveCell>,
  closed: ReadonlySet<string>,
  space: Space,
): readonly SolveLaw[] {
  const cell = (fact: Fact) => cellOfFact.get(fact) ?? { row: -1, column: -1 };
  const firsts = new Map<string, Fact>();
  const others: (readonly [first: Fact, again: Fact])[] = [];
  for (const fact of facts) {
    const key = coordinateKey(fact.at);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, fact);
    else others.push([first, fact]);
  }
  const firstAt = ({ at }: Fact) => firsts.get(coordinateKey(at));
  const laws = rollUpLaws(space, facts.map(blank), closed).flatMap((law): SolveLaw[] => {
    const total = firstAt(law.total);
    const parts = law.parts.flatMap((part) => firstAt(part) ?? []);
    return total === undefined || parts.length < law.parts.length
      ? []
      : [{ kind: law.kind, total: cell(total), parts: parts.map(cell) }];
  });
  const repeated = others.map(
    ([first, again]): SolveLaw => ({ kind: 'rollUp', total: cell(first), parts: [cell(again)] }),
  );
  return [...laws, ...repeated];
}

/** Laws are of the cells, whatever they hold. */
function blank(fact: Fact): Fact {
  return { ...fact, status: 'blank', value: 0n };
}

const MOST_BASE = 10n ** 24n;

/** What other tables print of the cells: their value, a part of them, or what they are part of. */
function boundsOf(
  facts: readonly Fact[],
  cellOfFact: ReadonlyMap<Fact, SolveCell>,
  elsewhere: readonly Fact[],
  space: Space,
): readonly SolveBound[] {
  const others = elsewhere.map((known) => ({ ...spotOf(known), range: rangeOf(intervalOf(known)) }));
  return facts.flatMap((fact) => {
    const cell = cellOfFact.get(fact);
    if (cell === undefined) return [];
    const own = spotOf(fact);
    return others.flatMap((known): SolveBound[] => {
      const { range } = known;
      if (known.key === own.key) return [{ ...cell, range, isEqual: true }];
      if (known.fact.value <= 0n) return [];
      if (isInside(known, own, space))
        return [{ ...cell, range: { low: range.low, high: MOST_BASE }, isEqual: false }];
      if (isInside(own, known, space))
        return [{ ...cell, range: { low: -MOST_BASE, high: range.high }, isEqual: false }];
      return [];
    });
  });
}

/** A fact with its coordinate taken apart, to be held against many others. */
interface Spot {
  readonly fact: Fact;
  readonly key: string;
  readonly members: readonly (readonly [dimension: string, member: string])[];
}

function spotOf(fact: Fact): Spot {
  return { fact, key: coordinateKey(fact.at), members: Object.entries(fact.at) };
}

/** Whether what one fact counts is part of what the other counts, in all dimensions. */
function isInside(part: Spot, whole: Spot, space: Space): boolean {
  return whole.members.every(([dimension, member]) => {
    const own = part.fact.at[dimension];
    if (own === undefined) return false;
    return own === member || space.get(dimension)?.relate(own, member) === 'inside';
  });
}

/** Numbers of collapsed lines that are in no cell: of headings, codes and order, and those that could not be placed. */
function numbersOf(piece: Piece, solved: readonly (SolvedRow | undefined)[]): readonly PrintedNumber[] {
  const placed = new Set(
    piece.rows.flatMap((row, index) =>
      row.type === 'cells'
        ? []
        : [...(solved[index]?.columns.keys() ?? [])].flatMap((at) => piece.tokens[at] ?? []),
    ),
  );
  const shown = new Set(
    piece.rows.flatMap((row) => (row.type === 'words' ? [...row.row.names, row.row.code] : [])),
  );
  const ordinals = new Set<string>();
  const number = (token: Token, fate: PrintedNumber['fate']): PrintedNumber => ({
    part: 'table',
    text: token.text,
    context: compact(token.line.text.slice(Math.max(0, token.from - 16), token.to + 8)),
    place: token.line.placeOf(token.from, token.to),
    fate,
  });
  return [
    ...headNumbers(piece),
    ...piece.headings.flatMap((token) =>
      token.type === 'integer' ? [number(token, { type: 'leftOut', leftOut: 'ordinal' })] : [],
    ),
    ...piece.tokens.flatMap((token): PrintedNumber[] => {
      if (token.type === 'text' || placed.has(token) || shown.has(token)) return [];
      if (token.type === 'page') return [number(token, { type: 'leftOut', leftOut: 'page' })];
      if (piece.codes.has(token)) return [number(token, { type: 'leftOut', leftOut: 'code' })];
      const isOrdinal =
        token.type === 'integer' &&
        piece.layout.definition.ordinal !== undefined &&
        !ordinals.has(token.text) &&
        Number(token.text) <= piece.rows.length + 1;
      ordinals.add(token.text);
      return [number(token, isOrdinal ? { type: 'leftOut', leftOut: 'ordinal' } : { type: 'unplaced' })];
    }),
  ];
}

/** Numbers of the headings of tables that the piece takes the place of: its own headings are the definition's. */
function headNumbers({ replaced }: Piece): readonly PrintedNumber[] {
  return [...replaced].flatMap((item) => {
    if (item.type !== 'table') return [];
    const { rows } = headOf(item.grid);
    return item.grid.rows.slice(0, rows).flatMap((row, index) => {
      const usual: PrintedNumber['fate'] = isNumbering(row)
        ? { type: 'leftOut', leftOut: 'ordinal' }
        : { type: 'record', record: 'heading' };
      return distinct(row).flatMap((cell) =>
        cell.row < index
          ? []
          : findNumbers(cell.text).map(
              (token): PrintedNumber => ({
                part: 'table',
                text: cell.text.slice(token.from, token.end),
                context: compact(cell.text),
                place: cell.cell.place ?? NOWHERE,
                fate: token.leftOut === undefined ? usual : { type: 'leftOut', leftOut: token.leftOut },
              }),
            ),
      );
    });
  });
}
