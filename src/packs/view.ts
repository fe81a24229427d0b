import { printedCode } from '../accounts/tree.ts';
import type { Cell } from '../document/document.ts';
import type { Coordinate } from '../facts/fact.ts';
import type {
  ColumnDefinition,
  EachDefinition,
  FormDefinition,
  GridDefinition,
  RowDefinition,
  SideDefinition,
  TableDefinition,
} from './definition.ts';
import { type Evaluated, evaluateCell, type Format, formatOf, type PrintedNumber } from './evaluate.ts';
import { listsProjects, type Turn, turnsOf } from './repeat.ts';
import { resolve, type Scope } from './scope.ts';
import { fillText, turnVariables } from './sentence.ts';

/** A table as it comes to be for one entity: headings, rows, and what each cell says. */
export interface TableView {
  /** The table's name in its pack. */
  readonly table: string;
  readonly definition: TableDefinition;
  readonly title: string;
  readonly above: { readonly left?: string; readonly middle?: string; readonly right?: string } | undefined;
  /** Relative widths, one a column. */
  readonly widths: readonly number[];
  readonly head: readonly (readonly ViewCell[])[];
  readonly rows: readonly ViewRow[];
  readonly notes: readonly string[];
  readonly format: Format;
  /** What every cell of the table shares. */
  readonly at: Coordinate;
  /** The dimensions along which what the table leaves out counts as zero. */
  readonly closedAlong: ReadonlySet<string>;
}

export interface ViewRow {
  readonly cells: readonly ViewCell[];
  readonly emphasis: boolean;
}

/** A cell as it will stand in the document, with what it came to. */
export interface ViewCell
  extends Pick<Cell, 'text' | 'colspan' | 'rowspan' | 'align' | 'header' | 'rowHeader' | 'indent'> {
  /** What the cell came to, where it is more than a label. */
  readonly content?: Evaluated;
}

/** Every number that a table prints, row by row. */
export function numbersOf({ rows }: TableView): readonly PrintedNumber[] {
  return rows.flatMap(({ cells }) =>
    cells.flatMap(({ content }) => (content?.type === 'number' ? [content] : [])),
  );
}

/** Evaluates a table of the scope's pack. */
export function viewTable(table: string, definition: TableDefinition, scope: Scope): TableView {
  const { unit, decimals, grouped, zero } = scope.pack;
  const format = formatOf({ unit, decimals, grouped, zero }, definition);
  const named: Scope = { ...scope, variables: { ...scope.variables, unit: format.unit } };
  return definition.type === 'form'
    ? viewForm(table, definition, named, format)
    : viewGrid(table, definition, named, format);
}

function frame(table: string, definition: TableDefinition, scope: Scope, format: Format) {
  const { left, middle, right } = definition.above ?? {};
  return {
    table,
    definition,
    title: fillText(definition.title, scope),
    above:
      definition.above === undefined
        ? undefined
        : {
            ...(left === undefined ? {} : { left: fillText(left, scope) }),
            ...(middle === undefined ? {} : { middle: fillText(middle, scope) }),
            ...(right === undefined ? {} : { right: fillText(right, scope) }),
          },
    format,
    at: resolve(scope, definition.at),
    notes: (definition.notes ?? []).map((note) => fillText(note, scope)),
  };
}

// Grids ------------------------------------------------------------------------------------------

/** A row of one side before its cells are evaluated. */
interface SideRow {
  readonly label: string;
  readonly code: string;
  readonly name: string;
  readonly at: Coordinate;
  readonly indent: number;
  readonly total: boolean;
  readonly blank: boolean;
  readonly overrides: RowDefinition['cells'];
  readonly scope: Scope;
}

interface Leaf {
  readonly definition: ColumnDefinition;
  readonly depth: number;
  /** What runs downwards inside each row in this column. */
  readonly each: EachDefinition | undefined;
}

