import type { Ledger } from '../ledger/ledger.ts';
import { say } from '../messages/say.ts';
import { type Fen, printAmount } from '../money/amount.ts';
import type { Monitoring, ProjectMonitoring } from '../performance/monitor.ts';
import { sayActual, sayDay } from '../performance/monitor-forms.ts';
import type { IndicatorMonitoring } from '../performance/monitor-indicator.ts';
import { type Light, type SpendingMonitoring, sayDeviation } from '../performance/monitor-spending.ts';
import { sayMonitoring } from '../performance/monitor-words.ts';
import { sayRatio } from '../performance/ratio.ts';
import type { PerformanceRules } from '../performance/rules.ts';
import { printed } from '../performance/score.ts';
import { indicatorBar, spendingChart } from './monitor-chart.ts';
import { MONITOR_STYLE } from './monitor-style.ts';
import { escapeXml } from './text.ts';

/**
 * Monitoring as one self-contained page: the lights of all projects, and for each its payments through the year beside
 * its plan and its indicators beside their targets. No script, no file beside it; it prints, and reads on a phone.
 */
export function writeMonitorPage(
  monitoring: Monitoring,
  { records }: Ledger,
  rules: PerformanceRules,
): string {
  const { asOf, year, projects } = monitoring;
  const department = records.department.name;
  const title = say('monitoring.form.documentTitle', { department, year, day: sayDay(asOf) });
  const said = sayMonitoring(monitoring, { records }, rules);
  const lines = (...texts: readonly string[]) => texts.map((one) => `<p>${escapeXml(one)}</p>\n`).join('');
  return [
    '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    `<title>${escapeXml(title)}</title>\n<style>${MONITOR_STYLE}</style>\n</head>\n<body>\n`,
    `<header><h1>${escapeXml(title)}</h1>\n${lines(said.lead, said.total)}</header>\n<main>\n`,
    overview(projects),
    ...projects.map((one, index) => card(one, index + 1, monitoring)),
    `</main>\n<footer>${lines(said.rules + say('monitoring.page.bars'), said.sources)}</footer>\n</body>\n</html>\n`,
  ].join('');
}

function overview(projects: readonly ProjectMonitoring[]): string {
  const columns = ['project', 'light', 'rate', 'deviation', 'forecast', 'indicators'] as const;
  const rows = projects.map(({ project, light, progress, spending, tally }, index) => {
    const cells = [
      `<th scope="row"><a href="#project-${index + 1}">${escapeXml(project.name)}</a></th>`,
      cell('light', pill(light)),
      cell('rate', progress === undefined ? say('evaluation.form.dash') : sayRatio(progress.executionRate)),
      cell('deviation', `${mark(spending.light)}${escapeXml(sayDeviation(spending.deviation))}`),
      cell('forecast', escapeXml(sayForecast(spending))),
      cell('indicators', escapeXml(say('monitoring.page.lights', { ...tally }))),
    ];
    return `<tr>${cells.join('')}</tr>\n`;
  });
  const head = columns.map((column) => `<th scope="col">${say(`monitoring.page.${column}`)}</th>`);
  return [
    `<section class="overview"><h2>${say('monitoring.page.summary')}</h2>\n<table>\n`,
    `<thead><tr>${head.join('')}</tr></thead>\n<tbody>\n${rows.join('')}</tbody>\n</table></section>\n`,
  ].join('');
}

/** A cell that names its column, for where the table becomes a list. */
function cell(column: 'light' | 'rate' | 'deviation' | 'forecast' | 'indicators', html: string): string {
  return `<td data-label="${say(`monitoring.page.${column}`)}">${html}</td>`;
}

function sayForecast({ forecast }: SpendingMonitoring): string {
  const said = say(`monitoring.outcome.${forecast.outcome}`);
  const { range } = forecast;
  if (range === undefined || forecast.outcome === 'met' || forecast.outcome === 'missed') return said;
  const [point, low, high] = [range.point, range.low, range.high].map(tenThousands);
  return say('monitoring.page.range', { said, point: point ?? '', low: low ?? '', high: high ?? '' });
}

