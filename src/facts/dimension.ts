import { remembering } from '../document/remember.ts';

/**
 * A dimension is a set of leaves with one or more hierarchies and named sets over them.
 * Every member, leaf or not, stands for a set of leaves; the whole algebra of coordinates needs only how
 * two members lie to each other and into which complete parts a member falls.
 */
export interface Dimension {
  readonly id: string;
  /** The Chinese name, for messages and column headings. */
  readonly label: string;
  /** Whether the member exists; dimensions of open sets (years, projects) know any. */
  has(member: string): boolean;
  labelOf(member: string): string;
  /** How the leaves of `member` lie to those of `other`. */
  relate(member: string, other: string): Relation;
  /** Every member that this one lies inside of, itself included. */
  above(member: string): readonly string[];
  /** The complete partitions of a member, one a hierarchy; of the whole dimension without a member. */
  partitions(member?: string): readonly (readonly string[])[];
  /** Parts (其中) that are no more than the member and need not add up to it. */
  ofWhich(member: string): readonly string[];
  /** All members by name, the finest last; empty for open sets. */
  members(): readonly string[];
}

/** `inside`: all its leaves are; `outside`: none is; `straddles`: some are. */
export type Relation = 'inside' | 'outside' | 'straddles';

/** A group of a {@link listDimension}: a node of a hierarchy or a named set. */
export interface Group {
  readonly id: string;
  readonly label: string;
  readonly parts: readonly string[];
  /** Other complete partitions of the same group. */
  readonly also?: readonly (readonly string[])[];
  /** False for *of which* parts: the group has leaves beyond those of its parts. */
  readonly complete?: boolean;
}

export interface Leaf {
  readonly id: string;
  readonly label: string;
}

export interface ListDefinition {
  readonly id: string;
  readonly label: string;
  readonly leaves: readonly Leaf[];
  /** Groups may be parts of groups; several may share leaves (hierarchies, named sets). */
  readonly groups?: readonly Group[];
  /** The complete partitions of the whole dimension; by default the leaves. */
  readonly roots?: readonly (readonly string[])[];
}

/** A dimension with a closed list of members. */
export function listDimension(definition: ListDefinition): Dimension {
  const { id, label, leaves, groups = [], roots = [leaves.map((leaf) => leaf.id)] } = definition;
  const labels = new Map([...leaves, ...groups].map((member) => [member.id, member.label]));
  const groupById = new Map(groups.map((group) => [group.id, group]));
  const leavesOf = new Map<string, ReadonlySet<string>>();

  function leafSet(member: string): ReadonlySet<string> {
    const known = leavesOf.get(member);
    if (known !== undefined) return known;
    const group = groupById.get(member);
    const set = new Set<string>();
    if (group === undefined) set.add(member);
    else {
      for (const part of group.parts) for (const leaf of leafSet(part)) set.add(leaf);
      if (group.complete === false) set.add(`${member}~rest`);
    }
    leavesOf.set(member, set);
    return set;
  }

  return {
    id,
    label,
    has: (member) => labels.has(member),
    labelOf: (member) => labels.get(member) ?? member,
    relate: memoized((member, other) => relateSets(leafSet(member), leafSet(other))),
    above: remembering((member) => [
      member,
      ...groups.flatMap((group) =>
        group.id !== member && relateSets(leafSet(member), leafSet(group.id)) === 'inside' ? [group.id] : [],
      ),
    ]),
    partitions(member) {
      if (member === undefined) return roots;
      const group = groupById.get(member);
      return group === undefined || group.complete === false ? [] : [group.parts, ...(group.also ?? [])];
    },
    ofWhich(member) {
      const group = groupById.get(member);
      return group?.complete === false ? group.parts : [];
    },
    members: () => [...labels.keys()],
  };
}

function relateSets(a: ReadonlySet<string>, b: ReadonlySet<string>): Relation {
  let shared = 0;
  for (const leaf of a) if (b.has(leaf)) shared += 1;
  if (shared === 0) return 'outside';
  return shared === a.size ? 'inside' : 'straddles';
}

