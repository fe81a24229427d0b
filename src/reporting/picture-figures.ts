import type { Cube, KnownValue, Value } from '../facts/cube.ts';
import type { Dimension } from '../facts/dimension.ts';
import { type Coordinate, coordinateKey, type Fact } from '../facts/fact.ts';
import { memberText } from '../facts/member.ts';
import { sayCoordinate } from '../facts/say.ts';
import { say } from '../messages/say.ts';
import { type Fen, printExactly } from '../money/amount.ts';
import { addIntervals, exactly, overlap } from '../money/interval.ts';
import type { PictureFact, PictureFigure, PictureParts } from './pictures-schema.ts';

/** What pictures are drawn from. */
export interface PictureSource {
  readonly cube: Cube;
  /** Whose numbers are drawn: the coordinate that every one starts from (measure, entity, year, stage). */
  readonly base: Coordinate;
  /**
   * Whether a zero counts only where it is printed: what a document leaves out may be told elsewhere under another name, while
   * what a ledger leaves out is nothing.
   */
  readonly onlyStated: boolean;
  /** Where a fact is to be looked at; undefined where it has no place. */
  readonly factOf: (fact: Pick<Fact, 'place'>) => PictureFact | undefined;
}

/** The unit of all pictures. */
export const PICTURE_UNIT = '万元';
const NOT_STATED: Value = { known: false, reason: 'noStatement', facts: [] };
/** So many places of a number are told; a total is made of all there are. */
const MOST_FACTS = 40;

/** The numbers of all pictures of one budget or document, each kept once. */
export class Figures {
  readonly list: PictureFigure[] = [];
  readonly facts: PictureFact[] = [];
  readonly cube: Cube;
  readonly base: Coordinate;
  readonly #source: PictureSource;
  readonly #known = new Map<string, { readonly index: number; readonly value: Value }>();
  readonly #pathsOf = new Map<string, readonly (readonly string[])[]>();
  readonly #holds = new Map<string, boolean>();
  #pairs: ReadonlySet<string> | undefined;
  readonly #factIndex = new Map<string, number>();

  constructor(source: PictureSource) {
    this.#source = source;
    this.cube = source.cube;
    this.base = source.base;
  }

  /** What is known at a coordinate below the base. */
  value(at: Coordinate): Value {
    return this.#ask(at).value;
  }

  /** The exact value, where it is determined. */
  known(at: Coordinate): KnownValue | undefined {
    const { value } = this.#ask(at);
    return value.known ? value : undefined;
  }

  /** Whether it is determined and not zero. */
  has(at: Coordinate): boolean {
    const value = this.known(at)?.value;
    return value !== undefined && value !== 0n;
  }

  /** Whether some fact is a part of it: what no fact speaks of is no part of a picture. */
  holds(at: Coordinate): boolean {
    const whole = { ...this.base, ...at };
    const key = coordinateKey(whole);
    const known = this.#holds.get(key) ?? (this.#meets(whole) && this.cube.holds(whole));
    this.#holds.set(key, known);
    return known;
  }

  /** The number at a coordinate below the base. @param label what it is called; the words of its coordinate by default */
  at(at: Coordinate, label?: string): number {
    const { index, value } = this.#ask(at);
    if (index >= 0) return index;
    const whole = { ...this.base, ...at };
    const says = this.#says(whole);
    const made = this.list.push({
      label: label ?? says,
      says,
      at: { ...whole },
      ...(value.known
        ? { fen: String(value.value), printed: printExactly(value.value, PICTURE_UNIT) }
        : { printed: unknown() }),
      ...this.#factsOf(value.known ? value.facts : []),
    });
    this.#known.set(coordinateKey(whole), { index: made - 1, value });
    return made - 1;
  }

  /** A number that is computed beside the cube, such as what was paid by a day. */
  add(
    { label, says, at }: { readonly label: string; readonly says: string; readonly at: Coordinate },
    value: Fen,
    facts: readonly Pick<Fact, 'place'>[],
  ): number {
    return (
      this.list.push({
        label,
        says,
        at: { ...this.base, ...at },
        fen: String(value),
        printed: printExactly(value, PICTURE_UNIT),
        ...this.#factsOf(facts),
      }) - 1
    );
  }

  /** A whole with its parts, as far as they are determined and not zero, and whether they come to it. */
  parts(whole: Coordinate, parts: readonly Coordinate[], labelOf: (at: Coordinate) => string): PictureParts {
    const shown = parts.filter((part) => this.known(part)?.value !== 0n);
    return {
      whole: this.at(whole),
      parts: shown.map((part) => this.at(part, labelOf(part))),
      fit: this.fit(whole, shown),
    };
  }

  /** Whether parts come to their whole, but for what rounding explains. */
  fits(whole: Coordinate, parts: readonly Coordinate[]): boolean {
    const fit = this.fit(whole, parts);
    return fit === 'exact' || fit === 'rounding';
  }

