import type { Document } from '../document/document.ts';
import { type Coordinate, coordinateKey } from '../facts/fact.ts';
import { basePerUnit, printValue, toBase } from '../facts/measure.ts';
import { parseDecimal } from '../money/decimal.ts';
import { coverageOf } from '../reading/coverage.ts';
import type { ReadFact, Reading } from '../reading/reading.ts';
import { namesOf } from '../writing/proof.ts';
import { codesByName } from '../writing/proof-facts.ts';
import type { Disclosure } from '../writing/publish.ts';

/** How a varied document was read. */
export interface Judgement {
  readonly pack: string;
  readonly placed: number;
  readonly printed: number;
  /** Numbers of tables at coordinates where the document does not have them, in words. */
  readonly wrong: readonly string[];
  /** The same of the text. */
  readonly wrongInText: readonly string[];
  /** Numbers of tables that were read nowhere, in words. */
  readonly missing: readonly string[];
  readonly problems: readonly string[];
}

/**
 * Holds a reading against what its document states: the coordinates that its cells are annotated with and, for readings
 * that put it in other words, the ledger behind it.
 */
export function judgeVaried(reading: Reading, document: Document, disclosure: Disclosure): Judgement {
  const names = codesByName(namesOf(disclosure));
  const inTables = new Set<string>();
  const stated = statedIn(document, inTables);
  const read = new Set<string>();
  const wrong: string[] = [];
  const wrongInText: string[] = [];
  const { department } = disclosure.ledger.records;
  const own = reading.entity.code === '' ? reading.entity.name : reading.entity.code;
  const canonical = (at: Coordinate): Coordinate =>
    Object.fromEntries(
      Object.entries(at).map(([dimension, member]) => [
        dimension,
        dimension === 'entity' && member === own && isName(member, department.name)
          ? department.code
          : (names(dimension, member)[0] ?? member),
      ]),
    );
  for (const fact of reading.facts) {
    if (fact.status !== 'printed' && fact.status !== 'zero') continue;
    const at = canonical(fact.at);
    const key = coordinateKey(at);
    read.add(key);
    if (stated.get(key)?.has(fact.value) === true) continue;
    if (isKnown(at, fact, disclosure)) continue;
    // What is counted from records is in no ledger.
    if (at.measure !== 'amount' && !stated.has(key)) continue;
    (fact.table === undefined ? wrongInText : wrong).push(sayFact(fact, key));
  }
  const missing = [...stated].flatMap(([key, values]) =>
    read.has(key) || !inTables.has(key) || [...values].every((value) => value === 0n) ? [] : [key],
  );
  const { tables } = coverageOf(reading.numbers);
  return {
    pack: reading.pack.id,
    placed: tables.placed,
    printed: tables.printed,
    wrong,
    wrongInText,
    missing,
    problems: reading.problems.map(({ message }) => message),
  };
}

/** A name as printed, with or without 本级 behind it. */
function isName(read: string, name: string): boolean {
  return read === name || read.startsWith(name);
}

function sayFact(
  { value, unit, decimals, table = '', row = '', column = '' }: ReadFact,
  key: string,
): string {
  return `${table}/${row}/${column} ${printValue(value, unit, decimals)}${unit} ${key}`;
}

/** What a document states: base units by coordinate; adds to `inTables` what its tables state. */
function statedIn(document: Document, inTables: Set<string>): ReadonlyMap<string, ReadonlySet<bigint>> {
  const stated = new Map<string, Set<bigint>>();
  const add = (text: string, data: Readonly<Record<string, string>> | undefined) => {
    if (data?.role !== 'coordinate' || data.at === undefined) return;
    const printed = parseDecimal(text.normalize('NFKC').replace(/[,\s]/gu, ''));
    const value = printed === undefined ? undefined : toBase(printed, data.unit ?? '');
    if (value === undefined) return;
    stated.set(data.at, (stated.get(data.at) ?? new Set()).add(value));
  };
  for (const { blocks } of document.sections) {
    for (const block of blocks) {
      if (block.type === 'paragraph') for (const { text, data } of block.runs) add(text, data);
      if (block.type !== 'table') continue;
      for (const { text, data } of block.body.flatMap(({ cells }) => cells)) {
        add(text, data);
        if (data?.at !== undefined) inTables.add(data.at);
      }
    }
  }
  return stated;
}

/** Whether the ledger has that value there, rounded as printed: other words for the same number. */
function isKnown(at: Coordinate, { value, unit, decimals }: ReadFact, { cube }: Disclosure): boolean {
  const known = cube.value(at);
  if (!known.known) return false;
  // 元 that were made of 万元 are as exact as those.
  const step = basePerUnit(unit === '元' ? '万元' : unit);
  const slack = step / 10n ** BigInt(Math.min(2, decimals === 0 ? 2 : decimals)) + 1n;
  const { low, high, denominator } = known.interval;
  return (
    low - slack * denominator <= value * denominator && value * denominator <= high + slack * denominator
  );
}
