import type { Conflict, Pending } from './draft.ts';

/** What is kept on this machine until the server has it. */
export interface Outbox {
  load(): { readonly pending: readonly Pending[]; readonly conflicts: readonly Conflict[] };
  /** False where this machine has no room: what is not saved would be lost with the page. */
  keep(pending: readonly Pending[], conflicts: readonly Conflict[]): boolean;
}

interface Kept extends Pending {
  readonly at: number;
}

/**
 * In the local storage, each change under a key of its own: two tabs of one budget do not overwrite what the other keeps. A
 * change that both find is sent by both and done once, by its id.
 *
 * @param user whose changes these are: another person on this machine does not send them
 */
export function localOutbox(storage: Storage, user: string, budget: string): Outbox {
  const prefix = `mingzhang.unsaved.${user}.${budget}.`;
  const conflictsKey = `mingzhang.conflicts.${user}.${budget}`;
  let known: ReadonlyMap<string, Pending> = new Map();
  let at = 0;
  return {
    load() {
      const kept = Array.from({ length: storage.length }, (_, index) => storage.key(index))
        .filter((key) => key?.startsWith(prefix))
        .flatMap((key) => parsed<Kept>(storage.getItem(key ?? '')))
        .sort((a, b) => a.at - b.at);
      const pending = kept.map(({ id, operations }) => ({ id, operations }));
      known = new Map(pending.map((one) => [one.id, one]));
      at = Math.max(Date.now(), ...kept.map((one) => one.at + 1));
      return { pending, conflicts: parsed<readonly Conflict[]>(storage.getItem(conflictsKey)).flat() };
    },
    keep(pending, conflicts) {
      const next = new Map(pending.map((one) => [one.id, one]));
      try {
        for (const one of pending) {
          if (!known.has(one.id)) storage.setItem(`${prefix}${one.id}`, JSON.stringify({ ...one, at: at++ }));
        }
        for (const id of known.keys()) if (!next.has(id)) storage.removeItem(`${prefix}${id}`);
        if (conflicts.length === 0) storage.removeItem(conflictsKey);
        else storage.setItem(conflictsKey, JSON.stringify(conflicts));
        known = next;
        return true;
      } catch {
        return false;
      }
    },
  };
}

/** What we wrote ourselves; nothing where something else did. */
function parsed<Value>(text: string | null): readonly Value[] {
  if (text === null) return [];
  try {
    // Only this module writes below these keys.
    return [JSON.parse(text) as Value];
  } catch {
    return [];
  }
}
