import type { Block, Paragraph } from '../document/document.ts';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import type { Aside, Limits, Source } from './source.ts';
import { type ColumnRegion, columnRegions } from './text-columns.ts';
import { decodeText } from './text-decode.ts';
import { isBlank, linesOf, type TextLine } from './text-lines.ts';
import { fullWidth, type Prose, paragraphOf, paragraphsOf } from './text-paragraphs.ts';
import {
  cellRow,
  hasAmounts,
  isContents,
  isPipeRule,
  isTable,
  joins,
  looksLikeCells,
  pipeRows,
  type RowGroup,
  tableOf,
  tabRows,
  withoutPages,
} from './text-tables.ts';

export interface TextOptions {
  /** Its name, for messages. */
  readonly file: string;
  readonly limits: Limits;
}

type Item = Prose | RowGroup;

/**
 * Reads plain text: what programs make of Word files and PDFs, Markdown, text laid out with blanks. Lines become
 * paragraphs and tables, each with its line (from 1) and columns (from 0, in UTF-16 units). Fails if the bytes are
 * no text, hold nothing, or exceed the limits.
 */
export function readText(bytes: Uint8Array, { file, limits }: TextOptions): Result<Source> {
  if (bytes.length > limits.bytes) {
    const limit = Math.floor(limits.bytes / 2 ** 20);
    return fail([problem('reading.text.tooLarge', 'error', { file }, { limit })]);
  }
  const decoded = decodeText(bytes, file);
  if (!decoded.ok) return decoded;
  const { value: text, problems } = decoded;
  if (text.length > limits.characters) {
    return fail([problem('reading.text.tooLong', 'error', { file }, { limit: limits.characters })]);
  }
  if (occurrences(text, '\t') > limits.cells) return tooManyCells(file, limits);
  const { lines, pages, asides } = linesOf(text);
  if (pages > limits.pages) {
    return fail([problem('reading.text.tooManyPages', 'error', { file }, { limit: limits.pages })]);
  }
  const items = joinGroups(itemsOf(lines));
  if (items.reduce((sum, item) => sum + cellsOf(item), 0) > limits.cells) return tooManyCells(file, limits);
  const inCells: Aside[] = [];
  const blocks = blocksOf(items, inCells);
  if (blocks.length === 0 && asides.length === 0)
    return fail([problem('reading.text.empty', 'error', { file })]);
  return succeed({
    format: 'text',
    pages,
    document: {
      title: '',
      language: 'zh-CN',
      author: '',
      year: 0,
      sections: [{ orientation: 'portrait', blocks }],
    },
    asides: [...asides, ...inCells],
    problems,
  });
}

function tooManyCells(file: string, { cells }: Limits): Result<Source> {
  return fail([problem('reading.text.tooManyCells', 'error', { file }, { limit: cells })]);
}

function occurrences(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) found += 1;
  return found;
}

function cellsOf(item: Item): number {
  return item.type === 'rows' ? item.rows.reduce((sum, row) => sum + row.length, 0) : 0;
}

/** Lines of prose and groups of rows, in order. */
function itemsOf(lines: readonly TextLine[]): readonly Item[] {
  const items: Item[] = [];
  const regions = new Map(columnRegions(lines).map((region) => [region.start, region]));
  let stanza: TextLine[] = [];
  let gap = 0;
  const flush = (): void => {
    if (stanza.length === 0) return;
    for (const item of stanzaItems(stanza, gap)) items.push(item);
    stanza = [];
    gap = 0;
  };
  let at = 0;
  while (at < lines.length) {
    const line = lines[at];
    if (line === undefined) break;
    const region = regions.get(at);
    if (region !== undefined) {
      flush();
      items.push(groupOf(region, gap, line.page));
      gap = 0;
      at = region.end;
      continue;
    }
    if (isBlank(line) && !line.text.includes('\t')) {
      flush();
      gap += 1;
    } else {
      if (stanza[0]?.page !== line.page) flush();
      stanza.push(line);
    }
    at += 1;
  }
  flush();
  return items;
}

function groupOf({ rows }: ColumnRegion, gap: number, page: number): RowGroup {
  return { type: 'rows', form: 'columns', rows, gap, page };
}

/** A tab that is not the only one, before everything else. */
function isTabRow({ text }: TextLine): boolean {
  return text.lastIndexOf('\t') > 0;
}

function isCellLine({ text }: TextLine): boolean {
  return text.startsWith('\t');
}

function isPipeRow({ text }: TextLine): boolean {
  const row = text.trim();
  return row.length > 1 && row.startsWith('|') && row.endsWith('|');
}

