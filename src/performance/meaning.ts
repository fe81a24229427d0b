import { normalName } from '../accounts/tree.ts';
import type { Indicator, Operator } from '../facts/records.ts';
import { type Decimal, parseDecimal } from '../money/decimal.ts';
import { betterOf } from './indicator-words.ts';
import { type Unit, unitOf } from './unit.ts';

/** An indicator as it stands on a sheet, with the parts of its target that could not be read. */
export interface PrintedIndicator extends Indicator {
  readonly unread?: readonly string[];
}

/** Which way is better: `more` (正向), `less` (反向); undefined where nothing says it. */
export type Better = 'more' | 'less' | undefined;

/** What an indicator's target says. `printed` is the target as it stands, whatever the meaning makes of it. */
export type Meaning = (Quantity | Deadline | Quality | Unread) & { readonly printed: PrintedTarget };

export type PrintedTarget = Pick<Indicator, 'operator' | 'value' | 'unit' | 'sign'>;

/** 数量、比率、金额、时间: a number that results are held against. */
export interface Quantity {
  readonly type: 'quantity';
  /** Empty where none is printed; undefined where it could not be read. */
  readonly operator: Operator | '' | undefined;
  readonly number: Decimal;
  readonly unit: Unit;
  readonly better: Better;
}

/** 不晚于: a day by which something is done. What is not printed (the year, the day) is undefined. */
export interface Deadline {
  readonly type: 'deadline';
  readonly year: number | undefined;
  readonly month: number | undefined;
  /** `end` for 底 and 末. */
  readonly day: number | 'end' | undefined;
}

/** 定性: words, on a scale where they are of one. */
export interface Quality {
  readonly type: 'quality';
  readonly words: string;
  /** The grades, the best first; undefined for words of no scale. */
  readonly scale: readonly string[] | undefined;
  /** Which grade is wanted; undefined where only the scale is printed. */
  readonly grade: string | undefined;
}

/** A target of which the value could not be read: nothing may be concluded from it. */
export interface Unread {
  readonly type: 'unread';
}

/** Scales that sheets use for qualities, the best grade first. */
export const SCALES: readonly (readonly string[])[] = [
  ['优', '良', '中', '差'],
  ['优', '良', '中', '低', '差'],
  ['优', '良', '差'],
  ['高', '中', '低'],
  ['好', '中', '差'],
  ['好', '坏'],
  ['强', '中', '弱'],
  ['是', '否'],
  ['优秀', '良好', '合格', '不合格'],
  ['合格', '不合格'],
  ['达标', '不达标'],
  ['健全', '基本健全', '不健全'],
];

const QUALITATIVE = /^定性[:：]?/u;
const SEPARATORS = /[、,，/\s]+|或(?=.)/gu;
const DEADLINE =
  /^(?:于|在)?(?:((?:19|20)\d\d)年|(?:当|本)?年)?(?:(\d{1,2})月(?:份)?)?(?:(\d{1,2})[日号]|(月?底|月?末|年底|年末))?(?:以前|之前|前)?(?:完成|完工|竣工|达标|到位|支付完毕)?$/u;
/** Without one of these a date is no deadline but a time, as of a period. */
const UNTIL = /前|底|末|日$|号$/u;

/**
 * What a printed indicator means. Pure, and nothing is repaired: words that are neither a number, a date nor a grade are
 * a quality of no scale, and what could not be read stays unread.
 */
export function meaningOf(indicator: PrintedIndicator): Meaning {
  const { operator, value, unit, sign, unread = [] } = indicator;
  const printed: PrintedTarget = { operator, value, unit, ...(sign === undefined ? {} : { sign }) };
  if (unread.includes('value')) return { type: 'unread', printed };
  const number = parseDecimal(value);
  const deadline = deadlineOf(operator, `${value}${number === undefined ? '' : unit}`);
  if (deadline !== undefined) return { ...deadline, printed };
  if (number === undefined) {
    return unread.includes('operator') && /\d/u.test(value)
      ? { type: 'unread', printed }
      : { ...qualityOf(value), printed };
  }
  const isRead = !unread.includes('operator');
  return {
    type: 'quantity',
    operator: isRead ? operator : undefined,
    number,
    unit: unitOf(unit === '' ? unitInName(indicator.level3) : unit),
    better: betterBy(indicator, isRead ? operator : ''),
    printed,
  };
}

/** The target as an indicator's fields, exactly as it was printed: the way back from a meaning. */
export function printedTarget({ printed }: Meaning): PrintedTarget {
  return printed;
}

/** A quantity in its base unit: 3.3 万元 is 33000 元. Exact. */
export function inBase({ number, unit }: Quantity): Decimal {
  return { digits: number.digits * unit.factor, decimals: number.decimals };
}

const BEHIND = /[(（]([^()（）]*)[)）]$/u;

/** A per cent that stands in brackets behind the name instead of behind the number. */
function unitInName(name: string): string {
  const named = BEHIND.exec(normalName(name))?.[1] ?? '';
  return unitOf(named).base === '%' ? named : '';
}

/** As the form says it; else as the name does; else as the sign does. */
function betterBy({ direction = '', level3 }: Indicator, operator: Operator | ''): Better {
  if (/^正/u.test(direction)) return 'more';
  if (/^[反负逆]/u.test(direction)) return 'less';
  const named = betterOf(normalName(level3).replace(BEHIND, ''));
  if (named !== undefined) return named;
  if (operator === '≥' || operator === '>') return 'more';
  return operator === '≤' || operator === '<' ? 'less' : undefined;
}

function deadlineOf(operator: Operator | '', text: string): Deadline | undefined {
  const plain = text.normalize('NFKC').replace(/\s/gu, '');
  if (operator === '≥' || operator === '>') return undefined;
  const match = DEADLINE.exec(plain);
  if (match === null || plain === '') return undefined;
  const [, year, month, day, end = ''] = match;
  const isEnd = end !== '';
  const isSaid = UNTIL.test(plain) || (operator !== '' && operator !== '=' && year !== undefined);
  if (!isSaid || (year === undefined && month === undefined && !isEnd)) return undefined;
  const monthNumber = month === undefined ? (/年[底末]/u.test(plain) ? 12 : undefined) : Number(month);
  const dayNumber = day === undefined ? undefined : Number(day);
  if ((monthNumber ?? 1) < 1 || (monthNumber ?? 1) > 12) return undefined;
  if ((dayNumber ?? 1) < 1 || (dayNumber ?? 1) > 31) return undefined;
  return {
    type: 'deadline',
    year: year === undefined ? undefined : Number(year),
    month: monthNumber,
    day: isEnd ? 'end' : dayNumber,
  };
}

function qualityOf(value: string): Quality {
  const words = value.normalize('NFKC').trim().replace(QUALITATIVE, '').trim();
  const plain = words.replace(SEPARATORS, '');
  const whole = SCALES.find((scale) => scale.join('') === plain);
  if (whole !== undefined) return { type: 'quality', words, scale: whole, grade: undefined };
  const scale = SCALES.find((one) => one.includes(plain));
  return { type: 'quality', words, scale, grade: scale === undefined ? undefined : plain };
}
