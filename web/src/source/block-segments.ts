import type { ReportedPlace } from '../../../src/reporting/place-schema.ts';
import { type Annotation, type Annotations, containerOf } from './annotations.ts';

/** A part of a text with what is drawn over it: at most one number, and the frames around it. */
export interface Segment {
  readonly text: string;
  readonly number?: Annotation;
  readonly frames: readonly Annotation[];
}

/** A part of a text whose place is known. */
export interface PlacedPart {
  readonly from: number;
  readonly to: number;
  readonly place: ReportedPlace;
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly annotation: Annotation;
}

/** A text cut where its annotations begin and end. */
export function segmentsOf(
  text: string,
  parts: readonly PlacedPart[],
  { byContainer }: Annotations,
): readonly Segment[] {
  const stretches = parts.flatMap((part) =>
    (byContainer.get(containerOf(part.place)) ?? []).flatMap(
      (one) => stretchOf(one, part, text.length) ?? [],
    ),
  );
  if (stretches.length === 0) return text === '' ? [] : [{ text, frames: [] }];
  const cuts = [...new Set([0, text.length, ...stretches.flatMap(({ from, to }) => [from, to])])].sort(
    (a, b) => a - b,
  );
  return cuts.slice(0, -1).map((from, index): Segment => {
    const to = cuts[index + 1] ?? text.length;
    const covering = stretches.filter((one) => one.from <= from && one.to >= to);
    const number = covering
      .filter(({ annotation }) => annotation.number !== undefined)
      .reduce<Stretch | undefined>(narrower, undefined)?.annotation;
    const frames = covering.flatMap(({ annotation }) => (annotation.mark === undefined ? [] : [annotation]));
    return { text: text.slice(from, to), frames, ...(number === undefined ? {} : { number }) };
  });
}

function narrower(best: Stretch | undefined, one: Stretch): Stretch {
  return best !== undefined && best.to - best.from <= one.to - one.from ? best : one;
}

/**
 * Which characters of a text an annotation covers. Lines and paragraphs count their characters from their own beginning, of
 * which the part may be a stretch; what has no extent is all of the part.
 */
function stretchOf(
  annotation: Annotation,
  { from, to, place }: PlacedPart,
  length: number,
): Stretch | undefined {
  const { from: first, to: last } = annotation.place;
  const start = place.from;
  const end = Math.min(to, length);
  const whole = from < end ? { from, to: end, annotation } : undefined;
  if (start === undefined || first === undefined || last === undefined || first === last) return whole;
  // Another cell or sentence of the same line.
  if (last <= start || first >= start + (to - from)) return undefined;
  const begin = Math.max(from, from + first - start);
  const finish = Math.min(end, from + last - start);
  return begin < finish ? { from: begin, to: finish, annotation } : whole;
}
