/** Sets are searched so far at most; what is found by then is a set that hits all, if perhaps not the lightest. */
const MOST_NODES = 4_000;

/**
 * The lightest set that has a member in each of the sets given (branch and bound: every member of a set that is not yet
 * hit is tried in turn, and given up where it cannot become lighter than the best).
 *
 * @param weigh the weight of a set; adding a member may make others lighter, down to their `least`
 * @param least what a member weighs at least
 */
export function lightestHitting(
  sets: readonly (readonly number[])[],
  weigh: (members: readonly number[]) => number,
  least: (member: number) => number,
): readonly number[] {
  const frequency = new Map<number, number>();
  for (const set of sets) for (const member of set) frequency.set(member, (frequency.get(member) ?? 0) + 1);
  const often = (member: number) => frequency.get(member) ?? 0;
  const ordered = sets
    .map((set) => [...set].sort((a, b) => often(b) - often(a) || least(a) - least(b) || a - b))
    .sort((a, b) => a.length - b.length);
  let best: readonly number[] | undefined;
  let bestWeight = Number.POSITIVE_INFINITY;
  let nodes = 0;
  const search = (chosen: readonly number[], tried: ReadonlySet<number>): void => {
    nodes += 1;
    if (best !== undefined && nodes > MOST_NODES) return;
    const open = ordered.filter((set) => !set.some((member) => chosen.includes(member)));
    const [first] = open;
    if (first === undefined) {
      const weight = weigh(chosen);
      if (weight < bestWeight) [best, bestWeight] = [chosen, weight];
      return;
    }
    if (bound(chosen, open, least) >= bestWeight) return;
    const without = new Set(tried);
    for (const member of first) {
      if (tried.has(member)) continue;
      search([...chosen, member], without);
      // Sets with this member have been seen.
      without.add(member);
    }
  };
  search([], new Set());
  return best ?? [];
}

/** What the members chosen weigh at least, and one more for each set that shares no member with another. */
function bound(
  chosen: readonly number[],
  open: readonly (readonly number[])[],
  least: (member: number) => number,
): number {
  const used = new Set<number>();
  let sum = chosen.reduce((weight, member) => weight + least(member), 0);
  for (const set of open) {
    if (set.some((member) => used.has(member))) continue;
    for (const member of set) used.add(member);
    sum += Math.min(...set.map(least));
  }
  return sum;
}
