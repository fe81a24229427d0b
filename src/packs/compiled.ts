import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Pack } from './definition.ts';
import type { Word } from './vocabulary.ts';

/**
 * What the build has already made of the shipped packs and words, by the content of their files: a file that somebody
 * has changed since is parsed and validated as one of his own.
 */
export interface Compiled {
  /** What a file holds, by the SHA-256 of its text. */
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Valid packs without a warning, by `chainKey` of their file and those that it extends, with the shipped lists. */
  readonly packs: Readonly<Record<string, Pack>>;
  /** The words of valid vocabularies, by the SHA-256 of their text. */
  readonly words: Readonly<Record<string, readonly Word[]>>;
}

/** Where the build puts it: beside this file once built. Sources that run unbuilt have none. */
export const compiledFile: URL = new URL('./compiled.json', import.meta.url);

const NOTHING: Compiled = { values: {}, packs: {}, words: {} };

let known: Compiled | undefined;

/** What the build has made; nothing where there was no build. */
export function shippedCompiled(): Compiled {
  known ??= readCompiled();
  return known;
}

function readCompiled(): Compiled {
  try {
    // Written by the build of the very code that reads it.
    return JSON.parse(readFileSync(compiledFile, 'utf8')) as Compiled;
  } catch {
    return NOTHING;
  }
}

/** The SHA-256 of a text, in hexadecimal digits. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** The key of a pack: the contents of its file and of those it extends, the nearest first. */
export function chainKey(chain: readonly { readonly sha256: string }[]): string {
  return chain.map(({ sha256 }) => sha256).join(' ');
}
