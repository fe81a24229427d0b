import { useMemo } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BoardProject } from '../../../src/server/contract/performance.ts';
import { Chart } from '../charts/chart.tsx';
import { drawn, inTenThousands, sayDay } from './say.ts';

interface Props {
  readonly project: BoardProject;
  readonly year: number;
}

/** What was paid through the year, what is due, and where that leads by the year's end. */
export function SpendingChart({ project, year }: Props) {
  const option = useMemo(() => optionOf(project, year), [project, year]);
  const table = useMemo(() => tableOf(project, year), [project, year]);
  return (
    <Chart
      title={say('web.performance.chart', { project: project.project.name })}
      option={option}
      table={table}
      height={300}
    />
  );
}

type Point = BoardProject['spending']['course'][number];

/** Drawn from the first of January, when nothing was paid. */
function fromStart(course: readonly Point[], year: number): readonly Point[] {
  return [{ date: `${year}-01-01`, amount: '0' }, ...course];
}

function sayPlan({ spending }: BoardProject): string {
  return say(spending.dueBy === 'even' ? 'monitoring.page.planEven' : 'monitoring.page.plan');
}

function optionOf(project: BoardProject, year: number) {
  const { spending, budget } = project;
  const { course, plan, forecast } = spending;
  const end = `${year}-12-31`;
  const place = ({ date, amount }: Point) => [date, drawn(amount)];
  const last = course.at(-1);
  const { range } = forecast;
  const isOpen = range !== null && last !== undefined && last.date < end;
  const line = { type: 'line', symbolSize: 7 };
  return {
    grid: { left: 8, right: 20, top: 40, bottom: 8, containLabel: true },
    legend: {
      top: 4,
      data: [
        say('monitoring.page.paid'),
        ...(plan.length > 1 ? [sayPlan(project)] : []),
        ...(budget === null ? [] : [say('monitoring.page.budget')]),
        ...(isOpen ? [say('monitoring.page.forecastBar')] : []),
      ],
    },
    tooltip: {
      trigger: 'item',
      formatter: ({ seriesName, value }: { seriesName: string; value: readonly [string, number] }) =>
        `${sayDay(value[0])} ${seriesName} ${value[1].toFixed(2)} ${say('web.performance.unit')}`,
    },
    xAxis: {
      type: 'time',
      min: `${year}-01-01`,
      max: end,
      minInterval: 28 * 86_400_000,
      axisLabel: {
        hideOverlap: true,
        formatter: (time: number) => say('monitoring.page.month', { month: new Date(time).getMonth() + 1 }),
      },
    },
    yAxis: { type: 'value', min: 0 },
    series: [
      { ...line, name: say('monitoring.page.paid'), data: fromStart(course, year).map(place), z: 5 },
      {
        ...line,
        name: sayPlan(project),
        data: plan.map(place),
        step: spending.dueBy === 'even' ? false : 'end',
        lineStyle: { type: 'dashed' },
      },
      ...(budget === null
        ? []
        : [
            {
              ...line,
              name: say('monitoring.page.budget'),
              symbol: 'none',
              data: [
                [`${year}-01-01`, drawn(budget)],
                [end, drawn(budget)],
              ],
              lineStyle: { type: 'dotted', width: 1.5 },
              color: '#5e6978',
            },
          ]),
      ...(isOpen
        ? [
            {
              ...line,
              name: say('monitoring.page.forecastBar'),
              data: [place(last), [end, drawn(range.point)]],
              color: '#8a3b8f',
              lineStyle: { type: 'dotted' },
            },
            // The range: its lower edge is not seen, what lies on it is as high as the range.
            { ...bare, data: [place(last), [end, drawn(range.low)]] },
            {
              ...bare,
              data: [
                [last.date, 0],
                [end, drawn(range.high) - drawn(range.low)],
              ],
              areaStyle: { color: '#8a3b8f', opacity: 0.14 },
            },
          ]
        : []),
    ],
  };
}

const bare = { type: 'line', stack: 'range', symbol: 'none', lineStyle: { opacity: 0 }, silent: true };

function tableOf(project: BoardProject, year: number) {
  const { spending, budget } = project;
  const { course, plan, forecast } = spending;
  const days = [...new Set([...course, ...plan].map(({ date }) => date))].sort();
  const at = (points: readonly Point[], day: string) =>
    inTenThousands(points.find(({ date }) => date === day)?.amount);
  const { range } = forecast;
  return {
    heads: [
      say('web.performance.chart.day'),
      say('web.performance.chart.paid'),
      say('web.performance.chart.plan', { plan: sayPlan(project) }),
    ],
    rows: [
      ...days.map((day) => ({ cells: [day, at(course, day), at(plan, day)] })),
      { cells: [say('monitoring.page.budget'), inTenThousands(budget), ''] },
      ...(range === null
        ? []
        : (['low', 'point', 'high'] as const).map((edge) => ({
            cells: [say(RANGE[edge], { day: `${year}-12-31` }), inTenThousands(range[edge]), ''],
          }))),
    ],
  };
}

const RANGE = {
  low: 'web.performance.chart.low',
  point: 'web.performance.chart.point',
  high: 'web.performance.chart.high',
} as const;
