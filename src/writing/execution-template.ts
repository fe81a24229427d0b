import { strFromU8, unzipSync } from 'fflate';
import type { AccountBook } from '../accounts/book.ts';
import type { Space } from '../facts/space.ts';
import { codeAndName } from '../ledger/cells.ts';
import { choicesOf } from '../ledger/choices.ts';
import { expenditureLines } from '../ledger/entries.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { projectLabels, treesOf } from '../ledger/rows.ts';
import { type Column, sheetsOf } from '../ledger/sheets.ts';
import { ledgerSpace } from '../ledger/statements.ts';
import { say } from '../messages/say.ts';
import type { Pack } from '../packs/definition.ts';
import { packSpace } from '../packs/space.ts';
import { printable } from './text.ts';
import { listRule, withDropDowns } from './workbook.ts';
import { letterOf } from './workbook-layout.ts';
import * as styles from './workbook-styles.ts';
import { zipParts } from './zip.ts';

/** So many rows have drop-downs; more may be pasted. */
const ROWS = 5000;

/** What a form asks for; the rest is completed by the lines of the budget. */
const ASKED = [
  'entry',
  'date',
  'unit',
  'function',
  'economic',
  'source',
  'vintage',
  'project',
  'amount',
  'voucher',
  'note',
] as const;

/**
 * An empty form for payments and changes of the budget, with drop-downs, and an example on a sheet of its own that the
 * import does not read. Of a budget it offers its units, projects and codes, without one all codes of the year.
 */
export async function writeExecutionTemplate(
  pack: Pack,
  accounts: AccountBook,
  content: Ledger | { readonly year: number },
): Promise<Uint8Array> {
  const ledger = 'records' in content ? content : undefined;
  const { year } = content;
  const space =
    ledger === undefined
      ? packSpace(pack, accounts, { year, entities: [] })
      : ledgerSpace(ledger, pack, accounts);
  const sheet = sheetsOf(pack, space).find(({ id }) => id === 'payments');
  const columns = ASKED.flatMap((key) => sheet?.columns.find((column) => column.key === key) ?? []);
  const lists = columns.map((column) => entriesOf(column, { pack, accounts, year, ledger, space }));
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  // The year stands in for a clock.
  workbook.created = new Date(Date.UTC(year, 0, 1));
  workbook.modified = workbook.created;
  for (const name of [say('ledger.sheet.payments'), say('execution.template.example')]) {
    const page = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    columns.forEach((column, index) => {
      page.getColumn(index + 1).width = column.width;
      const cell = page.getCell(1, index + 1);
      cell.value = column.title;
      cell.style = styles.headingStyle({ ...column, letter: letterOf(index + 1) });
      cell.note = note(column.help);
      if (column.key === 'amount') page.getColumn(index + 1).numFmt = '#,##0.00';
      if (column.key === 'date' || column.key === 'voucher') page.getColumn(index + 1).numFmt = '@';
    });
  }
  const example = workbook.getWorksheet(say('execution.template.example'));
  columns.forEach((column, index) => {
    const cell = example?.getCell(2, index + 1);
    if (cell === undefined) return;
    const [value, remark] = exampleOf(column, lists[index] ?? [], year);
    cell.value = value;
    cell.note = note(remark);
  });
  const hidden = workbook.addWorksheet(say('ledger.sheet.lists'), { state: 'hidden' });
  lists.forEach((entries, index) => {
    entries.forEach((entry, row) => {
      hidden.getCell(row + 1, index + 1).value = printable(entry);
    });
  });
  const rules = lists.flatMap((entries, index) => {
    if (entries.length === 0) return [];
    const letter = letterOf(index + 1);
    const source = `'${say('ledger.sheet.lists')}'!$${letter}$1:$${letter}$${entries.length}`;
    return [listRule(`${letter}2:${letter}${ROWS}`, source, columns[index]?.content.type === 'option')];
  });
  return packed(new Uint8Array(await workbook.xlsx.writeBuffer()), rules);
}

function note(text: string) {
  return { texts: [{ text: printable(text) }], margins: { insetmode: 'auto' as const } };
}

interface Known {
  readonly pack: Pack;
  readonly accounts: AccountBook;
  readonly year: number;
  readonly ledger: Ledger | undefined;
  readonly space: Space;
}

/** What a column offers to choose from. */
function entriesOf({ content }: Column, { pack, accounts, year, ledger, space }: Known): readonly string[] {
  switch (content.type) {
    case 'unit':
      return (ledger?.records.units ?? []).map(({ code, name }) => codeAndName(code, name));
    case 'project':
      return [...projectLabels(ledger?.records.projects ?? []).values()];
    case 'account': {
      const tree = treesOf(pack, accounts, year, ledger?.localNames ?? [])[content.classification];
      const used = new Set(
        expenditureLines(ledger?.facts ?? []).flatMap(({ at }) => at[content.classification] ?? []),
      );
      const isOffered = ({ code }: { readonly code: string }) =>
        ledger === undefined ? tree.childrenOf(code).length === 0 : used.has(code);
      return tree
        .all()
        .filter(isOffered)
        .map(({ code, name }) => codeAndName(code, name));
    }
    case 'option':
    case 'member':
      return choicesOf(content, space).options.map(({ label }) => label);
    default:
      return [];
  }
}

/** The example's cell of a column, and what to say of it. */
function exampleOf(
  { key, help }: Column,
  entries: readonly string[],
  year: number,
): readonly [string | number, string] {
  switch (key) {
    case 'date':
      return [`${year}-03-05`, say('execution.template.date')];
    case 'amount':
      return [12_345.67, say('execution.template.amount')];
    case 'voucher':
      return ['ZF000123', say('execution.template.voucher')];
    case 'note':
      return [say('execution.template.noteText'), say('execution.template.note')];
    case 'unit':
      return [entries[0] ?? say('execution.template.unitText'), say('execution.template.unit')];
    case 'project':
      return [entries[0] ?? say('execution.template.projectText'), say('execution.template.project')];
    case 'entry':
      return [entries[0] ?? '', say('execution.template.entry')];
    default:
      return [entries[0] ?? '', help];
  }
}

/** Packs what the library wrote again: without the time of day, with the drop-downs. */
function packed(written: Uint8Array, rules: readonly string[]): Uint8Array {
  const files = Object.entries(unzipSync(written)).filter(([path]) => !path.endsWith('/'));
  const first = (path: string): number => (path === '[Content_Types].xml' ? 0 : 1);
  files.sort(([one], [other]) => first(one) - first(other));
  return zipParts(
    files.map(([path, content]) => ({
      path,
      content: path === 'xl/worksheets/sheet1.xml' ? [withDropDowns(strFromU8(content), rules)] : content,
    })),
  );
}
