import { lightestHitting } from './hitting.ts';
import type { Outcome } from './law.ts';
import { outcomesOf } from './outcome.ts';
import { type Propagation, propagate, type Settled } from './propagate.ts';
import { type Change, changesOf, likenessOf, standing } from './repair.ts';
import { leastWeight, ONE, type Suspects, suspectsOf, weigh } from './suspects.ts';
import { type Print, printsOf, type System, variablesOf } from './system.ts';

/** Laws of a document that cannot all be true, with what would make them so: one root cause as far as anyone can tell. */
export interface Conflict {
  /** The laws that break, by their number in the system. */
  readonly constraints: readonly number[];
  /** Coordinates printed with values that exclude each other. */
  readonly variables: readonly number[];
  /** The smallest changes that satisfy every law, the likeliest slip first. */
  readonly repairs: readonly Repair[];
}

/** Numbers to change together, each with what it should be. */
export interface Repair {
  readonly changes: readonly Change[];
  /** Comparisons of the text that are wrong by themselves, or with the numbers. */
  readonly said: readonly Saying[];
  /** How much it looks like slips, 0 to 1. */
  readonly likeness: number;
}

/** A comparison to change, with the two numbers as they should be, in base units, where they are known. */
export interface Saying {
  readonly constraint: number;
  readonly of: bigint | undefined;
  readonly from: bigint | undefined;
}

/** Everything in a document that cannot be true at once, one conflict for each root cause. */
export interface Localisation {
  readonly conflicts: readonly Conflict[];
  /** Whether so much breaks that not everything was taken apart: the document was misread, or is no document. */
  readonly isCut: boolean;
}

/** So many contradictions are taken apart; more means that the document was misread. */
const MOST_CORES = 120;
/** Alternatives to a number are tried for so many others at most. */
const MOST_ALTERNATIVES = 200;

/**
 * Which numbers are wrong: the error localisation of Fellegi and Holt, by hitting sets. Each contradiction names the
 * numbers that cannot all be right (its core); the lightest set of numbers that has one of every core is taken out, and
 * everything else is asked again. Where that contradicts itself, too, it is one more core; where it does not, the set is
 * a smallest repair, proved so in exact arithmetic.
 */
export function localise(system: System, outcomes: readonly Outcome[] = outcomesOf(system)): Localisation {
  const suspects = suspectsOf(system);
  const isBroken = (constraint: number) => outcomes[constraint] === 'broken';
  const cores: Core[] = [...printedCores(system, suspects, isBroken)];
  const isCut = cores.length > MOST_CORES;
  cores.splice(MOST_CORES);
  for (;;) {
    const chosen = lightest(system, suspects, cores);
    const result = propagate(system, leaving(suspects, chosen));
    const solved: Solved = { system, outcomes, suspects, cores, chosen };
    if (result.consistent) return { conflicts: conflictsOf(solved, result.settled), isCut };
    if (cores.length >= MOST_CORES) {
      const settled = propagate(
        system,
        leaving(suspects, [...new Set(cores.flatMap((core) => core.suspects))]),
      );
      const bounds = settled.consistent ? settled.settled : { low: [], high: [] };
      return { conflicts: conflictsOf(solved, bounds), isCut: true };
    }
    cores.push(coreOf(suspects, result));
  }
}

/** Suspects that cannot all be right. */
interface Core {
  readonly suspects: readonly number[];
  readonly constraints: readonly number[];
  /** The coordinate, where it is one that is printed with several values. */
  readonly variable: number | undefined;
}

