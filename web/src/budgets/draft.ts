import { budgetSettings } from '../../../src/server/contract/budget-names.ts';
import type { Change, Operation } from '../../../src/server/contract/budgets.ts';
import { applied, type Book, rowOf, type SettingName, textAt } from './book.ts';
import { portions, squashed, stillPossible } from './operations.ts';

/** A change of ours that the server has not acknowledged. */
export interface Pending {
  readonly id: string;
  readonly operations: readonly Operation[];
}

/**
 * A cell that somebody else changed meanwhile: what we wanted and what stands there, until a person has chosen. A setting of
 * the budget is one without a row.
 */
export interface Conflict {
  readonly row: string;
  readonly column: string;
  readonly mine: string;
  /** Absent where the row was deleted. */
  readonly theirs?: string;
  /** We wanted the whole row gone, of which somebody else has changed this cell since. */
  readonly deletes?: true;
  readonly who: string;
}

/** The conflict as the server tells it. */
export interface ToldConflict {
  readonly row?: string | undefined;
  readonly column?: string | undefined;
  readonly setting?: SettingName | undefined;
  readonly current?: string | undefined;
  readonly who: string;
}

/** What somebody did at once, taken back at once. */
export interface Step {
  readonly inverse: readonly Operation[];
  /** Where it was done, to be shown when it is taken back. */
  readonly sheet: string | undefined;
}

/**
 * A budget on a page: what the server has (`confirmed`), on top of it what we did and it has not acknowledged yet, and what is
 * only tried. `view` is all of them.
 */
export interface Draft {
  readonly confirmed: Book;
  readonly revision: number;
  readonly pending: readonly Pending[];
  /** Edits whose effect is looked at first; absent outside that mode. */
  readonly trial?: { readonly operations: readonly Operation[]; readonly steps: number };
  readonly view: Book;
  readonly conflicts: readonly Conflict[];
  readonly undo: readonly Step[];
  readonly redo: readonly Step[];
  /** Changes of others since the page was opened, by cell and row: who was last. */
  readonly others: ReadonlyMap<string, string>;
}

export function openedDraft(
  confirmed: Book,
  revision: number,
  kept: { readonly pending: readonly Pending[]; readonly conflicts: readonly Conflict[] },
): Draft {
  return {
    confirmed,
    revision,
    pending: kept.pending,
    view: viewOf(confirmed, kept.pending, []),
    conflicts: kept.conflicts,
    undo: [],
    redo: [],
    others: new Map(),
  };
}

function viewOf(confirmed: Book, pending: readonly Pending[], trial: readonly Operation[]): Book {
  const operations = [...pending.flatMap((one) => one.operations), ...trial];
  return operations.length === 0 ? confirmed : applied(confirmed, operations).book;
}

const MOST_STEPS = 500;

/** Something is done: at once in view, to be sent unless it is only tried. */
export function edited(
  draft: Draft,
  operations: readonly Operation[],
  sheet: string | undefined,
  makeId: () => string,
): Draft {
  if (operations.length === 0) return draft;
  const { draft: next, inverse } = done(draft, operations, makeId);
  return { ...next, undo: [...draft.undo, { inverse, sheet }].slice(-MOST_STEPS), redo: [] };
}

function done(draft: Draft, operations: readonly Operation[], makeId: () => string) {
  const { book, inverse } = applied(draft.view, operations);
  const next: Draft =
    draft.trial === undefined
      ? {
          ...draft,
          view: book,
          pending: [
            ...draft.pending,
            ...portions(operations).map((some) => ({ id: makeId(), operations: some })),
          ],
        }
      : {
          ...draft,
          view: book,
          trial: { ...draft.trial, operations: [...draft.trial.operations, ...operations] },
        };
  return { draft: next, inverse };
}

/** What was taken back or done again: how much of it could not be, because somebody else was there since. */
export interface Undone {
  readonly draft: Draft;
  readonly step: Step | undefined;
  readonly operations: readonly Operation[];
  readonly left: number;
}

