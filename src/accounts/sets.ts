import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Papa from 'papaparse';
import { shippedAccounts } from './load.ts';
import type { Classification } from './tree.ts';

/** A named set of accounts that budgets speak of, such as 三公经费. */
export interface NamedSet {
  readonly id: string;
  readonly label: string;
  /** Codes, or other sets that partition this one. */
  readonly parts: readonly string[];
}

let cached: readonly (NamedSet & { readonly classification: string })[] | undefined;

/** The named sets over a classification, from `accounts/sets.csv`, where each names its source. */
export function namedSets(classification: Classification): readonly NamedSet[] {
  cached ??= Papa.parse<string[]>(readFileSync(join(shippedAccounts, 'sets.csv'), 'utf8'), {
    skipEmptyLines: true,
  })
    .data.slice(1)
    .map(([of = '', id = '', label = '', parts = '']) => ({
      classification: of,
      id,
      label,
      parts: parts.split('|'),
    }));
  return cached.filter((set) => set.classification === classification);
}
