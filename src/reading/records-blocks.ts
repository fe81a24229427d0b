import { normalCode, normalName } from '../accounts/tree.ts';
import type { Cell } from '../document/document.ts';
import type { Coordinate } from '../facts/fact.ts';
import { madeProjectCode } from '../ledger/rows.ts';
import type { CellDefinition } from '../packs/definition.ts';
import { resolve } from '../packs/scope.ts';
import { parseTarget } from '../performance/target.ts';
import type { Captioned } from './caption.ts';
import { unitIn } from './caption.ts';
import { STATED_BUDGET } from './form.ts';
import type { GridCell } from './grid.ts';
import { compact, isNumbering } from './head.ts';
import type { LayoutColumn } from './layout.ts';
import type { TableMatch } from './match-table.ts';
import { findNumbers, type NumberToken } from './numbers.ts';
import type { Fate, ReadFact } from './reading.ts';
import type { RecordText, RowRecord } from './row-record.ts';
import { factOf, readValue } from './values.ts';

export interface BlocksContext {
  /** Measure, body, year and stage of the lines above the table. */
  readonly base: Coordinate;
  readonly year: number;
  /** The code of a body that a row names; undefined where it names none. */
  readonly bodyOf: (code: string, name: string) => string | undefined;
}

/** What a table of projects with their indicators says beside its amounts. */
export interface BlocksReading {
  readonly records: readonly RowRecord[];
  /** The amounts of projects, wherever in its block of rows each stands. */
  readonly facts: readonly ReadFact[];
  readonly fates: ReadonlyMap<Cell, readonly Fate[]>;
}

/** A printed column by what it says of a project or of an indicator. */
interface BlockColumn {
  readonly attribute: string | undefined;
  /** Columns of one group say one indicator a row; empty for what is said of the project. */
  readonly group: string;
  /** The level that the heading over the group names. */
  readonly level1: string | undefined;
  /** Where an amount of the project stands, beside the project itself. */
  readonly at: Coordinate | undefined;
  readonly position: number;
}

const TOTAL = /^(?:合计|总计|小计|共计)$/u;
const TARGET = /^indicator\.(?:target|value)$/u;

/**
 * Reads a table in which every project is a block of rows: what is said of it stands once, merged or not, and its
 * indicators run downwards, in one group of columns or in several side by side. Undefined for other tables.
 */
export function readBlocks(
  captioned: Captioned,
  { layout, columns: matching }: Pick<TableMatch, 'layout' | 'columns'>,
  context: BlocksContext,
): BlocksReading | undefined {
  const overrides = projectOverrides(layout.sides);
  const columns = matching.matches.flatMap((match, position): BlockColumn[] =>
    match === undefined ? [] : [blockColumn(match.column, position, overrides)],
  );
  if (!columns.some(({ group }) => group !== '')) return undefined;
  const { grid } = captioned.table;
  const rows = grid.rows
    .map((covering, index) => ({ covering, index }))
    .slice(captioned.head.rows)
    .filter(({ covering }) => !isNumbering(covering) && !isHeadAgain(covering, captioned));
  const { blocks, bodies } = blocksIn(rows, columns, context);
  const unit = captioned.unit ?? captioned.head.paths.flat().flatMap((text) => unitIn(text) ?? [])[0] ?? '';
  const fates = new Map<Cell, readonly Fate[]>();
  const facts: ReadFact[] = [];
  const state = (budgets: Budgets, label: string, of: Coordinate) => {
    if (unit === '') return;
    const base = resolve({ at: context.base, year: context.year }, layout.definition.at, of);
    for (const [{ at, position }, cells] of budgets) {
      for (const { cell } of cells) {
        const fact: ReadFact = {
          ...factOf(cell.text, unit, { ...base, ...at }, cell.place),
          row: label,
          column: (captioned.head.paths[position] ?? []).map(compact).join('/'),
        };
        facts.push(fact);
        fates.set(
          cell,
          findNumbers(cell.text).map(() => ({ type: 'fact', fact })),
        );
      }
    }
  };
  for (const body of bodies) {
    state(budgetsOf(body, columns, unit), body.label, { entity: body.entity });
  }
  const records = blocks.map((block) => {
    const budgets = budgetsOf(block, columns, unit);
    const record = recordOf(block, columns, unit, budgets, fates);
    if (record.at.project !== undefined) {
      state(budgets, compact(record.values.get('project.name')?.text ?? ''), record.at);
    }
    return record;
  });
  return { records, facts, fates };
}

