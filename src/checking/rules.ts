import type { Severity } from '../messages/problem.ts';
import type { MessageKey } from '../messages/say.ts';
import { ACROSS_RULES } from './rules-across.ts';
import { ASSETS_RULES } from './rules-assets.ts';
import { CLASSIFICATION_RULES } from './rules-classification.ts';
import { COMPLETENESS_RULES } from './rules-completeness.ts';
import { IDENTITY_RULES } from './rules-identity.ts';
import { PERFORMANCE_RULES } from './rules-performance.ts';
import { PROCUREMENT_RULES } from './rules-procurement.ts';
import { PUBLICATION_RULES } from './rules-publication.ts';
import { SIZES_RULES } from './rules-sizes.ts';
import { WORDING_RULES } from './rules-wording.ts';

/** A kind of finding: its law, where it comes from, and how much it weighs. */
export interface Rule {
  readonly severity: Severity;
  /** The rule in words. */
  readonly title: MessageKey;
  /** The law, regulation, standard or reasoning behind it. */
  readonly basis: MessageKey;
}

/** Every rule there is, by id. Ids are stable: profiles and acknowledgements name them. */
export const RULES = {
  ...IDENTITY_RULES,
  ...COMPLETENESS_RULES,
  ...CLASSIFICATION_RULES,
  'balance.source': {
    severity: 'error',
    title: 'checking.balance.source.title',
    basis: 'checking.balance.source.basis',
  },
  'carry-over.exceeds': {
    severity: 'error',
    title: 'checking.carryOver.exceeds.title',
    basis: 'checking.carryOver.exceeds.basis',
  },
  'project.stated': {
    severity: 'error',
    title: 'checking.project.stated.title',
    basis: 'checking.project.stated.basis',
  },
  'plan.final': {
    severity: 'error',
    title: 'checking.plan.final.title',
    basis: 'checking.plan.final.basis',
  },
  'plan.decreases': {
    severity: 'error',
    title: 'checking.plan.decreases.title',
    basis: 'checking.plan.decreases.basis',
  },
  'procurement.exceeds': {
    severity: 'error',
    title: 'checking.procurement.exceeds.title',
    basis: 'checking.procurement.exceeds.basis',
  },
  'asset.exceeds': {
    severity: 'error',
    title: 'checking.asset.exceeds.title',
    basis: 'checking.asset.exceeds.basis',
  },
  'total.negative': {
    severity: 'warning',
    title: 'checking.total.negative.title',
    basis: 'checking.total.negative.basis',
  },
  'ledger.empty': {
    severity: 'error',
    title: 'checking.ledger.empty.title',
    basis: 'checking.ledger.empty.basis',
  },
  'last-year.sum': {
    severity: 'error',
    title: 'checking.lastYear.sum.title',
    basis: 'checking.lastYear.sum.basis',
  },
  'table.incomplete': {
    severity: 'error',
    title: 'checking.table.incomplete.title',
    basis: 'checking.table.incomplete.basis',
  },
  'text.missing': {
    severity: 'error',
    title: 'checking.text.missing.title',
    basis: 'checking.text.missing.basis',
  },
  'cell.unknown': {
    severity: 'error',
    title: 'checking.cell.unknown.title',
    basis: 'checking.cell.unknown.basis',
  },
  'law.sum': {
    severity: 'error',
    title: 'checking.law.sum.title',
    basis: 'checking.law.sum.basis',
  },
  'law.sameFact': {
    severity: 'error',
    title: 'checking.law.sameFact.title',
    basis: 'checking.law.sameFact.basis',
  },
  'law.balance': {
    severity: 'error',
    title: 'checking.law.balance.title',
    basis: 'checking.law.balance.basis',
  },
  'law.said': {
    severity: 'error',
    title: 'checking.law.said.title',
    basis: 'checking.law.said.basis',
  },
  ...PERFORMANCE_RULES,
  ...PROCUREMENT_RULES,
  ...ASSETS_RULES,
  ...SIZES_RULES,
  ...WORDING_RULES,
  ...PUBLICATION_RULES,
  ...ACROSS_RULES,
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;
