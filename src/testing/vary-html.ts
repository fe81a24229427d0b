import type { Block, Cell, Document, Table } from '../document/document.ts';

/** How a page is dressed. */
export interface Dress {
  /** Rules around the cells. */
  readonly borders: boolean;
  readonly font: string;
  /** Size of the text in points. */
  readonly size: number;
  readonly landscape: boolean;
  /** Whether headings of tables come again on every page. */
  readonly repeats: boolean;
  /** Every text of a cell in paragraphs and spans of its own, as word processors save them. */
  readonly wrapped: boolean;
}

/** A document as the web page of a content management system, or a word processor's export: nothing says what is what. */
export function plainHtml(document: Document, dress: Dress): string {
  const parts: string[] = [
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>',
    plain(document.title),
    `</title><style>@page{size:${dress.landscape ? '29.7cm 21cm' : '21cm 29.7cm'};margin:1.5cm}`,
    `body,td,th,p{font-family:"${dress.font}";font-size:${dress.size}pt}`,
    `table{border-collapse:collapse;width:100%}${dress.borders ? 'td,th{border:1px solid #000}' : ''}</style></head><body>`,
  ];
  for (const { blocks } of document.sections) for (const block of blocks) parts.push(blockHtml(block, dress));
  parts.push('</body></html>');
  return parts.join('');
}

function blockHtml(block: Block, dress: Dress): string {
  switch (block.type) {
    case 'heading':
      return paragraph(block.text, dress);
    case 'paragraph':
      return paragraph(block.runs.map(({ text }) => text).join(''), dress);
    case 'table':
      return tableHtml(block, dress);
    case 'contents':
    case 'pageBreak':
      return '';
    default:
      throw new TypeError(JSON.stringify(block satisfies never));
  }
}

function paragraph(text: string, { wrapped }: Dress): string {
  return text
    .split('\n')
    .map((line) => (wrapped ? `<p><span lang="EN-US">${plain(line)}</span></p>` : `<p>${plain(line)}</p>`))
    .join('\n');
}

function tableHtml(table: Table, dress: Dress): string {
  const parts: string[] = [];
  if (table.title !== undefined) {
    parts.push(
      `<div style="page-break-before:always">${paragraph(table.title, dress).replace(/<p>/gu, '<p align="center">')}</div>`,
    );
  }
  const { left = '', middle = '', right = '' } = table.above ?? {};
  const above = [left, middle, right]
    .filter((one) => one !== '')
    .map(plain)
    .join('&nbsp;'.repeat(12));
  if (above !== '') parts.push(`<p>${above}</p>`);
  const total = table.widths.reduce((sum, width) => sum + width, 0);
  const border = dress.borders ? ' border="1"' : ' border="0"';
  parts.push(`<table${border} cellspacing="0" width="100%"><colgroup>`);
  for (const width of table.widths) parts.push(`<col width="${Math.round((width / total) * 100)}%">`);
  parts.push('</colgroup>');
  const rows = (all: Table['head']) =>
    all.map(({ cells }) => `<tr>${cells.map((cell) => cellHtml(cell, dress)).join('')}</tr>`).join('\n');
  parts.push(dress.repeats ? `<thead>${rows(table.head)}</thead>` : rows(table.head));
  parts.push(`<tbody>${rows(table.body)}</tbody></table>`);
  for (const note of table.notes) parts.push(`<p>${plain(note)}</p>`);
  return parts.join('\n');
}

function cellHtml(cell: Cell, { wrapped }: Dress): string {
  const spans = [
    (cell.colspan ?? 1) > 1 ? ` colspan="${cell.colspan}"` : '',
    (cell.rowspan ?? 1) > 1 ? ` rowspan="${cell.rowspan}"` : '',
  ].join('');
  const align = cell.align === undefined ? '' : ` align="${cell.align}"`;
  const indent = '&nbsp;'.repeat(2 * (cell.indent ?? 0));
  const text = indent + cell.text.split('\n').map(plain).join('<br>');
  const body = wrapped ? `<p${align}><span>${text === '' ? '&nbsp;' : text}</span></p>` : text;
  return `<td${spans}${align}>${body}</td>`;
}

function plain(text: string): string {
  return text
    .replace(/&/gu, '&amp;')
    .replace(/</gu, '&lt;')
    .replace(/>/gu, '&gt;')
    .replace(/^ +| {2,}/gu, (blanks) => '&nbsp;'.repeat(blanks.length));
}
