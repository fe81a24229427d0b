/** How many failures of a kind are let pass in a time, after which attempts wait for its end. */
interface Allowance {
  readonly failures: number;
  readonly milliseconds: number;
}

const QUARTER = 15 * 60_000;
/** A person who has forgotten; somebody who guesses at one account from many machines; at many accounts from one. */
const ALLOWANCES = {
  pair: { failures: 5, milliseconds: QUARTER },
  login: { failures: 30, milliseconds: QUARTER },
  address: { failures: 60, milliseconds: QUARTER },
} as const satisfies Record<string, Allowance>;
/** More are not remembered: the oldest are forgotten first. */
const MOST_KEYS = 50_000;

interface Count {
  failures: number;
  readonly until: number;
}

/** Counts failed attempts to sign in, by account and address, in memory. Attempts count as failed until they succeed. */
export class SignInGuard {
  readonly #counts = new Map<string, Count>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Begins an attempt; how many seconds to wait where it is one too many. Call {@link succeed} once it succeeded. */
  begin(login: string, address: string): { readonly wait: number } | undefined {
    const now = this.#now();
    const keys = keysOf(login, address);
    const waits = keys.flatMap(({ key, allowance }) => {
      const count = this.#counts.get(key);
      return count !== undefined && count.until > now && count.failures >= allowance.failures
        ? [count.until - now]
        : [];
    });
    if (waits.length > 0) return { wait: Math.ceil(Math.max(...waits) / 1000) };
    for (const { key, allowance } of keys) {
      const count = this.#counts.get(key);
      if (count !== undefined && count.until > now) count.failures += 1;
      else {
        this.#counts.delete(key);
        this.#counts.set(key, { failures: 1, until: now + allowance.milliseconds });
      }
    }
    for (const key of this.#counts.keys()) {
      if (this.#counts.size <= MOST_KEYS) break;
      this.#counts.delete(key);
    }
    return undefined;
  }

  /** The attempt succeeded: it counts nowhere, and the failures of this account from this address are forgotten. */
  succeed(login: string, address: string): void {
    for (const { key, kind } of keysOf(login, address)) {
      const count = this.#counts.get(key);
      if (count === undefined) continue;
      if (kind === 'pair') this.#counts.delete(key);
      else count.failures = Math.max(0, count.failures - 1);
    }
  }
}

function keysOf(login: string, address: string) {
  const texts = { pair: JSON.stringify([login, address]), login, address };
  return (['pair', 'login', 'address'] as const).map((kind) => ({
    kind,
    key: `${kind} ${texts[kind]}`,
    allowance: ALLOWANCES[kind],
  }));
}
