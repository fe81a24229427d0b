import type { Column } from './aligned-columns.ts';
import {
  apart,
  type Extent,
  extentOf,
  heightOf,
  middleOf,
  type Part,
  type PartLine,
} from './aligned-line.ts';
import { around, type Box } from './pdf-geometry.ts';

/** A heading: its lines, one below the other. */
export interface Block<Source> {
  readonly parts: readonly Part<Source>[];
  readonly box: Box;
}

/** Where a column has its heading: the lowest one over it, if it has one, and where that (or its number) stands. */
export interface Slot<Source> {
  readonly extent: Extent;
  readonly block?: Block<Source>;
}

/** The headings over the columns, from left to right, and those over several of them. */
export interface Headings<Source> {
  readonly slots: readonly Slot<Source>[];
  readonly parents: readonly Block<Source>[];
}

/** A heading in its table: the columns it is over and the rows of the heading that it takes. */
export interface HeadCell<Source> {
  readonly row: number;
  readonly column: number;
  readonly rowspan: number;
  readonly colspan: number;
  readonly parts: readonly Part<Source>[];
}

/** Headings as far apart in height (ems) are of two levels. */
const LEVEL = 0.45;
/** Lines of one heading are no farther apart, in ems. */
const LEADING = 1.75;
/** Lines of one heading are equally far apart, but for this. */
const SLACK = 1.12;
/** Headings beside each other have no more room between them, in ems. */
const BESIDE = 6;

/** How headings stand: the page says it well, text that is laid out like a page not as well. */
export interface Setting {
  /** How far apart lines of one heading may be, in ems, and how many times as far as others. */
  readonly farthest?: number;
  readonly slack?: number;
  /** What leaving a column out costs that a heading could be over, in ems that it is off the middle. */
  readonly uncovered?: number;
}

/** Puts the lines of headings that were broken together: one below the other alone, and no wider than it. */
export function blocksOf<Source>(
  lines: readonly PartLine<Source>[],
  em: number,
  { farthest = LEADING, slack = SLACK }: Setting = {},
): readonly Block<Source>[] {
  const parts = lines.flatMap((line) => line.parts);
  const over = (part: Part<Source>, other: Part<Source>): boolean =>
    apart(extentOf(part), extentOf(other)) < 0;
  const drop = (upper: Part<Source>, lower: Part<Source>): number => heightOf(lower) - heightOf(upper);
  const isBelow = (upper: Part<Source>, lower: Part<Source>): boolean =>
    over(upper, lower) && drop(upper, lower) > LEVEL * em && drop(upper, lower) <= farthest * em;
  const goesOn = (upper: Part<Source>, lower: Part<Source>): boolean => {
    const width = (part: Part<Source>): number => part.box[2] - part.box[0];
    const isCentred = Math.abs(middleOf(extentOf(upper)) - middleOf(extentOf(lower))) < 0.6 * em;
    const isLeft = Math.abs(upper.box[0] - lower.box[0]) < 0.3 * em;
    return (isCentred || isLeft) && width(upper) > width(lower) - 0.3 * em;
  };
  const pairs = parts.flatMap((upper) => {
    const below = parts.filter((lower) => isBelow(upper, lower));
    const [lower] = below;
    if (below.length !== 1 || lower === undefined || !goesOn(upper, lower)) return [];
    return parts.filter((other) => isBelow(other, lower)).length === 1 ? [{ upper, lower }] : [];
  });
  const leading = Math.min(...pairs.map(({ upper, lower }) => drop(upper, lower)));
  const near = pairs.filter(({ upper, lower }) => drop(upper, lower) <= slack * leading);
  const broken = new Set(near.flatMap(({ upper, lower }) => [upper, lower]));
  const ends = new Set(
    near.map(({ lower }) => lower).filter((part) => near.every(({ upper }) => upper !== part)),
  );
  // The last line of a broken heading is lower than headings of one line beside it: what stands level with one is below.
  const isLevel = (part: Part<Source>): boolean =>
    parts.some(
      (other) =>
        !broken.has(other) &&
        Math.abs(drop(part, other)) < 0.2 * em &&
        apart(extentOf(part), extentOf(other)) < BESIDE * em,
    );
  const rests = new Map(
    near
      .filter(({ lower }) => !(ends.has(lower) && isLevel(lower)))
      .map(({ upper, lower }) => [upper, lower]),
  );
  const continued = new Set(rests.values());
  return parts
    .filter((part) => !continued.has(part))
    .map((first) => {
      const own: Part<Source>[] = [];
      for (let part: Part<Source> | undefined = first; part !== undefined; part = rests.get(part))
        own.push(part);
      return { parts: own, box: around(own.map(({ box }) => box)) };
    });
}

