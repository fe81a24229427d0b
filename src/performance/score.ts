import { normalName } from '../accounts/tree.ts';
import type { Indicator } from '../facts/records.ts';
import { lastDayOf, parseDay } from '../ledger/dates.ts';
import type { IndicatorResult } from '../ledger/results.ts';
import { say } from '../messages/say.ts';
import { type Decimal, parseDecimal, printDecimal } from '../money/decimal.ts';
import { type Deadline, inBase, meaningOf, type Quality, type Quantity } from './meaning.ts';
import { type Ratio, ratioOf, sayRatio } from './ratio.ts';
import { hundredths, type ScoringRules } from './rules.ts';
import { unitOf } from './unit.ts';

/** What a result says of its target. `how` tells the reader the numbers it follows from. */
export type Achievement =
  /** Nothing was entered. */
  | { readonly status: 'missing'; readonly how: string }
  /** Something was entered that cannot be held against the target; `how` says why, and what to do. */
  | { readonly status: 'unclear'; readonly how: string }
  | Achieved;

export interface Achieved {
  readonly status: 'scored';
  /** Of the points: from 0 to 1. */
  readonly share: { readonly numerator: bigint; readonly denominator: bigint };
  readonly isMet: boolean;
  /** Whether the result is far better than the target (财预〔2020〕10号: 完成值高于指标值较多的，要分析原因). */
  readonly isFarOver: boolean;
  /** By how much the result differs from the target, in per cent of it; not applicable for qualities and over nothing. */
  readonly deviation: Ratio;
  readonly how: string;
}

const WHOLE = { numerator: 1n, denominator: 1n };
const NOTHING = { numerator: 0n, denominator: 1n };
const NO_DEVIATION: Ratio = { applicable: false };

/**
 * Scores an indicator's result by the rules of 财预〔2020〕10号: what meets its target has all points, a quantity that does
 * not has them in proportion, a quality by its band. All arithmetic is exact.
 *
 * @param year whose end a target without a year means
 */
export function achievementOf(
  indicator: Indicator,
  result: IndicatorResult | undefined,
  rules: ScoringRules,
  year: number,
): Achievement {
  if (result === undefined || (result.value === '' && result.share === '')) {
    return { status: 'missing', how: say('evaluation.how.missing') };
  }
  const meaning = meaningOf(indicator);
  switch (meaning.type) {
    case 'quantity':
      return claimed(ofQuantity(indicator, meaning, result, rules), result);
    case 'deadline':
      return ofDeadline(meaning, result, rules, year);
    case 'quality':
      return ofQuality(meaning, result, rules);
    case 'unread':
      return unclear(say('evaluation.how.targetUnread'));
  }
}

function unclear(how: string): Achievement {
  return { status: 'unclear', how };
}

/** Holds a number against a target; both in their base unit. */
function ofQuantity(
  indicator: Indicator,
  target: Quantity,
  result: IndicatorResult,
  rules: ScoringRules,
): Achievement {
  const number = parseDecimal(result.value);
  if (target.operator === undefined) return unclear(say('evaluation.how.targetUnread'));
  if (number === undefined) {
    return unclear(say('evaluation.how.noNumber', { value: result.value, target: printed(indicator) }));
  }
  const unit = result.unit === '' ? target.unit : unitOf(result.unit);
  if (unit.base !== target.unit.base) {
    const wanted = indicator.unit === '' ? say('evaluation.noUnit') : indicator.unit;
    return unclear(say('evaluation.how.otherUnit', { unit: result.unit, wanted }));
  }
  const [actual, wanted] = level(inBase({ ...target, number, unit }), inBase(target));
  const isLess = direction(target) === 'less';
  const isMet = meets(target.operator, isLess, actual, wanted);
  const said = {
    value: `${result.value}${result.unit === '' ? indicator.unit : result.unit}`,
    target: printed(indicator),
  };
  const better = isLess ? wanted - actual : actual - wanted;
  const magnitude = wanted < 0n ? -wanted : wanted;
  const deviation = ratioOf(actual - wanted, magnitude);
  if (isMet) {
    // Only where a target leaves it open is more than it far more.
    const isFarOver = magnitude > 0n && better * 10_000n > magnitude * hundredths(rules.overshoot);
    const over = isFarOver
      ? say('evaluation.how.farOver', { rate: sayRatio(ratioOf(better, magnitude)) })
      : '';
    return {
      status: 'scored',
      share: WHOLE,
      isMet,
      isFarOver,
      deviation,
      how: say('evaluation.how.met', said) + over,
    };
  }
  const share = isLess ? fraction(wanted, actual) : fraction(actual, wanted);
  if (share === undefined) return unclear(say('evaluation.how.noRatio', said));
  const rate = sayRatio(ratioOf(share.numerator, share.denominator));
  const how = say(isLess ? 'evaluation.how.shortLess' : 'evaluation.how.short', { ...said, rate });
  return { status: 'scored', share, isMet, isFarOver: false, deviation, how };
}

