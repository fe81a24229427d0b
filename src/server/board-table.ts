import Papa from 'papaparse';
import type { Cell, Document } from '../document/document.ts';
import { say } from '../messages/say.ts';
import { harmless } from '../writing/open-data.ts';
import type { Board, BoardRow } from './contract/board.ts';
import { findingsOf, severitiesOf } from './contract/board-filter.ts';

const HEADS = [
  'code',
  'name',
  'state',
  'approvedOn',
  'deadline',
  'daysLeft',
  'openRemarks',
  'errors',
  'warnings',
  'notices',
  'rules',
  'documents',
  'changed',
] as const;

const WIDTHS = [8, 22, 8, 10, 10, 8, 8, 6, 6, 6, 40, 24, 16];

/** Rows of a board as a document with one table, for every format that a writer knows. */
export function boardDocument(board: Board, rows: readonly BoardRow[]): Document {
  const title = say('server.board.title', { year: board.year });
  return {
    title,
    language: 'zh-CN',
    author: '',
    year: board.year,
    sections: [
      {
        orientation: 'landscape',
        blocks: [
          {
            type: 'table',
            id: 'board',
            title,
            above: { right: say('server.board.asOf', { day: board.today }) },
            widths: WIDTHS,
            head: [{ cells: HEADS.map((head) => ({ text: say(`server.board.head.${head}`) })) }],
            body: rows.map((row) => ({ cells: cellsOf(row, board.rules) })),
            notes: [],
          },
        ],
      },
    ],
  };
}

/** The same as CSV that Excel and WPS open with the right characters. */
export function boardCsv(board: Board, rows: readonly BoardRow[]): string {
  const lines = rows.map((row) => cellsOf(row, board.rules).map(({ text }) => harmless(text)));
  return `\uFEFF${Papa.unparse([HEADS.map((head) => say(`server.board.head.${head}`)), ...lines])}\r\n`;
}

function cellsOf(row: BoardRow, titles: Board['rules']): readonly Cell[] {
  const { errors, warnings, notices } = severitiesOf(row);
  const counts = new Map<string, number>();
  for (const { rule, count } of findingsOf(row)) counts.set(rule, (counts.get(rule) ?? 0) + count);
  const rules = [...counts].map(([rule, count]) =>
    say('server.board.rule', { rule: titles[rule] ?? rule, count }),
  );
  return [
    { text: row.code },
    { text: row.name, rowHeader: true },
    { text: say(`server.board.state.${row.state}`) },
    { text: row.approvedOn ?? '' },
    { text: row.deadline ?? '' },
    row.daysLeft === undefined ? { text: '' } : countCell(row.daysLeft),
    countCell(row.openRemarks),
    countCell(errors),
    countCell(warnings),
    countCell(notices),
    { text: rules.join('；') },
    { text: row.documents.map(({ name }) => name).join('；') },
    { text: row.changedAt?.slice(0, 10) ?? '' },
  ];
}

function countCell(count: number): Cell {
  const text = String(count);
  return { text, align: 'right', number: { value: text, decimals: 0, grouped: false } };
}
