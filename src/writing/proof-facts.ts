import { normalName } from '../accounts/tree.ts';
import type { Data, Place } from '../document/document.ts';
import { type Coordinate, coordinateKey, type Fact } from '../facts/fact.ts';
import { printValue } from '../facts/measure.ts';
import { say as sayMessage } from '../messages/say.ts';
import type { Reading, Said } from '../reading/reading.ts';
import type { Expected, ExpectedCell } from './proof-expect.ts';
import { type Difference, nameOf, type PrintedCell } from './proof-print.ts';
import type { FileProof } from './proof-schema.ts';

/** Names of members by dimension and code: where a document prints no code, a reader has the name. */
export type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Numbers that are printed as they should be, held against what the reader makes of them. */
export interface Meaning {
  /** Numbers that were read at a coordinate where they do not belong: the file is right, the reader is not. */
  readonly misread: readonly Misreading[];
  /** Numbers of tables, and of the text, that were read at their coordinates. */
  readonly tables: number;
  readonly text: number;
  /** Numbers that were not read: only what is printed was compared. By the title of the table, `''` for the text. */
  readonly unread: ReadonlyMap<string, number>;
}

export type Misreading = FileProof['notCompared']['misread'][number];

const UNKNOWN = sayMessage('unknown');

/** Compares where a file's numbers were read with where the document prints them. */
export function compareMeaning(
  expected: readonly Expected[],
  printed: readonly PrintedCell[],
  reading: Reading,
  codesOf: CodesOf,
): Meaning {
  const byPlace = readNumbers(reading);
  const misread: Misreading[] = [];
  const unread = new Map<string, number>();
  const miss = (where: string) => unread.set(where, (unread.get(where) ?? 0) + 1);
  let tables = 0;
  for (const { table, cell, place } of printed) {
    const { data, text } = cell.cell;
    const found = byPlace.get(placeKey(place)) ?? [];
    const wanted = data === undefined ? undefined : statementOf(data, text);
    const row = table.rows[cell.row] ?? [];
    const allowed = wanted === undefined || printsCode(row, wanted) ? codesOf : codesOf.namesakes;
    const isRead = wanted !== undefined && found.some((one) => isSame(wanted, one, allowed));
    // An attribute repeats what a record says, and 〔未提供〕 says no number: neither is a fact of its own.
    const isNone = data?.role === 'attribute' || text === UNKNOWN;
    const others = isNone || isRead ? [] : found;
    if (isRead) tables += 1;
    else if (wanted !== undefined && (isNone || found.length === 0)) miss(table.title);
    for (const one of others) {
      const should = wanted === undefined ? '' : say(wanted);
      misread.push({ ...nameOf(table, cell), read: say(one), stated: should });
    }
  }
  const narrative = new Map<string, Statement[]>();
  for (const one of [...byPlace.values()].flat()) {
    const key = `${one.kind} ${one.value} ${one.unit}`;
    narrative.set(key, [...(narrative.get(key) ?? []), one]);
  }
  let inText = 0;
  for (const { text, data } of expected.flatMap((one) => (one.type === 'text' ? one.numbers : []))) {
    const wanted = statementOf(data, text);
    if (wanted === undefined) continue;
    const found = narrative.get(`${wanted.kind} ${wanted.value} ${wanted.unit}`) ?? [];
    if (found.some((one) => isSame(wanted, one, codesOf))) inText += 1;
    else miss('');
  }
  return { misread, tables, text: inText, unread };
}

/** What a printed number says: a value at a coordinate, or of one against another. */
interface Statement {
  readonly kind: 'fact' | Said['kind'];
  readonly terms: readonly Coordinate[];
  /** As printed, without its sign and thousands separators. */
  readonly value: string;
  readonly unit: string;
}

const KINDS = { coordinate: 'fact', difference: 'difference', ratio: 'growth', share: 'share' } as const;

/** What the document says at a number; nothing where it only repeats a record. */
function statementOf(data: Data, text: string): Statement | undefined {
  const { role = '', at, against, unit = '' } = data;
  const kind = isStating(role) ? KINDS[role] : undefined;
  if (kind === undefined || at === undefined) return undefined;
  const terms = [at, ...(against === undefined ? [] : [against])].map(coordinateOf);
  return { kind, terms, value: plain(text), unit };
}

function isStating(role: string): role is keyof typeof KINDS {
  return Object.hasOwn(KINDS, role);
}

function coordinateOf(key: string): Coordinate {
  const pairs = key.split(/&(?=[A-Za-z]+=)/u).map((pair) => {
    const cut = pair.indexOf('=');
    return [pair.slice(0, cut), pair.slice(cut + 1)] as const;
  });
  return Object.fromEntries(pairs);
}

function plain(text: string): string {
  return text.replace(/[\s,]|[%％]$/gu, '');
}

