import { normalName } from '../accounts/tree.ts';
import type { Project } from '../facts/records.ts';
import { say } from '../messages/say.ts';
import { parseDay } from './dates.ts';
import { type LineContext, placeOf, type RowReader, rowsOf, saySpot, type Tables } from './import-context.ts';
import type { Spot } from './import-problems.ts';
import { splitTarget } from './import-records.ts';
import { shorten } from './import-values.ts';
import type { IndicatorResult } from './results.ts';

/**
 * The sheet of results. A row without a value, a share and a reason is one that was prepared and not filled in.
 *
 * @param projects with their indicators, which results must belong to
 */
export function readResults(
  tables: Tables,
  projects: readonly Project[],
  context: LineContext,
): readonly IndicatorResult[] {
  const byCode = new Map(projects.map((project) => [project.code, project]));
  const spots = new Map<string, Spot>();
  return rowsOf(tables, 'results', context).flatMap((reader) => {
    const result = readResult(reader, byCode, context);
    if (result === undefined) return [];
    const key = [result.project, result.level2, normalName(result.level3), result.date].join('|');
    const first = spots.get(key);
    if (first !== undefined) {
      reader.report('ledger.problem.resultTwice', 'resultValue', { first: saySpot(first) });
      return [];
    }
    spots.set(key, reader.spot('resultValue'));
    return [result];
  });
}

function readResult(
  reader: RowReader,
  byCode: ReadonlyMap<string, Project>,
  { projects }: LineContext,
): IndicatorResult | undefined {
  const written = reader.text('resultValue');
  const share = reader.text('resultShare').replace(/\s/gu, '');
  const reason = reader.text('resultReason');
  const source = reader.text('resultSource');
  if (written === '' && share === '' && reason === '') return undefined;
  const project = reader.project('project', projects, undefined);
  const name = reader.text('level3');
  const level2 = reader.text('level2');
  const date = readDate(reader);
  const complete = [reader.need('project', project?.code), reader.need('level3', name)];
  if (!complete.every(Boolean) || project === undefined || date === undefined) return undefined;
  const isGoal = normalName(name) === normalName(say('ledger.results.goal'));
  if (!isGoal && !isIndicator(byCode.get(project.code), name, level2, reader)) return undefined;
  const { value, unit } = measured(written, reader.text('indicatorUnit'));
  return {
    project: project.code,
    level2,
    level3: isGoal ? '' : name,
    date,
    value: isGoal ? written : value,
    unit: isGoal ? '' : unit,
    share,
    reason,
    ...(source === '' ? {} : { source }),
    ...placeOf(reader.spot('resultValue')),
  };
}

/** `96%` is 96 with its unit, also where the unit's own column says it; a unit in the cell beats that of the column. */
function measured(written: string, unit: string): Pick<IndicatorResult, 'value' | 'unit'> {
  if (parseDay(written) !== undefined) return { value: written, unit };
  const apart = splitTarget('', written, '');
  return { value: apart.value, unit: apart.unit === '' ? unit : apart.unit };
}

/** Reports a name that none of the project's indicators has, and one that several have. */
function isIndicator(project: Project | undefined, name: string, level2: string, reader: RowReader): boolean {
  const found = (project?.indicators ?? []).filter((one) => isNamed(one, name, level2));
  if (found.length === 1) return true;
  const params = { indicator: shorten(name), project: project?.name ?? '' };
  if (found.length === 0) reader.report('ledger.problem.resultUnknown', 'level3', params);
  else reader.report('ledger.problem.resultAmbiguous', 'level3', params);
  return false;
}

/** Whether an indicator is the one that a result names. */
export function isNamed(
  indicator: { readonly level2: string; readonly level3: string },
  level3: string,
  level2: string,
): boolean {
  if (normalName(indicator.level3) !== normalName(level3)) return false;
  return level2 === '' || normalName(indicator.level2) === normalName(level2);
}

/** Without a day a result is that of the whole year. */
function readDate(reader: RowReader): string | undefined {
  const { year } = reader.context;
  const text = reader.text('resultDate');
  if (text === '') return `${year}-12-31`;
  const date = parseDay(text);
  const column = reader.columns.get('resultDate').title;
  if (date === undefined) {
    reader.report('ledger.problem.entryDate', 'resultDate', { column, value: shorten(text), year });
  } else if (!date.startsWith(`${year}-`)) {
    reader.report('ledger.problem.resultOutsideYear', 'resultDate', { date, year });
    return undefined;
  }
  return date;
}
