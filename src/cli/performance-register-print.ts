import { say } from '../messages/say.ts';
import { printDecimal } from '../money/decimal.ts';
import { type Computed, sourceOf } from '../performance/bind.ts';
import { type Fate, measureRegister, type RowFate } from '../performance/measure.ts';
import type { RegisterData } from '../performance/read-register.ts';
import {
  decimalFor,
  decimalsOf,
  groupsOf,
  measuredValue,
  partsOf,
  sayMeasured,
  sayParts,
  sayPeriod,
  sayReason,
} from '../performance/say-measure.ts';
import type { Landed } from '../writing/land-results.ts';

export interface PrintMeans {
  /** The registers, for the parts of a period. */
  readonly data: ReadonlyMap<string, RegisterData>;
  readonly by: 'month' | 'quarter' | undefined;
  /** All rows of a group, and not only the first. */
  readonly everyRow: boolean;
}

/** So many rows of a group are named where nobody asked for all. */
const FEW = 5;

/** The values of measures with the rows that count and those that do not. */
export function computedLines(
  computed: readonly Computed[],
  { data, by, everyRow }: PrintMeans,
): readonly string[] {
  const lines: string[] = [];
  let heading = '';
  for (const one of computed) {
    const { register, files, measured } = one;
    const title = say('register.cli.heading', {
      title: register.title,
      files: files.join('、'),
      period: sayPeriod(measured.period),
    });
    if (title !== heading) lines.push(title);
    heading = title;
    const { name } = measured.measure;
    lines.push(
      say('register.cli.value', { name, value: sayMeasured(measured), parts: inBrackets(measured) }),
    );
    const own = data.get(register.id);
    if (by !== undefined && own !== undefined) {
      for (const period of partsOf(measured.period, by)) {
        const part = measureRegister(own, measured.measure, period);
        const params = { period: sayPeriod(period), value: sayMeasured(part), parts: inBrackets(part) };
        lines.push(say('register.cli.part', params));
      }
    }
    lines.push(...groupLines(one, everyRow));
  }
  return lines;
}

function inBrackets(measured: Computed['measured']): string {
  const parts = sayParts(measured);
  return parts === '' ? '' : say('register.cli.valueParts', { parts });
}

function groupLines({ register, measured }: Computed, everyRow: boolean): readonly string[] {
  const isNumber = measured.outcome.type === 'number';
  const groups = [...groupsOf(measured.rows)].sort((one, other) => ORDER[one.fate] - ORDER[other.fate]);
  return groups.map(({ table, fate, cause, rows }) => {
    const isSpread = new Set(rows.map(({ row }) => `${row.file} ${row.sheet}`)).size > 1;
    const title = register.tables[table]?.title ?? table;
    const shown = everyRow ? rows : rows.slice(0, FEW);
    const numbers = shown
      .map(({ row: { sheet, number }, reason: { detail } }) => {
        const row = isSpread ? `${sheet}!${number}` : String(number);
        return detail === '' ? row : say('register.cli.rowDetail', { row, detail });
      })
      .join('、');
    const more = shown.length < rows.length ? say('register.fate.more') : '';
    return say('register.cli.group', {
      fate: sayFate(fate, isNumber),
      count: rows.length,
      reason: cause === '' ? '' : say('register.cli.groupReason', { reason: cause }),
      rows: say('register.cli.rowOf', { table: title, row: numbers }) + more,
    });
  });
}

/** What counts first, what was only looked up last. */
const ORDER: Readonly<Record<Fate, number>> = { counted: 0, whole: 1, left: 2, used: 3 };

function sayFate(fate: Fate, isNumber: boolean): string {
  if (fate === 'counted') return say(isNumber ? 'register.fate.countedNumber' : 'register.fate.counted');
  return say(`register.fate.${fate}`);
}

/** A measure as data: exact parts as fractions in words, every row with its fate. */
export function computedJson(one: Computed) {
  const { register, measured } = one;
  const { measure, outcome } = measured;
  const value = measuredValue(measured);
  return {
    register: register.id,
    measure: measure.id,
    name: measure.name,
    unit: measure.unit,
    ...(value === undefined ? {} : { value: printDecimal(decimalFor(value, decimalsOf(measured))) }),
    status: outcome.type === 'missing' ? 'missing' : value === undefined ? 'notApplicable' : 'computed',
    ...(outcome.type === 'missing' ? { missing: outcome.tables } : {}),
    parts: sayParts(measured),
    source: sourceOf(one),
    rows: measured.rows.map(rowJson),
  };
}

function rowJson(one: RowFate) {
  const { table, row, fate } = one;
  return { table, file: row.file, sheet: row.sheet, row: row.number, fate, reason: sayReason(one) };
}

/** What became of one value. */
export function landedLine({ bound, how, before }: Landed): string {
  const { project, indicator, result } = bound;
  const said = `${before?.value ?? ''}${before?.unit ?? ''}`;
  return say('register.cli.landed', {
    project: project.name,
    indicator: indicator.level3,
    value: `${result.value}${result.unit}`,
    how:
      how === 'changed' ? say('register.cli.how.changed', { value: said }) : say(`register.cli.how.${how}`),
  });
}
