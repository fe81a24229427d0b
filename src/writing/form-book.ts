import { strFromU8, unzipSync } from 'fflate';
import { say } from '../messages/say.ts';
import { printable } from './text.ts';
import { listRule, withDropDowns } from './workbook.ts';
import { letterOf } from './workbook-layout.ts';
import * as styles from './workbook-styles.ts';
import { zipParts } from './zip.ts';

/** A column of a form that people fill in. */
export interface FormColumn {
  readonly title: string;
  readonly help: string;
  readonly required: boolean;
  /** In characters. */
  readonly width: number;
  /** `text` keeps what is typed as it is typed: numbers of documents, days. */
  readonly format: 'general' | 'text' | 'amount';
  readonly choices: readonly string[];
  /** Nothing but the choices may be typed. */
  readonly strict: boolean;
}

/** A row of an example: a cell a column, with what to say of it. */
export type ExampleRow = readonly (readonly [value: string | number, remark: string])[];

/** A sheet of a form. */
export interface FormSheet {
  readonly name: string;
  readonly columns: readonly FormColumn[];
  readonly rows?: readonly ExampleRow[];
  /** Whether its cells have drop-downs. */
  readonly isFilledIn: boolean;
}

/** A form as a workbook. The same content gives the same bytes. */
export interface FormBook {
  /** Stands in for a clock. */
  readonly year: number;
  /** Lines on a first sheet of their own; none without. */
  readonly guide?: { readonly name: string; readonly lines: readonly string[] };
  readonly sheets: readonly FormSheet[];
}

/** So many rows have drop-downs; more may be pasted. */
const ROWS = 5000;

/** Writes a form with headings, remarks, drop-downs and examples. */
export async function writeFormBook({ year, guide, sheets }: FormBook): Promise<Uint8Array> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  workbook.created = new Date(Date.UTC(year, 0, 1));
  workbook.modified = workbook.created;
  if (guide !== undefined) {
    const page = workbook.addWorksheet(guide.name);
    page.getColumn(1).width = 100;
    guide.lines.forEach((line, index) => {
      const cell = page.getCell(index + 1, 1);
      cell.value = printable(line);
      cell.alignment = { wrapText: true, vertical: 'top' };
      if (index === 0) cell.font = { bold: true, size: 14 };
    });
  }
  for (const { name, columns, rows = [] } of sheets) {
    const page = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    columns.forEach((column, index) => {
      page.getColumn(index + 1).width = column.width;
      const cell = page.getCell(1, index + 1);
      cell.value = column.title;
      cell.style = styles.formHeading(column.required);
      cell.note = note(column.help);
      if (column.format === 'amount') page.getColumn(index + 1).numFmt = styles.AMOUNT_FORMAT;
      if (column.format === 'text') page.getColumn(index + 1).numFmt = '@';
    });
    rows.forEach((row, offset) => {
      row.forEach(([value, remark], index) => {
        const cell = page.getCell(offset + 2, index + 1);
        cell.value = value;
        if (remark !== '') cell.note = note(remark);
      });
    });
  }
  const lists = workbook.addWorksheet(say('ledger.sheet.lists'), { state: 'hidden' });
  let last = 0;
  const rules = new Map<number, string[]>();
  sheets.forEach(({ columns, isFilledIn }, sheet) => {
    if (!isFilledIn) return;
    columns.forEach(({ choices, strict }, index) => {
      if (choices.length === 0) return;
      last += 1;
      const list = letterOf(last);
      choices.forEach((entry, row) => {
        lists.getCell(row + 1, last).value = printable(entry);
      });
      const source = `'${say('ledger.sheet.lists')}'!$${list}$1:$${list}$${choices.length}`;
      const letter = letterOf(index + 1);
      const number = sheet + 1 + (guide === undefined ? 0 : 1);
      const rule = listRule(`${letter}2:${letter}${ROWS}`, source, strict);
      rules.set(number, [...(rules.get(number) ?? []), rule]);
    });
  });
  return packed(new Uint8Array(await workbook.xlsx.writeBuffer()), rules);
}

function note(text: string) {
  return { texts: [{ text: printable(text) }], margins: { insetmode: 'auto' as const } };
}

/** Packs what the library wrote again: without the time of day, with the drop-downs. */
function packed(written: Uint8Array, rules: ReadonlyMap<number, readonly string[]>): Uint8Array {
  const files = Object.entries(unzipSync(written)).filter(([path]) => !path.endsWith('/'));
  const first = (path: string): number => (path === '[Content_Types].xml' ? 0 : 1);
  files.sort(([one], [other]) => first(one) - first(other));
  return zipParts(
    files.map(([path, content]) => {
      const number = Number(/^xl\/worksheets\/sheet(\d+)\.xml$/u.exec(path)?.[1] ?? 0);
      const own = rules.get(number);
      return { path, content: own === undefined ? content : [withDropDowns(strFromU8(content), own)] };
    }),
  );
}
