import { projectLabels } from '../ledger/rows.ts';
import { typedCells, typedRowAt } from '../ledger/typed.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { bindResults, computeAll, unknownMeasures } from '../performance/bind.ts';
import { landingOf } from '../performance/landing.ts';
import type { Library } from '../performance/library.ts';
import { periodOf } from '../performance/period.ts';
import { type RegisterFile, readRegisters } from '../performance/read-register.ts';
import type { Register } from '../performance/register.ts';
import { sayMeasured, sayParts } from '../performance/say-measure.ts';
import type { ResultsPlan } from './contract/performance.ts';
import type { Performed } from './performance-work.ts';

export interface RegistersGiven {
  readonly registers: readonly Register[];
  readonly library: Library;
  /** The last day that counts; undefined is that of the last event. */
  readonly asOf: string | undefined;
}

/**
 * The values that registers give for the indicators of a budget, and where each goes in the sheet of results. With an error
 * in a register there is none: a value over some of its rows would be wrong without looking so.
 */
export function resultsPlan(
  { ledger, typed, revision }: Performed,
  files: readonly RegisterFile[],
  { registers, library, asOf }: RegistersGiven,
): Result<ResultsPlan> {
  const read = readRegisters(files, registers);
  if (!read.ok) return read;
  const period = periodOf(read.value, asOf === undefined ? {} : { asOf }, ledger.year);
  if (!period.ok) return period;
  const { projects } = ledger.records;
  const computed = computeAll(read.value, period.value);
  const { bound, problems } = bindResults(projects, computed, library, false);
  const rows = typed.rows.get('results') ?? [];
  const labels = projectLabels(projects);
  const landed = landingOf(bound, {
    results: ledger.results ?? [],
    prepared: rows.flatMap(({ id, cells }) => {
      const isOpen = ['resultValue', 'resultShare', 'resultReason', 'resultDate'].every(
        (key) => (cells[key] ?? '').trim() === '',
      );
      const { project = '', level2 = '', level3 = '' } = cells;
      return isOpen ? [{ row: id, project, level2, level3 }] : [];
    }),
    rowOf: ({ place }) => (place?.type === 'cell' ? typedRowAt(rows, place.cell)?.id : undefined),
    labels,
    replace: false,
  });
  const notes = [...read.problems, ...problems, ...unknownMeasures(projects, registers)];
  return succeed({
    revision,
    period: period.value,
    measures: computed.map(({ register, measured }) => ({
      register: register.title,
      name: measured.measure.name,
      value: sayMeasured(measured),
      parts: sayParts(measured),
    })),
    landed: landed.map(({ bound: { project, indicator, result }, before, how, row }) => {
      const { date, value, unit, source = '', level2, level3 } = result;
      const values = { resultDate: date, resultValue: value, indicatorUnit: unit, resultSource: source };
      const named =
        row === undefined ? { project: labels.get(project.code) ?? project.code, level2, level3 } : {};
      return {
        project: project.name,
        indicator: indicator.level3,
        value: `${value}${unit}`,
        before: before === undefined ? '' : `${before.value}${before.unit}`,
        how,
        ...(row === undefined ? {} : { row }),
        cells: { ...typedCells({ ...named, ...values }) },
      };
    }),
    notes: notes.map(({ message }) => message),
  });
}

/** A kind of register by its id. */
export function registerOf(registers: readonly Register[], id: string): Result<Register> {
  const found = registers.find((one) => one.id === id);
  if (found !== undefined) return succeed(found);
  const allowed = registers.map(({ title }) => title).join('、');
  return fail([problem('register.problem.unknownKind', 'error', {}, { kind: id, allowed })]);
}
