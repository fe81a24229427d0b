/**
 * Changes single cells in the XML of a sheet and leaves every other byte as it is: formats, formulas, remarks and
 * columns of others.
 */

/** A cell to be written; `xml` makes it, given its reference and the attribute of its format. */
export interface CellEdit {
  /** As people count it, from 1. */
  readonly row: number;
  readonly letter: string;
  readonly xml: (start: string) => string;
}

const CELL = /<((?:[\w.-]+:)?)c\b([^<>]*?)(\/>|>)/gu;

/** The sheet with its cells changed; undefined where rows or cells do not say their numbers. */
export function withCells(sheet: string, edits: readonly CellEdit[]): string | undefined {
  const open = /<((?:[\w.-]+:)?)sheetData\b[^<>]*?(\/?)>/u.exec(sheet);
  if (open === null || open[2] === '/') return undefined;
  const [tag, prefix = ''] = open;
  const start = open.index + tag.length;
  const end = sheet.indexOf(`</${prefix}sheetData>`, start);
  if (end < 0) return undefined;
  const byRow = new Map<number, CellEdit[]>();
  for (const edit of edits) byRow.set(edit.row, [...(byRow.get(edit.row) ?? []), edit]);
  const wanted = [...byRow].sort(([one], [other]) => one - other);
  const rows = new RegExp(`<${prefix}row\\b([^<>]*?)(/?)>`, 'gu');
  rows.lastIndex = start;
  const pieces = [sheet.slice(0, start)];
  let at = start;
  for (let match = rows.exec(sheet); wanted.length > 0; match = rows.exec(sheet)) {
    const isLast = match === null || match.index >= end;
    const number = isLast ? Number.POSITIVE_INFINITY : Number(attribute(match?.[1] ?? '', 'r') ?? Number.NaN);
    if (Number.isNaN(number)) return undefined;
    const place = isLast ? end : (match?.index ?? end);
    while ((wanted[0]?.[0] ?? Number.POSITIVE_INFINITY) < number) {
      const [row, cells] = wanted.shift() ?? [0, []];
      pieces.push(sheet.slice(at, place), rowOf(prefix, row, cells));
      at = place;
    }
    if (isLast || match === null) break;
    const [next] = wanted;
    if (next?.[0] !== number) continue;
    wanted.shift();
    const isEmpty = match[2] === '/';
    const inner = match.index + match[0].length;
    const close = isEmpty ? inner : sheet.indexOf(`</${prefix}row>`, inner);
    if (close < 0) return undefined;
    const changed = changedRow(isEmpty ? '' : sheet.slice(inner, close), prefix, next[1]);
    if (changed === undefined) return undefined;
    // What a row spans is a hint; a wrong one is worse than none.
    const attributes = (match[1] ?? '').replace(/\sspans="[^"]*"/u, '');
    pieces.push(sheet.slice(at, match.index), `<${prefix}row${attributes}>`, changed, `</${prefix}row>`);
    at = isEmpty ? inner : close + `</${prefix}row>`.length;
    rows.lastIndex = at;
  }
  pieces.push(sheet.slice(at));
  return pieces.join('');
}

function rowOf(prefix: string, row: number, edits: readonly CellEdit[]): string {
  const cells = sorted(edits).map(({ letter, xml }) => xml(`<${prefix}c r="${letter}${row}"`));
  return `<${prefix}row r="${row}">${cells.join('')}</${prefix}row>`;
}

function changedRow(cells: string, prefix: string, edits: readonly CellEdit[]): string | undefined {
  const wanted = sorted(edits);
  const pieces: string[] = [];
  let at = 0;
  for (const match of cells.matchAll(CELL)) {
    const letter = /^[A-Z]+/u.exec(attribute(match[2] ?? '', 'r') ?? '')?.[0];
    if (letter === undefined) return undefined;
    while (wanted[0] !== undefined && indexOf(wanted[0].letter) < indexOf(letter)) {
      const { letter: own, row, xml } = wanted.shift() ?? wanted[0];
      pieces.push(cells.slice(at, match.index), xml(`<${prefix}c r="${own}${row}"`));
      at = match.index;
    }
    const [next] = wanted;
    if (next?.letter !== letter) continue;
    wanted.shift();
    const behind = match.index + match[0].length;
    const close = match[3] === '/>' ? behind : cells.indexOf(`</${prefix}c>`, behind);
    if (close < 0) return undefined;
    const style = attribute(match[2] ?? '', 's');
    const format = style === undefined ? '' : ` s="${style}"`;
    pieces.push(cells.slice(at, match.index), next.xml(`<${prefix}c r="${letter}${next.row}"${format}`));
    at = match[3] === '/>' ? behind : close + `</${prefix}c>`.length;
  }
  pieces.push(
    cells.slice(at),
    ...wanted.map(({ letter, row, xml }) => xml(`<${prefix}c r="${letter}${row}"`)),
  );
  return pieces.join('');
}

function sorted(edits: readonly CellEdit[]): CellEdit[] {
  return [...edits].sort((one, other) => indexOf(one.letter) - indexOf(other.letter));
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`, 'u').exec(attributes)?.[1];
}

/** The number of a column, from 1. */
function indexOf(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

/** The number of columns that a sheet uses: that of the last one with a cell. */
export function usedColumns(sheet: string): number {
  let most = 0;
  for (const [, , attributes = ''] of sheet.matchAll(CELL)) {
    const letters = /^[A-Z]+/u.exec(attribute(attributes, 'r') ?? '')?.[0];
    if (letters !== undefined) most = Math.max(most, indexOf(letters));
  }
  return most;
}
