import type { Cell, Document, Row, Table } from '../document/document.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { say } from '../messages/say.ts';
import { type Fen, printAmount } from '../money/amount.ts';
import type { MonitoringAttribute, MonitoringForm, MonitoringFormCell } from '../packs/performance.ts';
import { sayRange } from './forecast.ts';
import { centred, count, dash, money, text } from './form-cells.ts';
import { FUNDS } from './funds.ts';
import type { Monitoring, ProjectMonitoring } from './monitor.ts';
import type { IndicatorMonitoring } from './monitor-indicator.ts';
import { type Light, type SpendingMonitoring, sayDeviation } from './monitor-spending.ts';
import type { ProgressRow } from './progress.ts';
import { sayRatio } from './ratio.ts';
import type { PerformanceRules } from './rules.ts';
import { printed } from './score.ts';

/** What attributes stand for at a place of a form; those that are not there print a dash. */
type Values = Partial<Readonly<Record<MonitoringAttribute, Cell>>>;
type Words = Readonly<Record<string, string>>;

/** 项目支出绩效运行监控表 of every project, each on pages of its own, with what its lights follow from. */
export function monitoringForms(monitoring: Monitoring, ledger: Ledger, rules: PerformanceRules): Document {
  const context = contextOf(monitoring, ledger);
  return {
    ...frame(monitoring, ledger),
    sections: monitoring.projects.map((one, index) => {
      const values = { ...context.values, ...projectValues(one, ledger) };
      const words = { ...context.words, project: one.project.name };
      const listed = one.indicators.map((each) => indicatorValues(each, monitoring.asOf, rules));
      const table = formTable(rules.forms.monitoring, `monitoring-${index + 1}`, values, words, listed);
      return {
        orientation: 'landscape',
        blocks: [{ ...table, notes: [...table.notes, ...monitoringNotes(one, rules)] }],
      };
    }),
  };
}

/** 部门预算绩效运行监控汇总表: a row for every project, and the department as a whole. */
export function monitoringSummary(monitoring: Monitoring, ledger: Ledger, rules: PerformanceRules): Document {
  const { values, words } = contextOf(monitoring, ledger);
  const whole = { ...values, ...fundValues('total', monitoring.total) };
  const listed = monitoring.projects.map((one) => projectValues(one, ledger));
  const table = formTable(rules.forms.monitoringDepartment, 'monitoring-department', whole, words, listed);
  return { ...frame(monitoring, ledger), sections: [{ orientation: 'landscape', blocks: [table] }] };
}

function frame({ asOf, year }: Monitoring, { records }: Ledger): Omit<Document, 'sections'> {
  const department = records.department.name;
  const title = say('monitoring.form.documentTitle', { department, year, day: sayDay(asOf) });
  return { title, language: 'zh-CN', author: department, year };
}

/** What holds for the whole department. */
function contextOf({ asOf, year }: Monitoring, { records }: Ledger): { values: Values; words: Words } {
  const { code, name } = records.department;
  return {
    values: { 'department.name': text(`${name}（${code}）`), 'department.code': text(code) },
    words: { department: name, year: String(year), day: sayDay(asOf), period: sayPeriod(asOf) },
  };
}

/** 2025年8月31日. */
export function sayDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return say('monitoring.form.day', { year: year ?? 0, month: month ?? 0, day: date ?? 0 });
}

/** 1—8月 where the month has ended, else the days. */
function sayPeriod(asOf: string): string {
  const [year = 0, month = 0, day = 0] = asOf.split('-').map(Number);
  const isEnd = day === new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (!isEnd) return say('monitoring.form.days', { month, day });
  return month === 1 ? say('monitoring.form.firstMonth') : say('monitoring.form.months', { month });
}

