import type { Document } from '../document/document.ts';
import { SEVERITY_LABELS } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import { wholeOf } from '../reading/coverage.ts';
import { escapeXml } from '../writing/text.ts';
import type { CheckReport, ReportedFinding, ReportedPlace } from './check-schema.ts';
import { againstPanel, statusesOf } from './html-against.ts';
import { REPORT_SCRIPT, REPORT_STYLE } from './html-report-style.ts';
import { drawSource } from './html-source.ts';
import { changesOf, type Mark, marksOf, spotOf } from './marks.ts';
import { placeText } from './reported-place.ts';
import { repairsOf, sayChecked, shareOf, titleOf, verdictOf } from './words.ts';

/** A page of the document as a picture. */
export interface ReportPage {
  /** Counted from 1. */
  readonly page: number;
  /** Of the page as shown, in points. */
  readonly width: number;
  readonly height: number;
  readonly png: Uint8Array;
}

/** What stands beside the findings: the file's own pages, or its text drawn again. */
export type ReportSource =
  | { readonly type: 'pages'; readonly pages: readonly ReportPage[] }
  | { readonly type: 'blocks'; readonly document: Document };

/**
 * The report as one self-contained web page: the document with a frame around every number that a finding speaks of, the
 * findings beside it; a click on either leads to the other. Without script it still reads, and it prints.
 */
export function writeHtmlReport(report: CheckReport, source: ReportSource): string {
  const marks = marksOf(report);
  const drawn = drawDocument(report, source, marks);
  const title = titleOf(report);
  return [
    '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    `<title>${escapeXml(title)}</title>\n<style>${REPORT_STYLE}</style>\n</head>\n<body>\n`,
    `<header><h1>${escapeXml(title)}</h1>\n${summary(report)}</header>\n`,
    '<div class="page">\n',
    `<main id="document" tabindex="-1" aria-label="${say('reporting.document')}">\n${drawn.html}</main>\n`,
    `<aside aria-label="${say('reporting.findings')}">\n${findingsPanel(report, marks, drawn.found)}</aside>\n`,
    `</div>\n<script>${REPORT_SCRIPT}</script>\n</body>\n</html>\n`,
  ].join('');
}

const SEVERITIES = ['error', 'warning', 'notice'] as const;

function summary(report: CheckReport): string {
  const { summary: counts, coverage } = report;
  const { printed, placed } = wholeOf(coverage);
  const facts = [
    say('reporting.count.laws', { laws: counts.laws, rounding: counts.rounding }),
    say('reporting.count.coverage', { printed, placed, share: shareOf(placed, printed) }),
    sayChecked(report),
    ...(counts.not_checked === 0 ? [] : [say('reporting.count.notChecked', { count: counts.not_checked })]),
    ...(counts.acknowledged === 0
      ? []
      : [say('reporting.count.acknowledged', { count: counts.acknowledged })]),
    ...(report.corrections === 0 ? [] : [say('reporting.count.corrections', { count: report.corrections })]),
  ];
  const tallies = SEVERITIES.map((severity) => {
    const count = { error: counts.errors, warning: counts.warnings, notice: counts.notices }[severity];
    return `<li class="${severity}"><b>${count}</b> ${say(SEVERITY_LABELS[severity])}</li>`;
  });
  return [
    `<p class="verdict ${counts.verdict}">${escapeXml(verdictOf(report))}</p>\n`,
    `<ul class="tallies">${tallies.join('')}</ul>\n`,
    `<ul class="facts">${facts.map((one) => `<li>${escapeXml(one)}</li>`).join('')}</ul>\n`,
    `<dl><div><dt>${say('reporting.file')}</dt><dd>${escapeXml(report.file)}</dd></div>`,
    `<div><dt>${say('reporting.pack')}</dt><dd>${escapeXml(`${report.pack.id}：${report.pack.why}`)}</dd></div></dl>\n`,
  ].join('');
}

// The document -----------------------------------------------------------------------------------

