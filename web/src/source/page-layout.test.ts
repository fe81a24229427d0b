import { expect, it } from 'vitest';
import {
  anchorAt,
  GAP,
  heightOf,
  layoutPages,
  PAPER,
  pageAt,
  pagesInSight,
  stepZoom,
} from './page-layout.ts';

const sizes = Array.from({ length: 484 }, (_, index) =>
  index % 3 === 0
    ? { page: index + 1, width: 842, height: 595 }
    : { page: index + 1, width: 595, height: 842 },
);

it('draws of a long document only the pages in sight and their neighbours', () => {
  const layout = layoutPages(sizes, 900, 'fit');
  const inSight = pagesInSight(layout, layout.height / 2, 700);
  expect(inSight.length).toBeGreaterThanOrEqual(3);
  expect(inSight.length).toBeLessThanOrEqual(5);
  expect(pagesInSight(layout, 0, 700)[0]).toBe(0);
  expect(pagesInSight(layout, layout.height, 700).at(-1)).toBe(483);
  expect(pagesInSight(layoutPages([], 900, 'fit'), 0, 700)).toEqual([]);
});

it('fills the width there is, up to a size that is large enough, or keeps the size on paper', () => {
  const [wide] = layoutPages(sizes, 900, 'fit').pages;
  expect(842 * (wide?.scale ?? 0)).toBeCloseTo(900 - 2 * GAP);
  expect(layoutPages(sizes, 5_000, 'fit').pages[0]?.scale).toBeCloseTo(PAPER * 1.7);
  expect(layoutPages(sizes, 900, 1).pages[0]?.scale).toBe(PAPER);
});

it('keeps the same part of the document in sight when the zoom changes', () => {
  const before = layoutPages(sizes, 900, 'fit');
  const after = layoutPages(sizes, 900, 2);
  const anchor = anchorAt(before, before.height * 0.37);
  expect(heightOf(before, anchor)).toBeCloseTo(before.height * 0.37);
  expect(pageAt(after, heightOf(after, anchor))).toBe(anchor.index);
});

it('steps to the next zoom, and stays at the last', () => {
  expect(stepZoom(0.85, 1)).toBe(0.9);
  expect(stepZoom(0.85, -1)).toBe(0.8);
  expect(stepZoom(3, 1)).toBe(3);
  expect(stepZoom(0.3, -1)).toBe(0.5);
});
