import type { FlowTable } from './flow.ts';
import { alignList, isTarget } from './form-align.ts';
import { type BelowLabel, belowLabels, edgesOf, hasBelow } from './form-below.ts';
import {
  type FormColumn,
  type FormField,
  type FormLabel,
  type FormList,
  type FormPlan,
  formLabel,
  labelLikeness,
} from './form-layout.ts';
import type { GridCell } from './grid.ts';
import { compact } from './head.ts';

/** A row of a printed form: the cells that begin in it, and at every position the cell that covers it. */
export interface FormRow {
  readonly cells: readonly GridCell[];
  readonly covering: readonly (GridCell | undefined)[];
  /** Cells of its table are merged downwards somewhere, so that an empty cell is empty. */
  readonly hasMerged: boolean;
  /** The piece of the form it stands in, counted from 0. */
  readonly piece: number;
}

/** A text that stands where a field's value belongs; a part of a cell where label and value share it. */
export interface Entry {
  readonly cell: GridCell;
  readonly text: string;
}

/** A printed column of a list. */
export interface ListColumn extends FormColumn {
  readonly from: number;
  /** End excluded. */
  readonly to: number;
}

export interface ListRow {
  readonly list: FormList;
  readonly columns: readonly ListColumn[];
  readonly row: FormRow;
}

/** Which printed cells are labels, which hold the values of which fields, and which rows belong to lists. */
export interface Walk {
  readonly labels: ReadonlyMap<GridCell, FormLabel | undefined>;
  readonly entries: ReadonlyMap<FormField, readonly Entry[]>;
  readonly listRows: readonly ListRow[];
}

/** A label that a row prints, in one cell or in neighbours. */
export interface Anchor {
  readonly label: FormLabel;
  readonly cells: readonly GridCell[];
  readonly from: number;
  readonly to: number;
  /** A value that stands in the label's own cell. */
  readonly inline: Entry | undefined;
}

/** Whether any cell is exactly a label or heading of a form: a quick look before a thorough one. */
export function hasAnyLabel(rows: readonly FormRow[], plan: FormPlan): boolean {
  const exact = new Set([
    ...plan.labels.map(({ text }) => text),
    ...plan.lists.flatMap(({ columns }) => columns.map(({ heading }) => heading)),
  ]);
  return rows.some(({ cells }) =>
    cells.some((cell) => {
      const text = labelText([cell], plan);
      return text !== undefined && text !== '' && exact.has(text);
    }),
  );
}

/** The rows of the pieces of a form, one after the other. */
export function formRows(tables: readonly FlowTable[]): readonly FormRow[] {
  return tables.flatMap(({ grid }, piece) => {
    const hasMerged = grid.rows.some((row) => row.some((cell) => (cell?.rowspan ?? 1) > 1));
    return grid.rows.map((covering, index) => ({
      covering,
      hasMerged,
      piece,
      cells: covering.filter(
        (cell, column): cell is GridCell =>
          cell !== undefined && cell.row === index && cell.column === column,
      ),
    }));
  });
}

/**
 * Walks through a printed form and finds labels by the definition, and with them what every other cell is. Rows may be
 * missing, shifted or broken over several; cells may be split or merged.
 */