function card(one: ProjectMonitoring, number: number, { year, asOf }: Monitoring): string {
  const { project, spending, light, indicators, goal } = one;
  const reason = goal?.reason ?? '';
  return [
    `<section class="card" id="project-${number}">\n<h2>${escapeXml(project.name)} ${pill(light)}</h2>\n<div class="halves">\n`,
    `<figure><figcaption>${say('monitoring.page.curve')}</figcaption>\n${spendingChart(one, year, asOf)}\n${legend(one)}`,
    `<p class="how">${mark(spending.light)}${escapeXml(spending.how)}。</p>\n`,
    spending.forecast.how === spending.how
      ? ''
      : `<p class="how">${escapeXml(spending.forecast.how)}。</p>\n`,
    reasonLine(reason, one.spendingNeedsReason),
    `</figure>\n<div class="indicators"><h3>${say('monitoring.page.indicatorList')}</h3>\n`,
    indicators.length === 0
      ? `<p>${say('monitoring.page.noIndicators')}</p>`
      : `<ul>\n${indicators.map((indicator) => indicatorItem(indicator, asOf)).join('')}</ul>`,
    '</div>\n</div>\n</section>\n',
  ].join('');
}

function legend({ spending, progress }: ProjectMonitoring): string {
  const planned = spending.dueBy === 'even' ? 'planEven' : 'plan';
  const keys = [
    ['paid', 'paid'],
    ...(spending.plan.length > 1 ? [['plan', planned] as const] : []),
    ...((progress?.adjusted ?? 0n) > 0n ? [['budget', 'budget'] as const] : []),
    ...(spending.forecast.range === undefined ? [] : [['future', 'forecastBar'] as const]),
  ] as const;
  const items = keys.map(
    ([style, word]) =>
      `<span><svg viewBox="0 0 24 10" aria-hidden="true"><path class="${style}" d="M1 5H23"/></svg>${say(`monitoring.page.${word}`)}</span>`,
  );
  return `<p class="legend">${items.join('')}</p>\n`;
}

function indicatorItem(one: IndicatorMonitoring, asOf: string): string {
  const { indicator, light, due, isCumulative, result, forecast, how } = one;
  const facts = [
    say('monitoring.page.target', { target: printed(indicator) }),
    say('monitoring.page.actual', { actual: sayActual(one, asOf) }),
    ...(isCumulative && due !== undefined
      ? [say(one.isLess ? 'monitoring.page.used' : 'monitoring.page.due', { due: `${due}${indicator.unit}` })]
      : []),
  ];
  const more = forecast.how === how ? how : forecast.how;
  return [
    `<li>\n<p class="name">${mark(light)}${escapeXml(indicator.level3)} ${pill(light)}</p>\n${indicatorBar(one)}`,
    `<p class="facts">${facts.map((fact) => `<span>${escapeXml(fact)}</span>`).join('')}</p>\n`,
    result === undefined ? '' : `<p class="how">${escapeXml(more)}。</p>\n`,
    (result?.source ?? '') === ''
      ? ''
      : `<p class="how">${escapeXml(say('monitoring.page.source', { source: result?.source ?? '' }))}</p>\n`,
    reasonLine(result?.reason ?? '', one.needsReason),
    '</li>\n',
  ].join('');
}

function reasonLine(reason: string, isMissing: boolean): string {
  if (reason === '' && !isMissing) return '';
  const text = reason === '' ? say('monitoring.form.reasonMissing') : reason;
  const missing = reason === '' ? ' missing' : '';
  return `<p class="reason${missing}">${say('monitoring.page.reason')}：${escapeXml(text)}</p>\n`;
}

/** A light in words and colour; the word says it where colours do not. */
function pill(light: Light): string {
  return `<span class="pill ${light}">${say(`monitoring.light.${light}`)}</span>`;
}

function mark(light: Light): string {
  return `<span class="mark ${light}" aria-hidden="true"></span>`;
}

function tenThousands(amount: Fen): string {
  return printAmount(amount, { unit: '万元', decimals: 2, grouped: true });
}
