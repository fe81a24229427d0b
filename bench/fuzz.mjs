// Fuzzing of the readers: real files and our own publications, damaged in every way that is easy to think of, must come
// back as a reading whose books balance or as a refusal in words: no exception, no hang, no leak.
//
//   npm run fuzz -- --runs 2000 --seed 1          every run is made from the seed and its number alone
//   npm run fuzz -- --seed 1 --run 417 --keep f   one run again; the damaged file is kept as f
//   --only docx   files whose name contains this   --limit 60   seconds a run may take
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { deflateSync, inflateSync } from 'node:zlib';
import { unzipSync, zipSync } from 'fflate';

const root = fileURLToPath(new URL('..', import.meta.url));
if (isMainThread) await main();
else await serve(workerData);

async function main() {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
      run: { type: 'string' },
      keep: { type: 'string' },
      only: { type: 'string', default: '' },
      limit: { type: 'string', default: '60' },
    },
  });
  const seed = Number(values.seed);
  const limit = Number(values.limit) * 1000;
  const folder = mkdtempSync(join(tmpdir(), 'mingzhang-fuzz-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const files = corpus(folder).filter((file) => basename(file).includes(values.only));
  const first = values.run === undefined ? 1 : Number(values.run);
  const last = values.run === undefined ? Number(values.runs) : first;
  console.log(
    `fuzzing ${files.length} files, runs ${first} to ${last}, seed ${seed}, at most ${limit / 1000} s each`,
  );
  const task = { files, seed, keep: values.keep };
  let worker = await startWorker(task);
  const counts = { read: 0, refused: 0, failed: 0 };
  const memory = [];
  let slowest = { ms: 0 };
  for (let run = first; run <= last; run += 1) {
    const answer = await ask(worker, run, limit);
    if (answer.memory !== undefined) memory.push(answer.memory);
    if (answer.ms > slowest.ms) slowest = { run, ...answer };
    counts[answer.failures.length > 0 ? 'failed' : answer.outcome] += 1;
    for (const failure of answer.failures) console.log(`run ${run} (${answer.what}): ${failure}`);
    if (answer.isGone) {
      await worker.terminate();
      worker = await startWorker(task);
      memory.length = 0;
    }
    if (run % 250 === 0) console.log(`  ${run} runs: ${JSON.stringify(counts)}`);
  }
  await worker.terminate();
  console.log(`read ${counts.read}, refused in words ${counts.refused}, failed ${counts.failed}`);
  console.log(`slowest ${Math.round(slowest.ms)} ms: run ${slowest.run} (${slowest.what})`);
  // The first quarter warms up; a leak goes on growing after it.
  const early = memory[Math.floor(memory.length / 4)];
  const late = memory.at(-1);
  if (early !== undefined && late !== undefined) {
    console.log(
      `memory in use after collection: ${early} MB at a quarter of the runs, ${late} MB at the end`,
    );
    if (late > 1.5 * early + 50) {
      console.log('memory grows');
      counts.failed += 1;
    }
  }
  process.exitCode = counts.failed > 0 ? 1 : 0;
}

/** Real files where they are, and the example in every format. */
function corpus(folder) {
  const shared = join(root, '../shared');
  spawnSync(
    process.execPath,
    ['bin/mingzhang.js', 'publish', 'examples/gaoyang-2025/budget.xlsx', '-o', folder],
    {
      cwd: root,
    },
  );
  return [
    join(shared, 'seeds'),
    join(shared, 'samples/shanghai'),
    folder,
    join(root, 'examples/gaoyang-2025'),
  ]
    .filter((one) => existsSync(one))
    .flatMap((one) => readdirSync(one).map((name) => join(one, name)))
    .filter((file) => /\.(?:txt|pdf|xlsx|docx|html)$/u.test(file))
    .sort((a, b) => (basename(a) < basename(b) ? -1 : 1));
}

async function startWorker(task) {
  const worker = new Worker(new URL(import.meta.url), {
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  });
  await new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  return worker;
}

/** The answer of one run; a worker that hangs or dies is gone, and that is a failure. */
function ask(worker, run, limit) {
  return new Promise((resolve) => {
    const gone = (failure) =>
      done({ outcome: 'failed', failures: [failure], what: '?', ms: 0, isGone: true });
    const onError = (error) => gone(error.stack ?? String(error));
    const timer = setTimeout(() => gone(`no answer in ${limit / 1000} s`), limit);
    const done = (answer) => {
      clearTimeout(timer);
      worker.off('message', done).off('error', onError);
      resolve(answer);
    };
    worker.on('message', done).on('error', onError);
    worker.postMessage(run);
  });
}

async function serve({ files, seed, keep }) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  const { check } = await import('./fuzz-check.mjs');
  const contents = files.map((file) => new Uint8Array(readFileSync(file)));
  parentPort.postMessage('ready');
  parentPort.on('message', async (run) => {
    const random = generator(seed * 1_000_003 + run);
    const index = random.below(files.length);
    const { bytes, steps } = damage(contents[index], files[index], random);
    const what = `${basename(files[index])}: ${steps.join(', ')}`;
    if (keep !== undefined) writeFileSync(keep, bytes);
    const start = performance.now();
    const { outcome, failures } = await check(bytes, basename(files[index]));
    const ms = performance.now() - start;
    let memory;
    if (run % 50 === 0) {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      memory = Math.round((heapUsed + external) / 2 ** 20);
    }
    parentPort.postMessage({ outcome, failures, what, ms, memory });
  });
}

