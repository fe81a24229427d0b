import { NO_PROJECT, type Space } from '../facts/space.ts';
import { type Entry, expenditureLines, isPayment } from '../ledger/entries.ts';
import { type ExecutionRow, sayReasons } from '../ledger/import-execution.ts';
import { sayYuan } from '../ledger/import-values.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { type Problem, problem, type Where } from '../messages/problem.ts';
import { say } from '../messages/say.ts';
import type { Fen } from '../money/amount.ts';
import { Course } from './course.ts';

/** What becomes of entries that are to be added to a ledger; every one is in one of the three lists, in their order. */
export interface Admission {
  /** New ones that the budget has room for. */
  readonly added: readonly Entry[];
  /** Those that the ledger, or an earlier line of the same file, has already. */
  readonly known: readonly Entry[];
  readonly refused: readonly { readonly entry: Entry; readonly problem: Problem }[];
  /** Of the added ones, what a person should look at. */
  readonly warnings: readonly Problem[];
}

/** Dimensions that make an entry the one it is; what the budget's lines add is left out, for they may be corrected. */
const IDENTITY = ['entity', 'function', 'economic', 'source', 'vintage', 'project'] as const;

/** A budget is held by unit, project (or none) and source: the grain at which money is granted. */
const HELD = ['entity', 'project', 'source'] as const;

/**
 * Sorts entries into new, known and refused. An entry with a voucher is known by it; where its number is known with other
 * contents, it is refused. Without a number it is known by its whole row, and equal rows by how many there are, so that a
 * file that overlaps with an earlier one adds only what is new, and the same file adds nothing. New ones are taken in the
 * order of their days, each held against what is left of the budget on its day and on every later one.
 *
 * @param space that of the ledger, for the names in messages
 * @param file the name of the file the entries come from
 */
export function admitEntries(
  ledger: Ledger,
  space: Space,
  entries: readonly Entry[],
  file: string,
): Admission {
  const { fresh, known, refused, warnings } = sortKnown(ledger.execution, entries, file);
  const fates = new Map<Entry, Problem | undefined>(refused);
  const holdings = new Holdings(ledger, space);
  for (const entry of inOrder(fresh)) fates.set(entry, holdings.take(entry, whereOf(entry, file)));
  const added = fresh.filter((entry) => fates.get(entry) === undefined);
  return {
    added,
    known,
    refused: entries.flatMap((entry) => {
      const reason = fates.get(entry);
      return reason === undefined ? [] : [{ entry, problem: reason }];
    }),
    warnings: [...warnings, ...openTransfers([...ledger.execution, ...added], added, file)],
  };
}

/** Where the entries of a ledger itself overdraw its budget, or more came back than was paid: they may be typed in. */
export function overdrawn(ledger: Ledger, space: Space): readonly Problem[] {
  return new Holdings(ledger, space).overdrawn();
}

/** Why a row is left out, by row; those that may be imported have no reason. */
export function reasonsOf(
  rows: readonly ExecutionRow[],
  { refused }: Admission,
): ReadonlyMap<ExecutionRow, string> {
  const messages = new Map(refused.map(({ entry, problem }) => [entry, problem.message]));
  return new Map(
    rows.flatMap((row) => {
      const reason = row.entry === undefined ? sayReasons(row) : messages.get(row.entry);
      return reason === undefined ? [] : [[row, reason] as const];
    }),
  );
}

/** Whether two lists hold the same entries, no more and no fewer, in whatever order. */
export function haveSameEntries(expected: readonly Entry[], found: readonly Entry[]): boolean {
  const nameOf = (entry: Entry) => `${entryContent(entry)} ${entry.voucher} ${entry.note}`;
  const counts = new Map<string, number>();
  for (const entry of expected) counts.set(nameOf(entry), (counts.get(nameOf(entry)) ?? 0) + 1);
  for (const entry of found) counts.set(nameOf(entry), (counts.get(nameOf(entry)) ?? 0) - 1);
  return [...counts.values()].every((count) => count === 0);
}

interface Sorted {
  readonly fresh: Entry[];
  readonly known: Entry[];
  readonly refused: [Entry, Problem][];
  readonly warnings: Problem[];
}

