import type { Block, Place } from '../document/document.ts';
import { type Numbering, symbol } from './docx-numbering.ts';
import { listOf, outlineOf, type Styles } from './docx-styles.ts';
import type { Meter } from './package-limits.ts';
import { type FoundCell, MOST_COLUMNS, tableOf } from './package-table.ts';
import { cleanText, trimLines } from './package-text.ts';
import { child, flag, value, wholeNumber, type XmlElement } from './package-xml.ts';
import type { Aside } from './source.ts';

/**
 * Where paragraphs and tables are counted, from 1. A path names the steps from the part inwards: `p12` is the
 * twelfth paragraph of the text (empty ones count), `t3/r2/c1` the first cell in the second row of its third
 * table, `t3/r2/c1/t1/r1/c1` in a table inside it, `p12/b1/p1` in a text box, `header1/p1` in a header,
 * `footnote2/p1` in a footnote.
 */
export interface Container {
  readonly path: string;
  paragraphs: number;
  tables: number;
}

export function container(path: string): Container {
  return { path, paragraphs: 0, tables: 0 };
}

/** What a walk through a document's XML needs and finds. */
export interface Walk {
  readonly meter: Meter;
  readonly styles: Styles;
  readonly numbering: Numbering;
  readonly asides: Aside[];
  /** Where each comment stands, by its id. */
  readonly commentPlaces: Map<string, Place>;
  /** Fields that are open: their code is not text, their result is. */
  readonly fields: ('code' | 'result')[];
  changes: number;
  hidden: number;
  pictures: number;
  tables: number;
}

interface State {
  readonly deleted: boolean;
  readonly hidden: boolean;
}

const PLAIN: State = { deleted: false, hidden: false };

/** The blocks of one element of a text body, in order; what is not printed goes to the walk's asides. */
export function blocksOf(element: XmlElement, into: Container, walk: Walk, state = PLAIN): Block[] {
  if (walk.meter.refusal !== undefined) return [];
  switch (element.name) {
    case 'w:p':
      return paragraphBlocks(element, into, walk, state);
    case 'w:tbl':
      return tableBlocks(element, into, walk, state);
    case 'mc:AlternateContent':
      return childBlocks(chosen(element), into, walk, state);
    case 'w:del':
    case 'w:moveFrom':
      return childBlocks(element, into, walk, { ...state, deleted: true });
    case 'w:ins':
    case 'w:moveTo':
      walk.changes += 1;
      return childBlocks(element, into, walk, state);
    case 'w:sdt':
    case 'w:sdtContent':
    case 'w:customXml':
    case 'w:smartTag':
      return childBlocks(element, into, walk, state);
    default:
      return [];
  }
}

function childBlocks(element: XmlElement | undefined, into: Container, walk: Walk, state: State): Block[] {
  return element?.children.flatMap((one) => blocksOf(one, into, walk, state)) ?? [];
}

/** Of two forms of the same thing the newer one, which is what Word shows. */
function chosen(element: XmlElement): XmlElement | undefined {
  return child(element, 'mc:Choice') ?? child(element, 'mc:Fallback');
}

/** What the runs of a paragraph come to. */
interface Gathered {
  text: string;
  hidden: string;
  deleted: string;
  /** Codes of fields, such as PAGE. */
  codes: string;
  readonly boxes: XmlElement[];
}

/** A heading this long is a paragraph that somebody gave an outline level. */
const LONGEST_HEADING = 120;

function paragraphBlocks(element: XmlElement, into: Container, walk: Walk, state: State): Block[] {
  into.paragraphs += 1;
  const path = `${into.path}p${into.paragraphs}`;
  const { text, boxes } = paragraphText(element, path, walk, state);
  const inside = boxBlocks(boxes, path, walk, state);
  if (text.trim() === '') return inside;
  const place = placeOf(path, text);
  const properties = child(element, 'w:pPr');
  const style = value(properties, 'w:pStyle');
  const outline = outlineOf(properties) ?? walk.styles.outline(style);
  if (outline !== undefined && outline >= 0 && outline < 9 && text.length <= LONGEST_HEADING) {
    return [{ type: 'heading', level: headingLevel(outline), text, place }, ...inside];
  }
  const centred = value(properties, 'w:jc') === 'center';
  const kind = walk.styles.isTitle(style) ? 'title' : centred ? 'centred' : 'body';
  return [{ type: 'paragraph', style: kind, runs: [{ text }], place }, ...inside];
}

