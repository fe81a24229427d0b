import { normalName } from '../accounts/tree.ts';
import { say } from '../messages/say.ts';
import { type Decimal, divideRounded, printDecimal } from '../money/decimal.ts';
import type { Period } from './measure.ts';
import { type Ratio, ratioOf, sayRatio } from './ratio.ts';
import type { RegisterData, RegisterRow } from './read-register.ts';
import { ANSWERS, BATCHES, type Question, type Survey } from './survey.ts';

/** How one question on the scale was answered. */
export interface QuestionResult {
  readonly question: Question;
  readonly answered: number;
  readonly satisfied: Ratio;
  /** The mean score; not applicable without an answer. */
  readonly mean: Ratio;
}

/** What a survey came to. */
export interface SurveyResult {
  readonly period: Period;
  /** 发放、回收份数; undefined where nobody says it. */
  readonly issued: bigint | undefined;
  readonly returned: bigint | undefined;
  /** 有效份数: questionnaires that answer the question of the overall satisfaction. */
  readonly responses: number;
  readonly overall: QuestionResult;
  /** Of the share of the satisfied; undefined without an answer. */
  readonly interval: ShareInterval | undefined;
  /** The questions on the scale, in their order. */
  readonly questions: readonly QuestionResult[];
  /** How many gave each answer to the other closed questions. */
  readonly choices: readonly {
    readonly question: Question;
    readonly counts: readonly (readonly [answer: string, count: number])[];
  }[];
}

/** An interval of a share in per cent, with one decimal: the lower end rounded down, the upper one up. */
export interface ShareInterval {
  readonly low: Decimal;
  readonly high: Decimal;
}

/** Fewer answers than this say little: at 30 an interval is still some 20 points wide. */
export const FEW_RESPONSES = 30;

/** Of fewer than this many in a hundred, those who answered may not be like those who did not. */
export const LOW_RETURN = 50n;

/** The result of a survey over a period. */
export function surveyResult(survey: Survey, data: RegisterData, period: Period): SurveyResult {
  const isOf = (row: RegisterRow, key: string) => {
    const value = row.values.get(key);
    return value?.type === 'date' && value.day >= period.from && value.day <= period.until;
  };
  const rows = (data.tables.get(ANSWERS) ?? []).filter((row) => isOf(row, 'date'));
  const batches = (data.tables.get(BATCHES) ?? []).filter((row) => isOf(row, 'handedOut'));
  const questions = survey.questions.flatMap((one) =>
    one.type === 'scale' ? [questionResult(one, rows, survey)] : [],
  );
  const overall = questions.find(({ question }) => question.key === survey.overall);
  if (overall === undefined) throw new Error('a survey asks for the overall satisfaction');
  const { satisfied, answered } = overall;
  return {
    period,
    issued: sumOf(batches, 'issued'),
    returned: sumOf(batches, 'returned'),
    responses: answered,
    overall,
    interval: satisfied.applicable ? wilson(satisfied.numerator, satisfied.denominator) : undefined,
    questions,
    choices: survey.questions.flatMap((question) =>
      question.type === 'choice' ? [{ question, counts: countsOf(question, rows) }] : [],
    ),
  };
}

function questionResult(question: Question, rows: readonly RegisterRow[], { scale }: Survey): QuestionResult {
  const byLabel = new Map(scale.map((one) => [normalName(one.label), one]));
  const answers = rows.flatMap((row) => byLabel.get(normalName(textOf(row, question.key))) ?? []);
  const answered = BigInt(answers.length);
  const satisfied = BigInt(answers.filter((one) => one.satisfied).length);
  const scores = answers.reduce((sum, { score }) => sum + BigInt(score), 0n);
  return {
    question,
    answered: answers.length,
    satisfied: ratioOf(satisfied, answered),
    mean: ratioOf(scores, answered),
  };
}

function countsOf(question: Question, rows: readonly RegisterRow[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const answer = textOf(row, question.key);
    if (answer !== '') counts.set(answer, (counts.get(answer) ?? 0) + 1);
  }
  return [...counts].sort(([, one], [, other]) => other - one);
}

