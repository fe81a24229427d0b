import type { AccountBook } from '../accounts/book.ts';
import type { Coordinate } from '../facts/fact.ts';
import type { Entity } from '../facts/records.ts';
import type { Pack } from '../packs/definition.ts';
import type { Entry } from './entries.ts';
import type { Ledger } from './ledger.ts';
import { choiceFinder, entryCells, projectLabels, type RowContent, rowWriter, treesOf } from './rows.ts';
import { type EXECUTION_SHEETS, type SheetId, sheetsOf } from './sheets.ts';
import { ledgerSpace } from './statements.ts';

/** An entry to be written, with what its own row said: what the budget's lines add is not written down. */
export interface NewEntry {
  readonly entry: Entry;
  readonly stated: Coordinate;
}

/** Writes entries of a ledger as rows of the sheets of execution, with amounts in 元. */
export function entryWriter(
  ledger: Ledger,
  pack: Pack,
  accounts: AccountBook,
): (id: (typeof EXECUTION_SHEETS)[number], entry: NewEntry) => RowContent {
  const { department, units, projects } = ledger.records;
  const space = ledgerSpace(ledger, pack, accounts);
  const sheets = sheetsOf(pack, space);
  const trees = treesOf(pack, accounts, ledger.year, ledger.localNames);
  const entities = new Map<string, Entity>([department, ...units].map((entity) => [entity.code, entity]));
  const write = rowWriter(sheets, space, trees, entities, projectLabels(projects));
  const types = choiceFinder(sheets, space)('payments', 'entry');
  // Entries on one line of the budget share their coordinate.
  const written = new Map<Coordinate, Map<SheetId, RowContent>>();
  return (id, { entry, stated }) => {
    const known = written.get(stated) ?? new Map<SheetId, RowContent>();
    written.set(stated, known);
    const row = known.get(id) ?? write(id, stated);
    known.set(id, row);
    return { ...row, ...entryCells(entry, types) };
  };
}
