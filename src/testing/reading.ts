import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAccounts } from '../accounts/load.ts';
import type { Coordinate } from '../facts/fact.ts';
import { printValue } from '../facts/measure.ts';
import type { Pack } from '../packs/definition.ts';
import { findPacks } from '../packs/load.ts';
import { loadVocabulary } from '../packs/vocabulary.ts';
import { readBytes } from '../reading/read-file.ts';
import type { Reading } from '../reading/reading.ts';

/** Real documents; they are not ours to copy, and are missing where the project stands alone. */
export const shared: string = fileURLToPath(new URL('../../../shared/', import.meta.url));

export const hasShared: boolean = existsSync(`${shared}seeds`);

/** All shipped packs, words and classifications, loaded once. */
export const means = loadMeans();

function loadMeans() {
  const accounts = loadAccounts();
  if (!accounts.ok) throw new Error('accounts');
  const library = findPacks(accounts.value);
  const vocabulary = loadVocabulary();
  if (!library.ok || !vocabulary.ok) throw new Error('packs');
  const packs = library.value.ids().map((id): Pack => {
    const pack = library.value.load(id);
    if (!pack.ok) throw new Error(`${id}: ${pack.problems.map(({ message }) => message).join(' ')}`);
    return pack.value;
  });
  return { accounts: accounts.value, packs, vocabulary: vocabulary.value };
}

/** What was read in this file of tests: readings never change, and tests ask for the same ones. */
const readings = new Map<string, Promise<Reading>>();

/** Reads a document of the shared folder, without some packs if asked. */
export function readShared(
  document: string,
  without: readonly string[] = [],
  pack?: string,
): Promise<Reading> {
  const key = [document, pack ?? '', ...without].join(' ');
  const known = readings.get(key) ?? readAnew(document, without, pack);
  readings.set(key, known);
  return known;
}

async function readAnew(document: string, without: readonly string[], pack?: string): Promise<Reading> {
  const bytes = new Uint8Array(readFileSync(`${shared}${document}`));
  const packs = means.packs.filter(({ id }) => !without.includes(id));
  const reading = await readBytes(bytes, {
    ...means,
    packs,
    file: basename(document),
    ...(pack === undefined ? {} : { pack }),
  });
  if (!reading.ok) throw new Error(reading.problems.map(({ message }) => message).join(' '));
  return reading.value;
}

/** A figure that a person read in a document: its coordinate and what is printed there. */
export interface Figure {
  readonly part: 'table' | 'sheet' | 'text';
  readonly where: string;
  readonly at?: Coordinate;
  /** Coordinates that mean the same here. */
  readonly or?: readonly (Coordinate | { readonly of: Coordinate; readonly from: Coordinate })[];
  readonly value: string;
  readonly unit: string;
  readonly said?: string;
  readonly of?: Coordinate;
  readonly from?: Coordinate;
  readonly direction?: string;
  readonly project?: string;
  readonly indicator?: string;
  readonly operator?: string;
}

export interface Figures {
  readonly document: string;
  readonly year: number;
  readonly stage: string;
  readonly figures: readonly Figure[];
}

/** The hand-checked figures of a document, by the name of its file without ending. */
export function figuresOf(name: string): Figures {
  return JSON.parse(readFileSync(new URL(`./figures/${name}.json`, import.meta.url), 'utf8'));
}

/** How a figure was read: at its coordinate with its value, not at all, or with another value. */
export type Verdict = 'right' | 'missing' | 'wrong';

