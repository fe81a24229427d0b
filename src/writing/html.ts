import type {
  Cell,
  Contents,
  Data,
  Document,
  Paragraph,
  Row,
  Run,
  Section,
  Table,
} from '../document/document.ts';
import { say } from '../messages/say.ts';
import { width as emsOf, leastWidth } from './fit.ts';
import { alignmentOf, layGrid, type Slot } from './grid.ts';
import { FILTER_SCRIPT, STYLESHEET } from './html-style.ts';
import { type Entry, entriesAfter, type Outline, outlineOf } from './outline.ts';
import { escapeXml, printable } from './text.ts';

/**
 * Writes one self-contained page: no file beside it, no network, and nothing that needs its few lines of
 * script. Annotations travel along as `data-*`, so that a number can be followed to its fact.
 */
export function writeHtml(document: Document): string {
  const outline = outlineOf(document);
  const title = escapeXml(document.title);
  const parts: string[] = [
    '<!DOCTYPE html>\n',
    `<html lang="${escapeXml(languageTag(document.language))}">\n<head>\n<meta charset="utf-8">\n`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
    `<title>${title}</title>\n<meta name="author" content="${escapeXml(document.author)}">\n`,
    `<meta name="dcterms.date" content="${document.year}">\n`,
    `<style>${STYLESHEET}</style>\n</head>\n<body>\n`,
    `<a class="skip" href="#main">${say('writing.skipToText')}</a>\n`,
    banner(document.watermark),
    `<header class="top" id="top"><p class="site">${title}</p></header>\n<div class="page">\n`,
    navigation(document, outline),
    '<main id="main" tabindex="-1">\n',
  ];
  const write = writer(outline, parts);
  if (!hasTitle(document)) parts.push(`<h1>${title}</h1>\n`);
  for (const section of document.sections) write(section);
  parts.push('</main>\n</div>\n');
  parts.push(
    `<footer class="end"><p>${escapeXml(document.author)}</p><p><a href="#top">${say('writing.backToTop')}</a></p></footer>\n`,
  );
  parts.push(`<script>${FILTER_SCRIPT}</script>\n</body>\n</html>\n`);
  return parts.join('');
}

/** A tag that browsers understand, or Chinese: a wrong one makes screen readers speak gibberish. */
function languageTag(language: string): string {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(language) ? language : 'zh-CN';
}

function hasTitle(document: Document): boolean {
  return document.sections.some(({ blocks }) =>
    blocks.some((one) => one.type === 'paragraph' && one.style === 'title'),
  );
}

function banner(watermark: string | undefined): string {
  if (watermark === undefined) return '';
  const text = escapeXml(watermark);
  return [
    `<p class="banner" role="note">${escapeXml(say('writing.banner', { watermark: printable(watermark) }))}</p>\n`,
    `<div class="watermark" aria-hidden="true"><span>${text}</span></div>\n`,
  ].join('');
}

function navigation(document: Document, outline: Outline): string {
  const contents = document.sections
    .flatMap((section) => section.blocks)
    .find((block): block is Contents => block.type === 'contents');
  const entries =
    contents === undefined
      ? outline.entries.filter((entry) => entry.level <= 3)
      : entriesAfter(document, outline, contents, contents.depth);
  if (entries.length === 0) return '';
  const label = escapeXml(contents?.title.replace(/\s+/gu, '') ?? say('writing.contents'));
  return [
    `<nav class="contents" aria-label="${label}"><details open><summary>${label}</summary>\n`,
    `<p class="filter" hidden><label>${say('writing.filter')}<input type="search" autocomplete="off"></label></p>\n`,
    `<div class="list">${nested(entries)}</div></details></nav>\n`,
  ].join('');
}

/** Entries as lists within lists; a level that is skipped is not made up. */
function nested(entries: readonly Entry[]): string {
  const parts: string[] = [];
  const open: number[] = [];
  for (const entry of entries) {
    while ((open.at(-1) ?? 0) > entry.level) {
      open.pop();
      parts.push('</li></ol>');
    }
    if (open.at(-1) === entry.level) parts.push('</li>');
    else {
      parts.push('<ol>');
      open.push(entry.level);
    }
    parts.push(`<li><a href="#${escapeXml(entry.id)}">${escapeXml(entry.text)}</a>`);
  }
  for (const _ of open) parts.push('</li></ol>');
  return parts.join('');
}

/** Writes sections into `parts`; the first title paragraph of all is the heading of the page. */
function writer(outline: Outline, parts: string[]): (section: Section) => void {
  let titled = false;
  return (section) => {
    // The contents stand beside the text on a screen, and there are no pages to break.
    if (section.blocks.every((block) => block.type === 'contents' || block.type === 'pageBreak')) return;
    const kind = section.cover === true ? 'cover' : section.orientation;
    parts.push(`<section class="sheet ${kind}">\n`);
    for (const block of section.blocks) {
      switch (block.type) {
        case 'heading':
          parts.push(heading(block.level, outline.anchor(block), block.text, ''));
          break;
        case 'paragraph':
          parts.push(paragraph(block, block.style === 'title' && !titled));
          titled ||= block.style === 'title';
          break;
        case 'table':
          writeTable(block, outline.anchor(block) ?? block.id, parts);
          break;
        case 'contents':
        case 'pageBreak':
          break;
        default:
          throw new TypeError(`Unknown block ${JSON.stringify(block satisfies never)}`);
      }
    }
    parts.push('</section>\n');
  };
}

/** The page's title is `h1`, so a heading of the first level is `h2`. */
function heading(level: number, id: string | undefined, text: string, className: string): string {
  const attributes = `${id === undefined ? '' : ` id="${escapeXml(id)}"`}${className === '' ? '' : ` class="${className}"`}`;
  return `<h${level + 1}${attributes}>${inline(text)}</h${level + 1}>\n`;
}

