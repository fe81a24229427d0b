import { normalName } from '../accounts/tree.ts';
import type { Place } from '../document/document.ts';
import type { Project } from '../facts/records.ts';
import { type Decimal, divideRounded, rescale } from '../money/decimal.ts';
import { entryOf, type Library, type LibraryEntry, nameKey } from './library.ts';
import { inBase, meaningOf, type PrintedIndicator } from './meaning.ts';

/** What is asked of a document that was read: its sheets, each with its place. */
export interface PeerDocument {
  readonly file: string;
  readonly body: string;
  readonly year: number;
  readonly projects: readonly Pick<Project, 'entity' | 'code' | 'name' | 'statedBudget'>[];
  readonly indicators: readonly (PrintedIndicator & {
    readonly project: string;
    readonly entity?: string;
    readonly place: Place;
  })[];
}

/** A target that a document prints for the indicator. */
export interface PeerTarget {
  readonly file: string;
  readonly body: string;
  readonly year: number;
  /** Empty for the body as a whole. */
  readonly project: string;
  readonly name: string;
  /** As printed. */
  readonly target: string;
  /** The sign before the number, where it is none that means anything: the number may be read, the sign is not. */
  readonly unreadSign?: string;
  readonly place: Place;
  /** In the base of its unit; undefined for words and dates. */
  readonly number: Decimal | undefined;
  readonly unit: string;
  /** The budget of the project for one of what the target counts, in fen, rounded half up: 元/件 and the like. */
  readonly unitCost: bigint | undefined;
}

/** What peers print in one unit. */
export interface PeerRange {
  readonly unit: string;
  readonly count: number;
  readonly least: Decimal;
  readonly middle: Decimal;
  readonly most: Decimal;
}

export interface Peers {
  readonly targets: readonly PeerTarget[];
  readonly ranges: readonly PeerRange[];
  /** Of planned costs of one unit of service, in fen, by the unit that is counted. */
  readonly costs: readonly {
    readonly unit: string;
    readonly count: number;
    readonly least: bigint;
    readonly middle: bigint;
    readonly most: bigint;
  }[];
}

/** An indicator that is asked for: an entry of the library, or the words as they are. */
export type Asked = { readonly entry: LibraryEntry } | { readonly words: readonly string[] };

/**
 * What documents print for an indicator, and what one unit of service is planned to cost: the budget of the project
 * divided by the number of its target. A target is mostly a minimum (≥), so that the cost is a ceiling.
 */
export function peersOf(documents: readonly PeerDocument[], library: Library, asked: Asked): Peers {
  const targets = documents.flatMap((document) => {
    const printed = new Set<string>();
    return document.indicators
      .filter(({ level3 }) => isAsked(level3, library, asked))
      .map((indicator) => targetOf(document, indicator))
      .filter(({ project, target, name }) => {
        // A sheet that is printed again, in the department's part and its unit's, is one.
        const key = `${project} ${nameKey(name)} ${target}`;
        return !printed.has(key) && printed.add(key) !== undefined;
      });
  });
  const units = [...new Set(targets.flatMap(({ number, unit }) => (number === undefined ? [] : [unit])))];
  const ranges = units.flatMap((unit): PeerRange[] => {
    const numbers = targets.flatMap((one) =>
      one.unit === unit && one.number !== undefined ? [one.number] : [],
    );
    const sorted = [...numbers].sort((a, b) => compare(a, b));
    const [least, most] = [sorted[0], sorted.at(-1)];
    const [low, high] = middlesOf(sorted);
    if (least === undefined || most === undefined || low === undefined || high === undefined) return [];
    const middle = low === high ? low : meanOf(low, high);
    return [{ unit, count: sorted.length, least, middle, most }];
  });
  const costs = units.flatMap((unit) => {
    const sorted = targets
      .flatMap((one) => (one.unit === unit && one.unitCost !== undefined ? [one.unitCost] : []))
      .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
    const [least, most] = [sorted[0], sorted.at(-1)];
    const [low, high] = middlesOf(sorted);
    if (least === undefined || most === undefined || low === undefined || high === undefined) return [];
    const middle = divideRounded(low + high, 2n);
    return [{ unit, count: sorted.length, least, middle, most }];
  });
  return { targets, ranges, costs };
}

/** The two in the middle of a sorted list, which are one where their number is odd. */
function middlesOf<Value>(sorted: readonly Value[]): readonly [Value | undefined, Value | undefined] {
  return [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
}

/** Exact. */
function meanOf(one: Decimal, other: Decimal): Decimal {
  const decimals = Math.max(one.decimals, other.decimals);
  const sum = rescale(one, decimals).digits + rescale(other, decimals).digits;
  return sum % 2n === 0n ? { digits: sum / 2n, decimals } : { digits: sum * 5n, decimals: decimals + 1 };
}

function isAsked(name: string, library: Library, asked: Asked): boolean {
  if ('entry' in asked) return entryOf(library, name) === asked.entry;
  const key = nameKey(name.toUpperCase());
  return asked.words.every((word) => key.includes(nameKey(word.toUpperCase())));
}

function targetOf(document: PeerDocument, indicator: PeerDocument['indicators'][number]): PeerTarget {
  const { file, body, year, projects } = document;
  const project = projects.find(
    ({ code, entity }) =>
      code === indicator.project &&
      code !== '' &&
      (indicator.entity === undefined || indicator.entity === entity),
  );
  const meaning = meaningOf(indicator);
  const { operator, sign = '', value, unit } = indicator;
  const number = meaning.type === 'quantity' ? inBase(meaning) : undefined;
  const isCounted =
    meaning.type === 'quantity' && (meaning.unit.kind === 'people' || meaning.unit.kind === 'pieces');
  const isRead = meaning.type === 'quantity' && meaning.operator !== undefined;
  return {
    file,
    body,
    year,
    project: normalName(project?.name ?? ''),
    name: normalName(indicator.level3),
    target: `${operator || sign}${value}${unit}`,
    ...(meaning.type === 'quantity' && !isRead && sign !== '' ? { unreadSign: sign } : {}),
    place: indicator.place,
    number,
    unit: meaning.type === 'quantity' ? meaning.unit.base : '',
    unitCost:
      isCounted && isRead && number !== undefined && project?.statedBudget !== undefined
        ? costOfOne(project.statedBudget, number)
        : undefined,
  };
}

function costOfOne(fen: bigint, { digits, decimals }: Decimal): bigint | undefined {
  return digits <= 0n ? undefined : divideRounded(fen * 10n ** BigInt(decimals), digits);
}

/** Which of two numbers is more. */
export function compare(a: Decimal, b: Decimal): number {
  const decimals = Math.max(a.decimals, b.decimals);
  const [one, other] = [rescale(a, decimals).digits, rescale(b, decimals).digits];
  return one < other ? -1 : one > other ? 1 : 0;
}
