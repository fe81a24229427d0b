import type { Rule } from './rules.ts';

/** Kinds of findings about codes and names of the classifications (科目). */
export const CLASSIFICATION_RULES = {
  'classification.code': {
    severity: 'error',
    title: 'checking.classification.code.title',
    basis: 'checking.classification.code.basis',
  },
  'classification.codeName': {
    severity: 'error',
    title: 'checking.classification.codeName.title',
    basis: 'checking.classification.codeName.basis',
  },
  'classification.name': {
    severity: 'warning',
    title: 'checking.classification.name.title',
    basis: 'checking.classification.name.basis',
  },
  'classification.digits': {
    severity: 'warning',
    title: 'checking.classification.digits.title',
    basis: 'checking.classification.digits.basis',
  },
  'classification.superseded': {
    severity: 'warning',
    title: 'checking.classification.superseded.title',
    basis: 'checking.classification.superseded.basis',
  },
  'classification.unknown': {
    severity: 'notice',
    title: 'checking.classification.unknown.title',
    basis: 'checking.classification.unknown.basis',
  },
  'classification.parent': {
    severity: 'warning',
    title: 'checking.classification.parent.title',
    basis: 'checking.classification.parent.basis',
  },
  'classification.outside': {
    severity: 'warning',
    title: 'checking.classification.outside.title',
    basis: 'checking.classification.outside.basis',
  },
  'classification.path': {
    severity: 'warning',
    title: 'checking.classification.path.title',
    basis: 'checking.classification.path.basis',
  },
  'classification.term': {
    severity: 'notice',
    title: 'checking.classification.term.title',
    basis: 'checking.classification.term.basis',
  },
} as const satisfies Record<string, Rule>;
