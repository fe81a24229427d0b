import { say } from '../messages/say.ts';
import { escapeXml } from '../writing/text.ts';
import type {
  Against,
  AgainstApproval,
  AgainstEarlier,
  AgainstNone,
  ReportedChange,
} from './against-schema.ts';
import type { CheckReport, ReportedPlace } from './check-schema.ts';
import { placeText } from './reported-place.ts';

const STATUS = {
  gone: 'reporting.against.status.gone',
  still: 'reporting.against.status.still',
  new: 'reporting.against.status.new',
} as const;

/** Whether each finding is new or still there, in words, by its id; none where no earlier version was compared. */
export function statusesOf({ against }: CheckReport): ReadonlyMap<string, string> {
  const findings = against?.as === 'earlier' ? against.findings : [];
  return new Map(findings.map(({ id, status }) => [id, say(STATUS[status])]));
}

/** What comes of the comparison, in sentences: for the terminal and the top of the section. */
export function againstTexts(against: Against): readonly string[] {
  switch (against.as) {
    case 'earlier':
      return earlierTexts(against);
    case 'approval':
      return approvalTexts(against);
    case 'none':
      return [noneText(against)];
  }
}

function noneText({ folder, candidates }: AgainstNone): string {
  return candidates.length === 0
    ? say('reporting.against.none', { folder })
    : say('reporting.against.several', { folder, files: candidates.join('、') });
}

function approvalTexts(against: AgainstApproval): readonly string[] {
  const { file, entity, year, differences, agreed, lacking, not_checked: unknown } = against;
  return [
    say('reporting.against.other', { file, entity, year }),
    say('reporting.against.approved', { differences, agreed }),
    ...(lacking.length === 0 ? [] : [say('reporting.against.lacking', { count: lacking.length })]),
    ...(unknown.length === 0 ? [] : [say('reporting.against.unknown', { count: unknown.length })]),
  ];
}

function earlierTexts(against: AgainstEarlier): readonly string[] {
  const { file, entity, year, findings, changes, same, not_compared: count } = against;
  const of = (status: string) => findings.filter((one) => one.status === status).length;
  const numbers = (type: string) => changes.filter((one) => one.type === type).length;
  return [
    say('reporting.against.other', { file, entity, year }),
    say('reporting.against.counts', { gone: of('gone'), still: of('still'), fresh: of('new') }),
    same === undefined
      ? say('reporting.against.noNumbers')
      : say('reporting.against.numbers', {
          changed: numbers('changed'),
          appeared: numbers('appeared'),
          disappeared: numbers('disappeared'),
          same,
        }),
    ...(count === 0 ? [] : [say('reporting.against.notCompared', { count })]),
  ];
}

/** The section of the web page: what is mended, and every number that changed, table by table. */
export function againstPanel(report: CheckReport, link: (place: ReportedPlace) => string): string {
  const { against } = report;
  if (against === undefined) return '';
  const texts = againstTexts(against).map((one) => `<p>${escapeXml(one)}</p>\n`);
  const content = panelOf(against, report.findings.length, link);
  return [
    `<section class="against"><h2>${say(`reporting.against.title.${against.as}`)}</h2>\n`,
    ...texts,
    ...content,
    '</section>\n',
  ].join('');
}

function panelOf(
  against: Against,
  before: number,
  link: (place: ReportedPlace) => string,
): readonly string[] {
  switch (against.as) {
    case 'earlier':
      return [mended(against), changed(against, before, link)];
    case 'approval':
      return [
        unmatched('reporting.against.lacking', against.lacking),
        unmatched('reporting.against.unknown', against.not_checked),
      ];
    case 'none':
      return [];
  }
}

/** Numbers of one of the two documents that the other does not have. */
function unmatched(
  title: 'reporting.against.lacking' | 'reporting.against.unknown',
  numbers: AgainstApproval['lacking'],
): string {
  if (numbers.length === 0) return '';
  const items = numbers.map((one) => `<li>${escapeXml(unmatchedText(one))}</li>`);
  return `<details class="fold"><summary>${say(title, { count: numbers.length })}</summary><ul>${items.join('')}</ul></details>\n`;
}

/** A number that has no counterpart, in words. */
export function unmatchedText({ what, value, where }: AgainstApproval['lacking'][number]): string {
  return say('reporting.against.unmatched', { what, value, where });
}

function mended({ findings }: AgainstEarlier): string {
  const gone = findings.filter(({ status }) => status === 'gone');
  if (gone.length === 0) return '';
  const items = gone.map(({ title, message }) => `<li>${escapeXml(`${title}：${message}`)}</li>`);
  return `<details class="fold" open><summary>${say('reporting.against.gone', { count: gone.length })}</summary><ul>${items.join('')}</ul></details>\n`;
}

/** A card for each changed number, as findings have them, so that frames lead to it. */
function changed(
  { changes }: AgainstEarlier,
  before: number,
  link: (place: ReportedPlace) => string,
): string {
  if (changes.length === 0) return '';
  const tables = new Map<string, string[]>();
  for (const [index, one] of changes.entries()) {
    const name = one.table === '' ? say('reporting.against.text') : one.table;
    const where = placeOf(one, link);
    const card = [
      `<li class="finding change" id="f${before + index}" data-severity="change" tabindex="-1">`,
      `<p>${escapeXml(changeText(one))}</p>`,
      where === '' ? '' : `<p class="places">${where}</p>`,
      '</li>\n',
    ].join('');
    const known = tables.get(name);
    if (known === undefined) tables.set(name, [card]);
    else known.push(card);
  }
  const lists = [...tables].map(
    ([name, cards]) => `<h4>${escapeXml(name)}</h4>\n<ol class="findings">\n${cards.join('')}</ol>\n`,
  );
  return `<h3>${say('reporting.against.changed', { count: changes.length })}</h3>\n${lists.join('')}`;
}

/** Where it stands in this version; of what is gone, where it stood. */
function placeOf(
  { place, place_before: before }: ReportedChange,
  link: (place: ReportedPlace) => string,
): string {
  if (place !== undefined) return link(place);
  return before === undefined ? '' : escapeXml(say('reporting.against.before', { place: placeText(before) }));
}

/** A changed number in words. */
export function changeText(one: ReportedChange): string {
  const { row, column, type, before = '', after = '', before_unit: was = '', after_unit: is = '' } = one;
  const where = row !== '' && column !== '' ? say('reporting.against.where', { row, column }) : row || column;
  const params = { where, before: `${before}${was}`, after: `${after}${is}` };
  switch (type) {
    case 'changed':
      return say('reporting.against.change.changed', params);
    case 'appeared':
      return say('reporting.against.change.appeared', params);
    case 'disappeared':
      return say('reporting.against.change.disappeared', params);
  }
}
