import type { Indicator, Project } from '../facts/records.ts';
import { isPayment } from '../ledger/entries.ts';
import { isNamed } from '../ledger/import-results.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type IndicatorResult, latestResult } from '../ledger/results.ts';
import { divideRounded } from '../money/decimal.ts';
import { type Allotment, allot } from './allot.ts';
import { type FundRows, projectRows } from './funds.ts';
import { type ProgressRow, progressOf } from './progress.ts';
import { type Ratio, ratioOf } from './ratio.ts';
import { hundredths, type ScoringRules } from './rules.ts';
import { type Achievement, achievementOf } from './score.ts';

/** An indicator with its result, its points and its score, in hundredths of a point. */
export interface IndicatorScore {
  readonly indicator: Indicator;
  readonly result: IndicatorResult | undefined;
  readonly points: bigint;
  /** Undefined where nothing was entered, or nothing that could be held against the target. */
  readonly score: bigint | undefined;
  readonly achievement: Achievement;
  /** A result short of its target, or far over it, of which no reason is given. */
  readonly needsReason: boolean;
}

/** The score of the execution rate. */
export interface ExecutionScore {
  readonly rate: Ratio;
  readonly points: bigint;
  /** `notApplicable` without a budget; `missing` where the ledger has no payments at all, so that 0 would be a guess. */
  readonly status: 'scored' | 'notApplicable' | 'missing';
  readonly score: bigint | undefined;
}

export type Grade = 'excellent' | 'good' | 'fair' | 'poor';

export interface Total {
  /** What was scored until now, in hundredths. */
  readonly score: bigint;
  /** The points that apply: 100 less those of what is not applicable. */
  readonly applicable: bigint;
  /** Whether everything that applies has a score; else the total is no result. */
  readonly isComplete: boolean;
  readonly grade: Grade | undefined;
}

export interface ProjectEvaluation {
  readonly project: Project;
  /** Of the whole year; undefined where the budget has no line of the project. */
  readonly progress: ProgressRow | undefined;
  readonly funds: FundRows;
  readonly allotment: Allotment;
  readonly execution: ExecutionScore;
  readonly indicators: readonly IndicatorScore[];
  /** What the sheet of results says of the goals of the year as a whole. */
  readonly goal: IndicatorResult | undefined;
  readonly total: Total;
  readonly use: Use;
}

/** What to do with the project's budget next year (结果应用), and why. */
export interface Use {
  readonly advice: 'raise' | 'keep' | 'reduce' | 'undetermined';
  readonly reasons: readonly UseReason[];
}

export type UseReason =
  | { readonly type: 'incomplete' }
  | { readonly type: 'grade'; readonly grade: Grade }
  | { readonly type: 'executionLow' | 'executionHigh' | 'executionBetween'; readonly rate: Ratio }
  | { readonly type: 'executionUnknown' }
  | { readonly type: 'unexplained'; readonly count: number };

export interface Evaluation {
  readonly year: number;
  readonly projects: readonly ProjectEvaluation[];
  readonly department: DepartmentEvaluation;
}

/** The department as a whole: execution of all expenditure, and its projects weighed by their budgets. */
export interface DepartmentEvaluation {
  readonly progress: ProgressRow;
  readonly execution: ExecutionScore;
  /** The mean of the projects' scores of a hundred, weighed by adjusted budgets, and what it counts for. */
  readonly projects: { readonly mean: Ratio; readonly points: bigint; readonly score: bigint | undefined };
  readonly total: Total;
}

/** Evaluates the year's projects and the department by the end of the year. Pure; the ledger is not touched. */
export function evaluate(ledger: Ledger, rules: ScoringRules): Evaluation {
  const end = `${ledger.year}-12-31`;
  const progress = progressOf(ledger, end);
  const rowsOf = projectRows(ledger, end);
  const hasPayments = ledger.execution.some(isPayment);
  const results = resultsByProject(ledger);
  const projects = ledger.records.projects.map((project) =>
    evaluateProject(project, {
      rules,
      year: ledger.year,
      hasPayments,
      ...rowsOf(project.code),
      results: results.get(project.code) ?? [],
    }),
  );
  return {
    year: ledger.year,
    projects,
    department: departmentOf(progress.total, projects, rules, hasPayments),
  };
}

