import { normalName } from '../accounts/tree.ts';
import type { Indicator, Project } from '../facts/records.ts';
import { plainDecimal } from '../ledger/cells.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { type Problem, problem } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Decimal } from '../money/decimal.ts';
import { entryOf, type Library, nameKey } from './library.ts';
import { inBase, meaningOf } from './meaning.ts';
import { type Measured, measureRegister, type Period } from './measure.ts';
import type { RegisterData } from './read-register.ts';
import type { Measure, Register } from './register.ts';
import { decimalFor, decimalsOf, measuredValue, sayParts, sayPeriod } from './say-measure.ts';
import { unitOf } from './unit.ts';

/** A measure of a register with what it came to. */
export interface Computed {
  readonly register: Register;
  readonly files: readonly string[];
  readonly measured: Measured;
  /** What sort of evidence it is; a register where it is left out. */
  readonly kind?: string;
  /** What else the source says, such as the sample of a survey. */
  readonly detail?: string;
}

/** An indicator with the result that was computed for it. */
export interface Bound {
  readonly project: Project;
  readonly indicator: Indicator;
  readonly computed: Computed;
  readonly result: IndicatorResult;
}

/** All measures of registers that were read, over one period. */
export function computeAll(registers: readonly RegisterData[], period: Period): readonly Computed[] {
  return registers.flatMap((data) =>
    data.register.measures.map((measure) => ({
      register: data.register,
      files: data.files,
      measured: measureRegister(data, measure, period),
    })),
  );
}

/**
 * The actual values of indicators by the measures that are theirs: the one that an indicator names (取数口径), else the one
 * that is declared for its name or another word for it in the library. What cannot be decided, compared or computed is a
 * problem and gets no value.
 *
 * @param isAsked whether a project was asked for by name, so that measures which must be named may serve it too
 */
export function bindResults(
  projects: readonly Project[],
  computed: readonly Computed[],
  library: Library,
  isAsked: boolean,
): { readonly bound: readonly Bound[]; readonly problems: readonly Problem[] } {
  const bound: Bound[] = [];
  const problems: Problem[] = [];
  for (const project of projects) {
    for (const indicator of project.indicators) {
      const found = measuresFor(indicator, computed, library, isAsked);
      const named = { indicator: indicator.level3, project: project.name };
      const [first, second] = found;
      if (first === undefined) continue;
      if (second !== undefined) {
        const measures = found.map((one) => sourceOf(one)).join('、');
        problems.push(problem('register.problem.several', 'warning', {}, { ...named, measures }));
        continue;
      }
      const result = resultFor(project, indicator, first);
      if ('key' in result) problems.push(result);
      else bound.push({ project, indicator, computed: first, result });
    }
  }
  return { bound, problems };
}

/** Indicators that name a measure which no register has: a slip that would go unseen, because nothing lands. */
export function unknownMeasures(
  projects: readonly Project[],
  registers: readonly Register[],
): readonly Problem[] {
  const all = registers.flatMap((register) => register.measures.map((measure) => ({ register, measure })));
  return projects.flatMap((project) =>
    project.indicators.flatMap(({ level3, measure = '' }) => {
      if (measure === '' || all.some((one) => isNamedBy(one.register, one.measure, measure))) return [];
      const allowed = registers.map(({ title }) => title).join('、');
      const params = { indicator: level3, project: project.name, measure, allowed };
      return [problem('register.problem.unknownMeasure', 'warning', {}, params)];
    }),
  );
}

/** Whether a measure is asked for by one of its names. */
export function isMeasureNamed({ register, measured }: Computed, written: string): boolean {
  return isNamedBy(register, measured.measure, written);
}

/** A measure's own name, its id, and either with the register's before it. */
function isNamedBy(register: Register, { id, name }: Measure, written: string): boolean {
  const key = normalName(written);
  return [name, id, `${register.title}·${name}`, `${register.id}/${id}`].some(
    (one) => normalName(one) === key,
  );
}

