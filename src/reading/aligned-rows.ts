import { heightOf, isFigure, type Part } from './aligned-line.ts';
import type { Box } from './pdf-geometry.ts';

/** A part in its column. */
export interface Placed<Source> {
  readonly part: Part<Source>;
  readonly column: number;
  readonly span: number;
}

/** A line of a table, every part in its column. */
export interface PlacedLine<Source> {
  readonly box: Box;
  readonly placed: readonly Placed<Source>[];
  readonly em: number;
}

/** Ems within which lines overlap: rows do not, so that such lines are of one row. */
const TOUCH = 0.8;
/** Ems by which a label may be off the line of its numbers. */
const OFF = 0.35;
/** Lines of one label are equally far apart, but for this; and nearer than rows of one line are. */
const SLACK = 1.12;
const NEARER = 0.93;
/** Lines of one label are no farther apart, in ems. */
const LEADING = 2;
/** A line of a label that goes on below leaves no more room than this, in ems. */
const FULL = 1.6;
const MOST_LINES = 12;

/** How a label of several lines stands beside the numbers of its row. */
const STANDS = ['middle', 'top', 'bottom'] as const;
type Stand = (typeof STANDS)[number];

/** What is known of the whole table before rows are made. */
interface Measures {
  /** The columns that hold numbers. */
  readonly numeric: ReadonlySet<number>;
  /** Columns that most rows fill, the widest text of each, and how far apart rows of one line are, if any touch. */
  readonly usual: ReadonlySet<number>;
  readonly widths: ReadonlyMap<number, number>;
  readonly pitch: number;
  /** How far apart lines of one label are: as little as lines without numbers are from others in their column. */
  readonly leading: number;
}

/**
 * The rows that lines make, each as the indexes of its lines. A line with a number begins a row; a line without one is
 * part of a label broken over lines where the whole label then stands in the middle of its row (or, if that explains
 * the table better, at its top or foot) and its lines are nearer than rows are, or full; else a row of its own.
 */
export function rowsOf<Source>(lines: readonly PlacedLine<Source>[]): readonly (readonly number[])[] {
  const numeric = numericColumns(lines);
  const bands = bandsOf(lines);
  const isAnchor = lines.map(({ placed }) =>
    placed.some(({ part, column }) => numeric.has(column) && isFigure(part.text)),
  );
  const measures = measure(lines, isAnchor, numeric);
  const ways = STANDS.map((stand) => divide(lines, bands, isAnchor, measures, stand));
  const fewest = Math.min(...ways.map(({ length }) => length));
  const best = ways.filter(({ length }) => length === fewest);
  const isSure = best.every((way) => JSON.stringify(way) === JSON.stringify(best[0]));
  return (isSure ? best[0] : undefined) ?? bands;
}

function numericColumns(lines: readonly PlacedLine<unknown>[]): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const { placed } of lines)
    for (const { part, column } of placed)
      counts.set(column, (counts.get(column) ?? 0) + (isFigure(part.text) ? 1 : -1));
  return new Set([...counts].flatMap(([column, count]) => (count > 0 ? [column] : [])));
}

/** Lines that overlap in height. */
function bandsOf(lines: readonly PlacedLine<unknown>[]): readonly (readonly number[])[] {
  const bands: number[][] = [];
  lines.forEach((line, at) => {
    const above = lines[at - 1];
    const touches =
      above !== undefined && heightOf(line) - heightOf(above) < TOUCH * Math.min(line.em, above.em);
    if (touches) bands.at(-1)?.push(at);
    else bands.push([at]);
  });
  return bands;
}

function measure<Source>(
  lines: readonly PlacedLine<Source>[],
  isAnchor: readonly boolean[],
  numeric: ReadonlySet<number>,
): Measures {
  const widths = new Map<number, number>();
  const counts = new Map<number, number>();
  let [pitch, leading] = [Infinity, Infinity];
  const last = new Map<number, number>();
  lines.forEach((line, at) => {
    for (const { part, column } of line.placed) {
      widths.set(column, Math.max(widths.get(column) ?? 0, part.box[2] - part.box[0]));
      if (isAnchor[at] === true) counts.set(column, (counts.get(column) ?? 0) + 1);
      if (numeric.has(column)) continue;
      const above = last.get(column);
      last.set(column, at);
      if (above === undefined) continue;
      const drop = heightOf(line) - heightOf(lines[above] ?? line);
      if (isAnchor[at] === true && isAnchor[above] === true && above === at - 1)
        pitch = Math.min(pitch, drop);
      else if (isAnchor[at] !== true || isAnchor[above] !== true) leading = Math.min(leading, drop);
    }
  });
  const anchors = isAnchor.filter(Boolean).length;
  const usual = new Set([...counts].flatMap(([column, count]) => (count * 2 > anchors ? [column] : [])));
  return { numeric, usual, widths, pitch, leading };
}