interface Given {
  readonly rules: ScoringRules;
  readonly year: number;
  readonly hasPayments: boolean;
  readonly progress: ProgressRow | undefined;
  readonly funds: FundRows;
  readonly results: readonly IndicatorResult[];
}

function evaluateProject(project: Project, given: Given): ProjectEvaluation {
  const { rules, year, progress, results } = given;
  const allotment = allot(project.indicators, rules);
  const execution = executionScore(progress, allotment.execution, given.hasPayments);
  const indicators = project.indicators.map((indicator, index): IndicatorScore => {
    const result = resultOf(indicator, results, `${year}-12-31`);
    const achievement = achievementOf(indicator, result, rules, year);
    const points = allotment.indicators[index] ?? 0n;
    const isScored = achievement.status === 'scored';
    return {
      indicator,
      result,
      points,
      achievement,
      score: isScored ? part(points, achievement.share) : undefined,
      needsReason: isScored && (!achievement.isMet || achievement.isFarOver) && (result?.reason ?? '') === '',
    };
  });
  const total = totalOf([execution, ...indicators], indicators.length > 0, rules);
  return {
    project,
    progress,
    funds: given.funds,
    allotment,
    execution,
    indicators,
    goal: latestResult(
      results.filter(({ level3 }) => level3 === ''),
      `${year}-12-31`,
    ),
    total,
    use: useOf(total, execution, indicators.filter(({ needsReason }) => needsReason).length, rules),
  };
}

/** The result of an indicator by a day. */
export function resultOf(
  indicator: Indicator,
  results: readonly IndicatorResult[],
  asOf: string,
): IndicatorResult | undefined {
  return latestResult(
    results.filter(({ level2, level3 }) => level3 !== '' && isNamed(indicator, level3, level2)),
    asOf,
  );
}

/** Points × execution rate, capped at all of them. */
function executionScore(row: ProgressRow | undefined, points: bigint, hasPayments: boolean): ExecutionScore {
  const rate: Ratio = row?.executionRate ?? { applicable: false };
  if (!rate.applicable) return { rate, points, status: 'notApplicable', score: undefined };
  if (!hasPayments) return { rate: { applicable: false }, points, status: 'missing', score: undefined };
  const paid = rate.numerator < 0n ? 0n : rate.numerator;
  const numerator = paid > rate.denominator ? rate.denominator : paid;
  return {
    rate,
    points,
    status: 'scored',
    score: part(points, { numerator, denominator: rate.denominator }),
  };
}

/** A share of points, rounded once to a hundredth, half up. */
function part(points: bigint, share: { readonly numerator: bigint; readonly denominator: bigint }): bigint {
  return divideRounded(points * share.numerator, share.denominator);
}

interface Scored {
  readonly points: bigint;
  readonly score: bigint | undefined;
  readonly status?: ExecutionScore['status'];
}

/** @param isWhole whether there is anything to score beside the execution rate */
function totalOf(parts: readonly Scored[], isWhole: boolean, rules: ScoringRules): Total {
  const applying = parts.filter(({ status }) => status !== 'notApplicable');
  const applicable = applying.reduce((sum, { points }) => sum + points, 0n);
  const score = applying.reduce((sum, one) => sum + (one.score ?? 0n), 0n);
  const isComplete = isWhole && applicable > 0n && applying.every((one) => one.score !== undefined);
  return {
    score,
    applicable,
    isComplete,
    grade: isComplete ? gradeOf(score, applicable, rules) : undefined,
  };
}