export function walkForm(rows: readonly FormRow[], plan: FormPlan): Walk {
  const labels = new Map<GridCell, FormLabel | undefined>();
  const entries = new Map<FormField, Entry[]>();
  const listRows: ListRow[] = [];
  const fieldOf = (label: FormLabel, where: FormField['where']) =>
    plan.fields.find((field) => field.label === label && field.where === where);
  const put = (field: FormField | undefined, found: readonly Entry[]) => {
    if (field === undefined) return;
    entries.set(field, [...(entries.get(field) ?? []), ...found.filter(({ text }) => compact(text) !== '')]);
  };
  let list:
    | (Pick<ListRow, 'list' | 'columns'> & { readonly piece: number; readonly width: number })
    | undefined;
  let byPiece: ReadonlyMap<number, readonly FormRow[]> | undefined;
  const pages = () => {
    byPiece ??= rowsByPiece(rows);
    return byPiece;
  };
  let edges: ReadonlyMap<number, number> | undefined;
  let below: readonly BelowLabel[] = [];
  let isBelowLost = false;
  let block: { readonly field: FormField; readonly from: number } | undefined;
  let open: FormField | undefined;
  let held: Entry[] = [];
  for (const row of rows) {
    const header = headerIn(row, plan);
    if (header !== undefined) {
      list = { ...header, piece: row.piece, width: row.covering.length };
      for (const cell of row.cells) labels.set(cell, undefined);
      [below, block, open, held] = [[], undefined, undefined, []];
      continue;
    }
    const anchors = anchorsIn(row, plan, entries);
    if (list !== undefined && row.piece !== list.piece) {
      // What stands at the top of every page is said already.
      if (isRunningHead(row, anchors, entries)) {
        for (const { label, cells } of anchors) for (const cell of cells) labels.set(cell, label);
        continue;
      }
      const { width } = list;
      const columns =
        row.covering.length === width ? undefined : alignList(list.list, pages().get(row.piece) ?? []);
      list = { ...list, columns: columns ?? list.columns, piece: row.piece, width: row.covering.length };
    }
    if (list !== undefined && !leavesList(row, anchors, list.columns)) {
      listRows.push({ list: list.list, columns: list.columns, row });
      continue;
    }
    list = undefined;
    const [first] = anchors;
    // A label that spans both rows may stand in the second of them.
    const isSecondRow = below.length > 0 && anchors.length > 0 && isGroupOf(below, anchors, row, plan);
    if (isSecondRow)
      for (const { label, cells } of anchors) for (const cell of cells) labels.set(cell, label);
    if (first === undefined || isSecondRow) {
      const own = (from: number) =>
        row.cells.filter((cell) => cell.column >= from && !labels.has(cell)).map(entryOf);
      if (isBelowLost && row.cells.some((cell) => /\d/u.test(cell.text))) {
        isBelowLost = false;
      } else if (below.length > 0 && row.cells.some((cell) => /\d/u.test(cell.text))) {
        for (const one of below)
          put(
            one.field,
            own(one.from).filter(({ cell }) => cell.column < one.to),
          );
        below = [];
      } else if (block !== undefined) put(block.field, own(block.from));
      else if (open !== undefined) put(open, own(0));
      else if (labels.size > 0) held.push(...own(0));
      continue;
    }
    for (const { label, cells } of anchors) for (const cell of cells) labels.set(cell, label);
    const defined = new Set(anchors.map(({ label }) => label.row));
    const blockField = plan.fields.find((field) => field.where === 'block' && defined.has(field.label.row));
    const blockAnchor = anchors.find(({ label }) => label === blockField?.label);
    block = blockField && { field: blockField, from: blockAnchor?.to ?? (first.from > 0 ? first.from : 1) };
    edges ??= edgesOf(rows);
    below = belowLabels(row, anchors, plan, labels, edges.get(row.piece) ?? -1);
    // Values under labels that cannot be told apart are nobody's.
    isBelowLost = below.length === 0 && hasBelow(anchors, plan);
    open = undefined;
    anchors.forEach((anchor, index) => {
      const end = anchors[index + 1]?.from ?? Number.POSITIVE_INFINITY;
      const right = fieldOf(anchor.label, 'right');
      const between = row.cells
        .filter((cell) => cell.column >= anchor.to && cell.column < end && !labels.has(cell))
        .map(entryOf);
      const found = anchor.inline === undefined ? between : [anchor.inline, ...between];
      if (right !== undefined) {
        if (index === 0 && isLongText(right)) put(right, held);
        put(right, found);
        if (isLongText(right)) open = right;
      } else put(fieldOf(anchor.label, 'block'), found);
    });
    held = [];
  }
  return { labels, entries, listRows };
}

