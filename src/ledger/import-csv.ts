import Papa from 'papaparse';
import { decodeText } from '../accounts/list-sheets.ts';
import { say } from '../messages/say.ts';
import type { ImportLimits } from './import-bytes.ts';
import { type Grid, type GridCell, MOST_COLUMNS } from './import-grid.ts';
import type { ProblemCollector } from './import-problems.ts';

/** A number that a spreadsheet would show as it stands; more digits than it keeps are text. */
const NUMBER = /^-?(?:\d{1,15}|(?=[\d.]{2,16}$)\d+\.\d+)$/u;

/**
 * Reads a text table (comma, tab, semicolon or bar; UTF-8, UTF-16 or GB18030) as the one sheet that a spreadsheet would
 * show of it; undefined, with problems, where that is not possible. Every cell keeps its text, so that a number like
 * 000123 stays one.
 *
 * @param name what the sheet is called: the name of the file
 */
export function readTextGrid(
  bytes: Uint8Array,
  name: string,
  limits: ImportLimits,
  problems: ProblemCollector,
): Grid | undefined {
  if (bytes.length > limits.fileBytes) {
    const [size, limit] = [bytes.length, limits.fileBytes].map((count) => `${Math.ceil(count / 1e6)} MB`);
    problems.add('ledger.problem.fileTooLarge', {}, { size: size ?? '', limit: limit ?? '' });
    return undefined;
  }
  const text = decodeText(bytes);
  if (text === undefined || /^\s*</u.test(text)) {
    problems.add('ledger.problem.notXlsx', {});
    return undefined;
  }
  const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/u, ''), {
    delimitersToGuess: [',', '\t', ';', '|'],
    preview: limits.rows + 1,
  });
  if (data.length > limits.rows) {
    problems.add('ledger.problem.tooManyRows', {}, { count: `${limits.rows}+`, limit: limits.rows });
    return undefined;
  }
  const rows = data.flatMap((cells, index) => {
    const found = cells.slice(0, MOST_COLUMNS).map(cellOf);
    return found.every((cell) => cell === undefined)
      ? []
      : [{ number: index + 1, hidden: false, cells: found }];
  });
  if (rows.length > 0) return { name, rows, merges: [] };
  problems.add('ledger.problem.damaged', {}, { reason: say('ledger.reason.noSheets') });
  return undefined;
}

/** Platforms write ="000123", and our own lists '=x, so that a spreadsheet takes neither for a number nor for a formula. */
function cellOf(written: string): GridCell | undefined {
  const trimmed = written.trim();
  const isMarked = trimmed.startsWith('=') || trimmed.startsWith("'");
  const text = isMarked ? trimmed.replace(/^="(.*)"$/su, '$1').replace(/^'(?=[=+@-])/u, '') : trimmed;
  if (text === '') return undefined;
  return NUMBER.test(text)
    ? { type: 'number', text, value: Number(text), percent: false }
    : { type: 'text', text };
}

/** Whether bytes are a text table and no workbook, old or new. */
export function isTextTable(bytes: Uint8Array): boolean {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const isCompound = bytes[0] === 0xd0 && bytes[1] === 0xcf && bytes[2] === 0x11 && bytes[3] === 0xe0;
  return bytes.length > 0 && !isZip && !isCompound;
}
