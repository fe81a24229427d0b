import type { Table } from '../document/document.ts';
import { printValue } from '../facts/measure.ts';
import { sayYuan } from '../ledger/import-values.ts';
import { say } from '../messages/say.ts';
import { parseDecimal } from '../money/decimal.ts';
import { centred, head } from './form-cells.ts';
import type { Amounted, FormulaResult, ReadingResult } from './formulas.ts';
import { sayRatio } from './ratio.ts';
import { parseTarget } from './target.ts';

/** 投入管理指标 with targets, actual values, how each was computed, and by which reading where the form has several. */
export function formulasTable(results: readonly FormulaResult[]): Table {
  const columns = ['name', 'target', 'actual', 'met', 'how', 'reading'] as const;
  return {
    type: 'table',
    id: 'formulas',
    title: say('formula.title'),
    widths: [20, 10, 11, 9, 30, 50],
    head: [{ cells: columns.map((one) => head(say(`formula.column.${one}`))) }],
    body: results.map((result) => ({
      cells: [
        { text: result.formula.name },
        centred(result.target),
        centred(sayReading(result.chosen)),
        centred(sayMet(result)),
        { text: sayHow(result.chosen) },
        { text: sayChoice(result) },
      ],
    })),
    notes: [say('formula.note')],
  };
}

/** The rate, 不适用 over nothing, or that something is missing. */
export function sayReading({ ratio }: ReadingResult): string {
  return ratio === undefined ? say('formula.unknown') : sayRatio(ratio);
}

/** The numbers that a rate follows from, or what is missing. */
export function sayHow({ numerator, denominator, ratio }: ReadingResult): string {
  const gaps = [numerator, denominator].flatMap((one) => (one.known ? [] : one.gaps));
  if (gaps.length > 0) return [...new Set(gaps)].join('；');
  const parts = say('formula.parts', {
    numerator: sayAmount(numerator),
    denominator: sayAmount(denominator),
  });
  return ratio?.applicable === false ? say('formula.over', { parts }) : parts;
}

function sayAmount(amount: Amounted): string {
  if (!amount.known) return '';
  const { value, unit } = amount;
  if (unit === '元') return sayYuan(value);
  const number = printValue(value, unit, 0);
  return say(unit === '条' ? 'formula.unit.opinions' : 'formula.unit.count', { number });
}

/** The reading that counts with its reason, and what the others give. */
function sayChoice({ formula, chosen, others }: FormulaResult): string {
  const { label, basis } = chosen.reading;
  return [
    say('formula.reading', { label, basis }),
    ...(formula.why === undefined ? [] : [say('formula.why', { why: formula.why })]),
    ...others.map((other) =>
      say('formula.other', {
        label: other.reading.label,
        basis: other.reading.basis,
        value: sayReading(other),
        how: sayHow(other),
      }),
    ),
  ].join('\n');
}

/** Whether a rate meets its target; a target that is no per cent with a sign, and a rate that has no value, are not judged. */
export function isMet({ target, chosen: { ratio } }: FormulaResult): boolean | undefined {
  const { operator, value, unit } = parseTarget(target);
  const wanted = parseDecimal(value);
  if (ratio === undefined || !ratio.applicable || wanted === undefined || unit !== '%') return undefined;
  const left = ratio.numerator * 100n * 10n ** BigInt(wanted.decimals);
  const right = wanted.digits * ratio.denominator;
  switch (operator) {
    case '≥':
      return left >= right;
    case '≤':
      return left <= right;
    case '>':
      return left > right;
    case '<':
      return left < right;
    default:
      return left === right;
  }
}

function sayMet(result: FormulaResult): string {
  const met = isMet(result);
  return say(met === undefined ? 'formula.open' : met ? 'formula.met' : 'formula.missed');
}
