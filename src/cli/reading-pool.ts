import { Worker } from 'node:worker_threads';
import { fail, type Problem, problem, type Result } from '../messages/problem.ts';
import type { ReadingLimits } from './reading-limits.ts';
import type { MeansOptions } from './reading-means.ts';
import type { FileReading, WorkerMessage, WorkerTask } from './reading-worker.ts';

const WORKER = new URL('./reading-worker.js', import.meta.url);

/** How far ahead of what was handed out files are read, for each job: what is read waits in memory. */
const AHEAD = 2;

export interface PoolOptions {
  /** Packs, year: what the user asks for. */
  readonly means: MeansOptions;
  readonly limits: ReadingLimits;
  /** Whether documents are checked too. */
  readonly checks?: boolean;
  /** Called once, before anything is read, with what was wrong with packs and words; nothing is read where it failed. */
  readonly onStart: (started: Result<unknown>) => void;
  /** Called after every page of formats that have pages. */
  readonly onPage?: (page: number, pages: number) => void;
  /** The script of a worker; the reader's own unless a test says otherwise. */
  readonly worker?: URL;
}

/** A file with what was read from it, or why not. */
export interface ReadFile {
  readonly file: string;
  readonly result: Result<FileReading>;
}

/**
 * Reads files in worker threads, several at once, and hands them out in the order given. A file that takes longer or
 * more memory than its limit, or on which the reader itself fails, costs its thread, which is ended and replaced:
 * that is a problem of this file, and the others go on. Stops without reading where no worker can start.
 */
export async function* readFiles(files: readonly string[], options: PoolOptions): AsyncGenerator<ReadFile> {
  const jobs = Math.min(options.limits.jobs, files.length);
  const seats = Array.from({ length: jobs }, () => new Seat(options));
  const first = seats[0];
  if (first === undefined) return;
  try {
    const ready = await first.start();
    options.onStart(ready);
    if (!ready.ok) return;
    const idle = [...seats];
    const waiting: ((seat: Seat) => void)[] = [];
    const seat = () => {
      const free = idle.shift();
      return free === undefined ? new Promise<Seat>((resolve) => waiting.push(resolve)) : free;
    };
    const read = async (file: string): Promise<ReadFile> => {
      const own = await seat();
      const result = await own.read(file);
      const next = waiting.shift();
      if (next === undefined) idle.push(own);
      else next(own);
      return { file, result };
    };
    const ahead: Promise<ReadFile>[] = [];
    for (const file of files) {
      ahead.push(read(file));
      const oldest = ahead.length > jobs * AHEAD ? ahead.shift() : undefined;
      if (oldest !== undefined) yield await oldest;
    }
    for (const one of ahead) yield await one;
  } finally {
    await Promise.all(seats.map((one) => one.end()));
  }
}

/** One place in the pool, with a thread that is replaced when it had to be ended. */
class Seat {
  readonly #options: PoolOptions;
  #thread: Thread | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  /** Starts a thread where there is none; tells what was wrong with packs and words. */
  async start(): Promise<Result<Thread>> {
    if (this.#thread !== undefined) return { ok: true, value: this.#thread, problems: [] };
    const { means, limits, checks = false, worker = WORKER } = this.#options;
    const task = { options: means, limits: limits.limits, checks };
    const thread = new Thread(worker, task, limits.memory);
    const { message } = await thread.next();
    const isReady = message?.type === 'ready';
    if (isReady && message.ok) {
      this.#thread = thread;
      return { ok: true, value: thread, problems: message.problems };
    }
    await thread.end();
    return fail(isReady ? message.problems : [problem('reading.limit.noWorker', 'error', {})]);
  }

  async read(file: string): Promise<Result<FileReading>> {
    const started = await this.start();
    if (!started.ok) return started;
    const thread = started.value;
    const { limits, memory } = this.#options.limits;
    const deadline = Date.now() + limits.time;
    thread.ask(file);
    for (;;) {
      const { message, failure } = await thread.next(deadline - Date.now());
      if (message?.type === 'page') this.#options.onPage?.(message.page, message.pages);
      if (message?.type === 'read') return message.result;
      if (failure === undefined) continue;
      this.#thread = undefined;
      await thread.end();
      return fail([sayFailure(failure, file, limits.time, memory)]);
    }
  }

  async end(): Promise<void> {
    await this.#thread?.end();
    this.#thread = undefined;
  }
}

type Failure = 'time' | Error;

/** A worker thread of which one asks for one message after the other. */
class Thread {
  readonly #worker: Worker;
  readonly #messages: WorkerMessage[] = [];
  #failure: Failure | undefined;
  #wake: () => void = () => undefined;

  constructor(script: URL, task: WorkerTask, memory: number) {
    this.#worker = new Worker(script, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: memory },
    });
    this.#worker.on('message', (message: WorkerMessage) => {
      this.#messages.push(message);
      this.#wake();
    });
    const fails = (error: unknown) => {
      this.#failure ??= error instanceof Error ? error : new Error(String(error));
      this.#wake();
    };
    this.#worker.on('error', fails);
    this.#worker.on('messageerror', fails);
    this.#worker.on('exit', () => fails(new Error('exit')));
  }

  ask(file: string): void {
    this.#worker.postMessage(file);
  }

  /** The next thing it tells; or how it failed, which is `time` where it tells nothing in so many milliseconds. */
  async next(most?: number): Promise<{ readonly message?: WorkerMessage; readonly failure?: Failure }> {
    if (this.#messages.length === 0 && this.#failure === undefined) {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        if (most !== undefined) timer = setTimeout(resolve, Math.max(most, 0));
      });
      clearTimeout(timer);
    }
    const message = this.#messages.shift();
    return message === undefined ? { failure: this.#failure ?? 'time' } : { message };
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

function sayFailure(failure: Failure, file: string, time: number, memory: number): Problem {
  if (failure === 'time') {
    return problem('reading.limit.time', 'error', { file }, { file, seconds: time / 1000 });
  }
  if ('code' in failure && failure.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return problem('reading.limit.memory', 'error', { file }, { file, memory });
  }
  const detail = process.env.MINGZHANG_DEBUG === undefined ? failure.message : (failure.stack ?? '');
  return problem('reading.limit.crash', 'error', { file }, { file, detail });
}
