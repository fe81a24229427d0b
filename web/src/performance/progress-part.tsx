import { Alert, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { BudgetProgress } from '../../../src/server/contract/performance.ts';
import { type AtDay, useProgress } from '../api/performance.ts';
import { Failure } from '../app/failure.tsx';
import { Loading } from '../app/loading.tsx';
import { useNarrow } from '../budgets/use-narrow.ts';
import { Chart } from '../charts/chart.tsx';
import { drawn, inPercent, inTenThousands } from './say.ts';

const DIMENSIONS = ['project', 'entity', 'function', 'economic', 'source'] as const;
type Dimension = (typeof DIMENSIONS)[number];

const TEXTS = {
  project: 'execution.show.project',
  entity: 'execution.show.entity',
  function: 'execution.show.function',
  economic: 'execution.show.economic',
  source: 'execution.show.source',
} as const;

/** The chart shows so many rows, those with the largest budgets. */
const MOST_BARS = 15;

/** How far the budget has come, by project, unit, classification and source. */
export function ProgressPart({ at }: { readonly at: AtDay }) {
  const { data, error, refetch } = useProgress(at);
  const [by, setBy] = useState<Dimension>('project');
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Loading />;
  const rows = data.by[by];
  return (
    <>
      {data.overdrawn.length > 0 && (
        <Alert
          type="warning"
          showIcon
          title={say('web.performance.overdrawn', { count: data.overdrawn.length })}
          description={
            <ul className="plain-list">
              {data.overdrawn.slice(0, 20).map((text) => (
                <li key={text}>{text}</li>
              ))}
            </ul>
          }
        />
      )}
      <Segmented
        className="progress-by"
        aria-label={say('web.performance.by')}
        value={by}
        onChange={(next) => setBy(DIMENSIONS.find((one) => one === next) ?? 'project')}
        options={DIMENSIONS.map((one) => ({ value: one, label: say(TEXTS[one]) }))}
      />
      <ProgressChart rows={rows} by={by} asOf={data.asOf} />
      <ProgressTable rows={rows} total={data.total} by={by} />
    </>
  );
}

type Row = BudgetProgress['total'];

interface ChartProps {
  readonly rows: readonly Row[];
  readonly by: Dimension;
  readonly asOf: string;
}

function ProgressChart({ rows, by, asOf }: ChartProps) {
  const shown = useMemo(
    () => rows.toSorted((a, b) => drawn(b.adjusted) - drawn(a.adjusted)).slice(0, MOST_BARS),
    [rows],
  );
  const isNarrow = useNarrow();
  const option = useMemo(() => {
    const bar = { type: 'bar', barMaxWidth: 14 };
    return {
      grid: { left: 8, right: 24, top: 34, bottom: 8, containLabel: true },
      legend: { top: 2 },
      tooltip: {
        trigger: 'axis',
        axisPointer: { type: 'shadow' },
        valueFormatter: (value: number) => value.toFixed(2),
      },
      xAxis: { type: 'value', axisLabel: { hideOverlap: true } },
      yAxis: {
        type: 'category',
        inverse: true,
        data: shown.map(({ label }) => label),
        axisLabel: { width: isNarrow ? 110 : 190, overflow: 'truncate' },
      },
      series: [
        {
          ...bar,
          name: say('execution.show.adjusted'),
          data: shown.map((row) => drawn(row.adjusted)),
          color: '#c4d3e4',
        },
        { ...bar, name: say('execution.show.paid'), data: shown.map((row) => drawn(row.paid)) },
        ...(by === 'project' && shown.some(({ planned }) => planned !== null)
          ? [
              {
                ...bar,
                name: say('execution.show.planned'),
                data: shown.map(({ planned }) => (planned === null ? null : drawn(planned))),
                color: '#c26a00',
              },
            ]
          : []),
      ],
    };
  }, [shown, by, isNarrow]);
  const table = useMemo(
    () => ({
      heads: [say(TEXTS[by]), ...HEADS.map(([head]) => say(head))],
      rows: rows.map((row) => ({ cells: [row.label, ...HEADS.map(([, cell]) => cell(row))] })),
    }),
    [rows, by],
  );
  if (rows.length === 0) return null;
  return (
    <Chart
      title={say('web.performance.progressChart', { by: say(TEXTS[by]), asOf })}
      option={option}
      table={table}
      height={80 + shown.length * (by === 'project' ? 40 : 30)}
    />
  );
}

const HEADS: readonly (readonly [
  (
    | 'execution.show.budget'
    | 'execution.show.adjusted'
    | 'execution.show.paid'
    | 'execution.show.executionRate'
    | 'execution.show.adjustmentRate'
    | 'execution.show.carryForwardRate'
    | 'execution.show.planned'
    | 'execution.show.ahead'
  ),
  (row: Row) => string,
])[] = [
  ['execution.show.budget', (row) => inTenThousands(row.budget)],
  ['execution.show.adjusted', (row) => inTenThousands(row.adjusted)],
  ['execution.show.paid', (row) => inTenThousands(row.paid)],
  ['execution.show.executionRate', (row) => inPercent(row.executionRate)],
  ['execution.show.adjustmentRate', (row) => inPercent(row.adjustmentRate)],
  ['execution.show.carryForwardRate', (row) => inPercent(row.carryForwardRate)],
  ['execution.show.planned', (row) => inTenThousands(row.planned)],
  ['execution.show.ahead', (row) => inTenThousands(row.ahead)],
];

interface TableProps {
  readonly rows: readonly Row[];
  readonly total: Row;
  readonly by: Dimension;
}

function ProgressTable({ rows, total, by }: TableProps) {
  const heads = by === 'project' ? HEADS : HEADS.slice(0, -2);
  const cells = (row: Row) =>
    heads.map(([head, cell]) => (
      <td key={head} className="numeral" data-head={say(head)}>
        {cell(row)}
      </td>
    ));
  return (
    <>
      <p className="quiet progress-unit">{say('web.performance.tableUnit')}</p>
      <table className="board-table">
        <thead>
          <tr>
            <th scope="col">{say(TEXTS[by])}</th>
            {heads.map(([head]) => (
              <th key={head} scope="col" className="numeral">
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.member}>
              <th scope="row">{row.label}</th>
              {cells(row)}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{total.label}</th>
            {cells(total)}
          </tr>
        </tfoot>
      </table>
    </>
  );
}