function viewGrid(table: string, definition: GridDefinition, outer: Scope, format: Format): TableView {
  const scope: Scope = { ...outer, cube: outer.cube.project(dimensionsOf(definition, outer)) };
  const at = definition.at ?? {};
  const sides = definition.sides.map((side) => viewSide(side, at, scope, format));
  const bodyHeight = Math.max(...sides.map((side) => side.body.length));
  const footHeight = Math.max(...sides.map((side) => side.foot.length));
  const cells = sides.flatMap((side) => [...side.body, ...side.foot].flatMap((row) => row.cells));
  const isEmpty = definition.emptyStatement !== undefined && cells.every(isNothing);

  const rows: ViewRow[] = [];
  const put = (rowOf: (side: ViewedSide) => SideLine | undefined) => {
    const lines = sides.map(rowOf);
    const body = lines.flatMap((line, index) => line?.cells ?? blankCells(sides[index]?.leaves.length ?? 0));
    const ordinal: ViewCell[] =
      definition.ordinal === undefined ? [] : [{ text: String(rows.length + 1), align: 'center' }];
    rows.push({ cells: [...ordinal, ...body], emphasis: lines.some((line) => line?.total === true) });
  };
  const widths = [
    ...(definition.ordinal === undefined ? [] : [0.8]),
    ...sides.flatMap((side) => side.leaves.map((leaf) => widthOf(leaf.definition))),
  ];
  if (isEmpty) rows.push({ cells: blankCells(widths.length), emphasis: false });
  else {
    for (let index = 0; index < bodyHeight; index += 1) put((side) => side.body[index]);
    for (let index = 0; index < footHeight; index += 1) put((side) => side.foot[index]);
  }
  const framed = frame(table, definition, scope, format);
  const statement =
    isEmpty && definition.emptyStatement !== undefined ? [fillText(definition.emptyStatement, scope)] : [];
  return {
    ...framed,
    widths,
    head: headRows(definition, sides, scope),
    rows,
    notes: [...framed.notes, ...statement],
    closedAlong: closedAlong(definition),
  };
}

/** A line of a side: its cells, ready to be put beside the other side's. */
interface SideLine {
  readonly cells: readonly ViewCell[];
  readonly total: boolean;
}

interface ViewedSide {
  readonly columns: readonly ColumnDefinition[];
  readonly leaves: readonly Leaf[];
  readonly body: readonly SideLine[];
  readonly foot: readonly SideLine[];
}

function viewSide(side: SideDefinition, at: Coordinate, scope: Scope, format: Format): ViewedSide {
  const leaves = leavesOf(side.columns, 1);
  const lines = (row: SideRow) => linesOf(row, leaves, format);
  const body = side.rows.flatMap((row) => expandRow(row, at, scope, 0)).flatMap(lines);
  const foot = (side.foot ?? []).flatMap((row) => expandRow(row, at, scope, 0)).flatMap(lines);
  const folds = side.fold ?? 1;
  if (folds === 1) return { columns: side.columns, leaves, body, foot };
  const height = Math.ceil(body.length / folds);
  const folded = Array.from({ length: height }, (_, index) => {
    const blocks = Array.from({ length: folds }, (_block, block) => body[block * height + index]);
    return {
      cells: blocks.flatMap((one) => one?.cells ?? blankCells(leaves.length)),
      total: blocks.some((one) => one?.total === true),
    };
  });
  const repeat = <Item>(items: readonly Item[]) => Array.from({ length: folds }, () => items).flat();
  return { columns: repeat(side.columns), leaves: repeat(leaves), body: folded, foot };
}

