import { describe, expect, it } from 'vitest';
import type { PictureFigure, Pictures } from '../reporting/pictures-schema.ts';
import { withOtherYears } from './other-pictures.ts';

const ID = '00000000-0000-4000-8000-000000000001';

/** Pictures of a year with one line; what is undefined is not determined. */
function pictures(year: number, fen: string | undefined, lastYear?: string): Pictures {
  const figure = (value: string | undefined): PictureFigure => ({
    label: '',
    says: '',
    at: {},
    ...(value === undefined ? {} : { fen: value }),
    printed: value ?? '未提供',
    facts: [],
    count: 0,
  });
  return {
    version: 1,
    unit: '万元',
    year,
    entity: '甲局',
    figures: [figure(fen), figure(lastYear)],
    facts: [],
    flows: [],
    structure: [],
    series: [
      {
        key: 'flow=totalIn',
        label: '收入总计',
        group: 'total',
        points: [
          lastYear === undefined ? { year: year - 1 } : { year: year - 1, figure: 1 },
          { year, figure: 0 },
        ],
      },
    ],
    threePublic: [],
  };
}

const from = { type: 'document', id: ID, name: '上年.pdf' } as const;
const pointsOf = ({ series }: Pictures) =>
  series[0]?.points.map(({ year, figure, other }) => [year, figure, other?.fen]);

describe('pictures over more years', () => {
  it('take what a document of another year states of its own year, where it is not stated here', () => {
    const merged = withOtherYears(pictures(2025, '5'), [
      { from, pictures: pictures(2024, '4') },
      { from, pictures: pictures(2022, '2') },
      // The first of a year counts.
      { from, pictures: pictures(2024, '40') },
    ]);
    expect(pointsOf(merged)).toEqual([
      [2022, undefined, '2'],
      [2024, undefined, '4'],
      [2025, 0, undefined],
    ]);
  });

  it('leave what is stated here, and what nobody states unknown', () => {
    const own = withOtherYears(pictures(2025, '5', '3'), [{ from, pictures: pictures(2024, '4') }]);
    expect(pointsOf(own)?.[0]).toEqual([2024, 1, undefined]);
    const unknown = withOtherYears(pictures(2025, '5'), [{ from, pictures: pictures(2024, undefined, '9') }]);
    expect(pointsOf(unknown)).toEqual([
      [2024, undefined, undefined],
      [2025, 0, undefined],
    ]);
  });
});