/** The sign decides; where it leaves it open, the form or the name. */
export function direction({ operator, better }: Quantity): 'more' | 'less' {
  if (operator === '≥' || operator === '>') return 'more';
  if (operator === '≤' || operator === '<') return 'less';
  return better ?? 'more';
}

export function meets(
  operator: Quantity['operator'],
  isLess: boolean,
  actual: bigint,
  wanted: bigint,
): boolean {
  if (operator === '>') return actual > wanted;
  if (operator === '<') return actual < wanted;
  return isLess ? actual <= wanted : actual >= wanted;
}

/** A share of the points from 0 to 1; undefined over nothing, where no proportion says anything. */
function fraction(numerator: bigint, denominator: bigint): Achieved['share'] | undefined {
  if (denominator <= 0n) return undefined;
  if (numerator <= 0n) return NOTHING;
  return numerator >= denominator ? WHOLE : { numerator, denominator };
}

/** Two decimals as whole numbers of one scale. */
function level(left: Decimal, right: Decimal): readonly [bigint, bigint] {
  const decimals = Math.max(left.decimals, right.decimals);
  const scaled = (one: Decimal) => one.digits * 10n ** BigInt(decimals - one.decimals);
  return [scaled(left), scaled(right)];
}

/** Whoever set a target too low may take points away; nobody gives more than the numbers do. */
function claimed(found: Achievement, { share: text }: IndicatorResult): Achievement {
  if (found.status !== 'scored' || text === '') return found;
  const share = shareOf(text);
  if (share === undefined) return unclear(say('evaluation.how.shareUnread', { share: text }));
  const isMore = share.numerator * found.share.denominator > found.share.numerator * share.denominator;
  if (isMore) return unclear(say('evaluation.how.shareMore', { share: text, how: found.how }));
  return { ...found, share, how: found.how + say('evaluation.how.lowered', { share: text }) };
}

/** A day in time has all points; of a late one no rule says how many are left: the share that is claimed, else none. */
function ofDeadline(
  target: Deadline,
  result: IndicatorResult,
  rules: ScoringRules,
  year: number,
): Achievement {
  const due = dueDay(target, year);
  const done = parseDay(result.value);
  if (due === undefined || done === undefined) return banded(result, rules, undefined);
  const said = { value: result.value, target: due };
  if (done <= due) {
    const how = say('evaluation.how.met', said);
    return claimed(
      { status: 'scored', share: WHOLE, isMet: true, isFarOver: false, deviation: NO_DEVIATION, how },
      result,
    );
  }
  return banded(result, rules, 'failed', say('evaluation.how.late', said));
}

/** The last day that a deadline allows; undefined where it says no month. */
export function dueDay(target: Deadline, year: number): string | undefined {
  const { month, day } = target;
  if (month === undefined) return undefined;
  const last = lastDayOf(target.year ?? year, month);
  if (day === undefined || day === 'end') return last;
  const days = String(day).padStart(2, '0');
  return `${last.slice(0, 8)}${days}`;
}

