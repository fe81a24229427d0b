import { randomUUID } from 'node:crypto';
import type { Result } from '../messages/problem.ts';
import type { RegisterFile } from '../performance/read-register.ts';
import { countFindings } from '../reporting/finding-counts.ts';
import { keepCheck } from '../store/board.ts';
import {
  addPublication,
  budgetAt,
  budgetById,
  rowsOfBudget,
  type StoredBudget,
  type StoredPublication,
} from '../store/budgets.ts';
import type { Db } from '../store/database.ts';
import type { FileStore } from '../store/files.ts';
import { type Doer, record } from '../store/log.ts';
import { applyOperations } from '../store/operations.ts';
import { takeStep } from '../store/review.ts';
import type { BudgetOperation } from '../store/schema.ts';
import type { ReadingLimits } from '../working/reading-limits.ts';
import type { MeansOptions } from '../working/reading-means.ts';
import { ThreadPool } from '../working/thread-pool.ts';
import { programVersion } from '../working/version.ts';
import type { Format } from '../writing/publish.ts';
import { TYPED_RULE } from './board.ts';
import type {
  BudgetAnswer,
  BudgetAtRevision,
  BudgetJob,
  BudgetTask,
  ReadSource,
  Wishes,
} from './budget-worker.ts';
import type { BudgetCheck } from './contract/budgets.ts';
import { today } from './deadline.ts';
import { nameOf, typedOf } from './typed-budget.ts';

const SCRIPT = new URL('./budget-worker.js', import.meta.url);

/** Answers that are kept, by question, budget and revision; the oldest goes when there are more than so many. */
interface Kept {
  readonly known: Map<string, Promise<Result<BudgetAnswer>>>;
  readonly most: number;
}

export interface BudgetDeskOptions {
  readonly db: Db;
  readonly files: FileStore;
  readonly means: MeansOptions;
  readonly limits: ReadingLimits;
}

/** Where budgets are checked, shown as they will be printed, and published, in threads of their own. */
export class BudgetDesk {
  readonly #options: BudgetDeskOptions;
  readonly #pool: ThreadPool<BudgetJob, BudgetAnswer>;
  /** A thread of its own for documents that budgets are begun from: nobody's check waits behind them. */
  readonly #readers: ThreadPool<BudgetJob, BudgetAnswer>;
  /** What is being worked out or was: many pages ask for the same. */
  readonly #checks: Kept = { known: new Map(), most: 200 };
  /** Those of the performance of budgets are much larger. */
  readonly #answers: Kept = { known: new Map(), most: 40 };

  /** What is being worked out, and what waits behind it, by budget and question. */
  readonly #running = new Map<string, Promise<Result<BudgetAnswer>>>();
  readonly #next = new Map<string, Promise<Result<BudgetAnswer>>>();

  /** What is to be checked when nobody waits, by id. */
  readonly #later = new Map<string, StoredBudget>();
  #checkingLater: Promise<void> | undefined;
  /** The revisions of budgets that could not be checked. */
  readonly #failed = new Map<string, number>();

  constructor(options: BudgetDeskOptions) {
    this.#options = options;
    const { means, limits } = options;
    const task: BudgetTask = { means, limits: limits.limits };
    this.#pool = new ThreadPool({ script: SCRIPT, task, limits });
    this.#readers = new ThreadPool({ script: SCRIPT, task, limits: { ...limits, jobs: 1 } });
  }

  /** Starts a thread before anybody waits for it. */
  async start(): Promise<void> {
    await this.#pool.start();
  }