/** The cells of a block that print amounts, by column. */
type Budgets = ReadonlyMap<BlockColumn, readonly GridCell[]>;

/**
 * The amounts that a block prints of its project. A text format may print the middle of a merged cell twice: then that
 * one counts which the project's own text repeats with a unit, and where none does, the amount is unknown.
 */
function budgetsOf({ rows }: Block, columns: readonly BlockColumn[], unit: string): Budgets {
  const cellsAt = (position: number) => [
    ...new Set(
      rows.flatMap(({ covering }) => {
        const cell = covering[position];
        return cell === undefined || !/\d/u.test(cell.text) ? [] : [cell];
      }),
    ),
  ];
  const said = new Set(
    columns
      .filter(({ attribute }) => attribute === 'project.goals' || attribute === 'project.purpose')
      .map(({ position }) =>
        [...new Set(rows.map(({ covering }) => covering[position]?.text ?? ''))].join(''),
      )
      .flatMap((text) => findNumbers(text))
      .map((token) => readValue(token.text, token.unit).value),
  );
  return new Map(
    columns
      .filter(({ at }) => at !== undefined)
      .map((column) => {
        const cells = cellsAt(column.position);
        const repeated = cells.filter(({ text }) => said.has(readValue(text, unit).value));
        return [column, cells.length > 1 ? (repeated.length === 1 ? repeated : []) : cells] as const;
      }),
  );
}

function projectOverrides(sides: TableMatch['layout']['sides']): Overrides {
  const row = sides
    .flat()
    .find(
      ({ definition: { each } }) =>
        each !== undefined &&
        'records' in each &&
        /^(?:allProjects|projects|specialFunds)$/u.test(each.records),
    );
  return { cells: row?.definition.cells ?? {}, isNamed: row?.definition.label === undefined };
}

interface Overrides {
  readonly cells: Readonly<Record<string, CellDefinition | null>>;
  /** Its label is the project's own name. */
  readonly isNamed: boolean;
}

function blockColumn(
  { definition, each, above }: LayoutColumn,
  position: number,
  overrides: Overrides,
): BlockColumn {
  const own = definition?.key === undefined ? undefined : overrides.cells[definition.key];
  const cell = own === undefined ? definition?.cell : (own ?? undefined);
  const shown = shownAttribute(definition?.show, overrides);
  const attribute =
    cell === undefined
      ? shown
      : 'attribute' in cell
        ? cell.attribute
        : 'at' in cell && Object.keys(cell.at).length === 0
          ? STATED_BUDGET
          : undefined;
  const isIndicator = attribute?.startsWith('indicator.') === true;
  const level1 =
    each !== undefined && 'records' in each && each.level1?.length === 1 ? each.level1[0] : undefined;
  return {
    attribute,
    group: isIndicator ? (level1 ?? above.at(-1)?.[0] ?? 'rows') : '',
    level1,
    at: cell !== undefined && 'at' in cell ? cell.at : undefined,
    position,
  };
}

function shownAttribute(
  show: 'label' | 'code' | 'name' | undefined,
  { isNamed }: Overrides,
): string | undefined {
  if (show === 'code') return 'project.code';
  if (show === 'name') return 'project.name';
  if (show === 'label') return isNamed ? 'project.name' : 'unit.name';
  return undefined;
}

