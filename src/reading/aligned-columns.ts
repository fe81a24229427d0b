import {
  apart,
  type Extent,
  extentOf,
  hasLetters,
  isFigure,
  middleOf,
  type PartLine,
} from './aligned-line.ts';
import { around, type Box } from './pdf-geometry.ts';

/** A column: where its texts stand, and which heading is its own (`slot`, by number) if one is. */
export interface Column {
  readonly extent: Extent;
  readonly slot?: number;
  /** Only a heading says that there is one. */
  readonly isEmpty?: true;
}

/** The stretches of the width that lines fill. A text that next to no other reaches as far as does not join two. */
export function stretchesOf(lines: readonly PartLine<unknown>[]): readonly Extent[] {
  if (lines.length === 0) return [];
  const [from, , to] = around(lines.map((line) => line.box));
  const stepsOf = (part: { readonly box: Box }): Extent => [
    Math.floor((part.box[0] - from) * STEPS),
    Math.ceil((part.box[2] - from) * STEPS),
  ];
  const counts = Array.from({ length: Math.max(1, Math.ceil((to - from) * STEPS)) }, () => 0);
  for (const { parts } of lines)
    for (const [left, right] of parts.map(stepsOf))
      for (let x = left; x < right; x += 1) counts[x] = (counts[x] ?? 0) + 1;
  const few = Math.floor(lines.length / FEW);
  const usual = runsOf(counts.map((count) => count > few));
  const shown = counts.map(() => false);
  const show = ([left, right]: Extent): void => {
    for (let x = left; x < right; x += 1) shown[x] = true;
  };
  for (const run of usual) show(run);
  for (const { parts } of lines)
    for (const own of parts.map(stepsOf)) if (usual.every((run) => apart(run, own) >= 0)) show(own);
  return runsOf(shown).map(([left, right]) => [from + left / STEPS, from + right / STEPS]);
}

/** So many steps are a point; columns are at least two steps apart. */
const STEPS = 2;

/** From where to where something is. */
function runsOf(filled: readonly boolean[]): readonly Extent[] {
  const runs: [number, number][] = [];
  filled.forEach((is, x) => {
    if (!is) return;
    const last = runs.at(-1);
    if (last !== undefined && x - last[1] < 2) last[1] = x + 1;
    else runs.push([x, x + 1]);
  });
  return runs;
}

/** Of so many lines one may run over the end of its column. */
const FEW = 12;

/** What leaving a stretch without a heading costs, and the ems a heading may be away from what it heads. */
const ALONE = 100;
const FARTHEST = 25;

interface Way {
  readonly cost: number;
  readonly columns: readonly Column[];
}

/**
 * The columns of lines whose texts fill stretches, under headings (`slots`, from left to right): every stretch goes to
 * a heading, in order and at the least distance. Stretches under one heading are one column if no line has something in
 * both (a total in the middle of labels), else columns that share it. A heading over nothing is an empty column.
 */
