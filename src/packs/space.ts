import type { AccountBook } from '../accounts/load.ts';
import { namedSets } from '../accounts/sets.ts';
import type { AccountTree } from '../accounts/tree.ts';
import { type Dimension, listDimension, type Tree } from '../facts/dimension.ts';
import { type EntityNode, makeSpace, type Space } from '../facts/space.ts';
import { say } from '../messages/say.ts';
import type { Pack } from './definition.ts';

interface LocalName {
  readonly classification: 'function' | 'economic' | 'govEconomic';
  readonly code: string;
  readonly name: string;
}

export interface PackSpaceOptions {
  readonly year: number;
  readonly entities: readonly EntityNode[];
  readonly projects?: ReadonlyMap<string, string>;
  /** Codes that only this document knows, beside those of the pack. */
  readonly localNames?: readonly LocalName[];
}

/** The space of a pack: the standard dimensions with its own members, its own dimensions, and the entities given. */
export function packSpace(pack: Pack, accounts: AccountBook, options: PackSpaceOptions): Space {
  const names = [...pack.localMembers, ...(options.localNames ?? [])];
  const tree = (classification: LocalName['classification']) =>
    treeOf(
      accounts
        .tree(classification, options.year)
        .withLocal(names.filter((name) => name.classification === classification)),
    );
  return makeSpace({
    trees: { function: tree('function'), economic: tree('economic'), govEconomic: tree('govEconomic') },
    sets: namedSets('economic'),
    entities: options.entities,
    ...(options.projects === undefined ? {} : { projects: options.projects }),
    extra: [natureDimension(pack), ...pack.dimensions.map(extraDimension)],
  });
}

/** The member of `nature` that stands for all natures whose running costs are 机关运行经费. */
const AGENCY = 'agency';

/** Natures of units as the region names them. A unit whose nature the pack does not name is none of them. */
function natureDimension({ workbook, agencyNatures }: Pack): Dimension {
  const names = [...new Set([...workbook.natures, ...agencyNatures])];
  return listDimension({
    id: 'nature',
    label: say('facts.nature'),
    leaves: names.map((name) => ({ id: name, label: name })),
    groups: [{ id: AGENCY, label: say('facts.nature.agency'), parts: agencyNatures }],
    roots: [],
  });
}

function extraDimension({ id, label, members }: Pack['dimensions'][number]): Dimension {
  return listDimension({ id, label, leaves: members });
}

/** A classification as a dimension's tree. */
export function treeOf(tree: AccountTree): Tree {
  return {
    parentOf: (code) => tree.parentOf(code),
    childrenOf: (code) => tree.childrenOf(code).map((account) => account.code),
    roots: () => tree.classes().map((account) => account.code),
    nameOf: (code) => tree.nameOf(code),
  };
}
