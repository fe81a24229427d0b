import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ReportedFinding } from '../../../src/reporting/check-schema.ts';
import type { NumberOfDocument } from '../../../src/server/contract/documents.ts';
import { annotationsOf, numberAt, type Report } from './annotations.ts';
import { segmentsOf } from './block-segments.ts';

const number = (line: number, from: number, to: number): NumberOfDocument => ({
  place: { line, from, to },
  printed: '1.00',
  status: 'printed',
  says: '',
  same: [],
  laws: [],
});

/** A report of which only the findings matter here. */
function reportOf(places: readonly (readonly [line: number, from: number, to: number])[]): Report {
  const finding: Partial<ReportedFinding> = {
    id: 'law.sum-1',
    rule: 'law.sum',
    severity: 'error',
    suspects: [],
    places: places.map(([line, from, to]) => ({ line, from, to })),
  };
  return { findings: [finding] } as unknown as Report;
}

it('marks a number inside a paragraph that a finding speaks of', () => {
  const annotations = annotationsOf(reportOf([[3, 0, 12]]), [number(3, 5, 9)], []);
  const segments = segmentsOf(
    '本年支出12.5万元。',
    [{ from: 0, to: 12, place: { line: 3, from: 0, to: 12 } }],
    annotations,
  );
  expect(segments.map(({ text, number: one, frames }) => [text, one !== undefined, frames.length])).toEqual([
    ['本年支出1', false, 1],
    ['2.5万', true, 1],
    ['元。', false, 1],
  ]);
});

it('marks in a cell of a line only what stands in that cell', () => {
  const annotations = annotationsOf(undefined, [number(8, 4, 8), number(8, 9, 13)], []);
  const cell = (text: string, from: number) =>
    segmentsOf(
      text,
      [{ from: 0, to: text.length, place: { line: 8, from, to: from + text.length } }],
      annotations,
    );
  expect(cell('1.00', 4).map(({ number: one }) => one?.number)).toEqual([0]);
  expect(cell('2.00', 9).map(({ number: one }) => one?.number)).toEqual([1]);
  expect(cell('合计', 0).map(({ number: one }) => one?.number)).toEqual([undefined]);
});

it('loses no character of a text, whatever is marked in it', () => {
  const stretch = fc.tuple(fc.nat(20), fc.nat(20));
  fc.assert(
    fc.property(
      fc.string({ maxLength: 20 }),
      fc.array(stretch),
      fc.array(stretch),
      (text, numbers, marks) => {
        const annotations = annotationsOf(
          reportOf(marks.map(([from, length]) => [1, from, from + length])),
          numbers.map(([from, length]) => number(1, from, from + length)),
          [],
        );
        const place = { line: 1, from: 0, to: text.length };
        const segments = segmentsOf(text, [{ from: 0, to: text.length, place }], annotations);
        expect(segments.map((one) => one.text).join('')).toBe(text);
      },
    ),
  );
});

it('finds the number at a place that does not match it to the point', () => {
  const at = (box: [number, number, number, number]): NumberOfDocument => ({
    ...number(0, 0, 0),
    place: { page: 2, box },
  });
  const annotations = annotationsOf(undefined, [at([10, 10, 50, 20]), at([60, 10, 90, 20])], []);
  expect(numberAt(annotations, { page: 2, box: [58, 9, 92, 21] })).toBe(1);
  expect(numberAt(annotations, { page: 2, box: [10, 40, 50, 60] })).toBeUndefined();
  expect(numberAt(annotations, { page: 3, box: [10, 10, 50, 20] })).toBeUndefined();
});
