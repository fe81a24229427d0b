import { z } from 'zod';
import type { Place } from '../document/document.ts';
import { isSamePlace } from '../document/place.ts';
import { coordinateKey } from '../facts/fact.ts';
import { type Problem, problem } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { parseTarget } from '../performance/target.ts';
import { sayPlace } from './kept-place.ts';
import type { Correction, Fate, PrintedNumber, ReadFact, ReadIndicator, Reading, Said } from './reading.ts';
import { readingSchema } from './reading-json.ts';
import { readValue } from './values.ts';

/** `FILE.corrections.json`: what was misread in a document, by place, with what is printed there. */
export const correctionsSchema = z.array(
  readingSchema.shape.corrections.element.extend({
    read: z
      .string()
      .describe('What was read there: the number or target as it stands in the reading; empty for a blank'),
    corrected: z.string().describe('What is printed there'),
    who: z.string().min(1).describe('Who says so'),
    why: z.string().min(1).describe('How they know'),
  }),
);

/** The JSON Schema of {@link correctionsSchema}. */
export function correctionsJsonSchema(): object {
  return { ...z.toJSONSchema(correctionsSchema, { unrepresentable: 'any' }), title: 'Mingzhang corrections' };
}

/**
 * A reading with what people corrected. A correction applies to every fact, comparison and target that stands at its place
 * and says what it says was read; derived facts, records, numbers and coverage follow. One that fits nothing is a warning.
 */
export function applyCorrections(reading: Reading, corrections: readonly Correction[]): Reading {
  return corrections.reduce(applyOne, reading);
}

/** A correction that was applied, in words. */
export function sayCorrection({ place, read, corrected, who, why }: Correction): string {
  return say('cli.corrections.one', { place: sayPlace(place), read, corrected, who, why });
}

function applyOne(reading: Reading, correction: Correction): Reading {
  const { place, read, corrected } = correction;
  const where = { file: reading.file };
  const words = { place: sayPlace(place), read, corrected };
  const refuse = (why: Problem): Reading => ({ ...reading, problems: [...reading.problems, why] });
  const isHere = (one: { readonly place?: Place }) =>
    one.place !== undefined && isSamePlace(one.place, place);

  const facts = new Map<ReadFact, ReadFact>();
  for (const fact of reading.facts) {
    if (isHere(fact) && fact.status !== 'derived' && says(fact, read))
      facts.set(fact, withValue(fact, corrected));
  }
  const said = new Map<Said, Said>();
  for (const one of reading.said) {
    if (isHere(one) && says({ ...one, status: 'printed' }, read))
      said.set(one, withMagnitude(one, read, corrected));
  }
  const indicators = new Map<ReadIndicator, ReadIndicator>();
  for (const one of reading.records.indicators) {
    if (isHere(one) && (isSameText(read, targetText(one)) || isSameText(read, one.value)))
      indicators.set(one, withTarget(one, read, corrected));
  }
  const numbers = reading.numbers.filter((one) => isHere(one) && isSameNumber(one.text, read));
  if (facts.size + said.size + indicators.size + numbers.length === 0)
    return refuse(problem('cli.corrections.unfit', 'warning', where, words));
  if ([...facts.values()].some(({ status }) => status === 'unread'))
    return refuse(problem('cli.corrections.notANumber', 'warning', where, words));

  const changed = withDerived(reading, facts, said);
  const factOf = (fact: ReadFact) => changed.get(fact) ?? fact;
  const byContent = new Map([...changed].map(([old, fact]) => [contentKey(old), fact]));
  return {
    ...reading,
    facts: reading.facts.map(factOf),
    tables: reading.tables.map((table) => ({
      ...table,
      facts: table.facts.map((fact) => byContent.get(contentKey(fact)) ?? fact),
    })),
    said: reading.said.map((one) => said.get(one) ?? one),
    records: withRecords(reading.records, indicators, facts),
    numbers: withNumbers(reading.numbers, numbers, correction, byContent, said),
    corrections: [...reading.corrections, correction],
  };
}

// What stands there ------------------------------------------------------------------------------

type Printed = Pick<ReadFact, 'value' | 'unit' | 'decimals' | 'status' | 'raw'>;

/** Whether a fact is what a text says: the same printed form, and the same number to the last digit. */
function says(fact: Printed, text: string): boolean {
  if (fact.status === 'unread') return isSameText(fact.raw ?? '', text);
  const { value, decimals, status } = readValue(text, fact.unit);
  if (fact.status === 'blank' || fact.status === 'dash') return status === fact.status;
  return magnitude(value) === magnitude(fact.value) && decimals === fact.decimals && status !== 'unread';
}

function isSameText(a: string, b: string): boolean {
  return a.replace(/\s/gu, '') === b.replace(/\s/gu, '');
}

