import type { Place, Span } from './document.ts';

/** A text with its place, and the places of its parts where one place does not say them. */
export interface Placed {
  readonly place: Place;
  readonly spans?: readonly Span[] | undefined;
}

/** Where characters `from` to `to` (excluded) stand: the box of the spans they touch, or that stretch of the text. */
export function placeWithin({ place, spans = [] }: Placed, from: number, to: number): Place {
  const [first, ...rest] = spans.filter((span) => span.from < to && span.to > from);
  if (first !== undefined) return rest.reduce((found, span) => union(found, span.place), first.place);
  switch (place.type) {
    case 'line':
    case 'paragraph':
      // Beyond the place is a text of several lines, of which it names the first.
      return place.from + to > place.to ? place : { ...place, from: place.from + from, to: place.from + to };
    case 'page':
    case 'cell':
      return place;
  }
}

/** One frame around two, where they stand on one page. */
function union(a: Place, b: Place): Place {
  if (a.type !== 'page' || b.type !== 'page' || a.page !== b.page) return a;
  const [left, top, right, bottom] = a.box;
  const [l, t, r, m] = b.box;
  return {
    ...a,
    box: [Math.min(left, l), Math.min(top, t), Math.max(right, r), Math.max(bottom, m)],
  };
}

/** A text that two places share exactly when they are the same place. */
export function placeKey(place: Place): string {
  switch (place.type) {
    case 'page':
      return `page ${place.page} ${place.box.join(' ')}`;
    case 'cell':
      return `cell ${place.cell} ${place.sheet}`;
    case 'paragraph':
      return `paragraph ${place.path} ${place.from} ${place.to}`;
    case 'line':
      return `line ${place.line} ${place.from} ${place.to}`;
  }
}

export function isSamePlace(a: Place, b: Place): boolean {
  return placeKey(a) === placeKey(b);
}

/** Whether two places are in one line, paragraph or cell, or side by side on a page. */
export function isBeside(a: Place, b: Place): boolean {
  if (a.type === 'line') return b.type === 'line' && a.line === b.line;
  if (a.type === 'paragraph') return b.type === 'paragraph' && a.path === b.path;
  if (a.type === 'cell') return b.type === 'cell' && a.sheet === b.sheet && a.cell === b.cell;
  return b.type === 'page' && a.page === b.page && a.box[1] < b.box[3] && b.box[1] < a.box[3];
}
