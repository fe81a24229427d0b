import { type Coordinate, coordinateKey, intervalOf } from '../facts/fact.ts';
import { basePerUnit, printValue } from '../facts/measure.ts';
import { sayCoordinate } from '../facts/say.ts';
import type { StatedFact } from '../facts/stated.ts';
import { say } from '../messages/say.ts';
import { isMoneyUnit, MONEY_UNITS } from '../money/amount.ts';
import type { Interval } from '../money/interval.ts';
import { overlap } from '../money/interval.ts';
import type { CheckedDocument, CheckedTable } from './checked.ts';
import { type Finding, finding } from './finding.ts';
import { groupBy, printedFacts } from './stated-amounts.ts';

/** Amounts of a budget that are never negative. */
const POSITIVE_FLOWS: ReadonlySet<string> = new Set(['revenue', 'expenditure', 'totalIn', 'totalOut']);
const POSITIVE_MEASURES: ReadonlySet<string> = new Set(['count', 'headcount', 'area']);
/** Stages at which money is planned: an outturn may have corrections. */
const PLANNED: ReadonlySet<string> = new Set(['budget', 'adjusted']);
/** Digits that two years share only by a slip of the decimal point; fewer may be chance. */
const TELLING_DIGITS = 3;
/** Factors between the units in which money is printed. */
const UNIT_FACTORS: readonly bigint[] = [1_000n, 10_000n, 100_000_000n];

/** Signs and sizes: negative amounts, a decimal point that has moved, 元 for 万元. */
export function checkSizes(document: CheckedDocument): readonly Finding[] {
  return [...negatives(document), ...moved(document), ...units(document)];
}

function unsaidIn({ entity, year, stage }: CheckedDocument): Coordinate {
  return { entity: entity.code || entity.name, year: String(year), stage };
}

/** Negative amounts, with all those of their table: totals become negative with their parts. */
function negatives(document: CheckedDocument): readonly Finding[] {
  const wrong = printedFacts(document).filter(
    ({ at, value }) =>
      value < 0n &&
      (POSITIVE_MEASURES.has(at.measure ?? '') ||
        (at.measure === 'amount' && PLANNED.has(at.stage ?? '') && POSITIVE_FLOWS.has(at.flow ?? ''))),
  );
  return [...groupBy(wrong, ({ table }) => table ?? '')].flatMap(([id, group]) => {
    const [first] = group;
    if (first === undefined) return [];
    const params = {
      where: document.tables.find((table) => table.id === id)?.title ?? say('checking.sizes.text'),
      what: sayCoordinate(document.space, first.at, unsaidIn(document)),
      value: sayFact(first),
      count: group.length,
    };
    return [
      finding('sizes.negative', say('checking.sizes.negative', params), first.at, {
        value: sayFact(first),
        places: group.flatMap(({ place }) => place ?? []),
      }),
    ];
  });
}

/** The same digits as the year before, with the decimal point elsewhere. */
function moved(document: CheckedDocument): readonly Finding[] {
  const facts = printedFacts(document).filter(({ at, value }) => at.measure === 'amount' && value > 0n);
  const lastYear = groupBy(
    facts.filter(({ at }) => at.year === String(document.year - 1)),
    ({ at }) => coordinateKey({ ...at, year: '' }),
  );
  const seen = new Set<string>();
  return facts.flatMap((fact) => {
    if (fact.at.year !== String(document.year)) return [];
    const key = coordinateKey({ ...fact.at, year: '' });
    const before = lastYear.get(key)?.find((one) => isMoved(one, fact));
    if (before === undefined || seen.has(key)) return [];
    seen.add(key);
    const params = {
      what: sayCoordinate(document.space, fact.at, unsaidIn(document)),
      value: sayFact(fact),
      before: sayFact(before),
    };
    return [
      finding('sizes.moved', say('checking.sizes.moved', params), fact.at, {
        value: sayFact(fact),
        places: [fact, before].flatMap(({ place }) => place ?? []),
      }),
    ];
  });
}

function isMoved(a: StatedFact, b: StatedFact): boolean {
  const [x, y] = [significant(a.value), significant(b.value)];
  return x === y && x.length >= TELLING_DIGITS && a.value !== b.value;
}

function significant(value: bigint): string {
  return value.toString().replace(/0+$/u, '');
}

/** So many digits are the same in the text by no chance. */
const SAME_DIGITS = 4;

/** Whether two numbers are printed alike, digit by digit, with different units: 213.28元 and 213.28万元. */
function isSameDigits({ fact, other }: { readonly fact: StatedFact; readonly other: StatedFact }): boolean {
  const [a, b] = [fact, other].map(({ value, unit, decimals }) => printValue(value, unit, decimals));
  return a === b && fact.unit !== other.unit && (a ?? '').replace(/^0|\D/gu, '').length >= SAME_DIGITS;
}