function headingLevel(outline: number): 1 | 2 | 3 | 4 {
  if (outline === 0) return 1;
  if (outline === 1) return 2;
  return outline === 2 ? 3 : 4;
}

/** Text boxes are anchored in a paragraph and read after it. */
function boxBlocks(boxes: readonly XmlElement[], path: string, walk: Walk, state: State): Block[] {
  return boxes.flatMap((box, index) => childBlocks(box, container(`${path}/b${index + 1}/`), walk, state));
}

/** The text of a paragraph with its automatic number; what is hidden or deleted goes to the asides. */
function paragraphText(element: XmlElement, path: string, walk: Walk, state: State): Gathered {
  const properties = child(element, 'w:pPr');
  const style = value(properties, 'w:pStyle');
  const gathered: Gathered = { text: '', hidden: '', deleted: '', codes: '', boxes: [] };
  gather(element, { ...state, hidden: state.hidden || walk.styles.hidden(style) }, path, gathered, walk);
  // A code that never came to its result would swallow all that follows.
  while (walk.fields.at(-1) === 'code') walk.fields.pop();
  const vanished = cleanText(gathered.hidden);
  const deleted = cleanText(gathered.deleted);
  if (vanished.trim() !== '') {
    walk.hidden += 1;
    walk.asides.push({ kind: 'hidden', text: vanished, place: placeOf(path, vanished) });
  }
  if (deleted.trim() !== '') {
    walk.asides.push({ kind: 'deleted', text: deleted, place: placeOf(path, deleted) });
  }
  let text = cleanText(gathered.text).trimEnd();
  const isGone = text === '' && (vanished !== '' || deleted !== '' || state.deleted);
  if (!isGone) text = automaticNumber(properties, style, walk) + text;
  walk.meter.spend('characters', text.length + vanished.length + deleted.length);
  return { ...gathered, text };
}

function automaticNumber(properties: XmlElement | undefined, style: string | undefined, walk: Walk): string {
  const own = listOf(properties);
  const ofStyle = walk.styles.list(style);
  const list = own.list ?? ofStyle.list;
  if (list === undefined || list === 0) return '';
  const level = own.level ?? walk.numbering.levelOfStyle(list, style) ?? ofStyle.level ?? 0;
  return walk.numbering.next(list, level);
}

function placeOf(path: string, text: string): Place {
  return { type: 'paragraph', path, from: 0, to: text.length };
}

/** Properties, whose elements are no content. */
const PROPERTIES = /^w:(?:\w+Pr|proofErr|bookmark(?:Start|End)|tblGrid)$/u;

