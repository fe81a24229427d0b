/** How alike two texts are by their pairs of characters (Dice's coefficient), 0 to 1. */
export function likeness(a: string, b: string): number {
  if (a === b) return 1;
  if (a.length < 2 || b.length < 2) return 0;
  const pairs = new Map<string, number>();
  for (let index = 0; index + 1 < a.length; index += 1) {
    const pair = a.slice(index, index + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let shared = 0;
  for (let index = 0; index + 1 < b.length; index += 1) {
    const pair = b.slice(index, index + 2);
    const left = pairs.get(pair) ?? 0;
    if (left === 0) continue;
    shared += 1;
    pairs.set(pair, left - 1);
  }
  return (2 * shared) / (a.length + b.length - 2);
}

/** Less than this two names have nothing to do with each other. */
const NEAR = 0.5;

/** The name among those allowed that somebody probably meant; undefined where none is near. */
export function nearest(name: string, allowed: readonly string[]): string | undefined {
  const scored = allowed.map((one) => ({ one, score: likeness(name, one) }));
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a), { one: '', score: 0 });
  return best.score < NEAR ? undefined : best.one;
}
