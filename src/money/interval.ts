/**
 * The values a printed number stands for: a closed interval with rational ends, both over `denominator`.
 * 65.00 万元 is anything in [64.995, 65.005] 万元; both ends belong to it (as in XBRL Calculations 1.1).
 */
export interface Interval {
  readonly low: bigint;
  readonly high: bigint;
  /** Positive. Ends are `low / denominator` and `high / denominator`. */
  readonly denominator: bigint;
}

export function exactly(value: bigint): Interval {
  return { low: value, high: value, denominator: 1n };
}

/**
 * What a printed value stands for, in the smallest units of its measure.
 * @param value the printed value in smallest units (fen)
 * @param step the smallest units in one last printed digit; 1 or less means the print is exact
 */
export function around(value: bigint, step: bigint): Interval {
  if (step <= 1n) return exactly(value);
  return { low: 2n * value - step, high: 2n * value + step, denominator: 2n };
}

function onCommon(a: Interval, b: Interval): [Interval, Interval, bigint] {
  if (a.denominator === b.denominator) return [a, b, a.denominator];
  const denominator = a.denominator * b.denominator;
  return [
    { low: a.low * b.denominator, high: a.high * b.denominator, denominator },
    { low: b.low * a.denominator, high: b.high * a.denominator, denominator },
    denominator,
  ];
}

export function addIntervals(a: Interval, b: Interval): Interval {
  const [x, y, denominator] = onCommon(a, b);
  return { low: x.low + y.low, high: x.high + y.high, denominator };
}

export function negate({ low, high, denominator }: Interval): Interval {
  return { low: -high, high: -low, denominator };
}

/** Whether some value lies in both; touching ends count. */
export function overlap(a: Interval, b: Interval): boolean {
  const [x, y] = onCommon(a, b);
  return x.low <= y.high && y.low <= x.high;
}

/** Whether some value of `a` is no more than some value of `b`. */
export function mayBeAtMost(a: Interval, b: Interval): boolean {
  const [x, y] = onCommon(a, b);
  return x.low <= y.high;
}
