import type { AccountBook } from '../accounts/load.ts';
import type { Problem } from '../messages/problem.ts';
import { type Compiled, chainKey } from './compiled.ts';
import type { Pack } from './definition.ts';
import { findPacks } from './load.ts';
import { shippedWords, type Word, wordFiles } from './vocabulary.ts';

/**
 * Makes of the shipped packs and words what programs start with: values, and packs that are valid without a warning.
 * What is wrong with the others is in the problems; they are left out, and so reported at every start.
 */
export function compilePacks(accounts: AccountBook): {
  readonly compiled: Compiled;
  readonly problems: readonly Problem[];
} {
  const values: Record<string, Readonly<Record<string, unknown>>> = {};
  const packs: Record<string, Pack> = {};
  const words: Record<string, readonly Word[]> = {};
  const nothing: Compiled = { values, packs, words };
  const found = findPacks(accounts, [], nothing);
  const problems = [...found.problems];
  for (const id of found.ok ? found.value.ids() : []) {
    const pack = found.ok ? found.value.load(id) : found;
    problems.push(...pack.problems);
    if (!found.ok || !pack.ok || pack.problems.length > 0) continue;
    const chain = found.value.chainOf(id);
    for (const source of chain) values[source.sha256] = source.value;
    packs[chainKey(chain)] = pack.value;
  }
  for (const file of wordFiles(shippedWords, nothing)) {
    problems.push(...file.problems);
    if (file.ok && file.problems.length === 0) words[file.value.sha256] = file.value.words;
  }
  return { compiled: { values, packs, words }, problems };
}
