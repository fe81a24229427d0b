import type { Problem, Result } from '../messages/problem.ts';
import type { Acknowledgement } from '../reporting/check-schema.ts';
import type { ReportKind } from '../reporting/report-files.ts';
import { placeReported } from '../reporting/reported-place.ts';
import type { Db } from '../store/database.ts';
import {
  acceptancesOf,
  correctionsOf,
  documentById,
  finishDocument,
  type StoredDocument,
  setWorking,
  unfinishedDocuments,
} from '../store/documents.ts';
import type { FileStore } from '../store/files.ts';
import { EVERYTHING } from '../store/reach.ts';
import type { KeptProblem } from '../store/schema.ts';
import type { ReadingLimits } from '../working/reading-limits.ts';
import type { MeansOptions } from '../working/reading-means.ts';
import { ThreadPool } from '../working/thread-pool.ts';
import { programVersion } from '../working/version.ts';
import type { DeskAnswer, DeskJob, DeskTask } from './desk-worker.ts';

/** How far a document is that is not done. */
export type DeskProgress =
  | { readonly state: 'waiting'; readonly line: number }
  | { readonly state: 'working'; readonly page?: number; readonly pages?: number };

export interface DeskOptions {
  readonly db: Db;
  readonly files: FileStore;
  readonly means: MeansOptions;
  readonly limits: ReadingLimits;
  readonly profile: string | undefined;
  /** Told what keeps a check from ending that no document is to blame for. */
  readonly onError: (error: unknown) => void;
}

const SCRIPT = new URL('./desk-worker.js', import.meta.url);

/**
 * Where documents are checked, first come first served, in worker threads. What is in line is in the database too: after
 * a restart it goes on. Pages and reports that somebody waits for are made beside the line.
 */
export class Desk {
  readonly #options: DeskOptions;
  readonly #checks: ThreadPool<DeskJob, DeskAnswer>;
  /** A thread of its own for what a person looks at meanwhile. */
  readonly #side: ThreadPool<DeskJob, DeskAnswer>;
  readonly #line: string[] = [];
  readonly #working = new Map<string, { page?: number; pages?: number }>();
  readonly #running = new Set<Promise<void>>();
  #isClosing = false;

  constructor(options: DeskOptions) {
    this.#options = options;
    const { means, limits, profile } = options;
    const task: DeskTask = { means, limits: limits.limits, profile };
    this.#checks = new ThreadPool({ script: SCRIPT, task, limits });
    this.#side = new ThreadPool({ script: SCRIPT, task, limits: { ...limits, jobs: 1 } });
  }

  /** Starts the threads, and takes up what an earlier run left unfinished. */
  async start(): Promise<Result<unknown>> {
    const started = await this.#checks.start();
    if (!started.ok) return started;
    for (const { id } of await unfinishedDocuments(this.#options.db)) this.enter(id);
    return started;
  }

  /** Puts a document in line. */
  enter(id: string): void {
    if (this.#isClosing || this.#line.includes(id)) return;
    // Whoever dropped it will want to see its pages.
    void this.#side.start();
    this.#line.push(id);
    this.#next();
  }

  progressOf(id: string): DeskProgress | undefined {
    const line = this.#line.indexOf(id);
    if (line >= 0) return { state: 'waiting', line: line + 1 };
    const working = this.#working.get(id);
    return working === undefined ? undefined : { state: 'working', ...working };
  }

  /** A page of a PDF as a PNG. */
  page({ sha256, name }: StoredDocument, page: number, dpi: number): Promise<Result<DeskAnswer>> {
    const file = { path: this.#options.files.document(sha256), name };
    return this.#side.ask({ type: 'page', file, page, dpi }, name);
  }

  report({ id, sha256, name }: StoredDocument, kind: ReportKind): Promise<Result<DeskAnswer>> {
    const { files } = this.#options;
    const file = { path: files.document(sha256), name };
    return this.#side.ask({ type: 'report', file, folder: files.results(id), kind }, name);
  }

  /** Ends what is being done; what was not finished is taken up at the next start. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#line.length = 0;
    await Promise.all([this.#checks.end(), this.#side.end()]);
    await Promise.allSettled(this.#running);
  }

  #next(): void {
    while (this.#working.size < this.#options.limits.jobs) {
      const id = this.#line.find((one) => !this.#working.has(one));
      if (id === undefined) return;
      this.#line.splice(this.#line.indexOf(id), 1);
      this.#working.set(id, {});
      const run = this.#check(id)
        .catch((error: unknown) => {
          if (!this.#isClosing) this.#options.onError(error);
        })
        .finally(() => {
          this.#working.delete(id);
          this.#running.delete(run);
          if (!this.#isClosing) this.#next();
        });
      this.#running.add(run);
    }
  }

  async #check(id: string): Promise<void> {
    const { db, files } = this.#options;
    const document = await documentById(db, id, EVERYTHING);
    if (document === undefined) return;
    await setWorking(db, id);
    const corrections = (await correctionsOf(db, id)).flatMap(({ place, ...one }) => {
      const at = placeReported(place);
      return at === undefined ? [] : [{ place: at, ...pick(one) }];
    });
    const acceptances = (await acceptancesOf(db, id)).map(
      ({ finding, fingerprint, who, why }): Acknowledgement => ({ id: finding, fingerprint, who, why }),
    );
    const result = await this.#checks.ask(
      {
        type: 'check',
        file: { path: files.document(document.sha256), name: document.name },
        folder: files.results(id),
        corrections,
        acceptances,
      },
      document.name,
      (page, pages) => this.#working.set(id, { page, pages }),
    );
    // Threads that were ended on purpose say nothing of the document.
    if (this.#isClosing) return;
    const isChecked = result.ok && result.value.type === 'checked';
    const kept = await finishDocument(db, document, {
      outcome: isChecked ? result.value.outcome : undefined,
      findings: isChecked ? result.value.findings : undefined,
      problems: result.problems.map(keptProblem),
      checkedWith: programVersion(),
    });
    // Somebody said something of it meanwhile: it is in line again.
    if (!kept) this.enter(id);
  }
}

function pick({ read, corrected, who, why }: { read: string; corrected: string; who: string; why: string }) {
  return { read, corrected, who, why };
}

function keptProblem({ severity, message }: Problem): KeptProblem {
  return { severity, message };
}
