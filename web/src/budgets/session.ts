import type { Change, Operation } from '../../../src/server/contract/budgets.ts';
import { RequestFailed, sayFailure } from '../api/request.ts';
import type { Book } from './book.ts';
import {
  type Conflict,
  chosen,
  conflicted,
  type Draft,
  edited,
  givenUp,
  openedDraft,
  type Pending,
  received,
  reloaded,
  stepped,
  type ToldConflict,
  trialBegun,
  trialEnded,
  type Undone,
} from './draft.ts';
import type { Outbox } from './outbox.ts';

export type Answer =
  | { readonly done: true; readonly change: Change }
  | { readonly done: false; readonly conflicts: readonly ToldConflict[] };

/** What a session asks the server. */
export interface Remote {
  send(change: Pending): Promise<Answer>;
  changesSince(revision: number): Promise<{ readonly changes: readonly Change[]; readonly revision: number }>;
  load(): Promise<{ readonly book: Book; readonly revision: number }>;
}

/** How saving stands. `refused`: the server will not take it, and says why; a person decides. */
export type Saving =
  | { readonly state: 'saved' | 'saving' | 'offline' }
  | { readonly state: 'refused'; readonly message: string };

export interface SessionState {
  readonly draft: Draft;
  readonly saving: Saving;
  /** Whether what is not saved is kept on this machine. */
  readonly kept: boolean;
}

/** Times in milliseconds: until something is sent again, at first and at most, and between questions for changes. */
export interface Timing {
  readonly retry: number;
  readonly mostRetry: number;
  readonly poll: number;
  readonly pollHidden: number;
}

const TIMING: Timing = { retry: 1_000, mostRetry: 15_000, poll: 2_500, pollHidden: 20_000 };

/**
 * A budget that is being worked on: sends what is done, in order and one change at a time, keeps what is not acknowledged,
 * fetches what others do. The decisions are those of draft.ts; here is only when.
 */
export class BudgetSession {
  #state: SessionState;
  readonly #remote: Remote;
  readonly #outbox: Outbox;
  readonly #makeId: () => string;
  readonly #timing: Timing;
  readonly #listeners = new Set<() => void>();
  #sending = false;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #pollTimer: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  constructor(
    opened: { readonly book: Book; readonly revision: number },
    parts: {
      readonly remote: Remote;
      readonly outbox: Outbox;
      readonly makeId: () => string;
      readonly timing?: Timing;
    },
  ) {
    this.#remote = parts.remote;
    this.#outbox = parts.outbox;
    this.#makeId = parts.makeId;
    this.#timing = parts.timing ?? TIMING;
    const draft = openedDraft(opened.book, opened.revision, parts.outbox.load());
    this.#state = { draft, saving: savingOf(draft), kept: true };
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): SessionState => this.#state;

  /** Begins to send and to ask; gives what ends it. */
  start(): () => void {
    this.#running = true;
    this.#send();
    this.#pollLater();
    return () => {
      this.#running = false;
      clearTimeout(this.#timer);
      clearTimeout(this.#pollTimer);
    };
  }

  edit(operations: readonly Operation[], sheet?: string): void {
    this.#change(edited(this.#state.draft, operations, sheet, this.#makeId));
  }

  step(from: 'undo' | 'redo'): Undone {
    const undone = stepped(this.#state.draft, from, this.#makeId);
    this.#change(undone.draft);
    return undone;
  }

  choose(conflict: Conflict, choice: 'mine' | 'theirs'): void {
    this.#change(chosen(this.#state.draft, conflict, choice, this.#makeId));
  }

  beginTrial(): void {
    this.#change(trialBegun(this.#state.draft));
  }

  endTrial(accepted: boolean): void {
    this.#change(trialEnded(this.#state.draft, accepted, this.#makeId));
  }

  /** Sends again at once what the line or the server would not take. */
  retry(): void {
    this.#failures = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#set({ saving: savingOf(this.#state.draft) });
    this.#send();
  }

  giveUp(): void {
    this.#set({ saving: { state: 'saved' } });
    this.#change(givenUp(this.#state.draft));
    void this.#refresh();
  }

  #change(draft: Draft): void {
    if (draft === this.#state.draft) return;
    const isKnown =
      draft.pending === this.#state.draft.pending && draft.conflicts === this.#state.draft.conflicts;
    const kept = isKnown ? this.#state.kept : this.#outbox.keep(draft.pending, draft.conflicts);
    const { saving } = this.#state;
    const goesOn = saving.state === 'offline' || saving.state === 'refused';
    this.#set({ draft, kept, saving: goesOn && draft.pending.length > 0 ? saving : savingOf(draft) });
    this.#send();
  }

  #set(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }

  #send(): void {
    const [first] = this.#state.draft.pending;
    const isWaiting = this.#timer !== undefined || this.#state.saving.state === 'refused';
    if (!this.#running || this.#sending || isWaiting || first === undefined) return;
    this.#sending = true;
    void this.#remote
      .send(first)
      .then((answer) => this.#answered(first, answer))
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#sending = false;
        this.#send();
      });
  }

  async #answered(sent: Pending, answer: Answer): Promise<void> {
    this.#failures = 0;
    this.#set({ saving: savingOf(this.#state.draft) });
    if (answer.done) {
      await this.#receive([answer.change]);
      return;
    }
    // What stands there now is part of what others did: it is fetched first, so that the page shows it.
    await this.#refresh();
    this.#change(conflicted(this.#state.draft, sent.id, answer.conflicts, this.#makeId));
  }

  #failed(error: unknown): void {
    if (isFinal(error)) {
      this.#set({ saving: { state: 'refused', message: sayFailure(error) } });
      return;
    }
    const wait = Math.min(this.#timing.mostRetry, this.#timing.retry * 2 ** this.#failures);
    this.#failures += 1;
    this.#set({ saving: { state: 'offline' } });
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, wait);
  }

  async #receive(changes: readonly Change[]): Promise<void> {
    const { draft, outOfStep } = received(this.#state.draft, changes);
    if (!outOfStep) {
      this.#change(draft);
      return;
    }
    const more = await this.#remote.changesSince(this.#state.draft.revision);
    const again = received(this.#state.draft, more.changes);
    if (!again.outOfStep) {
      this.#change(again.draft);
      return;
    }
    const { book, revision } = await this.#remote.load();
    const done = new Set([...changes, ...more.changes].map(({ id }) => id));
    const { draft: now } = this.#state;
    const pending = now.pending.filter(({ id }) => !done.has(id));
    this.#change(reloaded({ ...now, pending }, book, revision));
  }

  /** Fetches what others did since. */
  async #refresh(): Promise<void> {
    const { changes } = await this.#remote.changesSince(this.#state.draft.revision);
    if (changes.length > 0) await this.#receive(changes);
  }

  #pollLater(): void {
    const hidden = typeof document !== 'undefined' && document.hidden;
    this.#pollTimer = setTimeout(
      () => {
        void this.#refresh()
          .then(() => {
            // The line is back.
            if (this.#state.saving.state === 'offline') this.retry();
          })
          .catch(() => undefined)
          .finally(() => {
            if (this.#running) this.#pollLater();
          });
      },
      hidden ? this.#timing.pollHidden : this.#timing.poll,
    );
  }
}

function savingOf({ pending }: Draft): Saving {
  return { state: pending.length === 0 ? 'saved' : 'saving' };
}

/** Whether the server has said no, and would again. */
function isFinal(error: unknown): boolean {
  return (
    error instanceof RequestFailed &&
    error.status >= 400 &&
    error.status < 500 &&
    error.status !== 408 &&
    error.status !== 429
  );
}