function rowsByPiece(rows: readonly FormRow[]): ReadonlyMap<number, readonly FormRow[]> {
  const found = new Map<number, FormRow[]>();
  for (const row of rows) {
    const known = found.get(row.piece);
    if (known === undefined) found.set(row.piece, [row]);
    else known.push(row);
  }
  return found;
}

/** Whether the labels of a row are over those whose values it holds, and have no value of their own. */
function isGroupOf(
  below: readonly BelowLabel[],
  anchors: readonly Anchor[],
  { cells }: FormRow,
  { fields }: FormPlan,
): boolean {
  return (
    anchors.every(
      ({ label }) =>
        below.some(({ field }) => field.label.row === label.row) &&
        !fields.some((field) => field.label === label),
    ) && cells.some((cell) => /\d/u.test(cell.text))
  );
}

function entryOf(cell: GridCell): Entry {
  return { cell, text: cell.text };
}

function isText({ cell }: FormField): boolean {
  return 'attribute' in cell || 'text' in cell;
}

/** Purposes and goals run over several rows; names and codes do not. */
function isLongText({ cell }: FormField): boolean {
  return 'text' in cell || ('attribute' in cell && !/\.(?:name|code|\d+)$/u.test(cell.attribute));
}

/** All labels of a form in a row, from left to right. */
function anchorsIn(
  { cells }: FormRow,
  plan: FormPlan,
  filled: ReadonlyMap<FormField, readonly Entry[]>,
): readonly Anchor[] {
  const anchors: Anchor[] = [];
  const isFilled = (label: FormLabel) =>
    plan.fields.some((field) => field.label === label && (filled.get(field)?.length ?? 0) > 0);
  for (let index = 0; index < cells.length; index += 1) {
    const found = labelAt(cells, index, plan, isFilled);
    if (found === undefined) continue;
    anchors.push(found);
    index += found.cells.length - 1;
  }
  return anchors;
}

function labelAt(
  cells: readonly GridCell[],
  index: number,
  plan: FormPlan,
  isFilled: (label: FormLabel) => boolean,
): Anchor | undefined {
  const [cell] = cells.slice(index);
  if (cell === undefined || compact(cell.text) === '') return undefined;
  // A label that extraction has split over neighbours is found by joining them.
  for (let length = 1; length <= 3; length += 1) {
    const parts = cells.slice(index, index + length);
    const last = parts.at(-1);
    if (last === undefined || parts.length < length || parts.some((part) => compact(part.text) === '')) break;
    if (
      length === 2 &&
      !mayContinue(
        cell,
        plan.labels.map((one) => one.text),
      )
    )
      break;
    const text = labelText(parts, plan);
    if (text === undefined) break;
    const label = bestLabel(text, plan, isFilled);
    if (label !== undefined) {
      return { label, cells: parts, from: cell.column, to: last.column + last.colspan, inline: undefined };
    }
  }
  if (cell.text.length > 200) return undefined;
  const split = /^\s*([^\s:：]+)[\s:：]+(\S[\s\S]*)$/u.exec(cell.text);
  const label = split?.[1] === undefined ? undefined : bestLabel(formLabel(split[1]), plan, isFilled);
  const right = plan.fields.find((field) => field.label === label && field.where === 'right');
  if (label === undefined || right === undefined || isFilled(label)) return undefined;
  if (!isText(right) && !/^[\d.,\s]+[万亿千]?元?$/u.test(split?.[2] ?? '')) return undefined;
  const inline = { cell, text: split?.[2] ?? '' };
  return { label, cells: [cell], from: cell.column, to: cell.column + cell.colspan, inline };
}

const labelTexts = new WeakMap<GridCell, string>();

/** The text of neighbouring cells as a label; undefined where it is longer than any. */
function labelText(parts: readonly GridCell[], { longest }: Pick<FormPlan, 'longest'>): string | undefined {
  const length = parts.reduce((sum, part) => sum + part.text.length, 0);
  if (length > longest * 2) return undefined;
  const [only, ...others] = parts;
  if (only === undefined || others.length > 0) return formLabel(parts.map((part) => part.text).join(''));
  const known = labelTexts.get(only) ?? formLabel(only.text);
  labelTexts.set(only, known);
  return known;
}

