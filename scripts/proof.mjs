// node scripts/proof.mjs [runs]: the round trip of many random budgets through every format and every shipped pack.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const runs = process.argv[2] ?? '50';
const { status } = spawnSync('npx', ['vitest', 'run', 'src/writing/proof.test.ts', '-t', 'random budgets'], {
  cwd: fileURLToPath(new URL('..', import.meta.url)),
  env: { ...process.env, MINGZHANG_PROOF_RUNS: runs },
  stdio: 'inherit',
});
process.exit(status ?? 1);
