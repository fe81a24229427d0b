import { decimalOf, plainDecimal } from './cells.ts';
import type { GridCell, GridRow } from './import-grid.ts';

/**
 * Reads the rows of a worksheet straight from its bytes, where it is written as spreadsheets write them: plain tags without
 * prefixes, every row and cell with its place, rows in order. It takes a tenth of the time of the parser that understands
 * everything; what is written in any other way is left to that one.
 */

/** What cells refer to: shared texts by their number, and what a number is shown as by the number of its style. */
export interface ScanTables {
  text(index: number): string | undefined;
  show(style: number): NumberShown;
}

export interface NumberShown {
  readonly percent: boolean;
  /** The day of a number that is shown as one. */
  readonly day: ((value: number) => string) | undefined;
}

/** Where the rows of a sheet stand in its part: between the tags of `sheetData`. */
export interface SheetData {
  readonly start: number;
  readonly end: number;
}

const OPEN = 0x3c; // <
const CLOSE = 0x3e; // >
const SLASH = 0x2f;
const QUOTE = 0x22;
const EQUALS = 0x3d;
const ZERO = 0x30;
const LETTER_A = 0x41;

/** The rows of a part; undefined where it is not one that {@link scanRows} takes. */
export function findSheetData(part: Uint8Array): SheetData | undefined {
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
  const head = bytes.toString('latin1', 0, Math.min(bytes.length, 200));
  const encoding =
    /^(?:\u00ef\u00bb\u00bf)?<\?xml[^>]*\sencoding=["']([^"']*)["']/u.exec(head)?.[1] ?? 'utf-8';
  if (!/^(?:\u00ef\u00bb\u00bf)?</u.test(head) || encoding.toLowerCase() !== 'utf-8') return undefined;
  const open = bytes.indexOf('<sheetData>');
  const end = bytes.lastIndexOf('</sheetData>');
  if (open < 0 || end < open || bytes.indexOf('<sheetData', open + 1) >= 0) return undefined;
  return { start: open + '<sheetData>'.length, end };
}

/** Thrown inside a scan where something is not as it is expected; never leaves this file. */
class Unusual extends Error {}

/** The rows of a sheet; undefined where it is written in a way that is not expected. */
export function scanRows(
  part: Uint8Array,
  data: SheetData,
  tables: ScanTables,
  mostColumns: number,
): readonly GridRow[] | undefined {
  try {
    return new Scan(part, data, tables, mostColumns).rows();
  } catch (error) {
    if (error instanceof Unusual) return undefined;
    throw error;
  }
}

/** Error values that a cell may hold. */
const ERRORS: ReadonlySet<string> = new Set([
  '#NULL!',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#N/A',
  '#GETTING_DATA',
]);

class Scan {
  readonly #bytes: Buffer;
  readonly #end: number;
  readonly #tables: ScanTables;
  readonly #mostColumns: number;
  #at: number;
  /** Cells of shared texts are shared too. */
  readonly #texts: (GridCell | null | undefined)[] = [];

  // The attributes of the tag that was read last.
  #row = 0;
  #column = 0;
  #style = -1;
  #type = '';
  #hidden = false;
  #isEmptyTag = false;

  constructor(part: Uint8Array, { start, end }: SheetData, tables: ScanTables, mostColumns: number) {
    this.#bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    this.#at = start;
    this.#end = end;
    this.#tables = tables;
    this.#mostColumns = mostColumns;
  }

