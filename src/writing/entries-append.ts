import { strFromU8, unzipSync } from 'fflate';
import { type CellContent, fitsSpreadsheet } from '../ledger/cells.ts';
import type { RowContent } from '../ledger/rows.ts';
import type { Sheet } from '../ledger/sheets.ts';
import { type CellEdit, usedColumns, withCells } from './cells-edit.ts';
import { escapeXml } from './text.ts';
import { letterOf } from './workbook-layout.ts';
import { type Part, zipParts } from './zip.ts';

/** Where a sheet of a workbook goes on. */
export interface Continuation {
  /** The name of the sheet in the file. */
  readonly name: string;
  /** The place of each column, counted from 0. */
  readonly columns: ReadonlyMap<string, number>;
  /** The last row with anything in it, as people count. */
  readonly lastRow: number;
  /** The row of the heading, whose formats rows below do not share. */
  readonly headingRow: number;
}

/** Rows for one sheet: behind those it has, or on a sheet of its own where the workbook has none. */
export interface Addition {
  readonly sheet: Sheet;
  readonly rows: readonly RowContent[];
  readonly behind: Continuation | undefined;
  /** Cells of rows that are there, by the row as people count it; other cells of the row stay. */
  readonly changed?: readonly { readonly row: number; readonly cells: RowContent }[];
  /** Columns that the sheet gets behind its last one where it lacks them. */
  readonly needed?: readonly string[];
}

/** More than any budget workbook unpacks to. */
const MOST_UNPACKED = 600_000_000;

/**
 * Adds rows to a workbook and leaves everything else as it is, byte for byte: other sheets, columns that people added,
 * formats, remarks. Only the parts of the file that name sheets and texts, and the sheets that grow, are touched.
 * Undefined where the file is built in a way that is not understood; whoever saves it anew in a spreadsheet mends that.
 */
export function appendRows(workbook: Uint8Array, additions: readonly Addition[]): Uint8Array | undefined {
  let size = 0;
  const parts = unzipSync(workbook, {
    filter: ({ name, originalSize }) => {
      size += originalSize;
      return size <= MOST_UNPACKED && !name.endsWith('/');
    },
  });
  if (size > MOST_UNPACKED) return undefined;
  const book = Book.of(parts);
  if (book === undefined) return undefined;
  for (const addition of additions) {
    const { sheet, rows, behind, changed = [] } = addition;
    if (rows.length === 0 && changed.length === 0) continue;
    if (behind === undefined) {
      if (!book.addSheet(sheet, rows)) return undefined;
      continue;
    }
    const edited = book.edit(behind, addition);
    if (edited === undefined) return undefined;
    if (rows.length > 0 && !book.extend(edited, rows)) return undefined;
  }
  return zipParts(book.parts(), 1);
}

/** A tag with its attributes, whatever the prefix of its namespace; none is searched for beyond the next tag. */
function tagOf(name: string): RegExp {
  return new RegExp(`<((?:[\\w.-]+:)?)${name}\\b([^<>]*?)(/?)>`, 'gu');
}

