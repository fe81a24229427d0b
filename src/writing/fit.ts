import type { Table } from '../document/document.ts';
import { layGrid, type Slot } from './grid.ts';

/** A table made to fit its page. */
export interface Fit {
  /** In points; their sum is the width available. */
  readonly widths: readonly number[];
  /** In points. */
  readonly fontSize: number;
}

/** Sizes for the text of tables: 五号, 小五 and smaller; below the last nothing is legible. */
export const TABLE_SIZES = [10.5, 9, 8, 7.5, 7, 6.5, 6, 5.5] as const;

/** Space left and right of a cell's text together, in points. */
export const CELL_PADDING = 6;

/**
 * Column widths and text size with which no number is broken across lines.
 *
 * The widths asked for are kept as far as possible: a column too narrow for its longest number takes from
 * the others; where that is not enough the text gets smaller.
 */
export function fitTable(table: Table, available: number): Fit {
  const needs = columnNeeds(table);
  const shares = sharesOf(table);
  const largest = comfortableSize(available / mostCells(table));
  for (const fontSize of TABLE_SIZES) {
    if (fontSize > largest) continue;
    const least = needs.map((ems) => ems * fontSize + CELL_PADDING);
    if (sum(least) <= available) return { fontSize, widths: distribute(shares, least, available) };
  }
  const fontSize = TABLE_SIZES[TABLE_SIZES.length - 1] ?? 5.5;
  const least = needs.map((ems) => ems * fontSize + CELL_PADDING);
  return { fontSize, widths: least.map((width) => (width * available) / sum(least)) };
}

/** Column widths of a table at a given text size: as wanted, and wider where a number needs more. */
export function columnWidths(table: Table, fontSize: number, wanted: number): readonly number[] {
  const least = columnNeeds(table).map((ems) => ems * fontSize + CELL_PADDING);
  return distribute(sharesOf(table), least, Math.max(wanted, sum(least)));
}

/** The least width in points at which no number of a table is broken. */
export function leastWidth(table: Table, fontSize: number): number {
  return sum(columnNeeds(table).map((ems) => ems * fontSize + CELL_PADDING));
}

function sharesOf(table: Table): number[] {
  const total = sum(table.widths);
  return table.widths.map((width) => (total > 0 ? width / total : 1 / table.widths.length));
}

/** The cells of the fullest row: forms have a fine grid of columns but few cells a row. */
function mostCells({ head, body }: Table): number {
  return [...head, ...body].reduce((most, row) => Math.max(most, row.cells.length), 1);
}

/** The size that looks right for columns of a mean width: wide tables are set smaller throughout. */
function comfortableSize(meanWidth: number): number {
  if (meanWidth >= 72) return 10.5;
  if (meanWidth >= 56) return 9;
  if (meanWidth >= 44) return 8;
  return 7.5;
}

/** Shares of a width, each at least its minimum. */
function distribute(shares: readonly number[], least: readonly number[], available: number): number[] {
  const fixed = new Set<number>();
  for (;;) {
    let room = available;
    let free = 0;
    shares.forEach((share, column) => {
      if (fixed.has(column)) room -= least[column] ?? 0;
      else free += share;
    });
    const widths = shares.map((share, column) =>
      fixed.has(column) || free === 0 ? (least[column] ?? 0) : (share / free) * room,
    );
    const narrow = widths.findIndex((width, column) => !fixed.has(column) && width < (least[column] ?? 0));
    if (narrow === -1) return widths;
    fixed.add(narrow);
  }
}

/** For each column, the width in ems that its unbreakable texts need. */
function columnNeeds(table: Table): number[] {
  const columns = table.widths.length;
  const needs = new Array<number>(columns).fill(1);
  const wide: Slot[] = [];
  for (const rows of [table.head, table.body]) {
    for (const { slots } of layGrid(rows, columns)) {
      for (const slot of slots) {
        if (slot.continued) continue;
        if (slot.colspan > 1) wide.push(slot);
        else
          needs[slot.column] = Math.max(
            needs[slot.column] ?? 0,
            unbreakableEms(slot.cell.text) + (slot.cell.indent ?? 0),
          );
      }
    }
  }
  for (const slot of wide) {
    const spanned = needs.slice(slot.column, slot.column + slot.colspan);
    const missing = unbreakableEms(slot.cell.text) - sum(spanned);
    if (missing <= 0) continue;
    spanned.forEach((need, offset) => {
      needs[slot.column + offset] = need + missing / slot.colspan;
    });
  }
  return needs;
}

const NUMBER = /^[-+−(（]?[\d,，.]+[)）]?[%％]?$/u;
/** Beyond this a word may break: an address or a long code must not dictate the layout. */
const LONGEST_WORD = 14;

/** The width in ems of the longest piece of text that must not be broken. */
function unbreakableEms(text: string): number {
  if (NUMBER.test(text)) return width(text);
  let longest = text.length >= 2 ? 2 : 1;
  for (const word of text.match(/[!-~]+/gu) ?? []) {
    longest = Math.max(longest, Math.min(width(word), LONGEST_WORD * 0.56));
  }
  return longest;
}

/** Estimated width in ems, on the wide side, for the Latin letters of Times and Noto Serif. */
export function width(text: string): number {
  let ems = 0;
  for (const one of text) {
    const code = one.codePointAt(0) ?? 0;
    if (code > 0x2e7f || (code >= 0x2010 && code <= 0x2027)) ems += 1;
    else if (one === '.' || one === ',') ems += 0.3;
    else if (code >= 0x41 && code <= 0x5a) ems += 0.75;
    else ems += 0.57;
  }
  return ems;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
