import { Button, Select } from 'antd';
import type { EChartsCoreOption } from 'echarts/core';
import { useMemo, useState } from 'react';
import { type MessageKey, say } from '../../../src/messages/say.ts';
import type { PictureFlow, Pictures } from '../../../src/reporting/pictures-schema.ts';
import { Chart } from '../charts/chart.tsx';
import { type DrawnFlow, drawFlow } from './draw-flow.ts';

interface Props {
  readonly pictures: Pictures;
  readonly isNarrow: boolean;
  readonly onFigure: (figure: number) => void;
}

const FUNCTION_LEVELS = [
  'web.pictures.level.class',
  'web.pictures.level.group',
  'web.pictures.level.item',
] as const;
const ECONOMIC_LEVELS = ['web.pictures.level.class', 'web.pictures.level.group'] as const;

const GAPS = {
  sourceByFunction: 'web.pictures.gap.sourceByFunction',
  functionByKind: 'web.pictures.gap.functionByKind',
  functionByEconomic: 'web.pictures.gap.functionByEconomic',
  economic: 'web.pictures.gap.economic',
  partial: 'web.pictures.gap.partial',
} as const satisfies Record<PictureFlow['gaps'][number], MessageKey>;

/** So many nodes stand above each other before the small ones become one. */
const MOST_NODES = 8;
/** Pixels between nodes: two lines of words have room there, however thin a node is. */
const NODE_GAP = 30;
const NODE_HEIGHT = 48;

/** From where money comes, over what it is for, to what it buys. */
export function FlowChart({ pictures, isNarrow, onFigure }: Props) {
  const { flows } = pictures;
  const [levels, setLevels] = useState({ function: 0, economic: 0 });
  const [isAll, setAll] = useState(false);
  const flow =
    flows.find((one) => one.function === levels.function && one.economic === levels.economic) ??
    flows.find((one) => one.function === levels.function) ??
    flows[0];
  const drawn = useMemo(
    () =>
      flow === undefined
        ? undefined
        : drawFlow(pictures, flow, isAll ? Number.POSITIVE_INFINITY : MOST_NODES),
    [pictures, flow, isAll],
  );
  const option = useMemo(() => (drawn === undefined ? {} : optionOf(drawn, isNarrow)), [drawn, isNarrow]);
  if (flow === undefined || drawn === undefined) return <p className="quiet">{say('web.pictures.noFlow')}</p>;
  const has = (by: 'function' | 'economic', level: number) => flows.some((one) => one[by] === level);
  const levelsOf = (by: 'function' | 'economic', names: readonly unknown[]) =>
    names.flatMap((_, level) => (has(by, level) ? [level] : []));
  const choices = [
    { by: 'function', label: 'web.pictures.function', names: FUNCTION_LEVELS },
    { by: 'economic', label: 'web.pictures.economic', names: ECONOMIC_LEVELS },
  ] as const;
  const tallest = Math.max(...drawn.columns);
  return (
    <>
      <div className="picture-choices">
        {choices.map(({ by, label, names }) => {
          const offered = levelsOf(by, names);
          if (offered.length < 2) return null;
          return (
            <span key={by}>
              {say(label)}{' '}
              <Select
                size="small"
                aria-label={say(label)}
                value={flow[by]}
                onChange={(level) => setLevels({ ...levels, [by]: level })}
                options={offered.map((level) => ({ value: level, label: say(names[level] ?? names[0]) }))}
              />
            </span>
          );
        })}
        {(drawn.hidden > 0 || isAll) && (
          <Button size="small" type="link" aria-expanded={isAll} onClick={() => setAll(!isAll)}>
            {isAll ? say('web.pictures.fewer') : say('web.pictures.openOther', { count: drawn.hidden })}
          </Button>
        )}
      </div>
      <Chart
        title={say('web.pictures.flow', { entity: pictures.entity, year: pictures.year })}
        option={option}
        height={Math.max(280, tallest * NODE_HEIGHT + 40)}
        table={{
          heads: [
            say('web.pictures.from'),
            say('web.pictures.to'),
            say('web.pictures.amount', { unit: pictures.unit }),
          ],
          rows: flow.links.map(({ from, to, figure }) => ({
            cells: [
              flow.nodes[from]?.label ?? '',
              flow.nodes[to]?.label ?? '',
              pictures.figures[figure]?.printed ?? '',
            ],
            onOpen: () => onFigure(figure),
          })),
        }}
        onPick={({ index, part }) => {
          const picked = part === 'edge' ? drawn.links[index] : drawn.nodes[index];
          if (picked === undefined) return;
          if (picked.figure !== undefined) onFigure(picked.figure);
          else if (picked.isRest) setAll(true);
        }}
      />
      {flow.gaps.length > 0 && (
        <ul className="picture-notes quiet">
          {flow.gaps.map((gap) => (
            <li key={gap}>{say(GAPS[gap])}</li>
          ))}
        </ul>
      )}
      {drawn.negative > 0 && (
        <p className="picture-notes quiet">{say('web.pictures.negative', { count: drawn.negative })}</p>
      )}
    </>
  );
}

function optionOf({ nodes, links }: DrawnFlow, isNarrow: boolean): EChartsCoreOption {
  const last = Math.max(...nodes.map(({ column }) => column));
  const room = isNarrow ? 84 : 150;
  return {
    tooltip: { trigger: 'item' },
    series: [
      {
        type: 'sankey',
        left: 4,
        right: room,
        top: 8,
        bottom: 22,
        nodeWidth: 14,
        nodeGap: NODE_GAP,
        layoutIterations: 24,
        draggable: false,
        emphasis: { focus: 'adjacency' },
        lineStyle: { color: 'source', opacity: 0.32, curveness: 0.5 },
        label: { color: '#1d2530', fontSize: 12, overflow: 'truncate' },
        data: nodes.map(({ id, column, label, amount, colour }) => ({
          name: id,
          depth: column,
          itemStyle: { color: colour },
          tooltip: { formatter: () => `${label}  ${amount}` },
          label: {
            width: column === last ? room - 8 : isNarrow ? 64 : 130,
            // On a phone there is room for the name only.
            formatter: () => (isNarrow ? label.replace(/^\d+ /u, '') : `${label}\n${amount}`),
            lineHeight: 14,
          },
        })),
        links: links.map(({ from, to, value, title }) => ({
          source: nodes[from]?.id ?? '',
          target: nodes[to]?.id ?? '',
          value,
          tooltip: { formatter: () => title },
        })),
      },
    ],
  };
}