/**
 * Which headings stand over one column each and which over several. A row that numbers the columns says how many there
 * are; else a heading with nothing below it has a column, unless it is higher than those beside it: what has its place
 * in the middle between them stands over them.
 */
export function headingsOf<Source>(
  blocks: readonly Block<Source>[],
  numbers: readonly Extent[],
  em: number,
): Headings<Source> {
  let slots: readonly Slot<Source>[] = numbers.map((extent) => ({ extent }));
  const parents: Block<Source>[] = [];
  const heights = blocks.map(heightOf);
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
  const fromTop = (block: Block<Source>): number => (heightOf(block) - top) / Math.max(bottom - top, em);
  for (const block of blocks.toSorted((one, other) => heightOf(other) - heightOf(one))) {
    const extent = extentOf(block);
    const over = slots.filter((slot) => apart(slot.extent, extent) < 0);
    const below = over.length > 0 || numbers.length === 0 ? over : nearestOf(slots, extent, em);
    const isFree = below.length > 0 && below.every((slot) => slot.block === undefined);
    if (isFree) {
      slots = slots.map((slot) =>
        below.includes(slot)
          ? { extent: below.length === 1 ? union(slot.extent, extent) : slot.extent, block }
          : slot,
      );
    } else if (below.length > 0 || numbers.length > 0) parents.push(block);
    else {
      const left = slots.findLast((slot) => slot.extent[1] <= extent[0]);
      const right = slots.find((slot) => slot.extent[0] >= extent[1]);
      const isLevel = [left, right].some(
        (slot) => slot?.block !== undefined && heightOf(slot.block) - heightOf(block) < LEVEL * em,
      );
      const isParent = left !== undefined && right !== undefined && !isLevel && fromTop(block) < 0.3;
      if (isParent) parents.push(block);
      else slots = [...slots, { extent, block }].toSorted((one, other) => one.extent[0] - other.extent[0]);
    }
  }
  return { slots, parents: parents.reverse() };
}

/** The slot that is nearest, where it is near. */
function nearestOf<Source>(
  slots: readonly Slot<Source>[],
  extent: Extent,
  em: number,
): readonly Slot<Source>[] {
  const gaps = slots.map((slot) => apart(slot.extent, extent));
  const least = Math.min(...gaps);
  const slot = slots[gaps.indexOf(least)];
  return slot !== undefined && least < NEAR * em ? [slot] : [];
}

/** A heading may be so many ems beside the number of its column. */
const NEAR = 2;

function union(one: Extent, other: Extent): Extent {
  return [Math.min(one[0], other[0]), Math.max(one[1], other[1])];
}

interface Cover<Source> {
  readonly block: Block<Source>;
  /** The slots it is over, the last included. */
  readonly from: number;
  readonly to: number;
}

/**
 * The cells of the heading above columns; undefined where it is not sure over which columns a heading stands.
 *
 * @param edges where the columns begin, and where the last ends
 */
export function headCells<Source>(
  { slots, parents }: Headings<Source>,
  columns: readonly Column[],
  edges: readonly number[],
  em: number,
  { uncovered = UNCOVERED }: Setting = {},
): { readonly cells: readonly HeadCell<Source>[]; readonly rows: number } | undefined {
  const first = slots.map((_, slot) => columns.findIndex((column) => column.slot === slot));
  const last = slots.map((_, slot) => columns.findLastIndex((column) => column.slot === slot));
  const sideOf = (slot: number, side: 0 | 1): number =>
    edges[side === 0 ? (first[slot] ?? 0) : (last[slot] ?? 0) + 1] ?? 0;
  const levels: Block<Source>[][] = [];
  for (const parent of parents) {
    const level = levels.at(-1);
    const isLevel = level?.[0] !== undefined && heightOf(parent) - heightOf(level[0]) < LEVEL * em;
    if (isLevel) level.push(parent);
    else levels.push([parent]);
  }
  const covers: Cover<Source>[][] = [];
  for (const level of levels) {
    const found = coversOf(level, slots, sideOf, em, uncovered);
    if (found === undefined) return undefined;
    covers.push(found);
  }
  const rows = levels.length + (slots.some(({ block }) => block !== undefined) ? 1 : 0);
  const cells: HeadCell<Source>[] = [];
  const start = slots.map(() => 0);
  covers.forEach((level, row) => {
    for (const { block, from, to } of level) {
      const above = Math.max(...start.slice(from, to + 1));
      const column = first[from] ?? 0;
      const colspan = (last[to] ?? 0) - column + 1;
      cells.push({ row: above, column, rowspan: row - above + 1, colspan, parts: block.parts });
      for (let slot = from; slot <= to; slot += 1) start[slot] = row + 1;
    }
  });
  for (let slot = 0; slot < slots.length; slot += 1) {
    const block = slots[slot]?.block;
    if (block === undefined || (slot > 0 && slots[slot - 1]?.block === block)) continue;
    let to = slot;
    while (slots[to + 1]?.block === block) to += 1;
    const row = start[slot] ?? 0;
    const column = first[slot] ?? 0;
    const colspan = (last[to] ?? 0) - column + 1;
    cells.push({ row, column, rowspan: rows - row, colspan, parts: block.parts });
  }
  return { cells, rows };
}

