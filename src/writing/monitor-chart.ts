import { say } from '../messages/say.ts';
import { FEN_PER, type Fen, printAmount } from '../money/amount.ts';
import { daysOf, daysPassed } from '../performance/forecast.ts';
import type { ProjectMonitoring } from '../performance/monitor.ts';
import type { IndicatorMonitoring } from '../performance/monitor-indicator.ts';
import type { Point } from '../performance/monitor-spending.ts';
import type { Ratio } from '../performance/ratio.ts';
import { escapeXml } from './text.ts';

/** Pictures of monitoring, as inline SVG that reads on a phone and in print. Numbers become floats only to be drawn. */

const SIZE = { width: 460, height: 236 } as const;
const PLOT = { left: 46, right: 12, top: 22, bottom: 26 } as const;

interface Scale {
  x(date: string): number;
  y(amount: Fen): number;
}

/** A project's payments through the year beside its plan, with the budget and what is forecast. */
export function spendingChart(
  { project, progress, spending }: ProjectMonitoring,
  year: number,
  asOf: string,
): string {
  const budget = progress?.adjusted ?? 0n;
  const { course, plan, forecast } = spending;
  const amounts = [
    budget,
    spending.paid,
    ...plan.map(({ amount }) => amount),
    ...course.map(({ amount }) => amount),
  ];
  const ticks = ticksUpTo(amounts.reduce((most, one) => (one > most ? one : most), 1n));
  const scale = scaleOf(year, ticks.at(-1) ?? 1n);
  const start: Point = { date: `${year}-01-01`, amount: 0n };
  const paid = [start, ...course];
  const alt = say('monitoring.page.curveAlt', { project: project.name, how: spending.how });
  return [
    `<svg class="curve" viewBox="0 0 ${SIZE.width} ${SIZE.height}" role="img" aria-label="${escapeXml(alt)}">`,
    ...ticks.map((tick) => gridLine(tick, scale)),
    ...Array.from({ length: 12 }, (_, index) => monthLabel(year, index + 1, scale)),
    budget > 0n
      ? `<path class="budget" d="${line(
          [
            { ...start, amount: budget },
            { date: `${year}-12-31`, amount: budget },
          ],
          year,
          scale,
        )}"/>`
      : '',
    plan.length > 1 ? `<path class="plan" d="${line(plan, year, scale)}"/>` : '',
    ...plan
      .slice(1)
      .map(
        (step) =>
          `<circle class="step" cx="${at(scale.x(step.date))}" cy="${at(scale.y(step.amount))}" r="3"/>`,
      ),
    ...forecastMarks(forecast.range, course.at(-1), year, scale),
    `<path class="paid" d="${line(paid, year, scale)}"/>`,
    ...asOfMarks(asOf, course.at(-1), scale),
    '</svg>',
  ].join('');
}

function scaleOf(year: number, top: Fen): Scale {
  const [width, height] = [SIZE.width - PLOT.left - PLOT.right, SIZE.height - PLOT.top - PLOT.bottom];
  const days = Number(daysOf(year));
  return {
    x: (date) => PLOT.left + (Number(daysPassed(year, date)) / days) * width,
    y: (amount) => PLOT.top + height - (Number((amount * 10_000n) / top) / 10_000) * height,
  };
}

/** From nothing to at least the amount, in four or five round steps. */
function ticksUpTo(amount: Fen): readonly Fen[] {
  const rough = (amount + 3n) / 4n;
  let magnitude = 1n;
  while (magnitude * 10n <= rough) magnitude *= 10n;
  const step = [1n, 2n, 5n, 10n].map((one) => one * magnitude).find((one) => one >= rough) ?? 10n * magnitude;
  const count = (amount + step - 1n) / step;
  return Array.from({ length: Number(count) + 1 }, (_, index) => BigInt(index) * step);
}

function gridLine(tick: Fen, scale: Scale): string {
  const y = scale.y(tick);
  const text = plain(tick);
  return [
    `<line class="grid" x1="${PLOT.left}" x2="${SIZE.width - PLOT.right}" y1="${at(y)}" y2="${at(y)}"/>`,
    `<text class="tick" x="${PLOT.left - 6}" y="${at(y + 4)}" text-anchor="end">${text}</text>`,
  ].join('');
}

