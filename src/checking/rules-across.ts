import type { Rule } from './rules.ts';

/** Kinds of findings between documents: each is a warning that names both, for either may be the wrong one. */
export const ACROSS_RULES = {
  'across.approved': {
    severity: 'warning',
    title: 'checking.across.approved.title',
    basis: 'checking.across.approved.basis',
  },
  'across.unit': {
    severity: 'warning',
    title: 'checking.across.unit.title',
    basis: 'checking.across.unit.basis',
  },
  'across.unitSum': {
    severity: 'warning',
    title: 'checking.across.unitSum.title',
    basis: 'checking.across.unitSum.basis',
  },
  'across.lastYear': {
    severity: 'warning',
    title: 'checking.across.lastYear.title',
    basis: 'checking.across.lastYear.basis',
  },
  'across.budget': {
    severity: 'warning',
    title: 'checking.across.budget.title',
    basis: 'checking.across.budget.basis',
  },
} as const satisfies Record<string, Rule>;
