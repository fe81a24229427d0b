// What a batch costs: `mingzhang check` of many documents, against `mingzhang read` of the same ones in the same run, in
// documents a second and core; peak memory of the whole process; and twice as many documents, which should take twice as
// long and no more memory. The documents are the examples, published in three formats, and those of ../shared where it is
// there, copied until there are COUNT (100; 1000 takes minutes). The laws alone are timed by `npm run bench:detect`.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const COUNT = Number(process.env.COUNT ?? 100);
const root = fileURLToPath(new URL('..', import.meta.url));
const bin = join(root, 'bin/mingzhang.js');
const folder = mkdtempSync(join(tmpdir(), 'mingzhang-bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const run = (...args) =>
  spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 30 });
const files = (path, pattern) =>
  existsSync(path)
    ? readdirSync(path)
        .filter((name) => pattern.test(name))
        .map((name) => join(path, name))
    : [];
const example = run(
  'publish',
  join(root, 'examples/gaoyang-2025/budget.xlsx'),
  '-o',
  'example',
  '--formats',
  'docx,html,pdf',
);
if (example.status !== 0) throw new Error(example.stderr);
const shared = join(root, '../shared');
const documents = [
  ...files(join(folder, 'example'), /\.(?:docx|html|pdf)$/u),
  ...files(join(shared, 'seeds'), /\.txt$/u),
  ...files(join(shared, 'samples/shanghai'), /\.pdf$/u),
];

/** A folder of so many documents. */
function batch(count) {
  const path = join(folder, `batch-${count}`);
  mkdirSync(path);
  for (let index = 0; index < count; index += 1) {
    const file = documents[index % documents.length];
    copyFileSync(file, join(path, `${String(index).padStart(5, '0')}${extname(file)}`));
  }
  return path;
}

/** The whole process, its threads with it, tells at its end the most memory that it took. */
const WATCH = `data:text/javascript,${encodeURIComponent(`
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread)
  process.on('exit', () => writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));
`)}`;

/** Runs a command; milliseconds, and the most memory in MB. */
function timed(...args) {
  const peakFile = join(folder, 'peak');
  const start = performance.now();
  const { error } = spawnSync(process.execPath, ['--import', WATCH, bin, ...args], {
    cwd: folder,
    env: { ...process.env, PEAK_FILE: peakFile },
    maxBuffer: 2 ** 30,
  });
  if (error !== undefined) throw error;
  return { ms: performance.now() - start, peak: Math.round(Number(readFileSync(peakFile, 'utf8')) / 1024) };
}

const jobs = Math.min(availableParallelism(), 4);
const [half, whole] = [batch(COUNT / 2), batch(COUNT)];
const read = timed('read', whole, '--json');
const checks = [timed('check', half, '--json'), timed('check', whole, '--json')];
const reports = timed('check', whole, '--report', 'out');
const line = (name, count, { ms, peak }) =>
  console.log(
    `  ${name.padEnd(28)} ${String(count).padStart(5)} documents ${(ms / 1000).toFixed(1).padStart(7)} s   ${(count / (ms / 1000) / jobs).toFixed(2).padStart(6)} a second and core   ${(ms / read.ms / (count / COUNT)).toFixed(2)} × read   peak ${peak} MB`,
  );
console.log(`checking a batch, ${jobs} threads`);
line('read --json', COUNT, read);
line('check --json', COUNT / 2, checks[0]);
line('check --json', COUNT, checks[1]);
line('check --report', COUNT, reports);
console.log(`  twice as many documents: ${(checks[1].ms / checks[0].ms).toFixed(2)} × the time`);
