import { say } from '../../../src/messages/say.ts';
import { parseAmount, printAmount } from '../../../src/money/amount.ts';
import { divideRounded, parseDecimal, printDecimal } from '../../../src/money/decimal.ts';

/** A ratio as the server tells it: exact, or none. */
type Ratio = { readonly numerator: string; readonly denominator: string } | null;

const NONE = '—';

/** An amount in 元 as 万元; a dash where there is none. */
export function inTenThousands(yuan: string | null | undefined): string {
  const amount = yuan === null || yuan === undefined ? undefined : parseAmount(yuan, '元');
  if (amount === undefined || !('fen' in amount)) return NONE;
  return printAmount(amount.fen, { unit: '万元', decimals: 2, grouped: true });
}

/** A ratio in per cent with one decimal, rounded half away from zero; a dash where it is none. */
export function inPercent(ratio: Ratio, signed = false): string {
  const [above, below] = [ratio?.numerator, ratio?.denominator].map((text) => parseDecimal(text ?? ''));
  if (above === undefined || below === undefined || below.digits === 0n) return NONE;
  const scale = 10n ** BigInt(below.decimals);
  const digits = divideRounded(above.digits * 1000n * scale, below.digits * 10n ** BigInt(above.decimals));
  return `${signed && digits > 0n ? '+' : ''}${printDecimal({ digits, decimals: 1 })}%`;
}

/** For drawing only: 万元 as a number that a chart can place. */
export function drawn(yuan: string): number {
  return Number(yuan) / 10_000;
}

/** 8月31日. */
export function sayDay(day: string): string {
  const [, month = 0, date = 0] = day.split('-').map(Number);
  return say('web.performance.day', { month, date });
}