/** Judges every figure that has a coordinate of its own. */
export function judge(reading: Reading, figures: Figures): readonly Judged[] {
  const own = reading.entity.code === '' ? reading.entity.name : reading.entity.code;
  const base = { measure: 'amount', entity: own, year: String(figures.year), stage: figures.stage };
  const codes = new Map(reading.records.projects.map(({ name, code }) => [nameKey(name), code]));
  const inTables = new Map<string, string[]>();
  const inText = new Map<string, string[]>();
  for (const fact of reading.facts) {
    const byKey = fact.table === undefined ? inText : inTables;
    if (fact.status === 'derived') continue;
    const key = keyOf(fact.at, codes);
    const printed = `${printValue(fact.value, fact.unit, fact.decimals)}${fact.at.measure === 'amount' ? fact.unit : ''}`;
    byKey.set(key, [...(byKey.get(key) ?? []), fact.status === 'unread' ? '?' : printed]);
  }
  return figures.figures.flatMap((figure) => {
    const { at } = figure;
    if (figure.indicator !== undefined) return [judgeIndicator(reading, figure, codes)];
    if (at === undefined) return [judgeSaid(reading, figure, base, codes)];
    const wanted = [at, ...(figure.or ?? [])].flatMap((one) =>
      isPair(one) ? [] : [keyOf({ ...base, ...one }, codes)],
    );
    const byKey = figure.part === 'text' ? inText : inTables;
    const read = wanted.flatMap((key) => byKey.get(key) ?? []);
    const isAmount = (at.measure ?? 'amount') === 'amount';
    const value = `${figure.value.replace(/[,\s]/gu, '')}${isAmount ? figure.unit : ''}`;
    const verdict: Verdict = read.includes(value) ? 'right' : read.length === 0 ? 'missing' : 'wrong';
    return [{ figure, verdict, read: read.join('/') }];
  });
}

interface Judged {
  readonly figure: Figure;
  readonly verdict: Verdict;
  readonly read: string;
}

type Pair = { readonly of: Coordinate; readonly from: Coordinate };

function isPair(one: Coordinate | Pair): one is Pair {
  return typeof one.of === 'object';
}

/** A comparison is right where kind, both coordinates and the number are. */
function judgeSaid(
  reading: Reading,
  figure: Figure,
  base: Coordinate,
  codes: ReadonlyMap<string, string>,
): Judged {
  const pairs: Pair[] = (figure.or ?? []).flatMap((one) => (isPair(one) ? [one] : []));
  const { of, from } = figure;
  if (of !== undefined && from !== undefined) pairs.unshift({ of, from });
  const key = (one: Pair) =>
    `${keyOf({ ...base, ...one.of }, codes)} ${keyOf({ ...base, ...one.from }, codes)}`;
  const wanted = new Set(pairs.map(key));
  const found = reading.said.filter(
    (one) => one.kind === figure.said && wanted.has(`${keyOf(one.of, codes)} ${keyOf(one.from, codes)}`),
  );
  const read = found.map(
    (one) => `${printValue(one.value, one.unit, one.decimals)}${one.unit.replace('％', '%')}`,
  );
  const value = `${figure.value.replace(/[,\s]/gu, '')}${figure.unit}`;
  return {
    figure,
    verdict: read.includes(value) ? 'right' : read.length === 0 ? 'missing' : 'wrong',
    read: read.join('/'),
  };
}

/** An indicator is right where its project, its name, operator, number and unit are. */
function judgeIndicator(reading: Reading, figure: Figure, codes: ReadonlyMap<string, string>): Judged {
  const plain = (text: string) => text.normalize('NFKC').replace(/\s/gu, '');
  const { project: named } = figure;
  const project = named === undefined || named === '' ? named : (codes.get(nameKey(named)) ?? named);
  const found = reading.records.indicators.filter(
    (one) =>
      plain(one.level3) === plain(figure.indicator ?? '') &&
      (project === undefined || one.project === project),
  );
  const read = found.map((one) => plain(`${one.operator}${one.value}${one.unit}`));
  const value = plain(`${figure.operator ?? ''}${figure.value}${figure.unit}`);
  return {
    figure,
    verdict: read.includes(value) ? 'right' : read.length === 0 ? 'missing' : 'wrong',
    read: read.join('/'),
  };
}

/** Coordinates alike: a project's kind follows from the project; names of projects are compared half-width. */
function keyOf(at: Coordinate, codes: ReadonlyMap<string, string>): string {
  const { kind, project, ...rest } = at;
  const own: Record<string, string> =
    project === undefined ? { ...at } : { ...rest, project: codes.get(nameKey(project)) ?? nameKey(project) };
  return JSON.stringify(Object.entries(own).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A project by its name alone, whatever body stands before it. */
function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\s/gu, '')
    .replace(/^[^/]*\//u, '');
}
