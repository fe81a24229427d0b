import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { type MessageKey, say } from '../../../src/messages/say.ts';
import { printExactly } from '../../../src/money/amount.ts';
import type { Pictures } from '../../../src/reporting/pictures-schema.ts';
import { type BarRow, Bars } from './bars.tsx';
import { grouped, sayShare, sumOf } from './group.ts';

interface Props {
  readonly pictures: Pictures;
  readonly isNarrow: boolean;
  readonly onFigure: (figure: number) => void;
}

type Structure = Pictures['structure'][number];

const NAMES = {
  source: ['web.pictures.by.source'],
  kind: ['web.pictures.by.kind', 'web.pictures.by.kindFine'],
  function: ['web.pictures.by.function', 'web.pictures.by.functionGroup', 'web.pictures.by.functionItem'],
  economic: ['web.pictures.by.economic', 'web.pictures.by.economicGroup'],
} as const satisfies Record<Structure['by'], readonly MessageKey[]>;

const FITS = {
  rounding: 'web.pictures.fit.rounding',
  differs: 'web.pictures.fit.differs',
  unknown: 'web.pictures.fit.unknown',
} as const;

const MOST = 10;

function nameOf({ by, level }: Structure): string {
  return say(NAMES[by][level] ?? NAMES[by][0]);
}

/** A whole by its parts: by source, kind, function or economic class. */
export function StructureChart({ pictures, isNarrow, onFigure }: Props) {
  const { structure, figures, unit } = pictures;
  // Of one part alone there is nothing to see.
  const [chosen, setChosen] = useState(() =>
    Math.max(
      0,
      structure.findIndex(({ parts }) => parts.parts.length > 1),
    ),
  );
  const [isAll, setAll] = useState(false);
  const shown = structure[chosen] ?? structure[0];
  const drawn = useMemo(() => {
    if (shown === undefined) return undefined;
    const whole = BigInt(figures[shown.parts.whole]?.fen ?? 0);
    const isWhole = shown.parts.fit === 'exact' || shown.parts.fit === 'rounding';
    const share = (fen: bigint) => (isWhole ? sayShare(fen, whole) : '');
    const parts = shown.parts.parts.map((index) => {
      const figure = figures[index];
      const fen = figure?.fen === undefined ? undefined : BigInt(figure.fen);
      return {
        index,
        label: figure?.label ?? '',
        printed: figure?.printed ?? '',
        known: fen,
        fen: fen ?? 0n,
      };
    });
    const { shown: large, rest } = grouped(parts, isAll ? Number.POSITIVE_INFINITY : MOST);
    const rows = large
      .toSorted((a, b) => (a.fen < b.fen ? 1 : a.fen > b.fen ? -1 : 0))
      .map(
        ({ index, label, printed, known, fen }): BarRow => ({
          label,
          bars: [
            {
              fen: known,
              text: known === undefined ? printed : `${printed}  ${share(fen)}`,
              onOpen: () => onFigure(index),
            },
          ],
        }),
      );
    const other: BarRow = {
      label: say('web.pictures.other', { count: rest.length }),
      bars: [
        {
          fen: sumOf(rest),
          text: `${say('web.pictures.open')}  ${share(sumOf(rest))}`,
          onOpen: () => setAll(true),
        },
      ],
    };
    return { parts, share, rows: rest.length === 0 ? rows : [...rows, other] };
  }, [shown, figures, isAll, onFigure]);
  if (shown === undefined || drawn === undefined)
    return <p className="quiet">{say('web.pictures.noStructure')}</p>;
  const whole = figures[shown.parts.whole];
  const { fit } = shown.parts;
  const difference =
    fit === 'exact' ? '' : say('web.pictures.fit.sum', { sum: printExactly(sumOf(drawn.parts), '万元') });
  return (
    <>
      <div className="picture-choices">
        <Segmented
          size="small"
          aria-label={say('web.pictures.structure')}
          value={structure.indexOf(shown)}
          onChange={(next) => {
            setChosen(next);
            setAll(false);
          }}
          options={structure.map((one, index) => ({ value: index, label: nameOf(one) }))}
        />
      </div>
      <p className="picture-whole">
        {whole?.says}{' '}
        <button type="button" className="chart-open" onClick={() => onFigure(shown.parts.whole)}>
          <b>{whole?.printed}</b> {whole?.fen === undefined ? '' : unit}
        </button>
        {fit !== 'exact' && (
          <span className={`picture-fit ${fit}`}>
            {say(FITS[fit])} {fit === 'unknown' ? '' : difference}
          </span>
        )}
      </p>
      <Bars
        title={say('web.pictures.structureOf', { by: nameOf(shown), whole: whole?.says ?? '' })}
        series={[say('web.pictures.amount', { unit })]}
        rows={drawn.rows}
        isNarrow={isNarrow}
        table={{
          heads: [nameOf(shown), say('web.pictures.amount', { unit }), say('web.pictures.share')],
          rows: drawn.parts.map(({ index, label, printed, known, fen }) => ({
            cells: [label, printed, known === undefined ? '' : drawn.share(fen)],
            onOpen: () => onFigure(index),
          })),
        }}
      />
    </>
  );
}
