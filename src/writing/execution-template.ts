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
import { type FormColumn, writeFormBook } from './form-book.ts';

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
  const form = columns.map(
    (column, index): FormColumn => ({
      title: column.title,
      help: column.help,
      required: column.required,
      width: column.width,
      format: column.key === 'amount' ? 'amount' : TEXTS.has(column.key) ? 'text' : 'general',
      choices: lists[index] ?? [],
      strict: column.content.type === 'option',
    }),
  );
  const example = columns.map((column, index) => exampleOf(column, lists[index] ?? [], year));
  return await writeFormBook({
    year,
    sheets: [
      { name: say('ledger.sheet.payments'), columns: form, isFilledIn: true },
      { name: say('execution.template.example'), columns: form, rows: [example], isFilledIn: false },
    ],
  });
}

/** Columns that keep what is typed as it is typed. */
const TEXTS: ReadonlySet<string> = new Set(['date', 'voucher']);

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
