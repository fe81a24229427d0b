import { strFromU8, strToU8, type Unzipped, zipSync } from 'fflate';
import { UNCALCULATED, WORKSHEET } from './import-bytes.ts';
import { findSheetData, type SheetData } from './import-scan.ts';

/** The parts of a workbook with the rows of plain sheets taken out; a cell in each says which of them it was. */
export interface Emptied {
  readonly parts: Unzipped;
  /** The sheets taken out, by number. */
  readonly data: readonly { readonly part: Uint8Array; readonly data: SheetData }[];
}

/** The beginning of the one cell of a sheet whose rows were taken out; its number follows. */
export const EMPTIED = '\u2205emptied';

/** Takes out the rows of the sheets that the scan may understand. */
export function emptied(parts: Unzipped): Emptied {
  const data: Emptied['data'][number][] = [];
  const entries = Object.entries(parts).map(([path, part]): [string, Uint8Array<ArrayBuffer>] => {
    const found = WORKSHEET.test(path) ? findSheetData(part) : undefined;
    if (found === undefined) return [path, part];
    const cell = strToU8(`<row r="1"><c r="A1" t="str"><v>${EMPTIED}${data.length}</v></c></row>`);
    data.push({ part, data: found });
    const [head, tail] = [part.subarray(0, found.start), part.subarray(found.end)];
    const shell = new Uint8Array(head.length + cell.length + tail.length);
    shell.set(head);
    shell.set(cell, head.length);
    shell.set(tail, head.length + cell.length);
    return [path, shell];
  });
  return { parts: Object.fromEntries(entries), data };
}

/** Packs parts anew for the parser, stored. */
export function packed(parts: Unzipped): Uint8Array {
  const marked = Object.entries(parts).map(([path, part]) => [
    path,
    WORKSHEET.test(path) ? markUncalculated(part) : part,
  ]);
  return zipSync(Object.fromEntries(marked), { level: 0 });
}

const WITHOUT_RESULT = /<c\b([^>]*)>(\s*<f\b[^>]*(?:\/>|>[^<]*<\/f>)\s*)(?:<v\s*\/>|<v>\s*<\/v>)?\s*<\/c>/gu;

function markUncalculated(sheet: Uint8Array): Uint8Array {
  const xml = strFromU8(sheet);
  if (!xml.includes('<f')) return sheet;
  return strToU8(
    xml.replace(
      WITHOUT_RESULT,
      (_, attributes: string, formula: string) =>
        `<c${attributes.replace(/\st="[^"]*"/u, '')} t="str">${formula}<v>${UNCALCULATED}</v></c>`,
    ),
  );
}
