import type { Cell } from '../document/document.ts';
import type { CellDefinition, EachDefinition, FormDefinition } from '../packs/definition.ts';
import { type Grid, type GridCell, gridOf } from './grid.ts';
import { compact } from './head.ts';
import { type FormLayout, normalLabel } from './layout.ts';
import { similarity } from './similarity.ts';

/** A form definition as a reader needs it: which label says what, and where its value stands. */
export interface FormPlan {
  readonly labels: readonly FormLabel[];
  readonly fields: readonly FormField[];
  readonly lists: readonly FormList[];
  /** No printed label is longer than this. */
  readonly longest: number;
}

/** A label outside of lists. */
export interface FormLabel {
  /** In normal form; `.*` in it stands for a variable. */
  readonly text: string;
  readonly row: number;
  readonly column: number;
}

/** A value and the label that announces it. */
export interface FormField {
  readonly label: FormLabel;
  readonly cell: CellDefinition;
  /**
   * `right` in the cell after the label, `below` under it, `block` in the rows after it: a text under the first row
   * of a label that spans several.
   */
  readonly where: 'right' | 'below' | 'block';
}

/** Rows of records under a heading row, such as indicators. */
export interface FormList {
  readonly columns: readonly FormColumn[];
  readonly each: EachDefinition;
  /** Rows that the form prints itself, by the label that names them: the text that one of their cells holds. */
  readonly fixed: ReadonlyMap<string, string>;
}

export interface FormColumn {
  /** In normal form. */
  readonly heading: string;
  readonly attribute: string | undefined;
}

const plans = new WeakMap<FormDefinition, FormPlan>();

/** What a form's definition says to a reader. */
export function formPlan({ definition }: FormLayout): FormPlan {
  const known = plans.get(definition);
  if (known !== undefined) return known;
  const plan = planOf(definition);
  plans.set(definition, plan);
  return plan;
}

/** A label of a form in the form in which labels are compared: no enumeration, units, years; one word for a body. */
export function formLabel(text: string): string {
  return normalLabel(text.replace(/\{[^{}]*\}/gu, ''))
    .replace(/\([^()]*\)$/u, '')
    .replace(/部门/gu, '单位')
    .replace(/[(（][)）]/gu, '');
}

type Definition = FormDefinition['rows'][number]['cells'][number];

interface DefinitionGrid {
  readonly grid: Grid;
  /** What stands at a position; undefined outside. */
  at(row: number, column: number): (GridCell & { readonly definition: Definition }) | undefined;
}

function gridOfDefinition({ rows }: FormDefinition): DefinitionGrid {
  const definitions = new Map<Cell, Definition>();
  const body = rows.map((row) => ({
    cells: row.cells.map((definition): Cell => {
      const { colspan = 1, rowspan = 1 } = definition;
      const cell: Cell = { text: definition.label ?? '', colspan, rowspan };
      definitions.set(cell, definition);
      return cell;
    }),
  }));
  const grid = gridOf({ head: [], body });
  return {
    grid,
    at(row, column) {
      const found = grid.rows[row]?.[column];
      const definition = found === undefined ? undefined : definitions.get(found.cell);
      return found === undefined || definition === undefined ? undefined : { ...found, definition };
    },
  };
}