  rows(): readonly GridRow[] {
    const rows: GridRow[] = [];
    let last = 0;
    for (this.#skipBlanks(); this.#at < this.#end; this.#skipBlanks()) {
      this.#expect('<row');
      this.#attributes(true);
      const [number, hidden] = [this.#row, this.#hidden];
      if (number <= last) throw new Unusual();
      last = number;
      if (this.#isEmptyTag) continue;
      const cells = this.#cells(number);
      if (cells.length > 0) rows.push({ number, hidden, cells });
    }
    if (this.#at !== this.#end) throw new Unusual();
    return rows;
  }

  /** The cells of a row until its end tag; those behind the last one with content are left out. */
  #cells(row: number): readonly (GridCell | undefined)[] {
    const cells: (GridCell | undefined)[] = [];
    for (this.#skipBlanks(); this.#bytes[this.#at + 1] !== SLASH; this.#skipBlanks()) {
      if (this.#at >= this.#end) throw new Unusual();
      this.#expect('<c');
      this.#attributes(false);
      if (this.#row !== row) throw new Unusual();
      const column = this.#column;
      const cell = this.#isEmptyTag ? undefined : this.#content();
      if (cell === undefined || column >= this.#mostColumns) continue;
      while (cells.length < column) cells.push(undefined);
      cells[column] = cell;
    }
    this.#expect('</row>');
    return cells;
  }

  /** What stands between the tags of a cell, and its end tag. */
  #content(): GridCell | undefined {
    let formula: string | undefined;
    for (;;) {
      this.#skipBlanks();
      const second = this.#bytes[this.#at + 1];
      const third = this.#bytes[this.#at + 2];
      // <v>
      if (second === 0x76 && third === CLOSE) return this.#value(formula);
      // <f
      if (second === 0x66 && formula === undefined) {
        formula = this.#formula();
        continue;
      }
      // <is
      if (second === 0x69 && third === 0x73 && this.#type === 'inlineStr' && formula === undefined) {
        return this.#inline();
      }
      this.#expect('</c>');
      if (formula !== undefined) return unevaluated(formula);
      if (this.#type !== '') throw new Unusual();
      return undefined;
    }
  }

  /** The text of `<f>…</f>`, as it is written; empty where another cell says it. */
  #formula(): string {
    const close = this.#find(CLOSE);
    const behind = this.#bytes[this.#at + 2];
    if (behind !== CLOSE && behind !== SLASH && !isBlank(behind)) throw new Unusual();
    if (this.#bytes[close - 1] === SLASH) {
      this.#at = close + 1;
      return '';
    }
    this.#at = this.#bytes.indexOf(OPEN, close);
    const text = this.#bytes.toString('utf8', close + 1, this.#at);
    this.#expect('</f>');
    return text;
  }

  /** `<v>…</v></c>`. */
  #value(formula: string | undefined): GridCell | undefined {
    const start = this.#at + 3;
    const end = this.#bytes.indexOf(OPEN, start);
    this.#at = end;
    this.#expect('</v>');
    this.#skipBlanks();
    this.#expect('</c>');
    if (start === end) {
      if (formula !== undefined) return unevaluated(formula);
      if (this.#type !== '') throw new Unusual();
      return undefined;
    }
    switch (this.#type) {
      case 's':
        return this.#shared(this.#integer(start, end));
      case '':
      case 'n':
        return this.#number(start, end);
      case 'str': {
        const cell = textCell(this.#plainText(start, end));
        // A result of blanks is none.
        return cell === undefined && formula !== undefined ? unevaluated(formula) : cell;
      }
      case 'b':
        return this.#boolean(start, end);
      case 'e': {
        const text = this.#bytes.toString('latin1', start, end);
        if (!ERRORS.has(text)) throw new Unusual();
        return { type: 'error', text };
      }
      default:
        throw new Unusual();
    }
  }

  #shared(index: number): GridCell | undefined {
    const known = this.#texts[index];
    if (known !== undefined) return known ?? undefined;
    const text = this.#tables.text(index);
    if (text === undefined) throw new Unusual();
    const cell = textCell(text);
    this.#texts[index] = cell ?? null;
    return cell;
  }

  #number(start: number, end: number): GridCell {
    const value = this.#parseNumber(start, end);
    const shown = this.#tables.show(this.#style);
    if (shown.day !== undefined && Number.isFinite(value)) return { type: 'text', text: shown.day(value) };
    return numberCell(value, shown.percent);
  }

  #parseNumber(start: number, end: number): number {
    if (end - start <= 9) {
      let value = 0;
      let at = start;
      for (; at < end; at += 1) {
        const digit = (this.#bytes[at] ?? 0) - ZERO;
        if (digit < 0 || digit > 9) break;
        value = value * 10 + digit;
      }
      if (at === end) return value;
    }
    const text = this.#bytes.toString('latin1', start, end);
    if (!/^[-+.\dEe]+$/u.test(text)) throw new Unusual();
    return Number.parseFloat(text);
  }

  #boolean(start: number, end: number): GridCell {
    const text = this.#bytes.toString('latin1', start, end);
    if (text === '1' || text === 'true') return { type: 'text', text: 'TRUE' };
    if (text === '0' || text === 'false') return { type: 'text', text: 'FALSE' };
    throw new Unusual();
  }

  /** `<is><t>…</t></is></c>`. */
  #inline(): GridCell | undefined {
    this.#expect('<is>');
    this.#expect('<t');
    const close = this.#find(CLOSE);
    if (this.#bytes[close - 1] === SLASH) throw new Unusual();
    const start = close + 1;
    const end = this.#bytes.indexOf(OPEN, start);
    this.#at = end;
    this.#expect('</t></is></c>');
    return textCell(this.#plainText(start, end));
  }

  /** A text that stands as it is: none of its characters is written in another way. */
  #plainText(start: number, end: number): string {
    const text = this.#bytes.toString('utf8', start, end);
    if (text.includes('&') || text.includes('_x') || text.includes('\r')) throw new Unusual();
    return text;
  }

  #integer(start: number, end: number): number {
    let value = 0;
    for (let at = start; at < end; at += 1) {
      const digit = (this.#bytes[at] ?? 0) - ZERO;
      if (digit < 0 || digit > 9) throw new Unusual();
      value = value * 10 + digit;
    }
    if (start === end || end - start > 9) throw new Unusual();
    return value;
  }

  #rowAttribute(name: number, nameEnd: number, start: number, end: number): void {
    const length = nameEnd - name;
    if (length === 1 && this.#bytes[name] === 0x72) this.#row = this.#integer(start, end);
    else if (length === 6 && this.#bytes.toString('latin1', name, nameEnd) === 'hidden') {
      const value = this.#bytes.toString('latin1', start, end);
      this.#hidden = value === '1' || value === 'true';
    }
  }

  #cellAttribute(name: number, nameEnd: number, start: number, end: number): void {
    if (nameEnd - name !== 1) return;
    const letter = this.#bytes[name];
    if (letter === 0x72) this.#reference(start, end);
    else if (letter === 0x73) this.#style = this.#integer(start, end);
    else if (letter === 0x74) {
      const isShared = end - start === 1 && this.#bytes[start] === 0x73;
      this.#type = isShared ? 's' : this.#bytes.toString('latin1', start, end);
    }
  }

  /** `B12` is column 1 of row 12. */
  #reference(start: number, end: number): void {
    let column = 0;
    let at = start;
    for (; at < end; at += 1) {
      const letter = (this.#bytes[at] ?? 0) - LETTER_A;
      if (letter < 0 || letter > 25) break;
      column = column * 26 + letter + 1;
    }
    if (at === start || at - start > 3) throw new Unusual();
    this.#column = column - 1;
    this.#row = this.#integer(at, end);
  }

  /** Reads ` name="value"` until the end of a tag, which is passed. */
  #attributes(isRow: boolean): void {
    const bytes = this.#bytes;
    this.#row = 0;
    this.#hidden = false;
    this.#style = -1;
    this.#type = '';
    for (;;) {
      const byte = bytes[this.#at];
      if (byte === CLOSE || byte === SLASH) break;
      if (!isBlank(byte)) throw new Unusual();
      this.#skipBlanks();
      const name = this.#at;
      if (bytes[name] === CLOSE || bytes[name] === SLASH) break;
      const equals = this.#find(EQUALS);
      const end = bytes[equals + 1] === QUOTE ? bytes.indexOf(QUOTE, equals + 2) : -1;
      if (end < 0 || end > this.#end) throw new Unusual();
      if (isRow) this.#rowAttribute(name, equals, equals + 2, end);
      else this.#cellAttribute(name, equals, equals + 2, end);
      this.#at = end + 1;
    }
    this.#isEmptyTag = bytes[this.#at] === SLASH;
    if (this.#isEmptyTag) this.#at += 1;
    this.#expect('>');
    // An empty cell of these types is something to the other parser.
    const isKnown = !this.#isEmptyTag || this.#type === '' || this.#type === 's' || this.#type === 'n';
    if (this.#row === 0 || !isKnown) throw new Unusual();
  }

  #skipBlanks(): void {
    while (isBlank(this.#bytes[this.#at])) this.#at += 1;
  }

  #expect(text: string): void {
    for (let index = 0; index < text.length; index += 1) {
      if (this.#bytes[this.#at + index] !== text.charCodeAt(index)) throw new Unusual();
    }
    this.#at += text.length;
  }

  #find(byte: number): number {
    const found = this.#bytes.indexOf(byte, this.#at);
    if (found < 0 || found > this.#end) throw new Unusual();
    return found;
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&quot;': '"',
  '&apos;': "'",
  '&gt;': '>',
  '&lt;': '<',
  '&amp;': '&',
};

/** A formula that no program has calculated, in full and in characters that need no more than the usual names. */
function unevaluated(formula: string): GridCell {
  if (formula === '' || /_xl|_x|&#|\r/u.test(formula)) throw new Unusual();
  return { type: 'unevaluated', text: formula.replace(/&\w+;/gu, (name) => ENTITIES[name] ?? name) };
}

/** A cell of text; none where there is nothing to see. */
export function textCell(text: string): GridCell | undefined {
  return text.trim() === '' ? undefined : { type: 'text', text };
}

const PLAIN = /^-?\d{1,15}$|^-?(?=[\d.]{1,16}$)\d+\.\d+$/u;

/** A cell with a number, as a spreadsheet shows it; an error where it is none. */
export function numberCell(value: number, percent: boolean): GridCell {
  const text = String(value);
  // Up to 15 digits the shortest way to write a float is the number that was typed.
  if (PLAIN.test(text)) return { type: 'number', text, value, percent };
  const decimal = decimalOf(value);
  if (decimal === undefined) return { type: 'error', text: '#NUM!' };
  return { type: 'number', text: plainDecimal(decimal), value, percent };
}