export function columnsOf(
  lines: readonly PartLine<unknown>[],
  stretches: readonly Extent[],
  slots: readonly Extent[],
  em: number,
): readonly Column[] | undefined {
  if (slots.length === 0) return stretches.map((extent) => ({ extent }));
  const kinds = stretches.map((stretch) => kindOf(stretch, lines));
  const filled = stretches.map((stretch) =>
    lines.map(({ parts }) => parts.some((part) => apart(extentOf(part), stretch) < -1)),
  );
  const meets = (one: number, other: number): boolean =>
    filled[one]?.some((has, line) => has && filled[other]?.[line] === true) === true;
  /** best[j]: the stretches so far, with slots before j used. */
  const unfilled = slots.map((extent, slot): Column => ({ extent, slot, isEmpty: true }));
  let best: readonly (Way | undefined)[] = Array.from({ length: slots.length + 1 }, (_, used) => ({
    cost: 0,
    columns: unfilled.slice(0, used),
  }));
  stretches.forEach((stretch, index) => {
    const next: (Way | undefined)[] = [];
    for (let used = 0; used <= slots.length; used += 1) {
      const ways: Way[] = [];
      const above = best[used];
      if (above !== undefined) ways.push(added(above, { extent: stretch }, ALONE));
      const slot = slots[used - 1];
      const before = best[used - 1];
      const cost = slot === undefined ? 0 : Math.max(0, apart(slot, stretch)) / em;
      const isNear = slot !== undefined && cost <= FARTHEST && mayStand(kinds[index], stretch, slot);
      if (slot !== undefined && before !== undefined && isNear)
        ways.push(added(before, { extent: stretch, slot: used - 1 }, cost + off(slot, stretch)));
      const last = above?.columns.at(-1);
      if (above !== undefined && slot !== undefined && last?.slot === used - 1 && last.isEmpty !== true) {
        const isOne = !meets(index - 1, index);
        const whole: Extent = [last.extent[0], stretch[1]];
        const own = { extent: isOne ? whole : stretch, slot: used - 1 };
        const rest = isOne ? { ...above, columns: above.columns.slice(0, -1) } : above;
        const isOver = apart(slot, whole) < 0;
        if (isOne || isOver) ways.push(added(rest, own, cost + 0.5));
      }
      // A heading over nothing, behind the others.
      const left = next[used - 1];
      if (left !== undefined && slot !== undefined)
        ways.push(added(left, { extent: slot, slot: used - 1, isEmpty: true }, 0));
      next.push(ways.reduce<Way | undefined>(cheaper, undefined));
    }
    best = next;
  });
  const columns = best.at(-1)?.columns ?? [];
  const isEmpty = slots.map((_, slot) => columns.every((column) => column.slot !== slot || column.isEmpty));
  // What stands between its heading and one over nothing may be of that.
  const isUnsure = columns.some(({ extent, slot }) => {
    const own = slot === undefined ? undefined : slots[slot];
    if (slot === undefined || own === undefined || apart(own, extent) < 0) return false;
    const kind = kindOf(extent, lines);
    return kind === 'other' && isEmpty[own[0] > extent[0] ? slot - 1 : slot + 1] === true;
  });
  return isUnsure ? undefined : columns;
}

/** What the texts in a stretch are: words, amounts with decimals or separators, or something else, such as codes. */
type Kind = 'words' | 'amounts' | 'other';

function kindOf(stretch: Extent, lines: readonly PartLine<unknown>[]): Kind {
  const texts = lines.flatMap(({ parts }) =>
    parts.filter((part) => apart(extentOf(part), stretch) < -1).map(({ text }) => text),
  );
  if (texts.every(hasLetters)) return 'words';
  return texts.every(isFigure) && texts.some((text) => /[.,]/u.test(text)) ? 'amounts' : 'other';
}

/** Headings stand in the middle; words below them begin at the left of their column, and amounts end at the right. */
function mayStand(kind: Kind | undefined, stretch: Extent, slot: Extent): boolean {
  if (apart(stretch, slot) < 0 || kind === undefined || kind === 'other') return true;
  return kind === 'words' ? slot[0] > stretch[0] : slot[0] < stretch[0];
}

function added({ cost, columns }: Way, column: Column, more: number): Way {
  return { cost: cost + more, columns: [...columns, column] };
}

function cheaper(best: Way | undefined, way: Way): Way {
  return best === undefined || way.cost < best.cost ? way : best;
}

/** Little enough to decide only between headings equally near. */
function off(slot: Extent, stretch: Extent): number {
  return Math.abs(middleOf(slot) - middleOf(stretch)) / 10_000;
}

/** The column where an extent begins, and how many it reaches over; the nearest where it is in none. */
export function spanOf(extent: Extent, columns: readonly Extent[]): readonly [number, number] {
  const touched = columns.flatMap(([from, to], index) =>
    extent[1] > from + 1 && extent[0] < to - 1 ? [index] : [],
  );
  const [first, last] = [touched[0], touched.at(-1)];
  if (first !== undefined && last !== undefined) return [first, last - first + 1];
  return [columnAt(extent, columns), 1];
}

/** The column that an extent is in, or whose middle is nearest. */
export function columnAt(extent: Extent, columns: readonly Extent[]): number {
  const distances = columns.map((column) => {
    const gap = apart(extent, column);
    return gap < 0 ? gap : Math.abs(middleOf(column) - middleOf(extent));
  });
  return distances.indexOf(Math.min(...distances));
}
