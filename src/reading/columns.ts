import { oncePer } from '../document/remember.ts';
import { compact } from './head.ts';
import { comparisonIn, namesLastYear } from './heading-time.ts';
import { type Layout, type LayoutColumn, normalHeading } from './layout.ts';
import { bestSimilarity } from './similarity.ts';

/** A printed column and the column of a definition that it is, with how sure that is (0 to 1). */
export interface ColumnMatch {
  readonly column: LayoutColumn;
  readonly score: number;
}

export interface ColumnMatching {
  /** By printed column. */
  readonly matches: readonly (ColumnMatch | undefined)[];
  /** The same by position alone, where as many columns are printed as defined: another reading where headings are damaged. */
  readonly byPosition: readonly (ColumnMatch | undefined)[] | undefined;
  /** The share of printed columns that were recognised by their headings, 0 to 1. */
  readonly score: number;
}

/** Below this two headings are not the same. */
const ALIKE = 0.6;

/** Headings that say nothing without those above them. */
const COMMON = /^(?:合计|小计|总计|金额|预算数|决算数|项目|数|科目编码|科目名称)$/u;

/**
 * Matches printed columns with those of a definition, in order, so that the headings agree best. Columns may be missing
 * on either side. Where headings are lost, a column is taken by its position only if all others fall into theirs.
 */
export function matchColumns(paths: readonly (readonly string[])[], layout: Layout): ColumnMatching {
  const headings = headingsOf(paths);
  const printed = headings.map(({ path }) => path);
  const { columns } = layout;
  const scores = headings.map(({ path, joined, compares, isEarlier }) =>
    columns.map((column) =>
      (compares && !isComparison(column)) || (isEarlier && !isEarlierColumn(column))
        ? 0
        : headingScore(path, joined, column),
    ),
  );
  const matches = between(align(scores, columns), printed, columns);
  const found = matches.filter((match) => match !== undefined).length;
  const named = printed.filter((path) => path.length > 0).length;
  const score = found / Math.max(1, Math.min(Math.max(named, 1), columns.length), named);
  return { matches: byPosition(matches, columns), byPosition: positional(scores, columns), score };
}

/** The headings of a printed column in the form in which they are compared. */
interface Heading {
  readonly path: readonly string[];
  /** The heading right above and its own as one text. */
  readonly joined: string;
  readonly compares: boolean;
  readonly isEarlier: boolean;
}

/** The headings of a table are held against the layouts of several packs. */
const headingsOf = oncePer((paths: readonly (readonly string[])[]): readonly Heading[] => {
  const isEarlier = earlierIn(paths);
  return paths.map((printed, index) => {
    const path = printed.map(normalHeading).filter((text) => text !== '');
    const compares = comparisonIn(printed) !== undefined;
    return { path, joined: path.slice(-2).join(''), compares, isEarlier: isEarlier(index) };
  });
});

/** Which printed columns name an earlier year than others do, or the year before: their numbers are not this year's. */
function earlierIn(paths: readonly (readonly string[])[]): (index: number) => boolean {
  const years = paths.map((path) =>
    path.flatMap((heading) => [...heading.matchAll(/(?:19|20)\d{2}(?=年)/gu)]),
  );
  const named = years.flat().map(([year]) => Number(year));
  const latest = Math.max(0, ...named);
  return (index) =>
    (years[index] ?? []).some(([year]) => Number(year) < latest) || (paths[index] ?? []).some(namesLastYear);
}

function isEarlierColumn({ definition }: LayoutColumn): boolean {
  const cell = definition?.cell;
  return cell === undefined || !('at' in cell) || cell.at.year !== undefined || cell.at.stage !== undefined;
}

function isComparison({ definition }: LayoutColumn): boolean {
  const cell = definition?.cell;
  return (
    cell === undefined || 'difference' in cell || 'ratio' in cell || 'attribute' in cell || 'text' in cell
  );
}

function headingScore(path: readonly string[], lastTwo: string, column: LayoutColumn): number {
  const own = path.at(-1);
  if (own === undefined) return 0;
  const above = path.slice(0, -1);
  const leaf = bestSimilarity(own, column.titles);
  // A heading that a printed table spreads over two levels, or joins into one.
  const joined = bestSimilarity(lastTwo, column.joined);
  const best = Math.max(leaf, joined >= 0.85 ? joined : 0);
  if (best < ALIKE) return 0;
  const parents = parentScore(above, column.above);
  const isCommon = COMMON.test(own);
  if (isCommon && above.length > 0 && column.above.length > 0 && parents < 0.4) return 0.1;
  return isCommon ? 0.55 * best + 0.45 * parents : 0.75 * best + 0.25 * parents;
}