/** What breaks as it is printed: coordinates with values that exclude each other, and laws that break by themselves. */
function printedCores(
  system: System,
  { all, ofPrint, ofSaid }: Suspects,
  isBroken: (constraint: number) => boolean,
): readonly Core[] {
  const byVariable = new Map<number, number[]>();
  for (const one of all) {
    if (one.type !== 'number') continue;
    const known = byVariable.get(one.variable);
    if (known === undefined) byVariable.set(one.variable, [one.id]);
    else known.push(one.id);
  }
  const twice = [...byVariable].flatMap(([variable, ids]) =>
    pairsOf(ids.slice(0, MOST_VALUES)).map((suspects): Core => ({ suspects, constraints: [], variable })),
  );
  const alone = system.constraints.flatMap((constraint, index): readonly Core[] => {
    if (!isBroken(index)) return [];
    const prints = variablesOf(constraint).flatMap((variable) =>
      printsOf(system, variable, constraint.table),
    );
    const ids = new Set(prints.flatMap((print) => ofPrint.get(print) ?? []));
    const said = ofSaid.get(index);
    if (said !== undefined) ids.add(said);
    return [{ suspects: [...ids], constraints: [index], variable: undefined }];
  });
  return [...twice, ...alone];
}

/** Of one coordinate so many values are held against each other; no document prints more. */
const MOST_VALUES = 16;

function pairsOf(ids: readonly number[]): readonly (readonly [number, number])[] {
  return ids.flatMap((id, index) => ids.slice(0, index).map((other) => [other, id] as const));
}

function coreOf({ ofPrint, ofSaid }: Suspects, result: Extract<Propagation, { consistent: false }>): Core {
  const { prints, constraints } = result.core;
  const ids = new Set([
    ...prints.flatMap((print) => ofPrint.get(print) ?? []),
    ...constraints.flatMap((constraint) => ofSaid.get(constraint) ?? []),
  ]);
  return { suspects: [...ids], constraints, variable: undefined };
}

/** The lightest suspects with one of every core, found for each set of cores that share suspects by itself. */
function lightest(system: System, { all }: Suspects, cores: readonly Core[]): readonly number[] {
  const of = (ids: readonly number[]) => ids.flatMap((id) => all[id] ?? []);
  const least = (id: number) => Math.min(...of([id]).map(leastWeight));
  return connected(cores.map((core) => core.suspects)).flatMap((sets) =>
    lightestHitting(sets, (ids) => weigh(system, of(ids)), least),
  );
}

/** Sets in groups that share no member with one another. */
function connected(sets: readonly (readonly number[])[]): readonly (readonly (readonly number[])[])[] {
  const groups = new Groups();
  for (const [first, ...others] of sets)
    if (first !== undefined) for (const other of others) groups.join(first, other);
  const found = new Map<number, (readonly number[])[]>();
  for (const set of sets) {
    const [first] = set;
    if (first === undefined) continue;
    const root = groups.of(first);
    const known = found.get(root);
    if (known === undefined) found.set(root, [set]);
    else known.push(set);
  }
  return [...found.values()];
}

/** Things that were joined belong together (union–find). */
class Groups {
  readonly #parent = new Map<number, number>();

