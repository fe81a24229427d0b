/** Something that is drawn with its exact amount in fen. */
export interface Sized {
  readonly fen: bigint;
}

/** What is shown of many, and what goes into one part beside them. */
export interface Grouped<Thing> {
  readonly shown: readonly Thing[];
  readonly rest: readonly Thing[];
}

/**
 * The largest of many things, in their order; the rest is drawn as one. One thing alone is never put aside, for then it
 * would only lose its name.
 */
export function grouped<Thing extends Sized>(things: readonly Thing[], most: number): Grouped<Thing> {
  if (things.length <= most + 1) return { shown: things, rest: [] };
  const bySize = things.toSorted((a, b) => (a.fen < b.fen ? 1 : a.fen > b.fen ? -1 : 0));
  const large = new Set(bySize.slice(0, most));
  return {
    shown: things.filter((one) => large.has(one)),
    rest: things.filter((one) => !large.has(one)),
  };
}

export function sumOf(things: readonly Sized[]): bigint {
  return things.reduce((sum, { fen }) => sum + fen, 0n);
}

/** A share in per cent with one decimal, rounded half away from zero; empty where there is nothing to divide by. */
export function sayShare(part: bigint, whole: bigint): string {
  if (whole <= 0n || part < 0n) return '';
  const tenths = (part * 2000n + whole) / (2n * whole);
  return `${tenths / 10n}.${tenths % 10n}%`;
}

/** 万元 as a number that a chart can place: only to be drawn. */
export function drawn(fen: bigint): number {
  return Number(fen) / 1_000_000;
}
