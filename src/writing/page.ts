import type { Orientation, Section } from '../document/document.ts';

/** A page set-up, in millimetres. */
export interface PageSetup {
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/**
 * A4. Upright pages have the margins of official documents (GB/T 9704—2012, 5.2: 天头 37 mm, 订口 28 mm, text
 * area 156 × 225 mm); wide pages are for wide tables and have narrow ones.
 */
export const PAGES: Readonly<Record<Orientation, PageSetup>> = {
  portrait: { width: 210, height: 297, top: 37, bottom: 35, left: 28, right: 26 },
  landscape: { width: 297, height: 210, top: 20, bottom: 20, left: 20, right: 20 },
};

const POINTS_PER_MILLIMETRE = 72 / 25.4;

/** The width of the text area, in points. */
export function textWidth(orientation: Orientation): number {
  const page = PAGES[orientation];
  return (page.width - page.left - page.right) * POINTS_PER_MILLIMETRE;
}

/** Where page numbers start at 1: the first section that is not a cover. */
export function firstNumbered(sections: readonly Section[]): number {
  return sections.findIndex((section) => section.cover !== true);
}
