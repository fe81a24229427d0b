import { RULES } from '../checking/rules.ts';
import type { Cell, Document, Row, Table } from '../document/document.ts';
import { say } from '../messages/say.ts';
import { escapeXml } from '../writing/text.ts';
import { type AcrossRow, type BatchRow, totalsOf } from './batch.ts';
import { REPORT_NAMES } from './report-names.ts';
import { shareOf } from './words.ts';

/** What a batch is summed up from. */
export interface Batch {
  readonly rows: readonly BatchRow[];
  /** What the documents say of each other. */
  readonly across?: readonly AcrossRow[];
  /** Documents of the folder of --against that none was held against. */
  readonly left?: readonly string[];
}

/** The summary of a batch as a document: a row for each file, the totals by rule, and what was held against what. */
export function batchDocument({ rows, across = [], left = [] }: Batch): Document {
  const title = say('reporting.batch.title', { count: rows.length });
  return {
    title,
    language: 'zh-CN',
    author: '',
    year: rows.reduce((latest, { year }) => Math.max(latest, year), 0),
    sections: [
      {
        orientation: 'landscape',
        blocks: [
          documentsTable(rows),
          rulesTable(rows),
          acrossTable(across),
          ...(rows.some(({ against }) => against !== undefined) ? [againstTable(rows, left)] : []),
        ],
      },
    ],
  };
}

const text = (value: string): Cell => ({ text: value });
const number = (value: number): Cell => ({
  text: String(value),
  align: 'right',
  number: { value: String(value), decimals: 0, grouped: false },
});

function documentsTable(rows: readonly BatchRow[]): Table {
  return {
    type: 'table',
    id: 'documents',
    title: say('reporting.batch.documents'),
    widths: COLUMNS.map(({ width }) => width),
    head: [{ cells: COLUMNS.map(({ key }) => text(say(`reporting.batch.${key}`))) }],
    body: rows.map((row): Row => ({ cells: COLUMNS.map(({ cell }) => cell(row)) })),
    notes: [],
  };
}

const COLUMNS = [
  { key: 'file', width: 20, cell: ({ file }: BatchRow) => text(file) },
  { key: 'entity', width: 14, cell: ({ entity }: BatchRow) => text(entity) },
  { key: 'year', width: 4, cell: ({ year }: BatchRow) => text(year === 0 ? '' : String(year)) },
  { key: 'outcome', width: 12, cell: (row: BatchRow) => text(outcomeOf(row)) },
  { key: 'errors', width: 4, cell: ({ summary }: BatchRow) => number(summary.errors) },
  { key: 'warnings', width: 4, cell: ({ summary }: BatchRow) => number(summary.warnings) },
  { key: 'notices', width: 4, cell: ({ summary }: BatchRow) => number(summary.notices) },
  { key: 'laws', width: 5, cell: ({ summary }: BatchRow) => number(summary.laws) },
  { key: 'notChecked', width: 5, cell: ({ summary }: BatchRow) => number(summary.not_checked) },
  {
    key: 'coverage',
    width: 5,
    cell: ({ printed, placed }: BatchRow) => text(printed === 0 ? '' : shareOf(placed, printed)),
  },
  {
    key: 'checked',
    width: 5,
    cell: ({ amounts, checked }: BatchRow) => text(amounts === 0 ? '' : shareOf(checked, amounts)),
  },
  { key: 'pack', width: 7, cell: ({ pack }: BatchRow) => text(pack) },
] as const;

/** The outcome of a document in a few words. */
export function outcomeOf({ problem, summary: { verdict } }: BatchRow): string {
  return problem ?? say(`reporting.batch.verdict.${verdict}`);
}

function rulesTable(rows: readonly BatchRow[]): Table {
  return {
    type: 'table',
    id: 'rules',
    title: say('reporting.batch.rules'),
    widths: [12, 24, 6, 6],
    head: [
      {
        cells: [
          text(say('reporting.batch.rule')),
          text(say('reporting.batch.ruleTitle')),
          text(say('reporting.batch.ruleDocuments')),
          text(say('reporting.batch.ruleFindings')),
        ],
      },
    ],
    body: totalsOf(rows).map(
      ({ rule, findings, documents }): Row => ({
        cells: [text(rule), text(titleOfRule(rule)), number(documents), number(findings)],
      }),
    ),
    notes: [],
  };
}

/** What the documents say of each other, a row for each comparison. */
function acrossTable(across: readonly AcrossRow[]): Table {
  const keys = ['file', 'relation', 'others', 'agreed', 'differences', 'without', 'note'] as const;
  return {
    type: 'table',
    id: 'across',
    title: say('reporting.across.title'),
    widths: [20, 10, 20, 5, 5, 6, 14],
    head: [{ cells: keys.map((key) => text(say(`reporting.across.${key}`))) }],
    body: across.map(
      ({ file, relation, others, agreed, differences, without, ambiguous }): Row => ({
        cells: [
          text(file),
          text(say(RELATIONS[relation])),
          text(others.join('、')),
          number(agreed),
          number(differences),
          number(without),
          text(ambiguous === true ? say('reporting.across.ambiguous') : ''),
        ],
      }),
    ),
    notes: [],
  };
}

