import { randomUUID } from 'node:crypto';
import type { PlacedQuestion } from '../ledger/from-rows.ts';
import type { TypedBudget } from '../ledger/typed.ts';
import type { Problem, Result } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { BudgetAnswer, ReadSource, Wishes } from './budget-worker.ts';
import type { Drafting } from './contract/drafting.ts';

/** A document that a budget is to be begun from. */
export interface DraftSource {
  readonly name: string;
  /** Reads it in a thread; `onPage` is told how far it is. */
  read(onPage: (page: number, pages: number) => void): Promise<Result<BudgetAnswer>>;
}

/** What was made of documents, before it is kept. */
export interface MadeDraft {
  readonly typed: TypedBudget;
  readonly filled: string;
  readonly questions: readonly PlacedQuestion[];
  readonly sources: readonly string[];
}

/** What somebody asks for, and what is done with it once it is made. */
export interface DraftOrder {
  /** Whose it is: nobody else is told of it. */
  readonly owner: string | undefined;
  readonly sources: readonly DraftSource[];
  readonly wishes: Wishes;
  /** Keeps it, and says under which id. */
  readonly keep: (made: MadeDraft) => Promise<string>;
}

interface Entry {
  readonly owner: string | undefined;
  now: Drafting;
}

/** So many are being made or waiting at once. */
const MOST_WORKING = 20;
/** How long one that is done is told of, in milliseconds. */
const TOLD_MS = 600_000;

/** Budgets that are being begun from documents: each reads its documents in turn, then drafts. */
export class Draftings {
  readonly #entries = new Map<string, Entry>();
  readonly #draft: (given: readonly ReadSource[], wishes: Wishes) => Promise<Result<BudgetAnswer>>;
  readonly #onError: (error: unknown) => void;

  constructor(
    draft: (given: readonly ReadSource[], wishes: Wishes) => Promise<Result<BudgetAnswer>>,
    onError: (error: unknown) => void,
  ) {
    this.#draft = draft;
    this.#onError = onError;
  }

  /** Begins one; undefined where too many are being made. */
  begin(order: DraftOrder): Drafting | undefined {
    const working = [...this.#entries.values()].filter(({ now }) => now.state === 'working');
    if (working.length >= MOST_WORKING) return undefined;
    const id = randomUUID();
    const files = order.sources.map(({ name }) => ({ name, state: 'waiting' as const }));
    const entry: Entry = { owner: order.owner, now: { id, state: 'working', files, problems: [] } };
    this.#entries.set(id, entry);
    void this.#make(entry, order)
      .catch((error: unknown) => {
        this.#onError(error);
        entry.now = { ...entry.now, state: 'failed', problems: [say('server.unexpected', { id })] };
      })
      .finally(() => setTimeout(() => this.#entries.delete(id), TOLD_MS).unref());
    return entry.now;
  }

  /** How far one is; undefined where there is none, or it is somebody else's. */
  find(id: string, owner: string | undefined): Drafting | undefined {
    const entry = this.#entries.get(id);
    return entry !== undefined && entry.owner === owner ? entry.now : undefined;
  }

  async #make(entry: Entry, { sources, wishes, keep }: DraftOrder): Promise<void> {
    const given: ReadSource[] = [];
    const file = (index: number, change: Partial<Drafting['files'][number]>) => {
      const files = entry.now.files.map((one, at) => (at === index ? { ...one, ...change } : one));
      entry.now = { ...entry.now, files };
    };
    for (const [index, source] of sources.entries()) {
      file(index, { state: 'reading' });
      const read = await source.read((page, pages) => file(index, { page, pages }));
      if (read.ok && read.value.type === 'read') {
        given.push(read.value.source);
        file(index, { state: 'read', message: read.value.source.says });
      } else file(index, { state: 'failed', message: said(read.problems)[0] ?? '' });
    }
    const unread = sources.length - given.length;
    if (unread > 0) return fails(entry, [say('server.draft.unread', { count: unread })]);
    const made = await this.#draft(given, wishes);
    if (!made.ok || made.value.type !== 'drafted') return fails(entry, said(made.problems));
    const { typed, filled, questions } = made.value;
    const budget = await keep({ typed, filled, questions, sources: given.map(({ says }) => says) });
    entry.now = { ...entry.now, state: 'done', problems: said(made.problems), budget };
  }
}

function fails(entry: Entry, problems: string[]): void {
  entry.now = { ...entry.now, state: 'failed', problems };
}

function said(problems: readonly Problem[]): string[] {
  return problems.map(({ message }) => message);
}