function textOf(row: RegisterRow, key: string): string {
  const value = row.values.get(key);
  return value?.type === 'text' ? value.text : '';
}

/** The sum of a column of counts; undefined where no row says one. */
function sumOf(rows: readonly RegisterRow[], key: string): bigint | undefined {
  const numbers = rows.flatMap(({ values }) => {
    const value = values.get(key);
    return value?.type === 'number' ? [value.number] : [];
  });
  if (numbers.length === 0) return undefined;
  return numbers.reduce((sum, { digits, decimals }) => sum + digits / 10n ** BigInt(decimals), 0n);
}

/** The precision of roots; far beyond the one decimal that is kept. */
const ROOT = 10n ** 12n;

/**
 * The 95 % interval of a share by Wilson (1927), the score interval without continuity correction, z = 1.96:
 * (k + z²/2 ± z·√(k(n−k)/n + z²/4)) ÷ (n + z²). It keeps its coverage in small samples and near 100 %, where the usual
 * p ± 1.96·√(p(1−p)/n) runs past the end or shrinks to nothing. Exact up to the root, and rounded outwards.
 *
 * @param satisfied k of `answered` n, more than none
 */
export function wilson(satisfied: bigint, answered: bigint): ShareInterval {
  const [k, n] = [satisfied, answered];
  // z² = 3.8416; everything times 10 000.
  const inside = 10_000n * k * (n - k) + 9604n * n;
  const root = squareRoot((inside * ROOT * ROOT) / (10_000n * n)) + 1n;
  const middle = (10_000n * k + 19_208n) * ROOT;
  const width = 19_600n * root;
  const whole = (10_000n * n + 38_416n) * ROOT;
  // Thousandths: per cent with one decimal.
  const low = middle > width ? ((middle - width) * 1000n) / whole : 0n;
  const high = ((middle + width) * 1000n + whole - 1n) / whole;
  return {
    low: { digits: low, decimals: 1 },
    high: { digits: high > 1000n ? 1000n : high, decimals: 1 },
  };
}

/** The largest whole number whose square is no more (Newton). */
function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2));
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** 发放、回收、有效份数 in words. */
export function saySample({ issued, returned, responses }: SurveyResult): string {
  const said = (count: bigint | undefined) => (count === undefined ? say('survey.unsaid') : String(count));
  return say('survey.sample', { issued: said(issued), returned: said(returned), responses });
}

export function sayInterval({ interval }: SurveyResult): string {
  if (interval === undefined) return '';
  const [low, high] = [interval.low, interval.high].map((one) => printDecimal(one));
  return say('survey.interval', { low: low ?? '', high: high ?? '' });
}

/** The mean score with one decimal. */
export function sayMean({ mean }: QuestionResult): string {
  if (!mean.applicable) return say('execution.notApplicable');
  return printDecimal({ digits: divideRounded(mean.numerator * 10n, mean.denominator), decimals: 1 });
}

/** What whoever reads the result must know of it: too few answers, too few returned, counts that cannot be. */
export function surveyWarnings(result: SurveyResult): readonly string[] {
  const { issued, returned, responses } = result;
  const warnings: string[] = [];
  if (responses > 0 && responses < FEW_RESPONSES) {
    warnings.push(say('survey.warning.few', { responses, few: FEW_RESPONSES }));
  }
  if (issued === undefined) warnings.push(say('survey.warning.unissued'));
  else if (returned !== undefined && returned > issued) {
    warnings.push(say('survey.warning.returned', { issued, returned }));
  } else if (BigInt(responses) > (returned ?? issued)) {
    warnings.push(say('survey.warning.responses', { responses, returned: returned ?? issued }));
  } else {
    const rate = ratioOf(BigInt(responses), issued);
    if (rate.applicable && rate.numerator * 100n < LOW_RETURN * rate.denominator) {
      warnings.push(say('survey.warning.lowReturn', { rate: sayRatio(rate) }));
    }
  }
  return warnings;
}