function drawDocument(
  report: CheckReport,
  source: ReportSource,
  marks: readonly Mark[],
): { readonly html: string; readonly found: ReadonlySet<Mark> } {
  if (source.type === 'blocks') {
    const { html, found } = drawSource(source.document, marks);
    return {
      html: `<p class="how">${say('reporting.document.rendered')}</p>\n<div class="sheet">${html}</div>\n`,
      found,
    };
  }
  const { pages } = source;
  if (pages.length === 0)
    return { html: `<p class="how">${say('reporting.document.none')}</p>\n`, found: new Set() };
  const shown = new Set(pages.map(({ page }) => page));
  const how = [
    say('reporting.document.pictures'),
    ...(pages.length < report.pages
      ? [say('reporting.document.some', { pages: report.pages, shown: pages.length })]
      : []),
  ].join('');
  return {
    html: `<p class="how">${how}</p>\n${pages.map((page) => drawPage(page, marks)).join('')}`,
    found: new Set(marks.filter(({ place }) => place.page !== undefined && shown.has(place.page))),
  };
}

function drawPage({ page, width, height, png }: ReportPage, marks: readonly Mark[]): string {
  const label = say('reporting.page', { page });
  const frames = marks.flatMap((mark) =>
    mark.place.page === page && mark.place.box !== undefined
      ? [drawFrame(mark, mark.place.box, width, height)]
      : [],
  );
  return [
    `<figure id="page-${page}"><figcaption>${label}</figcaption>`,
    `<div class="sheet"><img alt="${label}" loading="lazy" width="${Math.round(width)}" height="${Math.round(height)}" `,
    `src="data:image/png;base64,${Buffer.from(png).toString('base64')}">${frames.join('')}</div></figure>\n`,
  ].join('');
}

/** A frame a little larger than the number, in shares of the page so that it follows any zoom. */
function drawFrame(
  { id, findings, severity, suspected, place }: Mark,
  [left, top, right, bottom]: readonly [number, number, number, number],
  width: number,
  height: number,
): string {
  const share = (part: number, whole: number) => `${((part / whole) * 100).toFixed(2)}%`;
  const style = [
    `left:${share(left - ROOM, width)}`,
    `top:${share(top - ROOM, height)}`,
    `width:${share(right - left + 2 * ROOM, width)}`,
    `height:${share(bottom - top + 2 * ROOM, height)}`,
  ].join(';');
  const label = escapeXml(place.text ?? '');
  return `<a class="frame ${severity}${suspected ? ' suspected' : ''}" id="${id}" href="#f${findings[0]}" data-f="${findings.join(' ')}" style="${style}" aria-label="${label}"></a>`;
}

/** Points between a number and its frame. */
const ROOM = 1.5;

// The findings -----------------------------------------------------------------------------------

function findingsPanel(report: CheckReport, marks: readonly Mark[], found: ReadonlySet<Mark>): string {
  const anchors = new Map(
    marks.filter((mark) => found.has(mark)).map((mark) => [spotOf(mark.place), mark.id]),
  );
  const laws = new Map(report.explained.map(({ id, message }) => [id, message]));
  const statuses = statusesOf(report);
  const cards = report.findings.map((one, index) => card(one, index, anchors, laws, statuses));
  return [
    toolbar(report),
    cards.length === 0
      ? `<p class="none">${say('reporting.noFindings')}</p>\n`
      : `<ol class="findings">\n${cards.join('')}</ol>\n`,
    againstPanel(report, (place) => placeLink(place, anchors)),
    fold(
      say('reporting.notChecked', { count: report.not_checked.length }),
      report.not_checked.map(({ message }) => message),
    ),
    fold(
      say('reporting.rounding', { count: report.rounding.length }),
      report.rounding.map(({ message }) => message),
      say('reporting.rounding.note'),
    ),
    fold(
      say('reporting.problems', { count: report.problems.length }),
      report.problems.map(({ message }) => message),
    ),
  ].join('');
}

