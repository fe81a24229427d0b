import type { CheckedDocument } from '../checking/checked.ts';
import type { Outcome } from '../checking/law.ts';
import { outcomesOf } from '../checking/outcome.ts';
import { type Constraint, printsOf, systemOf, variablesOf } from '../checking/system.ts';
import { type DocumentContext, Words } from '../checking/words.ts';
import { placeKey } from '../document/place.ts';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import { printValue } from '../facts/measure.ts';
import type { Said, StatedFact } from '../facts/stated.ts';
import { say } from '../messages/say.ts';
import type { PrintedNumber, Reading } from '../reading/reading.ts';
import { evidenceOf } from './evidence.ts';
import type { ReportedPlace } from './place-schema.ts';
import { reportedPlace } from './reported-place.ts';

/** A printed number with everything in its document that it is tied to; numbers name each other by their index. */
export interface TiedNumber {
  readonly place: ReportedPlace;
  /** As printed, without its unit. */
  readonly printed: string;
  readonly unit?: string;
  readonly status:
    | 'printed'
    | 'zero'
    | 'blank'
    | 'dash'
    | 'unread'
    | 'said'
    | 'record'
    | 'leftOut'
    | 'unplaced';
  /** Its coordinate in words; what it compares; or why it does not count. */
  readonly says: string;
  readonly at?: Coordinate;
  /** The other numbers that print the same fact. */
  readonly same: readonly number[];
  /** The laws that it takes part in. */
  readonly laws: readonly number[];
  /** The same coordinate a year earlier, where the document states it. */
  readonly lastYear?: { readonly printed: string; readonly unit: string; readonly number?: number };
}

/** A law with the numbers it ties together. */
export interface TyingLaw {
  readonly kind: Constraint['law'];
  readonly outcome: Outcome;
  /** With its numbers, in words. */
  readonly text: string;
  /** The number that is the sum or the whole. */
  readonly total?: number;
  /** Its parts, or what is compared. */
  readonly numbers: readonly number[];
}

/** All printed numbers of a document, in its order, and the laws between them. */
export interface TiedNumbers {
  readonly numbers: readonly TiedNumber[];
  readonly laws: readonly TyingLaw[];
}

/** Ties every printed number of a document to its coordinate, to where else it is printed, and to its laws. */
export function tiedNumbers(
  reading: Reading,
  document: CheckedDocument,
  context: DocumentContext,
): TiedNumbers {
  const system = systemOf(document);
  const words = new Words(document, system, context);
  const placed = placedNumbers(reading);
  const index = new Map(placed.map(({ key }, at) => [key, at]));
  const numberOf = ({ place }: Pick<StatedFact, 'place'>) =>
    place === undefined ? undefined : index.get(placeKey(place));
  const evidence = evidenceOf(reading);

  const byCoordinate = new Map<string, StatedFact[]>();
  for (const fact of reading.facts) {
    const key = coordinateKey(fact.at);
    const known = byCoordinate.get(key);
    if (known === undefined) byCoordinate.set(key, [fact]);
    else known.push(fact);
  }
  const outcomes = outcomesOf(system);
  const lawsOf = new Map<number, number[]>();
  const laws = system.constraints.map((constraint, law): TyingLaw => {
    const numbersOf = (variable: number) => [
      ...new Set(printsOf(system, variable, constraint.table).flatMap(({ fact }) => numberOf(fact) ?? [])),
    ];
    const [first, ...others] = variablesOf(constraint).map(numbersOf);
    const saying = constraint.said === undefined ? undefined : numberOf(constraint.said);
    const isSum = 'total' in constraint;
    const [total] = isSum ? (first ?? []) : [];
    const numbers = [...new Set([...(isSum ? [] : (first ?? [])), ...others.flat()])];
    for (const number of new Set([...(first ?? []), ...numbers, ...(saying === undefined ? [] : [saying])])) {
      const known = lawsOf.get(number);
      if (known === undefined) lawsOf.set(number, [law]);
      else known.push(law);
    }
    return {
      kind: constraint.law,
      outcome: outcomes[law] ?? 'notChecked',
      text: words.law(constraint),
      ...(total === undefined ? {} : { total }),
      numbers,
    };
  });

  const numbers = placed.map(({ number, facts }, at): TiedNumber => {
    const [fact] = facts;
    const place = reportedPlace(number.place, evidence(number.place));
    const own = lawsOf.get(at) ?? [];
    if (fact === undefined) return { place, ...without(number, words), same: [], laws: own };
    const sameFacts = facts.flatMap((one) => byCoordinate.get(coordinateKey(one.at)) ?? []);
    const same = new Set(sameFacts.flatMap((one) => numberOf(one) ?? []));
    same.delete(at);
    const lastYear = earlierOf(fact, byCoordinate, numberOf);
    return {
      place,
      printed: printedOf(fact, number.text),
      unit: fact.unit,
      status: fact.status === 'derived' ? 'printed' : fact.status,
      says: words.coordinate(fact.at),
      at: fact.at,
      same: [...same].sort((a, b) => a - b),
      laws: own,
      ...(lastYear === undefined ? {} : { lastYear }),
    };
  });
  return { numbers, laws };
}

