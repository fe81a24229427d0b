import type { Coordinate } from './fact.ts';

/**
 * A point in the space of dimensions: one object for all coordinates that are equal, so that facts are held in maps by
 * what they speak of without making names of it. Points are a tree over dimensions in the order of their names.
 */
export class Point {
  readonly #above: Point | undefined;
  readonly #dimension: string;
  readonly #member: string;
  readonly #below = new Map<string, Map<string, Point>>();
  readonly #without = new Map<string, Point>();

  constructor(above?: Point, dimension = '', member = '') {
    this.#above = above;
    this.#dimension = dimension;
    this.#member = member;
  }

  /** The point with one more dimension, which comes after all that it has. */
  with(dimension: string, member: string): Point {
    let along = this.#below.get(dimension);
    if (along === undefined) {
      along = new Map();
      this.#below.set(dimension, along);
    }
    let point = along.get(member);
    if (point === undefined) {
      point = new Point(this, dimension, member);
      along.set(member, point);
    }
    return point;
  }

  /** The point without one of its dimensions: all points that differ from this one in that dimension only share it. */
  without(dimension: string): Point {
    if (this.#above === undefined || this.#dimension < dimension) return this;
    if (this.#dimension === dimension) return this.#above;
    let point = this.#without.get(dimension);
    if (point === undefined) {
      point = this.#above.without(dimension).with(this.#dimension, this.#member);
      this.#without.set(dimension, point);
    }
    return point;
  }
}

/** The points of coordinates that are held against each other, such as those of one document. */
export class Points {
  readonly #origin = new Point();
  readonly #known = new Map<Coordinate, Point>();

  of(at: Coordinate): Point {
    let point = this.#known.get(at);
    if (point !== undefined) return point;
    point = this.#origin;
    for (const dimension of Object.keys(at).sort()) point = point.with(dimension, at[dimension] ?? '');
    this.#known.set(at, point);
    return point;
  }

  /** What differs along one dimension only, by the point that it shares without it and then by its member there. */
  along<Thing extends { readonly at: Coordinate }>(
    dimension: string,
    things: Iterable<Thing>,
  ): Map<Point, Map<string, Thing>> {
    const found = new Map<Point, Map<string, Thing>>();
    for (const thing of things) {
      const member = thing.at[dimension];
      if (member === undefined) continue;
      const rest = this.of(thing.at).without(dimension);
      const group = found.get(rest);
      if (group === undefined) found.set(rest, new Map([[member, thing]]));
      else group.set(member, thing);
    }
    return found;
  }
}