function sortKnown(existing: readonly Entry[], entries: readonly Entry[], file: string): Sorted {
  const vouchers = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const entry of existing) {
    const content = entryContent(entry);
    if (entry.voucher === '') counts.set(content, (counts.get(content) ?? 0) + 1);
    else vouchers.set(entry.voucher, (vouchers.get(entry.voucher) ?? new Set()).add(content));
  }
  const inFile = new Map<string, Entry>();
  const sorted: Sorted = { fresh: [], known: [], refused: [], warnings: [] };
  for (const entry of entries) {
    const content = entryContent(entry);
    const { voucher } = entry;
    if (voucher === '') {
      const left = counts.get(content) ?? 0;
      if (left > 0) counts.set(content, left - 1);
      (left > 0 ? sorted.known : sorted.fresh).push(entry);
      continue;
    }
    const there = vouchers.get(voucher);
    if (there !== undefined && !there.has(content)) {
      const params = { voucher };
      sorted.refused.push([
        entry,
        problem('execution.problem.voucherChanged', 'error', whereOf(entry, file), params),
      ]);
      continue;
    }
    const key = JSON.stringify([voucher, content]);
    const first = inFile.get(key);
    if (first === undefined) inFile.set(key, entry);
    else {
      const params = { voucher, first: whereOf(first, file).cell ?? '' };
      sorted.warnings.push(
        problem('execution.problem.voucherTwice', 'warning', whereOf(entry, file), params),
      );
    }
    (there !== undefined || first !== undefined ? sorted.known : sorted.fresh).push(entry);
  }
  return sorted;
}

/** The contents of a row; a remark on a voucher may be mended, among rows without one it tells them apart. */
export function entryContent({ type, date, at, value, voucher, note }: Entry): string {
  let content = `${type}\n${date}`;
  for (const dimension of IDENTITY) content += `\n${at[dimension] ?? ''}`;
  // A remark may hold anything, so it comes last; nothing before it has a line break.
  return `${content}\n${value}\n${voucher === '' ? note : ''}`;
}