function paragraph({ style, runs }: Paragraph, isPageTitle: boolean): string {
  const content = runs.map(runHtml).join('');
  return isPageTitle ? `<h1>${content}</h1>\n` : `<p class="${style}">${content}</p>\n`;
}

function runHtml({ text, bold, data }: Run): string {
  const annotated = data === undefined ? inline(text) : `<span${dataAttributes(data)}>${inline(text)}</span>`;
  return bold === true ? `<strong>${annotated}</strong>` : annotated;
}

function inline(text: string): string {
  return escapeXml(text).replaceAll('\n', '<br>');
}

function dataAttributes(data: Data | undefined): string {
  if (data === undefined) return '';
  return Object.entries(data)
    .map(([key, value]) => ` data-${key.toLowerCase().replace(/[^a-z0-9-]+/gu, '-')}="${escapeXml(value)}"`)
    .join('');
}

function writeTable(table: Table, id: string, parts: string[]): void {
  const anchor = escapeXml(id);
  const name = escapeXml(table.title ?? say('writing.untitledTable')).replaceAll('\n', ' ');
  parts.push(`<div class="table"${table.heading === undefined ? ` id="${anchor}"` : ''}>\n`);
  if (table.heading !== undefined && table.title !== undefined) {
    parts.push(heading(table.heading, id, table.title, 'of-table'));
  } else if (table.title !== undefined) {
    parts.push(`<p class="caption" aria-hidden="true">${inline(table.title)}</p>\n`);
  }
  parts.push(aboveLine(table.above));
  const label = escapeXml(
    say('writing.scrollable', { title: printable(table.title ?? say('writing.untitledTable')) }),
  );
  const fits = leastWidth(table, SCREEN_SIZE) <= SCREEN_WIDTH ? ' fits' : '';
  parts.push(
    `<div class="scroll${fits}" role="region" tabindex="0" aria-label="${label.replaceAll('\n', ' ')}">\n`,
  );
  const columns = table.widths.length;
  parts.push(`<table${columns > 6 ? ' class="wide"' : ''}>\n<caption class="unseen">${name}</caption>\n`);
  parts.push(columnGroup(table));
  if (table.head.length > 0) {
    parts.push('<thead>\n');
    for (const { row, slots } of layGrid(table.head, columns)) parts.push(tableRow(row, slots, true));
    parts.push('</thead>\n');
  }
  parts.push('<tbody>\n');
  for (const { row, slots } of layGrid(table.body, columns)) parts.push(tableRow(row, slots, false));
  parts.push('</tbody>\n</table>\n</div>\n');
  for (const note of table.notes) parts.push(`<p class="note">${inline(note)}</p>\n`);
  parts.push('</div>\n');
}

/** Text size and room of a table on a desktop screen, cell padding deducted, in CSS pixels. */
const SCREEN_SIZE = 13.5;
const SCREEN_WIDTH = 720;

function aboveLine(above: Table['above']): string {
  if (above === undefined) return '';
  const { left = '', middle = '', right = '' } = above;
  return `<p class="above"><span>${inline(left)}</span> <span>${inline(middle)}</span> <span>${inline(right)}</span></p>\n`;
}

function columnGroup({ widths }: Table): string {
  const total = widths.reduce((sum, width) => sum + width, 0);
  const columns = widths.map(
    (width) => `<col style="width:${total > 0 ? Math.round((width / total) * 1000) / 10 : 0}%">`,
  );
  return `<colgroup>${columns.join('')}</colgroup>\n`;
}

function tableRow(row: Row, slots: readonly Slot[], head: boolean): string {
  const cells = slots.filter((slot) => !slot.continued).map((slot) => tableCell(slot, head));
  return `<tr${row.emphasis === true ? ' class="total"' : ''}>${cells.join('')}</tr>\n`;
}

function tableCell({ cell, column, colspan, rowspan }: Slot, head: boolean): string {
  const isHeader = head || cell.header === true || cell.rowHeader === true;
  const attributes = [
    colspan > 1 ? ` colspan="${colspan}"` : '',
    rowspan > 1 ? ` rowspan="${rowspan}"` : '',
    isHeader ? ` scope="${scopeOf(head, column, colspan, rowspan)}"` : '',
    classOf(cell, head),
    cell.indent === undefined || cell.indent === 0 ? '' : ` style="padding-left:${cell.indent + 0.4}em"`,
    dataAttributes(cell.data),
  ].join('');
  const tag = isHeader ? 'th' : 'td';
  return `<${tag}${attributes}>${cellContent(cell)}</${tag}>`;
}

function scopeOf(head: boolean, column: number, colspan: number, rowspan: number): string {
  if (head) return colspan > 1 ? 'colgroup' : 'col';
  return rowspan > 1 && column === 0 ? 'rowgroup' : 'row';
}

const CLASS_OF = { left: '', center: 'c', right: 'n' } as const;

function classOf(cell: Cell, head: boolean): string {
  const alignment = CLASS_OF[alignmentOf(cell, head)];
  // A short text reads badly broken in two; a long one must be let break.
  const short = cell.number === undefined && emsOf(cell.text) <= 4 ? 's' : '';
  const label = !head && cell.rowHeader === true ? 'l' : '';
  const names = [alignment, short, label].filter((name) => name !== '').join(' ');
  return names === '' ? '' : ` class="${names}"`;
}

/** A number written with separators keeps its plain value for machines. */
function cellContent({ text, number }: Cell): string {
  const content = inline(text);
  return number === undefined || number.value === text
    ? content
    : `<data value="${escapeXml(number.value)}">${content}</data>`;
}
