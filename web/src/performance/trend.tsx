import type { BoardProject } from '../../../src/server/contract/performance.ts';
import { drawn } from './say.ts';

const [WIDTH, HEIGHT, EDGE] = [132, 34, 3];

interface Props {
  readonly project: BoardProject;
  readonly year: number;
}

/**
 * What was paid through the year against what is due, small, with the range of the forecast at the year's end. The numbers
 * stand beside it.
 */
export function Trend({ project: { spending, budget }, year }: Props) {
  const { course, plan, forecast } = spending;
  const most = Math.max(
    ...[...course, ...plan].map(({ amount }) => drawn(amount)),
    drawn(budget ?? '0'),
    drawn(forecast.range?.high ?? '0'),
  );
  if (most <= 0) return null;
  const start = Date.UTC(year, 0, 1);
  const span = Date.UTC(year, 11, 31) - start;
  const x = (day: string) => EDGE + ((Date.parse(day) - start) / span) * (WIDTH - 2 * EDGE);
  const y = (amount: string) => HEIGHT - EDGE - (Math.max(0, drawn(amount)) / most) * (HEIGHT - 2 * EDGE);
  const line = (points: readonly { readonly date: string; readonly amount: string }[]) =>
    points.map(({ date, amount }) => `${x(date).toFixed(1)},${y(amount).toFixed(1)}`).join(' ');
  const begin = { date: `${year}-01-01`, amount: '0' };
  const last = course.at(-1);
  const end = `${year}-12-31`;
  return (
    <svg className="trend" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden focusable="false">
      {last !== undefined && forecast.range !== null && last.date < end && (
        <polygon
          className="trend-range"
          points={`${line([last])} ${line([
            { date: end, amount: forecast.range.high },
            { date: end, amount: forecast.range.low },
          ])}`}
        />
      )}
      <polyline className="trend-plan" points={line(plan)} />
      <polyline className={`trend-paid ${spending.light}`} points={line([begin, ...course])} />
      {last !== undefined && (
        <circle className={`trend-now ${spending.light}`} cx={x(last.date)} cy={y(last.amount)} r={2.5} />
      )}
    </svg>
  );
}
