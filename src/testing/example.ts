import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadAccounts } from '../accounts/load.ts';
import { openTables } from '../ledger/import.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findPacks } from '../packs/load.ts';
import { writeWorkbook } from '../writing/workbook.ts';

const workbook = fileURLToPath(new URL('../../examples/gaoyang-2025/budget.xlsx', import.meta.url));

function opened() {
  const accounts = loadAccounts();
  const packs = accounts.ok ? findPacks(accounts.value) : accounts;
  if (!accounts.ok || !packs.ok) throw new Error('No packs');
  const read = { packs: packs.value, accounts: accounts.value };
  const tables = openTables(readFileSync(workbook), 'budget.xlsx', read);
  const pack = tables.ok ? packs.value.load(tables.value.ledger.pack) : tables;
  if (!tables.ok || !pack.ok) throw new Error('No workbook');
  return { ledger: tables.value.ledger, pack: pack.value, accounts: accounts.value };
}

/** The example as a ledger. */
export function exampleLedger(): Ledger {
  return opened().ledger;
}

/** The workbook of the example as it was before its year began, or with other changes. */
export async function exampleBefore(
  change: (ledger: Ledger) => Ledger = ({ results: _, ...ledger }) => ({ ...ledger, execution: [] }),
): Promise<Uint8Array> {
  const { ledger, pack, accounts } = opened();
  return await writeWorkbook(pack, accounts, change(ledger));
}
