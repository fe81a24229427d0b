import { familyOf } from '../checking/family.ts';
import type { MessageKey } from '../messages/say.ts';

/** Kinds of check in the order of the form, with the families of rules that belong to each. */
export const KINDS = [
  { key: 'completeness', families: ['completeness', 'table', 'text', 'cell', 'ledger'] },
  { key: 'law', families: ['law', 'balance', 'carry-over', 'total', 'last-year'] },
  { key: 'classification', families: ['classification'] },
  { key: 'identity', families: ['identity'] },
  { key: 'performance', families: ['performance', 'project', 'plan'] },
  { key: 'procurement', families: ['procurement'] },
  { key: 'assets', families: ['assets', 'asset', 'sizes'] },
  { key: 'publication', families: ['publication'] },
  { key: 'wording', families: ['wording'] },
  { key: 'across', families: ['across'] },
] as const;

export type Kind = (typeof KINDS)[number]['key'] | 'other';

/** What each kind of check is called. */
export const KIND_NAMES = {
  completeness: 'reporting.kind.completeness',
  law: 'reporting.kind.law',
  classification: 'reporting.kind.classification',
  identity: 'reporting.kind.identity',
  performance: 'reporting.kind.performance',
  procurement: 'reporting.kind.procurement',
  assets: 'reporting.kind.assets',
  publication: 'reporting.kind.publication',
  wording: 'reporting.kind.wording',
  across: 'reporting.kind.across',
  other: 'reporting.kind.other',
} as const satisfies Record<Kind, MessageKey>;

/** The kind of check that a rule belongs to. */
export function kindOf(rule: string): Kind {
  const family = familyOf(rule);
  return KINDS.find(({ families }) => families.some((one) => one === family))?.key ?? 'other';
}
