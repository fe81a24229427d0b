import { Cube, type Statement } from '../facts/cube.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import { NO_PROJECT, relateCoordinates, type Space } from '../facts/space.ts';
import { executionStatements, isPayment } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { ledgerStatements } from '../ledger/statements.ts';
import { say } from '../messages/say.ts';
import type { ExpressionDefinition, FormulaDefinition, Pack } from '../packs/definition.ts';
import { movedBy } from './progress.ts';
import { type Ratio, ratioOf } from './ratio.ts';

/** What an expression came to, in base units of its measure; without the facts for it, what is missing. */
export type Amounted =
  | { readonly known: true; readonly value: bigint; readonly unit: '元' | '个' | '条' }
  | { readonly known: false; readonly gaps: readonly string[] };

export interface ReadingResult {
  readonly reading: FormulaDefinition['readings'][number];
  readonly numerator: Amounted;
  readonly denominator: Amounted;
  /** Undefined where something is missing; not applicable over nothing. */
  readonly ratio: Ratio | undefined;
}

/** A rate of the pack with each way to read it. */
export interface FormulaResult {
  readonly formula: FormulaDefinition;
  /** Its target as the department wrote it, or as the pack prints it where nobody wrote one; empty where it has none. */
  readonly target: string;
  /** The reading that counts. */
  readonly chosen: ReadingResult;
  readonly others: readonly ReadingResult[];
}

/**
 * Computes the rates of a pack for the department, by the end of a day, in exact arithmetic. What the ledger does not
 * know (no payments, no actual purchases) is missing and never taken for zero.
 *
 * @param asOf ISO 8601
 * @param selfEvaluated projects whose self-evaluation is complete, beside those whose sheet says so
 */
export function evaluateFormulas(
  ledger: Ledger,
  pack: Pack,
  space: Space,
  asOf: string,
  selfEvaluated: ReadonlySet<string> = new Set(),
): readonly FormulaResult[] {
  if (pack.formulas.length === 0) return [];
  const evaluation = new Evaluation(ledger, space, asOf, selfEvaluated);
  return pack.formulas.map((formula): FormulaResult => {
    const results = formula.readings.map((reading) => evaluation.reading(reading));
    const index = formula.readings.findIndex(({ id }) => id === formula.choice);
    const chosen = results[Math.max(0, index)];
    if (chosen === undefined) throw new Error('a formula has a reading');
    return {
      formula,
      target: targetOf(formula, ledger, pack),
      chosen,
      others: results.filter((one) => one !== chosen),
    };
  });
}

function targetOf({ target }: FormulaDefinition, { records }: Ledger, { workbook }: Pack): string {
  if (target === undefined) return '';
  const written = records.texts.find(
    ({ key, entity }) => key === target && entity === records.department.code,
  );
  return written?.paragraphs.join('') ?? workbook.texts.find(({ key }) => key === target)?.default ?? '';
}

class Evaluation {
  readonly #ledger: Ledger;
  readonly #space: Space;
  readonly #asOf: string;
  readonly #cube: Cube;

