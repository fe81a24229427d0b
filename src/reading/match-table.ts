import type { Captioned } from './caption.ts';
import { type ColumnMatching, matchColumns } from './columns.ts';
import { compact } from './head.ts';
import type { Layout } from './layout.ts';
import { bestSimilarity, normalTitle } from './similarity.ts';

/** The definition that a printed table follows. */
export interface TableMatch {
  readonly layout: Layout;
  readonly columns: ColumnMatching;
  /** How much the title agrees, 0 to 1. */
  readonly title: number;
  readonly score: number;
}

/** A match below this is none. */
const SURE = 0.62;

/** The definition of a pack that a printed table follows best; undefined where none does. */
export function matchTable(
  captioned: Captioned,
  layouts: readonly Layout[],
  entity: string,
): TableMatch | undefined {
  const titles = titlesAbove(captioned, entity);
  const candidates = layouts
    .map((layout, rank) => {
      const title = Math.max(0, ...titles.map((one) => bestSimilarity(one, layout.titles)));
      return { layout, rank, title };
    })
    .filter(({ title }) => title >= 0.3 || titles.length === 0)
    .sort((a, b) => b.title - a.title);
  let best: (TableMatch & { readonly rank: number }) | undefined;
  for (const { layout, rank, title } of candidates) {
    // By titles alone, before any column is held against a heading: no later one can do better than this.
    const most = 0.5 * title + 0.5;
    if (best !== undefined && most < best.score) break;
    const columns = matchColumns(captioned.head.paths, layout);
    const score = 0.5 * title + 0.5 * columns.score;
    if (columns.score < 0.4 || score < SURE) continue;
    // Of equals the first of the pack counts.
    const isBetter = best === undefined || score > best.score || (score === best.score && rank < best.rank);
    if (isBetter) best = { layout, columns, title, score, rank };
  }
  return best;
}

/** Lines above that may be the title, in normal form, the nearest first. Short ones that only label are none. */
export function titlesAbove({ above, table }: Captioned, entity: string): readonly string[] {
  const inside = table.table.title === undefined ? [] : [table.table.title];
  // A title may stand in the first row of the table itself, merged over all columns.
  const [first] = table.grid.rows;
  const [only, ...others] = new Set(first ?? []);
  const merged = only !== undefined && others.length === 0 ? [only.text] : [];
  return [...inside, ...merged, ...above.map((line) => line.text).reverse()]
    .filter((line) => !/(?:单位|部门)(?:名称)?[:：]|年度[:：]/u.test(compact(line)))
    .map((line) => normalTitle(line, entity))
    .filter((line) => line.length >= 3 && line.length <= 40);
}
