/**
 * How much a printed number looks like a slip for the number that should stand there, 0 to 1. People change, drop,
 * double or swap a digit, move the decimal point, take 元 for 万元, lose a sign, or copy the number of the row beside.
 *
 * @param printed and @param wanted decimals as printed, without separators; an empty text where nothing is printed
 * @param near numbers above and below it, or before and after
 * @param inRow numbers left and right of it
 */
export function slipLikeness(
  printed: string,
  wanted: string,
  near: readonly string[] = [],
  inRow: readonly string[] = [],
): number {
  if (printed === wanted) return 1;
  const [a, b] = [printed, wanted].map((text) => text.replace(/^-/u, ''));
  if (a === undefined || b === undefined) return 0;
  // A sign that is lost; one that appears where none is printed is no slip that people make.
  if (a === b) return wanted.startsWith('-') ? 0.85 : 0.9;
  const isSignNew = wanted.startsWith('-') !== printed.startsWith('-');
  return (isSignNew ? 0.3 : 1) * digitsLikeness(a, b, printed, { near, inRow });
}

interface Beside {
  readonly near: readonly string[];
  readonly inRow: readonly string[];
}

function digitsLikeness(a: string, b: string, printed: string, beside: Beside): number {
  const [x, y] = alignedDigits(a, b);
  if (stripZeros(x) === stripZeros(y) && stripZeros(x) !== '') return 0.9;
  const isCopyOf = (one: string) => sameNumber(one, printed) && !isZero(a);
  if (beside.near.some(isCopyOf)) return 0.88;
  if (x.length === y.length) {
    const wrong = [...x].flatMap((digit, index) => (digit === y[index] ? [] : [index]));
    const [first, second] = wrong;
    if (wrong.length === 1) return 0.85;
    if (
      wrong.length === 2 &&
      first !== undefined &&
      second !== undefined &&
      x[first] === y[second] &&
      x[second] === y[first]
    ) {
      return second === first + 1 ? 0.87 : 0.7;
    }
    if (wrong.length === 2 && !beside.inRow.some(isCopyOf)) return 0.45;
  }
  if (Math.abs(x.length - y.length) === 1 && isWithoutOne(x, y)) return 0.8;
  if (beside.inRow.some(isCopyOf)) return 0.6;
  // Nothing where something should stand was forgotten; something where nothing should stand was not.
  if (isZero(a)) return 0.3;
  return 0.2;
}

/** Both numbers as digits with the same count of decimals. */
function alignedDigits(a: string, b: string): readonly [string, string] {
  const decimals = (text: string) => text.split('.')[1]?.length ?? 0;
  const most = Math.max(decimals(a), decimals(b));
  const digits = (text: string) => text.replace('.', '') + '0'.repeat(most - decimals(text));
  return [digits(a), digits(b)];
}

function sameNumber(a: string, b: string): boolean {
  const [x, y] = alignedDigits(a, b);
  return x.replace(/^(-?)0+/u, '$1') === y.replace(/^(-?)0+/u, '$1');
}

const isZero = (text: string) => /^[0.]*$/u.test(text);

/** A decimal point or a unit moved changes nothing but zeros at the ends. */
function stripZeros(digits: string): string {
  return digits.replace(/^0+|0+$/gu, '');
}

/** Whether the shorter is the longer with one digit left out. */
function isWithoutOne(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  for (let index = 0; index < long.length; index += 1) {
    if (long.slice(0, index) + long.slice(index + 1) === short) return true;
  }
  return false;
}