/** 万元, with as many decimals as say something. */
function plain(amount: Fen): string {
  const decimals = amount % FEN_PER.万元 === 0n ? 0 : 2;
  const text = printAmount(amount, { unit: '万元', decimals, grouped: true });
  return decimals === 0 ? text : text.replace(/\.?0+$/u, '');
}

function monthLabel(year: number, month: number, scale: Scale): string {
  const first = new Date(Date.UTC(year, month - 1, 15)).toISOString().slice(0, 10);
  const text = month === 12 ? say('monitoring.page.month', { month }) : String(month);
  return `<text class="tick" x="${at(scale.x(first))}" y="${SIZE.height - 8}" text-anchor="middle">${text}</text>`;
}

/** The first point is the beginning of the year, the others are the ends of their days. */
function line(points: readonly Point[], year: number, scale: Scale): string {
  return points
    .map(({ date, amount }, index) => {
      const x = index === 0 && date === `${year}-01-01` ? PLOT.left : scale.x(date);
      return `${index === 0 ? 'M' : 'L'}${at(x)} ${at(scale.y(amount))}`;
    })
    .join('');
}

function forecastMarks(
  range: ProjectMonitoring['spending']['forecast']['range'],
  last: Point | undefined,
  year: number,
  scale: Scale,
): readonly string[] {
  const end = `${year}-12-31`;
  if (range === undefined || last === undefined || last.date === end) return [];
  const [x, high, low] = [scale.x(end) - 3, scale.y(range.high), scale.y(range.low)];
  return [
    `<path class="cone" d="M${at(scale.x(last.date))} ${at(scale.y(last.amount))}L${at(x)} ${at(high)}L${at(x)} ${at(low)}Z"/>`,
    `<path class="future" d="${line([last, { date: end, amount: range.point }], year, scale)}"/>`,
    `<path class="range" d="M${at(x)} ${at(high)}L${at(x)} ${at(low)}M${at(x - 4)} ${at(high)}h8M${at(x - 4)} ${at(low)}h8"/>`,
  ];
}

function asOfMarks(asOf: string, last: Point | undefined, scale: Scale): readonly string[] {
  const x = scale.x(asOf);
  const [, month = 0, day = 0] = asOf.split('-').map(Number);
  const anchor = x > SIZE.width - 80 ? 'end' : x < PLOT.left + 40 ? 'start' : 'middle';
  return [
    `<line class="day" x1="${at(x)}" x2="${at(x)}" y1="${PLOT.top - 4}" y2="${SIZE.height - PLOT.bottom}"/>`,
    `<text class="tick" x="${at(x)}" y="${PLOT.top - 9}" text-anchor="${anchor}">${say('monitoring.page.day', { month, day })}</text>`,
    ...(last === undefined
      ? []
      : [`<circle class="dot" cx="${at(scale.x(last.date))}" cy="${at(scale.y(last.amount))}" r="4"/>`]),
  ];
}

const BAR = { width: 240, height: 16 } as const;

/** An indicator as a bar up to its target, with a mark at what was due; nothing where it is no number. */
export function indicatorBar({ indicator, reached, dueShare, light, how }: IndicatorMonitoring): string {
  const value = numberOf(reached);
  if (value === undefined) return '';
  const due = numberOf(dueShare) ?? 1;
  const whole = Math.max(1, value, due);
  const x = (share: number) => at((Math.max(0, share) / whole) * (BAR.width - 4) + 2);
  const alt = say('monitoring.page.barAlt', { name: indicator.level3, how });
  return [
    `<svg class="bar" viewBox="0 0 ${BAR.width} ${BAR.height}" preserveAspectRatio="none" role="img" aria-label="${escapeXml(alt)}">`,
    `<rect class="track" x="2" y="4" width="${x(1) - 2}" height="8" rx="2"/>`,
    `<rect class="fill ${light}" x="2" y="4" width="${Math.max(0, x(value) - 2)}" height="8" rx="2"/>`,
    `<line class="goal" x1="${x(1)}" x2="${x(1)}" y1="1" y2="15"/>`,
    due < 1 ? `<line class="due" x1="${x(due)}" x2="${x(due)}" y1="1" y2="15"/>` : '',
    '</svg>',
  ].join('');
}

/** A ratio to be drawn; bars stop at three times their target. */
function numberOf(ratio: Ratio): number | undefined {
  if (!ratio.applicable) return undefined;
  return Math.min(3, Number((ratio.numerator * 1000n) / ratio.denominator) / 1000);
}

function at(value: number): number {
  return Math.round(value * 10) / 10;
}