/** A row's lines: one, or as many as the longest list that runs downwards inside it; its other cells span them. */
function linesOf(row: SideRow, leaves: readonly Leaf[], format: Format): readonly SideLine[] {
  const { total } = row;
  if (row.blank) return [{ cells: blankCells(leaves.length), total }];
  const runs = leaves.map(({ each }) =>
    each === undefined ? undefined : turnsOf(each, row.at, row.scope).map((turn) => turned(row, turn)),
  );
  const height = Math.max(1, ...runs.map((run) => run?.length ?? 1));
  return Array.from({ length: height }, (_, index) => ({
    total,
    cells: leaves.flatMap(({ definition }, column): readonly ViewCell[] => {
      const run = runs[column];
      if (run !== undefined) {
        const inner = run[index];
        return [inner === undefined ? { text: '' } : viewCell(definition, inner, format)];
      }
      if (index > 0) return [];
      const cell = viewCell(definition, row, format);
      return [height === 1 ? cell : { ...cell, rowspan: height }];
    }),
  }));
}

/** A row at one turn of a list that runs inside it. */
function turned(row: SideRow, turn: Turn): SideRow {
  return { ...row, at: { ...row.at, ...turn.at }, scope: { ...turn.scope, variables: row.scope.variables } };
}

function leavesOf(
  columns: readonly ColumnDefinition[],
  depth: number,
  outer?: EachDefinition,
): readonly Leaf[] {
  return columns.flatMap((column) => {
    const each = column.each ?? outer;
    return column.columns === undefined
      ? [{ definition: column, depth, each }]
      : leavesOf(column.columns, depth + 1, each);
  });
}

function expandRow(row: RowDefinition, outer: Coordinate, scope: Scope, depth: number): readonly SideRow[] {
  if (row.printed === false) return [];
  if (row.blank !== undefined) {
    return Array.from({ length: row.blank }, () => ({ ...emptyRow(scope), blank: true }));
  }
  const at = { ...outer, ...row.at };
  const shared = { total: row.total === true, blank: false, overrides: row.cells };
  if (row.each === undefined) {
    const label = fillText(row.label ?? '', scope);
    const own: SideRow = { ...shared, label, code: '', name: label, at, indent: row.indent ?? depth, scope };
    return [own, ...(row.rows ?? []).flatMap((nested) => expandRow(nested, at, scope, depth + 1))];
  }
  const turns = turnsOf(row.each, at, scope).flatMap((turn, index): readonly SideRow[] => {
    const variables = turnVariables(index + 1, turn.code, turn.name, turn.above);
    const inner: Scope = { ...turn.scope, variables: { ...turn.scope.variables, ...variables } };
    const here = { ...at, ...turn.at };
    const label = row.label === undefined ? turn.name : fillText(row.label, inner);
    const indent = row.indent ?? depth;
    const own: SideRow = {
      ...shared,
      label,
      code: turn.code,
      name: turn.name,
      at: here,
      indent,
      scope: inner,
    };
    return [own, ...(row.rows ?? []).flatMap((nested) => expandRow(nested, here, inner, depth + 1))];
  });
  return [...turns, ...projectsOfNoUnit(row, at, scope, depth)];
}

/**
 * Projects that no unit has, below the rows of units: those of the department itself, and those of which a document that
 * was read does not say whose they are. Without these rows a list by units would lose them.
 */
function projectsOfNoUnit(
  row: RowDefinition,
  at: Coordinate,
  scope: Scope,
  depth: number,
): readonly SideRow[] {
  const { department, records } = scope;
  const isByUnit = row.each !== undefined && 'records' in row.each && row.each.records === 'units';
  const isWhole = (at.entity ?? scope.entity.code) === department.code;
  if (!isByUnit || !isWhole || records.units.some(({ code }) => code === department.code)) return [];
  const nested = (row.rows ?? []).filter(({ each }) => listsProjects(each));
  const here = { ...at, entity: department.code };
  const inner: Scope = { ...scope, projectsOf: department.code };
  return nested.flatMap((one) => expandRow(one, here, inner, depth + 1));
}

function emptyRow(scope: Scope): SideRow {
  return {
    label: '',
    code: '',
    name: '',
    at: {},
    indent: 0,
    total: false,
    blank: false,
    overrides: undefined,
    scope,
  };
}

