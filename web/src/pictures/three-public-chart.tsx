import { useMemo } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { Pictures } from '../../../src/reporting/pictures-schema.ts';
import { type Bar, type BarRow, Bars } from './bars.tsx';

interface Props {
  readonly pictures: Pictures;
  readonly isNarrow: boolean;
  readonly onFigure: (figure: number) => void;
}

const COLOURS = ['#9dbbdc', '#17579c'];

/** 三公经费 and its parts, this year against the year before. */
export function ThreePublicChart({ pictures, isNarrow, onFigure }: Props) {
  const { threePublic, figures, year, unit } = pictures;
  const rows = useMemo(() => {
    const bar = (index: number): Bar => {
      const { fen, printed = '' } = figures[index] ?? {};
      return {
        fen: fen === undefined ? undefined : BigInt(fen),
        text: printed,
        onOpen: fen === undefined ? undefined : () => onFigure(index),
      };
    };
    return threePublic.map(
      ({ label, depth, figure, lastYear }): BarRow => ({
        label: `${'　'.repeat(depth)}${label}`,
        bars: [bar(lastYear), bar(figure)],
      }),
    );
  }, [threePublic, figures, onFigure]);
  if (rows.length === 0) return <p className="quiet">{say('web.pictures.noThreePublic')}</p>;
  const years = [year - 1, year];
  return (
    <Bars
      title={say('web.pictures.threePublicOf', { year })}
      series={years.map(String)}
      rows={rows}
      isNarrow={isNarrow}
      colours={COLOURS}
      table={{
        heads: [
          say('web.pictures.item'),
          ...years.map((one) => say('web.pictures.yearOf', { year: one, unit })),
        ],
        rows: rows.map(({ label, bars }) => ({
          cells: [label.trim(), ...bars.map(({ text }) => text)],
          onOpen: bars.at(-1)?.onOpen,
        })),
      }}
    />
  );
}