type Band = keyof ScoringRules['bands'];

const BANDS: readonly (readonly [Band, RegExp])[] = [
  ['partly', /^(?:部分|基本)(?:达成|完成|达到|实现|达标)/u],
  ['failed', /^(?:未|没有|尚未)(?:达成|完成|达到|实现|达标)/u],
  ['met', /^(?:已|全部|全面)?(?:达成|完成|达到|实现|达标)/u],
];

function ofQuality(target: Quality, result: IndicatorResult, rules: ScoringRules): Achievement {
  const value = normalName(result.value);
  const said = BANDS.find(([, words]) => words.test(value))?.[0];
  if (said !== undefined) return banded(result, rules, said);
  const { scale = [], grade, words } = target;
  const [reached, wanted] = [scale.indexOf(value), grade === undefined ? -1 : scale.indexOf(grade)];
  const isAsWanted = value !== '' && value === normalName(words);
  return banded(result, rules, isAsWanted || (reached >= 0 && reached <= wanted) ? 'met' : undefined);
}

/** Scores by bands. Where only the share is claimed, it says the band; where only the band is, the rules say the share. */
function banded(
  result: IndicatorResult,
  rules: ScoringRules,
  band: Band | undefined,
  before = '',
): Achievement {
  const { bands } = rules;
  const share = result.share === '' ? undefined : shareOf(result.share);
  if (result.share !== '' && share === undefined) {
    return unclear(say('evaluation.how.shareUnread', { share: result.share }));
  }
  const found = band ?? (share === undefined ? undefined : bandOf(share, bands));
  if (found === undefined) return unclear(say('evaluation.how.noBand', { value: result.value }));
  const { from, to, assumed } = bands[found];
  const label = say(`evaluation.band.${found}`);
  if (share !== undefined && bandOf(share, bands) !== found) {
    return unclear(
      before + say('evaluation.how.outsideBand', { share: result.share, band: label, from, to }),
    );
  }
  const counted = share ?? { numerator: hundredths(assumed), denominator: 10_000n };
  const how =
    before +
    (share === undefined
      ? say('evaluation.how.bandAssumed', { band: label, from, to, assumed })
      : say('evaluation.how.band', { band: label, from, to, share: result.share }));
  const isMet = found === 'met';
  return { status: 'scored', share: counted, isMet, isFarOver: false, deviation: NO_DEVIATION, how };
}

/** The best band whose least share is reached: the ends are those of 含, the lower one included. */
function bandOf(share: Achieved['share'], bands: ScoringRules['bands']): Band | undefined {
  const order: readonly Band[] = ['met', 'partly', 'failed'];
  return order.find((one) => share.numerator * 10_000n >= hundredths(bands[one].from) * share.denominator);
}

/** `85%` and `85`, from 0 to 100. A bare number up to 1 could be either, and is none. */
function shareOf(text: string): Achieved['share'] | undefined {
  const plain = text.normalize('NFKC');
  const isPercent = plain.endsWith('%');
  const number = parseDecimal(isPercent ? plain.slice(0, -1) : plain);
  if (number === undefined || number.digits < 0n) return undefined;
  const denominator = 100n * 10n ** BigInt(number.decimals);
  if (number.digits > denominator) return undefined;
  if (!isPercent && number.digits > 0n && number.digits * 100n <= denominator) return undefined;
  return { numerator: number.digits, denominator };
}

/** A target as people write it. */
export function printed({ operator, value, unit }: Pick<Indicator, 'operator' | 'value' | 'unit'>): string {
  return `${operator}${value}${unit}`;
}

/** Hundredths of a point as points: `16.67`, without zeros that say nothing. */
export function sayPoints(points: bigint): string {
  return printDecimal({ digits: points, decimals: 2 }).replace(/\.?0+$/u, '');
}
