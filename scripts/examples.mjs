import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadAccounts } from '../dist/accounts/load.js';
import { readExecutionFile } from '../dist/ledger/import-execution.js';
import { sayWhere } from '../dist/messages/problem.js';
import { findPacks } from '../dist/packs/load.js';
import { writeWorkbook } from '../dist/writing/workbook.js';
import { readExampleSource } from './example-source.mjs';

// Builds `budget.xlsx` of every example, or of those named, from its `source.yaml` and `payments.csv`. Needs `npm run build` first.

const EXAMPLES = new URL('../examples/', import.meta.url);

/** The value of a result, or an end with everything that is wrong. */
function unwrap(result) {
  if (result.ok) return result.value;
  for (const { where, message } of result.problems) console.error(`${sayWhere(where)} ${message}`.trim());
  process.exit(2);
}

/** The entries of `payments.csv`, where there is one. */
function paymentsOf(folder, ledger, pack) {
  const file = new URL('payments.csv', folder);
  if (!existsSync(file)) return [];
  const rows = unwrap(readExecutionFile(readFileSync(file), 'payments.csv', ledger, { pack, accounts }));
  const problems = rows.flatMap((row) => row.problems);
  if (problems.length > 0) unwrap({ ok: false, problems });
  return rows.flatMap(({ entry }) => entry ?? []);
}

const accounts = unwrap(loadAccounts());
const packs = unwrap(findPacks(accounts));
const named = process.argv.slice(2);
const names = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && (named.length === 0 || named.includes(entry.name)))
  .map((entry) => entry.name)
  .sort();

for (const name of names) {
  const folder = new URL(`${name}/`, EXAMPLES);
  const budget = readExampleSource(readFileSync(new URL('source.yaml', folder), 'utf8'));
  const pack = unwrap(packs.load(budget.pack));
  const ledger = { ...budget, execution: paymentsOf(folder, budget, pack) };
  const target = new URL('budget.xlsx', folder);
  writeFileSync(target, await writeWorkbook(pack, accounts, ledger));
  console.log(fileURLToPath(target));
}
