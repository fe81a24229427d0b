/**
 * How much a printed number looks like a slip for the number that should stand there, 0 to 1. People drop, double or
 * swap a digit, move the decimal point, take 元 for 万元, lose a sign, or copy the number of the row beside.
 *
 * @param printed and @param wanted decimals as printed, without separators
 * @param neighbours numbers that stand beside it
 */
export function slipLikeness(printed: string, wanted: string, neighbours: readonly string[] = []): number {
  if (printed === wanted) return 1;
  const [a, b] = [printed, wanted].map((text) => text.replace(/^-/u, ''));
  if (a === undefined || b === undefined) return 0;
  if (a === b) return 0.9;
  const [x, y] = [a.replace('.', ''), b.replace('.', '')];
  if (stripZeros(x) === stripZeros(y)) return 0.9;
  if (x.length === y.length) {
    const wrong = [...x].flatMap((digit, index) => (digit === y[index] ? [] : [index]));
    if (wrong.length === 1) return 0.85;
    const [first, second] = wrong;
    if (
      wrong.length === 2 &&
      first !== undefined &&
      second === first + 1 &&
      x[first] === y[second] &&
      x[second] === y[first]
    ) {
      return 0.85;
    }
    if (wrong.length === 2) return 0.5;
  }
  if (Math.abs(x.length - y.length) === 1 && isWithoutOne(x, y)) return 0.8;
  if (neighbours.includes(printed)) return 0.7;
  return 0.2;
}

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