interface BlockRow {
  readonly covering: readonly (GridCell | undefined)[];
  readonly index: number;
}

interface Block {
  readonly entity: string;
  readonly rows: readonly BlockRow[];
}

function isHeadAgain(covering: BlockRow['covering'], { head }: Captioned): boolean {
  const printed = covering.map((cell) => compact(cell?.text ?? ''));
  return (
    printed.filter((text) => text !== '').length > 2 &&
    printed.every((text, column) => text === '' || head.paths[column]?.includes(text) === true)
  );
}

/** The rows of each project, and those of bodies between them. A block begins where its name or code does. */
function blocksIn(
  rows: readonly BlockRow[],
  columns: readonly BlockColumn[],
  { base: { entity: own = '' }, bodyOf }: BlocksContext,
): { readonly blocks: readonly Block[]; readonly bodies: readonly (Block & { readonly label: string })[] } {
  const bodies: (Block & { readonly label: string })[] = [];
  const blocks: { entity: string; rows: BlockRow[] }[] = [];
  let entity = own;
  let last: { key: GridCell | undefined } = { key: undefined };
  const projectRows: {
    row: BlockRow;
    key: GridCell | undefined;
    code: string;
    name: string;
    entity: string;
  }[] = [];
  for (const row of rows) {
    const cellOf = (attribute: string) => cellIn(row, columns, attribute);
    const code = normalCode(cellOf('project.code')?.text ?? '');
    const name = compact(cellOf('project.name')?.text ?? '');
    const body = compact(cellOf('unit.name')?.text ?? '');
    const [, bodyCode = '', bodyName = ''] = /^(\d+)[-—–]?(.*)$/u.exec(body) ?? ['', '', body];
    const isBody = hasIndicator(row, columns) ? undefined : bodyOf(bodyCode || code, bodyName || name);
    if (isBody !== undefined) {
      entity = isBody;
      bodies.push({ entity, rows: [row], label: body });
      continue;
    }
    const isTotal = TOTAL.test(name) || (code === '' && name === '' && !hasIndicator(row, columns));
    if (isTotal) continue;
    const key = [cellOf('project.code'), cellOf('project.name')].find(
      (cell) => compact(cell?.text ?? '') !== '',
    );
    projectRows.push({ row, key, code, name, entity });
  }
  const [first] = projectRows;
  const isCentred =
    first !== undefined &&
    first.key === undefined &&
    rows.every(({ covering }) => covering.every((cell) => (cell?.rowspan ?? 1) === 1));
  if (isCentred) {
    const points = columns.find(({ attribute }) => attribute === 'indicator.weight');
    const ranges = centred(
      projectRows.map(({ key }) => key !== undefined),
      projectRows.map(({ row }) => Number(compact(row.covering[points?.position ?? -1]?.text ?? '')) || 0),
    );
    return {
      bodies,
      blocks: ranges.map(([from, to]) => ({
        entity: projectRows[from]?.entity ?? own,
        rows: projectRows.slice(from, to).map(({ row }) => row),
      })),
    };
  }
  const hasCodes = projectRows.some(({ code }) => code !== '');
  for (const { row, key, code, entity: of } of projectRows) {
    // A row with a name and no code, among rows with codes, continues the name above it; not with amounts of its own.
    const goesOn = hasCodes && code === '' && !hasAmountAgain(row, blocks.at(-1)?.rows ?? [], columns);
    const begins = key !== undefined && key !== last.key && !goesOn;
    if (begins || blocks.length === 0) blocks.push({ entity: of, rows: [row] });
    else blocks.at(-1)?.rows.push(row);
    if (begins) last = { key };
  }
  return { blocks, bodies };
}

