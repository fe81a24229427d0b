import { Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { say } from '../../../src/messages/say.ts';
import type { PictureSeries, Pictures } from '../../../src/reporting/pictures-schema.ts';
import { type Bar, type BarRow, Bars, unknownText } from './bars.tsx';

interface Props {
  readonly pictures: Pictures;
  readonly isNarrow: boolean;
  readonly onFigure: (figure: number) => void;
}

const GROUPS = ['total', 'source', 'kind', 'function'] as const;
const GROUP_TEXTS = {
  total: 'web.pictures.group.total',
  source: 'web.pictures.by.source',
  kind: 'web.pictures.by.kind',
  function: 'web.pictures.by.function',
} as const;

/** Earlier years light, this one dark. */
const YEAR_COLOURS = ['#c9d6e6', '#9dbbdc', '#6b9bd0', '#17579c'];

/** Totals and their parts over the years, as far as documents and budgets of the body state them. */
export function YearsChart({ pictures, isNarrow, onFigure }: Props) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<PictureSeries['group']>('total');
  const offered = GROUPS.filter((group) => pictures.series.some((one) => one.group === group));
  const group = offered.includes(chosen) ? chosen : (offered[0] ?? 'total');
  const drawn = useMemo(() => {
    const lines = pictures.series.filter((one) => one.group === group);
    const years = [...new Set(lines.flatMap(({ points }) => points.map(({ year }) => year)))]
      .sort((a, b) => a - b)
      .slice(-YEAR_COLOURS.length);
    const barOf = ({ points }: PictureSeries, year: number): Bar => {
      const point = points.find((one) => one.year === year);
      const { figure, other } = point ?? {};
      const own = figure === undefined ? undefined : pictures.figures[figure];
      if (figure !== undefined && own?.fen !== undefined)
        return { fen: BigInt(own.fen), text: own.printed, onOpen: () => onFigure(figure) };
      if (other === undefined) return { fen: undefined, text: unknownText() };
      const to = other.type === 'document' ? `/documents/${other.id}` : `/budgets/${other.id}`;
      return { fen: BigInt(other.fen), text: other.printed, onOpen: () => void navigate(to) };
    };
    const rows = lines.map(
      (line): BarRow => ({ label: line.label, bars: years.map((year) => barOf(line, year)) }),
    );
    const others = lines.flatMap(({ points }) =>
      points.flatMap(({ year, other }) => (other === undefined ? [] : [{ year, other }])),
    );
    const sources = [...new Map(others.map((one) => [one.other.id, one])).values()];
    return { years, rows, sources };
  }, [pictures, group, onFigure, navigate]);
  if (offered.length === 0) return <p className="quiet">{say('web.pictures.noYears')}</p>;
  const { years, rows, sources } = drawn;
  const heads = years.map((year) => say('web.pictures.yearOf', { year, unit: pictures.unit }));
  return (
    <>
      <div className="picture-choices">
        <Segmented
          size="small"
          aria-label={say('web.pictures.years')}
          value={group}
          onChange={setChosen}
          options={offered.map((one) => ({ value: one, label: say(GROUP_TEXTS[one]) }))}
        />
      </div>
      <Bars
        title={say('web.pictures.yearsOf', { by: say(GROUP_TEXTS[group]) })}
        series={years.map(String)}
        rows={rows}
        isNarrow={isNarrow}
        colours={YEAR_COLOURS.slice(-years.length)}
        table={{
          heads: [say(GROUP_TEXTS[group]), ...heads],
          rows: rows.map(({ label, bars }) => ({
            cells: [label, ...bars.map(({ text }) => text)],
            onOpen: bars.at(-1)?.onOpen,
          })),
        }}
      />
      {sources.length > 0 && (
        <ul className="picture-notes quiet">
          {sources.map(({ year, other }) => (
            <li key={other.id}>
              {say('web.pictures.yearFrom', { year })}{' '}
              <a href={other.type === 'document' ? `/documents/${other.id}` : `/budgets/${other.id}`}>
                {other.name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
