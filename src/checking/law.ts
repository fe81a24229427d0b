import type { Fact } from '../facts/fact.ts';
import { intervalOf } from '../facts/fact.ts';
import { addIntervals, exactly, type Interval, mayBeAtMost, overlap } from '../money/interval.ts';

/**
 * What must hold between facts: a total equals the sum of its parts, or is at least that (其中).
 * The four laws of the design all come down to this form.
 */
export interface Law {
  readonly kind: 'rollUp' | 'ofWhich';
  /** The dimension along which the total falls into its parts. */
  readonly dimension: string;
  readonly total: Fact;
  readonly parts: readonly Fact[];
}

/**
 * `agrees`: the printed values satisfy the law. `rounding`: they do not, but values that are printed so do (尾差).
 * `broken`: no values printed so satisfy it. `notChecked`: a cell is unread.
 */
export type Outcome = 'agrees' | 'rounding' | 'broken' | 'notChecked';

/** Tests one law. Laws that share cells may only be satisfiable apart; testing them jointly is stricter. */
export function testLaw(law: Law): Outcome {
  const { total, parts } = law;
  if (total.status === 'unread' || parts.some((part) => part.status === 'unread')) return 'notChecked';
  const sum = parts.reduce((value, part) => value + part.value, 0n);
  const range = parts.reduce<Interval>((whole, part) => addIntervals(whole, intervalOf(part)), exactly(0n));
  if (law.kind === 'ofWhich') {
    if (sum <= total.value) return 'agrees';
    return mayBeAtMost(range, intervalOf(total)) ? 'rounding' : 'broken';
  }
  if (sum === total.value) return 'agrees';
  return overlap(range, intervalOf(total)) ? 'rounding' : 'broken';
}
