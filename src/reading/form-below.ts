import type { FormField, FormLabel, FormPlan } from './form-layout.ts';
import type { Anchor, FormRow } from './form-walk.ts';
import type { GridCell } from './grid.ts';
import { compact } from './head.ts';

/** A label whose value stands in the next row, with the columns it stands over. */
export interface BelowLabel {
  readonly field: FormField;
  readonly from: number;
  readonly to: number;
}

/** Whether a row holds labels whose values stand in the next one. */
export function hasBelow(anchors: readonly Anchor[], { fields }: FormPlan): boolean {
  return fields.some(({ where, label }) => where === 'below' && anchors.some((one) => one.label === label));
}

/** A row of so many texts ends where its table does. */
const FULL = 4;

interface BelowStart {
  readonly field: FormField;
  readonly from: number;
  /** It fills one cell, and not as it is printed elsewhere: what it shows is of more than one cell. */
  readonly isCrushed: boolean;
}

/**
 * The labels of a row whose values stand in the next one, with the columns they stand over. One that cannot be read
 * between others that can is known by its position.
 */
export function belowLabels(
  row: FormRow,
  anchors: readonly Anchor[],
  plan: FormPlan,
  labels: Map<GridCell, FormLabel | undefined>,
  edge: number,
): readonly BelowLabel[] {
  const { cells } = row;
  const fields = plan.fields.filter(({ where }) => where === 'below');
  const rows = new Set(
    anchors.flatMap(({ label }) => (fields.some((field) => field.label === label) ? [label.row] : [])),
  );
  const wanted = fields.filter(({ label }) => rows.has(label.row));
  const known = [...anchors];
  for (const { label } of wanted) {
    if (known.some((one) => one.label === label)) continue;
    const found = strayAt(cells, label, known);
    if (found === undefined) continue;
    known.push(found);
    for (const cell of found.cells) labels.set(cell, label);
  }
  const starts: BelowStart[] = [];
  wanted.forEach((field, index) => {
    const own = known.find(({ label }) => label === field.label);
    if (own !== undefined) {
      const isClean = anchors.includes(own);
      starts.push({ field, from: own.from, isCrushed: !isClean && own.cells.length === 1 });
      return;
    }
    const before = known.filter(
      ({ label }) => label.row === field.label.row && label.column < field.label.column,
    );
    const next = known.find(({ label }) => label === wanted[index + 1]?.label);
    const isAlone = index === wanted.length - 1 || next !== undefined;
    const isAfterKnown = index === 0 || before.some(({ label }) => label === wanted[index - 1]?.label);
    if (!isAlone || !isAfterKnown) return;
    const from = Math.max(0, ...before.map(({ to }) => to));
    // A label beside them that cannot be read either is none of them.
    const beside = plan.labels.filter(
      ({ row: at, column }) => at === field.label.row && column < field.label.column,
    );
    const between = cells
      .filter(
        (cell) =>
          cell.column >= from &&
          cell.column < (next?.from ?? Number.POSITIVE_INFINITY) &&
          compact(cell.text) !== '',
      )
      .slice(before.length === 0 ? beside.length : 0);
    const [first, ...others] = between;
    if (first === undefined) return;
    starts.push({ field, from: first.column, isCrushed: others.length === 0 });
    for (const cell of between) labels.set(cell, field.label);
  });
  starts.sort((a, b) => a.from - b.from);
  const placed = shifted(starts, row, edge);
  return placed.map(({ field, from }, index) => ({
    field,
    from,
    to: placed[index + 1]?.from ?? Number.POSITIVE_INFINITY,
  }));
}

/** A label with strange signs in it, in one cell or two. */
function strayAt(cells: readonly GridCell[], label: FormLabel, known: readonly Anchor[]): Anchor | undefined {
  const bare = (text: string) => text.replace(/[^\p{Script=Han}\d]/gu, '');
  const taken = new Set(known.flatMap((one) => one.cells));
  const wanted = bare(label.text);
  for (let index = 0; index < cells.length; index += 1) {
    for (const parts of [cells.slice(index, index + 1), cells.slice(index, index + 2)]) {
      const [first, last] = [parts[0], parts.at(-1)];
      const isFree = parts.every((part) => !taken.has(part) && compact(part.text) !== '');
      if (first === undefined || last === undefined || !isFree) continue;
      if (bare(parts.map(({ text }) => text).join('')) !== wanted) continue;
      return { label, cells: parts, from: first.column, to: last.column + last.colspan, inline: undefined };
    }
  }
  return undefined;
}

/**
 * Labels of a row that has lost cells, over the columns they stood over. Such a row ends before the edge of its table; the
 * label that shows two cells as one says where they went, and what is right of it is moved. Where none or several do,
 * nobody knows whose the values are.
 */
function shifted(starts: readonly BelowStart[], row: FormRow, edge: number): readonly BelowStart[] {
  const lost = edge - lastColumn(row);
  const isPlain = !row.hasMerged && row.cells.every(({ colspan }) => colspan === 1);
  if (lost <= 0 || !isPlain) return starts;
  const crushed = starts.filter(({ isCrushed }) => isCrushed);
  const [only] = crushed;
  if (only === undefined || crushed.length > 1) return [];
  return starts.map((start) => (start.from > only.from ? { ...start, from: start.from + lost } : start));
}

/** The last column in which a row prints anything. */
function lastColumn({ cells }: FormRow): number {
  return cells.reduce(
    (last, cell) => (compact(cell.text) === '' ? last : Math.max(last, cell.column + cell.colspan - 1)),
    -1,
  );
}

/** For each piece of a form the column in which most of its full rows end; none where they end anywhere. */
export function edgesOf(rows: readonly FormRow[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number[]>();
  for (const row of rows) {
    if (row.cells.filter(({ text }) => compact(text) !== '').length < FULL) continue;
    const own = ends.get(row.piece);
    if (own === undefined) ends.set(row.piece, [lastColumn(row)]);
    else own.push(lastColumn(row));
  }
  return new Map(
    [...ends].flatMap(([piece, own]) => {
      // What more than half of a list have stands in the middle of it.
      const edge = [...own].sort((a, b) => a - b)[Math.floor(own.length / 2)] ?? -1;
      return own.filter((end) => end === edge).length * 2 > own.length ? [[piece, edge] as const] : [];
    }),
  );
}
