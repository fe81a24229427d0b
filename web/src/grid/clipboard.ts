/**
 * Ranges as Excel, WPS and LibreOffice put them on the clipboard: cells between tabs, rows between line breaks, and a cell
 * that holds either, or begins with a quotation mark, in quotation marks that are doubled inside.
 */

/** The cells of a pasted text, row by row; rows may differ in length. A text is at least one cell. */
export function parsePasted(text: string): readonly (readonly string[])[] {
  const source = text.replace(/\r\n?/gu, '\n');
  const end = source.endsWith('\n') ? source.length - 1 : source.length;
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  for (;;) {
    const { cell, next } = cellAt(source, at, end);
    row.push(cell);
    if (next < end && source[next] === '\t') {
      at = next + 1;
      continue;
    }
    rows.push(row);
    if (next >= end) return rows;
    row = [];
    at = next + 1;
  }
}

/** A range as other programs paste it; {@link parsePasted} gives the same range back. */
export function formatCopied(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(quoted).join('\t')}\r\n`).join('');
}

/** A quotation mark opens a quoted cell only where another closes it right before the next cell: 5" is no such. */
const QUOTED = /"((?:[^"]|"")*)"(?=[\t\n]|$)/uy;
const PLAIN = /[^\t\n]*/uy;

function cellAt(source: string, at: number, end: number): { readonly cell: string; readonly next: number } {
  if (source[at] === '"') {
    QUOTED.lastIndex = at;
    const found = QUOTED.exec(source);
    if (found !== null && QUOTED.lastIndex <= end)
      return { cell: (found[1] ?? '').replaceAll('""', '"'), next: QUOTED.lastIndex };
  }
  PLAIN.lastIndex = at;
  const cell = PLAIN.exec(source)?.[0] ?? '';
  return { cell, next: at + cell.length };
}

function quoted(cell: string): string {
  const text = cell.replace(/\r\n?/gu, '\n');
  return /[\t\n]|^"/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
