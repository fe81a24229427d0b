import type { PictureSeries, Pictures } from '../reporting/pictures-schema.ts';

/** Pictures of another year of the same body, and where they are from. */
export interface OtherPictures {
  readonly from: { readonly type: 'document' | 'budget'; readonly id: string; readonly name: string };
  readonly pictures: Pictures;
}

/**
 * Pictures whose series reach over more years: what documents and budgets of other years state of their own year, where it is
 * not stated here. The first that states it counts.
 */
export function withOtherYears(pictures: Pictures, others: readonly OtherPictures[]): Pictures {
  const series = pictures.series.map((one): PictureSeries => {
    const points = new Map(one.points.map((point) => [point.year, point]));
    for (const { from, pictures: other } of others) {
      if (other.year === pictures.year) continue;
      const own = other.series
        .find(({ key }) => key === one.key)
        ?.points.find(({ year }) => year === other.year);
      const figure = own?.figure === undefined ? undefined : other.figures[own.figure];
      const known = points.get(other.year);
      const isTold = known?.figure !== undefined || known?.other !== undefined;
      if (figure?.fen === undefined || isTold) continue;
      const { fen, printed } = figure;
      points.set(other.year, { year: other.year, other: { ...from, fen, printed } });
    }
    return { ...one, points: [...points.values()].sort((a, b) => a.year - b.year) };
  });
  return { ...pictures, series };
}
