import { availableParallelism } from 'node:os';
import { fail, problem, type Result, succeed } from '../messages/problem.ts';
import { DEFAULT_LIMITS, type Limits } from '../reading/source.ts';

/** What reading may cost: each file by itself, and how many at once. */
export interface ReadingLimits {
  readonly limits: Limits;
  /** MB of memory for the JavaScript of one file; beyond it the file is given up. */
  readonly memory: number;
  /** Files read at the same time. */
  readonly jobs: number;
}

/** As given on the command line; what is left out keeps its default. */
export interface LimitOptions {
  readonly jobs?: string;
  /** Seconds for one file. */
  readonly timeout?: string;
  readonly maxMb?: string;
  readonly maxPages?: string;
  readonly maxMemory?: string;
}

/** MB; a budget of 500 pages takes 300. */
const DEFAULT_MEMORY = 2048;
/** More at once hardly help, and each takes its own memory. */
const MOST_JOBS_UNASKED = 4;
/** What a packed file may unpack to, for each byte of its own. */
const UNPACKED_FOR_EACH = DEFAULT_LIMITS.unpackedBytes / DEFAULT_LIMITS.bytes;

/** The options with the range that makes sense. */
const RANGES = {
  jobs: { name: '--jobs', least: 1, most: 64 },
  timeout: { name: '--timeout', least: 1, most: 86_400 },
  maxMb: { name: '--max-mb', least: 1, most: 1_024 },
  maxPages: { name: '--max-pages', least: 1, most: 1_000_000 },
  maxMemory: { name: '--max-memory', least: 64, most: 65_536 },
} as const;

/** The limits that the options ask for; a whole number in its range each, or a problem. */
export function readingLimits(options: LimitOptions): Result<ReadingLimits> {
  const problems = Object.entries(RANGES).flatMap(([key, { name, least, most }]) => {
    const given = isOption(key) ? options[key] : undefined;
    if (given === undefined) return [];
    const number = /^\d{1,9}$/u.test(given) ? Number(given) : 0;
    if (number >= least && number <= most) return [];
    return [problem('reading.limit.wrongOption', 'error', {}, { name, given, least, most })];
  });
  if (problems.length > 0) return fail(problems);
  const { jobs, timeout, maxMb, maxPages, maxMemory } = options;
  const bytes = maxMb === undefined ? DEFAULT_LIMITS.bytes : Number(maxMb) * 2 ** 20;
  return succeed({
    limits: {
      ...DEFAULT_LIMITS,
      bytes,
      unpackedBytes: bytes * UNPACKED_FOR_EACH,
      pages: maxPages === undefined ? DEFAULT_LIMITS.pages : Number(maxPages),
      time: timeout === undefined ? DEFAULT_LIMITS.time : Number(timeout) * 1000,
    },
    memory: maxMemory === undefined ? DEFAULT_MEMORY : Number(maxMemory),
    jobs: jobs === undefined ? Math.min(availableParallelism(), MOST_JOBS_UNASKED) : Number(jobs),
  });
}

function isOption(key: string): key is keyof LimitOptions {
  return Object.hasOwn(RANGES, key);
}