  async close(): Promise<void> {
    this.#later.clear();
    await Promise.all([this.#pool.end(), this.#readers.end()]);
    await this.#checkingLater;
  }

  /**
   * Checks those budgets that were changed since their last check, one after the other, behind what people wait for. Their
   * findings are kept with them.
   *
   * @returns how many are still to be checked
   */
  checkLater(budgets: readonly StoredBudget[]): number {
    let waiting = 0;
    for (const budget of budgets) {
      const { id, revision, checked } = budget;
      const isDone = checked?.revision === revision && checked.program === programVersion();
      if (isDone || this.#failed.get(id) === revision) continue;
      this.#later.set(id, budget);
      waiting += 1;
    }
    if (waiting > 0)
      this.#checkingLater ??= this.#checkAll().finally(() => (this.#checkingLater = undefined));
    return waiting;
  }

  async #checkAll(): Promise<void> {
    for (;;) {
      const [next] = this.#later.values();
      if (next === undefined) return;
      this.#later.delete(next.id);
      // A budget that cannot be checked is no reason to leave the others; it is tried again when it has changed.
      const result = await this.check(next).catch(() => undefined);
      if (result?.ok !== true) this.#failed.set(next.id, next.revision);
    }
  }

  /** What is to be said of a budget as it stands. */
  async check(stored: StoredBudget): Promise<Result<BudgetAnswer>> {
    const result = await this.#once(this.#checks, 'check', stored, (budget) => ({ type: 'check', budget }));
    if (result.ok && result.value.type === 'check') await this.#keepCheck(stored, result.value.check);
    return result;
  }

  /** Spending and results at a day, against plans and targets; today where none is given. */
  async monitoring(stored: StoredBudget, asOf: string | undefined): Promise<Result<BudgetAnswer>> {
    return this.#once(this.#answers, `monitoring ${asOf ?? today()}`, stored, (budget) => ({
      type: 'monitoring',
      budget,
      asOf,
    }));
  }

  /** How far a budget has come by a day, by project, unit, function, economic class and source. */
  async progress(stored: StoredBudget, asOf: string | undefined): Promise<Result<BudgetAnswer>> {
    return this.#once(this.#answers, `progress ${asOf ?? today()}`, stored, (budget) => ({
      type: 'progress',
      budget,
      asOf,
    }));
  }

  /** The scores of the year. */
  async evaluation(stored: StoredBudget): Promise<Result<BudgetAnswer>> {
    return this.#once(this.#answers, 'evaluation', stored, (budget) => ({ type: 'evaluation', budget }));
  }

  /** What a file of payments and changes of the budget would add to it. */
  async entries(stored: StoredBudget, bytes: Uint8Array, name: string): Promise<Result<BudgetAnswer>> {
    return this.#ask({ type: 'entries', budget: await this.#load(stored), bytes, name }, stored);
  }

  /** An empty form for payments, with the budget's units, projects and codes. */
  async entriesTemplate(stored: StoredBudget): Promise<Result<BudgetAnswer>> {
    return this.#ask({ type: 'entriesTemplate', budget: await this.#load(stored) }, stored);
  }

  /** Indicators of the library for a project of a budget. */
  async indicatorChoices(
    stored: StoredBudget,
    asked: { readonly project: string; readonly words: string },
  ): Promise<Result<BudgetAnswer>> {
    return this.#ask({ type: 'indicatorChoices', budget: await this.#load(stored), ...asked }, stored);
  }

  /** The kinds of business registers. */
  async registers(stored: StoredBudget): Promise<Result<BudgetAnswer>> {
    return this.#ask({ type: 'registers', budget: await this.#load(stored) }, stored);
  }

  /** An empty form of a register. */
  async registerTemplate(stored: StoredBudget, register: string): Promise<Result<BudgetAnswer>> {
    return this.#ask({ type: 'registerTemplate', budget: await this.#load(stored), register }, stored);
  }

  /** What registers give for the results of a budget. */
  async results(
    stored: StoredBudget,
    files: readonly RegisterFile[],
    asOf: string | undefined,
  ): Promise<Result<BudgetAnswer>> {
    return this.#ask({ type: 'results', budget: await this.#load(stored), files, asOf }, stored);
  }

  /** An official form of monitoring or self-evaluation, as a file. */
  async performanceForm(
    stored: StoredBudget,
    asked: Pick<Extract<BudgetJob, { type: 'performanceForm' }>, 'form' | 'format' | 'asOf'>,
  ): Promise<Result<BudgetAnswer>> {
    return this.#ask({ type: 'performanceForm', budget: await this.#load(stored), ...asked }, stored);
  }

  /** What lists show of a check is kept with the budget, once for each revision. */
  async #keepCheck(
    { id, checked }: StoredBudget,
    { revision, findings, problems }: BudgetCheck,
  ): Promise<void> {
    const program = programVersion();
    if (checked?.revision === revision && checked.program === program) return;
    const typed = problems.map(({ severity }) => ({ rule: TYPED_RULE, severity }));
    const counts = countFindings([...findings, ...typed]);
    await keepCheck(this.#options.db, { id }, { revision, program, findings: counts });
  }

  /** The disclosure as it will be printed. */
  async preview(stored: StoredBudget): Promise<Result<BudgetAnswer>> {
    return this.#ask({ type: 'preview', budget: await this.#load(stored) }, stored);
  }

  /** What is drawn of a budget. */
  async pictures(stored: StoredBudget): Promise<Result<BudgetAnswer>> {
    return this.#ask({ type: 'pictures', budget: await this.#load(stored) }, stored);
  }

  /** The budget as a workbook, right or wrong. */
  async workbook(stored: StoredBudget): Promise<Result<BudgetAnswer>> {
    return this.#ask({ type: 'workbook', budget: await this.#load(stored) }, stored);
  }

  /** What operations would move in the disclosure; nothing is changed. */
  async impact(stored: StoredBudget, operations: readonly BudgetOperation[]): Promise<Result<BudgetAnswer>> {
    const rows = await rowsOfBudget(this.#options.db, stored.id);
    const positions = new Map<string, number>();
    const loaded = rows.map((row) => {
      const position = (positions.get(row.sheet) ?? -1) + 1;
      positions.set(row.sheet, position);
      return { ...row, budget: stored.id, position, changedBy: '', isDeleted: false };
    });
    const applied = applyOperations(stored, loaded, { operations, who: '' });
    const after = new Map(loaded.map((row) => [row.id, row]));
    for (const row of applied.rows) after.set(row.id, row);
    const kept = [...after.values()].filter((row) => !row.isDeleted).sort((a, b) => a.position - b.position);
    return this.#ask(
      {
        type: 'impact',
        before: { revision: stored.revision, typed: typedOf(stored.settings, rows) },
        after: { revision: stored.revision, typed: typedOf(applied.settings, kept) },
      },
      stored,
    );
  }

  /** What is printed otherwise at one revision than at another; undefined where the budget never had one of them. */
  async compare(stored: StoredBudget, from: number, to: number): Promise<Result<BudgetAnswer> | undefined> {
    const { db } = this.#options;
    const [was, is] = [await budgetAt(db, stored, from), await budgetAt(db, stored, to)];
    if (was === undefined || is === undefined) return undefined;
    return this.#ask(
      {
        type: 'impact',
        before: { revision: from, typed: typedOf(was.settings, was.rows) },
        after: { revision: to, typed: typedOf(is.settings, is.rows) },
      },
      stored,
    );
  }

  /** The rows of a budget workbook. */
  import(bytes: Uint8Array, name: string): Promise<Result<BudgetAnswer>> {
    return this.#pool.ask({ type: 'import', bytes, name }, name);
  }

  /** Reads a document that a budget is to be begun from. */
  read(
    document: Omit<Extract<BudgetJob, { type: 'read' }>, 'type'>,
    onPage: (page: number, pages: number) => void,
  ): Promise<Result<BudgetAnswer>> {
    return this.#readers.ask({ type: 'read', ...document }, document.name, onPage);
  }

  /** Drafts a budget from what was read. */
  draft(given: readonly ReadSource[], wishes: Wishes): Promise<Result<BudgetAnswer>> {
    return this.#readers.ask({ type: 'draft', given, wishes }, '');
  }

  /** Publishes a budget as it stands: files that were read back, kept in the data folder. */
  async publish(
    stored: StoredBudget,
    {
      formats,
      draft,
      doer,
    }: { readonly formats: readonly Format[]; readonly draft: boolean; readonly doer: Doer },
  ): Promise<
    | { readonly done: true; readonly publication: StoredPublication }
    | { readonly done: false; readonly reasons: readonly string[] }
  > {
    const budget = await this.#load(stored);
    const result = await this.#ask({ type: 'publish', budget, formats, draft }, stored);
    if (!result.ok) return { done: false, reasons: result.problems.map(({ message }) => message) };
    if (result.value.type === 'refused') return { done: false, reasons: result.value.reasons };
    if (result.value.type !== 'published') return { done: false, reasons: [] };
    const { files, compared } = result.value;
    const id = randomUUID();
    this.#options.files.publish(id, files);
    const publication = await this.#options.db.transaction(async (tx) => {
      const made = await addPublication(tx, {
        id,
        budget: stored.id,
        revision: budget.revision,
        isDraft: draft,
        who: doer.who,
        files: files.map(({ path, bytes }) => ({ path, bytes: bytes.length })),
        compared,
      });
      // What was approved and is published as it was approved is published from now on.
      if (!draft)
        await takeStep(tx, stored.id, { kind: 'publish', revision: budget.revision, note: '', doer });
      await record(tx, doer, {
        action: 'budget.publish',
        subject: stored.id,
        subjectName: nameOf(stored),
        detail: { revision: String(budget.revision), draft: String(draft), publication: id },
      });
      return made;
    });
    return { done: true, publication };
  }

  /** The content of a published file, by its number in the list. */
  published(publication: string, file: number): Uint8Array | undefined {
    return this.#options.files.published(publication, file);
  }

  /** A budget with its rows. Where it changes between the two questions it is asked for again. */
  async #load(stored: StoredBudget): Promise<BudgetAtRevision> {
    let { revision, settings, id } = stored;
    for (;;) {
      const rows = await rowsOfBudget(this.#options.db, id);
      const now = await budgetById(this.#options.db, id);
      if (now === undefined || now.revision === revision) return { revision, typed: typedOf(settings, rows) };
      ({ revision, settings } = now);
    }
  }

  /** Asks once for a budget as it stands; what failed is tried again at the next question. */
  async #once(
    { known, most }: Kept,
    question: string,
    stored: StoredBudget,
    job: (budget: BudgetAtRevision) => BudgetJob,
  ): Promise<Result<BudgetAnswer>> {
    const key = `${stored.id} ${stored.revision} ${question}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const made = this.#behind(`${stored.id} ${question}`, async () =>
      this.#ask(job(await this.#load(stored)), stored),
    );
    known.set(key, made);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    const result = await made.catch((error: unknown) => {
      known.delete(key);
      throw error;
    });
    if (!result.ok) known.delete(key);
    return result;
  }

  /**
   * Works something out of which one is worked out at a time. Whoever asks meanwhile waits for the next one, which is one for all
   * of them: it begins with everything that was changed until then.
   */
  #behind(place: string, work: () => Promise<Result<BudgetAnswer>>): Promise<Result<BudgetAnswer>> {
    const begin = () => {
      const run = work();
      this.#running.set(place, run);
      const end = () => {
        if (this.#running.get(place) === run) this.#running.delete(place);
      };
      run.then(end, end);
      return run;
    };
    const running = this.#running.get(place);
    if (running === undefined) return begin();
    const waiting = this.#next.get(place);
    if (waiting !== undefined) return waiting;
    const next = () => {
      this.#next.delete(place);
      return begin();
    };
    const made = running.then(next, next);
    this.#next.set(place, made);
    return made;
  }

  #ask(job: BudgetJob, stored: StoredBudget): Promise<Result<BudgetAnswer>> {
    return this.#pool.ask(job, nameOf(stored));
  }
}
