import type { Block, Place } from '../document/document.ts';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import { decodeMarkup } from './html-charset.ts';
import { type FoundRow, isSpreadsheetPage, spreadsheetBlocks, tableParts } from './html-table.ts';
import {
  attribute,
  type HtmlElement,
  isElement,
  layoutTables,
  parseHtml,
  rawText,
  styleOf,
} from './html-tree.ts';
import { Meter } from './package-limits.ts';
import { type FoundCell, tableOf } from './package-table.ts';
import { cleanText, trimLines } from './package-text.ts';
import type { Aside, Limits, Source } from './source.ts';

/** Not part of the text of a page, whatever stands inside. */
const IGNORED = new Set(
  'head script style template noscript iframe object embed video audio canvas svg math select datalist map'.split(
    ' ',
  ),
);

const BLOCKS = new Set(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer form header hgroup hr html legend li main menu nav ol option p pre section summary ul table tbody td tfoot th thead tr'.split(
    ' ',
  ),
);

const HEADINGS: Readonly<Record<string, 1 | 2 | 3 | 4>> = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 4, h6: 4 };

/** Where text goes while elements are walked: to paragraphs, or to the lines of a cell. */
interface Flow {
  text: string;
  /** Ends a line of text, as the start and end of a block do. */
  end(): void;
  /** A table inside; undefined in cells, where tables have been walked apart. */
  readonly onTable: ((table: HtmlElement, state: State) => void) | undefined;
}

interface State {
  readonly pre: boolean;
  /** Inside the navigation of a site. */
  readonly navigation: boolean;
}

/** What the walk through a page finds; paths are `p14` and `t2/r3/c1`, counted from 1. */
interface Walk {
  readonly meter: Meter;
  readonly layout: ReadonlySet<HtmlElement>;
  readonly spreadsheet: boolean;
  readonly blocks: Block[];
  readonly asides: Aside[];
  paragraphs: number;
  tables: number;
  hidden: number;
}

/**
 * Reads a web page, also one saved by Excel or Word: paragraphs, headings and tables as they are shown. Tables that
 * only arrange the page are walked through; what a style on the element hides is an aside, as is navigation.
 *
 * @returns the source, or why the file cannot be read: beyond the limits. Never throws.
 */
export function readHtml(
  bytes: Uint8Array,
  { file, limits }: { readonly file: string; readonly limits: Limits },
): Result<Source> {
  const meter = new Meter(file, limits);
  if (!meter.spend('bytes', bytes.length)) return refused(meter);
  const { text } = decodeMarkup(bytes);
  const root = parseHtml(text, meter);
  if (root === undefined) return refused(meter);
  const walk: Walk = {
    meter,
    layout: layoutTables(root),
    spreadsheet: isSpreadsheetPage(text),
    blocks: [],
    asides: [],
    paragraphs: 0,
    tables: 0,
    hidden: 0,
  };
  readFlow(root, { pre: false, navigation: false }, walk);
  if (meter.refusal !== undefined) return refused(meter);
  const problems: Problem[] = [];
  const where = { file };
  if (walk.hidden > 0) {
    problems.push(problem('reading.file.hiddenText', 'warning', where, { file, count: walk.hidden }));
  }
  if (walk.blocks.length === 0) problems.push(problem('reading.file.noText', 'warning', where, { file }));
  return succeed({
    format: 'html',
    pages: 1,
    document: {
      title: '',
      language: 'zh-CN',
      author: '',
      year: 0,
      sections: [{ orientation: 'portrait', blocks: walk.blocks }],
    },
    asides: walk.asides,
    problems,
  });
}

function refused({ file, refusal }: Meter): Result<Source> {
  return fail([refusal ?? problem('reading.file.damaged', 'error', { file }, { file, part: 'html' })]);
}

/** Walks an element whose text makes paragraphs. */
function readFlow(element: HtmlElement, start: State, walk: Walk): void {
  let level: 1 | 2 | 3 | 4 | undefined;
  let navigation = start.navigation;
  const flow: Flow = {
    text: '',
    end: () => {
      const text = flow.text;
      flow.text = '';
      for (const part of paragraphsOf(text)) addText(part, level, navigation, walk);
    },
    onTable: (table, state) => {
      flow.end();
      readTable(table, state, walk);
    },
  };
  const visit = (one: HtmlElement, state: State): void => {
    walkChildren(one, state, flow, walk, (inner, innerState) => {
      const heading = HEADINGS[inner.tagName];
      const isBlock = heading !== undefined || BLOCKS.has(inner.tagName);
      if (isBlock) flow.end();
      const outer = navigation;
      navigation = innerState.navigation;
      if (heading !== undefined) level = heading;
      visit(inner, innerState);
      if (isBlock) flow.end();
      if (heading !== undefined) level = undefined;
      navigation = outer;
    });
  };
  visit(element, start);
  flow.end();
}

/** Text into the flow, elements to `onElement`; what is hidden to the asides, what is no text nowhere. */
function walkChildren(
  element: HtmlElement,
  state: State,
  flow: Flow,
  walk: Walk,
  onElement: (element: HtmlElement, state: State) => void,
): void {
  for (const node of element.childNodes) {
    if (walk.meter.refusal !== undefined) return;
    if ('value' in node) {
      // Line feeds are layout of the file, as blanks are, except in preformatted text.
      flow.text += state.pre ? node.value : node.value.replace(/[ \t\r\n\f]+/gu, ' ');
      continue;
    }
    if (!isElement(node) || IGNORED.has(node.tagName)) continue;
    if (isHidden(node)) hide(node, walk, state.navigation || node.tagName === 'nav');
    else if (node.tagName === 'br') flow.text += '\n';
    else if (node.tagName === 'table' && flow.onTable !== undefined) flow.onTable(node, state);
    else {
      const pre = state.pre || node.tagName === 'pre' || node.tagName === 'textarea';
      onElement(node, { pre, navigation: state.navigation || node.tagName === 'nav' });
    }
  }
}