/** By day; on one day the budget is raised before it is spent. */
function inOrder(entries: readonly Entry[]): readonly Entry[] {
  const rank = (entry: Entry) => (!isPayment(entry) && entry.value > 0n ? 0 : 1);
  return entries.toSorted((left, right) => compare(left.date, right.date) || rank(left) - rank(right));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** What one unit has for one project from one source. */
interface Holding {
  readonly budget: Fen;
  /** What is left, by the entries that are there. */
  readonly room: Course;
  /** What is paid, by the entries that are there. */
  readonly paid: Course;
  /** By how much entries taken since change what is left and what is paid. */
  roomTaken: Fen;
  paidTaken: Fen;
}

class Holdings {
  readonly #space: Space;
  readonly #holdings = new Map<string, Holding>();
  readonly #names = new Map<string, Entry['at']>();

  constructor(ledger: Ledger, space: Space) {
    this.#space = space;
    const budgets = new Map<string, Fen>();
    const rooms = new Map<string, Map<string, Fen>>();
    const paid = new Map<string, Map<string, Fen>>();
    for (const { at, value } of expenditureLines(ledger.facts)) {
      const key = this.#key(at);
      budgets.set(key, (budgets.get(key) ?? 0n) + value);
    }
    for (const entry of ledger.execution) {
      const key = this.#key(entry.at);
      if (!budgets.has(key)) budgets.set(key, 0n);
      addTo(rooms, key, entry.date, changeOfRoom(entry));
      if (isPayment(entry)) addTo(paid, key, entry.date, entry.value);
    }
    for (const [key, budget] of budgets) {
      this.#holdings.set(key, holding(budget, rooms.get(key), paid.get(key)));
    }
  }

  /** Takes an entry, or says why there is no room for it; entries come in the order of their days. */
  take(entry: Entry, where: Where): Problem | undefined {
    const key = this.#key(entry.at);
    const held = this.#holdings.get(key) ?? holding(0n);
    this.#holdings.set(key, held);
    const { date, value, type } = entry;
    const change = changeOfRoom(entry);
    const left = held.room.leastFrom(date) + held.roomTaken;
    const paid = held.paid.leastFrom(date) + held.paidTaken;
    const params = { ...this.#said(entry.at), left: sayYuan(left), budget: sayYuan(held.budget) };
    if (change < 0n && left + change < 0n) {
      return type === 'payment'
        ? problem('execution.problem.overBudget', 'error', where, { ...params, amount: sayYuan(value) })
        : problem('execution.problem.overReduced', 'error', where, { ...params, amount: sayYuan(-value) });
    }
    if (type === 'refund' && paid + value < 0n) {
      const said = { ...this.#said(entry.at), amount: sayYuan(-value), paid: sayYuan(paid) };
      return problem('execution.problem.refundTooLarge', 'error', where, said);
    }
    held.roomTaken += change;
    if (isPayment(entry)) held.paidTaken += value;
    return undefined;
  }

  overdrawn(): readonly Problem[] {
    return [...this.#holdings].flatMap(([key, { room, paid }]) => {
      const said = this.#said(this.#names.get(key) ?? {});
      const [over, back] = [room.firstBelow(), paid.firstBelow()];
      return [
        ...(over === undefined
          ? []
          : [
              problem(
                'execution.problem.overdrawn',
                'warning',
                {},
                {
                  ...said,
                  day: over.day,
                  amount: sayYuan(-over.balance),
                },
              ),
            ]),
        ...(back === undefined
          ? []
          : [
              problem(
                'execution.problem.overReturned',
                'warning',
                {},
                {
                  ...said,
                  day: back.day,
                  amount: sayYuan(-back.balance),
                },
              ),
            ]),
      ];
    });
  }

  #key(at: Entry['at']): string {
    let key = '';
    for (const dimension of HELD) key += `${at[dimension] ?? NO_PROJECT}|`;
    if (!this.#names.has(key)) this.#names.set(key, at);
    return key;
  }

  #said(at: Entry['at']): { readonly unit: string; readonly project: string; readonly source: string } {
    const label = (dimension: string, member: string) =>
      this.#space.get(dimension)?.labelOf(member) ?? member;
    const project = at.project ?? NO_PROJECT;
    return {
      unit: label('entity', at.entity ?? ''),
      project: project === NO_PROJECT ? say('execution.noProject') : label('project', project),
      source: label('source', at.source ?? ''),
    };
  }
}

function holding(
  budget: Fen,
  room: ReadonlyMap<string, Fen> = new Map(),
  paid: ReadonlyMap<string, Fen> = new Map(),
): Holding {
  return {
    budget,
    room: new Course(budget, room),
    paid: new Course(0n, paid),
    roomTaken: 0n,
    paidTaken: 0n,
  };
}

/** A payment takes of what is left, what comes back and what is granted gives. */
function changeOfRoom(entry: Entry): Fen {
  return isPayment(entry) ? -entry.value : entry.value;
}

function addTo(map: Map<string, Map<string, Fen>>, key: string, day: string, value: Fen): void {
  const days = map.get(key) ?? new Map<string, Fen>();
  map.set(key, days.set(day, (days.get(day) ?? 0n) + value));
}

/** A transfer takes as much as it gives: told by voucher, or by day where there is none. */
function openTransfers(all: readonly Entry[], added: readonly Entry[], file: string): readonly Problem[] {
  const nameOf = ({ voucher, date }: Entry) => (voucher === '' ? date : voucher);
  const sums = new Map<string, Fen>();
  for (const entry of all) {
    if (entry.type !== 'transfer') continue;
    sums.set(nameOf(entry), (sums.get(nameOf(entry)) ?? 0n) + entry.value);
  }
  const said = new Set<string>();
  return added.flatMap((entry) => {
    const name = nameOf(entry);
    const sum = sums.get(name) ?? 0n;
    if (entry.type !== 'transfer' || sum === 0n || said.has(name)) return [];
    said.add(name);
    const params = { name, amount: sayYuan(sum) };
    return [problem('execution.problem.transferOpen', 'warning', whereOf(entry, file), params)];
  });
}

function whereOf({ place }: Entry, file: string): Where {
  return place?.type === 'cell' ? { file, sheet: place.sheet, cell: place.cell } : { file };
}