function attributeOf(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`, 'u').exec(attributes)?.[1];
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function plain(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/giu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot|apos);/gu, (_, name: string) => ENTITIES[name] ?? '');
}

const BOOK = 'xl/workbook.xml';
const RELATIONS = 'xl/_rels/workbook.xml.rels';
const TYPES = '[Content_Types].xml';
const STYLES = 'xl/styles.xml';
const TEXTS = 'xl/sharedStrings.xml';
const WORKSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

class Book {
  readonly #parts: Map<string, Part['content']>;
  readonly #texts: SharedTexts | undefined;

  private constructor(parts: Map<string, Part['content']>, texts: SharedTexts | undefined) {
    this.#parts = parts;
    this.#texts = texts;
  }

  static of(unpacked: Readonly<Record<string, Uint8Array>>): Book | undefined {
    const parts = new Map<string, Part['content']>(Object.entries(unpacked));
    if ([BOOK, RELATIONS, TYPES].some((path) => !parts.has(path))) return undefined;
    const shared = unpacked[TEXTS];
    return new Book(parts, shared === undefined ? undefined : SharedTexts.of(strFromU8(shared)));
  }

  /** The types of the parts come first, as programs like it; shared texts last, for the rows are written as they are read. */
  *parts(): Iterable<Part> {
    const rank = (path: string) => (path === TYPES ? 0 : path === TEXTS ? 2 : 1);
    const paths = [...this.#parts.keys()].sort((left, right) => rank(left) - rank(right));
    for (const path of paths) {
      const changed = path === TEXTS && this.#texts?.changed === true ? this.#texts.pieces() : undefined;
      yield { path, content: changed ?? this.#parts.get(path) ?? [] };
    }
  }

  /** Changes cells of a sheet and gives it the columns it lacks; tells where the columns stand then. */
  edit(behind: Continuation, { sheet, changed = [], needed = [] }: Addition): Continuation | undefined {
    const lacking = needed.filter((key) => !behind.columns.has(key));
    if (changed.length === 0 && lacking.length === 0) return behind;
    const path = this.#pathOf(behind.name);
    if (path === undefined) return undefined;
    const xml = this.#text(path);
    const prefix = /<((?:[\w.-]+:)?)sheetData\b/u.exec(xml)?.[1] ?? '';
    const free = usedColumns(xml);
    const columns = new Map([
      ...behind.columns,
      ...lacking.map((key, index) => [key, free + index] as const),
    ]);
    const titles = new Map(sheet.columns.map(({ key, title }) => [key, title]));
    const editOf = (row: number, key: string, content: CellContent): readonly CellEdit[] => {
      const index = columns.get(key);
      if (index === undefined) return [];
      return [{ row, letter: letterOf(index + 1), xml: (start) => this.#cell(start, prefix, content) }];
    };
    const made = withCells(xml, [
      ...lacking.flatMap((key) => editOf(behind.headingRow, key, titles.get(key) ?? key)),
      ...changed.flatMap(({ row, cells }) =>
        Object.entries(cells).flatMap(([key, content]) => editOf(row, key, content)),
      ),
    ]);
    if (made === undefined) return undefined;
    const last = letterOf(free + lacking.length);
    const range = /(<(?:[\w.-]+:)?dimension\b[^<>]*\sref="[A-Z]+\d+:)[A-Z]+(\d+")/u;
    this.#parts.set(path, [lacking.length === 0 ? made : made.replace(range, `$1${last}$2`)]);
    return { ...behind, columns };
  }

  /** Puts rows behind the last one that holds anything; empty rows that only have a format make room. */
  extend({ name, columns, lastRow, headingRow }: Continuation, rows: readonly RowContent[]): boolean {
    const path = this.#pathOf(name);
    const xml = path === undefined ? undefined : this.#text(path);
    if (path === undefined || xml === undefined) return false;
    const [open] = xml.matchAll(tagOf('sheetData'));
    if (open === undefined) return false;
    const [tag, prefix = '', attributes = '', isEmpty] = open;
    const start = open.index + tag.length;
    const close = isEmpty === '/' ? start : xml.indexOf(`</${prefix}sheetData>`, start);
    if (close < 0) return false;
    const found = lastRows(xml, start, close, lastRow);
    if (found === undefined) return false;
    const styles = new Map([
      ...columnStyles(xml.slice(0, start)),
      ...(lastRow > headingRow ? found.styles : []),
    ]);
    const written = this.#rows(rows, { columns, first: lastRow + 1, prefix, styles });
    const last = lastRow + rows.length;
    const head = `${xml.slice(0, open.index)}<${prefix}sheetData${attributes}>`.replace(
      /(<(?:[\w.-]+:)?dimension\b[^<>]*\sref="[A-Z]+\d+:[A-Z]+)(\d+)"/u,
      (whole, range: string, row: string) => (Number(row) < last ? `${range}${last}"` : whole),
    );
    const tail = isEmpty === '/' ? `</${prefix}sheetData>${xml.slice(start)}` : xml.slice(close);
    this.#parts.set(path, pieces(head, xml.slice(start, found.end), written, tail));
    return true;
  }

  /** Adds a sheet with a heading and rows at the end of the workbook. */
  addSheet(sheet: Sheet, rows: readonly RowContent[]): boolean {
    const book = this.#text(BOOK);
    const relations = this.#text(RELATIONS);
    const types = this.#text(TYPES);
    const space = /xmlns:([\w.-]+)="[^"]*\/relationships"/u.exec(book)?.[1];
    const [end] = book.matchAll(/<\/((?:[\w.-]+:)?)sheets>/gu);
    const [relationEnd] = relations.matchAll(/<\/((?:[\w.-]+:)?)Relationships>/gu);
    const [typeEnd] = types.matchAll(/<\/((?:[\w.-]+:)?)Types>/gu);
    if (space === undefined || end === undefined || relationEnd === undefined || typeEnd === undefined)
      return false;
    const ids = [...book.matchAll(tagOf('sheet'))].map(([, , attributes = '']) =>
      Number(attributeOf(attributes, 'sheetId') ?? 0),
    );
    const id = Math.max(0, ...ids) + 1;
    // Some programs look for sheets by the usual names of their parts.
    const numbers = [...this.#parts.keys()].map((path) => Number(/\/sheet(\d+)\.xml$/u.exec(path)?.[1] ?? 0));
    const file = `sheet${Math.max(0, ...numbers) + 1}.xml`;
    const relation = `rIdMingzhang${id}`;
    const kind = /Type="([^"]*\/relationships\/)worksheet"/u.exec(relations)?.[1];
    if (kind === undefined) return false;
    const insert = (text: string, at: number, more: string) => [text.slice(0, at), more, text.slice(at)];
    const reference = `<${end[1]}sheet name="${escapeXml(sheet.title)}" sheetId="${id}" ${space}:id="${relation}"/>`;
    this.#parts.set(BOOK, insert(book, end.index, reference));
    const target = `<${relationEnd[1]}Relationship Id="${relation}" Type="${kind}worksheet" Target="worksheets/${file}"/>`;
    this.#parts.set(RELATIONS, insert(relations, relationEnd.index, target));
    const type = `<${typeEnd[1]}Override PartName="/xl/worksheets/${file}" ContentType="${WORKSHEET}"/>`;
    this.#parts.set(TYPES, insert(types, typeEnd.index, type));
    const columns = sheet.columns.filter(({ importOnly }) => !importOnly);
    const amount = this.#amountStyle();
    const place = {
      columns: new Map(columns.map(({ key }, index) => [key, index])),
      first: 2,
      prefix: '',
      styles: new Map(
        columns.flatMap(({ content }, index) =>
          content.type === 'amount' && amount !== undefined ? [[index, amount] as const] : [],
        ),
      ),
    };
    const titles = Object.fromEntries(columns.map(({ key, title }) => [key, title]));
    const widths = columns
      .map(
        ({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`,
      )
      .join('');
    const head =
      `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}"><sheetViews>` +
      '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
      `</sheetView></sheetViews><cols>${widths}</cols><sheetData>`;
    this.#parts.set(
      `xl/worksheets/${file}`,
      pieces(
        head,
        this.#rows([titles], { ...place, first: 1, styles: new Map() }),
        this.#rows(rows, place),
        '</sheetData></worksheet>',
      ),
    );
    return true;
  }

  #text(path: string): string {
    const content = this.#parts.get(path);
    if (content instanceof Uint8Array) return strFromU8(content);
    return content === undefined ? '' : [...content].join('');
  }

  /** The part of a sheet by its name. */
  #pathOf(name: string): string | undefined {
    for (const [, , attributes = ''] of this.#text(BOOK).matchAll(tagOf('sheet'))) {
      if (plain(attributeOf(attributes, 'name') ?? '') !== name) continue;
      const id = attributeOf(attributes, '[\\w.-]+:id');
      for (const [, , relation = ''] of this.#text(RELATIONS).matchAll(tagOf('Relationship'))) {
        if (attributeOf(relation, 'Id') !== id) continue;
        const target = attributeOf(relation, 'Target') ?? '';
        const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`;
        return this.#parts.has(path) ? path : undefined;
      }
    }
    return undefined;
  }

  /** A format for amounts (#,##0.00), added to those of the workbook; undefined where it lists none. */
  #amountStyle(): string | undefined {
    const styles = this.#text(STYLES);
    const [open] = styles.matchAll(tagOf('cellXfs'));
    const prefix = open?.[1] ?? '';
    const end = open === undefined ? -1 : styles.indexOf(`</${prefix}cellXfs>`, open.index);
    if (open === undefined || end < 0) return undefined;
    const formats = styles.slice(open.index, end);
    const count = [...formats.matchAll(tagOf('xf'))].length;
    const format = `<${prefix}xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`;
    const grown = formats.replace(/count="\d+"/u, `count="${count + 1}"`) + format;
    this.#parts.set(STYLES, [styles.slice(0, open.index), grown, styles.slice(end)]);
    return String(count);
  }

  *#rows(rows: readonly RowContent[], { columns, first, prefix, styles }: Placement): Iterable<string> {
    const places = [...columns].sort(([, left], [, right]) => left - right);
    const letters = new Map(places.map(([key, index]) => [key, letterOf(index + 1)]));
    for (const [offset, row] of rows.entries()) {
      const number = first + offset;
      let cells = '';
      for (const [key, index] of places) {
        const content = row[key];
        if (content === undefined || content === '') continue;
        const style = styles.get(index);
        const start = `<${prefix}c r="${letters.get(key)}${number}"${style === undefined ? '' : ` s="${style}"`}`;
        cells += this.#cell(start, prefix, content);
      }
      yield `<${prefix}row r="${number}">${cells}</${prefix}row>`;
    }
  }

  #cell(start: string, prefix: string, content: CellContent): string {
    if (content === '') return `${start}/>`;
    return typeof content !== 'string' && fitsSpreadsheet(content.number)
      ? `${start}><${prefix}v>${content.number}</${prefix}v></${prefix}c>`
      : this.#textCell(start, prefix, typeof content === 'string' ? content : content.number);
  }

  #textCell(start: string, prefix: string, text: string): string {
    const index = this.#texts?.indexOf(text);
    return index === undefined
      ? `${start} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${escapeXml(text)}</${prefix}t></${prefix}is></${prefix}c>`
      : `${start} t="s"><${prefix}v>${index}</${prefix}v></${prefix}c>`;
  }
}

interface Placement {
  readonly columns: ReadonlyMap<string, number>;
  readonly first: number;
  readonly prefix: string;
  /** The number of the format of a column's cells. */
  readonly styles: ReadonlyMap<number, string>;
}

/** The texts that cells of a workbook share, which grow at their end. */
class SharedTexts {
  readonly #xml: string;
  readonly #end: number;
  readonly #prefix: string;
  readonly #count: number;
  readonly #added = new Map<string, number>();

  private constructor(xml: string, end: number, prefix: string, count: number) {
    this.#xml = xml;
    this.#end = end;
    this.#prefix = prefix;
    this.#count = count;
  }

  /** Undefined where the part is not understood: texts then stand in their cells. */
  static of(xml: string): SharedTexts | undefined {
    const end = /<\/((?:[\w.-]+:)?)sst>$/u.exec(xml.trimEnd());
    if (end === null) return undefined;
    const prefix = end[1] ?? '';
    return new SharedTexts(xml, end.index, prefix, [...xml.matchAll(tagOf('si'))].length);
  }

  get changed(): boolean {
    return this.#added.size > 0;
  }

  indexOf(text: string): number {
    const known = this.#added.get(text);
    if (known !== undefined) return known;
    const index = this.#count + this.#added.size;
    this.#added.set(text, index);
    return index;
  }

  *pieces(): Iterable<string> {
    // The counts are hints that programs do not need; wrong ones are worse than none.
    yield this.#xml
      .slice(0, this.#end)
      .replace(/(<(?:[\w.-]+:)?sst\b[^<>]*?)\s(?:unique)?[cC]ount="\d+"/u, '$1')
      .replace(/(<(?:[\w.-]+:)?sst\b[^<>]*?)\s(?:unique)?[cC]ount="\d+"/u, '$1');
    const prefix = this.#prefix;
    for (const text of this.#added.keys())
      yield `<${prefix}si><${prefix}t xml:space="preserve">${escapeXml(text)}</${prefix}t></${prefix}si>`;
    yield this.#xml.slice(this.#end);
  }
}

/**
 * Where rows behind the last one that holds anything begin, and the formats of its cells. Undefined where rows do not
 * say their numbers.
 */
function lastRows(
  xml: string,
  start: number,
  close: number,
  lastRow: number,
): { readonly end: number; readonly styles: ReadonlyMap<number, string> } | undefined {
  const rowTag = /<(?:[\w.-]+:)?row\b([^<>]*)>/gu;
  rowTag.lastIndex = start;
  let end = close;
  let last = close;
  for (let match = rowTag.exec(xml); match !== null && match.index < close; match = rowTag.exec(xml)) {
    const number = attributeOf(match[1] ?? '', 'r');
    if (number === undefined) return undefined;
    if (Number(number) === lastRow) last = match.index;
    if (Number(number) <= lastRow) continue;
    end = match.index;
    break;
  }
  const styles = new Map<number, string>();
  for (const [, , attributes = ''] of xml.slice(Math.min(last, end), end).matchAll(tagOf('c'))) {
    const letters = /^[A-Z]+/u.exec(attributeOf(attributes, 'r') ?? '')?.[0];
    const style = attributeOf(attributes, 's');
    if (letters !== undefined && style !== undefined) styles.set(indexOfLetters(letters), style);
  }
  return { end, styles };
}

/** The formats that the columns of a sheet have. */
function columnStyles(head: string): ReadonlyMap<number, string> {
  const styles = new Map<number, string>();
  for (const [, , attributes = ''] of head.matchAll(tagOf('col'))) {
    const style = attributeOf(attributes, 'style');
    const [min, max] = ['min', 'max'].map((name) => Number(attributeOf(attributes, name) ?? 0));
    if (style === undefined || min === undefined || max === undefined) continue;
    // Columns to the end of the sheet share one tag; no table of ours is that wide.
    for (let index = min; index <= Math.min(max, 400); index += 1) styles.set(index - 1, style);
  }
  return styles;
}

function indexOfLetters(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function* pieces(...parts: readonly (string | Iterable<string>)[]): Iterable<string> {
  for (const part of parts) {
    if (typeof part === 'string') yield part;
    else yield* part;
  }
}
