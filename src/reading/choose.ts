import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import type { Captioned } from './caption.ts';
import { layoutsOf } from './layout.ts';
import { matchTable, titlesAbove } from './match-table.ts';
import { bestSimilarity } from './similarity.ts';

/** The pack by which a document is read, and why; no pack where none fits. */
export interface Choice {
  readonly pack: Pack | undefined;
  readonly why: string;
}

/**
 * A pack is a document's own if the document prints this share of its tables, and these are alike to this degree on
 * average; where fewer are printed, the others must be all but the same. Tables of all provinces resemble each other,
 * and a layout that is merely near places numbers wrongly: then the words of the document itself know better.
 */
const MOST_TABLES = 0.75;
const ALIKE = 0.88;
const SOME_TABLES = 0.5;
const SAME = 0.95;

/** Chooses among the packs that can be the document's own the one that explains most of its tables, in its year. */
export function choosePack(
  tables: readonly Captioned[],
  packs: readonly Pack[],
  document: { readonly year: number | undefined; readonly stage: string; readonly entity: string },
): Choice {
  let best: { pack: Pack; found: number; score: number; inYear: boolean } | undefined;
  for (const pack of likeliest(tables, packs, document)) {
    const { grids } = layoutsOf(pack);
    const matches = tables.flatMap((table) => matchTable(table, grids, document.entity) ?? []);
    const sum = matches.reduce((total, { score }) => total + score, 0);
    const mean = sum / Math.max(1, matches.length);
    const share = new Set(matches.map(({ layout }) => layout.table)).size / Math.max(1, grids.length);
    const isOwn = (share >= MOST_TABLES && mean >= ALIKE) || (share >= SOME_TABLES && mean >= SAME);
    if (!isOwn) continue;
    const inYear =
      document.year !== undefined && document.year >= pack.years[0] && document.year <= pack.years[1];
    const score = sum + (inYear ? 0.02 * tables.length : 0);
    if (best === undefined || score > best.score) best = { pack, found: matches.length, score, inYear };
  }
  if (best === undefined) return { pack: undefined, why: say('reading.pack.none') };
  const params = { title: best.pack.title, found: best.found, tables: tables.length };
  return {
    pack: best.pack,
    why: best.inYear ? say('reading.pack.fits', params) : say('reading.pack.otherYear', params),
  };
}

/** So many packs are held against the headings; the others are told apart by titles alone. */
const MOST_COMPARED = 4;

/** The packs of that stage whose titles agree best with those printed. */
function likeliest(
  tables: readonly Captioned[],
  packs: readonly Pack[],
  {
    year,
    stage,
    entity,
  }: { readonly year: number | undefined; readonly stage: string; readonly entity: string },
): readonly Pack[] {
  const titles = tables.map((table) => titlesAbove(table, entity));
  return packs
    .filter((pack) => pack.stage === stage)
    .map((pack) => {
      const known = layoutsOf(pack).grids.flatMap((grid) => grid.titles);
      const likeness = titles.map((lines) =>
        Math.max(0, ...lines.map((line) => bestSimilarity(line, known))),
      );
      const inYear = year !== undefined && year >= pack.years[0] && year <= pack.years[1];
      const sum = likeness.reduce((total, one) => total + one, 0);
      return { pack, score: sum + (inYear ? 0.02 * tables.length : 0) };
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_COMPARED)
    .map(({ pack }) => pack);
}
