import { say } from '../../../src/messages/say.ts';
import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import { placeText } from '../../../src/reporting/reported-place.ts';
import type { NumberOfDocument, NumbersOfDocument } from '../../../src/server/contract/documents.ts';

type Law = NumbersOfDocument['laws'][number];

/** A number as it is printed, with its unit; what is blank is said to be. */
export function sayPrinted({ printed, unit }: Pick<NumberOfDocument, 'printed' | 'unit'>): string {
  if (printed === '') return say('web.number.empty');
  return unit === undefined || printed.endsWith(unit) ? printed : `${printed} ${unit}`;
}

/** Where a number stands; of one that stands in no table, that it is of the text. */
export function sayPlace(place: ReportedPlace): string {
  const where = placeText(place);
  return place.table === undefined && place.row === undefined
    ? `${where} ${say('web.finding.part.text')}`
    : where;
}

/** Longer sums are told by their length. */
const MOST_TERMS = 8;

/**
 * A law that holds as an equation of what is printed: 595.88 = 500.00 + 95.88. One that is broken says in words what is wrong
 * with it, and so does one whose numbers are not all printed.
 */
export function sayLaw(
  { kind, outcome, text, total, numbers: parts }: Law,
  { numbers }: NumbersOfDocument,
): string {
  if (outcome === 'broken' || outcome === 'notChecked' || kind === 'said') return text;
  const terms = parts.flatMap((part) => numbers[part]?.printed || []);
  if (kind === 'balance') return terms.length === 2 ? terms.join(' = ') : text;
  const whole = total === undefined ? undefined : numbers[total]?.printed;
  if (whole === undefined || whole === '' || terms.length === 0) return text;
  const sign = kind === 'ofWhich' ? '≥' : outcome === 'rounding' ? '≈' : '=';
  const sum = terms.length > MOST_TERMS ? say('web.law.sumOf', { count: terms.length }) : terms.join(' + ');
  return `${whole} ${sign} ${sum}`;
}