interface PlacedNumber {
  readonly key: string;
  readonly number: PrintedNumber;
  /** What stands there of facts, as most say it first. */
  readonly facts: readonly StatedFact[];
}

/** Every place where a number, a blank or a dash of a table stands, once. */
function placedNumbers(reading: Reading): readonly PlacedNumber[] {
  const facts = new Map<string, StatedFact[]>();
  for (const fact of reading.facts) {
    if (fact.place === undefined || fact.status === 'derived') continue;
    const key = placeKey(fact.place);
    const known = facts.get(key);
    if (known === undefined) facts.set(key, [fact]);
    else known.push(fact);
  }
  const seen = new Set<string>();
  return reading.numbers.flatMap((number): PlacedNumber[] => {
    const key = placeKey(number.place);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{ key, number, facts: facts.get(key) ?? [] }];
  });
}

/** What is said of a number that is the value of no fact. */
function without(
  { fate, text, context }: PrintedNumber,
  words: Words,
): Pick<TiedNumber, 'printed' | 'status' | 'says'> {
  switch (fate.type) {
    case 'said':
      return { printed: text, status: 'said', says: sayComparison(fate.said, words) };
    case 'leftOut':
      return { printed: text, status: 'leftOut', says: say(`reporting.number.leftOut.${fate.leftOut}`) };
    case 'unplaced':
      return {
        printed: text,
        status: 'unplaced',
        says: say('reporting.number.unplaced', { context: context.replace(/\s+/gu, ' ').trim() }),
      };
    case 'record':
    case 'fact':
      return {
        printed: text,
        status: 'record',
        says: say('reporting.number.record', { context: context.replace(/\s+/gu, ' ').trim() }),
      };
  }
}

function sayComparison(said: Said, words: Words): string {
  return say('reporting.number.said', {
    of: words.coordinate(said.of),
    from: words.coordinate(said.from),
    said: words.said(said).trim(),
  });
}

/** The same a year earlier: as a table or the text prints it, or as a comparison makes it. */
function earlierOf(
  { at }: StatedFact,
  byCoordinate: ReadonlyMap<string, readonly StatedFact[]>,
  numberOf: (fact: StatedFact) => number | undefined,
): TiedNumber['lastYear'] {
  const year = Number(at.year);
  if (!Number.isInteger(year)) return undefined;
  const found = byCoordinate.get(coordinateKey({ ...at, year: String(year - 1) })) ?? [];
  const best = found.find(({ status }) => status === 'printed' || status === 'zero') ?? found[0];
  if (best === undefined || best.status === 'unread') return undefined;
  const number = numberOf(best);
  return {
    printed: printedOf(best, ''),
    unit: best.unit,
    ...(number === undefined ? {} : { number }),
  };
}

function printedOf({ status, value, unit, decimals, raw }: StatedFact, text: string): string {
  if (status === 'unread') return raw ?? text;
  if (status === 'blank') return '';
  return status === 'dash' ? '-' : printValue(value, unit, decimals);
}
