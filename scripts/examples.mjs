import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadAccounts } from '../dist/accounts/load.js';
import { sayWhere } from '../dist/messages/problem.js';
import { findPacks } from '../dist/packs/load.js';
import { writeWorkbook } from '../dist/writing/workbook.js';
import { readExampleSource } from './example-source.mjs';

// Builds `budget.xlsx` of every example, or of those named, from its `source.yaml`. Needs `npm run build` first.

const EXAMPLES = new URL('../examples/', import.meta.url);

/** The value of a result, or an end with everything that is wrong. */
function unwrap(result) {
  if (result.ok) return result.value;
  for (const { where, message } of result.problems) console.error(`${sayWhere(where)} ${message}`.trim());
  process.exit(2);
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
  const ledger = readExampleSource(readFileSync(new URL('source.yaml', folder), 'utf8'));
  const pack = unwrap(packs.load(ledger.pack));
  const target = new URL('budget.xlsx', folder);
  writeFileSync(target, await writeWorkbook(pack, accounts, ledger));
  console.log(fileURLToPath(target));
}