function formTable(
  form: MonitoringForm,
  id: string,
  values: Values,
  words: Words,
  listed: readonly Values[],
): Table {
  const fill = (template: string) =>
    template.replace(/\{(\w+)\}/gu, (whole, name: string) => words[name] ?? whole);
  const { left, middle, right } = form.above ?? {};
  return {
    type: 'table',
    id,
    title: fill(form.title),
    above: {
      ...(left === undefined ? {} : { left: fill(left) }),
      ...(middle === undefined ? {} : { middle: fill(middle) }),
      ...(right === undefined ? {} : { right: fill(right) }),
    },
    widths: form.widths,
    head: [],
    body: form.rows.flatMap((row): readonly Row[] => {
      if ('each' in row) return listedRows(row.cells, listed, values, fill);
      const isHeader = 'header' in row && row.header === true;
      return [{ cells: row.cells.map((cell) => formCell(cell, values, fill, isHeader)) }];
    }),
    notes: form.notes.map(fill),
  };
}

/** A row for each record; cells that merge span those below that say the same under the same cells before them. */
function listedRows(
  cells: readonly MonitoringFormCell[],
  listed: readonly Values[],
  values: Values,
  fill: (template: string) => string,
): readonly Row[] {
  const grid = listed.map((own) => cells.map((cell) => formCell(cell, { ...values, ...own }, fill, false)));
  /** Whether a cell continues the one above it: so do all that merge before it. */
  const continues = (row: number, column: number): boolean =>
    row > 0 &&
    cells
      .slice(0, column + 1)
      .every(
        (cell, index) => cell.merge !== true || grid[row]?.[index]?.text === grid[row - 1]?.[index]?.text,
      );
  return grid.map((row, index) => ({
    cells: row.flatMap((cell, column): readonly Cell[] => {
      if (cells[column]?.merge !== true) return [cell];
      if (continues(index, column)) return [];
      let rowspan = 1;
      while (index + rowspan < grid.length && continues(index + rowspan, column)) rowspan += 1;
      return [rowspan === 1 ? cell : { ...cell, rowspan }];
    }),
  }));
}

function formCell(
  { label, show, tick, colspan, rowspan, align }: MonitoringFormCell,
  values: Values,
  fill: (template: string) => string,
  isHeader: boolean,
): Cell {
  const spans = {
    ...(colspan === undefined ? {} : { colspan }),
    ...(rowspan === undefined ? {} : { rowspan }),
    ...(align === undefined ? {} : { align }),
  };
  if (tick !== undefined) {
    const isTicked = wordsOf(values[tick.of]?.text ?? '').includes(tick.word);
    return { text: isTicked ? say('monitoring.form.tick') : '', align: 'center', ...spans };
  }
  if (show !== undefined) return { ...(values[show] ?? dash()), ...spans };
  return { text: fill(label ?? ''), header: isHeader || align !== 'left', align: 'center', ...spans };
}

/** The kinds that a text begins with, before its colon: `经费保障、其他：…`; a text without a colon is one word. */
function wordsOf(text: string): readonly string[] {
  const [kinds = ''] = text.split(/[:：]/u);
  return kinds.split(/[、,，/\s]+/u);
}

function projectValues(one: ProjectMonitoring, { records }: Ledger): Values {
  const { project, progress, funds, spending, tally, goal } = one;
  const entity = records.units.find(({ code }) => code === project.entity)?.name ?? records.department.name;
  const reason = goal?.reason ?? '';
  const missing = one.spendingNeedsReason ? say('monitoring.form.reasonMissing') : '';
  return {
    'project.name': text(project.name),
    'project.code': text(project.code),
    'project.goals': text(project.goals.join('\n')),
    'project.goalResult': text(goal?.value || say('evaluation.form.missing')),
    'project.light': light(one.light),
    'project.reason': text(reason === '' ? missing : reason),
    'entity.name': text(entity),
    'spending.light': text(
      say('monitoring.form.light', { light: say(`monitoring.light.${spending.light}`), how: spending.how }),
    ),
    'spending.due': money(spending.due),
    'spending.deviation': centred(sayLightDeviation(spending.light, spending)),
    'spending.forecast': forecastCell(spending),
    'spending.outcome': text(say(`monitoring.outcome.${spending.forecast.outcome}`)),
    'indicators.count': count(one.indicators.length),
    'indicators.green': count(tally.green),
    'indicators.yellow': count(tally.yellow),
    'indicators.red': count(tally.red),
    'indicators.unknown': count(tally.unknown),
    'indicators.unexplained': count(one.unexplained),
    ...fundValues('total', progress),
    ...Object.assign({}, ...FUNDS.map((fund) => fundValues(fund, funds[fund]))),
  };
}