/** Mulberry32: small, and the same everywhere. */
function generator(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    below: (bound) => Math.floor(next() * bound),
    pick: (list) => list[Math.floor(next() * list.length)],
    chance: (share) => next() < share,
  };
}

/** Does one to three things to a file. */
function damage(bytes, file, random) {
  const steps = [];
  let damaged = bytes;
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const kind = random.chance(0.3) ? 'bytes' : kindOf(file);
    const [name, change] = random.pick(CHANGES[kind]);
    steps.push(name);
    damaged = change(damaged, random);
  }
  return { bytes: damaged, steps };
}

function kindOf(file) {
  if (/\.(?:docx|xlsx)$/u.test(file)) return 'zip';
  return file.endsWith('.pdf') ? 'pdf' : 'text';
}

const HOSTILE = [
  '\u202e1,234.56\u202c',
  '\u200f12\u200f3',
  '\u0000',
  '\u0007\u001b[2J',
  '1e400',
  '9'.repeat(60),
  `0.${'0'.repeat(50)}1`,
  '-0.00',
  '１２，３４５．６７',
  '12,34,567.8',
  '1.2.3.4',
  '1,234,567,8901',
  '\ud83d\ude00',
  '\ufeff',
  '（'.repeat(400),
  '\t'.repeat(300),
  '\n'.repeat(300),
  '预算'.repeat(3000),
  ' '.repeat(5000),
  '&#0;&lol;<![CDATA[',
  '%',
  '万元',
  '合计',
  '单位：元',
  '其中：',
  '比上年增加',
];

const splice = (bytes, from, to, ...middle) =>
  Buffer.concat([bytes.subarray(0, from), ...middle, bytes.subarray(to)]);
const stretch = (length, random, most = 4000) => {
  const from = random.below(Math.max(1, length));
  return [from, Math.min(length, from + 1 + random.below(Math.min(most, Math.max(1, length / 4))))];
};

const BYTE_CHANGES = [
  [
    'flip bytes',
    (bytes, random) => {
      const copy = Uint8Array.from(bytes);
      for (let count = 1 + random.below(20); count > 0; count -= 1) {
        copy[random.below(copy.length)] ^= 1 << random.below(8);
      }
      return copy;
    },
  ],
  ['cut off', (bytes, random) => bytes.subarray(0, random.below(bytes.length))],
  [
    'double a stretch',
    (bytes, random) => {
      const [from, to] = stretch(bytes.length, random);
      return splice(bytes, to, to, bytes.subarray(from, to));
    },
  ],
  ['leave out a stretch', (bytes, random) => splice(bytes, ...stretch(bytes.length, random))],
  [
    'swap stretches',
    (bytes, random) => {
      const [a, b] = stretch(bytes.length / 2, random).map(Math.floor);
      const [c, d] = stretch(bytes.length / 2, random).map((one) => Math.floor(one + bytes.length / 2));
      return Buffer.concat([
        bytes.subarray(0, a),
        bytes.subarray(c, d),
        bytes.subarray(b, c),
        bytes.subarray(a, b),
        bytes.subarray(d),
      ]);
    },
  ],
  [
    'zeros',
    (bytes, random) => {
      const [from, to] = stretch(bytes.length, random);
      return splice(bytes, from, to, new Uint8Array(to - from));
    },
  ],
];

const inText = (change) => (bytes, random) =>
  Buffer.from(change(Buffer.from(bytes).toString('utf8'), random), 'utf8');

/** Parts of a text that match, some of them changed. */
const some = (pattern, share, replace) => (text, random) =>
  text.replace(pattern, (...match) => (random.chance(share) ? replace(match, random) : match[0]));

