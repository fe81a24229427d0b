import type { Value } from '../facts/cube.ts';
import type { Coordinate, Fact } from '../facts/fact.ts';
import { basePerUnit, fromBase, printValue, toBase } from '../facts/measure.ts';
import { say } from '../messages/say.ts';
import { isMoneyUnit } from '../money/amount.ts';
import { divideRounded, parseDecimal, printDecimal } from '../money/decimal.ts';
import { exactly } from '../money/interval.ts';
import { attributeOf } from './attributes.ts';
import type { CellDefinition, TextDefinition } from './definition.ts';
import { resolve, type Scope } from './scope.ts';

type TextCell = Extract<CellDefinition, { text: string }>;

/** How numbers are printed where nothing nearer says otherwise. */
export interface Format {
  readonly unit: string;
  readonly decimals: number;
  readonly grouped: boolean;
  readonly zero: 'blank' | 'zero' | 'dash';
}

/** What a cell or slot comes to. */
export type Evaluated = Words | PrintedNumber;

export interface Words {
  readonly type: 'words';
  readonly text: string;
  /** The text of the narrative that is still to be written. */
  readonly missing?: string;
}

/** A number as it is printed, with the coordinates it speaks of. */
export interface PrintedNumber {
  readonly type: 'number';
  /** What the number says; see the definition language. */
  readonly role: 'coordinate' | 'difference' | 'ratio' | 'share' | 'attribute';
  /** The name of the attribute, where it is one: an attribute repeats and states no fact. */
  readonly attribute?: string;
  /** As printed; a difference or ratio with its sign. */
  readonly text: string;
  /** One coordinate, or the two that are compared. */
  readonly terms: readonly Coordinate[];
  /** The exact value in base units, where it is known (and is not a ratio or share). */
  readonly value: bigint | undefined;
  readonly unit: string;
  readonly decimals: number;
  readonly grouped: boolean;
  readonly status: 'printed' | 'zero' | 'blank' | 'dash' | 'unknown';
}

/** The format that cell, table and pack agree on; the nearest wins. */
export function formatOf(
  base: Format,
  ...nearer: readonly (Partial<Record<keyof Format, unknown>> | undefined)[]
): Format {
  let format = base;
  for (const one of nearer) {
    if (one === undefined) continue;
    format = {
      unit: typeof one.unit === 'string' ? one.unit : format.unit,
      decimals: typeof one.decimals === 'number' ? one.decimals : format.decimals,
      grouped: typeof one.grouped === 'boolean' ? one.grouped : format.grouped,
      zero: one.zero === 'blank' || one.zero === 'zero' || one.zero === 'dash' ? one.zero : format.zero,
    };
  }
  return format;
}

/** Evaluates one cell at the coordinate of its table, row and column (`at`). */
export function evaluateCell(cell: CellDefinition, at: Coordinate, scope: Scope, format: Format): Evaluated {
  if ('text' in cell) return evaluateReason(cell, at, scope, format);
  const near = formatOf(format, cell);
  if ('attribute' in cell) {
    const value = attributeOf(cell.attribute, scope);
    if (value === undefined || value.type === 'text') {
      const text = value?.text ?? '';
      const missing = value?.missing;
      return {
        type: 'words',
        text: text === '' && value?.isBlank !== true ? (cell.empty ?? '') : text,
        ...(missing === undefined ? {} : { missing }),
      };
    }
    if (value.type === 'amount' && near.unit === '%') return evaluatePart(cell, value.fen, at, scope, near);
    const printed =
      value.type === 'amount'
        ? printNumber('attribute', [resolve(scope, at)], value.fen, near)
        : printDecimalAttribute(value.text, [resolve(scope, at)]);
    return printed.type === 'number' ? { ...printed, attribute: cell.attribute } : printed;
  }
  if ('at' in cell) {
    const term = resolve(scope, at, cell.at);
    return printStated(term, scope.cube.value(term), near);
  }
  if ('difference' in cell) {
    const { of, from } = cell.difference;
    const terms = [resolve(scope, at, of), resolve(scope, at, from)];
    const [value, base] = terms.map((term) => scope.cube.value(term));
    if (value?.known !== true || base?.known !== true) return unknownNumber('difference', terms, near);
    const known = knownDigits([...value.facts, ...base.facts], near);
    return known === undefined
      ? unknownNumber('difference', terms, near)
      : printNumber('difference', terms, value.value - base.value, known);
  }
  const isShare = 'share' in cell;
  const [of, base] = isShare ? [cell.share.of, cell.share.in] : [cell.ratio.of, cell.ratio.from];
  const terms = [resolve(scope, at, of), resolve(scope, at, base)];
  const [numerator, denominator] = terms.map((term) => scope.cube.value(term));
  return printPercent(isShare ? 'share' : 'ratio', terms, numerator, denominator, { ...near, unit: '%' });
}

/** An amount of a record, such as a step of its plan, in per cent of the amount at the cell's coordinate. */
function evaluatePart(
  { attribute }: Extract<CellDefinition, { attribute: string }>,
  fen: bigint,
  at: Coordinate,
  scope: Scope,
  format: Format,
): Evaluated {
  const whole = resolve(scope, at);
  const part: Value = { known: true, value: fen, interval: exactly(fen), facts: [] };
  const printed = printPercent('share', [whole], part, scope.cube.value(whole), format);
  return printed.type === 'number' ? { ...printed, role: 'attribute', attribute } : printed;
}

