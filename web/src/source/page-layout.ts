/** The size of a page in points. */
export interface PageSize {
  readonly page: number;
  readonly width: number;
  readonly height: number;
}

/** How large pages are drawn: so that each fills the width there is, or times their size on paper. */
export type Zoom = 'fit' | number;

/** Where a page is drawn, in CSS pixels from the top of all pages. */
export interface DrawnPage extends PageSize {
  readonly top: number;
  /** CSS pixels a point. */
  readonly scale: number;
}

export interface PageLayout {
  readonly pages: readonly DrawnPage[];
  /** Of all pages with the room between them. */
  readonly height: number;
  readonly width: number;
}

/** CSS pixels a point at the size on paper. */
export const PAPER = 96 / 72;

/** Room around each page, in CSS pixels. */
export const GAP = 12;

/** However wide the window is, a page that fills it is no larger than this times its size on paper. */
const MOST_FIT = 1.7;

/** Where each page stands when they are drawn one below the other in a column so many pixels wide. */
export function layoutPages(sizes: readonly PageSize[], available: number, zoom: Zoom): PageLayout {
  let top = GAP;
  let width = 0;
  const pages = sizes.map((size): DrawnPage => {
    const scale =
      zoom === 'fit'
        ? Math.min((available - 2 * GAP) / Math.max(size.width, 1), PAPER * MOST_FIT)
        : PAPER * zoom;
    const drawn = { ...size, top, scale: Math.max(scale, 0.05) };
    top += size.height * drawn.scale + GAP;
    width = Math.max(width, size.width * drawn.scale);
    return drawn;
  });
  return { pages, height: top, width: width + 2 * GAP };
}

/** The index of the last page that begins at or above a height; 0 where there is none. */
export function pageAt({ pages }: PageLayout, height: number): number {
  let low = 0;
  let high = pages.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((pages[middle]?.top ?? 0) <= height) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}

/** The indices of the pages to draw: those in sight, and one before and behind. */
export function pagesInSight(layout: PageLayout, top: number, height: number): readonly number[] {
  if (layout.pages.length === 0) return [];
  const first = Math.max(0, pageAt(layout, top) - 1);
  const last = Math.min(layout.pages.length - 1, pageAt(layout, top + height) + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** A place in the layout that zooming keeps still: the page in the middle of the window, and how far down it is. */
export interface Anchor {
  readonly index: number;
  readonly share: number;
}

export function anchorAt(layout: PageLayout, height: number): Anchor {
  const index = pageAt(layout, height);
  const page = layout.pages[index];
  if (page === undefined) return { index: 0, share: 0 };
  return { index, share: (height - page.top) / (page.height * page.scale) };
}

export function heightOf(layout: PageLayout, { index, share }: Anchor): number {
  const page = layout.pages[index];
  return page === undefined ? 0 : page.top + share * page.height * page.scale;
}

/** The steps of + and −. */
const STEPS = [0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2, 2.5, 3];

/** The next larger (+1) or smaller (−1) zoom, from what is shown now. */
export function stepZoom(shown: number, step: 1 | -1): number {
  const [least = shown] = STEPS;
  const most = STEPS.at(-1) ?? shown;
  return step === 1
    ? (STEPS.find((one) => one > shown + 0.01) ?? most)
    : (STEPS.findLast((one) => one < shown - 0.01) ?? least);
}