function fundValues(fund: 'total' | (typeof FUNDS)[number], row: ProgressRow | undefined): Values {
  return {
    [`funds.${fund}.budget`]: money(row?.budget),
    [`funds.${fund}.adjusted`]: money(row?.adjusted),
    [`funds.${fund}.paid`]: money(row?.paid),
    [`funds.${fund}.rate`]: row === undefined ? dash() : centred(sayRatio(row.executionRate)),
  };
}

/** 万元, with the range; one number where nothing is open. */
function forecastCell({ forecast }: SpendingMonitoring): Cell {
  const { range } = forecast;
  if (range === undefined) return centred(say('monitoring.form.cannotSay'));
  const [point, low, high] = [range.point, range.low, range.high].map(inTenThousands);
  if (range.low === range.high) return { text: point ?? '', align: 'center' };
  return centred(say('monitoring.form.range', { point: point ?? '', low: low ?? '', high: high ?? '' }));
}

function sayLightDeviation(one: Light, { deviation }: Pick<SpendingMonitoring, 'deviation'>): string {
  const said = say(`monitoring.light.${one}`);
  return deviation.applicable
    ? say('monitoring.form.remark', { light: said, rate: sayDeviation(deviation) })
    : said;
}

function indicatorValues(one: IndicatorMonitoring, asOf: string, rules: PerformanceRules): Values {
  const { indicator, result, forecast, due } = one;
  const reason = result?.reason ?? '';
  const range = forecast.range;
  const settled = forecast.outcome === 'met' || forecast.outcome === 'missed';
  const said =
    range === undefined || settled
      ? say(`monitoring.outcome.${forecast.outcome}`)
      : sayRange(range, indicator.unit);
  return {
    'indicator.level1': text(indicator.level1),
    'indicator.level2': text(indicator.level2),
    'indicator.level3': text(indicator.level3),
    'indicator.target': centred(printed(indicator)),
    'indicator.actual': centred(sayActual(one, asOf)),
    'indicator.due': due === undefined ? dash() : centred(`${due}${indicator.unit}`),
    'indicator.deviation': one.deviation.applicable ? centred(sayDeviation(one.deviation)) : dash(),
    'indicator.light': light(one.light),
    'indicator.forecast': text(said),
    'indicator.possibility': text(rules.monitoring.possibility[forecast.outcome]),
    'indicator.reason': text(
      reason === '' && one.needsReason ? say('monitoring.form.reasonMissing') : reason,
    ),
    'indicator.remark': text(sayLightDeviation(one.light, one)),
  };
}

/** The result with its unit, and its day where that is not the day of the monitoring. */
export function sayActual({ indicator, result }: IndicatorMonitoring, asOf: string): string {
  if (result === undefined || result.value === '') return say('evaluation.form.missing');
  const isNumber = /^[\d.,]+$/u.test(result.value);
  const value = `${result.value}${result.unit === '' && isNumber ? indicator.unit : result.unit}`;
  if (result.date === asOf) return value;
  const [, month = 0, day = 0] = result.date.split('-').map(Number);
  return say('monitoring.form.at', { value, month, day });
}

/** What every light and forecast follows from. */
export function monitoringNotes(
  { spending, indicators }: ProjectMonitoring,
  rules: PerformanceRules,
): readonly string[] {
  return [
    say('monitoring.note.method', rules.monitoring.forecast),
    say('monitoring.note.how'),
    say('monitoring.note.spending', { how: spending.how }),
    ...(spending.forecast.how === spending.how
      ? []
      : [say('monitoring.note.forecast', { how: spending.forecast.how })]),
    ...indicators.map(({ indicator, light: one, how, forecast }) => {
      const params = { name: indicator.level3, light: say(`monitoring.light.${one}`), how };
      return forecast.how === how
        ? say('monitoring.note.indicatorOpen', params)
        : say('monitoring.note.indicator', { ...params, forecast: forecast.how });
    }),
  ];
}

function light(one: Light): Cell {
  return centred(say(`monitoring.light.${one}`));
}

function inTenThousands(fen: Fen): string {
  return printAmount(fen, { unit: '万元', decimals: 2, grouped: true });
}
