import type { Indicator, Operator } from '../facts/records.ts';

/** An indicator's target taken apart. Signs, value and unit are as printed, without blanks. */
export interface Target extends Pick<Indicator, 'operator' | 'value' | 'unit'> {
  /** What could not be read; the printed text is then kept whole in `raw`. */
  readonly unread: readonly ('operator' | 'value')[];
  readonly raw: string;
}

/** Parts of a target that forms print in columns of their own. */
export interface TargetColumns {
  /** 指标性质: an operator, or 定性. */
  readonly sign?: string | undefined;
  /** 度量单位. */
  readonly unit?: string | undefined;
}

const BEFORE: readonly (readonly [Operator, RegExp])[] = [
  ['≥', /^(?:≥|⩾|≧|>=|=>|>=|大于等于|大于或等于|不低于|不少于|不小于|不早于|至少)/u],
  ['≤', /^(?:≤|⩽|≦|<=|=<|小于等于|小于或等于|不高于|不超过|不多于|不大于|不晚于|不超|至多)/u],
  ['=', /^(?:==?|等于)/u],
  ['>', /^(?:>|大于|高于|多于|超过)/u],
  ['<', /^(?:<|小于|低于|少于)/u],
];
const BEHIND: readonly (readonly [Operator, RegExp])[] = [
  ['≥', /(?:及|及其|或)?以上$/u],
  ['≤', /(?:及|及其|或)?(?:以内|以下|之内)$/u],
];

const NUMBER = /^([-−–]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−–]?\d+(?:\.\d+)?)(.*)$/su;
/** What may stand after a number as its unit: 元/人, 个工作日, (%), 万条. Dates and vague ends make words of the whole. */
const UNIT = /^(?:[(（]?[%％‰℃\p{L}㎡][%％‰℃\p{L}㎡²³/·]{0,9}[)）]?)?$/u;
const VAGUE = /(?:底|前|后|初|末|内|左右|上下|旬|起|完成|达标|到位)$/u;
const YEAR = /^(?:19|20)\d\d$/u;
/** A sign that is no operator before a number: what a scanner makes of one. */
const ODD_SIGN = /^[^\d\p{Script=Han}(（]{1,4}(?=\d)/u;
const QUALITATIVE = /^(?:定性|定量)$/u;

/**
 * Takes an indicator's target apart. Nothing is repaired: a sign that is no operator makes the operator unread.
 *
 * @example parseTarget('不低于 95%') // { operator: '≥', value: '95', unit: '%', unread: [] }
 */
export function parseTarget(text: string, columns: TargetColumns = {}): Target {
  const sign = tight(columns.sign ?? '');
  const own = columns.sign === undefined || sign === '' ? undefined : operatorOf(sign);
  const raw = [columns.sign ?? '', text, columns.unit ?? ''].map((part) => part.trim()).join('');
  const isOdd = sign !== '' && own === undefined && !QUALITATIVE.test(sign);
  const read = readOne(text, tight(columns.unit ?? ''), raw);
  if (isOdd) return { ...read, operator: '', unread: unique(['operator', ...read.unread]) };
  return own === undefined ? read : { ...read, operator: own };
}

/** The operator that a cell of its own prints; undefined for what is none. */
export function operatorOf(text: string): Operator | undefined {
  const plain = tight(text);
  return BEFORE.find(([, pattern]) => pattern.exec(plain)?.[0] === plain)?.[0];
}

function readOne(text: string, unitColumn: string, raw: string): Target {
  const plain = tight(text);
  const before = BEFORE.map(([operator, pattern]) => ({ operator, found: pattern.exec(plain)?.[0] ?? '' }))
    .filter(({ found }) => found !== '')
    .sort((a, b) => b.found.length - a.found.length)[0];
  const rest = plain.slice(before?.found.length ?? 0);
  const operator = before?.operator ?? '';
  if (rest === '') return words(before === undefined ? '' : plain, unitColumn, raw);
  // Digits apart from each other are not one number.
  const isBroken = /\d\s+[\d]|[.,]\s+\d{3,}\s+\d/u.test(level(text).trim());
  const quantity = isBroken ? undefined : quantityOf(rest, unitColumn);
  if (quantity !== undefined) {
    const { value, unit, suffix } = quantity;
    const clashes = suffix !== undefined && operator !== '' && !agrees(operator, suffix);
    if (!clashes)
      return { operator: operator === '' ? (suffix ?? '') : operator, value, unit, unread: [], raw };
  }
  const odd = before === undefined ? ODD_SIGN.exec(rest)?.[0] : undefined;
  if (odd !== undefined && !isBroken && quantityOf(rest.slice(odd.length), unitColumn) !== undefined) {
    return { operator: '', value: plain, unit: unitColumn, unread: ['operator'], raw };
  }
  if (!/\p{Script=Han}/u.test(rest) && /\d/u.test(rest)) {
    return { operator, value: operator === '' ? plain : rest, unit: unitColumn, unread: ['value'], raw };
  }
  return operator === '' || /\d/u.test(rest)
    ? { operator, value: rest, unit: unitColumn, unread: [], raw }
    : words(plain, unitColumn, raw);
}

function words(value: string, unit: string, raw: string): Target {
  return { operator: '', value, unit, unread: [], raw };
}

function agrees(operator: Operator, suffix: Operator): boolean {
  return suffix === '≥' ? /[≥>]/u.test(operator) : /[≤<]/u.test(operator);
}

interface Quantity {
  readonly value: string;
  readonly unit: string;
  readonly suffix: Operator | undefined;
}

/** A number and its unit, with an operator behind it such as 以上; undefined for anything else. */
function quantityOf(text: string, unitColumn: string): Quantity | undefined {
  const match = NUMBER.exec(text);
  if (match === null) return undefined;
  const [, value = '', behind = ''] = match;
  const suffix = BEHIND.find(([, pattern]) => pattern.test(behind));
  const unit = suffix === undefined ? behind : behind.replace(suffix[1], '');
  if (!UNIT.test(unit) || VAGUE.test(unit)) return undefined;
  if (YEAR.test(value) && unit.startsWith('年')) return undefined;
  return { value, unit: unit === '' ? unitColumn : unit, suffix: suffix?.[0] };
}

/** Half-width signs at the same positions. */
function level(text: string): string {
  return text.replace(/[\uff1c-\uff1e\uff10-\uff19\uff0c\uff0e\uff0d]/gu, (character) =>
    String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}

function tight(text: string): string {
  return level(text).replace(/[\s\u200b-\u200d\u2060\ufeff]/gu, '');
}

function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
