import { parseTarget } from '../performance/target.ts';
import type { FormColumn, FormList } from './form-layout.ts';
import type { FormRow, ListColumn } from './form-walk.ts';
import { compact } from './head.ts';

const LEVELS: readonly (string | undefined)[] = ['indicator.level1', 'indicator.level2'];
const NAME = 'indicator.level3';
const TARGET = 'indicator.target';
/** More columns than any form has. */
const MOST_COLUMNS = 60;

/** Whether a text is a target by itself: a number with an operator, or with a unit of its own. */
export function isTarget(text: string): boolean {
  const { operator, value, unit } = parseTarget(text);
  return /\d/u.test(value) && (operator !== '' || unit !== '');
}

/**
 * The columns of a list of indicators on a page that prints no heading, where they are other than on the page before:
 * by what the cells hold, in the order of the list. Undefined where the page does not read like the list.
 */
export function alignList(list: FormList, rows: readonly FormRow[]): readonly ListColumn[] | undefined {
  const attributes = list.columns.map(({ attribute }) => attribute);
  if (!attributes.includes(NAME) || !attributes.includes(TARGET)) return undefined;
  const width = Math.max(0, ...rows.map(({ covering }) => covering.length));
  if (width > MOST_COLUMNS) return undefined;
  const texts = Array.from({ length: width }, (_, column) =>
    rows.flatMap(({ cells }) => {
      const text = compact(cells.find((cell) => cell.column === column)?.text ?? '');
      return text === '' ? [] : [text];
    }),
  );
  const places = inOrder(
    texts.map((column) =>
      attributes.map((attribute) => column.reduce((sum, text) => sum + worth(text, attribute), 0)),
    ),
  );
  const textsOf = (wanted: string) =>
    texts.flatMap((column, index) => (attributes[places[index] ?? -1] === wanted ? column : []));
  const targets = textsOf(TARGET).filter((text) => /\d|\p{Script=Han}{2}/u.test(text));
  const good = targets.filter(isTarget).length;
  const isLikeIt = good >= 2 && good >= 0.6 * targets.length && textsOf(NAME).length >= 0.5 * targets.length;
  if (!isLikeIt) return undefined;
  const found: ListColumn[] = [];
  places.forEach((place, from) => {
    const column: FormColumn | undefined = list.columns[place];
    const last = found.at(-1);
    if (column === undefined) return;
    if (last?.heading === column.heading && last.attribute === column.attribute) {
      found[found.length - 1] = { ...last, to: from + 1 };
    } else found.push({ ...column, from, to: from + 1 });
  });
  return found.map((column, index) => ({
    ...column,
    to: found[index + 1]?.from ?? Number.POSITIVE_INFINITY,
  }));
}

/** How well a text fits a column of a list. */
function worth(text: string, attribute: string | undefined): number {
  const isLevel = /\p{Script=Han}{2}指标$/u.test(text);
  const isWords = /\p{Script=Han}{2}/u.test(text);
  if (attribute === undefined) return 0;
  if (LEVELS.includes(attribute)) return isLevel ? 2 : isTarget(text) ? -2 : 0;
  if (attribute === TARGET) return isTarget(text) ? 2 : isWords ? -0.5 : 0;
  if (isLevel || isTarget(text)) return -2;
  return attribute === NAME ? Number(isWords) : 0.5 * Number(isWords);
}

/**
 * For every printed column the column of the list that it is, so that the worth is the most and the order is kept. A
 * second printed column for one of the list costs a little; of equals the later column of the list is taken.
 */
function inOrder(worths: readonly (readonly number[])[]): readonly number[] {
  const count = worths[0]?.length ?? 0;
  let best = Array.from({ length: count }, (): { score: number; path: readonly number[] } => ({
    score: 0,
    path: [],
  }));
  worths.forEach((row, printed) => {
    best = row.map((own, column) => {
      const before = best
        .slice(0, column + 1)
        .map((state, at) => ({ ...state, score: state.score - (at === column && printed > 0 ? 0.1 : 0) }))
        .reduce((most, state) => (state.score >= most.score ? state : most));
      return { score: before.score + own, path: [...before.path, column] };
    });
  });
  return best.reduce((most, state) => (state.score >= most.score ? state : most), {
    score: -Infinity,
    path: [],
  }).path;
}
