import { compact } from './head.ts';
import type { KeptReading } from './reading-json.ts';
import type { Source } from './source.ts';

/**
 * What a document is good for when a budget is drafted: the finance bureau's approval, tables out of the fiscal
 * platform, or a published disclosure.
 */
export type Role = 'approval' | 'export' | 'disclosure';

/** The more trusted first: where two documents say different things, the first of them counts. */
export const ROLES: readonly Role[] = ['approval', 'export', 'disclosure'];

/** A document with its role. */
export interface Given {
  readonly kept: KeptReading;
  readonly role: Role;
}

const OPENING = 15;

/** Sentences of a narrative: a table of the platform has none, a disclosure pages of them. */
const MUCH_PROSE = 400;

/**
 * Tells the role of a document by what is in it: an approval names itself in its first lines; a spreadsheet or web
 * page without a narrative is an export; everything else was published.
 */
export function roleOf(file: string, source: Source): Role {
  const lines = source.document.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.type === 'heading') return [block.text];
      return block.type === 'paragraph' ? [block.runs.map((run) => run.text).join('')] : [];
    }),
  );
  const opening = [
    file.replace(/^.*[/\\]/u, ''),
    ...lines.filter((line) => compact(line) !== '').slice(0, OPENING),
  ];
  // A disclosure may say in a sentence that it was approved; an approval says it where titles stand.
  if (opening.some((line) => /批复/u.test(line) && compact(line).length <= 40)) return 'approval';
  const prose = lines
    .filter((line) => /[。；]/u.test(line))
    .reduce((sum, line) => sum + compact(line).length, 0);
  const isGrid = source.format === 'xlsx' || source.format === 'xls' || source.format === 'html';
  return isGrid && prose < MUCH_PROSE ? 'export' : 'disclosure';
}

/**
 * The year to draft for: that of approvals and exports, which are of the year to come; of published documents alone the
 * newest, plus one.
 */
export function yearOf(given: readonly Given[]): number | undefined {
  const budgets = given.filter(({ kept }) => kept.stage === 'budget');
  const current = budgets.filter(({ role }) => role !== 'disclosure').map(({ kept }) => kept.year);
  if (current.length > 0) return Math.max(...current);
  const published = given.map(({ kept }) => kept.year);
  return published.length > 0 ? Math.max(...published) + 1 : undefined;
}
