import type { Indicator } from '../facts/records.ts';
import { parseDecimal, rescale } from '../money/decimal.ts';
import { hundredths, type ScoringRules } from './rules.ts';

/** The classes of indicators that share the points, in the order of the form. */
export const CLASSES = ['cost', 'output', 'benefit', 'satisfaction'] as const;
export type IndicatorClass = (typeof CLASSES)[number];

/** Where the points of a class go that a project has no indicator of: to the first of these that it has. */
const HEIRS: readonly IndicatorClass[] = ['benefit', 'output', 'satisfaction', 'cost'];

/** How the 100 points of a project are shared. Points are whole hundredths, and add up exactly. */
export interface Allotment {
  readonly execution: bigint;
  /** In the order of the indicators. */
  readonly indicators: readonly bigint[];
  /**
   * `own`: the sheet's points as they are; `scaled`: the sheet's weights, brought to what the execution rate leaves;
   * `default`: the rules' points for each class, shared evenly by its indicators; `partly`: the same, because only
   * some indicators have a weight; `none`: there is nothing to share.
   */
  readonly by: 'own' | 'scaled' | 'default' | 'partly' | 'none';
  /** Classes without indicators, whose points others got. */
  readonly absent: readonly IndicatorClass[];
}

const WORDS: readonly (readonly [IndicatorClass, RegExp])[] = [
  ['satisfaction', /满意/u],
  ['cost', /成本/u],
  ['benefit', /效益|效果|影响/u],
  ['output', /产出|数量|质量|时效/u],
];

/** The class of an indicator: by its first level, else by its second; an output where neither says it. */
export function classOf({ level1, level2 }: Pick<Indicator, 'level1' | 'level2'>): IndicatorClass {
  // 满意度 stands under 效益 in some forms.
  if (/满意/u.test(level2)) return 'satisfaction';
  const by = (text: string) => WORDS.find(([, words]) => words.test(text))?.[0];
  const second = by(level2);
  // Below a first level that says nothing, a cost is a kind of output.
  return by(level1) ?? (second === 'cost' ? 'output' : second) ?? 'output';
}

/**
 * Shares the points: the sheet's own weights win where every indicator has one; else the rules' points of each class.
 * Cost is a class of its own where it is one of the first level (财预〔2021〕101号), else a kind of output.
 */
export function allot(indicators: readonly Indicator[], rules: ScoringRules): Allotment {
  const execution = hundredths(rules.execution);
  const rest = 10_000n - execution;
  if (indicators.length === 0) return { execution, indicators: [], by: 'none', absent: [] };
  const own = indicators.map(weightOf);
  const stated = own.filter((weight) => weight !== undefined);
  const sum = stated.reduce((left, right) => left + right, 0n);
  if (stated.length === indicators.length && sum > 0n) {
    return sum === rest
      ? { execution, indicators: stated, by: 'own', absent: [] }
      : { execution, indicators: apportion(rest, stated), by: 'scaled', absent: [] };
  }
  const classes = indicators.map(classOf);
  const { points, absent } = classPoints(classes, rules, rest);
  const shares = new Map(
    CLASSES.map((one) => {
      const members = classes.filter((other) => other === one);
      return [
        one,
        [
          ...apportion(
            points[one],
            members.map(() => 1n),
          ),
        ],
      ];
    }),
  );
  return {
    execution,
    indicators: classes.map((one) => shares.get(one)?.shift() ?? 0n),
    by: stated.length === 0 ? 'default' : 'partly',
    absent,
  };
}

/** What each class has, with the points of those that are not there given to their heirs. */
function classPoints(classes: readonly IndicatorClass[], rules: ScoringRules, rest: bigint) {
  const isThere = (one: IndicatorClass) => classes.includes(one);
  const set = isThere('cost') ? rules.classesWithCost : rules.classes;
  const [cost = 0n, output = 0n, benefit = 0n, satisfaction = 0n] = apportion(
    rest,
    CLASSES.map((one) => hundredths(set[one])),
  );
  const points = { cost, output, benefit, satisfaction };
  const absent = CLASSES.filter((one) => !isThere(one) && points[one] > 0n);
  const heir = HEIRS.find(isThere);
  for (const one of absent) {
    if (heir !== undefined) points[heir] += points[one];
    points[one] = 0n;
  }
  return { points, absent };
}

/**
 * Shares a whole in proportion to weights, exactly: each gets the whole part of its share, and what is left goes to
 * those with the largest remainders, the first of equal ones first.
 */
export function apportion(whole: bigint, weights: readonly bigint[]): readonly bigint[] {
  const sum = weights.reduce((left, right) => left + right, 0n);
  if (sum === 0n) return weights.map(() => 0n);
  const shares = weights.map((weight) => (whole * weight) / sum);
  const left = Number(whole - shares.reduce((one, other) => one + other, 0n));
  const order = weights
    .map((weight, index) => ({ index, remainder: (whole * weight) % sum }))
    .sort((one, other) =>
      one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1,
    );
  const more = new Set(order.slice(0, left).map(({ index }) => index));
  return shares.map((share, index) => share + (more.has(index) ? 1n : 0n));
}

/** An indicator's own weight in hundredths; undefined where there is none that is a number above nothing. */
function weightOf({ weight = '' }: Indicator): bigint | undefined {
  const number = parseDecimal(weight.normalize('NFKC').replace(/[分%]\s*$/u, ''));
  if (number === undefined || number.digits <= 0n) return undefined;
  return rescale(number, 2).digits;
}
