import { familyOf } from '../checking/family.ts';
import type { Document, Row, Table } from '../document/document.ts';
import { say } from '../messages/say.ts';
import type { CheckReport, ReportedFinding } from './check-schema.ts';
import { KIND_NAMES, KINDS } from './kinds.ts';
import { placeText } from './reported-place.ts';
import { titleOf, verdictOf } from './words.ts';

/**
 * The form in which finance bureaus keep the result of a review (部门预算公开情况检查表): one row for each required part of
 * the disclosure and each kind of check, whether it meets the requirements, and the problems in words with their page.
 */
export function checklistOf(report: CheckReport): Document {
  const title = say(
    report.stage === 'final' ? 'reporting.checklist.title.final' : 'reporting.checklist.title.budget',
  );
  return {
    title: `${titleOf(report)} ${title}`,
    language: 'zh-CN',
    author: report.entity.name,
    year: report.year,
    sections: [{ orientation: 'landscape', blocks: [checklist(report, title)] }],
  };
}

function checklist(report: CheckReport, title: string): Table {
  const rows = itemsOf(report);
  return {
    type: 'table',
    id: 'checklist',
    title,
    above: {
      left: say('reporting.checklist.body', { entity: report.entity.name }),
      middle: say('reporting.checklist.year', { year: report.year }),
      right: say('reporting.checklist.file', { file: report.file.split(/[\\/]/u).at(-1) ?? '' }),
    },
    widths: [3, 12, 8, 5, 30],
    head: [
      {
        cells: [
          { text: say('reporting.checklist.number') },
          { text: say('reporting.checklist.item') },
          { text: say('reporting.checklist.place') },
          { text: say('reporting.checklist.meets') },
          { text: say('reporting.checklist.problems') },
        ],
      },
    ],
    body: rows.map((row, index) => bodyRow(row, index)),
    notes: [
      say('reporting.checklist.verdict', { verdict: verdictOf(report) }),
      ...(report.not_checked.length === 0
        ? []
        : [say('reporting.count.notChecked', { count: report.not_checked.length })]),
    ],
  };
}

/** A row of the form: a part of the disclosure or a kind of check, with its findings. */
interface Item {
  readonly name: string;
  readonly place: string;
  readonly findings: readonly ReportedFinding[];
  /** What keeps it from being answered, such as a table that was not understood. */
  readonly open?: 'reporting.checklist.missing' | 'reporting.checklist.unread';
}

function bodyRow({ name, place, findings, open }: Item, index: number): Row {
  const problems = findings.map((one, at) => {
    const [first] = one.places;
    const where = first === undefined ? '' : placeText(first);
    const text =
      one.acknowledged === undefined
        ? one.message
        : `${one.message}${say('reporting.acknowledged', one.acknowledged)}`;
    const number = findings.length > 1 ? `${at + 1}. ` : '';
    return `${number}${where === '' ? '' : say('reporting.checklist.at', { where })}${text}`;
  });
  const isBroken = findings.some(
    ({ severity, acknowledged }) => acknowledged === undefined && severity !== 'notice',
  );
  const answer = isBroken ? 'reporting.checklist.no' : (open ?? 'reporting.checklist.yes');
  return {
    cells: [
      { text: String(index + 1), align: 'center' },
      { text: name, rowHeader: true },
      { text: place },
      { text: say(answer), align: 'center' },
      { text: problems.join('\n') },
    ],
  };
}

/** Every finding in one row: under the table where its first number stands, else under its kind. */
function itemsOf(report: CheckReport): readonly Item[] {
  const left = new Set(report.findings);
  const take = (belongs: (one: ReportedFinding) => boolean) => {
    const found = [...left].filter(belongs);
    for (const one of found) left.delete(one);
    return found;
  };
  const tables = report.parts.map(({ title, status, place }): Item => {
    const findings = take((one) => status !== 'missing' && one.places[0]?.table === title);
    const item = {
      name: title,
      place:
        place === undefined
          ? ''
          : placeText({
              page: place.page,
              sheet: place.sheet,
              cell: place.cell,
              line: place.line,
              path: place.path,
            }),
      findings,
    };
    if (status === 'missing') return { ...item, open: 'reporting.checklist.missing' };
    return status === 'unread' ? { ...item, open: 'reporting.checklist.unread' } : item;
  });
  const kinds = KINDS.map(({ key, families }): Item => {
    const own: readonly string[] = families;
    return {
      name: say(KIND_NAMES[key]),
      place: say('reporting.checklist.whole'),
      findings: take(({ rule }) => own.includes(familyOf(rule))),
    };
  });
  const others = take(() => true);
  return [
    ...tables,
    ...kinds,
    ...(others.length === 0
      ? []
      : [{ name: say('reporting.kind.other'), place: say('reporting.checklist.whole'), findings: others }]),
  ];
}