/** The fewest rows that bands can be divided into. */
function divide<Source>(
  lines: readonly PlacedLine<Source>[],
  bands: readonly (readonly number[])[],
  isAnchor: readonly boolean[],
  measures: Measures,
  stand: Stand,
): readonly (readonly number[])[] {
  interface Way {
    readonly cost: number;
    readonly from: number;
  }
  const ways: Way[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= bands.length; to += 1) {
    let best: Way = { cost: (ways[to - 1]?.cost ?? 0) + 1, from: to - 1 };
    let anchors = countIn(bands[to - 1], isAnchor);
    for (let from = to - 2; from >= Math.max(0, to - MOST_LINES); from -= 1) {
      anchors += countIn(bands[from], isAnchor);
      if (anchors > 1) break;
      const cost = (ways[from]?.cost ?? 0) + 1;
      if (cost >= best.cost) continue;
      if (isRow(lines, bands.slice(from, to).flat(), isAnchor, measures, stand)) best = { cost, from };
    }
    ways.push(best);
  }
  const rows: (readonly number[])[] = [];
  for (let to = bands.length; to > 0; to = ways[to]?.from ?? 0)
    rows.push(bands.slice(ways[to]?.from ?? 0, to).flat());
  return rows.reverse();
}

function countIn(band: readonly number[] = [], isAnchor: readonly boolean[]): number {
  return band.filter((at) => isAnchor[at]).length;
}

/** Whether lines make one row: one of them has its numbers, the others are parts of labels that stand beside these. */
function isRow<Source>(
  lines: readonly PlacedLine<Source>[],
  row: readonly number[],
  isAnchor: readonly boolean[],
  measures: Measures,
  stand: Stand,
): boolean {
  const anchors = row.filter((at) => isAnchor[at]);
  const [anchor] = anchors;
  const line = anchor === undefined ? undefined : lines[anchor];
  if (anchors.length !== 1 || line === undefined) return false;
  const columns = new Map<number, { at: number; part: Part<Source> }[]>();
  for (const at of row)
    for (const { part, column, span } of lines[at]?.placed ?? []) {
      if (span > 1 && at !== anchor) return false;
      columns.set(column, [...(columns.get(column) ?? []), { at, part }]);
    }
  return [...columns].every(([column, own]) => {
    const first = own[0];
    const last = own.at(-1);
    if (first === undefined || last === undefined || own.every(({ at }) => at === anchor)) return true;
    if (measures.numeric.has(column)) return false;
    const [top, foot, middle] = [heightOf(first.part), heightOf(last.part), heightOf(line)];
    const off =
      stand === 'middle' ? (top + foot) / 2 - middle : stand === 'top' ? top - middle : foot - middle;
    if (Math.abs(off) > OFF * line.em) return false;
    // In text a line of numbers stands between two of a label, so that these are two lines apart.
    const heights = [...new Set([...own.map(({ part }) => heightOf(part)), middle])].sort((a, b) => a - b);
    const drops = heights.slice(1).map((height, index) => height - (heights[index] ?? height));
    const widest = Math.max(...drops);
    if (widest > Math.min(SLACK * measures.leading, LEADING * line.em)) return false;
    if (widest <= NEARER * measures.pitch && measures.pitch < Infinity) return true;
    if (stand !== 'middle') return false;
    const isOpen = own.every(({ at }) => at !== anchor) && measures.usual.has(column);
    const isFull = own
      .slice(0, -1)
      .every(({ part }) => part.box[2] - part.box[0] > (measures.widths.get(column) ?? 0) - FULL * line.em);
    return isOpen || isFull;
  });
}
