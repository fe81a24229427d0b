import { Worker } from 'node:worker_threads';
import { fail, type Problem, problem, type Result, succeed } from '../messages/problem.ts';
import type { ReadingLimits } from './reading-limits.ts';
import type { ThreadMessage } from './thread.ts';

/** How far ahead of what was handed out work goes, for each job: answers wait in memory. */
const AHEAD = 2;

/** How threads are started, and what each job may take. */
export interface ThreadOptions {
  /** The compiled script of a thread, which calls {@link serveJobs}. */
  readonly script: URL;
  /** What it is started with: its `workerData`. */
  readonly task: unknown;
  readonly limits: ReadingLimits;
}

export interface PoolOptions extends ThreadOptions {
  /** Called once, before any file, with what was wrong with what all files need; no file is touched where it failed. */
  readonly onStart: (started: Result<unknown>) => void;
  /** Called after every page of formats that have pages. */
  readonly onPage?: (page: number, pages: number) => void;
}

/** A file with what a thread made of it, or why not. */
export interface FileAnswer<Answer> {
  readonly file: string;
  readonly result: Result<Answer>;
}

/**
 * Gives files to worker threads, several at once, and hands their answers out in the order given. Stops without any where no
 * worker can start. See {@link ThreadPool}.
 */
export async function* filesInThreads<Answer>(
  files: readonly string[],
  options: PoolOptions,
): AsyncGenerator<FileAnswer<Answer>> {
  const jobs = Math.min(options.limits.jobs, files.length);
  if (jobs === 0) return;
  const pool = new ThreadPool<string, Answer>({ ...options, limits: { ...options.limits, jobs } });
  try {
    const ready = await pool.start();
    options.onStart(ready);
    if (!ready.ok) return;
    const ask = async (file: string): Promise<FileAnswer<Answer>> => ({
      file,
      result: await pool.ask(file, file, options.onPage),
    });
    const ahead: Promise<FileAnswer<Answer>>[] = [];
    for (const file of files) {
      ahead.push(ask(file));
      const oldest = ahead.length > jobs * AHEAD ? ahead.shift() : undefined;
      if (oldest !== undefined) yield await oldest;
    }
    for (const one of ahead) yield await one;
  } finally {
    await pool.end();
  }
}

/**
 * Worker threads that do jobs, several at once, first come first served. A job that takes longer or more memory than its limit,
 * or on which the thread itself fails, costs its thread, which is ended and replaced: that is a problem of this job, and
 * the others go on. Threads start when they are first needed and stay until {@link end}; after it none starts.
 */
export class ThreadPool<Job, Answer> {
  readonly #seats: readonly Seat<Job, Answer>[];
  readonly #idle: Seat<Job, Answer>[];
  readonly #waiting: ((seat: Seat<Job, Answer>) => void)[] = [];

  constructor(options: ThreadOptions) {
    this.#seats = Array.from({ length: options.limits.jobs }, () => new Seat<Job, Answer>(options));
    this.#idle = [...this.#seats];
  }

  /** Starts the first thread; tells what was wrong with what threads need. */
  async start(): Promise<Result<unknown>> {
    return this.#seats[0]?.start() ?? succeed(undefined);
  }

  /**
   * @param file what a message about the job calls it
   * @param onPage called after every page of formats that have pages
   */
  async ask(
    job: Job,
    file: string,
    onPage: (page: number, pages: number) => void = () => undefined,
  ): Promise<Result<Answer>> {
    const seat =
      this.#idle.shift() ??
      (await new Promise<Seat<Job, Answer>>((resolve) => {
        this.#waiting.push(resolve);
      }));
    const result = await seat.ask(job, file, onPage);
    const next = this.#waiting.shift();
    if (next === undefined) this.#idle.push(seat);
    else next(seat);
    return result;
  }

  async end(): Promise<void> {
    await Promise.all(this.#seats.map((one) => one.end()));
  }
}

/** One place in the pool, with a thread that is replaced when it had to be ended. */
class Seat<Job, Answer> {
  readonly #options: ThreadOptions;
  #thread: Promise<Result<Thread<Job, Answer>>> | undefined;
  #isEnded = false;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  /** Starts a thread where there is none; tells what was wrong with what it needs. One that did not start is tried again. */
  async start(): Promise<Result<Thread<Job, Answer>>> {
    if (this.#isEnded) return fail([problem('reading.limit.noWorker', 'error', {})]);
    this.#thread ??= this.#startThread();
    const started = await this.#thread;
    if (!started.ok) this.#thread = undefined;
    return started;
  }

  async #startThread(): Promise<Result<Thread<Job, Answer>>> {
    const { script, task, limits } = this.#options;
    const thread = new Thread<Job, Answer>(script, task, limits.memory);
    const { message } = await thread.next();
    const isReady = message?.type === 'ready';
    if (isReady && message.ok) return succeed(thread, message.problems);
    await thread.end();
    return fail(isReady ? message.problems : [problem('reading.limit.noWorker', 'error', {})]);
  }

  async ask(job: Job, file: string, onPage: (page: number, pages: number) => void): Promise<Result<Answer>> {
    const started = await this.start();
    if (!started.ok) return started;
    const thread = started.value;
    const { limits, memory } = this.#options.limits;
    const deadline = Date.now() + limits.time;
    thread.ask(job);
    for (;;) {
      const { message, failure } = await thread.next(deadline - Date.now());
      if (message?.type === 'page') onPage(message.page, message.pages);
      if (message?.type === 'done') return message.result;
      if (failure === undefined) continue;
      this.#thread = undefined;
      await thread.end();
      return fail([sayFailure(failure, file, limits.time, memory)]);
    }
  }

  async end(): Promise<void> {
    // Whoever still waits would otherwise start a thread that nobody ends.
    this.#isEnded = true;
    const started = await this.#thread;
    this.#thread = undefined;
    if (started?.ok === true) await started.value.end();
  }
}

type Failure = 'time' | Error;

/** A worker thread of which one asks for one message after the other. */
class Thread<Job, Answer> {
  readonly #worker: Worker;
  readonly #messages: ThreadMessage<Answer>[] = [];
  #failure: Failure | undefined;
  #wake: () => void = () => undefined;

  constructor(script: URL, task: unknown, memory: number) {
    this.#worker = new Worker(script, {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: memory },
    });
    this.#worker.on('message', (message: ThreadMessage<Answer>) => {
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

  ask(job: Job): void {
    this.#worker.postMessage(job);
  }

  /** The next thing it tells; or how it failed, which is `time` where it tells nothing in so many milliseconds. */
  async next(
    most?: number,
  ): Promise<{ readonly message?: ThreadMessage<Answer>; readonly failure?: Failure }> {
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
