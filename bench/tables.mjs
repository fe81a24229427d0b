// The tables of a department of 200 units and 20,000 ledger lines: each in well under a second.
import { loadAccounts } from '../dist/accounts/load.js';
import { ledgerCube, ledgerSpace } from '../dist/ledger/statements.js';
import { findPacks } from '../dist/packs/load.js';
import { departmentScope } from '../dist/packs/scope.js';
import { viewTable } from '../dist/packs/view.js';
import { largeLedger } from './budget.mjs';
import { peakMemory, reference, report } from './reference.mjs';

const base = reference();
const ledger = largeLedger({ units: 200, projects: 1000, lines: 20_000 });
console.log(
  `tables: 200 units, ${ledger.facts.length} lines (reference: deflate of 64 MB, ${base.toFixed(2)} s)`,
);
const accounts = loadAccounts().value;
const pack = findPacks(accounts).value.load(ledger.pack).value;
const start = performance.now();
const cube = ledgerCube(ledger, ledgerSpace(ledger, pack, accounts));
report('cube', performance.now() - start, base);
const scope = departmentScope({ pack, year: ledger.year, records: ledger.records, cube });
const variables = { scope: '部门' };
for (const [name, definition] of Object.entries(pack.tables)) {
  if (definition.type === 'form') continue;
  const begin = performance.now();
  viewTable(name, definition, { ...scope, variables });
  report(`table ${name}`, performance.now() - begin, base);
}
console.log(`  peak memory ${peakMemory()}`);
