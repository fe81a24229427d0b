import { describe, expect, it } from 'vitest';
import type { Problem } from '../messages/problem.ts';
import { DEFAULT_LIMITS } from '../reading/source.ts';
import { type ReadingLimits, readingLimits } from './reading-limits.ts';
import { filesInThreads, ThreadPool } from './thread-pool.ts';

/** A worker that does to a file what the file's name says, and tells nothing else of it. */
const SCRIPT = `
import { parentPort } from 'node:worker_threads';
const acts = {
  good: async () => undefined,
  slow: () => new Promise((resolve) => setTimeout(resolve, 300)),
  loop: () => { for (;;); },
  pattern: () => /^(?:a+)+$/u.test('a'.repeat(60) + 'b'),
  throw: () => { throw new Error('broken inside'); },
  exit: () => process.exit(3),
  memory: () => { const all = []; for (;;) all.push(new Array(1000).fill(all.length)); },
};
parentPort.postMessage({ type: 'ready', ok: true, problems: [] });
parentPort.on('message', async (file) => {
  await acts[file.replace(/\\d/u, '')]();
  parentPort.postMessage({ type: 'done', result: { ok: true, value: file, problems: [] } });
});
`;

const worker = (script: string) => new URL(`data:text/javascript,${encodeURIComponent(script)}`);

const limits = (jobs: number, time = 1_500): ReadingLimits => ({
  limits: { ...DEFAULT_LIMITS, time },
  memory: 64,
  jobs,
});

async function readAll(files: readonly string[], jobs: number, script = SCRIPT) {
  const came: [string, string][] = [];
  const started: { ok: boolean; problems: readonly Problem[] }[] = [];
  const read = filesInThreads<string>(files, {
    script: worker(script),
    task: {},
    limits: limits(jobs),
    onStart: (one) => started.push(one),
  });
  for await (const { file, result } of read) {
    came.push([file, result.ok ? result.value : (result.problems[0]?.key ?? '')]);
    for (const { message, where } of result.problems) {
      expect(message).toContain(`文件 ${file}`);
      expect(where.file).toBe(file);
    }
  }
  return { came, started };
}

describe('many files in threads', () => {
  it('hands files out in the order given, however long each takes', async () => {
    const files = ['slow1', 'good1', 'good2', 'slow2', 'good3', 'good4', 'good5', 'good6', 'slow3'];
    const { came, started } = await readAll(files, 2);
    expect(came).toEqual(files.map((file) => [file, file]));
    expect(started).toHaveLength(1);
  });

  it.each([
    ['loop', 'reading.limit.time'],
    ['pattern', 'reading.limit.time'],
    ['memory', 'reading.limit.memory'],
    ['throw', 'reading.limit.crash'],
    ['exit', 'reading.limit.crash'],
  ])('gives up the file %s alone', async (file, key) => {
    for (const jobs of [1, 2]) {
      const { came } = await readAll(['good1', file, 'good2', 'good3'], jobs);
      expect(came).toEqual([
        ['good1', 'good1'],
        [file, key],
        ['good2', 'good2'],
        ['good3', 'good3'],
      ]);
    }
  });

  it('reads nothing where no worker can start, and says so once', async () => {
    for (const script of ['throw new Error("no")', 'process.exit(1)']) {
      const { came, started } = await readAll(['good1', 'good2'], 2, script);
      expect(came).toEqual([]);
      expect(started.map(({ ok, problems }) => [ok, problems[0]?.key])).toEqual([
        [false, 'reading.limit.noWorker'],
      ]);
    }
  });

  it('has nothing to do without files', async () => {
    expect((await readAll([], 2)).came).toEqual([]);
  });
});

describe('a pool that has ended', () => {
  it('starts no thread any more, neither for who waits nor for who comes', async () => {
    const pool = new ThreadPool<string, string>({ script: worker(SCRIPT), task: {}, limits: limits(1) });
    await pool.start();
    const asked = ['slow1', 'good2'].map((job) => pool.ask(job, job));
    await pool.end();
    const results = [...(await Promise.all(asked)), await pool.ask('good3', 'good3'), await pool.start()];
    expect(results.map(({ ok }) => ok)).toEqual([false, false, false, false]);
  });
});

describe('limits', () => {
  it('are the defaults where nothing is asked for', () => {
    const found = readingLimits({});
    expect(found.ok && found.value.limits).toEqual(DEFAULT_LIMITS);
  });

  it('follow the options', () => {
    const found = readingLimits({ timeout: '5', maxMb: '7', maxPages: '9', maxMemory: '256', jobs: '3' });
    expect(found).toMatchObject({
      ok: true,
      value: {
        limits: { time: 5_000, bytes: 7 * 2 ** 20, unpackedBytes: 35 * 2 ** 20, pages: 9 },
        memory: 256,
        jobs: 3,
      },
    });
  });

  it.each([
    ['jobs', '0'],
    ['timeout', '-1'],
    ['timeout', '1.5'],
    ['maxMb', '1e9'],
    ['maxPages', '很多'],
    ['maxMemory', ''],
  ])('refuse %s %s', (name, given) => {
    const found = readingLimits({ [name]: given });
    expect(found.ok).toBe(false);
    expect(found.problems[0]?.message).toMatch(/^--[a-z-]+ 应为 \d+ 到 \d+ 的整数/u);
  });
});