/** 登记表·取数口径. */
export function sourceOf({ register, measured }: Computed): string {
  return say('register.source', { title: register.title, measure: measured.measure.name });
}

function measuresFor(
  indicator: Indicator,
  computed: readonly Computed[],
  library: Library,
  isAsked: boolean,
): readonly Computed[] {
  const { measure = '', level3 } = indicator;
  if (measure !== '') return computed.filter((one) => isMeasureNamed(one, measure));
  const entry = entryOf(library, level3);
  return computed.filter(({ measured: { measure: one } }) => {
    if (one.named && !isAsked) return false;
    return one.indicators.some(
      (name) =>
        nameKey(name) === nameKey(level3) || (entry !== undefined && entryOf(library, name) === entry),
    );
  });
}

function resultFor(project: Project, indicator: Indicator, computed: Computed): IndicatorResult | Problem {
  const { measured } = computed;
  const { measure, outcome, period } = measured;
  const params = { indicator: indicator.level3, project: project.name, measure: measure.name };
  const fitting = fittingUnit(indicator, [measure.unit, ...measure.units]);
  if (fitting === undefined) {
    const wanted = indicator.unit === '' ? say('evaluation.noUnit') : indicator.unit;
    const units = [measure.unit, ...measure.units].join('、');
    return problem('register.problem.unit', 'warning', {}, { ...params, wanted, unit: units });
  }
  if (outcome.type === 'missing') {
    return problem(
      'register.problem.missing',
      'warning',
      {},
      { ...params, tables: outcome.tables.join('、') },
    );
  }
  const value = measuredValue(measured);
  if (value === undefined) return problem('register.problem.notApplicable', 'warning', {}, params);
  const number = decimalFor(value, decimalsOf(measured), targetsIn(indicator, measure.unit));
  return {
    project: project.code,
    level2: indicator.level2,
    level3: indicator.level3,
    date: period.until,
    value: plainDecimal(number),
    unit: fitting,
    share: '',
    reason: '',
    source: sayFullSource(computed),
  };
}

/** Of the units that count the same, the one in which the target compares; what has no number takes any. */
function fittingUnit(indicator: Indicator, units: readonly string[]): string | undefined {
  const meaning = meaningOf(indicator);
  if (meaning.type !== 'quantity') return units[0];
  // A count without a unit says of what it is by its name.
  if (meaning.unit.kind === 'none') return unitOf(units[0] ?? '').base === '%' ? undefined : '';
  return units.find((unit) => unitOf(unit).base === meaning.unit.base);
}

/** The target in the unit of the measure, so that rounding stays on its side of it. */
function targetsIn(indicator: Indicator, unit: string): readonly Decimal[] {
  const meaning = meaningOf(indicator);
  if (meaning.type !== 'quantity') return [];
  const { digits, decimals } = inBase(meaning);
  const { factor } = unitOf(unit);
  // A factor is a power of ten or sixty; where it does not divide the target, the target is told in base units.
  return digits % factor === 0n ? [{ digits: digits / factor, decimals }] : [];
}

/** Where a value comes from, whole: register, measure, period, numerator and denominator, what else is to be known, files. */
function sayFullSource(computed: Computed): string {
  const parts = sayParts(computed.measured);
  return say('register.sourceFull', {
    kind: computed.kind ?? say('register.kind'),
    source: sourceOf(computed),
    period: sayPeriod(computed.measured.period),
    parts: (parts === '' ? '' : say('register.sourceParts', { parts })) + (computed.detail ?? ''),
    files: computed.files.join('、'),
  });
}

/** Whether a result that the workbook has was computed by the same measure of the same register. */
export function isComputedBy(computed: Computed, { source = '' }: IndicatorResult): boolean {
  const own = say('register.sourceFull', {
    kind: computed.kind ?? say('register.kind'),
    source: sourceOf(computed),
    period: '\n',
    parts: '',
    files: '',
  });
  return source.startsWith(own.slice(0, own.indexOf('\n')));
}
