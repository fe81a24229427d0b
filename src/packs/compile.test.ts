import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type AccountBook, loadAccounts, shippedAccounts } from '../accounts/load.ts';
import { compilePacks } from './compile.ts';
import { type Compiled, chainKey } from './compiled.ts';
import { findPacks } from './load.ts';
import { loadVocabulary, shippedWords, vocabularyOf, wordFiles } from './vocabulary.ts';

const folder = mkdtempSync(join(tmpdir(), 'mingzhang-compile-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function accounts(directories: readonly string[] = []): AccountBook {
  const book = loadAccounts(directories);
  if (!book.ok) throw new Error('accounts do not load');
  return book.value;
}

const NOTHING: Compiled = { values: {}, packs: {}, words: {} };
const { compiled, problems } = compilePacks(accounts());

function library(of: Compiled, book = accounts(), directories: readonly string[] = []) {
  const found = findPacks(book, directories, of);
  if (!found.ok) throw new Error('packs do not load');
  return found.value;
}

/** What was compiled, with a title that no file has: it shows where the compiled form was taken. */
function marked(): Compiled {
  const packs = Object.fromEntries(
    Object.entries(compiled.packs).map(([key, pack]) => [key, { ...pack, title: 'compiled' }]),
  );
  return { ...compiled, packs };
}

describe('what the build makes of packs', () => {
  it('is all of them, and survives being written as JSON', () => {
    expect(problems).toEqual([]);
    expect(Object.keys(compiled.packs)).toHaveLength(library(NOTHING).ids().length);
    expect(JSON.parse(JSON.stringify(compiled))).toStrictEqual(compiled);
  });

  it('is what the files themselves say', () => {
    const parsed = library(NOTHING);
    const known = library(compiled);
    for (const id of parsed.ids()) expect(known.load(id)).toEqual(parsed.load(id));
    const words = wordFiles(shippedWords, NOTHING).flatMap((file) => (file.ok ? file.value.words : []));
    const vocabulary = loadVocabulary();
    expect(vocabulary.ok ? vocabulary.value : undefined).toEqual(vocabularyOf(words));
  });

  it('is taken for files that nobody has changed, with the shipped lists alone', () => {
    const [id = ''] = library(NOTHING).ids();
    const title = (one: ReturnType<typeof library>) => {
      const pack = one.load(id);
      return pack.ok ? pack.value.title : '';
    };
    expect(title(library(marked()))).toBe('compiled');
    expect(title(library(marked(), accounts([shippedAccounts])))).not.toBe('compiled');
    const chain = library(NOTHING).chainOf(id);
    const others = Object.entries(marked().packs).filter(([key]) => key !== chainKey(chain));
    expect(title(library({ ...marked(), packs: Object.fromEntries(others) }))).not.toBe('compiled');
  });

  it('knows the line of what is wrong with a pack that extends a compiled one', () => {
    const own = join(folder, 'packs');
    mkdirSync(own);
    const [parent = ''] = library(NOTHING).ids();
    writeFileSync(join(own, 'own.yaml'), `id: own\nextends: ${parent}\nstrange: 1\n`);
    const loaded = library(compiled, accounts(), [own]).load('own');
    expect(loaded.ok).toBe(false);
    expect(loaded.problems.map(({ key, where }) => [key, where.line])).toEqual([['packs.unknownKey', 3]]);
    writeFileSync(join(own, 'own.yaml'), `id: own\nextends: ${parent}\nyears: [2000, 2001]\n`);
    expect(library(compiled, accounts(), [own]).load('own').ok).toBe(true);
  });
});