/** Everything that was read, by where it stands. */
function readNumbers({ facts, said }: Reading): ReadonlyMap<string, readonly Statement[]> {
  const found = new Map<string, Statement[]>();
  const add = (place: Place | undefined, one: Statement) => {
    if (place === undefined) return;
    const key = placeKey(place);
    const others = found.get(key);
    if (others === undefined) found.set(key, [one]);
    else others.push(one);
  };
  for (const fact of facts) {
    if (fact.status === 'blank' || fact.status === 'derived') continue;
    add(fact.place, { kind: 'fact', terms: [fact.at], value: printedValue(fact), unit: fact.unit });
  }
  for (const { kind, of, from, value, unit, decimals, direction, place } of said) {
    const sign = direction === 'less' ? '-' : '';
    add(place, { kind, terms: [of, from], value: `${sign}${printValue(value, unit, decimals)}`, unit });
  }
  return found;
}

function printedValue({ status, value, unit, decimals, raw }: Fact): string {
  if (status === 'unread') return plain(raw ?? '');
  return status === 'dash' ? '-' : printValue(value, unit, decimals);
}

function placeKey(place: Place): string {
  switch (place.type) {
    case 'page':
      return `${place.page} ${place.box.join(' ')}`;
    case 'cell':
      return `${place.sheet}!${place.cell}`;
    case 'paragraph':
      return `${place.path} ${place.from}`;
    case 'line':
      return `${place.line} ${place.from}`;
  }
}

/** The codes that a member as read may stand for. */
export type MemberCodes = (dimension: string, member: string) => readonly string[];

/** For a code itself, for a name all members of that name. */
export interface CodesOf extends MemberCodes {
  /** Also for a code all members that are named like it: where no code is printed nothing tells them apart. */
  readonly namesakes: MemberCodes;
}

/** Whether a row prints the code of the body that one of its numbers is of. */
function printsCode(row: readonly ExpectedCell[], { terms: [at] }: Statement): boolean {
  const code = at?.entity ?? '';
  return code !== '' && row.some(({ cell }) => cell.text.includes(code));
}

/** Looks codes up by the names that a document may print in their stead. */
export function codesByName(names: Names): CodesOf {
  const codes = new Map<string, string[]>();
  for (const [dimension, members] of Object.entries(names)) {
    for (const [code, name] of Object.entries(members)) {
      const key = `${dimension} ${normalName(name)}`;
      codes.set(key, [...(codes.get(key) ?? []), code]);
    }
  }
  const named = (dimension: string, name: string) => codes.get(`${dimension} ${normalName(name)}`);
  // A department that is its own only unit is one body under two codes.
  const bodies = Object.values(names.entity ?? {});
  const isOneBody = new Set(bodies.map(normalName)).size === 1;
  const codesOf: MemberCodes = (dimension, member) => {
    const known = names[dimension];
    if (dimension === 'entity' && isOneBody && known !== undefined && Object.hasOwn(known, member))
      return Object.keys(known);
    if (known === undefined || Object.hasOwn(known, member)) return [member];
    // A reader makes a code of a body and a name where a project has none.
    return named(dimension, member.slice(dimension === 'project' ? member.indexOf('/') + 1 : 0)) ?? [member];
  };
  const namesakes: MemberCodes = (dimension, member) =>
    named(dimension, names[dimension]?.[member] ?? '') ?? codesOf(dimension, member);
  return Object.assign(codesOf, { namesakes });
}

function isSame(wanted: Statement, read: Statement, codesOf: MemberCodes): boolean {
  return (
    wanted.kind === read.kind &&
    wanted.value === read.value &&
    wanted.unit === read.unit &&
    wanted.terms.length === read.terms.length &&
    wanted.terms.every((term, index) => isAt(term, read.terms[index] ?? {}, codesOf))
  );
}

function isAt(wanted: Coordinate, read: Coordinate, codesOf: MemberCodes): boolean {
  const dimensions = Object.keys(wanted);
  return (
    dimensions.length === Object.keys(read).length &&
    dimensions.every((dimension) =>
      codesOf(dimension, read[dimension] ?? '').includes(wanted[dimension] ?? ''),
    )
  );
}

/** A statement for whoever mends the program. */
function say({ terms, value, unit }: Statement): string {
  return `${value}${unit}〔${terms.map(coordinateKey).join(' : ')}〕`;
}

/** What a table says at one of its cells, in a form that is the same for every format. */
export interface TableStatement extends Pick<Difference, 'table' | 'row' | 'column' | 'printed'> {
  /** Coordinate, value and unit. */
  readonly key: string;
  readonly at: string;
}

/** Everything that the tables of a reading say. */
export function tableStatements({ tables }: Reading, codesOf: CodesOf): readonly TableStatement[] {
  return tables.flatMap(({ facts, title }) =>
    facts.flatMap((fact): readonly TableStatement[] => {
      if (fact.status === 'blank' || fact.status === 'derived') return [];
      const members = Object.entries(fact.at).map(([dimension, member]) => [
        dimension,
        codesOf(dimension, member)[0] ?? member,
      ]);
      const at = coordinateKey(Object.fromEntries(members));
      const printed = printedValue(fact);
      const { row = '', column = '', unit } = fact;
      return [{ table: title, row, column, printed, at, key: `${at} ${printed} ${unit}` }];
    }),
  );
}
