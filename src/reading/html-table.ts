import type { Block } from '../document/document.ts';
import { attribute, type HtmlElement, isElement } from './html-tree.ts';
import type { Meter } from './package-limits.ts';
import type { FoundCell } from './package-table.ts';
import { sheetBlocks } from './xlsx-blocks.ts';
import { isNavigation, type SheetRow } from './xlsx-sheet.ts';

/** A row of a table with its cells, before their text is read. */
export interface FoundRow {
  /** Stands in the head of the table. */
  readonly head: boolean;
  readonly cells: readonly {
    readonly element: HtmlElement;
    readonly colspan: number;
    readonly rowspan: number;
  }[];
}

/** Captions and rows of a table in the order in which they are shown: the foot last, wherever it stands. */
export function tableParts(
  table: HtmlElement,
  isHidden: (element: HtmlElement) => boolean,
): { readonly captions: readonly HtmlElement[]; readonly rows: readonly FoundRow[] } {
  const parts = table.childNodes.filter(isElement).filter((one) => !isHidden(one));
  const sections = (name: string) => parts.filter((one) => one.tagName === name);
  const rows = [...sections('thead'), ...sections('tbody'), ...sections('tfoot')].flatMap((section) => {
    const own = section.childNodes.filter(isElement).filter((one) => one.tagName === 'tr' && !isHidden(one));
    return own.map(
      (row, index): FoundRow => ({
        head: section.tagName === 'thead',
        cells: row.childNodes
          .filter(isElement)
          .filter((cell) => (cell.tagName === 'td' || cell.tagName === 'th') && !isHidden(cell))
          .map((element) => ({
            element,
            colspan: span(element, 'colspan'),
            // A cell does not reach out of its section; 0 means to its end.
            rowspan: Math.min(span(element, 'rowspan') || own.length, own.length - index),
          })),
      }),
    );
  });
  return { captions: sections('caption'), rows };
}

function span(cell: HtmlElement, name: string): number {
  const text = attribute(cell, name)?.trim() ?? '1';
  return /^\d{1,12}$/u.test(text) ? Number(text) : 1;
}

/** Whether a page was saved by a spreadsheet program: then a table is a sheet, title, notes and all. */
export function isSpreadsheetPage(text: string): boolean {
  const beginning = text.slice(0, 8192);
  return (
    /urn:schemas-microsoft-com:office:excel|content=["']?Excel\.Sheet/iu.test(beginning) ||
    /<t[dh]\b[^>]*\ssdval=/iu.test(text.slice(0, 200_000))
  );
}

/** The blocks of a sheet that was saved as a table. */
export function spreadsheetBlocks(
  sheet: readonly (readonly FoundCell[])[],
  nextId: () => string,
  meter: Meter,
): Block[] {
  const found = sheet.map((row) => row.map((one) => (isNavigation(one.text) ? { ...one, text: '' } : one)));
  const isKept = found.map((row) => row.some((cell) => cell.text !== ''));
  const keptBefore: number[] = [];
  let count = 0;
  for (const kept of isKept) {
    keptBefore.push(count);
    if (kept) count += 1;
  }
  const rows = found.flatMap((cells, index): SheetRow[] => {
    if (isKept[index] !== true) return [];
    const here = keptBefore[index] ?? 0;
    return [
      {
        number: index + 1,
        cells: cells.map((cell) => {
          const end = keptBefore[index + cell.rowspan] ?? count;
          return { ...cell, rowspan: end - here, reach: cell.colspan, below: cell.rowspan - 1 };
        }),
      },
    ];
  });
  const width = Math.max(
    0,
    ...rows.slice(0, 100).map((row) => row.cells.reduce((sum, one) => sum + one.colspan, 0)),
  );
  return sheetBlocks({ rows, width }, nextId, meter);
}