/** Takes the last step back, or does again what was taken back last. */
export function stepped(draft: Draft, from: 'undo' | 'redo', makeId: () => string): Undone {
  const step = draft[from].at(-1);
  // What was done before the mode began is saved, and is not taken back inside it.
  if (step === undefined || (from === 'undo' && draft.undo.length <= (draft.trial?.steps ?? 0)))
    return { draft, step: undefined, operations: [], left: 0 };
  const operations = stillPossible(step.inverse, draft.view);
  const left = step.inverse.length - operations.length;
  const rest = draft[from].slice(0, -1);
  if (operations.length === 0) return { draft: { ...draft, [from]: rest }, step, operations, left };
  const { draft: next, inverse } = done(draft, operations, makeId);
  const back: Step = { inverse, sheet: step.sheet };
  const to = from === 'undo' ? 'redo' : 'undo';
  return { draft: { ...next, [from]: rest, [to]: [...draft[to], back] }, step, operations, left };
}

/** What became of changes that the server made. */
export interface Received {
  readonly draft: Draft;
  /** Whether a change is missing in between, or was about something unknown: the budget has to be fetched anew. */
  readonly outOfStep: boolean;
}

/** Changes that the server made, ours and those of others, in their order. Those that are known already are passed over. */
export function received(draft: Draft, changes: readonly Change[]): Received {
  let { confirmed, revision, pending } = draft;
  const others = new Map(draft.others);
  let foreign = false;
  for (const change of changes) {
    const own = pending.some(({ id }) => id === change.id);
    if (change.revision <= revision) {
      pending = own ? pending.filter(({ id }) => id !== change.id) : pending;
      continue;
    }
    if (change.revision !== revision + 1) return { draft, outOfStep: true };
    const result = applied(confirmed, change.operations);
    if (!result.complete) return { draft, outOfStep: true };
    confirmed = result.book;
    revision = change.revision;
    if (own) {
      // Not the first in line: what stands before it came after it.
      foreign ||= pending[0]?.id !== change.id;
      pending = pending.filter(({ id }) => id !== change.id);
    } else {
      foreign = true;
      for (const operation of change.operations) noteOther(others, operation, change.who);
    }
  }
  const view = foreign ? viewOf(confirmed, pending, draft.trial?.operations ?? []) : draft.view;
  return {
    draft: { ...draft, confirmed, revision, pending, view, others: foreign ? others : draft.others },
    outOfStep: false,
  };
}

function noteOther(others: Map<string, string>, operation: Operation, who: string): void {
  if (operation.type === 'set') others.set(`${operation.row} ${operation.column}`, who);
  else if (operation.type === 'insert') others.set(operation.row, who);
}

/** The budget as it was fetched anew; what is not acknowledged stays on top of it. */
export function reloaded(draft: Draft, confirmed: Book, revision: number): Draft {
  const view = viewOf(confirmed, draft.pending, draft.trial?.operations ?? []);
  return { ...draft, confirmed, revision, view };
}

/**
 * The server made nothing of a change because of conflicts. What is in conflict waits for a person; everything else of it is
 * sent again under a new id, in its place.
 */
