import { type AccountTree, normalName } from '../accounts/tree.ts';
import { oncePer, remembering } from '../document/remember.ts';
import type { Vocabulary, Word } from '../packs/vocabulary.ts';

/** The classification trees whose names a narrative uses, with the names that the document itself adds. */
export interface ProseTrees {
  readonly function: AccountTree;
  readonly economic: AccountTree;
}

/** What a run of characters may mean: a word of the vocabulary, accounts of that name, or both. */
export interface Entry {
  readonly text: string;
  readonly word?: Word;
  readonly functions: readonly string[];
  readonly economics: readonly string[];
}

/** Words and names of accounts by their first character, the longest first. */
export type Lexicon = ReadonlyMap<string, readonly Entry[]>;

interface Found {
  word?: Word;
  readonly functions: Set<string>;
  readonly economics: Set<string>;
}

/** Puts vocabulary and accounts together, once for each. Functions are also known without 支出, and with it. */
export function lexiconOf(vocabulary: Vocabulary, trees: ProseTrees): Lexicon {
  return lexicons(vocabulary)(trees.function)(trees.economic);
}

const lexicons = oncePer((vocabulary: Vocabulary) =>
  oncePer((functions: AccountTree) =>
    oncePer((economic: AccountTree) => makeLexicon(vocabulary, { function: functions, economic })),
  ),
);

function makeLexicon(vocabulary: Vocabulary, trees: ProseTrees): Lexicon {
  const entries = new Map<string, Found>();
  const entryOf = (text: string): Found => {
    const known = entries.get(text);
    if (known !== undefined) return known;
    const made: Found = { functions: new Set<string>(), economics: new Set<string>() };
    entries.set(text, made);
    return made;
  };
  for (const words of vocabulary.values()) for (const word of words) entryOf(word.text).word = word;
  for (const account of trees.function.all())
    for (const name of namesOf(account))
      for (const text of variants(name)) entryOf(text).functions.add(account.code);
  for (const account of trees.economic.all())
    for (const name of namesOf(account)) entryOf(name).economics.add(account.code);
  const found = new Map<string, Entry[]>();
  for (const [text, { word, functions, economics }] of [...entries].sort(
    ([left], [right]) => right.length - left.length,
  )) {
    const entry: Entry = {
      text,
      functions: [...functions],
      economics: [...economics],
      ...(word === undefined ? {} : { word }),
    };
    const others = found.get(text.charAt(0));
    if (others === undefined) found.set(text.charAt(0), [entry]);
    else others.push(entry);
  }
  return found;
}

const NONE: readonly Entry[] = [];

/** The words that can say something in a dimension; in a text without any of them, nothing does. */
export function wordsSaying(dimension: string, lexicon: Lexicon): readonly string[] {
  return sayings(lexicon)(dimension);
}

const sayings = oncePer((lexicon: Lexicon) =>
  remembering((dimension) =>
    [...lexicon.values()].flatMap((entries) =>
      entries.flatMap(({ text, word }) =>
        word?.readings.some(({ at }) => at[dimension] !== undefined) === true ? [text] : [],
      ),
    ),
  ),
);

/** The entries that a text has at a position, the longest first. */
export function entriesAt(lexicon: Lexicon, text: string, index: number): readonly Entry[] {
  const known = lexicon.get(text.charAt(index));
  return known === undefined ? NONE : known.filter((entry) => text.startsWith(entry.text, index));
}

function namesOf(account: { readonly name: string; readonly aliases: readonly string[] }): readonly string[] {
  return [account.name, ...account.aliases].map((name) => normalName(name).replace(/[“”"《》]/gu, ''));
}

/** 卫生健康支出 is also 卫生健康; so short a name as 教育 is one only where (类) follows. */
function variants(name: string): readonly string[] {
  if (!name.endsWith('支出')) return [name, `${name}支出`];
  const short = name.slice(0, -2);
  return short.length >= 4 ? [name, short] : [name, `${short}(类)`];
}

/** A function named by its path of names, with where the path ends in the text. */
export interface FoundPath {
  readonly codes: readonly string[];
  readonly end: number;
  /** How many names it is made of. */
  readonly names: number;
  /** Whether (类) (款) (项) or hyphens show it to be a path. */
  readonly marked: boolean;
}

const LEVEL = /^(?:\((类|款|项)级?\)|(类|款|项)(?=[^目类级]|$))/u;
const DIGITS: Readonly<Record<string, number>> = { 类: 3, 款: 5, 项: 7 };

/**
 * Reads a path of functions from a position: 社会保障和就业支出(类)行政事业单位养老支出(款)…(项), or names joined by
 * hyphens. Each name lies below the one before. A name on the way that no list has is passed over where the last one
 * is unmistakable.
 */
export function functionPath(
  lexicon: Lexicon,
  tree: AccountTree,
  text: string,
  start: number,
): FoundPath | undefined {
  let index = start;
  let codes: readonly string[] | undefined;
  let names = 0;
  let marked = false;
  let isLoose = false;
  for (;;) {
    const next = nextName(lexicon, tree, text, index, codes);
    if (next === undefined) {
      const skipped =
        codes === undefined || !marked ? undefined : afterUnknownName(lexicon, tree, text, index, codes);
      if (skipped === undefined) break;
      isLoose = true;
      index = skipped;
      continue;
    }
    codes = next.codes;
    index = next.end;
    names += 1;
    const level = LEVEL.exec(text.slice(index, index + 6));
    if (level !== null) {
      const digits = DIGITS[level[1] ?? level[2] ?? ''];
      const atLevel = codes.filter((code) => code.length === digits);
      if (atLevel.length > 0) codes = atLevel;
      index += level[0].length;
      marked = true;
    }
    const joint = /^[-—–─－/]+(?=[^\d])/u.exec(text.slice(index, index + 4));
    if (joint !== null && nextName(lexicon, tree, text, index + joint[0].length, codes) !== undefined) {
      index += joint[0].length;
      marked = true;
    }
  }
  if (codes === undefined) return undefined;
  if (isLoose && codes.some((code) => tree.findByName(tree.nameOf(code) ?? '').length > 1)) codes = [];
  return { codes, end: index, names, marked };
}

function nextName(
  lexicon: Lexicon,
  tree: AccountTree,
  text: string,
  index: number,
  above: readonly string[] | undefined,
): { readonly codes: readonly string[]; readonly end: number } | undefined {
  for (const entry of entriesAt(lexicon, text, index)) {
    const codes =
      above === undefined
        ? entry.functions
        : entry.functions.filter((code) => above.some((one) => one !== code && tree.isWithin(code, one)));
    if (codes.length > 0) return { codes, end: index + entry.text.length };
  }
  return undefined;
}

/** Where the known end of a name begins whose beginning nobody knows, before the next (款) or (项). */
function afterUnknownName(
  lexicon: Lexicon,
  tree: AccountTree,
  text: string,
  index: number,
  above: readonly string[],
): number | undefined {
  const rest = /^([^(),;:。、\d]{1,30})\((款|项)\)/u.exec(text.slice(index));
  if (rest === null) return undefined;
  const [whole, name = '', level] = rest;
  for (let from = index; from < index + name.length; from += 1) {
    const next = nextName(lexicon, tree, text, from, above);
    if (next?.end === index + name.length) return from;
  }
  return level === '款' ? index + whole.length : undefined;
}