  constructor(ledger: Ledger, space: Space, asOf: string, selfEvaluated: ReadonlySet<string>) {
    this.#ledger = ledger;
    this.#space = space;
    this.#asOf = asOf;
    this.#cube = Cube.of(space, [
      ...purchaseStatements(ledger),
      ...workStatements(ledger, asOf, selfEvaluated),
      ...ledgerStatements(ledger, space),
      ...executedStatements(ledger, asOf),
    ]);
  }

  reading(reading: FormulaDefinition['readings'][number]): ReadingResult {
    const numerator = this.#value(reading.numerator);
    const denominator = this.#value(reading.denominator);
    const ratio =
      numerator.known && denominator.known ? ratioOf(numerator.value, denominator.value) : undefined;
    return { reading, numerator, denominator, ratio };
  }

  #value(expression: ExpressionDefinition): Amounted {
    if ('at' in expression) return this.#at(expression.at);
    if ('changes' in expression) return this.#changes(expression.changes);
    const parts = ('plus' in expression ? expression.plus : expression.minus).map((one) => this.#value(one));
    const gaps = parts.flatMap((part) => (part.known ? [] : part.gaps));
    const known = parts.flatMap((part) => (part.known ? [part] : []));
    const [first, ...rest] = known;
    if (gaps.length > 0 || first === undefined) return { known: false, gaps: [...new Set(gaps)] };
    const sign = 'plus' in expression ? 1n : -1n;
    return { ...first, value: rest.reduce((sum, { value }) => sum + sign * value, first.value) };
  }

  #at(at: Coordinate): Amounted {
    const { department } = this.#ledger.records;
    const question = {
      measure: 'amount',
      year: String(this.#ledger.year),
      stage: 'budget',
      entity: department.code,
      ...at,
    };
    const value = this.#cube.value(question);
    if (!value.known) return { known: false, gaps: [this.#gap(question)] };
    return { known: true, value: value.value, unit: unitOf(question) };
  }

  /** Nobody who has entered nothing has said that nothing changed. */
  #changes(at: Coordinate): Amounted {
    if (this.#ledger.execution.length === 0) return { known: false, gaps: [say('formula.gap.payments')] };
    const { stage: _, ...inside }: Coordinate = {
      measure: 'amount',
      year: String(this.#ledger.year),
      ...at,
    };
    const entries = this.#ledger.execution.filter(
      (entry) =>
        !isPayment(entry) &&
        entry.date <= this.#asOf &&
        relateCoordinates(this.#space, entry.at, inside) === 'inside',
    );
    return { known: true, value: movedBy(entries), unit: '元' };
  }

  /** What is not there, for whoever has to enter it. */
  #gap({ performanceWork, procurement, stage }: Coordinate): string {
    if (performanceWork === 'opinions' || performanceWork === 'adopted') {
      return say(this.#ledger.performanceWork === undefined ? 'formula.gap.work' : 'formula.gap.opinions');
    }
    if (performanceWork !== undefined) return say('formula.gap.work');
    if (procurement !== undefined && stage === 'executed') {
      const count = this.#ledger.records.procurement.filter(({ actual }) => actual === undefined).length;
      return say('formula.gap.procurement', { count });
    }
    return say(stage === 'budget' ? 'formula.gap.other' : 'formula.gap.payments');
  }
}

function unitOf({ measure, performanceWork }: Coordinate): '元' | '个' | '条' {
  if (measure !== 'count') return '元';
  return performanceWork === 'opinions' || performanceWork === 'adopted' ? '条' : '个';
}

/** Payments that nobody has entered are not none: without an entry the stages of the year say nothing. */
function executedStatements(ledger: Ledger, asOf: string): readonly Statement[] {
  if (ledger.execution.length === 0) return [];
  const hasPayments = ledger.execution.some(isPayment);
  return executionStatements(ledger, asOf, hasPayments ? ['executed', 'adjusted'] : ['adjusted']);
}

/** What purchases came to, once every line says it; a part of what was executed, so stated apart and first. */
function purchaseStatements({ records, year }: Ledger): readonly Statement[] {
  const { procurement } = records;
  if (procurement.some(({ actual }) => actual === undefined)) return [];
  const scope = {
    measure: 'amount',
    year: String(year),
    stage: 'executed',
    flow: 'expenditure',
    procurement: 'all',
  };
  const facts = procurement.map(
    ({ entity, project, source, vintage, category, actual = 0n }): Fact => ({
      at: {
        ...scope,
        entity,
        source,
        vintage,
        project: project === '' ? NO_PROJECT : project,
        ...(category === '' ? {} : { procurement: category }),
      },
      value: actual,
      unit: '元',
      decimals: 2,
      status: actual === 0n ? 'zero' : 'printed',
    }),
  );
  return [{ id: 'ledger.purchases', scope, closed: true, grain: 'lines', facts }];
}

/** The year's performance management as counts by project. */
function workStatements(
  { records, year, performanceWork }: Ledger,
  asOf: string,
  selfEvaluated: ReadonlySet<string>,
): readonly Statement[] {
  const { projects } = records;
  const entities = new Map(projects.map(({ code, entity }) => [code, entity]));
  const statement = (
    work: string,
    stage: string,
    counts: readonly (readonly [project: string, count: bigint])[],
  ): Statement => {
    const scope = { measure: 'count', year: String(year), stage, performanceWork: work };
    const facts = counts.map(([project, count]): Fact => {
      const entity = entities.get(project);
      return {
        at: { ...scope, project, ...(entity === undefined ? {} : { entity }) },
        // Counts are kept in ten-thousandths.
        value: count * 10_000n,
        unit: '个',
        decimals: 0,
        status: count === 0n ? 'zero' : 'printed',
      };
    });
    return { id: `ledger.work.${work}`, scope, closed: true, grain: 'lines', facts };
  };
  const each = (isCounted: (code: string) => boolean) =>
    projects.map(({ code }) => [code, isCounted(code) ? 1n : 0n] as const);
  const byCode = new Map((performanceWork ?? []).map((work) => [work.project, work]));
  const projectOf = new Map(projects.map((project) => [project.code, project]));
  const always = [
    statement(
      'projects',
      'budget',
      each(() => true),
    ),
    statement(
      'goals',
      'budget',
      each((code) => {
        const project = projectOf.get(code);
        return project !== undefined && project.goals.length > 0 && project.indicators.length > 0;
      }),
    ),
    statement(
      'selfEvaluated',
      'executed',
      each((code) => selfEvaluated.has(code) || byCode.get(code)?.selfEvaluated !== undefined),
    ),
  ];
  if (performanceWork === undefined) return always;
  const hasOpinions = performanceWork.some(({ opinions }) => opinions !== undefined);
  return [
    ...always,
    statement(
      'monitoring',
      'executed',
      each((code) => {
        const day = byCode.get(code)?.monitored;
        return day !== undefined && day <= asOf;
      }),
    ),
    statement(
      'keyProjects',
      'budget',
      each((code) => byCode.get(code)?.isKey === true),
    ),
    statement(
      'evaluation',
      'executed',
      each((code) => {
        const work = byCode.get(code);
        return work?.isKey === true && work.evaluated !== undefined;
      }),
    ),
    ...(hasOpinions
      ? [
          statement(
            'opinions',
            'executed',
            performanceWork.map(({ project, opinions = 0n }) => [project, opinions] as const),
          ),
          statement(
            'adopted',
            'executed',
            performanceWork.map(({ project, adopted = 0n }) => [project, adopted] as const),
          ),
        ]
      : []),
  ];
}
