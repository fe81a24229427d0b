import type { Indicator } from '../facts/records.ts';
import { isNamed } from '../ledger/import-results.ts';
import { indicatorRow, projectLabels } from '../ledger/rows.ts';
import { typedCells } from '../ledger/typed.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { budgetOfProject, draftIndicator, draftSheet } from '../performance/draft.ts';
import type { Library, LibraryEntry } from '../performance/library.ts';
import { printed } from '../performance/score.ts';
import { searchIndicators } from '../performance/search.ts';
import type { IndicatorChoices } from './contract/performance.ts';
import type { Performed } from './performance-work.ts';

/** So many of those that fit are listed. */
const LISTED = 30;

/** Indicators of the library for a project: those that fit the words, or without words what is proposed for it. */
export function indicatorChoices(
  { ledger, pack, revision }: Performed,
  library: Library,
  { project: code, words }: { readonly project: string; readonly words: string },
): Result<IndicatorChoices> {
  const project = ledger.records.projects.find((one) => one.code === code);
  if (project === undefined)
    return fail([problem('server.performance.noProject', 'error', {}, { project: code })]);
  const budget = budgetOfProject(project, ledger);
  const label = projectLabels(ledger.records.projects).get(code) ?? code;
  const draft = draftSheet(project, budget, library, pack);
  const found =
    words === '' ? draft.entries : searchIndicators(library, words.split(/\s+/u)).map(({ entry }) => entry);
  const told = (entry: LibraryEntry) => {
    const indicator = draftIndicator(entry, budget, pack.workbook.indicatorLevels);
    return {
      ...wordsOf(entry, library),
      target: targetOf(indicator),
      isThere: project.indicators.some((one) =>
        [entry.name, ...entry.aliases].some((name) => isNamed(one, name, '')),
      ),
      cells: { ...typedCells(indicatorRow(label, indicator)) },
    };
  };
  return succeed({
    revision,
    groups: words === '' ? draft.groups.map(({ name }) => name) : [],
    total: found.length,
    choices: found.slice(0, LISTED).map(told),
  });
}

function wordsOf(
  { name, group, level, numerator, denominator, counts, note, data, seen }: LibraryEntry,
  library: Library,
) {
  const computed =
    numerator === undefined || denominator === undefined
      ? (counts ?? '')
      : say('performance.draft.ratio', { numerator, denominator });
  return {
    name,
    group: library.groups.find(({ id }) => id === group)?.name ?? group,
    level: level.replace('/', ' · '),
    computed: note === undefined ? computed : say('performance.draft.noted', { computed, note }),
    data: [...data],
    seen: seen.map(({ target, document }) => {
      const from = library.documents.find(({ id }) => id === document);
      return say('performance.indicators.seenOne', {
        target,
        body: from?.body ?? '',
        year: from?.year ?? '',
      });
    }),
  };
}

/** The target of a draft; only the body knows a number that is left open. */
function targetOf(indicator: Indicator): string {
  const { operator, value, unit } = indicator;
  return value === '' ? say('performance.cli.openTarget', { operator, unit }) : printed(indicator);
}
