/** Something to choose: `value` is what the cell gets. */
export interface Choice {
  readonly value: string;
  readonly code?: string;
  readonly name: string;
  /** What tells it from others of the same name. */
  readonly hint?: string;
}

/** The sound of a name: syllables without tones, 行政 → ['xing', 'zheng']. */
export type Sound = (name: string) => readonly string[];

interface Entry {
  readonly choice: Choice;
  readonly code: string;
  readonly name: string;
  readonly hint: string;
  readonly syllables: readonly string[];
  readonly initials: string;
}

/** Finds choices by digits, name, or sound: whole syllables, first letters, or a mixture of both. */
export interface Lookup {
  readonly choices: readonly Choice[];
  find(query: string): readonly Choice[];
  /** The one choice whose value, code or name this is. */
  exact(text: string): Choice | undefined;
}

const normal = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');

/** @param sound without it, choices are found by digits and name only */
export function makeLookup(choices: readonly Choice[], sound?: Sound): Lookup {
  let entries: readonly Entry[] | undefined;
  let names: ReadonlyMap<string, Choice | null> | undefined;
  const all = () => {
    entries ??= choices.map((choice) => entryOf(choice, sound));
    return entries;
  };
  return {
    choices,
    find: (query) => ranked(all(), normal(query)),
    exact: (text) => {
      names ??= namesOf(choices);
      return names.get(normal(text)) ?? undefined;
    },
  };
}

function entryOf(choice: Choice, sound: Sound | undefined): Entry {
  const syllables = sound?.(choice.name).map((one) => one.toLowerCase()) ?? [];
  return {
    choice,
    code: normal(choice.code ?? ''),
    name: normal(choice.name),
    hint: normal(choice.hint ?? ''),
    syllables,
    initials: syllables.map((one) => one[0] ?? '').join(''),
  };
}

/** A name that several have stands for none of them. */
function namesOf(choices: readonly Choice[]): ReadonlyMap<string, Choice | null> {
  const found = new Map<string, Choice | null>();
  const put = (key: string, choice: Choice) => {
    const other = found.get(key);
    found.set(key, other === undefined || other === choice ? choice : null);
  };
  for (const choice of choices) {
    const keys = [
      choice.value,
      choice.code ?? choice.name,
      choice.name,
      `${choice.code ?? ''}${choice.name}`,
    ];
    for (const key of new Set(keys.map(normal))) if (key !== '') put(key, choice);
  }
  return found;
}

function ranked(entries: readonly Entry[], query: string): readonly Choice[] {
  if (query === '') return entries.map(({ choice }) => choice);
  return entries
    .flatMap((entry) => {
      const rank = rankOf(entry, query);
      return rank === undefined ? [] : [{ entry, rank }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry.choice);
}

/** How well an entry fits, 0 the best; nothing where it does not. */
function rankOf({ code, name, hint, syllables, initials }: Entry, query: string): number | undefined {
  if (code === query || name === query || `${code}${name}` === query) return 0;
  if (code !== '' && code.startsWith(query)) return 1;
  if (name.startsWith(query)) return 2;
  if (/^[a-z]+$/u.test(query)) {
    if (initials === query) return 1;
    if (initials.startsWith(query)) return 3;
    if (soundsLike(syllables, 0, query)) return 4;
    if (initials.includes(query)) return 6;
    if (syllables.some((_, index) => index > 0 && soundsLike(syllables, index, query))) return 7;
  }
  if (name.includes(query)) return 5;
  if (code !== '' && code.includes(query)) return 8;
  if (`${code}${name}`.includes(query)) return 8;
  return hint.includes(query) ? 9 : undefined;
}

/** Whether a query can be cut into beginnings of the syllables from one on: xingz, xzh and xingzheng are 行政. */
function soundsLike(syllables: readonly string[], from: number, query: string): boolean {
  if (query === '') return true;
  const syllable = syllables[from];
  if (syllable === undefined) return false;
  for (let length = Math.min(syllable.length, query.length); length > 0; length -= 1) {
    if (!syllable.startsWith(query.slice(0, length))) continue;
    if (soundsLike(syllables, from + 1, query.slice(length))) return true;
  }
  return false;
}