/** Whether a cell may be the beginning of a label that its neighbour continues. */
function mayContinue(cell: GridCell | undefined, labels: readonly string[]): boolean {
  const text = cell === undefined ? '' : (labelTexts.get(cell) ?? formLabel(cell.text));
  return (
    text !== '' &&
    labels.some((label) => label.startsWith(text) || (label.startsWith('.*') && text.length <= 4))
  );
}

function bestLabel(
  text: string,
  plan: FormPlan,
  isFilled: (label: FormLabel) => boolean,
): FormLabel | undefined {
  let best: FormLabel | undefined;
  let most = 0;
  for (const label of plan.labels) {
    const likeness = labelLikeness(text, label.text) - (isFilled(label) ? 0.05 : 0);
    if (likeness > most) [best, most] = [label, likeness];
  }
  return best;
}

/** The list whose heading row this is, with its columns as printed. */
function headerIn(
  { cells }: FormRow,
  { lists, longest }: FormPlan,
): Pick<ListRow, 'list' | 'columns'> | undefined {
  let best: Pick<ListRow, 'list' | 'columns'> | undefined;
  for (const list of lists) {
    const starts: (FormColumn & { from: number })[] = [];
    let index = 0;
    while (index < cells.length) {
      const found = headingAt(cells, index, list, longest);
      const cell = cells[index];
      if (found !== undefined && cell !== undefined) starts.push({ ...found.column, from: cell.column });
      index += found?.length ?? 1;
    }
    const known = list.columns.filter(({ heading }) => heading !== '').length;
    // Headings that come again are those of groups side by side, which no form has.
    if (new Set(starts.map(({ heading }) => heading)).size < starts.length) continue;
    if (starts.length < Math.max(2, Math.ceil(known * 0.6))) continue;
    if (best !== undefined && starts.length <= best.columns.length) continue;
    const columns = starts.map((start, at) => ({
      ...start,
      to: starts[at + 1]?.from ?? Number.POSITIVE_INFINITY,
    }));
    best = { list, columns };
  }
  return best;
}

function headingAt(
  cells: readonly GridCell[],
  index: number,
  list: FormList,
  longest: number,
): { readonly column: FormColumn; readonly length: number } | undefined {
  for (let length = 1; length <= 3; length += 1) {
    const parts = cells.slice(index, index + length);
    if (parts.length < length || parts.some((part) => compact(part.text) === '')) return undefined;
    if (
      length === 2 &&
      !mayContinue(
        parts[0],
        list.columns.map(({ heading }) => heading),
      )
    )
      return undefined;
    const text = labelText(parts, { longest });
    if (text === undefined) return undefined;
    const column =
      list.columns.find(({ heading }) => labelLikeness(text, heading) > 0.8) ??
      list.columns.find(({ heading }) => labelLikeness(text, heading) > 0);
    if (column !== undefined) return { column, length };
  }
  return undefined;
}

/** Whether a row repeats nothing but labels whose values are known from the pages before. */
function isRunningHead(
  { cells }: FormRow,
  anchors: readonly Anchor[],
  filled: ReadonlyMap<FormField, readonly Entry[]>,
): boolean {
  const known = new Set([...filled].flatMap(([{ label }, found]) => (found.length > 0 ? [label] : [])));
  return (
    anchors.length > 0 &&
    anchors.every(({ label }) => known.has(label)) &&
    !cells.some(({ text }) => isTarget(text))
  );
}

/** A row that begins with a label of the form ends a list; the label of the list's own side does not. */
function leavesList({ cells }: FormRow, anchors: readonly Anchor[], columns: readonly ListColumn[]): boolean {
  const first = cells.find((cell) => compact(cell.text) !== '');
  const [anchor] = anchors;
  if (first === undefined || anchor === undefined || !anchor.cells.includes(first)) return false;
  return !columns.some(({ heading }) => heading === anchor.label.text);
}