function viewCell(column: ColumnDefinition, row: SideRow, format: Format): ViewCell {
  const override = column.key === undefined ? undefined : row.overrides?.[column.key];
  if (override === null) return { text: '' };
  const cell = override ?? column.cell;
  if (cell !== undefined) {
    const content = evaluateCell(cell, row.at, row.scope, format);
    const align = column.align ?? (content.type === 'number' ? 'right' : 'left');
    return { text: content.text, align, content };
  }
  const member = column.of === undefined ? undefined : (row.at[column.of] ?? '');
  switch (column.show) {
    case 'code':
      return {
        text: codeText(member ?? row.code, nameOf(row, column.of)).slice(...(column.digits ?? [])),
        align: column.align ?? 'left',
        rowHeader: true,
      };
    case 'name':
      if (column.of !== undefined && member !== undefined) {
        const text = member === '' ? '' : (row.scope.space.get(column.of)?.labelOf(member) ?? member);
        return { text, align: column.align ?? 'left', rowHeader: true };
      }
      return {
        text: row.name,
        align: column.align ?? (row.total ? 'center' : 'left'),
        rowHeader: true,
        indent: row.indent,
      };
    case 'label':
      return {
        text: row.label,
        align: column.align ?? (row.total ? 'center' : 'left'),
        rowHeader: true,
        indent: row.indent,
      };
    case undefined:
      return { text: '' };
  }
}

/** The code of a row, or nothing where a body or project has none and goes by its name. */
function codeText(code: string, name: string): string {
  return code === name && !/^[\dA-Za-z-]+$/u.test(code) ? '' : printedCode(code);
}

function nameOf(row: SideRow, of: string | undefined): string {
  const member = of === undefined ? undefined : row.at[of];
  if (of === undefined || member === undefined) return row.name;
  return row.scope.space.get(of)?.labelOf(member) ?? member;
}

function blankCells(count: number): readonly ViewCell[] {
  return Array.from({ length: count }, () => ({ text: '' }));
}

function isNothing({ content }: ViewCell): boolean {
  return content?.type !== 'number' || content.value === 0n;
}

function widthOf(column: ColumnDefinition): number {
  if (column.width !== undefined) return column.width;
  if (column.show === 'label' || column.show === 'name') return 3;
  return 1.4;
}

function headRows(
  definition: GridDefinition,
  sides: readonly ViewedSide[],
  scope: Scope,
): readonly (readonly ViewCell[])[] {
  const depth = Math.max(...sides.flatMap((side) => side.leaves.map((leaf) => leaf.depth)));
  const rows: ViewCell[][] = Array.from({ length: depth }, () => []);
  const head = (title: string, colspan: number, rowspan: number): ViewCell => ({
    text: fillText(title, scope),
    align: 'center',
    header: true,
    ...(colspan > 1 ? { colspan } : {}),
    ...(rowspan > 1 ? { rowspan } : {}),
  });
  if (definition.ordinal !== undefined) rows[0]?.push(head(definition.ordinal, 1, depth));
  const put = (columns: readonly ColumnDefinition[], row: number) => {
    for (const column of columns) {
      const { columns: inner } = column;
      if (inner === undefined) rows[row]?.push(head(column.title, 1, depth - row));
      else {
        rows[row]?.push(head(column.title, leavesOf(inner, 1).length, 1));
        put(inner, row + 1);
      }
    }
  };
  for (const side of sides) put(side.columns, 0);
  if (definition.numbering !== undefined) {
    const count = sides.reduce((sum, side) => sum + side.leaves.length, 0);
    const numbers = Array.from({ length: count }, (_, index) => head(String(index + 1), 1, 1));
    rows.push(definition.ordinal === undefined ? numbers : [head(definition.numbering, 1, 1), ...numbers]);
  }
  return rows;
}

