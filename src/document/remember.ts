/** Longer texts hardly come twice. */
const LONGEST = 64;
/** When so many are known, all are forgotten: memory stays flat over any number of documents. */
const MOST = 10_000;

/**
 * A function of a text that remembers what it has worked out: the cells and headings of documents, and of the packs that
 * they are held against, say the same few things over and over. What it returns is shared and must never be changed.
 */
export function remembering<Value extends NonNullable<unknown>>(
  work: (text: string) => Value,
): (text: string) => Value {
  const known = new Map<string, Value>();
  return (text) => {
    if (text.length > LONGEST) return work(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const value = work(text);
    if (known.size >= MOST) known.clear();
    known.set(text, value);
    return value;
  };
}

/** A function of an object that works out each object once, for as long as the object lives. */
export function oncePer<Key extends object, Value extends NonNullable<unknown>>(
  work: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = work(key);
    known.set(key, value);
    return value;
  };
}