/** A text that is wanted only where a difference is printed as other than zero; else its own words stand there. */
function evaluateReason(cell: TextCell, at: Coordinate, scope: Scope, format: Format): Words {
  if (cell.unless !== undefined) {
    const change = evaluateCell({ difference: cell.unless.unchanged }, at, scope, {
      ...format,
      zero: 'zero',
    });
    if (change.type === 'number' && change.status === 'zero')
      return { type: 'words', text: cell.unless.words };
  }
  return evaluateText(cell.text, scope);
}

/** A text of the narrative; a placeholder that names it where it is still to be written. */
export function evaluateText(key: string, scope: Scope): Words {
  const definition = scope.pack.workbook.texts.find((text) => text.key === key);
  const paragraphs = textOf(key, scope, definition?.of ?? 'both');
  if (paragraphs !== undefined) return { type: 'words', text: paragraphs.join('\n') };
  if (definition?.default !== undefined) return { type: 'words', text: definition.default };
  return { type: 'words', text: say('packs.missingText', { label: definition?.label ?? key }), missing: key };
}

/**
 * The paragraphs of a text of this entity. Another body's words are not borrowed: the department's serve a unit only
 * where the department alone writes them, or where the unit is all there is of the department.
 */
function textOf(key: string, scope: Scope, of: TextDefinition['of']): readonly string[] | undefined {
  const { texts, units } = scope.records;
  const written = (entity: string) =>
    texts.find((text) => text.key === key && text.entity === entity)?.paragraphs;
  const mayBorrow = of === 'department' || units.length === 1;
  return written(scope.entity.code) ?? (mayBorrow ? written(scope.department.code) : undefined);
}

function printStated(term: Coordinate, value: Value, format: Format): PrintedNumber {
  const known = value.known ? knownDigits(value.facts, format) : undefined;
  return value.known && known !== undefined
    ? printNumber('coordinate', [term], value.value, known)
    : unknownNumber('coordinate', [term], format);
}

/**
 * The format with no more decimals than amounts are known to, for nobody knows the 元 of 65 万元; undefined where they are
 * known to no digit of the unit. Ledgers know every fen.
 */
export function knownDigits(facts: readonly Fact[], format: Format): Format | undefined {
  if (!isMoneyUnit(format.unit)) return format;
  const wanted = zeros(format.unit);
  let { decimals } = format;
  for (const { unit, decimals: printed, status } of facts) {
    if (status !== 'blank' && status !== 'dash')
      decimals = Math.min(decimals, printed + wanted - zeros(unit));
  }
  return decimals < 0 ? undefined : decimals === format.decimals ? format : { ...format, decimals };
}

/** How many zeros the base units in a unit have. */
function zeros(unit: string): number {
  return unit === '元' ? 2 : String(basePerUnit(unit)).length - 1;
}

function printNumber(
  role: PrintedNumber['role'],
  terms: readonly Coordinate[],
  value: bigint,
  { unit, decimals, grouped, zero }: Format,
): PrintedNumber {
  const common = { type: 'number', role, terms, value, unit, decimals, grouped } as const;
  // Only a true zero is left blank: an amount that merely rounds to 0.00 is there, and is printed so.
  if (value === 0n && zero === 'blank') return { ...common, text: '', status: 'blank' };
  if (value === 0n && zero === 'dash') return { ...common, text: '-', status: 'dash' };
  const text = printValue(value, unit, decimals, grouped);
  return { ...common, text, status: fromBase(value, unit, decimals).digits === 0n ? 'zero' : 'printed' };
}

function unknownNumber(
  role: PrintedNumber['role'],
  terms: readonly Coordinate[],
  format: Format,
): PrintedNumber {
  const { unit, decimals, grouped } = format;
  return {
    type: 'number',
    role,
    terms,
    value: undefined,
    unit,
    decimals,
    grouped,
    text: say('unknown'),
    status: 'unknown',
  };
}

/** A number that a record holds as it was written, such as a quantity. */
function printDecimalAttribute(text: string, terms: readonly Coordinate[]): PrintedNumber | Words {
  const decimal = parseDecimal(text);
  const value = decimal === undefined ? undefined : toBase(decimal, '');
  if (decimal === undefined || value === undefined) return { type: 'words', text };
  return printNumber('attribute', terms, value, {
    unit: '',
    decimals: decimal.decimals,
    grouped: false,
    zero: 'zero',
  });
}

/** numerator ÷ denominator, or their growth, in per cent, rounded; a zero denominator makes it not comparable. */
function printPercent(
  role: 'ratio' | 'share',
  terms: readonly Coordinate[],
  numerator: Value | undefined,
  denominator: Value | undefined,
  format: Format,
): PrintedNumber | Words {
  if (numerator?.known !== true || denominator?.known !== true) return unknownNumber(role, terms, format);
  if (denominator.value === 0n) return { type: 'words', text: say('packs.notApplicable') };
  const { decimals, grouped } = format;
  const top = role === 'ratio' ? numerator.value - denominator.value : numerator.value;
  const sign = denominator.value < 0n ? -1n : 1n;
  const digits = divideRounded(sign * top * 100n * 10n ** BigInt(decimals), sign * denominator.value);
  return {
    type: 'number',
    role,
    terms,
    value: (digits * basePerUnit('%')) / 10n ** BigInt(decimals),
    unit: '%',
    decimals,
    grouped,
    text: printDecimal({ digits, decimals }, grouped),
    status: digits === 0n ? 'zero' : 'printed',
  };
}