function isHidden(element: HtmlElement): boolean {
  return (
    attribute(element, 'hidden') !== undefined ||
    styleOf(element, 'display') === 'none' ||
    /^(?:hidden|collapse)$/u.test(styleOf(element, 'visibility')) ||
    styleOf(element, 'mso-hide') === 'all' ||
    (element.tagName === 'input' && attribute(element, 'type') === 'hidden')
  );
}

/** Menus of a site hide much, and nobody needs to be told. */
function hide(element: HtmlElement, walk: Walk, navigation = false): void {
  const text = trimLines(cleanText(collapse(rawText(element))));
  if (text.trim() === '' || !walk.meter.spend('characters', text.length)) return;
  if (!navigation) walk.hidden += 1;
  walk.asides.push({ kind: 'hidden', text, place: placeOf(`p${walk.paragraphs + 1}`, text) });
}

/** Blanks as a browser shows them: one for many, none at the ends of lines. */
function collapse(text: string): string {
  return text.replace(/[ \t\r\f]+/gu, ' ').replace(/ ?\n ?/gu, '\n');
}

/** Editors of web pages end paragraphs with two line breaks, or with one and an indentation. */
function paragraphsOf(text: string): string[] {
  return collapse(text)
    .split(/\n{2,}|\n(?=[\u3000\u00a0]{2})/u)
    .map((part) => trimLines(cleanText(part.replace(/^[ \n]+/u, ''))))
    .filter((part) => part.trim() !== '');
}

function addText(text: string, level: 1 | 2 | 3 | 4 | undefined, navigation: boolean, walk: Walk): void {
  if (!walk.meter.spend('characters', text.length)) return;
  walk.paragraphs += 1;
  const place = placeOf(`p${walk.paragraphs}`, text);
  if (navigation) walk.asides.push({ kind: 'running', text, place });
  else if (level !== undefined) walk.blocks.push({ type: 'heading', level, text, place });
  else walk.blocks.push({ type: 'paragraph', style: 'body', runs: [{ text }], place });
}

function placeOf(path: string, text: string): Place {
  return { type: 'paragraph', path, from: 0, to: text.length };
}

function readTable(table: HtmlElement, state: State, walk: Walk): void {
  if (walk.layout.has(table)) {
    readFlow(table, state, walk);
    return;
  }
  const number = walk.tables + 1;
  const { captions, rows } = tableParts(table, (element) => {
    const isGone = isHidden(element);
    if (isGone) hide(element, walk);
    return isGone;
  });
  for (const caption of captions) {
    for (const text of paragraphsOf(rawText(caption))) {
      // Pages repeat the title above a table in its caption, for screen readers.
      if (!isRepeated(text, walk.blocks)) addText(text, undefined, state.navigation, walk);
    }
  }
  const found = rows.map((row, index) => cellsOf(row, `t${number}/r${index + 1}`, walk));
  if (isArrangement(found)) {
    readFlow(table, state, walk);
    return;
  }
  if (walk.spreadsheet) {
    for (const block of spreadsheetBlocks(found, () => nextId(walk), walk.meter)) walk.blocks.push(block);
    return;
  }
  const made = tableOf(nextId(walk), found, walk.meter);
  if (made !== undefined) walk.blocks.push(made);
}

function nextId(walk: Walk): string {
  walk.tables += 1;
  return `t${walk.tables}`;
}

/** How far above a table its title may stand. */
const NEAR = 3;

function isRepeated(text: string, blocks: readonly Block[]): boolean {
  const bare = (one: string) => one.replace(/\s/gu, '');
  return blocks.slice(-NEAR).some((block) => {
    if (block.type === 'heading') return bare(block.text) === bare(text);
    return block.type === 'paragraph' && bare(block.runs.map((run) => run.text).join('')) === bare(text);
  });
}

function cellsOf(row: FoundRow, path: string, walk: Walk): FoundCell[] {
  return row.cells.map(({ element, colspan, rowspan }, index) => {
    const text = cellText(element, walk);
    const header = row.head || element.tagName === 'th';
    return { text, colspan, rowspan, header, place: placeOf(`${path}/c${index + 1}`, text) };
  });
}

function cellText(cell: HtmlElement, walk: Walk): string {
  const lines: string[] = [];
  const flow: Flow = {
    text: '',
    end: () => {
      const text = collapse(flow.text)
        .replace(/^[ \n]+/u, '')
        .trimEnd();
      if (text !== '') lines.push(text);
      flow.text = '';
    },
    onTable: undefined,
  };
  const visit = (element: HtmlElement, state: State): void => {
    walkChildren(element, state, flow, walk, (inner, innerState) => {
      const isBlock = HEADINGS[inner.tagName] !== undefined || BLOCKS.has(inner.tagName);
      if (isBlock) flow.end();
      visit(inner, innerState);
      if (isBlock) flow.end();
    });
  };
  visit(cell, { pre: false, navigation: false });
  flow.end();
  const text = trimLines(cleanText(lines.join('\n')));
  walk.meter.spend('characters', text.length);
  return text;
}

/** A table of one column, or of one row of captions, only arranges text. */
function isArrangement(rows: readonly (readonly FoundCell[])[]): boolean {
  const cells = rows.flat();
  if (cells.some((cell) => cell.header === true)) return false;
  if (rows.every((row) => row.length <= 1)) return true;
  return rows.length === 1 && cells.length <= 3 && cells.some((cell) => /[:：]/u.test(cell.text));
}
