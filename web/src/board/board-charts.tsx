import { Button } from 'antd';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo, useState } from 'react';
import { say } from '../../../src/messages/say.ts';
import type { Board } from '../../../src/server/contract/board.ts';
import { type BoardState, boardStates } from '../../../src/server/contract/board-filter.ts';
import { Chart } from '../charts/chart.tsx';
import { withParam } from './board-query.ts';
import { STATE_TEXTS } from './state-texts.ts';
import type { RuleTally, Tally } from './tally.ts';

/** From grey over what is on its way to what is done; each light enough, or dark enough, to be told from its neighbours. */
const STATE_COLOURS: Readonly<Record<BoardState, string>> = {
  none: '#aab4c0',
  draft: '#7fb2e5',
  submitted: '#17579c',
  returned: '#c26a00',
  approved: '#6cbf8b',
  published: '#145c2e',
};

const SEVERITIES = [
  { key: 'error', text: 'web.board.chart.errors', colour: '#b3261e' },
  { key: 'warning', text: 'web.board.chart.warnings', colour: '#e39a2d' },
  { key: 'notice', text: 'web.board.chart.notices', colour: '#7fb2e5' },
] as const;

/** So many rules are drawn before all are asked for. */
const MOST_RULES = 6;
const ROW = 26;

interface StatesProps {
  readonly states: Tally['states'];
  readonly params: URLSearchParams;
  readonly onState: (state: BoardState) => void;
}

/** One bar of all departments by their state; a click on a part shows its departments. */
export function StatesChart({ states, params, onState }: StatesProps) {
  const shown = useMemo(() => boardStates.filter((state) => (states.get(state) ?? 0) > 0), [states]);
  const option = useMemo(
    (): EChartsCoreOption => ({
      tooltip: { trigger: 'item' },
      legend: { bottom: 0, left: 0, itemWidth: 14, selectedMode: false },
      grid: { left: 2, right: 2, top: 8, bottom: 56 },
      xAxis: { type: 'value', show: false, max: 'dataMax' },
      yAxis: { type: 'category', show: false, data: [say('web.board.chart.states')] },
      series: shown.map((state) => ({
        name: `${say(STATE_TEXTS[state])} ${states.get(state) ?? 0}`,
        type: 'bar',
        stack: 'all',
        barWidth: 44,
        color: STATE_COLOURS[state],
        itemStyle: { borderColor: '#fff', borderWidth: 1 },
        cursor: 'pointer',
        label: {
          show: true,
          formatter: String(states.get(state) ?? 0),
          color: labelColour(state),
          fontWeight: 600,
        },
        labelLayout: { hideOverlap: true },
        tooltip: { formatter: '{a}' },
        data: [states.get(state) ?? 0],
      })),
    }),
    [shown, states],
  );
  return (
    <Chart
      title={say('web.board.chart.states')}
      height={130}
      option={option}
      table={{
        heads: [say('web.board.state'), say('web.board.chart.departments')],
        rows: shown.map((state) => ({
          cells: [say(STATE_TEXTS[state]), String(states.get(state) ?? 0)],
          to: withParam(params, 'state', state),
        })),
      }}
      onPick={({ series }) => {
        const state = shown[series];
        if (state !== undefined) onState(state);
      }}
    />
  );
}

function labelColour(state: BoardState): string {
  return state === 'submitted' || state === 'published' || state === 'returned' ? '#fff' : '#1d2530';
}

interface RulesProps {
  readonly rules: readonly RuleTally[];
  readonly titles: Board['rules'];
  readonly params: URLSearchParams;
  readonly onRule: (rule: string) => void;
}

/** Findings by rule, the commonest on top; a click on a bar shows the departments that have them, one on the rest opens it. */
export function RulesChart({ rules, titles, params, onRule }: RulesProps) {
  const [isAll, setAll] = useState(false);
  const isCut = !isAll && rules.length > MOST_RULES + 1;
  const bars = useMemo(() => {
    const shown = (isCut ? rules.slice(0, MOST_RULES) : rules).map((one) => ({
      ...one,
      name: titles[one.rule] ?? one.rule,
    }));
    if (!isCut) return shown;
    const rest = rules.slice(MOST_RULES);
    const sum = (key: 'error' | 'warning' | 'notice') => rest.reduce((total, one) => total + one[key], 0);
    const name = say('web.board.chart.rules.other', { count: rest.length });
    return [
      ...shown,
      { rule: '', name, error: sum('error'), warning: sum('warning'), notice: sum('notice') },
    ];
  }, [rules, titles, isCut]);
  const option = useMemo((): EChartsCoreOption => {
    const totals = bars.map(({ error, warning, notice }) =>
      (error + warning + notice).toLocaleString('zh-CN'),
    );
    return {
      tooltip: { trigger: 'axis', axisPointer: { type: 'shadow' } },
      legend: { bottom: 0, left: 0, itemWidth: 14 },
      grid: { left: 8, right: 48, top: 4, bottom: 34, containLabel: true },
      xAxis: {
        type: 'value',
        minInterval: 1,
        splitNumber: 4,
        axisLabel: { hideOverlap: true },
        splitLine: { lineStyle: { color: '#e3e8ee' } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: bars.map(({ name }) => name),
        axisTick: { show: false },
        axisLabel: { width: 190, overflow: 'truncate', color: '#1d2530' },
      },
      series: SEVERITIES.map(({ key, text, colour }) => ({
        name: say(text),
        type: 'bar',
        stack: 'all',
        color: colour,
        barMaxWidth: 18,
        cursor: 'pointer',
        // At the end of each bar stands how many there are in all.
        label: {
          show: key === 'notice',
          position: 'right',
          formatter: ({ dataIndex }: { readonly dataIndex: number }) => totals[dataIndex] ?? '',
        },
        data: bars.map((bar) => bar[key]),
      })),
    };
  }, [bars]);
  const more = rules.length > MOST_RULES + 1 && (
    <Button type="link" size="small" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
      {say(isAll ? 'web.board.chart.rules.fewer' : 'web.board.chart.rules.all')}
    </Button>
  );
  if (rules.length === 0) {
    return (
      <figure className="chart">
        <figcaption>
          <b>{say('web.board.chart.rules')}</b>
        </figcaption>
        <p className="quiet">{say('web.board.chart.rules.none')}</p>
      </figure>
    );
  }
  return (
    <div className="board-rules">
      <Chart
        title={say('web.board.chart.rules')}
        height={bars.length * ROW + 64}
        option={option}
        table={{
          heads: [say('web.board.chart.rule'), ...SEVERITIES.map(({ text }) => say(text))],
          rows: rules.map(({ rule, ...counts }) => ({
            cells: [titles[rule] ?? rule, ...SEVERITIES.map(({ key }) => String(counts[key]))],
            to: withParam(params, 'rule', rule),
          })),
        }}
        onPick={({ index }) => {
          const bar = bars[index];
          if (bar?.rule === '') setAll(true);
          else if (bar !== undefined) onRule(bar.rule);
        }}
      />
      {more}
    </div>
  );
}
