import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding } from '../checking/finding.ts';
import type { RuleId } from '../checking/rules.ts';
import type { Place } from '../document/document.ts';

/** An error of a real document, found by hand. Only figures and labels of the document are kept, no sentence. */
export interface KnownError {
  readonly id: string;
  readonly family: string;
  readonly severity: 'error' | 'warning' | 'notice';
  /** Lines (`line 188`, `lines 3-4`) or pages (`p. 6`), with words for people. */
  readonly where: readonly string[];
  readonly printed: readonly string[];
  readonly should?: string;
  readonly why: string;
  /** Whether it is an error beyond doubt. */
  readonly certain: boolean;
  /** The rule of a family beyond arithmetic that finds it. */
  readonly found?: RuleId;
  /** Why no check can find it. */
  readonly unreachable?: string;
}

/** What looks wrong in a document and is not. */
export interface Trap {
  readonly where: string | readonly string[];
  readonly why: string;
}

export interface KnownErrors {
  /** Its path in the shared folder. */
  readonly document: string;
  readonly errors: readonly KnownError[];
  readonly silent: readonly Trap[];
  /** What a rule says and nobody had listed, read in the document and found true. */
  readonly also?: readonly (Trap & { readonly rule: RuleId })[];
}

const folder = fileURLToPath(new URL('known-errors/', import.meta.url));

/** The lists of all documents. */
export function knownErrors(): readonly KnownErrors[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name): KnownErrors => JSON.parse(readFileSync(`${folder}${name}`, 'utf8')));
}

/** What a check says, as far as it is compared: its words and numbers, and where they stand. */
export type Said = Pick<Finding, 'message' | 'places'> & Partial<Pick<Finding, 'laws' | 'repairs'>>;

/** Whether a check speaks of an error: at one of its places, with one of its printed values. */
export function speaksOf(said: Said, error: Pick<KnownError, 'where' | 'printed'>): boolean {
  return standsAt(said.places, error.where) && error.printed.some((printed) => isNamed(said, printed));
}

/** Whether one of the places is one of those in words; words without line or page fit everywhere. */
export function standsAt(places: readonly Place[], where: string | readonly string[]): boolean {
  const spots = [where].flat().flatMap(spotsOf);
  return spots.length === 0 || places.some((place) => spots.includes(spotOf(place)));
}

/** `line 188`, `lines 1291-1292, 1420`, `p. 6 and 11` as `line 188`, `page 6`, … */
function spotsOf(where: string): readonly string[] {
  return [...where.matchAll(/(lines?|p\.) (\d+(?:(?:-|, | and )\d+)*)/gu)].flatMap(([, kind, list = '']) =>
    list.split(/, | and /u).flatMap((part) => {
      const [from = 0, to = from] = part.split('-').map(Number);
      return Array.from(
        { length: to - from + 1 },
        (_, index) => `${kind === 'p.' ? 'page' : 'line'} ${from + index}`,
      );
    }),
  );
}

function spotOf(place: Place): string {
  if (place.type === 'page') return `page ${place.page}`;
  return place.type === 'line' ? `line ${place.line}` : '';
}

/** Whether a check names a printed value: one of its numbers, or all of its words. */
function isNamed({ message, laws = [], repairs = [] }: Said, printed: string): boolean {
  const words = [
    message,
    ...laws,
    ...repairs.flatMap(({ changes }) => changes.flatMap((one) => [one.printed, one.required, one.what])),
  ].join(' ');
  const wanted = numbersIn(printed);
  if (wanted.length === 0) return words.includes(printed);
  const found = numbersIn(words);
  return wanted.some((number) => found.includes(number));
}

/** All numbers of a text, without separators and zeros that say nothing. */
function numbersIn(text: string): readonly number[] {
  return [...text.matchAll(/\d[\d,]*(?:\.\d+)?/gu)].map(([number]) => Number(number.replaceAll(',', '')));
}