  /** Whether parts come to their whole. Nothing at all is made up for what is not determined. */
  fit(whole: Coordinate, parts: readonly Coordinate[]): PictureParts['fit'] {
    const sum = this.known(whole);
    if (sum === undefined || (parts.length === 0 && sum.value !== 0n)) return 'unknown';
    let value = 0n;
    let interval = exactly(0n);
    for (const part of parts) {
      const one = this.known(part);
      if (one === undefined) return 'unknown';
      value += one.value;
      interval = addIntervals(interval, one.interval);
    }
    if (value === sum.value) return 'exact';
    return overlap(interval, sum.interval) ? 'rounding' : 'differs';
  }

  /** The members of a dimension that facts below a coordinate have, at a level of its tree: 0 is the coarsest. */
  members(dimension: string, at: Coordinate, level: number): readonly string[] {
    const found = new Set<string>();
    for (const path of this.#paths(dimension, { ...this.base, ...at })) {
      const shown = path[Math.min(level, path.length - 1)];
      if (shown !== undefined) found.add(shown);
    }
    return [...found].sort();
  }

  /** A member as it is called, with its code. */
  labelOf(dimension: string, member: string): string {
    return memberText(this.cube.space.get(dimension), member);
  }

  /**
   * False where no fact at all has both the function and the economic class that are asked for: most pairs of a large budget,
   * told apart by one walk over its facts instead of one for each.
   */
  #meets({ function: one, economic: other }: Coordinate): boolean {
    const [functions, classes] = [this.cube.space.get('function'), this.cube.space.get('economic')];
    if (one === undefined || other === undefined || functions === undefined || classes === undefined)
      return true;
    this.#pairs ??= pairsOf(this.cube, functions, classes);
    return this.#pairs.has(`${one}\n${other}`);
  }

  /** The finest members below a coordinate, each with those above it; every picture and every level asks for the same. */
  #paths(dimension: string, at: Coordinate): readonly (readonly string[])[] {
    const key = `${dimension} ${coordinateKey(at)}`;
    let paths = this.#pathsOf.get(key);
    if (paths === undefined) {
      const tree = this.cube.space.get(dimension);
      paths =
        tree === undefined ? [] : this.cube.members(dimension, at).map((member) => pathOf(tree, member));
      this.#pathsOf.set(key, paths);
    }
    return paths;
  }

  #ask(at: Coordinate): { readonly index: number; readonly value: Value } {
    const whole = { ...this.base, ...at };
    const key = coordinateKey(whole);
    let known = this.#known.get(key);
    if (known === undefined) {
      const value = this.cube.value(whole);
      const isLeftOut = value.known && value.facts.length === 0 && this.#source.onlyStated;
      known = { index: -1, value: isLeftOut ? NOT_STATED : value };
      this.#known.set(key, known);
    }
    return known;
  }

  #says(at: Coordinate): string {
    const { entity = '', stage = '', year = '' } = this.base;
    const unsaid = { entity, stage, year };
    return sayCoordinate(this.cube.space, at, unsaid);
  }

  #factsOf(facts: readonly Pick<Fact, 'place'>[]): Pick<PictureFigure, 'facts' | 'count'> {
    const places = facts.slice(0, MOST_FACTS).flatMap((fact) => {
      const found = this.#source.factOf(fact);
      if (found === undefined) return [];
      const key = JSON.stringify(found);
      const known = this.#factIndex.get(key);
      if (known !== undefined) return [known];
      const made = this.facts.push(found) - 1;
      this.#factIndex.set(key, made);
      return [made];
    });
    return { facts: [...new Set(places)], count: facts.length };
  }
}

/** The pairs of members, and of all above them, that facts have in two dimensions. */
function pairsOf({ statements }: Cube, one: Dimension, other: Dimension): ReadonlySet<string> {
  const finest = new Set<string>();
  for (const { facts } of statements) {
    for (const { at } of facts) {
      const [left, right] = [at[one.id], at[other.id]];
      if (left !== undefined && right !== undefined) finest.add(`${left}\n${right}`);
    }
  }
  const pairs = new Set<string>();
  for (const pair of finest) {
    const [left = '', right = ''] = pair.split('\n');
    for (const above of one.above(left))
      for (const beside of other.above(right)) pairs.add(`${above}\n${beside}`);
  }
  return pairs;
}

function unknown(): string {
  return say('reporting.picture.unknown');
}

/**
 * A member with those above it, the coarsest first. A code that the lists do not have stands alone; a named set that lies
 * across the tree is on no path.
 */
function pathOf(dimension: Dimension, member: string): readonly string[] {
  const path: string[] = [];
  let parts = dimension.partitions()[0] ?? [];
  for (;;) {
    const next = parts.find((part) => dimension.relate(member, part) === 'inside');
    if (next === undefined) break;
    path.push(next);
    if (next === member) return path;
    parts = dimension.partitions(next)[0] ?? [];
  }
  const isAcross = parts.some((part) => dimension.relate(member, part) === 'straddles');
  return isAcross ? path : [...path, member];
}
