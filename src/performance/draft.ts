import { normalName } from '../accounts/tree.ts';
import type { Indicator, Project } from '../facts/records.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { say } from '../messages/say.ts';
import { type Fen, inUnit } from '../money/amount.ts';
import { printDecimal } from '../money/decimal.ts';
import type { Pack } from '../packs/definition.ts';
import { BUDGET, type Library, type LibraryEntry, type LibraryGroup } from './library.ts';
import { parseTarget } from './target.ts';

/** How many indicators of a kind a drafted sheet has; one where nothing is said. */
const WANTED: Readonly<Record<string, number>> = { 数量指标: 2, 质量指标: 2 };
/** The kinds that a sheet has, in order. */
const KINDS = [
  '数量指标',
  '质量指标',
  '时效指标',
  '经济成本指标',
  '社会效益指标',
  '可持续影响指标',
  '服务对象满意度指标',
] as const;
/** The group that serves where a project's own has nothing of a kind. */
const GENERAL = 'general';

/** A drafted sheet: of which businesses the project is, and its indicators, marked as drafts. */
export interface DraftSheet {
  readonly project: Project;
  readonly groups: readonly LibraryGroup[];
  readonly indicators: readonly Indicator[];
  /** The entries of the library that they were made of, in the same order. */
  readonly entries: readonly LibraryEntry[];
}

/**
 * Proposes indicators for a project by the words of its name and purpose. Every one is marked in its basis as a draft;
 * numbers that only the body knows (how many cases) are left open, never guessed.
 *
 * @param budget what the project may cost; undefined where that is not known
 */
export function draftSheet(
  project: Project,
  budget: Fen | undefined,
  library: Library,
  { workbook }: Pick<Pack, 'workbook'>,
): DraftSheet {
  const groups = groupsOf(project, library);
  const candidates = [...groups.map(({ id }) => id), GENERAL].flatMap((id) =>
    library.indicators.filter(({ group }) => group === id),
  );
  const chosen = KINDS.flatMap((kind) => {
    const ofKind = candidates.filter(({ level }) => level.endsWith(`/${kind}`));
    // The ceiling of the budget comes first: it is the cost that every sheet has.
    const ordered = [...ofKind.filter(isCeiling), ...ofKind.filter((one) => !isCeiling(one))];
    return ordered.slice(0, WANTED[kind] ?? 1);
  });
  return {
    project,
    groups,
    entries: chosen,
    indicators: chosen.map((entry) => draftIndicator(entry, budget, workbook.indicatorLevels)),
  };
}

/** What the lines of a ledger spend on the project, or what it states. */
export function budgetOfProject({ code, statedBudget }: Project, { facts }: Ledger): Fen | undefined {
  const lines = facts.filter(
    ({ at }) => at.flow === 'expenditure' && at.project === code && at.asset === undefined,
  );
  const own = lines.filter(({ at }) => at.procurement === undefined);
  return own.length === 0 ? statedBudget : own.reduce((sum, { value }) => sum + value, 0n);
}

function isCeiling({ target }: LibraryEntry): boolean {
  return target === BUDGET;
}

/** The businesses that a project is of, the likeliest first: its name says more than its purpose. */
export function groupsOf(
  { name, purpose }: Pick<Project, 'name' | 'purpose'>,
  library: Library,
): readonly LibraryGroup[] {
  const [inName, inPurpose] = [normalName(name).toUpperCase(), normalName(purpose).toUpperCase()];
  const scored = library.groups.map((group) => {
    const weigh = (text: string) =>
      group.words
        .map((word) => normalName(word).toUpperCase())
        .filter((word) => text.includes(word))
        .reduce((sum, word) => sum + word.length, 0);
    return { group, score: 4 * weigh(inName) + weigh(inPurpose) };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  // What is half as likely is named in passing.
  return scored
    .filter(({ score }) => score > 0 && 2 * score > best)
    .sort((a, b) => b.score - a.score)
    .slice(0, 2)
    .map(({ group }) => group);
}

/** An entry of the library as a drafted indicator, marked as a draft, its levels as the region's form names them. */
export function draftIndicator(
  entry: LibraryEntry,
  budget: Fen | undefined,
  levels: Pack['workbook']['indicatorLevels'],
): Indicator {
  const [level1 = '', level2 = ''] = entry.level.split('/');
  const { numerator, denominator, counts = '', note } = entry;
  const computed =
    numerator === undefined || denominator === undefined
      ? counts
      : say('performance.draft.ratio', { numerator, denominator });
  return {
    ...levelsIn(levels, level1, level2),
    level3: entry.name,
    description: note === undefined ? computed : say('performance.draft.noted', { computed, note }),
    ...targetOf(entry, budget),
    basis: say('performance.draft.basis'),
  };
}

/** The levels as the region's form names them: cost stands under output in some. */
function levelsIn(
  levels: Pack['workbook']['indicatorLevels'],
  level1: string,
  level2: string,
): Pick<Indicator, 'level1' | 'level2'> {
  const pairs = levels.flatMap((one) => one.level2.map((second) => ({ level1: one.level1, level2: second })));
  const core = /成本|满意/u.exec(level2)?.[0] ?? level2;
  return (
    pairs.find((one) => one.level2 === level2) ??
    pairs.find((one) => one.level2.includes(core)) ?? { level1, level2 }
  );
}

function targetOf(
  { kind, unit = '', better, target }: LibraryEntry,
  budget: Fen | undefined,
): Pick<Indicator, 'operator' | 'value' | 'unit'> {
  if (target === BUDGET) {
    const value = budget === undefined ? '' : printDecimal(inUnit(budget, '万元', 6)).replace(/\.?0+$/u, '');
    return { operator: '≤', value, unit: '万元' };
  }
  if (target !== undefined) {
    const { operator, value, unit: printed } = parseTarget(target, { unit });
    return { operator, value, unit: printed };
  }
  if (kind !== 'quantity') return { operator: '', value: '', unit: '' };
  return { operator: better === 'less' ? '≤' : better === 'more' ? '≥' : '=', value: '', unit };
}
