import { type Library, type LibraryEntry, nameKey } from './library.ts';

/** An entry with how well it fits what was asked for. */
export interface Found {
  readonly entry: LibraryEntry;
  readonly score: number;
}

/** Where a word may stand, and what it is worth there: whole, at the beginning, or within. */
const NAME = [100, 70, 60] as const;
const ALIAS = [90, 55, 45] as const;
const GROUP = [30, 25, 20] as const;
const TEXT = [12, 10, 8] as const;
/** Less alike than this is not alike. */
const LIKE = 0.5;

/**
 * The entries that fit the words, best first: by name, other names, group, and how they are computed. Those that fit
 * every word come before those that fit some; a word that stands nowhere is looked for as one that is written alike.
 */
export function searchIndicators(library: Library, asked: readonly string[]): readonly Found[] {
  const words = asked
    .flatMap((word) => word.split(/[\s,，、]+/u))
    .flatMap((word) => nameKey(word.toUpperCase()) || []);
  if (words.length === 0) return [];
  const groups = new Map(library.groups.map(({ id, name, words: named }) => [id, [name, ...named]]));
  const scored = library.indicators.map((entry) => {
    const scores = words.map((word) => scoreOf(word, entry, groups.get(entry.group) ?? []));
    return { entry, score: scores.reduce((a, b) => a + b, 0), fits: scores.filter((one) => one > 0).length };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.fits - a.fits || b.score - a.score)
    .map(({ entry, score }) => ({ entry, score }));
}

function scoreOf(word: string, entry: LibraryEntry, group: readonly string[]): number {
  const { name, aliases, numerator = '', denominator = '', counts = '', note = '' } = entry;
  const fields: readonly (readonly [readonly string[], readonly [number, number, number]])[] = [
    [[name], NAME],
    [aliases, ALIAS],
    [group, GROUP],
    [[numerator, denominator, counts, note], TEXT],
  ];
  const found = fields.flatMap(([texts, worth]) => texts.map((text) => worthOf(word, text, worth)));
  const best = Math.max(0, ...found);
  if (best > 0) return best;
  const like = Math.max(...[name, ...aliases].map((text) => alike(word, keyOf(text))));
  return like >= LIKE ? Math.round(like * ALIAS[2]) : 0;
}

function keyOf(text: string): string {
  return nameKey(text.toUpperCase());
}

function worthOf(
  word: string,
  text: string,
  [whole, begin, within]: readonly [number, number, number],
): number {
  const key = keyOf(text);
  if (key === word) return whole;
  if (key.startsWith(word)) return begin;
  return key.includes(word) ? within : 0;
}

/** How many pairs of neighbouring characters two words share, from 0 to 1 (Dice). */
function alike(a: string, b: string): number {
  const pairs = (text: string) =>
    new Set([...text].slice(1).map((character, at) => `${[...text][at]}${character}`));
  const [one, other] = [pairs(a), pairs(b)];
  if (one.size === 0 || other.size === 0) return 0;
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / (one.size + other.size);
}
