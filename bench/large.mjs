// A department of 200 units and 1,000 projects: everything, in every format.
import { loadAccounts } from '../dist/accounts/load.js';
import { releaseMemory } from '../dist/cli/memory.js';
import { findPacks } from '../dist/packs/load.js';
import { loadVocabulary } from '../dist/packs/vocabulary.js';
import { Prover } from '../dist/writing/proof.js';
import { FORMATS, prepare, writeFormats } from '../dist/writing/publish.js';
import { largeLedger } from './budget.mjs';
import { peakMemory, reference, report } from './reference.mjs';

const base = reference();
const ledger = largeLedger({ units: 200, projects: 1000, lines: 20_000 });
const accounts = loadAccounts().value;
const pack = findPacks(accounts).value.load(ledger.pack).value;
console.log(
  `large: 200 units, 1,000 projects, ${ledger.facts.length} lines (reference: deflate of 64 MB, ${base.toFixed(2)} s)`,
);
const start = performance.now();
const disclosure = prepare({ ledger, pack, accounts, allowUnknown: true });
report(
  `compose and check ${disclosure.tables} tables, ${disclosure.laws} laws`,
  performance.now() - start,
  base,
);
let total = performance.now() - start;
const prover = new Prover(disclosure, loadVocabulary().value);
for (const format of FORMATS) {
  releaseMemory();
  const begin = performance.now();
  const files = await writeFormats(disclosure, [format]);
  const ms = performance.now() - begin;
  total += ms;
  const size = files.reduce((sum, file) => sum + file.bytes.length, 0);
  report(`${format} (${(size / 1e6).toFixed(1)} MB), peak ${peakMemory()} so far`, ms, base);
  releaseMemory();
  const again = performance.now();
  for (const file of files)
    if ((await prover.add(file)).length > 0) throw new Error(`${file.path} reads otherwise`);
  const back = performance.now() - again;
  total += back;
  report(`${format} read back, peak ${peakMemory()} so far`, back, base);
}
report('all', total, base);
console.log(`  peak memory ${peakMemory()}`);