export function conflicted(
  draft: Draft,
  change: string,
  told: readonly ToldConflict[],
  makeId: () => string,
): Draft {
  const cells = new Map(
    told.flatMap((one) => (one.row === undefined ? [] : [[`${one.row} ${one.column ?? ''}`, one] as const])),
  );
  const rowsGone = new Map(
    told.flatMap((one) =>
      one.row !== undefined && one.current === undefined ? [[one.row, one] as const] : [],
    ),
  );
  const changedRows = new Map(
    told
      .toReversed()
      .flatMap((one) =>
        one.row !== undefined && one.current !== undefined ? [[one.row, one] as const] : [],
      ),
  );
  const settings = new Map(
    told.flatMap((one) => (one.setting === undefined ? [] : [[one.setting, one] as const])),
  );
  const toldOf = (operation: Operation): ToldConflict | undefined =>
    operation.type === 'set'
      ? (cells.get(`${operation.row} ${operation.column}`) ?? rowsGone.get(operation.row))
      : undefined;
  const wanted = new Map<string, Conflict>();
  const keep = (operation: Operation): boolean => {
    if (operation.type === 'setting') {
      const { setting: column, to: mine } = operation;
      const found = settings.get(column);
      if (found === undefined) return true;
      wanted.set(` ${column}`, { row: '', column, mine, theirs: found.current ?? '', who: found.who });
      return false;
    }
    const since = operation.type === 'delete' ? changedRows.get(operation.row) : undefined;
    if (since !== undefined) {
      const { row = '', column = '', current: theirs = '', who } = since;
      wanted.set(`${row} ${column}`, { row, column, mine: '', theirs, deletes: true, who });
      return false;
    }
    if (operation.type === 'delete' || operation.type === 'restore') {
      // The row is gone, or back, already: nothing is left to do.
      return !rowsGone.has(operation.row) && !cells.has(`${operation.row} `);
    }
    const found = toldOf(operation);
    if (operation.type !== 'set' || found === undefined) return true;
    const { row, column, to } = operation;
    const { current, who } = found;
    wanted.set(`${row} ${column}`, {
      row,
      column,
      mine: to,
      ...(current === undefined ? {} : { theirs: current }),
      who,
    });
    return false;
  };
  const pending = draft.pending.flatMap((one): Pending[] => {
    const operations = one.operations.filter(keep);
    if (operations.length === 0) return [];
    return [
      { id: one.id === change || operations.length < one.operations.length ? makeId() : one.id, operations },
    ];
  });
  // Both wanted the same: there is nothing to choose.
  const asked = [...wanted.values()].filter(({ mine, theirs, deletes }) => deletes || mine !== theirs);
  const conflicts = [
    ...draft.conflicts.filter(({ row, column }) => !wanted.has(`${row} ${column}`)),
    ...asked,
  ];
  return {
    ...draft,
    pending,
    conflicts,
    view: viewOf(draft.confirmed, pending, draft.trial?.operations ?? []),
  };
}

/** A person has chosen: ours is set from what stands there now, theirs stays. */
export function chosen(
  draft: Draft,
  { row, column, mine, theirs, deletes }: Conflict,
  choice: 'mine' | 'theirs',
  makeId: () => string,
): Draft {
  const rest = {
    ...draft,
    conflicts: draft.conflicts.filter((one) => one.row !== row || one.column !== column),
  };
  if (choice === 'theirs') return rest;
  if (deletes) {
    const seen = rowOf(draft.view, row)?.cells ?? {};
    const operation: Operation = { type: 'delete', row, seen };
    return edited(rest, stillPossible([operation], draft.view), draft.view.sheetOf.get(row), makeId);
  }
  if (row === '') {
    const setting = budgetSettings.find((one) => one === column);
    if (setting === undefined) return rest;
    const from = draft.view.settings[setting] ?? '';
    return edited(rest, [{ type: 'setting', setting, from, to: mine }], undefined, makeId);
  }
  const set: Operation = { type: 'set', row, column, from: textAt(draft.view, row, column), to: mine };
  const operations: readonly Operation[] = theirs === undefined ? [{ type: 'restore', row }, set] : [set];
  return edited(rest, stillNeeded(operations, draft.view), draft.view.sheetOf.get(row), makeId);
}

function stillNeeded(operations: readonly Operation[], book: Book): readonly Operation[] {
  return operations.filter(
    (one) =>
      (one.type !== 'restore' || stillPossible([one], book).length > 0) &&
      (one.type !== 'set' || one.from !== one.to),
  );
}

/** From now on, edits are only tried. */
export function trialBegun(draft: Draft): Draft {
  return { ...draft, trial: { operations: [], steps: draft.undo.length }, redo: [] };
}

/** Ends that mode: what was tried is to be saved, or is gone. */
export function trialEnded(draft: Draft, accepted: boolean, makeId: () => string): Draft {
  const { trial, ...rest } = draft;
  if (trial === undefined) return draft;
  if (!accepted)
    return {
      ...rest,
      view: viewOf(draft.confirmed, draft.pending, []),
      undo: draft.undo.slice(0, trial.steps),
      redo: [],
    };
  const added = portions(squashed(trial.operations)).map((operations) => ({ id: makeId(), operations }));
  return { ...rest, pending: [...draft.pending, ...added] };
}

/** Gives up what the server would not take. */
export function givenUp(draft: Draft): Draft {
  return {
    ...draft,
    pending: [],
    view: viewOf(draft.confirmed, [], draft.trial?.operations ?? []),
    undo: [],
    redo: [],
  };
}