function planOf(definition: FormDefinition): FormPlan {
  const layout = gridOfDefinition(definition);
  const { grid } = layout;
  const inLists = new Set<number>();
  const lists: FormList[] = [];
  definition.rows.forEach(({ header }, row) => {
    if (header !== true) return;
    const list = listUnder(definition, layout, row);
    if (list === undefined) return;
    lists.push(list.list);
    for (const one of list.rows) inLists.add(one);
  });
  const cells = grid.rows.flatMap((_, row) =>
    inLists.has(row)
      ? []
      : Array.from({ length: grid.width }, (_unused, column) => layout.at(row, column)).filter(
          (cell, column) => cell !== undefined && cell.row === row && cell.column === column,
        ),
  );
  const labels = new Map<Definition, FormLabel>();
  for (const cell of cells) {
    if (cell?.definition.label === undefined) continue;
    labels.set(cell.definition, {
      text: labelPattern(cell.definition.label),
      row: cell.row,
      column: cell.column,
    });
  }
  const fields: FormField[] = [];
  const placed = new Set<Definition>();
  const put = (value: Definition | undefined, label: FormLabel | undefined, where: FormField['where']) => {
    if (value?.cell === undefined || label === undefined || placed.has(value)) return false;
    placed.add(value);
    fields.push({ label, cell: value.cell, where });
    return true;
  };
  for (const cell of cells) {
    if (cell === undefined) continue;
    const label = labels.get(cell.definition);
    if (label === undefined) continue;
    if (put(layout.at(cell.row, cell.column + cell.colspan)?.definition, label, 'right')) continue;
    const below = cell.row + cell.rowspan;
    if (!inLists.has(below)) put(layout.at(below, cell.column)?.definition, label, 'below');
  }
  for (const cell of cells) {
    if (cell?.definition.cell === undefined) continue;
    const left = layout.at(cell.row, cell.column - 1)?.definition;
    put(cell.definition, left === undefined ? undefined : labels.get(left), 'block');
  }
  const texts = [...labels.values()].map(({ text }) => text);
  const headings = lists.flatMap(({ columns }) => columns.map(({ heading }) => heading));
  // Units, years and numbers stand beside the words of a label.
  const longest = Math.max(0, ...[...texts, ...headings].map((text) => text.length)) + 20;
  return { labels: [...labels.values()], fields, lists, longest };
}

/** The list under a heading row: repeated rows, and rows with the same columns that the form prints itself. */
function listUnder(
  { rows }: FormDefinition,
  layout: DefinitionGrid,
  header: number,
): { readonly list: FormList; readonly rows: readonly number[] } | undefined {
  const starts = columnStarts(layout, header);
  const inside = [header];
  const fixed = new Map<string, string>();
  const attributes = new Map<number, string>();
  let each: EachDefinition | undefined;
  for (let row = header + 1; row < rows.length; row += 1) {
    const definition = rows[row];
    if (definition === undefined || definition.header === true) break;
    if (columnStarts(layout, row).join() !== starts.join()) break;
    inside.push(row);
    if (definition.each !== undefined) each = definition.each;
    const cells = starts.flatMap((start) => layout.at(row, start) ?? []);
    const text = cells.flatMap(({ definition: { cell } }) =>
      cell !== undefined && 'text' in cell ? [cell.text] : [],
    )[0];
    for (const { column, definition: one } of cells) {
      if (one.cell !== undefined && 'attribute' in one.cell) attributes.set(column, one.cell.attribute);
      if (text !== undefined && one.label !== undefined) fixed.set(formLabel(one.label), text);
    }
  }
  if (each === undefined) return undefined;
  const columns = starts.map((start) => ({
    heading: labelPattern(layout.at(header, start)?.definition.label ?? ''),
    attribute: attributes.get(start),
  }));
  return { list: { columns, each, fixed }, rows: inside };
}

function columnStarts(layout: DefinitionGrid, row: number): readonly number[] {
  const starts: number[] = [];
  for (let column = 0; column < layout.grid.width; column += 1) {
    if (layout.at(row, column)?.column === column) starts.push(column);
  }
  return starts;
}

/** A label of a definition in normal form, with `.*` for its variables, where enough of it is left to know it by. */
function labelPattern(label: string): string {
  const text = formLabel(label);
  return /^\{[a-z.]+\}/u.test(compact(label)) && text.length > 1 ? `.*${text}` : text;
}

/** How well a printed label is one of a definition: 1 for the same, less for alike, 0 for another. */
export function labelLikeness(printed: string, wanted: string): number {
  if (printed === '' || wanted === '') return 0;
  if (printed === wanted) return 1;
  if (wanted.startsWith('.*')) {
    const end = wanted.slice(2);
    return printed.endsWith(end) && printed.length - end.length <= 4 ? 0.9 : 0;
  }
  // Cheap tests first: most texts are like no label at all.
  if (printed.length < 5 || wanted.length < 5 || Math.abs(printed.length - wanted.length) > 2) return 0;
  if (printed[0] !== wanted[0] && printed.at(-1) !== wanted.at(-1)) return 0;
  return similarity(printed, wanted) >= 0.8 ? 0.8 : 0;
}
