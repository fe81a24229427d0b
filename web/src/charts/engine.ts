import { BarChart, LineChart, SankeyChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, type EChartsType, init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { CanvasRenderer } from 'echarts/renderers';
import { FONTS } from '../app/theme.ts';

// Only what the pages draw is carried; a new kind of chart is added here.
use([
  AriaComponent,
  BarChart,
  CanvasRenderer,
  GridComponent,
  LabelLayout,
  LegendComponent,
  LineChart,
  SankeyChart,
  TooltipComponent,
]);

/** Colours that people with colour blindness tell apart, dark enough for thin lines on white. */
export const COLOURS = [
  '#17579c',
  '#c26a00',
  '#1b7a3d',
  '#8a3b8f',
  '#00838f',
  '#a8324a',
  '#5e6978',
  '#8c7000',
];

/** An ECharts chart in an element, drawn on canvas: the policy of the page lets no markup bring styles of its own. */
export function drawChart(element: HTMLElement): EChartsType {
  return init(element, null, { renderer: 'canvas' });
}

/** An option with the look of the app. Tooltips are drawn on the canvas too, for those of markup would be refused. */
export function withLook(option: EChartsCoreOption): EChartsCoreOption {
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const tooltip = option.tooltip;
  return {
    color: COLOURS,
    textStyle: { fontFamily: FONTS, color: '#1d2530' },
    animation: !isCalm,
    animationDuration: 250,
    ...option,
    ...(typeof tooltip === 'object' && tooltip !== null
      ? { tooltip: { confine: true, ...tooltip, renderMode: 'richText' } }
      : {}),
  };
}
