// Publishing the example in every format: from a cold start, and warm.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadAccounts } from '../dist/accounts/load.js';
import { importWorkbook } from '../dist/ledger/import.js';
import { findPacks } from '../dist/packs/load.js';
import { FORMATS, prepare, writeFormats } from '../dist/writing/publish.js';
import { peakMemory, reference, report } from './reference.mjs';

const root = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const file = root('examples/gaoyang-2025/budget.xlsx');
const base = reference();
console.log(`publish: the example gaoyang-2025 (reference: deflate of 64 MB, ${base.toFixed(2)} s)`);

const out = mkdtempSync(join(tmpdir(), 'mingzhang-bench-'));
const cold = performance.now();
const { status } = spawnSync(process.execPath, [root('bin/mingzhang.js'), 'publish', file, '-o', out], {
  stdio: 'ignore',
});
if (status !== 0) throw new Error(`publish ended with ${status}`);
report('cold start to all files written', performance.now() - cold, base);
rmSync(out, { recursive: true });

const accounts = loadAccounts().value;
const library = findPacks(accounts).value;
const once = async (formats) => {
  const imported = importWorkbook(readFileSync(file), file, { packs: library, accounts });
  const pack = library.load(imported.value.pack).value;
  return writeFormats(prepare({ ledger: imported.value, pack, accounts }), formats);
};
await once(FORMATS);
const warm = performance.now();
await once(FORMATS);
report('warm, all formats', performance.now() - warm, base);
for (const format of FORMATS) {
  const start = performance.now();
  await once([format]);
  report(`warm, import, compose and ${format}`, performance.now() - start, base);
}
console.log(`  peak memory ${peakMemory()}`);
