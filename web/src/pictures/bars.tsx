import type { EChartsCoreOption } from 'echarts/core';
import { useMemo } from 'react';
import { say } from '../../../src/messages/say.ts';
import { Chart } from '../charts/chart.tsx';
import type { ChartRow } from '../charts/export.ts';
import { drawn } from './group.ts';

/** A bar: one number, or none where it is not known. */
export interface Bar {
  readonly fen: bigint | undefined;
  /** As printed, with what is said beside it. */
  readonly text: string;
  readonly onOpen?: (() => void) | undefined;
}

export interface BarRow {
  readonly label: string;
  /** One for each series. */
  readonly bars: readonly Bar[];
}

interface Props {
  readonly title: string;
  readonly series: readonly string[];
  readonly rows: readonly BarRow[];
  readonly table: { readonly heads: readonly string[]; readonly rows: readonly ChartRow[] };
  readonly isNarrow: boolean;
  readonly colours?: readonly string[];
}

const BAR = 17;

/** Lying bars, so that long names can be read; what is not known has none, and says so. */
export function Bars({ title, series, rows, table, isNarrow, colours }: Props) {
  const option = useMemo(
    () => optionOf({ series, rows, isNarrow, ...(colours === undefined ? {} : { colours }) }),
    [series, rows, isNarrow, colours],
  );
  const bars = rows.length * (series.length * BAR + 12);
  return (
    <Chart
      title={title}
      option={option}
      height={bars + (series.length > 1 ? 64 : 34)}
      table={table}
      onPick={({ series: of, index }) => rows[index]?.bars[of]?.onOpen?.()}
    />
  );
}

function optionOf({ series, rows, isNarrow, colours }: Omit<Props, 'title' | 'table'>): EChartsCoreOption {
  return {
    ...(colours === undefined ? {} : { color: [...colours] }),
    tooltip: {
      trigger: 'item',
      formatter: ({
        seriesIndex,
        dataIndex,
      }: {
        readonly seriesIndex: number;
        readonly dataIndex: number;
      }) => {
        const row = rows[dataIndex];
        return [row?.label, series.length > 1 ? series[seriesIndex] : '', row?.bars[seriesIndex]?.text]
          .filter((part) => part !== '')
          .join('  ');
      },
    },
    ...(series.length > 1 ? { legend: { bottom: 0, left: 0, itemWidth: 14 } } : {}),
    grid: {
      left: 4,
      right: isNarrow ? 84 : 132,
      top: 4,
      bottom: series.length > 1 ? 30 : 4,
      containLabel: true,
    },
    xAxis: {
      type: 'value',
      splitNumber: 4,
      axisLabel: { show: false },
      splitLine: { lineStyle: { color: '#e9edf2' } },
    },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(({ label }) => label),
      axisTick: { show: false },
      axisLabel: { width: isNarrow ? 96 : 200, overflow: 'truncate', color: '#1d2530' },
    },
    series: series.map((name, of) => ({
      name,
      type: 'bar',
      barMaxWidth: BAR,
      barGap: '12%',
      cursor: 'pointer',
      label: {
        show: true,
        position: 'right',
        color: '#1d2530',
        formatter: ({ dataIndex }: { readonly dataIndex: number }) => rows[dataIndex]?.bars[of]?.text ?? '',
      },
      data: rows.map(({ bars }) => {
        const fen = bars[of]?.fen;
        // A bar without length still bears the word that its number is not known.
        return fen === undefined
          ? { value: 0, itemStyle: { color: 'transparent' }, label: { color: '#5e6978' } }
          : drawn(fen);
      }),
    })),
  };
}

export function unknownText(): string {
  return say('reporting.picture.unknown');
}
