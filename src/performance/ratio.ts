import { say } from '../messages/say.ts';
import { divideRounded, printDecimal } from '../money/decimal.ts';

/** An exact ratio, or none: over nothing there is no rate, neither 0 nor 100 %. */
export type Ratio =
  | { readonly applicable: true; readonly numerator: bigint; readonly denominator: bigint }
  | { readonly applicable: false };

/** An exact number: the denominator is more than nothing. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The ratio of two amounts; not applicable where the whole is nothing or less. */
export function ratioOf(numerator: bigint, denominator: bigint): Ratio {
  return denominator > 0n ? { applicable: true, numerator, denominator } : { applicable: false };
}

/** A ratio in per cent, rounded once, half away from zero; a word where it is not applicable. */
export function sayRatio(ratio: Ratio, decimals = 2): string {
  if (!ratio.applicable) return say('execution.notApplicable');
  const digits = divideRounded(ratio.numerator * 100n * 10n ** BigInt(decimals), ratio.denominator);
  return `${printDecimal({ digits, decimals })}%`;
}