function gather(element: XmlElement, state: State, path: string, into: Gathered, walk: Walk): void {
  for (const one of element.children) {
    const { name } = one;
    if (PROPERTIES.test(name)) continue;
    switch (name) {
      case 'w:r':
        gather(one, { ...state, hidden: state.hidden || isHidden(one, walk) }, path, into, walk);
        break;
      case 'w:t':
      case 'm:t':
        put(one.text, state, into, walk);
        break;
      case 'w:delText':
        put(one.text, { ...state, deleted: true }, into, walk);
        break;
      case 'w:instrText':
        into.codes += one.text;
        break;
      case 'w:fldChar':
        turnField(one, walk);
        break;
      case 'w:fldSimple':
        into.codes += one.attributes.instr ?? '';
        gather(one, state, path, into, walk);
        break;
      case 'w:tab':
      case 'w:ptab':
        put('\t', state, into, walk);
        break;
      case 'w:br':
        if ((one.attributes.type ?? 'textWrapping') === 'textWrapping') put('\n', state, into, walk);
        break;
      case 'w:cr':
        put('\n', state, into, walk);
        break;
      case 'w:noBreakHyphen':
        put('-', state, into, walk);
        break;
      case 'w:sym':
        put(symbol(Number.parseInt(one.attributes.char ?? '', 16)), state, into, walk);
        break;
      case 'w:pgNum':
        into.codes += ' PAGE ';
        break;
      case 'w:del':
      case 'w:moveFrom':
        walk.changes += 1;
        gather(one, { ...state, deleted: true }, path, into, walk);
        break;
      case 'w:ins':
      case 'w:moveTo':
        walk.changes += 1;
        gather(one, state, path, into, walk);
        break;
      case 'mc:AlternateContent': {
        const choice = chosen(one);
        if (choice !== undefined) gather(choice, state, path, into, walk);
        break;
      }
      case 'w:rt':
        // The reading above a character, not the text.
        break;
      case 'w:txbxContent':
        into.boxes.push(one);
        break;
      case 'w:object':
      case 'pic:pic':
      case 'v:imagedata':
        walk.pictures += 1;
        break;
      case 'w:commentReference':
        walk.commentPlaces.set(one.attributes.id ?? '', { type: 'paragraph', path, from: 0, to: 0 });
        break;
      default:
        // Links, content controls, shapes, formulas: their content is text like any other.
        gather(one, state, path, into, walk);
    }
  }
}

function isHidden(run: XmlElement, walk: Walk): boolean {
  const properties = child(run, 'w:rPr');
  if (properties === undefined) return false;
  return flag(properties, 'w:vanish') ?? walk.styles.hidden(value(properties, 'w:rStyle'));
}

function put(text: string, { deleted, hidden }: State, into: Gathered, walk: Walk): void {
  if (walk.fields.includes('code')) return;
  if (deleted) into.deleted += text;
  else if (hidden) into.hidden += text;
  else into.text += text;
}

const DEEPEST_FIELD = 50;

function turnField(element: XmlElement, walk: Walk): void {
  const type = element.attributes.fldCharType;
  if (type === 'begin' && walk.fields.length < DEEPEST_FIELD) walk.fields.push('code');
  if (type === 'separate' && walk.fields.pop() !== undefined) walk.fields.push('result');
  if (type === 'end') walk.fields.pop();
}

/** A cell while its table is read: cells below may still join it. */
interface OpenCell {
  text: string;
  colspan: number;
  rowspan: number;
  readonly header: boolean;
  readonly path: string;
  readonly column: number;
}

function tableBlocks(element: XmlElement, into: Container, walk: Walk, state: State): Block[] {
  into.tables += 1;
  const path = `${into.path}t${into.tables}`;
  const rows: OpenCell[][] = [];
  const nested: Block[] = [];
  /** By grid column: the cell that a continued one joins. */
  let above = new Map<number, OpenCell>();
  for (const [index, row] of within(element, 'w:tr').entries()) {
    if (walk.meter.refusal !== undefined) return [];
    above = readRow(row, `${path}/r${index + 1}`, above, rows, nested, walk, state);
  }
  walk.tables += 1;
  const found = rows.map((cells) =>
    cells.map(
      ({ text, colspan, rowspan, header, path: at }): FoundCell => ({
        text,
        colspan,
        rowspan,
        header,
        place: placeOf(at, text),
      }),
    ),
  );
  const table = tableOf(`t${walk.tables}`, found, walk.meter);
  return table === undefined ? nested : [table, ...nested];
}

/** Elements of a name, also inside content controls and the like. */
function within(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((one) => {
    if (one.name === name) return [one];
    if (one.name === 'mc:AlternateContent') {
      const choice = chosen(one);
      return choice === undefined ? [] : within(choice, name);
    }
    return /^w:(?:sdt|sdtContent|customXml|smartTag|ins|moveTo)$/u.test(one.name) ? within(one, name) : [];
  });
}

