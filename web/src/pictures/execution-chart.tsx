import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { Pictures } from '../../../src/reporting/pictures-schema.ts';
import { type Bar, type BarRow, Bars, unknownText } from './bars.tsx';
import { sayShare } from './group.ts';

interface Props {
  readonly execution: NonNullable<Pictures['execution']>;
  readonly pictures: Pictures;
  readonly isNarrow: boolean;
  readonly onFigure: (figure: number) => void;
}

const COLOURS = ['#c9d6e6', '#e09a3e', '#1b7a3d'];
const MOST = 8;

/** What was paid against what the plan has due and what the budget holds, project by project. */
export function ExecutionChart({ execution, pictures, isNarrow, onFigure }: Props) {
  const { figures, unit } = pictures;
  const [isAll, setAll] = useState(false);
  const isLong = execution.rows.length > MOST + 1;
  const shown = isAll || !isLong ? execution.rows : execution.rows.slice(0, MOST);
  const rows = useMemo(() => {
    const fenOf = (index: number) => BigInt(figures[index]?.fen ?? 0);
    const bar = (index: number | undefined, more = ''): Bar =>
      index === undefined
        ? { fen: undefined, text: say('web.pictures.noPlan') }
        : {
            fen: fenOf(index),
            text: `${figures[index]?.printed ?? unknownText()}${more}`,
            onOpen: () => onFigure(index),
          };
    return shown.map(
      ({ label, adjusted, planned, paid }): BarRow => ({
        label,
        bars: [bar(adjusted), bar(planned), bar(paid, `  ${sayShare(fenOf(paid), fenOf(adjusted))}`)],
      }),
    );
  }, [shown, figures, onFigure]);
  const series = [
    say('reporting.picture.execution.adjusted'),
    say('reporting.picture.execution.planned'),
    say('reporting.picture.execution.paid'),
  ];
  return (
    <>
      <Bars
        title={say('web.pictures.executionOf', { day: execution.asOf })}
        series={series}
        rows={rows}
        isNarrow={isNarrow}
        colours={COLOURS}
        table={{
          heads: [say('web.pictures.project'), say('reporting.picture.execution.budget'), ...series].map(
            (head, index) => (index === 0 ? head : say('web.pictures.inUnit', { what: head, unit })),
          ),
          rows: execution.rows.map(({ label, budget, adjusted, planned, paid }) => ({
            cells: [
              label,
              ...[budget, adjusted, planned, paid].map((index) =>
                index === undefined ? say('web.pictures.noPlan') : (figures[index]?.printed ?? ''),
              ),
            ],
            onOpen: () => onFigure(paid),
          })),
        }}
      />
      {isLong && (
        <Button size="small" type="link" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
          {isAll
            ? say('web.pictures.fewer')
            : say('web.pictures.openOther', { count: execution.rows.length - MOST })}
        </Button>
      )}
    </>
  );
}