function parentScore(above: readonly string[], wanted: readonly (readonly string[])[]): number {
  if (above.length === 0 && wanted.length === 0) return 1;
  if (above.length === 0 || wanted.length === 0) return 0.6;
  let sum = 0;
  for (const titles of wanted) sum += Math.max(...above.map((text) => bestSimilarity(text, titles)));
  return sum / wanted.length;
}

/** The alignment in order with the greatest sum of scores. */
function align(
  scores: readonly (readonly number[])[],
  columns: readonly LayoutColumn[],
): readonly (ColumnMatch | undefined)[] {
  const rows = scores.length;
  const width = columns.length;
  const best: number[][] = Array.from({ length: rows + 1 }, () => new Array<number>(width + 1).fill(0));
  for (let r = rows - 1; r >= 0; r -= 1) {
    for (let c = width - 1; c >= 0; c -= 1) {
      const score = scores[r]?.[c] ?? 0;
      const take = score >= 0.5 ? score + (best[r + 1]?.[c + 1] ?? 0) : -1;
      const line = best[r];
      if (line !== undefined) line[c] = Math.max(take, best[r + 1]?.[c] ?? 0, line[c + 1] ?? 0);
    }
  }
  const matches: (ColumnMatch | undefined)[] = new Array<ColumnMatch | undefined>(rows).fill(undefined);
  for (let r = 0, c = 0; r < rows && c < width; ) {
    const score = scores[r]?.[c] ?? 0;
    const here = best[r]?.[c] ?? 0;
    const column = columns[c];
    if (score >= 0.5 && column !== undefined && here === score + (best[r + 1]?.[c + 1] ?? 0)) {
      matches[r] = { column, score };
      r += 1;
      c += 1;
    } else if (here === (best[r]?.[c + 1] ?? 0)) c += 1;
    else r += 1;
  }
  return matches;
}

/**
 * Fills columns between two that were matched where as many are printed as defined and their own headings fit: only
 * the headings above them were spoilt.
 */
function between(
  matches: readonly (ColumnMatch | undefined)[],
  printed: readonly (readonly string[])[],
  columns: readonly LayoutColumn[],
): readonly (ColumnMatch | undefined)[] {
  const filled = [...matches];
  let last: { at: number; column: number } | undefined;
  matches.forEach((match, at) => {
    if (match === undefined) return;
    const column = columns.indexOf(match.column);
    const count = last === undefined ? 0 : at - last.at - 1;
    if (last !== undefined && count > 0 && column - last.column === at - last.at) {
      const missing = columns.slice(last.column + 1, column);
      const start = last.at + 1;
      const own = missing.map((one, index) =>
        bestSimilarity(printed[start + index]?.at(-1) ?? '', one.titles),
      );
      if (own.every((score) => score >= ALIKE)) {
        missing.forEach((one, index) => {
          filled[start + index] = { column: one, score: 0.5 };
        });
      }
    }
    last = { at, column };
  });
  return filled;
}

function positional(
  scores: readonly (readonly number[])[],
  columns: readonly LayoutColumn[],
): readonly (ColumnMatch | undefined)[] | undefined {
  if (scores.length !== columns.length) return undefined;
  const named = scores.filter((row, index) => (row[index] ?? 0) >= 0.5).length;
  if (named * 3 < columns.length) return undefined;
  return columns.map((column, index) => ({ column, score: scores[index]?.[index] ?? 0 }));
}

/** Fills unmatched columns by position where as many are printed as defined and every match is at its own position. */
function byPosition(
  matches: readonly (ColumnMatch | undefined)[],
  columns: readonly LayoutColumn[],
): readonly (ColumnMatch | undefined)[] {
  if (matches.length !== columns.length) return matches;
  const inPlace = matches.filter(
    (match, index) => match !== undefined && match.column === columns[index],
  ).length;
  const matched = matches.filter((match) => match !== undefined).length;
  if (inPlace !== matched || matched * 2 < columns.length) return matches;
  return matches.map((match, index) => {
    const column = columns[index];
    return match ?? (column === undefined ? undefined : { column, score: 0.5 });
  });
}

/** Printed headings of a column, for people. */
export function sayPath(path: readonly string[]): string {
  return path.map(compact).join('/');
}
