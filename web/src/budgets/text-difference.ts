/** A stretch of a sentence: in both, only before, or only afterwards. */
export interface Stretch {
  readonly text: string;
  readonly in: 'both' | 'before' | 'after';
}

/** So long texts are compared whole by what they begin and end with alike. */
const MOST_PIECES = 600;

/** How one sentence became another: numbers and single characters that stay, go, and come. */
export function differenceOf(before: string, after: string): readonly Stretch[] {
  const from = piecesOf(before);
  const to = piecesOf(after);
  let start = 0;
  while (start < from.length && start < to.length && from[start] === to[start]) start += 1;
  let end = 0;
  while (
    end < from.length - start &&
    end < to.length - start &&
    from[from.length - 1 - end] === to[to.length - 1 - end]
  )
    end += 1;
  const left = from.slice(start, from.length - end);
  const right = to.slice(start, to.length - end);
  const middle: readonly Stretch[] =
    left.length * right.length > MOST_PIECES * MOST_PIECES
      ? [
          { text: left.join(''), in: 'before' },
          { text: right.join(''), in: 'after' },
        ]
      : aligned(left, right);
  return joined([
    { text: from.slice(0, start).join(''), in: 'both' },
    ...middle,
    { text: from.slice(from.length - end).join(''), in: 'both' },
  ]);
}

/** A number is one piece: 12.5 that becomes 13.5 is another number, not another digit. */
function piecesOf(text: string): readonly string[] {
  return text.match(/\d[\d,.]*\d|[\s\S]/gu) ?? [];
}

/** The longest sequence that both have, and what stands between. */
function aligned(left: readonly string[], right: readonly string[]): readonly Stretch[] {
  const wide = right.length + 1;
  const lengths = new Uint32Array((left.length + 1) * wide);
  for (let i = left.length - 1; i >= 0; i -= 1)
    for (let j = right.length - 1; j >= 0; j -= 1)
      lengths[i * wide + j] =
        left[i] === right[j]
          ? (lengths[(i + 1) * wide + j + 1] ?? 0) + 1
          : Math.max(lengths[(i + 1) * wide + j] ?? 0, lengths[i * wide + j + 1] ?? 0);
  const found: Stretch[] = [];
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    if (i < left.length && j < right.length && left[i] === right[j]) {
      found.push({ text: left[i] ?? '', in: 'both' });
      i += 1;
      j += 1;
    } else if (
      j >= right.length ||
      (i < left.length && (lengths[(i + 1) * wide + j] ?? 0) >= (lengths[i * wide + j + 1] ?? 0))
    ) {
      found.push({ text: left[i] ?? '', in: 'before' });
      i += 1;
    } else {
      found.push({ text: right[j] ?? '', in: 'after' });
      j += 1;
    }
  }
  return found;
}

function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const found: { text: string; in: Stretch['in'] }[] = [];
  for (const one of stretches) {
    const last = found.at(-1);
    if (one.text === '') continue;
    if (last?.in === one.in) last.text += one.text;
    else found.push({ ...one });
  }
  return found;
}
