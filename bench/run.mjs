// npm run bench [name…]: measures beside a named reference in the same run; figures are ratios first, seconds second.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const BENCHES = ['publish', 'tables', 'large', 'read', 'detect', 'check', 'execution'];
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !BENCHES.includes(name));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(', ')}; there are ${BENCHES.join(', ')}`);
  process.exit(2);
}
// Each bench in its own process: a cold start is one, and memory is its own.
for (const name of wanted.length > 0 ? wanted : BENCHES) {
  const { status } = spawnSync(process.execPath, [here(`${name}.mjs`)], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