/** What the lines between two empty ones are; `gap` is for the first. */
function stanzaItems(stanza: readonly TextLine[], gap: number): readonly Item[] {
  const hasTabs = stanza.some(isTabRow);
  const items: Item[] = [];
  const add = (item: Item): void => {
    items.push(items.length === 0 ? { ...item, gap } : item);
  };
  let at = 0;
  while (at < stanza.length) {
    const line = stanza[at];
    if (line === undefined) break;
    const { page } = line;
    const end = hasTabs ? tabsEnd(stanza, at) : cellsEnd(stanza, at);
    const pipes = pipesEnd(stanza, at);
    if (pipes > at) {
      add({ type: 'rows', form: 'pipes', rows: pipeRows(stanza.slice(at, pipes)), gap: 0, page });
      at = pipes;
    } else if (end > at) {
      const part = stanza.slice(at, end);
      if (hasTabs) add({ type: 'rows', form: 'tabs', rows: tabRows(part), gap: 0, page });
      else add({ type: 'rows', form: 'cells', rows: [cellRow(part)], gap: 0, page });
      at = end;
    } else {
      add({ type: 'line', line, gap: 0 });
      at += 1;
    }
  }
  return items;
}

/** Past the rows that begin here; one line without tabs among them is a row of one cell. */
function tabsEnd(stanza: readonly TextLine[], start: number): number {
  let end = start;
  while (end < stanza.length) {
    if (stanza[end]?.text.includes('\t')) end += 1;
    else if (end > start && stanza[end + 1]?.text.includes('\t')) end += 2;
    else break;
  }
  return end;
}

/** Past the cells that begin here, with their further paragraphs, which are neither indented nor bookmarked. */
function cellsEnd(stanza: readonly TextLine[], start: number): number {
  let end = start;
  for (let line = stanza[end]; line !== undefined; line = stanza[end]) {
    const isFurther = end > start && /^[^\s\0]/u.test(line.text);
    if (!isCellLine(line) && !isFurther) break;
    end += 1;
  }
  return end;
}

/** Past the Markdown rows that begin here: with bars around them, or with a rule below the first. */
function pipesEnd(stanza: readonly TextLine[], start: number): number {
  const first = stanza[start];
  const second = stanza[start + 1];
  if (first === undefined || second === undefined || !first.text.includes('|')) return start;
  const isRuled = isPipeRule(second);
  if (!isRuled && !(isPipeRow(first) && isPipeRow(second))) return start;
  let end = start;
  while (end < stanza.length && stanza[end]?.text.includes('|')) end += 1;
  return end;
}

/** Groups that belong together, as one; the others and the prose as they are. */
function joinGroups(items: readonly Item[]): readonly Item[] {
  const joined: Item[] = [];
  let first: RowGroup | undefined;
  let rows: RowGroup['rows'][number][] = [];
  for (const item of items) {
    if (item.type === 'rows' && first !== undefined && joins(first, item)) {
      for (const row of item.rows) rows.push(row);
    } else if (item.type === 'rows') {
      first = item;
      rows = [...item.rows];
      joined.push({ ...item, rows });
    } else {
      first = undefined;
      joined.push(item);
    }
  }
  return joined;
}

function blocksOf(items: readonly Item[], asides: Aside[]): readonly Block[] {
  const blocks: Block[] = [];
  const full = fullWidth(items.filter((item) => item.type === 'line'));
  const hasCells = items.some(
    (item) => item.type === 'rows' && item.form === 'cells' && looksLikeCells(item.rows),
  );
  let prose: Prose[] = [];
  let tables = 0;
  // The line above, or that above the table before where nothing stands between.
  let above = '';
  for (const item of items) {
    if (item.type === 'line') {
      prose.push(item);
      if (!isBlank(item.line)) above = item.line.text;
      continue;
    }
    for (const block of paragraphsOf(prose, full)) blocks.push(block);
    prose = [];
    if (item.rows.flat().every(({ text }) => text === '')) continue;
    if (isTable(item) && (item.form !== 'cells' || hasCells)) {
      tables += 1;
      const isListed = isContents(item, above);
      if (!isListed && hasAmounts(item.rows)) above = '';
      blocks.push(tableOf(isListed ? withoutPages(item, asides) : item, `t${tables}`, asides));
    } else for (const one of looseParagraphs(item)) blocks.push(one);
  }
  return [...blocks, ...paragraphsOf(prose, full)];
}

/** What looked like rows and is none: a line with a tab in it is one paragraph, indented lines are one each. */
function looseParagraphs({ form, rows }: RowGroup): readonly Paragraph[] {
  const isCells = form === 'cells';
  const parts = isCells ? rows.flat().map((piece) => piece.lines ?? [piece]) : rows;
  return parts.flatMap((pieces) => paragraphOf(pieces, { joint: () => (isCells ? '\n' : ' ') }) ?? []);
}
