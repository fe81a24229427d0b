import { type Unzipped, unzipSync } from 'fflate';
import type { ProblemCollector } from './import-problems.ts';

/** What a file may hold at most; beyond it is no budget but an accident or an attack. */
export interface ImportLimits {
  readonly fileBytes: number;
  readonly unzippedBytes: number;
  readonly sheets: number;
  readonly rows: number;
  readonly cells: number;
}

/** A budget of 20 000 lines has 2 MB, 17 MB unzipped and 300 000 cells. */
export const LIMITS: ImportLimits = {
  fileBytes: 50_000_000,
  unzippedBytes: 200_000_000,
  sheets: 200,
  rows: 200_000,
  cells: 4_000_000,
};

/** The beginning of an OLE compound file: Office before 2007, and anything Office encrypts. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const ZIP = [0x50, 0x4b];

/** What is needed of the parts of a workbook; pictures, drawings and macros are left packed. */
const NEEDED =
  /^\/?(?:\[Content_Types\]\.xml|_rels\/|xl\/(?:_rels\/|workbook\.|styles\.|sharedStrings\.|worksheets\/|metadata\.))/iu;
export const WORKSHEET = /^\/?xl\/worksheets\/[^/]+\.xml$/iu;

/**
 * Checks the bytes of a workbook before a parser sees them, and unpacks only what the parser needs.
 * A file that unpacks to more than its directory says is cut off at what it says, so a zip bomb stays small.
 */
export function checkedParts(
  bytes: Uint8Array,
  limits: ImportLimits,
  problems: ProblemCollector,
): Unzipped | undefined {
  const refused = refusalOf(bytes, limits, problems);
  if (refused) return undefined;
  const parts = unpack(bytes, limits, problems);
  return parts !== undefined && withinCounts(parts, limits, problems) ? parts : undefined;
}

/** Stands in a formula cell that holds no result: programs write such cells, and parsers drop them or read a zero. */
export const UNCALCULATED = '\u2205uncalculated';

/** Whether the file is refused on sight, by its size or its first bytes. */
function refusalOf(bytes: Uint8Array, limits: ImportLimits, problems: ProblemCollector): boolean {
  if (bytes.length === 0) problems.add('ledger.problem.empty', {});
  else if (bytes.length > limits.fileBytes) {
    problems.add(
      'ledger.problem.fileTooLarge',
      {},
      {
        size: sayBytes(bytes.length),
        limit: sayBytes(limits.fileBytes),
      },
    );
  } else if (startsWith(bytes, COMPOUND_FILE)) {
    problems.add(isEncrypted(bytes) ? 'ledger.problem.encrypted' : 'ledger.problem.oldFormat', {});
  } else if (!startsWith(bytes, ZIP)) problems.add('ledger.problem.notXlsx', {});
  else return false;
  return true;
}

function unpack(bytes: Uint8Array, limits: ImportLimits, problems: ProblemCollector): Unzipped | undefined {
  let unzipped = 0;
  let hasWorkbook = false;
  let tooLarge = false;
  let parts: Unzipped;
  try {
    parts = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (!NEEDED.test(name)) return false;
        hasWorkbook ||= /^\/?xl\/workbook\.xml$/iu.test(name);
        unzipped += originalSize;
        tooLarge ||= unzipped > limits.unzippedBytes;
        return !tooLarge;
      },
    });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    problems.add('ledger.problem.damaged', {}, { reason });
    return undefined;
  }
  if (tooLarge) {
    const size = `${sayBytes(unzipped)}+`;
    problems.add('ledger.problem.unzippedTooLarge', {}, { size, limit: sayBytes(limits.unzippedBytes) });
    return undefined;
  }
  if (!hasWorkbook) {
    problems.add('ledger.problem.notXlsx', {});
    return undefined;
  }
  return parts;
}

/** Counts sheets, rows and cells in the raw bytes: a parser would have to build them first. */
function withinCounts(parts: Unzipped, limits: ImportLimits, problems: ProblemCollector): boolean {
  const sheets = Object.keys(parts).filter((path) => WORKSHEET.test(path)).length;
  if (sheets > limits.sheets) {
    problems.add('ledger.problem.tooManySheets', {}, { count: sheets, limit: limits.sheets });
    return false;
  }
  let cells = 0;
  let rows = 0;
  // Any part may be declared a worksheet, wherever it lies.
  for (const part of Object.values(parts)) {
    const counted = disarm(part);
    cells += counted.cells;
    rows = Math.max(rows, counted.rows);
  }
  if (rows > limits.rows) {
    problems.add('ledger.problem.tooManyRows', {}, { count: rows, limit: limits.rows });
    return false;
  }
  if (cells > limits.cells) {
    problems.add('ledger.problem.tooManyCells', {}, { count: cells, limit: limits.cells });
    return false;
  }
  return true;
}

const OPEN = 0x3c;
const CLOSE = 0x3e;
const COLON = 0x3a;
const BLANK = 0x20;
const [C, O, R, L, W] = [0x63, 0x6f, 0x72, 0x6c, 0x77];

/**
 * Counts the opening tags `row` and `c`, with or without a namespace prefix, and blanks out the tags `col`: the
 * parser makes an object of every column a tag speaks of, which may be a billion, and nobody here asks for widths.
 */
function disarm(xml: Uint8Array): { readonly rows: number; readonly cells: number } {
  let rows = 0;
  let cells = 0;
  for (let at = 0; at < xml.length; at += 1) {
    if (xml[at] !== OPEN) continue;
    const name = nameStart(xml, at + 1);
    const [first, second, third] = [xml[name], xml[name + 1], xml[name + 2]];
    if (first === C) {
      if (!isWord(second)) cells += 1;
      else if (second === O && third === L && !isWord(xml[name + 3])) {
        const end = xml.indexOf(CLOSE, at);
        xml.fill(BLANK, at, end < 0 ? xml.length : end + 1);
      }
    } else if (first === R && second === O && third === W && !isWord(xml[name + 3])) rows += 1;
  }
  return { rows, cells };
}

/** The place behind a namespace prefix such as `x:`. */
function nameStart(xml: Uint8Array, from: number): number {
  let at = from;
  while (isWord(xml[at])) at += 1;
  return xml[at] === COLON ? at + 1 : from;
}

/** Letters, digits and the underscore, as regular expressions have it. */
function isWord(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const isLetter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
  return isLetter || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f;
}

function startsWith(bytes: Uint8Array, beginning: readonly number[]): boolean {
  return beginning.every((byte, index) => bytes[index] === byte);
}

/** An encrypted workbook is a compound file with a stream of this name (in UTF-16). */
function isEncrypted(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
}

function sayBytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
