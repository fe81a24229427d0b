import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadAccounts } from '../accounts/load.ts';
import { openTables } from '../ledger/import.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { findPacks } from '../packs/load.ts';
import { writeWorkbook } from '../writing/workbook.ts';

const workbook = fileURLToPath(new URL('../../examples/gaoyang-2025/budget.xlsx', import.meta.url));

/** The workbook of the example as it was before its year began, or with other changes. */
export async function exampleBefore(
  change: (ledger: Ledger) => Ledger = ({ results: _, ...ledger }) => ({ ...ledger, execution: [] }),
): Promise<Uint8Array> {
  const accounts = loadAccounts();
  const packs = accounts.ok ? findPacks(accounts.value) : accounts;
  if (!accounts.ok || !packs.ok) throw new Error('No packs');
  const read = { packs: packs.value, accounts: accounts.value };
  const opened = openTables(readFileSync(workbook), 'budget.xlsx', read);
  const pack = opened.ok ? packs.value.load(opened.value.ledger.pack) : opened;
  if (!opened.ok || !pack.ok) throw new Error('No workbook');
  return await writeWorkbook(pack.value, accounts.value, change(opened.value.ledger));
}