/** What rows run along is listed in full where the table is closed; columns only where the pack says so. */
export function closedAlong({ closed, complete = [], sides }: GridDefinition): ReadonlySet<string> {
  const found = new Set(complete);
  const see = (row: RowDefinition): void => {
    if (row.each !== undefined && !('lines' in row.each)) {
      if ('dimension' in row.each) found.add(row.each.dimension);
      else if (row.each.records === 'units') found.add('entity');
      else if (row.each.records === 'projects') found.add('project');
      if (row.each.and !== undefined) found.add(row.each.and.dimension);
    }
    row.rows?.forEach(see);
  };
  if (closed) for (const side of sides) [...side.rows, ...(side.foot ?? [])].forEach(see);
  return found;
}

/** The dimensions that a table speaks of; facts are added up over all others once, before its cells are asked for. */
function dimensionsOf(definition: GridDefinition, scope: Scope): ReadonlySet<string> {
  const found = new Set([...Object.keys(scope.at), ...Object.keys(definition.at ?? {})]);
  const see = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(see);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (scope.cube.space.has(key)) found.add(key);
        if (key === 'dimension' && typeof inner === 'string') found.add(inner);
        if (key === 'records') for (const one of ['project', 'entity', 'kind']) found.add(one);
        see(inner);
      }
    }
  };
  see(definition.sides);
  return found;
}

// Forms ------------------------------------------------------------------------------------------

function viewForm(table: string, definition: FormDefinition, scope: Scope, format: Format): TableView {
  const rows = definition.rows.flatMap((row): readonly ViewRow[] => {
    const turns =
      row.each === undefined ? [{ scope, at: {} }] : turnsOf(row.each, definition.at ?? {}, scope);
    const evaluated = turns.map((turn) =>
      row.cells.map((cell): ViewCell => {
        const at = { ...definition.at, ...turn.at };
        const content = cell.cell === undefined ? undefined : evaluateCell(cell.cell, at, turn.scope, format);
        const label = cell.label === undefined ? '' : fillText(cell.label, turn.scope);
        const isHead = row.header === true || content === undefined;
        return {
          text: content?.text ?? label,
          align: cell.align ?? (content?.type === 'number' ? 'right' : isHead ? 'center' : 'left'),
          ...(isHead ? { header: true } : {}),
          ...(cell.colspan === undefined ? {} : { colspan: cell.colspan }),
          ...(cell.rowspan === undefined ? {} : { rowspan: cell.rowspan }),
          ...(content === undefined ? {} : { content }),
        };
      }),
    );
    const merging = row.cells.map((cell) => cell.merge === true);
    return mergeEqual(evaluated, merging).map((cells) => ({ cells, emphasis: false }));
  });
  return {
    ...frame(table, definition, scope, format),
    widths: definition.widths,
    head: [],
    rows,
    closedAlong: new Set(),
  };
}

/** Merges equal neighbours below each other in the columns marked so, within the same cell to their left. */
function mergeEqual(
  rows: readonly (readonly ViewCell[])[],
  merging: readonly boolean[],
): readonly (readonly ViewCell[])[] {
  const startsAt = rows.map(() => merging.map(() => true));
  rows.forEach((row, r) => {
    const above = rows[r - 1];
    let sameSoFar = above !== undefined;
    merging.forEach((merges, c) => {
      if (!merges || above === undefined) return;
      sameSoFar = sameSoFar && row[c]?.text !== '' && row[c]?.text === above[c]?.text;
      const starts = startsAt[r];
      if (starts !== undefined) starts[c] = !sameSoFar;
    });
  });
  return rows.map((row, r) =>
    row.flatMap((cell, c): readonly ViewCell[] => {
      if (merging[c] !== true) return [cell];
      if (startsAt[r]?.[c] !== true) return [];
      let height = 1;
      while (r + height < rows.length && startsAt[r + height]?.[c] === false) height += 1;
      return [height > 1 ? { ...cell, rowspan: height } : cell];
    }),
  );
}