/** What leaving a column out costs that could have been covered, in ems; so much better must the best way be. */
const UNCOVERED = 1;
const SURE = 0.6;
/** Headings of one column are lower than the middle by so many ems if others are above them. */
const LOWER = 0.25;
/** A heading is no farther from the middle of its columns, in ems. */
const OFF = 4;

/**
 * The slots that each heading of one level is over: all that are lower and lie together are shared out, so that each
 * heading is in the middle of its own. Undefined where another way is next to as good.
 */
function coversOf<Source>(
  level: readonly Block<Source>[],
  slots: readonly Slot<Source>[],
  sideOf: (slot: number, side: 0 | 1) => number,
  em: number,
  uncovered: number,
): Cover<Source>[] | undefined {
  // What stands in the middle between the level and the foot of the heading is as high as both rows together.
  const top = Math.min(...level.map(({ box }) => box[1]));
  const foot = Math.max(...slots.map(({ block }) => block?.box[3] ?? -Infinity));
  const isLower = slots.map(
    ({ block }) => block !== undefined && heightOf(block) > (top + foot) / 2 + LOWER * em,
  );
  interface Way {
    readonly cost: number;
    readonly covers: readonly Cover<Source>[];
  }
  let ways: readonly Way[] = [{ cost: 0, covers: [] }];
  for (const block of level.toSorted((one, other) => one.box[0] - other.box[0])) {
    const extent = extentOf(block);
    const isUnder = (slot: Slot<Source>): boolean => apart(slot.extent, extent) < 0;
    const [least, most] = [slots.findIndex(isUnder), slots.findLastIndex(isUnder)];
    const next: Way[] = [];
    for (const way of ways) {
      const start = (way.covers.at(-1)?.to ?? -1) + 1;
      for (let from = start; from < slots.length && (least < 0 || from <= least); from += 1) {
        for (let to = from; to < slots.length && isLower[to] === true; to += 1) {
          const own: Extent = [sideOf(from, 0), sideOf(to, 1)];
          const off = Math.abs(middleOf(own) - middleOf(extent)) / em;
          if (to < most || off > OFF + (own[1] - own[0]) / em / 4) continue;
          next.push({ cost: way.cost + off, covers: [...way.covers, { block, from, to }] });
        }
      }
    }
    ways = next.toSorted((one, other) => one.cost - other.cost).slice(0, 200);
  }
  const priced = ways
    .map(({ cost, covers }): Way => {
      const isCovered = (slot: number): boolean => covers.some(({ from, to }) => from <= slot && slot <= to);
      const open = isLower.filter(
        (lower, slot) => lower && !isCovered(slot) && isBeside(slot, isLower, covers),
      );
      return { cost: cost + uncovered * open.length, covers };
    })
    .toSorted((one, other) => one.cost - other.cost);
  const [best, second] = priced;
  if (best === undefined || (second !== undefined && second.cost - best.cost < SURE)) return undefined;
  return [...best.covers];
}

/** Whether lower slots alone lie between a slot and one that is covered. */
function isBeside(slot: number, isLower: readonly boolean[], covers: readonly Cover<unknown>[]): boolean {
  return covers.some(({ from, to }) => {
    const [left, right] = slot < from ? [slot, from] : [to, slot];
    return isLower.slice(left, right + 1).every(Boolean);
  });
}
