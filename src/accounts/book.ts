import { type Account, AccountTree, type Classification, compareCodes, normalName } from './tree.ts';

/** 行政单位, 参照公务员法管理的事业单位, 事业单位. */
export type UnitNature = 'administrative' | 'civilServantManaged' | 'institution';

export const unitNatures: readonly UnitNature[] = ['administrative', 'civilServantManaged', 'institution'];

/** A government economic account that a department's economic account may belong to. */
export interface GovEconomicProposal {
  readonly govEconomic: string;
  /** The natures of unit for which it was seen; empty where the source does not tell natures apart. */
  readonly natures: readonly UnitNature[];
  readonly seen: readonly string[];
}

/** A row of the mapping. */
export interface MappingRow extends GovEconomicProposal {
  readonly economic: string;
}

/** The accounts of one folder. */
export interface AccountLayer {
  readonly accounts: Readonly<Record<Classification, readonly Account[]>>;
  readonly mapping: readonly MappingRow[];
}

/** Every list there is: the trees by classification and year. */
export class AccountBook {
  readonly #layers: readonly AccountLayer[];
  readonly #trees = new Map<string, AccountTree>();

  constructor(layers: readonly AccountLayer[]) {
    this.#layers = layers;
  }

  /** Whether lists of a finance bureau lie over the shipped ones. */
  get hasImported(): boolean {
    return this.#layers.length > 1;
  }

  /**
   * The tree of a classification in a budget year. Of several lists that have a code, the last one that is valid in
   * that year counts. A year before the first list has the first list's tree; its `listYear` says so.
   */
  tree(classification: Classification, year: number): AccountTree {
    const key = `${classification} ${year}`;
    const cached = this.#trees.get(key);
    if (cached !== undefined) return cached;
    const listYear = Math.max(year, this.firstYear(classification) ?? year);
    const byCode = new Map<string, Account>();
    for (const layer of this.#layers) {
      for (const account of layer.accounts[classification]) {
        if (isValidIn(account, listYear))
          byCode.set(account.code, overlay(byCode.get(account.code), account));
      }
    }
    const tree = new AccountTree(classification, year, byCode.values(), listYear);
    this.#trees.set(key, tree);
    return tree;
  }

  /** The first year that a list of this classification covers. */
  firstYear(classification: Classification): number | undefined {
    const years = this.#layers.flatMap((layer) =>
      layer.accounts[classification].map((account) => account.from),
    );
    return years.length === 0 ? undefined : years.reduce((left, right) => Math.min(left, right));
  }

  /**
   * The government economic accounts to propose for a department's economic account, the best supported first.
   * The two classifications meet in a table of 财预〔2017〕98号; it tells administrative bodies and those run under
   * civil-service law (501, 502…) from other institutions (505, 506), so the nature decides where it is known.
   *
   * Rows of the unit's nature come first, those that name no nature after them; those of other natures are left out
   * unless nothing else is known of the account. A proposal for the class (301) serves an item (30101) that has none.
   */
  govEconomicFor(economicCode: string, nature?: UnitNature): readonly GovEconomicProposal[] {
    const own = this.#mappingOf(economicCode, nature);
    if (own.length > 0 || economicCode.length <= 3) return own;
    return this.#mappingOf(economicCode.slice(0, 3), nature);
  }

  #mappingOf(economicCode: string, nature: UnitNature | undefined): readonly GovEconomicProposal[] {
    const known = this.#layers
      .flatMap((layer) => layer.mapping)
      .filter((row) => row.economic === economicCode);
    const fitting = known.filter(
      (row) => nature === undefined || row.natures.length === 0 || row.natures.includes(nature),
    );
    const rows = fitting.length > 0 ? fitting : known;
    const merged = new Map<string, GovEconomicProposal>();
    for (const row of rows) {
      const before = merged.get(row.govEconomic);
      merged.set(row.govEconomic, {
        govEconomic: row.govEconomic,
        natures: union(before?.natures ?? [], row.natures),
        seen: union(before?.seen ?? [], row.seen),
      });
    }
    const speaksOfNature = (one: GovEconomicProposal): number =>
      nature !== undefined && one.natures.includes(nature) ? 0 : 1;
    return [...merged.values()].sort(
      (left, right) =>
        speaksOfNature(left) - speaksOfNature(right) ||
        right.seen.length - left.seen.length ||
        compareCodes(left.govEconomic, right.govEconomic),
    );
  }
}

function isValidIn(account: Account, year: number): boolean {
  return account.from <= year && (account.to === undefined || year <= account.to);
}

/** A later list's account in place of an earlier one; under the same name it keeps what is known of aliases and places. */
function overlay(earlier: Account | undefined, later: Account): Account {
  if (earlier === undefined || normalName(earlier.name) !== normalName(later.name)) return later;
  return {
    ...later,
    aliases: union(earlier.aliases, later.aliases),
    seen: union(earlier.seen, later.seen),
  };
}

function union<Value>(left: readonly Value[], right: readonly Value[]): readonly Value[] {
  return [...new Set([...left, ...right])];
}