/** What each document was held against, and what of the folder has no counterpart. */
function againstTable(rows: readonly BatchRow[], left: readonly string[]): Table {
  const keys = ['file', 'other', 'differences', 'note'] as const;
  const held = rows.flatMap(({ file, against }): Row[] => {
    if (against === undefined) return [];
    const { as, file: other, differences } = against;
    const note = text(say(`reporting.against.note.${as}`));
    const count = as === 'none' ? text('') : number(differences);
    return [{ cells: [text(file), text(other), count, note] }];
  });
  const open = left.map(
    (other): Row => ({
      cells: [text(''), text(other), text(''), text(say('reporting.against.note.left'))],
    }),
  );
  return {
    type: 'table',
    id: 'against',
    title: say('reporting.against.title'),
    widths: [20, 20, 5, 14],
    head: [{ cells: keys.map((key) => text(say(`reporting.against.column.${key}`))) }],
    body: [...held, ...open],
    notes: [],
  };
}

/** How one document speaks of others, in words. */
export const RELATIONS = {
  unit: 'reporting.across.unit',
  unitSum: 'reporting.across.unitSum',
  lastYear: 'reporting.across.lastYear',
  budget: 'reporting.across.budget',
} as const;

function titleOfRule(rule: string): string {
  return isRule(rule) ? say(RULES[rule].title) : rule;
}

function isRule(rule: string): rule is keyof typeof RULES {
  return Object.hasOwn(RULES, rule);
}

/** The summary as a web page: columns sort by a click, rows filter as one types, each leads to its report. */
export function writeBatchHtml(batch: Batch): string {
  const { rows } = batch;
  const title = escapeXml(say('reporting.batch.title', { count: rows.length }));
  const { sections } = batchDocument(batch);
  const [documents, ...others] = sections.flatMap(({ blocks }) =>
    blocks.flatMap((one) => (one.type === 'table' ? [one] : [])),
  );
  return [
    '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n',
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    `<title>${title}</title>\n<style>${STYLE}</style>\n</head>\n<body>\n<h1>${title}</h1>\n`,
    `<p class="filter" hidden><label>${say('reporting.batch.filter')} <input type="search"></label></p>\n`,
    documents === undefined ? '' : sortable(documents, (row) => linkOf(rows[row])),
    ...others.map((table) => (table.body.length === 0 ? '' : sortable(table, () => undefined))),
    `<script>${SCRIPT}</script>\n</body>\n</html>\n`,
  ].join('');
}

function linkOf(row: BatchRow | undefined): string | undefined {
  if (row === undefined || row.folder === '') return undefined;
  return [...row.folder.split('/'), REPORT_NAMES.html].map(encodeURIComponent).join('/');
}

function sortable({ title = '', head, body }: Table, link: (row: number) => string | undefined): string {
  const heads = (head[0]?.cells ?? []).map(
    (cell) => `<th scope="col"><button type="button">${escapeXml(cell.text)}</button></th>`,
  );
  const rows = body.map(({ cells }, index) => {
    const columns = cells.map((cell, column) => {
      const content = escapeXml(cell.text);
      const href = column === 0 ? link(index) : undefined;
      const shown = href === undefined ? content : `<a href="${href}">${content}</a>`;
      return `<td${cell.number === undefined ? '' : ' class="n"'}>${shown}</td>`;
    });
    return `<tr>${columns.join('')}</tr>\n`;
  });
  return `<h2>${escapeXml(title)}</h2>\n<div class="scroll"><table>\n<thead><tr>${heads.join('')}</tr></thead>\n<tbody>\n${rows.join('')}</tbody></table></div>\n`;
}

const STYLE = `
body{margin:1.2rem;color:#1f2328;background:#fff;font:15px/1.6 "Noto Sans CJK SC","Microsoft YaHei","微软雅黑","PingFang SC",sans-serif}
h1{font-size:1.3rem}h2{font-size:1.05rem;margin:1.4rem 0 .4rem}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:.88rem}
td,th{border:1px solid #d0d4d9;padding:.25rem .5rem;text-align:left}
th{background:#f3f5f7;padding:0}
th button{font:inherit;font-weight:700;border:0;background:none;padding:.25rem .5rem;width:100%;text-align:left;cursor:pointer}
th[aria-sort=ascending] button::after{content:" ▲"}th[aria-sort=descending] button::after{content:" ▼"}
.n{text-align:right;font-variant-numeric:tabular-nums}
tr:hover td{background:#f4f8fd}
a{color:#0b4f9c}
button:focus-visible,input:focus-visible,a:focus-visible{outline:3px solid #1a73e8}
input{font:inherit}
`;

const SCRIPT = `
(function(){
Array.prototype.forEach.call(document.querySelectorAll('table'),function(table){
var body=table.tBodies[0],heads=table.querySelectorAll('th');
Array.prototype.forEach.call(heads,function(head,column){head.querySelector('button').addEventListener('click',function(){
var down=head.getAttribute('aria-sort')==='descending'?1:-1;
Array.prototype.forEach.call(heads,function(one){one.removeAttribute('aria-sort')});
head.setAttribute('aria-sort',down<0?'descending':'ascending');
var rows=Array.prototype.slice.call(body.rows);
rows.sort(function(a,b){var x=a.cells[column].textContent,y=b.cells[column].textContent,m=parseFloat(x),n=parseFloat(y);
return down*(isNaN(m)||isNaN(n)?x.localeCompare(y,'zh'):m-n)});
rows.forEach(function(row){body.appendChild(row)})})})});
var filter=document.querySelector('.filter');filter.hidden=false;
filter.querySelector('input').addEventListener('input',function(event){var wanted=event.target.value.trim();
Array.prototype.forEach.call(document.querySelector('table').tBodies[0].rows,function(row){row.hidden=wanted!==''&&row.textContent.indexOf(wanted)<0})});
})();
`;