  of(one: number): number {
    let root = one;
    for (let up = this.#parent.get(root); up !== undefined && up !== root; up = this.#parent.get(root))
      root = up;
    this.#parent.set(one, root);
    return root;
  }

  join(a: number, b: number): void {
    this.#parent.set(this.of(a), this.of(b));
  }
}

/** What is left out where some suspects say nothing. */
function leaving({ all }: Suspects, ids: readonly number[]) {
  const silent = new Set<Print>();
  const dropped = new Set<number>();
  for (const id of ids) {
    const one = all[id];
    if (one?.type === 'number') for (const print of one.prints) silent.add(print);
    if (one?.type === 'said') dropped.add(one.constraint);
  }
  return { silent, dropped };
}

/** A system with the lightest suspects that leave it without a contradiction. */
interface Solved {
  readonly system: System;
  readonly outcomes: readonly Outcome[];
  readonly suspects: Suspects;
  readonly cores: readonly Core[];
  readonly chosen: readonly number[];
}

/** One conflict for each root cause among the suspects chosen, with every equally small repair. */
function conflictsOf(
  { system, suspects, outcomes, cores, chosen }: Solved,
  settled: Settled,
): readonly Conflict[] {
  if (chosen.length === 0) return [];
  const trial = new Trial(system, suspects, cores, chosen);
  const taken = new Set<Core>();
  return rootCauses(system, suspects, outcomes, chosen).map((cause) => {
    const own = cores.filter((core) => !taken.has(core) && core.suspects.some((id) => cause.includes(id)));
    for (const core of own) taken.add(core);
    const printed = own.flatMap(({ constraints }) =>
      constraints.filter((index) => outcomes[index] === 'broken'),
    );
    const variables = own.flatMap(({ variable }) => variable ?? []);
    // Laws that hold one by one and not together are all named.
    const together = own.flatMap(({ constraints }) => constraints);
    const constraints = printed.length + variables.length > 0 ? printed : together;
    return {
      constraints: [...new Set(constraints)],
      variables: [...new Set(variables)],
      repairs: trial.repairs(cause, settled),
    };
  });
}

/**
 * Suspects that one mistake explains: where a law holds as it is printed and two of its numbers have to change, one
 * follows from the other (a total that was added up from a wrong part, a rate that was reckoned from a wrong amount).
 */
function rootCauses(
  system: System,
  { all }: Suspects,
  outcomes: readonly Outcome[],
  chosen: readonly number[],
): readonly (readonly number[])[] {
  const groups = new Groups();
  const first = new Map<string, number>();
  const link = (key: string, id: number) => {
    const known = first.get(key);
    if (known === undefined) first.set(key, id);
    else groups.join(known, id);
  };
  for (const id of chosen) {
    const one = all[id];
    if (one === undefined) continue;
    groups.join(id, id);
    if (one.type === 'said') {
      link(`law ${one.constraint}`, id);
      continue;
    }
    link(`value ${one.variable}`, id);
    for (const index of system.of[one.variable] ?? []) {
      const constraint = system.constraints[index];
      if (constraint === undefined) continue;
      const isOwn = printsOf(system, one.variable, constraint.table).some((print) =>
        one.prints.includes(print),
      );
      const outcome = isOwn ? outcomes[index] : 'broken';
      if (outcome === 'agrees' || outcome === 'rounding') link(`law ${index}`, id);
    }
  }
  const found = new Map<number, number[]>();
  for (const id of chosen) {
    const root = groups.of(id);
    const known = found.get(root);
    if (known === undefined) found.set(root, [id]);
    else known.push(id);
  }
  return [...found.values()];
}

/** Tries other suspects in place of those chosen, from bounds that were settled without any of them. */
class Trial {
  readonly #system: System;
  readonly #suspects: Suspects;
  readonly #cores: readonly Core[];
  readonly #chosen: readonly number[];
  readonly #open: readonly number[];
  readonly #base: Propagation;