function toolbar(report: CheckReport): string {
  const hasChanges = changesOf(report).length > 0;
  if (report.findings.length === 0 && !hasChanges) return '';
  const boxes = SEVERITIES.map((severity) => [severity, say(SEVERITY_LABELS[severity])] as const);
  const filters = [
    ...boxes,
    ...(hasChanges ? [['change', say('reporting.against.changes')] as const] : []),
  ].map(
    ([severity, label]) =>
      `<label><input type="checkbox" checked data-severity="${severity}">${label}</label>`,
  );
  return [
    '<div class="toolbar" hidden>',
    filters.join(''),
    `<input type="search" placeholder="${say('reporting.search')}" aria-label="${say('reporting.search')}">`,
    `<button type="button" data-step="-1">${say('reporting.previous')}</button>`,
    `<button type="button" data-step="1">${say('reporting.next')}</button></div>\n`,
  ].join('');
}

function card(
  one: ReportedFinding,
  index: number,
  anchors: ReadonlyMap<string, string>,
  laws: ReadonlyMap<string, string>,
  statuses: ReadonlyMap<string, string>,
): string {
  const status = statuses.get(one.id);
  const { severity, title, message, value, expected, difference, unit = '', acknowledged } = one;
  const values = [
    ...(value === undefined ? [] : [term('reporting.printed', `${value}${unit}`)]),
    ...(expected === undefined ? [] : [term('reporting.required', `${expected}${unit}`)]),
    ...(difference === undefined ? [] : [term('reporting.difference', `${difference}${unit}`)]),
  ];
  const places = one.places.slice(0, MOST_PLACES).map((place) => placeLink(place, anchors));
  const more = one.places.length - places.length;
  const repairs = repairsOf(one);
  return [
    `<li class="finding ${severity}${acknowledged === undefined ? '' : ' acknowledged'}" id="f${index}" data-severity="${severity}" tabindex="-1">\n`,
    `<h3><span class="badge">${say(SEVERITY_LABELS[severity])}</span> ${status === undefined ? '' : `<span class="status">${status}</span> `}${escapeXml(title)}</h3>\n`,
    acknowledged === undefined
      ? ''
      : `<p class="accepted">${escapeXml(say('reporting.acknowledged', acknowledged))}</p>\n`,
    `<p>${escapeXml(message)}</p>\n`,
    values.length === 0 ? '' : `<dl class="values">${values.join('')}</dl>\n`,
    places.length === 0
      ? ''
      : `<p class="places">${say('reporting.places')}：${places.join('；')}${more > 0 ? `；${say('reporting.morePlaces', { count: more })}` : ''}</p>\n`,
    repairs.length < 2 ? '' : details(say('reporting.suspects'), repairs),
    one.under.length < 2
      ? ''
      : details(
          say('reporting.under', { count: one.under.length }),
          one.under.flatMap((id) => laws.get(id) ?? []),
        ),
    `<p class="basis">${say('reporting.basis')}：${escapeXml(one.basis)}</p>\n`,
    `<p class="id">${say('reporting.id')} ${escapeXml(one.id)}</p>\n</li>\n`,
  ].join('');
}

const MOST_PLACES = 6;

function term(
  key: 'reporting.printed' | 'reporting.required' | 'reporting.difference',
  text: string,
): string {
  return `<div><dt>${say(key)}</dt><dd>${escapeXml(text)}</dd></div>`;
}

function placeLink(place: ReportedPlace, anchors: ReadonlyMap<string, string>): string {
  const text = escapeXml(placeText(place));
  const anchor = anchors.get(spotOf(place));
  return anchor === undefined ? text : `<a href="#${anchor}">${text}</a>`;
}

function details(title: string, items: readonly string[]): string {
  return `<details><summary>${escapeXml(title)}</summary><ul>${items.map((one) => `<li>${escapeXml(one)}</li>`).join('')}</ul></details>\n`;
}

function fold(title: string, items: readonly string[], note?: string): string {
  if (items.length === 0) return '';
  const shown = note === undefined ? '' : `<p>${escapeXml(note)}</p>`;
  return `<details class="fold"><summary>${escapeXml(title)}</summary>${shown}<ul>${items.map((one) => `<li>${escapeXml(one)}</li>`).join('')}</ul></details>\n`;
}
