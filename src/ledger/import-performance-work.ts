import { parseDay } from './dates.ts';
import { type LineContext, type RowReader, rowsOf, saySpot, type Tables } from './import-context.ts';
import type { Spot } from './import-problems.ts';
import { isYes, shorten } from './import-values.ts';
import type { PerformanceWork } from './performance-work.ts';

/** The sheet of performance management: a row a project. */
export function readPerformanceWork(tables: Tables, context: LineContext): readonly PerformanceWork[] {
  const spots = new Map<string, Spot>();
  return rowsOf(tables, 'performanceWork', context).flatMap((reader) => {
    const project = reader.project('project', context.projects, undefined);
    const monitored = readDay(reader, 'monitored');
    const selfEvaluated = readDay(reader, 'selfEvaluated');
    const isKey = isYes(reader.choice('keyProject'));
    const evaluated = readDay(reader, 'evaluated');
    const opinions = readCount(reader, 'opinions');
    const adopted = readCount(reader, 'adopted');
    if (!reader.need('project', project?.code) || project === undefined) return [];
    const first = spots.get(project.code);
    if (first !== undefined) {
      const params = { project: project.name, first: saySpot(first) };
      reader.report('ledger.problem.workTwice', 'project', params);
      return [];
    }
    spots.set(project.code, reader.spot('project'));
    if (adopted !== undefined && adopted > (opinions ?? 0n)) {
      reader.report('ledger.problem.adoptedTooMany', 'adopted', {
        adopted,
        opinions: opinions ?? 0n,
      });
      return [];
    }
    return [
      {
        project: project.code,
        ...(monitored === undefined ? {} : { monitored }),
        ...(selfEvaluated === undefined ? {} : { selfEvaluated }),
        isKey,
        ...(evaluated === undefined ? {} : { evaluated }),
        ...(opinions === undefined ? {} : { opinions }),
        ...(adopted === undefined ? {} : { adopted }),
      },
    ];
  });
}

/** Evaluations of a year may be done in the next: any day will do. */
function readDay(reader: RowReader, key: string): string | undefined {
  const text = reader.text(key);
  if (text === '') return undefined;
  const day = parseDay(text);
  const column = reader.columns.get(key).title;
  if (day === undefined) reader.report('ledger.problem.dayWrong', key, { column, value: shorten(text) });
  return day;
}

function readCount(reader: RowReader, key: string): bigint | undefined {
  const number = reader.number(key);
  if (number === undefined) return undefined;
  const scale = 10n ** BigInt(number.decimals);
  if (number.digits >= 0n && number.digits % scale === 0n) return number.digits / scale;
  const column = reader.columns.get(key).title;
  reader.report('ledger.problem.headcountWrong', key, { column, value: reader.text(key) });
  return undefined;
}