  constructor(system: System, suspects: Suspects, cores: readonly Core[], chosen: readonly number[]) {
    this.#system = system;
    this.#suspects = suspects;
    this.#cores = cores;
    this.#chosen = chosen;
    const inCores = new Set([...chosen, ...cores.flatMap((core) => core.suspects)]);
    const following = [...inCores].flatMap((id) => this.#following(id));
    this.#open = [...new Set([...inCores, ...following])];
    this.#base = propagate(system, leaving(suspects, this.#open));
  }

  /** Every smallest repair of a cause, the likeliest first. */
  repairs(cause: readonly number[], settled: Settled): readonly Repair[] {
    const least = this.#weigh(this.#chosen);
    const found: { readonly repair: Repair; readonly score: number }[] = [];
    const keep = (ids: readonly number[], bounds: Settled, weight: number) => {
      const repair = this.#repair(ids, bounds);
      if (repair !== undefined) found.push({ repair, score: repair.likeness - (weight - least) / 500 });
    };
    keep(cause, settled, least);
    for (const one of cause) {
      for (const other of this.#instead(one)) {
        const rest = this.#chosen.filter((id) => id !== one);
        const tried = this.#try([...rest, other]) ?? this.#tryFollowing(rest, other);
        if (tried === undefined) continue;
        const weight = this.#weigh(tried.ids);
        if (weight >= least + ONE) continue;
        const outside = new Set(this.#chosen.filter((id) => !cause.includes(id)));
        keep(
          tried.ids.filter((id) => !outside.has(id)),
          tried.settled,
          weight,
        );
      }
    }
    return found.sort((a, b) => b.score - a.score).map(({ repair }) => repair);
  }

  #weigh(ids: readonly number[]): number {
    return weigh(
      this.#system,
      ids.flatMap((id) => this.#suspects.all[id] ?? []),
    );
  }

  /** What could be wrong in place of one: what stands in every core that no other suspect explains. */
  #instead(one: number): readonly number[] {
    const own = this.#cores.filter(
      ({ suspects }) =>
        suspects.includes(one) && this.#chosen.every((id) => id === one || !suspects.includes(id)),
    );
    const [first, ...others] = own.map(({ suspects }) => new Set(suspects));
    if (first === undefined) return [];
    return [...first]
      .filter((id) => id !== one && others.every((set) => set.has(id)))
      .slice(0, MOST_ALTERNATIVES);
  }

  /** Comparisons that speak of a number. */
  #following(id: number): readonly number[] {
    const one = this.#suspects.all[id];
    if (one?.type !== 'number') return [];
    return (this.#system.of[one.variable] ?? []).flatMap((index) => this.#suspects.ofSaid.get(index) ?? []);
  }

  #try(ids: readonly number[]): { readonly ids: readonly number[]; readonly settled: Settled } | undefined {
    if (!this.#base.consistent) return undefined;
    const out = new Set(ids);
    const back = this.#open.filter((id) => !out.has(id));
    const { silent, dropped } = leaving(this.#suspects, back);
    const result = propagate(this.#system, {
      from: this.#base.settled,
      added: [...silent],
      revived: [...dropped],
      dropped: leaving(this.#suspects, ids).dropped,
    });
    return result.consistent ? { ids, settled: result.settled } : undefined;
  }

  /** A number together with those comparisons that were reckoned from it. */
  #tryFollowing(rest: readonly number[], other: number) {
    const following = this.#following(other).filter((id) => !rest.includes(id));
    if (following.length === 0) return undefined;
    let found = this.#try([...rest, other, ...following]);
    for (const id of following) {
      if (found === undefined) return undefined;
      found = this.#try(found.ids.filter((known) => known !== id)) ?? found;
    }
    return found;
  }

  /** What would have to be printed; undefined where a number may stay as it is and was none of the trouble. */
  #repair(ids: readonly number[], settled: Settled): Repair | undefined {
    const changes: Change[] = [];
    const likeness: number[] = [];
    const said: Saying[] = [];
    for (const id of ids) {
      const one = this.#suspects.all[id];
      if (one === undefined) continue;
      if (one.type === 'said') {
        const constraint = this.#system.constraints[one.constraint];
        if (constraint === undefined || !('of' in constraint)) continue;
        const value = (variable: number) => standing(this.#system, settled, variable);
        said.push({ constraint: one.constraint, of: value(constraint.of), from: value(constraint.from) });
        continue;
      }
      const own = changesOf(this.#system, one, settled);
      if (own.length === 0) return undefined;
      changes.push(...own);
      likeness.push(Math.max(...own.map((change) => likenessOf(this.#system, change))));
    }
    const mean = likeness.reduce((sum, one) => sum + one, 0) / likeness.length;
    return { changes, said, likeness: likeness.length === 0 ? SAYING : mean };
  }
}

/** A share or rate that does not follow from two numbers that agree with everything else is itself the slip. */
const SAYING = 0.6;