/** 595.88 and 595.88万元: the number that was found may have its unit with it. */
function isSameNumber(printed: string, read: string): boolean {
  const bare = (text: string) =>
    /^[-−–+]?([\d.,]+)\D*$/u.exec(text.replace(/\s/gu, ''))?.[1]?.replaceAll(',', '');
  return isSameText(printed, read) || (bare(read) !== undefined && bare(printed) === bare(read));
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function targetText({ operator, value, unit }: ReadIndicator): string {
  return `${operator}${value}${unit}`;
}

// What it becomes --------------------------------------------------------------------------------

function withValue({ raw: _, ...fact }: ReadFact, corrected: string): ReadFact {
  return { ...fact, ...readValue(corrected, fact.unit) };
}

/** A comparison keeps the direction that its words give, unless the sign itself was printed. */
function withMagnitude(one: Said, read: string, corrected: string): Said {
  const { value, decimals } = readValue(corrected, one.unit);
  const isSigned = [read, corrected].some((text) => /^\s*[-−–+]/u.test(text));
  const usual = one.direction === 'same' ? 'more' : one.direction;
  const direction = value === 0n ? 'same' : isSigned ? (value < 0n ? 'less' : 'more') : usual;
  return { ...one, value: magnitude(value), decimals, direction };
}

function withTarget(one: ReadIndicator, read: string, corrected: string): ReadIndicator {
  const isWhole = one.unread.length > 0 || isSameText(read, targetText(one));
  if (!isWhole) return { ...one, value: corrected.trim() };
  const { operator, value, unit, unread } = parseTarget(corrected);
  return { ...one, operator, value, unit: unit === '' && unread.length === 0 ? one.unit : unit, unread };
}

/** The corrected facts, and those that were derived from a corrected one and its printed difference. */
function withDerived(
  reading: Reading,
  facts: ReadonlyMap<ReadFact, ReadFact>,
  said: ReadonlyMap<Said, Said>,
): ReadonlyMap<ReadFact, ReadFact> {
  const all = new Map(facts);
  for (const derived of reading.facts) {
    if (derived.status !== 'derived') continue;
    const from = reading.said.find(
      (one) =>
        one.kind === 'difference' &&
        coordinateKey(one.from) === coordinateKey(derived.at) &&
        derived.place !== undefined &&
        isSamePlace(one.place, derived.place),
    );
    const of =
      from &&
      reading.facts.find(
        (fact) =>
          fact.status !== 'derived' &&
          coordinateKey(fact.at) === coordinateKey(from.of) &&
          fact.value - signed(from) === derived.value,
      );
    if (from === undefined || of === undefined || (!facts.has(of) && !said.has(from))) continue;
    const value = (facts.get(of) ?? of).value - signed(said.get(from) ?? from);
    all.set(derived, { ...derived, value });
  }
  return all;
}

function signed({ direction, value }: Said): bigint {
  return direction === 'less' ? -value : value;
}

function withRecords(
  records: Reading['records'],
  indicators: ReadonlyMap<ReadIndicator, ReadIndicator>,
  facts: ReadonlyMap<ReadFact, ReadFact>,
): Reading['records'] {
  const projects = records.projects.map((project) => {
    const own = [...indicators].filter(
      ([old]) => old.project === project.code && (old.entity ?? project.entity) === project.entity,
    );
    const budget = [...facts].find(
      ([{ at, value }]) =>
        (at.project === project.code || at.project === project.name) &&
        at.source === undefined &&
        value === project.statedBudget,
    )?.[1].value;
    return {
      ...project,
      ...(budget === undefined ? {} : { statedBudget: budget }),
      indicators: project.indicators.map((indicator) => {
        const [, target] =
          own.find(
            ([old]) =>
              old.level3 === indicator.level3 &&
              targetText(old) === `${indicator.operator}${indicator.value}${indicator.unit}`,
          ) ?? [];
        if (target === undefined) return indicator;
        const { operator, value, unit } = target;
        return { ...indicator, operator, value, unit };
      }),
    };
  });
  return { ...records, projects, indicators: records.indicators.map((one) => indicators.get(one) ?? one) };
}

/** Tables and fates may hold copies of a fact: the same content is the same fact. */
function contentKey({ at, value, status, place }: ReadFact): string {
  return `${coordinateKey(at)} ${value} ${status} ${JSON.stringify(place)}`;
}

/** The printed numbers with the corrected ones: what is a number now comes in, what is none any more goes out. */
function withNumbers(
  all: readonly PrintedNumber[],
  here: readonly PrintedNumber[],
  { place, corrected }: Correction,
  facts: ReadonlyMap<string, ReadFact>,
  said: ReadonlyMap<Said, Said>,
): readonly PrintedNumber[] {
  const isNumber = /\d/u.test(corrected);
  const comparisons = [...said.values()];
  const fateOf = (fate: Fate): Fate => {
    if (fate.type === 'fact') return { type: 'fact', fact: facts.get(contentKey(fate.fact)) ?? fate.fact };
    const now = fate.type === 'said' ? comparisons.find(({ kind }) => kind === fate.said.kind) : undefined;
    return now === undefined ? fate : { type: 'said', said: now };
  };
  const found = [...facts.values()].find((one) => one.place !== undefined && isSamePlace(one.place, place));
  if (here.length === 0 && found !== undefined && isNumber) {
    // Pieces of what could not be read as one number.
    const others = all.filter((one) => one.fate.type !== 'unplaced' || !isSamePlace(one.place, place));
    const context = [found.row, found.column].filter((part) => part !== undefined).join(' ');
    const part = found.table === undefined ? 'text' : 'table';
    return [...others, { part, text: corrected.trim(), context, place, fate: { type: 'fact', fact: found } }];
  }
  return all.flatMap((one) => {
    if (!here.includes(one)) return [one];
    return isNumber ? [{ ...one, text: corrected.trim(), fate: fateOf(one.fate) }] : [];
  });
}
