import { type CellObject, read, utils, type WorkBook, type WorkSheet } from '@e965/xlsx';
import { unzipSync } from 'fflate';
import Papa from 'papaparse';
import { fail, problem, type Result, succeed, type Where } from '../messages/problem.ts';

/** A sheet of a list as plain text, merged cells filled, with the place of every cell. */
export interface ListSheet {
  /** Empty for a file without sheets. */
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
  /** Where the cell of a row and a column, both counted from 0, is in the file. */
  readonly whereIs: (row: number, column: number) => Where;
}

/** What one file may weigh: a whole national list is about 2,000 rows and 200 KB. */
export const listLimits = {
  bytes: 20 * 1024 * 1024,
  unpackedBytes: 200 * 1024 * 1024,
  rows: 100_000,
  columns: 256,
} as const;

/** Reads the sheets of an xlsx, xls or et workbook, or a text table (csv, in UTF-8, UTF-16 or GB18030). */
export function readListSheets(bytes: Uint8Array, file: string): Result<readonly ListSheet[]> {
  if (bytes.length > listLimits.bytes) return tooLarge(file, bytes.length, listLimits.bytes);
  if (bytes.every((byte) => byte === 0)) return fail([problem('accounts.importEmpty', 'error', { file })]);
  const sheets = isZip(bytes) || isCompoundFile(bytes) ? readWorkbook(bytes, file) : readText(bytes, file);
  if (!sheets.ok) return sheets;
  const rows = sheets.value.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  if (rows > listLimits.rows) {
    return fail([problem('accounts.importTooManyRows', 'error', { file }, { limit: listLimits.rows })]);
  }
  const isEmpty = sheets.value.every((sheet) => sheet.rows.every((row) => row.every((cell) => cell === '')));
  return isEmpty ? fail([problem('accounts.importEmpty', 'error', { file })]) : sheets;
}

function tooLarge(file: string, size: number, limit: number): Result<never> {
  const sayMegabytes = (count: number): string => `${Math.ceil(count / 1024 / 1024)} MB`;
  const params = { file, size: sayMegabytes(size), limit: sayMegabytes(limit) };
  return fail([problem('file.tooLarge', 'error', { file }, params)]);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** The container of .xls and .et. */
function isCompoundFile(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
}

function readWorkbook(bytes: Uint8Array, file: string): Result<readonly ListSheet[]> {
  let workbook: WorkBook;
  try {
    const unpacked = isZip(bytes) ? unpackedSize(bytes) : 0;
    if (unpacked > listLimits.unpackedBytes) return tooLarge(file, unpacked, listLimits.unpackedBytes);
    workbook = read(bytes, { type: 'array', cellHTML: false, sheetRows: listLimits.rows + 1 });
  } catch {
    return fail([problem('accounts.importUnreadable', 'error', { file })]);
  }
  return succeed(sheetsOf(workbook, file));
}

/** The size that the archive's directory declares, without unpacking anything. */
function unpackedSize(bytes: Uint8Array): number {
  let size = 0;
  unzipSync(bytes, {
    filter: (entry) => {
      size += entry.originalSize;
      return false;
    },
  });
  return size;
}

function sheetsOf(workbook: WorkBook, file: string): readonly ListSheet[] {
  const sheets: ListSheet[] = [];
  for (const name of workbook.SheetNames) {
    const sheet = workbook.Sheets[name];
    if (sheet === undefined) continue;
    const whereIs = (row: number, column: number): Where => ({
      file,
      sheet: name,
      cell: utils.encode_cell({ r: row, c: column }),
    });
    sheets.push({ name, rows: rowsOf(sheet), whereIs });
  }
  return sheets;
}

function rowsOf(sheet: WorkSheet): readonly (readonly string[])[] {
  // The range a sheet declares may be a million formatted blank rows: only what is there counts.
  const rows: string[][] = [];
  let width = 0;
  for (const address of Object.keys(sheet)) {
    if (address.startsWith('!')) continue;
    const cell: CellObject | undefined = sheet[address];
    const text = cellText(cell);
    if (text === '') continue;
    const { r, c } = utils.decode_cell(address);
    if (c >= listLimits.columns) continue;
    while (rows.length <= r) rows.push([]);
    const row = rows[r];
    if (row !== undefined) row[c] = text;
    width = Math.max(width, c + 1);
  }
  for (const row of rows) for (let column = 0; column < width; column += 1) row[column] ??= '';
  for (const { s, e } of sheet['!merges'] ?? []) {
    const text = rows[s.r]?.[s.c] ?? '';
    for (const cells of rows.slice(s.r, e.r + 1)) cells.fill(text, s.c, e.c + 1);
  }
  return rows;
}

/** The text as shown; for a whole number shown with separators or as 2.08E+06, its digits. */
function cellText(cell: CellObject | undefined): string {
  if (cell === undefined || cell.v === undefined || cell.t === 'z' || cell.t === 'e') return '';
  const shown = (cell.w ?? String(cell.v)).trim();
  if (cell.t !== 'n' || /^\d+$/u.test(shown)) return shown;
  return Number.isInteger(cell.v) ? String(cell.v) : shown;
}

function readText(bytes: Uint8Array, file: string): Result<readonly ListSheet[]> {
  const text = decodeText(bytes);
  if (text === undefined) return fail([problem('accounts.importUnreadable', 'error', { file })]);
  if (/^\s*</u.test(text)) {
    // Platforms export web pages under the name of .xls.
    try {
      return succeed(
        sheetsOf(read(text, { type: 'string', raw: true, sheetRows: listLimits.rows + 1 }), file),
      );
    } catch {
      return fail([problem('accounts.importUnreadable', 'error', { file })]);
    }
  }
  const parsed = Papa.parse<string[]>(text, {
    delimitersToGuess: [',', '\t', ';', '|'],
    preview: listLimits.rows + 1,
  });
  const lines: number[] = [];
  let line = 1;
  const rows = parsed.data.map((cells) => {
    lines.push(line);
    line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/gu)?.length ?? 0), 0);
    return cells.map((cell) => cell.trim());
  });
  const whereIs = (row: number, column: number): Where => ({
    file,
    line: lines[row] ?? row + 1,
    column: column + 1,
  });
  return succeed([{ name: '', rows, whereIs }]);
}

/** The text of bytes in the encodings of Chinese offices; `undefined` where it is none of them. */
export function decodeText(bytes: Uint8Array): string | undefined {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030'];
  for (const encoding of encodings) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.includes('\0') ? undefined : text;
    } catch {
      // Not this encoding: the next one.
    }
  }
  return undefined;
}