/** 优、良、中、差 by the score of a hundred points. */
function gradeOf(score: bigint, applicable: bigint, { grades }: ScoringRules): Grade {
  const reaches = (least: number) => score * 10_000n >= hundredths(least) * applicable;
  if (reaches(grades.excellent)) return 'excellent';
  if (reaches(grades.good)) return 'good';
  return reaches(grades.fair) ? 'fair' : 'poor';
}

/**
 * 财预〔2020〕10号: 优、良 are supported as things are, 中、差 ask for better management and a smaller budget. A project that
 * left its money unspent needs less of it, whatever its grade.
 */
function useOf(total: Total, execution: ExecutionScore, unexplained: number, { use }: ScoringRules): Use {
  if (total.grade === undefined) return { advice: 'undetermined', reasons: [{ type: 'incomplete' }] };
  const { rate } = execution;
  const reaches = (least: number) =>
    rate.applicable && rate.numerator * 10_000n >= hundredths(least) * rate.denominator;
  const executed: UseReason = !rate.applicable
    ? { type: 'executionUnknown' }
    : !reaches(use.low)
      ? { type: 'executionLow', rate }
      : { type: reaches(use.high) ? 'executionHigh' : 'executionBetween', rate };
  const reasons: readonly UseReason[] = [
    { type: 'grade', grade: total.grade },
    executed,
    ...(unexplained > 0 ? [{ type: 'unexplained' as const, count: unexplained }] : []),
  ];
  if (total.grade === 'fair' || total.grade === 'poor' || executed.type === 'executionLow') {
    return { advice: 'reduce', reasons };
  }
  const isBest = total.grade === 'excellent' && executed.type === 'executionHigh' && unexplained === 0;
  return { advice: isBest ? 'raise' : 'keep', reasons };
}

/** Without a budget to weigh by, or with a project that has no result, there is no mean. */
function departmentOf(
  progress: ProgressRow,
  projects: readonly ProjectEvaluation[],
  rules: ScoringRules,
  hasPayments: boolean,
): DepartmentEvaluation {
  const points = hundredths(rules.execution);
  const execution = executionScore(progress, points, hasPayments);
  const weighed = projects.map(({ progress: row, total }) => ({ weight: row?.adjusted ?? 0n, total }));
  const counted = weighed.filter(({ weight }) => weight > 0n);
  const isKnown = counted.length > 0 && counted.every(({ total }) => total.isComplete);
  const mean: Ratio = isKnown ? meanOf(counted) : { applicable: false };
  const rest = 10_000n - points;
  const score = mean.applicable ? part(rest, mean) : undefined;
  const parts = [execution, { points: rest, score }];
  return { progress, execution, projects: { mean, points: rest, score }, total: totalOf(parts, true, rules) };
}

/** Σ weight × score ÷ points that apply, over Σ weight, as one fraction. */
function meanOf(projects: readonly { readonly weight: bigint; readonly total: Total }[]): Ratio {
  const weights = projects.reduce((sum, { weight }) => sum + weight, 0n);
  // One fraction over the few different totals that apply, so that no project adds digits to it.
  const sums = new Map<bigint, bigint>();
  for (const { weight, total } of projects) {
    sums.set(total.applicable, (sums.get(total.applicable) ?? 0n) + weight * total.score);
  }
  const denominator = [...sums.keys()].reduce((product, one) => product * one, 1n);
  const numerator = [...sums].reduce((sum, [applicable, one]) => sum + (one * denominator) / applicable, 0n);
  return ratioOf(numerator, weights * denominator);
}

/** The results of each project, by its code. */
export function resultsByProject({ results = [] }: Ledger): ReadonlyMap<string, readonly IndicatorResult[]> {
  const found = new Map<string, IndicatorResult[]>();
  for (const result of results) {
    const known = found.get(result.project);
    if (known === undefined) found.set(result.project, [result]);
    else known.push(result);
  }
  return found;
}