/** Members are few and pairs repeat a million times while a table is evaluated. */
function memoized(relate: (member: string, other: string) => Relation): (a: string, b: string) => Relation {
  const cache = new Map<string, Map<string, Relation>>();
  return (member, other) => {
    if (member === other) return 'inside';
    let row = cache.get(member);
    if (row === undefined) {
      row = new Map();
      cache.set(member, row);
    }
    let relation = row.get(other);
    if (relation === undefined) {
      relation = relate(member, other);
      row.set(other, relation);
    }
    return relation;
  };
}

/** What a {@link treeDimension} needs to know of a tree; a classification tree of `accounts` is one. */
export interface Tree {
  parentOf(code: string): string | undefined;
  childrenOf(code: string): readonly string[];
  roots(): readonly string[];
  nameOf(code: string): string | undefined;
}

/**
 * A dimension over a tree of codes, of which any code may be the finest one used (a document may print 款 only),
 * with named sets over it.
 */
export function treeDimension(id: string, label: string, tree: Tree, sets: readonly Group[] = []): Dimension {
  const setById = new Map(sets.map((set) => [set.id, set]));

  /** A code with those above it, up to its class. */
  const pathOf = remembering((code): readonly string[] => {
    const parent = tree.parentOf(code);
    return parent === undefined ? [code] : [code, ...pathOf(parent)];
  });

  function relateCodes(code: string, other: string): Relation {
    if (pathOf(code).includes(other)) return 'inside';
    return pathOf(other).includes(code) ? 'straddles' : 'outside';
  }

  function relate(member: string, other: string): Relation {
    const memberSet = setById.get(member);
    if (memberSet !== undefined) {
      const relations = memberSet.parts.map((part) => relate(part, other));
      if (relations.every((relation) => relation === 'inside')) return 'inside';
      return relations.every((relation) => relation === 'outside') ? 'outside' : 'straddles';
    }
    const otherSet = setById.get(other);
    if (otherSet === undefined) return relateCodes(member, other);
    const relations = otherSet.parts.map((part) => relate(member, part));
    if (relations.includes('inside')) return 'inside';
    return relations.includes('straddles') ? 'straddles' : 'outside';
  }

  const whole = [tree.roots()];
  const partitionsOf = remembering((member): readonly (readonly string[])[] => {
    const set = setById.get(member);
    if (set !== undefined) return [set.parts, ...(set.also ?? [])];
    const children = tree.childrenOf(member);
    return children.length === 0 ? [] : [children];
  });

  return {
    id,
    label,
    has: (member) => setById.has(member) || tree.nameOf(member) !== undefined,
    labelOf: (member) => setById.get(member)?.label ?? tree.nameOf(member) ?? member,
    relate: memoized(relate),
    above: remembering((member) => [
      ...(setById.has(member) ? [member] : pathOf(member)),
      ...sets.flatMap((set) => (set.id !== member && relate(member, set.id) === 'inside' ? [set.id] : [])),
    ]),
    partitions: (member) => (member === undefined ? whole : partitionsOf(member)),
    ofWhich: () => [],
    members: () => {
      const found: string[] = [];
      const visit = (code: string) => {
        found.push(code);
        for (const child of tree.childrenOf(code)) visit(child);
      };
      for (const root of tree.roots()) visit(root);
      return found;
    },
  };
}

/** A dimension of an open set without structure: years, projects. Members are equal or disjoint. */
export function openDimension(
  id: string,
  label: string,
  labels: ReadonlyMap<string, string> = new Map(),
): Dimension {
  return {
    id,
    label,
    has: () => true,
    labelOf: (member) => labels.get(member) ?? member,
    relate: (member, other) => (member === other ? 'inside' : 'outside'),
    above: (member) => [member],
    partitions: () => [],
    ofWhich: () => [],
    members: () => [...labels.keys()],
  };
}
