import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import type { Captioned } from './caption.ts';
import { layoutsOf } from './layout.ts';
import { matchTable } from './match-table.ts';

/** The pack by which a document is read, and why; no pack where none fits. */
export interface Choice {
  readonly pack: Pack | undefined;
  readonly why: string;
}

/** A pack must explain this share of the tables that have headings, and this many. */
const LEAST_SHARE = 0.34;
const LEAST_TABLES = 2;

/** Chooses the pack whose definitions explain most of the tables; of equals the one for that year and stage. */
export function choosePack(
  tables: readonly Captioned[],
  packs: readonly Pack[],
  document: { readonly year: number | undefined; readonly stage: string; readonly entity: string },
): Choice {
  let best: { pack: Pack; found: number; score: number; inYear: boolean } | undefined;
  for (const pack of packs) {
    if (pack.stage !== document.stage) continue;
    const { grids } = layoutsOf(pack);
    const scores = tables.map((table) => matchTable(table, grids, document.entity)?.score ?? 0);
    const found = scores.filter((score) => score > 0).length;
    const sum = scores.reduce((total, score) => total + score, 0);
    const inYear =
      document.year !== undefined && document.year >= pack.years[0] && document.year <= pack.years[1];
    const score = sum + (inYear ? 0.02 * tables.length : 0);
    if (best === undefined || score > best.score) best = { pack, found, score, inYear };
  }
  const readable = tables.filter((table) => table.head.rows > 0).length;
  if (best === undefined || best.found < LEAST_TABLES || best.found < LEAST_SHARE * readable) {
    return { pack: undefined, why: say('reading.pack.none') };
  }
  const params = { title: best.pack.title, found: best.found, tables: tables.length };
  return {
    pack: best.pack,
    why: best.inYear ? say('reading.pack.fits', params) : say('reading.pack.otherYear', params),
  };
}