/** What stands between marks of cells and rows, in all formats. */
const CELL =
  /<td\b[^>]*>[\s\S]{0,2000}?<\/td>|<w:tc>[\s\S]{0,2000}?<\/w:tc>|<c\b[^>]*>[\s\S]{0,500}?<\/c>|\t[^\t\n]*/gu;
const CELL_END = /<\/td>\s*<td\b[^>]*>|<\/w:tc>\s*<w:tc>|\t/gu;
const ROW =
  /<tr\b[^>]*>[\s\S]{0,20000}?<\/tr>|<w:tr\b[^>]*>[\s\S]{0,40000}?<\/w:tr>|<row\b[^>]*>[\s\S]{0,20000}?<\/row>/gu;
const TEXT = /(?<=>)[^<>]+(?=<\/)|^[^<>\t]{2,}$/gmu;

const TEXT_CHANGES = [
  ['other digits', inText(some(/\d/gu, 0.05, (_, random) => String(random.below(10))))],
  ['no points', inText(some(/(?<=\d)\.(?=\d)/gu, 0.2, (_, random) => random.pick(['', ',', '..', ' . '])))],
  ['drop cells', inText(some(CELL, 0.1, () => ''))],
  ['double cells', inText(some(CELL, 0.1, ([cell]) => cell + cell))],
  ['merge cells', inText(some(CELL_END, 0.1, () => ''))],
  ['drop rows', inText(some(ROW, 0.2, () => ''))],
  ['double rows', inText(some(ROW, 0.1, ([row], random) => row.repeat(1 + random.below(20))))],
  [
    'other spans',
    inText(
      some(
        /(colspan|rowspan|w:gridSpan w:val)="\d+"/gu,
        0.5,
        ([, name], random) => `${name}="${random.pick([0, 2, 7, 999, 1e9, -1])}"`,
      ),
    ),
  ],
  ['hostile texts', inText(some(TEXT, 0.02, (_, random) => random.pick(HOSTILE)))],
  ['hostile ends', inText(some(TEXT, 0.05, ([text], random) => text + random.pick(HOSTILE)))],
  [
    'shuffle lines',
    inText((text, random) => {
      const lines = text.split('\n');
      for (let count = 1 + random.below(30); count > 0; count -= 1) {
        const [a, b] = [random.below(lines.length), random.below(lines.length)];
        [lines[a], lines[b]] = [lines[b], lines[a]];
      }
      return lines.join('\n');
    }),
  ],
  [
    'wrong order',
    inText(some(/[^\n]{2,20}\n/gu, 0.05, ([line]) => `${[...line.trimEnd()].reverse().join('')}\n`)),
  ],
];

/** Something done to one part of a package, packed again. */
const inPart = (change) => (bytes, random) => {
  let parts;
  try {
    parts = unzipSync(bytes);
  } catch {
    return bytes;
  }
  const names = Object.keys(parts);
  const content = names.filter((name) =>
    /document\.xml|sheet\d*\.xml|sharedStrings|numbering|styles/u.test(name),
  );
  const name = random.pick(content.length > 0 && random.chance(0.85) ? content : names);
  return name === undefined
    ? bytes
    : zipSync({ ...parts, [name]: change(parts[name], random) }, { level: 1 });
};

/** Something done to one compressed stream of a PDF, where what comes of it still has room. */
const inStream = (change) => (bytes, random) => {
  const text = Buffer.from(bytes).toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n/gu)].map(({ index, 0: mark }) => index + mark.length);
  const from = random.pick(streams);
  const to = from === undefined ? -1 : text.indexOf('endstream', from);
  if (to < 0) return bytes;
  try {
    const made = deflateSync(change(inflateSync(bytes.subarray(from, to)), random), { level: 9 });
    return made.length > to - from
      ? bytes
      : splice(bytes, from, to, made, Buffer.alloc(to - from - made.length));
  } catch {
    return bytes;
  }
};

const within = (way, changes) => changes.map(([name, change]) => [`${name} inside`, way(change)]);

const CHANGES = {
  bytes: BYTE_CHANGES,
  text: TEXT_CHANGES,
  zip: within(inPart, [...TEXT_CHANGES, ...TEXT_CHANGES, ...BYTE_CHANGES]),
  pdf: [
    ...BYTE_CHANGES,
    ...within(inStream, BYTE_CHANGES),
    [
      'other digits inside',
      inStream((bytes, random) =>
        Buffer.from(
          some(/\d/gu, 0.02, () => String(random.below(10)))(Buffer.from(bytes).toString('latin1'), random),
          'latin1',
        ),
      ),
    ],
  ],
};