/** A table in a wrong unit, with two printings that show it. */
interface WrongUnit {
  readonly table: CheckedTable;
  readonly fact: StatedFact;
  readonly other: StatedFact;
  /** Numbers that other places print too. */
  readonly count: number;
  readonly factor: Factor;
}

/** A table whose every number is so many times what other tables and the text say of the same: its unit is wrong. */
function wrongUnits(document: CheckedDocument): readonly WrongUnit[] {
  const all = printedFacts(document).filter(
    ({ at, unit, value }) => at.measure === 'amount' && isMoneyUnit(unit) && value !== 0n,
  );
  const byPlace = groupBy(all, ({ at }) => coordinateKey(at));
  return document.tables.flatMap((table) => {
    const pairs = table.facts
      .filter(({ value, status }) => status === 'printed' && value !== 0n)
      .flatMap((fact) =>
        (byPlace.get(coordinateKey(fact.at)) ?? []).flatMap((other) =>
          other.table === table.id ? [] : [{ fact, other, factor: factorOf(fact, other) }],
        ),
      );
    const [first] = pairs;
    const others = new Set(pairs.map(({ other }) => other.table));
    const isTextual = others.size === 1 && others.has(undefined) && pairs.every(isSameDigits);
    // Of two tables that contradict each other the one that stands alone is wrong.
    const isAlone = others.size > 1 || pairs.every(({ other }) => agreesElsewhere(other, byPlace, table.id));
    if (first?.factor === undefined || !(isTextual || (pairs.length > 1 && isAlone))) return [];
    const { fact, other, factor } = first;
    if (pairs.some((one) => one.factor?.by !== factor.by || one.factor.isLarge !== factor.isLarge)) return [];
    return [{ table, fact, other, count: pairs.length, factor }];
  });
}

function units(document: CheckedDocument): readonly Finding[] {
  return wrongUnits(document).map(({ table, fact, other, count, factor: { by, isLarge } }) => {
    const params = {
      table: table.title,
      unit: fact.unit,
      value: sayFact(fact),
      other: sayFact(other),
      count,
      factor: by.toString(),
    };
    const own = table.facts.filter(({ value, status }) => status === 'printed' && value !== 0n);
    const key = isLarge ? 'checking.sizes.unit-large' : 'checking.sizes.unit-small';
    return finding('sizes.unit', say(key, params), fact.at, {
      value: sayFact(fact),
      unit: fact.unit,
      places: [
        ...(table.place === undefined ? [] : [table.place]),
        ...own.flatMap(({ place }) => place ?? []),
      ],
    });
  });
}

/**
 * A document with the numbers of tables in a wrong unit as they are meant: its laws are asked of these, so that one wrong
 * word above a table is one finding.
 */
export function inMeantUnits(document: CheckedDocument): CheckedDocument {
  const wrong = new Map(wrongUnits(document).map(({ table, factor }) => [table.id, factor]));
  if (wrong.size === 0) return document;
  return {
    ...document,
    tables: document.tables.map((table) => {
      const factor = wrong.get(table.id);
      return factor === undefined
        ? table
        : { ...table, facts: table.facts.map((fact) => meant(fact, factor)) };
    }),
  };
}

/** The number as it would be in its right unit; as it is where there is no such unit. */
function meant(fact: StatedFact, { by, isLarge }: Factor): StatedFact {
  if (fact.at.measure !== 'amount' || !isMoneyUnit(fact.unit)) return fact;
  const base = isLarge ? basePerUnit(fact.unit) / by : basePerUnit(fact.unit) * by;
  const unit = MONEY_UNITS.find((one) => basePerUnit(one) === base);
  if (unit === undefined || (isLarge && fact.value % by !== 0n)) return fact;
  return { ...fact, unit, value: isLarge ? fact.value / by : fact.value * by };
}

/** Whether a third place prints the same as this one. */
function agreesElsewhere(
  fact: StatedFact,
  byPlace: ReadonlyMap<string, readonly StatedFact[]>,
  table: string,
): boolean {
  return (byPlace.get(coordinateKey(fact.at)) ?? []).some(
    (one) =>
      one !== fact &&
      one.table !== table &&
      one.table !== fact.table &&
      overlap(intervalOf(one), intervalOf(fact)),
  );
}

/** How many times a number is too large or too small. */
interface Factor {
  readonly by: bigint;
  readonly isLarge: boolean;
}

/** Whether a is so many times b, or the other way; undefined where they are not a unit apart. */
function factorOf(a: StatedFact, b: StatedFact): Factor | undefined {
  const [x, y] = [intervalOf(a), intervalOf(b)];
  for (const by of UNIT_FACTORS) {
    if (overlap(x, times(y, by))) return { by, isLarge: true };
    if (overlap(times(x, by), y)) return { by, isLarge: false };
  }
  return undefined;
}

function times({ low, high, denominator }: Interval, factor: bigint): Interval {
  return { low: low * factor, high: high * factor, denominator };
}

function sayFact({ value, unit, decimals }: StatedFact): string {
  return `${printValue(value, unit, decimals)}${unit}`;
}