/** Whether a row prints an amount of its project where a row above, of another cell, has printed one. */
function hasAmountAgain(row: BlockRow, above: readonly BlockRow[], columns: readonly BlockColumn[]): boolean {
  const printed = ({ covering }: BlockRow, position: number) => {
    const cell = covering[position];
    return compact(cell?.text ?? '') === '' ? undefined : cell;
  };
  return columns.some(({ at, position }) => {
    const own = at === undefined ? undefined : printed(row, position);
    return (
      own !== undefined &&
      above.some((one) => {
        const other = printed(one, position);
        return other !== undefined && other !== own;
      })
    );
  });
}

/** What the points of a project's indicators add up to: all of them, or all but those for spending its budget. */
const ALL_POINTS: readonly number[] = [100, 90];

/**
 * Blocks of rows whose names stand in the middle of them, as text formats print merged cells: as many rows below a
 * name as above it, or as many as make the points of a project.
 *
 * @param named for each row, whether it prints a piece of a name
 * @param points for each row, those of its indicator; 0 where none are printed
 * @returns first row and end (excluded) of each block
 */
export function centred(
  named: readonly boolean[],
  points: readonly number[] = [],
): readonly (readonly [number, number])[] {
  const blocks: (readonly [number, number])[] = [];
  let from = 0;
  while (from < named.length) {
    const begin = named.indexOf(true, from);
    if (begin < 0) break;
    let end = begin;
    while (named[end + 1] === true) end += 1;
    const next = named.indexOf(true, end + 1);
    const last = next < 0 ? named.length : next;
    const balanced = Math.min(Math.max(begin + end - from + 1, end + 1), last);
    const start = from;
    const sum = (to: number) => points.slice(start, to).reduce((total, one) => total + one, 0);
    const full = Array.from({ length: last - end }, (_, index) => end + 1 + index)
      .filter((to) => ALL_POINTS.includes(sum(to)))
      .sort((a, b) => Math.abs(a - balanced) - Math.abs(b - balanced))[0];
    const to = next < 0 ? named.length : (full ?? balanced);
    blocks.push([from, to]);
    from = to;
  }
  return blocks;
}

function cellIn(row: BlockRow, columns: readonly BlockColumn[], attribute: string): GridCell | undefined {
  const column = columns.find((one) => one.attribute === attribute);
  return column === undefined ? undefined : row.covering[column.position];
}

function hasIndicator(row: BlockRow, columns: readonly BlockColumn[]): boolean {
  return columns.some(
    ({ group, position }) => group !== '' && compact(row.covering[position]?.text ?? '') !== '',
  );
}

function recordOf(
  { entity, rows }: Block,
  columns: readonly BlockColumn[],
  unit: string,
  budgets: Budgets,
  fates: Map<Cell, readonly Fate[]>,
): RowRecord {
  const values = new Map<string, RecordText>();
  const used: { readonly cell: GridCell; readonly path: string }[] = [];
  for (const column of columns) {
    const { attribute, group, position } = column;
    if (attribute === undefined || group !== '' || attribute === 'unit.name') continue;
    const isOne = attribute === STATED_BUDGET;
    const cells = isOne
      ? (budgets.get(column) ?? [])
      : [...new Set(rows.map(({ covering }) => covering[position]))].filter(
          (cell) => cell !== undefined && compact(cell.text) !== '',
        );
    const [first] = cells;
    if (first === undefined) continue;
    const text = isOne ? first.text : cells.map((cell) => cell?.text.trim() ?? '').join('');
    values.set(attribute, {
      text: attribute.endsWith('.code') ? normalCode(text) : text,
      place: first.cell.place,
    });
    if (isOne) continue;
    for (const cell of cells) if (cell !== undefined) used.push({ cell, path: attribute });
  }
  const code = values.get('project.code')?.text ?? '';
  const name = normalName(values.get('project.name')?.text ?? '');
  const project = code === '' ? (name === '' ? '' : madeProjectCode(entity, name)) : code;
  const groups = [...new Set(columns.map(({ group }) => group))].filter((group) => group !== '');
  const inner: RowRecord[] = [];
  const isLoose = rows.every(({ covering }) => covering.every((cell) => (cell?.rowspan ?? 1) === 1));
  for (const group of groups) {
    for (const indicator of indicatorsOf(
      rows,
      columns.filter((column) => column.group === group),
      isLoose,
    )) {
      inner.push(indicator.record);
      for (const cell of indicator.cells) used.push({ cell, path: `indicator ${inner.length}` });
    }
  }
  for (const { cell, path } of used) {
    const record = `project ${project} ${path}`;
    const tokens = findNumbers(cell.text);
    if (tokens.length > 0)
      fates.set(
        cell.cell,
        tokens.map((token) => fateOf(token, record)),
      );
  }
  return {
    kind: 'projects',
    at: { entity, ...(project === '' ? {} : { project }) },
    values,
    inner,
    unit,
    place:
      values.get('project.name')?.place ?? rows[0]?.covering.find((cell) => cell !== undefined)?.cell.place,
  };
}