function readRow(
  row: XmlElement,
  path: string,
  above: ReadonlyMap<number, OpenCell>,
  rows: OpenCell[][],
  nested: Block[],
  walk: Walk,
  state: State,
): Map<number, OpenCell> {
  const properties = child(row, 'w:trPr');
  const deleted = child(properties, 'w:del') !== undefined;
  const hidden = flag(properties, 'w:hidden') ?? false;
  if (deleted) walk.changes += 1;
  if (child(properties, 'w:ins') !== undefined) walk.changes += 1;
  const now: State = { deleted: state.deleted || deleted, hidden: state.hidden || hidden };
  const cells: OpenCell[] = [];
  const open = new Map<number, OpenCell>();
  const header = flag(properties, 'w:tblHeader') ?? false;
  const before = spanOf(value(properties, 'w:gridBefore'), 0);
  let column = before;
  if (before > 0)
    cells.push({ text: '', colspan: before, rowspan: 1, header, path: `${path}/c0`, column: 0 });
  let left: OpenCell | undefined;
  for (const [index, cell] of within(row, 'w:tc').entries()) {
    const at = `${path}/c${index + 1}`;
    const cellProperties = child(cell, 'w:tcPr');
    const colspan = Math.max(1, spanOf(value(cellProperties, 'w:gridSpan'), 1));
    const { text, tables } = cellText(cell, at, walk, now);
    nested.push(...tables);
    const joined = child(cellProperties, 'w:hMerge');
    if (left !== undefined && joined !== undefined && joined.attributes.val !== 'restart') {
      left.colspan = Math.min(left.colspan + colspan, MOST_COLUMNS);
      column += colspan;
      continue;
    }
    const merge = child(cellProperties, 'w:vMerge');
    const upper = above.get(column);
    if (merge !== undefined && merge.attributes.val !== 'restart' && upper?.colspan === colspan) {
      upper.rowspan += 1;
      // Word shows nothing of what stands in the lower part of a merged cell.
      if (text !== '') walk.asides.push({ kind: 'hidden', text, place: placeOf(at, text) });
      open.set(column, upper);
      left = undefined;
    } else {
      left = { text, colspan, rowspan: 1, header, path: at, column };
      cells.push(left);
      if (merge !== undefined) open.set(column, left);
    }
    column += colspan;
  }
  const after = spanOf(value(properties, 'w:gridAfter'), 0);
  if (after > 0) cells.push({ text: '', colspan: after, rowspan: 1, header, path: `${path}/c0`, column });
  if (now.deleted || now.hidden) return new Map(above);
  rows.push(cells);
  return open;
}

function spanOf(text: string | undefined, otherwise: number): number {
  const span = wholeNumber(text) ?? otherwise;
  return Math.min(Math.max(span, 0), MOST_COLUMNS);
}

/** The paragraphs of a cell as lines; tables inside it follow the outer one as tables of their own. */
function cellText(
  cell: XmlElement,
  path: string,
  walk: Walk,
  state: State,
): { readonly text: string; readonly tables: Block[] } {
  const lines: string[] = [];
  const tables: Block[] = [];
  for (const block of childBlocks(cell, container(`${path}/`), walk, state)) {
    if (block.type === 'heading') lines.push(block.text);
    else if (block.type === 'paragraph') lines.push(block.runs.map((run) => run.text).join(''));
    else tables.push(block);
  }
  return { text: trimLines(lines.join('\n')), tables };
}

/** What a header or footer says: its paragraphs, each a page number or a line that repeats. */
export function runningAsides(element: XmlElement, into: Container, walk: Walk): Aside[] {
  if (element.name !== 'w:p') {
    return element.children.flatMap((one) => runningAsides(one, into, walk));
  }
  into.paragraphs += 1;
  const path = `${into.path}p${into.paragraphs}`;
  const { text, codes, boxes } = paragraphText(element, path, walk, PLAIN);
  const inside = boxes.flatMap((box, index) => runningAsides(box, container(`${path}/b${index + 1}/`), walk));
  const isNumber = /\b(?:PAGE|NUMPAGES)\b/iu.test(codes) || /^[-—–\s\d]*\d[-—–\s\d]*$/u.test(text);
  if (text.trim() === '') return inside;
  return [{ kind: isNumber ? 'pageNumber' : 'running', text, place: placeOf(path, text) }, ...inside];
}
