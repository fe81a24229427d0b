import { parseDay } from '../ledger/dates.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import type { Period } from './measure.ts';
import type { RegisterData } from './read-register.ts';

/** As asked for; else from the beginning of the year to the last event that is in the registers. */
export function periodOf(
  registers: readonly RegisterData[],
  options: { readonly from?: string; readonly asOf?: string },
  year?: number,
): Result<Period> {
  const last = year === undefined ? lastEvent(registers) : lastEvent(registers, `${year}-12-31`);
  if (options.asOf === undefined && last === undefined) {
    return fail([problem('register.problem.empty', 'error', { file: registers[0]?.files[0] ?? '' })]);
  }
  const until = options.asOf === undefined ? last : parseDay(options.asOf);
  const from = options.from === undefined ? `${(until ?? '').slice(0, 4)}-01-01` : parseDay(options.from);
  if (until === undefined || from === undefined || from > until) {
    const params = { from: options.from ?? from ?? '', until: options.asOf ?? until ?? '' };
    return fail([problem('register.problem.period', 'error', {}, params)]);
  }
  if (year !== undefined && !until.startsWith(`${year}-`)) {
    return fail([problem('register.problem.outsideYear', 'error', {}, { date: until, year })]);
  }
  return succeed({ from, until });
}

/** The last day on which something happened; days that are only planned say nothing. */
function lastEvent(registers: readonly RegisterData[], most = '9999-12-31'): string | undefined {
  let last: string | undefined;
  for (const { register, tables } of registers) {
    for (const [name, rows] of tables) {
      const columns = register.tables[name]?.columns ?? {};
      for (const { values } of rows) {
        for (const [key, value] of values) {
          const column = columns[key];
          if (value.type !== 'date' || column?.type !== 'date' || column.planned) continue;
          if (value.day <= most && (last === undefined || value.day > last)) last = value.day;
        }
      }
    }
  }
  return last;
}