function fateOf({ leftOut }: NumberToken, record: string): Fate {
  if (leftOut !== undefined) return { type: 'leftOut', leftOut };
  return record.endsWith('.code') ? { type: 'leftOut', leftOut: 'code' } : { type: 'record', record };
}

interface FoundIndicator {
  record: RowRecord;
  readonly cells: GridCell[];
}

/** The indicators of a group of columns, one a row; pieces of a broken cell are joined to what they continue. */
function indicatorsOf(
  rows: readonly BlockRow[],
  columns: readonly BlockColumn[],
  /** No cell is merged: what is broken over lines may stand in several rows. */
  isLoose: boolean,
): readonly FoundIndicator[] {
  const found: FoundIndicator[] = [];
  const seen = new Set<GridCell>();
  for (const { covering } of rows) {
    const cells = columns.flatMap(({ attribute, position }) => {
      const cell = covering[position];
      return cell === undefined || attribute === undefined || compact(cell.text) === ''
        ? []
        : [{ attribute, cell }];
    });
    // A merged cell speaks for its rows; a row that begins no cell of its own says nothing new.
    const fresh = cells.filter(({ cell }) => !seen.has(cell));
    if (fresh.length === 0) continue;
    for (const { cell } of fresh) seen.add(cell);
    const values = new Map(
      cells.map(({ attribute, cell }) => [attribute, { text: cell.text, place: cell.cell.place }]),
    );
    const target = [...values].find(([key]) => TARGET.test(key))?.[1];
    const last = found.at(-1);
    const isPiece =
      last !== undefined &&
      (values.has('indicator.level3') ? isLoose && target === undefined : !standsAlone(target?.text));
    if (isPiece) {
      const joined = new Map(last.record.values);
      for (const [key, value] of values) {
        const before = joined.get(key);
        joined.set(
          key,
          before === undefined ? value : { text: before.text + value.text, place: before.place },
        );
      }
      last.record = { ...last.record, values: joined };
      last.cells.push(...fresh.map(({ cell }) => cell));
      continue;
    }
    const level1 = columns[0]?.level1;
    if (level1 !== undefined && !values.has('indicator.level1')) {
      values.set('indicator.level1', { text: level1, place: undefined });
    }
    // A second target below a name is of the same indicator.
    const name = last?.record.values.get('indicator.level3');
    if (!values.has('indicator.level3') && name !== undefined) values.set('indicator.level3', name);
    const record: RowRecord = {
      kind: 'indicators',
      at: {},
      values,
      inner: [],
      unit: '',
      place: target?.place,
    };
    found.push({ record, cells: fresh.map(({ cell }) => cell) });
  }
  return found;
}

/** Whether a text is a target by itself, and not the rest of one that was broken off. */
function standsAlone(text: string | undefined): boolean {
  if (text === undefined) return false;
  const { operator, value, unit } = parseTarget(text);
  return operator !== '' || (/^\d/u.test(value) && unit !== '');
}
