import type { Space } from '../facts/space.ts';
import { sayYuan } from '../ledger/import-values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { say } from '../messages/say.ts';
import type { Fen } from '../money/amount.ts';
import { PROGRESS_DIMENSIONS, type Progress, type ProgressRow } from '../performance/progress.ts';
import { type ProgressJson, progressJson } from '../performance/progress-json.ts';
import { labelOfMember } from '../performance/progress-words.ts';
import { sayRatio } from '../performance/ratio.ts';

/** How far a budget has come, as lines for a terminal: a table a dimension, the total first. */
export function progressLines(progress: Progress, ledger: Ledger, space: Space): readonly string[] {
  const { department } = ledger.records;
  const { year, asOf, total } = progress;
  const payments = ledger.execution.filter(({ date }) => date <= asOf).length;
  return [
    say('execution.show.title', { department: department.name, year, day: asOf, count: payments }),
    '',
    ...table(say('execution.show.total'), [[say('execution.show.whole'), total]], false),
    ...PROGRESS_DIMENSIONS.flatMap((dimension) => [
      '',
      ...table(
        say(`execution.show.${dimension}`),
        progress.by[dimension].map((row) => [labelOfMember(dimension, row.member, space), row] as const),
        dimension === 'project',
      ),
    ]),
  ];
}

function table(
  name: string,
  rows: readonly (readonly [string, ProgressRow])[],
  withPlan: boolean,
): readonly string[] {
  const head = ['budget', 'adjusted', 'paid', 'executionRate', 'adjustmentRate', 'carryForwardRate'] as const;
  const plan = withPlan ? [say('execution.show.planned'), say('execution.show.ahead')] : [];
  const lines = [
    [name, ...head.map((key) => say(`execution.show.${key}`)), ...plan],
    ...rows.map(([label, row]) => [
      label,
      sayYuan(row.budget),
      sayYuan(row.adjusted),
      sayYuan(row.paid),
      sayRatio(row.executionRate),
      sayRatio(row.adjustmentRate),
      sayRatio(row.carryForwardRate),
      ...(withPlan ? [sayKnown(row.planned), sayAhead(row.ahead)] : []),
    ]),
  ];
  const widths = (lines[0] ?? []).map((_, index) =>
    Math.max(...lines.map((line) => widthOf(line[index] ?? ''))),
  );
  return lines.map((line) =>
    line
      .map((cell, index) => {
        const blanks = ' '.repeat((widths[index] ?? 0) - widthOf(cell));
        return index === 0 ? cell + blanks : blanks + cell;
      })
      .join('  ')
      .trimEnd(),
  );
}

function sayKnown(value: Fen | undefined): string {
  return value === undefined ? say('execution.show.noPlan') : sayYuan(value);
}

function sayAhead(value: Fen | undefined): string {
  if (value === undefined) return say('execution.show.noPlan');
  if (value === 0n) return say('execution.show.onPlan');
  return value > 0n
    ? say('execution.show.aheadBy', { amount: sayYuan(value) })
    : say('execution.show.behindBy', { amount: sayYuan(-value) });
}

/** How wide a terminal shows a text: a Chinese character, and what is as wide, takes two places. */
function widthOf(text: string): number {
  return [...text].reduce(
    (sum, one) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u.test(
        one,
      )
        ? 2
        : 1),
    0,
  );
}

/** How far a budget has come, as data, with the names that people know. */
export function namedProgressJson(progress: Progress, space: Space): ProgressJson {
  return progressJson(progress, (member, dimension) =>
    dimension === undefined ? say('execution.show.whole') : labelOfMember(dimension, member, space),
  );
}
