import type { IndicatorLevels, ListRecord } from './form-list.ts';
import { compact } from './head.ts';
import type { RecordText } from './row-record.ts';

export const LEVEL1 = 'indicator.level1';
export const LEVEL2 = 'indicator.level2';
export const LEVEL3 = 'indicator.level3';

/**
 * Carries 一级 and 二级指标 down to rows that leave them out. Where cells are not merged, a label in the middle of its
 * rows also speaks for those above it: the packs' lists of levels say for which.
 */
export function withLevels(raw: readonly ListRecord[], levels: IndicatorLevels): readonly ListRecord[] {
  const printed = new Map<string, RecordText>();
  for (const { values } of raw) {
    const level1 = values.get(LEVEL1);
    if (level1 !== undefined) printed.set(compact(level1.text), level1);
  }
  const nextLevel1 = nextTexts(raw, LEVEL1);
  const nextLevel2 = nextTexts(raw, LEVEL2);
  const isMiddle = hasMiddles(raw);
  const middle2 = isMiddle ? middleLevels(raw, LEVEL2) : [];
  const only1 = isMiddle ? onlyLevels(raw, LEVEL1) : [];
  let above: RecordText | undefined;
  let level2: RecordText | undefined;
  return raw.map((record, index) => {
    const values = new Map(record.values);
    const own = values.get(LEVEL1);
    const own2 = values.get(LEVEL2);
    const isLoose = !record.row.row.hasMerged;
    const isNewGroup = own !== undefined && compact(own.text) !== compact(above?.text ?? '');
    if (own2 !== undefined || isNewGroup) level2 = own2;
    if (level2 === undefined && isLoose) level2 = nextLevel2[index];
    if (isMiddle && own2 === undefined) level2 = middle2[index];
    const usual = printed.get(levels.get(compact(level2?.text ?? '')) ?? '');
    const isNamed = own !== undefined && (/指标$/u.test(compact(own.text)) || usual === undefined);
    const level1 = isNamed
      ? own
      : isMiddle
        ? (usual ?? only1[index])
        : ((isLoose ? usual : undefined) ?? above ?? own ?? (isLoose ? nextLevel1[index] : undefined));
    above = level1;
    if (level1 !== undefined) values.set(LEVEL1, level1);
    if (own2 === undefined && level2 !== undefined) values.set(LEVEL2, level2);
    return { row: record.row, values, cells: record.cells };
  });
}

/** For every record, the first text of an attribute from it on. */
function nextTexts(raw: readonly ListRecord[], attribute: string): readonly (RecordText | undefined)[] {
  const next: (RecordText | undefined)[] = [];
  let known: RecordText | undefined;
  for (let index = raw.length - 1; index >= 0; index -= 1) {
    known = raw[index]?.values.get(attribute) ?? known;
    next[index] = known;
  }
  return next;
}

/** Rows are not of one height: by so many the middle of some of them may be off. */
const TOLERANCE = 1.5;

/** Whether a list prints its levels in the middle of their rows: no cell is merged, and it begins with none. */
function hasMiddles(raw: readonly ListRecord[]): boolean {
  return (
    raw[0]?.values.has(LEVEL2) === false &&
    raw.filter(({ values }) => values.has(LEVEL2)).length > 1 &&
    raw.every(({ row }) => !row.row.hasMerged)
  );
}

/** The level of every record of a list that prints them in the middle; undefined where it may be either neighbour's. */
function middleLevels(raw: readonly ListRecord[], attribute: string): readonly (RecordText | undefined)[] {
  return pagesOf(raw).flatMap((page) => {
    const positions = page.flatMap(({ values }, index) => (values.has(attribute) ? [index] : []));
    return ofMiddles(page.length, positions, TOLERANCE).map((owner) =>
      owner === undefined ? undefined : page[positions[owner] ?? -1]?.values.get(attribute),
    );
  });
}

/** The level of every record of a page that prints but one: whose rows those between two are, the middle does not say. */
function onlyLevels(raw: readonly ListRecord[], attribute: string): readonly (RecordText | undefined)[] {
  return pagesOf(raw).flatMap((page) => {
    const [only, ...others] = page.flatMap(({ values }) => values.get(attribute) ?? []);
    return page.map(() => (others.length === 0 ? only : undefined));
  });
}

function pagesOf(raw: readonly ListRecord[]): readonly (readonly ListRecord[])[] {
  const pages: ListRecord[][] = [];
  for (const record of raw) {
    const last = pages.at(-1);
    if (last?.[0]?.row.row.piece === record.row.row.piece) last.push(record);
    else pages.push([record]);
  }
  return pages;
}

/**
 * Whose row each of `count` rows is, where every label stands in the middle of its own rows: the index of the label, or
 * undefined where several may be.
 *
 * @param tolerance how far, in rows, a label may be from the middle
 * @example ofMiddles(6, [1, 4], 0) // [0, 0, 0, 1, 1, 1]
 */
export function ofMiddles(
  count: number,
  positions: readonly number[],
  tolerance: number,
): readonly (number | undefined)[] {
  // Where the rows of each label end: an interval, narrowed from the first label on and from the last one back.
  const forward: (readonly [number, number])[] = [[0, 0]];
  const backward: (readonly [number, number])[] = [[count, count]];
  const next = ([low, high]: readonly [number, number], position: number) =>
    [2 * position + 1 - high - 2 * tolerance, 2 * position + 1 - low + 2 * tolerance] as const;
  for (const position of positions) {
    const [low, high] = next(forward.at(-1) ?? [0, 0], position);
    forward.push([Math.max(low, position + 1), Math.min(high, count)]);
  }
  for (const position of [...positions].reverse()) {
    const [low, high] = next(backward.at(-1) ?? [count, count], position);
    backward.push([Math.max(low, 0), Math.min(high, position)]);
  }
  backward.reverse();
  const ends = forward.map(([low, high], index) => {
    const [from = low, to = high] = backward[index] ?? [];
    return [Math.ceil(Math.max(low, from)), Math.floor(Math.min(high, to))] as const;
  });
  if (ends.some(([low, high]) => low > high)) return Array.from({ length: count }, () => undefined);
  return Array.from({ length: count }, (_, row) => {
    const owner = positions.findIndex(
      (_position, index) => row >= (ends[index]?.[1] ?? count) && row < (ends[index + 1]?.[0] ?? 0),
    );
    return owner < 0 ? undefined : owner;
  });
}
